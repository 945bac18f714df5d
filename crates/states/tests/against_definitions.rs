//! Random disputes: diagram, addresses and plain enumeration agree on everything.

#![allow(clippy::unwrap_used, reason = "a failed test says where")]

use std::collections::BTreeSet;

use detente_model::{
    Condition, Dispute, Id, Level, OptionId, PartyId, ReadingId, Scope, random::Stream,
};
use detente_states::{
    Address, Addresses, Limits, Relaxation, RuleSet, Set, Space, minimal_relaxations,
};
use detente_testkit::{naive, random_dispute, relabel};

/// One dispute within one scope, three ways.
struct Case {
    dispute: Dispute,
    space: Space,
    /// The states by plain enumeration.
    feasible: Vec<Vec<Level>>,
    packages: Vec<Vec<Level>>,
}

/// The whole dispute and each of its focuses.
fn cases(seed: u64) -> Vec<(Case, Scope)> {
    let dispute = random_dispute(seed);
    let focuses = dispute.focuses.ids().map(Some);
    std::iter::once(None)
        .chain(focuses)
        .map(|focus| {
            let scope = Scope::of(&dispute, focus);
            let space = Space::new(&dispute, &scope, Limits::default()).unwrap();
            let feasible = naive::feasible_states(&dispute, &scope);
            let packages = feasible.iter().filter(|s| dispute.is_package(s)).cloned().collect();
            (Case { dispute: dispute.clone(), space, feasible, packages }, scope)
        })
        .collect()
}

impl Case {
    fn needs(&self, reading: ReadingId) -> Vec<Condition> {
        let needs = self.dispute.deal.iter().flat_map(|deal| &deal.needs);
        needs.map(|&audience| self.dispute.acceptance(reading, audience)).collect()
    }

    /// The packages, or the feasible states where the dispute has no deal.
    fn base(&self) -> (Set, &[Vec<Level>]) {
        match self.space.packages() {
            Some(packages) => (packages, &self.packages),
            None => (self.space.feasible(), &self.feasible),
        }
    }

    fn accepted(&mut self, reading: ReadingId) -> Set {
        let (base, _) = self.base();
        let needs = self.needs(reading);
        self.space.where_all(base, &needs).unwrap()
    }
}

fn for_each_case(seeds: std::ops::Range<u64>, test: impl Fn(u64, Case, Scope)) {
    for seed in seeds {
        for (case, scope) in cases(seed) {
            test(seed, case, scope);
        }
    }
}

fn count(states: &[Vec<Level>]) -> u128 {
    states.len() as u128
}

#[test]
fn counts_and_membership_agree_with_enumeration() {
    for_each_case(0..10_000, |seed, mut case, scope| {
        let Case { dispute, space, feasible, packages } = &mut case;
        assert_eq!(Some(space.raw()), dispute.raw_count(&scope), "{seed}");
        assert_eq!(space.count(space.feasible()), count(feasible), "{seed}");
        assert_eq!(space.packages().is_some(), dispute.deal.is_some(), "{seed}");
        if let Some(set) = space.packages() {
            assert_eq!(space.count(set), count(packages), "{seed}");
        }
        let rules = dispute.implausible.iter().map(|rule| rule.when.clone()).collect();
        let implausible = space.set_of(&Condition::Any(rules)).unwrap();
        let implausible = space.and(space.feasible(), implausible).unwrap();
        let expected = feasible.iter().filter(|s| dispute.is_implausible(s)).count();
        assert_eq!(space.count(implausible), expected as u128, "{seed}");
        for levels in dispute.states_in(&scope) {
            assert_eq!(space.contains(space.feasible(), &levels), dispute.is_feasible(&levels));
            let is_package = space.packages().is_some_and(|set| space.contains(set, &levels));
            assert_eq!(is_package, dispute.is_package(&levels), "{seed}");
        }
    });
}

