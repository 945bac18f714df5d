//! Punishments without payments: the worst a player can be held to, and a Markov equilibrium.
//!
//! *Worst* (min-max): all others do what is worst for the player, breaking every duty towards it, and
//! it makes the best of it. No threat can be worse, credible or not.
//!
//! *Markov equilibrium*: found by going back from a last period, everybody taking its best edge
//! (staying where it is as good) and breaking what tempts it; verified by asking whether any single
//! deviation pays. It need not exist or be found; then the threat is left out.

use detente_model::Id;
use detente_states::Node;

use crate::game::{Edge, Game, Player};
use crate::values::{Equations, lane};

/// What is threatened: values once it has come to that.
#[derive(Clone, PartialEq, Debug)]
pub struct Punishments {
    players: usize,
    /// Per state and player, its own value in its own punishment.
    own: Vec<f64>,
    /// Per state and player, the same before it is drawn who moves.
    own_before: Vec<f64>,
    /// Per state and player, its value before the draw in the punishment of another.
    others_before: Vec<f64>,
}

impl Punishments {
    /// A player's value in its own punishment.
    pub fn own(&self, node: Node, player: Player) -> f64 {
        self.own[node.index() * self.players + player.index()]
    }

    /// A player's value, before it is drawn who moves, while `punished` is punished.
    pub fn before(&self, node: Node, punished: Player, player: Player) -> f64 {
        let values = if punished == player { &self.own_before } else { &self.others_before };
        values[node.index() * self.players + player.index()]
    }
}

/// A candidate for a Markov equilibrium.
#[derive(Clone, PartialEq, Debug)]
pub struct Markov {
    /// Per state and player.
    values: Vec<f64>,
    /// Per state and player, before it is drawn who moves.
    before: Vec<f64>,
    /// The most anyone gains by a single deviation.
    gap: f64,
}

/// Differences below this, in units of [`Game::scale`], are ties, or no gain.
const TIE: f64 = 1e-10;

/// Periods back from the last, and sweeps, at most.
const MOST: usize = 20_000;

/// A plan that has not changed for so many periods is worked out and verified.
const SAME: usize = 50;

/// A plan that has changed so often goes round in circles.
const CHANGES: usize = 100;

/// What a period brings each player while everybody breaks what tempts it.
fn lawless(game: &Game, node: Node) -> Vec<f64> {
    let mut gains = game.utilities(node).to_vec();
    for duty in game.duties(node).iter().filter(|d| d.temptation > 0.0) {
        for (player, gain) in gains.iter_mut().enumerate() {
            let own = player == duty.player.index();
            *gain += if own { duty.temptation } else { -duty.harm[player] };
        }
    }
    gains
}

/// What a period brings a player at worst: every duty broken that harms it, and none that serves it.
fn harmed(game: &Game, node: Node, player: Player) -> f64 {
    let mut gain = game.utility(node, player);
    for duty in game.duties(node).iter().filter(|d| d.temptation > 0.0) {
        let own = duty.player == player;
        gain += if own { duty.temptation } else { (-duty.harm[player.index()]).min(0.0) };
    }
    gain
}

/// The worst each player can be held to; others fare as in the candidate meanwhile.
pub fn worst(game: &Game, discounts: &[f64], meanwhile: &Markov) -> Punishments {
    let players = game.players().len();
    let mut punishments = Punishments {
        players,
        own: vec![0.0; players * game.len()],
        own_before: vec![0.0; players * game.len()],
        others_before: meanwhile.before.clone(),
    };
    for (number, &discount) in discounts.iter().enumerate() {
        // Players who are equally patient are worked out together.
        if discounts[..number].contains(&discount) {
            continue;
        }
        let values = match players + 1 {
            0..=4 => held_to::<4>(game, discount),
            5..=8 => held_to::<8>(game, discount),
            _ => held_to::<16>(game, discount),
        };
        for player in game.players().filter(|p| discounts[p.index()] == discount) {
            let value = |node: Node| values[node.index() * players + player.index()];
            for node in game.nodes() {
                let at = node.index() * players + player.index();
                punishments.own[at] = value(node);
                punishments.own_before[at] = drawn(game, node, player, discount, value);
            }
        }
    }
    punishments
}

/// Per state and player the worst it can be held to, all with the same discount factor: the equations
/// of a solution's punishments, with everything allowed to the others.
fn held_to<const L: usize>(game: &Game, discount: f64) -> Vec<f64> {
    let mut now = vec![[0.0; L]; game.len()];
    for node in game.nodes() {
        for player in game.players() {
            now[node.index()][lane(player)] = (1.0 - discount) * harmed(game, node, player);
        }
    }
    let mut values: Vec<[f64; L]> =
        now.iter().map(|row| row.map(|flow| flow / (1.0 - discount))).collect();
    let allowed = vec![true; game.edge_count()];
    let accuracy = 1e-13 * game.scale();
    // Should they not settle, what was reached is as close as the sweeps allow.
    let _ =
        Equations { game, discount, now: &now, allowed: &allowed }.settle(&mut values, accuracy);
    values.iter().flat_map(|row| row[1..=game.players().len()].to_vec()).collect()
}

/// A punished player's value before the draw: it does its best, the others their worst.
fn drawn(
    game: &Game,
    node: Node,
    player: Player,
    discount: f64,
    value: impl Fn(Node) -> f64,
) -> f64 {
    let by = |mover: Player| {
        let own = mover == player;
        let worth = |edge: Edge| {
            let cost = if own { (1.0 - discount) * game.cost(edge) } else { 0.0 };
            value(game.to(edge)) - cost
        };
        let all = game.edges(node, mover).map(|e| worth(Edge::new(e)));
        let most = if own { all.fold(f64::MIN, f64::max) } else { all.fold(f64::MAX, f64::min) };
        game.chance(mover) * most
    };
    game.movers().map(by).sum()
}

