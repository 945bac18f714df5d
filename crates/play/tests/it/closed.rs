//! Closed forms, against rows worked out elsewhere and against the game itself.

use detente_model::Id;
use detente_play::closed::{gradual, trigger};
use detente_play::unpaid::punish::{markov, worst};
use detente_play::unpaid::weakest;
use detente_play::{Act, Draft, Duty, Game, Move, Player, Stop};
use detente_states::Node;

use crate::build::{fixture, list};

#[test]
fn a_trigger_on_any_alarm() {
    let rows = fixture(include_str!("../fixture/unpaid.json"));
    for row in rows["closed"].as_array().unwrap() {
        let [b, p, q, worth] = ["b", "p", "q", "Delta"].map(|key| row[key].as_f64().unwrap());
        let others: Vec<f64> = list(&row["other_false_alarm"]);
        let found = trigger(b, p, q, &others, worth);
        match row["delta"].as_f64() {
            Some(expected) => assert!((found.unwrap() - expected).abs() < 1e-12, "{row}"),
            None => assert_eq!(found, None),
        }
        if let (Some(edge), true) = (found, others.is_empty()) {
            assert!(slack(&standing(b, p, q, worth), edge).abs() < 1e-9, "{row}");
        }
    }
    // The grim trigger of a dilemma: (T−R)/(T−P).
    assert!((trigger(5.0 - 3.0, 1.0, 0.0, &[], 3.0 - 1.0).unwrap() - 0.5).abs() < 1e-15);
}

/// A standing exchange that the other player can end for good.
fn standing(temptation: f64, detect: f64, false_alarm: f64, worth: f64) -> Game {
    let duty = Duty {
        promise: 0,
        player: Player::new(0),
        temptation,
        harm: vec![0.0, 1.0],
        detect,
        false_alarm,
    };
    let mut draft = Draft::new(&[0.0, 1.0]);
    let end = Move { to: Node::new(1), cost: 0.0 };
    draft.state(&[0], &[worth, 1.0], &[duty], &[vec![], vec![end]]);
    draft.state(&[1], &[0.0, 0.0], &[], &[vec![], vec![]]);
    draft.finish().unwrap()
}

/// How firmly the duty is kept in it.
fn slack(game: &Game, discount: f64) -> f64 {
    let stay = [Stop { node: Node::new(0), value: 0.0, edges: vec![None; 2] }];
    let threat = worst(game, &[discount; 2], &markov(game, &[discount; 2]));
    let hold = weakest(game, &[discount; 2], &stay, &threat).unwrap();
    assert_eq!(hold.act, Act::Keep);
    hold.slack
}

#[test]
fn steps_that_nobody_has_to_trust_far() {
    for (benefit, discount, ratio, first) in [
        (2.0, 0.6, 0.8333333333333334, 0.16666666666666663),
        (1.5, 0.9, 0.7407407407407407, 0.2592592592592593),
        (3.0, 0.5, 0.6666666666666666, 0.33333333333333337),
        (2.0, 0.9, 0.5555555555555556, 0.4444444444444444),
    ] {
        let found = gradual(benefit, discount).unwrap();
        assert!((found.ratio - ratio).abs() < 1e-15 && (found.first - first).abs() < 1e-15);
    }
    assert_eq!(gradual(1.2, 0.8), None);
    assert_eq!(gradual(2.0, 1.0), None);
}
