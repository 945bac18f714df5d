//! What a reader in a hurry takes away: whether the status quo holds, and how many states do.

use detente_finding::{
    Concept, Count, EquilibriumCount, PartyVerdicts, ReadingStability, StabilityAnswer,
    StabilityQuestion, StateVerdicts,
};
use detente_model::Dispute;

use super::concepts::Fear;
use super::states::Told;
use super::{concepts, leaving, profile, states};
use crate::document::Text;
use crate::names;

/// From so many states on shares are told instead of numbers.
const SHARES_FROM: u128 = 100;

/// Per reading: whether the status quo holds, and how many states do.
pub(crate) fn brief(
    dispute: &Dispute,
    answer: &StabilityAnswer,
    question: &StabilityQuestion,
) -> Vec<Text> {
    if let Some(reason) = &answer.too_large {
        return vec![Text::from(format!("Which states would hold was not answered: {reason}."))];
    }
    if answer.readings.is_empty() {
        return vec![Text::from("The dossier has no reading: it does not say who prefers what.")];
    }
    let told = Told::new(dispute, &answer.options, question.focus.as_ref());
    let mut before: Option<&ReadingStability> = None;
    let mut paragraphs = Vec::new();
    for reading in &answer.readings {
        let start = match &question.focus {
            Some(focus) if paragraphs.is_empty() => Text::new()
                .plain("Within the focus ")
                .name(names::focus(dispute, focus))
                .plain(", under "),
            _ => Text::from("Under "),
        };
        let start = start.name(names::reading(dispute, &reading.reading));
        paragraphs.push(if let Some(same) = &reading.same_as {
            start
                .plain(" the same states hold as under ")
                .name(names::reading(dispute, same))
                .plain(": every party ranks all states alike.")
        } else {
            let short = before.and_then(|before| as_before(dispute, answer, before, reading));
            match short {
                Some(same) => {
                    let text = start.plain(" ").then(same).plain(". ");
                    let own = own_concepts(dispute, answer, question, reading);
                    let text = own
                        .into_iter()
                        .fold(text, |text, own| text.then(own.capital()).plain(". "));
                    text.then(counts(&told, answer, reading, true).capital()).plain(".")
                }
                None => {
                    before = Some(reading);
                    in_full(&told, answer, question, reading, start)
                }
            }
        });
    }
    paragraphs
}

/// The answer for the profile, where one was asked about.
fn own_concepts(
    dispute: &Dispute,
    answer: &StabilityAnswer,
    question: &StabilityQuestion,
    reading: &ReadingStability,
) -> Option<Text> {
    Some(profile::sentence(dispute, &question.profile, answer, reading.profile?))
}

fn in_full(
    told: &Told<'_>,
    answer: &StabilityAnswer,
    question: &StabilityQuestion,
    reading: &ReadingStability,
    start: Text,
) -> Text {
    let own = own_concepts(told.dispute, answer, question, reading);
    let sentences = own.into_iter().chain(status_quo(told.dispute, answer, reading, None));
    let mut text = start;
    for (place, sentence) in sentences.chain([counts(told, answer, reading, false)]).enumerate() {
        text = if place == 0 {
            text.plain(", ").then(sentence).plain(".")
        } else {
            text.plain(" ").then(sentence.capital()).plain(".")
        };
    }
    text
}

