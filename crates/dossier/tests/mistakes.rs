//! Every mistake a user can make, as a case folder: what is written, and what is said about it.
//!
//! `UPDATE_EXPECT=1 cargo test -p detente-dossier --test mistakes` rewrites what is said.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use expect_test::expect_file;

/// Every kind of mistake there is, except those of files that are no text (see `texts.rs`).
const CODES: [&str; 49] = [
    "acceptance-form",
    "accepts-everything",
    "after-clock",
    "bad-date",
    "bad-id",
    "bad-number",
    "bad-range",
    "bibtex",
    "body-with-rule",
    "condition",
    "contradiction",
    "cyclic-ratification",
    "doubtful",
    "duplicate-id",
    "duplicate-key",
    "empty-proposal",
    "incomplete-state",
    "infeasible-proposal",
    "infeasible-state",
    "ledger",
    "left-out",
    "missing",
    "newer-format",
    "no-package",
    "no-points",
    "nothing-feasible",
    "order",
    "out-of-range",
    "own-belief",
    "own-guard",
    "preference-form",
    "quota-out-of-reach",
    "shared-option",
    "syntax",
    "too-large",
    "unknown-audience",
    "unknown-column",
    "unknown-event",
    "unknown-format",
    "unknown-interest",
    "unknown-key",
    "unknown-level",
    "unknown-option",
    "unknown-party",
    "unknown-reading",
    "unknown-source",
    "unknown-state",
    "unknown-word",
    "unowned-option",
];

/// Besides these: shown in too many cases to be listed, or in `texts.rs`.
const OTHERS: [&str; 3] = ["wrong-type", "wrong-length", "unreadable-text"];

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mistakes");
    let mut cases: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the cases are here")
        .flatten()
        .map(|entry| entry.path())
        .collect();
    cases.sort();
    cases
}

#[test]
fn every_case_says_what_it_says() {
    let updating = std::env::var_os("UPDATE_EXPECT").is_some();
    let mut said = BTreeSet::new();
    let mut helpless: Vec<String> = Vec::new();
    for case in cases() {
        let expected = case.join("expected.txt");
        assert!(updating || expected.exists(), "{} has no expected.txt", case.display());
        let first = fs::read_to_string(case.join("dossier.toml")).unwrap();
        assert!(first.starts_with("# "), "{}: the first line says what is wrong", case.display());
        let read = detente_dossier::read(&case).unwrap();
        let above = format!("{}/", case.parent().unwrap().display());
        let text = detente_dossier::render(&read.diagnostics, &read.texts, false);
        expect_file![expected].assert_eq(&(text.replace(&above, "") + "\n"));
        said.extend(read.diagnostics.iter().map(|d| d.code));
        let name = case.file_name().unwrap().display().to_string();
        let without = read.diagnostics.iter().filter(|d| d.help.is_none());
        helpless.extend(without.map(|d| format!("{name}: {}", d.message)));
        for diagnostic in &read.diagnostics {
            let first = diagnostic.message.chars().next().unwrap();
            assert!(!first.is_uppercase(), "{}: {}", case.display(), diagnostic.message);
        }
    }
    assert!(helpless.is_empty(), "no remedy:\n{}", helpless.join("\n"));
    let silent: Vec<&str> = CODES.into_iter().filter(|code| !said.contains(code)).collect();
    assert!(silent.is_empty(), "no case shows {silent:?}");
}

#[test]
fn every_code_in_the_source_is_known_here() {
    let mut sources = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    let mut found = BTreeSet::new();
    while let Some(path) = sources.pop() {
        if path.is_dir() {
            sources.extend(fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()));
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        for call in ["error(", "warning(", "-> $id:ident: $code:literal", "Id: "] {
            for (at, _) in text.match_indices(call) {
                let argument = text[at + call.len()..].trim_start();
                let code = argument.strip_prefix('"').and_then(|rest| rest.split('"').next());
                found.extend(code.map(str::to_string));
            }
        }
    }
    assert!(found.len() > 30, "{found:?}");
    let known: BTreeSet<String> = CODES.iter().chain(&OTHERS).map(|c| (*c).to_string()).collect();
    let unknown: Vec<&String> = found.difference(&known).collect();
    assert!(unknown.is_empty(), "no case is required for {unknown:?}");
}
