//! What holds by itself: policy elimination, roads, critical values.

use bench::exchange::exchange;
use detente_model::{Id, Scope};
use detente_play::{best_road, check, critical, eliminate, robust_road};
use detente_states::{Graph, Limits, Node};
use detente_testkit::flagship;
use divan::Bencher;

fn main() {
    divan::main();
}

/// The last state: every option at its highest level.
fn everything(states: usize) -> Vec<bool> {
    (0..states).map(|state| state + 1 == states).collect()
}

/// 65,536 states, 6 players, 1,179,648 edges: from one round of elimination (0.6 and up) to 24 (0.3).
#[divan::bench(args = [0.15, 0.3, 0.6, 0.9, 0.97], sample_count = 3, sample_size = 1)]
fn solve_65536(bencher: Bencher, discount: f64) {
    let game = exchange(6, 8);
    bencher.bench_local(|| eliminate(&game, discount));
}

/// Its certificate.
#[divan::bench(sample_count = 5)]
fn check_65536(bencher: Bencher) {
    let game = exchange(6, 8);
    let solution = eliminate(&game, 0.6).expect("has an equilibrium");
    bencher.bench_local(|| check(&game, &solution.certificate, 1e-7));
}

/// The best road through all of it.
#[divan::bench(sample_count = 3)]
fn best_road_65536(bencher: Bencher) {
    let game = exchange(6, 8);
    let solution = eliminate(&game, 0.6).expect("has an equilibrium");
    let target = everything(game.len());
    bencher.bench_local(|| best_road(&game, &solution, Node::new(0), &target));
}

/// The most robust one.
#[divan::bench(sample_count = 3, sample_size = 1)]
fn robust_road_65536(bencher: Bencher) {
    let game = exchange(6, 8);
    let solution = eliminate(&game, 0.6).expect("has an equilibrium");
    let target = everything(game.len());
    bencher.bench_local(|| robust_road(&game, &solution, Node::new(0), &target));
}

/// 4,096 states, 4 players: the scan of patience and the critical verification.
#[divan::bench(sample_count = 3, sample_size = 1)]
fn critical_values_4096(bencher: Bencher) {
    let game = exchange(4, 6);
    let (start, target) = (Node::new(0), everything(game.len()));
    bencher.bench_local(|| {
        let spans = critical::patience(|d| critical::holds(&game, d, start, &target));
        (spans, critical::verification(&game, 0.75, start, &target))
    });
}

/// The states and steps of the flagship's negotiation focus.
#[divan::bench]
fn graph_of_the_flagship_negotiation(bencher: Bencher) {
    let dispute = flagship();
    let focus = dispute.focus("negotiation");
    let scope = Scope::of(&dispute, focus);
    bencher.bench_local(|| Graph::new(&dispute, &scope, Limits::default()));
}
