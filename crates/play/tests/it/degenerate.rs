//! Games with nothing in them, or too much, are answered with types.

use detente_model::Id;
use detente_play::critical::{Threshold, patience, threshold, verification};
use detente_play::{
    Act, Blocked, Draft, Duty, MOST_PATIENT, Move, NotAGame, Player, Unsolved, best_road, check,
    eliminate, robust_road, why_blocked,
};
use detente_states::Node;

use crate::build::reference;

fn duty(detect: f64, false_alarm: f64) -> Duty {
    let player = Player::new(0);
    Duty { promise: 0, player, temptation: 1.0, harm: vec![0.0, 0.2], detect, false_alarm }
}

/// One state, two players, nothing to do.
fn alone(duties: &[Duty]) -> Draft {
    let mut draft = Draft::new(&[0.0, 0.0]);
    draft.state(&[0], &[1.0, 2.0], duties, &[vec![], vec![]]);
    draft
}

#[test]
fn a_single_state_without_moves() {
    let game = alone(&[]).finish().unwrap();
    assert!(game.players().all(|p| game.chance(p) == 0.5), "nobody is favoured");
    for discount in [0.0, 0.5, MOST_PATIENT] {
        let solution = eliminate(&game, discount).unwrap();
        assert!((solution.joint(Node::new(0)) - 3.0).abs() < 1e-9);
        assert!(check(&game, &solution.certificate, 1e-8).is_ok());
        let road = robust_road(&game, &solution, Node::new(0), &[true]).unwrap();
        assert!(
            road.ladder.is_empty() && road.periods == 0.0 && road.ends == [(Node::new(0), 1.0)]
        );
        assert!(matches!(
            why_blocked(&game, &solution, Node::new(0), &[false]),
            Some(Blocked::NoTarget)
        ));
    }
}

#[test]
fn alarms_that_tell_nothing_leave_only_tolerated_breaches() {
    for (detect, false_alarm) in [(0.3, 0.3), (0.1, 0.4), (1.0, 1.0)] {
        let game = alone(&[duty(detect, false_alarm)]).finish().unwrap();
        let solution = eliminate(&game, 0.9).unwrap();
        assert!((solution.joint(Node::new(0)) - 3.8).abs() < 1e-9, "3 + 1 − 0.2");
        assert_eq!(solution.certificate.follow.broken, [1]);
        let blocked = why_blocked(&game, &solution, Node::new(0), &[true]);
        assert_eq!(blocked, Some(Blocked::NoAlarm));
        // Sharper alarms do not help either: nothing is at stake in a single state.
        assert_eq!(verification(&game, 0.9, Node::new(0), &[true]), Ok(Threshold::Never));
    }
}

#[test]
fn discount_factors_out_of_range() {
    let game = reference(0.25, 0.3, 0.03);
    for discount in [-0.1, 1.0, 1.5, f64::NAN, f64::INFINITY] {
        assert!(matches!(eliminate(&game, discount).err(), Some(Unsolved::Discount(_))));
    }
    let myopic = eliminate(&game, 0.0).unwrap();
    assert!(check(&game, &myopic.certificate, 1e-8).is_ok());
    let patient = eliminate(&game, 0.9999).unwrap();
    assert!(check(&game, &patient.certificate, 1e-8).is_ok());
    assert_eq!(patience::<()>(|_| Ok(false)), Ok(vec![]));
    assert_eq!(patience::<()>(|_| Ok(true)).unwrap().len(), 1);
    assert_eq!(patience(Err), Err(0.02), "unsettled is no answer");
    assert_eq!(threshold::<()>(0.0, 1.0, |x| Ok(x >= 0.0)), Ok(Threshold::Always));
}

