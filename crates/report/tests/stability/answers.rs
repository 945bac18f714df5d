//! Answers to stability questions, made by hand.

use detente_finding::{
    Answer, Concept, Count, EquilibriumCount, Finding, Held, Neighbour, Neighbourhood,
    PartyConcept, PartyStability, PatternLine, ProposalStability, Question, ReadingStability,
    StabilityAnswer, StabilityQuestion, StateVerdicts,
};
use detente_model::Dispute;
use detente_report::{stability_document, terminal};

use crate::made::{OPTIONS, held, levels, parties, status_quo};
use crate::{contains, cuba, say};

/// A small answer made by hand: two concepts, one reading, the status quo.
fn answer() -> StabilityAnswer {
    let concepts = vec![Concept::Nash, Concept::Gmr];
    let party = |party: &str| PartyStability {
        party: party.into(),
        ranks: 12,
        stable: vec![Count(5), Count(9)],
    };
    let line = |concept, states| EquilibriumCount { concept, held: held(states) };
    let reading = ReadingStability {
        reading: "published".into(),
        parties: vec![party("us"), party("ussr")],
        equilibria: vec![line(Concept::Nash, 1), line(Concept::Gmr, 7)],
        patterns: vec![
            PatternLine { concepts: vec![], states: Count(5) },
            PatternLine { concepts: vec![Concept::Gmr], states: Count(6) },
            PatternLine { concepts: concepts.clone(), states: Count(1) },
        ],
        verdicts: vec![StateVerdicts { equilibrium: vec![Concept::Gmr], parties: parties() }],
        ..ReadingStability::default()
    };
    StabilityAnswer {
        raw: Some(Count(16)),
        feasible: Some(Count(12)),
        packages: Some(Count(2)),
        options: OPTIONS.map(String::from).to_vec(),
        concepts,
        states: vec![status_quo()],
        readings: vec![reading],
        ..StabilityAnswer::default()
    }
}

fn told(dispute: &Dispute, question: StabilityQuestion, answer: StabilityAnswer) -> String {
    let finding = Finding::new(dispute, Question::Stability(question), Answer::Stability(answer));
    // One line a paragraph, so that words can be looked for.
    let document = stability_document(dispute, &finding);
    say(&document);
    terminal(&document, 100_000)
}

#[test]
fn a_small_answer_is_told_plainly() {
    let text = told(&cuba(), StabilityQuestion::default(), answer());
    contains(
        &text,
        " 1 of 12 feasible states holds whatever the parties reckon with, 7 hold if each reckons with any moves of the others (GMR).",
    );
    contains(
        &text,
        "the status quo holds under GMR, not under Nash: United States could gain by air strike → ‘yes’ (rank 7 instead of 5 of 12).",
    );
    contains(
        &text,
        "Under GMR United States would stay: Soviet Union could answer with escalation → ‘yes’, which leaves United States no better (rank 3 instead of 5 of 12).",
    );
    contains(&text, "A caution: GMR keeps 58\u{a0}% of all feasible states.");
    contains(&text, "5 states hold under no concept.");
}

#[test]
fn no_answer_says_why() {
    let too_large = StabilityAnswer {
        too_large: Some("the dispute has 10^12 states".into()),
        ..StabilityAnswer::default()
    };
    let text = told(&cuba(), StabilityQuestion::default(), too_large);
    contains(&text, "was not answered: the dispute has 10^12 states.");
    let none = StabilityAnswer { readings: vec![], ..answer() };
    contains(&told(&cuba(), StabilityQuestion::default(), none), "has no reading");
    let mut sim = answer();
    sim.sim_too_large = Some("it takes too many combinations".into());
    let text = told(&cuba(), StabilityQuestion::default(), sim);
    contains(&text, "SIM is left out: it takes too many combinations.");
}

