//! What is said of ratification and of what is sure: answers of every kind, in sentences that read.

#![allow(clippy::unwrap_used, reason = "a failed test says where")]

use detente_finding::{Finding, Question, RatifyQuestion, RobustQuestion, StartReference};
use detente_model::Dispute;
use detente_report::{Document, html, json, ratify_document, robust_document, terminal};
use detente_testkit::{flagship, random_dispute};

/// The answer on the terminal, after seeing that every face can be made.
fn say(document: &Document) -> String {
    html(document);
    json(document);
    let text = terminal(document, 100_000);
    for unseemly in ["[]", "..", " .", "‘’", " ,", "  of", "optimal", "under .", " ;", "()"] {
        let mut prose = text.lines().filter(|line| line.ends_with('.'));
        assert!(!prose.any(|line| line.contains(unseemly)), "{unseemly:?} in {text}");
    }
    text
}

fn ask(dispute: &Dispute, question: &Question) -> Finding {
    detente_lens::answer(dispute, question).unwrap()
}

#[test]
fn random_answers_are_sentences() {
    let mut said = 0;
    for seed in 0..1500 {
        let dispute = random_dispute(seed);
        let named = dispute.proposals.values().next().map(|proposal| proposal.id.clone());
        let question = RatifyQuestion {
            from: (seed % 3 > 0).then(|| StartReference { named, set: Vec::new() }),
            draws: (seed % 5) as u32,
            list: seed as usize % 3 * 3,
            ..RatifyQuestion::default()
        };
        said += say(&ratify_document(&dispute, &ask(&dispute, &Question::Ratify(question)))).len();
        let question = RobustQuestion {
            draws: (seed % 5) as u32,
            list: seed as usize % 3 * 3,
            ..RobustQuestion::default()
        };
        said += say(&robust_document(&dispute, &ask(&dispute, &Question::Robust(question)))).len();
    }
    assert!(said > 500_000, "{said}");
}

#[test]
fn what_cannot_be_answered_says_why() {
    let whole = flagship();
    let said = |change: &dyn Fn(&mut Dispute)| {
        let mut dispute = whole.clone();
        change(&mut dispute);
        let ratify = ask(&dispute, &Question::Ratify(RatifyQuestion::default()));
        let robust = ask(&dispute, &Question::Robust(RobustQuestion::default()));
        [say(&ratify_document(&dispute, &ratify)), say(&robust_document(&dispute, &robust))]
    };
    for text in said(&|dispute| dispute.deal = None) {
        assert!(text.contains("does not say what a deal is"), "{text}");
    }
    for text in said(&|dispute| dispute.readings = detente_model::Table::new()) {
        assert!(text.contains("The dossier has no reading"), "{text}");
    }
    let [text, _] = said(&|dispute| {
        for party in dispute.parties.ids().collect::<Vec<_>>() {
            dispute.parties[party].ratify = None;
            dispute.parties[party].negotiator = detente_model::Negotiator::Agent;
        }
    });
    assert!(text.contains("No party asks anybody before it is bound"), "{text}");
}
