//! A state that agrees with a partial one is found exactly if there is one.

#![allow(clippy::unwrap_used, reason = "a failed test says where")]

use detente_model::random::Stream;
use detente_model::{Level, Scope};
use detente_states::{Limits, Space};
use detente_testkit::{naive, random_dispute};

#[test]
fn a_matching_state_is_found_exactly_if_there_is_one() {
    let (mut found, mut none) = (0, 0);
    for seed in 0..1_500 {
        let dispute = random_dispute(seed);
        let focus = dispute.focuses.ids().next().filter(|_| seed % 2 == 0);
        let scope = Scope::of(&dispute, focus);
        let space = Space::new(&dispute, &scope, Limits::default()).unwrap();
        let states = naive::feasible_states(&dispute, &scope);
        let mut stream = Stream::new(seed, 0, "partial");
        for _ in 0..4 {
            let partial: Vec<Option<Level>> = (dispute.options.ids())
                .map(|o| {
                    (stream.below(2) == 0)
                        .then(|| stream.below(dispute.level_count(o) as u128) as Level)
                })
                .collect();
            let agrees = |state: &[Level]| {
                partial.iter().zip(state).all(|(wanted, at)| wanted.is_none_or(|w| w == *at))
            };
            match space.first_matching(space.feasible(), &partial) {
                Some(state) => {
                    assert!(agrees(&state) && states.contains(&state), "seed {seed}");
                    found += 1;
                }
                None => {
                    assert!(!states.iter().any(|state| agrees(state)), "seed {seed}");
                    none += 1;
                }
            }
        }
    }
    assert!(found > 500 && none > 500, "{found} {none}");
}
