//! Values of the reference game and of eight random games, worked out by other code.

use detente_model::Id;
use detente_play::{Game, Player, check, eliminate};
use detente_states::Node;
use serde_json::Value;

use crate::build::{fixture, from_json, list, reference};

/// The largest difference of U and v from those of a fixture.
fn difference(game: &Game, discount: f64, expected: &Value) -> (f64, usize, usize) {
    let found = eliminate(game, discount).unwrap();
    let checked = check(game, &found.certificate, 1e-8).unwrap();
    assert!(checked.error < 1e-9, "{checked:?}");
    let mut most: f64 = 0.0;
    for (node, joint) in list::<f64>(&expected["U"]).into_iter().enumerate() {
        most = most.max((found.joint(Node::new(node)) - joint).abs());
    }
    for (player, row) in expected["v"].as_array().unwrap().iter().enumerate() {
        for (node, value) in list::<f64>(row).into_iter().enumerate() {
            let found = found.punished(Node::new(node), Player::new(player));
            most = most.max((found - value).abs());
        }
    }
    (most, found.edges, found.promises)
}

#[test]
fn values_of_the_reference_game() {
    let expected = fixture(include_str!("../fixture/reference.json"));
    let game = reference(0.25, 0.3, 0.03);
    assert_eq!((game.len(), game.edge_count()), (96, 848));
    for free in expected["free"].as_array().unwrap() {
        let discount = free["delta"].as_f64().unwrap();
        let (off, edges, promises) = difference(&game, discount, free);
        assert!(off < 1e-9, "discount factor {discount}: off by {off}");
        assert_eq!(edges as u64, free["n_adm_arcs"].as_u64().unwrap(), "at {discount}");
        assert_eq!(promises as u64, free["n_adm_compliance"].as_u64().unwrap(), "at {discount}");
    }
}

#[test]
fn values_of_random_games() {
    let games = fixture(include_str!("../fixture/random_mover.json"));
    for (number, value) in games.as_array().unwrap().iter().enumerate() {
        let game = from_json(value);
        for solution in value["solutions"].as_array().unwrap() {
            let discount = solution["delta"].as_f64().unwrap();
            let (off, edges, promises) = difference(&game, discount, solution);
            assert!(off < 1e-9, "game {number} at {discount}: off by {off}");
            assert_eq!(edges as u64, solution["n_adm_arcs"].as_u64().unwrap());
            assert_eq!(promises as u64, solution["n_adm_profiles"].as_u64().unwrap());
        }
    }
}
