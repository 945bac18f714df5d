//! Horizontal bars, several to a label, each with its number written beside it.
//!
//! A bar of nothing is a thin grey stub that carries its words. Labels and notes are wrapped, never
//! cut; where the page is narrow, labels stand above their bars.

use crate::font::STRONG;
use crate::legend::{self, Key};
use crate::scale::{Amounts, Spacing};
use crate::svg::{Anchor, Drawing, Type};

const LABEL: f64 = 13.0;
const SMALL: f64 = 12.0;
const LEADING: f64 = 16.0;
const THICK: f64 = 13.0;
const STEP: f64 = 18.0;
const BETWEEN: f64 = 11.0;
const TICK_GAP: f64 = 64.0;

/// A bar chart.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Bars {
    /// Accessible name: what is shown.
    pub title: String,
    /// Accessible description: what it says.
    pub description: String,
    /// Names of the bars of each group, in order; explained above when there are several.
    pub series: Vec<String>,
    /// The groups, from the top.
    pub groups: Vec<BarGroup>,
    /// How lengths stand for amounts.
    pub spacing: Spacing,
    /// What the axis counts, e.g. `packages, each step ten times the last`; empty for none.
    pub axis: String,
    /// The amount everything is a part of and its name, e.g. `all 5,034,240`; drawn as a line
    /// if it is finite and above zero.
    pub whole: Option<(f64, String)>,
    /// Whether to draw for a phone.
    pub compact: bool,
}

/// The bars of one label.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct BarGroup {
    /// What they belong to.
    pub label: String,
    /// Whether to set it apart, as a total.
    pub emphasis: bool,
    /// One bar per series, in order.
    pub bars: Vec<Bar>,
}

/// One bar.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Bar {
    /// Its amount; what is negative or not finite is drawn as nothing.
    pub value: f64,
    /// The amount in words, e.g. `971,136 (19 %)`.
    pub text: String,
    /// A remark after it, e.g. `opens only together with US Congress`; empty for none.
    pub note: String,
}

/// Where things stand across the page.
struct Across {
    width: f64,
    left: f64,
    amounts: Amounts,
}

impl Bars {
    /// The figure as one `<svg>` element; `id` must be unique in the page.
    pub fn svg(&self, id: &str) -> String {
        let across = self.across();
        let mut drawing = Drawing::new(id, across.width);
        let names = self.series.iter().map(String::as_str);
        let keys: Vec<_> = (0..).map(Key::Series).zip(names).collect();
        let keys = if keys.len() > 1 { &keys[..] } else { &[] };
        let legend_end = legend::draw(&mut drawing, across.width, 0.0, keys);
        let (axis_end, ticks) = self.axis_words(&mut drawing, &across, legend_end);
        let tops = self.tops(&across, axis_end + 8.0);
        let height = tops[tops.len() - 1];
        self.grid(&mut drawing, &across, &ticks, (axis_end, height));
        for (group, top) in self.groups.iter().zip(&tops) {
            draw_group(&mut drawing, &across, group, *top);
        }
        let class = if self.compact { "bars narrow" } else { "bars wide" };
        drawing.finish(height, class, &self.title, &self.description)
    }

    fn whole(&self) -> Option<(f64, &str)> {
        let whole = self.whole.as_ref().map(|(value, name)| (*value, name.as_str()));
        whole.filter(|(value, _)| value.is_finite() && *value > 0.0)
    }

    fn across(&self) -> Across {
        let width = if self.compact { 390.0 } else { 720.0 };
        let labels = self.groups.iter().map(|group| label_type(group).width(&group.label));
        let left = match self.compact {
            true => 0.0,
            false => labels.fold(0.0, f64::max).min(width * 0.3) + 12.0,
        };
        let bars = || self.groups.iter().flat_map(|group| &group.bars);
        let whole = self.whole().map_or(0.0, |(value, _)| value);
        let high = bars().map(length).fold(whole, f64::max);
        // The longest bars leave room for their words.
        let share = Amounts::new(self.spacing, high, 0.0, 1.0);
        let mut plot = width - left - 1.0;
        for bar in bars().filter(|bar| stands_beside(bar, width - left)) {
            let words = value_type().width(&bar.text) + 8.0;
            plot = plot.min((width - left - words) / share.at(length(bar)).max(0.01));
        }
        Across { width, left, amounts: Amounts::new(self.spacing, high, left, left + plot) }
    }

    /// Writes the axis' name and the numbers of its ticks; returns where they end and the ticks
    /// there was room for.
    fn axis_words(&self, drawing: &mut Drawing, across: &Across, top: f64) -> (f64, Vec<f64>) {
        let set = Type::new(SMALL, "muted");
        let lines = set.wrap(&self.axis, across.width - across.left);
        let lines = if self.axis.is_empty() { &[] } else { &lines[..] };
        drawing.lines((across.left, top + 13.0), lines, LEADING - 1.0, set);
        let top = top + lines.len() as f64 * (LEADING - 1.0);
        let (mut taken, mut ticks) = (Vec::new(), Vec::new());
        if let Some((value, name)) = self.whole() {
            let room = across.width - across.left;
            let name = crate::font::ellipsis(name, room, SMALL, set.weight);
            let half = set.width(&name) / 2.0;
            let x = across.amounts.at(value).min(across.width - half).max(across.left + half);
            drawing.text((x, top + 14.0), &name, set.anchor(Anchor::Middle));
            taken.push((x - half - 8.0, x + half + 8.0));
        }
        let mut values = self.groups.iter().flat_map(|group| &group.bars).map(|bar| bar.value);
        let whole = values.all(|value| libm::trunc(value) == value);
        for (tick, text) in across.amounts.ticks(TICK_GAP, whole) {
            let half = set.width(&text) / 2.0;
            let x = tick.max(half).min(across.width - half);
            if taken.iter().all(|(low, high)| x + half < *low || x - half > *high) {
                drawing.text((x, top + 14.0), &text, set.anchor(Anchor::Middle));
                taken.push((x - half - 8.0, x + half + 8.0));
                ticks.push(tick);
            }
        }
        (top + 19.0, ticks)
    }

