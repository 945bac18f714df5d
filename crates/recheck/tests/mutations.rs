//! Findings are changed in ways that change their meaning, sealed again, and refused.
//!
//! A change may make another valid witness out of a valid one: what is accepted is judged here by the
//! naive meaning, and counted apart.

#![allow(clippy::unwrap_used, reason = "a failed test says where")]

#[path = "it/asked.rs"]
mod asked;
#[path = "mutations/valid.rs"]
mod valid;
#[path = "mutations/witnesses.rs"]
mod witnesses;

use detente_finding::{Finding, Question};
use detente_model::random::Stream;
use detente_model::{Dispute, Id, OptionId};
use detente_recheck::recheck_beside;
use detente_testkit::oracles::scorable_games;
use detente_testkit::{
    comparisons, counterpart, random_conflict, random_dispute, random_exchange, random_inspections,
    random_issues,
};
use serde_json::{Value, json};

use asked::{
    HASH, OTHER, baselines, case, casebook, frontiers, graph, inspections, payments, plain,
    ratifications, refinements, roadmaps,
};

/// Every place of a finding at which something can be changed.
fn places(value: &Value, path: &str, out: &mut Vec<String>) {
    if !path.is_empty() {
        out.push(path.to_string());
    }
    match value {
        Value::Object(entries) => {
            for (key, inner) in entries {
                if !(path.is_empty() && matches!(key.as_str(), "measures" | "digest" | "version")) {
                    places(inner, &format!("{path}/{key}"), out);
                }
            }
        }
        Value::Array(entries) => {
            for (at, inner) in entries.iter().enumerate() {
                places(inner, &format!("{path}/{at}"), out);
            }
        }
        _ => {}
    }
}

fn texts(value: &Value, out: &mut Vec<String>) {
    match value {
        Value::Object(entries) => entries.values().for_each(|inner| texts(inner, out)),
        Value::Array(entries) => entries.iter().for_each(|inner| texts(inner, out)),
        Value::String(text) => out.push(text.clone()),
        _ => {}
    }
}

/// Another text for this place, where possible one that makes sense there.
fn other_text(
    dispute: &Dispute,
    root: &Value,
    path: &str,
    pool: &[String],
    dice: &mut Stream,
) -> String {
    let parts: Vec<&str> = path.split('/').collect();
    let list = parts[parts.len() - 2];
    let at: usize = parts[parts.len() - 1].parse().unwrap_or(usize::MAX);
    let option = if list == "levels" && at < dispute.options.len() || list == "witness" {
        Some(OptionId::new(at))
    } else if at == 1 && parts.contains(&"changes") {
        let id = root.pointer(&format!("{}/0", parts[..parts.len() - 1].join("/"))).unwrap();
        dispute.options.find(|option| Some(option.id.as_str()) == id.as_str())
    } else {
        None
    };
    if let Some(option) = option.and_then(|option| dispute.options.get(option)) {
        return option.levels[dice.below(option.levels.len() as u128) as usize].id.clone();
    }
    if parts[parts.len() - 1] == "party" || (at == 2 && parts.contains(&"improvements")) {
        let parties: Vec<&String> = dispute.parties.values().map(|party| &party.id).collect();
        return parties[dice.below(parties.len() as u128) as usize].clone();
    }
    pool[dice.below(pool.len() as u128) as usize].clone()
}

