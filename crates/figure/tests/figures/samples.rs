//! Figures as the reports draw them, and the same with labels nobody wished for.

use detente_figure::number::{percent, whole};
use detente_figure::scale::Day;
use detente_figure::{
    Balance, Balances, Bar, BarGroup, Bars, Centre, Clock, Column, Columns, DotColumn, DotMatrix,
    Kind, Mark, Position, PositionPanel, Positions, RowAmount, Scatter, ScatterAxis, ScatterCell,
    ScatterEdge, ScatterKind, ScatterMark, Shape, Spacing, Timeline, Tone, Zoom,
};

pub(crate) const AUDIENCES: [&str; 8] = [
    "Iran SNSC and government",
    "Majlis and hardline press",
    "US administration",
    "US Congress",
    "E3 governments",
    "Israel cabinet",
    "IAEA Board and secretariat",
    "Russia and China",
];

/// Labels that break layouts: Persian, Arabic, Chinese, nothing, markup, endless.
pub(crate) fn nasty() -> Vec<String> {
    vec![
        "شورای عالی امنیت ملی و دولت جمهوری اسلامی ایران".to_owned(),
        "مجلس النواب — 971,136 (19 %)".to_owned(),
        "中华人民共和国外交部条约法律司和军控司".to_owned(),
        String::new(),
        "a < b && \"c\" > 'd' \u{202e}\u{7}".to_owned(),
        "Vetovoiceholdersassemblyofthefederation".repeat(3),
        "an audience whose name goes on ".repeat(10)[..300].to_owned(),
        "Šefčovič–Þorgerður/Ωμέγα 🕊️ Ян".to_owned(),
    ]
}

const DECLARED: [u32; 8] =
    [971_136, 539_136, 440_640, 1_157_760, 2_695_680, 138_240, 2_695_680, 3_775_680];
const BRIDGING: [u32; 8] =
    [1_492_992, 1_398_528, 622_080, 1_128_960, 2_695_680, 1_693_440, 2_695_680, 3_775_680];
const ALL: f64 = 5_034_240.0;

fn bar(count: u32) -> Bar {
    let value = f64::from(count);
    let text = match count {
        0 => "none".to_owned(),
        _ => format!("{} ({})", whole(value), percent(value / ALL)),
    };
    Bar { value, text, note: String::new() }
}

/// What each audience would accept, in two readings, and what all would.
pub(crate) fn accepted(spacing: Spacing, compact: bool) -> Bars {
    let group = |(label, (declared, bridging)): (&&str, (&u32, &u32))| BarGroup {
        label: (*label).to_owned(),
        emphasis: false,
        bars: vec![bar(*declared), bar(*bridging)],
    };
    let counts = DECLARED.iter().zip(&BRIDGING);
    let mut groups: Vec<BarGroup> = AUDIENCES.iter().zip(counts).map(group).collect();
    let mut none = bar(0);
    none.note = "opens only together with others".to_owned();
    groups.push(BarGroup {
        label: "All eight together".to_owned(),
        emphasis: true,
        bars: vec![none, bar(31_104)],
    });
    Bars {
        title: "Packages each audience would accept".to_owned(),
        description: "No package is acceptable to all eight as declared.".to_owned(),
        series: vec!["as declared".to_owned(), "with bridging formulas".to_owned()],
        groups,
        spacing,
        axis: match spacing {
            Spacing::Linear => "feasible packages".to_owned(),
            Spacing::Counts => "feasible packages; each step is ten times the last".to_owned(),
        },
        whole: Some((ALL, "all 5,034,240".to_owned())),
        compact,
    }
}

/// What leaving out one audience would open: mostly nothing.
pub(crate) fn opened(compact: bool) -> Bars {
    let group = |(at, label): (usize, &&str)| {
        let bar = match at {
            0 => Bar { value: 69_120.0, text: "69,120".to_owned(), note: "12 deals".to_owned() },
            1 | 3 | 5 => Bar {
                value: 0.0,
                text: "0".to_owned(),
                note: "opens only together with US administration and Israel cabinet, or with \
                       Majlis and US Congress"
                    .to_owned(),
            },
            _ => Bar { value: 0.0, text: "0".to_owned(), note: String::new() },
        };
        BarGroup { label: (*label).to_owned(), emphasis: false, bars: vec![bar] }
    };
    Bars {
        title: "What one audience's consent holds back".to_owned(),
        description: "Leaving out a single audience opens almost nothing.".to_owned(),
        groups: AUDIENCES.iter().enumerate().map(group).collect(),
        spacing: Spacing::Counts,
        compact,
        ..Bars::default()
    }
}

