//! The words of the narrowing: what each rule excludes, three ways, and which rules exclude each
//! other.

use std::cmp::Reverse;

use detente_figure::{Bar, BarGroup, Bars, Spacing};
use detente_finding::{AudienceNarrowing, Count, Narrowing, ReadingSpace};
use detente_model::Dispute;

use crate::document::{Block, Cell, Figure, Table, Text};
use crate::names;
use crate::words::space_figures::{both_widths, drawn, some_drawn};

/// Conflicts told in one breath.
const MOST_CONFLICTS: usize = 6;

/// What each rule excludes in a reading; `all` is the number of packages. Nothing where only one
/// audience is asked, whose rule excludes what it excludes.
pub(crate) fn blocks(dispute: &Dispute, reading: &ReadingSpace, all: Count) -> Vec<Block> {
    let Some(narrowing) = reading.narrowing.as_ref().filter(|n| n.audiences.len() > 1) else {
        return Vec::new();
    };
    let mut blocks: Vec<Block> =
        conflicts(dispute, narrowing).map(Block::Paragraph).into_iter().collect();
    let excluding: Vec<_> = narrowing.audiences.iter().filter(|l| !l.first_in.is_zero()).collect();
    // With fewer than two there is nothing to share.
    match excluding.as_slice() {
        [] => blocks.push(Block::Note(Text::from("No audience's rule excludes any package."))),
        [only] => {
            let name = names::audience(dispute, &only.audience);
            let excluded = format!(" excludes anything: {}.", packages(only.first_in));
            let text = Text::new().plain("Only the rule of ").name(name).plain(excluded);
            blocks.push(Block::Note(text));
        }
        _ => blocks.extend(measured(dispute, reading, narrowing, all)),
    }
    blocks
}

/// The three measures, in words, as bars and as a table.
fn measured(
    dispute: &Dispute,
    reading: &ReadingSpace,
    narrowing: &Narrowing,
    all: Count,
) -> [Block; 3] {
    [
        Block::Paragraph(first_in_each(dispute, reading, narrowing)),
        Block::Figure(shares(dispute, reading, narrowing, all)),
        Block::Note(how_to_read(dispute, narrowing)),
    ]
}

/// Who comes first in each of the three measures.
fn first_in_each(dispute: &Dispute, reading: &ReadingSpace, narrowing: &Narrowing) -> Text {
    let lines = &narrowing.audiences;
    let (alone, most) = leaders(dispute, lines, |line| line.first_in);
    let text = Text::new()
        .plain("What a rule excludes can be measured in three ways. They measure different things")
        .plain(if rank_alike(lines) {
            ", though here they rank the audiences alike. "
        } else {
            " and rank the audiences differently. "
        })
        .plain("By itself the rule of ")
        .then(alone)
        .plain(format!(
            " excludes most ({}). The largest share of all that is excluded falls to ",
            packages(most)
        ));
    let (share, most) = leaders(dispute, lines, |line| line.shapley);
    let text = text.then(share).plain(format!(" ({}). ", packages(most.rounded())));
    let (last, most) = leaders(dispute, lines, |line| line.last_in);
    if !most.is_zero() {
        let text = text.plain("Where all other rules are in force already, that of ").then(last);
        return text.plain(format!(" excludes most ({}).", packages(most)));
    }
    text.plain(if reading.joint.packages.is_zero() {
        "Where all other rules are in force already, none excludes anything more: the others leave \
         nothing, whichever it is. Then the sets above tell what would open the space."
    } else {
        "Where all other rules are in force already, none excludes anything more: what one excludes, \
         others exclude too."
    })
}

/// Whose rules come first in a measure, and by how much.
fn leaders<T: Ord + Copy + Default>(
    dispute: &Dispute,
    lines: &[AudienceNarrowing],
    measure: impl Fn(&AudienceNarrowing) -> T,
) -> (Text, T) {
    let most = lines.iter().map(&measure).max().unwrap_or_default();
    let first = lines.iter().filter(|line| measure(line) == most);
    let names: Vec<&str> = first.map(|line| names::audience(dispute, &line.audience)).collect();
    let each = if names.len() > 1 { ", each alike," } else { "" };
    (Text::new().names(names).plain(each), most)
}

fn packages(count: Count) -> String {
    names::counted(count, "package", "packages")
}

/// Whether no measure puts one audience before another that a second puts behind it.
fn rank_alike(lines: &[AudienceNarrowing]) -> bool {
    lines.iter().all(|a| {
        lines.iter().all(|b| {
            let orders =
                [a.first_in.cmp(&b.first_in), a.shapley.cmp(&b.shapley), a.last_in.cmp(&b.last_in)];
            !(orders.iter().any(|o| o.is_lt()) && orders.iter().any(|o| o.is_gt()))
        })
    })
}

