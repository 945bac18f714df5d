//! The words of the space lens.

use detente_finding::{Answer, Finding, Question, ReadingSpace, SpaceAnswer};
use detente_model::Dispute;

use crate::document::{Block, Cell, Chapter, Table, Text};
use crate::names;
use crate::words::{conditions, space_figures};

/// One sentence per reading.
pub(crate) fn lead(dispute: &Dispute, answer: &SpaceAnswer) -> Vec<Text> {
    if let Some(reason) = &answer.too_large {
        return vec![Text::new().plain(format!("There is no answer: {reason}."))];
    }
    let Some(packages) = &answer.packages else {
        return vec![Text::from(
            "The dossier does not say what a deal is, so there is no diplomatic space to measure; \
             a `[deal]` table would.",
        )];
    };
    if packages.packages.is_zero() {
        return vec![Text::from(
            "No feasible state in scope is a package, so nobody has anything to accept or reject.",
        )];
    }
    if answer.readings.is_empty() {
        return vec![Text::from(
            "The dossier has no reading: it does not say who would accept what.",
        )];
    }
    answer.readings.iter().map(|reading| verdict(dispute, reading)).collect()
}

/// Whether the space is open in a reading, and what would open it.
fn verdict(dispute: &Dispute, reading: &ReadingSpace) -> Text {
    let all = everybody(reading.audiences.len());
    let start = Text::new().plain("Under ").name(names::reading(dispute, &reading.reading));
    if !reading.joint.packages.is_zero() {
        let tally = names::tally(&reading.joint);
        let what = if reading.joint.packages.0 == 1 { "is" } else { "are" };
        return start.plain(format!(" {tally}, {what} acceptable to {all}."));
    }
    let text = start.plain(format!(" no package is acceptable to {all}."));
    let sets = &reading.relaxations;
    let Some(fewest) = sets.first().map(|set| set.drop.len()) else { return text };
    let first = || sets[0].drop.iter().map(|a| names::audience(dispute, a));
    match (sets.len(), fewest) {
        (1, 1) => text.plain(" It would take the rule of ").names(first()).plain(" to give way."),
        (1, _) => text
            .plain(" It would take the rules of ")
            .names(first())
            .plain(" to give way together."),
        (n, 1) => text.plain(format!(
            " It would open in {} ways, the smallest by the rule of one audience giving way.",
            names::number_word(n)
        )),
        (n, fewest) => {
            let most = sets.iter().map(|set| set.drop.len()).max().unwrap_or(fewest);
            text.plain(format!(
                " No single rule closes it: it would open in {} ways, each by the rules of {} \
                 audiences giving way together.",
                names::number_word(n),
                names::number_range(fewest, most)
            ))
        }
    }
}

fn everybody(number: usize) -> String {
    match number {
        1 => "the one audience".to_string(),
        2 => "both audiences".to_string(),
        n => format!("all {} audiences", names::number_word(n)),
    }
}

/// The chapter of the lens.
pub(crate) fn chapter(dispute: &Dispute, answer: &SpaceAnswer, finding: &Finding) -> Chapter {
    let mut chapter = super::chapter("space", "The diplomatic space");
    let blocks = &mut chapter.blocks;
    blocks.extend(lead(dispute, answer).into_iter().map(Block::Paragraph));
    blocks.extend(scope_note(dispute, finding).map(Block::Note));
    let Some(packages) = &answer.packages else { return chapter };
    blocks.push(Block::Note(how_to_read(dispute, answer)));
    if packages.packages.is_zero() || answer.readings.is_empty() {
        return chapter;
    }
    blocks.push(Block::Heading("What each audience would accept alone".to_string()));
    blocks.push(Block::Figure(space_figures::alone(dispute, answer)));
    for reading in &answer.readings {
        let name = names::reading(dispute, &reading.reading);
        blocks.push(Block::Heading(format!("Under {name}")));
        one_reading(dispute, answer, reading, blocks);
    }
    chapter
}

fn scope_note(dispute: &Dispute, finding: &Finding) -> Option<Text> {
    let Question::Space(question) = &finding.question else { return None };
    let mut parts = Vec::new();
    if let Some(focus) = &question.focus {
        let name =
            dispute.focus(focus).map_or(focus.as_str(), |f| dispute.focuses[f].name.as_str());
        parts.push(format!("only the options of the focus {name} vary"));
    }
    if question.strict {
        parts.push("implausible combinations count as impossible".to_string());
    }
    (!parts.is_empty()).then(|| Text::from(format!("In this answer {}.", parts.join(", and "))))
}

