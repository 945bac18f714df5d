//! The tables of a comparison: both sides in numbers, the audiences, the deals of each part.

use detente_finding::{ChangedDeal, Count, Difference, PairLine, Part, Tally};

use super::told::Told;
use crate::document::{Cell, Table, Text};
use crate::names;

/// Packages and deals of both sides, and what becomes of them.
pub(crate) fn sides(told: &Told<'_>, pair: &PairLine) -> Table {
    let [from, to] = told.heads(pair);
    let side = |words: &str, head: &Text| Text::from(words).plain(", ").then(head.clone());
    let mut rows = vec![
        row(side("Packages in scope", &from), &pair.packages_from),
        row(side("Packages in scope", &to), &pair.packages_to),
        row(side("Acceptable to all", &from), &pair.joint_from),
        row(side("Acceptable to all", &to), &pair.joint_to),
    ];
    if let Some(change) = &pair.change {
        for (words, part) in
            [("Opened", &change.opened), ("Closed", &change.closed), ("Kept", &change.kept)]
        {
            let cells = row(Text::from(words), &part.tally);
            rows.push(cells.into_iter().map(Cell::strong).collect());
        }
    }
    Table {
        caption: "Both sides, and what opens and closes between them".into(),
        head: vec![Cell::default(), Cell::number("Packages"), Cell::number("Deals")],
        rows,
        ..Table::default()
    }
}

fn row(name: Text, tally: &Tally) -> Vec<Cell> {
    vec![Cell::text(name), Cell::number(tally.packages), Cell::number(tally.deals)]
}

/// What each audience alone accepts on both sides.
pub(crate) fn audiences(told: &Told<'_>, pair: &PairLine) -> Table {
    let [from, to] = told.heads(pair).map(Text::capital);
    let sets = pair.change.is_some();
    let number = |head: Text| Cell { number: true, ..Cell::text(head) };
    let mut head = vec![Cell::text("Audience"), number(from), number(to)];
    if sets {
        head.extend([Cell::number("Opens"), Cell::number("Closes")]);
    }
    let count = |count: Option<Count>| match count {
        Some(count) => Cell::number(count),
        None => Cell::number("–"),
    };
    let rows = pair.audiences.iter().map(|line| {
        let alone = |side: &Option<detente_finding::AudienceSpace>| match side {
            Some(side) => Cell::number(side.alone.packages),
            None => Cell::number("not asked"),
        };
        let mut row =
            vec![Cell::name(&told.audience(&line.audience)), alone(&line.from), alone(&line.to)];
        if sets {
            row.extend([count(line.opened), count(line.closed)]);
        }
        row
    });
    Table {
        caption: "Packages each audience would accept alone".into(),
        head,
        rows: rows.collect(),
        ..Table::default()
    }
}

/// The rules of the audiences whose rule differs; nothing if none does.
pub(crate) fn rules(told: &Told<'_>, pair: &PairLine) -> Option<Table> {
    let [from, to] = told.heads(pair).map(Text::capital);
    let differs = pair.audiences.iter().filter(|line| {
        line.from.as_ref().map(|side| &side.rule) != line.to.as_ref().map(|side| &side.rule)
    });
    let rows: Vec<Vec<Cell>> = differs
        .map(|line| {
            vec![
                Cell::name(&told.audience(&line.audience)),
                Cell::text(told.rule(0, &pair.from, line.from.as_ref())),
                Cell::text(told.rule(1, &pair.to, line.to.as_ref())),
            ]
        })
        .collect();
    (!rows.is_empty()).then(|| Table {
        caption: "Whose rule differs: accepts if".into(),
        head: vec![Cell::text("Audience"), Cell::text(from), Cell::text(to)],
        rows,
        ..Table::default()
    })
}

/// The places of the deal options on which the listed deals differ.
fn differing(part: &Part) -> Vec<usize> {
    let Some(first) = part.deals.first() else { return Vec::new() };
    let differs =
        |place: &usize| part.deals.iter().any(|deal| deal.levels[*place] != first.levels[*place]);
    (0..first.levels.len()).filter(differs).collect()
}

