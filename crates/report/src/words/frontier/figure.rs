//! The figure: what two parties get in all packages, the edges of what they can get, the solutions,
//! the proposals on record.

use detente_figure::{
    Scatter as Drawn, ScatterAxis, ScatterCell, ScatterEdge, ScatterKind, ScatterMark, Shape, Tone,
};
use detente_finding::{
    Exact, FrontierReading, PointLine, ProposalMark, Scatter, ScorerLine, Solution,
};

use super::sentences::{Told, called, packages};
use crate::document::{Cell, Figure, Table, Text};
use crate::names;
use crate::words::numbers::number;
use crate::words::space_figures::both_widths;

/// The figure of a reading.
pub(crate) fn figure(told: &Told<'_>, reading: &FrontierReading, scatter: &Scatter) -> Figure {
    let wide = drawn(told, reading, scatter);
    let id = format!("frontier-{}", reading.reading);
    let svg = both_widths(
        &wide.svg(&id),
        &Drawn { compact: true, ..wide.clone() }.svg(&format!("{id}-narrow")),
    );
    let short = |id: &str| names::party_in_short(told.dispute, id);
    let mut key = "Blocks are packages by what they are worth to the two, larger for more (by \
                   powers of ten); bars are the range over what a proposal leaves open, with a circle in \
                   their middle, which need not be a package."
        .to_string();
    if scatter.counts.is_none() {
        key = "There are too many different pairs of values to draw packages; bars are the range over \
               what a proposal leaves open, with a circle in their middle, which need not be a package."
            .to_string();
    }
    Figure {
        id: format!("figure-{id}"),
        caption: Text::new()
            .plain("What packages are worth to ")
            .name(short(&scatter.x))
            .plain(" and to ")
            .name(short(&scatter.y))
            .plain(" under ")
            .name(names::reading(told.dispute, &reading.reading)),
        key: Text::from(key),
        svg,
        data: table(told, reading, scatter),
    }
}

fn scorer<'a>(reading: &'a FrontierReading, party: &str) -> Option<(usize, &'a ScorerLine)> {
    reading.scorers.iter().enumerate().find(|(_, scorer)| scorer.party == party)
}

fn drawn(told: &Told<'_>, reading: &FrontierReading, scatter: &Scatter) -> Drawn {
    let axis = |party: &str, arrow: &str| {
        let line = scorer(reading, party).map(|(_, scorer)| scorer);
        let end = |exact: Option<Exact>| exact.map_or(0.0, |exact| exact.to_f64());
        let name = names::party_in_short(told.dispute, party);
        ScatterAxis {
            label: format!("worth to {name} {arrow}"),
            low: end(line.and_then(|line| line.least)),
            high: end(line.and_then(|line| line.most)),
            level: line.and_then(|line| line.reservation).map(|exact| exact.to_f64()),
        }
    };
    let (x, y) = (axis(&scatter.x, "→"), axis(&scatter.y, "↑"));
    let cells = scatter.counts.iter().flatten().map(|cell| ScatterCell {
        x: cell.x,
        y: cell.y,
        amount: cell.packages.0 as f64,
        part: cell.accepted.0 as f64,
    });
    let cells: Vec<ScatterCell> = cells.collect();
    let accepted = cells.iter().any(|cell| cell.part > 0.0);
    let words = |drawn: bool, words: &str| if drawn { words.to_string() } else { String::new() };
    let name = names::reading(told.dispute, &reading.reading);
    let has_level = x.level.is_some() || y.level.is_some();
    Drawn {
        title: format!("What packages are worth to two parties under {name}"),
        description: "Packages by what they are worth to the one along and to the other up; the \
                      edges of what can be had, the solutions and the proposals on record."
            .to_string(),
        grid: scatter.cells,
        cell_words: [words(!cells.is_empty(), "packages"), words(accepted, "packages all accept")],
        cells,
        edges: edges(scatter),
        level_words: words(has_level, "no agreement"),
        kinds: kinds(reading, scatter),
        marks: marks(told, reading, scatter),
        x,
        y,
        compact: false,
    }
}

fn edges(scatter: &Scatter) -> Vec<ScatterEdge> {
    let edge = |label: &str, series, corners: &[(Exact, Exact)]| ScatterEdge {
        label: label.to_string(),
        series,
        // From the least along: frontiers stand in descending order.
        corners: corners.iter().rev().map(|(x, y)| (x.to_f64(), y.to_f64())).collect(),
    };
    let all = edge("most the two can have together", 4, &scatter.frontier);
    let accepted = edge("the same of what all accept", 0, &scatter.accepted_frontier);
    [all, accepted].into_iter().filter(|edge| !edge.corners.is_empty()).collect()
}

