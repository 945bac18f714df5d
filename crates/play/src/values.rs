//! Values: what everything is worth, given what may still be used.
//!
//! Normalised, so a value is in flow utility (`spec/dynamics.md` 1.2). With W(x) = Σ_m μ_m ·:
//!
//! ```text
//! U(x)   = max over promises (1−δ)·Σ g(x) + δ·W_U(x),   W_U: every mover maximises U(x') − (1−δ)κ
//! v_i(x) = min over promises (1−δ)·(g_i(x) + rent_i) + δ·W_vi(x),
//!          W_vi: i itself maximises v_i(x') − (1−δ)κ over all its edges, the others minimise v_i(x')
//! ```
//!
//! All n+1 equations are solved together, a state's values side by side in one array of lanes, −U in
//! the first so that everybody but i minimises; the promise is chosen beforehand, as it does not
//! depend on what follows. Sweeps over the states alternate direction (Gauss–Seidel); within a state
//! the equation, in which staying refers to itself, is solved exactly: with the set of movers who
//! stay given, it is linear, and that set is found in a step or two.
//!
//! Where moves lead round in circles, changes fall by the same factor pair of sweeps after pair; once
//! they do, the values leap to where that would end ([`Leap`]), and the sweeps go on from there.
//!
//! A state none of whose successors has changed is passed over; a last sweep over all states makes
//! sure. Each sweep brings the values closer by at least the factor δ, usually much more, because what a
//! chain of moves leads to is carried along in one sweep.

use detente_model::Id;

use crate::game::{Game, Player};

/// The lanes of a state: −U, then v of each player, then zeros.
pub(crate) type Lanes<const L: usize> = [f64; L];

/// The lane of a player.
pub(crate) fn lane(player: Player) -> usize {
    player.index() + 1
}

/// The equations of one round: what may be used is fixed.
pub(crate) struct Equations<'a, const L: usize> {
    pub(crate) game: &'a Game,
    pub(crate) discount: f64,
    /// Per state what the period itself brings, (1−δ)-weighted, by the promise each lane prefers.
    pub(crate) now: &'a [Lanes<L>],
    /// Per edge whether it may be prescribed.
    pub(crate) allowed: &'a [bool],
}

/// What one mover can do in a state, for every lane: in its own lane what serves it best, in the
/// others what is least, staying apart.
struct Choice<const L: usize> {
    /// δ·μ.
    weight: f64,
    best: Lanes<L>,
    /// −1 in the mover's own lane, 1 in the others.
    sign: Lanes<L>,
    /// Staying is chosen where sign·value ≤ this.
    limit: Lanes<L>,
}

/// Most sweeps; shrinking errors by the largest discount factor taken on needs a third of them.
const MOST_SWEEPS: usize = 1_000_000;

impl<const L: usize> Equations<'_, L> {
    /// Sweeps until no value changes by more than `accuracy`; the number of sweeps, or nothing if
    /// they do not settle.
    pub(crate) fn settle(&self, values: &mut [Lanes<L>], accuracy: f64) -> Option<usize> {
        let movers: Vec<Player> = self.game.movers().collect();
        let mut choices: Vec<Choice<L>> = movers.iter().map(|&m| self.blank(m)).collect();
        // The sweep in which a state was last worked out, and in which it last changed for good.
        let (mut visited, mut changed) = (vec![0; values.len()], vec![0; values.len()]);
        let mut all = true;
        let mut leap = Leap::new(values, self.discount, 16.0 * accuracy);
        for sweep in 1..=MOST_SWEEPS as u32 {
            let mut change: f64 = 0.0;
            for step in 0..values.len() {
                let at = if sweep % 2 == 1 { values.len() - 1 - step } else { step };
                if !all && !self.is_moved(at, visited[at], &changed) {
                    continue;
                }
                visited[at] = sweep;
                let new = self.solve_state(at, values, &movers, &mut choices);
                let moved = (values[at].iter().zip(&new))
                    .fold(0.0, |most: f64, (old, new)| most.max((old - new).abs()));
                values[at] = new;
                change = change.max(moved);
                if moved > accuracy / 4.0 {
                    changed[at] = sweep;
                }
            }
            if all && change <= accuracy {
                return Some(sweep as usize);
            }
            // Only a sweep over all states may say that nothing changes any more.
            all = change <= accuracy;
            if sweep % 2 == 0 && !all && leap.after_two(values) {
                changed.fill(sweep);
            }
        }
        None
    }

    /// Whether something a state leads to has changed since it was last worked out.
    #[inline]
    fn is_moved(&self, at: usize, visited: u32, changed: &[u32]) -> bool {
        let next = self.game.all_edges(detente_states::Node::new(at));
        next.iter().any(|&to| changed[to as usize] >= visited)
    }

    fn blank(&self, mover: Player) -> Choice<L> {
        let mut sign = [1.0; L];
        sign[lane(mover)] = -1.0;
        let weight = self.discount * self.game.chance(mover);
        Choice { weight, best: [0.0; L], sign, limit: [0.0; L] }
    }

    #[inline]
    fn solve_state(
        &self,
        at: usize,
        values: &[Lanes<L>],
        movers: &[Player],
        choices: &mut [Choice<L>],
    ) -> Lanes<L> {
        for (choice, &mover) in choices.iter_mut().zip(movers) {
            self.look(at, values, mover, choice);
        }
        self.stay_or_go(at, values[at], choices)
    }

    /// What the mover's edges other than staying offer.
    #[inline]
    fn look(&self, at: usize, values: &[Lanes<L>], mover: Player, choice: &mut Choice<L>) {
        let node = detente_states::Node::new(at);
        let (edges, own) = (self.game.edges(node, mover), lane(mover));
        let (mut least, mut most) = ([f64::INFINITY; L], f64::NEG_INFINITY);
        for index in edges.start + 1..edges.end {
            let edge = crate::game::Edge::new(index);
            let next = &values[self.game.to(edge).index()];
            let cost = (1.0 - self.discount) * self.game.cost(edge);
            let mine = next[own] - cost;
            most = if mine > most { mine } else { most };
            if self.allowed[index] {
                let joint = next[0] + cost;
                let first = least[0];
                for (least, next) in least.iter_mut().zip(next) {
                    *least = if *next < *least { *next } else { *least };
                }
                least[0] = if joint < first { joint } else { first };
            }
        }
        least[own] = most;
        choice.best = least;
        let stays = self.allowed[edges.start];
        for (lane, limit) in choice.limit.iter_mut().enumerate() {
            let free = stays || lane == own;
            *limit = if free { choice.sign[lane] * least[lane] } else { f64::NEG_INFINITY };
        }
    }

    /// The value of a state, given what its movers can do and what it was thought to be worth.
    #[inline]
    fn stay_or_go(&self, at: usize, old: Lanes<L>, choices: &[Choice<L>]) -> Lanes<L> {
        let mut value = old;
        for _ in 0..choices.len() + 2 {
            let (mut sum, mut rest) = (self.now[at], [1.0; L]);
            for choice in choices {
                for lane in 0..L {
                    let stays = choice.sign[lane] * value[lane] <= choice.limit[lane];
                    sum[lane] += if stays { 0.0 } else { choice.weight * choice.best[lane] };
                    rest[lane] -= if stays { choice.weight } else { 0.0 };
                }
            }
            let mut same = true;
            for lane in 0..L {
                let new = sum[lane] / rest[lane];
                same &= new == value[lane];
                value[lane] = new;
            }
            if same {
                return value;
            }
        }
        // Rare: the sets of those who stay go round in a circle. One plain step is always sound.
        let mut plain = self.now[at];
        for choice in choices {
            for lane in 0..L {
                let stays = choice.sign[lane] * old[lane] <= choice.limit[lane];
                plain[lane] += choice.weight * if stays { old[lane] } else { choice.best[lane] };
            }
        }
        plain
    }
}

