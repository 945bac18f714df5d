//! The blocks of `docs/dossier.md` are one dossier without a mistake.

use std::path::Path;

use detente_dossier::{Texts, read_texts, render};

const DOCUMENT: &str = include_str!("../../../docs/dossier.md");

#[test]
fn the_example_of_the_document_is_sound() {
    let (toml, csv, bibtex) = (blocks("toml"), blocks("csv"), blocks("bibtex"));
    let read = read_texts(Texts::new(Path::new("docs"), &toml, Some(&csv), Some(&bibtex)));
    assert_eq!(render(&read.diagnostics, &read.texts, false), "");
    let dispute = read.dispute.expect("there is no mistake");
    assert!(dispute.options.len() > 5 && dispute.events.len() == 2 && dispute.sources.len() == 1);
}

/// The fenced blocks of a language, one after another.
fn blocks(language: &str) -> String {
    let fence = format!("```{language}\n");
    let blocks = DOCUMENT.split(&fence).skip(1);
    let texts: Vec<&str> = blocks.map(|block| block.split("```").next().unwrap_or("")).collect();
    assert!(!texts.is_empty(), "there is no {language}");
    texts.join("\n")
}
