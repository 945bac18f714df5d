//! Acceptance by rule and by worth: points, conditions and the plain meaning agree.

use detente_model::{AcceptanceRule, Condition, Quantity, Rational, Scope, Worth};
use detente_testkit::random_dispute;

#[test]
fn points_conditions_and_the_plain_meaning_agree_in_every_state() {
    let (mut by_worth, mut spanning) = (0, 0);
    for seed in 0..2_000 {
        let dispute = random_dispute(seed);
        let scope = Scope::whole(&dispute);
        let states: Vec<_> = dispute.states_in(&scope).collect();
        for reading in dispute.readings.ids() {
            for party in dispute.parties.ids() {
                let Ok(Some(points)) = dispute.worth(reading, party) else { continue };
                spanning += points.when.len();
                assert!(
                    points
                        .levels
                        .iter()
                        .all(|(_, numbers)| numbers.iter().min().unwrap() == &Rational::from(0))
                );
                for state in &states {
                    let plain = dispute.utility(reading, party, state).unwrap().unwrap();
                    assert_eq!(points.value(state), plain, "seed {seed}");
                    let needs = plain - Rational::new(seed.into(), 700);
                    let held = points.value(state) >= needs;
                    assert_eq!(points.quota(needs).holds(state), held, "seed {seed}");
                }
            }
            for audience in dispute.audiences.ids() {
                let rule = dispute.acceptance(reading, audience);
                by_worth += usize::from(matches!(rule, Condition::Points { .. }));
                let known: Vec<_> = dispute.options.ids().map(|_| None).collect();
                for state in &states {
                    let held = dispute.accepts(reading, audience, state);
                    assert_eq!(rule.holds(state), held, "seed {seed}");
                    assert!(rule.settled(&known).is_none_or(|settled| settled == held));
                    let mut partly = known.clone();
                    partly[0] = Some(state[0]);
                    assert!(rule.settled(&partly).is_none_or(|settled| settled == held));
                    let all: Vec<_> = state.iter().copied().map(Some).collect();
                    assert_eq!(rule.settled(&all), Some(held));
                }
            }
        }
    }
    assert!(by_worth > 500 && spanning > 500, "{by_worth} {spanning}");
}

#[test]
fn deals_do_not_depend_on_what_a_draw_makes_of_rules() {
    for seed in 0..500 {
        let dispute = random_dispute(seed);
        let options = dispute.deal_options();
        for number in 0..4 {
            let drawn = dispute.draw(seed, number).deal_options();
            assert!(drawn.iter().all(|option| options.contains(option)), "seed {seed}");
        }
    }
}

#[test]
fn a_draw_settles_thresholds_and_unsure_rules() {
    let (mut kept, mut dropped, mut drawn_thresholds) = (0, 0, 0);
    for seed in 0..1_500 {
        let dispute = random_dispute(seed);
        let drawn = dispute.draw(3, seed);
        for (before, after) in dispute.readings.values().zip(drawn.readings.values()) {
            let rules = before.accept.values().flatten().zip(after.accept.values().flatten());
            for (before, after) in rules {
                assert!(after.unsure == Rational::from(0) || after.unsure == Rational::from(1));
                if let AcceptanceRule::Worth { of, at_least } = &after.rule {
                    assert!(matches!(at_least, Quantity::Exact(_)));
                    if let Worth::Values(terms) = of {
                        assert!(terms.iter().all(|(_, points)| points.is_exact()));
                    }
                    drawn_thresholds += 1;
                }
                if before.unsure == Rational::from(0) {
                    assert!(after.holds_at_mode());
                } else if after.holds_at_mode() {
                    kept += 1;
                } else {
                    dropped += 1;
                }
            }
        }
    }
    assert!(kept > 50 && dropped > 50 && drawn_thresholds > 200);
}

#[test]
fn without_agreement_a_party_has_what_it_says_or_the_status_quo() {
    let (mut declared, mut derived) = (0, 0);
    for seed in 0..500 {
        let dispute = random_dispute(seed);
        for reading in dispute.readings.ids() {
            for party in dispute.parties.ids() {
                let found = dispute.reservation(reading, party);
                let preference = dispute.readings[reading].preference[party].as_ref();
                match preference.and_then(|preference| preference.reservation.as_ref()) {
                    Some(value) => {
                        assert_eq!(found, Some(value.mode()));
                        declared += 1;
                    }
                    None if found.is_some() => {
                        let there = dispute.status_quo_levels().unwrap();
                        let worth = dispute.worth(reading, party).unwrap().unwrap();
                        assert_eq!(found, Some(worth.value(there)));
                        derived += 1;
                    }
                    None => {}
                }
            }
        }
    }
    assert!(declared > 50 && derived > 50);
}
