//! What is said of baselines: answers of every kind, in sentences that read.

#![allow(clippy::unwrap_used, reason = "a failed test says where")]

use detente_finding::{BaselineQuestion, Finding, Question};
use detente_model::Dispute;
use detente_report::{baseline_document, full_report, html, json, terminal};
use detente_testkit::{flagship, random_issues};

fn ask(dispute: &Dispute) -> Finding {
    detente_lens::answer(dispute, &Question::Baseline(BaselineQuestion::default())).unwrap()
}

/// The answer on the terminal, after seeing that every face can be made.
fn say(dispute: &Dispute, finding: &Finding) -> String {
    let document = baseline_document(dispute, finding);
    html(&document);
    json(&document);
    html(&full_report(dispute, std::slice::from_ref(finding)));
    let text = terminal(&document, 100_000);
    let endings = [".", "]"];
    for unseemly in ["[]", "..", " .", "‘’", " ,", "  of", "optimal", "NaN", "()", "most, to ;"]
    {
        let mut prose = text.lines().filter(|line| endings.iter().any(|end| line.ends_with(end)));
        assert!(!prose.any(|line| line.contains(unseemly)), "{unseemly:?} in {text}");
    }
    text
}

#[test]
fn random_answers_are_sentences() {
    let (mut spans, mut cut) = (0, 0);
    for seed in 0..1500 {
        let dispute = random_issues(seed);
        let text = say(&dispute, &ask(&dispute));
        spans += usize::from(text.contains("In brackets"));
        cut += usize::from(text.contains(" to ") && text.contains("weighted median"));
        assert!(text.matches("On ").count() >= dispute.process.issues.len(), "{text}");
    }
    assert!(spans > 300 && cut > 100, "{spans}, {cut}");
}

#[test]
fn readings_that_agree_stand_together() {
    let dispute = flagship();
    let text = say(&dispute, &ask(&dispute));
    assert!(
        text.contains("Under Declared and Bridging its levels meet the rule of none"),
        "{text}"
    );
}

#[test]
fn a_dossier_without_issues_and_status_quo_still_answers() {
    let mut dispute = flagship();
    dispute.process.issues.clear();
    dispute.status_quo = None;
    let text = say(&dispute, &ask(&dispute));
    assert!(text.contains("no issue on which parties take positions"), "{text}");
    assert!(text.contains("The dossier has no status quo"), "{text}");
    let report = terminal(&full_report(&dispute, &[ask(&dispute)]), 80);
    assert!(!report.contains("Plain baselines that an answer"), "{report}");
}
