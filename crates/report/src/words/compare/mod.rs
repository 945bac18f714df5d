//! What opens and what closes: the sentences first, then both sides, the audiences, the deals.

mod sentences;
mod tables;
mod told;

use std::collections::BTreeSet;

use detente_finding::{CompareAnswer, Contrast, Finding, PairLine, Question, WhatIf};
use detente_model::{Dispute, Rule};

use crate::document::{Block, Chapter, Text};
use crate::names;
use crate::words::notes;
use told::Told;

/// One sentence or two per pair of readings.
pub(crate) fn lead(
    dispute: &Dispute,
    other: Option<&Dispute>,
    answer: &CompareAnswer,
    finding: &Finding,
) -> Vec<Text> {
    sentences::lead(&told(dispute, other, answer, finding))
}

/// The chapter.
pub(crate) fn chapter(
    dispute: &Dispute,
    other: Option<&Dispute>,
    answer: &CompareAnswer,
    finding: &Finding,
) -> Chapter {
    let told = told(dispute, other, answer, finding);
    let mut chapter = super::chapter("compare", "What opens and what closes");
    let blocks = &mut chapter.blocks;
    let question = told.question;
    let scope = super::scope_note(dispute, question.focus.as_ref(), question.strict);
    blocks.extend(scope.map(Block::Note));
    blocks.extend(about_sides(&told).into_iter().map(Block::Note));
    if let Some(pair) = answer.pairs.first() {
        let heads = told.heads(pair).map(Text::capital);
        blocks.extend(tables::differences(&told, heads).map(Block::Table));
    }
    for pair in &answer.pairs {
        if answer.pairs.len() > 1 {
            let name = names::reading(dispute, &pair.to);
            blocks.push(Block::Heading(Text::from("Under ").name(name)));
        }
        one_pair(&told, pair, blocks);
    }
    chapter
}

fn told<'a>(
    dispute: &'a Dispute,
    other: Option<&'a Dispute>,
    answer: &'a CompareAnswer,
    finding: &'a Finding,
) -> Told<'a> {
    let Question::Compare(question) = &finding.question else {
        unreachable!("an answer about what opens and closes is to such a question")
    };
    Told::new(dispute, other, answer, question)
}

/// What the sides are, where the lead does not say it all.
fn about_sides(told: &Told<'_>) -> Vec<Text> {
    let answer = told.answer;
    let mut notes = Vec::new();
    match &told.question.between {
        Contrast::Readings { .. } => {}
        Contrast::Clock { .. } => notes.extend(earlier(told)),
        Contrast::Dossier { .. } => {
            let [here, there] = told.clocks();
            notes.push(
                Text::from("The first dossier is ‘")
                    .name(&answer.from.title)
                    .plain(format!("’ as of {here}, the second ‘"))
                    .name(&answer.to.title)
                    .plain(format!("’ as of {there}.")),
            );
        }
        Contrast::WhatIf(supposed) => {
            notes.extend(dropped(told, supposed));
            notes.extend(taken_for_granted(told));
        }
    }
    if answer.in_part {
        let shared = answer.options.len();
        notes.push(Text::from(format!(
            "The dossiers do not have the same options. What opens and closes counts combinations of \
             the {} options both have with the same levels, each as one package.",
            names::number_word(shared)
        )));
    }
    if answer.pairs.iter().any(|pair| pair.change.is_none()) {
        notes.push(Text::from(
            "What opens and closes cannot be told package by package: an option that makes a deal is \
             not the same on both sides, or the focus holds it elsewhere.",
        ));
    }
    for (ids, side) in [(&answer.only_from, "first"), (&answer.only_to, "second")] {
        if !ids.is_empty() {
            let text = Text::from(format!("Only on the {side} side: "));
            let readings = if ids.len() == 1 { "the reading " } else { "the readings " };
            let known = ids.iter().map(|id| names::reading(told.dispute, id));
            notes.push(text.plain(readings).names(known).plain("."));
        }
    }
    notes
}

/// What the earlier clock leaves out, and what it cannot tell.
fn earlier(told: &Told<'_>) -> Vec<Text> {
    let [then, _] = told.clocks();
    let left: Vec<Text> = (told.answer.left_out.iter())
        .map(|(kind, count)| Text::from(kind_of(kind, *count)))
        .collect();
    let mut notes = vec![match left.is_empty() {
        true => Text::from(format!("Nothing in the dossier is dated after {then}.")),
        false => Text::from(format!("Dated after {then} and left out: ")).list(left).plain("."),
    }];
    let side = &told.answer.from;
    if side.undated > 0 {
        notes.push(Text::from(format!(
            "{} of the {} assumptions that stay carry no date: they count as if they had held then.",
            names::capital(&names::number_word(side.undated)),
            side.assumptions
        )));
    }
    notes
}

