//! Numbers and dates, read exactly from the text they were written in.

use detente_model::number::{LARGEST, Rational, parse_decimal};
use detente_model::{Date, InterestId, OptionId, Quantity};

use super::Resolver;
use crate::dates;
use crate::diagnostic::suggestion;
use crate::place::{self, At, Moment, Number, Numbers, Span, Value};

/// A range a number has to lie in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Domain {
    Any,
    /// Zero or more.
    NotNegative,
    /// More than zero.
    Positive,
    /// 0 to 1.
    Probability,
    /// 0 to 100.
    Percent,
}

impl Domain {
    fn contains(self, value: &Rational) -> bool {
        let zero = Rational::from(0);
        match self {
            Domain::Any => true,
            Domain::NotNegative => *value >= zero,
            Domain::Positive => *value > zero,
            Domain::Probability => (zero..=Rational::from(1)).contains(value),
            Domain::Percent => (zero..=Rational::from(100)).contains(value),
        }
    }

    fn says(self) -> &'static str {
        match self {
            Domain::Any => "any number",
            Domain::NotNegative => "a number of zero or more",
            Domain::Positive => "a number above zero",
            Domain::Probability => "a probability, 0 to 1",
            Domain::Percent => "a number from 0 to 100",
        }
    }
}

impl Resolver<'_> {
    /// The digits or the date written at a place, without quotes.
    fn written(&self, span: &Span) -> &str {
        self.text.get(span.clone()).unwrap_or("").trim_matches(['"', '\''])
    }

    pub(super) fn date(&mut self, moment: &Moment) -> Option<Date> {
        let At { value, span } = &moment.0;
        let written = self.written(span);
        let date = match value {
            Value::Text(_) => written.parse::<Date>().ok(),
            _ => None,
        };
        if date.is_none() {
            // A year or a month alone is a number, or nothing, to TOML.
            let (message, help) = if written.parse::<Date>().is_ok() {
                (format!("the date `{written}` needs quotes"), format!("write \"{written}\""))
            } else {
                let help = dates::cure(written).unwrap_or_else(|| {
                    "write 2025-08-11, or in quotes \"2025-08\" or \"2025\"".to_string()
                });
                (format!("`{written}` is not a date"), help)
            };
            self.error("bad-date", span.clone(), message).help = Some(help);
        }
        date
    }

    pub(super) fn number(&mut self, value: &At<Value>, domain: Domain) -> Option<Rational> {
        let Value::Number = value.value else {
            self.wrong_type(value, "a number");
            return None;
        };
        match parse_decimal(self.written(&value.span)) {
            Ok(number) if domain.contains(&number) => Some(number),
            Ok(_) => {
                let message = format!("expected {}", domain.says());
                self.error("out-of-range", value.span.clone(), message).help =
                    Some(format!("write {}", domain.says()));
                None
            }
            Err(problem) => {
                self.error("bad-number", value.span.clone(), problem.to_string()).help = Some(
                    "write plain decimals: no exponent, at most nine places, at most 1,000,000 in size"
                        .to_string(),
                );
                None
            }
        }
    }

    pub(super) fn plain(&mut self, number: Option<&Number>, domain: Domain) -> Option<Rational> {
        number.and_then(|number| self.number(&number.0, domain))
    }

    /// A whole number of zero or more, at most `largest`.
    pub(super) fn count(&mut self, number: Option<&Number>, largest: u32) -> Option<u32> {
        self.count_from(number, 0, largest)
    }

    /// A whole number from `least` to `largest`.
    pub(super) fn count_from(
        &mut self,
        number: Option<&Number>,
        least: u32,
        largest: u32,
    ) -> Option<u32> {
        let number = number?;
        let value = self.number(&number.0, Domain::Any)?;
        let whole = value.is_integer().then(|| value.to_integer());
        let count = whole.and_then(|w| u32::try_from(w).ok());
        let count = count.filter(|count| (least..=largest).contains(count));
        if count.is_none() {
            let message = format!("expected a whole number, {least} to {largest}");
            self.error("out-of-range", number.0.span.clone(), message).help =
                Some(format!("write a whole number from {least} to {largest}"));
        }
        count
    }

    pub(super) fn some_quantity(
        &mut self,
        quantity: Option<&place::Quantity>,
        domain: Domain,
    ) -> Option<Quantity> {
        quantity.and_then(|q| self.quantity(&q.0, domain))
    }

    /// A number that may be uncertain; all of its range lies in the domain.
    pub(super) fn quantity(&mut self, value: &At<Value>, domain: Domain) -> Option<Quantity> {
        let quantity = match &value.value {
            Value::Number => return self.number(value, domain).map(Quantity::Exact),
            Value::List(items) if items.is_empty() => {
                self.error("wrong-type", value.span.clone(), "a list of alternatives is empty")
                    .help = Some("write at least one number".to_string());
                return None;
            }
            Value::List(items) => {
                let read: Vec<_> = items.iter().map(|item| self.number(item, domain)).collect();
                Quantity::OneOf(read.into_iter().collect::<Option<_>>()?)
            }
            Value::Table(entries) => self.range(entries, &value.span)?,
            _ => {
                self.wrong_type(value, "a number, a range or a list of alternatives");
                return None;
            }
        };
        let (low, high) = quantity.bounds();
        if !domain.contains(&low) || !domain.contains(&high) {
            let message = format!("all of the range has to be {}", domain.says());
            self.error("out-of-range", value.span.clone(), message).help =
                Some("move `low` or `high`".to_string());
            return None;
        }
        Some(quantity)
    }

    fn range(&mut self, entries: &[(At<String>, At<Value>)], span: &Span) -> Option<Quantity> {
        const KEYS: [&str; 4] = ["low", "mode", "high", "spread"];
        for (key, _) in entries.iter().filter(|(key, _)| !KEYS.contains(&key.value.as_str())) {
            let help = suggestion(&key.value, KEYS.into_iter());
            let message = format!("a range has no `{}`", key.value);
            self.error("unknown-key", key.span.clone(), message).help = help;
        }
        let known = entries.iter().filter(|(key, _)| KEYS.contains(&key.value.as_str())).count();
        if known < entries.len() {
            return None;
        }
        let mut get = |name: &str, domain| {
            let found = entries.iter().find(|(key, _)| key.value == name);
            match found {
                None => Some(None),
                Some((_, value)) => self.number(value, domain).map(Some),
            }
        };
        let low = get("low", Domain::Any);
        let mode = get("mode", Domain::Any);
        let high = get("high", Domain::Any);
        let spread = get("spread", Domain::NotNegative);
        match (low?, mode?, high?, spread?) {
            (Some(low), Some(mode), Some(high), None) if low <= mode && mode <= high => {
                Some(Quantity::Pert { low, mode, high })
            }
            (Some(low), None, Some(high), None) if low <= high => {
                Some(Quantity::Uniform { low, high })
            }
            (None, Some(mode), None, Some(share)) => {
                let quantity = Quantity::spread(mode, share);
                let (low, high) = quantity.bounds();
                let largest = Rational::from(LARGEST);
                if low < -largest || high > largest {
                    let message = "the ends of the range are too large";
                    self.error("out-of-range", span.clone(), message).help =
                        Some(format!("a number may be at most {LARGEST} in size"));
                    return None;
                }
                Some(quantity)
            }
            (Some(_), _, Some(_), None) => {
                self.error("bad-range", span.clone(), "the range is out of order").help =
                    Some("low ≤ mode ≤ high".to_string());
                None
            }
            _ => {
                self.error("bad-range", span.clone(), "the range is incomplete").help = Some(
                    "write { low, mode, high }, { low, high } or { mode, spread }".to_string(),
                );
                None
            }
        }
    }

    /// Numbers by interest.
    pub(super) fn by_interest(
        &mut self,
        numbers: &Numbers,
        domain: Domain,
    ) -> Vec<(InterestId, Quantity)> {
        let entries = self.table(&numbers.0);
        let mut read = Vec::new();
        for (name, value) in &entries {
            let interest = self.interest(name);
            let quantity = self.quantity(value, domain);
            read.extend(interest.zip(quantity));
        }
        read
    }

    /// The entries of a table with free keys.
    pub(super) fn table(&mut self, value: &At<Value>) -> Vec<(At<String>, At<Value>)> {
        match &value.value {
            Value::Table(entries) => entries.clone(),
            _ => {
                self.wrong_type(value, "a table");
                Vec::new()
            }
        }
    }

    /// One quantity per level of an option.
    pub(super) fn per_level(
        &mut self,
        option: OptionId,
        items: &[At<Value>],
        span: &Span,
    ) -> Option<Vec<Quantity>> {
        let expected = self.dispute.options[option].levels.len();
        if items.len() != expected && !self.names.broken.contains(&option) {
            let id = self.dispute.options[option].id.clone();
            let message = format!(
                "`{id}` has {expected} levels and {} {}",
                items.len(),
                if items.len() == 1 { "number is given" } else { "numbers are given" }
            );
            self.error("wrong-length", span.clone(), message).help =
                Some("one number for each level, lowest level first".to_string());
            return None;
        }
        let read: Vec<_> = items.iter().map(|item| self.quantity(item, Domain::Any)).collect();
        read.into_iter().collect()
    }
}
