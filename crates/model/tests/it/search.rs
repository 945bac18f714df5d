//! The search for one state agrees with enumeration.

use detente_model::{Condition, Found, Scope};
use detente_testkit::random_dispute;

#[test]
fn a_state_is_found_exactly_if_there_is_one() {
    let (mut found, mut none) = (0, 0);
    for seed in 0..800 {
        let dispute = random_dispute(seed);
        let scope = Scope::whole(&dispute);
        let rules: Vec<&Condition> = dispute.impossible.iter().map(|r| &r.when).collect();
        for rule in dispute.implausible.iter().chain(&dispute.impossible) {
            let must = [&rule.when];
            let holds = |s: &Vec<u8>| must[0].holds(s) && dispute.is_feasible(s);
            let there = dispute.states_in(&scope).any(|s| holds(&s));
            match dispute.find_state(&must, &rules, 1_000_000) {
                Found::State(state) => {
                    assert!(there && holds(&state), "seed {seed}");
                    found += 1;
                }
                Found::None => {
                    assert!(!there, "seed {seed}");
                    none += 1;
                }
                Found::Undecided => panic!("seed {seed}: a small dispute is always decided"),
            }
        }
        assert_eq!(dispute.find_state(&[], &[], 0), Found::Undecided);
    }
    assert!(found > 100 && none > 100, "{found} {none}");
}
