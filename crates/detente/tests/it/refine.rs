//! What would have to change in a proposal, as asked on the command line.

use crate::place::{case, root, run, said, scratch};

/// What `refine` says of the flagship, in one line.
fn refine(words: &[&str]) -> (i32, String, String) {
    let iran = case("iran-2025").display().to_string();
    let (code, out, err) = said(&run(root(), &[&["refine", &iran], words].concat()));
    (code, out.split_whitespace().collect::<Vec<_>>().join(" "), err)
}

#[track_caller]
fn says(words: &[&str], sentences: &[&str]) {
    let (code, out, err) = refine(words);
    assert_eq!((code, err.as_str()), (0, ""), "{words:?}");
    for sentence in sentences {
        assert!(out.contains(sentence), "{sentence:?} not in:\n{out}");
    }
}

#[test]
fn a_proposal_is_told_with_what_would_have_to_change() {
    says(
        &["p2025-e3-extension"],
        &[
            "Under Declared no package is acceptable to all eight audiences, so none is near; \
             the space lens says which rules would have to give way.",
            "From the proposal ‘2025 E3 extension offer (July to August)’ two steps lead to a deal \
             acceptable to all eight audiences under Bridging: inspection access ‘full",
            "2,160 packages, variants of 6 deals, are as near.",
            "Two edits lead to an acceptable package while no part of them does. At least two \
             options have to change together.",
        ],
    );
}

#[test]
fn what_is_acceptable_as_it_stands_is_said_plainly() {
    says(
        &["p2022-eu-text", "--reading", "bridging"],
        &[
            "The proposal ‘2022 EU text’ is acceptable to all eight audiences under Bridging if what \
             it leaves open is filled in suitably: all accept 576 of the 960 packages that do so.",
        ],
    );
    says(
        &["--set", "access=full", "--reading", "bridging"],
        &[
            "The levels given are acceptable to all eight audiences under Bridging if what they leave \
             open is filled in suitably",
        ],
    );
    let (code, _, err) = refine(&["--set", "access=full", "--set", "access=none"]);
    assert_eq!(code, 2);
    assert!(err.contains("option `access` is set to two levels; say one"), "{err}");
}

#[test]
fn farther_deals_and_exchanges_are_told() {
    says(
        &["p2015-jcpoa", "--reading", "bridging"],
        &[
            // One deal is at two steps; the next follow at three.
            "Distance Packages Deals ──────── ──────── ───── 2 288 1 3 1,488 3 4 3,840 4",
            "What changes Distance Packages",
        ],
    );
    says(
        &["status-quo", "--reading", "bridging"],
        &[
            "All 24 are exchanges: eight between Iran and United States; 16 between Iran, United \
             States and Regional states. What each side gives there would not do without the rest.",
            "Iran: inspection access from ‘none’ to ‘full",
            "; United States: sanctions from ‘maximum",
        ],
    );
}

#[test]
fn the_record_is_told_without_a_start() {
    says(
        &[],
        &["Under Bridging three of the 14 proposals on record are acceptable to all eight \
             audiences if what they leave open is filled in suitably; from the others it takes one \
             to four steps; from the status quo it takes twelve steps."],
    );
}

#[test]
fn yardsticks_movers_floors_and_own_levels() {
    says(
        &["p2025-e3-extension", "--reading", "bridging", "--by", "options"],
        &["two changed options lead to a deal"],
    );
    says(
        &["status-quo", "--reading", "bridging", "--by", "cost"],
        &["From the status quo changes that cost 1.55 lead to a deal", "counts as nothing."],
    );
    says(
        &["p2015-jcpoa", "--reading", "bridging", "--movers", "iran"],
        &[
            "Under Bridging no package acceptable to all eight audiences keeps to these limits, \
             though 31,104 packages are so without them.",
            "may change.",
        ],
    );
    says(
        &["p2013-interim", "--reading", "bridging", "--floor", "assurance=written"],
        &["‘written / UNSC-endorsed assurance’ or above is kept to"],
    );
    says(
        &["--set", "access=full", "--set", "sanctions=limited", "--reading", "bridging"],
        &["From the levels given one step leads to a deal", "‘limited relief’"],
    );
    says(
        &["p2022-eu-text", "--set", "access=none", "--reading", "bridging"],
        &["From the proposal ‘2022 EU text’ with inspection access ‘none’ three steps lead"],
    );
}

#[test]
fn what_is_not_there_is_named() {
    for (words, wrong) in [
        (&["jcpoa"][..], "no state or proposal `jcpoa`"),
        (&["--movers", "iran,usa"], "no party `usa`"),
        (&["--floor", "access=total"], "option `access` has no level `total`"),
    ] {
        let (code, out, err) = refine(words);
        assert_eq!((code, out.as_str()), (2, ""), "{words:?}");
        assert!(err.contains(wrong), "{wrong:?} not in: {err}");
    }
    let cuba = case("cuba-1962").display().to_string();
    let (code, _, err) = said(&run(root(), &["refine", &cuba, "--by", "cost"]));
    assert_eq!(code, 2);
    assert!(err.contains("add `step-cost` to `[option.airstrike]`"), "{err}");
}

#[test]
fn the_answer_is_there_as_json_and_stands() {
    let folder = scratch("refine-json");
    let iran = case("iran-2025").display().to_string();
    let (code, out, _) = said(&run(&folder, &["refine", &iran, "status-quo", "--json"]));
    assert_eq!(code, 0);
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(json["measures"]["refine.bridging.status-quo.distance"], 12.0);
    assert_eq!(json["measures"]["refine.bridging.status-quo.packages"], 1.0);
    std::fs::write(folder.join("finding.json"), out).unwrap();
    let (code, out, err) = said(&run(&folder, &["recheck", "finding.json", "--dossier", &iran]));
    assert_eq!(code, 0, "{out}{err}");
}