/// Goes back from a last period until what everybody does has not changed for a while, then works
/// out what that is worth.
pub fn markov(game: &Game, discounts: &[f64]) -> Markov {
    let players = game.players().len();
    let flow: Vec<f64> = (game.nodes().flat_map(|node| lawless(game, node)).enumerate())
        .map(|(at, gain)| (1.0 - discounts[at % players]) * gain)
        .collect();
    let back = Back { game, discounts, flow, tie: TIE * game.scale() };
    let mut values = vec![0.0; back.flow.len()];
    let (mut plan, mut same, mut changes) = (Vec::new(), 0, 0);
    for _ in 0..MOST {
        let new = back.plan(&values);
        same = if new == plan { same + 1 } else { 0 };
        changes += usize::from(same == 0);
        plan = new;
        if changes > CHANGES {
            break;
        }
        if same == SAME {
            let mut settled = values.clone();
            back.follow(&plan, &mut settled);
            let found = back.candidate(&plan, settled);
            if found.gap <= 1e-9 * game.scale() {
                return found;
            }
        }
        let before = back.before(&plan, &values);
        for (at, value) in values.iter_mut().enumerate() {
            *value = back.flow[at] + discounts[at % players] * before[at];
        }
    }
    back.candidate(&plan, values)
}

/// Going back from a last period.
struct Back<'a> {
    game: &'a Game,
    discounts: &'a [f64],
    /// Per state and player what a period brings, (1−δ)-weighted.
    flow: Vec<f64>,
    tie: f64,
}

impl Back<'_> {
    fn cost(&self, player: Player, edge: Edge) -> f64 {
        (1.0 - self.discounts[player.index()]) * self.game.cost(edge)
    }

    fn worth(&self, values: &[f64], mover: Player, edge: Edge) -> f64 {
        let to = self.game.to(edge).index();
        values[to * self.game.players().len() + mover.index()] - self.cost(mover, edge)
    }

    /// The best a mover can do.
    fn best(&self, values: &[f64], node: Node, mover: Player) -> f64 {
        let edges = self.game.edges(node, mover).map(Edge::new);
        edges.map(|e| self.worth(values, mover, e)).fold(f64::MIN, f64::max)
    }

    /// Per state and mover its best edge; staying where it is as good, else the first.
    fn plan(&self, values: &[f64]) -> Vec<Edge> {
        let take = |node: Node, mover: Player| {
            let best = self.best(values, node, mover);
            let mut edges = self.game.edges(node, mover).map(Edge::new);
            let taken = edges.find(|&e| self.worth(values, mover, e) >= best - self.tie);
            taken.unwrap_or(self.game.stay(node, mover))
        };
        let nodes = self.game.nodes();
        nodes.flat_map(|node| self.game.movers().map(move |m| take(node, m))).collect()
    }

    /// Per state and player its value before it is drawn who moves.
    fn before(&self, plan: &[Edge], values: &[f64]) -> Vec<f64> {
        let (game, players) = (self.game, self.game.players().len());
        let mut before = vec![0.0; values.len()];
        let mut taken = plan.iter();
        for node in game.nodes() {
            for (mover, &edge) in game.movers().zip(taken.by_ref()) {
                let to = game.to(edge).index();
                for i in 0..players {
                    let cost = if i == mover.index() { self.cost(mover, edge) } else { 0.0 };
                    let then = values[to * players + i] - cost;
                    before[node.index() * players + i] += game.chance(mover) * then;
                }
            }
        }
        before
    }

    /// What a plan is worth if it is followed for ever: sweeps, each state solved for itself.
    fn follow(&self, plan: &[Edge], values: &mut [f64]) {
        let (game, players) = (self.game, self.game.players().len());
        let movers: Vec<Player> = game.movers().collect();
        for sweep in 0..MOST {
            let mut change: f64 = 0.0;
            for step in 0..game.len() {
                let at = if sweep % 2 == 0 { game.len() - 1 - step } else { step };
                for i in 0..players {
                    let discount = self.discounts[i];
                    let (mut sum, mut rest) = (self.flow[at * players + i], 1.0);
                    for (&mover, &edge) in movers.iter().zip(&plan[at * movers.len()..]) {
                        let (weight, to) = (discount * game.chance(mover), game.to(edge).index());
                        let cost = if i == mover.index() { self.cost(mover, edge) } else { 0.0 };
                        if to == at {
                            rest -= weight;
                        } else {
                            sum += weight * (values[to * players + i] - cost);
                        }
                    }
                    let new = sum / rest;
                    change = change.max((new - values[at * players + i]).abs());
                    values[at * players + i] = new;
                }
            }
            if change <= 1e-14 * self.game.scale() {
                break;
            }
        }
    }

    fn candidate(&self, plan: &[Edge], values: Vec<f64>) -> Markov {
        let mut taken = plan.iter();
        let mut gap: f64 = 0.0;
        for node in self.game.nodes() {
            for (mover, &edge) in self.game.movers().zip(taken.by_ref()) {
                let best = self.best(&values, node, mover);
                gap = gap.max(best - self.worth(&values, mover, edge));
            }
        }
        Markov { before: self.before(plan, &values), values, gap }
    }
}

impl Markov {
    /// The candidate as a threat, if no single deviation pays.
    pub fn verified(&self, game: &Game) -> Option<Punishments> {
        (self.gap <= 1e-9 * game.scale()).then(|| Punishments {
            players: game.players().len(),
            own: self.values.clone(),
            own_before: self.before.clone(),
            others_before: self.before.clone(),
        })
    }
}
