//! The heart of it: what is exported and imported again has the same feasible states, the same
//! moves and the same order of preference, state by state.

use std::collections::BTreeSet;

use detente_dossier::{Exported, export_gmcr};
use detente_model::{Guard, ReadingId};
use detente_testkit::random_dispute;
use serde_json::Map;

use super::*;

/// The state in the options of the exported file: parties in order, their options in order, for
/// each level but the lowest whether it is reached.
fn mapped(dispute: &Dispute, state: &[Level]) -> Vec<Level> {
    let options = dispute.parties.ids().flat_map(|party| dispute.options_of(party));
    let bits = |option: OptionId| {
        let levels = 1..dispute.level_count(option) as Level;
        levels.map(move |level| u8::from(state[option.index()] >= level))
    };
    options.flat_map(bits).collect()
}

/// Fails unless both mean the same under the mapping of states.
pub(super) fn assert_same_meaning(left: &Dispute, reading: ReadingId, right: &Dispute, what: &str) {
    let states = feasible(left);
    let images: Vec<Vec<Level>> = states.iter().map(|state| mapped(left, state)).collect();
    let set: BTreeSet<&Vec<Level>> = images.iter().collect();
    assert_eq!(set, feasible(right).iter().collect(), "{what}: feasible states");
    assert_eq!(set.len(), states.len(), "{what}: no two states become one");
    let imported = right.reading("imported").unwrap();
    for (party, other) in left.parties.ids().zip(right.parties.ids()) {
        for (state, image) in states.iter().zip(&images) {
            let moves: BTreeSet<Vec<Level>> =
                left.moves(party, state).iter().map(|to| mapped(left, to)).collect();
            let others: BTreeSet<Vec<Level>> = right.moves(other, image).into_iter().collect();
            assert_eq!(moves, others, "{what}: moves of {party:?} out of {state:?}");
        }
        let ranks = left.ranks(reading, party, &states).unwrap_or(vec![1; states.len()]);
        let others = right.ranks(imported, other, &images).unwrap();
        assert_eq!(ranks, others, "{what}: preference of {party:?}");
        // Ranks and pairwise comparison agree by definition; once more on neighbours.
        for pair in 1..states.len() {
            let order = left.compare(reading, party, &states[pair - 1], &states[pair]);
            let other = right.compare(imported, other, &images[pair - 1], &images[pair]).unwrap();
            assert_eq!(order.unwrap_or(std::cmp::Ordering::Equal), other, "{what}: {party:?}");
        }
    }
}

/// Exports, imports, compares, and again; false if the export is refused.
fn survives(dispute: &Dispute, what: &str) -> Option<usize> {
    let mut exported = 0;
    for reading in dispute.readings.ids() {
        let Exported { text, notes } = match export_gmcr(dispute, reading, &Map::new()) {
            Ok(exported) => exported,
            Err(reasons) => {
                assert!(!reasons.is_empty() && reasons.iter().all(|reason| !reason.is_empty()));
                continue;
            }
        };
        assert!(text.is_ascii() && !text.contains('\n') && !notes.is_empty());
        let first = import(&text);
        assert_is_a_dossier(&first.dispute);
        assert_same_meaning(dispute, reading, &first.dispute, what);
        assert!(first.unknown.is_empty());
        let imported = first.dispute.reading("imported").unwrap();
        let second = export_gmcr(&first.dispute, imported, &Map::new())
            .unwrap_or_else(|reasons| panic!("{what}: {reasons:?}"));
        let second = import(&second.text);
        assert_same_meaning(&first.dispute, imported, &second.dispute, what);
        exported += 1;
    }
    (exported > 0).then_some(exported)
}

#[test]
fn random_disputes_that_export() {
    let exported =
        (0..600).filter_map(|seed| survives(&random_dispute(seed), &format!("seed {seed}")));
    let exported: usize = exported.sum();
    assert!(exported > 60, "{exported}");
}

/// Without what the format cannot say, as little changed as possible.
fn tamed(mut dispute: Dispute) -> Dispute {
    for option in dispute.options.values_mut() {
        let moves = &mut option.moves;
        moves.dated.clear();
        for guard in [&mut moves.up, &mut moves.down] {
            if matches!(guard, Guard::When(_)) {
                *guard = Guard::Open;
            }
        }
        if moves.down == Guard::Closed {
            moves.up = Guard::Open;
        }
        if moves.up == Guard::Closed {
            moves.ratchet = None;
        }
    }
    dispute
}

#[test]
fn random_disputes_without_guards_and_dates() {
    for seed in 0..120 {
        let dispute = tamed(random_dispute(seed));
        let exported = survives(&dispute, &format!("seed {seed}"));
        assert_eq!(exported, Some(dispute.readings.len()), "seed {seed}");
    }
}

#[test]
fn imported_files_survive() {
    let misperceived = FILE.replace(
        "\"preferences\": [[[0",
        "\"misperceptions\": [[[0, \"Y\"]]], \"preferences\": [[[0",
    );
    let blind =
        FILE.replace("\"preferences\": []", "\"misperceptions\": [[]], \"preferences\": []");
    let ranked = FILE
        .replace("\"preferences\"", "\"preferenceRanking\": [1, [6, 3], 4, 5, 2], \"preferences\"")
        .replace("Ranking\": false", "Ranking\": true");
    let fixture = include_str!("random_4dm_12opt_inf_irr.gmcr");
    for text in [FILE, &misperceived, &blind, &ranked, fixture] {
        let dispute = import(text).dispute;
        assert_eq!(survives(&dispute, text), Some(1));
    }
}

#[test]
fn an_exported_file_is_imported_and_exported_byte_for_byte() {
    let text = include_str!("random_3dm_12opt.gmcr");
    let Imported { dispute, unknown, .. } = import(text);
    let first = export_gmcr(&dispute, dispute.reading("imported").unwrap(), &unknown).unwrap();
    let Imported { dispute, unknown: kept, .. } = import(&first.text);
    let second = export_gmcr(&dispute, dispute.reading("imported").unwrap(), &kept).unwrap();
    assert_eq!((first.text, unknown), (second.text, kept));
}
