//! What happened when: a strip of how much each year, and one lane per group of actors below it.
//!
//! A mark's shape is its kind, so that colour is not needed to read it; marks that would touch are
//! set above and below the lane's line. A *link* is a thin line from a mark to the one that answers
//! it. The *clock* is the day up to which things are known. The last months may be drawn again,
//! larger, below: links between their marks stand only there.

mod density;
mod lanes;
mod shape;

use crate::font::STRONG;
use crate::legend::{self, Key};
use crate::scale::{YearTick, Years};
use crate::style::Tone;
use crate::svg::{Anchor, Drawing, Type};
use lanes::Lanes;
pub use shape::Shape;

pub(crate) const LABEL: f64 = 13.0;
pub(crate) const SMALL: f64 = 12.0;
pub(crate) const LEADING: f64 = 16.0;
const YEAR_GAP: f64 = 52.0;
const MONTH_GAP: f64 = 46.0;
const EDGE: f64 = 9.0;

/// A timeline.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Timeline {
    /// Accessible name: what is shown.
    pub title: String,
    /// Accessible description: what it says.
    pub description: String,
    /// Names of the lanes, from the top.
    pub lanes: Vec<String>,
    /// The kinds of marks, explained above in this order.
    pub kinds: Vec<Kind>,
    /// The marks, in any order; one whose lane or kind is not there is left out.
    pub marks: Vec<Mark>,
    /// Pairs of marks, by place in `marks`: the second answers the first.
    pub links: Vec<(usize, usize)>,
    /// What a hollow mark means; empty if none is hollow.
    pub hollow: String,
    /// What the strip by year counts, e.g. `events a year`; without it there is no strip, and the
    /// axis spans the marks instead of whole years.
    pub density: String,
    /// The day up to which things are known.
    pub clock: Option<Clock>,
    /// The last months, to be drawn again larger.
    pub zoom: Option<Zoom>,
    /// Whether to draw for a phone.
    pub compact: bool,
}

/// A kind of mark.
#[derive(Clone, PartialEq, Debug)]
pub struct Kind {
    /// Its name.
    pub label: String,
    /// Its outline.
    pub shape: Shape,
    /// Its colour.
    pub tone: Tone,
}

/// Something that happened.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Mark {
    /// When, as a year and a share of it; see [`crate::scale::Day::in_years`].
    pub at: f64,
    /// Its lane, by place in `lanes`.
    pub lane: usize,
    /// Its kind, by place in `kinds`.
    pub kind: usize,
    /// Its date and what happened; read aloud and shown on hover.
    pub title: String,
    /// Written as `data-key`, so that a page can tie the mark to its row in a table; may be empty.
    pub key: String,
    /// Whether it is drawn in outline; see [`Timeline::hollow`].
    pub hollow: bool,
}

/// A day marked across all lanes.
#[derive(Clone, PartialEq, Debug)]
pub struct Clock {
    /// When, as a year and a share of it.
    pub at: f64,
    /// What stands beside it, e.g. `as of 18 Oct 2025`.
    pub words: String,
}

/// The stretch of months before the end that is drawn again.
#[derive(Clone, PartialEq, Debug)]
pub struct Zoom {
    /// How many months.
    pub months: u32,
    /// The heading above it, e.g. `The last twelve months`.
    pub words: String,
}

/// Where things stand across the page.
pub(crate) struct Across {
    pub(crate) width: f64,
    /// Where the lanes begin: after their names, or at the edge if these stand above.
    pub(crate) left: f64,
    pub(crate) years: Years,
}

impl Timeline {
    /// The figure as one `<svg>` element; `id` must be unique in the page.
    pub fn svg(&self, id: &str) -> String {
        let width = if self.compact { 390.0 } else { 720.0 };
        let left = self.left(width);
        let (low, high) = self.stretch();
        let zoomed = self.zoom.as_ref().map(|zoom| (self.zoom_start(zoom), zoom));
        let across = |low, high| {
            let years = Years::new(low, high, left + EDGE, width - EDGE);
            Across { width, left, years }
        };
        let mut drawing = Drawing::new(id, width);
        let y = legend::draw(&mut drawing, width, 0.0, &self.keys());
        let whole = if self.density.is_empty() {
            let margin = (high - low).max(0.1) * 0.06;
            across(low - margin, high + margin)
        } else {
            across(libm::floor(low), libm::floor(high) + 1.0)
        };
        let from = zoomed.map_or(f64::INFINITY, |(from, _)| from);
        let mut y = self.overview(&mut drawing, &whole, (from, high), y + 4.0);
        if let Some((from, zoom)) = zoomed {
            let heading = Type::new(LABEL, "ink").weight(STRONG);
            let lines = heading.wrap(&zoom.words, width);
            drawing.lines((0.0, y + 26.0), &lines, LEADING, heading);
            y += 18.0 + lines.len() as f64 * LEADING;
            let near = across(from, high + (high - from) * 0.02);
            let lanes = Lanes::new(self, &near, (from, f64::INFINITY), f64::INFINITY);
            y = self.panel(&mut drawing, &near, &lanes, &near.years.ticks(MONTH_GAP), y);
        }
        let class = if self.compact { "timeline narrow" } else { "timeline wide" };
        drawing.finish(y, class, &self.title, &self.description)
    }

