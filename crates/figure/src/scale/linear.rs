//! The linear scale, with ticks at 1, 2 or 5 times a power of ten.

/// Sends `low` to `from` and `high` to `to`, evenly.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Linear {
    low: f64,
    high: f64,
    from: f64,
    to: f64,
}

impl Linear {
    /// A scale over `low..=high`; a stretch that is empty, reversed or endless is taken as one unit.
    pub fn new(low: f64, high: f64, from: f64, to: f64) -> Linear {
        let low = if low.is_finite() { low } else { 0.0 };
        let high = if high > low && high.is_finite() { high } else { low + 1.0 };
        Linear { low, high, from, to }
    }

    /// The place of a value; values outside go on beyond the ends.
    pub fn at(&self, value: f64) -> f64 {
        self.from + (value - self.low) / (self.high - self.low) * (self.to - self.from)
    }

    /// Round values at least `gap` drawing units apart, inside the scale.
    pub fn ticks(&self, gap: f64) -> Vec<f64> {
        let length = (self.to - self.from).abs();
        if length < gap || gap <= 0.0 {
            return Vec::new();
        }
        let step = nice_step((self.high - self.low) * gap / length);
        let (first, last) = (libm::ceil(self.low / step), libm::floor(self.high / step));
        let count = (last - first) as u32;
        (0..=count).map(|tick| (first + f64::from(tick)) * step).collect()
    }
}

/// The smallest of 1, 2, 5 times a power of ten that is not under `least`.
fn nice_step(least: f64) -> f64 {
    let power = libm::pow(10.0, libm::floor(libm::log10(least)));
    let enough = |multiple: &f64| multiple * power >= least * (1.0 - 1e-9);
    [1.0, 2.0, 5.0].into_iter().find(enough).unwrap_or(10.0) * power
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_inside() {
        let ticks = |low, high, gap| Linear::new(low, high, 0.0, 500.0).ticks(gap);
        assert_eq!(ticks(0.0, 5_034_240.0, 90.0), [0.0, 1e6, 2e6, 3e6, 4e6, 5e6]);
        assert_eq!(ticks(0.0, 1.0, 90.0), [0.0, 0.2, 0.4, 0.6000000000000001, 0.8, 1.0]);
        assert_eq!(ticks(-30.0, 30.0, 100.0), [-20.0, 0.0, 20.0]);
        assert_eq!(ticks(0.0, 7.0, 400.0), [0.0]);
    }

    #[test]
    fn an_empty_stretch_still_has_places() {
        let scale = Linear::new(3.0, 3.0, 0.0, 100.0);
        assert_eq!((scale.at(3.0), scale.at(4.0)), (0.0, 100.0));
    }
}