#[test]
fn what_each_audience_accepts_agrees_with_enumeration() {
    for_each_case(0..10_000, |seed, mut case, _| {
        for reading in case.dispute.readings.ids() {
            for audience in case.dispute.audiences.ids() {
                let (base, _) = case.base();
                let rule = case.dispute.acceptance(reading, audience);
                let accepted = case.space.set_of(&rule).unwrap();
                let accepted = case.space.and(base, accepted).unwrap();
                let (_, states) = case.base();
                let expected =
                    states.iter().filter(|s| case.dispute.accepts(reading, audience, s)).count();
                assert_eq!(case.space.count(accepted), expected as u128, "{seed}");
            }
        }
    });
}

#[test]
fn joint_acceptance_and_deals_agree_with_enumeration() {
    for_each_case(0..10_000, |seed, mut case, _| {
        let deal = case.dispute.deal_options();
        for reading in case.dispute.readings.ids() {
            let joint = case.accepted(reading);
            let (_, states) = case.base();
            let is_accepted = |s: &&Vec<Level>| case.dispute.is_jointly_accepted(reading, s);
            let states: Vec<Vec<Level>> = states.iter().filter(is_accepted).cloned().collect();
            assert_eq!(case.space.count(joint), count(&states), "{seed}");
            let expected = naive::distinct(&states, &deal);
            let distinct = case.space.count_distinct(joint, &deal).unwrap();
            assert_eq!(distinct, expected.len() as u128, "{seed}");
            let listed = case.space.list_distinct(joint, &deal, usize::MAX).unwrap();
            let listed: Vec<_> = listed.into_iter().map(|d| (d.levels, d.states)).collect();
            assert_eq!(listed, expected, "{seed}");
        }
    });
}

#[test]
fn masks_and_relaxation_sets_agree_with_their_definitions() {
    for_each_case(0..10_000, |seed, mut case, _| {
        for reading in case.dispute.readings.ids() {
            let rules = case.needs(reading);
            let (base, states) = case.base();
            let states = states.to_vec();
            let masks = case.space.masks(base, &rules).unwrap();
            let expected = naive::masks(&states, &rules);
            for (state, mask) in states.iter().zip(&expected) {
                let found = case.space.mask_of(&masks, state);
                assert_eq!(found, Some(&RuleSet::from(*mask)), "{seed}");
            }
            let histogram = case.space.histogram(&masks);
            let counted = naive::histogram(&expected);
            let counted = counted.into_iter().map(|(mask, states)| (RuleSet::from(mask), states));
            assert!(histogram.iter().cloned().eq(counted), "{seed}");
            let (minimal, _) = minimal_relaxations(&histogram, usize::MAX);
            let sets = naive::minimal_relaxations(&expected, rules.len()).into_iter();
            let sets = sets.map(|(drop, opens)| Relaxation { drop: drop.into(), opens });
            assert_eq!(minimal, sets.collect::<Vec<_>>(), "{seed}");
            let closed = minimal.iter().all(|set| !set.drop.is_empty());
            if closed && !minimal.is_empty() {
                let (found, complete) =
                    case.space.some_relaxations(base, &rules, usize::MAX).unwrap();
                assert_eq!((&found, complete), (&minimal, true), "{seed}");
                let (found, complete) = case.space.some_relaxations(base, &rules, 1).unwrap();
                assert_eq!((found.len(), complete), (1, minimal.len() == 1), "{seed}");
                assert!(minimal.contains(&found[0]), "{seed}");
            }
            for Relaxation { drop, opens } in minimal {
                let opened = case.space.select(&masks, &drop).unwrap();
                assert_eq!(case.space.count(opened), opens, "{seed}");
            }
            if let Some((mask, number)) = histogram.last() {
                let exactly = case.space.with_mask(&masks, mask).unwrap();
                assert_eq!(case.space.count(exactly), *number, "{seed}");
            }
        }
    });
}

