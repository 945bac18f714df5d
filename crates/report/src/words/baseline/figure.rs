//! Where the parties stand, issue by issue: dots, weighted mean, weighted median.

use detente_figure::{Centre, Position, PositionPanel, Positions};
use detente_finding::{BaselineAnswer, Centres, IssueBaseline, PartyPosition};
use detente_model::Dispute;

use super::sentences::{between, issue_of, median, name, number};
use crate::document::{Cell, Figure, Table, Text};
use crate::names;
use crate::words::numbers::percent;
use crate::words::space_figures::both_widths;

/// What centres are called, mean and median.
const WEIGHTED: [&str; 2] = ["Weighted mean", "Weighted median"];
const ALIKE: [&str; 2] = ["Mean, all alike", "Median, all alike"];

/// The figure; nothing if no party has a position.
pub(crate) fn figure(dispute: &Dispute, answer: &BaselineAnswer) -> Option<Figure> {
    let drawn = answer.issues.iter().filter(|line| !line.parties.is_empty());
    let drawn: Vec<&IssueBaseline> = drawn.collect();
    drawn.first()?;
    let positions = Positions {
        title: "Where the parties stand".to_string(),
        description:
            "A scale for each issue, a dot for each party, and a line each for the weighted \
                      mean and the weighted median."
                .to_string(),
        low: 0.0,
        high: 100.0,
        panels: drawn.iter().map(|line| panel(dispute, line)).collect(),
        compact: false,
    };
    let compact = Positions { compact: true, ..positions.clone() };
    Some(Figure {
        id: "figure-positions".to_string(),
        caption: Text::new(),
        key: key(&drawn),
        svg: both_widths(&positions.svg("positions"), &compact.svg("positions-narrow")),
        data: table(dispute, &drawn),
    })
}

/// How to read the drawing.
fn key(lines: &[&IssueBaseline]) -> Text {
    let mut words = "A dot for each party, its area the party's weight".to_string();
    if lines.iter().flat_map(|line| &line.parties).any(|party| party.share.is_none()) {
        words += "; in outline if it has none";
    }
    words += ". The lines are the weighted mean (solid, a diamond) and the weighted median (dashed, a \
              square).";
    let spans = |line: &&IssueBaseline| {
        let far = |c: &Centres| !c.mean.is_exact() || !c.median.is_exact();
        line.weighted.as_ref().is_some_and(far)
    };
    if lines.iter().any(spans) {
        words += " Bars and brackets show how far a number may lie off.";
    }
    Text::from(words)
}

/// The parties of an issue, lowest position first.
fn in_order(line: &IssueBaseline) -> Vec<&PartyPosition> {
    let mut parties: Vec<&PartyPosition> = line.parties.iter().collect();
    parties.sort_by_key(|party| party.position.at);
    parties
}

fn panel(dispute: &Dispute, line: &IssueBaseline) -> PositionPanel {
    let end = |words: Option<&String>| words.cloned().unwrap_or_default();
    let issue = issue_of(dispute, line);
    let row = |party: &PartyPosition| {
        let name = names::party(dispute, &party.party);
        let share = party.share.map(|share| percent(share.0));
        let weight =
            share.map_or("no weight".to_string(), |share| format!("{share} of the weight"));
        Position {
            label: name.to_string(),
            at: party.position.at.to_f64(),
            span: (party.position.low.to_f64(), party.position.high.to_f64()),
            weight: party.share.map(|share| share.to_f64()),
            text: between(&party.position),
            title: format!("{name}: {}, {weight}", between(&party.position)),
        }
    };
    let centres = line.weighted.iter().flat_map(|centres| {
        let (mean, middle) = (&centres.mean, &centres.median);
        let mut places = vec![middle.lower.to_f64(), middle.upper.to_f64()];
        places.dedup();
        [
            Centre {
                label: WEIGHTED[0].to_string(),
                at: vec![mean.at.to_f64()],
                span: (mean.low.to_f64(), mean.high.to_f64()),
                text: between(mean),
            },
            Centre {
                label: WEIGHTED[1].to_string(),
                at: places,
                span: (middle.low.to_f64(), middle.high.to_f64()),
                text: median(middle),
            },
        ]
    });
    PositionPanel {
        label: names::capital(name(dispute, line)),
        ends: (end(issue.and_then(|i| i.low.as_ref())), end(issue.and_then(|i| i.high.as_ref()))),
        rows: in_order(line).into_iter().map(row).collect(),
        centres: centres.collect(),
    }
}

fn table(dispute: &Dispute, lines: &[&IssueBaseline]) -> Table {
    let head = vec![
        Cell::text("Party"),
        Cell::number("Position"),
        Cell::number("Capability"),
        Cell::number("Salience"),
        Cell::number("Weight"),
        Cell::number("Mean without it"),
    ];
    let width = head.len();
    let mut table = Table { caption: "Where the parties stand".into(), head, ..Table::default() };
    for line in lines {
        let mut group = Text::new().name(names::capital(name(dispute, line)));
        if let Some(issue) = issue_of(dispute, line) {
            let ends = [(&issue.low, "0: "), (&issue.high, "100: ")];
            let ends = ends
                .into_iter()
                .filter_map(|(words, at)| Some(Text::new().plain(at).name(words.as_ref()?)));
            let mut joined = " (";
            for end in ends {
                group = group.plain(joined).then(end);
                joined = "; ";
            }
            group = if joined == "; " { group.plain(")") } else { group };
        }
        table.open_group(Cell::text(group));
        table.rows.extend(in_order(line).into_iter().map(|party| {
            vec![
                Cell::name(names::party(dispute, &party.party)),
                Cell::number(between(&party.position)),
                Cell::number(party.capability.map_or("none".to_string(), |c| between(&c))),
                Cell::number(between(&party.salience)),
                Cell::number(party.share.map(|share| percent(share.0)).unwrap_or_default()),
                Cell::number(party.without.map(number).unwrap_or_default()),
            ]
        }));
        let weighted = line.weighted.iter().map(|centres| (WEIGHTED, centres));
        for (called, centres) in weighted.chain(line.equal.iter().map(|equal| (ALIKE, equal))) {
            let values = [between(&centres.mean), median(&centres.median)];
            for (called, value) in called.into_iter().zip(values) {
                let mut row = vec![Cell::text(called).strong(), Cell::number(value).strong()];
                row.resize(width, Cell::default());
                table.rows.push(row);
            }
        }
    }
    table
}
