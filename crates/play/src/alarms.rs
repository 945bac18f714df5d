//! Alarms: what imperfect verification of promises costs.
//!
//! A tempted player keeps a duty unseen if being found out costs enough. With detection probability
//! p, false-alarm probability q and temptation b it has to be left at least the *rent*
//!
//! ```text
//! rent = (1 − q)·b / (p − q)        (infinite where p ≤ q: no alarm tells a breach from none)
//! ```
//!
//! and all duties kept together need the *liquidity*
//!
//! ```text
//! hK = max over nonempty sets K of kept, tempting duties of  Σ_{K} rent / (1 − Π_{K} q)
//! ```
//!
//! because only those about whom no alarm sounds can be paid, and with probability Π q it sounds about
//! all of K (`spec/dynamics.md` 1.2; Gale's cut condition). One duty alone needs b/(p − q); perfect
//! alarms need Σ b. Several duties of one player count each as one. The difference hK − Σ b is the
//! *leak*: what is lost to verification being imperfect.
//!
//! [`promises`] lists what can be promised under a list of duties: any set of them may be tolerated
//! to be broken, and is then broken. Cost: 3^(number of duties).

use crate::game::Duty;

/// What a tempted player has to be left with so that it keeps a duty, per period; 0 without temptation.
pub fn rent(duty: &Duty) -> f64 {
    if duty.temptation <= 0.0 {
        return 0.0;
    }
    let margin = duty.detect - duty.false_alarm;
    if margin <= 0.0 { f64::INFINITY } else { (1.0 - duty.false_alarm) * duty.temptation / margin }
}

/// The least liquidity that keeps all these duties together; infinite where one cannot be kept.
pub fn liquidity(kept: &[&Duty]) -> f64 {
    let tempting: Vec<&Duty> = kept.iter().copied().filter(|d| d.temptation > 0.0).collect();
    let mut most: f64 = 0.0;
    for set in 1_usize..1 << tempting.len() {
        let members = tempting.iter().enumerate().filter(|(i, _)| set >> i & 1 == 1);
        let (mut rents, mut silent) = (0.0, 1.0);
        for (_, duty) in members {
            rents += rent(duty);
            silent *= duty.false_alarm;
        }
        // Rents are infinite where false alarms are certain: p ≤ 1 = q.
        most = most.max(if rents.is_finite() { rents / (1.0 - silent) } else { rents });
    }
    most
}

/// One thing that can be promised in a state: which duties are kept, which tolerated to be broken.
#[derive(Clone, PartialEq, Debug)]
pub struct Promise {
    /// One bit per duty that is tolerated to be broken.
    pub broken: u32,
    /// What the breaches bring each player, utility per period.
    pub gain: Vec<f64>,
    /// The sum of the gains.
    pub joint: f64,
    /// What each player has to be left with for the duties it keeps.
    pub rent: Vec<f64>,
    /// The liquidity hK that keeping the others needs.
    pub liquidity: f64,
    /// The sum of the temptations resisted.
    pub temptation: f64,
}

impl Promise {
    /// What is lost to imperfect verification, per period: hK − Σ b.
    pub fn leak(&self) -> f64 {
        self.liquidity - self.temptation
    }

    /// Whether every duty that tempts is kept.
    pub fn keeps_all(&self) -> bool {
        self.broken == 0
    }
}

/// Everything that can be promised under these duties: keeping all comes first; what no alarm could
/// support is left out. Duties without temptation are always kept.
pub fn promises(duties: &[Duty], players: usize) -> Vec<Promise> {
    let tempting = |i: usize| duties[i].temptation > 0.0;
    let is_broken = |set: u32, i: usize| set >> i & 1 == 1;
    let sets = 0..1_u32 << duties.len();
    let possible = sets.filter(|&set| (0..duties.len()).all(|i| tempting(i) || !is_broken(set, i)));
    let promise = |broken: u32| {
        let (mut gain, mut rents) = (vec![0.0; players], vec![0.0; players]);
        let mut kept = Vec::new();
        for (i, duty) in duties.iter().enumerate() {
            let bound = detente_model::Id::index(duty.player);
            if is_broken(broken, i) {
                gain[bound] += duty.temptation;
                let others = (0..players).filter(|&j| j != bound);
                others.for_each(|j| gain[j] -= duty.harm[j]);
            } else {
                rents[bound] += rent(duty);
                kept.push(duty);
            }
        }
        Promise {
            broken,
            joint: gain.iter().sum(),
            gain,
            rent: rents,
            liquidity: liquidity(&kept),
            temptation: kept.iter().map(|d| d.temptation).sum(),
        }
    };
    possible.map(promise).filter(|p| p.liquidity.is_finite()).collect()
}
