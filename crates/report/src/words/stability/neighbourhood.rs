//! The states around the status quo as a layered graph, and as a list of who can move where.

use std::collections::BTreeSet;

use detente_figure::{Graph, GraphArc, GraphNode};
use detente_finding::{Concept, Neighbour, Neighbourhood, ReadingStability, StabilityAnswer};
use detente_model::Dispute;

use super::states::Told;
use super::{concepts, lead, states};
use crate::document::{Cell, Figure, Table, Text};
use crate::names;
use crate::words::space_figures::both_widths;

/// With more arrows than this only those that lead further from the status quo are drawn.
const MOST_ARROWS: usize = 90;

/// The figure of one reading; nothing without a status quo or if nothing leads anywhere.
pub(crate) fn figure(
    told: &Told<'_>,
    answer: &StabilityAnswer,
    reading: &ReadingStability,
) -> Option<Figure> {
    let dispute = told.dispute;
    let around = reading.neighbourhood.as_ref().filter(|around| around.states.len() > 1)?;
    let marked = concepts::headline(&answer.concepts)?;
    let labels = labels(dispute, answer, around);
    let (graph, thinned) = graph(dispute, answer, reading, around, &labels, marked);
    let id = format!("around-{}", reading.reading);
    let mut key = Text::from(
        "An arrow is an improvement for the party whose colour and dashes it has; heavy arrows leave \
         the status quo; states with a letter are looked \
         at below, numbers are other states. Improvements to states outside the drawing are not shown.",
    );
    if thinned {
        key = key.plain(
            " Of many arrows only those that lead further from the status quo are drawn; the table \
             has all between these states.",
        );
    }
    Some(Figure {
        id: format!("figure-{id}"),
        caption: caption(around, marked),
        key,
        svg: both_widths(
            &graph.svg(&id),
            &Graph { compact: true, ..graph.clone() }.svg(&format!("{id}-narrow")),
        ),
        data: table(told, answer, around, &labels),
    })
}

/// The code of a state that is listed, otherwise its place.
fn labels(dispute: &Dispute, answer: &StabilityAnswer, around: &Neighbourhood) -> Vec<String> {
    let codes = states::codes(dispute, &answer.states);
    let label = |(place, state): (usize, &Neighbour)| {
        let listed = answer.states.iter().position(|card| card.levels == state.levels);
        listed.map_or_else(|| (place + 1).to_string(), |listed| codes[listed].clone())
    };
    around.states.iter().enumerate().map(label).collect()
}

/// How many other states improvements lead to, and where they end.
fn caption(around: &Neighbourhood, marked: Concept) -> Text {
    let reached = around.states.iter().skip(1).filter(|state| state.distance.is_some());
    let number = reached.clone().count();
    let held = reached.filter(|state| state.equilibrium.contains(&marked)).count();
    let concept = concepts::short(marked);
    let words = match (number, around.complete) {
        (0, _) => {
            "No improvement leads away from the status quo; drawn with it are the states looked at \
             below."
                .to_string()
        }
        (_, true) => format!(
            "Improvements, one after the other, lead from the status quo to {} other {}",
            names::number_word(number),
            if number == 1 { "state" } else { "states" }
        ),
        (_, false) => format!(
            "Improvements, one after the other, lead from the status quo to more than {number} other \
             states; drawn are the nearest {number}"
        ),
    };
    if number == 0 {
        return Text::from(words);
    }
    let which = match (held, number) {
        (0, _) => format!("none of which holds under {concept}"),
        (1, 1) => format!("which holds under {concept}"),
        (1, _) => format!("one of which holds under {concept}"),
        (n, all) if n == all => format!("all of which hold under {concept}"),
        (n, _) => format!("{} of which hold under {concept}", names::number_word(n)),
    };
    Text::from(format!("{words}, {which}."))
}

