//! The strip above the lanes: how many marks each year has.

use super::{Across, LEADING, SMALL, Timeline};
use crate::number::whole;
use crate::scale::Linear;
use crate::svg::{Anchor, Drawing, Type};

/// Height of the strip, the number over its highest bar included.
pub(crate) const HEIGHT: f64 = 52.0;

const NUMBER: f64 = 15.0;

/// Writes what the strip counts where it stands above the strip; returns where that ends.
pub(crate) fn top(line: &Timeline, drawing: &mut Drawing, across: &Across, top: f64) -> f64 {
    if across.left > 0.0 || line.density.is_empty() {
        return top;
    }
    let set = Type::new(SMALL, "muted");
    let lines = set.wrap(&line.density, across.width);
    drawing.lines((0.0, top + 12.0), &lines, LEADING - 1.0, set);
    top + lines.len() as f64 * (LEADING - 1.0) + 2.0
}

/// Draws the strip; the highest year carries its number.
pub(crate) fn draw(line: &Timeline, drawing: &mut Drawing, across: &Across, top: f64) {
    let foot = top + HEIGHT;
    let counts = by_year(line);
    let most = counts.iter().map(|(_, count)| *count).max().unwrap_or(0);
    let heights = Linear::new(0.0, f64::from(most), 0.0, HEIGHT - NUMBER);
    for (year, count) in &counts {
        let (left, right) = (across.years.at(*year), across.years.at(year + 1.0));
        let (height, gap) = (heights.at(f64::from(*count)), ((right - left) * 0.12).min(2.0));
        drawing.rectangle((left + gap, foot - height), right - left - 2.0 * gap, height, "density");
    }
    drawing.line((across.left, foot), (across.width, foot), "rule");
    let set = Type::new(SMALL, "ink halo").anchor(Anchor::Middle);
    if let Some((year, _)) = counts.iter().find(|(_, count)| *count == most) {
        let number = whole(f64::from(most));
        let half = set.width(&number) / 2.0;
        let x = across.years.at(year + 0.5).min(across.width - half);
        drawing.text((x, top + NUMBER - 3.0), &number, set);
    }
    if across.left > 0.0 {
        let set = Type::new(SMALL, "muted");
        let mut lines = set.wrap(&line.density, across.left - 8.0);
        // The strip is three lines high.
        if lines.len() > 3 {
            let rest = lines.split_off(2).join(" ");
            lines.push(crate::font::ellipsis(&rest, across.left - 8.0, SMALL, set.weight));
        }
        let first = foot - 4.0 - (lines.len() as f64 - 1.0) * LEADING;
        drawing.lines((0.0, first), &lines, LEADING, set);
    }
}

/// Years with marks, in order, and how many they have.
fn by_year(line: &Timeline) -> Vec<(f64, u32)> {
    let drawn = line.marks.iter().filter(|mark| line.has_place(mark));
    let mut years: Vec<f64> = drawn.map(|mark| libm::floor(mark.at)).collect();
    years.sort_by(f64::total_cmp);
    years.chunk_by(|one, other| one == other).map(|same| (same[0], same.len() as u32)).collect()
}
