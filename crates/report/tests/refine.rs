//! What is said of refinements: answers of every kind, in sentences that read.

#![allow(clippy::unwrap_used, reason = "a failed test says where")]

use detente_finding::{Finding, Question, RefineQuestion, StartReference, Yardstick};
use detente_model::Dispute;
use detente_report::{html, json, refine_document, terminal};
use detente_testkit::{flagship, random_dispute};

fn ask(dispute: &Dispute, question: &RefineQuestion) -> Option<Finding> {
    detente_lens::answer(dispute, &Question::Refine(question.clone())).ok()
}

/// The answer on the terminal in one line, after seeing that every face can be made.
fn say(dispute: &Dispute, finding: &Finding) -> String {
    let document = refine_document(dispute, finding);
    html(&document);
    json(&document);
    let text = terminal(&document, 100_000);
    for unseemly in ["[]", "..", " .", "‘’", " ,", "  of", "optimal", "under ."] {
        let mut prose = text.lines().filter(|line| line.ends_with('.'));
        assert!(!prose.any(|line| line.contains(unseemly)), "{unseemly:?} in {text}");
    }
    text
}

#[test]
fn random_answers_are_sentences() {
    let mut said = 0;
    for seed in 0..1500 {
        let dispute = random_dispute(seed);
        let named = dispute.proposals.values().next().map(|proposal| proposal.id.clone());
        let movers = dispute.parties.values().next().map(|party| party.id.clone());
        let question = RefineQuestion {
            from: (seed % 3 > 0).then(|| StartReference { named, set: Vec::new() }),
            by: [Yardstick::Steps, Yardstick::Options, Yardstick::Cost][seed as usize % 3],
            movers: movers.into_iter().filter(|_| seed % 4 == 0).collect(),
            list: seed as usize % 3 * 3,
            ..RefineQuestion::default()
        };
        if let Some(finding) = ask(&dispute, &question) {
            say(&dispute, &finding);
            said += 1;
        }
    }
    assert!(said > 1000, "{said}");
}

#[test]
fn what_cannot_be_answered_says_why() {
    let whole = flagship();
    let said = |change: &dyn Fn(&mut Dispute)| {
        let mut dispute = whole.clone();
        change(&mut dispute);
        say(&dispute, &ask(&dispute, &RefineQuestion::default()).unwrap())
    };
    let none = said(&|dispute| dispute.deal = None);
    assert!(none.contains("does not say what a deal is"), "{none}");
    let none = said(&|dispute| dispute.readings = detente_model::Table::new());
    assert!(none.contains("The dossier has no reading"), "{none}");
    let none = said(&|dispute| {
        dispute.proposals = detente_model::Table::new();
        dispute.status_quo = None;
    });
    assert!(none.contains("neither a status quo nor proposals on record"), "{none}");
}
