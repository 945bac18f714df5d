//! The dispute at a glance: what it is, where it stands, what the readings say, what it rests on.

use detente_finding::{Answer, Finding};
use detente_model::{Dispute, Guard, OptionId};

use crate::document::{Block, Chapter, Text};
use crate::names;
use crate::words::{baseline, overview, space, stability, verdict};

/// The sentences above all chapters.
pub(crate) fn lead(dispute: &Dispute, findings: &[Finding]) -> Vec<Text> {
    let space = space::answers(findings).flat_map(|answer| verdict::lead(dispute, answer));
    let stability = findings.iter().flat_map(|finding| match &finding.answer {
        Answer::Stability(answer) => stability::brief_lead(dispute, answer, finding),
        _ => Vec::new(),
    });
    space.chain(stability).collect()
}

/// The first chapter.
pub(crate) fn chapter(dispute: &Dispute, findings: &[Finding]) -> Chapter {
    let mut chapter = super::chapter("glance", "The dispute at a glance");
    let blocks = &mut chapter.blocks;
    blocks.extend(dispute.note.iter().map(|note| Block::Paragraph(Text::new().name(note.trim()))));
    let parties = dispute.parties.values().map(|party| party.name.as_str());
    blocks.push(Block::Paragraph(Text::new().plain("The parties: ").names(parties).plain(".")));
    for finding in findings {
        if let Answer::Overview(answer) = &finding.answer {
            blocks.push(Block::Paragraph(overview::size(dispute, answer)));
        }
    }
    blocks.extend(space::definition(dispute).map(Block::Paragraph));
    blocks.extend(readings(dispute).map(Block::Points));
    blocks.extend(baseline::beside(dispute, findings).map(Block::Paragraph));
    for (heading, points) in [
        ("Dates that bind", dated(dispute)),
        ("What is hard to undo", hard_to_undo(dispute)),
        ("What can change at once", at_once(dispute)),
    ] {
        if !points.is_empty() {
            blocks.push(Block::Heading(heading.into()));
            blocks.push(Block::Points(points));
        }
    }
    if let Some(finding) = findings.first() {
        blocks.push(Block::Note(overview::backing(&finding.assumptions)));
    }
    chapter
}

/// What each reading is.
fn readings(dispute: &Dispute) -> Option<Vec<Text>> {
    let points: Vec<Text> = (dispute.readings.values())
        .map(|reading| {
            let text = Text::new().plain("The reading ").strong(reading.name.clone());
            let text = match &reading.backing.note {
                Some(note) => text.plain(": ").name(note.trim()),
                None => text.plain("."),
            };
            text.cite(names::citations(dispute, &reading.backing))
        })
        .collect();
    (!points.is_empty()).then_some(points)
}

fn levels(dispute: &Dispute, option: OptionId, levels: &[u8]) -> Text {
    let labels = levels.iter().map(|&level| names::level_label(dispute, option, level));
    Text::new().names(labels.map(|label| format!("‘{label}’")))
}

/// Levels that can be reached only from or until a date.
fn dated(dispute: &Dispute) -> Vec<Text> {
    let mut points = Vec::new();
    for (id, option) in dispute.options.iter() {
        for dated in &option.moves.dated {
            let mut text = Text::new()
                .name(names::option_name(dispute, id))
                .plain(": ")
                .then(levels(dispute, id, &dated.levels))
                .plain(" can be reached only");
            if let Some(from) = dated.from {
                text = text.plain(format!(" from {}", from.in_words()));
            }
            if let Some(until) = dated.until {
                text = text.plain(format!(" until {}", until.in_words()));
            }
            points.push(text.plain(".").cite(names::citations(dispute, &option.backing)));
        }
    }
    points
}

/// Options that cannot go back, or not behind a level.
fn hard_to_undo(dispute: &Dispute) -> Vec<Text> {
    let mut points = Vec::new();
    for (id, option) in dispute.options.iter() {
        let name = Text::new().name(names::option_name(dispute, id));
        let (up, down) = (&option.moves.up, &option.moves.down);
        if let Some(ratchet) = option.moves.ratchet {
            let text = name.plain(": once at ‘").name(names::level_label(dispute, id, ratchet));
            let last = usize::from(ratchet) + 1 == dispute.level_count(id);
            points.push(text.plain(if last {
                "’, it stays."
            } else {
                "’ or above, never below it."
            }));
        } else if *down == Guard::Closed && *up != Guard::Closed {
            points.push(name.plain(": may rise and never falls back."));
        } else if *up == Guard::Closed && *down != Guard::Closed {
            points.push(name.plain(": may fall and never rises again."));
        }
    }
    points
}

/// Options that may go to a level at once.
fn at_once(dispute: &Dispute) -> Vec<Text> {
    let snaps = dispute.options.iter().filter_map(|(id, option)| Some((id, option.moves.snap?)));
    let point = |(id, level)| {
        Text::new()
            .name(names::option_name(dispute, id))
            .plain(": to ‘")
            .name(names::level_label(dispute, id, level))
            .plain("’, from any level.")
    };
    snaps.map(point).collect()
}
