//! A small dispute of very many audiences, more than fit one word of bits.
//!
//! A few options span at most some hundred states. Each audience excludes what one or a few levels
//! make together; how many, and whether several audiences share a rule, differs from dispute to
//! dispute, so that some spaces are open, some closed by a few audiences and some by nearly all.

use detente_model::{
    Acceptance, Audience, Backing, Comparison, Condition, Deal, Dispute, Id, Level, OptionId,
    PartyId,
};

use crate::parts::{audience, empty_dispute, option, party, reading, rule};
use crate::random::Dice;

const LEVELS: [&str; 4] = ["a", "b", "c", "d"];

/// So many audiences, with rules at random.
pub fn crowd(seed: u64, audiences: usize) -> Dispute {
    let mut dice = Dice::new(seed, "crowd");
    let mut dispute = empty_dispute("crowd");
    dispute.parties.push(party("p", "party"));
    for number in 0..dice.between(2, 4) {
        let levels = &LEVELS[..dice.between(2, 4)];
        dispute.options.push(option(&format!("o{number}"), PartyId::new(0), levels));
    }
    if dice.chance(40) {
        let when = literals(&mut dice, &dispute, 2);
        dispute.impossible.push(rule("r", when, "it cannot be"));
    }
    for number in 0..audiences {
        let id = format!("a{number}");
        let crowd: Audience = audience(&id, &id, None);
        dispute.audiences.push(crowd);
    }
    for name in ["r0", "r1"] {
        let (width, copies, silent) =
            (dice.between(1, 4), dice.pick(&[0, 30, 90]), dice.pick(&[0, 20, 95]));
        let mut given = reading(&dispute, name, vec![None]);
        let mut rules: Vec<Condition> = Vec::new();
        for audience in dispute.audiences.ids() {
            let when = match rules.last() {
                Some(_) if dice.chance(copies) => dice.pick(&rules),
                _ => Condition::Not(Box::new(literals(&mut dice, &dispute, width))),
            };
            rules.push(when.clone());
            if !dice.chance(silent) {
                given.accept[audience] = Some(Acceptance::when(when, Backing::default()));
            }
        }
        dispute.readings.push(given);
    }
    let needs = dice.shuffled(dispute.audiences.ids().collect());
    dispute.deal = Some(Deal { when: Condition::Always, needs, backing: Backing::default() });
    dispute
}

/// So many comparisons at random that hold together.
fn literals(dice: &mut Dice, dispute: &Dispute, number: usize) -> Condition {
    let literal = |dice: &mut Dice| {
        let option = OptionId::new(dice.below(dispute.options.len()));
        let level = dice.below(dispute.options[option].levels.len()) as Level;
        let how = dice.pick(&[Comparison::Equal, Comparison::AtLeast, Comparison::AtMost]);
        Condition::Compare(option, how, level)
    };
    Condition::All(dice.some(number, number, literal))
}
