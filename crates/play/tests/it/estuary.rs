//! The estuary of the casebook is the reference game, but that a referral cannot be withdrawn.

use detente_model::{Dispute, Id, Level, MoveRule, Scope};
use detente_play::critical::{holds, patience};
use detente_play::{Game, Setting, best_road, eliminate, road_exists, robust_road};
use detente_states::{Graph, Limits, Node};
use detente_testkit::estuary;
use serde_json::Value;

use crate::build::{fixture, list, reference};

fn graph(dispute: &Dispute) -> Graph {
    Graph::new(dispute, &Scope::whole(dispute), Limits::default()).unwrap()
}

fn setting<'g>(dispute: &Dispute, graph: &'g Graph, reading: &str) -> Setting<'g> {
    Setting::new(dispute, graph, dispute.reading(reading).unwrap()).unwrap()
}

/// The estuary with referrals that can be withdrawn.
fn freed() -> Dispute {
    let mut dispute = estuary();
    let referral = dispute.options.find(|option| option.id == "referral").unwrap();
    dispute.options[referral].moves = MoveRule::free();
    dispute
}

fn is_filed(game: &Game, node: Node) -> bool {
    game.levels(node)[3] == 1
}

fn oracle() -> Value {
    fixture(include_str!("../fixture/reference.json"))
}

/// Differences below the last of the printed decimal places.
fn same(a: f64, b: f64) -> bool {
    (a - b).abs() < 1e-12
}

#[test]
fn it_is_the_reference_game() {
    let expected = reference(0.25, 0.3, 0.03);
    let (as_written, freed) = (estuary(), freed());
    for (reading, dispute, edges) in
        [("exchange", &as_written, 800), ("wary", &as_written, 800), ("exchange", &freed, 848)]
    {
        let graph = graph(dispute);
        let setting = setting(dispute, &graph, reading);
        let game = &setting.game;
        assert!((setting.discount - 0.6).abs() < 2e-10, "{}", setting.discount);
        assert_eq!((game.len(), game.edge_count()), (96, edges));
        for node in game.nodes() {
            assert_eq!(game.levels(node), expected.levels(node));
            let (duties, others) = (game.duties(node), expected.duties(node));
            assert_eq!(duties.len(), others.len());
            for (duty, other) in duties.iter().zip(others) {
                assert_eq!(duty.player, other.player);
                assert!(same(duty.temptation, other.temptation));
                assert!(duty.harm.iter().zip(&other.harm).all(|(a, b)| same(*a, *b)));
                assert!(same(duty.detect, other.detect));
                assert!(same(duty.false_alarm, other.false_alarm));
            }
            for player in game.players() {
                assert!(same(game.chance(player), expected.chance(player)));
                assert!(same(game.utility(node, player), expected.utility(node, player)));
                let to = |game: &Game| -> Vec<(Node, f64)> {
                    let edges = game.edges(node, player).map(Id::new);
                    edges.map(|edge| (game.to(edge), game.cost(edge))).collect()
                };
                let mut moves = to(&expected);
                if edges == 800 {
                    moves.retain(|(to, _)| is_filed(game, *to) || !is_filed(game, node));
                }
                assert_eq!(to(game), moves, "from {:?}", game.levels(node));
            }
        }
    }
}

