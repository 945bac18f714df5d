//! The scale of time: days to places, with ticks at round years or months.
//!
//! A day is a year and a share of it (1 July 2023 is 2023 + 181/365), so years are of equal length
//! on the page whether or not they are leap years.

use super::Linear;

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const DAYS_BEFORE: [u16; 12] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

/// A day of the Gregorian calendar. Months and days out of range are taken as the nearest in it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Day {
    /// The year, e.g. 2025.
    pub year: i32,
    /// 1 January … 12 December.
    pub month: u8,
    /// Day of the month from 1.
    pub day: u8,
}

impl Day {
    /// The day as a year and a share of it.
    pub fn in_years(self) -> f64 {
        let leap = (self.year % 4 == 0 && self.year % 100 != 0) || self.year % 400 == 0;
        let month = usize::from(self.month.clamp(1, 12)) - 1;
        let before = DAYS_BEFORE[month] + u16::from(leap && month > 1);
        let day = f64::from(before + u16::from(self.day.clamp(1, 31)) - 1);
        f64::from(self.year) + day / if leap { 366.0 } else { 365.0 }
    }

    /// The day as people write it, `18 Oct 2025`.
    pub fn words(self) -> String {
        let month = MONTHS[usize::from(self.month.clamp(1, 12)) - 1];
        format!("{} {month} {}", self.day, self.year)
    }
}

/// Sends a stretch of years to places.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Years {
    scale: Linear,
    low: f64,
    high: f64,
    length: f64,
}

/// A place on the axis and what stands there.
#[derive(Clone, PartialEq, Debug)]
pub struct YearTick {
    /// The place in drawing units.
    pub at: f64,
    /// `2015`, or `Jun`, or `Jan 2025`.
    pub text: String,
}

impl Years {
    /// `low` (a year and a share of it) at `from`, `high` at `to`.
    pub fn new(low: f64, high: f64, from: f64, to: f64) -> Years {
        let scale = Linear::new(low, high, from, to);
        Years { scale, low, high, length: (to - from).abs() }
    }

    /// The place of a moment in years.
    pub fn at(&self, years: f64) -> f64 {
        self.scale.at(years)
    }

    /// Round years, or months where a quarter of a year is wide enough, at least `gap` units apart. Where months
    /// are named, the first tick and every January carry the year.
    pub fn ticks(&self, gap: f64) -> Vec<YearTick> {
        let month = self.length / ((self.high - self.low).max(1e-6) * 12.0);
        match [1, 3].into_iter().find(|&step| f64::from(step) * month >= gap) {
            Some(step) => self.months(step),
            None => {
                let values = self.scale.ticks(gap).into_iter().filter(|year| year.fract() == 0.0);
                values.map(|year| YearTick { at: self.at(year), text: year.to_string() }).collect()
            }
        }
    }

    fn months(&self, step: i32) -> Vec<YearTick> {
        let first = libm::ceil(self.low * 12.0 / f64::from(step) - 1e-9) as i32 * step;
        let mut ticks = Vec::new();
        let mut month = first;
        while f64::from(month) / 12.0 <= self.high {
            let (year, of_year) = (month.div_euclid(12), month.rem_euclid(12));
            let day = Day { year, month: of_year as u8 + 1, day: 1 };
            let name = MONTHS[of_year as usize];
            let text = if of_year == 0 || month == first {
                format!("{name} {year}")
            } else {
                name.to_owned()
            };
            ticks.push(YearTick { at: self.at(day.in_years()), text });
            month += step;
        }
        ticks
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_shares_of_a_year() {
        let share = |year, month, day| Day { year, month, day }.in_years();
        assert_eq!(share(2025, 1, 1), 2025.0);
        assert_eq!(share(2023, 7, 1), 2023.0 + 181.0 / 365.0);
        assert_eq!(share(2024, 12, 31), 2024.0 + 365.0 / 366.0);
        assert_eq!(Day { year: 2025, month: 10, day: 18 }.words(), "18 Oct 2025");
    }

    #[test]
    fn ticks_are_years_or_months() {
        let texts = |low, high| -> Vec<String> {
            Years::new(low, high, 0.0, 500.0).ticks(60.0).into_iter().map(|t| t.text).collect()
        };
        assert_eq!(texts(2002.0, 2026.0), ["2005", "2010", "2015", "2020", "2025"]);
        assert_eq!(texts(2020.0, 2024.0), ["2020", "2021", "2022", "2023", "2024"]);
        assert_eq!(texts(2024.9, 2025.8), ["Jan 2025", "Apr", "Jul", "Oct"]);
        assert_eq!(texts(2024.3, 2025.0), ["Jul 2024", "Oct", "Jan 2025"]);
        // Months at equal room, however narrow.
        assert_eq!(Years::new(2024.8, 2025.5, 0.0, 500.0).ticks(40.0).len(), 9);
    }
}
