//! What two parties get: how much stands where, the edge of what can be had, and marks of note.
//!
//! Amounts are blocks in a grid of cells, their sides by the logarithm of the amount, so that few
//! are seen beside many; a second amount in a cell (a part of the first) is a block on top. Edges
//! are lines from mark to mark: what lies between two corners of an edge cannot be had, so they are
//! drawn as steps. A mark may be a range: then it is a bar either way. Numbers beside marks stand
//! where they cover nothing: where marks pile up farther off, with a line that leads to the mark.

use crate::legend::{self, Key};
use crate::number::short;
use crate::scale::Linear;
use crate::style::{SERIES, Tone, dash};
use crate::svg::{Anchor, Drawing, Element, Type, number};
use crate::timeline::Shape;

const LABEL: f64 = 13.0;
const SMALL: f64 = 12.0;
const LEADING: f64 = 16.0;
const RADIUS: f64 = 5.0;

/// Two amounts against each other.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Scatter {
    /// Accessible name: what is shown.
    pub title: String,
    /// Accessible description: what it says.
    pub description: String,
    /// Along.
    pub x: ScatterAxis,
    /// Up.
    pub y: ScatterAxis,
    /// Cells along the axes' stretch, and as many up.
    pub grid: usize,
    /// Cells that are not empty; others than the grid has are left out.
    pub cells: Vec<ScatterCell>,
    /// What the blocks are, and what those on top of them are; empty for what needs no words.
    pub cell_words: [String; 2],
    /// Edges.
    pub edges: Vec<ScatterEdge>,
    /// Kinds of marks, for the legend.
    pub kinds: Vec<ScatterKind>,
    /// Marks; later ones are on top.
    pub marks: Vec<ScatterMark>,
    /// What the dashed lines across are; not told if empty.
    pub level_words: String,
    /// Whether to draw for a phone.
    pub compact: bool,
}

/// An axis.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct ScatterAxis {
    /// What it measures.
    pub label: String,
    /// Where cells begin.
    pub low: f64,
    /// Where cells end.
    pub high: f64,
    /// A value to draw a dashed line at.
    pub level: Option<f64>,
}

/// Amounts in one cell.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct ScatterCell {
    /// Its place along, from 0.
    pub x: usize,
    /// Its place up, from 0.
    pub y: usize,
    /// How much there is.
    pub amount: f64,
    /// How much of it is set apart.
    pub part: f64,
}

/// An edge: its corners from one end to the other.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct ScatterEdge {
    /// What it is.
    pub label: String,
    /// Its colour and dashes.
    pub series: usize,
    /// Its corners, along growing.
    pub corners: Vec<(f64, f64)>,
}

/// A kind of mark.
#[derive(Clone, PartialEq, Debug)]
pub struct ScatterKind {
    /// What it is.
    pub label: String,
    /// Its outline.
    pub shape: Shape,
    /// Its colour.
    pub tone: Tone,
    /// Whether only its outline is drawn.
    pub hollow: bool,
}

/// A mark.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct ScatterMark {
    /// Its kind; of none there is, it is left out.
    pub kind: usize,
    /// The whole of it in words, shown on hover.
    pub title: String,
    /// A number or letter to stand beside it.
    pub label: String,
    /// The least and the most along; where they differ it is a bar.
    pub x: (f64, f64),
    /// The least and the most up.
    pub y: (f64, f64),
}

/// Where things stand.
struct Plot {
    x: Linear,
    y: Linear,
    left: f64,
    right: f64,
    top: f64,
    foot: f64,
}

/// A rectangle that is taken: left, top, right, bottom.
type Taken = (f64, f64, f64, f64);

