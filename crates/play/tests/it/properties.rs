//! What has to hold of every game: better alarms never hurt, names and shifts do not matter, and a
//! certificate changed in its meaning is rejected.

use detente_model::{Id, random::Stream};
use detente_play::{
    Certificate, Edge, Game, MOST_PATIENT, Plan, Player, Solution, Unsolved, check, eliminate,
    robust_road,
};
use detente_states::Node;

use crate::games::{Sketch, sketch};

const DISCOUNTS: [f64; 3] = [0.3, 0.6, 0.9];

fn for_each_game(seeds: u64, mut test: impl FnMut(u64, Sketch, f64)) {
    for seed in 0..seeds {
        test(seed, sketch(seed, 0.6, 0.05), DISCOUNTS[seed as usize % 3]);
    }
}

/// The second solution keeps no less alive, and punishes no less.
fn is_better(game: &Game, worse: &Solution, better: &Solution) {
    for node in game.nodes() {
        assert!(better.joint(node) >= worse.joint(node) - 1e-9);
        for player in game.players() {
            assert!(better.punished(node, player) <= worse.punished(node, player) + 1e-9);
        }
    }
    assert!(better.edges >= worse.edges && better.promises >= worse.promises);
}

#[test]
fn better_detection_helps_and_false_alarms_hurt() {
    let (mut strictly, mut compared) = (0, 0);
    for_each_game(150, |_, sketch, discount| {
        let alarms = [(0.3, 0.2), (0.3, 0.05), (0.6, 0.05), (0.6, 0.0), (1.0, 0.0)];
        let games = alarms.map(|(p, q)| sketch.with_alarms(p, q).game());
        let solved: Vec<_> = games.iter().map(|game| eliminate(game, discount)).collect();
        for pair in solved.windows(2) {
            if let Ok(worse) = &pair[0] {
                let better = pair[1].as_ref().unwrap();
                is_better(&games[0], worse, better);
                compared += 1;
                strictly += usize::from(better.promises > worse.promises);
            }
        }
    });
    assert!(compared > 400 && strictly > 50, "{compared}, {strictly}");
}

#[test]
fn names_do_not_matter() {
    for_each_game(150, |seed, sketch, discount| {
        let players = sketch.weights.len();
        // The player who was i is now turned(i).
        let turned = |i: usize| (i + 1) % players;
        let row = |old: &Vec<f64>| {
            let mut new = vec![0.0; players];
            old.iter().enumerate().for_each(|(i, x)| new[turned(i)] = *x);
            new
        };
        let mut other = sketch.clone();
        other.owner.iter_mut().for_each(|o| *o = turned(*o));
        other.weights = row(&sketch.weights);
        other.utility = sketch.utility.iter().map(row).collect();
        for duty in other.duties.iter_mut().flatten() {
            duty.player = Player::new(turned(duty.player.index()));
            duty.harm = row(&duty.harm);
        }
        other.duties.iter_mut().for_each(|duties| duties.reverse());
        let (one, two) = (eliminate(&sketch.game(), discount), eliminate(&other.game(), discount));
        let Ok(one) = one else { return assert!(two.is_err()) };
        let two = two.unwrap();
        let game = sketch.game();
        assert_eq!((one.edges, one.promises), (two.edges, two.promises), "seed {seed}");
        for node in game.nodes() {
            assert!((one.joint(node) - two.joint(node)).abs() < 1e-10);
            for player in game.players() {
                let other = two.punished(node, Player::new(turned(player.index())));
                assert!((one.punished(node, player) - other).abs() < 1e-10);
            }
        }
    });
}

