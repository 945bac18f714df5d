//! The band scale: equal slots for things in a row.

/// `count` slots of equal width between `from` and `to`.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Band {
    count: usize,
    from: f64,
    to: f64,
}

impl Band {
    /// Slots side by side without gaps.
    pub fn new(count: usize, from: f64, to: f64) -> Band {
        Band { count, from, to }
    }

    /// Width of one slot; of the whole when there is none.
    pub fn width(&self) -> f64 {
        (self.to - self.from) / self.count.max(1) as f64
    }

    /// The middle of a slot.
    pub fn centre(&self, slot: usize) -> f64 {
        self.from + self.width() * (slot as f64 + 0.5)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slots_share_the_width() {
        let band = Band::new(4, 100.0, 180.0);
        assert_eq!((band.width(), band.centre(0), band.centre(3)), (20.0, 110.0, 170.0));
        assert_eq!(Band::new(0, 0.0, 10.0).width(), 10.0);
    }
}
