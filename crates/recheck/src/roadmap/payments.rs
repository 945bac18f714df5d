//! Payments along the ladder, from their rule (`spec/dynamics.md` 1.3).
//!
//! Before promises are kept, what each is promised becomes at least what makes it keep its duties; once
//! it is drawn who moves, at least what makes it go along. Who is promised too little is given what it
//! lacks, by the others alike, none below its own least: everybody gives up the same amount, which is
//! found by halving. At the start each is promised what the road brings it by itself, at least what it
//! can be held to; before a draw what the road then brings by itself, moved by what was paid so far,
//! mixed as little as need be with shares of the surplus so that nobody falls below punishment.

use std::cell::Cell;
use std::collections::BTreeMap;

use super::field::Field;
use super::game::Arc;
use super::policy::Policy;

/// Accounts of a road.
pub(super) struct Accounts<'a> {
    field: &'a Field<'a>,
    policy: &'a Policy<'a>,
    /// Per state and player what the road brings by itself.
    own: BTreeMap<usize, Vec<f64>>,
    /// Whether a split hung on rounding: some surplus is nothing, or nothing is both lacked and spare.
    tied: Cell<bool>,
}

/// What is paid along a way.
pub(super) struct Paid {
    /// Per player what it receives at the start, before anybody moves.
    pub(super) opening: Vec<f64>,
    /// Per step and player what it receives with it, the duties of the state it leads to included.
    pub(super) received: Vec<Vec<f64>>,
    /// Per player the most it pays at once, whoever is drawn in a state of the way.
    pub(super) most: Vec<f64>,
}

/// A player drawn: what its arc brings all together, what each is held to, what each is promised.
struct Draw {
    mover: usize,
    arc: Arc,
    net: f64,
    punished: Vec<f64>,
    promised: Vec<f64>,
}

impl<'a> Accounts<'a> {
    pub(super) fn new(field: &'a Field<'a>, policy: &'a Policy<'a>) -> Accounts<'a> {
        let (values, game) = (field.values, field.values.game);
        let mut own: BTreeMap<usize, Vec<f64>> = BTreeMap::new();
        for &state in policy.order.iter().rev() {
            let steps = policy.stops[&state].iter().enumerate();
            let steps: Vec<(usize, Arc)> =
                steps.filter_map(|(m, place)| Some((m, game.arcs[state][m][(*place)?]))).collect();
            let going: f64 = steps.iter().map(|(m, _)| game.chance[*m]).sum();
            let of = |i: usize| {
                let next = steps.iter().map(|(m, arc)| {
                    let cost = if *m == i { values.cost(arc) } else { 0.0 };
                    game.chance[*m] * (own[&arc.to][i] - cost)
                });
                let sum =
                    values.now() * game.utility[state][i] + values.discount * next.sum::<f64>();
                sum / (1.0 - values.discount * (1.0 - going))
            };
            let row = (0..game.players).map(of).collect();
            own.insert(state, row);
        }
        Accounts { field, policy, own, tied: Cell::new(false) }
    }

    /// Whether rounding may have decided on a split.
    pub(super) fn is_tied(&self) -> bool {
        self.tied.get()
    }

    pub(super) fn along(&self, way: &[(usize, usize, &Arc)]) -> Paid {
        let values = self.field.values;
        let start = self.field.start;
        let least = self.per_player(|i| values.punished[i][start]);
        let first = fill(&least, &self.own[&start], self.policy.value[&start]);
        let (mut kept, opening) = self.keep(start, &first);
        let most = vec![0.0; values.game.players];
        let mut paid = Paid { most, opening: opening.clone(), received: Vec::new() };
        paid.at_most(&opening);
        let mut at = start;
        for (_, mover, arc) in way {
            let mut then = Vec::new();
            let mut with_move = Vec::new();
            for (drawn, promised, received) in self.whoever(at, &kept) {
                paid.at_most(&received);
                if drawn == *mover {
                    (then, with_move) = (promised, received);
                }
            }
            let (after, for_duties) = self.keep(arc.to, &then);
            paid.at_most(&for_duties);
            let both = with_move.iter().zip(&for_duties).map(|(a, b)| a + b).collect();
            paid.received.push(both);
            kept = after;
            at = arc.to;
        }
        for (_, _, received) in self.whoever(at, &kept) {
            paid.at_most(&received);
        }
        paid
    }

    fn per_player(&self, of: impl Fn(usize) -> f64) -> Vec<f64> {
        (0..self.field.values.game.players).map(of).collect()
    }

    /// What each is promised once duties have been paid for, and what it receives for them.
    fn keep(&self, state: usize, promised: &[f64]) -> (Vec<f64>, Vec<f64>) {
        let (values, game) = (self.field.values, self.field.values.game);
        let next = &self.field.ahead.next[state];
        let rent = |i: usize| game.promises(state).keep_all.as_ref().map_or(0.0, |p| p.rent[i]);
        let least = self.per_player(|i| {
            values.now() * (game.utility[state][i] + rent(i)) + values.discount * next[i]
        });
        let after = fill(&least, promised, self.policy.value[&state]);
        let received = self.received(promised, &after);
        (after, received)
    }

    /// Per mover drawn in a state: what each is promised after its arc, and what each receives with it.
    fn whoever(&self, state: usize, kept: &[f64]) -> Vec<(usize, Vec<f64>, Vec<f64>)> {
        let values = self.field.values;
        let of = |draw: Draw| {
            let least = self.per_player(|i| match i == draw.mover {
                true => draw.punished[i],
                false => values.punished[i][draw.arc.to],
            });
            let mut after = fill(&least, &draw.promised, draw.net);
            let received = self.received(&draw.promised, &after);
            after[draw.mover] += values.cost(&draw.arc);
            (draw.mover, after, received)
        };
        self.draws(state, kept).into_iter().map(of).collect()
    }

    /// What is promised per mover drawn, so that on average it is what was promised before.
    fn draws(&self, state: usize, kept: &[f64]) -> Vec<Draw> {
        let (values, game) = (self.field.values, self.field.values.game);
        let next = &self.field.ahead.next[state];
        let to_come = self.per_player(|i| match values.discount > 0.0 {
            true => (kept[i] - values.now() * game.utility[state][i]) / values.discount,
            false => next[i],
        });
        let mut draws: Vec<Draw> =
            game.movers().map(|mover| self.by_itself(state, mover)).collect();
        let mean = |i: usize| -> f64 {
            draws.iter().map(|draw| game.chance[draw.mover] * draw.promised[i]).sum()
        };
        let shift = self.per_player(|i| to_come[i] - mean(i));
        let surplus: f64 = to_come.iter().zip(next).map(|(come, next)| come - next).sum();
        let nothing = 1e-11 * game.scale();
        let shares = self.per_player(|i| match surplus > nothing {
            true => (to_come[i] - next[i]) / surplus,
            false => 1.0 / game.players as f64,
        });
        // How much of the surplus's shares is mixed in, for nobody to fall below punishment.
        let rounding = 1e-13 * (game.scale() + values.largest());
        let is_nothing = |number: f64| number.abs() <= 100.0 * rounding + 2.0 * nothing;
        let tie = |is: bool| self.tied.set(self.tied.get() || is);
        tie(is_nothing(surplus));
        let mut mixed: f64 = 0.0;
        for draw in &draws {
            let stake = draw.net - draw.punished.iter().sum::<f64>();
            for i in 0..game.players {
                let lacks = draw.punished[i] - draw.promised[i] - shift[i];
                let spare = (shares[i] * stake).max(0.0);
                tie(is_nothing(lacks) && is_nothing(spare));
                if lacks > nothing {
                    mixed = mixed.max(lacks / (lacks + spare));
                }
            }
        }
        for draw in &mut draws {
            let stake = draw.net - draw.punished.iter().sum::<f64>();
            for i in 0..game.players {
                let safe = draw.punished[i] + shares[i] * stake;
                let own = draw.promised[i] + shift[i];
                draw.promised[i] = own + mixed * (safe - own);
            }
        }
        draws
    }

    fn by_itself(&self, state: usize, mover: usize) -> Draw {
        let (values, game) = (self.field.values, self.field.values.game);
        let arc = game.arcs[state][mover][self.policy.stops[&state][mover].unwrap_or(0)];
        let deviation = self.field.ahead.deviation[state][mover];
        let punished =
            self.per_player(|i| if i == mover { deviation } else { self.least(state, mover, i) });
        let mut promised = self.own[&arc.to].clone();
        promised[mover] -= values.cost(&arc);
        Draw { mover, arc, net: self.policy.value[&arc.to] - values.cost(&arc), punished, promised }
    }

    /// The least a player can be left with when another is drawn and does what holds.
    fn least(&self, state: usize, mover: usize, player: usize) -> f64 {
        let values = self.field.values;
        let deviation = self.field.ahead.deviation[state][mover];
        let arcs = values.game.arcs[state][mover].iter();
        let held = arcs.filter(|arc| {
            values.slack(mover, deviation, arc, values.joint[arc.to]) >= -values.fine()
        });
        held.map(|arc| values.punished[player][arc.to]).fold(f64::MAX, f64::min)
    }

    fn received(&self, before: &[f64], after: &[f64]) -> Vec<f64> {
        let now = self.field.values.now();
        before.iter().zip(after).map(|(before, after)| (before - after) / now).collect()
    }
}

