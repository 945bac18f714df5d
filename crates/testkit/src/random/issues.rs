//! Disputes whose parties stand somewhere on several issues: ties, zeros and missing capabilities are
//! common, ranges are, and hardly any two issues are alike.

use detente_model::{Dispute, Issue, PartyId, Quantity, Rational};

use super::dice::Dice;
use super::words;

/// The random dispute of a seed with issues on which its parties stand.
pub fn random_issues(seed: u64) -> Dispute {
    let mut dispute = super::random_dispute(seed);
    let mut dice = Dice::new(seed, "issues");
    let given = dice.pick(&[0, 60, 100]);
    for party in dispute.parties.values_mut() {
        party.capability = dice.maybe(given, number);
    }
    let all: Vec<PartyId> = dispute.parties.ids().collect();
    let issue = |dice: &mut Dice, at: usize| {
        let parties = dice.part(all.clone(), 0);
        let positions = parties.into_iter().map(|party| (party, number(dice), number(dice)));
        Issue {
            positions: positions.collect(),
            id: words::id(dice, 'z', at),
            name: words::name(dice),
            low: dice.maybe(50, words::name),
            high: dice.maybe(50, words::name),
            backing: detente_model::Backing::default(),
        }
    };
    let issues = dice.between(1, 4);
    dispute.process.issues = (0..issues).map(|at| issue(&mut dice, at)).collect();
    dispute
}

/// A number from 0 to 100, often one of few.
fn number(dice: &mut Dice) -> Quantity {
    let few = dice.pick(&[0, 0, 10, 25, 50, 50, 100]);
    if dice.chance(40) { Quantity::Exact(Rational::from(few)) } else { dice.quantity(0, 100) }
}