const SHAPES: [(Solution, Shape); 4] = [
    (Solution::Utilitarian, Shape::Square),
    (Solution::Nash, Shape::Star),
    (Solution::Egalitarian, Shape::TriangleUp),
    (Solution::KalaiSmorodinsky, Shape::Diamond),
];

/// Proposals first, then the solutions that choose something.
fn kinds(reading: &FrontierReading, scatter: &Scatter) -> Vec<ScatterKind> {
    let mut kinds = Vec::new();
    if !scatter.proposals.is_empty() {
        kinds.push(ScatterKind {
            label: "proposals on record, by number".to_string(),
            shape: Shape::Circle,
            tone: Tone::Ink,
            hollow: true,
        });
    }
    for (solution, shape) in drawn_solutions(reading) {
        kinds.push(ScatterKind {
            label: format!("{} solution", called(solution)),
            shape,
            tone: Tone::Series(2),
            hollow: false,
        });
    }
    kinds
}

fn drawn_solutions(reading: &FrontierReading) -> impl Iterator<Item = (Solution, Shape)> + '_ {
    let chosen = |solution: Solution| {
        reading.solutions.iter().any(|l| l.solution == solution && !l.points.is_empty())
    };
    SHAPES.into_iter().filter(move |(solution, _)| chosen(*solution))
}

fn marks(told: &Told<'_>, reading: &FrontierReading, scatter: &Scatter) -> Vec<ScatterMark> {
    let range = |(least, most): &(Exact, Exact)| (least.to_f64(), most.to_f64());
    let proposal = |(place, mark): (usize, &ProposalMark)| ScatterMark {
        kind: 0,
        title: format!("{}: {}", place + 1, proposal_name(told, mark)),
        label: (place + 1).to_string(),
        x: range(&mark.x),
        y: range(&mark.y),
    };
    let mut marks: Vec<ScatterMark> = scatter.proposals.iter().enumerate().map(proposal).collect();
    let first = usize::from(!marks.is_empty());
    for (place, (solution, _)) in drawn_solutions(reading).enumerate() {
        let lines = reading.solutions.iter().filter(|line| line.solution == solution);
        for point in lines.flat_map(|line| &line.points) {
            let Some((x, y)) = pair(reading, scatter, point) else { continue };
            marks.push(ScatterMark {
                kind: first + place,
                title: format!("{} solution", called(solution)),
                label: String::new(),
                x: (x.to_f64(), x.to_f64()),
                y: (y.to_f64(), y.to_f64()),
            });
        }
    }
    marks
}

fn proposal_name<'a>(told: &Told<'a>, mark: &'a ProposalMark) -> &'a str {
    let found = told.dispute.proposals.values().find(|known| known.id == mark.proposal);
    found.map_or(mark.proposal.as_str(), |proposal| proposal.name.as_str())
}

/// What a point is worth to the two.
fn pair(reading: &FrontierReading, scatter: &Scatter, point: &PointLine) -> Option<(Exact, Exact)> {
    let (x, _) = scorer(reading, &scatter.x)?;
    let (y, _) = scorer(reading, &scatter.y)?;
    Some((*point.values.get(x)?, *point.values.get(y)?))
}

fn table(told: &Told<'_>, reading: &FrontierReading, scatter: &Scatter) -> Table {
    let short = |id: &str| names::party_in_short(told.dispute, id);
    let head = vec![
        Cell::text("Mark"),
        Cell { number: true, ..Cell::name(&short(&scatter.x)) },
        Cell { number: true, ..Cell::name(&short(&scatter.y)) },
        Cell::number("Packages"),
    ];
    let range = |(least, most): &(Exact, Exact)| {
        if least == most {
            number(*least)
        } else {
            format!("{} to {}", number(*least), number(*most))
        }
    };
    let mut rows = Vec::new();
    for (place, mark) in scatter.proposals.iter().enumerate() {
        rows.push(vec![
            Cell::text(Text::from(format!("{}: ", place + 1)).name(proposal_name(told, mark))),
            Cell::number(range(&mark.x)),
            Cell::number(range(&mark.y)),
            Cell::number(packages(mark.packages)),
        ]);
    }
    for line in &reading.solutions {
        for point in &line.points {
            let Some((x, y)) = pair(reading, scatter, point) else { continue };
            rows.push(vec![
                Cell::text(format!("{} solution", names::capital(called(line.solution)))),
                Cell::number(number(x)),
                Cell::number(number(y)),
                Cell::number(packages(point.packages)),
            ]);
        }
    }
    Table {
        caption: Text::from("What the marks are worth to ")
            .name(short(&scatter.x))
            .plain(" and to ")
            .name(short(&scatter.y))
            .plain(" under ")
            .name(names::reading(told.dispute, &reading.reading)),
        head,
        rows,
        ..Table::default()
    }
}