#[test]
fn states_are_counted_in_the_sets_they_belong_to() {
    for_each_case(0..3_000, |seed, mut case, _| {
        for reading in case.dispute.readings.ids() {
            let rules = case.needs(reading);
            let (base, states) = case.base();
            let states = states.to_vec();
            // A set may come several times; then it counts so often.
            let twice = rules.iter().chain(&rules);
            let sets: Vec<Set> =
                twice.map(|rule| case.space.where_all(base, [rule]).unwrap()).collect();
            let counts = case.space.count_in(base, &sets).unwrap();
            let number = |state: &Vec<Level>| {
                2 * rules.iter().filter(|rule| rule.holds(state)).count() as u64
            };
            let expected: Vec<u64> = states.iter().map(number).collect();
            assert_eq!(case.space.by_number(&counts), naive::histogram(&expected), "{seed}");
            for (state, number) in states.iter().zip(&expected) {
                let chosen = case.space.of_number(&counts, &|own| own == *number).unwrap();
                assert!(case.space.contains(chosen, state), "{seed}");
            }
        }
    });
}

#[test]
fn all_pages_together_are_all_states_in_order() {
    for_each_case(0..3_000, |seed, case, _| {
        let space = &case.space;
        let (base, states) = case.base();
        let expected = naive::sorted_by(states, space.variable_order());
        let page = 1 + seed as usize % 7;
        let mut listed = Vec::new();
        loop {
            let next = space.list(base, listed.len() as u128, page);
            if next.is_empty() {
                break;
            }
            listed.extend(next);
        }
        assert_eq!(listed, expected, "{seed}");
        assert_eq!(space.first(base).as_ref(), expected.first(), "{seed}");
        assert_eq!(space.nth(base, count(&expected)), None, "{seed}");
        let all = space.list(space.all(), 0, usize::MAX);
        assert_eq!(count(&all), space.raw(), "{seed}");
    });
}

#[test]
fn projections_and_completions_agree_with_enumeration() {
    for_each_case(0..3_000, |seed, mut case, scope| {
        let mut stream = Stream::new(seed, 0, "projection");
        let options: Vec<OptionId> =
            case.dispute.options.ids().filter(|_| stream.below(2) == 0).collect();
        let (base, states) = case.base();
        let states = states.to_vec();
        let projected = case.space.project(base, &options).unwrap();
        let seen: BTreeSet<Vec<Level>> =
            naive::distinct(&states, &options).into_iter().map(|(levels, _)| levels).collect();
        for levels in case.dispute.states_in(&scope) {
            let part: Vec<Level> = options.iter().map(|o| levels[o.index()]).collect();
            assert_eq!(case.space.contains(projected, &levels), seen.contains(&part), "{seed}");
        }
        let distinct = case.space.count_distinct(base, &options).unwrap();
        assert_eq!(distinct, seen.len() as u128, "{seed}");
        let shown = case.space.list_distinct(base, &options, 3).unwrap();
        assert!(shown.iter().map(|d| &d.levels).eq(seen.iter().take(3)), "{seed}");
        for proposal in case.dispute.proposals.values() {
            let costs = naive::steps(&case.dispute, &proposal.levels);
            let agree = states.iter().filter(|s| naive::cost(&costs, s) == Some(0)).count();
            let completions = case.space.count_completions(base, &proposal.levels);
            assert_eq!(completions, agree as u128, "{seed}");
            let first = states.iter().find(|s| naive::cost(&costs, s) == Some(0)).cloned();
            assert_eq!(case.space.first_in_dossier_order(base, &proposal.levels), first, "{seed}");
        }
    });
}

