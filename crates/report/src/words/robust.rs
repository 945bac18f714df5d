//! What is accepted whatever the uncertain numbers are: sentences, bounds, deals by draws.

use detente_figure::{Bar, BarGroup, Bars, Spacing};
use detente_finding::{
    Bounds, Count, Finding, Question, RobustAnswer, RobustDraws, RobustQuestion, RobustReading,
    Spread, Tally,
};
use detente_model::Dispute;

use crate::document::{Block, Cell, Chapter, Figure, Table, Text};
use crate::names;
use crate::words::{notes, shares, space_figures, verdict};

/// One sentence or two per reading.
pub(crate) fn lead(dispute: &Dispute, answer: &RobustAnswer, finding: &Finding) -> Vec<Text> {
    if let Some(none) = nothing_to_say(answer) {
        return vec![none];
    }
    let question = asked(finding);
    answer.readings.iter().map(|reading| sentence(dispute, question, reading)).collect()
}

/// The chapter.
pub(crate) fn chapter(dispute: &Dispute, answer: &RobustAnswer, finding: &Finding) -> Chapter {
    let mut chapter = super::chapter("robust", "What is sure");
    let question = asked(finding);
    let blocks = &mut chapter.blocks;
    let note = super::scope_note(dispute, question.focus.as_ref(), question.strict);
    blocks.extend(note.map(Block::Note));
    if let Some(none) = nothing_to_say(answer) {
        blocks.push(Block::Paragraph(none));
        return chapter;
    }
    if answer.readings.iter().all(|reading| reading.uncertain.is_empty()) {
        // The sentences above say all there is.
        blocks.push(Block::Note(Text::from(
            "A threshold or points given as a range, or a rule marked `unsure`, would make a \
             difference between what is accepted surely, at modes and possibly.",
        )));
        return chapter;
    }
    blocks.push(Block::Note(Text::from(
        "Surely: in every value the ranges can take, all rules held to. At modes: every range at its \
         likeliest value, an unsure rule as the likelier case says. Possibly: in some value, or where \
         a rule is not held to. A draw settles all of them together; shares of draws say how far \
         acceptance rests on numbers nobody knows, not what will happen.",
    )));
    for reading in &answer.readings {
        let name = names::reading(dispute, &reading.reading);
        blocks.push(Block::Heading(Text::new().plain("Under ").name(name)));
        blocks.push(Block::Paragraph(sentence(dispute, question, reading)));
        if !reading.uncertain.is_empty() && !reading.audiences.is_empty() {
            one_reading(dispute, answer, question, reading, blocks);
        }
    }
    chapter
}

fn asked(finding: &Finding) -> &RobustQuestion {
    let Question::Robust(question) = &finding.question else {
        unreachable!("an answer about what is sure is to such a question")
    };
    question
}

fn nothing_to_say(answer: &RobustAnswer) -> Option<Text> {
    if let Some(reason) = &answer.too_large {
        return Some(Text::from(format!("There is no answer: {reason}.")));
    }
    if answer.packages.is_none() {
        return Some(Text::from(
            "The dossier does not say what a deal is, so there is nothing to accept; a `[deal]` table \
             would.",
        ));
    }
    answer
        .readings
        .is_empty()
        .then(|| Text::from("The dossier has no reading: it does not say who would accept what."))
}

fn sentence(dispute: &Dispute, question: &RobustQuestion, reading: &RobustReading) -> Text {
    let under = Text::new().plain("Under ").name(names::reading(dispute, &reading.reading));
    if let Some(reason) = reading.too_large.as_ref().filter(|_| reading.audiences.is_empty()) {
        return under.plain(format!(" there is no answer: {reason}."));
    }
    let ids: Vec<&str> = reading.audiences.iter().map(|line| line.audience.as_str()).collect();
    let all = verdict::all_of(dispute, &ids);
    let Bounds { surely, modes, possibly } = &reading.joint;
    if reading.uncertain.is_empty() {
        let text = under.plain(
            " nothing in the acceptance rules is a range or unsure, so what is acceptable is surely so: ",
        );
        let text = text.plain(format!("{}{} acceptable to ", amount(modes), are(modes)));
        return text.then(all).plain(".");
    }
    let text = under
        .plain(format!(" {}{} surely acceptable to ", amount(surely), are(surely)))
        .then(all)
        .plain(format!(", {} at modes and ", short(modes)))
        .plain(if reading.shared.is_empty() { "" } else { "at most " })
        .plain(format!("{} possibly.", short(possibly)));
    let Some(RobustDraws { deals, shares, .. }) = &reading.draws else { return text };
    let open = shares::in_draws(shares.open, question.draws);
    let some = if shares.open == 0 { "is any package" } else { "some package is" };
    let text = text.plain(format!(" {} {some} acceptable to ", names::capital(&open)));
    let text = text.then(verdict::all_of(dispute, &ids));
    match shares.open {
        0 => text.plain("."),
        _ => text.plain(format!("; {}.", spread(deals))),
    }
}

/// "between 3 and 40 deals, 12 in the middle".
fn spread(deals: &Spread) -> String {
    if deals.least == deals.most {
        return format!("in each draw {}", names::counted(deals.least, "deal is", "deals are"));
    }
    format!(
        "a draw accepts {} to {}, the middle one {}",
        deals.least,
        names::counted(deals.most, "deal", "deals"),
        deals.median
    )
}

/// "31,104 packages, variants of 12 deals", "no package".
fn tally(tally: &Tally) -> String {
    if tally.packages.is_zero() { "no package".to_string() } else { names::tally(tally) }
}

