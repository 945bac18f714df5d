//! Exact frontiers: the flagship's feasible states, and free options of several sizes.

use bench::{acceptance, additive, scorers};
use detente::{FrontierQuestion, Question};
use detente_model::{Dispute, Scope};
use detente_states::{FrontierLimits, Limits, Scorer, Space, ValueLimits};
use detente_testkit::flagship;
use divan::Bencher;

fn main() {
    divan::main();
}

fn whole(dispute: &Dispute) -> Space {
    let space = Space::of_any_size(dispute, &Scope::whole(dispute), Limits::default());
    space.expect("the disputes measured fit the limits")
}

fn points(space: &mut Space, set: detente_states::Set, scorers: &[Scorer]) -> usize {
    let frontier = space.frontier(set, scorers, None, FrontierLimits::default());
    let frontier = frontier.expect("the disputes measured fit the limits");
    assert!(frontier.slack.is_none());
    frontier.points.len()
}

/// 33,422,400 feasible states, with compiling the rules.
#[divan::bench(args = [2, 4, 7], sample_count = 20)]
fn flagship_feasible(bencher: Bencher, parties: usize) {
    let dispute = flagship();
    bencher.bench_local(|| {
        let mut space = whole(&dispute);
        let scorers = scorers(&dispute, "declared", &mut space);
        let feasible = space.feasible();
        points(&mut space, feasible, &scorers[..parties])
    });
}

#[divan::bench(sample_count = 20)]
fn flagship_accepted_under_bridging(bencher: Bencher) {
    let dispute = flagship();
    bencher.bench_local(|| {
        let mut space = whole(&dispute);
        let scorers = scorers(&dispute, "bridging", &mut space);
        let packages = space.packages().expect("the flagship has a deal");
        let accepted = space.where_all(packages, &acceptance(&dispute, "bridging"));
        let accepted = accepted.expect("the flagship fits the limits");
        points(&mut space, accepted, &scorers)
    });
}

/// Every pair of values of 5,034,240 packages, with how many have it.
#[divan::bench(sample_count = 20)]
fn flagship_values_of_two(bencher: Bencher) {
    let dispute = flagship();
    bencher.bench_local(|| {
        let mut space = whole(&dispute);
        let scorers = scorers(&dispute, "bridging", &mut space);
        let packages = space.packages().expect("the flagship has a deal");
        let values = space.values(packages, &scorers[..2], ValueLimits::default());
        values.expect("the flagship fits the limits").map(|values| values.len())
    });
}

/// The whole finding: three stages, solutions, figure, both readings.
#[divan::bench(sample_count = 20)]
fn flagship_finding(bencher: Bencher) {
    let dispute = flagship();
    bencher.bench_local(|| {
        detente::answer(&dispute, &Question::Frontier(FrontierQuestion::default()))
    });
}

fn free(bencher: Bencher, sizes: &[usize], parties: usize, below: u128) {
    let (dispute, scorers) = additive(sizes, parties, below);
    bencher.bench_local(|| {
        let mut space = whole(&dispute);
        let all = space.all();
        points(&mut space, all, &scorers)
    });
}

#[divan::bench(sample_count = 20)]
fn packages_240_000_for_5(bencher: Bencher) {
    free(bencher, &[8, 6, 10, 10, 10, 5], 5, 1_000_000_000_000);
}

#[divan::bench(sample_count = 20)]
fn packages_1e6_for_5(bencher: Bencher) {
    free(bencher, &[10; 6], 5, 1_000_000_000_000);
}

#[divan::bench]
fn packages_1e7_for_2(bencher: Bencher) {
    free(bencher, &[10; 7], 2, 1_000_000_000_000);
}

#[divan::bench]
fn packages_1e40_for_2(bencher: Bencher) {
    free(bencher, &[10; 40], 2, 1000);
}
