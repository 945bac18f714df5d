//! What the stability lens says: the textbook case in full, and answers of every odd kind.

mod answers;
mod made;
mod paths;
mod why;

use detente_finding::{
    Finding, PathQuestion, Question, StabilityQuestion, StateReference, WhyQuestion,
};
use detente_model::Dispute;
use detente_report::{
    Document, full_report, html, json, path_document, stability_document, terminal, why_document,
};
use expect_test::{ExpectFile, expect_file};

fn case(name: &str) -> Dispute {
    let folder = format!("{}/../../casebook/{name}", env!("CARGO_MANIFEST_DIR"));
    let read = detente_dossier::read(std::path::Path::new(&folder)).expect("a bundled dossier");
    read.dispute.expect("the casebook has no mistakes")
}

pub(crate) fn cuba() -> Dispute {
    case("cuba-1962")
}

fn ask(dispute: &Dispute, question: &Question) -> Finding {
    detente_lens::answer(dispute, question).expect("answerable")
}

/// The document on the terminal, after seeing that every face can be made and says nothing unseemly.
pub(crate) fn say(document: &Document) -> String {
    let text = terminal(document, 80);
    assert_eq!(text, terminal(&document.clone(), 80));
    html(document);
    json(document);
    let sentences = terminal(document, 100_000);
    for unseemly in ["must", "winner", "optimal", "[]", "..", " .", ": .", "under .", "‘’", "  of"]
    {
        let prose = sentences.lines().filter(|line| line.ends_with('.'));
        for line in prose {
            let words = line.to_lowercase();
            let found = match unseemly.chars().all(char::is_alphabetic) {
                true => words.split(|c: char| !c.is_alphabetic()).any(|word| word == unseemly),
                false => words.contains(unseemly),
            };
            assert!(!found, "{unseemly:?} in {line}");
        }
    }
    text
}

#[expect(clippy::needless_pass_by_value, reason = "as `expect_file!` gives it")]
fn check(document: &Document, golden: ExpectFile) {
    golden.assert_eq(&say(document));
}

#[track_caller]
pub(crate) fn contains(text: &str, words: &str) {
    assert!(text.contains(words), "{words:?} not in:\n{text}");
}

#[test]
fn the_textbook_case_is_told_in_full() {
    let dispute = cuba();
    let published = || Some("published".to_string());
    let stability = ask(&dispute, &Question::Stability(StabilityQuestion::default()));
    check(&stability_document(&dispute, &stability), expect_file!["../golden/cuba-stability.txt"]);
    let why = WhyQuestion { reading: published(), ..WhyQuestion::default() };
    let why = ask(&dispute, &Question::Why(why));
    check(&why_document(&dispute, &why), expect_file!["../golden/cuba-why.txt"]);
    let to = StateReference { named: Some("quarantine-and-withdrawal".to_string()), set: vec![] };
    let path = PathQuestion { reading: published(), to: Some(to), ..PathQuestion::default() };
    let path = ask(&dispute, &Question::Path(path));
    check(&path_document(&dispute, &path), expect_file!["../golden/cuba-path.txt"]);
    let report = terminal(&full_report(&dispute, &[stability]), 100_000);
    assert!(
        report.contains("1 of 12 feasible states holds whatever")
            && report.contains("What would hold")
    );
}

#[test]
fn a_large_case_says_what_it_is_about() {
    let dispute = case("iran-2025");
    for focus in ["mini", "negotiation"] {
        let question = StabilityQuestion { focus: Some(focus.into()), ..Default::default() };
        let finding = ask(&dispute, &Question::Stability(question));
        let text = say(&stability_document(&dispute, &finding));
        assert!(text.contains("Within the focus "), "{text}");
        assert!(text.contains("A caution: "), "{text}");
    }
}
