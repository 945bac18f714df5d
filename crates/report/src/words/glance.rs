//! The dispute at a glance: what it is, where it stands, what the readings say, what it rests on.

use detente_finding::{Answer, Finding};
use detente_model::{Dispute, Guard, OptionId};

use crate::document::{Block, Chapter, Text};
use crate::names;
use crate::words::{overview, space};

/// The sentences above all chapters.
pub(crate) fn lead(dispute: &Dispute, findings: &[Finding]) -> Vec<Text> {
    space::answers(findings).flat_map(|answer| space::lead(dispute, answer)).collect()
}

/// The first chapter.
pub(crate) fn chapter(dispute: &Dispute, findings: &[Finding]) -> Chapter {
    let mut chapter = super::chapter("glance", "The dispute at a glance");
    let blocks = &mut chapter.blocks;
    blocks.extend(dispute.note.iter().map(|note| Block::Paragraph(Text::new().name(note.trim()))));
    for finding in findings {
        if let Answer::Overview(answer) = &finding.answer {
            blocks.push(Block::Paragraph(overview::size(dispute, answer)));
        }
    }
    blocks.extend(readings(dispute).map(Block::Points));
    let clocks = dated(dispute);
    if !clocks.is_empty() {
        blocks.push(Block::Heading("Dates that bind".to_string()));
        blocks.push(Block::Points(clocks));
    }
    let lasting = hard_to_undo(dispute);
    if !lasting.is_empty() {
        blocks.push(Block::Heading("What is hard to undo".to_string()));
        blocks.push(Block::Points(lasting));
    }
    if let Some(finding) = findings.first() {
        blocks.push(Block::Note(overview::backing(&finding.assumptions)));
    }
    chapter
}

/// What each reading is.
fn readings(dispute: &Dispute) -> Option<Vec<Text>> {
    let points: Vec<Text> = (dispute.readings.values())
        .filter_map(|reading| {
            let note = reading.backing.note.as_ref()?;
            let text = Text::new().strong(reading.name.clone()).plain(": ").name(note.trim());
            Some(text.cite(names::citations(dispute, &reading.backing)))
        })
        .collect();
    (!points.is_empty()).then_some(points)
}

fn levels(dispute: &Dispute, option: OptionId, levels: &[u8]) -> Text {
    Text::new().names(levels.iter().map(|&level| names::level_label(dispute, option, level)))
}

/// Levels that can be reached only from or until a date.
fn dated(dispute: &Dispute) -> Vec<Text> {
    let mut points = Vec::new();
    for (id, option) in dispute.options.iter() {
        for dated in &option.moves.dated {
            let mut text = Text::new()
                .name(&option.name)
                .plain(": ")
                .then(levels(dispute, id, &dated.levels))
                .plain(" can be reached only");
            if let Some(from) = dated.from {
                text = text.plain(format!(" from {}", names::date_words(from)));
            }
            if let Some(until) = dated.until {
                text = text.plain(format!(" until {}", names::date_words(until)));
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
        let name = Text::new().name(&option.name);
        if let Some(ratchet) = option.moves.ratchet {
            let label = names::level_label(dispute, id, ratchet);
            let text = name.plain(": once at ").name(label);
            let last = usize::from(ratchet) + 1 == dispute.level_count(id);
            points.push(text.plain(if last {
                ", it stays."
            } else {
                " or above, it does not fall below."
            }));
        } else if option.moves.down == Guard::Closed && option.moves.up != Guard::Closed {
            points.push(name.plain(": may rise and never falls back."));
        } else if option.moves.up == Guard::Closed && option.moves.down != Guard::Closed {
            points.push(name.plain(": may fall and never rises again."));
        }
        if let Some(snap) = option.moves.snap {
            let label = names::level_label(dispute, id, snap);
            points.push(
                Text::new()
                    .name(&option.name)
                    .plain(": may go to ")
                    .name(label)
                    .plain(" at once, from any level."),
            );
        }
    }
    points
}