/// Changes one place.
fn change(dispute: &Dispute, root: &mut Value, path: &str, pool: &[String], dice: &mut Stream) {
    let text = root
        .pointer(path)
        .is_some_and(Value::is_string)
        .then(|| other_text(dispute, root, path, pool, dice));
    let value = root.pointer_mut(path).unwrap();
    let nothing = dice.below(6) == 0;
    *value = match value.take() {
        _ if nothing => Value::Null,
        Value::Null => match dice.below(4) {
            0 => json!(0),
            1 => json!(true),
            2 => json!([]),
            _ => json!(pool[dice.below(pool.len() as u128) as usize]),
        },
        Value::Bool(holds) => json!(!holds),
        Value::Number(number) => {
            let by = if dice.below(2) == 0 { 1 } else { -1 };
            let changed = number.as_i64().map(|number| number + by);
            if let Some(real) = number.as_f64().filter(|_| changed.is_none()) {
                return *value = json!(real + 0.125 * by as f64);
            }
            if number.is_u64() {
                json!(changed.map(|n| if n < 0 { 1 } else { n }))
            } else {
                json!(changed)
            }
        }
        // A row of numbers: one of them is another.
        Value::String(row)
            if row.contains(' ') && row.split(' ').all(|n| n.parse::<f64>().is_ok()) =>
        {
            let mut numbers: Vec<String> = row.split(' ').map(String::from).collect();
            let at = dice.below(numbers.len() as u128) as usize;
            let number: f64 = numbers[at].parse().unwrap();
            numbers[at] = detente_finding::Real::nearest(number + 0.125).to_string();
            json!(numbers.join(" "))
        }
        Value::String(_) => json!(text),
        Value::Array(mut entries) if !entries.is_empty() => {
            let at = dice.below(entries.len() as u128) as usize;
            let other = dice.below(entries.len() as u128) as usize;
            match dice.below(3) {
                0 => drop(entries.remove(at)),
                1 => entries.insert(other, entries[at].clone()),
                _ => entries.swap(at, other),
            }
            Value::Array(entries)
        }
        Value::Array(_) => json!([pool[dice.below(pool.len() as u128) as usize]]),
        object => object,
    };
}

/// Whether a changed question is still answered by the answer, as far as can be told.
fn still_answered(
    dispute: &Dispute,
    other: Option<&Dispute>,
    before: &Finding,
    after: &Finding,
) -> bool {
    if before.question == after.question {
        return false;
    }
    if let (Question::States(a), Question::States(b)) = (&before.question, &after.question)
        && (a.sample.is_some() && b.sample.is_some())
    {
        // Whether these are the states of the seed is not recounted.
        return true;
    }
    let answer = detente_lens::answer_beside(dispute, other, &after.question);
    answer.is_ok_and(|finding| finding.answer == after.answer)
}

#[derive(Default, Debug)]
struct Tally {
    refused: usize,
    /// Another valid witness, or a question with the same answer.
    valid: usize,
    kinds: std::collections::BTreeMap<String, usize>,
}

fn mutate(dispute: &Dispute, question: &Question, times: u64, seed: u64, tally: &mut Tally) {
    mutate_beside(dispute, None, question, times, seed, tally);
}

/// The same for a finding that may be about another dispute too.
fn mutate_beside(
    dispute: &Dispute,
    other: Option<&Dispute>,
    question: &Question,
    times: u64,
    seed: u64,
    tally: &mut Tally,
) {
    let beside = other.map(|other| (other, OTHER));
    let Ok(finding) = detente_lens::answer_beside(dispute, other, question) else { return };
    let finding = finding.about(HASH.to_string());
    let root: Value = serde_json::from_str(&finding.to_json()).unwrap();
    let (mut all, mut pool) = (Vec::new(), Vec::new());
    places(&root, "", &mut all);
    texts(&root, &mut pool);
    for number in 0..times {
        let mut dice = Stream::new(seed, number, "mutations");
        let path = &all[dice.below(all.len() as u128) as usize];
        let mut changed = root.clone();
        change(dispute, &mut changed, path, &pool, &mut dice);
        let Ok(after) = serde_json::from_value::<Finding>(changed) else { continue };
        if after == finding {
            continue;
        }
        if !recheck_beside(&after.to_json(), dispute, HASH, beside).accepted() {
            tally.refused += 1;
            continue;
        }
        let valid = still_answered(dispute, other, &finding, &after)
            || valid::is_valid(dispute, path, &finding, &after);
        let kind: String =
            path.split('/').filter(|p| p.parse::<usize>().is_err()).collect::<Vec<_>>().join("/");
        assert!(
            valid,
            "seed {seed}, {}: accepted with another {path}: {} instead of {}\n{question:?}",
            dispute.title,
            json!(after).pointer(path).unwrap_or(&Value::Null),
            root.pointer(path).unwrap(),
        );
        tally.valid += 1;
        *tally.kinds.entry(kind).or_default() += 1;
    }
}

