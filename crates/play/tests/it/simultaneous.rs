//! A second opinion: policy elimination for games in which all move at once (Goldlücke and Kranz
//! 2017), perfect monitoring, payments between the players. Slow and plain, tested against games
//! solved elsewhere; then asked about random-mover games written out stage by stage.

use detente_model::Id;
use detente_play::{Game, eliminate, renegotiate};
use detente_states::Node;
use serde_json::Value;

use crate::build::{fixture, list};
use crate::games::sketch;

/// One state of a game: what each profile of actions brings, and where it leads.
struct Stage {
    /// How much the next stage counts.
    discount: f64,
    /// The probability that everything is bargained anew before the next stage.
    reopening: f64,
    /// Actions per player.
    actions: Vec<usize>,
    /// Per profile (the last player counting fastest) and player.
    payoffs: Vec<Vec<f64>>,
    /// Per profile the states that follow with their probabilities.
    next: Vec<Vec<(usize, f64)>>,
}

impl Stage {
    fn action(&self, profile: usize, player: usize) -> usize {
        let after: usize = self.actions[player + 1..].iter().product();
        profile / after % self.actions[player]
    }

    fn with_action(&self, profile: usize, player: usize, action: usize) -> usize {
        let after: usize = self.actions[player + 1..].iter().product();
        profile - self.action(profile, player) * after + action * after
    }

    fn follows(&self, profile: usize, values: &[f64]) -> f64 {
        self.discount * self.next[profile].iter().map(|(s, p)| p * values[*s]).sum::<f64>()
    }

    /// The most a player gets whatever it does itself, the others as in the profile.
    fn cheat(&self, profile: usize, player: usize, values: &[f64]) -> f64 {
        let own = (0..self.actions[player]).map(|a| self.with_action(profile, player, a));
        own.map(|p| self.payoffs[p][player] + self.follows(p, values)).fold(f64::MIN, f64::max)
    }
}

/// U and v per state, if there is an equilibrium in pure strategies.
fn solve(stages: &[Stage]) -> Option<(Vec<f64>, Vec<Vec<f64>>)> {
    let players = stages[0].actions.len();
    let mut kept: Vec<Vec<bool>> = stages.iter().map(|s| vec![true; s.payoffs.len()]).collect();
    loop {
        let some = |s: usize, kept: &[Vec<bool>]| -> Vec<usize> {
            (0..stages[s].payoffs.len()).filter(|&p| kept[s][p]).collect()
        };
        if (0..stages.len()).any(|s| some(s, &kept).is_empty()) {
            return None;
        }
        let worth = |s: usize, p: usize, values: &[f64]| {
            stages[s].payoffs[p].iter().sum::<f64>() + stages[s].follows(p, values)
        };
        let joint = fixed_point(stages.len(), |s, values| {
            some(s, &kept).into_iter().map(|p| worth(s, p, values)).fold(f64::MIN, f64::max)
        });
        let punished: Vec<Vec<f64>> = (0..players)
            .map(|i| {
                fixed_point(stages.len(), |s, values| {
                    let cheats = some(s, &kept).into_iter().map(|p| stages[s].cheat(p, i, values));
                    cheats.fold(f64::MAX, f64::min)
                })
            })
            .collect();
        let slack = |s: usize, p: usize| {
            let cheats = (0..players).map(|i| stages[s].cheat(p, i, &punished[i]));
            worth(s, p, &joint) - cheats.sum::<f64>()
        };
        let mut done = true;
        let mut bad = Vec::new();
        for s in 0..stages.len() {
            let good = |p: &usize| slack(s, *p) >= -1e-9;
            done &= some(s, &kept)
                .iter()
                .filter(|p| good(p))
                .any(|&p| worth(s, p, &joint) >= joint[s] - 1e-10);
            for (i, values) in punished.iter().enumerate() {
                let cheat = |p: usize| stages[s].cheat(p, i, values);
                done &= some(s, &kept)
                    .iter()
                    .filter(|p| good(p))
                    .any(|&p| cheat(p) <= values[s] + 1e-10);
            }
            bad.extend(some(s, &kept).into_iter().filter(|p| !good(p)).map(|p| (s, p)));
        }
        if done {
            return Some((joint, punished));
        }
        bad.into_iter().for_each(|(s, p)| kept[s][p] = false);
    }
}