impl Scatter {
    /// The figure as one `<svg>` element; `id` must be unique in the page.
    pub fn svg(&self, id: &str) -> String {
        let (width, height) = if self.compact { (390.0, 330.0) } else { (720.0, 470.0) };
        let mut drawing = Drawing::new(id, width);
        let top = legend::draw(&mut drawing, width, 0.0, &self.legend());
        let words = label_type().wrap(&self.y.label, width);
        drawing.lines((0.0, top + 16.0), &words, LEADING, label_type());
        let top = top + 12.0 + words.len() as f64 * LEADING + 6.0;
        let foot = top + height;
        let scale = |axis: &ScatterAxis, from: f64, to: f64| {
            let (low, high) = self.stretch(axis);
            Linear::new(low, high, from, to)
        };
        let y = scale(&self.y, foot - 6.0, top + 6.0);
        let ticks = ticks_that_fit(&y, 44.0, |_| width * 0.3);
        let left = 10.0 + tick_width(&ticks);
        let x = scale(&self.x, left + 6.0, width - 8.0);
        let plot = Plot { x, y, left, right: width - 2.0, top, foot };
        self.grid(&mut drawing, &plot);
        self.blocks(&mut drawing, &plot);
        self.levels(&mut drawing, &plot);
        for edge in &self.edges {
            edge.draw(&mut drawing, &plot);
        }
        self.draw_marks(&mut drawing, &plot);
        let words = label_type().wrap(&self.x.label, width);
        let set = label_type().anchor(Anchor::End);
        drawing.lines((width, foot + 36.0), &words, LEADING, set);
        let end = foot + 28.0 + words.len() as f64 * LEADING;
        let class = if self.compact { "scatter narrow" } else { "scatter wide" };
        drawing.finish(end, class, &self.title, &self.description)
    }

    fn legend(&self) -> Vec<(Key, &str)> {
        let mut entries = Vec::new();
        for (part, words) in self.cell_words.iter().enumerate() {
            if !words.is_empty() {
                entries.push((Key::Cell { part: part > 0 }, words.as_str()));
            }
        }
        for edge in &self.edges {
            entries.push((Key::Edge(edge.series), edge.label.as_str()));
        }
        if !self.level_words.is_empty() {
            entries.push((Key::Level, self.level_words.as_str()));
        }
        for kind in &self.kinds {
            let ScatterKind { shape, tone, hollow, .. } = *kind;
            entries.push((Key::Mark { shape, tone, hollow }, kind.label.as_str()));
        }
        entries
    }

    /// The stretch of an axis: the cells and the dashed line.
    fn stretch(&self, axis: &ScatterAxis) -> (f64, f64) {
        let level = axis.level.filter(|level| level.is_finite());
        let low = level.map_or(axis.low, |level| level.min(axis.low));
        (low, level.map_or(axis.high, |level| level.max(axis.high)))
    }

    fn grid(&self, drawing: &mut Drawing, plot: &Plot) {
        for tick in ticks_that_fit(&plot.y, 44.0, |_| plot.left - 10.0) {
            let y = plot.y.at(tick);
            drawing.line((plot.left, y), (plot.right, y), "grid");
            let set = tick_type().anchor(Anchor::End);
            drawing.text((plot.left - 6.0, y + 4.0), &short(tick), set);
        }
        for tick in &ticks_that_fit(&plot.x, 64.0, |gap| gap - 8.0) {
            let x = plot.x.at(*tick);
            drawing.line((x, plot.top), (x, plot.foot), "grid");
            let half = tick_type().width(&short(*tick)) / 2.0;
            let middle = x.min(plot.right - half).max(half);
            let set = tick_type().anchor(Anchor::Middle);
            drawing.text((middle, plot.foot + 16.0), &short(*tick), set);
        }
        drawing.line((plot.left, plot.foot), (plot.right, plot.foot), "rule");
        drawing.line((plot.left, plot.top), (plot.left, plot.foot), "rule");
    }

    /// All blocks of either kind as one path: there may be a thousand.
    fn blocks(&self, drawing: &mut Drawing, plot: &Plot) {
        let grid = self.grid.max(1) as f64;
        let step = |axis: &ScatterAxis| (axis.high - axis.low).max(0.0) / grid;
        let inside = |cell: &&ScatterCell| cell.x < self.grid && cell.y < self.grid;
        let most = self.cells.iter().map(|cell| cell.amount).filter(|a| a.is_finite());
        let most = libm::log10(1.0 + most.fold(1.0, f64::max));
        let amount: fn(&ScatterCell) -> f64 = |cell| cell.amount;
        let part: fn(&ScatterCell) -> f64 = |cell| cell.part;
        for (of, class) in [(amount, "cell"), (part, "cell part series-0")] {
            let mut path = String::new();
            for cell in self.cells.iter().filter(inside) {
                let amount = of(cell);
                if !amount.is_finite() || amount <= 0.0 {
                    continue;
                }
                let side = 0.35 + 0.65 * libm::log10(1.0 + amount) / most;
                let place = |scale: &Linear, axis: &ScatterAxis, at: usize| {
                    let low = axis.low + step(axis) * at as f64;
                    let (from, to) = (scale.at(low), scale.at(low + step(axis)));
                    let reach = ((to - from).abs() - 1.0).clamp(1.0, 24.0) * side;
                    ((from + to) / 2.0 - reach / 2.0, reach)
                };
                let (x, width) = place(&plot.x, &self.x, cell.x);
                let (y, height) = place(&plot.y, &self.y, cell.y);
                path.push_str(&format!(
                    "M{} {}h{}v{}h{}z",
                    number(x),
                    number(y),
                    number(width),
                    number(height),
                    number(-width)
                ));
            }
            if !path.is_empty() {
                drawing.push(Element::new("path").with("d", path).with("class", class));
            }
        }
    }

