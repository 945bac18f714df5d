//! Random conflicts are of every kind, and verdicts on them are mixed.

#![allow(clippy::unwrap_used, reason = "a failed test says where")]

use std::collections::BTreeSet;

use detente_finding::Concept;
use detente_model::{Guard, Id, MoveRule, PreferenceForm, ReadingId, Scope};
use detente_testkit::naive::Graph;
use detente_testkit::{random_conflict, relabel};

#[test]
fn the_same_seed_gives_the_same_conflict() {
    for seed in 0..200 {
        assert_eq!(random_conflict(seed), random_conflict(seed));
        assert_eq!(relabel(&random_conflict(seed), 7), relabel(&random_conflict(seed), 7));
    }
    assert_ne!(random_conflict(1), random_conflict(2));
}

#[test]
fn random_conflicts_are_of_every_kind() {
    let mut seen = BTreeSet::new();
    for seed in 0..1000 {
        let dispute = random_conflict(seed);
        let whole = Scope::whole(&dispute);
        let graph = Graph::new(&dispute, &whole, ReadingId::new(0));
        assert!((2..=4).contains(&dispute.parties.len()));
        assert!((1..=256).contains(&graph.states.len()));
        let mut see = |what: &'static str, there: bool| {
            if there {
                seen.insert(what);
            }
        };
        see("infeasible", graph.states.len() < dispute.raw_count(&whole).unwrap() as usize);
        see("all feasible", graph.states.len() == dispute.raw_count(&whole).unwrap() as usize);
        see("large", graph.states.len() > 150);
        see("focus", !dispute.focuses.is_empty());
        see("status quo", dispute.status_quo.is_some());
        see("proposal", !dispute.proposals.is_empty());
        see("implausible", !dispute.implausible.is_empty());
        see("deal", dispute.deal.is_some());
        see("readings", dispute.readings.len() > 1);
        let owns = |party| dispute.options_of(party).count();
        see("spectator", dispute.parties.ids().any(|party| owns(party) == 0));
        for option in dispute.options.values() {
            see("free", option.moves == MoveRule::free());
            see("one way", option.moves == MoveRule::one_way());
            see("fixed", option.moves == MoveRule::fixed());
            see("step", option.moves.step);
            see("ratchet", option.moves.ratchet.is_some());
            see("snap", option.moves.snap.is_some());
            see("dated", !option.moves.dated.is_empty());
            see("guard", matches!(option.moves.up, Guard::When(_)));
        }
        for preference in dispute.readings[ReadingId::new(0)].preference.values() {
            let form = preference.as_ref().map(|preference| &preference.form);
            see("none", form.is_none());
            see("statements", matches!(form, Some(PreferenceForm::Statements { .. })));
            see("values", matches!(form, Some(PreferenceForm::Values(_))));
            see("interests", matches!(form, Some(PreferenceForm::Interests(_))));
        }
    }
    assert_eq!(seen.len(), 22, "{seen:?}");
}

/// Each concept holds in many cases and fails in many, and parts from the one above it.
#[test]
fn verdicts_are_mixed() {
    let five = [Concept::Nash, Concept::Sseq, Concept::Seq, Concept::Smr, Concept::Gmr];
    let (mut all, mut count) = (0, [0; 5]);
    let mut apart = [0; 5];
    for seed in 0..500 {
        let dispute = random_conflict(seed);
        let graph = Graph::new(&dispute, &Scope::whole(&dispute), ReadingId::new(0));
        for party in dispute.parties.ids() {
            let sets = five.map(|concept| graph.stable_states(concept, party));
            all += graph.states.len();
            for (at, set) in sets.iter().enumerate() {
                count[at] += set.iter().filter(|stable| **stable).count();
                apart[at] += usize::from(*set != sets[(at + 1) % 5]);
            }
        }
    }
    assert!(count.iter().all(|count| (all * 3 / 10..all * 9 / 10).contains(count)), "{count:?}");
    assert!(apart.iter().all(|apart| *apart > 100), "{apart:?}");
}