    fn keys(&self) -> Vec<(Key, &str)> {
        let key = |kind: &Kind| Key::Mark { shape: kind.shape, tone: kind.tone, hollow: false };
        let mut keys: Vec<_> = self.kinds.iter().map(|k| (key(k), k.label.as_str())).collect();
        if !self.hollow.is_empty() {
            let key = Key::Mark { shape: Shape::Circle, tone: Tone::Ink, hollow: true };
            keys.push((key, &self.hollow));
        }
        keys
    }

    fn left(&self, width: f64) -> f64 {
        if self.compact {
            return 0.0;
        }
        let names = self.lanes.iter().map(|name| Type::new(LABEL, "ink").width(name));
        names.fold(0.0, f64::max).min(width * 0.26) + 8.0
    }

    /// The first and the last moment there is something to draw.
    fn stretch(&self) -> (f64, f64) {
        let marks = self.marks.iter().map(|mark| mark.at);
        let moments = || marks.clone().chain(self.clock.iter().map(|c| c.at));
        let finite = || moments().filter(|at| at.is_finite());
        let low = finite().fold(f64::INFINITY, f64::min);
        let high = finite().fold(f64::NEG_INFINITY, f64::max);
        if low > high { (0.0, 1.0) } else { (low, high) }
    }

    /// The beginning of the month from which the zoomed panel is drawn.
    fn zoom_start(&self, zoom: &Zoom) -> f64 {
        let (_, high) = self.stretch();
        libm::floor(high * 12.0 - f64::from(zoom.months.max(1)) + 1e-6) / 12.0
    }

    /// Draws the strip and the lanes of the whole stretch; returns where they end.
    fn overview(&self, d: &mut Drawing, across: &Across, zoom: (f64, f64), top: f64) -> f64 {
        let lanes = Lanes::new(self, across, (f64::NEG_INFINITY, f64::INFINITY), zoom.0);
        let strip = density::top(self, d, across, top);
        let strip = if self.clock.is_some() { strip + 17.0 } else { strip };
        let strip_height = if self.density.is_empty() { 0.0 } else { density::HEIGHT };
        let end = strip + strip_height;
        if zoom.0.is_finite() {
            let (from, to) = (across.years.at(zoom.0), across.years.at(zoom.1) + 6.0);
            let height = strip_height + 20.0 + lanes.height();
            d.rectangle((from, strip), to - from, height, "wash");
        }
        if let Some(clock) = &self.clock {
            let x = across.years.at(clock.at);
            d.line((x, strip), (x, end), "clock");
            let set = Type::new(SMALL, "ink");
            let words = crate::font::ellipsis(&clock.words, across.width, SMALL, set.weight);
            let half = set.width(&words) / 2.0;
            let x = across.years.at(clock.at).min(across.width - half).max(half);
            d.text((x, strip - 5.0), &words, set.anchor(Anchor::Middle));
        }
        if !self.density.is_empty() {
            density::draw(self, d, across, strip);
        }
        self.panel(d, across, &lanes, &across.years.ticks(YEAR_GAP), end)
    }

    /// Draws an axis and the lanes below it; returns where they end.
    fn panel(
        &self,
        drawing: &mut Drawing,
        across: &Across,
        lanes: &Lanes<'_>,
        ticks: &[YearTick],
        top: f64,
    ) -> f64 {
        let set = Type::new(SMALL, "muted").anchor(Anchor::Middle);
        let (first, end) = (top + 20.0, top + 20.0 + lanes.height());
        let mut free = 0.0;
        for tick in ticks {
            drawing.line((tick.at, first - 1.0), (tick.at, end), "grid");
            let half = set.width(&tick.text) / 2.0;
            let x = tick.at.max(half).min(across.width - half);
            if x - half >= free {
                drawing.text((x, top + 14.0), &tick.text, set);
                free = x + half + 6.0;
            }
        }
        if let Some(clock) = &self.clock {
            let x = across.years.at(clock.at);
            drawing.line((x, first - 1.0), (x, end), "clock");
        }
        lanes.draw(drawing, first);
        end
    }
}
