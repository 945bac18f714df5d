//! Frontiers of random sets against the definition, and of large ones against what is known.

#![allow(clippy::unwrap_used, reason = "a failed test says where")]

use std::collections::BTreeMap;

use detente_model::{Condition, Dispute, Id, Level, OptionId, PartyId, Scope, random::Stream};
use detente_states::{FrontierLimits, Limits, Scorer, Space, ValueLimits};
use detente_testkit::parts::{empty_dispute, option, party};
use detente_testkit::{naive, random_dispute};

/// A scorer as it is made, with its conditions still conditions.
struct Points {
    constant: i128,
    levels: Vec<(OptionId, Vec<i128>)>,
    when: Vec<(Condition, i128)>,
}

impl Points {
    fn random(dispute: &Dispute, stream: &mut Stream) -> Points {
        let number = |stream: &mut Stream| stream.below(7) as i128 - 3;
        let mut levels = Vec::new();
        for option in dispute.options.ids() {
            if stream.below(4) > 0 {
                let numbers = (0..dispute.level_count(option)).map(|_| number(stream)).collect();
                levels.push((option, numbers));
            }
        }
        let mut rules: Vec<Condition> = Vec::new();
        rules.extend(dispute.implausible.iter().map(|rule| rule.when.clone()));
        rules.extend(dispute.impossible.iter().map(|rule| rule.when.clone()));
        for reading in dispute.readings.ids() {
            rules.extend(dispute.audiences.ids().map(|a| dispute.acceptance(reading, a)));
        }
        rules.retain(|_| stream.below(2) == 0);
        rules.truncate(4);
        let when = rules.into_iter().map(|rule| (rule, number(stream))).collect();
        Points { constant: number(stream), levels, when }
    }

    fn value(&self, state: &[Level]) -> i128 {
        let of =
            |(option, numbers): &(OptionId, Vec<i128>)| numbers[usize::from(state[option.index()])];
        let when = self.when.iter().filter(|(rule, _)| rule.holds(state)).map(|(_, n)| n);
        self.constant + self.levels.iter().map(of).sum::<i128>() + when.sum::<i128>()
    }

    fn scorer(&self, space: &mut Space) -> Scorer {
        let set = |(rule, number): &(Condition, i128)| (space.set_of(rule).unwrap(), *number);
        let when = self.when.iter().map(set).collect();
        Scorer { constant: self.constant, levels: self.levels.clone(), when }
    }
}

type Found = BTreeMap<Vec<i128>, Vec<Vec<Level>>>;

fn covers(a: &[i128], b: &[i128]) -> bool {
    a.iter().zip(b).all(|(a, b)| a >= b)
}

/// The undominated vectors, by definition.
fn undominated(all: &Found) -> Vec<Vec<i128>> {
    let is_left = |at: &&Vec<i128>| !all.keys().any(|other| other != *at && covers(other, at));
    all.keys().rev().filter(is_left).cloned().collect()
}

fn for_each_case(seeds: std::ops::Range<u64>, test: impl Fn(u64, &Dispute, &Scope, &mut Stream)) {
    for seed in seeds {
        let dispute = random_dispute(seed);
        let mut stream = Stream::new(seed, 0, "scorers");
        let scopes = dispute.focuses.ids().map(Some);
        for focus in std::iter::once(None).chain(scopes) {
            test(seed, &dispute, &Scope::of(&dispute, focus), &mut stream);
        }
    }
}

