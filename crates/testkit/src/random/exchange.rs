//! Disputes in which everything is said that a game needs: rates, patience, what everybody prefers in
//! numbers, obligations.

use detente_model::{
    Backing, Comparison, Condition, Dispute, OptionId, Preference, PreferenceForm, Quantity,
    Rational, Time,
};

use super::dice::Dice;

/// The random dispute of a seed, obligations and all, with whatever else a game needs.
pub fn random_exchange(seed: u64) -> Dispute {
    let mut dispute = super::random_inspections(seed);
    let mut dice = Dice::new(seed, "exchange");
    let mut quarters = |low: usize, high: usize| {
        let number = dice.between(low, high) as i128;
        Some(Quantity::Exact(Rational::new(number, 4)))
    };
    for party in dispute.parties.values_mut() {
        let (moves, turnover) = (quarters(1, 12), quarters(0, 8));
        party.moves_per_year = party.moves_per_year.take().or(moves);
        party.turnover_per_year = party.turnover_per_year.take().or(turnover);
    }
    let yearly = quarters(1, 4);
    let none = || Time {
        period_months: 2.into(),
        horizon_years: None,
        time_preference: None,
        backing: Backing::default(),
    };
    let time = dispute.process.time.get_or_insert_with(none);
    time.time_preference = time.time_preference.take().or(yearly);
    let steps: Vec<Condition> = (dispute.options.iter())
        .flat_map(|(option, entry)| (1..entry.levels.len()).map(move |level| (option, level)))
        .map(|(option, level): (OptionId, usize)| {
            Condition::Compare(option, Comparison::AtLeast, level as u8)
        })
        .collect();
    for reading in dispute.readings.values_mut() {
        for preference in reading.preference.values_mut() {
            let numbers = preference.as_ref().is_some_and(|preference| {
                !matches!(preference.form, PreferenceForm::Statements { .. })
            });
            if !numbers {
                let worth = |_| Quantity::Exact(Rational::new(dice.between(0, 16) as i128 - 6, 2));
                let worth: Vec<Quantity> = steps.iter().map(worth).collect();
                let terms = steps.iter().cloned().zip(worth).collect();
                *preference = Some(Preference::new(PreferenceForm::Values(terms)));
            }
        }
    }
    dispute
}
