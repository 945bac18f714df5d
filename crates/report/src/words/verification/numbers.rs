//! Spans of amounts in words, probabilities as natural frequencies.

use detente_finding::{Count, Exact, Need, Span};

use crate::words::numbers::number;

/// An amount and its span: `0.5 (0.3–0.8)`.
pub(crate) fn spread(spread: &Span) -> String {
    let at = number(spread.at);
    if spread.is_exact() {
        return at;
    }
    format!("{at} ({}–{})", number(spread.low), number(spread.high))
}

/// What it takes and its span, an amount: `5.56 (4.4–7.8)`; without end where nothing is enough.
pub(crate) fn need(need: &Need) -> String {
    let at = need.at.map_or("no end".to_string(), number);
    if need.is_exact() {
        return at;
    }
    let low = need.low.map_or("no end".to_string(), number);
    let high = need.high.map_or("no end".to_string(), number);
    format!("{at} ({low} to {high})")
}

/// A probability as a natural frequency: `3 of 10`, `about 72 of 100`, `none`, `all`.
pub(crate) fn frequency(share: Exact) -> String {
    if share.0 <= 0.into() {
        return "none".to_string();
    }
    if share.0 >= 1.into() {
        return "all".to_string();
    }
    if is_tenths(share) {
        return format!("{} of 10", (share.0 * 10).to_integer());
    }
    of_hundred(share)
}

/// Whether a share is told of 10.
fn is_tenths(share: Exact) -> bool {
    (share.0 * 10).is_integer()
}

/// The same of 100 throughout, for sentences that compare it with such a number.
pub(crate) fn of_hundred(share: Exact) -> String {
    let part = share.to_f64();
    let hundreds = share.0 * 100;
    if share.0 <= 0.into() {
        "none".to_string()
    } else if share.0 >= 1.into() {
        "all".to_string()
    } else if hundreds.is_integer() {
        format!("{} of 100", hundreds.to_integer())
    } else if part < 0.01 {
        let one_of = Count((1.0 / part).round() as u128);
        format!("about 1 of {one_of}")
    } else if part > 0.99 {
        "over 99 of 100".to_string()
    } else {
        format!("about {:.0} of 100", part * 100.0)
    }
}

/// Two shares of one sentence: both of 10, or both of 100.
pub(crate) fn both(one: Exact, other: Exact) -> [String; 2] {
    let tenths = is_tenths(one) && is_tenths(other);
    [one, other].map(if tenths { frequency } else { of_hundred })
}

/// Two shares of periods in one sentence: "2 of 10 periods"; "45 of 100 periods (35–55)" where either
/// is a range or no tenth.
pub(crate) fn both_periods(one: &Span, other: &Span) -> [String; 2] {
    let plain = |span: &Span| span.is_exact() && is_tenths(span.at);
    let tenths = plain(one) && plain(other);
    [one, other].map(|span| {
        if tenths {
            return format!("{} periods", frequency(span.at));
        }
        let at = of_hundred(span.at);
        match span.is_exact() {
            true => format!("{at} periods"),
            false => format!("{at} periods ({}–{})", hundred(span.low), hundred(span.high)),
        }
    })
}

/// "24 of 100 periods (8–50)"; what it takes, where some share is enough.
pub(crate) fn needed_periods(need: &Need) -> String {
    if need.is_exact() {
        return format!("{} periods", need.at.map_or("not even all".to_string(), frequency));
    }
    let at = need.at.map_or("not even all".to_string(), of_hundred);
    let low = need.low.map_or("all".to_string(), hundred);
    match need.high {
        Some(high) => format!("{at} periods ({low}–{})", hundred(high)),
        None => format!("{at} periods ({low} at best; at worst not even all)"),
    }
}

/// Of a hundred, for cells: `45`, `0.5`.
pub(crate) fn hundred(share: Exact) -> String {
    let part = share.to_f64() * 100.0;
    if part > 0.0 && part < 1.0 {
        return format!("{part:.1}");
    }
    if part < 100.0 && part > 99.0 { "over 99".to_string() } else { format!("{part:.0}") }
}

/// Of a hundred with its span, for cells: `45 (35–55)`.
pub(crate) fn hundreds(spread: &Span) -> String {
    let at = hundred(spread.at);
    if spread.is_exact() {
        return at;
    }
    format!("{at} ({}–{})", hundred(spread.low), hundred(spread.high))
}

/// What it takes of a hundred, for cells: `24 (8–50)`, `never`.
pub(crate) fn needed_hundreds(need: &Need) -> String {
    let say = |share: Option<Exact>| share.map_or("never".to_string(), hundred);
    if need.is_exact() {
        say(need.at)
    } else {
        format!("{} ({}–{})", say(need.at), say(need.low), say(need.high))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use detente_model::Rational;

    fn exact(above: i128, below: i128) -> Exact {
        Exact(Rational::new(above, below))
    }

    #[test]
    fn frequencies_read() {
        assert_eq!(frequency(exact(3, 10)), "3 of 10");
        assert_eq!(frequency(exact(1, 50)), "2 of 100");
        assert_eq!(frequency(exact(5, 7)), "about 71 of 100");
        assert_eq!(frequency(exact(1, 300)), "about 1 of 300");
        assert_eq!(frequency(exact(0, 1)), "none");
        assert_eq!(frequency(exact(1, 1)), "all");
    }
}
