//! What the swatches and shapes of a figure mean, in a row of words above it.

use crate::style::Tone;
use crate::svg::{Drawing, Type};
use crate::timeline::Shape;

const LABEL: f64 = 13.0;
const LINE: f64 = 20.0;
const KEY: f64 = 20.0;
const GAP: f64 = 18.0;

/// The sign a legend explains.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Key {
    Series(usize),
    Mark { shape: Shape, tone: Tone, hollow: bool },
}

/// Draws the entries from the left, going on below where the `right` edge is reached; returns how
/// far down it went.
pub(crate) fn draw(drawing: &mut Drawing, right: f64, top: f64, entries: &[(Key, &str)]) -> f64 {
    let set = Type::new(LABEL, "ink");
    let (mut x, mut y) = (0.0, top);
    for (key, words) in entries {
        let lines = set.wrap(words, right - KEY);
        let width = lines.iter().map(|line| set.width(line)).fold(0.0, f64::max);
        if x > 0.0 && x + KEY + width > right {
            (x, y) = (0.0, y + LINE);
        }
        match *key {
            Key::Series(series) => drawing.swatch((x, y + 3.0), 14.0, 12.0, series),
            Key::Mark { shape, tone, hollow } => {
                drawing.push(shape.element((x + 7.0, y + 9.0), 5.0, tone, hollow));
            }
        }
        drawing.lines((x + KEY, y + 13.5), &lines, LINE - 4.0, set);
        y += (lines.len() as f64 - 1.0) * (LINE - 4.0);
        x += KEY + width + GAP;
    }
    if entries.is_empty() { top } else { y + LINE }
}
