//! Rules, assumptions and sources: what everything rests on.

use detente_finding::AssumptionCount;
use detente_model::{AssumptionKind, Dispute, Rule, Source};

use crate::document::{Block, Cell, Chapter, Table, Text};
use crate::names;
use crate::words::overview;

/// The chapters on assumptions and on sources.
pub(crate) fn chapters(dispute: &Dispute) -> Vec<Chapter> {
    let mut chapters = vec![assumptions(dispute)];
    if !dispute.sources.is_empty() {
        chapters.push(sources(dispute));
    }
    chapters
}

fn assumptions(dispute: &Dispute) -> Chapter {
    let mut chapter = super::chapter("assumptions", "Assumptions");
    let count = AssumptionCount::of(dispute);
    chapter.blocks.push(Block::Paragraph(overview::backing(&count)));
    chapter.blocks.push(Block::Table(by_kind(&count)));
    for (heading, explanation, rules) in [
        (
            "Impossible combinations",
            "A state in which one of these matches is not feasible.",
            &dispute.impossible,
        ),
        (
            "Implausible combinations",
            "States in which one of these matches are counted and flagged, never left out.",
            &dispute.implausible,
        ),
    ] {
        if !rules.is_empty() {
            chapter.blocks.push(Block::Heading(heading.into()));
            chapter.blocks.push(Block::Paragraph(Text::from(explanation)));
            chapter.blocks.push(Block::Table(rule_table(dispute, heading, rules)));
        }
    }
    chapter.blocks.push(Block::Heading("What this report cannot say".into()));
    chapter.blocks.push(Block::Points(
        [
            "It does not predict: counts of packages measure room, not likelihood.",
            "It knows only what the dossier says; a judgement stays a judgement however exact the \
             arithmetic on top of it.",
            "It takes no side: a minimal set of rules shows what is in each other's way, not who is at \
             fault or who should move.",
        ]
        .map(Text::from)
        .to_vec(),
    ));
    if let Some(table) = unsourced(dispute) {
        chapter.blocks.push(Block::Heading("Without a source".into()));
        chapter.blocks.push(Block::Table(table));
    }
    chapter
}

fn by_kind(count: &AssumptionCount) -> Table {
    let rows = AssumptionKind::ALL.iter().filter_map(|kind| {
        let (total, without) = count.by_kind.get(kind.word())?;
        Some(vec![Cell::text(plural(*kind)), Cell::number(total), Cell::number(without)])
    });
    let mut rows: Vec<Vec<Cell>> = rows.collect();
    rows.push(vec![
        Cell::text("All").strong(),
        Cell::number(count.total).strong(),
        Cell::number(count.without_source).strong(),
    ]);
    Table {
        caption: "Assumptions by kind".into(),
        head: vec![
            Cell::text("Kind"),
            Cell { number: true, ..Cell::text("Number") },
            Cell { number: true, ..Cell::text("Without a source") },
        ],
        rows,
        ..Table::default()
    }
}

fn plural(kind: AssumptionKind) -> &'static str {
    match kind {
        AssumptionKind::Option => "options and how they move",
        AssumptionKind::Rule => "impossible and implausible rules",
        AssumptionKind::Deal => "the deal condition",
        AssumptionKind::Ratification => "ratification",
        AssumptionKind::State => "named states",
        AssumptionKind::Proposal => "proposals on record",
        AssumptionKind::Acceptance => "acceptance rules",
        AssumptionKind::Preference => "preferences",
        AssumptionKind::Effect => "effects on interests",
        AssumptionKind::Process => "process parameters",
        AssumptionKind::Claim => "claims",
    }
}

fn rule_table(dispute: &Dispute, caption: &str, rules: &[Rule]) -> Table {
    let rows = rules.iter().enumerate().map(|(number, rule)| {
        vec![
            Cell::text(names::rule_id(rule, number)),
            Cell::text(Text::new().code(dispute.text(&rule.when))),
            Cell::text(
                Text::new().name(&rule.because).then(names::standing(dispute, &rule.backing)),
            ),
        ]
    });
    Table {
        caption: caption.into(),
        head: ["Rule", "When", "Because"].map(Cell::text).to_vec(),
        rows: rows.collect(),
        ..Table::default()
    }
}

/// Assumptions without a source, one row a kind.
fn unsourced(dispute: &Dispute) -> Option<Table> {
    let all = dispute.assumptions();
    let rows: Vec<Vec<Cell>> = (AssumptionKind::ALL.iter())
        .filter_map(|kind| {
            let of_kind: Vec<&str> = (all.iter())
                .filter(|a| a.kind == *kind && !a.has_source())
                .map(|a| a.path.as_str())
                .collect();
            (!of_kind.is_empty()).then(|| {
                let unsourced = || all.iter().filter(|a| a.kind == *kind && !a.has_source());
                let placeholders = unsourced().filter(|a| a.is_placeholder()).count();
                let judgements = unsourced().filter(|a| a.is_judgement()).count() - placeholders;
                vec![
                    Cell::text(plural(*kind)),
                    Cell::number(judgements),
                    Cell::number(placeholders),
                    Cell::text(Text::new().code(of_kind.join(", "))),
                ]
            })
        })
        .collect();
    (!rows.is_empty()).then(|| Table {
        caption: "Assumptions without a source, by their place in the dossier".into(),
        head: vec![
            Cell::text("Kind"),
            Cell::number("Declared judgement"),
            Cell::number("Placeholder"),
            Cell::text("Where"),
        ],
        rows,
        ..Table::default()
    })
}

fn sources(dispute: &Dispute) -> Chapter {
    let mut chapter = super::chapter("sources", "Sources");
    let rows = dispute.sources.iter().map(|(id, source)| {
        let (anchor, number) = names::citation(dispute, id);
        vec![Cell::text(number.to_string()).anchored(anchor), Cell::text(reference(source))]
    });
    chapter.blocks.push(Block::Table(Table {
        caption: "Sources, in the order of the bibliography".into(),
        head: ["", "Source"].map(Cell::text).to_vec(),
        rows: rows.collect(),
        ..Table::default()
    }));
    chapter
}

/// A bibliographic reference in plain words.
fn reference(source: &Source) -> Text {
    let get = |names: &[&str]| names.iter().find_map(|name| source.field(name));
    let mut text = Text::new();
    if let Some(author) = get(&["author", "institution", "organization", "publisher"]) {
        text = text.name(author.trim_matches(['{', '}'])).plain(". ");
    }
    text = text.name(get(&["title"]).unwrap_or(&source.id));
    if let Some(within) = get(&["journaltitle", "journal", "booktitle", "series"]) {
        text = text.plain(". ").name(within);
        if let Some(volume) = get(&["volume"]) {
            text = text.plain(format!(" {volume}"));
        }
        if let Some(pages) = get(&["pages"]) {
            text = text.plain(format!(", {pages}"));
        }
    }
    if let Some(date) = source.date {
        text = text.plain(format!(", {}", date.in_words()));
    }
    text = text.plain(".");
    if let Some(doi) = source.field("doi") {
        text = text.plain(" ").link(format!("https://doi.org/{doi}"));
    }
    if let Some(url) = source.field("url") {
        let address = if url.contains("://") { url.to_string() } else { format!("https://{url}") };
        text = text.plain(" ").link(address);
    }
    if let Some(note) = source.field("note") {
        text = text.plain(" ").name(note).plain(".");
    }
    text
}
