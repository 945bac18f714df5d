//! What the swatches and shapes of a figure mean, in a row of words above it.

use crate::graph;
use crate::style::{SERIES, Tone, dash};
use crate::svg::{Drawing, Element, Type};
use crate::timeline::Shape;

const LABEL: f64 = 13.0;
const LINE: f64 = 20.0;
const KEY: f64 = 20.0;
const ARC: f64 = 44.0;
const GAP: f64 = 18.0;

/// The sign a legend explains.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Key {
    Series(usize),
    Mark { shape: Shape, tone: Tone, hollow: bool },
    Arc(usize),
    Node { start: bool, ring: bool },
    Cell { part: bool },
    Edge(usize),
    Level,
}

impl Key {
    /// The room of the sign and the gap behind it.
    fn width(self) -> f64 {
        match self {
            Key::Arc(_) | Key::Edge(_) | Key::Level => ARC,
            _ => KEY,
        }
    }
}

/// Draws the entries from the left, going on below where the `right` edge is reached; returns how
/// far down it went.
pub(crate) fn draw(drawing: &mut Drawing, right: f64, top: f64, entries: &[(Key, &str)]) -> f64 {
    let set = Type::new(LABEL, "ink");
    let (mut x, mut y) = (0.0, top);
    for (key, words) in entries {
        let room = key.width();
        let lines = set.wrap(words, right - room);
        let width = lines.iter().map(|line| set.width(line)).fold(0.0, f64::max);
        if x > 0.0 && x + room + width > right {
            (x, y) = (0.0, y + LINE);
        }
        match *key {
            Key::Series(series) => drawing.swatch((x, y + 3.0), 14.0, 12.0, series),
            Key::Mark { shape, tone, hollow } => {
                drawing.push(shape.element((x + 7.0, y + 9.0), 5.0, tone, hollow));
            }
            Key::Arc(series) => arc(drawing, (x, y + 9.5), series),
            Key::Cell { part } => {
                let class = if part { "cell part series-0" } else { "cell" };
                drawing.rectangle((x + 2.0, y + 4.0), 11.0, 11.0, class);
            }
            Key::Edge(series) => edge(drawing, (x, y + 9.5), series),
            Key::Level => drawing.line((x, y + 9.5), (x + 37.0, y + 9.5), "level"),
            Key::Node { start, ring } => {
                for outline in graph::rings(((x + 8.0, y + 9.5), 5.5, 5.5), start, ring) {
                    drawing.push(outline);
                }
            }
        }
        drawing.lines((x + room, y + 13.5), &lines, LINE - 4.0, set);
        y += (lines.len() as f64 - 1.0) * (LINE - 4.0);
        x += room + width + GAP;
    }
    if entries.is_empty() { top } else { y + LINE }
}

/// A stretch of an arrow.
fn arc(drawing: &mut Drawing, at: (f64, f64), series: usize) {
    let (end, class) = (at.0 + 37.0, format!("arc series-{}", series % SERIES));
    let mut line = Element::new("line").at("x1", at.0).at("y1", at.1).at("x2", end - 5.0);
    line = line.at("y2", at.1).with("class", class);
    if !dash(series).is_empty() {
        line = line.with("stroke-dasharray", dash(series));
    }
    drawing.push(line);
    drawing.push(graph::head((end, at.1), (1.0, 0.0), 7.5, series));
}

/// A stretch of an edge.
fn edge(drawing: &mut Drawing, at: (f64, f64), series: usize) {
    let mut line = Element::new("line").at("x1", at.0).at("y1", at.1).at("x2", at.0 + 37.0);
    line = line.at("y2", at.1).with("class", format!("edge series-{}", series % SERIES));
    if !dash(series).is_empty() {
        line = line.with("stroke-dasharray", dash(series));
    }
    drawing.push(line);
}
