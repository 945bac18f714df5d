//! What is left of amounts: a bar for each whole, what is taken from it filled, what is left hollow.
//!
//! Where more is taken than there is, the filled part runs beyond a line at the whole. Names stand on
//! the left and numbers on the right, so that no label can meet a bar; on a phone both stand above it.

use crate::font::STRONG;
use crate::legend::{self, Key};
use crate::number::short;
use crate::scale::Linear;
use crate::style::Tone;
use crate::svg::{Anchor, Drawing, Type};
use crate::timeline::Shape;

const LABEL: f64 = 13.0;
const SMALL: f64 = 12.0;
const LEADING: f64 = 16.0;
const THICK: f64 = 12.0;
const BETWEEN: f64 = 9.0;
const TICK_GAP: f64 = 64.0;

/// Wholes, one below another.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Balances {
    /// Accessible name: what is shown.
    pub title: String,
    /// Accessible description: what it says.
    pub description: String,
    /// What the parts are that are taken, in order.
    pub parts: Vec<String>,
    /// What is left is.
    pub rest: String,
    /// What the axis counts; empty for none.
    pub axis: String,
    /// The wholes, from the top.
    pub rows: Vec<Balance>,
    /// Whether to draw for a phone.
    pub compact: bool,
}

/// A whole and what is taken from it; amounts below zero or not finite count as nothing.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Balance {
    /// What it belongs to, set apart.
    pub heading: String,
    /// The rest of its name.
    pub label: String,
    /// How much there is.
    pub whole: f64,
    /// How much is taken, part by part.
    pub parts: Vec<f64>,
    /// What is left, in words; short.
    pub text: String,
    /// A remark below it; short, empty for none.
    pub note: String,
    /// Whether to set it apart.
    pub emphasis: bool,
}

/// Where things stand across the page.
struct Across {
    width: f64,
    /// Where bars begin.
    left: f64,
    /// How wide names may be.
    names: f64,
    /// How wide numbers may be.
    numbers: f64,
    scale: Linear,
}

impl Balances {
    /// The figure as one `<svg>` element; `id` must be unique in the page.
    pub fn svg(&self, id: &str) -> String {
        let across = self.across();
        let mut drawing = Drawing::new(id, across.width);
        let hollow = Key::Mark { shape: Shape::Square, tone: Tone::Ink, hollow: true };
        let mut keys: Vec<(Key, &str)> = self
            .parts
            .iter()
            .enumerate()
            .map(|(at, part)| (Key::Series(at), part.as_str()))
            .collect();
        if !self.rest.is_empty() {
            keys.push((hollow, &self.rest));
        }
        let top = legend::draw(&mut drawing, across.width, 0.0, &keys);
        let (start, ticks) = self.axis_words(&mut drawing, &across, top);
        let (mut y, mut places) = (start + 6.0, Vec::new());
        for row in &self.rows {
            places.push(y);
            y += row.height(&across) + BETWEEN;
        }
        for x in ticks {
            drawing.line((x, start), (x, y), "grid");
        }
        if !self.compact {
            drawing.line((across.left, start), (across.left, y), "rule");
        }
        for (row, top) in self.rows.iter().zip(places) {
            row.draw(&mut drawing, &across, top);
        }
        let class = if self.compact { "balances narrow" } else { "balances wide" };
        drawing.finish(y, class, &self.title, &self.description)
    }

    fn across(&self) -> Across {
        let width = if self.compact { 390.0 } else { 720.0 };
        let widest = |share: f64, widths: &mut dyn Iterator<Item = f64>| {
            widths.fold(0.0, f64::max).min(width * share)
        };
        let name =
            |row: &Balance| heading_type().width(&row.heading).max(label_type().width(&row.label));
        let number =
            |row: &Balance| row.number_type().width(&row.text).max(note_type().width(&row.note));
        let numbers = widest(0.3, &mut self.rows.iter().map(number));
        let high = self.rows.iter().map(Balance::reach).fold(0.0, f64::max);
        let (left, right, names) = if self.compact {
            (0.5, width - 1.0, width - numbers - 10.0)
        } else {
            let names = widest(0.42, &mut self.rows.iter().map(name));
            (names + 12.0, width - numbers - 8.0, names)
        };
        Across { width, left, names, numbers, scale: Linear::new(0.0, high, left, right) }
    }