    fn levels(&self, drawing: &mut Drawing, plot: &Plot) {
        let finite = |level: &f64| level.is_finite();
        if let Some(level) = self.x.level.filter(finite) {
            let x = plot.x.at(level);
            drawing.line((x, plot.top), (x, plot.foot), "level");
        }
        if let Some(level) = self.y.level.filter(finite) {
            let y = plot.y.at(level);
            drawing.line((plot.left, y), (plot.right, y), "level");
        }
    }

    fn draw_marks(&self, drawing: &mut Drawing, plot: &Plot) {
        let mut labels = Vec::new();
        let mut taken: Vec<Taken> = Vec::new();
        for mark in &self.marks {
            let Some(kind) = self.kinds.get(mark.kind) else { continue };
            let ends = [mark.x.0, mark.x.1, mark.y.0, mark.y.1];
            let within = |value: f64, (low, high): (f64, f64)| value >= low && value <= high;
            let (along, up) = (self.stretch(&self.x), self.stretch(&self.y));
            let inside = within(ends[0], along)
                && within(ends[1], along)
                && within(ends[2], up)
                && within(ends[3], up);
            if !inside {
                continue;
            }
            let (x0, x1) = (plot.x.at(mark.x.0), plot.x.at(mark.x.1));
            let (y0, y1) = (plot.y.at(mark.y.0), plot.y.at(mark.y.1));
            let at = ((x0 + x1) / 2.0, (y0 + y1) / 2.0);
            let mut group = Element::new("g").titled(&mark.title);
            let bar = |from: (f64, f64), to: (f64, f64)| {
                let line = Element::new("line").at("x1", from.0).at("y1", from.1);
                let class = format!("range {}", kind.tone.class());
                line.at("x2", to.0).at("y2", to.1).with("class", class)
            };
            if mark.x.0 < mark.x.1 {
                group = group.child(bar((x0, at.1), (x1, at.1)));
            }
            if mark.y.0 < mark.y.1 {
                group = group.child(bar((at.0, y0), (at.0, y1)));
            }
            let radius = if kind.hollow { RADIUS - 1.0 } else { RADIUS };
            drawing.push(group.child(kind.shape.element(at, radius, kind.tone, kind.hollow)));
            let reach = RADIUS + 1.5;
            taken.push((at.0 - reach, at.1 - reach, at.0 + reach, at.1 + reach));
            labels.push((at, mark.label.as_str()));
        }
        for (at, label) in labels {
            if let Some((place, area)) = room(plot, at, label, &taken) {
                drawing.text(place, label, mark_type());
                taken.push(area);
            } else if let Some((place, area)) = room_afar(plot, at, label, &taken) {
                drawing.line(at, ((area.0 + area.2) / 2.0, (area.1 + area.3) / 2.0), "rule");
                drawing.text(place, label, mark_type());
                taken.push(area);
            }
        }
    }
}

/// A place beside a mark where its label covers nothing.
fn room(plot: &Plot, at: (f64, f64), label: &str, taken: &[Taken]) -> Option<((f64, f64), Taken)> {
    let width = mark_type().width(label);
    let (near, beside) = (RADIUS + 3.0, RADIUS + 2.0);
    let corners = [
        (at.0 + near, at.1 + 4.0),
        (at.0 - near - width, at.1 + 4.0),
        (at.0 - width / 2.0, at.1 - beside - 4.0),
        (at.0 - width / 2.0, at.1 + beside + 10.0),
        (at.0 + beside, at.1 - beside),
        (at.0 + beside, at.1 + beside + 8.0),
        (at.0 - beside - width, at.1 - beside),
        (at.0 - beside - width, at.1 + beside + 8.0),
    ];
    let places = corners.map(|place| (place, area(place, width)));
    places.into_iter().find(|(_, area)| !label.is_empty() && is_free(plot, area, taken))
}

