//! Known answers on the flagship: counts, masks, relaxation sets, distances, focuses.
//!
//! Every number was recounted by brute force outside this project's code.

#![allow(clippy::unwrap_used, reason = "a failed test says where")]

use std::collections::BTreeMap;

use detente_model::{Condition, Dispute, Id, Level, OptionId, ReadingId, Scope};
use detente_states::{
    Addresses, Limits, Relaxation, RuleSet, Set, Space, TooLarge, minimal_relaxations, opened_by,
};
use detente_testkit::{flagship, naive};

fn whole(dispute: &Dispute) -> Space {
    Space::new(dispute, &Scope::whole(dispute), Limits::default()).unwrap()
}

fn acceptance(dispute: &Dispute, reading: &str) -> Vec<Condition> {
    let reading: ReadingId = dispute.reading(reading).unwrap();
    let needs = &dispute.deal.as_ref().unwrap().needs;
    needs.iter().map(|&audience| dispute.acceptance(reading, audience)).collect()
}

fn accepted(space: &mut Space, dispute: &Dispute, reading: &str) -> Set {
    let packages = space.packages().unwrap();
    space.where_all(packages, &acceptance(dispute, reading)).unwrap()
}

fn histogram(dispute: &Dispute, reading: &str) -> Vec<(RuleSet, u128)> {
    let mut space = whole(dispute);
    let packages = space.packages().unwrap();
    let masks = space.masks(packages, &acceptance(dispute, reading)).unwrap();
    space.histogram(&masks)
}

#[test]
fn the_flagship_has_its_known_counts() {
    let dispute = flagship();
    let mut space = whole(&dispute);
    assert_eq!(space.raw(), 429_981_696);
    assert_eq!(space.count(space.feasible()), 33_422_400);
    assert_eq!(space.count(space.packages().unwrap()), 5_034_240);
    assert!(space.node_count(space.feasible()) < 300);
    let declared = accepted(&mut space, &dispute, "declared");
    assert!(space.is_empty(declared));
    let bridging = accepted(&mut space, &dispute, "bridging");
    assert_eq!(space.count(bridging), 31_104);
}

#[test]
fn the_acceptable_packages_are_twelve_deals() {
    let dispute = flagship();
    let mut space = whole(&dispute);
    let bridging = accepted(&mut space, &dispute, "bridging");
    let deal = dispute.deal_options();
    assert_eq!(space.count_distinct(bridging, &deal).unwrap(), 12);
    let deals = space.list_distinct(bridging, &deal, 100).unwrap();
    assert_eq!(deals.len(), 12);
    assert_eq!(deals.iter().map(|d| d.states).sum::<u128>(), 31_104);
    assert!(deals.is_sorted_by(|a, b| a.levels < b.levels));
    assert_eq!(space.list_distinct(bridging, &deal, 5).unwrap(), deals[..5]);
}

#[test]
fn each_audience_alone_and_all_but_one_accept_the_known_numbers() {
    let dispute = flagship();
    let known = [
        (
            "declared",
            [971136, 539136, 440640, 1157760, 2695680, 138240, 2695680, 3775680],
            [0; 8],
            21,
        ),
        (
            "bridging",
            [1492992, 1398528, 622080, 1128960, 2695680, 1693440, 2695680, 3775680],
            [31104, 48384, 235008, 46656, 31104, 31104, 31104, 31104],
            28,
        ),
    ];
    for (reading, alone, drop_one, masks) in known {
        let histogram = histogram(&dispute, reading);
        assert_eq!(histogram.len(), masks, "{reading}");
        assert_eq!(histogram.iter().map(|(_, n)| n).sum::<u128>(), 5_034_240);
        for audience in 0..8 {
            assert_eq!(
                opened_by(&histogram, &RuleSet::from(0xff & !(1 << audience))),
                alone[audience]
            );
            assert_eq!(opened_by(&histogram, &RuleSet::one(audience)), drop_one[audience]);
        }
    }
}

#[test]
fn three_relaxations_would_open_the_declared_reading() {
    let dispute = flagship();
    let sets = minimal_relaxations(&histogram(&dispute, "declared"), usize::MAX).0;
    let expected = [(0b0000_0011, 69_120), (0b0010_1010, 5_184), (0b0010_1100, 62_208)];
    assert_eq!(
        sets,
        expected.map(|(drop, opens): (u64, _)| Relaxation { drop: drop.into(), opens })
    );
    let sets = minimal_relaxations(&histogram(&dispute, "bridging"), usize::MAX).0;
    assert_eq!(sets, [Relaxation { drop: RuleSet::default(), opens: 31_104 }]);
}

#[test]
fn selecting_by_mask_gives_the_states_a_relaxation_opens() {
    let dispute = flagship();
    let mut space = whole(&dispute);
    let packages = space.packages().unwrap();
    let masks = space.masks(packages, &acceptance(&dispute, "declared")).unwrap();
    let both = RuleSet::from(0b11);
    let opened = space.select(&masks, &both).unwrap();
    assert_eq!(space.count(opened), 69_120);
    let state = space.first(opened).unwrap();
    assert_eq!(space.mask_of(&masks, &state), Some(&both));
    assert_eq!(space.mask_of(&masks, dispute.status_quo_levels().unwrap()), None);
    let exactly = space.with_mask(&masks, &both).unwrap();
    assert_eq!(exactly, opened, "no part of a minimal relaxation opens anything");
}

