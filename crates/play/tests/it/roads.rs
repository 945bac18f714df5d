//! Roads of the reference game and of random games, worked out by other code.

use detente_model::{Id, Level};
use detente_play::{Act, Game, Road, Weakness, best_road, check_road, eliminate, robust_road};
use detente_states::Node;
use serde_json::{Value, json};

use crate::build::{fixture, from_json, list, reference};

fn one(game: &Game, levels: &[Level]) -> Vec<bool> {
    let wanted = game.find(levels).unwrap();
    game.nodes().map(|node| node == wanted).collect()
}

/// The weakest link in the fixture's words.
fn weakest(game: &Game, road: &Road) -> Value {
    let at = game.levels(road.weakest.at);
    match road.weakest.act {
        Act::Keep => json!(["comply", at]),
        Act::Wait(mover) => json!(["stay", mover.index(), at]),
        Act::Step(mover, edge) => {
            let there = game.levels(game.to(edge));
            let option = (0..at.len()).find(|&o| at[o] != there[o]).unwrap();
            json!([
                "step",
                mover.index(),
                format!("o{option}:{}->{}", at[option], there[option]),
                at
            ])
        }
    }
}

#[test]
fn best_and_most_robust_road_of_the_reference_game() {
    let expected = fixture(include_str!("../fixture/reference.json"));
    let game = reference(0.25, 0.3, 0.03);
    let (start, target) = (Node::new(0), one(&game, &[3, 2, 3, 0]));
    for case in expected["roads"].as_array().unwrap() {
        let discount = case["delta"].as_f64().unwrap();
        let solution = eliminate(&game, discount).unwrap();
        let best = best_road(&game, &solution, start, &target).unwrap();
        let robust = robust_road(&game, &solution, start, &target).unwrap();
        for (found, expected, fine) in
            [(&best, &case["best"], 1e-9), (&robust, &case["robust"], 1e-5)]
        {
            let number = |key: &str| expected[key].as_f64().unwrap();
            assert!((found.value - number("U0")).abs() < fine, "at {discount}: {}", found.value);
            let slack = found.weakest.slack;
            assert!((slack - number("weakest_slack")).abs() < fine, "at {discount}: {slack}");
            assert_eq!(weakest(&game, found), expected["weakest_link"], "at {discount}");
            assert_eq!(json!(found.stops.len()), expected["road_states"], "at {discount}");
        }
        let slack = robust.weakest.slack;
        assert!((slack - case["robust_slack"].as_f64().unwrap()).abs() < 1e-5, "at {discount}");
        assert!(robust.ladder.len() == 8 && best.ladder.len() == 8);
    }
}

#[test]
fn the_weakest_link_says_why() {
    let game = reference(0.25, 0.3, 0.03);
    let solution = eliminate(&game, 0.6).unwrap();
    let target = one(&game, &[3, 2, 3, 0]);
    let best = best_road(&game, &solution, Node::new(0), &target).unwrap();
    assert_eq!(best.weakest.weakness(), Weakness::Verification);
    let way: Vec<&[Level]> = best.way_to_weakest.iter().map(|&e| game.levels(game.to(e))).collect();
    assert_eq!(way, [[1, 0, 0, 0], [2, 0, 0, 0]], "assurances twice before anything comes back");
    let robust = robust_road(&game, &solution, Node::new(0), &target).unwrap();
    let first = game.levels(game.to(robust.ladder[0].edge));
    assert_eq!(first, [0, 1, 0, 0], "transparency first");
    for road in [&best, &robust] {
        for link in road.ladder.iter().flat_map(|rung| [rung.step, rung.keep]) {
            assert!((link.stake - link.temptation - link.leak - link.slack).abs() < 1e-9);
            assert!(link.slack >= road.weakest.slack);
        }
        assert_eq!(road.ends, [(game.find(&[3, 2, 3, 0]).unwrap(), road.ends[0].1)]);
        assert!((road.ends[0].1 - 1.0).abs() < 1e-12);
        assert!(road.periods >= road.ladder.len() as f64);
    }
}

#[test]
fn roads_of_random_games() {
    let games = fixture(include_str!("../fixture/random_mover.json"));
    let mut roads = 0;
    for (number, value) in games.as_array().unwrap().iter().enumerate() {
        let game = from_json(value);
        let start = game.find(&list::<Level>(&value["x0"])).unwrap();
        let target = one(&game, &list::<Level>(&value["target"]));
        for solution in value["solutions"].as_array().unwrap() {
            let solved = eliminate(&game, solution["delta"].as_f64().unwrap()).unwrap();
            let best = best_road(&game, &solved, start, &target);
            let robust = robust_road(&game, &solved, start, &target);
            assert_eq!(best.is_none(), solution["road"].is_null(), "game {number}");
            let Some((best, robust)) = best.zip(robust) else { continue };
            let expected = &solution["road"];
            assert!((best.value - expected["U0"].as_f64().unwrap()).abs() < 1e-9);
            assert!(
                (best.weakest.slack - expected["weakest_slack"].as_f64().unwrap()).abs() < 1e-9
            );
            let slack = solution["robust_slack"].as_f64().unwrap();
            assert!((robust.weakest.slack - slack).abs() < 1e-5, "game {number}");
            roads += 1;
        }
    }
    assert!(roads >= 5, "{roads}");
}

#[test]
fn roads_are_checked_and_changed_ones_rejected() {
    let (mut accepted, mut rejected) = (0, 0);
    for seed in 0..200 {
        let game = crate::games::sketch(seed, 0.7, 0.03).game();
        let Ok(solution) = eliminate(&game, [0.5, 0.8][seed as usize % 2]) else { continue };
        let (start, last) = (Node::new(0), game.len() - 1);
        let target: Vec<bool> = game.nodes().map(|n| n.index() + 2 > last).collect();
        let Some(road) = robust_road(&game, &solution, start, &target) else { continue };
        let check = |stops: &[detente_play::Stop]| {
            check_road(&game, &solution.certificate, start, &target, stops, 1e-8)
        };
        let checked = check(&road.stops).unwrap();
        assert!((checked.slack - road.weakest.slack).abs() < 1e-9, "seed {seed}");
        accepted += 1;
        for number in 0..road.stops.len() {
            for off in [1e-4, -1e-4] {
                let mut changed = road.stops.clone();
                changed[number].value += off;
                assert!(check(&changed).is_err(), "seed {seed}");
            }
            for mover in game.players() {
                let mut changed = road.stops.clone();
                let edge = &mut changed[number].edges[mover.index()];
                *edge = match *edge {
                    Some(_) => None,
                    None => Some(game.stay(road.stops[number].node, mover)),
                };
                assert!(check(&changed).is_err(), "seed {seed}");
                rejected += 1;
            }
        }
        assert!(check(&road.stops[1..]).is_err());
    }
    assert!(accepted > 30 && rejected > 200, "{accepted}, {rejected}");
}