#[test]
fn one_concept_and_nothing_listed() {
    let mut one = answer();
    one.concepts = vec![Concept::Seq];
    one.states.clear();
    let reading = &mut one.readings[0];
    reading.verdicts.clear();
    reading.parties.clear();
    reading.equilibria = vec![EquilibriumCount { concept: Concept::Seq, held: Held::default() }];
    reading.patterns = vec![PatternLine { concepts: vec![], states: Count(12) }];
    let text = told(&cuba(), StabilityQuestion::default(), one.clone());
    contains(
        &text,
        "scope. None of 12 feasible states holds if each reckons with the others' improvements (SEQ).",
    );
    contains(&text, "the status quo lies outside the states in scope.");
    one.readings[0].equilibria[0].held.states = Count(12);
    let text = told(&cuba(), StabilityQuestion::default(), one.clone());
    contains(&text, "Under Published, all 12 feasible states hold.");
    one.feasible = Some(Count(0));
    let text = told(&cuba(), StabilityQuestion::default(), one);
    contains(&text, "no state in scope is feasible, so none can hold.");
}

#[test]
fn readings_alike_are_told_once() {
    let mut two = answer();
    let mut same = two.readings[0].clone();
    same.reading = "lifted".into();
    same.same_as = Some("published".into());
    two.readings.push(same);
    let text = told(&cuba(), StabilityQuestion::default(), two.clone());
    contains(
        &text,
        "Under Blockade lifted the same states hold as under Published: every party ranks all states alike.",
    );
    // The same story without the same ranking is one story too.
    two.readings[1].same_as = None;
    let text = told(&cuba(), StabilityQuestion::default(), two);
    contains(&text, "• S, the status quo. It holds under GMR");
}

#[test]
fn a_party_without_a_preference_is_named() {
    let mut missing = answer();
    missing.readings[0].missing_preferences = vec!["ussr".into()];
    let text = told(&cuba(), StabilityQuestion::default(), missing);
    contains(&text, "gives no preference for Soviet Union: it counts as indifferent");
}

#[test]
fn a_profile_is_told() {
    let mut profile = answer();
    profile.readings[0].profile = Some(held(4));
    let line = |party: &str, concept| PartyConcept { party: party.into(), concept };
    let question = StabilityQuestion {
        profile: vec![line("us", Concept::Nash), line("ussr", Concept::Seq)],
        ..StabilityQuestion::default()
    };
    let text = told(&cuba(), question, profile);
    contains(
        &text,
        "With United States reckoning as Nash says and Soviet Union reckoning as SEQ says, 4 of 12 feasible states hold, one of them a package.",
    );
}

#[test]
fn proposals_and_neighbours_are_told() {
    let mut rich = answer();
    let line = |proposal: &str, completions| ProposalStability {
        proposal: proposal.into(),
        completions: Count(completions),
        equilibria: vec![Count(0), Count(1)],
    };
    let state = |yes: &[&str], distance, equilibrium| Neighbour {
        levels: levels(yes),
        distance,
        equilibrium,
    };
    rich.readings[0].proposals = vec![line("first", 2), line("second", 0)];
    rich.readings[0].neighbourhood = Some(Neighbourhood {
        states: vec![
            state(&[], Some(0), vec![]),
            state(&["airstrike"], Some(1), vec![Concept::Nash, Concept::Gmr]),
            state(&["escalate"], None, vec![]),
        ],
        improvements: vec![(0, 1, "us".into()), (2, 0, "ussr".into())],
        complete: true,
    });
    let text = told(&cuba(), StabilityQuestion::default(), rich.clone());
    contains(&text, "One more proposal has no feasible completion in scope.");
    contains(
        &text,
        "Improvements, one after the other, lead from the status quo to one other state, which holds under Nash.",
    );
    contains(&text, "Soviet Union: S");
    let around = rich.readings[0].neighbourhood.as_mut().expect("just given");
    around.states.truncate(1);
    around.improvements.clear();
    let text = told(&cuba(), StabilityQuestion::default(), rich);
    assert!(!text.contains("Improvements, one after"), "{text}");
}