    /// The top of every group, and the end of the last.
    fn tops(&self, across: &Across, first: f64) -> Vec<f64> {
        let mut tops = vec![first];
        for group in &self.groups {
            let top = tops[tops.len() - 1];
            tops.push(top + group_height(across, group) + BETWEEN);
        }
        tops
    }

    fn grid(&self, drawing: &mut Drawing, across: &Across, ticks: &[f64], (top, end): (f64, f64)) {
        for &x in ticks.iter().filter(|&&x| x > across.left) {
            drawing.line((x, top), (x, end), "grid");
        }
        drawing.line((across.left, top), (across.left, end), "rule");
        if let Some((value, _)) = self.whole() {
            let x = across.amounts.at(value);
            drawing.line((x, top), (x, end), "reference");
        }
    }
}

fn draw_group(drawing: &mut Drawing, across: &Across, group: &BarGroup, top: f64) {
    let label = label_type(group);
    let lines = label_lines(across, group);
    let mut y = top;
    if group.emphasis {
        drawing.line((0.0, y), (across.width, y), "rule");
        y += BETWEEN;
    }
    drawing.lines((0.0, y + 11.0), &lines, LEADING, label);
    if across.left == 0.0 {
        y += label_height(&lines);
    }
    for (series, bar) in group.bars.iter().enumerate() {
        y = draw_bar(drawing, across, bar, series, y);
    }
}

/// Draws one bar with its words; returns where the next may begin.
fn draw_bar(drawing: &mut Drawing, across: &Across, bar: &Bar, series: usize, top: f64) -> f64 {
    let end = across.amounts.at(length(bar));
    if length(bar) > 0.0 {
        let long = (end - across.left).max(1.5);
        drawing.swatch((across.left, top), long, THICK, series);
    } else {
        drawing.rectangle((across.left, top), 3.0, THICK, "zero");
    }
    let (baseline, mut y) = (top + 11.0, top + STEP);
    let mut x = end.max(across.left + 3.0) + 6.0;
    let room = across.width - across.left;
    if stands_beside(bar, room) {
        drawing.text((x, baseline), &bar.text, value_type());
        x += value_type().width(&bar.text) + if bar.text.is_empty() { 0.0 } else { 10.0 };
    } else {
        let lines = value_type().wrap(&bar.text, room - 8.0);
        drawing.lines((across.left + 8.0, y + 9.0), &lines, LEADING, value_type());
        y += lines.len() as f64 * LEADING;
    }
    match note_lines(across, bar, x) {
        Note::Beside => drawing.text((x, baseline), &bar.note, note_type()),
        Note::Below(lines) => {
            drawing.lines((across.left + 8.0, y + 8.0), &lines, LEADING - 1.0, note_type());
            y += lines.len() as f64 * (LEADING - 1.0);
        }
    }
    y
}

/// Where a bar's note stands.
enum Note {
    Beside,
    Below(Vec<String>),
}

fn note_lines(across: &Across, bar: &Bar, x: f64) -> Note {
    if x + note_type().width(&bar.note) <= across.width || bar.note.is_empty() {
        return Note::Beside;
    }
    Note::Below(note_type().wrap(&bar.note, across.width - across.left - 8.0))
}

fn group_height(across: &Across, group: &BarGroup) -> f64 {
    let labels = label_height(&label_lines(across, group));
    // What the bars take is what drawing them takes.
    let mut sheet = Drawing::new("", across.width);
    let bars = group.bars.iter().fold(0.0, |y, bar| draw_bar(&mut sheet, across, bar, 0, y));
    let body = if across.left == 0.0 { labels + bars } else { labels.max(bars) };
    body + if group.emphasis { BETWEEN } else { 0.0 }
}

fn label_lines(across: &Across, group: &BarGroup) -> Vec<String> {
    let room = if across.left == 0.0 { across.width } else { across.left - 12.0 };
    label_type(group).wrap(&group.label, room.max(1.0))
}

/// The lines of a label and a breath before what stands below.
fn label_height(lines: &[String]) -> f64 {
    lines.len() as f64 * LEADING + 3.0
}

/// Whether a bar's number is short enough to stand at its end.
fn stands_beside(bar: &Bar, room: f64) -> bool {
    value_type().width(&bar.text) <= room * 0.45
}

fn length(bar: &Bar) -> f64 {
    if bar.value.is_finite() { bar.value.max(0.0) } else { 0.0 }
}

fn label_type(group: &BarGroup) -> Type {
    let set = Type::new(LABEL, "ink halo");
    if group.emphasis { set.weight(STRONG) } else { set }
}

fn value_type() -> Type {
    Type::new(LABEL, "ink halo")
}

fn note_type() -> Type {
    Type::new(SMALL, "muted halo")
}
