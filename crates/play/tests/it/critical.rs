//! Critical values of the reference game, and targets that more patience undoes.

use detente_model::{Id, Level};
use detente_play::critical::{
    Threshold, holds, least, less_tempting, longest_period, map, patience, quieter, relief,
    sharper, threshold, verification,
};
use detente_play::{Blocked, Duty, Player, best_road, eliminate, why_blocked};
use detente_states::Node;

use crate::build::{Board, all_levels, fixture, list, reference};

fn target(game: &detente_play::Game) -> Vec<bool> {
    let wanted = game.find(&[3, 2, 3, 0]).unwrap();
    game.nodes().map(|node| node == wanted).collect()
}

#[test]
fn critical_patience_of_the_reference_game() {
    let expected = fixture(include_str!("../fixture/reference.json"));
    let edge = expected["critical_discount"][0][0].as_f64().unwrap();
    let game = reference(0.25, 0.3, 0.03);
    let target = target(&game);
    let spans = patience(|discount| holds(&game, discount, Node::new(0), &target)).unwrap();
    assert_eq!(spans.len(), 1);
    assert!((spans[0].from - edge).abs() < 1e-6 && spans[0].to == 0.999, "{spans:?}");
}

#[test]
fn critical_detection_and_false_alarms() {
    let expected = fixture(include_str!("../fixture/reference.json"));
    let start = Node::new(0);
    for case in expected["critical_p"].as_array().unwrap() {
        let discount = case["delta"].as_f64().unwrap();
        let found = threshold(0.04, 0.96, |base| {
            let game = reference(base, 0.05, 0.03);
            holds(&game, discount, start, &target(&game))
        })
        .unwrap();
        let Threshold::From(edge) = found else { panic!("{found:?} at {discount}") };
        let off = edge - case["edge"][0][0].as_f64().unwrap();
        assert!(off.abs() < 1e-6, "at {discount}: off by {off}");
    }
    for case in expected["critical_q"].as_array().unwrap() {
        let discount = case["delta"].as_f64().unwrap();
        let found = threshold(-0.28, 0.0, |less| {
            let game = reference(0.3, 0.05, -less);
            holds(&game, discount, start, &target(&game))
        })
        .unwrap();
        match case["edge"][0][0].as_f64() {
            None => assert_eq!(found, Threshold::Never),
            Some(edge) => {
                let Threshold::From(found) = found else { panic!("{found:?} at {discount}") };
                assert!((edge + found).abs() < 1e-6, "at {discount}: {found}");
            }
        }
    }
}

#[test]
fn more_patience_may_undo_what_less_could_hold() {
    let cases = fixture(include_str!("../fixture/nonmonotone.json"));
    for case in cases.as_array().unwrap() {
        let levels: Vec<Level> = list(&case["levels"]);
        let indices = |key: &str| list::<u8>(&case[key]).into_iter().map(usize::from).collect();
        let states = all_levels(&levels);
        let at = |x: &[Level]| states.iter().position(|s| s == x).unwrap();
        let board = Board {
            levels: levels.clone(),
            owner: indices("owner"),
            weights: vec![0.5, 0.5],
            snap: vec![],
            one_way: indices("irreversible_options"),
            cost: &|_, _| 0.0,
            utility: &|x| list(&case["u"][at(x)]),
            duties: &|_| Vec::<Duty>::new(),
        };
        let game = board.game();
        let here = Node::new(at(&list::<Level>(&case["target"])));
        let target: Vec<bool> = game.nodes().map(|node| node == here).collect();
        let spans = patience(|discount| holds(&game, discount, here, &target)).unwrap();
        let mut edges: Vec<f64> = spans.iter().flat_map(|span| [span.from, span.to]).collect();
        edges.retain(|&edge| edge > 0.02 && edge < 0.999);
        // Two edges of the source are no edges: there the slack is exactly 0 on both sides, and was
        // lost to values known to 1e-13/(1−δ) only.
        let listed = case["edges"].as_array().unwrap();
        let (rounding, expected): (Vec<_>, Vec<_>) = listed.iter().partition(|edge| {
            [0.8610443067551, 0.8950075197220].iter().any(|e| edge[0].as_f64() == Some(*e))
        });
        for edge in rounding {
            for beside in [-0.01, 0.01] {
                let solution = eliminate(&game, edge[0].as_f64().unwrap() + beside).unwrap();
                let road = best_road(&game, &solution, here, &target).unwrap();
                assert!(road.weakest.slack.abs() < 1e-11, "{road:?}");
            }
        }
        assert_eq!(edges.len(), expected.len(), "{spans:?}");
        for (edge, expected) in edges.iter().zip(expected) {
            assert!((edge - expected[0].as_f64().unwrap()).abs() < 1e-6, "{spans:?}");
        }
    }
}

#[test]
fn what_would_mend_a_road_that_does_not_hold() {
    let game = reference(0.25, 0.05, 0.03);
    let (start, target, discount) = (Node::new(0), target(&game), 0.5);
    let solution = eliminate(&game, discount).unwrap();
    assert!(best_road(&game, &solution, start, &target).is_none());
    let blocked = why_blocked(&game, &solution, start, &target).unwrap();
    let Blocked::Deficit { deficit, nearest, farthest } = blocked else { panic!("{blocked:?}") };
    assert!(deficit > 0.0 && nearest.weakest.slack == -deficit);
    let (left, road) = farthest.unwrap();
    assert!(left > 0 && left <= 8 && road.weakest.slack >= -1e-9);

    let found = verification(&game, discount, start, &target).unwrap();
    let Threshold::From(share) = found else { panic!("{found:?}") };
    assert!(share > 0.0 && share < 1.0);
    let with = |share: f64| {
        let game = sharper(&game, share, |_| true);
        holds(&game, discount, start, &target).unwrap()
    };
    assert!(with(share) && !with(share - 1e-6));
    let flow = relief(&game, discount, start, &target, Player::new(0), 10.0).unwrap().unwrap();
    assert!(flow > 0.0);
    let map = map(&game, start, &target, &[0.4, 0.5, 0.7]).unwrap();
    let shares: Vec<f64> = map
        .iter()
        .map(|(_, found)| if let Threshold::From(share) = found { *share } else { f64::NAN })
        .collect();
    assert!(shares[0] > shares[1] && shares[1] > shares[2], "patience eases it here: {shares:?}");
    let quiet = quieter(&game, 1.0, |_| true);
    assert!(quiet.kinds().iter().flatten().all(|duty| duty.false_alarm == 0.0));
    let tempted = |share: f64, promise: usize| {
        let game = less_tempting(&game, share, |duty| duty.promise == promise);
        holds(&game, discount, start, &target)
    };
    let share = least(1.0, |share| tempted(share, 0)).unwrap().unwrap();
    assert!(share > 0.0 && share < 1.0 && tempted(share, 0).unwrap());
    assert!(!tempted(share - 1e-6, 0).unwrap());
    assert!(!tempted(1.0, 0).unwrap(), "a breach that tempts nobody punishes nobody either");
    assert!(!tempted(share, 1).unwrap(), "there is no such promise");
}

#[test]
fn a_discount_factor_is_a_length_of_time() {
    let months = longest_period(0.368, 0.3).unwrap();
    assert!((months / 12.0 - 3.33).abs() < 0.01, "{months}");
    assert!((longest_period(0.929, 0.3).unwrap() / 12.0 - 0.245).abs() < 0.001);
    assert_eq!(longest_period(0.5, 0.0), None);
    assert_eq!(longest_period(1.0, 0.3), None);
}
