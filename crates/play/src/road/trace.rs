//! From a pass to a road: the states it can come to, its links, its likeliest path, its ends.

use detente_model::Id;
use detente_states::Node;

use crate::game::{Edge, Player};

use super::field::{Field, Pass, WAITS};
use super::{Act, Link, Road, Rung, Stop};

impl Field<'_> {
    /// The road of a pass; nothing where none leads from the start.
    pub(super) fn road(&self, pass: &Pass) -> Option<Road> {
        let value = pass.value[self.start.index()];
        if value.is_nan() {
            return None;
        }
        let stops = self.stops(pass);
        let mut weakest: Option<Link> = None;
        for link in stops.iter().flat_map(|stop| self.links(pass, stop)) {
            if weakest.is_none_or(|w| link.slack < w.slack) {
                weakest = Some(link);
            }
        }
        let weakest = weakest.expect("keeping duties at the start is a link");
        let (arrival, way) = self.arrivals(&stops);
        let (ladder, ladder_chance) = self.ladder(pass, &stops);
        let is_end = |stop: &&Stop| stop.edges.iter().all(Option::is_none);
        let ends = stops.iter().filter(is_end).map(|s| (s.node, arrival[s.node.index()]));
        Some(Road {
            value,
            weakest,
            way_to_weakest: way_back(&way, self, weakest.at),
            ladder,
            ladder_chance,
            ends: ends.collect(),
            periods: self.periods(&stops),
            stops,
        })
    }

    /// What the road does wherever it can come to, the start first.
    fn stops(&self, pass: &Pass) -> Vec<Stop> {
        let n = self.game.players().len();
        let mut reached = vec![false; self.game.len()];
        reached[self.start.index()] = true;
        let mut stops = Vec::new();
        for &node in self.order.iter().rev() {
            if !reached[node.index()] {
                continue;
            }
            let edges = &pass.edges[node.index() * n..][..n];
            let edges: Vec<Option<Edge>> =
                edges.iter().map(|&e| (e != WAITS).then(|| Edge::new(e as usize))).collect();
            edges.iter().flatten().for_each(|&e| reached[self.game.to(e).index()] = true);
            stops.push(Stop { node, value: pass.value[node.index()], edges });
        }
        stops
    }

    /// Everything that has to hold at a stop: keeping duties, then each mover's step or waiting.
    fn links(&self, pass: &Pass, stop: &Stop) -> Vec<Link> {
        let mut links = Vec::from_iter(self.keep(stop.node, stop.value));
        for mover in self.game.movers() {
            links.push(match stop.edges[mover.index()] {
                Some(edge) => self.step(pass, stop.node, mover, edge),
                None => {
                    let stay = self.game.stay(stop.node, mover);
                    self.moves(stop.node, Act::Wait(mover), mover, stay, stop.value)
                }
            });
        }
        links
    }

    fn step(&self, pass: &Pass, node: Node, mover: Player, edge: Edge) -> Link {
        let value = pass.value[self.game.to(edge).index()];
        self.moves(node, Act::Step(mover, edge), mover, edge, value)
    }

    /// The steps of a stop with their probabilities, given that somebody steps.
    fn steps<'a>(&'a self, stop: &'a Stop) -> impl Iterator<Item = (Player, Edge, f64)> + 'a {
        let of = |m: Player| stop.edges[m.index()].map(|edge| (m, edge, self.game.chance(m)));
        let all: f64 = self.game.movers().filter_map(of).map(|(_, _, chance)| chance).sum();
        self.game.movers().filter_map(of).map(move |(m, edge, chance)| (m, edge, chance / all))
    }

    /// Per state the probability of coming to it, and the last step of the likeliest way there.
    fn arrivals(&self, stops: &[Stop]) -> (Vec<f64>, Vec<Option<(Node, Edge)>>) {
        let mut arrival = vec![0.0; self.game.len()];
        let mut likeliest = vec![0.0; self.game.len()];
        let mut way = vec![None; self.game.len()];
        arrival[self.start.index()] = 1.0;
        likeliest[self.start.index()] = 1.0;
        for stop in stops {
            let from = stop.node.index();
            for (_, edge, chance) in self.steps(stop) {
                let to = self.game.to(edge).index();
                arrival[to] += chance * arrival[from];
                if likeliest[from] * chance > likeliest[to] {
                    likeliest[to] = likeliest[from] * chance;
                    way[to] = Some((stop.node, edge));
                }
            }
        }
        (arrival, way)
    }

    /// The likeliest path from the start to an end, and its probability.
    fn ladder(&self, pass: &Pass, stops: &[Stop]) -> (Vec<Rung>, f64) {
        let mut chance = vec![1.0; self.game.len()];
        let mut next: Vec<Option<(Player, Edge)>> = vec![None; self.game.len()];
        for stop in stops.iter().rev() {
            let mut best = None;
            for (mover, edge, share) in self.steps(stop) {
                let likely = share * chance[self.game.to(edge).index()];
                if best.is_none_or(|(most, _)| likely > most) {
                    best = Some((likely, (mover, edge)));
                }
            }
            if let Some((likely, step)) = best {
                chance[stop.node.index()] = likely;
                next[stop.node.index()] = Some(step);
            }
        }
        let (mut ladder, mut at) = (Vec::new(), self.start);
        while let Some((mover, edge)) = next[at.index()] {
            let step = self.step(pass, at, mover, edge);
            at = self.game.to(edge);
            let keep = self.keep(at, pass.value[at.index()]);
            let keep = keep.expect("a road leads only through states in which duties can be kept");
            ladder.push(Rung { mover, edge, step, keep });
        }
        (ladder, chance[self.start.index()])
    }

    /// The expected number of periods from the start to an end.
    fn periods(&self, stops: &[Stop]) -> f64 {
        let mut periods = vec![0.0; self.game.len()];
        for stop in stops.iter().rev() {
            let going = self.game.movers().filter(|m| stop.edges[m.index()].is_some());
            let going: f64 = going.map(|m| self.game.chance(m)).sum();
            if going > 0.0 {
                let steps = self.steps(stop);
                let after: f64 = steps.map(|(_, e, p)| p * periods[self.game.to(e).index()]).sum();
                periods[stop.node.index()] = 1.0 / going + after;
            }
        }
        periods[self.start.index()]
    }
}

/// The steps that lead to a state.
fn way_back(way: &[Option<(Node, Edge)>], field: &Field<'_>, mut at: Node) -> Vec<Edge> {
    let mut steps = Vec::new();
    while at != field.start
        && let Some((from, edge)) = way[at.index()]
    {
        steps.push(edge);
        at = from;
    }
    steps.reverse();
    steps
}
