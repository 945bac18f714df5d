//! Conditions in the forms the condition language has.

use detente_model::{Condition, Rational};

/// The condition, or one that holds in the same states and has a text of its own.
///
/// Conditions that were read come back as they are. Others may be without words: joins of fewer
/// than two parts, empty or unordered lists of levels, and quotas and points, which become what they
/// say: one of the ways to reach them.
pub(super) fn expressible(condition: &Condition) -> Condition {
    let each = |parts: &[Condition]| -> Vec<Condition> { parts.iter().map(expressible).collect() };
    match condition {
        Condition::Always | Condition::Never | Condition::Compare(..) => condition.clone(),
        Condition::In(_, levels) if levels.is_empty() => Condition::Never,
        Condition::In(option, levels) => {
            let mut levels = levels.clone();
            levels.sort_unstable();
            levels.dedup();
            Condition::In(*option, levels)
        }
        Condition::Not(inner) => Condition::Not(Box::new(expressible(inner))),
        Condition::All(parts) => joined(each(parts), Condition::All, Condition::Always),
        Condition::Any(parts) => joined(each(parts), Condition::Any, Condition::Never),
        Condition::Implies(when, then) => {
            Condition::Implies(Box::new(expressible(when)), Box::new(expressible(then)))
        }
        Condition::Quota { needs, of } => {
            let of: Vec<_> = of.iter().map(|(weight, part)| (*weight, expressible(part))).collect();
            quota(*needs, &of)
        }
        Condition::Points { needs, points, .. } => expressible(&points.quota(*needs)),
    }
}

fn joined(
    mut parts: Vec<Condition>,
    join: fn(Vec<Condition>) -> Condition,
    empty: Condition,
) -> Condition {
    match parts.len() {
        0 => empty,
        1 => parts.remove(0),
        _ => join(parts),
    }
}

/// With the first member and a smaller quota of the rest, or with the rest alone.
fn quota(needs: Rational, of: &[(Rational, Condition)]) -> Condition {
    let zero = Rational::from(0);
    if needs <= zero {
        return Condition::Always;
    }
    let total = of.iter().fold(zero, |sum, (weight, _)| sum + weight);
    let Some(((weight, first), rest)) = of.split_first().filter(|_| total >= needs) else {
        return Condition::Never;
    };
    let with = match quota(needs - weight, rest) {
        Condition::Never => Condition::Never,
        others => first.clone().and(others),
    };
    match (with, quota(needs, rest)) {
        (Condition::Never, only) | (only, Condition::Never) => only,
        (with, without) => Condition::Any(vec![with, without]),
    }
}

#[cfg(test)]
mod tests {
    use detente_model::{Comparison, Id, OptionId};

    use super::*;

    #[test]
    fn what_has_no_words_of_its_own_keeps_its_meaning() {
        let high = |option| Condition::Compare(OptionId::new(option), Comparison::Equal, 1);
        let weigh = |weight: i128, option| (Rational::from(weight), high(option));
        let conditions = [
            Condition::All(vec![]),
            Condition::Any(vec![]),
            Condition::All(vec![Condition::Any(vec![high(0)])]),
            Condition::Not(Box::new(Condition::In(OptionId::new(1), vec![]))),
            Condition::In(OptionId::new(1), vec![1, 0, 1]),
            Condition::Quota {
                needs: Rational::from(2),
                of: vec![weigh(1, 0), weigh(1, 1), weigh(1, 2)],
            },
            Condition::Quota {
                needs: Rational::from(5),
                of: vec![weigh(3, 0), weigh(3, 1), weigh(2, 2)],
            },
            Condition::Quota { needs: Rational::from(9), of: vec![weigh(3, 0), weigh(3, 1)] },
            Condition::Quota { needs: Rational::from(0), of: vec![] },
        ];
        for condition in &conditions {
            let written = expressible(condition);
            for state in 0..8_u8 {
                let levels = [state & 1, state >> 1 & 1, state >> 2 & 1];
                assert_eq!(
                    written.holds(&levels),
                    condition.holds(&levels),
                    "{condition:?} {written:?}"
                );
            }
        }
    }
}