#[test]
fn frontiers_are_those_of_the_definition() {
    for_each_case(0..10_000, |seed, dispute, scope, stream| {
        let mut space = Space::new(dispute, scope, Limits::default()).unwrap();
        let feasible = naive::feasible_states(dispute, scope);
        let points: Vec<Points> =
            (0..1 + stream.below(5)).map(|_| Points::random(dispute, stream)).collect();
        let mut all = Found::new();
        for state in feasible {
            let at = points.iter().map(|points| points.value(&state)).collect();
            all.entry(at).or_default().push(state);
        }
        let scorers: Vec<Scorer> = points.iter().map(|p| p.scorer(&mut space)).collect();
        let set = space.feasible();

        let limits = FrontierLimits::default();
        let frontier = space.frontier(set, &scorers, None, limits).unwrap();
        let expected = undominated(&all);
        assert_eq!(frontier.slack, None, "{seed}");
        let found: Vec<Vec<i128>> = frontier.points.iter().map(|p| p.values.clone()).collect();
        assert_eq!(found, expected, "{seed}");
        for (number, point) in frontier.points.iter().enumerate() {
            let states = &all[&point.values];
            assert_eq!(point.states, states.len() as u128, "{seed}");
            let behind = space.behind(&frontier, number).unwrap();
            assert_eq!(space.count(behind), point.states, "{seed}");
            assert!(states.iter().all(|state| space.contains(behind, state)), "{seed}");
        }

        let values = space.values(set, &scorers, ValueLimits::default()).unwrap().unwrap();
        let expected: Vec<(Vec<i128>, u128)> =
            all.iter().rev().map(|(at, states)| (at.clone(), states.len() as u128)).collect();
        let found: Vec<(Vec<i128>, u128)> =
            values.into_iter().map(|point| (point.values, point.states)).collect();
        assert_eq!(found, expected, "{seed}");

        let floors: Vec<i128> = points.iter().map(|_| stream.below(9) as i128 - 5).collect();
        let within = space.frontier(set, &scorers, Some(&floors), limits).unwrap();
        all.retain(|at, _| covers(at, &floors));
        let found: Vec<Vec<i128>> = within.points.iter().map(|p| p.values.clone()).collect();
        assert_eq!(found, undominated(&all), "{seed}");

        let largest = space.largest(set, &scorers[0]).unwrap();
        let smallest = space.largest(set, &scorers[0].reversed()).unwrap().map(|least| -least);
        let expected: Vec<i128> = found_first(&expected);
        assert_eq!(largest, expected.iter().max().copied(), "{seed}");
        assert_eq!(smallest, expected.iter().min().copied(), "{seed}");
    });
}

fn found_first(all: &[(Vec<i128>, u128)]) -> Vec<i128> {
    all.iter().map(|(at, _)| at[0]).collect()
}

#[test]
fn a_thinned_frontier_covers_every_state_but_for_its_slack() {
    for_each_case(0..3_000, |seed, dispute, scope, stream| {
        let mut space = Space::new(dispute, scope, Limits::default()).unwrap();
        let points: Vec<Points> =
            (0..2 + stream.below(3)).map(|_| Points::random(dispute, stream)).collect();
        let scorers: Vec<Scorer> = points.iter().map(|p| p.scorer(&mut space)).collect();
        let limits = FrontierLimits { points: 3, ..FrontierLimits::default() };
        let frontier = space.frontier(space.feasible(), &scorers, None, limits).unwrap();
        let slack = frontier.slack.clone().unwrap_or_else(|| vec![0; scorers.len()]);
        for state in naive::feasible_states(dispute, scope) {
            let at: Vec<i128> =
                points.iter().zip(&slack).map(|(p, slack)| p.value(&state) - slack).collect();
            assert!(frontier.points.iter().any(|point| covers(&point.values, &at)), "{seed}");
        }
        for number in 0..frontier.points.len() {
            let behind = space.behind(&frontier, number).unwrap();
            let witness = space.first(behind).unwrap();
            let at: Vec<i128> = points.iter().map(|p| p.value(&witness)).collect();
            assert_eq!(at, frontier.points[number].values, "{seed}");
        }
    });
}

/// A dispute of free options, and scorers drawn at random.
fn free(sizes: &[usize], scorers: usize, high: u128, seed: u64) -> (Dispute, Vec<Scorer>) {
    const LEVELS: [&str; 10] = ["l0", "l1", "l2", "l3", "l4", "l5", "l6", "l7", "l8", "l9"];
    let mut dispute = empty_dispute("free");
    dispute.parties.push(party("p", "party"));
    for (number, &size) in sizes.iter().enumerate() {
        dispute.options.push(option(&format!("o{number}"), PartyId::new(0), &LEVELS[..size]));
    }
    let mut stream = Stream::new(seed, 0, "free");
    let mut levels = |size: usize| (0..size).map(|_| stream.below(high) as i128).collect();
    let scorers = (0..scorers)
        .map(|_| Scorer {
            levels: dispute.options.ids().zip(sizes).map(|(o, size)| (o, levels(*size))).collect(),
            ..Scorer::default()
        })
        .collect();
    (dispute, scorers)
}

#[test]
fn more_packages_than_can_be_counted_have_an_exact_frontier() {
    let (dispute, scorers) = free(&[10; 40], 2, 1000, 1);
    let scope = Scope::whole(&dispute);
    assert!(Space::new(&dispute, &scope, Limits::default()).is_err());
    let mut space = Space::of_any_size(&dispute, &scope, Limits::default()).unwrap();
    assert_eq!(space.count(space.all()), u128::MAX);
    let frontier = space.frontier(space.all(), &scorers, None, FrontierLimits::default()).unwrap();
    assert_eq!(frontier.slack, None);
    assert!(
        frontier.points.is_sorted_by(|a, b| a.values[0] > b.values[0] && a.values[1] < b.values[1])
    );
    let behind = space.behind(&frontier, 0).unwrap();
    assert_eq!(space.count(behind), frontier.points[0].states);
}
