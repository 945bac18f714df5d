//! Arrows: of a few gentle curves (quadratic Bézier) the one that meets fewest nodes, keeps apart
//! from other arrows between the same two nodes, and stays in its room.

use super::place::{Places, Spot};
use super::{GraphArc, RADIUS};
use crate::style::dash;
use crate::svg::{Drawing, Element, number};

/// The least a curve is pulled aside, and how much further the next candidate is: at least so much,
/// or this share of its length.
const LEAST_BEND: (f64, f64) = (9.0, 0.08);
const NEXT_BEND: (f64, f64) = (14.0, 0.09);
const CANDIDATES: u32 = 14;
/// How far apart two arrows between the same nodes are pulled, at least.
const APART: f64 = 13.0;
const SAMPLES: u32 = 32;
const CLEAR: f64 = 4.0;
const HEAD: f64 = 7.5;

/// The arrows drawn so far.
pub(super) struct Curves<'a> {
    places: &'a Places,
    /// The two nodes, the lower place first, and how far an arrow between them is pulled aside as
    /// seen from it.
    taken: Vec<(usize, usize, f64)>,
}

type Point = (f64, f64);

/// From, pulled towards, to.
#[derive(Clone, Copy)]
struct Curve(Point, Point, Point);

impl Curve {
    fn at(&self, t: f64) -> Point {
        self.blossom(t, t)
    }

    /// The polar form: `at(t)` for equal values, the middle control point of a piece for its ends.
    fn blossom(&self, s: f64, t: f64) -> Point {
        let (a, b, c) = ((1.0 - s) * (1.0 - t), s * (1.0 - t) + t * (1.0 - s), s * t);
        let Curve(from, pull, to) = self;
        (a * from.0 + b * pull.0 + c * to.0, a * from.1 + b * pull.1 + c * to.1)
    }

    fn piece(&self, s: f64, t: f64) -> Curve {
        Curve(self.at(s), self.blossom(s, t), self.at(t))
    }
}

