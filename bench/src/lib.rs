//! Disputes to measure solvers on. Run the benchmarks with `cargo bench -p bench`.

pub mod conflicts;

use detente_model::{Condition, Dispute, Id, OptionId, PartyId, random::Stream};
use detente_testkit::parts::{all, at_least, at_most, empty_dispute, option, party, rule};

/// Options of ten levels, as many as given, with as many random rules that tie two of them.
pub fn pairs(options: usize) -> Dispute {
    const LEVELS: [&str; 10] = ["l0", "l1", "l2", "l3", "l4", "l5", "l6", "l7", "l8", "l9"];
    let mut dispute = empty_dispute("pairs");
    for number in 0..5 {
        dispute.parties.push(party(&format!("p{number}"), "party"));
    }
    for number in 0..options {
        let owner = PartyId::new(number % 5);
        dispute.options.push(option(&format!("o{number}"), owner, &LEVELS));
    }
    let mut stream = Stream::new(1, 0, "pairs");
    for number in 0..options {
        let mut below = |bound: usize| stream.below(bound as u128) as usize;
        let (one, other) = (OptionId::new(below(options)), OptionId::new(below(options)));
        let (high, low) = (4 + below(5) as u8, 1 + below(5) as u8);
        let when = all([at_least(one, high), at_most(other, low)]);
        dispute.impossible.push(rule(&format!("r{number}"), when, "drawn at random"));
    }
    dispute
}

/// What the audiences of the deal accept in a reading.
pub fn acceptance(dispute: &Dispute, reading: &str) -> Vec<Condition> {
    let reading = dispute.reading(reading);
    let needs = dispute.deal.iter().flat_map(|deal| &deal.needs);
    needs.zip(reading.into_iter().cycle()).map(|(&a, r)| dispute.acceptance(r, a)).collect()
}
