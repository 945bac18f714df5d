//! What would have to change in a proposal: the sentences first, then deals, packages and edits.

mod library;
mod sentences;
mod tables;

use detente_finding::{
    Count, Finding, NearestPackages, Question, RefineAnswer, RefineQuestion, Refinement, StartKind,
    StartLine, Yardstick,
};
use detente_model::Dispute;

use crate::document::{Block, Chapter, Text};
use crate::names;
use crate::words::notes;
use sentences::Told;

/// One sentence or two per reading.
pub(crate) fn lead(dispute: &Dispute, answer: &RefineAnswer, finding: &Finding) -> Vec<Text> {
    let told = told(dispute, answer, finding);
    if let Some(none) = told.nothing_to_say() {
        return vec![none];
    }
    match told.start() {
        None => library::lead(&told),
        Some(start) => start.refinements.iter().map(|line| told.verdict(start, line)).collect(),
    }
}

/// The chapter: the library of proposals, or one start in full.
pub(crate) fn chapter(dispute: &Dispute, answer: &RefineAnswer, finding: &Finding) -> Chapter {
    let told = told(dispute, answer, finding);
    let Some(start) = told.start() else { return library::chapter(&told) };
    let mut chapter = super::chapter("refine", "What would have to change");
    let blocks = &mut chapter.blocks;
    blocks.extend(notes(&told));
    for line in &start.refinements {
        let Some(nearest) = &line.nearest else { continue };
        let name = names::reading(dispute, &line.reading);
        blocks.push(Block::Heading(Text::new().plain("Under ").name(name)));
        one_reading(&told, start, line, nearest, blocks);
    }
    chapter
}

/// What a start is called: "the proposal ‘2015 comprehensive plan’ with access ‘full’".
pub(crate) fn called(
    dispute: &Dispute,
    kind: StartKind,
    named: Option<&str>,
    fixes: &[(String, String)],
) -> Text {
    let (answer, question) = (&RefineAnswer::default(), &RefineQuestion::default());
    Told { dispute, answer, question }.called(&StartLine {
        kind,
        named: named.map(ToString::to_string),
        fixes: fixes.to_vec(),
        completions: Count::default(),
        refinements: Vec::new(),
    })
}

fn told<'a>(dispute: &'a Dispute, answer: &'a RefineAnswer, finding: &'a Finding) -> Told<'a> {
    let Question::Refine(question) = &finding.question else {
        unreachable!("an answer about refinements is to such a question")
    };
    Told { dispute, answer, question }
}

/// How to read the distances, and what is held or taken out.
fn notes(told: &Told<'_>) -> Vec<Block> {
    let RefineQuestion { focus, strict, by, .. } = told.question;
    let mut notes: Vec<Text> =
        super::scope_note(told.dispute, focus.as_ref(), *strict).into_iter().collect();
    let counted = match by {
        Yardstick::Steps => "A step changes one option by one level. ",
        Yardstick::Options => "Distances count the options that change, however far. ",
        Yardstick::Cost => {
            "Distances add up what the dossier says a level step costs, ranges at their mode. "
        }
    };
    notes.push(Text::from(format!(
        "{counted}Only options that the start fixes count; what it leaves open is free."
    )));
    if !told.answer.without_cost.is_empty() {
        let options = told.answer.without_cost.iter().map(|id| names::option(told.dispute, id));
        let text = Text::new().plain("No cost is declared for ").names(options);
        let it = if told.answer.without_cost.len() == 1 { "it" } else { "them" };
        notes.push(text.plain(format!(": changing {it} counts as nothing.")));
    }
    notes.extend(told.limits().map(|limits| limits.capital().plain(".")));
    notes.extend(told.answer.readings.iter().filter_map(|reading| {
        notes::missing_rules(told.dispute, &reading.reading, &reading.missing_rules)
    }));
    notes.into_iter().map(Block::Note).collect()
}

fn one_reading(
    told: &Told<'_>,
    start: &StartLine,
    line: &Refinement,
    nearest: &NearestPackages,
    blocks: &mut Vec<Block>,
) {
    blocks.extend(told.movers(nearest).map(Block::Paragraph));
    if !nearest.deals.is_empty() {
        blocks.push(Block::Table(tables::deals(told, line, nearest)));
        blocks.push(Block::Table(tables::packages(told, start, nearest)));
    }
    blocks.extend(
        notes::not_listed(nearest.deals_left_out, "deal", " as near", "--list").map(Block::Note),
    );
    if nearest.distances.len() > 1 {
        blocks.push(Block::Table(tables::distances(told, nearest)));
    }
    let Some(irreducible) = nearest.irreducible.as_ref().filter(|_| nearest.linkage > 0) else {
        return;
    };
    if let Some(reason) = &irreducible.too_large {
        let words = format!("Edits of which no part would do were not told: {reason}.");
        blocks.push(Block::Note(Text::from(words)));
        return;
    }
    let count = irreducible.count.unwrap_or_default();
    blocks.push(Block::Paragraph(told.irreducible(count, nearest.linkage)));
    blocks.extend(told.exchanges(irreducible).map(Block::Paragraph));
    if !irreducible.edits.is_empty() {
        blocks.push(Block::Table(tables::irreducible(told, irreducible)));
    }
    let left = count.0.saturating_sub(irreducible.edits.len() as u128);
    blocks.extend(notes::not_listed(Count(left), "edit", "", "--list").map(Block::Note));
}
