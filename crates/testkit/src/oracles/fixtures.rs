//! The fixtures, one function each.

use detente_finding::{Concept, Simultaneity};
use detente_model::{Dispute, PreferenceForm};
use serde_json::Value;

use super::conflict::{
    add_impossible, add_option, add_reading, conflict, pattern, payoffs_as_statements,
    payoffs_as_values,
};
use super::{Known, Oracle, StateSet, gmcr};
use crate::naive::Graph;

macro_rules! fixture {
    ($name:literal) => {
        include_str!(concat!("../../fixtures/gmcr/", $name))
    };
}

/// The prisoners' dilemma.
pub fn prisoners() -> Oracle {
    literature("prisoners", fixture!("prisoners.json"))
}

/// Cuba 1962 (Fraser and Hipel).
pub fn cuban() -> Oracle {
    literature("cuban", fixture!("cuban.json"))
}

/// Elmira, twelve states (Hipel, Fang, Kilgour and Peng).
pub fn elmira() -> Oracle {
    literature("elmira", fixture!("elmira.json"))
}

/// Elmira, nine states in graph form: the four that are "abandon" are one. State n of the literature
/// has the index n - 1.
pub fn elmira_graph() -> (Graph, Vec<Known>) {
    let file = json(fixture!("lit_elmira9.json"));
    let parties = list(&file["dms"]);
    let rankings = parties.iter().map(|party| numbers(&file["ranking"][text(party)]));
    // The best comes first; its rank is the number of states.
    let rank = |ranking: Vec<usize>| -> Vec<u32> {
        let place = |state| ranking.iter().position(|s| *s == state).expect("every state");
        (1..=ranking.len()).map(|state| (ranking.len() - place(state)) as u32).collect()
    };
    let ranks: Vec<Vec<u32>> = rankings.map(rank).collect();
    let mut moves = vec![vec![Vec::new(); ranks[0].len()]; parties.len()];
    for (number, party) in parties.iter().enumerate() {
        for arc in list(&file["arcs"][text(party)]) {
            let arc = numbers(arc);
            moves[number][arc[0] - 1].push(arc[1] - 1);
        }
    }
    (Graph::from_parts(moves, ranks), known(&file))
}

/// Every second one of the strict ordinal two by two games.
pub fn two_by_two_games() -> Vec<Oracle> {
    let file = json(fixture!("twobytwo_288.json"));
    list(&file).iter().enumerate().map(|(number, game)| two_by_two(number, game)).collect()
}

/// A random conflict: three parties, twelve free options, 4096 states.
pub fn random_3dm() -> Oracle {
    digested("random-3dm", fixture!("random_3dm_12opt.gmcr"), fixture!("random_3dm_12opt.json"))
}

/// A random conflict: four parties, twelve options, some one-way, 1088 feasible states.
pub fn random_4dm() -> Oracle {
    let verdicts = fixture!("random_4dm_12opt_inf_irr.json");
    digested("random-4dm", fixture!("random_4dm_12opt_inf_irr.gmcr"), verdicts)
}

fn literature(name: &str, file: &str) -> Oracle {
    let file = json(file);
    let parties: Vec<&str> = list(&file["dms"]).iter().map(text).collect();
    let mut dispute = conflict(name, &parties);
    for given in list(&file["options"]) {
        let (owner, direction) = (number(&given["owner"]), text(&given["permittedDirection"]));
        add_option(&mut dispute, owner, text(&given["name"]), direction);
    }
    for given in list(&file["infeasible_patterns"]) {
        add_impossible(&mut dispute, pattern(text(given)));
    }
    let payoffs =
        |party: &&str| payoffs_as_statements(&dispute, &payoffs(&file["payoffs"][*party]));
    let prefer = parties.iter().map(payoffs).collect();
    add_reading(&mut dispute, prefer);
    let oracle = Oracle { name: name.to_string(), dispute, known: known(&file) };
    check_states(&oracle, &file);
    oracle
}

