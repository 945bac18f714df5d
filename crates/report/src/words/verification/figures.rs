//! Detection by level against what deters, and what a budget deters.

use detente_figure::{Bar, BarGroup, Bars, Centre, Position, PositionPanel, Positions, Spacing};
use detente_finding::{BudgetAnswer, LevelLine, ObligationLine, VerificationAnswer};
use detente_model::Dispute;

use super::numbers::{hundred, hundreds, spread};
use super::sentences::name;
use crate::document::{Cell, Figure, Table, Text};
use crate::names;
use crate::words::numbers::number;
use crate::words::space_figures::both_widths;

/// How often of a hundred a breach is seen at each level; nothing if no obligation depends on a level.
pub(crate) fn detection(dispute: &Dispute, answer: &VerificationAnswer) -> Option<Figure> {
    let drawn =
        answer.obligations.iter().filter(|line| line.by.is_some() && !line.levels.is_empty());
    let drawn: Vec<&ObligationLine> = drawn.collect();
    drawn.first()?;
    let positions = Positions {
        title: "Detection by level".to_string(),
        description:
            "A scale for each obligation, a dot for each level: of a hundred periods with a \
                      breach, how many raise an alarm; and a line where that would deter."
                .to_string(),
        low: 0.0,
        high: 100.0,
        panels: drawn.iter().map(|line| panel(dispute, line)).collect(),
        compact: false,
    };
    let compact = Positions { compact: true, ..positions.clone() };
    let needed = drawn.iter().any(|line| needed(line).is_some());
    let mut key =
        "Of 100 periods with a breach, how many raise an alarm at each level; bars show how \
                   far ranges reach."
            .to_string();
    if needed {
        key += " The line is what would deter with the declared penalty and no visit, at the false \
                alarms of the level held.";
    }
    Some(Figure {
        id: "figure-detection".to_string(),
        caption: Text::new(),
        key: Text::from(key),
        svg: both_widths(&positions.svg("detection"), &compact.svg("detection-narrow")),
        data: data(dispute, &drawn),
    })
}

fn needed(line: &ObligationLine) -> Option<f64> {
    let needed = line.levels.get(line.held)?.needed?.to_f64() * 100.0;
    (needed <= 100.0).then_some(needed)
}

fn panel(dispute: &Dispute, line: &ObligationLine) -> PositionPanel {
    let by = line.by.as_deref().unwrap_or_default();
    let row = |level: &LevelLine| {
        let label = names::level(dispute, by, level.level.as_deref().unwrap_or_default());
        let of_100 = |share: detente_finding::Exact| share.to_f64() * 100.0;
        Position {
            label: label.to_string(),
            at: of_100(level.detect.at),
            span: (of_100(level.detect.low), of_100(level.detect.high)),
            weight: None,
            text: hundred(level.detect.at),
            title: format!("{label}: {} of 100", hundreds(&level.detect)),
        }
    };
    let centre = |at: f64| Centre {
        label: "would deter".to_string(),
        at: vec![at],
        span: (at, at),
        text: format!("{at:.0}"),
    };
    PositionPanel {
        label: names::capital(name(dispute, &line.obligation)),
        ends: ("never seen".to_string(), "always seen".to_string()),
        rows: line.levels.iter().map(row).collect(),
        centres: needed(line).map(centre).into_iter().collect(),
    }
}

fn data(dispute: &Dispute, drawn: &[&ObligationLine]) -> Table {
    let known = drawn.iter().flat_map(|line| &line.levels).any(|level| level.needed.is_some());
    let mut head = vec![Cell::text("Level"), Cell::number("Over a breach"), Cell::number("False")];
    head.extend(known.then(|| Cell::number("Would deter")));
    let mut table =
        Table { caption: Text::from("Alarms in 100 periods, by level"), head, ..Table::default() };
    for line in drawn {
        table.open_group(Cell::name(name(dispute, &line.obligation)));
        for level in &line.levels {
            let by = line.by.as_deref().unwrap_or_default();
            let label = names::level(dispute, by, level.level.as_deref().unwrap_or_default());
            let needed = level.needed.map_or(String::new(), |needed| {
                if needed.0 > 1.into() { "over 100".to_string() } else { hundred(needed) }
            });
            let mut row = vec![
                Cell::name(label),
                Cell::number(hundreds(&level.detect)),
                Cell::number(hundreds(&level.false_alarm)),
            ];
            row.extend(known.then(|| Cell::number(needed)));
            table.rows.push(row);
        }
    }
    table
}

/// The budget up to each obligation, cheapest first, against the budget there is.
pub(crate) fn budget(dispute: &Dispute, budget: &BudgetAnswer) -> Option<Figure> {
    budget.cheapest.first()?;
    let group = |(place, (obligation, up_to)): (usize, &(String, detente_finding::Exact))| {
        let paid = budget.spent.as_ref().map(|spent| place < spent.deters);
        BarGroup {
            label: names::capital(name(dispute, obligation)),
            emphasis: false,
            bars: vec![Bar {
                value: up_to.to_f64(),
                text: number(*up_to),
                note: match paid {
                    Some(true) => "deterred".to_string(),
                    Some(false) => "beyond the budget".to_string(),
                    None => String::new(),
                },
            }],
        }
    };
    let whole = budget
        .spent
        .as_ref()
        .map(|spent| (spent.budget.at.to_f64(), format!("budget {}", spread(&spent.budget))));
    let bars = Bars {
        title: "What a budget of visits deters".to_string(),
        description:
            "For each obligation, the cheapest to deter first, the budget that deters it and \
                      all above it."
                .to_string(),
        series: Vec::new(),
        groups: budget.cheapest.iter().enumerate().map(group).collect(),
        spacing: Spacing::Linear,
        axis: "budget per period that deters it and all above it".to_string(),
        whole,
        compact: false,
    };
    let compact = Bars { compact: true, ..bars.clone() };
    let row = |point: &detente_finding::CurvePoint| {
        vec![Cell::number(number(point.budget)), Cell::number(number(point.incentive))]
    };
    Some(Figure {
        id: "figure-inspection-budget".to_string(),
        caption: Text::new(),
        key: Text::from("The budget that deters an obligation and all above it, cheapest first."),
        svg: both_widths(&bars.svg("inspection"), &compact.svg("inspection-narrow")),
        data: Table {
            caption: Text::from(
                "Spread evenly: the largest gain by breaking that is left, straight between these \
                 budgets",
            ),
            head: ["Budget", "Largest gain left"].map(Cell::number).into(),
            rows: budget.curve.iter().map(row).collect(),
            ..Table::default()
        },
    })
}
