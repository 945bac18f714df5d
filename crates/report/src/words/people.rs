//! Parties, audiences and readings, as `show` prints them.

use detente_model::number::format_decimal;
use detente_model::{
    Acceptance, AcceptanceRule, Dispute, Negotiator, Preference, PreferenceForm, Quantity,
    Ratification, Rational, Statement, Worth,
};

use crate::document::{Block, Cell, Chapter, Document, Table, Text};
use crate::names;

/// Parties and audiences: who controls what, who has to agree.
pub fn parties_document(dispute: &Dispute) -> Document {
    let mut document = super::frame(dispute, None);
    document.chapters.push(chapter(dispute));
    document
}

/// The chapter on parties and audiences.
pub(crate) fn chapter(dispute: &Dispute) -> Chapter {
    let mut chapter = super::chapter("parties", "Parties and audiences");
    let rows = dispute.parties.iter().map(|(id, party)| {
        let options = dispute.options_of(id).map(|o| dispute.options[o].name.as_str());
        let ratify = party.ratify.as_ref().map(|tree| tree_text(dispute, tree));
        let ratify = ratify.map(|text| match party.negotiator {
            Negotiator::Veto => text,
            Negotiator::Agent => text.plain("; it signs what they accept, whatever its own rule"),
        });
        vec![
            Cell::name(&party.name),
            Cell::text(Text::new().names(options)),
            Cell::text(ratify.unwrap_or_else(|| Text::from("decides alone"))),
            Cell::text(names::standing(dispute, &party.backing)),
        ]
    });
    chapter.blocks.push(Block::Table(Table {
        caption: "Parties".into(),
        head: ["Party", "Controls", "Is bound if these agree", "Rests on"].map(Cell::text).to_vec(),
        rows: rows.collect(),
        ..Table::default()
    }));
    if !dispute.audiences.is_empty() {
        chapter.blocks.push(Block::Table(audiences(dispute)));
    }
    chapter
}

fn audiences(dispute: &Dispute) -> Table {
    let needs: Vec<_> = dispute.deal.iter().flat_map(|deal| deal.needs.clone()).collect();
    let bodies = dispute.audiences.values().any(|audience| audience.ratify.is_some());
    let rows = dispute.audiences.iter().map(|(id, audience)| {
        let of = audience.party.map(|party| dispute.parties[party].name.as_str());
        let mut row = vec![
            Cell::name(&audience.name),
            Cell::name(of.unwrap_or("")),
            Cell::text(if needs.contains(&id) { "yes" } else { "no" }),
        ];
        let members = audience.ratify.as_ref().map(|tree| tree_text(dispute, tree));
        row.extend(bodies.then(|| Cell::text(members.unwrap_or_default())));
        row
    });
    let mut head = ["Audience", "Of", "Asked about a deal"].map(Cell::text).to_vec();
    head.extend(bodies.then(|| Cell::text("Agrees if these agree")));
    Table {
        caption: "Audiences: who has to accept".into(),
        head,
        rows: rows.collect(),
        ..Table::default()
    }
}

/// A ratification tree in words.
pub(crate) fn tree_text(dispute: &Dispute, tree: &Ratification) -> Text {
    let joined = |parts: &[Ratification], word: &str| {
        let mut text = Text::new();
        for (place, part) in parts.iter().enumerate() {
            if place > 0 {
                text = text.plain(format!(" {word} "));
            }
            let inner = tree_text(dispute, part);
            text = match part {
                Ratification::Audience(_) => text.then(inner),
                _ => text.plain("(").then(inner).plain(")"),
            };
        }
        text
    };
    match tree {
        Ratification::Audience(id) => Text::new().name(&dispute.audiences[*id].name),
        Ratification::All(parts) => joined(parts, "and"),
        Ratification::Any(parts) => joined(parts, "or"),
        Ratification::Quota { needs, of } => {
            let mut text = Text::new().plain(format!("at least {} of: ", format_decimal(needs)));
            for (place, (weight, part)) in of.iter().enumerate() {
                if place > 0 {
                    text = text.plain(", ");
                }
                text = text.then(tree_text(dispute, part));
                if *weight != Rational::from(1) {
                    text = text.plain(format!(" ({})", format_decimal(weight)));
                }
            }
            text
        }
        Ratification::UnlessBlocked(block) => {
            Text::new().plain("passes unless rejected by: ").then(tree_text(dispute, block))
        }
    }
}

