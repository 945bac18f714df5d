//! The figures of the space lens.

use detente_figure::{Bar, BarGroup, Bars, DotColumn, DotMatrix, Spacing, style};
use detente_finding::{Count, ReadingSpace, SpaceAnswer, Tally};
use detente_model::Dispute;

use crate::document::{Cell, Figure, Table, Text};
use crate::names;

/// More audiences than figures show all of.
const MANY: usize = 24;

/// The places of the audiences a figure shows, in their order: of very many those with the least key.
pub(crate) fn drawn<K: Ord>(audiences: usize, key: impl Fn(usize) -> K) -> Vec<usize> {
    let mut places: Vec<usize> = (0..audiences).collect();
    places.sort_by_key(|place| key(*place));
    places.truncate(MANY);
    places.sort_unstable();
    places
}

/// Which of very many audiences a figure shows.
pub(crate) fn some_drawn(audiences: usize, which: &str) -> Text {
    let text = format!(
        " Of the {} audiences the figure has the {MANY} that {which}.",
        Count(audiences as u128)
    );
    if audiences > MANY { Text::from(text) } else { Text::new() }
}

/// What each audience accepts alone, readings side by side.
pub(crate) fn alone(dispute: &Dispute, answer: &SpaceAnswer, all: Tally) -> Figure {
    let bar = |tally: &Tally, note: &str| Bar {
        value: tally.packages.0 as f64,
        text: format!("{} ({})", tally.packages, names::percent(tally.packages, all.packages)),
        note: note.to_string(),
    };
    let note = |missing: &[String]| if missing.is_empty() { "" } else { "not all rules given" };
    let Some(first) = answer.readings.first() else { return nothing() };
    let least = |place: usize| {
        let alone = answer.readings.iter().map(|reading| reading.audiences[place].alone.packages);
        alone.min()
    };
    let places = drawn(first.audiences.len(), least);
    let groups = places.into_iter().map(|place| BarGroup {
        label: names::audience(dispute, &first.audiences[place].audience).to_string(),
        emphasis: false,
        bars: (answer.readings.iter())
            .map(|reading| {
                let line = &reading.audiences[place];
                bar(&line.alone, note(&line.missing_rules))
            })
            .collect(),
    });
    let mut groups: Vec<BarGroup> = groups.collect();
    groups.push(BarGroup {
        label: "All of them".to_string(),
        emphasis: true,
        bars: (answer.readings.iter()).map(|reading| bar(&reading.joint, "")).collect(),
    });
    let bars = Bars {
        title: "Packages each audience would accept alone".to_string(),
        description: "One group of bars per audience, one bar per reading; the last group is what \
                      all accept together."
            .to_string(),
        series: (answer.readings.iter())
            .map(|r| names::reading(dispute, &r.reading).to_string())
            .collect(),
        groups,
        spacing: Spacing::Linear,
        axis: "packages".to_string(),
        whole: Some((all.packages.0 as f64, format!("all {}", all.packages))),
        compact: false,
    };
    Figure {
        id: "figure-alone".to_string(),
        caption: alone_caption(dispute, answer),
        key: Text::from(
            "One bar per reading; the line is all packages, the last group what all accept together.",
        )
        .then(some_drawn(first.audiences.len(), "accept least in some reading")),
        svg: both_widths(
            &bars.svg("alone"),
            &Bars { compact: true, ..bars.clone() }.svg("alone-narrow"),
        ),
        data: alone_table(dispute, answer),
    }
}

fn alone_caption(dispute: &Dispute, answer: &SpaceAnswer) -> Text {
    let mut text = Text::new();
    for reading in &answer.readings {
        let Some(least) = reading.audiences.iter().map(|line| line.alone.packages).min() else {
            continue;
        };
        let narrowest: Vec<&str> = (reading.audiences.iter())
            .filter(|line| line.alone.packages == least)
            .map(|line| names::audience(dispute, &line.audience))
            .collect();
        if !text.is_empty() {
            text = text.plain(" ");
        }
        let accepted = names::counted(least, "package", "packages");
        text = text.plain("Under ").name(names::reading(dispute, &reading.reading));
        text = match narrowest.len() {
            1 => text
                .plain(" the narrowest rule is that of ")
                .names(narrowest)
                .plain(format!(", which accepts {accepted}.")),
            n if n == reading.audiences.len() => {
                text.plain(format!(" each audience accepts {accepted}."))
            }
            _ => text
                .plain(" the narrowest rules are those of ")
                .names(narrowest)
                .plain(format!(", each of which accepts {accepted}.")),
        };
    }
    text
}