fn how_to_read(dispute: &Dispute, answer: &SpaceAnswer) -> Text {
    let packages = answer.packages.unwrap_or_default();
    let there = match packages.packages.0 {
        1 => "there is one".to_string(),
        _ => format!("there are {}", packages.packages),
    };
    let text = Text::new().plain(format!(
        "A package is a feasible state that meets the deal condition; {there}. Packages that agree on \
         the options the audiences' rules mention",
    ));
    let options: Vec<&str> =
        answer.deal_options.iter().map(|(id, _)| names::option(dispute, id)).collect();
    let text = if options.is_empty() { text } else { text.plain(" (").names(options).plain(")") };
    text.plain(format!(
        " are the same deal: {} in all. Counts of packages measure room, not likelihood.",
        names::counted(packages.deals, "deal", "deals")
    ))
}

fn one_reading(
    dispute: &Dispute,
    answer: &SpaceAnswer,
    reading: &ReadingSpace,
    blocks: &mut Vec<Block>,
) {
    blocks.push(Block::Table(rules(dispute, answer, reading)));
    blocks.extend(missing(dispute, reading).map(Block::Note));
    if reading.joint.packages.is_zero() {
        if reading.relaxations.is_empty() {
            return;
        }
        blocks.push(Block::Paragraph(relaxation_words(dispute, reading)));
        blocks.push(Block::Figure(space_figures::relaxations(dispute, reading)));
        blocks.push(Block::Note(Text::from(
            "A minimal set opens the space and no part of it does. The list is complete. It says \
             which rules are in each other's way, not whose rule is at fault.",
        )));
        return;
    }
    let tally = names::tally(&reading.joint);
    let everybody = everybody(reading.audiences.len());
    let implausible = implausible_words(reading);
    blocks.push(Block::Paragraph(
        Text::from(format!("Acceptable to {everybody}: {tally}.{implausible}"))
            .then(common_levels(dispute, answer, reading)),
    ));
    blocks.push(Block::Table(deals(dispute, answer, reading)));
    if !reading.deals_left_out.is_zero() {
        let more = names::counted(reading.deals_left_out, "more deal", "more deals");
        blocks.push(Block::Note(Text::from(format!("Not listed: {more}; `--deals` lists more."))));
    }
}

fn implausible_words(reading: &ReadingSpace) -> String {
    let flagged = reading.joint_implausible;
    if flagged.is_zero() {
        String::new()
    } else {
        let are = if flagged.0 == 1 { "is" } else { "are" };
        format!(
            " Of these packages {flagged} {are} flagged as implausible; they count like the others."
        )
    }
}

/// What each audience would accept, in words and in numbers.
fn rules(dispute: &Dispute, answer: &SpaceAnswer, reading: &ReadingSpace) -> Table {
    let packages = answer.packages.unwrap_or_default();
    let id = dispute.reading(&reading.reading);
    let rows = reading.audiences.iter().map(|line| {
        let audience = dispute.audiences.find(|a| a.id == line.audience);
        let rule = match (audience.zip(id), &line.rule) {
            (Some((audience, id)), Some(_)) => {
                let stated = dispute.readings[id].accept[audience].as_ref();
                let sources = stated.map(|rule| names::citations(dispute, &rule.backing));
                conditions::words(dispute, &dispute.acceptance(id, audience))
                    .cite(sources.unwrap_or_default())
            }
            _ => Text::from("no rule given: accepts everything"),
        };
        vec![
            Cell::name(names::audience(dispute, &line.audience)),
            Cell::text(rule),
            Cell::number(line.alone.packages),
            Cell::number(names::percent(line.alone.packages, packages.packages)),
            Cell::number(line.alone.deals),
        ]
    });
    let mut rows: Vec<Vec<Cell>> = rows.collect();
    rows.push(vec![
        Cell::text("All of them").strong(),
        Cell::text(Text::new()),
        Cell::number(reading.joint.packages).strong(),
        Cell::number(names::percent(reading.joint.packages, packages.packages)).strong(),
        Cell::number(reading.joint.deals).strong(),
    ]);
    Table {
        caption: format!(
            "Who would accept what under {}",
            names::reading(dispute, &reading.reading)
        ),
        head: vec![
            Cell::text("Audience"),
            Cell::text("Accepts if"),
            Cell { number: true, ..Cell::text("Packages") },
            Cell { number: true, ..Cell::text("Share") },
            Cell { number: true, ..Cell::text("Deals") },
        ],
        rows,
        ..Table::default()
    }
}

