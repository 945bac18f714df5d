//! Games written down for tests.

use detente_model::{Id, Level};
use detente_play::{Draft, Duty, Game, Move, Player};
use detente_states::Node;
use serde_json::Value;

/// A game of options with levels: who owns each, how it moves, and what the states are like.
pub(crate) struct Board<'a> {
    pub(crate) levels: Vec<Level>,
    pub(crate) owner: Vec<usize>,
    pub(crate) weights: Vec<f64>,
    /// Options that may fall to 0 at once.
    pub(crate) snap: Vec<usize>,
    /// Options that may not fall.
    pub(crate) one_way: Vec<usize>,
    /// Cost of a step of an option from one level to another.
    pub(crate) cost: &'a dyn Fn(Level, Level) -> f64,
    pub(crate) utility: &'a dyn Fn(&[Level]) -> Vec<f64>,
    pub(crate) duties: &'a dyn Fn(&[Level]) -> Vec<Duty>,
}

impl Board<'_> {
    pub(crate) fn game(&self) -> Game {
        let states = all_levels(&self.levels);
        let mut draft = Draft::new(&self.weights);
        for state in &states {
            let moves: Vec<Vec<Move>> =
                (0..self.weights.len()).map(|m| self.moves(&states, state, m)).collect();
            draft.state(state, &(self.utility)(state), &(self.duties)(state), &moves);
        }
        draft.finish().unwrap()
    }

    fn moves(&self, states: &[Vec<Level>], from: &[Level], player: usize) -> Vec<Move> {
        let mut moves = Vec::new();
        for option in (0..self.levels.len()).filter(|&o| self.owner[o] == player) {
            for to in 0..self.levels[option] {
                let at = from[option];
                let near = at.abs_diff(to) == 1 && (to > at || !self.one_way.contains(&option));
                let snaps = to == 0 && at > 0 && self.snap.contains(&option);
                if near || snaps {
                    let mut levels = from.to_vec();
                    levels[option] = to;
                    let index = states.binary_search(&levels).unwrap();
                    moves.push(Move { to: Node::new(index), cost: (self.cost)(at, to) });
                }
            }
        }
        moves
    }
}

/// All combinations, the last option counting fastest.
pub(crate) fn all_levels(levels: &[Level]) -> Vec<Vec<Level>> {
    let mut states = vec![Vec::new()];
    for &count in levels {
        states = (states.iter())
            .flat_map(|s: &Vec<Level>| (0..count).map(|l| [s.as_slice(), &[l]].concat()))
            .collect();
    }
    states
}

/// The reference game of three parties: assurances and transparency against relief and a legal
/// instrument; who restrains itself may cheat unseen.
pub(crate) fn reference(base: f64, per_level: f64, false_alarm: f64) -> Game {
    let third = 1.0 / 3.0;
    Board {
        levels: vec![4, 3, 4, 2],
        owner: vec![0, 0, 1, 2],
        weights: vec![third; 3],
        snap: vec![2],
        one_way: vec![],
        cost: &|_, _| 0.0,
        utility: &|x| {
            let [a, t, r, e] = [0, 1, 2, 3].map(|o| f64::from(x[o]));
            vec![
                2.0 * r - 1.2 * a - 0.3 * t - 2.5 * e,
                2.2 * a + 0.4 * t - 1.3 * r - 0.4 * e,
                1.0 * a + 0.2 * t + 0.5 * r - 0.6 * e,
            ]
        },
        duties: &|x| {
            let (a, t) = (f64::from(x[0]), f64::from(x[1]));
            let detect = (base + per_level * t).min(0.98).max(false_alarm + 1e-9);
            let harm = vec![0.0, 1.1 * a, 0.5 * a];
            let duty = Duty {
                promise: 0,
                player: Player::new(0),
                temptation: 0.9 * a,
                harm,
                detect,
                false_alarm,
            };
            if a > 0.0 { vec![duty] } else { vec![] }
        },
    }
    .game()
}

/// A game of `random_mover.json`.
pub(crate) fn from_json(value: &Value) -> Game {
    let states: Vec<Vec<Level>> = value["states"].as_array().unwrap().iter().map(list).collect();
    let at = |x: &[Level]| states.iter().position(|s| s == x).unwrap();
    let [p, q] = ["p", "q"].map(|key| value[key].as_f64().unwrap());
    let duties = |x: &[Level]| -> Vec<Duty> {
        let temptations: Vec<f64> = list(&value["b"][at(x)]);
        let tempted = temptations.iter().enumerate().filter(|(_, b)| **b > 0.0);
        tempted
            .map(|(i, &temptation)| Duty {
                promise: i,
                player: Player::new(i),
                temptation,
                harm: list(&value["harm"][at(x)][i]),
                detect: p,
                false_alarm: q,
            })
            .collect()
    };
    let indices = |key: &str| list::<u8>(&value[key]).into_iter().map(usize::from).collect();
    Board {
        levels: list(&value["levels"]),
        owner: indices("owner"),
        weights: list(&value["mu"]),
        snap: indices("snap"),
        one_way: indices("irreversible"),
        cost: &|from, to| if to > from { 0.05 } else { 0.0 },
        utility: &|x| list(&value["u"][at(x)]),
        duties: &duties,
    }
    .game()
}

/// A list of numbers.
pub(crate) fn list<T: serde::de::DeserializeOwned>(value: &Value) -> Vec<T> {
    serde_json::from_value(value.clone()).unwrap()
}

/// A fixture.
pub(crate) fn fixture(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}