/// Eight series, to see every pattern.
pub(crate) fn patterns() -> Bars {
    let bars = (1..=8).map(|k| bar(k * 300_000)).collect();
    Bars {
        title: "Every series".to_owned(),
        description: "Eight colours, eight patterns.".to_owned(),
        series: (1..=8).map(|k| format!("series {k}")).collect(),
        groups: vec![BarGroup { label: "One".to_owned(), emphasis: false, bars }],
        ..Bars::default()
    }
}

/// Bars with nasty labels, numbers and notes.
pub(crate) fn nasty_bars(spacing: Spacing, compact: bool) -> Bars {
    let mut bars = accepted(spacing, compact);
    bars.series = nasty();
    bars.axis = nasty()[6].clone();
    bars.whole = Some((ALL, nasty()[6].clone()));
    for (at, label) in nasty().into_iter().enumerate() {
        let group = &mut bars.groups[at];
        group.label.clone_from(&label);
        group.emphasis = at % 2 == 1;
        group.bars[0].note.clone_from(&label);
        group.bars[1].text = label;
        group.bars[1].value = [f64::NAN, -5.0, f64::INFINITY, 1e300, 0.0, 1.0, ALL, 1e-9][at];
        group.bars.push(Bar { value: ALL, text: nasty()[at].clone(), note: nasty()[at].clone() });
    }
    bars
}

/// The least sets of audiences whose move would open a deal; `pages` of three.
pub(crate) fn relaxations(pages: usize, compact: bool) -> DotMatrix {
    let sets: [(&[usize], u32, u32); 3] =
        [(&[0, 1], 69_120, 12), (&[2, 3, 5], 62_208, 10), (&[1, 3, 5], 5_184, 4)];
    let column = |(members, packages, deals): &(&[usize], u32, u32)| {
        let names: Vec<&str> = members.iter().map(|&row| AUDIENCES[row]).collect();
        let packages = f64::from(*packages);
        DotColumn {
            title: format!(
                "{}: opens {} packages · {deals} deals",
                names.join(", "),
                whole(packages)
            ),
            members: members.to_vec(),
            values: vec![whole(packages), deals.to_string()],
            bar: Some(packages),
        }
    };
    DotMatrix {
        title: "The fewest audiences that would have to move together".to_owned(),
        description: "Three sets; the least has two members.".to_owned(),
        rows: AUDIENCES.map(str::to_owned).to_vec(),
        measures: vec!["packages it opens".to_owned(), "different deals".to_owned()],
        columns: (0..pages).flat_map(|_| sets.iter().map(column)).collect(),
        spacing: Spacing::Linear,
        compact,
        ..DotMatrix::default()
    }
}

/// Who accepts the same packages, and what each accepts alone.
pub(crate) fn overlap(compact: bool) -> DotMatrix {
    let sets: [(&[usize], u32); 8] = [
        (&[0, 1, 2, 3, 4, 5, 6, 7], 31_104),
        (&[7], 1_157_760),
        (&[4, 6, 7], 971_136),
        (&[], 440_640),
        (&[0, 1, 7], 201_600),
        (&[0, 1, 4, 6, 7], 172_800),
        (&[2, 3, 4, 5, 6], 138_240),
        (&[0, 4, 6, 7], 51_840),
    ];
    let share = |count: u32| percent(f64::from(count) / ALL);
    let column = |(members, packages): &(&[usize], u32)| DotColumn {
        title: format!("{} accept {packages} packages", members.len()),
        members: members.to_vec(),
        values: vec![whole(f64::from(*packages)), share(*packages)],
        bar: Some(f64::from(*packages)),
    };
    let amount = |count: &u32| RowAmount {
        value: f64::from(*count),
        text: format!("{} ({})", whole(f64::from(*count)), share(*count)),
    };
    DotMatrix {
        title: "Which audiences accept the same packages".to_owned(),
        description: "All eight accept a few; one alone accepts most.".to_owned(),
        rows: AUDIENCES.map(str::to_owned).to_vec(),
        amounts: BRIDGING.iter().map(amount).collect(),
        whole: ALL,
        measures: vec!["packages".to_owned(), "of all packages".to_owned()],
        columns: sets.iter().map(column).collect(),
        spacing: Spacing::Linear,
        compact,
    }
}