/// The states and moves the file records are those of the dispute.
fn check_states(oracle: &Oracle, file: &Value) {
    let states = oracle.states();
    let codes: Vec<usize> = states.iter().map(|(code, _)| *code as usize).collect();
    assert_eq!(codes, numbers(&file["decimal"]), "{}", oracle.name);
    for (party, given) in oracle.dispute.parties.iter() {
        for ((_, from), recorded) in states.iter().zip(list(&file["reachable"][&given.name])) {
            let reached = oracle.dispute.moves(party, from);
            let reached = states.iter().enumerate().filter(|(_, (_, to))| reached.contains(to));
            let reached: Vec<usize> = reached.map(|(at, _)| at + 1).collect();
            assert_eq!(reached, numbers(recorded), "{} {} {from:?}", oracle.name, given.name);
        }
    }
}

fn two_by_two(number: usize, game: &Value) -> Oracle {
    let name = format!("two-by-two-{number}");
    let mut dispute = conflict(&name, &["Row", "Column"]);
    add_option(&mut dispute, 0, "row", "both");
    add_option(&mut dispute, 1, "column", "both");
    let prefer: Vec<PreferenceForm> =
        [0, 1].map(|party| payoffs_as_values(&dispute, &payoffs(&game[party]))).into();
    add_reading(&mut dispute, prefer);
    let stable = |word: &str| {
        let set = |mask: usize| -> Vec<usize> {
            (1..=4).filter(|number| mask >> (number - 1) & 1 == 1).collect()
        };
        numbers(&game[2][word]).into_iter().map(|mask| StateSet::Numbers(set(mask))).collect()
    };
    let known = words(&game[2]).map(|(word, concept, sim)| Known {
        concept,
        sim,
        stable: stable(word),
        equilibria: None,
    });
    Oracle { name, known: known.collect(), dispute }
}

fn digested(name: &str, conflict: &str, verdicts: &str) -> Oracle {
    let dispute: Dispute = gmcr::read(name, conflict);
    let file = json(verdicts);
    let names: Vec<&str> = list(&file["dms"]).iter().map(text).collect();
    assert!(dispute.parties.values().map(|party| party.name.as_str()).eq(names));
    let oracle = Oracle { name: name.to_string(), dispute, known: known(&file) };
    assert_eq!(oracle.states().len(), number(&file["n_states"]));
    oracle
}

/// The concepts a table of verdicts has. In these files `sim` is the reading of GMCR+, and `sim_fh`
/// that of Fraser and Hipel.
fn words(table: &Value) -> impl Iterator<Item = (&str, Concept, Simultaneity)> {
    table.as_object().expect("an object").keys().map(|word| {
        if word == "sim_fh" {
            return (word.as_str(), Concept::Sim, Simultaneity::FraserHipel);
        }
        let concept = Concept::ALL.into_iter().find(|concept| concept.word() == word);
        (word.as_str(), concept.expect("a concept"), Simultaneity::GmcrPlus)
    })
}

fn known(file: &Value) -> Vec<Known> {
    let parties = list(&file["dms"]);
    let stable = |word: &str| {
        parties.iter().map(|party| state_set(&file["per_dm"][text(party)][word])).collect()
    };
    let known = words(&file["equilibria"]).map(|(word, concept, sim)| Known {
        concept,
        sim,
        stable: stable(word),
        equilibria: Some(state_set(&file["equilibria"][word])),
    });
    known.collect()
}

fn state_set(given: &Value) -> StateSet {
    if given.is_array() {
        return StateSet::Numbers(numbers(given));
    }
    StateSet::Digest(number(&given["count"]), text(&given["sha256"]).to_string())
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("a fixture is JSON")
}

/// The items of a list.
pub(super) fn list(value: &Value) -> &Vec<Value> {
    value.as_array().expect("a list")
}

/// A text.
pub(super) fn text(value: &Value) -> &str {
    value.as_str().expect("a text")
}

/// A whole number.
pub(super) fn number(value: &Value) -> usize {
    value.as_u64().expect("a number") as usize
}

fn numbers(value: &Value) -> Vec<usize> {
    list(value).iter().map(number).collect()
}

fn payoffs(value: &Value) -> Vec<u32> {
    numbers(value).into_iter().map(|payoff| payoff as u32).collect()
}