#[test]
fn where_no_step_leads() {
    let game = reference(0.25, 0.3, 0.03);
    let solution = eliminate(&game, 0.7).unwrap();
    let origin = game.find(&[0, 0, 0, 0]).unwrap();
    let start = game.find(&[1, 1, 1, 0]).unwrap();
    // From the middle, both 0 and 2 lie ahead, on different sides; passing through is not monotone.
    let mut both = vec![false; game.len()];
    both[origin.index()] = true;
    both[game.find(&[2, 1, 1, 0]).unwrap().index()] = true;
    let road = best_road(&game, &solution, start, &both).unwrap();
    assert!(road.stops.iter().all(|stop| game.levels(stop.node)[3] == 0));
    // A target that holds and one that is empty.
    assert!(why_blocked(&game, &solution, start, &both).is_none());
    let none = vec![false; game.len()];
    assert!(best_road(&game, &solution, start, &none).is_none());
    let already: Vec<bool> = game.nodes().map(|node| node == start).collect();
    let rest = best_road(&game, &solution, start, &already).unwrap();
    assert!(rest.ladder.is_empty() && !matches!(rest.weakest.act, Act::Step(..)));
}

#[test]
fn two_targets_serve_no_worse_than_one() {
    let game = reference(0.25, 0.3, 0.03);
    let start = Node::new(0);
    let ends = [[3, 2, 3, 0], [2, 2, 2, 0], [1, 1, 1, 0]].map(|levels| game.find(&levels).unwrap());
    for discount in [0.3, 0.35, 0.4, 0.6, 0.8] {
        let solution = eliminate(&game, discount).unwrap();
        let to = |ends: &[Node]| {
            let target: Vec<bool> = game.nodes().map(|node| ends.contains(&node)).collect();
            best_road(&game, &solution, start, &target)
        };
        let single: Vec<f64> =
            ends.iter().filter_map(|end| to(&[*end])).map(|road| road.value).collect();
        let all = to(&ends);
        assert_eq!(all.is_none(), single.is_empty());
        if let Some(all) = all {
            assert!(single.iter().all(|value| all.value >= value - 1e-9));
            let sure: f64 = all.ends.iter().map(|(_, chance)| chance).sum();
            assert!((sure - 1.0).abs() < 1e-12);
        }
    }
}

#[test]
fn what_is_no_game() {
    assert_eq!(Draft::new(&[1.0]).finish().err(), Some(NotAGame::NoState));
    assert_eq!(Draft::new(&[]).finish().err(), Some(NotAGame::Players(0)));
    assert_eq!(Draft::new(&[1.0; 16]).finish().err(), Some(NotAGame::Players(16)));
    assert_eq!(Draft::new(&[f64::NAN, 1.0]).finish().err(), Some(NotAGame::Number(None)));
    assert_eq!(Draft::new(&[-1.0, 2.0]).finish().err(), Some(NotAGame::Number(None)));
    let fault = |change: &dyn Fn(&mut Draft)| {
        let mut draft = alone(&[]);
        change(&mut draft);
        draft.finish().err()
    };
    let here = Node::new(1);
    let none = || [vec![], vec![]];
    assert_eq!(fault(&|d| d.state(&[1], &[1.0], &[], &none())), Some(NotAGame::Row(here)));
    assert_eq!(fault(&|d| d.state(&[1, 1], &[1.0; 2], &[], &none())), Some(NotAGame::Row(here)));
    let bad = [f64::NAN, 0.0];
    assert_eq!(fault(&|d| d.state(&[1], &bad, &[], &none())), Some(NotAGame::Number(Some(here))));
    let duties = [duty(1.2, 0.0)];
    assert_eq!(
        fault(&|d| d.state(&[1], &[0.0; 2], &duties, &none())),
        Some(NotAGame::Number(Some(here)))
    );
    let many = vec![duty(0.5, 0.0); 11];
    assert_eq!(
        fault(&|d| d.state(&[1], &[0.0; 2], &many, &none())),
        Some(NotAGame::Duties(here, 11))
    );
    let away = [vec![Move { to: Node::new(7), cost: 0.0 }], vec![]];
    assert_eq!(
        fault(&|d| d.state(&[1], &[0.0; 2], &[], &away)),
        Some(NotAGame::Target(Node::new(7)))
    );
}
