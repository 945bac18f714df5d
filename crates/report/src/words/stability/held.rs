//! What the states that hold are: packages, states known by name, or most of all there are.

use std::collections::BTreeSet;

use detente_finding::{Concept, Count, EquilibriumCount, ReadingStability, StabilityAnswer};
use detente_model::Dispute;

use super::lead::line;
use super::states::Told;
use super::{concepts, states};
use crate::document::Text;
use crate::names;

/// How many codes and how many changes of a state a sentence tells.
const CODES: usize = 6;
const CHANGES: usize = 3;

/// Per reading: what those that hold are; in few words only the best of them.
pub(crate) fn further(told: &Told<'_>, answer: &StabilityAnswer, in_few: bool) -> Vec<Text> {
    if answer.too_large.is_some() {
        return Vec::new();
    }
    let dispute = told.dispute;
    let apart = || answer.readings.iter().filter(|reading| reading.same_as.is_none());
    let several = apart().count() > 1;
    let one = |reading: &ReadingStability| {
        let best =
            accepted(told, answer, reading, in_few).or_else(|| most_held(told, answer, reading));
        let parts = if in_few {
            vec![best]
        } else {
            vec![packages(dispute, answer, reading), best, none_held(answer, reading)]
        };
        let start = Text::new().plain("Under ").name(names::reading(dispute, &reading.reading));
        let mut text = Text::new();
        for part in parts.into_iter().flatten() {
            text = match (text.is_empty(), several) {
                (true, true) => start.clone().plain(", ").then(part).plain("."),
                (true, false) => part.capital().plain("."),
                (false, _) => text.plain(" ").then(part.capital()).plain("."),
            };
        }
        (!text.is_empty()).then_some(text)
    };
    apart().filter_map(one).collect()
}

/// "the reading gives no rule for X, so it counts as accepting everything": audiences that are to
/// accept a deal.
pub(crate) fn no_rule(dispute: &Dispute, reading: &str) -> Option<Text> {
    let id = dispute.readings.find(|known| known.id == reading)?;
    let needs = dispute.deal.iter().flat_map(|deal| deal.needs.iter());
    let missing: BTreeSet<_> =
        needs.flat_map(|audience| dispute.missing_rules(id, *audience)).collect();
    let whom: Vec<&str> =
        missing.iter().map(|audience| dispute.audiences[*audience].name.as_str()).collect();
    let count = match whom.len() {
        0 => return None,
        1 => ", so it counts as accepting everything",
        _ => ", so they count as accepting everything",
    };
    Some(Text::from("the reading gives no rule for ").names(whom).plain(count))
}

/// The reading and those in which the same states hold.
fn like<'a>(answer: &'a StabilityAnswer, reading: &ReadingStability) -> Vec<&'a ReadingStability> {
    let like = |other: &&ReadingStability| {
        other.reading == reading.reading || other.same_as.as_ref() == Some(&reading.reading)
    };
    answer.readings.iter().filter(like).collect()
}

