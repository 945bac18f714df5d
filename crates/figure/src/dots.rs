//! Which items belong to which sets: a dot where they do, a line that ties each set together.
//!
//! After UpSet (Lex, Gehlenborg, Strobelt, Vuillemot and Pfister 2014): items are rows, sets are
//! columns, and what each set brings stands above its column. Where the columns do not fit side by
//! side the figure goes on in a further panel below, with the items repeated. What an item amounts to
//! by itself may stand under its name.

use crate::font::STRONG;
use crate::row_amount::{RowAmount, Tracks};
use crate::scale::{Amounts, Band, Spacing};
use crate::svg::{Anchor, Drawing, Element, Type};

const LABEL: f64 = 13.0;
const SMALL: f64 = 12.0;
const LEADING: f64 = 16.0;
const BAR_ROOM: f64 = 46.0;
const BAR_THICK: f64 = 18.0;
const WIDEST_COLUMN: f64 = 112.0;
const BETWEEN_PANELS: f64 = 26.0;

/// A matrix of items and sets.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct DotMatrix {
    /// Accessible name: what is shown.
    pub title: String,
    /// Accessible description: what it says.
    pub description: String,
    /// Names of the items, from the top.
    pub rows: Vec<String>,
    /// What the items amount to by themselves, in the same order; none, or one for every item.
    pub amounts: Vec<RowAmount>,
    /// The amount of which those are parts; if it is less than one of them, the largest of them.
    pub whole: f64,
    /// What is told of every set, e.g. `packages it opens` and `different deals`.
    pub measures: Vec<String>,
    /// The sets, from the left; about twelve are readable.
    pub columns: Vec<DotColumn>,
    /// How the bars above the columns stand for amounts.
    pub spacing: Spacing,
    /// Whether to draw for a phone.
    pub compact: bool,
}

/// One set.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct DotColumn {
    /// The whole of it in words, read aloud and shown on hover.
    pub title: String,
    /// Which rows belong to it; others than there are rows are left out.
    pub members: Vec<usize>,
    /// What each measure says of it, e.g. `69,120` and `12`; short.
    pub values: Vec<String>,
    /// The amount a bar above it shows, if any, usually that of the first measure; what is negative
    /// or not finite is drawn as nothing.
    pub bar: Option<f64>,
}

/// Where things stand in one panel.
struct Panel {
    width: f64,
    left: f64,
    band: Band,
    high: f64,
    top: f64,
    first: bool,
}

impl DotMatrix {
    /// The figure as one `<svg>` element; `id` must be unique in the page.
    pub fn svg(&self, id: &str) -> String {
        let width = if self.compact { 390.0 } else { 720.0 };
        let left = self.left(width);
        let needed = self.column_width().min(width - left);
        let panels = self.columns.len().div_ceil(((width - left) / needed) as usize).max(1);
        let each = self.columns.len().div_ceil(panels).max(1);
        let column = ((width - left) / each as f64).min(WIDEST_COLUMN.max(needed));
        let mut drawing = Drawing::new(id, width);
        let amounts = self.columns.iter().filter_map(|column| column.bar);
        let high = amounts.filter(|amount| amount.is_finite()).fold(0.0, f64::max);
        let mut top = 0.0;
        for columns in self.columns.chunks(each) {
            let first = top == 0.0;
            if !first {
                top += BETWEEN_PANELS;
            }
            let band = Band::new(columns.len(), left, left + column * columns.len() as f64);
            let panel = Panel { width: left + column * each as f64, left, band, high, top, first };
            top = self.panel(&mut drawing, &panel, columns);
        }
        let class = if self.compact { "dots narrow" } else { "dots wide" };
        drawing.finish(top, class, &self.title, &self.description)
    }

    fn left(&self, width: f64) -> f64 {
        let labels = self.rows.iter().map(|row| row_type().width(row));
        let measures = self.measures.iter().map(|measure| measure_type().width(measure));
        let amounts = self.amounts.iter().map(RowAmount::room);
        labels.chain(measures).chain(amounts).fold(0.0, f64::max).min(width * 0.36) + 12.0
    }

    /// The least a column may be wide: its widest value must fit, in two lines if it has spaces.
    fn column_width(&self) -> f64 {
        let values = self.columns.iter().flat_map(|column| &column.values);
        let words = values.flat_map(|value| value.split_whitespace());
        words.map(|word| value_type(true).width(word)).fold(24.0, f64::max).min(140.0) + 8.0
    }

