//! What is too large is said, and what is empty is an answer.

#![allow(clippy::unwrap_used, reason = "a failed test says where")]

use detente_model::{Condition, Dispute, Id, OptionId, PartyId, Rational, Scope};
use detente_states::{Addresses, Limits, RuleSet, Space, TooLarge};
use detente_testkit::parts::{all, at_least, empty_dispute, equal, option, party, rule};

/// One party with so many options of two levels.
fn switches(count: usize) -> Dispute {
    let mut dispute = empty_dispute("switches");
    dispute.parties.push(party("p", "P"));
    for number in 0..count {
        dispute.options.push(option(&format!("o{number}"), PartyId::new(0), &["no", "yes"]));
    }
    dispute
}

fn whole(dispute: &Dispute, limits: Limits) -> Result<Space, TooLarge> {
    Space::new(dispute, &Scope::whole(dispute), limits)
}

fn yes(number: usize) -> Condition {
    equal(OptionId::new(number), 1)
}

#[test]
fn five_hundred_options_are_too_many_at_once_but_not_in_a_focus() {
    let mut dispute = switches(500);
    dispute.impossible.push(rule("r", Condition::All((0..500).map(yes).collect()), "not all"));
    assert_eq!(whole(&dispute, Limits::default()).err(), Some(TooLarge::Raw));
    let mut scope = Scope { fixed: vec![Some(1); 500] };
    scope.fixed[490..].fill(None);
    let space = Space::new(&dispute, &scope, Limits::default()).unwrap();
    assert_eq!((space.raw(), space.count(space.feasible())), (1024, 1023));
    let addresses = Addresses::new(&dispute, &scope, Limits::default()).unwrap();
    assert_eq!((addresses.len(), addresses.count()), (1023, 1023));
}

#[test]
fn the_largest_space_that_can_be_counted_is_counted() {
    let mut dispute = switches(127);
    let chain = |i| rule("r", all([yes(i), equal(OptionId::new(i + 1), 0)]), "never falls");
    dispute.impossible = (0..126).map(chain).collect();
    let mut space = whole(&dispute, Limits::default()).unwrap();
    assert_eq!(space.raw(), 1 << 127);
    // A chain that never falls has as many states as places to rise, and one more.
    assert_eq!(space.count(space.feasible()), 128);
    assert_eq!(space.list(space.feasible(), 0, 1000).len(), 128);
    let last: Vec<OptionId> = vec![OptionId::new(126)];
    assert_eq!(space.count_distinct(space.feasible(), &last).unwrap(), 2);
    assert_eq!(whole(&switches(128), Limits::default()).err(), Some(TooLarge::Raw));
}

#[test]
fn a_quota_over_many_options_is_counted_exactly() {
    let dispute = switches(60);
    let mut space = whole(&dispute, Limits::default()).unwrap();
    let of = (0..60).map(|i| (Rational::new(1, 2), yes(i))).collect();
    let half = space.set_of(&Condition::Quota { needs: Rational::from(15), of }).unwrap();
    // At least 30 of 60: half of all, and half of the ties.
    let ties: u128 = 118_264_581_564_861_424;
    assert_eq!(space.count(half), ((1 << 60) + ties) / 2);
    let one = |i| (Rational::from(1), yes(i));
    let none = Condition::Quota { needs: Rational::from(3), of: vec![one(0), one(1)] };
    let none = space.set_of(&none).unwrap();
    assert!(space.is_empty(none));
    let free = Condition::Quota { needs: Rational::from(0), of: Vec::new() };
    assert_eq!(space.set_of(&free).unwrap(), space.all());
}

#[test]
fn a_diagram_that_outgrows_its_limit_says_so_and_stays_usable() {
    let dispute = switches(40);
    let limits = Limits { nodes: 500, ..Limits::default() };
    let mut space = whole(&dispute, limits).unwrap();
    // Far apart in the order, so that one half has to be remembered before the other is seen.
    let pair = |i| all([yes(i), yes(i + 20)]);
    let pairs = Condition::Any((0..20).map(pair).collect());
    assert_eq!(space.set_of(&pairs), Err(TooLarge::Nodes { limit: 500 }));
    assert_eq!(space.set_of(&Condition::Always), Ok(space.all()));
    assert_eq!(space.count(space.feasible()), 1 << 40);
    let weights = (0..40).map(|i| (Rational::from(1_i128 << i), yes(i))).collect();
    let quota = Condition::Quota { needs: Rational::from(1_i128 << 39), of: weights };
    assert!(matches!(space.set_of(&quota), Ok(_) | Err(TooLarge::Nodes { .. })));
}

