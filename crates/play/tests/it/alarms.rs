//! The closed form of liquidity against linear programmes solved elsewhere.

use detente_model::Id;
use detente_play::{Duty, Player, liquidity, promises, rent};

use crate::build::{fixture, list};

fn duty(player: usize, temptation: f64, detect: f64, false_alarm: f64) -> Duty {
    Duty {
        promise: 0,
        player: Player::new(player),
        temptation,
        harm: vec![1.0; 4],
        detect,
        false_alarm,
    }
}

#[test]
fn liquidity_equals_the_linear_programme() {
    let rows = fixture(include_str!("../fixture/alarms.json"));
    assert_eq!(rows.as_array().unwrap().len(), 45);
    for row in rows.as_array().unwrap() {
        let [b, p, q] = ["b", "p", "q"].map(|key| list::<f64>(&row[key]));
        let duties: Vec<Duty> = (0..b.len()).map(|i| duty(i, b[i], p[i], q[i])).collect();
        let expected = row["L_min_LP"].as_f64().unwrap();
        let found = liquidity(&duties.iter().collect::<Vec<_>>());
        assert!((found - expected).abs() <= 1e-12 * expected.max(1.0), "{found} for {expected}");
    }
}

#[test]
fn one_duty_perfect_alarms_and_useless_ones() {
    let one = duty(0, 0.9, 0.55, 0.05);
    assert!((liquidity(&[&one]) - 0.9 / 0.5).abs() < 1e-15, "b/(p−q)");
    assert!((rent(&one) - 0.95 * 0.9 / 0.5).abs() < 1e-15);
    let perfect = [duty(0, 0.9, 1.0, 0.0), duty(1, 0.4, 1.0, 0.0), duty(1, 0.2, 1.0, 0.0)];
    let all: Vec<&Duty> = perfect.iter().collect();
    assert!((liquidity(&all) - 1.5).abs() < 1e-15, "the sum of the temptations");
    for useless in [duty(0, 0.9, 0.05, 0.05), duty(0, 0.9, 0.0, 0.3), duty(0, 0.9, 1.0, 1.0)] {
        assert_eq!(liquidity(&[&perfect[1], &useless]), f64::INFINITY);
        assert_eq!(promises(&[useless], 4).len(), 1, "only its breach can be tolerated");
    }
    assert_eq!(liquidity(&[&duty(0, 0.0, 0.0, 0.3)]), 0.0, "no temptation, nothing to pay");
    assert_eq!(liquidity(&[]), 0.0);
}

#[test]
fn promises_say_what_breaches_bring() {
    let duties = [duty(0, 0.9, 0.5, 0.1), duty(2, 0.0, 0.5, 0.1), duty(1, 0.4, 0.5, 0.1)];
    let all = promises(&duties, 4);
    let broken: Vec<u32> = all.iter().map(|p| p.broken).collect();
    assert_eq!(broken, [0b000, 0b001, 0b100, 0b101], "what tempts nobody is kept");
    assert!(all[0].keeps_all() && all[0].gain == [0.0; 4]);
    assert_eq!(all[3].gain, [0.9 - 1.0, -1.0 + 0.4, -2.0, -2.0]);
    assert!((all[1].leak() - (all[1].liquidity - 0.4)).abs() < 1e-15);
}
