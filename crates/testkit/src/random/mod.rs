//! Random disputes: small, of every kind the model knows, valid by the rules of the dossier.
//!
//! One to four parties with one to six options of two to four levels, mostly below 600 level
//! combinations, so that every definition can be read off all states. Whatever the dossier's checks
//! would refuse is avoided: rules that can never match, an empty feasible set, infeasible named
//! states, bodies with rules of their own, guards on own options, trees that lead back to themselves.

mod conditions;
mod conflict;
mod dice;
mod exchange;
mod inspection;
mod issues;
mod options;
mod parties;
mod process;
mod readings;
mod record;
mod rules;
mod words;

use detente_model::Dispute;

pub use conflict::random_conflict;
pub(crate) use dice::Dice;
pub use exchange::random_exchange;
pub use inspection::random_inspections;
pub use issues::random_issues;

use crate::parts::empty_dispute;

/// The random dispute of a seed.
pub fn random_dispute(seed: u64) -> Dispute {
    let dice = &mut Dice::new(seed, "dispute");
    let mut dispute = empty_dispute(&format!("random dispute {seed}"));
    dispute.note = dice.maybe(50, words::sentence);
    record::add_sources(dice, &mut dispute);
    parties::add_parties(dice, &mut dispute, 1);
    options::add_options(dice, &mut dispute);
    rules::add_impossible(dice, &mut dispute);
    rules::add_deal(dice, &mut dispute);
    rules::add_states(dice, &mut dispute);
    readings::add_readings(dice, &mut dispute, readings::perhaps);
    process::add_process(dice, &mut dispute);
    record::add_claims(dice, &mut dispute);
    record::add_events(dice, &mut dispute);
    // From a stream of its own, so that every seed keeps the rest of its dispute.
    parties::add_relief(&mut Dice::new(seed, "relief"), &mut dispute);
    dispute
}
