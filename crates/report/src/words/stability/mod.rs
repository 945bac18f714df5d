//! The words of the stability lens: which states hold, why, and how one gets from one to another.

mod concepts;
mod held;
mod lead;
mod listing;
mod neighbourhood;
mod path;
mod states;
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
    let mut lead = brief_lead(dispute, answer, finding);
    lead.extend(held::further(dispute, answer));
    lead
}

/// One sentence or two per reading.
pub(crate) fn brief_lead(
    dispute: &Dispute,
    answer: &StabilityAnswer,
    finding: &Finding,
) -> Vec<Text> {
    lead::brief(dispute, answer, question(finding).focus.as_ref())
}

/// What was asked.
fn question(finding: &Finding) -> StabilityQuestion {
    match &finding.question {
        Question::Stability(question) => question.clone(),
        _ => StabilityQuestion::default(),
    }
}

/// The chapter of the lens.
pub(crate) fn chapter(dispute: &Dispute, answer: &StabilityAnswer, finding: &Finding) -> Chapter {
    let mut chapter = super::chapter("stability", "What would hold");
    let question = question(finding);
    let blocks = &mut chapter.blocks;
    blocks.extend(
        super::scope_note(dispute, question.focus.as_ref(), question.strict).map(Block::Note),
    );
    if answer.too_large.is_some() || answer.readings.is_empty() {
        blocks.extend(lead::brief(dispute, answer, None).into_iter().map(Block::Paragraph));
        return chapter;
    }
    blocks.push(Block::Paragraph(Text::from(
        "A state holds if no party would leave it by a move of its own: a change of any of its own \
         options together. Whether a party would depends on what it reckons with before it moves; \
         each way to reckon is a concept, and a state holds for a party if:",
    )));
    blocks.push(Block::Points(concepts::meanings(&answer.concepts, question.sim)));
    blocks.push(Block::Note(Text::from(
        "To pay is to lead to a state the party ranks higher; its ranks count from 1, the worst, and \
         ties share one. That a state holds does not say that anybody would get there.",
    )));
    if let Some(reason) = &answer.sim_too_large {
        blocks.push(Block::Note(Text::from(format!("SIM is left out: {reason}."))));
    }
    let told = Told::new(dispute, &answer.options, question.focus.as_ref());
    for reading in &answer.readings {
        let name = names::reading(dispute, &reading.reading);
        blocks.push(Block::Heading(Text::new().plain("What holds under ").name(name)));
        one_reading(&told, answer, &question, reading, blocks);
    }
    blocks.extend(listing::blocks(&told, answer));
    chapter
}

fn one_reading(
    told: &Told<'_>,
    answer: &StabilityAnswer,
    question: &StabilityQuestion,
    reading: &ReadingStability,
    blocks: &mut Vec<Block>,
) {
    let dispute = told.dispute;
    blocks.extend(missing_preferences(dispute, &reading.missing_preferences).map(Block::Note));
    if let Some(same) = &reading.same_as {
        let text = Text::new()
            .plain("Every party ranks all states as under ")
            .name(names::reading(dispute, same))
            .plain(", so the same states hold.");
        blocks.push(Block::Paragraph(text));
        if reading.equilibria.iter().any(|line| line.held.acceptable.is_some()) {
            blocks.push(Block::Table(tables::equilibria(dispute, answer, reading)));
        }
        return;
    }
    blocks.push(Block::Table(tables::equilibria(dispute, answer, reading)));
    blocks.extend(held::caution(answer, reading).map(Block::Note));
    blocks.extend(tables::profile(dispute, answer, question, reading).map(Block::Paragraph));
    blocks.push(Block::Table(tables::parties(dispute, answer, reading)));
    blocks.extend(tables::proposals(dispute, answer, reading).map(Block::Table));
    blocks.extend(tables::proposals_left_out(reading).map(Block::Note));
    blocks.extend(neighbourhood::figure(told, answer, reading).map(Block::Figure));
}

/// Who counts as indifferent.
fn missing_preferences(dispute: &Dispute, missing: &[String]) -> Option<Text> {
    if missing.is_empty() {
        return None;
    }
    let count = match missing {
        [_] => ": it counts as indifferent between all states and would stay anywhere.",
        _ => ": they count as indifferent between all states and would stay anywhere.",
    };
    let whom = missing.iter().map(|id| names::party(dispute, id));
    Some(Text::new().plain("The reading gives no preference for ").names(whom).plain(count))
}
