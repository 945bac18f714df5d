//! A small layered graph: nodes in rows from the top, arrows of several series between them.
//!
//! Meant for up to about sixty nodes. A node's layer is given, its place within the layer is found
//! ([`order`]): few crossings, the same every time. An arrow's series is told by its colour and its
//! dashes; among a few gentle curves it takes the one that meets fewest nodes ([`curve`]).

mod curve;
mod order;
mod place;

use crate::font::ellipsis;
use crate::legend::{self, Key};
use crate::svg::{Anchor, Drawing, Element, Type};
use curve::Curves;
pub(crate) use curve::head;
use place::Places;

pub(crate) const LABEL: f64 = 13.0;
pub(crate) const SMALL: f64 = 12.0;
pub(crate) const LEADING: f64 = 16.0;
/// Half the height of a node, and the radius of a round one.
pub(crate) const RADIUS: f64 = 13.0;
const WIDEST_LABEL: f64 = 104.0;

/// A layered graph.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Graph {
    /// Accessible name: what is shown.
    pub title: String,
    /// Accessible description: what it says.
    pub description: String,
    /// What each layer is, from the top; a layer without nodes is not drawn.
    pub layers: Vec<String>,
    /// The nodes; one whose layer is not there is left out.
    pub nodes: Vec<GraphNode>,
    /// Names of the series of arrows, explained above.
    pub series: Vec<String>,
    /// The arrows; one whose ends or series are not there, or whose ends are one node, is left out.
    pub arcs: Vec<GraphArc>,
    /// What a second ring around a node means; explained above unless it is empty.
    pub start: String,
    /// What a heavy ring means; explained above unless it is empty.
    pub ring: String,
    /// Whether to draw for a phone.
    pub compact: bool,
}

/// A node.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct GraphNode {
    /// Its layer, by place in `layers`.
    pub layer: usize,
    /// A number or a short name, shortened where it is too long.
    pub label: String,
    /// The whole of it in words; read aloud and shown on hover.
    pub title: String,
    /// Whether it has a second ring; see [`Graph::start`].
    pub start: bool,
    /// Whether its ring is heavy; see [`Graph::ring`].
    pub ring: bool,
}

/// An arrow.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct GraphArc {
    /// The node it leaves, by place in `nodes`.
    pub from: usize,
    /// The node it leads to, by place in `nodes`.
    pub to: usize,
    /// Its series, by place in `series`.
    pub series: usize,
    /// Whether it is drawn heavier.
    pub strong: bool,
}

impl Graph {
    /// The figure as one `<svg>` element; `id` must be unique in the page.
    pub fn svg(&self, id: &str) -> String {
        let width = if self.compact { 390.0 } else { 720.0 };
        let mut drawing = Drawing::new(id, width);
        let top = legend::draw(&mut drawing, width, 0.0, &self.keys());
        let arcs = self.valid_arcs();
        let layers = order::layers(self, &arcs);
        let places = Places::new(self, &layers, width, top);
        let mut curves = Curves::new(&places);
        for arc in &arcs {
            curves.draw(&mut drawing, arc);
        }
        places.draw_layers(&mut drawing);
        for (node, spot) in self.nodes.iter().zip(&places.spots) {
            if let Some(spot) = spot {
                drawing.push(node.element((spot.x, spot.y), spot.half));
                let set = label_type().anchor(Anchor::Middle);
                drawing.text((spot.x, spot.y + 4.5), &node.shortened(), set);
            }
        }
        let class = if self.compact { "graph narrow" } else { "graph wide" };
        drawing.finish(places.height, class, &self.title, &self.description)
    }

    fn keys(&self) -> Vec<(Key, &str)> {
        let mut keys = Vec::new();
        if !self.start.is_empty() {
            keys.push((Key::Node { start: true, ring: false }, self.start.as_str()));
        }
        if !self.ring.is_empty() {
            keys.push((Key::Node { start: false, ring: true }, self.ring.as_str()));
        }
        keys.extend((0..).map(Key::Arc).zip(self.series.iter().map(String::as_str)));
        keys
    }

    /// The arrows that can be drawn, each once.
    fn valid_arcs(&self) -> Vec<GraphArc> {
        let there = |node: usize| self.nodes.get(node).is_some_and(|n| n.layer < self.layers.len());
        let valid = |arc: &&GraphArc| {
            there(arc.from) && there(arc.to) && arc.from != arc.to && arc.series < self.series.len()
        };
        let mut arcs: Vec<GraphArc> = self.arcs.iter().filter(valid).copied().collect();
        // The heavier of two that are otherwise alike stays.
        arcs.sort_unstable_by_key(|arc| (arc.from, arc.to, arc.series, !arc.strong));
        arcs.dedup_by_key(|arc| (arc.from, arc.to, arc.series));
        arcs.sort_by_key(|arc| arc.strong);
        arcs
    }
}

impl GraphNode {
    fn shortened(&self) -> String {
        let set = label_type();
        ellipsis(&self.label, WIDEST_LABEL, set.size, set.weight)
    }

    /// Half its width: a disc for what fits one, wider for more.
    fn half(&self) -> f64 {
        (label_type().width(&self.shortened()) / 2.0 + 5.0).max(RADIUS)
    }

    fn element(&self, at: (f64, f64), half: f64) -> Element {
        let mut group = Element::new("g");
        if !self.title.is_empty() {
            group = group.titled(&self.title);
        }
        for ring in rings((at, half, RADIUS), self.start, self.ring) {
            group = group.child(ring);
        }
        group
    }
}

/// The outlines of a node with its middle, half its width and half its height, the outer one first.
pub(crate) fn rings(
    (at, half, radius): ((f64, f64), f64, f64),
    start: bool,
    heavy: bool,
) -> Vec<Element> {
    let outline = |more: f64, class: &str| {
        let (wide, high) = (half + more, radius + more);
        Element::new("rect")
            .at("x", at.0 - wide)
            .at("y", at.1 - high)
            .at("width", 2.0 * wide)
            .at("height", 2.0 * high)
            .at("rx", high)
            .with("class", class)
    };
    let mut rings = Vec::new();
    if start {
        rings.push(outline(radius * 0.32, "node outer"));
    }
    rings.push(outline(0.0, if heavy { "node heavy" } else { "node" }));
    rings
}

fn label_type() -> Type {
    Type::new(LABEL, "ink")
}
