//! Threats and answers as sentences: who could gain by what, who would answer, where that ends.

use detente_finding::{Concept, Move, PartyVerdicts, Threat, Verdict};
use detente_model::Dispute;

use super::{concepts, states};
use crate::document::Text;
use crate::names;

/// "rank 12 instead of 14 of 40".
pub(crate) fn instead(rank: u32, now: u32, of: Option<u32>) -> String {
    let of = of.map(|of| format!(" of {of}")).unwrap_or_default();
    if rank == now {
        format!("rank {rank}{of} as before")
    } else {
        format!("rank {rank} instead of {now}{of}")
    }
}

/// The threat that decides a verdict.
pub(crate) fn deciding(verdict: &Verdict) -> Option<&Threat> {
    verdict.threats.first()
}

/// "Iran could gain by …, and no improvement of the others undoes that": a threat nothing answers.
pub(crate) fn unanswered(
    dispute: &Dispute,
    party: &PartyVerdicts,
    concept: Concept,
    threat: &Threat,
    of: Option<u32>,
) -> Text {
    let undone = match concept {
        Concept::Nash => "",
        Concept::Seq => ", and no improvements of the others undo that",
        Concept::Sseq => ", and no improvements of the others undo that for good",
        Concept::Gmr => ", and no moves of the others undo that",
        Concept::Smr => ", and no moves of the others undo that for good",
        Concept::Sim => ", and no improvements the others make at the same time undo that",
    };
    could_gain(dispute, party, threat)
        .plain(format!(" ({})", instead(threat.rank, party.rank, of)))
        .plain(undone)
}

fn could_gain(dispute: &Dispute, party: &PartyVerdicts, threat: &Threat) -> Text {
    Text::new()
        .name(names::party_in_short(dispute, &party.party))
        .plain(" could gain by changing ")
        .then(states::sets(dispute, &threat.improvement))
}

/// "Iran could gain by …, but the United States could answer by changing …, which leaves Iran no better": a
/// threat with its answer.
pub(crate) fn answered(
    dispute: &Dispute,
    party: &PartyVerdicts,
    concept: Concept,
    threat: &Threat,
    of: Option<u32>,
) -> Text {
    let text = could_gain(dispute, party, threat).plain(", but ");
    text.then(answer(dispute, party, concept, threat, of))
}

/// "the United States could answer by changing …, which leaves Iran no better (rank 12 instead of 14)".
pub(crate) fn answer(
    dispute: &Dispute,
    party: &PartyVerdicts,
    concept: Concept,
    threat: &Threat,
    of: Option<u32>,
) -> Text {
    let text = if concept == Concept::Sim {
        Text::from("at the same time ").list(threat.answer.iter().map(|step| {
            Text::new()
                .name(names::party_in_short(dispute, &step.party))
                .plain(" would change ")
                .then(states::sets(dispute, step))
        }))
    } else {
        answers(dispute, &threat.answer)
    };
    // Under these concepts the end is the party's own best way out.
    let best = if matches!(concept, Concept::Smr | Concept::Sseq) { "at best " } else { "" };
    let name = names::party_in_short(dispute, &party.party);
    let end = instead(threat.left_with, party.rank, of);
    text.plain(", which leaves ").name(name).plain(format!(" no better ({best}{end})"))
}

/// "the United States could answer by changing …, then Russia by changing …".
fn answers(dispute: &Dispute, steps: &[Move]) -> Text {
    /// What is told of an answer by many moves.
    const MOST: usize = 3;
    let mut text = Text::new();
    let shown = if steps.len() > MOST { MOST - 1 } else { steps.len() };
    for (place, step) in steps.iter().take(shown).enumerate() {
        let (before, verb) = if place == 0 {
            ("", " could answer by changing ")
        } else {
            (", then ", " by changing ")
        };
        text = text.plain(before).name(names::party_in_short(dispute, &step.party)).plain(verb);
        text = text.then(states::sets(dispute, step));
    }
    if shown < steps.len() {
        let more = names::number_word(steps.len() - shown);
        text = text.plain(format!(" and {more} more moves would follow"));
    }
    text
}

/// How far a verdict is from turning, where that can be said.
pub(crate) fn margin(verdict: &Verdict, ranks: u32) -> Option<String> {
    let worst = "The others' worst answer to the best of its moves would leave it";
    Some(match verdict.margin? {
        0 if verdict.stable => format!("{worst} at the rank it has"),
        0 => "Its best move is sure to cost it nothing".to_string(),
        margin if verdict.stable => {
            format!("{worst} {} of {ranks} ranks lower", margin.unsigned_abs())
        }
        margin => {
            format!("Its best move is sure to gain it {} of {ranks} ranks", margin.unsigned_abs())
        }
    })
}

/// The verdict to tell a party's case by: the most forgiving concept under which it would leave, or
/// the strictest under which it stays.
pub(crate) fn decisive(party: &PartyVerdicts, stable: bool) -> Option<&Verdict> {
    let find = |concept: &Concept| {
        party.concepts.iter().find(|v| v.concept == *concept && v.stable == stable)
    };
    let order = concepts::BY_PATIENCE.iter();
    if stable {
        // A simultaneous answer is told only if there is no other.
        let sim = |concept: &&Concept| **concept == Concept::Sim;
        let others = order.clone().filter(|concept| !sim(concept)).find_map(find);
        others.or_else(|| order.filter(sim).find_map(find))
    } else {
        order.rev().find_map(find)
    }
}
