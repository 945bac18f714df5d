//! Which states hold: everything the lens answers, verdicts of five concepts for every party and
//! state, the close look at eight states and the neighbourhood included.
//!
//! The flagship as a whole takes about a minute a run; ask for it by name:
//! `cargo bench -p bench --bench stability -- --ignored`.

use bench::conflicts::{Shape, conflict};
use detente::{Concept, Dispute, Question, StabilityQuestion};
use detente_testkit::flagship;
use divan::Bencher;

fn main() {
    divan::main();
}

fn five_concepts(focus: Option<&str>, reading: Option<&str>) -> Question {
    Question::Stability(StabilityQuestion {
        concepts: Concept::ALL[..5].to_vec(),
        focus: focus.map(str::to_string),
        readings: reading.iter().map(ToString::to_string).collect(),
        ..StabilityQuestion::default()
    })
}

fn ask(bencher: Bencher, dispute: &Dispute, question: &Question) {
    bencher.bench_local(|| detente::answer(dispute, question));
}

/// 8,192 states, 3 parties.
#[divan::bench]
fn states_8192_parties_3(bencher: Bencher) {
    let shape = Shape { options: &[5, 4, 4], one_way: 0, patterns: 0, statements: 22 };
    ask(bencher, &conflict(&shape), &five_concepts(None, None));
}

/// 131,072 states, 6 parties, some options one-way.
#[divan::bench(sample_count = 10)]
fn states_131072_parties_6(bencher: Bencher) {
    let shape = Shape { options: &[5, 3, 2, 2, 3, 2], one_way: 3, patterns: 0, statements: 22 };
    ask(bencher, &conflict(&shape), &five_concepts(None, None));
}

/// 8,388,608 addresses, 4 parties, some states infeasible.
#[divan::bench(sample_count = 2)]
fn states_8388608_parties_4(bencher: Bencher) {
    let shape = Shape { options: &[6, 6, 6, 5], one_way: 0, patterns: 4, statements: 22 };
    ask(bencher, &conflict(&shape), &five_concepts(None, None));
}

/// The flagship's focus that its report asks about, both readings, all six concepts.
#[divan::bench]
fn flagship_negotiation_focus(bencher: Bencher) {
    let focus = Some("negotiation".to_string());
    let question = StabilityQuestion { focus, ..StabilityQuestion::default() };
    ask(bencher, &flagship(), &Question::Stability(question));
}

/// 79,976,160 addresses, 33,422,400 feasible states, 7 parties, one reading.
#[divan::bench(sample_count = 1, sample_size = 1, ignore = true)]
fn flagship_whole(bencher: Bencher) {
    ask(bencher, &flagship(), &five_concepts(None, Some("declared")));
}
