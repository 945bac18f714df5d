//! Games of exchange to measure solvers on.

use detente_model::{Id, Level, random::Stream};
use detente_play::{Draft, Duty, Game, Move, Player};
use detente_states::Node;

/// Levels of every option.
const LEVELS: usize = 4;

/// Options of four levels dealt out to the players in turn: what a player does costs it and serves the
/// others; who moves the first two can cheat unseen, less so the further the last option is.
pub fn exchange(players: usize, options: usize) -> Game {
    let mut stream = Stream::new(1, 0, "exchange");
    let mut number = |low: f64, high: f64| low + (high - low) * stream.unit();
    let owner = |option: usize| option % players;
    let mut worth = vec![vec![0.0; players]; options];
    for (option, row) in worth.iter_mut().enumerate() {
        for (player, worth) in row.iter_mut().enumerate() {
            let own = owner(option) == player;
            *worth = if own { number(-1.5, -0.5) } else { number(0.0, 1.2) };
        }
    }
    let place = |option: usize| LEVELS.pow((options - 1 - option) as u32);
    let mut draft = Draft::new(&vec![1.0; players]);
    for state in 0..LEVELS.pow(options as u32) {
        let levels: Vec<Level> =
            (0..options).map(|o| (state / place(o) % LEVELS) as Level).collect();
        let mut utility: Vec<f64> = (0..players).map(|_| number(0.0, 0.2)).collect();
        for (row, &level) in worth.iter().zip(&levels) {
            let gains = utility.iter_mut().zip(row);
            gains.for_each(|(utility, worth)| *utility += worth * f64::from(level));
        }
        let duty = |option: usize| Duty {
            promise: option,
            player: Player::new(owner(option)),
            temptation: 0.6 * f64::from(levels[option]),
            harm: vec![0.3; players],
            detect: 0.3 + 0.2 * f64::from(levels[options - 1]),
            false_alarm: 0.03,
        };
        let duties: Vec<Duty> = (0..2).filter(|&o| levels[o] > 0).map(duty).collect();
        let mut moves = vec![Vec::new(); players];
        for (option, &level) in levels.iter().enumerate() {
            let own = &mut moves[owner(option)];
            if level > 0 {
                own.push(Move { to: Node::new(state - place(option)), cost: 0.0 });
            }
            if usize::from(level) + 1 < LEVELS {
                own.push(Move { to: Node::new(state + place(option)), cost: 0.1 });
            }
        }
        draft.state(&levels, &utility, &duties, &moves);
    }
    draft.finish().expect("every move leads to a state, every number is in its range")
}
