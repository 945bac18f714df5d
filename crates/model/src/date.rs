//! Dates with the precision they are known to: a year, a month or a day.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

/// A date of the proleptic Gregorian calendar, known to the year, the month or the day.
///
/// Ordered by its first day, the less precise first, so that "2003" sorts before "2003-01-01".
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Date {
    year: u16,
    month: Option<u8>,
    day: Option<u8>,
}

impl Date {
    /// The date, or nothing if there is no such day (years 1 to 9999).
    pub fn new(year: u16, month: Option<u8>, day: Option<u8>) -> Option<Date> {
        let month_ok = month.is_none_or(|m| (1..=12).contains(&m));
        let day_ok = match (month, day) {
            (_, None) => true,
            (None, Some(_)) => false,
            (Some(m), Some(d)) => d >= 1 && d <= days_in_month(year, m),
        };
        ((1..=9999).contains(&year) && month_ok && day_ok).then_some(Date { year, month, day })
    }

    /// The year.
    pub fn year(self) -> u16 {
        self.year
    }

    /// The month, 1 to 12, where known.
    pub fn month(self) -> Option<u8> {
        self.month
    }

    /// The day of the month, where known.
    pub fn day(self) -> Option<u8> {
        self.day
    }

    /// Whether this date certainly lies after `clock`: even its first day does.
    pub fn is_after(self, clock: Date) -> bool {
        self.first_day() > clock.last_day()
    }

    /// Whether this date reaches beyond `clock`: its last day lies after the clock's last.
    pub fn runs_past(self, clock: Date) -> bool {
        self.last_day() > clock.last_day()
    }

    /// The date in words: `11 August 2025`, `August 2025`, `2025`.
    pub fn in_words(self) -> String {
        let year = self.year;
        match (self.month, self.day) {
            (Some(month), Some(day)) => format!("{day} {} {year}", month_name(month)),
            (Some(month), None) => format!("{} {year}", month_name(month)),
            _ => year.to_string(),
        }
    }

    /// Year and fraction, of the middle of the period the date covers; for placing marks on an axis.
    pub fn as_year(self) -> f64 {
        let (first, last) = (self.first_day(), self.last_day());
        let within = |(year, month, day): (u16, u8, u8)| {
            let before: u32 = (1..month).map(|m| u32::from(days_in_month(year, m))).sum();
            let length: u32 = (1..=12).map(|m| u32::from(days_in_month(year, m))).sum();
            f64::from(year) + (f64::from(before) + f64::from(day) - 0.5) / f64::from(length)
        };
        f64::midpoint(within(first), within(last))
    }

    fn first_day(self) -> (u16, u8, u8) {
        (self.year, self.month.unwrap_or(1), self.day.unwrap_or(1))
    }

    fn last_day(self) -> (u16, u8, u8) {
        let month = self.month.unwrap_or(12);
        (self.year, month, self.day.unwrap_or_else(|| days_in_month(self.year, month)))
    }
}

/// The English name of a month, 1 to 12; empty for other numbers.
pub fn month_name(month: u8) -> &'static str {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    NAMES.get(usize::from(month).wrapping_sub(1)).copied().unwrap_or_default()
}

fn days_in_month(year: u16, month: u8) -> u8 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl Ord for Date {
    fn cmp(&self, other: &Date) -> Ordering {
        let key = |d: &Date| (d.first_day(), d.month.is_some(), d.day.is_some());
        key(self).cmp(&key(other))
    }
}

impl PartialOrd for Date {
    fn partial_cmp(&self, other: &Date) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

impl FromStr for Date {
    type Err = NotADate;

    /// Reads `2025`, `2025-08` or `2025-08-11`.
    fn from_str(text: &str) -> Result<Date, NotADate> {
        let mut parts = text.split('-');
        let mut number = |width: usize| -> Result<Option<u16>, NotADate> {
            match parts.next() {
                None => Ok(None),
                Some(p) if p.len() == width && p.bytes().all(|b| b.is_ascii_digit()) => {
                    p.parse().map(Some).map_err(|_| NotADate)
                }
                Some(_) => Err(NotADate),
            }
        };
        let year = number(4)?.ok_or(NotADate)?;
        let (month, day) = (number(2)?, number(2)?);
        if parts.next().is_some() {
            return Err(NotADate);
        }
        // Two digits always fit a byte.
        Date::new(year, month.map(|m| m as u8), day.map(|d| d as u8)).ok_or(NotADate)
    }
}

/// The text is not a date of the form `2025`, `2025-08` or `2025-08-11`, or there is no such day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NotADate;

impl fmt::Display for NotADate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a date of the form `2025`, `2025-08` or `2025-08-11`")
    }
}

impl std::error::Error for NotADate {}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn three_precisions_are_read_and_written_back() {
        for text in ["2003", "2003-05", "2024-02-29"] {
            assert_eq!(date(text).to_string(), text);
        }
        for text in
            ["2023-02-29", "2003-13", "03-05", "2003-5", "2003-05-01-01", "", "0000", "+200"]
        {
            assert_eq!(text.parse::<Date>(), Err(NotADate), "{text}");
        }
    }

    #[test]
    fn a_coarse_date_is_after_the_clock_only_if_all_of_it_is() {
        assert!(!date("2025").is_after(date("2025-08-11")));
        assert!(!date("2025-08").is_after(date("2025-08-11")));
        assert!(date("2025-09").is_after(date("2025-08-11")));
        assert!(date("2026").is_after(date("2025")));
        assert!(date("2003") < date("2003-01-01"));
    }
}