fn kind_of(kind: &str, count: usize) -> String {
    let (one, many) = match kind {
        "event" => ("event", "events"),
        "source" => ("source", "sources"),
        "reading" => ("reading", "readings"),
        "rule" => ("rule on what cannot be", "rules on what cannot be"),
        "proposal" => ("proposal", "proposals"),
        "acceptance" => ("acceptance rule", "acceptance rules"),
        "preference" => ("preference", "preferences"),
        "effect" => ("effect", "effects"),
        "process" => ("parameter of the dynamic lenses", "parameters of the dynamic lenses"),
        "claim" => ("claim", "claims"),
        other => (other, other),
    };
    format!("{} {}", names::number_word(count), if count == 1 { one } else { many })
}

/// What the rules that are dropped say.
fn dropped<'a>(told: &Told<'a>, supposed: &'a WhatIf) -> Vec<Text> {
    let note = |(name, rule, flags): (&str, &Rule, bool)| {
        let text = Text::from("The rule ")
            .name(name)
            .plain(" says: ")
            .name(rule.because.trim().trim_end_matches('.'));
        let text = match flags && !told.question.strict {
            true => text
                .plain("; it only flags what is hard to believe")
                .advice(", and changes counts with `--strict`"),
            false => text,
        };
        text.plain(".")
    };
    told.dropped(supposed).into_iter().map(note).collect()
}

/// Who is done without as a member of a body.
fn taken_for_granted(told: &Told<'_>) -> Vec<Text> {
    let members = told.answer.without.iter().filter(|line| !line.member_of.is_empty());
    let note = |line: &detente_finding::WithoutLine| {
        let bodies = line.member_of.iter().map(|id| names::audience(told.dispute, id));
        Text::new()
            .name(names::audience(told.dispute, &line.audience))
            .plain(" is a member of ")
            .names(bodies)
            .plain(": its yes is taken for granted there.")
    };
    members.map(note).collect()
}

fn one_pair(told: &Told<'_>, pair: &PairLine, blocks: &mut Vec<Block>) {
    blocks.push(Block::Table(tables::sides(told, pair)));
    if !pair.audiences.is_empty() {
        blocks.push(Block::Table(tables::audiences(told, pair)));
    }
    blocks.extend(tables::rules(told, pair).map(Block::Table));
    blocks.extend(no_rule(told, pair).map(Block::Note));
    let Some(change) = &pair.change else { return };
    let parts = [
        ("What opens", "The deals that open", &change.opened, Some(0)),
        ("What closes", "The deals that close", &change.closed, Some(1)),
        ("What stays", "The deals that stay", &change.kept, None),
    ];
    for (heading, caption, part, beside) in parts {
        if part.tally.packages.is_zero() {
            continue;
        }
        let heading = match told.answer.pairs.len() {
            1 => Text::from(heading),
            _ => Text::from(heading).plain(" under ").name(names::reading(told.dispute, &pair.to)),
        };
        blocks.push(Block::Heading(heading));
        blocks.extend(tables::common(told, part).map(Block::Paragraph));
        blocks.extend(tables::deals(told, pair, part, (caption, beside)).map(Block::Table));
        blocks.extend(beside.and_then(|side| sentences::in_part(part, side == 0)).map(Block::Note));
        let more = notes::not_listed(part.deals_left_out, "deal", "", "--deals");
        blocks.extend(more.map(Block::Note));
    }
}

/// Who has no rule on both sides: the table of rules shows the others.
fn no_rule(told: &Told<'_>, pair: &PairLine) -> Option<Text> {
    let missing = pair.audiences.iter().filter_map(|line| {
        let (from, to) = (line.from.as_ref()?, line.to.as_ref()?);
        let both = from.missing_rules.iter().filter(|id| to.missing_rules.contains(id));
        Some(both.map(|id| told.audience(id)).collect::<Vec<_>>())
    });
    let missing: BTreeSet<String> = missing.flatten().collect();
    notes::accepting_everything(Text::from("No rule is given on either side for "), &missing)
}
