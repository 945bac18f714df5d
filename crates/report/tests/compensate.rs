//! What is said of payments: answers of every kind, in sentences that read.

#![allow(clippy::unwrap_used, reason = "a failed test says where")]

use detente_finding::{CompensateQuestion, Question, StartReference};
use detente_report::{compensate_document, html, json, terminal};
use detente_testkit::random_dispute;

#[test]
fn random_answers_are_sentences() {
    let mut paid = 0;
    for seed in 0..1500 {
        let dispute = random_dispute(seed);
        let named = dispute.proposals.values().next().map(|proposal| proposal.id.clone());
        let question = CompensateQuestion {
            from: (seed % 3 > 0).then(|| StartReference { named, set: Vec::new() }),
            budgets: if seed % 2 == 0 { Vec::new() } else { vec!["4".to_string()] },
            list: seed as usize % 3 * 3,
            ..CompensateQuestion::default()
        };
        let finding = detente_lens::answer(&dispute, &Question::Compensate(question)).unwrap();
        let document = compensate_document(&dispute, &finding);
        html(&document);
        json(&document);
        let text = terminal(&document, 100_000);
        paid += usize::from(text.contains("the cheapest takes"));
        for unseemly in ["[]", "..", " .", "‘’", " ,", "  of", "optimal", "must", ": ."] {
            let mut prose = text.lines().filter(|line| line.ends_with('.'));
            assert!(!prose.any(|line| line.contains(unseemly)), "{unseemly:?} in {text}");
        }
    }
    assert!(paid > 100, "{paid}");
}