    /// Writes the axis' name and the numbers of its ticks; returns where they end and the ticks.
    fn axis_words(&self, drawing: &mut Drawing, across: &Across, top: f64) -> (f64, Vec<f64>) {
        let set = Type::new(SMALL, "muted");
        let from = if self.compact { 0.0 } else { across.left };
        let lines = match self.axis.is_empty() {
            true => Vec::new(),
            false => set.wrap(&self.axis, across.width - from),
        };
        drawing.lines((from, top + 13.0), &lines, LEADING - 1.0, set);
        let top = top + lines.len() as f64 * (LEADING - 1.0);
        let (mut taken, mut ticks) = (f64::NEG_INFINITY, Vec::new());
        for value in across.scale.ticks(TICK_GAP) {
            let (x, text) = (across.scale.at(value), short(value));
            let half = set.width(&text) / 2.0;
            let middle = x.max(half).min(across.width - half);
            if middle - half > taken {
                drawing.text((middle, top + 14.0), &text, set.anchor(Anchor::Middle));
                taken = middle + half + 6.0;
                ticks.push(x);
            }
        }
        (top + 19.0, ticks)
    }
}

impl Balance {
    /// As far as its bar goes.
    fn reach(&self) -> f64 {
        amount(self.whole).max(self.taken())
    }

    fn taken(&self) -> f64 {
        self.parts.iter().map(|part| amount(*part)).sum()
    }

    fn number_type(&self) -> Type {
        if self.emphasis { heading_type() } else { label_type() }
    }

    /// The lines of its heading, its label, its number and its remark.
    fn lines(&self, across: &Across) -> [Vec<String>; 4] {
        let wrapped = |set: Type, text: &str, room: f64| match text.is_empty() {
            true => Vec::new(),
            false => set.wrap(text, room.max(1.0)),
        };
        let numbers = across.numbers + 1e-6;
        [
            wrapped(heading_type(), &self.heading, across.names),
            wrapped(label_type(), &self.label, across.names),
            wrapped(self.number_type(), &self.text, numbers),
            wrapped(note_type(), &self.note, numbers),
        ]
    }

    /// How high its words are.
    fn words(&self, across: &Across) -> f64 {
        let [heading, label, number, note] = self.lines(across).map(|lines| lines.len());
        (heading + label).max(number + note) as f64 * LEADING
    }

    fn height(&self, across: &Across) -> f64 {
        let words = self.words(across);
        if across.left < 1.0 { words + THICK + 6.0 } else { words.max(THICK + 4.0) }
    }

    fn draw(&self, drawing: &mut Drawing, across: &Across, top: f64) {
        let [heading, label, number, note] = self.lines(across);
        let first = top + 12.0;
        let below = |lines: &[String]| first + lines.len() as f64 * LEADING;
        drawing.lines((0.0, first), &heading, LEADING, heading_type());
        drawing.lines((0.0, below(&heading)), &label, LEADING, label_type());
        let set = self.number_type().anchor(Anchor::End);
        drawing.lines((across.width, first), &number, LEADING, set);
        let set = note_type().anchor(Anchor::End);
        drawing.lines((across.width, below(&number)), &note, LEADING, set);
        let beneath = top + self.words(across) + 3.0;
        let y = if across.left < 1.0 { beneath } else { top + 1.5 };
        self.bar(drawing, across, y);
    }

    fn bar(&self, drawing: &mut Drawing, across: &Across, y: f64) {
        let (mut from, mut x) = (0.0, across.left);
        for (series, part) in self.parts.iter().enumerate() {
            let to = from + amount(*part);
            let end = across.scale.at(to);
            if end > x {
                drawing.swatch((x, y), end - x, THICK, series);
            }
            (from, x) = (to, end);
        }
        let end = across.scale.at(amount(self.whole));
        if end > x {
            drawing.rectangle((x, y + 0.75), end - x, THICK - 1.5, "mark hollow ink");
        } else {
            drawing.line((end, y - 3.0), (end, y + THICK + 3.0), "clock");
        }
    }
}

fn amount(number: f64) -> f64 {
    if number.is_finite() { number.max(0.0) } else { 0.0 }
}

fn heading_type() -> Type {
    Type::new(LABEL, "ink halo").weight(STRONG)
}

fn label_type() -> Type {
    Type::new(LABEL, "ink halo")
}

fn note_type() -> Type {
    Type::new(SMALL, "muted halo")
}