/// Leaps to the end of a geometric series of changes (Lyusternik 1947), each lane for itself.
///
/// Only where sweeps start from is changed, never when they stop: a leap too far costs sweeps, not
/// exactness. A lane that a leap did not help is left in peace twice as long each time, so sweeps have
/// the last word. Two sweeps shrink errors by δ² at least; slower changes are no series yet.
struct Leap<const L: usize> {
    /// The values two sweeps ago.
    before: Vec<Lanes<L>>,
    /// δ².
    slowest: f64,
    /// Changes below this are left to the sweeps: they may be rounding.
    least: f64,
    lanes: [Series; L],
}

/// The changes of one lane, two sweeps at a time.
#[derive(Clone, Copy)]
struct Series {
    /// The last change, and its ratio to the one before.
    change: f64,
    ratio: f64,
    /// The change at the last leap.
    leapt_at: f64,
    /// How long to wait after a leap, and how long still.
    pause: u32,
    wait: u32,
}

impl Series {
    /// Takes in the next change; how many times as far there is still to go, or 0.
    fn next(&mut self, change: f64, slowest: f64, least: f64) -> f64 {
        let ratio = if self.change > 0.0 { change / self.change } else { 0.0 };
        let steady = (ratio - self.ratio).abs() < 0.1 * (1.0 - ratio);
        (self.change, self.ratio) = (change, ratio);
        if self.wait > 0 {
            self.wait -= 1;
            if self.wait == 0 && change > 0.5 * self.leapt_at {
                self.pause = self.pause.saturating_mul(2);
            }
            return 0.0;
        }
        if !steady || ratio <= 0.5 || ratio > slowest || change <= least {
            return 0.0;
        }
        (self.leapt_at, self.wait) = (change, self.pause);
        ratio / (1.0 - ratio)
    }
}

impl<const L: usize> Leap<L> {
    fn new(values: &[Lanes<L>], discount: f64, least: f64) -> Self {
        let start = Series { change: 0.0, ratio: 0.0, leapt_at: 0.0, pause: 3, wait: 0 };
        let slowest = discount * discount;
        Leap { before: values.to_vec(), slowest, least, lanes: [start; L] }
    }

    /// To be told of the values after every second sweep; whether they were changed.
    fn after_two(&mut self, values: &mut [Lanes<L>]) -> bool {
        let mut most = [0.0; L];
        for (new, old) in values.iter().zip(&self.before) {
            for lane in 0..L {
                let change = (new[lane] - old[lane]).abs();
                most[lane] = if change > most[lane] { change } else { most[lane] };
            }
        }
        let mut factor = [0.0; L];
        for lane in 0..L {
            factor[lane] = self.lanes[lane].next(most[lane], self.slowest, self.least);
        }
        let leaps = factor.iter().any(|f| *f > 0.0);
        if leaps {
            for (new, old) in values.iter_mut().zip(&self.before) {
                for lane in 0..L {
                    new[lane] += factor[lane] * (new[lane] - old[lane]);
                }
            }
        }
        self.before.copy_from_slice(values);
        leaps
    }
}
