//! The words of the overview: size, readings, what is missing.

use detente_finding::{AssumptionCount, Count, Finding, Overview};
use detente_model::Dispute;

use crate::document::{Block, Cell, Chapter, Table, Text};
use crate::names;

/// The overview as a chapter of its own, as `check` prints it.
pub(crate) fn chapter(dispute: &Dispute, overview: &Overview, finding: &Finding) -> Chapter {
    let mut chapter = super::chapter("overview", "Overview");
    chapter.blocks.push(Block::Paragraph(size(dispute, overview)));
    chapter.blocks.push(Block::Paragraph(backing(&finding.assumptions)));
    chapter.blocks.push(match readings(dispute, overview) {
        Some(table) => Block::Table(table),
        None => Block::Paragraph(Text::from(
            "There is no reading yet: the dossier does not say who would accept what.",
        )),
    });
    chapter.blocks.push(Block::Table(parties(dispute, overview)));
    chapter.blocks.push(Block::Table(counts(dispute, overview)));
    chapter
}

/// What the dispute consists of, in a sentence or two.
pub(crate) fn size(dispute: &Dispute, overview: &Overview) -> Text {
    let parties = overview.parties.len();
    let mut words = format!(
        "{} {} {} {}",
        names::number_word_capital(parties),
        if parties == 1 { "party controls" } else { "parties control" },
        names::number_word(overview.options),
        if overview.options == 1 { "option" } else { "options" },
    );
    if overview.varying < overview.options {
        words += &format!(", of which {} vary here", names::number_word(overview.varying));
    }
    if let (Some(raw), Some(feasible)) = (overview.raw, overview.feasible) {
        words += &format!(": {} of levels, ", names::counted(raw, "combination", "combinations"));
        words += &if feasible == raw {
            "all of them feasible".to_string()
        } else {
            let are = if feasible.0 == 1 { "is" } else { "are" };
            format!("of which {feasible} {are} feasible ({})", names::percent(feasible, raw))
        };
    }
    words += ".";
    if let Some(packages) = &overview.packages {
        words += &match packages.packages.0 {
            0 => " None of these is a package.".to_string(),
            1 => " One of these is a package.".to_string(),
            _ => format!(" Of these {} are packages.", packages.packages),
        };
        words += &match overview.needs.len() {
            1 => " It takes one audience to accept a package.".to_string(),
            2 => " It takes both audiences to accept a package.".to_string(),
            n => format!(" It takes all {} audiences to accept a package.", names::number_word(n)),
        };
    } else if dispute.deal.is_none() {
        words += " The dossier does not say what a deal is.";
    }
    if let Some(reason) = &overview.too_large {
        words += &format!(" States were not counted: {reason}.");
    }
    Text::from(words)
}

/// How much of it rests on sources.
pub(crate) fn backing(count: &AssumptionCount) -> Text {
    let total = count.total;
    if count.without_source == 0 {
        return Text::from(format!("All {total} assumptions have a source."));
    }
    let mut words = format!(
        "Of {total} assumptions {} {} no source",
        count.without_source,
        if count.without_source == 1 { "has" } else { "have" }
    );
    words += &declared(count);
    Text::from(words)
}

/// What is declared of those without a source: judgements, placeholders, nothing.
fn declared(count: &AssumptionCount) -> String {
    let be = |number: usize| if number == 1 { "is" } else { "are" };
    let AssumptionCount { undeclared, placeholders, without_source, .. } = *count;
    let judgements = without_source.saturating_sub(undeclared + placeholders);
    let parts = [
        (judgements, "declared to be judgement"),
        (placeholders, if placeholders == 1 { "a placeholder" } else { "placeholders" }),
        (undeclared, "declared to be neither"),
    ];
    match parts {
        [_, (0, _), (0, _)] => return "; all of these are declared to be judgement.".to_string(),
        [(0, _), _, (0, _)] => return "; all of these are placeholders.".to_string(),
        [(0, _), (0, _), _] => return "; none of these is declared to be judgement.".to_string(),
        [(some, _), (0, _), (open, _)] => {
            let (are, left) = (be(some), be(open));
            return format!(": {some} {are} declared to be judgement, {open} {left} not.");
        }
        _ => {}
    }
    let told = parts.into_iter().filter(|(number, _)| *number > 0);
    let told: Vec<String> =
        told.map(|(number, what)| format!("{number} {} {what}", be(number))).collect();
    format!(": {}.", told.join(", "))
}