fn fixed_point(states: usize, improve: impl Fn(usize, &[f64]) -> f64) -> Vec<f64> {
    let mut values = vec![0.0; states];
    loop {
        let mut change: f64 = 0.0;
        for s in 0..states {
            let new = improve(s, &values);
            change = change.max((new - values[s]).abs());
            values[s] = new;
        }
        if change < 1e-14 {
            return values;
        }
    }
}

/// A game of `two_player.json` with payoffs weighted by 1−δ.
fn two_player(game: &Value, discount: f64) -> Vec<Stage> {
    let stage = |state: &Value| {
        let matrix = |key: &str| list::<Vec<f64>>(&state[key]);
        let (one, two) = (matrix("u1"), matrix("u2"));
        let next: Vec<Vec<Vec<f64>>> = list(&state["P"]);
        let actions = vec![one.len(), one[0].len()];
        let cells = || (0..actions[0]).flat_map(|a| (0..actions[1]).map(move |b| (a, b)));
        let now = 1.0 - discount;
        Stage {
            discount,
            reopening: 0.0,
            payoffs: cells().map(|(a, b)| vec![now * one[a][b], now * two[a][b]]).collect(),
            next: cells().map(|(a, b)| next[a][b].iter().copied().enumerate().collect()).collect(),
            actions,
        }
    };
    game["states"].as_array().unwrap().iter().map(stage).collect()
}

#[test]
fn the_second_opinion_solves_known_games() {
    let games = fixture(include_str!("../fixture/two_player.json"));
    for (name, game) in games.as_object().unwrap() {
        let discount = game["delta"].as_f64().unwrap();
        let (joint, punished) = solve(&two_player(game, discount)).unwrap();
        for (found, expected) in joint.iter().zip(list::<f64>(&game["U"])) {
            assert!((found - expected).abs() < 1e-9, "{name}: {joint:?}");
        }
        for (found, expected) in punished.iter().zip(list::<Vec<f64>>(&game["v"])) {
            for (found, expected) in found.iter().zip(expected) {
                assert!((found - expected).abs() < 1e-9, "{name}: {punished:?}");
            }
        }
    }
}

#[test]
fn the_critical_discount_factor_of_the_two_state_dilemma() {
    let games = fixture(include_str!("../fixture/two_player.json"));
    let game = &games["gk_pd_twostate_d0.7"];
    // Above it more than mutual defection holds somewhere.
    let cooperates = |discount: f64| {
        let defect = solve(&two_player(game, discount)).unwrap();
        let sum = |(joint, _): (Vec<f64>, Vec<Vec<f64>>)| joint.iter().sum::<f64>();
        sum(defect) > 4.0 + 1e-6
    };
    let (mut low, mut high) = (0.3, 0.4);
    while high - low > 1e-10 {
        let middle = (low + high) / 2.0;
        if cooperates(middle) { high = middle } else { low = middle }
    }
    assert!((high - 0.356107225224332).abs() < 1e-8, "{high}");
}

/// A random-mover game with perfect alarms, stage by stage: for every state its compliance stage, and
/// one in which each mover chooses its edge.
fn written_out(game: &Game, discount: f64, reopening: f64) -> Vec<Stage> {
    let players = game.players().len();
    let states = game.len();
    let stage_of = |node: Node, mover: usize| states + node.index() * players + mover;
    let mut stages = Vec::new();
    for node in game.nodes() {
        let duties = game.duties(node);
        let bound = |i: usize| duties.iter().find(|d| d.player.index() == i);
        let actions: Vec<usize> =
            (0..players).map(|i| 1 + usize::from(bound(i).is_some())).collect();
        let mut stage = Stage { discount, reopening, actions, payoffs: vec![], next: vec![] };
        for profile in 0..stage.actions.iter().product() {
            let mut payoffs = game.utilities(node).to_vec();
            for (i, duty) in (0..players).filter_map(|i| Some((i, bound(i)?))) {
                if stage.action(profile, i) == 1 {
                    for (j, payoff) in payoffs.iter_mut().enumerate() {
                        *payoff += if i == j { duty.temptation } else { -duty.harm[j] };
                    }
                }
            }
            stage.payoffs.push(payoffs.iter().map(|u| (1.0 - discount) * u).collect());
            let movers = game.players().map(|m| (stage_of(node, m.index()), game.chance(m)));
            stage.next.push(movers.collect());
        }
        stages.push(stage);
    }
    for node in game.nodes() {
        for mover in game.players() {
            let mut actions = vec![1; players];
            actions[mover.index()] = game.edges(node, mover).len();
            let (mut payoffs, mut next) = (vec![], vec![]);
            for edge in game.edges(node, mover).map(Id::new) {
                let mut row = vec![0.0; players];
                row[mover.index()] = -(1.0 - discount) * game.cost(edge);
                payoffs.push(row);
                next.push(vec![(game.to(edge).index(), 1.0)]);
            }
            stages.push(Stage { discount: 1.0, reopening: 0.0, actions, payoffs, next });
        }
    }
    stages
}

