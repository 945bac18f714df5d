//! Answers to why a state holds, made by hand.

use detente_finding::{Answer, Concept, Finding, Question, WhyAnswer, WhyQuestion};
use detente_report::{terminal, why_document};

use crate::made::{OPTIONS, parties, status_quo, step, threat, verdict};
use crate::{contains, cuba, say};

fn why() -> WhyAnswer {
    WhyAnswer {
        reading: "published".into(),
        options: OPTIONS.map(String::from).to_vec(),
        state: status_quo(),
        concepts: vec![Concept::Nash, Concept::Gmr],
        parties: parties(),
        ranks: vec![12, 12],
        ..WhyAnswer::default()
    }
}

fn why_told(answer: WhyAnswer) -> String {
    let dispute = cuba();
    let question = Question::Why(WhyQuestion { threats: 1, ..WhyQuestion::default() });
    let finding = Finding::new(&dispute, question, Answer::Why(answer));
    let document = why_document(&dispute, &finding);
    say(&document);
    terminal(&document, 100_000)
}

#[test]
fn why_a_state_holds_is_told() {
    let text = why_told(why());
    contains(
        &text,
        "Under Published, the status quo holds under GMR; under Nash it does not: there United States would leave it.",
    );
    contains(
        &text,
        "• air strike ‘no’ → ‘yes’ (rank 7 instead of 5 of 12); then Soviet Union: escalation ‘no’ → ‘yes’. That leaves United States with rank 3 instead of 5.",
    );
    contains(
        &text,
        "Soviet Union: rank 5 of 12, 1 being the worst; no move it prefers (of its 3 moves).",
    );
    contains(
        &text,
        "It stays under GMR: what pays would be answered. The others' worst answer to the best of its moves would leave it 2 of 12 ranks lower; an answer that suffices:",
    );

    let mut one = why();
    one.parties.truncate(1);
    one.ranks.truncate(1);
    one.parties[0].improvements = 3;
    let text = why_told(one);
    contains(&text, "the status quo holds for United States under GMR; under Nash it does not.");
    contains(&text, "Two more moves that pay are not told.");

    let mut some = why();
    some.parties[0].improvements = 2;
    let mut open = threat(false);
    open.improvement = step("us", "blockade", "yes");
    some.parties[0].concepts[1] = verdict(Concept::Gmr, false, vec![threat(true), open]);
    let text = why_told(some);
    contains(&text, "It leaves under GMR: one of its 2 paying moves is not answered.");
    let (open, answered) = (text.find("; no answer leaves"), text.find("; then Soviet Union:"));
    assert!(open.is_some_and(|open| answered.is_some_and(|answered| open < answered)), "{text}");

    let mut settled = why();
    settled.concepts[1] = Concept::Sim;
    settled.parties[0].concepts[1] = verdict(Concept::Sim, true, vec![]);
    contains(&why_told(settled), "Under SIM it stays because it stays under SEQ.");

    let mut none = why();
    none.parties.clear();
    none.ranks.clear();
    contains(&why_told(none), "the status quo holds under both concepts.");

    let mut indifferent = why();
    indifferent.missing_preferences = vec!["ussr".into()];
    contains(&why_told(indifferent), "Soviet Union: counts as indifferent");
    contains(&why_told(WhyAnswer { too_large: Some("so it is".into()), ..why() }), "so it is.");
}

#[test]
fn simultaneous_answers_start_from_the_state_itself() {
    let mut sim = why();
    sim.concepts = vec![Concept::Sim];
    sim.parties[0].concepts = vec![verdict(Concept::Sim, true, vec![threat(true)])];
    sim.parties[1].concepts = vec![verdict(Concept::Sim, true, Vec::new())];
    contains(&why_told(sim), "; at the same time Soviet Union: escalation ‘no’ → ‘yes’.");
}