/// What each reading assumes: acceptance rules and preferences.
pub fn readings_document(dispute: &Dispute) -> Document {
    let mut document = super::frame(dispute, None);
    let mut chapter = super::chapter("readings", "Readings");
    if dispute.readings.is_empty() {
        chapter.blocks.push(Block::Paragraph(Text::from("The dossier has no reading.")));
    }
    for reading in dispute.readings.values() {
        let heading = Text::new().name(&reading.name).plain(" (").code(&reading.id).plain(")");
        chapter.blocks.push(Block::Heading(heading));
        if let Some(note) = &reading.backing.note {
            chapter.blocks.push(Block::Paragraph(Text::new().name(note.trim())));
        }
        let rows: Vec<Vec<Cell>> = (dispute.audiences.values().zip(reading.accept.values()))
            .filter_map(|(audience, rule)| {
                let rule = rule.as_ref()?;
                Some(vec![Cell::name(&audience.name), Cell::text(accepts_if(dispute, rule))])
            })
            .collect();
        if !rows.is_empty() {
            chapter.blocks.push(Block::Table(Table {
                caption: Text::new().plain("Who would accept what under ").name(&reading.name),
                head: ["Audience", "Accepts if"].map(Cell::text).to_vec(),
                rows,
                ..Table::default()
            }));
        }
        let mut rows = Vec::new();
        for (party, preference) in dispute.parties.values().zip(reading.preference.values()) {
            if let Some(preference) = preference {
                rows.extend(preference_rows(dispute, &party.name, preference));
            }
        }
        if !rows.is_empty() {
            chapter.blocks.push(Block::Table(Table {
                caption: Text::new().plain("Who prefers what under ").name(&reading.name),
                head: ["Party", "By", "What"].map(Cell::text).to_vec(),
                rows,
                ..Table::default()
            }));
        }
    }
    document.chapters.push(chapter);
    document
}

/// What an audience asks of a package.
fn accepts_if(dispute: &Dispute, rule: &Acceptance) -> Text {
    let text = match &rule.rule {
        AcceptanceRule::When(when) => Text::new().code(dispute.text(when)),
        AcceptanceRule::Worth { of, at_least } => {
            let text = Text::new().plain(format!("worth at least {} ", quantity(at_least)));
            match of {
                Worth::Preference(_) => text.plain("by its preference"),
                Worth::Values(terms) => {
                    let each = |(when, points): &(detente_model::Condition, _)| {
                        format!("{}: {}", dispute.text(when), quantity(points))
                    };
                    let all: Vec<String> = terms.iter().map(each).collect();
                    text.plain("by its points ").code(all.join("; "))
                }
            }
        }
    };
    match rule.unsure == Rational::from(0) {
        true => text,
        false => text.plain(format!(
            " (with probability {} it does not hold to this)",
            format_decimal(&rule.unsure)
        )),
    }
}

fn preference_rows(dispute: &Dispute, party: &str, preference: &Preference) -> Vec<Vec<Cell>> {
    let row = |by: String, what: Text| vec![Cell::name(party), Cell::text(by), Cell::text(what)];
    let mut rows = match &preference.form {
        PreferenceForm::Statements { ordered, .. } => (ordered.iter().enumerate())
            .map(|(place, statement)| {
                let what = match statement {
                    Statement::Sure(condition) => Text::new().code(dispute.text(condition)),
                    Statement::Unsure(condition, absent) => Text::new()
                        .code(dispute.text(condition))
                        .plain(format!(" (absent with probability {})", format_decimal(absent))),
                    Statement::AnyOrder(conditions) => {
                        let texts: Vec<String> =
                            conditions.iter().map(|c| dispute.text(c)).collect();
                        Text::new().plain("in any order: ").code(texts.join("; "))
                    }
                };
                row(format!("statement {}", place + 1), what)
            })
            .collect(),
        PreferenceForm::Values(terms) => (terms.iter())
            .map(|(condition, points)| {
                row(
                    format!("value {}", quantity(points)),
                    Text::new().code(dispute.text(condition)),
                )
            })
            .collect(),
        PreferenceForm::Interests(weights) => {
            let all: Vec<String> = (weights.iter())
                .map(|(interest, w)| {
                    format!("{}: {}", dispute.interests[*interest].name, quantity(w))
                })
                .collect();
            vec![row("interests".to_string(), Text::new().name(all.join("; ")))]
        }
    };
    if let Some(value) = &preference.reservation {
        let without = Text::from("what it has without agreement, in its points");
        rows.push(row(format!("reservation {}", quantity(value)), without));
    }
    rows
}

/// Every number given as a range, by its place in the dossier.
pub fn ranges_document(dispute: &Dispute) -> Document {
    let mut document = super::frame(dispute, None);
    let mut chapter = super::chapter("ranges", "Ranges");
    let ranges = dispute.ranges();
    if ranges.is_empty() {
        chapter.blocks.push(Block::Paragraph(Text::from("No number is given as a range.")));
    } else {
        let rows = ranges.iter().map(|(path, quantity)| {
            let (low, high) = quantity.bounds();
            let numbers = [low, quantity.mode(), high];
            let cells = numbers.iter().map(|number| Cell::number(format_decimal(number)));
            std::iter::once(Cell::text(Text::new().code(path.as_str()))).chain(cells).collect()
        });
        chapter.blocks.push(Block::Table(Table {
            caption: "Numbers given as ranges".into(),
            head: vec![
                Cell::text("Number"),
                Cell::number("Low"),
                Cell::number("Mode"),
                Cell::number("High"),
            ],
            rows: rows.collect(),
            ..Table::default()
        }));
    }
    document.chapters.push(chapter);
    document
}

/// A number, with its range.
pub(crate) fn quantity(quantity: &Quantity) -> String {
    let (low, high) = quantity.bounds();
    let mode = format_decimal(&quantity.mode());
    if quantity.is_exact() {
        mode
    } else {
        format!("{mode} ({} to {})", format_decimal(&low), format_decimal(&high))
    }
}