#[test]
fn refinements_that_mean_something_else_are_refused() {
    let seeds: u64 = std::env::var("SEEDS").ok().and_then(|s| s.parse().ok()).unwrap_or(200);
    let mut tally = Tally::default();
    for seed in 0..seeds {
        let dispute = random_dispute(seed);
        for (number, question) in refinements(&dispute).iter().enumerate() {
            mutate(&dispute, question, 6, 3_000_000 + seed * 1000 + number as u64, &mut tally);
        }
    }
    for (case, dispute) in casebook().iter().enumerate() {
        for (number, question) in refinements(dispute).iter().enumerate() {
            mutate(dispute, question, 20, 4_000_000 + (case * 1000 + number) as u64, &mut tally);
        }
    }
    assert!(tally.refused >= 1000, "{tally:?}");
    assert!(tally.valid * 10 < tally.refused, "{tally:?}");
}

#[test]
fn baselines_that_mean_something_else_are_refused() {
    let seeds: u64 = std::env::var("SEEDS").ok().and_then(|s| s.parse().ok()).unwrap_or(400);
    let mut tally = Tally::default();
    for seed in 0..seeds {
        let dispute = random_issues(seed);
        for (number, question) in baselines(&dispute).iter().enumerate() {
            mutate(&dispute, question, 12, 5_000_000 + seed * 1000 + number as u64, &mut tally);
        }
    }
    assert!(tally.refused >= 1000, "{tally:?}");
    assert!(tally.valid * 10 < tally.refused, "{tally:?}");
}

#[test]
fn ratifications_that_mean_something_else_are_refused() {
    let seeds: u64 = std::env::var("SEEDS").ok().and_then(|s| s.parse().ok()).unwrap_or(200);
    let mut tally = Tally::default();
    for seed in 0..seeds {
        let dispute = random_dispute(seed);
        for (number, question) in ratifications(&dispute).iter().enumerate() {
            mutate(&dispute, question, 6, 5_000_000 + seed * 1000 + number as u64, &mut tally);
        }
    }
    let harbour = case("harbour");
    for (number, question) in ratifications(&harbour).iter().enumerate() {
        mutate(&harbour, question, 40, 6_000_000 + number as u64, &mut tally);
    }
    assert!(tally.refused >= 1000, "{tally:?}");
    assert!(tally.valid * 10 < tally.refused, "{tally:?}");
}

#[test]
fn comparisons_that_mean_something_else_are_refused() {
    let seeds: u64 = std::env::var("SEEDS").ok().and_then(|s| s.parse().ok()).unwrap_or(300);
    let mut tally = Tally::default();
    for seed in 0..seeds {
        let dispute = random_dispute(seed);
        let other = counterpart(&dispute, seed);
        for (number, asked) in comparisons(&dispute, seed, Some(OTHER)).into_iter().enumerate() {
            let question = Question::Compare(asked);
            let seed = 5_000_000 + seed * 1000 + number as u64;
            mutate_beside(&dispute, Some(&other), &question, 8, seed, &mut tally);
        }
    }
    assert!(tally.refused >= 1000, "{tally:?}");
    assert!(tally.valid * 10 < tally.refused, "{tally:?}");
}

