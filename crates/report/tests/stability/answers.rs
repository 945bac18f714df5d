//! Answers to stability questions, made by hand.

use detente_finding::{
    Answer, Concept, Count, EquilibriumCount, Finding, Held, Neighbour, Neighbourhood,
    PartyConcept, PartyStability, PatternLine, ProposalStability, Question, ReadingStability,
    StabilityAnswer, StabilityQuestion, StateVerdicts,
};
use detente_model::{Dispute, PreferenceForm, Rational, Statement};
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
        " 1 of 12 feasible states holds whatever the parties reckon with, 7 under GMR.",
    );
    contains(
        &text,
        "Under Published, the status quo holds if parties fear any answer (GMR), not if they fear none (Nash): United States would change air strike to ‘yes’. ",
    );
    contains(
        &text,
        "It holds under GMR, not under Nash: United States could gain by changing air strike to ‘yes’ (rank 7 instead of 5 of 12).",
    );
    contains(
        &text,
        "Under GMR United States would stay: Soviet Union could answer by changing escalation to ‘yes’, which leaves United States no better (rank 3 instead of 5 of 12).",
    );
    contains(&text, "A caution: GMR keeps 58\u{a0}% of all feasible states.");
    contains(&text, "5 states hold under none of these concepts.");
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
    contains(&text, "scope. None of 12 feasible states holds under SEQ.");
    contains(&text, "the status quo lies outside the states in scope.");
    // The count of those that hold says how many do not.
    assert!(!text.contains("none of these"), "{text}");
    one.readings[0].equilibria[0].held.states = Count(12);
    let text = told(&cuba(), StabilityQuestion::default(), one.clone());
    contains(&text, " in scope. All 12 feasible states hold.");
    one.feasible = Some(Count(0));
    let text = told(&cuba(), StabilityQuestion::default(), one);
    contains(&text, "No state in scope is feasible, so none can hold.");
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
    let text = told(&cuba(), StabilityQuestion::default(), two.clone());
    contains(&text, "• S, the status quo. It holds under GMR");
    contains(
        &text,
        "Under Blockade lifted the same. 1 state holds whatever the parties reckon with, 7 under GMR.",
    );
    // More parties leave, or others.
    let leaves = two.readings[1].verdicts[0].parties[0].concepts.clone();
    two.readings[1].verdicts[0].parties[1].concepts = leaves;
    let text = told(&cuba(), StabilityQuestion::default(), two.clone());
    contains(&text, "Under Blockade lifted the same, but Soviet Union would move too. 1 state");
    two.readings[1].verdicts[0].parties[0].concepts[0].stable = true;
    let text = told(&cuba(), StabilityQuestion::default(), two);
    contains(
        &text,
        "Under Blockade lifted the status quo holds in the same cases; in the others Soviet Union would change",
    );
}

#[test]
fn acceptance_is_told_reading_by_reading() {
    let mut two = answer();
    two.readings[0].equilibria[0].held.acceptable = Some(Count(1));
    let mut same = two.readings[0].clone();
    same.reading = "lifted".into();
    same.same_as = Some("published".into());
    same.equilibria[0].held.acceptable = Some(Count(0));
    two.readings.push(same);
    let text = told(&cuba(), StabilityQuestion::default(), two.clone());
    contains(
        &text,
        "The one state that holds under Nash is a package; it is acceptable to every audience under Published and it is not under Blockade lifted.",
    );
    let mut silent = cuba();
    let audiences = silent.readings.values_mut().next().expect("a reading");
    for rule in audiences.accept.values_mut() {
        *rule = None;
    }
    two.readings.truncate(1);
    two.states[0].accepted_under = vec!["published".into()];
    let text = told(&silent, StabilityQuestion::default(), two);
    contains(
        &text,
        "it is acceptable to every audience; the reading gives no rule for United States and Soviet Union, so they count as accepting everything.",
    );
    contains(
        &text,
        "Of the packages looked at that every audience would accept, S holds under GMR; it is the status quo.",
    );
}

#[test]
fn who_leaves_is_told_by_concept() {
    let mut mixed = answer();
    let verdicts = &mut mixed.readings[0].verdicts[0];
    verdicts.equilibrium = vec![];
    let mut both = verdicts.parties[0].concepts.clone();
    both[1].stable = false;
    verdicts.parties[1].concepts = both;
    verdicts.parties[1].improvements = 1;
    let text = told(&cuba(), StabilityQuestion::default(), mixed);
    contains(
        &text,
        "does not hold under any of the concepts: Soviet Union would change air strike to ‘yes’; under Nash United States would move too.",
    );
}

#[test]
fn what_is_uncertain_or_missing_is_said() {
    let mut dispute = cuba();
    dispute.status_quo = None;
    for preference in dispute.readings.values_mut().flat_map(|r| r.preference.values_mut()) {
        let Some(PreferenceForm::Statements { ordered, .. }) =
            preference.as_mut().map(|preference| &mut preference.form)
        else {
            continue;
        };
        if let Statement::Sure(condition) = ordered[0].clone() {
            ordered[0] = Statement::AnyOrder(vec![condition]);
        }
        if let Statement::Sure(condition) = ordered[1].clone() {
            ordered[1] = Statement::Unsure(condition, Rational::default());
        }
    }
    let mut without = answer();
    without.states[0].status_quo = false;
    without.states[0].changed = None;
    let text = told(&dispute, StabilityQuestion::default(), without);
    contains(&text, "The dossier gives no status quo, so states are told with all their levels.");
    contains(
        &text,
        "Unsure statements count at the likelier case, statements in any order as written; how verdicts vary with them is not told here.",
    );
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
        // The later line about a party replaces the earlier.
        profile: vec![
            line("us", Concept::Seq),
            line("ussr", Concept::Seq),
            line("us", Concept::Nash),
        ],
        ..StabilityQuestion::default()
    };
    let text = told(&cuba(), question, profile);
    contains(
        &text,
        "Under Published, if United States reckons as under Nash and Soviet Union as under SEQ, 4 of 12 feasible states hold, one of them a package. The status quo holds",
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
