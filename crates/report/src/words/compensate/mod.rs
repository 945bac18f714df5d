//! Who would have to be compensated: the sentences first, then budgets, deals and proposals.

mod sentences;
mod tables;

use detente_finding::{
    CompensateAnswer, CompensateReading, Finding, PricedStart, Prices, Question,
};
use detente_model::Dispute;

use crate::document::{Block, Chapter, Text};
use crate::names;
use crate::words::notes;
use sentences::Told;

/// One sentence or two per reading.
pub(crate) fn lead(dispute: &Dispute, answer: &CompensateAnswer, finding: &Finding) -> Vec<Text> {
    let told = told(dispute, answer, finding);
    match told.nothing_to_say() {
        Some(none) => vec![none],
        None => told.lines().map(|(_, prices)| told.verdict(prices)).collect(),
    }
}

/// The chapter; `alone` where the lead above it has said the same in a sentence.
pub(crate) fn chapter(
    dispute: &Dispute,
    answer: &CompensateAnswer,
    finding: &Finding,
    alone: bool,
) -> Chapter {
    let told = told(dispute, answer, finding);
    let mut chapter = super::chapter("compensation", "Who would have to be compensated");
    let blocks = &mut chapter.blocks;
    if let Some(none) = told.nothing_to_say() {
        if !alone {
            blocks.push(Block::Paragraph(none));
        }
        return chapter;
    }
    blocks.extend(notes(&told, finding));
    for (place, (reading, prices)) in told.lines().enumerate() {
        if told.answer.readings.len() > 1 {
            let name = names::reading(dispute, &prices.reading);
            blocks.push(Block::Heading(Text::new().plain("Under ").name(name)));
        }
        if !alone {
            blocks.push(Block::Paragraph(told.verdict(prices)));
        }
        blocks.extend(told.payees(reading).map(Block::Paragraph));
        one_reading(&told, prices, place, blocks);
    }
    chapter
}

fn told<'a>(dispute: &'a Dispute, answer: &'a CompensateAnswer, finding: &'a Finding) -> Told<'a> {
    let Question::Compensate(question) = &finding.question else {
        unreachable!("an answer about payments is to such a question")
    };
    Told { dispute, answer, question }
}

/// What payments are taken to be, and what is held or taken out.
fn notes(told: &Told<'_>, finding: &Finding) -> Vec<Block> {
    let Question::Compensate(question) = &finding.question else { return Vec::new() };
    let mut notes: Vec<Text> =
        super::scope_note(told.dispute, question.focus.as_ref(), question.strict)
            .into_iter()
            .collect();
    notes.push(Text::from(
        "Payments are counted in points: one unit is taken to be worth one point to every audience \
         that accepts by worth. Whether points of different audiences can be compared so, the dossier \
         does not say.",
    ));
    notes.extend(told.answer.readings.iter().filter_map(|reading| {
        notes::missing_rules(told.dispute, &reading.reading, &reading.missing_rules)
    }));
    notes.into_iter().map(Block::Note).collect()
}

fn one_reading(told: &Told<'_>, prices: &Prices, place: usize, blocks: &mut Vec<Block>) {
    if !prices.payable.is_zero() && prices.budgets.len() > 1 {
        blocks.push(Block::Table(tables::budgets(told, prices)));
    }
    if let Some(cheapest) = prices.cheapest.as_ref().filter(|cheapest| !cheapest.deals.is_empty()) {
        blocks.push(Block::Table(tables::deals(told, cheapest)));
        let left = cheapest.deals_left_out;
        let more = notes::not_listed(left, "deal", " that cost as much", "--list");
        blocks.extend(more.map(Block::Note));
        blocks.push(Block::Table(tables::rejecting(told, &cheapest.deals[0])));
        blocks.extend(told.equal(&cheapest.deals[0]).map(Block::Paragraph));
    }
    let proposals: Vec<(&PricedStart, &Prices)> = (told.answer.starts.iter().skip(1))
        .filter_map(|start| Some((start, start.prices.get(place)?)))
        .collect();
    if !proposals.is_empty() {
        blocks.push(Block::Table(tables::proposals(told, &proposals)));
    }
}

/// Whether a finding says that somebody could be paid.
pub(crate) fn is_of_use(answer: &CompensateAnswer) -> bool {
    answer.readings.iter().any(|reading: &CompensateReading| !reading.by_worth.is_empty())
}
