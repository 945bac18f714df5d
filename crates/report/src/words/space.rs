//! The words of the space lens: definition first, then every reading.

use std::collections::BTreeSet;

use detente_finding::{Answer, Finding, Question, ReadingSpace, SpaceAnswer};
use detente_model::Dispute;

use crate::document::{Block, Chapter, Text};
use crate::names;
use crate::words::{
    conditions, notes, space_figures, space_narrowing, space_overlap, space_tables, verdict,
};

/// The chapter of the lens.
pub(crate) fn chapter(dispute: &Dispute, answer: &SpaceAnswer, finding: &Finding) -> Chapter {
    let mut chapter = super::chapter("space", "The diplomatic space");
    let blocks = &mut chapter.blocks;
    if let Question::Space(question) = &finding.question {
        let note = super::scope_note(dispute, question.focus.as_ref(), question.strict);
        blocks.extend(note.map(Block::Note));
    }
    blocks.extend(definition(dispute).map(Block::Paragraph));
    let Some(packages) = answer.packages.filter(|p| !p.packages.is_zero()) else {
        return chapter;
    };
    blocks.push(Block::Note(how_to_read(dispute, answer)));
    if answer.readings.is_empty() {
        return chapter;
    }
    blocks.push(Block::Heading("What each audience would accept alone".into()));
    blocks.push(Block::Figure(space_figures::alone(dispute, answer, packages)));
    for reading in &answer.readings {
        let name = names::reading(dispute, &reading.reading);
        blocks.push(Block::Heading(Text::new().plain("Under ").name(name)));
        one_reading(dispute, answer, reading, blocks);
    }
    chapter
}

/// What a package is in this dispute.
pub(crate) fn definition(dispute: &Dispute) -> Option<Text> {
    let deal = dispute.deal.as_ref()?;
    let text = Text::new()
        .plain("A package is a feasible state that meets the deal condition: ")
        .then(conditions::words(dispute, &deal.when))
        .plain(".")
        .then(names::standing(dispute, &deal.backing));
    Some(text)
}

/// What a deal is, and what its count says.
fn how_to_read(dispute: &Dispute, answer: &SpaceAnswer) -> Text {
    let packages = answer.packages.unwrap_or_default();
    let options: Vec<String> =
        answer.deal_options.iter().map(|(id, _)| names::option(dispute, id)).collect();
    let there = match packages.packages.0 {
        1 => "There is one package. ".to_string(),
        _ => format!("There are {} packages. ", packages.packages),
    };
    let text = Text::new().plain(there);
    let text = if options.is_empty() {
        text.plain("No audience's rule mentions any option, so all of them count as one deal.")
    } else {
        text.plain(
            "Packages that differ only in options no audience's rule mentions are one deal: ",
        )
        .plain(match packages.deals.0 {
            1 => "that leaves one deal".to_string(),
            _ => format!("that leaves {} deals", packages.deals),
        })
        .plain(", told apart by ")
        .names(options)
        .plain(".")
    };
    text.plain(" Counts of packages measure room, not likelihood.")
}

fn one_reading(
    dispute: &Dispute,
    answer: &SpaceAnswer,
    reading: &ReadingSpace,
    blocks: &mut Vec<Block>,
) {
    let all = answer.packages.unwrap_or_default().packages;
    blocks.extend(missing(dispute, reading).map(Block::Note));
    blocks.push(Block::Table(space_tables::rules(dispute, answer, reading)));
    if let Some(reason) = &reading.too_large {
        let words = format!("Who rejects what together was not told apart: {reason}.");
        blocks.push(Block::Note(Text::from(words)));
    }
    if reading.joint.packages.is_zero() {
        if reading.relaxations.is_empty() {
            return;
        }
        blocks.push(Block::Paragraph(verdict::ways_to_open(dispute, reading)));
        blocks.push(Block::Figure(space_figures::relaxations(dispute, reading)));
        blocks.push(Block::Note(Text::from(format!(
            "Leave one audience out of a set and nothing opens. The list {}. It says which rules \
                 are in each other's way, not whose rule is at fault.",
            match (reading.relaxations_complete, &reading.too_large) {
                (true, _) => "is complete",
                (false, None) => "is cut: there are further sets, with as many audiences or more",
                (false, Some(_)) => {
                    "is what a search found: there may be further sets, with fewer audiences too"
                }
            }
        ))));
        blocks.extend(space_narrowing::blocks(dispute, reading, all));
        blocks.extend(space_overlap::blocks(dispute, reading, all));
        return;
    }
    blocks.push(Block::Paragraph(verdict::of_reading(dispute, reading)));
    blocks.extend(space_tables::common_levels(dispute, answer, reading).map(Block::Paragraph));
    blocks.extend(space_tables::deals(dispute, answer, reading).map(Block::Table));
    blocks.extend(implausible(reading).map(Block::Note));
    let more = notes::not_listed(reading.deals_left_out, "deal", "", "--deals");
    blocks.extend(more.map(Block::Note));
    blocks.extend(space_narrowing::blocks(dispute, reading, all));
    blocks.extend(space_overlap::blocks(dispute, reading, all));
}

fn implausible(reading: &ReadingSpace) -> Option<Text> {
    let flagged = reading.joint_implausible;
    let text = match flagged.0 {
        0 => return None,
        1 => "One of these packages is flagged as implausible; it counts like the others.".into(),
        _ => format!(
            "{flagged} of these packages are flagged as implausible; they count like the others."
        ),
    };
    Some(Text::from(text))
}

fn missing(dispute: &Dispute, reading: &ReadingSpace) -> Option<Text> {
    // A member of two bodies is missing once.
    let missing: BTreeSet<&String> =
        reading.audiences.iter().flat_map(|line| &line.missing_rules).collect();
    notes::missing_rules(dispute, &reading.reading, missing)
}

/// The space answers among findings.
pub(crate) fn answers(findings: &[Finding]) -> impl Iterator<Item = &SpaceAnswer> {
    findings.iter().filter_map(|finding| match &finding.answer {
        Answer::Space(answer) => Some(answer),
        _ => None,
    })
}
