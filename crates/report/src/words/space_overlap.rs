//! Whose win-sets overlap: the packages by who accepts them, as a matrix of dots (after UpSet) and as
//! a table.
//!
//! The sets are exact: a package stands in one column only. First come the packages that fewest
//! audiences reject, or all accept; then the largest sets.

use std::cmp::Reverse;

use detente_figure::{DotColumn, DotMatrix, RowAmount, Spacing};
use detente_finding::{Count, MaskLine, ReadingSpace};
use detente_model::Dispute;

use crate::document::{Block, Cell, Figure, Table, Text};
use crate::names;
use crate::words::space_figures::{both_widths, drawn, some_drawn};

/// Sets that are drawn.
const MOST: usize = 8;
/// Sets with the fewest rejecters among them.
const MOST_FIRST: usize = 3;
/// Rejecters of a set that are all named, and how many of more are.
const MOST_NAMED: usize = 12;
const FEW_NAMED: usize = 6;

/// Who accepts the same packages in a reading; `all` is the number of packages. Nothing where that was
/// not told apart, or where there are but two kinds of packages, which the sentences tell.
pub(crate) fn blocks(dispute: &Dispute, reading: &ReadingSpace, all: Count) -> Vec<Block> {
    if reading.masks.len() < 3 {
        return Vec::new();
    }
    let shown = shown(&reading.masks);
    let name = names::reading(dispute, &reading.reading);
    let id = format!("overlap-{}", reading.reading);
    let matrix = matrix(dispute, reading, &shown, all);
    let figure = Figure {
        id: format!("figure-{id}"),
        caption: caption(reading),
        key: key(reading),
        svg: both_widths(
            &matrix.svg(&id),
            &DotMatrix { compact: true, ..matrix.clone() }.svg(&format!("{id}-narrow")),
        ),
        data: Table {
            caption: Text::new().plain("Who accepts the same packages under ").name(name),
            ..table(dispute, reading, &shown, all)
        },
    };
    let cut = left_out(reading, &shown, all).map(Block::Note);
    std::iter::once(Block::Figure(figure)).chain(cut).collect()
}

/// The sets that are drawn, in order.
fn shown(masks: &[MaskLine]) -> Vec<&MaskLine> {
    let least = masks.iter().map(|line| line.rejected_by.len()).min().unwrap_or(0);
    let mut lines: Vec<&MaskLine> = masks.iter().collect();
    lines.sort_by_key(|line| Reverse(line.packages));
    let (first, rest): (Vec<&MaskLine>, Vec<&MaskLine>) =
        lines.into_iter().partition(|line| line.rejected_by.len() == least);
    let mut rest: Vec<&MaskLine> = first.iter().skip(MOST_FIRST).copied().chain(rest).collect();
    rest.sort_by_key(|line| Reverse(line.packages));
    first.into_iter().take(MOST_FIRST).chain(rest).take(MOST).collect()
}

fn matrix(dispute: &Dispute, reading: &ReadingSpace, shown: &[&MaskLine], all: Count) -> DotMatrix {
    let rows = drawn(reading.audiences.len(), |at| reading.audiences[at].alone.packages);
    let audience = |place: usize| &reading.audiences[place];
    let column = |line: &&MaskLine| DotColumn {
        title: format!(
            "{}; rejected by {}",
            names::counted(line.packages, "package", "packages"),
            rejecters(dispute, reading, line).unmarked()
        ),
        members: (rows.iter().enumerate())
            .filter(|(_, place)| !line.rejected_by.contains(&audience(**place).audience))
            .map(|(row, _)| row)
            .collect(),
        values: vec![line.packages.to_string(), names::percent(line.packages, all)],
        bar: Some(line.packages.0 as f64),
    };
    let amount = |place: &usize| {
        let alone = audience(*place).alone.packages;
        RowAmount {
            value: alone.0 as f64,
            text: format!("{alone} ({})", names::percent(alone, all)),
        }
    };
    let name = names::reading(dispute, &reading.reading);
    DotMatrix {
        title: format!("Who accepts the same packages under {name}"),
        description: "One column per set of packages, a dot for every audience that accepts them; \
                      under each audience's name what it accepts alone."
            .to_string(),
        rows: (rows.iter())
            .map(|place| names::audience(dispute, &audience(*place).audience).to_string())
            .collect(),
        amounts: rows.iter().map(amount).collect(),
        whole: all.0 as f64,
        measures: vec!["packages".to_string(), "of all packages".to_string()],
        columns: shown.iter().map(column).collect(),
        spacing: Spacing::Linear,
        compact: false,
    }
}

