//! Figures with labels and amounts nobody chose: for every seed everything can still be read.

use crate::{samples, xml};
use detente_figure::{
    Bar, BarGroup, Bars, Centre, DotColumn, DotMatrix, Graph, GraphArc, GraphNode, Position,
    PositionPanel, Positions, RowAmount, Scatter, ScatterMark, Spacing, Timeline,
};

const PIECES: [&str; 12] = [
    "Iran ",
    "US Congress ",
    "m",
    "iiii",
    "شورای عالی ",
    "مجلس ",
    "中国 ",
    "a-b/c;",
    "971,136 ",
    "<&>",
    "é\u{301}",
    " — ",
];

/// A small generator, the same for the same seed (Knuth's multiplier).
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (self.0 >> 33) as usize % limit
    }

    fn label(&mut self) -> String {
        let longest = [1, 4, 12, 60][self.below(4)];
        (0..self.below(longest + 1)).map(|_| PIECES[self.below(PIECES.len())]).collect()
    }

    fn labels(&mut self, most: usize) -> Vec<String> {
        (0..self.below(most + 1)).map(|_| self.label()).collect()
    }

    fn amount(&mut self) -> f64 {
        [0.0, 0.4, 31_104.0, 971_136.0, 4e8, 1e30, -7.0, f64::NAN, f64::INFINITY][self.below(9)]
    }

    fn bar(&mut self) -> Bar {
        Bar { value: self.amount(), text: self.label(), note: self.label() }
    }

    fn bars(&mut self) -> Bars {
        let group = |chance: &mut Chance| BarGroup {
            label: chance.label(),
            emphasis: chance.below(3) == 0,
            bars: (0..chance.below(4)).map(|_| chance.bar()).collect(),
        };
        Bars {
            series: self.labels(4),
            groups: (0..self.below(9)).map(|_| group(self)).collect(),
            spacing: [Spacing::Linear, Spacing::Counts][self.below(2)],
            axis: self.label(),
            whole: (self.below(2) == 0).then(|| (self.amount(), self.label())),
            compact: self.below(2) == 0,
            ..Bars::default()
        }
    }

    fn dots(&mut self) -> DotMatrix {
        let column = |chance: &mut Chance| DotColumn {
            title: chance.label(),
            members: (0..chance.below(5)).map(|_| chance.below(9)).collect(),
            values: chance.labels(3),
            bar: (chance.below(3) > 0).then(|| chance.amount()),
        };
        let amount =
            |chance: &mut Chance| RowAmount { value: chance.amount(), text: chance.label() };
        DotMatrix {
            rows: self.labels(9),
            amounts: (0..self.below(12)).map(|_| amount(self)).collect(),
            whole: self.amount(),
            measures: self.labels(3),
            columns: (0..self.below(14)).map(|_| column(self)).collect(),
            compact: self.below(2) == 0,
            ..DotMatrix::default()
        }
    }

    fn scatter(&mut self) -> Scatter {
        let mut figure = samples::worth(self.below(2) == 0);
        for axis in [&mut figure.x, &mut figure.y] {
            axis.label = self.label();
            if self.below(2) == 0 {
                (axis.low, axis.high) = (self.amount(), self.amount());
            }
            axis.level = (self.below(2) == 0).then(|| self.amount());
        }
        figure.grid = self.below(20);
        figure.cell_words = [self.label(), self.label()];
        figure.level_words = self.label();
        for cell in &mut figure.cells {
            if self.below(9) == 0 {
                (cell.amount, cell.part) = (self.amount(), self.amount());
            }
        }
        for kind in &mut figure.kinds {
            kind.label = self.label();
        }
        for _ in 0..self.below(30) {
            let mut at = || self.below(160) as f64 / 10.0 - 4.0;
            let (x, y, wide) = (at(), at(), at().abs());
            figure.marks.push(ScatterMark {
                kind: self.below(3),
                title: self.label(),
                label: self.label(),
                x: if self.below(3) == 0 { (x, self.amount()) } else { (x, x) },
                y: if self.below(3) == 0 { (y, y + wide) } else { (y, y) },
            });
        }
        figure
    }

    fn graph(&mut self) -> Graph {
        let node = |chance: &mut Chance| GraphNode {
            layer: chance.below(5),
            label: chance.label(),
            title: chance.label(),
            start: chance.below(9) == 0,
            ring: chance.below(3) == 0,
        };
        let arc = |chance: &mut Chance| GraphArc {
            from: chance.below(20),
            to: chance.below(20),
            series: chance.below(4),
            strong: chance.below(4) == 0,
        };
        Graph {
            layers: self.labels(5),
            nodes: (0..self.below(20)).map(|_| node(self)).collect(),
            series: self.labels(9),
            arcs: (0..self.below(30)).map(|_| arc(self)).collect(),
            start: self.label(),
            ring: self.label(),
            compact: self.below(2) == 0,
            ..Graph::default()
        }
    }

    fn positions(&mut self) -> Positions {
        let row = |chance: &mut Chance| Position {
            label: chance.label(),
            at: chance.amount(),
            span: (chance.amount(), chance.amount()),
            weight: (chance.below(3) > 0).then(|| chance.amount()),
            text: chance.label(),
            title: chance.label(),
        };
        let centre = |chance: &mut Chance| Centre {
            label: chance.label(),
            at: (0..chance.below(3)).map(|_| chance.amount()).collect(),
            span: (chance.amount(), chance.amount()),
            text: chance.label(),
        };
        let panel = |chance: &mut Chance| PositionPanel {
            label: chance.label(),
            ends: (chance.label(), chance.label()),
            rows: (0..chance.below(9)).map(|_| row(chance)).collect(),
            centres: (0..chance.below(4)).map(|_| centre(chance)).collect(),
        };
        Positions {
            low: self.amount(),
            high: self.amount(),
            panels: (0..self.below(4)).map(|_| panel(self)).collect(),
            compact: self.below(2) == 0,
            ..Positions::default()
        }
    }

    fn timeline(&mut self) -> Timeline {
        let mut line = samples::chronology(self.below(2) == 0);
        line.lanes = self.labels(8);
        line.density = self.label();
        line.hollow = self.label();
        line.marks.truncate(self.below(120));
        if let Some(clock) = &mut line.clock {
            clock.at = 2000.0 + self.below(300) as f64 / 10.0;
            clock.words = self.label();
        }
        if let Some(zoom) = &mut line.zoom {
            zoom.months = self.below(60) as u32;
        }
        line
    }
}

#[test]
fn whatever_the_labels_everything_can_be_read() {
    for seed in 0..300 {
        let mut chance = Chance(seed);
        let (bars, dots, timeline) = (chance.bars(), chance.dots(), chance.timeline());
        let mut figures =
            vec![bars.svg("b"), dots.svg("d"), timeline.svg("t"), chance.graph().svg("g")];
        figures.push(chance.positions().svg("p"));
        figures.push(chance.scatter().svg("s"));
        for svg in figures {
            let checked = std::panic::catch_unwind(|| xml::check_layout(&svg));
            assert!(checked.is_ok(), "seed {seed}");
        }
    }
}
