//! What packages are worth, from the terms of the preferences as they stand, in whole parts.

use detente_finding::Exact;
use detente_model::{
    Cause, Condition, Dispute, Id, Level, OptionId, PartyId, PreferenceForm, Rational, ReadingId,
};

/// A condition and what it adds to whom.
pub(super) struct Spanning {
    pub(super) when: Condition,
    pub(super) scorer: usize,
    pub(super) adds: i128,
}

/// What levels and conditions add for each scorer.
pub(super) struct Worth {
    pub(super) parties: Vec<PartyId>,
    /// Per scorer, option and level.
    tables: Vec<Vec<Vec<i128>>>,
    pub(super) spanning: Vec<Spanning>,
    pub(super) floors: Vec<Option<i128>>,
    /// A worth of 1 in parts.
    scale: i128,
}

impl Worth {
    /// Of parties that have numbers; nothing if these have too many digits.
    pub(super) fn new(
        dispute: &Dispute,
        reading: ReadingId,
        parties: Vec<PartyId>,
    ) -> Option<Worth> {
        let all: Vec<Vec<(Condition, Rational)>> =
            parties.iter().map(|party| terms(dispute, reading, *party)).collect();
        let reservations: Vec<Option<Rational>> =
            parties.iter().map(|party| without_agreement(dispute, reading, *party)).collect();
        let numbers = all.iter().flatten().map(|(_, number)| number);
        let mut scale: i128 = 1;
        for number in numbers.chain(reservations.iter().flatten()) {
            let (mut a, mut b) = (scale, *number.denom());
            while b > 0 {
                (a, b) = (b, a % b);
            }
            scale = (scale / a).checked_mul(*number.denom())?;
        }
        let parts = |number: &Rational| number.numer().checked_mul(scale / number.denom());
        let zeros = || dispute.options.values().map(|option| vec![0; option.levels.len()]);
        let mut worth = Worth {
            tables: parties.iter().map(|_| zeros().collect()).collect(),
            spanning: Vec::new(),
            floors: Vec::new(),
            scale,
            parties,
        };
        for floor in &reservations {
            worth.floors.push(match floor {
                Some(floor) => Some(parts(floor)?),
                None => None,
            });
        }
        let mut state: Vec<Level> = vec![0; dispute.options.len()];
        for (scorer, terms) in all.into_iter().enumerate() {
            for (when, number) in terms {
                let adds = parts(&number)?;
                let mentioned: Vec<OptionId> = when.options().into_iter().collect();
                match mentioned.as_slice() {
                    [] | [_] => {
                        // A condition on no option is put on the first.
                        let at = mentioned.first().map_or(0, |option| option.index());
                        for (level, sum) in worth.tables[scorer][at].iter_mut().enumerate() {
                            state[at] = level as Level;
                            if when.holds(&state) {
                                *sum = sum.checked_add(adds)?;
                            }
                        }
                        state[at] = 0;
                    }
                    _ => worth.spanning.push(Spanning { when, scorer, adds }),
                }
            }
        }
        Some(worth)
    }

    /// What some options at their levels add.
    pub(super) fn sum(&self, scorer: usize, options: &[OptionId], levels: &[Level]) -> i128 {
        let table = &self.tables[scorer];
        options.iter().map(|o| table[o.index()][usize::from(levels[o.index()])]).sum()
    }

    /// Parts as a number.
    pub(super) fn number(&self, parts: i128) -> Exact {
        Exact(Rational::new(parts, self.scale))
    }

    /// A number in parts, if it is a whole number of them.
    pub(super) fn parts(&self, number: &Exact) -> Option<i128> {
        let rest = self.scale % number.0.denom();
        (rest == 0).then(|| number.0.numer().checked_mul(self.scale / number.0.denom()))?
    }
}

/// Whether the reading gives a party numbers, statements, or nothing.
pub(super) fn has_numbers(dispute: &Dispute, reading: ReadingId, party: PartyId) -> Option<bool> {
    let preference = dispute.readings[reading].preference[party].as_ref()?;
    Some(!matches!(preference.form, PreferenceForm::Statements { .. }))
}

fn terms(dispute: &Dispute, reading: ReadingId, party: PartyId) -> Vec<(Condition, Rational)> {
    let Some(preference) = &dispute.readings[reading].preference[party] else { return Vec::new() };
    let mut terms = Vec::new();
    match &preference.form {
        PreferenceForm::Statements { .. } => {}
        PreferenceForm::Values(values) => {
            terms.extend(values.iter().map(|(when, points)| (when.clone(), points.mode())));
        }
        PreferenceForm::Interests(weights) => {
            for (interest, weight) in weights {
                for effect in dispute.effects.iter().filter(|e| e.interest == *interest) {
                    match &effect.of {
                        Cause::When(when, points) => {
                            terms.push((when.clone(), weight.mode() * points.mode()));
                        }
                        Cause::Levels(option, points) => {
                            for (level, points) in points.iter().enumerate() {
                                let at = Condition::In(*option, vec![level as Level]);
                                terms.push((at, weight.mode() * points.mode()));
                            }
                        }
                    }
                }
            }
        }
    }
    terms
}

/// What a party gets without agreement.
pub(super) fn without_agreement(
    dispute: &Dispute,
    reading: ReadingId,
    party: PartyId,
) -> Option<Rational> {
    let preference = dispute.readings[reading].preference[party].as_ref()?;
    if let Some(declared) = &preference.reservation {
        return Some(declared.mode());
    }
    dispute.utility(reading, party, dispute.status_quo_levels()?).ok()?
}