/// The audiences that reject a set; of very many the first few.
fn rejecters(dispute: &Dispute, reading: &ReadingSpace, line: &MaskLine) -> Text {
    let by = &line.rejected_by;
    let names = by.iter().map(|audience| names::audience(dispute, audience));
    match by.len() {
        0 => Text::from("no one"),
        n if n == reading.audiences.len() => Text::from("all of them"),
        n if n > MOST_NAMED => {
            let others = Count((n - FEW_NAMED) as u128);
            let text = names.take(FEW_NAMED).fold(Text::new(), |t, name| t.name(name).plain(", "));
            text.plain(format!("and {others} others"))
        }
        _ => Text::new().names(names),
    }
}

/// How near the packages come to being accepted by all.
fn caption(reading: &ReadingSpace) -> Text {
    let asked = reading.audiences.len();
    let word = names::number_word;
    let masks = || reading.masks.iter().filter(|line| !line.rejected_by.is_empty());
    let least = masks().map(|line| line.rejected_by.len()).min().unwrap_or(0);
    let near = masks().filter(|line| line.rejected_by.len() == least);
    let near = Count(near.map(|line| line.packages.0).sum());
    let accepting = asked - least;
    let packages = names::counted(near, "package", "packages");
    if reading.joint.packages.is_zero() && accepting == 0 {
        return Text::from(format!("Every package is rejected by all {} audiences.", word(asked)));
    }
    if reading.joint.packages.is_zero() {
        let reach = if near.0 == 1 { "reaches" } else { "reach" };
        return Text::from(format!(
            "No package is accepted by more than {} of the {} audiences; {packages} {reach} {}.",
            word(accepting),
            word(asked),
            word(accepting)
        ));
    }
    let is = if near.0 == 1 { "is" } else { "are" };
    Text::from(match least {
        1 => {
            format!("Beside those that all accept, {packages} {is} rejected by just one audience.")
        }
        _ => format!(
            "Every other package is rejected by at least {} audiences; {packages} {is} by no more.",
            word(least)
        ),
    })
}

/// How to read the drawing.
fn key(reading: &ReadingSpace) -> Text {
    let key = Text::from(
        "Each column is one set of packages, with a dot for every audience that accepts them and \
         their number above; no package stands in two columns. The bar under a name is all that \
         this audience accepts.",
    );
    key.then(some_drawn(reading.audiences.len(), "accept least"))
}

/// Which sets are shown, where there are more.
fn left_out(reading: &ReadingSpace, shown: &[&MaskLine], all: Count) -> Option<Text> {
    let more = reading.masks.len() - shown.len();
    let first = if reading.joint.packages.is_zero() { "fewest reject" } else { "all accept" };
    let kept = Count(shown.iter().map(|line| line.packages.0).sum());
    let (sets, are) = if more == 1 { ("set", "is") } else { ("sets", "are") };
    (more > 0).then(|| {
        Text::from(format!(
            "First come the packages that {first}, then the largest sets. {} more {sets} with {} \
             of the packages {are} left out.",
            names::number_word_capital(more),
            names::percent(Count(all.0 - kept.0), all)
        ))
    })
}

fn table(dispute: &Dispute, reading: &ReadingSpace, shown: &[&MaskLine], all: Count) -> Table {
    let asked = reading.audiences.len();
    let row = |line: &&MaskLine| {
        vec![
            Cell::text(rejecters(dispute, reading, line)),
            Cell::number(format!("{} of {asked}", asked - line.rejected_by.len())),
            Cell::number(line.packages),
            Cell::number(names::percent(line.packages, all)),
        ]
    };
    Table {
        head: vec![
            Cell::text("Rejected by"),
            Cell::number("Accepted by"),
            Cell::number("Packages"),
            Cell::number("Share"),
        ],
        rows: shown.iter().map(row).collect(),
        ..Table::default()
    }
}
