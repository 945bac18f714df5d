//! Ratification at home and what is sure, as asked on the command line.

use crate::place::{case, root, run, said};

/// What a question says of a bundled dossier, in one line.
fn ask(word: &str, name: &str, words: &[&str]) -> (i32, String, String) {
    let folder = case(name).display().to_string();
    let (code, out, err) = said(&run(root(), &[&[word, &folder], words].concat()));
    (code, out.split_whitespace().collect::<Vec<_>>().join(" "), err)
}

#[track_caller]
fn says(word: &str, name: &str, words: &[&str], sentences: &[&str]) {
    let (code, out, err) = ask(word, name, words);
    assert_eq!((code, err.as_str()), (0, ""), "{words:?}");
    for sentence in sentences {
        assert!(out.contains(sentence), "{sentence:?} not in:\n{out}");
    }
}

#[test]
fn the_record_is_put_to_the_ratifiers() {
    says(
        "ratify",
        "iran-2025",
        &[],
        &[
            "Under Declared no package would be ratified by all six parties whose consent \
             counts, nor is any acceptable to all eight audiences.",
            "Under Bridging 31,104 packages, variants of 12 deals, would be ratified by all six \
             parties whose consent counts: those acceptable to all eight audiences.",
            "Nothing in the ratifiers’ rules is a range or unsure",
        ],
    );
}

#[test]
fn a_proposal_that_fails_at_home_is_told_with_who_refuses() {
    says(
        "ratify",
        "iran-2025",
        &["p2015-jcpoa", "--reading", "bridging"],
        &[
            "Under Bridging the proposal ‘2015 comprehensive plan (JCPOA)’ would not be ratified by \
             Iran (Iran SNSC/government and Majlis/hardline refuse) or United States (US \
             administration refuses)",
            "signed all the same, that would be involuntary defection.",
            "Where ratification fails: United States (administration) under Bridging",
        ],
    );
    says(
        "ratify",
        "iran-2025",
        &["status-quo"],
        &["The status quo is no package: there is nothing to ratify."],
    );
}

#[test]
fn weights_and_draws_are_told_of_the_harbour() {
    says(
        "ratify",
        "harbour",
        &["mediator"],
        &[
            "Where ratification fails: City of Sandvik under Scores",
            "enough of these 12 to 45 of 23",
        ],
    );
    says(
        "robust",
        "harbour",
        &[],
        &[
            "Under Scores no package is surely acceptable to all six audiences, 6 at modes and 38 \
             possibly.",
            "some package is acceptable to all six audiences; a draw accepts",
        ],
    );
}

#[test]
fn who_refuses_all_and_who_some_stand_apart() {
    let words = ["company", "--draws", "0"];
    says("ratify", "harbour", &words, &["Who refuses all", "Who refuses some", "(accepts 1)"]);
}

#[test]
fn nothing_uncertain_is_said_in_a_sentence() {
    says(
        "robust",
        "iran-2025",
        &["--reading", "bridging"],
        &[
            "Under Bridging nothing in the acceptance rules is a range or unsure, so what is acceptable \
           is surely so: 31,104 packages, variants of 12 deals, are acceptable to all eight audiences.",
        ],
    );
}

#[test]
fn draws_are_a_function_of_seed_and_number() {
    let of = |words: &[&str]| ask("robust", "harbour", words).1;
    assert_eq!(of(&["--draws", "40", "--seed", "7"]), of(&["--draws", "40", "--seed", "7"]));
    assert_ne!(of(&["--draws", "40", "--seed", "7"]), of(&["--draws", "40", "--seed", "8"]));
    let (code, _, err) = ask("robust", "harbour", &["--draws", "20000"]);
    assert_eq!(code, 2, "{err}");
}

#[test]
fn a_name_that_is_not_there_is_answered_with_those_that_are() {
    let (code, out, err) = ask("ratify", "harbour", &["mediation"]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(
        err.contains("no state or proposal `mediation`") && err.contains("`mediator`"),
        "{err}"
    );
}