#[test]
fn any_number_of_rules_is_told_apart() {
    let dispute = switches(3);
    for number in [1, 63, 64, 65, 128, 129, 1000] {
        let mut space = whole(&dispute, Limits::default()).unwrap();
        let rules: Vec<Condition> =
            (0..number).map(|rule| at_least(OptionId::new(rule % 3), 1)).collect();
        let masks = space.masks(space.all(), &rules).unwrap();
        let histogram = space.histogram(&masks);
        assert_eq!(histogram.len(), 1 << number.min(3), "{number}");
        let broken = |state: usize| -> RuleSet {
            (0..number).filter(|rule| state >> (rule % 3) & 1 == 0).collect()
        };
        let mut expected: Vec<RuleSet> = (0..8).map(broken).collect();
        expected.sort();
        expected.dedup();
        assert!(histogram.iter().map(|(mask, _)| mask).eq(&expected), "{number}");
        let first = space.mask_of(&masks, &[1, 0, 0]).unwrap();
        assert_eq!(*first, broken(0b001), "{number}");
        let only = space.with_mask(&masks, &broken(0b001)).unwrap();
        assert!(space.contains(only, &[1, 0, 0]));
    }
}

#[test]
fn masks_that_outgrow_the_limit_say_so() {
    let dispute = switches(10);
    let mut space = whole(&dispute, Limits { nodes: 4_000, ..Limits::default() }).unwrap();
    // A thousand masks of sixteen words, and as many on the way: more than four thousand nodes' worth.
    let rules: Vec<Condition> =
        (0..1000).map(|rule| at_least(OptionId::new(rule % 10), 1)).collect();
    assert_eq!(space.masks(space.all(), &rules).err(), Some(TooLarge::Nodes { limit: 4_000 }));
    let few = space.masks(space.all(), &rules[..4]).unwrap();
    assert_eq!(space.histogram(&few).len(), 16);
}

#[test]
fn a_dispute_without_a_feasible_state_has_empty_answers() {
    let mut dispute = switches(3);
    dispute.impossible.push(rule("r", Condition::Always, "nothing can be"));
    let mut space = whole(&dispute, Limits::default()).unwrap();
    let feasible = space.feasible();
    assert!(space.is_empty(feasible) && space.first(feasible).is_none());
    assert!(space.packages().is_none());
    let masks = space.masks(feasible, &[Condition::Always]).unwrap();
    assert_eq!(space.histogram(&masks), []);
    assert_eq!(space.list_distinct(feasible, &[OptionId::new(1)], 9).unwrap(), []);
    let addresses = Addresses::new(&dispute, &Scope::whole(&dispute), Limits::default()).unwrap();
    assert!(addresses.is_empty());
    assert_eq!((addresses.count(), addresses.address(&[0, 0, 0])), (0, None));
}

#[test]
fn a_scope_in_which_nothing_varies_is_one_state() {
    let mut dispute = switches(2);
    dispute.impossible.push(rule("r", yes(0), "not this one"));
    for (level, feasible) in [(0, 1), (1, 0)] {
        let scope = Scope { fixed: vec![Some(level), Some(1)] };
        let mut space = Space::new(&dispute, &scope, Limits::default()).unwrap();
        assert_eq!((space.raw(), space.count(space.feasible())), (1, feasible));
        assert!(space.contains(space.all(), &[level, 1]));
        assert!(!space.contains(space.all(), &[level, 0]));
        assert_eq!(space.first(space.all()), Some(vec![level, 1]));
        let both = [OptionId::new(0), OptionId::new(1)];
        assert_eq!(space.count_distinct(space.feasible(), &both).unwrap(), feasible);
        let addresses = Addresses::new(&dispute, &scope, Limits::default()).unwrap();
        assert_eq!(u128::from(addresses.count()), feasible);
    }
}

#[test]
fn states_that_are_no_states_are_in_no_set() {
    let dispute = switches(2);
    let space = whole(&dispute, Limits::default()).unwrap();
    for strange in [&[][..], &[0], &[0, 2], &[0, 0, 0]] {
        assert!(!space.contains(space.all(), strange));
    }
}

#[test]
fn too_many_addresses_are_refused_before_anything_is_built() {
    let dispute = switches(100);
    let refused = Addresses::new(&dispute, &Scope::whole(&dispute), Limits::default()).err();
    let needed = Some(1 << 100);
    assert_eq!(refused, Some(TooLarge::Addresses { needed, limit: 1 << 31 }));
    assert!(refused.unwrap().to_string().contains("choose a focus"));
}