#[test]
fn shifts_do_not_matter_and_units_carry_over() {
    let mut roads = 0;
    for_each_game(150, |seed, sketch, discount| {
        let (unit, shift) = (2.5, [10.0, -3.0, 0.7]);
        let mut other = sketch.clone();
        for row in &mut other.utility {
            row.iter_mut().zip(shift).for_each(|(u, shift)| *u = unit * *u + shift);
        }
        for duty in other.duties.iter_mut().flatten() {
            duty.temptation *= unit;
            duty.harm.iter_mut().for_each(|h| *h *= unit);
        }
        other.cost *= unit;
        let (game, changed) = (sketch.game(), other.game());
        let (one, two) = (eliminate(&game, discount), eliminate(&changed, discount));
        let Ok(one) = one else { return assert!(two.is_err()) };
        let two = two.unwrap();
        for node in game.nodes() {
            for player in game.players() {
                let expected = unit * one.punished(node, player) + shift[player.index()];
                let off = two.punished(node, player) - expected;
                assert!(off.abs() < 1e-9, "seed {seed}: {off}");
            }
        }
        let mut target = vec![false; game.len()];
        target[game.len() - 1] = true;
        let start = Node::new(0);
        let slack = |game: &Game, solution: &Solution| {
            robust_road(game, solution, start, &target).map(|road| road.weakest.slack)
        };
        match (slack(&game, &one), slack(&changed, &two)) {
            (Some(one), Some(two)) => {
                assert!((unit * one - two).abs() < 1e-6, "seed {seed}: {one} and {two}");
                roads += 1;
            }
            (one, two) => assert_eq!(one, two, "seed {seed}"),
        }
    });
    assert!(roads > 10, "{roads}");
}

#[test]
fn certificates_hold_and_changed_ones_are_rejected() {
    let mut mutated = 0;
    for_each_game(200, |seed, sketch, discount| {
        let game = sketch.game();
        let Ok(solution) = eliminate(&game, discount) else { return };
        let certificate = solution.certificate;
        let checked = check(&game, &certificate, 1e-8).unwrap();
        assert!(checked.error < 1e-10 && checked.slack > -1e-8, "seed {seed}: {checked:?}");
        let mut stream = Stream::new(seed, 1, "mutation");
        for _ in 0..20 {
            if let Some(changed) = mutate(&game, &certificate, &mut stream) {
                assert!(check(&game, &changed, 1e-8).is_err(), "seed {seed}");
                mutated += 1;
            }
        }
    });
    assert!(mutated > 1_500, "{mutated}");
}

/// One value off by 1e-4, another discount factor, or one prescription that brings something else;
/// nothing where what was drawn changes nothing.
fn mutate(game: &Game, certificate: &Certificate, stream: &mut Stream) -> Option<Certificate> {
    let mut below = |bound: usize| stream.below(bound as u128) as usize;
    let mut changed = certificate.clone();
    let (players, node) = (game.players().len(), Node::new(below(game.len())));
    let off = if below(2) == 0 { 1e-4 } else { -1e-4 };
    match below(6) {
        0 => changed.joint[node.index()] += off,
        1 => changed.punished[node.index() * players + below(players)] += off,
        2 => changed.discount += off,
        3 => {
            let duty = below(game.duties(node).len().max(1));
            plan(&mut changed, below(players + 1)).broken[node.index()] ^= 1 << duty;
        }
        _ => {
            let (which, mover) = (below(players + 1), Player::new(below(players)));
            let at = node.index() * players + mover.index();
            let edges = game.edges(node, mover);
            let edge = Edge::new(edges.start + below(edges.len()));
            let old = plan(&mut changed, which).edges[at];
            plan(&mut changed, which).edges[at] = edge;
            let brings = |edge: Edge| match which {
                0 => {
                    certificate.joint[game.to(edge).index()]
                        - (1.0 - certificate.discount) * game.cost(edge)
                }
                i => certificate.punished[game.to(edge).index() * players + i - 1],
            };
            // The punished player's own prescription does not matter for its value.
            let same = which == mover.index() + 1 || (brings(old) - brings(edge)).abs() < 1e-6;
            if same {
                return None;
            }
        }
    }
    Some(changed)
}

fn plan(certificate: &mut Certificate, which: usize) -> &mut Plan {
    if which == 0 { &mut certificate.follow } else { &mut certificate.punish[which - 1] }
}

/// Sweeps alone would take about ten times as many; with leaps that go astray, for ever.
#[test]
fn great_patience_is_settled_in_few_sweeps() {
    for (discount, few) in [(0.99, 1_500), (0.999, 3_000), (MOST_PATIENT, 35_000)] {
        for seed in 0..150 {
            let game = sketch(seed, 0.6, 0.05).game();
            match eliminate(&game, discount) {
                Ok(solution) => {
                    let sweeps = solution.sweeps / solution.rounds;
                    assert!(sweeps < few, "seed {seed} at {discount}: {sweeps} a round");
                    check(&game, &solution.certificate, 1e-8).unwrap();
                }
                Err(unsolved) => assert_ne!(unsolved, Unsolved::Unsettled, "seed {seed}"),
            }
        }
    }
}
