//! Disputes to measure the stability lens on: binary options, ordered statements drawn at random.

use detente_model::{Condition, Dispute, Id, MoveRule, OptionId, PartyId, random::Stream};
use detente_testkit::parts::{all, empty_dispute, equal, option, party, reading, rule, statements};

/// How large, how limited.
pub struct Shape {
    /// Per party the number of its binary options.
    pub options: &'static [usize],
    /// How many of all options are one-way.
    pub one_way: usize,
    /// How many random patterns of two or three options are impossible.
    pub patterns: usize,
    /// Statements per party.
    pub statements: usize,
}

/// A random conflict of a shape, with one reading.
pub fn conflict(shape: &Shape) -> Dispute {
    let mut dispute = empty_dispute("conflict");
    for (number, &options) in shape.options.iter().enumerate() {
        let owner = dispute.parties.push(party(&format!("p{number}"), "party"));
        for _ in 0..options {
            let id = format!("o{}", dispute.options.len());
            dispute.options.push(option(&id, owner, &["no", "yes"]));
        }
    }
    let mut stream = Stream::new(7, 0, "conflict");
    let options = dispute.options.len();
    for number in 0..shape.one_way {
        let at = OptionId::new(number * options / shape.one_way);
        dispute.options[at].moves = MoveRule::one_way();
    }
    for number in 0..shape.patterns {
        let when = pattern(&mut stream, options);
        dispute.impossible.push(rule(&format!("r{number}"), when, "drawn at random"));
    }
    let mut drawn =
        |_: PartyId| (0..shape.statements).map(|_| pattern(&mut stream, options)).collect();
    let prefer = dispute.parties.ids().map(|party| Some(statements(drawn(party)))).collect();
    let drawn = reading(&dispute, "drawn", prefer);
    dispute.readings.push(drawn);
    dispute
}

/// One to three options at drawn levels.
fn pattern(stream: &mut Stream, options: usize) -> Condition {
    let mut below = |bound: usize| stream.below(bound as u128) as usize;
    let mut parts = [0; 3].map(|_| equal(OptionId::new(below(options)), below(2) as u8));
    let length = 1 + below(3);
    parts[length..].fill(Condition::Always);
    all(parts)
}
