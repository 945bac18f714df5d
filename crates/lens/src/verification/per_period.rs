//! From visits to probabilities per period, as the roadmap takes them: sources of alarms independent of
//! one another.
//!
//! p′ = 1 − (1 − p)(1 − xv) for a visit with probability x that finds a breach with probability v; for
//! several visits one after another. The same holds for false alarms. m visits spread over n occasions
//! so that none is likelier than another meet a breach on one of them with x = m / n, and no schedule
//! does better against a party that picks its occasion (the season game with no penalty, `season.rs`).

use detente_model::Checked;

/// The probability of an alarm with one more source, by itself `share` of the time.
pub(crate) fn with_visit(probability: Checked, share: Checked, source: Checked) -> Checked {
    let one = Checked::whole(1);
    one - (one - probability) * (one - share * source)
}