/// A matrix with nasty names and values.
pub(crate) fn nasty_dots(compact: bool) -> DotMatrix {
    let mut dots = relaxations(3, compact);
    dots.rows = nasty();
    dots.measures = nasty();
    for (column, label) in dots.columns.iter_mut().zip(nasty()) {
        column.values = vec![label.clone(), "1".to_owned()];
        column.bar = (!label.is_empty()).then_some(f64::NAN);
        column.members.push(99);
    }
    dots.amounts = overlap(compact).amounts;
    for (amount, label) in dots.amounts.iter_mut().skip(2).zip(nasty()) {
        amount.value = [f64::NAN, -5.0, 0.0, 1.0][label.len() % 4];
        amount.text = label;
    }
    dots
}

/// Events of each year from 2002 to 2025: few at first, dense at the end.
const A_YEAR: [u32; 24] = [1, 7, 2, 5, 6, 2, 4, 3, 3, 1, 2, 3, 2, 8, 1, 1, 3, 2, 7, 5, 4, 4, 7, 19];

fn kind((label, shape): (&str, Shape), tone: Tone) -> Kind {
    Kind { label: label.to_owned(), shape, tone }
}

/// An invented chronology with the density of a real one.
pub(crate) fn chronology(compact: bool) -> Timeline {
    let kinds = vec![
        kind(("talks and offers", Shape::Circle), Tone::Series(0)),
        kind(("verification", Shape::Square), Tone::Series(1)),
        kind(("legal and institutional", Shape::Diamond), Tone::Series(2)),
        kind(("sanctions", Shape::TriangleDown), Tone::Series(5)),
        kind(("confrontation", Shape::Cross), Tone::Series(4)),
        kind(("military", Shape::Star), Tone::Ink),
    ];
    let mut marks = Vec::new();
    let mut state = 7_u32;
    let mut next = |below: u32| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 16) % below
    };
    for (year, count) in (2002..).zip(A_YEAR) {
        for _ in 0..count {
            let months = if year == 2025 { 10 } else { 12 };
            let day = Day { year, month: 1 + next(months) as u8, day: 1 + next(28) as u8 };
            marks.push(Mark {
                at: day.in_years(),
                lane: next(6) as usize,
                kind: [0, 0, 0, 0, 1, 1, 1, 2, 2, 3, 3, 4, 5][next(13) as usize],
                title: format!("{}: something happened", day.words()),
                key: format!("e{}", marks.len()),
                hollow: next(8) == 0,
            });
        }
    }
    marks.sort_by(|one, other| one.at.total_cmp(&other.at));
    let answers = |from: usize| from.is_multiple_of(4).then_some((from, from + 1 + from % 3));
    let clock = Day { year: 2025, month: 10, day: 18 };
    Timeline {
        title: "A hundred events".to_owned(),
        description: "Most of them in the last year.".to_owned(),
        lanes: ["Iran", "United States", "E3 and EU", "Israel", "IAEA", "Russia and China"]
            .map(str::to_owned)
            .to_vec(),
        kinds,
        links: (0..marks.len()).filter_map(answers).collect(),
        marks,
        hollow: "not checked against a source".to_owned(),
        density: "events a year".to_owned(),
        clock: Some(Clock { at: clock.in_years(), words: format!("as of {}", clock.words()) }),
        zoom: Some(Zoom { months: 12, words: "The last twelve months".to_owned() }),
        compact,
    }
}

/// Every shape, filled and hollow, with nothing else on the page.
pub(crate) fn shapes() -> Timeline {
    let named =
        |(at, shape): (usize, &Shape)| kind((&format!("{shape:?}"), *shape), Tone::Series(at));
    let kinds = Shape::ALL.iter().enumerate().map(named);
    let mark = |at: usize| Mark {
        at: 2000.0 + at as f64,
        lane: at % 2,
        kind: at / 2,
        hollow: at % 2 == 1,
        ..Mark::default()
    };
    Timeline {
        title: "Every shape".to_owned(),
        description: "Filled and hollow.".to_owned(),
        lanes: vec!["filled".to_owned(), "hollow".to_owned()],
        kinds: kinds.collect(),
        marks: (0..16).map(mark).collect(),
        ..Timeline::default()
    }
}

