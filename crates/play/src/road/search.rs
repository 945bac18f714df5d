//! The best and the most robust road, and what stands in the way where there is none.

use detente_model::Id;
use detente_states::Node;

use crate::eliminate::Solution;
use crate::game::Game;

use super::field::Field;
use super::{Road, Stop};

/// Why no road leads to the target.
#[derive(Clone, PartialEq, Debug)]
pub enum Blocked {
    /// The target has no state.
    NoTarget,
    /// No sequence of steps leads from the start to the target, each away from the start.
    NoPath,
    /// Every way leads through a state in which alarms are useless: a duty cannot be kept.
    NoAlarm,
    /// Steps lead there, but some do not hold.
    Deficit {
        /// The least by which the slack of all links would have to rise, in utility.
        deficit: f64,
        /// The road that is nearest to holding; its weakest link is `deficit` short.
        nearest: Box<Road>,
        /// The fewest steps to the target from a state that a road does lead to and rest in, and that
        /// road; nothing where even staying at the start does not hold.
        farthest: Option<(usize, Box<Road>)>,
    },
}

/// Differences in slack below this, in units of [`Game::scale`], are not told apart.
const FINE: f64 = 1e-9;

/// Whether a road leads from a state to the target.
pub fn road_exists(game: &Game, solution: &Solution, start: Node, target: &[bool]) -> bool {
    let field = Field::new(game, solution, start, target);
    !field.pass(0.0).value[start.index()].is_nan()
}

/// The road of largest joint value from a state to the target (one entry per state of the game).
pub fn best_road(game: &Game, solution: &Solution, start: Node, target: &[bool]) -> Option<Road> {
    let field = Field::new(game, solution, start, target);
    field.road(&field.pass(0.0))
}

/// The road whose weakest link has most slack; among these, by state, the one of largest value.
pub fn robust_road(game: &Game, solution: &Solution, start: Node, target: &[bool]) -> Option<Road> {
    let field = Field::new(game, solution, start, target);
    let best = field.road(&field.pass(0.0))?;
    Some(most_slack(&field, best))
}

/// A road as it would be on the terms of another solution: the same moves, and how firmly they hold
/// then; links may have negative slack. Nothing where the stops are not those of a road from `start`.
pub fn road_again(
    game: &Game,
    solution: &Solution,
    start: Node,
    target: &[bool],
    stops: &[Stop],
) -> Option<Road> {
    let field = Field::new(game, solution, start, target);
    field.road(&field.follow(stops))
}

/// Raises the slack of a road as far as it goes.
fn most_slack(field: &Field<'_>, mut road: Road) -> Road {
    // No link has more slack than the start's own stake under the best of values.
    let mut high = road.weakest.slack.max(0.0) + field.scale;
    while let Some(better) = field.road(&field.pass(high)) {
        high = 2.0 * better.weakest.slack.max(high);
        road = better;
    }
    let mut low = road.weakest.slack;
    while high - low > FINE * field.scale {
        let middle = low + (high - low) / 2.0;
        match field.road(&field.pass(middle)) {
            Some(better) => {
                low = better.weakest.slack.max(middle);
                road = better;
            }
            None => high = middle,
        }
    }
    road
}

/// What stands in the way of a road; nothing where there is one.
pub fn why_blocked(
    game: &Game,
    solution: &Solution,
    start: Node,
    target: &[bool],
) -> Option<Blocked> {
    if !target.contains(&true) {
        return Some(Blocked::NoTarget);
    }
    let field = Field::new(game, solution, start, target);
    if field.road(&field.pass(0.0)).is_some() {
        return None;
    }
    let left = steps_left(&field);
    if left[start.index()].is_none() {
        return Some(Blocked::NoPath);
    }
    let Some(any) = field.road(&field.pass(f64::NEG_INFINITY)) else {
        return Some(Blocked::NoAlarm);
    };
    let nearest = most_slack_below(&field, any);
    let deficit = -nearest.weakest.slack;
    let farthest = farthest(game, solution, start, &left);
    Some(Blocked::Deficit { deficit, nearest: Box::new(nearest), farthest })
}

/// As [`most_slack`], where no road has any: slack is negative.
fn most_slack_below(field: &Field<'_>, mut road: Road) -> Road {
    let (mut low, mut high) = (road.weakest.slack, 0.0);
    while high - low > FINE * field.scale {
        let middle = low + (high - low) / 2.0;
        match field.road(&field.pass(middle)) {
            Some(better) => {
                low = better.weakest.slack.max(middle);
                road = better;
            }
            None => high = middle,
        }
    }
    road
}

/// Per state the fewest steps from it to the target, each away from the start.
fn steps_left(field: &Field<'_>) -> Vec<Option<usize>> {
    let mut left = vec![None; field.game.len()];
    for &node in &field.order {
        let next = field.game.movers().flat_map(|m| field.forward(node, m));
        let next = next.filter_map(|edge| left[field.game.to(edge).index()]).min();
        let here = field.target[node.index()];
        left[node.index()] = if here { Some(0) } else { next.map(|steps| steps + 1) };
    }
    left
}

/// The fewest steps from the target at which a road can rest, and the best road that does. A road
/// that rests nearer is one that may rest farther, so the number is found by halving.
fn farthest(
    game: &Game,
    solution: &Solution,
    start: Node,
    left: &[Option<usize>],
) -> Option<(usize, Box<Road>)> {
    let within = |steps: usize| -> Vec<bool> {
        left.iter().map(|left| left.is_some_and(|left| left <= steps)).collect()
    };
    let road = |steps| best_road(game, solution, start, &within(steps));
    let mut high = left[start.index()]?;
    let mut found = road(high)?;
    let mut low = 0;
    while low < high {
        let middle = (low + high) / 2;
        match road(middle) {
            Some(nearer) => {
                found = nearer;
                high = middle;
            }
            None => low = middle + 1,
        }
    }
    Some((high, Box::new(found)))
}
