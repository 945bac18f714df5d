//! Exact numbers in words: amounts to two decimals, probabilities as natural frequencies.

use detente_finding::{Count, Exact, Need, Span};

/// An amount to two decimals, with thousands apart: `1,250`, `0.67`, `−0.3`.
pub(crate) fn amount(number: Exact) -> String {
    decimals(number.to_f64())
}

/// The same of a number that is not exact.
pub(crate) fn decimals(number: f64) -> String {
    let hundredths = (number * 100.0).abs().round();
    if hundredths == 0.0 && number != 0.0 {
        let sign = if number < 0.0 { "above −" } else { "under " };
        return format!("{sign}0.01");
    }
    let sign = if number < 0.0 { "−" } else { "" };
    let (whole, part) = ((hundredths / 100.0).floor(), hundredths % 100.0);
    let whole = Count(whole as u128);
    let part = format!("{part:02}");
    match part.trim_end_matches('0') {
        "" => format!("{sign}{whole}"),
        digits => format!("{sign}{whole}.{digits}"),
    }
}

/// An amount and its span: `0.5 (0.3–0.8)`.
pub(crate) fn spread(spread: &Span) -> String {
    let at = amount(spread.at);
    if spread.is_exact() {
        return at;
    }
    format!("{at} ({}–{})", amount(spread.low), amount(spread.high))
}

/// What it takes and its span, an amount: `5.56 (4.4–7.8)`; without end where nothing is enough.
pub(crate) fn need(need: &Need) -> String {
    let at = need.at.map_or("no end".to_string(), amount);
    if need.is_exact() {
        return at;
    }
    let low = need.low.map_or("no end".to_string(), amount);
    let high = need.high.map_or("no end".to_string(), amount);
    format!("{at} ({low} to {high})")
}

/// A probability as a natural frequency: `3 of 10`, `about 72 of 100`, `none`, `all`.
pub(crate) fn frequency(share: Exact) -> String {
    let part = share.to_f64();
    if share.0 <= 0.into() {
        return "none".to_string();
    }
    if share.0 >= 1.into() {
        return "all".to_string();
    }
    let (tens, hundreds) = (share.0 * 10, share.0 * 100);
    if tens.is_integer() {
        format!("{} of 10", tens.to_integer())
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

/// "2 of 10 periods", "45 of 100 periods (35–55)".
pub(crate) fn periods(spread: &Span) -> String {
    let at = frequency(spread.at);
    if spread.is_exact() {
        return format!("{at} periods");
    }
    format!("{at} periods ({}–{} of 100)", hundred(spread.low), hundred(spread.high))
}

/// "24 of 100 periods (8–50 of 100)"; what it takes, where some share is enough.
pub(crate) fn needed_periods(need: &Need) -> String {
    let at = need.at.map_or("not even all".to_string(), frequency);
    if need.is_exact() {
        return format!("{at} periods");
    }
    let low = need.low.map_or("all".to_string(), hundred);
    match need.high {
        Some(high) => format!("{at} periods ({low}–{} of 100)", hundred(high)),
        None => format!("{at} periods ({low} of 100 at best; at worst not even all)"),
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
    fn amounts_and_frequencies_read() {
        assert_eq!(amount(exact(5, 9)), "0.56");
        assert_eq!(amount(exact(2500, 2)), "1,250");
        assert_eq!(amount(exact(-1, 4)), "−0.25");
        assert_eq!(amount(exact(1, 1000)), "under 0.01");
        assert_eq!(frequency(exact(3, 10)), "3 of 10");
        assert_eq!(frequency(exact(1, 50)), "2 of 100");
        assert_eq!(frequency(exact(5, 7)), "about 71 of 100");
        assert_eq!(frequency(exact(1, 300)), "about 1 of 300");
        assert_eq!(frequency(exact(0, 1)), "none");
        assert_eq!(frequency(exact(1, 1)), "all");
    }
}
