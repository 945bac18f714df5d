//! What opens and what closes, as asked on the command line.

use crate::place::{case, root, run, said, scratch};

/// What `compare` says of the flagship, in one line.
fn compare(words: &[&str]) -> (i32, String, String) {
    let iran = case("iran-2025").display().to_string();
    let (code, out, err) = said(&run(root(), &[&["compare", &iran], words].concat()));
    (code, out.split_whitespace().collect::<Vec<_>>().join(" "), err)
}

#[track_caller]
fn says(words: &[&str], sentences: &[&str]) {
    let (code, out, err) = compare(words);
    assert_eq!((code, err.as_str()), (0, ""), "{words:?}");
    for sentence in sentences {
        assert!(out.contains(sentence), "{sentence:?} not in:\n{out}");
    }
}

#[test]
fn two_readings_with_or_without_naming_them() {
    let sentence = "Under Bridging instead of Declared 31,104 packages, variants of 12 deals, open \
                    and none closes.";
    says(&[], &[sentence]);
    says(&["--reading", "declared", "--reading", "Bridging"], &[sentence]);
}

#[test]
fn an_earlier_clock() {
    says(
        &["--as-of", "2015-07-14", "--reading", "bridging"],
        &[
            "From 14 July 2015 to 11 August 2025, under Bridging, no package opens and",
            "31,104 stay",
        ],
    );
}

#[test]
fn what_ifs_may_be_put_together() {
    says(
        &["--set", "stockpile = abroad", "--reading", "bridging"],
        &[
            "Given stockpile disposition at ‘third-country custody’, under Bridging, no package opens",
        ],
    );
    says(
        &["--set", "access >= full", "--drop", "H3", "--without", "majlis"],
        &["Given inspection access at least ‘full (CSA + Additional Protocol applied)’, without \
             the rule H3 and without asking Majlis/hardline, under Bridging,"],
    );
    says(
        &["--set", "treaty = notice", "--reading", "bridging"],
        &["no feasible state is a package: all 31,104 packages acceptable to all close."],
    );
}

#[test]
fn a_condition_is_read_as_in_a_dossier() {
    let (code, out, err) = compare(&["--set", "acces >= full and access >= most"]);
    assert_eq!((code, out.as_str()), (2, ""));
    for said in [
        "there is no option `acces`",
        "did you mean `access`?",
        "`access` has no level `most`",
        "--set:1:1",
    ] {
        assert!(err.contains(said), "{said:?} not in: {err}");
    }
}

#[test]
fn what_cannot_be_compared_says_why() {
    for (words, wrong) in [
        (&["--reading", "declared"][..], "say what to compare"),
        (&["--drop", "H99"], "no rule `H99`; it has `H1`, `H2`"),
        (&["--without", "reform-front"], "`reform-front` is not asked"),
        (&["--as-of", "2026"], "the dossier ends at its clock, 2025-08-11"),
        (&["--as-of", "2015", "--drop", "H3"], "cannot be used with"),
    ] {
        let (code, out, err) = compare(words);
        assert_eq!((code, out.as_str()), (2, ""), "{words:?}");
        assert!(err.contains(wrong), "{wrong:?} not in: {err}");
    }
}

#[test]
fn two_dossiers_and_the_finding_stands() {
    let folder = scratch("compare-two");
    let iran = case("iran-2025");
    let changed = folder.join("changed");
    std::fs::create_dir(&changed).unwrap();
    for file in ["events.csv", "sources.bib"] {
        std::fs::copy(iran.join(file), changed.join(file)).unwrap();
    }
    let text = std::fs::read_to_string(iran.join("dossier.toml")).unwrap();
    let without =
        text.replace("\"us-administration\", \"congress\",\n", "\"us-administration\",\n");
    assert_ne!(text, without);
    std::fs::write(changed.join("dossier.toml"), without).unwrap();
    let iran = iran.display().to_string();

    let asked = ["compare", &iran, "changed", "--reading", "bridging"];
    let (code, out, _) = said(&run(&folder, &asked));
    let out = out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(code, 0);
    assert!(out.contains("From the first dossier to the second, under Bridging, 15,552 packages"));
    assert!(out.contains("open and none closes; 31,104 stay."), "{out}");
    assert!(out.contains("US Congress 1,128,960 not asked"), "{out}");

    let (code, json, _) = said(&run(&folder, &[&asked[..], &["--json"]].concat()));
    assert_eq!(code, 0);
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(value["measures"]["compare.bridging.joint.packages"], 15_552.0);
    assert_eq!(value["measures"]["compare.bridging.closed.packages"], 0.0);
    std::fs::write(folder.join("finding.json"), json).unwrap();
    let (code, out, err) = said(&run(&folder, &["recheck", "finding.json"]));
    assert_eq!(code, 0, "{out}{err}");
    assert!(out.contains("everything in it was derived anew"), "{out}");
    let named = ["recheck", "finding.json", "--dossier", &iran, "--other", &iran];
    let (code, out, _) = said(&run(&folder, &named));
    assert_eq!(code, 1);
    assert!(out.contains("the one given is"), "{out}");
}
