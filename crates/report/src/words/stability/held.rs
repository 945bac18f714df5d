//! What the states that hold are: packages, states known by name, or most of all there are.

use detente_finding::{Concept, Count, EquilibriumCount, ReadingStability, StabilityAnswer};
use detente_model::Dispute;

use super::lead::line;
use super::{concepts, states};
use crate::document::Text;
use crate::names;

/// Per reading: what those that hold are.
pub(crate) fn further(dispute: &Dispute, answer: &StabilityAnswer) -> Vec<Text> {
    if answer.too_large.is_some() {
        return Vec::new();
    }
    let told = answer.readings.iter().filter(|reading| reading.same_as.is_none());
    let told: Vec<&ReadingStability> = told.collect();
    let several = told.len() > 1;
    let one = |reading: &&ReadingStability| {
        let parts =
            [packages(answer, reading), most_held(dispute, answer, reading), none_held(reading)];
        let start = Text::new().plain("Under ").name(names::reading(dispute, &reading.reading));
        let mut text = Text::new();
        for part in parts.into_iter().flatten() {
            text = match (text.is_empty(), several) {
                (true, true) => start.clone().plain(format!(", {part}.")),
                (true, false) => text.plain(format!("{}.", names::capital(&part))),
                (false, _) => text.plain(format!(" {}.", names::capital(&part))),
            };
        }
        (!text.is_empty()).then_some(text)
    };
    told.iter().filter_map(one).collect()
}

/// How many packages hold, and how many of these all would accept.
fn packages(answer: &StabilityAnswer, reading: &ReadingStability) -> Option<String> {
    answer.packages?;
    let line = line(reading, concepts::headline(&answer.concepts)?)?;
    let held = line.held;
    let (packages, concept) = (held.packages?, concepts::short(line.concept));
    let which = match (held.states.0, packages.0) {
        (0, _) => return None,
        (1, 0) => return Some(format!("the one state that holds under {concept} is no package")),
        (1, _) => format!("the one state that holds under {concept} is a package"),
        (n, 0) => {
            return Some(format!(
                "none of the {} states that hold under {concept} is a package",
                Count(n)
            ));
        }
        (n, 1) => format!("of the {} states that hold under {concept}, one is a package", Count(n)),
        (n, _) => {
            format!("of the {} states that hold under {concept}, {packages} are packages", Count(n))
        }
    };
    let accepted = held.acceptable.map(|acceptable| match (packages.0, acceptable.0) {
        (1, 0) => ", which not every audience would accept".to_string(),
        (1, _) => ", which every audience would accept".to_string(),
        (all, n) if n == all => ", which every audience would accept".to_string(),
        (_, 0) => "; none of these would be accepted by every audience".to_string(),
        (_, 1) => "; one of these would be accepted by every audience".to_string(),
        _ => format!("; {acceptable} of these would be accepted by every audience"),
    });
    Some(which + &accepted.unwrap_or_default())
}

/// Which listed states besides the status quo hold under most concepts.
fn most_held(
    dispute: &Dispute,
    answer: &StabilityAnswer,
    reading: &ReadingStability,
) -> Option<String> {
    let codes = states::codes(dispute, &answer.states);
    let listed: Vec<(&String, usize)> = (answer.states.iter().zip(&reading.verdicts).zip(&codes))
        .filter(|((card, _), _)| !card.status_quo)
        .map(|((_, verdicts), code)| (code, verdicts.equilibrium.len()))
        .collect();
    let asked = answer.concepts.len();
    let most = listed.iter().map(|(_, held)| *held).max().filter(|m| *m > 0 && asked > 1)?;
    let best = listed.iter().filter(|(_, held)| *held == most);
    let best: Vec<&str> = best.map(|(code, _)| code.as_str()).collect();
    let under = if most == asked {
        concepts::of_asked(&answer.concepts, &answer.concepts)
    } else {
        format!("{} of the {} concepts", names::number_word(most), names::number_word(asked))
    };
    let hold = if best.len() == 1 { "holds" } else { "hold" };
    let number = names::number_word(best.len());
    let others = if answer.states.iter().any(|card| card.status_quo) { "other " } else { "" };
    Some(format!(
        "of the {others}states listed, {number} {hold} under {under} ({})",
        best.join(", ")
    ))
}

/// How many states hold under no concept.
fn none_held(reading: &ReadingStability) -> Option<String> {
    let none = reading.patterns.iter().find(|line| line.concepts.is_empty())?.states;
    match none.0 {
        0 => None,
        _ => Some(names::counted(none, "state holds", "states hold") + " under no concept"),
    }
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
