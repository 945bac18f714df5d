//! Where several stand between two ends: a dot each on a line of its own, and what lies in the middle.
//!
//! After Cleveland's dot plot (1985): names on the left, numbers on the right, so that no label can
//! meet another wherever the dots fall. The area of a dot is its weight; a bar through it is how far
//! it may lie to either side. Below the dots stand the centres, each with a line up through all rows.

use crate::font::STRONG;
use crate::number::short;
use crate::scale::Linear;
use crate::style::{SERIES, Tone, dash};
use crate::svg::{Anchor, Drawing, Element, Type};
use crate::timeline::Shape;

const LABEL: f64 = 13.0;
const SMALL: f64 = 12.0;
const LEADING: f64 = 16.0;
const LARGEST_DOT: f64 = 8.5;
const SMALLEST_DOT: f64 = 2.5;
const INSET: f64 = 12.0;
const TICK_GAP: f64 = 56.0;
const BETWEEN_PANELS: f64 = 24.0;
const SHAPES: [Shape; 3] = [Shape::Diamond, Shape::Square, Shape::TriangleUp];

/// Several scales from `low` to `high`, one below another.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Positions {
    /// Accessible name: what is shown.
    pub title: String,
    /// Accessible description: what it says.
    pub description: String,
    /// The number at the left end of every scale; taken as 0 if it is beyond 10¹² in size.
    pub low: f64,
    /// The number at the right end; one more than `low` if it is not above it, or beyond 10¹².
    pub high: f64,
    /// The scales, from the top.
    pub panels: Vec<PositionPanel>,
    /// Whether to draw for a phone.
    pub compact: bool,
}

/// One scale.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct PositionPanel {
    /// What it is about.
    pub label: String,
    /// What its ends stand for; empty for none.
    pub ends: (String, String),
    /// Who stands on it, from the top.
    pub rows: Vec<Position>,
    /// What lies in the middle; about two are readable.
    pub centres: Vec<Centre>,
}

/// Someone's place; places beyond the ends are drawn at the ends, others than numbers not at all.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Position {
    /// Who.
    pub label: String,
    /// Where.
    pub at: f64,
    /// How far it may lie to the left and to the right.
    pub span: (f64, f64),
    /// Its weight, in any unit; in outline if it has none to speak of.
    pub weight: Option<f64>,
    /// The number beside it, e.g. `95`; short.
    pub text: String,
    /// The whole of it in words, read aloud and shown on hover.
    pub title: String,
}

/// A place between all.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Centre {
    /// What it is, e.g. `weighted mean`.
    pub label: String,
    /// Where; two places if it lies anywhere between.
    pub at: Vec<f64>,
    /// How far it may lie to the left and to the right.
    pub span: (f64, f64),
    /// The number beside it, e.g. `66.1`; short.
    pub text: String,
}

/// Where things stand across the page.
struct Across {
    width: f64,
    /// Room for names; none where they stand above their dots.
    left: f64,
    /// Where numbers begin.
    right: f64,
    scale: Linear,
    ends: (f64, f64),
    /// The weight of the largest dot.
    heaviest: f64,
}

impl Across {
    fn at(&self, value: f64) -> f64 {
        self.scale.at(value.clamp(self.ends.0, self.ends.1))
    }

    /// How wide a name may be.
    fn name_room(&self) -> f64 {
        if self.left == 0.0 { self.right - 8.0 } else { self.left - 12.0 }
    }

    /// From end to end of the scale.
    fn plot(&self) -> (f64, f64) {
        (self.scale.at(self.ends.0), self.scale.at(self.ends.1))
    }
}

/// A row to be drawn: its name and its number in lines, where it begins and where its mark stands.
struct Row {
    name: Vec<String>,
    number: Vec<String>,
    middle: f64,
    top: f64,
}

impl Positions {
    /// The figure as one `<svg>` element; `id` must be unique in the page.
    pub fn svg(&self, id: &str) -> String {
        let across = self.across();
        let mut drawing = Drawing::new(id, across.width);
        let mut y = 0.0;
        for panel in &self.panels {
            if y > 0.0 {
                y += BETWEEN_PANELS;
            }
            y = panel.draw(&mut drawing, &across, y);
        }
        let class = if self.compact { "positions narrow" } else { "positions wide" };
        drawing.finish(y, class, &self.title, &self.description)
    }