/// Costs at random, some levels forbidden; the start a random partial state.
#[test]
fn nearest_states_and_irreducible_edits_agree_with_enumeration() {
    for_each_case(0..5000, |seed, mut case, _| {
        let mut dice = Stream::new(seed, 1, "nearest");
        let sizes: Vec<usize> = case.dispute.options.values().map(|o| o.levels.len()).collect();
        let start: Vec<Option<Level>> = (sizes.iter())
            .map(|&n| (dice.below(4) > 0).then(|| dice.below(n as u128) as Level))
            .collect();
        let mut costs = naive::steps(&case.dispute, &start);
        for cost in costs.iter_mut().flatten() {
            match dice.below(12) {
                0 => *cost = None,
                n if n < 4 => *cost = Some(n),
                _ => {}
            }
        }
        let (base, states) = case.base();
        let nearest = naive::nearest(states, &costs);
        let minimal: BTreeSet<_> = naive::irreducible(states, &start).into_iter().collect();
        let allowed =
            states.iter().filter(|state| naive::cost(&costs, state).is_some()).count() as u128;
        let named: Vec<OptionId> =
            case.dispute.options.ids().filter(|o| start[o.index()].is_some()).collect();
        let found = case.space.allowed(base, &costs).unwrap();
        assert_eq!(case.space.count(found), allowed, "{seed}");
        let found = case.space.nearest(base, &costs).unwrap();
        assert_eq!(found.map(|found| found.distance), nearest.as_ref().map(|(d, _)| *d), "{seed}");
        if let (Some(found), Some((_, all))) = (found, &nearest) {
            let mut listed = case.space.list(found.states, 0, usize::MAX);
            listed.sort();
            assert_eq!(&listed, all, "{seed}");
        }
        let found = case.space.irreducible(base, &start).unwrap();
        let listed = case.space.list_distinct(found, &named, usize::MAX).unwrap();
        assert_eq!(
            listed.into_iter().map(|edit| edit.levels).collect::<BTreeSet<_>>(),
            minimal,
            "{seed}"
        );
    });
}

#[test]
fn addresses_agree_with_enumeration() {
    for_each_case(0..10_000, |seed, mut case, scope| {
        let dispute = &case.dispute;
        let mut addresses = Addresses::new(dispute, &scope, Limits::default()).unwrap();
        assert_eq!(u128::from(addresses.count()), count(&case.feasible), "{seed}");
        let states: BTreeSet<Vec<Level>> =
            addresses.feasible().iter().map(|address| addresses.levels(address)).collect();
        assert_eq!(states, case.feasible.iter().cloned().collect(), "{seed}");
        for levels in dispute.states_in(&scope) {
            let address = addresses.address(&levels);
            assert!(address.is_none_or(|a| addresses.levels(a) == levels), "{seed}");
            let is_feasible = address.is_some_and(|a| addresses.is_feasible(a));
            assert_eq!(is_feasible, dispute.is_feasible(&levels), "{seed}");
        }
        for reading in case.dispute.readings.ids().take(1) {
            let joint = case.accepted(reading);
            let bitmap = addresses.bitmap(&case.space, joint).unwrap();
            assert_eq!(u128::from(bitmap.count()), case.space.count(joint), "{seed}");
            for address in bitmap.iter() {
                assert!(case.space.contains(joint, &addresses.levels(address)), "{seed}");
            }
        }
    });
}

#[test]
fn a_set_keeps_its_states_from_one_scope_to_another() {
    for seed in 0..2_000 {
        let cases = cases(seed);
        for (from, _) in &cases {
            for (to, scope) in &cases {
                let mut addresses = Addresses::new(&to.dispute, scope, Limits::default()).unwrap();
                let (base, states) = from.base();
                let bitmap = addresses.bitmap(&from.space, base).unwrap();
                let found: BTreeSet<Vec<Level>> =
                    bitmap.iter().map(|address| addresses.levels(address)).collect();
                let shared = states.iter().filter(|s| to.space.contains(to.space.all(), s));
                assert_eq!(found, shared.cloned().collect(), "{seed}");
            }
        }
    }
}

#[test]
fn a_fibre_is_all_allowed_combinations_of_its_party() {
    for_each_case(0..2_000, |seed, case, scope| {
        let dispute = &case.dispute;
        let addresses = Addresses::new(dispute, &scope, Limits::default()).unwrap();
        for party in dispute.parties.ids() {
            let own: Vec<OptionId> =
                dispute.options_of(party).filter(|o| scope.fixed[o.index()].is_none()).collect();
            assert_eq!(addresses.options(party), own, "{seed}");
            let allowed: Vec<Vec<Level>> = naive::distinct(&case.feasible, &own)
                .into_iter()
                .map(|(levels, _)| levels)
                .collect();
            assert_eq!(addresses.digits(party), allowed.len(), "{seed}");
            for address in (0..addresses.len()).step_by(7).map(Address::new) {
                check_fibre(&addresses, party, address, &allowed);
            }
        }
    });
}

