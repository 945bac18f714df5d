//! Roadmap: is there a step-by-step exchange that nobody gains by leaving?

mod critical;
mod figures;
mod lead;
mod sentences;
mod tables;
mod told;

use detente_finding::{
    Blocked, Finding, GameLine, Outcome, Question, Road, RoadmapAnswer, RoadmapQuestion,
    RoadmapReading, Roads,
};
use detente_model::Dispute;

use crate::document::{Block, Chapter, Text};
use crate::names;
use crate::words::notes;
use told::Told;

/// A sentence or two per reading.
pub(crate) fn lead(dispute: &Dispute, answer: &RoadmapAnswer, finding: &Finding) -> Vec<Text> {
    let told = Told { dispute, answer, question: question(finding) };
    if let Some(reason) = &answer.too_large {
        return vec![Text::from(format!("Whether there is a road was not answered: {reason}."))];
    }
    answer.readings.iter().map(|reading| told.verdict(reading)).collect()
}

fn question(finding: &Finding) -> &RoadmapQuestion {
    match &finding.question {
        Question::Roadmap(question) => question,
        _ => unreachable!("an answer about roads is to such a question"),
    }
}

/// The chapter; with the sentences of the lead if it stands `in_report`.
pub(crate) fn chapter(
    dispute: &Dispute,
    answer: &RoadmapAnswer,
    finding: &Finding,
    in_report: bool,
) -> Chapter {
    let mut chapter = super::chapter("roadmap", "Roadmap: an exchange that enforces itself");
    let told = Told { dispute, answer, question: question(finding) };
    let blocks = &mut chapter.blocks;
    if in_report {
        blocks.push(Block::Points(lead(dispute, answer, finding)));
    }
    blocks.extend(notes(&told).into_iter().map(Block::Note));
    let mut shown = None;
    for reading in &answer.readings {
        let Some(game) = &reading.game else {
            blocks.extend(without_game(&told, reading));
            continue;
        };
        if shown != Some(&game.players) {
            blocks.push(Block::Table(tables::players(&told, game)));
            shown = Some(&game.players);
        }
        let name = names::reading(dispute, &reading.reading);
        blocks.push(Block::Heading(Text::from("Under ").name(name)));
        one_reading(&told, reading, game, in_report, blocks);
    }
    chapter
}

/// What holds for all readings: scope, start, rules that lack, how to read numbers, what is left out.
fn notes(told: &Told<'_>) -> Vec<Text> {
    let RoadmapQuestion { focus, strict, .. } = told.question;
    let mut notes: Vec<Text> =
        super::scope_note(told.dispute, focus.as_ref(), *strict).into_iter().collect();
    notes.extend(sentences::moved(told));
    if told.answer.too_large.is_some() {
        return notes;
    }
    notes.extend(told.answer.readings.iter().filter_map(|reading| {
        notes::missing_rules(told.dispute, &reading.reading, &reading.missing_rules)
    }));
    if told.answer.readings.iter().any(|reading| reading.game.is_some()) {
        notes.push(sentences::how_to_read(told));
        notes.push(sentences::limits());
    }
    notes
}

/// What there is to say of a reading without a game: its draws.
fn without_game(told: &Told<'_>, reading: &RoadmapReading) -> Option<Block> {
    let draws = reading.draws.as_ref()?;
    let text = Text::from("Under ").name(names::reading(told.dispute, &reading.reading));
    Some(Block::Paragraph(text.plain(", ").then(Text::from(sentences::draws(draws, false)))))
}

fn one_reading(
    told: &Told<'_>,
    reading: &RoadmapReading,
    game: &GameLine,
    in_report: bool,
    blocks: &mut Vec<Block>,
) {
    match &reading.outcome {
        Outcome::Road(roads) => road(told, reading, game, roads, blocks),
        Outcome::Blocked(blocked) => self::blocked(told, reading, game, blocked, blocks),
        _ => {}
    }
    let road = matches!(reading.outcome, Outcome::Road(_));
    match &reading.critical {
        Some(critical) => {
            let said = critical::sentences(told, game, critical, road);
            blocks.push(Block::Points(said));
            blocks.extend(figures::map(told, reading, game, critical).map(Block::Figure));
        }
        None => blocks.push(Block::Note(sentences::not_critical(in_report))),
    }
    let draws = reading.draws.as_ref().map(|draws| names::capital(&sentences::draws(draws, true)));
    blocks.extend(draws.map(|words| Block::Paragraph(Text::from(words))));
    let reopened = sentences::reopened(told, reading, game);
    blocks.extend(reopened.map(|words| Block::Paragraph(Text::from(words))));
    blocks.extend(sentences::optimism(game).map(|words| Block::Note(Text::from(words))));
}

fn road(
    told: &Told<'_>,
    reading: &RoadmapReading,
    game: &GameLine,
    roads: &Roads,
    blocks: &mut Vec<Block>,
) {
    let best = &roads.best;
    if !best.ladder.is_empty() {
        rungs(told, reading, game, best, "The ladder, step by step", blocks);
    }
    blocks.extend(tables::ends(told, best).map(Block::Table));
    blocks.extend(sentences::weakest(told, best).into_iter().map(Block::Paragraph));
    blocks.extend(tables::payments(told, game, best).map(Block::Table));
    blocks.push(Block::Paragraph(sentences::robust(told, roads, game)));
    let differ = roads.robust.as_ref().is_some_and(|robust| !sentences::same_steps(best, robust));
    blocks.extend(differ.then(|| tables::beside(told, roads)).flatten().map(Block::Table));
}

/// A ladder as a table and as a figure, and what kind of thing it is.
fn rungs(
    told: &Told<'_>,
    reading: &RoadmapReading,
    game: &GameLine,
    road: &Road,
    caption: &str,
    blocks: &mut Vec<Block>,
) {
    let holds = matches!(reading.outcome, Outcome::Road(_));
    blocks.push(Block::Paragraph(sentences::ladder(told, road, holds)));
    blocks.push(Block::Table(tables::ladder(told, game, road, caption)));
    blocks.push(Block::Figure(figures::ladder(told, reading, road)));
}

fn blocked(
    told: &Told<'_>,
    reading: &RoadmapReading,
    game: &GameLine,
    blocked: &Blocked,
    blocks: &mut Vec<Block>,
) {
    let caption = "The road nearest to holding, step by step";
    rungs(told, reading, game, &blocked.nearest, caption, blocks);
    blocks.extend(sentences::weakest(told, &blocked.nearest).into_iter().map(Block::Paragraph));
    blocks.extend(sentences::farthest(told, blocked, game).map(Block::Paragraph));
    if !blocked.repairs.is_empty() {
        blocks.push(Block::Table(tables::repairs(told, &blocked.repairs)));
    }
}
