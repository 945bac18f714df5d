//! Closed forms to keep beside the game: when the situation is simple enough for one line.

/// The discount factor from which on a standing exchange holds without payments, if any alarm ends it
/// for good.
///
/// Breaking gains `temptation` b a period; the exchange is worth Δ a period more than its end; a breach
/// raises an alarm with probability p, keeping with q, and the other players' duties raise false alarms
/// with `others`. With π = (p−q)·Π(1−q_j) and P = 1 − (1−q)·Π(1−q_j):
/// δ* = b / (b·(1−P) + π·Δ), if π·Δ > b·P; else there is none. (With p = 1, q = 0 the grim trigger's
/// (T−R)/(T−P).)
pub fn trigger(
    temptation: f64,
    detect: f64,
    false_alarm: f64,
    others: &[f64],
    worth: f64,
) -> Option<f64> {
    let silent: f64 = others.iter().map(|q| 1.0 - q).product();
    let tells = (detect - false_alarm) * silent;
    let ends = 1.0 - (1.0 - false_alarm) * silent;
    let holds = temptation > 0.0 && tells * worth > temptation * ends;
    holds.then(|| temptation / (temptation * (1.0 - ends) + tells * worth))
}

/// An exchange of one-way steps that nobody has to trust far (after Lockwood and Thomas 2002).
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Gradual {
    /// Each step as a share of the step it answers: 1/(kδ), at least.
    pub ratio: f64,
    /// The largest first step as a share of the whole package.
    pub first: f64,
}

/// How a package of one-way steps can be traded, each costing 1 and worth `benefit` k to the other
/// side: in steps shrinking no faster than 1/(kδ), the whole of it only if k·δ > 1.
pub fn gradual(benefit: f64, discount: f64) -> Option<Gradual> {
    let pays = benefit * discount;
    (pays > 1.0 && discount < 1.0).then(|| Gradual { ratio: 1.0 / pays, first: 1.0 - 1.0 / pays })
}
