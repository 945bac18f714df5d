//! Duties and what can be promised under them: rents, liquidity, promises.
//!
//! With detection probability p, false-alarm probability q and temptation b, a kept duty has to leave
//! its player (1−q)·b/(p−q), its *rent*. All kept duties together need the *liquidity*: the largest,
//! over sets of them, of their rents over the chance that not all of them raise a false alarm.

/// Something promised that can be broken unseen.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Duty {
    /// The place of its obligation in the dossier.
    pub(super) promise: usize,
    /// The player bound.
    pub(super) player: usize,
    pub(super) temptation: f64,
    /// Per player what a breach costs it.
    pub(super) harm: Vec<f64>,
    pub(super) detect: f64,
    pub(super) false_alarm: f64,
}

impl Duty {
    /// What the player has to be left with to keep it.
    pub(super) fn rent(&self) -> f64 {
        let (p, q) = (self.detect, self.false_alarm);
        if self.temptation <= 0.0 {
            0.0
        } else if p > q {
            self.temptation * (1.0 - q) / (p - q)
        } else {
            f64::INFINITY
        }
    }

    /// What a breach brings a player.
    pub(super) fn brings(&self, player: usize) -> f64 {
        if player == self.player { self.temptation } else { -self.harm[player] }
    }
}

/// Which duties are kept, and what that means.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Promise {
    /// Per player what the breaches that are tolerated bring it.
    pub(super) gain: Vec<f64>,
    /// Per player the rents of the duties it keeps.
    pub(super) rent: Vec<f64>,
    pub(super) liquidity: f64,
    /// The temptations resisted.
    pub(super) resisted: f64,
}

/// Everything that can be promised: keeping all duties first, if that can be.
pub(super) struct Promises {
    pub(super) keep_all: Option<Promise>,
    /// All that can be promised, keeping all among it.
    pub(super) all: Vec<Promise>,
}

impl Promises {
    pub(super) fn of(duties: &[Duty], players: usize) -> Promises {
        let tempting: Vec<&Duty> = duties.iter().filter(|duty| duty.temptation > 0.0).collect();
        let (mut keep_all, mut all) = (None, Vec::new());
        for kept in (0..1_usize << tempting.len()).rev() {
            let is_kept = |at: &usize| kept >> at & 1 == 1;
            let which = |want: bool| {
                let places = (0..tempting.len()).filter(move |at| is_kept(at) == want);
                places.map(|at| tempting[at]).collect::<Vec<&Duty>>()
            };
            let (keeps, breaks) = (which(true), which(false));
            let liquidity = liquidity(&keeps);
            if !liquidity.is_finite() {
                continue;
            }
            let over = |of: &dyn Fn(usize) -> f64| (0..players).map(of).collect::<Vec<f64>>();
            let own = |i: usize| keeps.iter().filter(move |duty| duty.player == i);
            let promise = Promise {
                gain: over(&|i| breaks.iter().map(|duty| duty.brings(i)).sum()),
                rent: over(&|i| own(i).map(|duty| duty.rent()).sum()),
                liquidity,
                resisted: keeps.iter().map(|duty| duty.temptation).sum(),
            };
            if breaks.is_empty() {
                keep_all = Some(promise.clone());
            }
            all.push(promise);
        }
        Promises { keep_all, all }
    }
}

/// The largest, over nonempty sets of these duties, of rents over the chance that one stays silent.
fn liquidity(kept: &[&Duty]) -> f64 {
    fn most(kept: &[&Duty], rents: f64, alarms: f64, any: bool) -> f64 {
        let Some((first, rest)) = kept.split_first() else {
            return match any {
                true if rents.is_finite() => rents / (1.0 - alarms),
                true => rents,
                false => 0.0,
            };
        };
        let with = most(rest, rents + first.rent(), alarms * first.false_alarm, true);
        with.max(most(rest, rents, alarms, any))
    }
    most(kept, 0.0, 1.0, false)
}

/// The probability that false alarms about every player sound at once; 0 where one is not bound.
pub(super) fn all_alarmed(duties: &[Duty], players: usize) -> f64 {
    let silent = |i: usize| {
        let own = duties.iter().filter(|duty| duty.player == i && duty.temptation > 0.0);
        own.fold(1.0, |silent, duty| silent * (1.0 - duty.false_alarm))
    };
    (0..players).map(|i| 1.0 - silent(i)).product()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn duty(player: usize, temptation: f64, detect: f64, false_alarm: f64) -> Duty {
        Duty { promise: 0, player, temptation, harm: vec![1.0; 2], detect, false_alarm }
    }

    #[test]
    fn one_duty_needs_b_over_p_minus_q_and_perfect_alarms_the_sum() {
        let one = Promises::of(&[duty(0, 2.0, 0.75, 0.25)], 2);
        assert_eq!(one.all.len(), 2);
        assert_eq!(one.all[0].liquidity, 4.0);
        assert_eq!(one.all[0].rent, [3.0, 0.0]);
        assert_eq!(one.all[1].gain, [2.0, -1.0]);
        let two = Promises::of(&[duty(0, 2.0, 1.0, 0.0), duty(1, 3.0, 1.0, 0.0)], 2);
        assert_eq!((two.all.len(), two.all[0].liquidity, two.all[0].resisted), (4, 5.0, 5.0));
    }

    #[test]
    fn useless_alarms_support_no_promise_and_what_tempts_nobody_is_kept() {
        let useless = Promises::of(&[duty(0, 1.0, 0.2, 0.2), duty(1, 0.0, 0.0, 1.0)], 2);
        assert_eq!(useless.keep_all, None);
        assert_eq!(useless.all.len(), 1);
        assert_eq!(useless.all[0].liquidity, 0.0);
        assert_eq!(all_alarmed(&[duty(0, 1.0, 0.5, 0.5)], 2), 0.0);
        let both = [duty(0, 1.0, 0.9, 0.5), duty(1, 1.0, 0.9, 0.25)];
        assert_eq!(all_alarmed(&both, 2), 0.125);
    }
}
