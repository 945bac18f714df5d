//! What to do about a text that is no date, where it can be told what was meant.

/// The date that was meant, or why there is no such day.
pub(crate) fn cure(written: &str) -> Option<String> {
    let written = written.trim();
    let sign = written.chars().find(|c| !c.is_ascii_digit())?;
    let parts: Vec<&str> = written.split(sign).map(str::trim).collect();
    let numbers: Vec<u32> = parts.iter().map(|part| number(part)).collect::<Option<_>>()?;
    let (year, rest) = match (sign, numbers.as_slice()) {
        ('-' | '/' | '.', [year, rest @ ..]) if parts[0].len() == 4 => (*year, rest.to_vec()),
        ('-' | '.', [day, month, year]) if parts[2].len() == 4 => (*year, vec![*month, *day]),
        // The day comes first in one country and the month in another.
        ('/', [one, two, year]) if parts[2].len() == 4 => match (*one > 12, *two > 12) {
            (true, false) => (*year, vec![*two, *one]),
            (false, true) => (*year, vec![*one, *two]),
            _ => return Some(format!("dates read YEAR-MONTH-DAY: {year}-…")),
        },
        _ => return None,
    };
    match rest.as_slice() {
        [month, ..] if !(1..=12).contains(month) => Some("months are 01 to 12".to_string()),
        [month] => Some(format!("write \"{year:04}-{month:02}\"")),
        [month, day] => {
            let meant = format!("{year:04}-{month:02}-{day:02}");
            if meant.parse::<detente_model::Date>().is_ok() {
                return Some(format!("dates read {meant}"));
            }
            let last = (28..=31).rev().find(|day| {
                format!("{year:04}-{month:02}-{day:02}").parse::<detente_model::Date>().is_ok()
            })?;
            let name = u8::try_from(*month).map(detente_model::month_name).unwrap_or_default();
            Some(format!("{name} {year} has {last} days"))
        }
        _ => None,
    }
}

fn number(part: &str) -> Option<u32> {
    let is_number = !part.is_empty() && part.len() <= 4 && part.bytes().all(|b| b.is_ascii_digit());
    is_number.then(|| part.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::cure;

    #[test]
    fn what_was_meant_is_told() {
        for (written, expected) in [
            ("15.10.2024", "dates read 2024-10-15"),
            ("5. 1. 2024", "dates read 2024-01-05"),
            ("15/10/2024", "dates read 2024-10-15"),
            ("10/15/2024", "dates read 2024-10-15"),
            ("2/10/2024", "dates read YEAR-MONTH-DAY: 2024-…"),
            ("2024/10/15", "dates read 2024-10-15"),
            ("2024-5-1", "dates read 2024-05-01"),
            ("2024-5", "write \"2024-05\""),
            ("2024-02-30", "February 2024 has 29 days"),
            ("2023-02-29", "February 2023 has 28 days"),
            ("31.6.2023", "June 2023 has 30 days"),
            ("2024-13-01", "months are 01 to 12"),
            ("2024-00", "months are 01 to 12"),
        ] {
            assert_eq!(cure(written).as_deref(), Some(expected), "{written}");
        }
        for written in ["", "soon", "2024", "1.5", "1-2-3-4", "99999.1.2024", "0000-01-01-"] {
            assert_eq!(cure(written), None, "{written}");
        }
    }
}
