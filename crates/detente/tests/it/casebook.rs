//! The bundled dossiers: in the program, without a mistake, with a transcript each, within scope.

use std::collections::BTreeSet;
use std::fs;

use detente::casebook::{CASES, TEMPLATE};
use expect_test::expect_file;

use crate::place::{case, dispute, root, run, said};

#[test]
fn the_program_carries_the_whole_casebook() {
    let folders: BTreeSet<String> = fs::read_dir(root().join("casebook"))
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect();
    let bundled: BTreeSet<String> = CASES.iter().map(|case| case.name.to_string()).collect();
    assert_eq!(folders, bundled);
    for bundled in CASES {
        for (file, text) in [
            ("dossier.toml", Some(bundled.dossier)),
            ("events.csv", bundled.events),
            ("sources.bib", bundled.sources),
        ] {
            assert_eq!(fs::read_to_string(case(bundled.name).join(file)).ok().as_deref(), text);
        }
    }
}

#[test]
fn the_template_has_no_mistake() {
    let read = detente::read_texts(TEMPLATE.texts());
    assert_eq!(detente::render(&read.diagnostics, &read.texts, false), "");
    assert!(read.dispute.is_some());
}

/// `casebook/NAME/transcript.txt`: what is said of each dossier.
#[test]
fn transcripts() {
    for bundled in CASES {
        let mut transcript = String::new();
        let asked: &[&str] = match bundled.name {
            "iran-2025" => &[
                "check",
                "space",
                "frontier",
                "baseline",
                "refine",
                "ratify",
                "compare --deals 4",
                "verification",
                "roadmap --draws 4",
                "stability --focus around",
            ],
            "harbour" => {
                &["check", "space", "frontier", "robust", "ratify", "ratify mediator", "compensate"]
            }
            "cuba-1962" => &[
                "check",
                "space",
                "stability",
                "why --reading published",
                "path quarantine-and-withdrawal --reading published",
            ],
            "estuary" => &[
                "check",
                "show",
                "space",
                "verification",
                "roadmap",
                "roadmap draft --reopening 0.2",
            ],
            "skerry-fishery" => &["check", "verification"],
            _ => &["check", "space", "stability", "why"],
        };
        for line in asked {
            let mut words: Vec<&str> = line.split(' ').collect();
            words.insert(1, bundled.name);
            let (code, out, err) = said(&run(&root().join("casebook"), &words));
            assert_eq!((code, err.as_str()), (0, ""), "{words:?}");
            let folder = format!("casebook/{}", bundled.name);
            words[1] = &folder;
            transcript.push_str(&format!("$ detente {}\n{out}\n", words.join(" ")));
        }
        expect_file![case(bundled.name).join("transcript.txt")].assert_eq(&transcript);
    }
}

/// Known answers of the literature: dense ranks, most preferred state highest. States are numbered
/// by ascending code, the first option counting least.
#[test]
fn the_statements_reproduce_the_published_rankings() {
    let cases: [(&str, &[&[u32]]); 3] = [
        ("prisoners-dilemma", &[&[2, 1, 4, 3], &[2, 4, 1, 3]]),
        (
            "cuba-1962",
            &[&[5, 7, 8, 6, 12, 10, 11, 9, 1, 3, 2, 4], &[12, 7, 9, 5, 11, 8, 10, 6, 1, 3, 2, 4]],
        ),
        (
            "elmira",
            &[
                &[7, 6, 11, 10, 4, 4, 8, 5, 12, 9, 4, 4],
                &[12, 7, 6, 11, 8, 8, 9, 4, 5, 10, 8, 8],
                &[9, 5, 11, 6, 4, 4, 10, 7, 12, 8, 4, 4],
            ],
        ),
    ];
    for (name, published) in cases {
        let dispute = dispute(name);
        let scope = detente_model::Scope::whole(&dispute);
        let mut states: Vec<_> =
            dispute.states_in(&scope).filter(|state| dispute.is_feasible(state)).collect();
        let code = |state: &Vec<u8>| {
            state.iter().rev().fold(0, |code, level| code * 2 + u32::from(*level))
        };
        states.sort_by_key(code);
        let reading = dispute.readings.ids().next().unwrap();
        for (party, payoffs) in dispute.parties.ids().zip(published) {
            let ranks = dispute.ranks(reading, party, &states).unwrap();
            // Published payoffs leave gaps below ties; what counts is the order.
            let mut dense: Vec<u32> = payoffs.to_vec();
            dense.sort_unstable();
            dense.dedup();
            let expected: Vec<u32> = payoffs
                .iter()
                .map(|p| dense.iter().position(|d| d == p).unwrap() as u32 + 1)
                .collect();
            assert_eq!(ranks, expected, "{name}, {}", dispute.parties[party].id);
        }
    }
}

/// Political levels only: no percentages, quantities, device counts or times of a technical kind.
#[test]
fn nothing_in_the_casebook_is_out_of_scope() {
    let forbidden = [
        "u-235",
        "u235",
        "centrifuge",
        // In two pieces, so that this file is not out of scope itself.
        concat!("break", "out time"),
        concat!("break-", "out time"),
        concat!(" s", "wu"),
        "kilogram",
        " kg ",
    ];
    for bundled in CASES {
        let texts = [Some(bundled.dossier), bundled.events, bundled.sources];
        for text in texts.into_iter().flatten() {
            let lower = text.to_lowercase();
            for word in forbidden {
                assert!(!lower.contains(word), "{}: `{word}`", bundled.name);
            }
            for line in lower.lines().filter(|line| line.contains("enrich")) {
                assert!(
                    !line.contains('%') && !line.contains("percent") && !line.contains("per cent"),
                    "{line}"
                );
            }
        }
    }
}

#[test]
fn nothing_in_the_flagship_is_dated_after_its_clock() {
    let dispute = dispute("iran-2025");
    assert!(dispute.events.iter().all(|event| !event.date.is_after(dispute.as_of)));
    assert!(
        dispute.events.iter().all(|event| !event.sources.is_empty()),
        "every event has a source"
    );
    let dates = dispute.sources.values().filter_map(|source| source.date);
    assert!(dates.into_iter().all(|date| !date.is_after(dispute.as_of)));
    let proposals = dispute.proposals.values().filter_map(|proposal| proposal.date);
    assert!(proposals.into_iter().all(|date| !date.is_after(dispute.as_of)));
}
