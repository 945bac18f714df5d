//! Damaged dossiers: whatever is written, reading says something sensible and never panics.

use std::path::Path;

use detente_dossier::{File, Read, Texts, line_and_column, read_texts, render};
use detente_model::random::Stream;

const DOSSIER: &str = include_str!("fixture/dossier.toml");
const EVENTS: &str = include_str!("fixture/events.csv");
const SOURCES: &str = include_str!("fixture/sources.bib");

/// Damaged dossiers to try; each takes about a millisecond.
const TRIES: u64 = 6000;

#[test]
fn the_fixture_itself_is_sound() {
    let read = read_texts(Texts::new(Path::new("f"), DOSSIER, Some(EVENTS), Some(SOURCES)));
    assert_eq!(render(&read.diagnostics, &read.texts, false), "");
    assert!(read.dispute.is_some());
}

#[test]
fn damaged_dossiers_are_read_without_panic() {
    let mut unharmed = 0;
    for run in 0..TRIES {
        let mut stream = Stream::new(20250811, run, "damage");
        let mut texts = [DOSSIER.to_string(), EVENTS.to_string(), SOURCES.to_string()];
        for _ in 0..=stream.below(4) {
            let which = [0, 0, 0, 1, 2][below(&mut stream, 5)];
            texts[which] = damaged(&texts[which], &mut stream);
        }
        let [dossier, events, sources] = &texts;
        let read = read_texts(Texts::new(Path::new("f"), dossier, Some(events), Some(sources)));
        check(&read);
        unharmed += usize::from(read.dispute.is_some());
    }
    // Some damage is none (a word of a note); most is found.
    let found = TRIES as usize - unharmed;
    assert!(unharmed > 100 && found > TRIES as usize / 2, "{unharmed} of {TRIES} unharmed");
}

/// Every place lies in its text, and everything can be shown.
fn check(read: &Read) {
    for diagnostic in &read.diagnostics {
        assert!(!diagnostic.message.is_empty());
        for label in &diagnostic.labels {
            let text = read.texts.get(label.file).unwrap_or("");
            assert!(text.get(label.span.clone()).is_some(), "{diagnostic:?}");
            let (line, column) = line_and_column(text, label.span.start);
            assert!(line >= 1 && column >= 1);
        }
    }
    let text = render(&read.diagnostics, &read.texts, false);
    assert_eq!(text.is_empty(), read.diagnostics.is_empty());
    assert!(File::ALL.iter().all(|file| read.texts.get(*file).is_some()));
}

fn below(stream: &mut Stream, bound: usize) -> usize {
    stream.below(bound.max(1) as u128) as usize
}

/// One place of a text made worse: characters, words or lines deleted, doubled, moved, put in.
fn damaged(text: &str, stream: &mut Stream) -> String {
    const INSERTS: [&str; 30] = [
        "[",
        "]",
        "{",
        "}",
        "(",
        ")",
        "\"",
        "'",
        "\"\"\"",
        "=",
        "==",
        ",",
        ";",
        "#",
        "\n",
        "\r\n",
        "\\",
        "\\u00",
        "é",
        "ایران",
        "\u{feff}",
        "\t",
        "1e9",
        "-",
        "@",
        "and",
        "not",
        ".",
        "%",
        "\0",
    ];
    let units = match below(stream, 3) {
        0 => text.chars().map(String::from).collect::<Vec<_>>(),
        1 => text.split_inclusive([' ', '\n', ',', '"', '.']).map(String::from).collect(),
        _ => text.split_inclusive('\n').map(String::from).collect(),
    };
    let (at, other) = (below(stream, units.len()), below(stream, units.len()));
    let mut units = units;
    if units.is_empty() {
        units.push(String::new());
    }
    match below(stream, 5) {
        0 => {
            let end = (at + 1 + below(stream, 4)).min(units.len());
            units.drain(at..end);
        }
        1 => units.insert(at, units[at].clone()),
        2 => units.swap(at, other),
        3 => units[at] = units[other].clone(),
        _ => units.insert(at, INSERTS[below(stream, INSERTS.len())].to_string()),
    }
    units.concat()
}
