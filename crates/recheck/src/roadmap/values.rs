//! The values everything rests on, and what follows from them: deviations, slack, what is to come.
//!
//! With U the highest joint value and v_i the punishment value of player i (`spec/dynamics.md` 1.2):
//!
//! ```text
//! deviation of m at x    max over all arcs of m    v_m(x') − (1−δ)κ
//! slack of an arc        U(x') − (1−δ)κ − deviation − Σ_{j≠m} v_j(x')
//! W_U(x)                 Σ_m μ_m · max over arcs with slack of U(x') − (1−δ)κ
//! W_vi(x)                μ_i · deviation_i + Σ_{m≠i} μ_m · min over arcs with slack of v_i(x')
//! slack of a promise     δ·(W_U − ΣW_v) − (1−δ)·hK
//! ```

use super::alarms::Promise;
use super::game::{Arc, Game};

/// U and v, with the discount factor they belong to.
#[derive(Clone)]
pub(super) struct Values<'a> {
    pub(super) game: &'a Game,
    pub(super) discount: f64,
    /// Per state.
    pub(super) joint: Vec<f64>,
    /// Per player and state.
    pub(super) punished: Vec<Vec<f64>>,
}

impl Values<'_> {
    /// 1 − δ.
    pub(super) fn now(&self) -> f64 {
        1.0 - self.discount
    }

    /// What taking an arc costs, (1−δ)-weighted.
    pub(super) fn cost(&self, arc: &Arc) -> f64 {
        self.now() * arc.cost
    }

    /// All that is left if everybody is punished.
    pub(super) fn all_punished(&self, state: usize) -> f64 {
        self.punished.iter().map(|v| v[state]).sum()
    }

    /// The most a player gets by a move of its own while punished.
    pub(super) fn deviation(&self, state: usize, player: usize) -> f64 {
        let arcs = self.game.arcs[state][player].iter();
        arcs.map(|arc| self.punished[player][arc.to] - self.cost(arc)).fold(f64::MIN, f64::max)
    }

    /// The slack of an arc that leads to this joint value.
    pub(super) fn slack(&self, mover: usize, deviation: f64, arc: &Arc, value: f64) -> f64 {
        let others: f64 =
            (0..self.game.players).filter(|j| *j != mover).map(|j| self.punished[j][arc.to]).sum();
        value - self.cost(arc) - deviation - others
    }

    /// What a promise brings all players together now.
    pub(super) fn joint_now(&self, state: usize, promise: &Promise) -> f64 {
        self.now() * (self.game.flow(state) + promise.gain.iter().sum::<f64>())
    }

    /// What a promise leaves a punished player with now.
    pub(super) fn left_now(&self, state: usize, promise: &Promise, i: usize) -> f64 {
        self.now() * (self.game.utility[state][i] + promise.gain[i] + promise.rent[i])
    }

    /// The largest number among the values.
    pub(super) fn largest(&self) -> f64 {
        let all = self.joint.iter().chain(self.punished.iter().flatten());
        all.fold(0.0, |most: f64, value| most.max(value.abs()))
    }

    /// Below this two slacks or values said to twelve digits are not told apart.
    pub(super) fn fine(&self) -> f64 {
        1e-8 * self.game.scale() + 1e-11 * self.largest()
    }
}

/// What follows from values that support each other, per state and player.
pub(super) struct Ahead {
    /// The best deviation.
    pub(super) deviation: Vec<Vec<f64>>,
    /// The punishment value before it is drawn who moves.
    pub(super) next: Vec<Vec<f64>>,
}
