//! Random games, each a pure function of its seed.

use detente_model::{Id, Level, random::Stream};
use detente_play::{Duty, Game, Player};

use crate::build::{Board, all_levels};

/// What a random game is made from, to be changed before it is made.
#[derive(Clone)]
pub(crate) struct Sketch {
    pub(crate) levels: Vec<Level>,
    pub(crate) owner: Vec<usize>,
    pub(crate) weights: Vec<f64>,
    pub(crate) snap: Vec<usize>,
    pub(crate) one_way: Vec<usize>,
    pub(crate) cost: f64,
    /// Per state and player.
    pub(crate) utility: Vec<Vec<f64>>,
    pub(crate) duties: Vec<Vec<Duty>>,
}

/// A random sketch: two or three players, up to three options; alarms with these probabilities.
pub(crate) fn sketch(seed: u64, detect: f64, false_alarm: f64) -> Sketch {
    let mut stream = Stream::new(seed, 0, "game");
    let mut below = |bound: u128| stream.below(bound) as usize;
    let players = 2 + below(2);
    let options = players.max(2 + below(2));
    let levels: Vec<Level> = (0..options).map(|_| 2 + below(2) as Level).collect();
    let owner: Vec<usize> =
        (0..options).map(|o| if o < players { o } else { below(players as u128) }).collect();
    let weights = (0..players).map(|_| 0.1 + below(90) as f64 / 100.0).collect();
    let some = |below: &mut dyn FnMut(u128) -> usize, of: u128| -> Vec<usize> {
        (0..options).filter(|_| below(of) == 0).collect()
    };
    let snap = some(&mut below, 4);
    let one_way = some(&mut below, 5);
    let mut number = |low: f64, high: f64| low + (high - low) * stream.unit();
    let states = all_levels(&levels);
    let utility: Vec<Vec<f64>> =
        (states.iter()).map(|_| (0..players).map(|_| number(-2.0, 2.0)).collect()).collect();
    let mut duties = Vec::new();
    for _ in &states {
        let mut here = Vec::new();
        for bound in 0..players {
            if number(0.0, 1.0) < 0.6 {
                let harm = (0..players).map(|_| number(0.0, 1.0)).collect();
                let temptation = number(0.1, 1.0);
                here.push(Duty {
                    promise: here.len(),
                    player: Player::new(bound),
                    temptation,
                    harm,
                    detect,
                    false_alarm,
                });
            }
        }
        duties.push(here);
    }
    let cost = number(0.0, 0.2);
    Sketch { levels, owner, weights, snap, one_way, cost, utility, duties }
}

impl Sketch {
    pub(crate) fn game(&self) -> Game {
        let states = all_levels(&self.levels);
        let at = |x: &[Level]| states.binary_search(&x.to_vec()).unwrap();
        Board {
            levels: self.levels.clone(),
            owner: self.owner.clone(),
            weights: self.weights.clone(),
            snap: self.snap.clone(),
            one_way: self.one_way.clone(),
            cost: &|from, to| if to > from { self.cost } else { 0.0 },
            utility: &|x| self.utility[at(x)].clone(),
            duties: &|x| self.duties[at(x)].clone(),
        }
        .game()
    }

    /// The same with other alarms.
    pub(crate) fn with_alarms(&self, detect: f64, false_alarm: f64) -> Sketch {
        let mut changed = self.clone();
        for duty in changed.duties.iter_mut().flatten() {
            (duty.detect, duty.false_alarm) = (detect, false_alarm);
        }
        changed
    }
}
