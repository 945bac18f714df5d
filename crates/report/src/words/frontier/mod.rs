//! What the parties could get: the sentences first, then stages, solutions, deals and the figure.

mod figure;
mod sentences;
mod tables;

use detente_finding::{
    Finding, FrontierAnswer, FrontierQuestion, FrontierReading, Instead, Question,
};
use detente_model::Dispute;

use crate::document::{Block, Chapter, Text};
use crate::names;
use crate::words::{notes, numbers};
use sentences::Told;

/// One or two sentences per reading.
pub(crate) fn lead(dispute: &Dispute, answer: &FrontierAnswer, finding: &Finding) -> Vec<Text> {
    let told = told(dispute, answer, finding);
    if let Some(none) = told.nothing_to_say() {
        return vec![none];
    }
    answer.readings.iter().map(|reading| told.verdict(reading)).collect()
}

/// The chapter: per reading the stages, what fair divisions choose, and the figure.
pub(crate) fn chapter(dispute: &Dispute, answer: &FrontierAnswer, finding: &Finding) -> Chapter {
    let told = told(dispute, answer, finding);
    let mut chapter = super::chapter("frontier", "What the parties could get");
    let blocks = &mut chapter.blocks;
    if let Some(none) = told.nothing_to_say() {
        blocks.push(Block::Paragraph(none));
        return chapter;
    }
    let FrontierQuestion { focus, strict, .. } = told.question;
    blocks.extend(super::scope_note(dispute, focus.as_ref(), *strict).map(Block::Note));
    blocks.push(Block::Note(Text::from(
        "A vector is what a package is worth to each party, ranges at their modes. It is on the \
         frontier if no other package is worth at least as much to every party and more to one. \
         Shares in brackets lie between no agreement (0 %) and the most the party can get (100 %).",
    )));
    for reading in &answer.readings {
        let name = names::reading(dispute, &reading.reading);
        blocks.push(Block::Heading(Text::new().plain("Under ").name(name)));
        one_reading(&told, reading, blocks);
    }
    chapter
}

fn told<'a>(dispute: &'a Dispute, answer: &'a FrontierAnswer, finding: &'a Finding) -> Told<'a> {
    let Question::Frontier(question) = &finding.question else {
        unreachable!("an answer about frontiers is to such a question")
    };
    Told { dispute, answer, question }
}

fn one_reading(told: &Told<'_>, reading: &FrontierReading, blocks: &mut Vec<Block>) {
    blocks.push(Block::Paragraph(told.verdict(reading)));
    blocks.extend(notes(told, reading).into_iter().map(Block::Note));
    if reading.stages.is_empty() {
        return;
    }
    blocks.push(Block::Table(tables::stages(told, reading)));
    let solutions = told.solutions(reading);
    if !solutions.is_empty() {
        blocks.push(Block::Paragraph(solutions));
    }
    if reading.solutions.iter().any(|line| !line.points.is_empty()) {
        blocks.push(Block::Table(tables::gains(told, reading)));
        blocks.push(Block::Table(tables::deals(told, reading)));
    }
    if let Some(scatter) = &reading.scatter {
        blocks.push(Block::Figure(figure::figure(told, reading, scatter)));
    }
    if !reading.points.is_empty() {
        blocks.push(Block::Table(tables::points(told, reading)));
        let left = reading.points_left_out;
        let more = notes::not_listed(left, "vector", " of the frontier", "--list");
        blocks.extend(more.map(Block::Note));
    }
}

/// Who is left out, who has no rule, and by how much the frontier may fall short.
fn notes(told: &Told<'_>, reading: &FrontierReading) -> Vec<Text> {
    let mut notes = Vec::new();
    for (instead, says) in [
        (Instead::Statements, "ordered statements, no numbers"),
        (Instead::Nothing, "no preference"),
    ] {
        let left_out = reading.left_out.iter().filter(|line| line.instead == instead);
        let ids: Vec<&str> = left_out.map(|line| line.party.as_str()).collect();
        let Some(first) = ids.first() else { continue };
        let text = Text::new()
            .plain("Left out: ")
            .names(ids.iter().map(|id| names::party(told.dispute, id)))
            .plain(format!(
                "; the reading gives {} {says} (",
                if ids.len() == 1 { "it" } else { "them" }
            ))
            .code(format!("[reading.{}.preference.{first}]", reading.reading))
            .plain(" with ")
            .code("values")
            .plain(" or ")
            .code("interests")
            .plain(" would).");
        notes.push(text);
    }
    notes.extend(notes::missing_rules(told.dispute, &reading.reading, &reading.missing_rules));
    for line in reading.stages.iter().filter(|line| !line.slack.is_empty()) {
        let text = Text::from(format!(
            "The frontier of {} has too many vectors to tell them all. Every vector told is that of \
             a package; no package is worth more than the nearest of them by more than ",
            sentences::stage_words(line.stage)
        ));
        let slack = line.slack.iter().zip(&reading.scorers).map(|(slack, scorer)| {
            let range = scorer.least.zip(scorer.most).map(|(least, most)| most.0 - least.0);
            let share = range.filter(|range| *range > 0.into()).map(|range| slack.0 / range);
            let share = share.map(|share| format!(" ({} of its range)", numbers::percent(share)));
            Text::from(numbers::number(*slack))
                .plain(share.unwrap_or_default())
                .plain(" for ")
                .name(names::party_in_short(told.dispute, &scorer.party))
        });
        notes.push(text.list(slack).plain("."));
    }
    notes
}
