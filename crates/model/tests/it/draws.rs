//! A draw is a dispute without ranges, a pure function of (dispute, seed, number).

use detente_model::{Dispute, PreferenceForm, Quantity, Statement};
use detente_testkit::random_dispute;

/// All numbers of a dispute with their paths.
fn numbers(dispute: &Dispute) -> Vec<(String, Quantity)> {
    let mut copy = dispute.clone();
    let mut all = Vec::new();
    copy.for_each_quantity(&mut |path, quantity| all.push((path.to_string(), quantity.clone())));
    all
}

#[test]
fn a_draw_has_no_ranges_left_and_stays_inside_them() {
    let mut ranges = 0;
    for seed in 0..500 {
        let dispute = random_dispute(seed);
        for drawn in [dispute.draw(9, seed), dispute.at_mode()] {
            assert!(drawn.ranges().is_empty(), "seed {seed}");
            for ((path, before), (same, after)) in numbers(&dispute).iter().zip(numbers(&drawn)) {
                assert_eq!(*path, same);
                let (low, high) = before.bounds();
                assert!(low <= after.mode() && after.mode() <= high, "seed {seed}, {path}");
                ranges += usize::from(!before.is_exact());
            }
        }
    }
    assert!(ranges > 1_000, "the random disputes have too few ranges to tell: {ranges}");
}

#[test]
fn the_same_seed_and_number_give_the_same_draw_and_others_do_not() {
    let dispute = (0..).map(random_dispute).find(|d| d.ranges().len() > 3).unwrap();
    assert_eq!(dispute.draw(1, 5), dispute.draw(1, 5));
    assert_ne!(dispute.draw(1, 5), dispute.draw(1, 6));
    assert_ne!(dispute.draw(1, 5), dispute.draw(2, 5));
}

#[test]
fn every_number_has_a_path_of_its_own() {
    for seed in 0..300 {
        let mut paths: Vec<String> =
            numbers(&random_dispute(seed)).into_iter().map(|(path, _)| path).collect();
        let all = paths.len();
        paths.sort();
        paths.dedup();
        assert_eq!(paths.len(), all, "seed {seed}: two numbers share a random stream");
    }
}

#[test]
fn one_range_more_leaves_the_other_draws_as_they_were() {
    for seed in 0..200 {
        let dispute = random_dispute(seed);
        let mut widened = dispute.clone();
        let one = detente_model::Rational::from(1);
        let wide = Quantity::Uniform { low: one - one, high: one };
        let first = widened.parties.ids().next().unwrap();
        widened.parties[first].capability = Some(wide);
        let before = numbers(&dispute.draw(3, 1));
        let after = numbers(&widened.draw(3, 1));
        for (path, value) in before.iter().filter(|(path, _)| !path.ends_with("capability")) {
            let same = after.iter().find(|(other, _)| other == path);
            assert_eq!(same.map(|(_, v)| v), Some(value), "seed {seed}, {path}");
        }
    }
}

#[test]
fn a_draw_settles_every_statement_and_keeps_the_sure_ones_in_order() {
    let mut unsettled = 0;
    for seed in 0..500 {
        let dispute = random_dispute(seed);
        let drawn = dispute.draw(4, seed);
        for (before, after) in dispute.readings.values().zip(drawn.readings.values()) {
            for (before, after) in before.preference.values().zip(after.preference.values()) {
                let (Some(before), Some(after)) = (before, after) else { continue };
                let (
                    PreferenceForm::Statements { ordered: before, .. },
                    PreferenceForm::Statements { ordered: after, .. },
                ) = (&before.form, &after.form)
                else {
                    continue;
                };
                assert!(after.iter().all(|s| matches!(s, Statement::Sure(_))), "seed {seed}");
                unsettled += before.iter().filter(|s| !matches!(s, Statement::Sure(_))).count();
                let mut rest = after.iter();
                for sure in before.iter().filter(|s| matches!(s, Statement::Sure(_))) {
                    assert!(rest.any(|s| s == sure), "seed {seed}: a sure statement moved");
                }
            }
        }
    }
    assert!(unsettled > 100, "{unsettled}");
}

/// Draws may not change between versions: a study must be repeatable.
#[test]
fn draws_of_a_known_seed_are_pinned() {
    let whole = detente_model::Rational::from;
    let draw = |quantity: Quantity| {
        let mut stream = detente_model::random::Stream::new(7, 3, "a.path");
        detente_model::number::format_decimal(&quantity.draw(&mut stream))
    };
    let (low, high) = (whole(0), whole(4));
    assert_eq!(draw(Quantity::Uniform { low, high }), "2.146360305");
    assert_eq!(draw(Quantity::Pert { low, mode: whole(1), high }), "0.865594749");
    assert_eq!(draw(Quantity::OneOf((0..100).map(whole).collect())), "47");
}
