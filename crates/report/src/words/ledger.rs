//! The ledger as a timeline.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use detente_figure::{Clock, Kind, Mark, Shape, Timeline, Tone, Zoom};
use detente_model::{Dispute, Event};

use crate::document::{Block, Cell, Chapter, Figure, Table, Text};
use crate::names;
use crate::words::space_figures::both_widths;

/// At most this many lanes, the last for everybody else.
const MOST_LANES: usize = 10;

/// The chapter on the record.
pub(crate) fn chapter(dispute: &Dispute) -> Chapter {
    let mut chapter = super::chapter("ledger", "The record");
    chapter.blocks.push(Block::Paragraph(summary(dispute)));
    chapter.blocks.push(Block::Figure(figure(dispute)));
    chapter
}

fn summary(dispute: &Dispute) -> Text {
    let events = &dispute.events;
    let (Some(first), Some(last)) = (events.first(), events.last()) else { return Text::new() };
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for event in events {
        *kinds.entry(event.kind.as_str()).or_default() += 1;
    }
    let mut by_number: Vec<(&str, usize)> = kinds.into_iter().collect();
    by_number.sort_by_key(|(kind, number)| (Reverse(*number), *kind));
    let kinds: Vec<String> = by_number.iter().map(|(k, n)| format!("{k} ({n})")).collect();
    let number = match events.len() {
        1 => "One dated event".to_string(),
        n => format!("{n} dated events"),
    };
    let contested = events.iter().filter(|e| e.claimed_by.is_some()).count();
    let text = Text::new()
        .plain(format!("{number} from {} to {}: ", first.date.in_words(), last.date.in_words()))
        .names(kinds.iter().map(String::as_str))
        .plain(".");
    match contested {
        0 => text,
        1 => text.plain(" One is told by one side only."),
        n => text.plain(format!(" {} are told by one side only.", names::number_word_capital(n))),
    }
}

/// Who initiated it, as a lane: every party that acted, then the names used most, everybody else in
/// the last lane.
fn lanes(dispute: &Dispute) -> Vec<String> {
    let mut actors: BTreeMap<&str, usize> = BTreeMap::new();
    for actor in dispute.events.iter().filter_map(|event| event.initiators.first()) {
        *actors.entry(actor).or_default() += 1;
    }
    let is_party = |name: &str| {
        let same = |other: &str| other.to_lowercase() == name.to_lowercase();
        dispute.parties.values().any(|party| same(&party.id) || same(&party.name))
    };
    let mut ranked: Vec<(&str, usize)> = actors.into_iter().collect();
    ranked.sort_by_key(|(name, number)| (!is_party(name), Reverse(*number), *name));
    let kept = if ranked.len() > MOST_LANES { MOST_LANES - 1 } else { ranked.len() };
    // Within the figure the order is alphabetical: nobody comes first by merit.
    let mut names: Vec<String> =
        ranked[..kept].iter().map(|(name, _)| (*name).to_string()).collect();
    names.sort_by_key(|name| name.to_lowercase());
    if ranked.len() > kept {
        names.push("others".to_string());
    }
    names
}

fn figure(dispute: &Dispute) -> Figure {
    const SHAPES: [Shape; 8] = [
        Shape::Circle,
        Shape::Square,
        Shape::Diamond,
        Shape::TriangleUp,
        Shape::TriangleDown,
        Shape::Cross,
        Shape::Plus,
        Shape::Star,
    ];
    let events = &dispute.events;
    let lanes = lanes(dispute);
    let mut kinds: Vec<&str> = events.iter().map(|e| e.kind.as_str()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let places = places(events);
    let marks = events.iter().map(|event| Mark {
        at: event.date.as_year(),
        lane: (event.initiators.first())
            .and_then(|actor| lanes.iter().position(|lane| lane == actor))
            .unwrap_or(lanes.len().saturating_sub(1)),
        kind: kinds.iter().position(|kind| *kind == event.kind).unwrap_or(0),
        title: format!("{}: {}", event.date, event.summary),
        key: event.id.clone(),
        hollow: event.claimed_by.is_some(),
    });
    let links = events
        .iter()
        .enumerate()
        .filter_map(|(answer, event)| Some((*places.get(event.reply_to.as_deref()?)?, answer)));
    let last = events.last().map(|event| event.date.year());
    let long = events.first().zip(last).is_some_and(|(first, last)| last - first.date.year() >= 3);
    let timeline = Timeline {
        title: "The record, by who acted".to_string(),
        description: "One lane per actor, one mark per event; the table below lists all of them."
            .to_string(),
        lanes: lanes.clone(),
        kinds: (kinds.iter().zip(SHAPES.iter().cycle()).enumerate())
            .map(|(series, (kind, shape))| Kind {
                label: (*kind).to_string(),
                shape: *shape,
                tone: Tone::Series(series),
            })
            .collect(),
        marks: marks.collect(),
        links: links.collect(),
        hollow: if events.iter().any(|e| e.claimed_by.is_some()) {
            "on one side's account".to_string()
        } else {
            String::new()
        },
        density: if long { "events a year".to_string() } else { String::new() },
        clock: Some(Clock {
            at: dispute.as_of.as_year(),
            words: format!("as of {}", dispute.as_of.in_words()),
        }),
        zoom: long.then(|| Zoom { months: 12, words: "The last twelve months".to_string() }),
        compact: false,
    };
    let compact = Timeline { compact: true, ..timeline.clone() };
    Figure {
        id: "figure-timeline".to_string(),
        caption: Text::new(),
        key: Text::from(
            "Each mark is an event, in the lane of who acted, its shape the kind of act; a thin line \
             leads from an event to the one that answers it.",
        ),
        svg: both_widths(&timeline.svg("timeline"), &compact.svg("timeline-narrow")),
        data: table(dispute),
    }
}

/// Where each event stands in the ledger, by id.
fn places(events: &[Event]) -> BTreeMap<&str, usize> {
    events.iter().enumerate().map(|(place, event)| (event.id.as_str(), place)).collect()
}

fn table(dispute: &Dispute) -> Table {
    let places = places(&dispute.events);
    let rows = dispute.events.iter().map(|event| {
        let sources = event.sources.iter().map(|&s| names::citation(dispute, s)).collect();
        let mut summary = Text::new().name(&event.summary).cite(sources);
        if let Some(claimed) = &event.claimed_by {
            summary = summary.plain(" According to ").name(claimed).plain(".");
        }
        let answered = event.reply_to.as_ref().and_then(|id| places.get(id.as_str()));
        if let Some(&answered) = answered {
            let date = dispute.events[answered].date;
            summary = summary.plain(format!(" Answers the event of {date}."));
        }
        if let Some(note) = &event.note {
            summary = summary.plain(" (").name(note).plain(")");
        }
        vec![
            Cell::short(event.date.to_string()).anchored(format!("event-{}", event.id)),
            Cell::text(Text::new().names(event.initiators.iter().map(String::as_str))),
            Cell::text(Text::new().names(event.targets.iter().map(String::as_str))),
            Cell::text(event.kind.clone()),
            Cell::text(summary),
        ]
    });
    Table {
        caption: "All events of the ledger".into(),
        head: ["Date", "Who", "Towards whom", "Kind", "What"].map(Cell::text).to_vec(),
        rows: rows.collect(),
        ..Table::default()
    }
}