/// Values found by other code: all of them once referrals can be withdrawn; as it is written those of
/// states without a referral, from a discount factor of 0.6 up (below, fewer punishments are credible).
#[test]
fn it_has_the_values_of_the_reference_game() {
    let graphs = [estuary(), freed()].map(|dispute| graph(&dispute));
    let as_written = setting(&estuary(), &graphs[0], "exchange");
    let freed = setting(&freed(), &graphs[1], "exchange");
    for free in oracle()["free"].as_array().unwrap() {
        let discount = free["delta"].as_f64().unwrap();
        for (setting, is_freed) in [(&as_written, false), (&freed, true)] {
            if !is_freed && discount < 0.6 {
                continue;
            }
            let game = &setting.game;
            let found = eliminate(game, discount).unwrap();
            let joint: Vec<f64> = list(&free["U"]);
            let punished: Vec<Vec<f64>> = list(&free["v"]);
            for node in game.nodes().filter(|node| is_freed || !is_filed(game, *node)) {
                let at = node.index();
                let mut off = (found.joint(node) - joint[at]).abs();
                for player in game.players() {
                    let value = punished[player.index()][at];
                    off = off.max((found.punished(node, player) - value).abs());
                }
                assert!(off < 1e-9, "at {discount}: off by {off} in {:?}", game.levels(node));
            }
            let edges = free["n_adm_arcs"].as_u64().unwrap();
            assert!(!is_freed || found.edges as u64 == edges, "at {discount}");
        }
    }
}

/// The roads at its own discount factor are those other code found at 0.6.
#[test]
fn it_has_the_roads_of_the_reference_game() {
    let graph = graph(&estuary());
    let setting = setting(&estuary(), &graph, "exchange");
    let game = &setting.game;
    let solution = eliminate(game, setting.discount).unwrap();
    let whole: [Level; 4] = [3, 2, 3, 0];
    let target: Vec<bool> = game.nodes().map(|node| game.levels(node) == whole).collect();
    let start = game.find(&[0, 0, 0, 0]).unwrap();
    let oracle = oracle();
    let roads = oracle["roads"].as_array().unwrap();
    let expected = roads.iter().find(|road| road["delta"] == 0.6).unwrap();
    let best = best_road(game, &solution, start, &target).unwrap();
    let robust = robust_road(game, &solution, start, &target).unwrap();
    // The discount factor is 0.6 to 2e-10, and the fixture's most robust road to 1e-6.
    for (road, key, fine) in [(&best, "best", 1e-8), (&robust, "robust", 2e-6)] {
        let number = |name: &str| expected[key][name].as_f64().unwrap();
        assert!((road.value - number("U0")).abs() < fine, "{key}: {}", road.value);
        let slack = road.weakest.slack;
        assert!((slack - number("weakest_slack")).abs() < fine, "{key}: {slack}");
        assert_eq!(road.stops.len(), expected[key]["road_states"].as_u64().unwrap() as usize);
    }
}

/// What the two readings are there for: to the one there are roads, to the other there is none.
#[test]
fn only_one_reading_accepts_what_a_road_leads_to() {
    let dispute = estuary();
    let deal = dispute.deal.clone().unwrap();
    for (id, packages, road) in [("exchange", 4, true), ("wary", 1, false)] {
        let graph = graph(&dispute);
        let setting = setting(&dispute, &graph, id);
        let reading = dispute.reading(id).unwrap();
        let target = setting.states(|levels| {
            deal.when.holds(levels)
                && deal.needs.iter().all(|who| dispute.accepts(reading, *who, levels))
        });
        assert_eq!(target.iter().filter(|is| **is).count(), packages, "{id}");
        let solution = eliminate(&setting.game, setting.discount).unwrap();
        assert_eq!(road_exists(&setting.game, &solution, Node::new(0), &target), road, "{id}");
    }
}

/// A referral that cannot be withdrawn is a punishment less that is credible, so more patience is needed.
#[test]
fn it_takes_more_patience_than_if_referrals_could_be_withdrawn() {
    let critical = |dispute: &Dispute| {
        let graph = graph(dispute);
        let setting = setting(dispute, &graph, "exchange");
        let game = &setting.game;
        let target = setting.states(|levels| levels == [3, 2, 3, 0]);
        let spans = patience(|discount| holds(game, discount, Node::new(0), &target)).unwrap();
        assert_eq!(spans.len(), 1, "{spans:?}");
        spans[0].from
    };
    let known = oracle()["critical_discount"][0][0].as_f64().unwrap();
    assert!((critical(&freed()) - known).abs() < 1e-8);
    let as_written = critical(&estuary());
    assert!(as_written > known + 0.05 && as_written < 0.6, "{as_written}");
}