fn check_fibre(addresses: &Addresses, party: PartyId, address: Address, allowed: &[Vec<Level>]) {
    let here = addresses.levels(address);
    let fibre: Vec<Address> = addresses.fibre(party, address).collect();
    assert_eq!(fibre.len(), allowed.len());
    assert!(fibre.contains(&address));
    for (other, own) in fibre.iter().zip(allowed) {
        let mut expected = here.clone();
        for (option, level) in addresses.options(party).iter().zip(own) {
            expected[option.index()] = *level;
        }
        assert_eq!(addresses.levels(*other), expected);
        let digit = addresses.digit(party, *other);
        assert_eq!(addresses.digit_of(party, own), Some(digit));
        assert_eq!(addresses.combination(party, digit), own);
        assert_eq!(addresses.with_digit(address, party, digit), *other);
        let apart = digit.index() * addresses.stride(party);
        assert_eq!(other.index(), fibre[0].index() + apart);
    }
}

#[test]
fn relabelling_changes_no_count() {
    for seed in 0..2_000 {
        let dispute = random_dispute(seed);
        let counts = |dispute: &Dispute| {
            let scope = Scope::whole(dispute);
            let mut space = Space::new(dispute, &scope, Limits::default()).unwrap();
            let base = space.packages().unwrap_or(space.feasible());
            let deal = dispute.deal_options();
            let mut counts = vec![space.raw(), space.count(space.feasible()), space.count(base)];
            let needs = dispute.deal.as_ref().map_or(&[][..], |deal| &deal.needs);
            for reading in dispute.readings.ids() {
                let rules: Vec<Condition> =
                    needs.iter().map(|&audience| dispute.acceptance(reading, audience)).collect();
                let joint = space.where_all(base, &rules).unwrap();
                let masks = space.masks(base, &rules).unwrap();
                counts.push(space.count(joint));
                counts.push(space.count_distinct(joint, &deal).unwrap());
                for (mask, states) in space.histogram(&masks) {
                    counts.extend(mask.rules().map(|rule| rule as u128));
                    counts.push(states);
                }
            }
            let addresses = Addresses::new(dispute, &scope, Limits::default()).unwrap();
            counts.extend([addresses.len() as u128, u128::from(addresses.count())]);
            counts
        };
        assert_eq!(counts(&dispute), counts(&relabel(&dispute, seed)), "{seed}");
    }
}

#[test]
fn the_same_dispute_gives_the_same_nodes() {
    for seed in 0..500 {
        let build = || {
            let dispute = random_dispute(seed);
            let scope = Scope::whole(&dispute);
            let mut space = Space::new(&dispute, &scope, Limits::default()).unwrap();
            let base = space.packages().unwrap_or(space.feasible());
            let rules: Vec<Condition> =
                dispute.implausible.iter().map(|rule| rule.when.clone()).collect();
            let masks = space.masks(base, &rules).unwrap();
            let sampled = space.sample(base, &mut Stream::new(seed, 0, "sample"));
            (format!("{base:?} {masks:?}"), space.size(), space.histogram(&masks), sampled)
        };
        assert_eq!(build(), build(), "{seed}");
    }
}

#[test]
fn samples_are_uniform() {
    for seed in 0..40 {
        let (case, _) = cases(seed).swap_remove(0);
        let (base, states) = case.base();
        let mut stream = Stream::new(seed, 0, "sample");
        if states.is_empty() {
            assert_eq!(case.space.sample(base, &mut stream), None);
            continue;
        }
        let draws = states.len() * 50;
        let mut seen = vec![0_u32; states.len()];
        for _ in 0..draws {
            let state = case.space.sample(base, &mut stream).unwrap();
            seen[states.binary_search(&state).unwrap()] += 1;
        }
        let off = |n: u32| f64::from(n) - 50.0;
        let square: f64 = seen.iter().map(|&n| off(n) * off(n) / 50.0).sum();
        // Mean plus five standard deviations of chi-square.
        let freedom = states.len() as f64 - 1.0;
        assert!(square <= freedom + 5.0 * (2.0 * freedom).sqrt() + 1e-9, "{seed}: {square}");
    }
}