fn parties(dispute: &Dispute, overview: &Overview) -> Table {
    let rows = overview.parties.iter().map(|line| {
        let name = |id: &String| dispute.options.values().find(|o| o.id == *id).map(|o| &o.name);
        let options = line.options.iter().filter_map(name);
        vec![Cell::name(names::party(dispute, &line.party)), Cell::text(Text::new().names(options))]
    });
    Table {
        caption: "Parties and what they control".into(),
        head: vec![Cell::text("Party"), Cell::text("Options")],
        rows: rows.collect(),
        ..Table::default()
    }
}

fn counts(dispute: &Dispute, overview: &Overview) -> Table {
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let mut row = |what: String, number: Option<String>| {
        rows.push(vec![
            Cell::text(what),
            Cell::number(number.unwrap_or("not counted".to_string())),
        ]);
    };
    row("level combinations".to_string(), overview.raw.map(|n| n.to_string()));
    row(
        match overview.impossible_rules {
            0 => "feasible states (there is no impossible rule)".to_string(),
            1 => "feasible states (not excluded by the impossible rule)".to_string(),
            n => format!("feasible states (not excluded by any of {n} impossible rules)"),
        },
        overview.feasible.map(|n| n.to_string()),
    );
    row(
        "… flagged as implausible by some rule".to_string(),
        overview.implausible.map(|n| n.to_string()),
    );
    for rule in &overview.implausible_rules {
        let because = (dispute.implausible.iter().enumerate())
            .find(|(number, other)| names::rule_id(other, *number) == rule.rule)
            .map(|(_, other)| other.because.as_str())
            .unwrap_or_default();
        row(format!("… by {}: {because}", rule.rule), Some(rule.matches.to_string()));
    }
    if let Some(packages) = &overview.packages {
        row("packages".to_string(), Some(packages.packages.to_string()));
        if !overview.readings.is_empty() {
            row("distinct deals among them".to_string(), Some(packages.deals.to_string()));
        }
    }
    row("proposals on record".to_string(), Some(Count(overview.proposals as u128).to_string()));
    row("dated events".to_string(), Some(Count(overview.events as u128).to_string()));
    row("sources".to_string(), Some(Count(overview.sources as u128).to_string()));
    row("numbers given as ranges".to_string(), Some(overview.ranges.to_string()));
    Table {
        caption: "Size".into(),
        head: vec![Cell::text("Count"), Cell { number: true, ..Cell::text("Number") }],
        rows,
        ..Table::default()
    }
}

fn readings(dispute: &Dispute, overview: &Overview) -> Option<Table> {
    let list = |missing: &[String], name: fn(&Dispute, &str) -> String| match missing {
        [] => Text::from("complete"),
        missing => {
            let names: Vec<String> = missing.iter().map(|id| name(dispute, id)).collect();
            Text::new().plain("missing for ").names(names.iter().map(String::as_str))
        }
    };
    let rows = overview.readings.iter().map(|reading| {
        vec![
            Cell::name(names::reading(dispute, &reading.reading)),
            Cell::text(list(&reading.missing_rules, |d, id| names::audience(d, id).to_string())),
            Cell::text(list(&reading.missing_preferences, |d, id| names::party(d, id).to_string())),
        ]
    });
    (!overview.readings.is_empty()).then(|| Table {
        caption: "Readings".into(),
        head: ["Reading", "Acceptance rules", "Preferences"].map(Cell::text).to_vec(),
        rows: rows.collect(),
        ..Table::default()
    })
}