impl<'a> Curves<'a> {
    pub(super) fn new(places: &'a Places) -> Curves<'a> {
        Curves { places, taken: Vec::new() }
    }

    /// Draws an arrow; nothing if one of its nodes has no place.
    pub(super) fn draw(&mut self, drawing: &mut Drawing, arc: &GraphArc) {
        let (Some(from), Some(to)) = (self.places.spots[arc.from], self.places.spots[arc.to])
        else {
            return;
        };
        let (dx, dy) = (to.x - from.x, to.y - from.y);
        let length = (dx * dx + dy * dy).sqrt().max(1.0);
        let turned = if arc.from < arc.to { 1.0 } else { -1.0 };
        let key = (arc.from.min(arc.to), arc.from.max(arc.to));
        let mut best: Option<(f64, f64, Curve)> = None;
        for candidate in 0..CANDIDATES {
            let step = f64::from(candidate / 2) * NEXT_BEND.0.max(length * NEXT_BEND.1);
            let bend = LEAST_BEND.0 + length * LEAST_BEND.1 + step;
            // Right of its way first, so that arrows both ways part.
            let bend = if candidate % 2 == 0 { bend } else { -bend };
            let middle = (f64::midpoint(from.x, to.x), f64::midpoint(from.y, to.y));
            let pull = (middle.0 - dy / length * bend, middle.1 + dx / length * bend);
            let curve = Curve((from.x, from.y), pull, (to.x, to.y));
            let close = self.taken.iter().filter(|(one, other, taken)| {
                (*one, *other) == key && (taken - bend * turned).abs() < APART
            });
            let cost = self.cost(&curve, arc) + 40.0 * close.count() as f64 + f64::from(candidate);
            if best.as_ref().is_none_or(|(least, ..)| cost < *least) {
                best = Some((cost, bend, curve));
            }
        }
        let Some((_, bend, curve)) = best else { return };
        self.taken.push((key.0, key.1, bend * turned));
        // What lies inside the two nodes is not drawn.
        let step = |n: u32| f64::from(n) / f64::from(SAMPLES * 4);
        let outside = |spot: &Spot, t: f64| !inside(spot, curve.at(t), 3.0);
        let leaves = (0..SAMPLES * 2).map(step).find(|&t| outside(&from, t));
        let arrives = (SAMPLES * 2..SAMPLES * 4).rev().map(step).find(|&t| outside(&to, t));
        if let (Some(leaves), Some(arrives)) = (leaves, arrives) {
            arrow(drawing, &curve.piece(leaves, arrives), arc);
        }
    }

    /// What speaks against a curve: nodes and names it meets, room it leaves.
    fn cost(&self, curve: &Curve, arc: &GraphArc) -> f64 {
        let (left, top, right, bottom) = self.places.area;
        let samples = (1..SAMPLES).map(|n| curve.at(f64::from(n) / f64::from(SAMPLES)));
        let samples: Vec<Point> = samples.collect();
        let leaves = samples.iter().any(|p| {
            p.0 < left + 2.0 || p.0 > right - 2.0 || p.1 < top + 2.0 || p.1 > bottom - 2.0
        });
        let met = (self.places.spots.iter().enumerate())
            .filter(|(node, _)| *node != arc.from && *node != arc.to)
            .filter_map(|(_, spot)| spot.as_ref())
            .filter(|spot| samples.iter().any(|point| inside(spot, *point, CLEAR)));
        let named = samples.iter().any(|point| self.places.in_a_name(*point));
        20.0 * met.count() as f64
            + if named { 6.0 } else { 0.0 }
            + if leaves { 1000.0 } else { 0.0 }
    }
}

/// Whether a point lies in a node or closer to it than `margin`: a disc, or two with what is between.
fn inside(spot: &Spot, point: Point, margin: f64) -> bool {
    let flat = (spot.half - RADIUS).max(0.0);
    let dx = ((point.0 - spot.x).abs() - flat).max(0.0);
    let dy = point.1 - spot.y;
    let reach = RADIUS + margin;
    dx * dx + dy * dy < reach * reach
}

/// The curve with its head at the end.
fn arrow(drawing: &mut Drawing, curve: &Curve, arc: &GraphArc) {
    let Curve(from, pull, tip) = *curve;
    let (dx, dy) = (tip.0 - pull.0, tip.1 - pull.1);
    let length = (dx * dx + dy * dy).sqrt().max(0.01);
    let ahead = (dx / length, dy / length);
    let size = if arc.strong { HEAD + 1.5 } else { HEAD };
    // The line ends within the head, so that its tip stays sharp.
    let end = (tip.0 - ahead.0 * size * 0.7, tip.1 - ahead.1 * size * 0.7);
    let path = format!("M{}Q{} {}", pair(from), pair(pull), pair(end));
    let heavy = if arc.strong { " heavy" } else { "" };
    let class = format!("arc series-{}{heavy}", arc.series % crate::style::SERIES);
    let mut line = Element::new("path").with("d", path).with("class", class);
    if !dash(arc.series).is_empty() {
        line = line.with("stroke-dasharray", dash(arc.series));
    }
    drawing.push(line);
    drawing.push(head(tip, ahead, size, arc.series));
}

/// The head of an arrow that points `ahead`.
pub(crate) fn head(tip: Point, ahead: Point, size: f64, series: usize) -> Element {
    let back = (tip.0 - ahead.0 * size, tip.1 - ahead.1 * size);
    let half = size * 0.4;
    let one = (back.0 - ahead.1 * half, back.1 + ahead.0 * half);
    let other = (back.0 + ahead.1 * half, back.1 - ahead.0 * half);
    Element::new("path")
        .with("d", format!("M{}L{}L{}Z", pair(tip), pair(one), pair(other)))
        .with("class", format!("head series-{}", series % crate::style::SERIES))
}

fn pair(point: Point) -> String {
    format!("{} {}", number(point.0), number(point.1))
}
