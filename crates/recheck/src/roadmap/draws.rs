//! Draws of the uncertain numbers, made again: each is a dispute of its own.

use detente_finding::{Real, RoadDraws};

use super::field::Field;
use super::game::Setting;
use super::largest::{Ended, largest};
use super::reading::{Checker, MOST_PATIENT};
use super::values::Values;
use super::words::near;
use crate::deals;
use crate::ledger::Ledger;

/// The most looks at an arc, over all draws, and states ahead times draws.
const MOST_WORK: u64 = 150_000_000;
const MOST_STATES: usize = 40_000;

/// What a draw came to.
enum Drawn {
    NoTarget,
    NoRoad,
    /// The most slack a road has, and the tolerance that belongs to it.
    Road(f64, f64),
}

pub(super) fn check(
    checker: &Checker<'_>,
    is_game: bool,
    subject: &str,
    said: Option<&RoadDraws>,
    ledger: &mut Ledger,
) {
    let subject = format!("{subject}: draws");
    let asked = is_game && checker.asked.draws > 0;
    match said {
        None if asked => ledger.refuted(&subject, "they were asked and are not told"),
        Some(_) if !asked => ledger.refuted(&subject, "they are told and there can be none"),
        None => {}
        Some(said) => match again(checker) {
            Ok(drawn) => match compare(said, &drawn) {
                Ok(()) => ledger.confirmed(&subject, "each made and solved again"),
                Err(why) => ledger.refuted(&subject, why),
            },
            Err(why) => ledger.skipped(&subject, why),
        },
    }
}

fn again(checker: &Checker<'_>) -> Result<Vec<Drawn>, &'static str> {
    let draws = checker.asked.draws;
    if checker.board.states.len().saturating_mul(draws as usize) > MOST_STATES {
        return Err("there are too many states and draws");
    }
    let mut work = MOST_WORK;
    let all = deals::draws(checker.dispute, checker.asked.seed, draws);
    all.iter().map(|drawn| one(checker, drawn, &mut work)).collect()
}

fn one(
    checker: &Checker<'_>,
    drawn: &detente_model::Dispute,
    work: &mut u64,
) -> Result<Drawn, &'static str> {
    let board = checker.board;
    let targets: Vec<bool> = (board.states.iter())
        .map(|levels| checker.goal.has(drawn, checker.reading, levels))
        .collect();
    if !targets.contains(&true) {
        return Ok(Drawn::NoTarget);
    }
    let Ok(setting) = Setting::new(drawn, board, checker.reading, checker.period()) else {
        return Ok(Drawn::NoRoad);
    };
    if setting.discount > MOST_PATIENT {
        return Ok(Drawn::NoRoad);
    }
    let (game, discount) = (&setting.game, setting.discount);
    let found = match largest(game, discount, None, work) {
        Ended::TooLong => return Err("it takes long"),
        Ended::Nothing => return Ok(Drawn::NoRoad),
        Ended::Found(found) => found,
    };
    let (joint, punished) = (found.joint, found.punished);
    let values = Values { game, discount, joint, punished };
    let field = Field::new(&values, &found.ahead, checker.start);
    let rests = |state: usize| targets[state];
    let is_road = |slack: f64| field.pass(&rests, slack).value.contains_key(&checker.start);
    let fine = values.fine();
    let tiny = 1e-11 * game.scale();
    if !is_road(-tiny) {
        return if is_road(-fine) {
            Err("a weakest link has hardly any slack")
        } else {
            Ok(Drawn::NoRoad)
        };
    }
    let (mut low, mut high) = (-tiny, game.scale());
    while is_road(high) {
        (low, high) = (high, 2.0 * high);
    }
    while high - low > fine / 10.0 {
        let middle = low + (high - low) / 2.0;
        if is_road(middle) { low = middle } else { high = middle }
    }
    Ok(Drawn::Road(low, fine))
}

fn compare(said: &RoadDraws, drawn: &[Drawn]) -> Result<(), String> {
    let number = |test: fn(&Drawn) -> bool| drawn.iter().filter(|one| test(one)).count() as u32;
    let found = [
        drawn.len() as u32,
        number(|one| matches!(one, Drawn::Road(..))),
        number(|one| matches!(one, Drawn::NoTarget)),
    ];
    let told = [said.draws, said.road, said.no_target];
    if told != found {
        return Err(format!(
            "draws, with a road, with nothing aimed at: the finding says {told:?}, found {found:?}"
        ));
    }
    let roads = drawn.iter().filter_map(|one| match one {
        Drawn::Road(slack, fine) => Some((*slack, *fine)),
        _ => None,
    });
    let mut roads: Vec<(f64, f64)> = roads.collect();
    roads.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
    let places: Vec<(f64, f64)> = match roads.len() {
        0 => Vec::new(),
        many => [0, many / 2, many - 1].map(|place| roads[place]).into(),
    };
    let told: &[Real] = said.slack.as_ref().map_or(&[], |told| told);
    super::words::equal("slacks of draws", told.len(), places.len())?;
    told.iter()
        .zip(places)
        .try_for_each(|(told, (slack, fine))| near("the slack of a draw", *told, slack, 2.0 * fine))
}
