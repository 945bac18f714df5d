//! The states of a dispute: diagram, masks, addresses, samples, pages.

use bench::{acceptance, pairs, scored};
use detente_model::{Dispute, Scope, random::Stream};
use detente_states::{Addresses, Limits, Set, Space, minimal_relaxations};
use detente_testkit::flagship;
use divan::Bencher;

fn main() {
    divan::main();
}

fn whole(dispute: &Dispute) -> Space {
    let space = Space::new(dispute, &Scope::whole(dispute), Limits::default());
    space.expect("the disputes measured fit the limits")
}

/// The flagship's space and what is jointly acceptable under *Bridging*.
fn bridging() -> (Space, Set) {
    let dispute = flagship();
    let mut space = whole(&dispute);
    let packages = space.packages().expect("the flagship has a deal");
    let accepted = space.where_all(packages, &acceptance(&dispute, "bridging"));
    let accepted = accepted.expect("the flagship fits the limits");
    (space, accepted)
}

#[divan::bench]
fn flagship_compile(bencher: Bencher) {
    let dispute = flagship();
    bencher.bench_local(|| {
        let space = whole(&dispute);
        space.count(space.feasible())
    });
}

/// Compile, counts, masks, histogram and relaxation sets under both readings.
#[divan::bench]
fn flagship_everything(bencher: Bencher) {
    let dispute = flagship();
    bencher.bench_local(|| {
        let mut space = whole(&dispute);
        let packages = space.packages().expect("the flagship has a deal");
        ["declared", "bridging"].map(|reading| {
            let rules = acceptance(&dispute, reading);
            let masks = space.masks(packages, &rules).expect("the flagship fits the limits");
            minimal_relaxations(&space.histogram(&masks), 200)
        })
    });
}

#[divan::bench(sample_count = 30)]
fn flagship_addresses(bencher: Bencher) {
    let dispute = flagship();
    bencher.bench_local(|| {
        let scope = Scope::whole(&dispute);
        let addresses = Addresses::new(&dispute, &scope, Limits::default());
        addresses.expect("the flagship fits the limits").count()
    });
}

#[divan::bench]
fn flagship_sample_1000(bencher: Bencher) {
    let (space, accepted) = bridging();
    bencher.bench_local(|| {
        let mut stream = Stream::new(1, 0, "bench");
        (0..1000).filter_map(|_| space.sample(accepted, &mut stream)).count()
    });
}

#[divan::bench]
fn flagship_page_of_100(bencher: Bencher) {
    let (space, accepted) = bridging();
    bencher.bench_local(|| space.list(accepted, 20_000, 100));
}

#[divan::bench]
fn flagship_deals(bencher: Bencher) {
    let dispute = flagship();
    let deal = dispute.deal_options();
    let (mut space, accepted) = bridging();
    bencher.bench_local(|| space.list_distinct(accepted, &deal, 100));
}

/// Thirty options of ten levels, thirty random rules on pairs: 10^30 combinations.
#[divan::bench]
fn pairs_of_30_options(bencher: Bencher) {
    let dispute = pairs(30);
    bencher.bench_local(|| {
        let space = whole(&dispute);
        space.count(space.feasible())
    });
}

/// Twelve options of ten levels, three parties with thresholds on their points: each win-set, and what
/// all accept, of 10^12 packages.
#[divan::bench]
fn thresholds_on_12_options(bencher: Bencher) {
    let dispute = scored(12, 3, 75);
    let rules = acceptance(&dispute, "scored");
    bencher.bench_local(|| {
        let mut space = whole(&dispute);
        let packages = space.packages().expect("everything is a package");
        let alone: Vec<u128> = (rules.iter())
            .map(|rule| {
                let accepted = space.where_all(packages, [rule]).expect("within the limits");
                space.count(accepted)
            })
            .collect();
        let all = space.where_all(packages, &rules).expect("within the limits");
        (alone, space.count(all), space.size())
    });
}
