//! Plain baselines, as asked on the command line.

use std::fs;

use crate::place::{case, root, run, said, scratch};

/// What `baseline` says of a dossier, in one line.
fn baseline(folder: &str, words: &[&str]) -> (i32, String, String) {
    let (code, out, err) = said(&run(root(), &[&["baseline", folder], words].concat()));
    (code, out.split_whitespace().collect::<Vec<_>>().join(" "), err)
}

#[track_caller]
fn says(folder: &str, words: &[&str], sentences: &[&str]) {
    let (code, out, err) = baseline(folder, words);
    assert_eq!((code, err.as_str()), (0, ""), "{words:?}");
    for sentence in sentences {
        assert!(out.contains(sentence), "{sentence:?} not in:\n{out}");
    }
}

fn flagship() -> String {
    case("iran-2025").display().to_string()
}

/// A dossier of its own from lines after the head.
fn dossier(name: &str, lines: &str) -> String {
    let folder = scratch(name);
    let head = "format = 1\ntitle = \"T\"\nas-of = 2020-01-01\n[option.o]\nparty = \"a\"\n\
                levels = [\"no\", \"yes\"]\n";
    fs::write(folder.join("dossier.toml"), format!("{head}{lines}")).unwrap();
    folder.display().to_string()
}

#[test]
fn means_and_medians_are_said_issue_by_issue() {
    says(
        &flagship(),
        &[],
        &[
            "On enrichment the weighted mean of seven positions is 66.1 and the weighted median 75.",
            "On relief the weighted mean of seven positions is 55.9 and the weighted median 50.",
            "Nearest to the weighted mean stands IAEA at 60.",
            "Leaving out United States would lower it most, to 54.8; leaving out Iran would raise it \
             most, to 78.2.",
            "With all counting alike the mean is 61.4 and the median 60.",
            "Under Declared and Bridging its levels meet the rule of none of the eight audiences.",
        ],
    );
}

#[test]
fn one_issue_and_one_reading() {
    let (_, out, _) = baseline(&flagship(), &["--issue", "Access", "--reading", "bridging"]);
    assert!(out.contains("On access") && !out.contains("On relief"), "{out}");
    assert!(out.contains("Under Bridging its levels") && !out.contains("Declared"), "{out}");
    let (code, _, err) = baseline(&flagship(), &["--issue", "acess"]);
    assert_eq!(code, 2);
    assert!(err.contains("no issue `acess`; it has `enrichment`, `access` and `relief`"), "{err}");
}

#[test]
fn ranges_become_spans() {
    let lines = "[party.a]\ncapability = 1\n[party.b]\ncapability = { low = 1, high = 3 }\n\
                 [issue.x]\nlow = \"nothing\"\nhigh = \"everything\"\n\
                 position = { a = { at = 0, salience = 50 }, b = { at = 100, salience = 50 } }\n";
    says(
        &dossier("baseline-spans", lines),
        &[],
        &[
            "On x the weighted mean of two positions is 66.7 (50–75) and the weighted median 100 \
             (0–100).",
            "In brackets: how far a number may lie off",
            "X (0: nothing; 100: everything)",
            "The dossier has no status quo",
        ],
    );
}

#[test]
fn what_has_no_weight_is_said() {
    let lines = "[party.a]\ncapability = 1\n[party.b]\n[party.c]\ncapability = 1\n\
                 [issue.x.position]\na = { at = 10, salience = 50 }\n\
                 b = { at = 40, salience = 50 }\nc = { at = 30, salience = 50 }\n\
                 [issue.y.position]\nb = { at = 40, salience = 50 }\n\
                 [issue.z.position]\na = { at = 40, salience = 0 }\nb = { at = 40, salience = 5 }\n\
                 [issue.w]\n";
    says(
        &dossier("baseline-weights", lines),
        &[],
        &[
            "On x the weighted mean of three positions is 20 and the weighted median 10 to 30.",
            "b has no capability: it is left out of weighted numbers.",
            "On y only b has a position: 40.",
            "No party here has a capability: salience alone weighs.",
            "On z no party has any weight, so there is no weighted mean.",
            "On w no party has a position.",
        ],
    );
}

#[test]
fn numbers_too_fine_for_exact_sums_are_refused_in_words() {
    let lines = "[party.a]\ncapability = { mode = 0.123456789, spread = 0.123456789 }\n[party.b]\n\
                 [issue.x.position]\n\
                 a = { at = 10.123456789, salience = { mode = 50.123456789, spread = 0.123456789 } }\n";
    let folder = dossier("baseline-fine", lines);
    says(&folder, &[], &["On x there is no answer: its numbers have more digits"]);
}

#[test]
fn the_finding_stands() {
    let folder = scratch("baseline-finding");
    let (code, json, _) = said(&run(&folder, &["baseline", &flagship(), "--json"]));
    assert_eq!(code, 0);
    fs::write(folder.join("finding.json"), json).unwrap();
    let (code, out, _) = said(&run(&folder, &["recheck", "finding.json"]));
    assert_eq!(code, 0, "{out}");
    assert!(out.contains("means, medians, their spans"), "{out}");
}

#[test]
fn the_report_has_the_chapter_and_the_sentence() {
    let folder = scratch("baseline-report");
    let (code, page, _) = said(&run(&folder, &["report", &flagship(), "-o", "-"]));
    assert_eq!(code, 0);
    assert!(page.contains("id=\"baselines\"") && page.contains("id=\"figure-positions\""));
    let sentence = "Plain baselines that an answer has to beat: the status quo stays; the weighted \
                    mean of the parties' positions, from 0 to 100, is 66.1 on";
    let plain = page.replace("&#39;", "'").replace("&apos;", "'");
    assert!(plain.contains(sentence), "{sentence}");
}