/// "the same, but under Nash Iran would move too": the status quo where it is as in another reading,
/// or but for some who would leave it too, or but for who would leave it.
fn as_before(
    dispute: &Dispute,
    answer: &StabilityAnswer,
    before: &ReadingStability,
    reading: &ReadingStability,
) -> Option<Text> {
    let (then, now) = (of_status_quo(answer, before)?, of_status_quo(answer, reading)?);
    let stays = |party: &&PartyVerdicts| party.concepts.iter().all(|v| v.stable);
    let stayed: Vec<&str> =
        then.parties.iter().filter(stays).map(|party| party.party.as_str()).collect();
    let first = status_quo(dispute, answer, before, None);
    let not = leaving::not_held(&answer.concepts, &now.equilibrium);
    if status_quo(dispute, answer, reading, Some(&stayed)) != first {
        let mixed = !not.is_empty() && !now.equilibrium.is_empty();
        return (mixed && then.equilibrium == now.equilibrium).then(|| {
            let moves = leaving::moves(dispute, &leaving::tiers(&now.parties), &not);
            Text::from("the status quo holds in the same cases; in the others ").then(moves)
        });
    }
    let readings = answer.readings.iter().filter(|reading| reading.same_as.is_none()).count();
    let text = match readings {
        2 => Text::from("the same"),
        _ => Text::from("the same as under ").name(names::reading(dispute, &before.reading)),
    };
    let more: Vec<PartyVerdicts> = (now.parties.iter())
        .filter(|party| stayed.contains(&party.party.as_str()))
        .cloned()
        .collect();
    let parts = leaving::tiers(&more).into_iter().map(|tier| {
        let names = tier.parties.iter().map(|p| names::party_in_short(dispute, &p.party));
        let under = match tier.concepts == not {
            true => String::new(),
            false => format!("under {} ", concepts::list(&tier.concepts)),
        };
        Text::from(under).names(names.collect::<Vec<_>>()).plain(" would move too")
    });
    let parts: Vec<Text> = parts.collect();
    Some(if parts.is_empty() { text } else { text.plain(", but ").list(parts) })
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

/// "15 of 115,236 feasible states hold whatever the parties reckon with, 79 % under SEQ"; shorter
/// after the counts of another reading.
fn counts(
    told: &Told<'_>,
    answer: &StabilityAnswer,
    reading: &ReadingStability,
    short: bool,
) -> Text {
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
        let states = match (short, number.0) {
            (false, _) => format!(" of {all} feasible states"),
            (true, 0) => String::new(),
            (true, 1) => " state".to_string(),
            (true, _) => " states".to_string(),
        };
        let how_many = match (place, number.0) {
            (0, 0) => format!("none{states} holds"),
            (0, _) => format!("{number}{states} {hold}"),
            (_, 0) => "none".to_string(),
            (_, 1) if before == Some(number) => "the same one".to_string(),
            (_, _) if before == Some(number) => format!("the same {number}"),
            (_, n) if all.0 >= SHARES_FROM && n >= all.0 / SHARES_FROM => {
                names::percent(number, all)
            }
            _ => number.to_string(),
        };
        text = text.plain(if place == 0 { how_many } else { format!(", {how_many}") });
        text = text.plain(match line.concept {
            Concept::Nash => " whatever the parties reckon with".to_string(),
            concept => format!(" under {}", concepts::short(concept)),
        });
        if let Some(which) = few(told, answer, reading, line).filter(|_| place == 0 && !short) {
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

/// Whether the status quo holds, for whom not, and which move they would make; without some parties
/// where that is asked for.
fn status_quo(
    dispute: &Dispute,
    answer: &StabilityAnswer,
    reading: &ReadingStability,
    without: Option<&[&str]>,
) -> Option<Text> {
    let Some(verdicts) = of_status_quo(answer, reading) else {
        return dispute
            .status_quo
            .map(|_| "the status quo lies outside the states in scope".into());
    };
    let asked = &answer.concepts;
    let text = Text::new().plain("the status quo ").plain(holds_if(asked, &verdicts.equilibrium));
    let not = leaving::not_held(asked, &verdicts.equilibrium);
    if not.is_empty() {
        let content = verdicts.parties.iter().all(|party| party.improvements == 0);
        return Some(text.plain(if content { ": nobody has a move that pays" } else { "" }));
    }
    let told = verdicts.parties.iter();
    let told: Vec<PartyVerdicts> = told
        .filter(|party| without.is_none_or(|without| !without.contains(&party.party.as_str())))
        .cloned()
        .collect();
    Some(text.plain(": ").then(leaving::moves(dispute, &leaving::tiers(&told), &not)))
}

/// "holds if parties fear any answer (SMR, GMR), not if they fear none (Nash)"; by the concepts where
/// those that are alike in this do not agree.
fn holds_if(asked: &[Concept], held: &[Concept]) -> String {
    let of = |fear: Fear| asked.iter().filter(move |concept| Fear::of(**concept) == fear);
    let holds = |concept: &Concept| held.contains(concept);
    let agree = |fear: Fear| of(fear).all(holds) || !of(fear).any(holds);
    if held.is_empty() || held.len() == asked.len() || !Fear::ALL.into_iter().all(agree) {
        return holds_under(asked, held);
    }
    let words = |fear: Fear| {
        let short: Vec<&str> = of(fear).map(|concept| concepts::short(*concept)).collect();
        format!("{} ({})", fear.words(), short.join(", "))
    };
    let among = |holding: bool| {
        let some = |fear: &Fear| of(*fear).next().is_some_and(|c| holds(c) == holding);
        Fear::ALL.into_iter().filter(some).map(words).collect::<Vec<_>>().join(" or ")
    };
    format!("holds if parties fear {}, not if they fear {}", among(true), among(false))
}

/// "holds under SEQ and GMR, not under Nash".
pub(crate) fn holds_under(asked: &[Concept], held: &[Concept]) -> String {
    let not = leaving::not_held(asked, held);
    match (held, not.as_slice()) {
        (_, []) => format!("holds under {}", concepts::of_asked(held, asked)),
        ([], _) => format!("does not hold under {}", concepts::none_of_asked(&not, asked)),
        _ => format!(
            "holds under {}, not under {}",
            concepts::list(held),
            concepts::none_of_asked(&not, asked)
        ),
    }
}