    /// Draws one panel; returns where it ends.
    fn panel(&self, drawing: &mut Drawing, panel: &Panel, columns: &[DotColumn]) -> f64 {
        let mut top = panel.top;
        if columns.iter().any(|column| column.bar.is_some()) {
            top = self.bars(drawing, panel, columns);
        }
        for (at, measure) in self.measures.iter().enumerate() {
            let set = value_type(at == 0);
            let names = measure_type().wrap(measure, panel.left - 12.0);
            drawing.lines((0.0, top + 13.0), &names, LEADING, measure_type());
            let mut deepest = names.len();
            for (slot, column) in columns.iter().enumerate() {
                let Some(value) = column.values.get(at) else { continue };
                let lines = set.wrap(value, panel.band.width() - 6.0);
                let place = (panel.band.centre(slot), top + 13.0);
                drawing.lines(place, &lines, LEADING, set.anchor(Anchor::Middle));
                deepest = deepest.max(lines.len());
            }
            top += deepest as f64 * LEADING + 2.0;
        }
        self.matrix(drawing, panel, columns, top + 7.0)
    }

    /// Draws the bars above the columns; returns their foot.
    fn bars(&self, drawing: &mut Drawing, panel: &Panel, columns: &[DotColumn]) -> f64 {
        let foot = panel.top + BAR_ROOM;
        let amounts = Amounts::new(self.spacing, panel.high, 0.0, BAR_ROOM);
        for (slot, column) in columns.iter().enumerate() {
            let Some(value) = column.bar else { continue };
            let left = panel.band.centre(slot) - BAR_THICK / 2.0;
            if value.is_finite() && value > 0.0 {
                let height = amounts.at(value).max(1.5);
                drawing.swatch((left, foot - height), BAR_THICK, height, 0);
            } else {
                drawing.rectangle((left, foot - 3.0), BAR_THICK, 3.0, "zero");
            }
        }
        drawing.line((panel.left, foot), (panel.width, foot), "rule");
        foot + 3.0
    }

    /// Draws the rows, the dots and the lines between them; returns where they end.
    fn matrix(&self, d: &mut Drawing, panel: &Panel, columns: &[DotColumn], top: f64) -> f64 {
        let mut y = top;
        let mut middles = Vec::with_capacity(self.rows.len());
        let room = panel.left - 12.0;
        let tracks = Tracks::new(&self.amounts, self.whole, room);
        for (place, row) in self.rows.iter().enumerate() {
            let lines = row_type().wrap(row, room);
            // Panels further below repeat the names alone.
            let amount = self.amounts.get(place).filter(|_| panel.first);
            let below = amount.map_or(0.0, |amount| tracks.height(amount));
            let height = (lines.len() as f64 * LEADING + below + 9.0).max(25.0);
            d.line((0.0, y), (panel.width, y), "grid");
            let first = y + (height - below - lines.len() as f64 * LEADING) / 2.0 + 12.0;
            d.lines((0.0, first), &lines, LEADING, row_type());
            if let Some(amount) = amount {
                tracks.draw(d, y + height - below - 4.0, amount);
            }
            middles.push(y + height / 2.0);
            y += height;
        }
        d.line((0.0, y), (panel.width, y), "grid");
        for (slot, column) in columns.iter().enumerate() {
            d.push(column.element(panel.band.centre(slot), panel.band.width(), &middles, (top, y)));
        }
        y + 1.0
    }
}

impl DotColumn {
    /// Its dots and the line between them, one group under one name.
    fn element(&self, x: f64, width: f64, middles: &[f64], (top, end): (f64, f64)) -> Element {
        let reach = Element::new("rect").at("x", x - width / 2.0).at("y", top).at("width", width);
        let reach = reach.at("height", end - top).with("class", "reach");
        let mut group = Element::new("g").titled(&self.title).child(reach);
        let member = |row: usize| self.members.contains(&row);
        let rows: Vec<usize> = (0..middles.len()).filter(|&row| member(row)).collect();
        let disc = |row: usize, radius: f64, class: &str| {
            let disc = Element::new("circle").at("cx", x).at("cy", middles[row]).at("r", radius);
            disc.with("class", class)
        };
        for row in (0..middles.len()).filter(|&row| !member(row)) {
            group = group.child(disc(row, 3.5, "dot-off"));
        }
        if let [first, .., last] = rows[..] {
            let line = Element::new("line").at("x1", x).at("y1", middles[first]).at("x2", x);
            group = group.child(line.at("y2", middles[last]).with("class", "dot-link"));
        }
        for row in rows {
            group = group.child(disc(row, 6.0, "dot"));
        }
        group
    }
}

fn row_type() -> Type {
    Type::new(LABEL, "ink")
}

fn measure_type() -> Type {
    Type::new(SMALL, "muted")
}

fn value_type(first: bool) -> Type {
    let set = Type::new(LABEL, "ink");
    if first { set.weight(STRONG) } else { set }
}