/// The same as the subject of a sentence: what follows a comma ends with one.
fn amount(of: &Tally) -> String {
    let comma = if of.packages == of.deals { "" } else { "," };
    format!("{}{comma}", tally(of))
}

fn are(of: &Tally) -> &'static str {
    if of.packages.0 <= 1 { " is" } else { " are" }
}

/// "40", "none".
fn short(of: &Tally) -> String {
    if of.packages.is_zero() { "none".to_string() } else { of.packages.to_string() }
}

fn one_reading(
    dispute: &Dispute,
    answer: &RobustAnswer,
    question: &RobustQuestion,
    reading: &RobustReading,
    blocks: &mut Vec<Block>,
) {
    blocks.push(Block::Figure(figure(dispute, answer, reading)));
    let missing = notes::missing_rules(dispute, &reading.reading, &reading.missing_rules);
    blocks.extend(missing.map(Block::Note));
    if !reading.shared.is_empty() {
        let paths = reading.shared.iter().take(6).map(|path| Text::new().code(path));
        let more = reading.shared.len().saturating_sub(6);
        let mut text = Text::from(
            "The acceptance of several audiences rests on the same numbers, so what each accepts in \
             some value they may not accept in the same: possibly is an upper bound for all together, \
             and the bounds of a body are outer ones. Shared: ",
        )
        .list(paths);
        if more > 0 {
            text = text.plain(format!(" and {} more", names::number_word(more)));
        }
        blocks.push(Block::Note(text.plain(".")));
    }
    if let Some(reason) = &reading.too_large {
        blocks.push(Block::Note(Text::from(format!("Draws were not made: {reason}."))));
    }
    let Some(draws) = &reading.draws else { return };
    let text = match draws.always.0 {
        0 => "No deal is acceptable to all in every draw".to_string(),
        n => format!(
            "{} acceptable to all in every draw",
            names::counted(Count(n), "deal is", "deals are")
        ),
    };
    let sometimes = names::counted(draws.sometimes, "deal", "deals");
    blocks.push(Block::Paragraph(Text::from(format!(
        "{text}; {sometimes} in some of {} draws (seed {}). A draw accepts {} to {} packages, the \
         middle one {}.",
        Count(u128::from(question.draws)),
        question.seed,
        draws.packages.least,
        draws.packages.most,
        draws.packages.median,
    ))));
    let caption = Text::new()
        .plain("Deals by the draws that accept them under ")
        .name(names::reading(dispute, &reading.reading));
    let options = &answer.deal_options;
    blocks.extend(shares::table(dispute, options, &draws.shares, question.draws, caption));
}

/// What each audience accepts surely, at modes and possibly, as bars over the same data.
fn figure(dispute: &Dispute, answer: &RobustAnswer, reading: &RobustReading) -> Figure {
    let all = answer.packages.unwrap_or_default().packages;
    let group = |label: &str, emphasis: bool, of: &Bounds| BarGroup {
        label: label.to_string(),
        emphasis,
        bars: [of.surely, of.modes, of.possibly]
            .map(|tally| Bar {
                value: tally.packages.0 as f64,
                text: format!("{} ({})", tally.packages, names::percent(tally.packages, all)),
                note: String::new(),
            })
            .into(),
    };
    let audiences = reading.audiences.iter();
    let mut groups: Vec<BarGroup> = audiences
        .map(|line| group(names::audience(dispute, &line.audience), false, &line.accepts))
        .collect();
    groups.push(group("All of them", true, &reading.joint));
    let name = names::reading(dispute, &reading.reading);
    let place = answer.readings.iter().position(|other| other.reading == reading.reading);
    let id = format!("robust-{}", place.unwrap_or(0) + 1);
    let bars = Bars {
        title: format!("Packages accepted surely, at modes and possibly under {name}"),
        description: "One group of bars per audience; the last is what all accept together.".into(),
        series: ["surely", "at modes", "possibly"].map(String::from).into(),
        groups,
        spacing: Spacing::Linear,
        axis: "packages".to_string(),
        whole: Some((all.0 as f64, format!("all {all}"))),
        compact: false,
    };
    let narrow = Bars { compact: true, ..bars.clone() }.svg(&format!("{id}-narrow"));
    Figure {
        id: format!("figure-{id}"),
        caption: Text::new(),
        key: Text::from("The line is all packages, the last group what all accept together."),
        svg: space_figures::both_widths(&bars.svg(&id), &narrow),
        data: bounds(dispute, answer, reading),
    }
}

fn bounds(dispute: &Dispute, answer: &RobustAnswer, reading: &RobustReading) -> Table {
    let all = answer.packages.unwrap_or_default().packages;
    let cells = |name: Cell, of: &Bounds| {
        let mut row = vec![name];
        for tally in [of.surely, of.modes, of.possibly] {
            row.push(Cell::number(tally.packages));
            row.push(Cell::number(names::percent(tally.packages, all)));
        }
        row
    };
    let mut rows: Vec<Vec<Cell>> = (reading.audiences.iter())
        .map(|line| cells(Cell::name(names::audience(dispute, &line.audience)), &line.accepts))
        .collect();
    let joint = cells(Cell::text("All of them"), &reading.joint);
    rows.push(joint.into_iter().map(Cell::strong).collect());
    Table {
        caption: Text::new()
            .plain("Packages accepted surely, at modes and possibly under ")
            .name(names::reading(dispute, &reading.reading)),
        head: vec![
            Cell::text("Audience"),
            Cell::number("Surely"),
            Cell::number("Share"),
            Cell::number("At modes"),
            Cell::number("Share"),
            Cell::number("Possibly"),
            Cell::number("Share"),
        ],
        rows,
        ..Table::default()
    }
}