fn alone_table(dispute: &Dispute, answer: &SpaceAnswer) -> Table {
    let mut head = vec![Cell::text("Audience")];
    head.extend(answer.readings.iter().map(|r| Cell::name(names::reading(dispute, &r.reading))));
    let Some(first) = answer.readings.first() else { return Table::default() };
    let row = |name: Cell, tallies: Vec<Tally>| {
        let mut row = vec![name];
        row.extend(tallies.iter().map(|t| Cell::number(t.packages)));
        row
    };
    let mut rows: Vec<Vec<Cell>> = (first.audiences.iter().enumerate())
        .map(|(place, line)| {
            let tallies = answer.readings.iter().map(|r| r.audiences[place].alone).collect();
            row(Cell::name(names::audience(dispute, &line.audience)), tallies)
        })
        .collect();
    rows.push(row(Cell::text("All of them"), answer.readings.iter().map(|r| r.joint).collect()));
    Table { caption: "Packages accepted alone".into(), head, rows, ..Table::default() }
}

/// The minimal relaxation sets of one reading.
pub(crate) fn relaxations(dispute: &Dispute, reading: &ReadingSpace) -> Figure {
    const MOST: usize = 12;
    let names_of = |drop: &[String]| -> Vec<String> {
        drop.iter().map(|a| names::audience(dispute, a).to_string()).collect()
    };
    let sets = || reading.relaxations.iter().take(MOST);
    // Of very many audiences, those that stand in a set.
    let many = reading.audiences.len() > MANY;
    let rows: Vec<&String> = (reading.audiences.iter())
        .map(|line| &line.audience)
        .filter(|audience| !many || sets().any(|set| set.drop.contains(audience)))
        .collect();
    let columns = sets().map(|set| DotColumn {
        title: format!("{}: {}", names_of(&set.drop).join(", "), names::tally(&set.opens)),
        members: (rows.iter().enumerate())
            .filter(|(_, audience)| set.drop.contains(audience))
            .map(|(row, _)| row)
            .collect(),
        values: vec![set.opens.packages.to_string(), set.opens.deals.to_string()],
        bar: Some(set.opens.packages.0 as f64),
    });
    let name = names::reading(dispute, &reading.reading);
    let matrix = DotMatrix {
        title: format!("Minimal sets of rules whose relaxation opens the space under {name}"),
        description: "One column per set, a dot for every audience whose rule gives way; above it \
                      what the others then accept."
            .to_string(),
        rows: rows.iter().map(|id| names::audience(dispute, id).to_string()).collect(),
        measures: vec!["packages it opens".to_string(), "distinct deals".to_string()],
        columns: columns.collect(),
        ..DotMatrix::default()
    };
    let lines = reading.relaxations.iter().map(|set| {
        vec![
            Cell::text(Text::new().names(set.drop.iter().map(|a| names::audience(dispute, a)))),
            Cell::number(set.opens.packages),
            Cell::number(set.opens.deals),
        ]
    });
    let id = format!("relaxations-{}", reading.reading);
    let shown = reading.relaxations.len().min(MOST);
    let mut key = Text::from(
        "Each column is one set: a dot for every audience whose rule gives way, above it what the \
         others then accept.",
    );
    if shown < reading.relaxations.len() {
        key = key.plain(format!(
            " The first {shown} of {} are drawn; the table has all.",
            reading.relaxations.len()
        ));
    }
    if rows.len() < reading.audiences.len() {
        key = key.plain(" Audiences that stand in none of these sets are left out.");
    }
    Figure {
        id: format!("figure-{id}"),
        caption: Text::new(),
        key,
        svg: both_widths(
            &matrix.svg(&id),
            &DotMatrix { compact: true, ..matrix.clone() }.svg(&format!("{id}-narrow")),
        ),
        data: Table {
            caption: "Minimal relaxation sets".into(),
            head: ["Rules that give way", "Packages opened", "Deals opened"]
                .map(Cell::text)
                .to_vec(),
            rows: lines.collect(),
            ..Table::default()
        },
    }
}

/// The same figure for a page and for a phone.
pub(crate) fn both_widths(wide: &str, compact: &str) -> String {
    style::pair(wide, compact)
}

fn nothing() -> Figure {
    Figure {
        id: String::new(),
        caption: Text::new(),
        key: Text::new(),
        svg: String::new(),
        data: Table::default(),
    }
}
