//! Preferences: one order, however it is written; no silent step from an order to numbers.

use std::cmp::Ordering;

use detente_model::{NotCardinal, PreferenceForm, Scope};
use detente_testkit::random_dispute;

#[test]
fn ranks_are_dense_and_follow_the_order() {
    let (mut ordinal, mut cardinal) = (0, 0);
    for seed in 0..400 {
        let dispute = random_dispute(seed);
        let scope = Scope::whole(&dispute);
        let states: Vec<_> =
            dispute.states_in(&scope).filter(|s| dispute.is_feasible(s)).take(40).collect();
        for (reading, entry) in dispute.readings.iter() {
            for party in dispute.parties.ids() {
                let Some(preference) = &entry.preference[party] else {
                    assert_eq!(dispute.ranks(reading, party, &states), None);
                    assert_eq!(dispute.utility(reading, party, &states[0]), Ok(None));
                    continue;
                };
                let ranks = dispute.ranks(reading, party, &states).unwrap();
                let highest = ranks.iter().copied().max().unwrap();
                assert!((1..=highest).all(|rank| ranks.contains(&rank)), "seed {seed}: gaps");
                for (a, rank_a) in states.iter().zip(&ranks) {
                    for (b, rank_b) in states.iter().zip(&ranks) {
                        let order = dispute.compare(reading, party, a, b).unwrap();
                        assert_eq!(order, rank_a.cmp(rank_b), "seed {seed}");
                    }
                }
                let utility = dispute.utility(reading, party, &states[0]);
                if matches!(preference.form, PreferenceForm::Statements { .. }) {
                    assert_eq!(utility, Err(NotCardinal { reading, party }));
                    ordinal += 1;
                } else {
                    assert!(utility.unwrap().is_some());
                    let value = |s| dispute.utility(reading, party, s).unwrap();
                    let same = value(&states[0]).cmp(&value(&states[0]));
                    assert_eq!(same, Ordering::Equal);
                    cardinal += 1;
                }
            }
        }
    }
    assert!(ordinal > 50 && cardinal > 50, "{ordinal} {cardinal}");
}
