//! What is said of inspection: answers of every kind, in sentences that read.

#![allow(clippy::unwrap_used, reason = "a failed test says where")]

use detente_finding::{Finding, Question, VerificationQuestion};
use detente_model::Dispute;
use detente_report::{full_report, html, json, terminal, verification_document};
use detente_testkit::{flagship, random_inspections};

fn ask(dispute: &Dispute) -> Finding {
    let question = Question::Verification(VerificationQuestion::default());
    detente_lens::answer(dispute, &question).unwrap()
}

/// The answer on the terminal, after seeing that every face can be made.
fn say(dispute: &Dispute, finding: &Finding) -> String {
    let document = verification_document(dispute, finding);
    html(&document);
    json(&document);
    html(&full_report(dispute, std::slice::from_ref(finding)));
    let text = terminal(&document, 100_000);
    for unseemly in ["[]", ".. ", " .", " ,", "  of", "optimal", "NaN", "inf ", "−0 ", "()", "; ;"]
    {
        let mut prose = text.lines().filter(|line| line.ends_with('.') && line.contains(' '));
        assert!(!prose.any(|line| line.contains(unseemly)), "{unseemly:?} in {text}");
    }
    text
}

#[test]
fn random_answers_are_sentences() {
    let (mut budgets, mut seasons, mut missing) = (0, 0, 0);
    for seed in 0..600 {
        let dispute = random_inspections(seed);
        let text = say(&dispute, &ask(&dispute));
        budgets += usize::from(text.contains("A budget of"));
        seasons += usize::from(text.contains("Visits spread over"));
        missing += usize::from(text.contains("To tell more, the dossier would need"));
    }
    assert!(budgets > 100 && seasons > 100 && missing > 100, "{budgets} {seasons} {missing}");
}

#[test]
fn the_flagship_says_what_it_can() {
    let dispute = flagship();
    let text = say(&dispute, &ask(&dispute));
    assert!(text.contains("an alarm would have to cost at least 20"), "{text}");
    assert!(!text.contains("A budget of"), "{text}");
}
