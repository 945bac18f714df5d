//! Games made from disputes.

use detente_model::number::to_float;
use detente_model::{
    ByLevel, Dispute, Id, Preference, PreferenceForm, ReadingId, Scope, Statement,
};
use detente_play::critical::longest_period;
use detente_play::{Edge, Missing, NoGame, Setting, check, eliminate};
use detente_states::{Graph, Limits};
use detente_testkit::{flagship, random_conflict, random_dispute};

#[test]
fn the_flagship_negotiation_is_a_game() {
    let dispute = flagship();
    let scope = Scope::focus(&dispute, dispute.focus("negotiation").unwrap());
    let graph = Graph::new(&dispute, &scope, Limits::default()).unwrap();
    for reading in dispute.readings.ids() {
        let setting = Setting::new(&dispute, &graph, reading).unwrap();
        assert_eq!(setting.game.len(), setting.graph.len());
        let slowest = setting.discounts.iter().copied().fold(1.0, f64::min);
        assert_eq!(setting.discount, slowest, "the least patient sets the pace");
        for (discount, impatience) in setting.discounts.iter().zip(&setting.impatience) {
            let months = longest_period(*discount, *impatience).unwrap();
            assert!((months - setting.period).abs() < 1e-9);
        }
        let solution = eliminate(&setting.game, setting.discount).unwrap();
        check(&setting.game, &solution.certificate, 1e-8).unwrap();
    }
}

/// The game says what the definitions of the dispute say, state by state.
#[test]
fn games_mean_what_disputes_mean() {
    let mut games = 0;
    for seed in 0..600 {
        let mut dispute = random_dispute(seed);
        complete(&mut dispute);
        let Ok(graph) = Graph::new(&dispute, &Scope::whole(&dispute), Limits::default()) else {
            continue;
        };
        for reading in dispute.readings.ids() {
            let Ok(setting) = Setting::new(&dispute, &graph, reading) else {
                continue;
            };
            agrees(&dispute, reading, &setting);
            games += 1;
        }
    }
    assert!(games > 100, "{games}");
}

fn agrees(dispute: &Dispute, reading: ReadingId, setting: &Setting) {
    let game = &setting.game;
    for node in game.nodes() {
        let levels = setting.graph.levels(node);
        for (player, party) in game.players().zip(&setting.parties) {
            let worth = dispute.utility(reading, *party, levels).unwrap().unwrap();
            assert!((game.utility(node, player) - to_float(&worth)).abs() < 1e-9);
            let steps = dispute.steps(*party, levels);
            let edges: Vec<Edge> = game.edges(node, player).map(Edge::new).collect();
            assert_eq!(game.to(edges[0]), node, "staying comes first");
            assert_eq!(edges.len(), steps.len() + 1);
            for (edge, there) in edges[1..].iter().zip(&steps) {
                assert_eq!(setting.graph.levels(game.to(*edge)), there);
                let step = setting.step(node, player, *edge).unwrap();
                let option = &dispute.options[step.option];
                let moved = levels[step.option.index()].abs_diff(there[step.option.index()]);
                let cost = option.step_cost.as_ref().map_or(0.0, |cost| to_float(&cost.mode()));
                assert!((game.cost(*edge) - cost * f64::from(moved)).abs() < 1e-12);
            }
            assert_eq!(setting.step(node, player, edges[0]), None);
        }
        let bound = dispute.process.obligations.iter();
        let bound = bound.filter(|o| o.when.holds(levels) && setting.player(o.party).is_some());
        let duties = game.duties(node);
        assert_eq!(duties.len(), bound.clone().count());
        for (duty, obligation) in duties.iter().zip(bound) {
            assert_eq!(setting.parties[duty.player.index()], obligation.party);
            let at = |by: &ByLevel| match by {
                ByLevel::Same(quantity) => to_float(&quantity.mode()),
                ByLevel::Option(o, list) => to_float(&list[usize::from(levels[o.index()])].mode()),
            };
            assert_eq!(duty.detect, at(&obligation.detect));
            assert_eq!(duty.false_alarm, at(&obligation.false_alarm));
            assert_eq!(duty.temptation, to_float(&obligation.temptation.mode()));
        }
    }
    let rates: f64 = game.players().map(|p| game.chance(p)).sum();
    assert!((rates - 1.0).abs() < 1e-12);
}

#[test]
fn everything_missing_is_named_at_once() {
    let mut dispute = flagship();
    let scope = Scope::focus(&dispute, dispute.focus("negotiation").unwrap());
    let reading = dispute.readings.ids().next().unwrap();
    let iran = dispute.parties.find(|p| p.id == "iran").unwrap();
    let us = dispute.parties.find(|p| p.id == "us").unwrap();
    dispute.process.time = None;
    dispute.parties[iran].moves_per_year = None;
    dispute.parties[us].turnover_per_year = None;
    let always = Statement::Sure(detente_model::Condition::Always);
    let form = PreferenceForm::Statements { ordered: vec![always], rank_as_scale: false };
    dispute.readings[reading].preference[iran] = Some(Preference::new(form));
    let graph = Graph::new(&dispute, &scope, Limits::default()).unwrap();
    let refused = Setting::new(&dispute, &graph, reading).err().unwrap();
    let NoGame::Missing(missing) = refused else { panic!("{refused:?}") };
    let keys: Vec<String> = missing.iter().map(|m| m.key(&dispute, reading)).collect();
    let id = &dispute.readings[reading].id;
    assert!(missing.contains(&Missing::Period) && missing.contains(&Missing::TimePreference));
    assert!(keys.contains(&format!("reading.{id}.value.iran")), "{keys:?}");
    assert!(keys.contains(&"party.us.turnover-per-year".to_string()), "{keys:?}");
}

/// Whatever the dispute, there is a game or a typed refusal; and an equilibrium is one.
#[test]
fn random_disputes_make_games_or_say_what_is_missing() {
    let (mut games, mut refused) = (0, 0);
    for seed in 0..1_500 {
        let mut dispute = if seed % 2 == 0 { random_dispute(seed) } else { random_conflict(seed) };
        if seed % 3 > 0 {
            complete(&mut dispute);
        }
        let Ok(graph) = Graph::new(&dispute, &Scope::whole(&dispute), Limits::default()) else {
            continue;
        };
        for reading in dispute.readings.ids() {
            match Setting::new(&dispute, &graph, reading) {
                Ok(setting) => {
                    if let Ok(solution) = eliminate(&setting.game, setting.discount) {
                        let scale = setting.game.scale();
                        check(&setting.game, &solution.certificate, 1e-7 * scale).unwrap();
                        games += 1;
                    }
                }
                Err(_) => refused += 1,
            }
        }
    }
    assert!(games > 200 && refused > 200, "{games} games, {refused} refused");
}

/// Says what random disputes leave out: rates and the length of a period.
fn complete(dispute: &mut Dispute) {
    let one = || Some(detente_model::Quantity::Exact(1.into()));
    for party in dispute.parties.values_mut() {
        party.moves_per_year = party.moves_per_year.take().or_else(one);
        party.turnover_per_year = party.turnover_per_year.take().or_else(one);
    }
    let time = dispute.process.time.get_or_insert(detente_model::Time {
        period_months: 2.into(),
        horizon_years: None,
        time_preference: None,
        backing: detente_model::Backing::default(),
    });
    time.time_preference = time.time_preference.take().or_else(one);
}
