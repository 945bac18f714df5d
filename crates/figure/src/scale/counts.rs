//! The scale for counts over many decades that keeps a place for zero.
//!
//! The place of a count *v* is sign(v) · log₁₀(1 + |v|): zero stands at zero, one is a third of a
//! decade from it, and from ten on every further ×10 is one equal step. Ticks are powers of ten,
//! every one, every third (thousands) or every sixth, whichever leaves room.

/// Sends zero to `from` and `high` to `to`, counts between by ratio.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Counts {
    high: f64,
    from: f64,
    to: f64,
}

impl Counts {
    /// A scale over `0..=high`, `high` finite and at least one (otherwise one is taken); negative values mirror the positive ones.
    pub fn new(high: f64, from: f64, to: f64) -> Counts {
        Counts { high: if high > 1.0 && high.is_finite() { high } else { 1.0 }, from, to }
    }

    /// The place of a value; values outside go on beyond the ends.
    pub fn at(&self, value: f64) -> f64 {
        let share = libm::log10(1.0 + value.abs()) / libm::log10(1.0 + self.high);
        self.from + share.copysign(value) * (self.to - self.from)
    }

    /// Zero and powers of ten at least `gap` drawing units apart, up to `high`.
    pub fn ticks(&self, gap: f64) -> Vec<f64> {
        let decade = ((self.to - self.from) / libm::log10(1.0 + self.high)).abs();
        let step = [1, 3, 6].into_iter().find(|&step| f64::from(step) * decade >= gap);
        let mut ticks = vec![0.0];
        let mut power = 0;
        loop {
            let value = libm::pow(10.0, f64::from(power));
            if value > self.high {
                return ticks;
            }
            let last = ticks[ticks.len() - 1];
            if (self.at(value) - self.at(last)).abs() >= gap {
                ticks.push(value);
            }
            power += step.unwrap_or(12);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zero_has_a_place_and_decades_are_even() {
        let scale = Counts::new(1e8, 100.0, 900.0);
        assert_eq!(scale.at(0.0), 100.0);
        assert!((scale.at(1e8) - 900.0).abs() < 1e-9);
        let step = |low: f64| scale.at(low * 10.0) - scale.at(low);
        assert!((step(1e3) - step(1e6)).abs() < 0.1);
        assert!((scale.at(-50.0) + scale.at(50.0) - 200.0).abs() < 1e-9);
    }

    #[test]
    fn ticks_go_by_tens_or_by_thousands() {
        assert_eq!(Counts::new(5e6, 0.0, 500.0).ticks(60.0), [0.0, 10.0, 1e2, 1e3, 1e4, 1e5, 1e6]);
        assert_eq!(Counts::new(4e8, 0.0, 300.0).ticks(60.0), [0.0, 1e3, 1e6]);
        assert_eq!(Counts::new(0.0, 0.0, 300.0).ticks(60.0), [0.0, 1.0]);
    }
}