fn missing(dispute: &Dispute, reading: &ReadingSpace) -> Option<Text> {
    let missing: Vec<&str> = (reading.audiences.iter())
        .filter(|line| line.rule.is_none())
        .map(|line| names::audience(dispute, &line.audience))
        .collect();
    let text = Text::new().plain("The reading gives no rule for ");
    (!missing.is_empty()).then(|| text.names(missing).plain(": counted as accepting everything."))
}

/// Each minimal set as a clause.
fn relaxation_words(dispute: &Dispute, reading: &ReadingSpace) -> Text {
    let mut text = Text::new().plain(match reading.relaxations.len() {
        1 => "The space opens if these rules give way together: ".to_string(),
        n => format!(
            "{} sets of rules, each giving way together, would open the space: ",
            names::number_word_capital(n)
        ),
    });
    let shown = reading.relaxations.len().min(6);
    for (place, set) in reading.relaxations.iter().take(shown).enumerate() {
        if place > 0 {
            text = text.plain("; or ");
        }
        let deals = names::counted(set.opens.deals, "deal", "deals");
        text = text.names(set.drop.iter().map(|a| names::audience(dispute, a))).plain(format!(
            " (opens {}, {deals})",
            names::counted(set.opens.packages, "package", "packages")
        ));
    }
    let more = reading.relaxations.len() - shown;
    if more > 0 {
        text = text.plain(format!("; and {} more below", names::number_word(more)));
    }
    text.plain(".")
}

/// The places of the deal options on which the listed deals differ; all of them if there is only
/// one deal.
fn differing(answer: &SpaceAnswer, reading: &ReadingSpace) -> Vec<usize> {
    let differs = |place: &usize| {
        reading.deals.iter().any(|deal| deal.levels[*place] != reading.deals[0].levels[*place])
    };
    let all = 0..answer.deal_options.len();
    if reading.deals.len() < 2 { all.collect() } else { all.filter(differs).collect() }
}

/// What all listed deals have in common.
fn common_levels(dispute: &Dispute, answer: &SpaceAnswer, reading: &ReadingSpace) -> Text {
    let differing = differing(answer, reading);
    let common: Vec<usize> =
        (0..answer.deal_options.len()).filter(|place| !differing.contains(place)).collect();
    let Some(first) = reading.deals.first().filter(|_| !common.is_empty()) else {
        return Text::new();
    };
    let mut text = Text::new().plain(" All of them have ");
    for (number, place) in common.iter().enumerate() {
        if number > 0 {
            text = text.plain(if number + 1 == common.len() { ", and " } else { ", " });
        }
        let option = &answer.deal_options[*place].0;
        text = text.name(names::option(dispute, option)).plain(": ").name(names::level(
            dispute,
            option,
            &first.levels[*place],
        ));
    }
    text.plain(".")
}

/// The acceptable deals, in option form; options on which all agree are left out.
fn deals(dispute: &Dispute, answer: &SpaceAnswer, reading: &ReadingSpace) -> Table {
    let columns = differing(answer, reading);
    let option = |place: &usize| answer.deal_options[*place].0.as_str();
    let mut head = vec![Cell::text("Deal")];
    head.extend(columns.iter().map(|place| Cell::name(names::option(dispute, option(place)))));
    head.push(Cell { number: true, ..Cell::text("Packages") });
    let rows =
        reading.deals.iter().enumerate().map(|(number, deal)| {
            let mut row = vec![Cell::text(format!("{}", number + 1))];
            row.extend(columns.iter().map(|place| {
                Cell::name(names::level(dispute, option(place), &deal.levels[*place]))
            }));
            row.push(Cell::number(deal.packages));
            row
        });
    Table {
        caption: format!(
            "The deals acceptable to all under {}",
            names::reading(dispute, &reading.reading)
        ),
        head,
        rows: rows.collect(),
        ..Table::default()
    }
}

/// The space answers among findings.
pub(crate) fn answers(findings: &[Finding]) -> impl Iterator<Item = &SpaceAnswer> {
    findings.iter().filter_map(|finding| match &finding.answer {
        Answer::Space(answer) => Some(answer),
        _ => None,
    })
}