/// A chronology with nasty names, moments and references.
pub(crate) fn nasty_chronology(compact: bool) -> Timeline {
    let mut line = chronology(compact);
    line.lanes = nasty();
    for (kind, label) in line.kinds.iter_mut().zip(nasty()) {
        kind.label = label;
    }
    line.density = nasty()[6].clone();
    line.hollow = nasty()[5].clone();
    line.clock = Some(Clock { at: 2025.8, words: nasty()[6].clone() });
    line.zoom = Some(Zoom { months: 0, words: nasty()[6].clone() });
    line.marks[3].at = f64::NAN;
    line.marks[4].lane = 99;
    line.marks[5].kind = 99;
    line.marks[6].title = nasty()[4].clone();
    line.links.push((3, 7));
    line.links.push((9999, 0));
    line
}

const STANDS: [(f64, f64, f64); 8] = [
    (20.0, 0.0, 6650.0),
    (95.0, 3.0, 9000.0),
    (75.0, 15.0, 4500.0),
    (100.0, 0.0, 5225.0),
    (60.0, 0.0, 1200.0),
    (30.0, 10.0, 3750.0),
    (50.0, 0.0, 1750.0),
    (0.0, 0.0, 0.0),
];

/// Where eight stand on two issues, one of them without weight.
pub(crate) fn positions(compact: bool) -> Positions {
    let row = |(label, (at, reach, weight)): (&&str, &(f64, f64, f64))| Position {
        label: (*label).to_owned(),
        at: *at,
        span: (at - reach, at + reach),
        weight: (*weight > 0.0).then_some(*weight),
        text: whole(*at),
        title: format!("{label}: {at}"),
    };
    let centre = |label: &str, at: &[f64], span: (f64, f64), text: &str| Centre {
        label: label.to_owned(),
        at: at.to_vec(),
        span,
        text: text.to_owned(),
    };
    let panel = |label: &str, ends: (&str, &str), centres| PositionPanel {
        label: label.to_owned(),
        ends: (ends.0.to_owned(), ends.1.to_owned()),
        rows: AUDIENCES.iter().zip(&STANDS).map(row).collect(),
        centres,
    };
    let first = vec![
        centre("weighted mean", &[66.1], (61.0, 72.4), "66.1 (61–72.4)"),
        centre("weighted median", &[75.0], (60.0, 90.0), "75 (60–90)"),
    ];
    let second = vec![
        centre("weighted mean", &[50.0], (50.0, 50.0), "50"),
        centre("weighted median", &[20.0, 80.0], (20.0, 80.0), "20 to 80"),
    ];
    Positions {
        title: "Where the parties stand".to_owned(),
        description: "Two issues; the means lie near the middle.".to_owned(),
        low: 0.0,
        high: 100.0,
        panels: vec![
            panel("enrichment", ("nothing conceded", "all that the other side asks"), first),
            panel("access", ("", ""), second),
        ],
        compact,
    }
}

/// Positions with nasty names, places and weights.
pub(crate) fn nasty_positions(compact: bool) -> Positions {
    let mut positions = positions(compact);
    let names = nasty();
    let panel = &mut positions.panels[0];
    panel.label.clone_from(&names[6]);
    panel.ends = (names[6].clone(), names[0].clone());
    for (row, name) in panel.rows.iter_mut().zip(&names) {
        row.label.clone_from(name);
        row.text.clone_from(name);
        row.title.clone_from(name);
    }
    panel.rows[0].at = f64::NAN;
    panel.rows[1].span = (f64::NEG_INFINITY, 1e300);
    panel.rows[2].weight = Some(f64::INFINITY);
    panel.rows[3].at = -1e300;
    panel.centres[0].label.clone_from(&names[5]);
    panel.centres[0].text.clone_from(&names[6]);
    panel.centres[1].at = vec![f64::NAN];
    positions
}

