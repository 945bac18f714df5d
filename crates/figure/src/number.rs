//! Numbers as people read them: thousands separated, no noise after the point.

/// A whole number with commas: `5,034,240`, `-1,000`.
pub fn whole(value: f64) -> String {
    let digits = format!("{:.0}", value.abs());
    let mut text = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    if value < 0.0 && digits != "0" {
        text.push('\u{2212}');
    }
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) && value.is_finite() {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A tick's number: as [`whole`] below ten thousand, from there in thousands (`10k`), millions
/// (`5m`), billions (`2bn`) and so on; up to three decimals where it is not whole.
pub fn short(value: f64) -> String {
    const UNITS: [(f64, &str); 4] = [(1e12, "tn"), (1e9, "bn"), (1e6, "m"), (1e3, "k")];
    let unit = UNITS.into_iter().find(|(size, _)| value.abs() >= *size && value.abs() >= 1e4);
    let (size, name) = unit.unwrap_or((1.0, ""));
    let scaled = value / size;
    if scaled == scaled.trunc() {
        return format!("{}{name}", whole(scaled));
    }
    let text = format!("{scaled:.3}");
    format!("{}{name}", text.trim_end_matches('0').replace('-', "\u{2212}"))
}

/// A share of one in whole per cent, `19 %`, never rounded to 0 or 100 unless it is exactly that:
/// `under 1 %`, `over 99 %`.
pub fn percent(share: f64) -> String {
    let hundredths = share * 100.0;
    if hundredths > 0.0 && hundredths < 1.0 {
        return "under 1\u{a0}%".to_owned();
    }
    if hundredths > 99.0 && hundredths < 100.0 {
        return "over 99\u{a0}%".to_owned();
    }
    format!("{hundredths:.0}\u{a0}%")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_separated() {
        let texts: Vec<String> =
            [0.0, 7.0, 999.0, 1000.0, 5_034_240.0, -1234.0, -0.2].map(whole).into();
        assert_eq!(texts, ["0", "7", "999", "1,000", "5,034,240", "\u{2212}1,234", "0"]);
    }

    #[test]
    fn ticks_are_short() {
        let texts: Vec<String> = [0.0, 0.5, 1000.0, 10_000.0, 2.5e6, 1e9, -2e4].map(short).into();
        assert_eq!(texts, ["0", "0.5", "1,000", "10k", "2.5m", "1bn", "\u{2212}20k"]);
    }

    #[test]
    fn a_small_share_is_not_called_nothing() {
        let texts = [0.0, 0.006, 0.193, 0.999, 1.0].map(percent).map(|t| t.replace('\u{a0}', " "));
        assert_eq!(texts, ["0 %", "under 1 %", "19 %", "over 99 %", "100 %"]);
    }
}
