//! Numbers, ranges and dates.

use detente_model::number::{DECIMALS, LARGEST, format_decimal};
use detente_model::{ByLevel, Date, Quantity, Rational};

use super::Writer;
use super::toml::{Value, inline_table, text};

/// A number as a plain decimal.
pub(super) fn number(value: &Rational) -> Value {
    Value::Plain(format_decimal(value))
}

/// A whole number.
pub(super) fn count(value: u32) -> Value {
    Value::Plain(value.to_string())
}

/// A date: bare if the day is known, in quotes otherwise.
pub(super) fn date(date: Date) -> Value {
    match date.day() {
        Some(_) => Value::Plain(date.to_string()),
        None => text(&date.to_string()),
    }
}

/// A number that may be uncertain.
///
/// It stays where it is put, on one line, since the order of numbers by condition or by interest
/// is part of what is read.
pub(super) fn quantity(quantity: &Quantity) -> Value {
    match quantity {
        Quantity::Exact(value) => number(value),
        Quantity::Uniform { low, high } => range(&[("low", low), ("high", high)]),
        Quantity::Pert { low, mode, high } => {
            if [low, mode, high].into_iter().all(is_writable) {
                return range(&[("low", low), ("mode", mode), ("high", high)]);
            }
            match spread(low, mode, high) {
                Some(share) => range(&[("mode", mode), ("spread", &share)]),
                None => range(&[("low", low), ("mode", mode), ("high", high)]),
            }
        }
        Quantity::OneOf(values) => {
            Value::Plain(Value::List(values.iter().map(number).collect()).inline())
        }
    }
}

/// A number that may be uncertain, if it is given.
pub(super) fn some_quantity(given: Option<&Quantity>) -> Option<Value> {
    given.map(quantity)
}

fn range(entries: &[(&str, &Rational)]) -> Value {
    let entry = |(key, value): &(&str, &Rational)| ((*key).to_string(), number(value));
    inline_table(entries.iter().map(entry).collect())
}

/// Whether a dossier may write this number exactly.
fn is_writable(value: &Rational) -> bool {
    let units = value * Rational::from(10_i128.pow(DECIMALS as u32));
    units.is_integer() && value.numer().abs() <= LARGEST * value.denom()
}

/// The share of its mode by which a range reaches to both sides, where a dossier may write it: the
/// ends of a spread can be finer or larger than a number may be written.
fn spread(low: &Rational, mode: &Rational, high: &Rational) -> Option<Rational> {
    let zero = Rational::from(0);
    if *mode == zero || mode - low != high - mode {
        return None;
    }
    let share = (mode - low) / mode;
    let share = if share < zero { -share } else { share };
    (is_writable(mode) && is_writable(&share)).then_some(share)
}

impl Writer<'_> {
    /// A number, or one for each level of an option.
    pub(super) fn by_level(&self, by: &ByLevel) -> Value {
        match by {
            ByLevel::Same(same) => quantity(same),
            ByLevel::Option(option, numbers) => {
                let option = &self.dispute.options[*option];
                let levels = option.levels.iter().zip(numbers);
                let mut entries = vec![("by".to_string(), text(&option.id))];
                entries.extend(levels.map(|(level, number)| (level.id.clone(), quantity(number))));
                Value::Table(entries)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn r(numerator: i128, denominator: i128) -> Rational {
        Rational::new(numerator, denominator)
    }

    #[test]
    fn each_kind_of_number() {
        let cases = [
            (Quantity::Exact(r(-1, 4)), "-0.25"),
            (Quantity::Uniform { low: r(1, 10), high: r(3, 1) }, "{ low = 0.1, high = 3 }"),
            (Quantity::spread(r(3, 10), r(3, 10)), "{ low = 0.21, mode = 0.3, high = 0.39 }"),
            (Quantity::OneOf(vec![r(2, 1)]), "[2]"),
        ];
        for (given, written) in cases {
            assert_eq!(quantity(&given).inline(), written);
        }
    }

    #[test]
    fn a_spread_whose_ends_cannot_be_written_stays_a_spread() {
        let fine = Quantity::spread(r(-123_456_789, 1_000_000_000), r(3, 10));
        assert_eq!(quantity(&fine).inline(), "{ mode = -0.123456789, spread = 0.3 }");
        let large = Quantity::spread(r(900_000, 1), r(1, 2));
        assert_eq!(quantity(&large).inline(), "{ mode = 900000, spread = 0.5 }");
    }
}