/// What two get, with two edges, proposals as ranges and solutions.
pub(crate) fn worth(compact: bool) -> Scatter {
    let kind = |label: &str, shape, tone, hollow| ScatterKind {
        label: label.to_owned(),
        shape,
        tone,
        hollow,
    };
    let mut cells = Vec::new();
    for x in 0..16_u32 {
        for y in 0..16 - x / 2 {
            let amount = f64::from((x * 7 + y * 5) % 23 * 40);
            let part = if x > 7 && y > 4 { amount / 3.0 } else { 0.0 };
            cells.push(ScatterCell { x: x as usize, y: y as usize, amount, part });
        }
    }
    let axis = |label: &str, level| {
        let (low, high, level) = (-4.0, 12.0, Some(level));
        ScatterAxis { label: label.to_owned(), low, high, level }
    };
    let mark = |kind, label: &str, x, y| ScatterMark {
        kind,
        title: format!("mark {label}"),
        label: label.to_owned(),
        x,
        y,
    };
    let edge = |label: &str, series, corners: &[(f64, f64)]| ScatterEdge {
        label: label.to_owned(),
        series,
        corners: corners.to_vec(),
    };
    let most = [(-3.0, 11.8), (0.5, 11.0), (5.0, 8.0), (11.5, 4.4)];
    Scatter {
        title: "What two get".to_owned(),
        description: "Packages, edges, proposals, solutions.".to_owned(),
        x: axis("worth to the one →", -1.0),
        y: axis("worth to the other ↑", 2.0),
        grid: 16,
        cells,
        cell_words: ["packages".to_owned(), "packages all accept".to_owned()],
        edges: vec![
            edge("most the two can have together", 4, &most),
            edge("the same of what all accept", 0, &[(4.5, 8.0), (7.0, 6.5)]),
        ],
        kinds: vec![
            kind("proposals, by number", Shape::Circle, Tone::Ink, true),
            kind("Nash solution", Shape::Star, Tone::Series(2), false),
        ],
        marks: vec![
            mark(0, "1", (0.0, 3.0), (3.0, 9.0)),
            mark(0, "2", (2.0, 2.0), (6.0, 6.0)),
            mark(0, "3", (2.1, 2.1), (6.1, 6.1)),
            mark(1, "", (6.0, 6.0), (7.5, 7.5)),
        ],
        level_words: "no agreement".to_owned(),
        compact,
    }
}

/// What is left of what is at stake, step by step; in one step nothing is.
pub(crate) fn balances(compact: bool) -> Balances {
    let row = |place: usize, label: &str, parts: [f64; 2], note: &str| Balance {
        heading: format!("{}. {}", place + 1, AUDIENCES[place]),
        label: label.to_owned(),
        whole: 4.0,
        parts: parts.into(),
        text: format!("{:.2}", 4.0 - parts[0] - parts[1]),
        note: note.to_owned(),
        emphasis: place == 1,
    };
    Balances {
        title: "How firmly each step holds".to_owned(),
        description: "The second step does not hold.".to_owned(),
        parts: vec!["temptation".to_owned(), "imperfect alarms".to_owned()],
        rest: "slack".to_owned(),
        axis: "at stake".to_owned(),
        rows: vec![
            row(0, "access ‘none’ → ‘graduated (affected sites by agreed steps)’", [1.0, 0.5], ""),
            row(1, "relief ‘none’ → ‘limited’", [2.0, 2.9], "unpaid −0.20 (least)"),
            row(2, "", [0.0, 0.0], "unpaid 0.31"),
        ],
        compact,
    }
}

/// From which level on something holds, at each of so many places.
pub(crate) fn columns(compact: bool) -> Columns {
    let column = |place: i32| Column {
        label: [format!("0.{place}"), format!("{}.5", 60 - 6 * place)],
        from: (place > 2).then(|| 1.0 - f64::from(place) / 4.5),
    };
    Columns {
        title: "Patience against alarms".to_owned(),
        description: "More patience needs less of alarms.".to_owned(),
        across: "discount factor; below it the months in a period".to_owned(),
        up: "how good alarms are".to_owned(),
        ends: (-1.0, 1.0),
        levels: vec![
            (-1.0, "useless".to_owned()),
            (0.0, "as now".to_owned()),
            (1.0, "perfect".to_owned()),
        ],
        shaded: "there is a road".to_owned(),
        columns: (1..10).map(column).collect(),
        mark: Some((4.5, 0.0, "now".to_owned())),
        compact,
    }
}

/// The same two with labels nobody wished for.
pub(crate) fn nasty_balances(compact: bool) -> Balances {
    let row = |label: String| Balance {
        heading: label.clone(),
        label: label.clone(),
        whole: f64::NAN,
        parts: vec![1.0, f64::INFINITY, -2.0],
        text: label.clone(),
        note: label,
        emphasis: true,
    };
    let rows = nasty().into_iter().map(row).collect();
    Balances { parts: nasty(), axis: nasty().concat(), rows, ..balances(compact) }
}

/// See [`nasty_balances`].
pub(crate) fn nasty_columns(compact: bool) -> Columns {
    let column = |label: String| Column { label: [label.clone(), label], from: Some(f64::NAN) };
    Columns {
        columns: nasty().into_iter().map(column).collect(),
        levels: nasty().into_iter().map(|name| (0.5, name)).collect(),
        mark: Some((f64::INFINITY, 7.0, nasty().concat())),
        ..columns(compact)
    }
}
