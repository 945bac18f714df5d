//! The lanes of a timeline: marks beside their line without touching, and links between them.

use super::{Across, LABEL, LEADING, Mark, Timeline};
use crate::svg::{Drawing, Element, Type, number};

const RADIUS: f64 = 5.0;
const PITCH: f64 = 12.0;
const AIR: f64 = 15.0;

/// The marks of a stretch of time laid out in lanes.
pub(crate) struct Lanes<'a> {
    line: &'a Timeline,
    across: &'a Across,
    lanes: Vec<Lane>,
    /// Links between marks both at or after this moment are not drawn.
    linked_until: f64,
}

/// One lane, its places measured from its top.
struct Lane {
    label: Vec<String>,
    middle: f64,
    height: f64,
    /// Which mark, its place across, and how many steps below the middle.
    marks: Vec<(usize, f64, f64)>,
}

impl Timeline {
    /// Whether a mark's moment, lane and kind are there.
    pub(crate) fn has_place(&self, mark: &Mark) -> bool {
        mark.at.is_finite() && mark.lane < self.lanes.len() && mark.kind < self.kinds.len()
    }
}

impl<'a> Lanes<'a> {
    /// Lays out the marks between two moments, both included.
    pub(crate) fn new(
        line: &'a Timeline,
        across: &'a Across,
        (low, high): (f64, f64),
        linked_until: f64,
    ) -> Lanes<'a> {
        let lane = |(at, name): (usize, &String)| {
            let shown = |mark: &Mark| {
                line.has_place(mark) && mark.lane == at && mark.at >= low && mark.at <= high
            };
            let marks = line.marks.iter().enumerate().filter(|(_, mark)| shown(mark));
            let places = marks.map(|(at, mark)| (at, across.years.at(mark.at))).collect();
            Lane::new(name, across, places)
        };
        let lanes = line.lanes.iter().enumerate().map(lane).collect();
        Lanes { line, across, lanes, linked_until }
    }

    /// Height of all lanes.
    pub(crate) fn height(&self) -> f64 {
        self.lanes.iter().map(|lane| lane.height).sum()
    }

    /// Draws the lanes from `top` down: lines, then links, then names and marks above them.
    pub(crate) fn draw(&self, drawing: &mut Drawing, top: f64) {
        let (left, right) = (self.across.left, self.across.width);
        let mut places = vec![None; self.line.marks.len()];
        let mut y = top;
        for lane in &self.lanes {
            drawing.line((left, y + lane.middle), (right, y + lane.middle), "grid");
            for (mark, x, step) in &lane.marks {
                places[*mark] = Some((*x, y + lane.middle + step * PITCH));
            }
            y += lane.height;
        }
        for &(from, to) in &self.line.links {
            if self.later(from) && self.later(to) {
                continue;
            }
            let place = |mark: usize| places.get(mark).copied().flatten();
            if let (Some(from), Some(to)) = (place(from), place(to)) {
                drawing.push(link(from, to));
            }
        }
        let mut y = top;
        for lane in &self.lanes {
            let set = Type::new(LABEL, "ink halo");
            let first = match left > 0.0 {
                true => lane.middle + 4.5 - (lane.label.len() as f64 - 1.0) * LEADING / 2.0,
                false => 15.0,
            };
            drawing.lines((0.0, y + first), &lane.label, LEADING, set);
            y += lane.height;
        }
        for (mark, place) in self.line.marks.iter().zip(&places) {
            if let Some(place) = place {
                drawing.push(self.mark(mark, *place));
            }
        }
    }

    fn later(&self, mark: usize) -> bool {
        self.line.marks.get(mark).is_some_and(|mark| mark.at >= self.linked_until)
    }

    fn mark(&self, mark: &Mark, place: (f64, f64)) -> Element {
        let kind = &self.line.kinds[mark.kind];
        let element = kind.shape.element(place, RADIUS, kind.tone, mark.hollow);
        let element = match mark.key.is_empty() {
            true => element,
            false => element.with("data-key", mark.key.as_str()),
        };
        element.titled(&mark.title)
    }
}

impl Lane {
    fn new(name: &str, across: &Across, mut places: Vec<(usize, f64)>) -> Lane {
        places.sort_by(|one, other| one.1.total_cmp(&other.1).then(one.0.cmp(&other.0)));
        let room = if across.left > 0.0 { across.left - 8.0 } else { across.width };
        let label = Type::new(LABEL, "ink").wrap(name, room);
        // The right end of every row, nearest the middle first: 0, above, below, above, …
        let mut rows: Vec<f64> = Vec::new();
        let mut marks = Vec::with_capacity(places.len());
        for (mark, x) in places {
            let free = rows.iter().position(|end| x - end >= PITCH);
            let row = free.unwrap_or(rows.len());
            if row == rows.len() {
                rows.push(x);
            } else {
                rows[row] = x;
            }
            marks.push((mark, x, step(row)));
        }
        let above = (rows.len() / 2) as f64 * PITCH;
        let below = (rows.len().saturating_sub(1) / 2) as f64 * PITCH;
        let words = label.len() as f64 * LEADING;
        if across.left > 0.0 {
            let reach = (words / 2.0 - AIR + 3.0).max(0.0);
            let (above, below) = (above.max(reach), below.max(reach));
            return Lane { label, middle: above + AIR, height: above + below + 2.0 * AIR, marks };
        }
        let middle = words + above + 11.0;
        Lane { label, middle, height: middle + below + 14.0, marks }
    }
}

/// How many steps below the middle a row stands: 0, −1, 1, −2, 2, …
fn step(row: usize) -> f64 {
    let away = row.div_ceil(2) as f64;
    if row % 2 == 1 { -away } else { away }
}

/// A thin line from a mark to its answer: an arch within a row, a swing between rows.
fn link(from: (f64, f64), to: (f64, f64)) -> Element {
    let (x1, y1, x2, y2) = (number(from.0), number(from.1), number(to.0), number(to.1));
    let path = if (from.1 - to.1).abs() < PITCH {
        let top = number(from.1.min(to.1) - ((to.0 - from.0).abs() * 0.4).clamp(9.0, 22.0));
        format!("M{x1} {y1}C{x1} {top} {x2} {top} {x2} {y2}")
    } else {
        let middle = number((from.1 + to.1) / 2.0);
        format!("M{x1} {y1}C{x1} {middle} {x2} {middle} {x2} {y2}")
    };
    Element::new("path").with("d", path).with("class", "link")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_go_out_from_the_middle() {
        assert_eq!([0, 1, 2, 3, 4].map(step), [0.0, -1.0, 1.0, -2.0, 2.0]);
    }
}