#[test]
fn with_perfect_alarms_both_opinions_agree() {
    let mut compared = 0;
    for seed in 0..150 {
        let game = sketch(seed, 1.0, 0.0).game();
        let discount = [0.3, 0.6, 0.85][seed as usize % 3];
        let second = solve(&written_out(&game, discount, 0.0));
        match (eliminate(&game, discount), second) {
            (Ok(found), Some((joint, punished))) => {
                for node in game.nodes() {
                    let off = (found.joint(node) - joint[node.index()]).abs();
                    assert!(off < 1e-10, "seed {seed}: {off}");
                    for player in game.players() {
                        let value = punished[player.index()][node.index()];
                        let off = (found.punished(node, player) - value).abs();
                        assert!(off < 1e-10, "seed {seed}: {off}");
                    }
                }
                compared += 1;
            }
            (Err(_), None) => {}
            (found, second) => panic!("seed {seed}: {:?}, {}", found.err(), second.is_some()),
        }
    }
    assert!(compared >= 100, "{compared}");
}

/// U, v and r counted back from the solution.
fn reopened(
    stages: &[Stage],
    (mut joint, mut punished): (Vec<f64>, Vec<Vec<f64>>),
    periods: usize,
) -> (Vec<f64>, Vec<Vec<f64>>, Vec<Vec<f64>>) {
    let players = punished.len();
    let bargain = |joint: &[f64], punished: &[Vec<f64>]| -> Vec<Vec<f64>> {
        let surplus = |s: usize| joint[s] - punished.iter().map(|v| v[s]).sum::<f64>();
        let share =
            |v: &Vec<f64>| (0..v.len()).map(|s| v[s] + surplus(s) / players as f64).collect();
        punished.iter().map(share).collect()
    };
    for _ in 0..periods {
        let bargained = bargain(&joint, &punished);
        let (mut next_joint, mut next_punished) = (joint.clone(), punished.clone());
        for (s, stage) in stages.iter().enumerate() {
            let blend = |i: usize| -> Vec<f64> {
                let pairs = punished[i].iter().zip(&bargained[i]);
                pairs.map(|(v, r)| (1.0 - stage.reopening) * v + stage.reopening * r).collect()
            };
            let threats: Vec<Vec<f64>> = (0..players).map(blend).collect();
            let worth = |p: usize| stage.payoffs[p].iter().sum::<f64>() + stage.follows(p, &joint);
            let cheat = |p: usize, i: usize| stage.cheat(p, i, &threats[i]);
            let held =
                |p: &usize| worth(*p) + 1e-9 >= (0..players).map(|i| cheat(*p, i)).sum::<f64>();
            let kept: Vec<usize> = (0..stage.payoffs.len()).filter(held).collect();
            next_joint[s] = kept.iter().map(|&p| worth(p)).fold(f64::MIN, f64::max);
            for (i, value) in next_punished.iter_mut().enumerate() {
                value[s] = kept.iter().map(|&p| cheat(p, i)).fold(f64::MAX, f64::min);
            }
        }
        (joint, punished) = (next_joint, next_punished);
    }
    let bargained = bargain(&joint, &punished);
    (joint, punished, bargained)
}

