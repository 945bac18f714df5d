//! Whether it would be ratified at home: win-sets, then what is put to the ratifiers.

mod sentences;
mod tables;

use detente_finding::{Finding, Question, RatifyAnswer, RatifyQuestion, RatifyStart};
use detente_model::Dispute;

use crate::document::{Block, Chapter, Text};
use crate::names;
use crate::words::shares;

/// An answer with what it takes to tell it.
struct Told<'a> {
    dispute: &'a Dispute,
    answer: &'a RatifyAnswer,
    question: &'a RatifyQuestion,
}

impl<'a> Told<'a> {
    /// The start asked about; nothing for the library.
    fn start(&self) -> Option<&'a RatifyStart> {
        self.answer.starts.first().filter(|_| self.question.from.is_some())
    }
}

/// One sentence or two per reading.
pub(crate) fn lead(dispute: &Dispute, answer: &RatifyAnswer, finding: &Finding) -> Vec<Text> {
    let told = told(dispute, answer, finding);
    if let Some(none) = sentences::nothing_to_say(&told) {
        return vec![none];
    }
    match told.start() {
        Some(start) if start.completions.is_zero() => vec![sentences::no_package(&told, start)],
        Some(start) => {
            start.readings.iter().map(|line| sentences::start(&told, start, line)).collect()
        }
        None => answer.readings.iter().map(|line| sentences::reading(&told, line)).collect(),
    }
}

/// The chapter.
pub(crate) fn chapter(dispute: &Dispute, answer: &RatifyAnswer, finding: &Finding) -> Chapter {
    let told = told(dispute, answer, finding);
    let mut chapter = super::chapter("ratify", "Ratification at home");
    let blocks = &mut chapter.blocks;
    let RatifyQuestion { focus, strict, .. } = told.question;
    blocks.extend(super::scope_note(dispute, focus.as_ref(), *strict).map(Block::Note));
    if let Some(none) = sentences::nothing_to_say(&told) {
        blocks.push(Block::Paragraph(none));
        return chapter;
    }
    blocks.push(Block::Note(Text::from(
        "The win-set of a party holds the packages that its ratifiers accept by its ratification \
         rule, and that it accepts itself where it has a rule and is not a mere agent. What is signed \
         outside it would not be ratified: involuntary defection (Putnam 1988).",
    )));
    blocks.push(Block::Table(tables::who(&told)));
    blocks.extend(sentences::differences(&told).map(Block::Paragraph));
    match told.start() {
        Some(start) => one_start(&told, start, blocks),
        None => library(&told, blocks),
    }
    chapter
}

fn told<'a>(dispute: &'a Dispute, answer: &'a RatifyAnswer, finding: &'a Finding) -> Told<'a> {
    let Question::Ratify(question) = &finding.question else {
        unreachable!("an answer about ratification is to such a question")
    };
    Told { dispute, answer, question }
}

/// Every reading with its win-sets and what becomes of each start.
fn library(told: &Told<'_>, blocks: &mut Vec<Block>) {
    for (place, line) in told.answer.readings.iter().enumerate() {
        let name = names::reading(told.dispute, &line.reading);
        blocks.push(Block::Heading(Text::new().plain("Under ").name(name)));
        blocks.push(Block::Paragraph(sentences::reading(told, line)));
        blocks.extend(sentences::missing(told, line).map(Block::Note));
        blocks.push(Block::Table(tables::win_sets(told, line)));
        if !told.answer.starts.is_empty() {
            blocks.push(Block::Table(tables::starts(told, line, place)));
        }
        blocks.push(Block::Paragraph(sentences::draws(told, line)));
        if let Some(draws) = &line.draws {
            let caption = Text::new()
                .plain("Deals all asked accept, by the draws in which they are ratified under ")
                .name(name);
            let options = &told.answer.deal_options;
            blocks.extend(shares::table(
                told.dispute,
                options,
                draws,
                told.question.draws,
                caption,
            ));
        }
    }
}

/// One start in full: home by home, with the trees that fail.
fn one_start(told: &Told<'_>, start: &RatifyStart, blocks: &mut Vec<Block>) {
    if start.completions.is_zero() {
        blocks.push(Block::Paragraph(sentences::no_package(told, start)));
        return;
    }
    for (place, line) in start.readings.iter().enumerate() {
        let name = names::reading(told.dispute, &line.reading);
        blocks.push(Block::Heading(Text::new().plain("Under ").name(name)));
        let reading = told.answer.readings.get(place);
        blocks.extend(reading.and_then(|r| sentences::missing(told, r)).map(Block::Note));
        blocks.push(Block::Table(tables::homes(told, start, line)));
        // A tree of one node says no more than the line above.
        for home in line.homes.iter().filter(|home| home.tree.len() > 1) {
            blocks.push(Block::Table(tables::tree(told, start, line, home)));
        }
        if let Some(draws) = &line.draws {
            let text = sentences::start_draws(told, start, draws);
            blocks.push(Block::Paragraph(text));
        }
    }
}
