//! From where up something holds, column by column: each column is shaded from its edge to the top.
//!
//! Between columns nothing is said, so each is drawn by itself, with a gap to the next.

use crate::legend::{self, Key};
use crate::scale::{Band, Linear};
use crate::style::Tone;
use crate::svg::{Anchor, Drawing, Type};
use crate::timeline::Shape;

const LABEL: f64 = 13.0;
const SMALL: f64 = 12.0;
const LEADING: f64 = 16.0;

/// Columns side by side on one scale upwards.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Columns {
    /// Accessible name: what is shown.
    pub title: String,
    /// Accessible description: what it says.
    pub description: String,
    /// What the columns differ in.
    pub across: String,
    /// What runs upwards.
    pub up: String,
    /// The lowest and the highest place.
    pub ends: (f64, f64),
    /// Places upwards that have a name, from the lowest.
    pub levels: Vec<(f64, String)>,
    /// What the shading means.
    pub shaded: String,
    /// The columns.
    pub columns: Vec<Column>,
    /// A place of note: how many columns from the left (0 for the middle of the first), how far up,
    /// and what it is.
    pub mark: Option<(f64, f64, String)>,
    /// Whether to draw for a phone.
    pub compact: bool,
}

/// One column.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Column {
    /// Its name, and a second line; short.
    pub label: [String; 2],
    /// From where up it is shaded; nowhere if nothing.
    pub from: Option<f64>,
}

impl Columns {
    /// The figure as one `<svg>` element; `id` must be unique in the page.
    pub fn svg(&self, id: &str) -> String {
        let (width, height) = if self.compact { (390.0, 240.0) } else { (720.0, 300.0) };
        let mut drawing = Drawing::new(id, width);
        let diamond = Key::Mark { shape: Shape::Diamond, tone: Tone::Ink, hollow: false };
        let mut keys = vec![(Key::Cell { part: false }, self.shaded.as_str())];
        keys.extend(self.mark.iter().map(|mark| (diamond, mark.2.as_str())));
        let legend_end = legend::draw(&mut drawing, width, 0.0, &keys);
        let words = label_type().wrap(&self.up, width);
        drawing.lines((0.0, legend_end + 16.0), &words, LEADING, label_type());
        let top = legend_end + 14.0 + words.len() as f64 * LEADING;
        let foot = top + height;
        let scale = Linear::new(self.ends.0, self.ends.1, foot - 8.0, top + 8.0);
        let named = self.levels.iter().map(|(_, name)| tick_type().width(name));
        let room = named.fold(0.0, f64::max).min(width * 0.25);
        let left = room + 8.0;
        let band = Band::new(self.columns.len(), left + 4.0, width - 4.0);
        for (column, place) in self.columns.iter().zip(0..) {
            column.shade(&mut drawing, (&scale, self.ends), &band, place, top);
        }
        self.level_lines(&mut drawing, &scale, (left, width), room);
        drawing.line((left, foot), (width, foot), "rule");
        drawing.line((left, top), (left, foot), "rule");
        let end = self.names(&mut drawing, &band, foot);
        if let Some((along, up, _)) =
            self.mark.as_ref().filter(|m| m.0.is_finite() && m.1.is_finite())
        {
            let x = band.centre(0) + along * band.width();
            let x = x.clamp(left, width);
            let y = scale.at(up.clamp(self.ends.0.min(self.ends.1), self.ends.1.max(self.ends.0)));
            drawing.push(Shape::Diamond.element((x, y), 6.5, Tone::Ink, false));
        }
        let words = label_type().wrap(&self.across, width);
        drawing.lines((width, end + 16.0), &words, LEADING, label_type().anchor(Anchor::End));
        let end = end + 8.0 + words.len() as f64 * LEADING;
        let class = if self.compact { "columns narrow" } else { "columns wide" };
        drawing.finish(end, class, &self.title, &self.description)
    }

    fn level_lines(
        &self,
        drawing: &mut Drawing,
        scale: &Linear,
        (left, right): (f64, f64),
        room: f64,
    ) {
        let mut below = f64::INFINITY;
        for (at, name) in self.levels.iter().filter(|(at, _)| at.is_finite()) {
            let y = scale.at(at.clamp(self.ends.0.min(self.ends.1), self.ends.1.max(self.ends.0)));
            drawing.line((left, y), (right, y), "reference");
            let lines = tick_type().wrap(name, room + 1e-6);
            let first = y + 4.0 - (lines.len() as f64 - 1.0) * (LEADING - 2.0) / 2.0;
            let last = first + (lines.len() as f64 - 1.0) * (LEADING - 2.0);
            if last < below {
                let set = tick_type().anchor(Anchor::End);
                drawing.lines((room, first), &lines, LEADING - 2.0, set);
                below = first - 14.0;
            }
        }
    }

    /// Writes the names of the columns, or of every second, third … from the last where they are wide;
    /// returns where they end.
    fn names(&self, drawing: &mut Drawing, band: &Band, foot: f64) -> f64 {
        let set = tick_type();
        let widths = self.columns.iter().flat_map(|column| &column.label);
        let widest = widths.map(|line| set.width(line)).fold(0.0, f64::max);
        let every = libm::ceil((widest + 6.0) / band.width()).max(1.0) as usize;
        for place in (0..self.columns.len()).rev().step_by(every) {
            let (x, half) = (band.centre(place), widest / 2.0);
            if x - half < 0.0 {
                continue;
            }
            // The last may be wider than its column.
            let x = x.min(
                band.centre(0) + band.width() * (self.columns.len() as f64 - 0.5) - half + 4.0,
            );
            let set = set.anchor(Anchor::Middle);
            drawing.lines((x, foot + 15.0), &self.columns[place].label, LEADING - 1.0, set);
        }
        foot + 22.0 + (LEADING - 1.0)
    }
}

impl Column {
    fn shade(
        &self,
        drawing: &mut Drawing,
        (scale, ends): (&Linear, (f64, f64)),
        band: &Band,
        place: usize,
        top: f64,
    ) {
        let Some(from) = self.from.filter(|from| from.is_finite()) else { return };
        let low = scale.at(from.clamp(ends.0.min(ends.1), ends.1.max(ends.0)));
        let wide = (band.width() - 2.0).max(1.0);
        drawing.rectangle((band.centre(place) - wide / 2.0, top), wide, low - top, "cell");
    }
}

fn label_type() -> Type {
    Type::new(LABEL, "ink")
}

fn tick_type() -> Type {
    Type::new(SMALL, "muted halo")
}