/// Two sides build and destroy weapons, attack or wait; building works with a probability.
fn arms_race(success: f64, reopening: f64) -> Vec<Stage> {
    let states: Vec<[i32; 2]> = (0..4).flat_map(|a| (0..4).map(move |b| [a, b])).collect();
    let stage = |weapons: &[i32; 2]| {
        // (attacks, change of weapons)
        let choices: Vec<Vec<(bool, i32)>> = (weapons.iter())
            .map(|&x| {
                let attacks: &[bool] = if x > 0 { &[false, true] } else { &[false] };
                let changes = (-1..=1).filter(|change| (0..4).contains(&(x + change)));
                let changes: Vec<i32> = changes.collect();
                attacks.iter().flat_map(|&a| changes.iter().map(move |&c| (a, c))).collect()
            })
            .collect();
        let (mut payoffs, mut next) = (vec![], vec![]);
        for one in &choices[0] {
            for two in &choices[1] {
                let chosen = [one, two];
                let [x, y] = weapons.map(f64::from);
                let payoff = |own: f64, other: f64, me: &(bool, i32), they: &(bool, i32)| {
                    let attack = if me.0 { -0.05 * own } else { 0.0 };
                    let attacked = if they.0 { -other } else { 0.0 };
                    let builds = if me.1 == 1 { -0.01 } else { 0.0 };
                    0.01 * (attack + attacked + builds - 0.3 * own)
                };
                payoffs.push(vec![payoff(x, y, one, two), payoff(y, x, two, one)]);
                let mut leads = vec![([weapons[0], weapons[1]], 1.0)];
                for (side, choice) in chosen.iter().enumerate() {
                    let works = if choice.1 == 1 { success } else { 1.0 };
                    let split = |&(at, p): &([i32; 2], f64)| {
                        let mut there: [i32; 2] = at;
                        there[side] += choice.1;
                        [(there, p * works), (at, p * (1.0 - works))]
                    };
                    leads = leads.iter().flat_map(split).filter(|(_, p)| *p > 0.0).collect();
                }
                let number = |w: [i32; 2]| (w[0] * 4 + w[1]) as usize;
                next.push(leads.into_iter().map(|(w, p)| (number(w), p)).collect());
            }
        }
        let actions = choices.iter().map(Vec::len).collect();
        Stage { discount: 0.99, reopening, actions, payoffs, next }
    };
    states.iter().map(stage).collect()
}

#[test]
fn the_second_opinion_solves_the_arms_race() {
    let expected = fixture(include_str!("../fixture/arms_race.json"));
    let close = |found: &[f64], expected: &Value, what: &str| {
        for (found, expected) in found.iter().zip(list::<f64>(expected)) {
            assert!((found - expected).abs() < 1e-8, "{what}: {found} for {expected}");
        }
    };
    let plain = solve(&arms_race(0.08, 0.0)).unwrap();
    close(&plain.0, &expected["spe"]["U"], "U");
    for (i, found) in plain.1.iter().enumerate() {
        close(found, &expected["spe"]["v"][i], "v");
    }
    for (success, key) in [(0.08, "trne"), (1.0, "trne_sp1")] {
        let start = solve(&arms_race(success, 0.0)).unwrap();
        let (joint, punished, bargained) = reopened(&arms_race(success, 0.65), start, 999);
        close(&joint, &expected[key]["U"], key);
        for i in 0..2 {
            close(&punished[i], &expected[key]["v"][i], key);
            close(&bargained[i], &expected[key]["r"][i], key);
        }
    }
}

#[test]
fn with_deals_reopened_both_opinions_agree() {
    let mut compared = 0;
    for seed in 0..120 {
        let game = sketch(seed, 1.0, 0.0).game();
        let (discount, reopening) = ([0.3, 0.6, 0.85][seed as usize % 3], 0.4);
        let Ok(solution) = eliminate(&game, discount) else { continue };
        let unchanged = renegotiate(&game, &solution, 0.0, 20).unwrap();
        for node in game.nodes() {
            assert!((unchanged.joint[node.index()] - solution.joint(node)).abs() < 1e-9);
        }
        let stages = written_out(&game, discount, reopening);
        let start = solve(&written_out(&game, discount, 0.0)).unwrap();
        for periods in [1, 7] {
            // Two stages a period; the moves' stages come first when counting back.
            let (joint, punished, _) = reopened(&stages, start.clone(), 2 * periods);
            let Some(found) = renegotiate(&game, &solution, reopening, periods) else {
                assert!(joint.contains(&f64::MIN), "seed {seed}");
                continue;
            };
            for node in game.nodes() {
                let off = found.joint[node.index()] - joint[node.index()];
                assert!(off.abs() < 1e-9, "seed {seed}, {periods} periods: {off}");
                for player in game.players() {
                    let value =
                        found.punished[node.index() * game.players().len() + player.index()];
                    let off = value - punished[player.index()][node.index()];
                    assert!(off.abs() < 1e-9, "seed {seed}, {periods} periods: {off}");
                }
            }
            compared += 1;
        }
    }
    assert!(compared > 100, "{compared}");
}
