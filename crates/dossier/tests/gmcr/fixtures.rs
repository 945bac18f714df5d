//! Two larger conflicts with known counts of feasible states and of ranks.

use detente_model::PartyId;

use super::*;

fn check(text: &str, feasible_states: usize, distinct_ranks: &[u32]) {
    let imported = import(text);
    let dispute = &imported.dispute;
    assert_is_a_dossier(dispute);
    let states = feasible(dispute);
    assert_eq!(states.len(), feasible_states);
    let reading = dispute.reading("imported").unwrap();
    let parties: Vec<PartyId> = dispute.parties.ids().collect();
    let ranks = parties.iter().map(|p| dispute.ranks(reading, *p, &states).unwrap());
    assert_eq!(ranks.map(|r| *r.iter().max().unwrap()).collect::<Vec<_>>(), distinct_ranks);
    let note = imported.notes.iter().any(|note| note.contains("_n_feasible"));
    assert_eq!(note, imported.unknown.contains_key("_n_feasible"));
}

#[test]
fn three_parties_twelve_options() {
    check(include_str!("random_3dm_12opt.gmcr"), 4096, &[528, 295, 122]);
}

#[test]
fn four_parties_twelve_options_infeasible_and_irreversible() {
    check(include_str!("random_4dm_12opt_inf_irr.gmcr"), 1088, &[400, 146, 189, 238]);
}