#[test]
fn each_proposal_lies_at_its_known_distance_from_the_acceptable_packages() {
    let dispute = flagship();
    let mut space = whole(&dispute);
    let bridging = accepted(&mut space, &dispute, "bridging");
    let declared = accepted(&mut space, &dispute, "declared");
    let known = [
        (1, 4032),
        (4, 9216),
        (4, 3072),
        (0, 5760),
        (1, 4608),
        (2, 2304),
        (1, 4320),
        (2, 3456),
        (2, 864),
        (2, 288),
        (0, 576),
        (0, 3456),
        (2, 6912),
        (2, 2160),
    ];
    assert_eq!(dispute.proposals.len(), known.len());
    for (proposal, (steps, ways)) in dispute.proposals.values().zip(known) {
        let costs = naive::steps(&dispute, &proposal.levels);
        let nearest = space.nearest(bridging, &costs).unwrap().unwrap();
        let found = (nearest.distance, space.count(nearest.states));
        assert_eq!(found, (steps, ways), "{}", proposal.name);
        let first = space.first(nearest.states).unwrap();
        assert!(space.contains(bridging, &first));
        assert_eq!(naive::cost(&costs, &first), Some(steps), "{}", proposal.name);
        assert_eq!(space.nearest(declared, &costs).unwrap(), None);
        let completions = space.count_completions(bridging, &proposal.levels);
        assert_eq!(completions > 0, steps == 0, "{}", proposal.name);
    }
    let here: Vec<Option<Level>> =
        dispute.status_quo_levels().unwrap().iter().copied().map(Some).collect();
    let nearest = space.nearest(bridging, &naive::steps(&dispute, &here)).unwrap().unwrap();
    assert_eq!((nearest.distance, space.count(nearest.states)), (12, 1));
}

#[test]
fn the_focuses_have_their_known_counts() {
    let dispute = flagship();
    let known = [("mini", 1536, 648, 0, [0, 0]), ("negotiation", 13_824, 7_128, 4_224, [0, 48])];
    for (focus, raw, feasible, packages, accepted) in known {
        let scope = Scope::focus(&dispute, dispute.focus(focus).unwrap());
        let mut space = Space::new(&dispute, &scope, Limits::default()).unwrap();
        assert_eq!(space.raw(), raw);
        assert_eq!(space.count(space.feasible()), feasible);
        assert_eq!(space.count(space.packages().unwrap()), packages);
        for (reading, expected) in ["declared", "bridging"].into_iter().zip(accepted) {
            let set = self::accepted(&mut space, &dispute, reading);
            assert_eq!(space.count(set), expected);
        }
    }
}

#[test]
fn samples_are_spread_as_the_counts_say() {
    let dispute = flagship();
    let mut space = whole(&dispute);
    let bridging = accepted(&mut space, &dispute, "bridging");
    let deal = dispute.deal_options();
    let deals = space.list_distinct(bridging, &deal, 100).unwrap();
    let mut stream = detente_model::random::Stream::new(1, 0, "sample");
    let mut seen: BTreeMap<Vec<Level>, u128> = BTreeMap::new();
    let draws = 24_000;
    for _ in 0..draws {
        let state = space.sample(bridging, &mut stream).unwrap();
        *seen.entry(deal.iter().map(|o: &OptionId| state[o.index()]).collect()).or_insert(0) += 1;
    }
    let square: f64 = deals
        .iter()
        .map(|deal| {
            let expected = deal.states as f64 * f64::from(draws) / 31_104.0;
            let off = seen[&deal.levels] as f64 - expected;
            off * off / expected
        })
        .sum();
    // 99.9 % of chi-square with 11 degrees of freedom.
    assert!(square < 31.3, "{square}");
}

#[test]
fn the_addresses_of_the_flagship_agree_with_the_diagram() {
    let dispute = flagship();
    let mut addresses =
        Addresses::new(&dispute, &Scope::whole(&dispute), Limits::default()).unwrap();
    assert_eq!(addresses.len(), 79_976_160);
    assert_eq!(addresses.count(), 33_422_400);

    let mut space = whole(&dispute);
    let bridging = accepted(&mut space, &dispute, "bridging");
    let bitmap = addresses.bitmap(&space, bridging).unwrap();
    assert_eq!(bitmap.count(), 31_104);
    for address in bitmap.iter() {
        let levels = addresses.levels(address);
        assert!(space.contains(bridging, &levels));
        assert_eq!(addresses.address(&levels), Some(address));
    }

    let small = Limits { addresses: 1 << 20, ..Limits::default() };
    let refused = Addresses::new(&dispute, &Scope::whole(&dispute), small).err();
    let needed = Some(79_976_160);
    assert_eq!(refused, Some(TooLarge::Addresses { needed, limit: 1 << 20 }));
}