#[test]
fn what_means_something_else_is_refused() {
    let seeds: u64 = std::env::var("SEEDS").ok().and_then(|s| s.parse().ok()).unwrap_or(40);
    let mut tally = Tally::default();
    for seed in 0..seeds {
        let dispute = random_dispute(seed);
        for (number, question) in plain(&dispute).iter().chain(&graph(&dispute)).enumerate() {
            mutate(&dispute, question, 3, seed * 1000 + number as u64, &mut tally);
        }
    }
    for seed in 0..seeds {
        let dispute = random_conflict(seed);
        for (number, question) in graph(&dispute).iter().enumerate() {
            mutate(&dispute, question, 3, 2_000_000 + seed * 1000 + number as u64, &mut tally);
        }
    }
    for (case, dispute) in casebook().iter().enumerate() {
        for (number, question) in plain(dispute).iter().chain(&graph(dispute)).enumerate() {
            mutate(dispute, question, 20, 1_000_000 + (case * 1000 + number) as u64, &mut tally);
        }
    }
    assert!(tally.refused >= 1000, "{tally:?}");
    assert!(tally.valid * 10 < tally.refused, "{tally:?}");
}

#[test]
fn payments_that_mean_something_else_are_refused() {
    let seeds: u64 = std::env::var("SEEDS").ok().and_then(|s| s.parse().ok()).unwrap_or(200);
    let mut tally = Tally::default();
    for seed in 0..seeds {
        let dispute = random_dispute(seed);
        for (number, question) in payments(&dispute).iter().enumerate() {
            mutate(&dispute, question, 6, 7_000_000 + seed * 1000 + number as u64, &mut tally);
        }
    }
    for (case, game) in scorable_games().iter().enumerate() {
        let dispute = game.ratified_by(game.all_but(1));
        for (number, question) in payments(&dispute).iter().enumerate() {
            mutate(&dispute, question, 20, 8_000_000 + (case * 1000 + number) as u64, &mut tally);
        }
    }
    assert!(tally.refused >= 1000, "{tally:?}");
    assert!(tally.valid * 10 < tally.refused, "{tally:?}");
}

#[test]
fn frontiers_that_mean_something_else_are_refused() {
    let seeds: u64 = std::env::var("SEEDS").ok().and_then(|s| s.parse().ok()).unwrap_or(200);
    let mut tally = Tally::default();
    for seed in 0..seeds {
        let dispute = random_dispute(seed);
        for (number, question) in frontiers(&dispute).iter().enumerate() {
            mutate(&dispute, question, 10, 6_000_000 + seed * 1000 + number as u64, &mut tally);
        }
    }
    assert!(tally.refused >= 1000, "{tally:?}");
    assert!(tally.valid * 10 < tally.refused, "{tally:?}");
}

#[test]
fn inspections_that_mean_something_else_are_refused() {
    let seeds: u64 = std::env::var("SEEDS").ok().and_then(|s| s.parse().ok()).unwrap_or(300);
    let mut tally = Tally::default();
    for seed in 0..seeds {
        let dispute = random_inspections(seed);
        for (number, question) in inspections(&dispute).iter().enumerate() {
            mutate(&dispute, question, 12, 6_000_000 + seed * 1000 + number as u64, &mut tally);
        }
    }
    for (number, question) in inspections(&case("skerry-fishery")).iter().enumerate() {
        let dispute = case("skerry-fishery");
        mutate(&dispute, question, 200, 7_000_000 + number as u64, &mut tally);
    }
    assert!(tally.refused >= 1000, "{tally:?}");
    assert!(tally.valid * 10 < tally.refused, "{tally:?}");
}

#[test]
fn roadmaps_that_mean_something_else_are_refused() {
    let seeds: u64 = std::env::var("SEEDS").ok().and_then(|s| s.parse().ok()).unwrap_or(150);
    let mut tally = Tally::default();
    for seed in 0..seeds {
        let dispute = random_exchange(seed);
        let raw = dispute.raw_count(&detente_model::Scope::whole(&dispute));
        if raw.is_none_or(|raw| raw > 48) {
            continue;
        }
        for (number, question) in roadmaps(&dispute).iter().enumerate() {
            mutate(&dispute, question, 25, 9_000_000 + seed * 1000 + number as u64, &mut tally);
        }
    }
    assert!(tally.refused >= 1000, "{tally:?}");
}
