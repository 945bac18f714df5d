//! What a reader in a hurry takes away: whether the status quo holds, and how many states do.

use detente_finding::{
    Concept, Count, EquilibriumCount, PartyVerdicts, ReadingStability, StabilityAnswer,
    StateVerdicts,
};
use detente_model::Dispute;

use super::states::Told;
use super::{concepts, states, story};
use crate::document::Text;
use crate::names;

/// From so many states on shares are told beside numbers.
const SHARES_FROM: u128 = 100;

/// Per reading: whether the status quo holds, and how many states do.
pub(crate) fn brief(
    dispute: &Dispute,
    answer: &StabilityAnswer,
    focus: Option<&String>,
) -> Vec<Text> {
    if let Some(reason) = &answer.too_large {
        return vec![Text::from(format!("Which states would hold was not answered: {reason}."))];
    }
    if answer.readings.is_empty() {
        return vec![Text::from("The dossier has no reading: it does not say who prefers what.")];
    }
    let told = Told::new(dispute, &answer.options, focus);
    let one = |reading: &ReadingStability| {
        let text = match focus {
            Some(focus) => Text::new()
                .plain("Within the focus ")
                .name(names::focus(dispute, focus))
                .plain(", under ")
                .name(names::reading(dispute, &reading.reading)),
            None => Text::new().plain("Under ").name(names::reading(dispute, &reading.reading)),
        };
        if let Some(same) = &reading.same_as {
            return text
                .plain(" the same states hold as under ")
                .name(names::reading(dispute, same))
                .plain(": every party ranks all states alike.");
        }
        let counts = counts(&told, answer, reading);
        match status_quo(dispute, answer, reading) {
            Some(status_quo) => {
                text.plain(", ").then(status_quo).plain(". ").then(counts.capital())
            }
            None => text.plain(", ").then(counts),
        }
        .plain(".")
    };
    answer.readings.iter().map(one).collect()
}

/// The count of a concept.
pub(crate) fn line(reading: &ReadingStability, concept: Concept) -> Option<&EquilibriumCount> {
    reading.equilibria.iter().find(|line| line.concept == concept)
}

/// The concepts whose counts the first sentence tells: no answers, improvements, any moves.
fn counted(answer: &StabilityAnswer) -> Vec<Concept> {
    let first = [Concept::Nash, Concept::Seq, Concept::Gmr];
    let told: Vec<Concept> =
        first.into_iter().filter(|concept| answer.concepts.contains(concept)).collect();
    if told.is_empty() { answer.concepts.iter().take(2).copied().collect() } else { told }
}

/// "1 of 12 feasible states holds whatever the parties reckon with (…), 3 hold if …".
fn counts(told: &Told<'_>, answer: &StabilityAnswer, reading: &ReadingStability) -> Text {
    let all = answer.feasible.unwrap_or_default();
    if all.is_zero() {
        return Text::from("no state in scope is feasible, so none can hold");
    }
    let lines: Vec<&EquilibriumCount> =
        counted(answer).into_iter().filter_map(|concept| line(reading, concept)).collect();
    if !lines.is_empty() && lines.iter().all(|line| line.held.states == all) {
        return Text::from(match all.0 {
            1 => "the only feasible state holds".to_string(),
            _ if lines[0].concept == Concept::Nash => {
                format!("all {all} feasible states hold: nobody has a move that pays")
            }
            _ => format!("all {all} feasible states hold"),
        });
    }
    let mut text = Text::new();
    let mut before: Option<Count> = None;
    for (place, line) in lines.iter().enumerate() {
        let number = line.held.states;
        let hold = if number.0 == 1 { "holds" } else { "hold" };
        let of = match (place, number.0) {
            (0, 0) => format!("none of {all} feasible states holds"),
            (0, _) => format!("{number} of {all} feasible states {hold}"),
            (_, 0) => "none holds".to_string(),
            (_, _) if before == Some(number) => match number.0 {
                1 => "the same one holds".to_string(),
                _ => format!("the same {number} hold"),
            },
            _ if all.0 >= SHARES_FROM => {
                format!("{number} ({}) {hold}", names::percent(number, all))
            }
            _ => format!("{number} {hold}"),
        };
        text = text.plain(if place == 0 { of } else { format!(", {of}") });
        text = text.plain(match line.concept {
            Concept::Nash => " whatever the parties reckon with".to_string(),
            concept => format!(
                " if each reckons with {} ({})",
                concepts::reckons_with(concept),
                concepts::short(concept)
            ),
        });
        if let Some(which) = few(told, answer, reading, line).filter(|_| place == 0) {
            text = text.plain(" (").then(which).plain(")");
        }
        before = Some(number);
    }
    text
}