impl Paid {
    /// Takes one occasion into account.
    fn at_most(&mut self, received: &[f64]) {
        self.most.iter_mut().zip(received).for_each(|(most, received)| *most = most.max(-received));
    }
}

/// Amounts of this sum, none below its least, everybody above it giving up the same.
fn fill(least: &[f64], wish: &[f64], sum: f64) -> Vec<f64> {
    let given = |up: f64| -> Vec<f64> {
        wish.iter().zip(least).map(|(wish, least)| (wish - up).max(*least)).collect()
    };
    let over = wish.iter().zip(least).map(|(wish, least)| wish - least);
    let (mut low, mut high) = (0.0, over.fold(0.0, f64::max));
    let n = least.len() as f64;
    let all: f64 = least.iter().sum();
    if sum <= all {
        return least.iter().map(|least| least + (sum - all) / n).collect();
    }
    let missing = sum - given(0.0).iter().sum::<f64>();
    if missing > 0.0 {
        // There is more than is wished for: everybody is given as much more, from where it gives most.
        low = -missing;
        high = 0.0;
    }
    for _ in 0..200 {
        let middle = low + (high - low) / 2.0;
        if given(middle).iter().sum::<f64>() > sum { low = middle } else { high = middle }
    }
    given(high)
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn who_lacks_something_is_given_it_by_the_others_alike() {
        let near = |a: Vec<f64>, b: [f64; 3]| {
            assert!(a.iter().zip(b).all(|(a, b)| (a - b).abs() < 1e-12), "{a:?}");
        };
        near(fill(&[3.0, 0.0, 0.0], &[1.0, 4.0, 5.0], 10.0), [3.0, 3.0, 4.0]);
        near(fill(&[4.0, 3.0, 0.0], &[1.0, 4.0, 5.0], 10.0), [4.0, 3.0, 3.0]);
        near(fill(&[0.0; 3], &[1.0, 4.0, 5.0], 13.0), [2.0, 5.0, 6.0]);
        near(fill(&[0.0; 3], &[1.0, 4.0, 5.0], 10.0), [1.0, 4.0, 5.0]);
    }
}