/// The same farther off, in rings around the mark.
fn room_afar(
    plot: &Plot,
    at: (f64, f64),
    label: &str,
    taken: &[Taken],
) -> Option<((f64, f64), Taken)> {
    const RINGS: [f64; 4] = [20.0, 30.0, 42.0, 56.0];
    // Sixteen directions, as sides of right triangles.
    const SIDES: [(f64, f64); 4] = [(1.0, 0.0), (0.92, 0.38), (0.71, 0.71), (0.38, 0.92)];
    let width = mark_type().width(label);
    let turned = |(x, y): (f64, f64)| [(x, y), (-y, x), (-x, -y), (y, -x)];
    let mut places = RINGS.into_iter().flat_map(|ring| {
        SIDES.into_iter().flat_map(turned).map(move |(x, y)| {
            let place = (at.0 + ring * x - width / 2.0, at.1 + ring * y + 4.0);
            (place, area(place, width))
        })
    });
    places.find(|(_, area)| !label.is_empty() && is_free(plot, area, taken))
}

/// What a label of this width takes, its foot at a place.
fn area(place: (f64, f64), width: f64) -> Taken {
    (place.0 - 1.0, place.1 - 10.0, place.0 + width + 1.0, place.1 + 4.0)
}

fn is_free(plot: &Plot, area: &Taken, taken: &[Taken]) -> bool {
    let inside =
        area.0 >= plot.left && area.2 <= plot.right && area.1 >= plot.top && area.3 <= plot.foot;
    let meets = |other: &Taken| {
        area.0 < other.2 && other.0 < area.2 && area.1 < other.3 && other.1 < area.3
    };
    inside && !taken.iter().any(meets)
}

impl ScatterEdge {
    /// From corner to corner as steps: up to the next corner's place along stays what the corner has.
    fn draw(&self, drawing: &mut Drawing, plot: &Plot) {
        let finite = |corner: &&(f64, f64)| corner.0.is_finite() && corner.1.is_finite();
        let mut path = String::new();
        for (x, y) in self.corners.iter().filter(finite) {
            let (x, y) = (number(plot.x.at(*x)), number(plot.y.at(*y)));
            match path.is_empty() {
                true => path.push_str(&format!("M{x} {y}")),
                // Along falls what can be had up: first down to the corner's, then along to it.
                false => path.push_str(&format!("V{y}H{x}")),
            }
        }
        let class = format!("edge series-{}", self.series % SERIES);
        let line = Element::new("path").with("d", path.clone()).with("class", class);
        let line = match dash(self.series) {
            "" => line,
            dashes => line.with("stroke-dasharray", dashes),
        };
        if !path.is_empty() {
            drawing.push(line);
        }
    }
}

/// Ticks as near to each other as their numbers allow; none if these are too wide whatever the gap.
fn ticks_that_fit(scale: &Linear, gap: f64, most: impl Fn(f64) -> f64) -> Vec<f64> {
    let gaps = [1.0, 2.0, 4.0].map(|times| times * gap);
    // Where the stretch is smaller than the last digit of its ends, there is no place to be had.
    let placed = |gap: f64| scale.ticks(gap).into_iter().filter(|tick| scale.at(*tick).is_finite());
    let ticks = gaps.into_iter().map(|gap| (gap, placed(gap).collect()));
    let fit = |(gap, ticks): &(f64, Vec<f64>)| {
        ticks.iter().all(|tick| tick_type().width(&short(*tick)) <= most(*gap))
    };
    let mut fitting = ticks.filter(fit);
    fitting.next().map(|(_, ticks)| ticks).unwrap_or_default()
}

fn tick_width(ticks: &[f64]) -> f64 {
    ticks.iter().map(|tick| tick_type().width(&short(*tick))).fold(12.0, f64::max)
}

fn label_type() -> Type {
    Type::new(LABEL, "ink")
}

fn tick_type() -> Type {
    Type::new(SMALL, "muted")
}

fn mark_type() -> Type {
    Type::new(SMALL, "halo")
}