fn graph(
    dispute: &Dispute,
    answer: &StabilityAnswer,
    reading: &ReadingStability,
    around: &Neighbourhood,
    labels: &[String],
    marked: Concept,
) -> (Graph, bool) {
    let furthest = around.states.iter().filter_map(|state| state.distance).max().unwrap_or(0);
    let mut layers = vec!["Status quo".to_string()];
    layers.extend((1..=furthest).map(|distance| match distance {
        1 => "1 improvement away".to_string(),
        _ => format!("{distance} away"),
    }));
    layers.push("not reached by improvements".to_string());
    let layer = |state: &Neighbour| state.distance.unwrap_or(furthest + 1) as usize;
    let nodes = around.states.iter().zip(labels).map(|(state, label)| GraphNode {
        layer: layer(state),
        label: label.clone(),
        title: format!("{label}: {}", lead::holds_under(&answer.concepts, &state.equilibrium)),
        start: state.distance == Some(0),
        ring: state.equilibrium.contains(&marked),
    });
    // Only parties that move are explained, in the order of the dossier.
    let moving: BTreeSet<&str> =
        around.improvements.iter().map(|(.., party)| party.as_str()).collect();
    let series: Vec<&str> = (dispute.parties.values().map(|party| party.id.as_str()))
        .filter(|id| moving.contains(id))
        .collect();
    let arcs = around.improvements.iter().filter_map(|(from, to, party)| {
        let series = series.iter().position(|id| id == party)?;
        Some(GraphArc { from: *from, to: *to, series, strong: *from == 0 })
    });
    let mut arcs: Vec<GraphArc> = arcs.collect();
    let thinned = arcs.len() > MOST_ARROWS;
    if thinned {
        let distance = |place: usize| around.states.get(place).map(layer);
        arcs.retain(|arc| distance(arc.from) < distance(arc.to));
    }
    let name = names::reading(dispute, &reading.reading);
    let graph = Graph {
        title: format!("The states around the status quo under {name}"),
        description:
            "One node per state, in layers by how many improvements away it is; arrows are \
                      improvements."
                .to_string(),
        layers,
        nodes: nodes.collect(),
        series: series.iter().map(|id| names::party(dispute, id).to_string()).collect(),
        arcs,
        start: "the status quo".to_string(),
        ring: format!("holds under {}", concepts::short(marked)),
        compact: false,
    };
    (graph, thinned)
}

fn table(
    told: &Told<'_>,
    answer: &StabilityAnswer,
    around: &Neighbourhood,
    labels: &[String],
) -> Table {
    let rows = around.states.iter().enumerate().map(|(place, state)| {
        let different = told.differences(&state.levels);
        vec![
            Cell::short(labels[place].as_str()),
            Cell::text(if different.is_empty() { "the status quo".into() } else { different }),
            Cell::number(state.distance.map(|d| d.to_string()).unwrap_or_default()),
            Cell::text(concepts::cell(&state.equilibrium, &answer.concepts)),
            Cell::text(onward(told.dispute, around, labels, place)),
        ]
    });
    Table {
        caption:
            "States around the status quo and the improvements between them (numbers: further \
                  states)"
                .into(),
        head: vec![
            Cell::text(""),
            Cell::text("Unlike the status quo"),
            Cell::number("Improvements away"),
            Cell::text("Holds under"),
            Cell::text("Who can improve, to which of these states"),
        ],
        rows: rows.collect(),
        ..Table::default()
    }
}

/// "United States: 2, 5; Soviet Union: 7".
fn onward(dispute: &Dispute, around: &Neighbourhood, labels: &[String], place: usize) -> Text {
    let mut text = Text::new();
    for party in dispute.parties.values() {
        let to =
            around.improvements.iter().filter(|(from, _, by)| *from == place && *by == party.id);
        let to: Vec<&str> =
            to.filter_map(|(_, to, _)| labels.get(*to)).map(String::as_str).collect();
        if !to.is_empty() {
            let before = if text.is_empty() { "" } else { "; " };
            text = text.plain(before);
            text = text.name(&party.name).plain(format!(": {}", to.join(", ")));
        }
    }
    text
}
