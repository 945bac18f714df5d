//! How long a breach stays unseen if one visit is paid at a time the bound party does not know.
//!
//! A period has N occasions. The inspector visits after occasion j = 1 … N−1; a breach begins after
//! occasion i = 0 … N−1 and is seen at the visit if that comes later, at the end of the period if not.
//! The expected delay is a zero-sum game (Diamond 1982). The inspector makes every beginning up to
//! some point as good: xⱼ = 1 / (N − j), the rest of the probability on the last; the other side makes
//! every visit up to there as good: y₀ = (N − l) / (N − 1), yᵢ = y₀(N − 1) / ((N − i − 1)(N − i)). As N
//! grows the value falls to 1/e of the period. O(N).

use detente_model::{Checked, Rational};

/// The value, and a strategy of either side.
pub(super) struct Visit {
    pub(super) delay: Rational,
    pub(super) inspector: Vec<Rational>,
    pub(super) breaker: Vec<Rational>,
}

/// The game on so many occasions; nothing if there are fewer than two, or digits outgrow 128 bits.
pub(super) fn one_visit(occasions: u32) -> Option<Visit> {
    let n = i128::from(occasions);
    let mut inspector: Vec<Rational> = Vec::new();
    let (mut sum, mut delay) = (Checked::whole(0), Checked::whole(0));
    for after in 1..n {
        let rest = (Checked::whole(1) - sum).0?;
        let share = Rational::new(1, n - after).min(rest);
        sum = sum + share;
        // Of a breach at the very beginning.
        delay = delay + Checked::from(share) * Checked::whole(after);
        inspector.push(share);
        if share == rest {
            break;
        }
    }
    let last = i128::try_from(inspector.len()).ok().filter(|last| *last > 0)?;
    let first = Rational::new(n - last, n - 1);
    let later = |after: i128| {
        let both = (n - after - 1).checked_mul(n - after)?;
        (Checked::from(first) * Checked::whole(n - 1) / Checked::whole(both)).0
    };
    let breaker = std::iter::once(Some(first)).chain((1..last).map(later));
    Some(Visit {
        delay: (delay / Checked::whole(n)).0?,
        inspector,
        breaker: breaker.collect::<Option<_>>()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_values_of_the_discrete_game() {
        let values = [
            (2, 0.5),
            (4, 0.4583333333333333),
            (8, 0.4098214285714286),
            (16, 0.3880858724608725),
            (32, 0.3777629439596906),
        ];
        for (occasions, value) in values {
            let visit = one_visit(occasions).expect("few digits");
            let found = detente_model::number::to_float(&visit.delay);
            assert!((found - value).abs() < 1e-12, "{occasions}: {found}");
        }
        assert!(one_visit(1).is_none() && one_visit(0).is_none());
        assert!(one_visit(60).is_some());
    }

    #[test]
    fn both_strategies_guarantee_the_value() {
        for occasions in 2..=60 {
            let visit = one_visit(occasions).expect("few digits");
            let n = occasions as usize;
            let delay = |visit: usize, breach: usize| {
                let seen = if visit > breach { visit } else { n };
                Rational::from((seen - breach) as i128)
            };
            let value = visit.delay * Rational::from(i128::from(occasions));
            for breach in 0..n {
                let expected: Rational = visit
                    .inspector
                    .iter()
                    .enumerate()
                    .map(|(at, share)| *share * delay(at + 1, breach))
                    .sum();
                assert!(expected <= value, "{occasions} {breach}");
            }
            for after in 1..n {
                let expected: Rational = visit
                    .breaker
                    .iter()
                    .enumerate()
                    .map(|(at, share)| *share * delay(after, at))
                    .sum();
                assert!(expected >= value, "{occasions} {after}");
            }
        }
    }
}
