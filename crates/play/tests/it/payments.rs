//! Payments along roads: they balance, add up to what was promised, and are worth paying.

use detente_model::Id;
use detente_play::{
    Game, Payments, Promise, Road, Solution, eliminate, payments, promises, robust_road,
};
use detente_states::Node;

use crate::build::reference;
use crate::games::sketch;

/// Everything that has to hold of the payments in one state.
fn adds_up(game: &Game, solution: &Solution, road: &Road, here: &Payments) {
    let discount = solution.certificate.discount;
    let now = 1.0 - discount;
    let players = game.players().len();
    let balances = |row: &[f64]| row.iter().sum::<f64>().abs() < 1e-9;
    assert!(balances(&here.for_duties) && here.with_moves.iter().all(|w| balances(&w.received)));
    let stop = road.stop(here.node).unwrap();
    assert!((here.promised.iter().sum::<f64>() - stop.value).abs() < 1e-9);
    let duties = promises(game.duties(here.node), players);
    let keep = duties.iter().find(|p| Promise::keeps_all(p)).unwrap();
    for player in game.players() {
        let i = player.index();
        assert!(here.promised[i] >= solution.punished(here.node, player) - 1e-9);
        // What is received now and later is what was promised.
        let flow = game.utility(here.node, player);
        let mut later = 0.0;
        for with in &here.with_moves {
            let cost = if with.mover == player { game.cost(with.edge) } else { 0.0 };
            let then = now * (with.received[i] - cost) + with.then[i];
            later += game.chance(with.mover) * then;
            let at = here.node.index() * players + with.mover.index();
            if with.mover == player {
                // The mover would rather go along, before and after the payment.
                assert!(then >= solution.deviation[at] - 1e-9);
                assert!(then - now * with.received[i] >= solution.deviation[at] - 1e-9);
            }
            assert!(with.then[i] >= solution.punished(game.to(with.edge), player) - 1e-9);
        }
        let brings = now * (here.for_duties[i] + flow) + discount * later;
        assert!((brings - here.promised[i]).abs() < 1e-9, "{brings} for {}", here.promised[i]);
        // Enough is left that duties are kept.
        let next = solution.punished_next[here.node.index() * players + i];
        assert!(discount * (later - next) >= now * keep.rent[i] - 1e-9);
    }
}

#[test]
fn payments_of_the_reference_game_add_up() {
    let game = reference(0.25, 0.3, 0.03);
    let target: Vec<bool> = game.nodes().map(|n| game.levels(n) == [3, 2, 3, 0]).collect();
    for discount in [0.4, 0.6, 0.9] {
        let solution = eliminate(&game, discount).unwrap();
        let road = robust_road(&game, &solution, Node::new(0), &target).unwrap();
        let all = payments(&game, &solution, &road);
        assert_eq!(all.len(), road.ladder.len() + 1);
        all.iter().for_each(|here| adds_up(&game, &solution, &road, here));
    }
}

/// Where a road holds without payments, all as patient as the common discount factor and punished as
/// with payments, nothing is paid; where it does not, something is.
#[test]
fn nothing_is_paid_that_is_not_needed() {
    let game = reference(0.25, 0.3, 0.03);
    let target: Vec<bool> = game.nodes().map(|n| game.levels(n) == [3, 2, 3, 0]).collect();
    let largest = |discount: f64| {
        let solution = eliminate(&game, discount).unwrap();
        let road = robust_road(&game, &solution, Node::new(0), &target).unwrap();
        let all = payments(&game, &solution, &road);
        all.iter().map(Payments::largest).fold(0.0, f64::max)
    };
    assert!(largest(0.4) > 0.1, "{}", largest(0.4));
    assert!(largest(0.98) < 1e-9, "{}", largest(0.98));
    assert!(largest(0.6) > largest(0.98));
}

#[test]
fn payments_of_random_games_add_up() {
    let mut roads = 0;
    for seed in 0..300 {
        let game = sketch(seed, 0.8, 0.02).game();
        let Ok(solution) = eliminate(&game, [0.5, 0.8][seed as usize % 2]) else { continue };
        let target: Vec<bool> = game.nodes().map(|n| n.index() + 3 >= game.len()).collect();
        let Some(road) = robust_road(&game, &solution, Node::new(0), &target) else { continue };
        for here in payments(&game, &solution, &road) {
            adds_up(&game, &solution, &road, &here);
        }
        roads += 1;
    }
    assert!(roads > 30, "{roads}");
}
