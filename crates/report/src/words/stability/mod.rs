//! The words of the stability lens: which states hold, why, and how one gets from one to another.

mod concepts;
mod held;
mod lead;
mod leaving;
mod listing;
mod neighbourhood;
mod notes;
mod path;
mod profile;
pub(crate) mod states;
mod story;
mod tables;
mod why;

use detente_finding::{Finding, Question, ReadingStability, StabilityAnswer, StabilityQuestion};
use detente_model::Dispute;

use crate::document::{Block, Chapter, Text};
use crate::names;

use states::Told;

pub(crate) use path::{chapter as path_chapter, lead as path_lead};
pub(crate) use why::{chapter as why_chapter, lead as why_lead};

/// The sentences above the chapter, when it stands alone.
pub(crate) fn lead(dispute: &Dispute, answer: &StabilityAnswer, finding: &Finding) -> Vec<Text> {
    told_first(dispute, answer, finding, false)
}

/// The same in fewer words, above a report: whether the status quo holds, how many states do, and
/// which are the best of them.
pub(crate) fn brief_lead(
    dispute: &Dispute,
    answer: &StabilityAnswer,
    finding: &Finding,
) -> Vec<Text> {
    told_first(dispute, answer, finding, true)
}

fn told_first(
    dispute: &Dispute,
    answer: &StabilityAnswer,
    finding: &Finding,
    in_few: bool,
) -> Vec<Text> {
    let question = question(finding);
    let told = Told::new(dispute, &answer.options, question.focus.as_ref());
    let mut lead = lead::brief(dispute, answer, &question);
    lead.extend(held::further(&told, answer, in_few));
    lead
}

/// What was asked.
fn question(finding: &Finding) -> StabilityQuestion {
    match &finding.question {
        Question::Stability(question) => question.clone(),
        _ => StabilityQuestion::default(),
    }
}

/// The chapter of the lens; with the sentences of its lead where none stands above it.
pub(crate) fn chapter(
    dispute: &Dispute,
    answer: &StabilityAnswer,
    finding: &Finding,
    with_lead: bool,
) -> Chapter {
    let mut chapter = super::chapter("stability", "What would hold");
    let question = question(finding);
    let blocks = &mut chapter.blocks;
    let answered = answer.too_large.is_none() && !answer.readings.is_empty();
    if with_lead || !answered {
        blocks.extend(lead(dispute, answer, finding).into_iter().map(Block::Paragraph));
    }
    let readings = answer.readings.iter().map(|reading| reading.reading.as_str());
    blocks.extend(notes::scope(dispute, question.focus.as_ref(), question.strict, readings));
    if !answered {
        return chapter;
    }
    blocks.push(Block::Note(concepts::pointer(&answer.concepts)));
    if let Some(reason) = &answer.sim_too_large {
        blocks.push(Block::Note(Text::from(format!("SIM is left out: {reason}."))));
    }
    let told = Told::new(dispute, &answer.options, question.focus.as_ref());
    for reading in &answer.readings {
        let name = names::reading(dispute, &reading.reading);
        blocks.push(Block::Heading(Text::new().plain("What holds under ").name(name)));
        one_reading(&told, answer, reading, blocks);
    }
    blocks.extend(listing::blocks(&told, answer));
    blocks.extend(notes::concepts(&answer.concepts, question.sim));
    chapter
}

fn one_reading(
    told: &Told<'_>,
    answer: &StabilityAnswer,
    reading: &ReadingStability,
    blocks: &mut Vec<Block>,
) {
    let dispute = told.dispute;
    blocks
        .extend(notes::missing_preferences(dispute, &reading.missing_preferences).map(Block::Note));
    if let Some(same) = &reading.same_as {
        let text = Text::new()
            .plain("Every party ranks all states as under ")
            .name(names::reading(dispute, same))
            .plain(", so the same states hold.");
        blocks.push(Block::Paragraph(text));
        if reading.equilibria.iter().any(|line| line.held.acceptable.is_some()) {
            blocks.push(Block::Table(tables::equilibria(dispute, answer, reading)));
            blocks.extend(no_rule(dispute, reading).map(Block::Note));
        }
        return;
    }
    blocks.push(Block::Table(tables::equilibria(dispute, answer, reading)));
    if reading.equilibria.iter().any(|line| line.held.acceptable.is_some()) {
        blocks.extend(no_rule(dispute, reading).map(Block::Note));
    }
    blocks.extend(held::caution(answer, reading).map(Block::Note));
    blocks.push(Block::Table(tables::parties(dispute, answer, reading)));
    blocks.extend(tables::proposals(dispute, answer, reading).map(Block::Table));
    blocks.extend(tables::proposals_left_out(reading).map(Block::Note));
    blocks.extend(neighbourhood::figure(told, answer, reading).map(Block::Figure));
}

/// Audiences that accept everything because nothing is said of them.
fn no_rule(dispute: &Dispute, reading: &ReadingStability) -> Option<Text> {
    Some(held::no_rule(dispute, &reading.reading)?.capital().plain("."))
}
