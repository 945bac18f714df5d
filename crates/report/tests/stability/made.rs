//! Parts of answers made by hand, about the textbook case.

use detente_finding::{Concept, Count, Held, Move, PartyVerdicts, StateCard, Threat, Verdict};

pub(crate) const OPTIONS: [&str; 4] = ["airstrike", "blockade", "withdraw", "escalate"];

/// The status quo of the textbook case with some options at "yes".
pub(crate) fn levels(yes: &[&str]) -> Vec<String> {
    let level = |option: &&str| if yes.contains(option) { "yes" } else { "no" };
    OPTIONS.iter().map(|option| level(option).to_string()).collect()
}

pub(crate) fn step(party: &str, option: &str, level: &str) -> Move {
    Move { party: party.into(), changes: vec![(option.into(), level.into())] }
}

pub(crate) fn held(states: u128) -> Held {
    Held { states: Count(states), packages: Some(Count(1)), acceptable: Some(Count(0)) }
}

pub(crate) fn verdict(concept: Concept, stable: bool, threats: Vec<Threat>) -> Verdict {
    Verdict { concept, stable, margin: Some(if stable { 2 } else { -3 }), threats }
}

/// The United States could gain by the air strike; the Soviet Union would answer by escalation.
pub(crate) fn threat(answered: bool) -> Threat {
    Threat {
        improvement: step("us", "airstrike", "yes"),
        rank: 7,
        answer: if answered { vec![step("ussr", "escalate", "yes")] } else { Vec::new() },
        left_with: if answered { 3 } else { 7 },
    }
}

pub(crate) fn parties() -> Vec<PartyVerdicts> {
    let us = vec![
        verdict(Concept::Nash, false, vec![threat(false)]),
        verdict(Concept::Gmr, true, vec![threat(true)]),
    ];
    let ussr =
        vec![verdict(Concept::Nash, true, Vec::new()), verdict(Concept::Gmr, true, Vec::new())];
    let line = |party: &str, improvements, concepts| PartyVerdicts {
        party: party.into(),
        rank: 5,
        moves: 3,
        improvements,
        concepts,
    };
    vec![line("us", 1, us), line("ussr", 0, ussr)]
}

pub(crate) fn status_quo() -> StateCard {
    StateCard { levels: levels(&[]), status_quo: true, changed: Some(0), ..StateCard::default() }
}