    fn across(&self) -> Across {
        let width = if self.compact { 390.0 } else { 720.0 };
        let rows = || self.panels.iter().flat_map(|panel| &panel.rows);
        let centres = || self.panels.iter().flat_map(|panel| &panel.centres);
        let names = rows().map(|row| name_type(false).width(&row.label));
        let names = names.chain(centres().map(|centre| name_type(true).width(&centre.label)));
        let numbers = rows().map(|row| name_type(false).width(&row.text));
        let numbers = numbers.chain(centres().map(|centre| name_type(true).width(&centre.text)));
        let left = match self.compact {
            true => 0.0,
            false => names.fold(0.0, f64::max).min(width * 0.36) + 12.0,
        };
        let numbers = numbers.fold(0.0, f64::max).min(width * 0.22);
        let right = width - numbers;
        // Beyond this a step of one is lost.
        let drawn = |number: f64| number.abs() <= 1e12;
        let low = if drawn(self.low) { self.low } else { 0.0 };
        let high = if self.high > low && drawn(self.high) { self.high } else { low + 1.0 };
        // On a phone numbers stand beside the names, above the dots.
        let plot_end = if self.compact { width } else { right - 6.0 };
        Across {
            width,
            left,
            right,
            scale: Linear::new(low, high, left + INSET, plot_end - INSET),
            ends: (low, high),
            heaviest: rows().filter_map(Position::weight).fold(0.0, f64::max),
        }
    }
}

impl PositionPanel {
    /// Draws the scale from `top`; returns where it ends.
    fn draw(&self, drawing: &mut Drawing, across: &Across, top: f64) -> f64 {
        let heading = Type::new(LABEL + 1.0, "ink").weight(STRONG);
        let lines = heading.wrap(&self.label, across.width);
        drawing.lines((0.0, top + 14.0), &lines, LEADING + 1.0, heading);
        let mut y = top + lines.len() as f64 * (LEADING + 1.0) + 4.0;
        y = self.end_words(drawing, across, y);
        let ticks;
        (y, ticks) = axis(drawing, across, y);
        let start = y;
        let rows = self.rows.iter().map(|row| (row.label.as_str(), row.text.as_str()));
        let rows = place(across, rows, false, &mut y);
        let foot = y;
        if !self.centres.is_empty() {
            y += 5.0;
        }
        let centres = self.centres.iter().map(|line| (line.label.as_str(), line.text.as_str()));
        let centres = place(across, centres, true, &mut y);
        for x in ticks {
            drawing.line((x, start), (x, foot), "grid");
        }
        drawing.line((across.plot().0, foot), (across.plot().1, foot), "rule");
        for (series, (centre, row)) in self.centres.iter().zip(&centres).enumerate() {
            centre.line(drawing, across, (start, row.middle), series);
        }
        for (position, row) in self.rows.iter().zip(&rows) {
            words(drawing, across, row, false);
            drawing.push(position.element(across, row.middle));
        }
        for (series, (centre, row)) in self.centres.iter().zip(&centres).enumerate() {
            words(drawing, across, row, true);
            centre.mark(drawing, across, row.middle, series);
        }
        y
    }

    /// Says what the ends stand for; returns where that ends.
    fn end_words(&self, drawing: &mut Drawing, across: &Across, top: f64) -> f64 {
        let set = Type::new(SMALL, "muted");
        let (from, to) = across.plot();
        let room = (to - from) / 2.0;
        let lines = |words: &str| if words.is_empty() { Vec::new() } else { set.wrap(words, room) };
        let (low, high) = (lines(&self.ends.0), lines(&self.ends.1));
        let from = from - INSET;
        drawing.lines((from, top + 12.0), &low, LEADING - 1.0, set);
        drawing.lines((to + INSET, top + 12.0), &high, LEADING - 1.0, set.anchor(Anchor::End));
        top + low.len().max(high.len()) as f64 * (LEADING - 1.0)
    }
}

/// Writes the numbers of the axis; returns where the rows begin and the places of the ticks.
fn axis(drawing: &mut Drawing, across: &Across, top: f64) -> (f64, Vec<f64>) {
    let set = Type::new(SMALL, "muted");
    let mut ticks = Vec::new();
    let mut taken = f64::NEG_INFINITY;
    for value in across.scale.ticks(TICK_GAP) {
        let (x, text) = (across.scale.at(value), short(value));
        let half = set.width(&text) / 2.0;
        if x - half > taken && x - half >= 0.0 && x + half <= across.width {
            drawing.text((x, top + 13.0), &text, set.anchor(Anchor::Middle));
            taken = x + half + 6.0;
            ticks.push(x);
        }
    }
    (top + 20.0, ticks)
}