/// What all listed deals of a part have in common.
pub(crate) fn common(told: &Told<'_>, part: &Part) -> Option<Text> {
    let first = part.deals.first()?;
    let differing = differing(part);
    let common = (0..first.levels.len()).filter(|place| !differing.contains(place));
    let level = |place: usize| {
        let option = &told.answer.deal_options[place];
        Text::new()
            .name(names::option(told.dispute, option))
            .plain(" at ‘")
            .name(names::level(told.dispute, option, &first.levels[place]))
            .plain("’")
    };
    let levels: Vec<Text> = common.map(level).collect();
    if levels.is_empty() {
        return None;
    }
    let all = match (part.deals.len(), part.deals_left_out.is_zero()) {
        (1, true) => "The deal has ",
        (_, true) => "All of these deals have ",
        (_, false) => "All listed deals have ",
    };
    let end = if differing.is_empty() { "." } else { "; they differ in the rest." };
    Some(Text::from(all).list(levels).plain(end))
}

/// The deals of a part, in option form; options on which all agree are left out. `beside` is the side
/// on which some packages of these deals may be acceptable too. Nothing if there is nothing to tell
/// apart.
pub(crate) fn deals(
    told: &Told<'_>,
    pair: &PairLine,
    part: &Part,
    (caption, beside): (&str, Option<usize>),
) -> Option<Table> {
    let columns = differing(part);
    let option = |place: &usize| told.answer.deal_options[*place].as_str();
    let there = |deal: &ChangedDeal, side: usize| if side == 0 { deal.from } else { deal.to };
    let beside = beside.filter(|side| part.deals.iter().any(|deal| !there(deal, *side).is_zero()));
    let mut head = vec![Cell::text("Deal")];
    head.extend(columns.iter().map(|at| Cell::name(&names::option(told.dispute, option(at)))));
    head.push(Cell::number("Packages"));
    if let Some(side) = beside {
        let [from, to] = told.heads(pair);
        let also = Text::from("Acceptable, ").then(if side == 0 { from } else { to });
        head.push(Cell { number: true, ..Cell::text(also) });
    }
    let row = |(number, deal): (usize, &ChangedDeal)| {
        let mut row = vec![Cell::text((number + 1).to_string())];
        row.extend(columns.iter().map(|at| {
            Cell::name(names::level(told.dispute, option(at), &deal.levels[*at])).short_if_brief()
        }));
        row.push(Cell::number(deal.packages));
        row.extend(beside.map(|side| Cell::number(there(deal, side))));
        row
    };
    let rows: Vec<Vec<Cell>> = part.deals.iter().enumerate().map(row).collect();
    (rows.len() > 1 || beside.is_some()).then(|| Table {
        caption: caption.into(),
        head,
        rows,
        ..Table::default()
    })
}

/// Options, rules, deal condition and focus in which two sides differ.
pub(crate) fn differences(told: &Told<'_>, heads: [Text; 2]) -> Option<Table> {
    let says = |side: &Option<String>| match side {
        Some(text) => Cell::text(Text::new().code(text)),
        None => Cell::text("not there"),
    };
    let row = |line: &Difference| {
        let what = match (line.what.as_str(), &line.id) {
            ("option", Some(id)) => Text::from("option ").name(names::option(told.dispute, id)),
            ("impossible" | "implausible", Some(id)) => {
                Text::from(format!("{} rule ", line.what)).name(id)
            }
            ("impossible" | "implausible", None) => Text::from(format!("{} rule", line.what)),
            ("deal", _) => Text::from("deal condition"),
            ("focus", _) => Text::from("held by the focus"),
            (other, _) => Text::from(other),
        };
        vec![Cell::text(what), says(&line.from), says(&line.to)]
    };
    let rows: Vec<Vec<Cell>> = told.answer.differences.iter().map(row).collect();
    let [from, to] = heads;
    (!rows.is_empty()).then(|| Table {
        caption: "In what the sides differ, besides who accepts what".into(),
        head: vec![Cell::text("What"), Cell::text(from), Cell::text(to)],
        rows,
        ..Table::default()
    })
}
