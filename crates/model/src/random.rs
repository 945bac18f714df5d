//! Counter-based random numbers: the same bits for the same key, on every machine.
//!
//! Philox4x32-10 (Salmon, Moraes, Dror and Shaw 2011, "Parallel random numbers: as easy as 1, 2,
//! 3"). A stream is opened by (seed, run, purpose); opening one costs nothing, so every draw of
//! every quantity has a stream of its own and none depends on how many others there are.

/// One stream of random numbers, a pure function of its seed, run and purpose.
#[derive(Clone, Debug)]
pub struct Stream {
    key: [u32; 2],
    counter: [u32; 4],
    block: [u32; 4],
    used: usize,
}

impl Stream {
    /// Opens the stream of `purpose` in run `run` under `seed`.
    pub fn new(seed: u64, run: u64, purpose: &str) -> Stream {
        let purpose = fnv1a(purpose.as_bytes());
        Stream {
            key: [seed as u32, (seed >> 32) as u32],
            // The low word counts blocks; run and purpose fill the rest.
            counter: [0, run as u32, (run >> 32) as u32 ^ (purpose >> 32) as u32, purpose as u32],
            block: [0; 4],
            used: 4,
        }
    }

    /// The next 32 random bits.
    pub fn next_u32(&mut self) -> u32 {
        if self.used == 4 {
            self.block = philox4x32_10(self.counter, self.key);
            self.counter[0] = self.counter[0].wrapping_add(1);
            self.used = 0;
        }
        self.used += 1;
        self.block[self.used - 1]
    }

    /// The next 64 random bits.
    pub fn next_u64(&mut self) -> u64 {
        u64::from(self.next_u32()) << 32 | u64::from(self.next_u32())
    }

    /// A number uniform on [0, 1), with 53 random bits.
    pub fn unit(&mut self) -> f64 {
        (self.next_u64() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// An integer uniform on 0..`bound`, without bias.
    ///
    /// # Panics
    /// When `bound` is zero.
    pub fn below(&mut self, bound: u128) -> u128 {
        assert!(bound > 0, "there is no number below zero");
        let wide = bound > u128::from(u64::MAX);
        let mask = u128::MAX >> (bound - 1).max(1).leading_zeros();
        loop {
            let high = if wide { u128::from(self.next_u64()) << 64 } else { 0 };
            let candidate = (high | u128::from(self.next_u64())) & mask;
            if candidate < bound {
                return candidate;
            }
        }
    }

    /// A standard normal number (Marsaglia and Bray 1964, polar method).
    fn normal(&mut self) -> f64 {
        loop {
            let (x, y) = (2.0 * self.unit() - 1.0, 2.0 * self.unit() - 1.0);
            let s = x * x + y * y;
            if s > 0.0 && s < 1.0 {
                return x * (-2.0 * libm::log(s) / s).sqrt();
            }
        }
    }

    /// A gamma number with shape at least 1 and scale 1 (Marsaglia and Tsang 2000).
    fn gamma(&mut self, shape: f64) -> f64 {
        let d = shape - 1.0 / 3.0;
        let c = 1.0 / (9.0 * d).sqrt();
        loop {
            let x = self.normal();
            let v = 1.0 + c * x;
            if v <= 0.0 {
                continue;
            }
            let v = v * v * v;
            let u = self.unit();
            if u > 0.0 && libm::log(u) < 0.5 * x * x + d - d * v + d * libm::log(v) {
                return d * v;
            }
        }
    }

    /// A beta number with both shapes at least 1, in [0, 1].
    pub fn beta(&mut self, a: f64, b: f64) -> f64 {
        let x = self.gamma(a);
        let y = self.gamma(b);
        x / (x + y)
    }
}

/// FNV-1a, 64 bits: a stable name for a purpose.
fn fnv1a(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |h, &b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3))
}

fn philox4x32_10(mut counter: [u32; 4], mut key: [u32; 2]) -> [u32; 4] {
    let multiply = |a: u32, b: u32| {
        let product = u64::from(a) * u64::from(b);
        ((product >> 32) as u32, product as u32)
    };
    for _ in 0..10 {
        let (high0, low0) = multiply(0xD251_1F53, counter[0]);
        let (high1, low1) = multiply(0xCD9E_8D57, counter[2]);
        counter = [high1 ^ counter[1] ^ key[0], low1, high0 ^ counter[3] ^ key[1], low0];
        key = [key[0].wrapping_add(0x9E37_79B9), key[1].wrapping_add(0xBB67_AE85)];
    }
    counter
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_known_answers() {
        // Random123 distribution, file kat_vectors, rows `philox4x32 10`.
        let ones = u32::MAX;
        assert_eq!(philox4x32_10([0; 4], [0; 2]), [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8]);
        assert_eq!(
            philox4x32_10([ones; 4], [ones; 2]),
            [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd]
        );
        assert_eq!(
            philox4x32_10(
                [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
                [0xa4093822, 0x299f31d0]
            ),
            [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1]
        );
    }

    #[test]
    fn streams_repeat_and_differ() {
        let take = |seed, run, purpose| Stream::new(seed, run, purpose).next_u64();
        assert_eq!(take(7, 3, "a"), take(7, 3, "a"));
        assert_ne!(take(7, 3, "a"), take(7, 3, "b"));
        assert_ne!(take(7, 3, "a"), take(7, 4, "a"));
        assert_ne!(take(7, 3, "a"), take(8, 3, "a"));
    }

    #[test]
    fn beta_has_its_mean_and_variance() {
        let (a, b) = (2.0, 4.0);
        let mut stream = Stream::new(1, 0, "beta");
        let draws: Vec<f64> = (0..40_000).map(|_| stream.beta(a, b)).collect();
        let mean = draws.iter().sum::<f64>() / draws.len() as f64;
        let variance = draws.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / 40_000.0;
        assert!((mean - 1.0 / 3.0).abs() < 0.005, "{mean}");
        assert!((variance - 8.0 / (36.0 * 7.0)).abs() < 0.002, "{variance}");
    }

    #[test]
    fn below_is_uniform() {
        let mut stream = Stream::new(1, 0, "below");
        let mut seen = [0_u32; 5];
        for _ in 0..50_000 {
            seen[stream.below(5) as usize] += 1;
        }
        assert!(seen.iter().all(|&n| (9_600..10_400).contains(&n)), "{seen:?}");
        assert_eq!(stream.below(1), 0);
        assert!(stream.below(u128::MAX) < u128::MAX);
    }
}