/// Gives every row its place below `y`, and moves `y` to their end.
fn place<'a>(
    across: &Across,
    rows: impl Iterator<Item = (&'a str, &'a str)>,
    strong: bool,
    y: &mut f64,
) -> Vec<Row> {
    let row = |(name, number): (&str, &str)| {
        let name = name_type(strong).wrap(name, across.name_room());
        let number = name_type(strong).wrap(number, across.width - across.right + 1e-6);
        let text = name.len().max(number.len()) as f64 * LEADING;
        let (top, mark) = (*y, 2.0 * LARGEST_DOT);
        let (middle, height) = if across.left == 0.0 {
            // The dot stands nearer to its own name than to the next.
            (text + LARGEST_DOT + 1.0, text + mark + 9.0)
        } else {
            let height = (text + 6.0).max(mark + 5.0);
            (height / 2.0, height)
        };
        *y += height;
        Row { name, number, middle: top + middle, top }
    };
    rows.map(row).collect()
}

/// Writes the name and the number of a row.
fn words(drawing: &mut Drawing, across: &Across, row: &Row, strong: bool) {
    let baseline = |lines: &[String]| {
        if across.left == 0.0 {
            return row.top + 13.0;
        }
        row.middle - lines.len() as f64 * LEADING / 2.0 + 12.0
    };
    drawing.lines((0.0, baseline(&row.name)), &row.name, LEADING, name_type(strong));
    let set = name_type(strong).anchor(Anchor::End);
    drawing.lines((across.width, baseline(&row.number)), &row.number, LEADING, set);
}

impl Position {
    fn weight(&self) -> Option<f64> {
        self.weight.filter(|weight| weight.is_finite() && *weight >= 0.0)
    }

    /// The dot and how far it may lie off, under one name.
    fn element(&self, across: &Across, y: f64) -> Element {
        let group = Element::new("g").titled(&self.title);
        if !self.at.is_finite() {
            return group;
        }
        let x = across.at(self.at);
        let (from, to) = ends(self.span, self.at, across);
        let group = match to > from {
            true => group.child(stretch((from, to), y, "dot-link")),
            false => group,
        };
        group.child(match self.weight() {
            Some(weight) => {
                let share = if across.heaviest > 0.0 { weight / across.heaviest } else { 0.0 };
                let radius = (LARGEST_DOT * libm::sqrt(share)).max(SMALLEST_DOT);
                let disc = Element::new("circle").at("cx", x).at("cy", y).at("r", radius);
                disc.with("class", "dot")
            }
            None => Shape::Circle.element((x, y), 5.0, Tone::Ink, true),
        })
    }
}

impl Centre {
    fn places<'a>(&'a self, across: &'a Across) -> impl Iterator<Item = f64> + 'a {
        self.at.iter().filter(|at| at.is_finite()).map(|at| across.at(*at))
    }

    /// The lines up through the rows.
    fn line(&self, drawing: &mut Drawing, across: &Across, (top, foot): (f64, f64), series: usize) {
        for x in self.places(across) {
            let line = Element::new("line").at("x1", x).at("y1", top).at("x2", x).at("y2", foot);
            let mut line = line.with("class", format!("arc series-{}", series % SERIES));
            if !dash(series).is_empty() {
                line = line.with("stroke-dasharray", dash(series));
            }
            drawing.push(line);
        }
    }

    /// How far it may lie off, and its mark.
    fn mark(&self, drawing: &mut Drawing, across: &Across, y: f64, series: usize) {
        let Some(at) = self.at.iter().copied().find(|at| at.is_finite()) else { return };
        let (from, to) = ends(self.span, at, across);
        if to > from {
            let class = format!("bar series-{}", series % SERIES);
            drawing.rectangle((from, y - 2.5), to - from, 5.0, &class);
        }
        for x in self.places(across) {
            let shape = SHAPES[series % SHAPES.len()];
            drawing.push(shape.element((x, y), 6.0, Tone::Series(series), false));
        }
    }
}

/// The places of the ends of a span around a value.
fn ends((low, high): (f64, f64), at: f64, across: &Across) -> (f64, f64) {
    let or = |end: f64| if end.is_finite() { end } else { at };
    (across.at(or(low)), across.at(or(high)))
}

fn stretch((from, to): (f64, f64), y: f64, class: &str) -> Element {
    let line = Element::new("line").at("x1", from).at("y1", y).at("x2", to).at("y2", y);
    line.with("class", class)
}

fn name_type(strong: bool) -> Type {
    let set = Type::new(LABEL, "ink halo");
    if strong { set.weight(STRONG) } else { set }
}