/// What the shares are, and who comes first where only proportions count.
fn how_to_read(dispute: &Dispute, narrowing: &Narrowing) -> Text {
    let text = Text::from(
        "Share of the narrowing: each package is divided equally among the audiences that reject \
         it (the Shapley value), so the shares add up to all that is excluded; they are rounded \
         here. None of the measures says whose rule is at fault.",
    );
    if let Some(reason) = &narrowing.no_log_shapley {
        return text.plain(format!(" Shares on a logarithmic scale were left out: {reason}."));
    }
    let shares = || narrowing.audiences.iter().filter_map(|line| line.log_shapley);
    let Some(most) = shares().max().filter(|most| most.0 > 0) else { return text };
    let first = narrowing.audiences.iter().filter(|line| line.log_shapley == Some(most));
    let all: i64 = shares().map(|share| share.0).sum();
    let percent = names::percent(Count(most.0 as u128), Count(all.unsigned_abs().into()));
    text.plain(" Where halving what is left counts the same however much that is (logarithms), ")
        .names(first.map(|line| names::audience(dispute, &line.audience)))
        .plain(format!(" would come first, with {percent}."))
}

/// The Shapley shares as bars, with all three measures as its table.
fn shares(dispute: &Dispute, reading: &ReadingSpace, narrowing: &Narrowing, all: Count) -> Figure {
    let name = names::reading(dispute, &reading.reading);
    let excluded = Count(all.0 - reading.joint.packages.0);
    let share = |line: &AudienceNarrowing| {
        let rounded = line.shapley.rounded();
        format!("{rounded} ({})", names::percent(rounded, excluded))
    };
    let group = |line: &AudienceNarrowing| BarGroup {
        label: names::audience(dispute, &line.audience).to_string(),
        emphasis: false,
        bars: vec![Bar {
            value: line.shapley.to_f64(),
            text: share(line),
            note: if line.first_in.is_zero() { "rejects nothing".into() } else { String::new() },
        }],
    };
    let places = drawn(narrowing.audiences.len(), |at| Reverse(narrowing.audiences[at].shapley));
    let bars = Bars {
        title: format!("How the rules share in the narrowing under {name}"),
        description: "One bar per audience: the packages excluded, each divided equally among the \
                      audiences that reject it."
            .to_string(),
        series: Vec::new(),
        groups: places.into_iter().map(|place| group(&narrowing.audiences[place])).collect(),
        spacing: Spacing::Linear,
        axis: "packages".to_string(),
        whole: None,
        compact: false,
    };
    let rows = narrowing.audiences.iter().map(|line| {
        vec![
            Cell::name(names::audience(dispute, &line.audience)),
            Cell::number(line.first_in),
            Cell::number(share(line)),
            Cell::number(line.last_in),
        ]
    });
    let id = format!("narrowing-{}", reading.reading);
    Figure {
        id: format!("figure-{id}"),
        caption: Text::new(),
        key: Text::from(format!(
            "Each bar is an audience's share of the {} that the rules exclude together.",
            packages(excluded)
        ))
        .then(some_drawn(narrowing.audiences.len(), "have the largest shares")),
        svg: both_widths(
            &bars.svg(&id),
            &Bars { compact: true, ..bars.clone() }.svg(&format!("{id}-narrow")),
        ),
        data: Table {
            caption: Text::new().plain("What each rule excludes under ").name(name),
            head: vec![
                Cell::text("Audience"),
                Cell::number("Excludes alone"),
                Cell::number("Share of the narrowing"),
                Cell::number("Only it excludes"),
            ],
            rows: rows.collect(),
            ..Table::default()
        },
    }
}

/// Which audiences' rules leave nothing already.
fn conflicts(dispute: &Dispute, narrowing: &Narrowing) -> Option<Text> {
    let sets = &narrowing.conflicts;
    let first = sets.first()?;
    let of = |set: &[String]| {
        Text::new().names(set.iter().map(|audience| names::audience(dispute, audience)))
    };
    if narrowing.conflicts_complete && first.len() == narrowing.audiences.len() {
        let text = Text::new().plain("Only all of them together, ").then(of(first));
        return Some(text.plain(", leave nothing: any one less, and something is left."));
    }
    let mut text = Text::new();
    for (place, set) in sets.iter().take(MOST_CONFLICTS).enumerate() {
        text = match (place, set.len()) {
            (0, 1) => text.plain("Already ").then(of(set)).plain(" alone leaves nothing"),
            (0, _) => text.plain("Already ").then(of(set)).plain(" together leave nothing"),
            (_, 1) => text.plain("; so does ").then(of(set)),
            _ => text.plain("; so do ").then(of(set)),
        };
    }
    let more = sets.len().saturating_sub(MOST_CONFLICTS);
    if more > 0 {
        let sets = if more == 1 { "set" } else { "sets" };
        text = text.plain(format!("; and {} more {sets}", names::number_word(more)));
    }
    Some(text.plain(if narrowing.conflicts_complete {
        ". Leave one audience out of such a set and something is left."
    } else {
        ". The list is cut: there may be further sets, with as many audiences or more."
    }))
}