/// How many packages hold, and how many of these all would accept: in the reading, and in those in
/// which the same states hold.
fn packages(
    dispute: &Dispute,
    answer: &StabilityAnswer,
    reading: &ReadingStability,
) -> Option<Text> {
    answer.packages?;
    let line = line(reading, concepts::headline(&answer.concepts)?)?;
    let held = line.held;
    let (packages, concept) = (held.packages?, concepts::short(line.concept));
    let which = match (held.states.0, packages.0) {
        (0, _) => return None,
        (1, 0) => format!("the one state that holds under {concept} is not a package"),
        (1, _) => format!("the one state that holds under {concept} is a package"),
        (n, 0) => format!("none of the {} states that hold under {concept} is a package", Count(n)),
        (n, 1) => format!("of the {} states that hold under {concept}, one is a package", Count(n)),
        (n, _) => {
            format!("of the {} states that hold under {concept}, {packages} are packages", Count(n))
        }
    };
    let text = Text::from(which);
    if packages.is_zero() {
        return Some(text);
    }
    let like = like(answer, reading);
    let mut parts = Vec::new();
    for other in &like {
        let accepted = super::lead::line(other, line.concept).and_then(|line| line.held.acceptable);
        let Some(accepted) = accepted else { continue };
        let which = match (packages.0, accepted.0) {
            (1, 0) => "it is not".to_string(),
            (1, _) => "it is".to_string(),
            (_, 0) => "none of them is".to_string(),
            (2, 2) => "both are".to_string(),
            (all, n) if all == n => "all of them are".to_string(),
            (_, 1) => "one of them is".to_string(),
            _ => format!("{accepted} of them are"),
        };
        let what = if parts.is_empty() { " acceptable to every audience" } else { "" };
        let mut part = Text::from(format!("{which}{what}"));
        if like.len() > 1 {
            part = part.plain(" under ").name(names::reading(dispute, &other.reading));
        }
        parts.push(match no_rule(dispute, &other.reading).filter(|_| !accepted.is_zero()) {
            Some(rule) if like.len() > 1 => part.plain(" (").then(rule).plain(")"),
            Some(rule) => part.plain("; ").then(rule),
            None => part,
        });
    }
    Some(if parts.is_empty() { text } else { text.plain("; ").list(parts) })
}

/// What the first of some states is, after they have been told by their codes.
fn clause(told: &Told<'_>, answer: &StabilityAnswer, codes: &[String], places: &[usize]) -> Text {
    let Some(&first) = places.first() else { return Text::new() };
    let card = &answer.states[first];
    let text = match places {
        [_] => Text::from("; it is "),
        _ => Text::from(format!("; {} is ", codes[first])),
    };
    match states::known_as(told.dispute, card) {
        Some(known) => text.then(known),
        None if card.changed.is_some() => {
            text.plain("the status quo with ").then(told.at_most(CHANGES, &card.levels))
        }
        None => text.plain("the state with ").then(told.differences(&card.levels)),
    }
}

/// "A1, A2 and A3".
fn listed(codes: &[String], places: &[usize]) -> String {
    let mut told: Vec<&str> =
        places.iter().take(CODES).map(|place| codes[*place].as_str()).collect();
    let more = format!("{} more", names::number_word(places.len() - told.len()));
    if places.len() > told.len() {
        told.push(&more);
    }
    Text::new().names(told).unmarked()
}

/// The states looked at that hold under most concepts, of those that pass a test.
fn best(
    answer: &StabilityAnswer,
    reading: &ReadingStability,
    test: impl Fn(usize) -> bool,
) -> (usize, Vec<usize>) {
    let held = |place: &usize| reading.verdicts.get(*place).map_or(0, |v| v.equilibrium.len());
    let some: Vec<usize> = (0..answer.states.len()).filter(|place| test(*place)).collect();
    let most = some.iter().map(held).max().unwrap_or(0);
    (most, some.into_iter().filter(|place| held(place) == most).collect())
}

/// The concepts under which some states hold, if these are the same for all; otherwise how many.
fn under(answer: &StabilityAnswer, reading: &ReadingStability, places: &[usize]) -> String {
    let asked = &answer.concepts;
    let mut held = places.iter().filter_map(|place| reading.verdicts.get(*place));
    let Some(first) = held.next() else { return String::new() };
    if !held.all(|verdicts| verdicts.equilibrium == first.equilibrium) {
        let number = names::number_word(first.equilibrium.len());
        return format!("{number} of the {} concepts", names::number_word(asked.len()));
    }
    let missing: Vec<&Concept> =
        asked.iter().filter(|concept| !first.equilibrium.contains(concept)).collect();
    match missing.as_slice() {
        [one] if asked.len() > 2 => format!("all concepts but {}", concepts::short(**one)),
        _ => concepts::of_asked(&first.equilibrium, asked),
    }
}

