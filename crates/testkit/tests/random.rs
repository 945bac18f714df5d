//! Random disputes are of every kind and keep the rules of the dossier.

#![allow(clippy::unwrap_used, reason = "a failed test says where")]

use std::collections::BTreeSet;

use detente_model::{
    Cause, Condition, Dispute, Guard, Preference, PreferenceForm, Quantity, Ratification, Scope,
    Statement,
};
use detente_testkit::{naive, random_conflict, random_dispute, relabel};

#[test]
fn the_same_seed_gives_the_same_dispute() {
    for seed in 0..200 {
        assert_eq!(random_dispute(seed), random_dispute(seed));
        assert_eq!(relabel(&random_dispute(seed), 7), relabel(&random_dispute(seed), 7));
    }
    assert_ne!(random_dispute(1), random_dispute(2));
}

fn check(dispute: &Dispute) {
    assert!(!naive::feasible_states(dispute, &Scope::whole(dispute)).is_empty());
    assert!(dispute.states.values().all(|state| dispute.is_feasible(&state.levels)));
    assert!(dispute.options.values().all(|option| option.levels.len() >= 2));
    let parties = dispute.parties.values().map(|p| &p.id);
    let audiences = dispute.audiences.values().filter(|a| !a.is_party).map(|a| &a.id);
    let ids: Vec<&String> = parties.chain(audiences).collect();
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
    for (id, option) in dispute.options.iter() {
        for guard in [&option.moves.up, &option.moves.down] {
            let Guard::When(when) = guard else { continue };
            assert!(when.options().iter().all(|o| dispute.options[*o].party != option.party));
            assert!(!when.options().contains(&id));
        }
    }
    // A body has no rule of its own, and a party that nothing names is no audience.
    for (id, audience) in dispute.audiences.iter() {
        let rules = dispute.readings.values().filter(|r| r.accept[id].is_some()).count();
        assert!(audience.ratify.is_none() || rules == 0);
        if audience.is_party {
            let needs = dispute.deal.iter().flat_map(|deal| &deal.needs);
            let trees = dispute.parties.values().filter_map(|p| p.ratify.as_ref());
            let bodies = dispute.audiences.values().filter_map(|a| a.ratify.as_ref());
            let in_tree = trees.chain(bodies).any(|tree| tree.audiences().contains(&id));
            assert!(rules > 0 || in_tree || needs.into_iter().any(|need| *need == id));
            assert_eq!(audience.id, dispute.parties[audience.party.unwrap()].id);
        }
    }
    for trees in dispute.parties.values().filter_map(|p| p.ratify.as_ref()) {
        check_tree(trees);
    }
}

fn check_tree(tree: &Ratification) {
    match tree {
        Ratification::Audience(_) => {}
        Ratification::All(parts) | Ratification::Any(parts) => {
            assert!(parts.len() >= 2);
            parts.iter().for_each(check_tree);
        }
        Ratification::Quota { needs, of } => {
            let total = of.iter().map(|(weight, _)| *weight).reduce(|a, b| a + b).unwrap();
            assert!(*needs > 0.into() && *needs <= total, "{needs} of {total}");
            of.iter().for_each(|(_, part)| check_tree(part));
        }
        Ratification::UnlessBlocked(block) => check_tree(block),
    }
}

#[test]
fn random_disputes_and_their_relabellings_keep_the_rules_of_the_dossier() {
    for seed in 0..1000 {
        let dispute = random_dispute(seed);
        check(&dispute);
        check(&relabel(&dispute, seed));
        check(&random_conflict(seed));
        check(&relabel(&random_conflict(seed), seed));
    }
}

#[test]
fn random_disputes_are_of_every_kind() {
    let mut seen = BTreeSet::new();
    let mut large = 0;
    for seed in 0..1000 {
        let dispute = random_dispute(seed);
        large += usize::from(dispute.raw_count(&Scope::whole(&dispute)).unwrap() > 600);
        let mut see = |what: &'static str, there: bool| {
            if there {
                seen.insert(what);
            }
        };
        see("no deal", dispute.deal.is_none());
        see("deal", dispute.deal.is_some());
        see("status quo", dispute.status_quo.is_some());
        see("none", dispute.status_quo.is_none());
        see("own audience", dispute.audiences.values().any(|a| a.is_party));
        see("body", dispute.audiences.values().any(|a| a.ratify.is_some()));
        see("focus", !dispute.focuses.is_empty());
        see("proposal", !dispute.proposals.is_empty());
        see("event", !dispute.events.is_empty());
        see("claim", !dispute.claims.is_empty());
        see("obligation", !dispute.process.obligations.is_empty());
        see("trust", dispute.process.trust.is_some());
        see("effect of levels", dispute.effects.iter().any(|e| matches!(e.of, Cause::Levels(..))));
        see("effect", dispute.effects.iter().any(|e| matches!(e.of, Cause::When(..))));
        see("range", dispute.ranges().iter().any(|(_, q)| matches!(q, Quantity::Pert { .. })));
        for rule in &dispute.impossible {
            see("not", matches!(rule.when, Condition::Not(_)));
            see("all", matches!(rule.when, Condition::All(_)));
            see("any", matches!(rule.when, Condition::Any(_)));
            see("in", matches!(rule.when, Condition::In(..)));
            see("implies", matches!(rule.when, Condition::Implies(..)));
        }
        for option in dispute.options.values() {
            see("guard", matches!(option.moves.up, Guard::When(_)));
            see("dated", !option.moves.dated.is_empty());
            see("snap", option.moves.snap.is_some());
            see("ratchet", option.moves.ratchet.is_some());
        }
        for party in dispute.parties.values() {
            see("quota", matches!(party.ratify, Some(Ratification::Quota { .. })));
            see("block", matches!(party.ratify, Some(Ratification::UnlessBlocked(_))));
        }
        for reading in dispute.readings.values() {
            see("missing rule", reading.accept.values().any(Option::is_none));
            for Preference { form, .. } in reading.preference.values().flatten() {
                match form {
                    PreferenceForm::Values(_) => see("values", true),
                    PreferenceForm::Interests(_) => see("interests", true),
                    PreferenceForm::Statements { ordered, .. } => {
                        see("unsure", ordered.iter().any(|s| matches!(s, Statement::Unsure(..))));
                        see(
                            "any order",
                            ordered.iter().any(|s| matches!(s, Statement::AnyOrder(_))),
                        );
                    }
                }
            }
        }
    }
    assert_eq!(seen.len(), 31, "{seen:?}");
    assert!(large < 100, "{large} of 1000 are large");
}
