//! Repeated renegotiation: what becomes of an exchange if any deal may be reopened (hold-up).
//!
//! At the start of a period, with probability ρ, all bargain anew from their punishment values, each
//! getting its share β of the surplus (after Goldlücke and Kranz 2022, their T-RNE): whoever concedes
//! something that weakens its hand pays for it then. Counting back from the solution without
//! renegotiation, t periods from the end:
//!
//! ```text
//! r_i   = W_vi + β·(W_U − ΣW_v)                                 what i gets by bargaining
//! c_i   = (1−δ)(g_i + rent_i) + δ·[(1−ρ)·W_vi + ρ·r_i]           the least i can be held to
//! U, v  over the promises with δ·(1−ρ)·(W_U − ΣW_v) ≥ (1−δ)·hK and the moves with slack ≥ 0
//! ```
//!
//! Exists for every number of periods; a stationary limit need not. With ρ = 0 nothing changes.
//! Cost: periods × one sweep.

use detente_model::Id;
use detente_states::Node;

use crate::alarms::{Promise, promises};
use crate::eliminate::Solution;
use crate::game::{Edge, Game, Player};

/// Values while everything may be reopened.
#[derive(Clone, PartialEq, Debug)]
pub struct Reopened {
    /// Per state the highest joint value.
    pub joint: Vec<f64>,
    /// Per state and player its punishment value.
    pub punished: Vec<f64>,
    /// Per state and player what bargaining at the start of a period brings it.
    pub bargained: Vec<f64>,
    /// The largest change of a value in the last period counted: whether it has settled.
    pub change: f64,
}

/// Counts back `periods` periods in which each time, with probability `reopening`, all bargain anew.
///
/// Nothing if the probability is not in [0, 1], or some state has nothing left that holds.
pub fn renegotiate(
    game: &Game,
    solution: &Solution,
    reopening: f64,
    periods: usize,
) -> Option<Reopened> {
    if !(0.0..=1.0).contains(&reopening) {
        return None;
    }
    let players = game.players().len();
    let kinds: Vec<Vec<Promise>> = game.kinds().iter().map(|k| promises(k, players)).collect();
    let step = Step {
        game,
        kinds: &kinds,
        discount: solution.certificate.discount,
        reopening,
        tolerance: 1e-9 * game.scale(),
    };
    let certificate = &solution.certificate;
    let mut found = Reopened {
        joint: certificate.joint.clone(),
        punished: certificate.punished.clone(),
        bargained: vec![0.0; players * game.len()],
        change: 0.0,
    };
    for _ in 0..periods {
        found = step.back(&found)?;
    }
    for node in game.nodes() {
        let before = step.before(&found, node)?;
        for player in game.players() {
            found.bargained[node.index() * players + player.index()] = before.bargained(player);
        }
    }
    Some(found)
}

/// One period back.
struct Step<'a> {
    game: &'a Game,
    kinds: &'a [Vec<Promise>],
    discount: f64,
    reopening: f64,
    tolerance: f64,
}

/// Values before it is drawn who moves.
struct Before {
    joint: f64,
    punished: Vec<f64>,
}

impl Before {
    fn surplus(&self) -> f64 {
        self.joint - self.punished.iter().sum::<f64>()
    }

    fn bargained(&self, player: Player) -> f64 {
        self.punished[player.index()] + self.surplus() / self.punished.len() as f64
    }
}

impl Step<'_> {
    fn back(&self, after: &Reopened) -> Option<Reopened> {
        let (game, players) = (self.game, self.game.players().len());
        let now = 1.0 - self.discount;
        let mut found = after.clone();
        found.change = 0.0;
        for node in game.nodes() {
            let before = self.before(after, node)?;
            let stake = self.discount * (1.0 - self.reopening) * before.surplus();
            let held = |p: &&Promise| stake - now * p.liquidity >= -self.tolerance;
            let kept: Vec<&Promise> = self.kinds[game.kind(node)].iter().filter(held).collect();
            let flow: f64 = game.utilities(node).iter().sum();
            let joint = kept.iter().map(|p| now * (flow + p.joint)).reduce(f64::max)?;
            let joint = joint + self.discount * before.joint;
            found.change = found.change.max((joint - after.joint[node.index()]).abs());
            found.joint[node.index()] = joint;
            for player in game.players() {
                let i = player.index();
                let left =
                    |p: &&Promise| now * (game.utility(node, player) + p.gain[i] + p.rent[i]);
                let then = (1.0 - self.reopening) * before.punished[i]
                    + self.reopening * before.bargained(player);
                let value = kept.iter().map(left).reduce(f64::min)? + self.discount * then;
                let at = node.index() * players + i;
                found.change = found.change.max((value - after.punished[at]).abs());
                found.punished[at] = value;
            }
        }
        Some(found)
    }

    /// Values before the draw, over the moves that hold; nothing where a mover has none.
    fn before(&self, values: &Reopened, node: Node) -> Option<Before> {
        let (game, players) = (self.game, self.game.players().len());
        let punished = |node: Node, i: Player| values.punished[node.index() * players + i.index()];
        let mut before = Before { joint: 0.0, punished: vec![0.0; players] };
        for mover in game.movers() {
            let cost = |edge| (1.0 - self.discount) * game.cost(edge);
            let edges = || game.edges(node, mover).map(Edge::new);
            let own = |edge: Edge| punished(game.to(edge), mover) - cost(edge);
            let deviation = edges().map(own).fold(f64::MIN, f64::max);
            let joint = |edge: Edge| values.joint[game.to(edge).index()] - cost(edge);
            let slack = |edge: Edge| {
                let others = game.players().filter(|&j| j != mover);
                let left: f64 = others.map(|j| punished(game.to(edge), j)).sum();
                joint(edge) - deviation - left
            };
            let held: Vec<Edge> = edges().filter(|&e| slack(e) >= -self.tolerance).collect();
            let chance = game.chance(mover);
            before.joint += chance * held.iter().map(|&e| joint(e)).reduce(f64::max)?;
            for player in game.players() {
                let worth = held.iter().map(|&e| punished(game.to(e), player));
                let value = if player == mover { deviation } else { worth.reduce(f64::min)? };
                before.punished[player.index()] += chance * value;
            }
        }
        Some(before)
    }
}