/// Which packages that every audience would accept hold under most concepts: in the reading, and in
/// those in which the same states hold.
fn accepted(
    told: &Told<'_>,
    answer: &StabilityAnswer,
    reading: &ReadingStability,
    in_few: bool,
) -> Option<Text> {
    let like = like(answer, reading);
    let several = like.len() > 1;
    let one = |other: &&ReadingStability| {
        let accepted = |place: usize| answer.states[place].accepted_under.contains(&other.reading);
        let (most, places) = best(answer, reading, accepted);
        if most == 0 {
            return None;
        }
        let codes = states::codes(told.dispute, &answer.states);
        let hold = if places.len() == 1 { "holds" } else { "hold" };
        let all = (0..answer.states.len()).filter(|place| accepted(*place)).count();
        let best = if all == places.len() { "" } else { " best," };
        let mut text = Text::from("of the packages looked at that every audience would accept");
        if several {
            text = text.plain(" under ").name(names::reading(told.dispute, &other.reading));
        }
        let text = text
            .plain(format!(", {} {hold}{best}", listed(&codes, &places)))
            .plain(format!(" under {}", under(answer, reading, &places)))
            .then(clause(told, answer, &codes, &places));
        // Otherwise this has been said of all packages that hold.
        Some(match no_rule(told.dispute, &other.reading).filter(|_| in_few) {
            Some(rule) => text.plain("; ").then(rule),
            None => text,
        })
    };
    let mut sentences = like.iter().filter_map(one);
    let first = sentences.next()?;
    Some(sentences.fold(first, |text, next| text.plain(". ").then(next.capital())))
}

/// Which listed states besides the status quo hold under most concepts.
fn most_held(
    told: &Told<'_>,
    answer: &StabilityAnswer,
    reading: &ReadingStability,
) -> Option<Text> {
    let codes = states::codes(told.dispute, &answer.states);
    let (most, places) = best(answer, reading, |place| !answer.states[place].status_quo);
    if most == 0 || answer.concepts.len() < 2 {
        return None;
    }
    let hold = if places.len() == 1 { "holds" } else { "hold" };
    let others = if answer.states.iter().any(|card| card.status_quo) { "other " } else { "" };
    let text = Text::from(format!(
        "of the {others}states looked at, {} {hold} under {}",
        listed(&codes, &places),
        under(answer, reading, &places)
    ));
    Some(text.then(clause(told, answer, &codes, &places)))
}

/// How many states hold under none of several concepts.
fn none_held(answer: &StabilityAnswer, reading: &ReadingStability) -> Option<Text> {
    let none = reading.patterns.iter().find(|line| line.concepts.is_empty())?.states;
    if none.is_zero() || answer.concepts.len() < 2 {
        return None;
    }
    let states = names::counted(none, "state holds", "states hold");
    let under = concepts::hold_under_none(&answer.concepts);
    Some(Text::from(format!("{states} {under}")))
}

/// A warning where a concept keeps more than half of all states.
pub(crate) fn caution(answer: &StabilityAnswer, reading: &ReadingStability) -> Option<Text> {
    let all = answer.feasible?;
    let generous: Vec<&EquilibriumCount> = (reading.equilibria.iter())
        .filter(|line| line.held.states.0 > all.0 / 2 && line.concept != Concept::Nash)
        .collect();
    let most = generous.iter().map(|line| line.held.states).max()?;
    if all.0 < 4 {
        return None;
    }
    let which: Vec<Concept> = generous.iter().map(|line| line.concept).collect();
    let least = generous.iter().map(|line| line.held.states).min().unwrap_or(most);
    let share = if least == most {
        names::percent(most, all)
    } else {
        format!("{} to {}", names::percent(least, all), names::percent(most, all))
    };
    Some(Text::from(format!(
        "A caution: {} {share} of all feasible states. That a state holds under {} says little about \
         it; that it does not, says much.",
        match which.as_slice() {
            [one] => format!("{} keeps", concepts::short(*one)),
            _ => format!("{} keep", concepts::list(&which)),
        },
        if which.len() == 1 { "it" } else { "these" }
    )))
}
