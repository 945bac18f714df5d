//! Who is deterred: the margin of keeping over breaking, and the share of visits that makes it zero.
//!
//! Breaking is worth (1 − p)b − pf, keeping −qe (Avenhaus, von Stengel and Zamir 2002). Keeping is
//! better by the margin p(b + f) − qe − b. A visit with probability x finds a breach that nothing else
//! found with probability v, and raises a false alarm where nothing else did with probability w; so the
//! margin grows by x·fall, fall = (1 − p)v(b + f) − (1 − q)we, and deterrence takes x* = −margin / fall.
//! With p = q = 0 this is x* = b / (v(b + f) − we).

use detente_model::{Checked, Rational};

use super::terms::Numbers;

const ONE: i128 = 1;

/// p(b + f) − qe − b; nothing without stakes or if digits outgrow.
pub(super) fn margin(at: &Numbers) -> Option<Rational> {
    let (penalty, loss) = at.stakes?;
    let kept = at.detect * (at.temptation + penalty) - at.false_alarm * loss;
    (kept - at.temptation).0
}

/// What a visit in every period adds to the margin.
pub(super) fn fall(at: &Numbers) -> Option<Rational> {
    let ((penalty, loss), (finds, alarms)) = (at.stakes?, at.visit?);
    let one = Checked::whole(ONE);
    let found = (one - at.detect) * finds * (at.temptation + penalty);
    (found - (one - at.false_alarm) * alarms * loss).0
}

/// The share of periods with a visit that deters: `Some(None)` where none is enough.
pub(super) fn share(margin: Rational, fall: Rational) -> Option<Option<Rational>> {
    let nothing = Rational::from(0);
    if margin >= nothing {
        return Some(Some(nothing));
    }
    let lacks = (Checked::whole(0) - margin).0?;
    if fall < lacks {
        return Some(None);
    }
    (Checked::from(lacks) / fall).0.map(Some)
}

/// The least detection that deters at these false alarms, (b + qe) / (b + f); `Some(None)` where
/// neither gain nor penalty is at stake.
pub(super) fn needed(at: &Numbers) -> Option<Option<Rational>> {
    let (penalty, loss) = at.stakes?;
    let stake = (at.temptation + penalty).0?;
    if stake == Rational::from(0) {
        return Some(None);
    }
    ((at.temptation + at.false_alarm * loss) / stake).0.map(Some)
}

/// The most false alarms at which detection still deters, (p(b + f) − b) / e and at most 1;
/// `Some(None)` where it does not even without any.
pub(super) fn most_false_alarms(at: &Numbers) -> Option<Option<Rational>> {
    let (penalty, loss) = at.stakes?;
    let spare = (at.detect * (at.temptation + penalty) - at.temptation).0?;
    let loss = loss.0?;
    if spare < Rational::from(0) {
        return Some(None);
    }
    if loss <= spare {
        return Some(Some(Rational::from(ONE)));
    }
    (Checked::from(spare) / loss).0.map(Some)
}

/// What the inspecting side loses, in its own unit: by a breach missed or caught, a visit, a false alarm.
pub(super) struct Losses {
    pub(super) missed: Checked,
    pub(super) caught: Checked,
    pub(super) visit: Checked,
    pub(super) false_alarm: Checked,
}

/// The equilibrium without an announcement: the share of breaches that just makes visits worth while,
/// y* = (visit + w′a) / (v′(missed − caught) + w′a), where v′ = (1 − p)v and w′ = (1 − q)w; then what
/// the inspecting side loses with it, and with visits announced at `share` and no breach. `Some(None)`
/// where a visit is never worth its cost.
pub(super) fn unannounced(
    at: &Numbers,
    losses: &Losses,
    share: Rational,
) -> Option<Option<[Rational; 3]>> {
    let (finds, alarms) = at.visit?;
    let one = Checked::whole(ONE);
    let finds = (one - at.detect) * finds;
    let alarms = (one - at.false_alarm) * alarms;
    let paid = losses.visit + alarms * losses.false_alarm;
    let gained = finds * (losses.missed - losses.caught) + alarms * losses.false_alarm;
    let (spent, gain) = (paid.0?, gained.0?);
    if gain <= Rational::from(0) || spent > gain {
        return Some(None);
    }
    let breach = paid / gain;
    let quiet = at.false_alarm * losses.false_alarm;
    let broken = at.detect * losses.caught + (one - at.detect) * losses.missed;
    let loss = breach * broken + (one - breach) * quiet;
    let announced = Checked::from(share) * paid + quiet;
    Some(Some([breach.0?, loss.0?, announced.0?]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn r(thousandths: i128) -> Rational {
        Rational::new(thousandths, 1000)
    }

    /// Gain, penalty, chance, false alarm, loss by it; missed, caught, cost, false alarm; then the
    /// shares of visits and breaches, and what the inspecting side loses announced and not.
    type Case = ([i128; 5], [i128; 4], [f64; 4]);

    const CASES: [Case; 3] = [
        ([1000, 1000, 1000, 0, 0], [1000, 500, 50, 0], [0.5, 0.1, 0.025, 0.1]),
        (
            [1000, 4000, 800, 50, 500],
            [10_000, 2000, 500, 200],
            [0.25157232704402516, 0.07956318252730109, 0.12830188679245283, 0.7956318252730109],
        ),
        (
            [2000, 3000, 900, 20, 1000],
            [8000, 1000, 300, 100],
            [0.4464285714285714, 0.04792129482703904, 0.13482142857142856, 0.3833703586163123],
        ),
    ];

    #[test]
    fn single_shot_games_of_the_oracle() {
        for ([b, f, v, w, e], [missed, caught, visit, alarm], expected) in CASES {
            let number = |thousandths| Checked::from(r(thousandths));
            let at = Numbers {
                temptation: number(b),
                detect: number(0),
                false_alarm: number(0),
                stakes: Some((number(f), number(e))),
                visit: Some((number(v), number(w))),
            };
            let (margin, fall) = (margin(&at).expect("few digits"), fall(&at).expect("few digits"));
            let share = share(margin, fall).flatten().expect("a share");
            let losses = Losses {
                missed: number(missed),
                caught: number(caught),
                visit: number(visit),
                false_alarm: number(alarm),
            };
            let mixed = unannounced(&at, &losses, share).flatten().expect("an equilibrium");
            let [breach, loss, announced] = mixed;
            for (found, expected) in [share, breach, announced, loss].iter().zip(expected) {
                let found = detente_model::number::to_float(found);
                assert!((found - expected).abs() < 1e-9, "{found} {expected}");
            }
        }
    }
}
