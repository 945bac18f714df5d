//! The check of a road: its policy and values, against the punishments of a checked certificate.

use detente_model::{Id, Level};
use detente_states::Node;

use crate::game::{Edge, Game, Player};
use crate::road::Stop;

use super::{Certificate, Check, Checked, Flaw};

/// Checks that a road leads from `start` to the target, every step away from the start, that its values
/// are what it brings, and that everything on it has slack; the punishments are taken from a
/// certificate of the same game, itself to be checked by [`super::check`].
///
/// # Errors
/// At the first flaw larger than `tolerance`, in the order of the stops.
pub fn check_road(
    game: &Game,
    certificate: &Certificate,
    start: Node,
    target: &[bool],
    stops: &[Stop],
    tolerance: f64,
) -> Result<Checked, Flaw> {
    let n = game.players().len();
    let mut value = vec![f64::NAN; game.len()];
    for stop in stops {
        let fits =
            stop.node.index() < game.len() && stop.edges.len() == n && stop.value.is_finite();
        if !fits || !value[stop.node.index()].is_nan() {
            return Err(Flaw::Shape);
        }
        value[stop.node.index()] = stop.value;
    }
    let sized = target.len() == game.len() && certificate.punished.len() == n * game.len();
    if !sized || stops.first().is_none_or(|first| first.node != start) {
        return Err(Flaw::Shape);
    }
    let mut checked = Checked { slack: f64::INFINITY, error: 0.0 };
    for stop in stops {
        let check = Check { game, certificate, node: stop.node, tolerance };
        RoadCheck { check, start, target, stop, value: &value }.run(&mut checked)?;
    }
    Ok(checked)
}

/// One stop.
struct RoadCheck<'a> {
    check: Check<'a>,
    start: Node,
    target: &'a [bool],
    stop: &'a Stop,
    value: &'a [f64],
}

impl RoadCheck<'_> {
    fn run(&self, checked: &mut Checked) -> Result<(), Flaw> {
        let (game, node, tolerance) = (self.check.game, self.stop.node, self.check.tolerance);
        let delta = self.check.certificate.discount;
        let now = 1.0 - delta;
        let steps = || game.players().filter_map(|m| Some((m, self.stop.edges[m.index()]?)));
        let goes = steps().next().is_some();
        if !steps().all(|(m, edge)| self.is_step(m, edge)) || !(goes || self.target[node.index()]) {
            return Err(Flaw::Prescription(node));
        }

        // What waiting movers do leads back here, to the value that is checked.
        let flow: f64 = game.utilities(node).iter().sum();
        let net = |edge: Edge| self.value[game.to(edge).index()] - now * game.cost(edge);
        let next = self.check.next(|m| self.stop.edges[m.index()].map_or(self.stop.value, net));
        let error = (now * flow + delta * next - self.stop.value).abs();
        if error > tolerance {
            return Err(Flaw::Joint(node, error));
        }
        checked.error = checked.error.max(error);

        let punished: f64 = game.players().map(|i| self.check.next_punished(i)).sum();
        let slack = delta * (next - punished) - now * self.check.needs(0);
        if slack < -tolerance {
            return Err(Flaw::Promise(node, slack));
        }
        checked.slack = checked.slack.min(slack);
        for mover in game.movers() {
            let edge = self.stop.edges[mover.index()].unwrap_or(game.stay(node, mover));
            let slack = self.check.step_slack(mover, edge, self.value[game.to(edge).index()]);
            if slack < -tolerance {
                return Err(Flaw::Step(node, mover, slack));
            }
            checked.slack = checked.slack.min(slack);
        }
        Ok(())
    }

    /// Whether an edge is the mover's own, leads to a stop, and away from the start.
    fn is_step(&self, mover: Player, edge: Edge) -> bool {
        let (game, node) = (self.check.game, self.stop.node);
        if game.chance(mover) == 0.0 || !game.edges(node, mover).contains(&edge.index()) {
            return false;
        }
        let to = game.to(edge);
        let [start, here, there] = [self.start, node, to].map(|node| game.levels(node));
        let away = |((s, x), y): ((&Level, &Level), &Level)| {
            s.abs_diff(*y) == s.abs_diff(*x) + x.abs_diff(*y)
        };
        let all = start.iter().zip(here).zip(there).all(away);
        all && here != there && !self.value[to.index()].is_nan()
    }
}
