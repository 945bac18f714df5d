//! Negotiation scenarios with known frontiers and solutions.
//!
//! `fixtures/scenarios.json`: twelve scenarios of other programs' collections (Genius,
//! GeniusWeb), scores in units of 10⁻¹², all numbers found by going through all packages: packages
//! acceptable to each and to all, vectors and packages of the frontier of all and of the acceptable
//! ones, the SHA-256 of the latter's vectors in descending order (as `[[1, 2], [0, 3]]`), ideals, and
//! every tie of every solution with its packages.

use std::collections::BTreeMap;

use detente_model::{
    Acceptance, AcceptanceRule, Backing, Condition, Deal, Dispute, Id, OptionId, PartyId,
    Preference, PreferenceForm, Quantity, Rational, Table, Worth,
};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::parts::{audience, empty_dispute, equal, option, party, reading};

/// A vector and its packages.
pub type Tie = (Vec<i128>, Vec<Vec<u8>>);

/// A scenario and what is known of it.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// What to call it in a failing test.
    pub name: String,
    /// The dispute: all packages are deals, each party accepts what is worth its reservation.
    pub dispute: Dispute,
    /// A worth of 1 in units of the numbers known.
    pub scale: i128,
    /// Packages.
    pub packages: u128,
    /// Packages each accepts.
    pub alone: Vec<u128>,
    /// Packages all accept.
    pub accepted: u128,
    /// Vectors and packages of the frontier of all packages.
    pub all: (u128, u128),
    /// Vectors and packages of the frontier of those all accept.
    pub frontier: (u128, u128),
    /// Of the vectors of the latter.
    pub digest: String,
    /// The most each party gets of what all accept.
    pub ideal: Vec<i128>,
    /// By name all ties: the vector and its packages.
    pub solutions: BTreeMap<String, Vec<Tie>>,
}

impl Scenario {
    /// The digest of some vectors, in units of the numbers known and in descending order.
    pub fn digest_of(vectors: &[Vec<i128>]) -> String {
        let vector = |vector: &Vec<i128>| {
            let numbers: Vec<String> = vector.iter().map(ToString::to_string).collect();
            format!("[{}]", numbers.join(", "))
        };
        let vectors: Vec<String> = vectors.iter().map(vector).collect();
        let digest = Sha256::digest(format!("[{}]", vectors.join(", ")));
        digest.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// The twelve scenarios.
pub fn scenarios() -> Vec<Scenario> {
    const SCALE: i128 = 1_000_000_000_000;
    let file: Value = read(include_str!("../../fixtures/scenarios.json"));
    let scenario = |(name, given): (&String, &Value)| Scenario {
        name: name.clone(),
        dispute: dispute(name, given, &numbers(&given["reservations"]), SCALE),
        scale: SCALE,
        packages: count(&given["packages"]),
        alone: list(&given["alone"]).iter().map(count).collect(),
        accepted: count(&given["rational"]),
        all: (count(&given["all"][0]), count(&given["all"][1])),
        frontier: (count(&given["frontier"][0]), count(&given["frontier"][1])),
        digest: given["digest"].as_str().expect("a digest").to_string(),
        ideal: numbers(&given["ideal"]),
        solutions: (given["solutions"].as_object().expect("solutions").iter())
            .map(|(name, ties)| (name.clone(), list(ties).iter().map(tie).collect()))
            .collect(),
    };
    file.as_object().expect("scenarios by name").iter().map(scenario).collect()
}

/// Parties that each accept what is worth their threshold; scores by party, issue and level.
fn dispute(name: &str, given: &Value, thresholds: &[i128], scale: i128) -> Dispute {
    let scores: Vec<Vec<Vec<i128>>> = (list(&given["scores"]).iter())
        .map(|party| list(party).iter().map(numbers).collect())
        .collect();
    let mut dispute = empty_dispute(name);
    for number in 0..scores.len() {
        let id = format!("p{number}");
        dispute.parties.push(party(&id, &id));
        let mut own = audience(&id, &id, Some(PartyId::new(number)));
        own.is_party = true;
        dispute.audiences.push(own);
    }
    for (number, levels) in scores[0].iter().enumerate() {
        let levels: Vec<String> = (0..levels.len()).map(|level| format!("l{level}")).collect();
        let levels: Vec<&str> = levels.iter().map(String::as_str).collect();
        let owner = PartyId::new(number % scores.len());
        dispute.options.push(option(&format!("o{number}"), owner, &levels));
    }
    let exact = |number: i128| Quantity::Exact(Rational::new(number, scale));
    let preference = |scores: &Vec<Vec<i128>>| {
        let issues = scores.iter().enumerate().flat_map(|(issue, numbers)| {
            let at = move |level: usize| equal(OptionId::new(issue), level as u8);
            numbers.iter().enumerate().map(move |(level, number)| (at(level), exact(*number)))
        });
        Some(PreferenceForm::Values(issues.collect()))
    };
    let mut known = reading(&dispute, "known", scores.iter().map(preference).collect());
    let rules = thresholds.iter().enumerate().map(|(party, threshold)| {
        let of = Worth::Preference(PartyId::new(party));
        let rule = AcceptanceRule::Worth { of, at_least: exact(*threshold) };
        Some(Acceptance { rule, unsure: Rational::from(0), backing: Backing::default() })
    });
    known.accept = rules.collect();
    let with = |(preference, threshold): (&Option<Preference>, &i128)| {
        let reservation = Some(exact(*threshold));
        preference.clone().map(|preference| Preference { reservation, ..preference })
    };
    let preferences: Table<PartyId, _> =
        known.preference.values().zip(thresholds).map(with).collect();
    known.preference = preferences;
    dispute.readings.push(known);
    let needs = dispute.audiences.ids().collect();
    dispute.deal = Some(Deal { when: Condition::Always, needs, backing: Backing::default() });
    dispute
}

fn tie(given: &Value) -> Tie {
    let package = |levels: &Value| numbers(levels).into_iter().map(|level| level as u8).collect();
    (numbers(&given[0]), list(&given[1]).iter().map(package).collect())
}

fn read(text: &str) -> Value {
    serde_json::from_str(text).expect("a fixture is JSON")
}

fn list(value: &Value) -> &[Value] {
    value.as_array().expect("a list")
}

fn count(value: &Value) -> u128 {
    u128::from(value.as_u64().expect("a count"))
}

fn numbers(value: &Value) -> Vec<i128> {
    list(value).iter().map(|number| i128::from(number.as_i64().expect("a number"))).collect()
}