/// Which states hold under a concept, if they are few and all listed.
fn few(
    told: &Told<'_>,
    answer: &StabilityAnswer,
    reading: &ReadingStability,
    line: &EquilibriumCount,
) -> Option<Text> {
    let verdicts = answer.states.iter().zip(&reading.verdicts);
    let holding: Vec<_> =
        verdicts.filter(|(_, v)| v.equilibrium.contains(&line.concept)).map(|(s, _)| s).collect();
    if holding.is_empty() || holding.len() > 2 || line.held.states.0 != holding.len() as u128 {
        return None;
    }
    let mut text = Text::new();
    for (place, card) in holding.into_iter().enumerate() {
        let which =
            states::known_as(told.dispute, card).unwrap_or_else(|| told.differences(&card.levels));
        text = text.plain(if place > 0 { "; or " } else { "" }).then(which);
    }
    Some(text)
}

/// The verdicts on the status quo in a reading.
fn of_status_quo<'a>(
    answer: &StabilityAnswer,
    reading: &'a ReadingStability,
) -> Option<&'a StateVerdicts> {
    let place = answer.states.iter().position(|card| card.status_quo)?;
    reading.verdicts.get(place)
}

/// Whether the status quo holds, for whom not, and which move they would make.
fn status_quo(
    dispute: &Dispute,
    answer: &StabilityAnswer,
    reading: &ReadingStability,
) -> Option<Text> {
    let Some(verdicts) = of_status_quo(answer, reading) else {
        return dispute
            .status_quo
            .map(|_| "the status quo lies outside the states in scope".into());
    };
    let mut text = Text::new().plain("the status quo ").plain(holds(&answer.concepts, verdicts));
    if verdicts.equilibrium.len() == answer.concepts.len() {
        if verdicts.parties.iter().all(|party| party.improvements == 0) {
            text = text.plain(": nobody has a move that pays");
        }
    } else {
        text = text.plain(": ").then(leavers(dispute, reading, verdicts));
    }
    Some(text)
}

/// "holds under SEQ and GMR, not under Nash".
pub(crate) fn holds(asked: &[Concept], verdicts: &StateVerdicts) -> String {
    let held = &verdicts.equilibrium;
    let not: Vec<Concept> = asked.iter().filter(|c| !held.contains(c)).copied().collect();
    match (held.as_slice(), not.as_slice()) {
        (_, []) => format!("holds under {}", concepts::of_asked(held, asked)),
        ([], _) => format!("does not hold under {}", concepts::none_of_asked(&not, asked)),
        _ => format!(
            "holds under {}, not under {}",
            concepts::list(held),
            concepts::none_of_asked(&not, asked)
        ),
    }
}

/// Who would leave a state, by which moves; the first two parties are told in full.
pub(crate) fn leavers(
    dispute: &Dispute,
    reading: &ReadingStability,
    verdicts: &StateVerdicts,
) -> Text {
    const TOLD: usize = 2;
    let leaving: Vec<&PartyVerdicts> =
        verdicts.parties.iter().filter(|p| p.concepts.iter().any(|v| !v.stable)).collect();
    let mut text = Text::new();
    for (place, party) in leaving.iter().take(TOLD).enumerate() {
        let Some(verdict) = story::decisive(party, false) else { continue };
        let ranks = ranks_of(reading, &party.party);
        text = text.plain(if place > 0 { "; " } else { "" });
        text = match story::deciding(verdict) {
            Some(threat) => {
                text.then(story::unanswered(dispute, party, verdict.concept, threat, ranks))
            }
            None => text.name(names::party(dispute, &party.party)).plain(" would leave it"),
        };
    }
    if leaving.len() > TOLD {
        let others = leaving[TOLD..].iter().map(|party| names::party(dispute, &party.party));
        text = text.plain("; ").names(others).plain(" would leave it too");
    }
    text
}

/// How many ranks a party tells apart.
pub(crate) fn ranks_of(reading: &ReadingStability, party: &str) -> Option<u32> {
    reading.parties.iter().find(|line| line.party == party).map(|line| line.ranks)
}
