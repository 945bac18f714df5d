//! Roadmaps: values, roads and what stands in their way, from the definitions.
//!
//! The game is written down anew from the dispute; the values said are shown to support each other
//! (`support.rs`), and to be the largest that do where elimination is quick (`largest.rs`); from them
//! follow the roads (`field.rs`), which are compared with those told down to every number.

mod alarms;
mod blocked;
mod critical;
mod draws;
mod field;
mod game;
mod goal;
mod largest;
mod links;
mod payments;
mod policy;
mod reading;
mod repairs;
mod road;
mod support;
mod unpaid;
mod values;
mod words;

use detente_finding::{Count, Exact, RoadmapAnswer, RoadmapQuestion};
use detente_model::Dispute;
use serde_json::json;

use crate::ledger::Ledger;
use crate::names;
use crate::overview::{raw, too_large};
use game::Board;

/// Re-checks the answer to the question whether there is an exchange nobody gains by leaving.
pub(crate) fn roadmap(
    dispute: &Dispute,
    asked: &RoadmapQuestion,
    said: &RoadmapAnswer,
    ledger: &mut Ledger,
) -> Result<(), String> {
    let readings = names::readings(dispute, &asked.readings)?;
    let scope = names::scope(dispute, asked.focus.as_deref())?;
    if readings.is_empty() {
        return Err("it is about readings, and the dispute has none".to_string());
    }
    if asked.draws > detente_finding::MOST_DRAWS {
        return Err("it asks for more draws than are made".to_string());
    }
    let is_probability = |Exact(p): &Exact| *p >= 0.into() && *p <= 1.into();
    if !asked.reopening.iter().all(is_probability) {
        return Err("it asks for a probability that is none".to_string());
    }
    let months = asked.period.map(|Exact(months)| months);
    if months.is_some_and(|months| months <= 0.into() || months > 1_200.into()) {
        return Err("it asks for a period of no time, or of more than a century".to_string());
    }
    let dispute = &*names::asked(dispute, asked.strict);
    let start = goal::start(dispute, &scope, asked)?;
    let goal = goal::Goal::new(dispute, asked.to.as_deref())?;
    let board = Board::new(dispute, &scope);
    let raw = raw(dispute, &scope);
    let mut found = RoadmapAnswer {
        options: names::option_ids(dispute),
        start: names::state_ids(dispute, &start.levels),
        moved: start.moved,
        aim: goal.aim(dispute),
        period: game::period(dispute, months).map(Exact),
        states: None,
        readings: Vec::new(),
        too_large: too_large(&said.too_large, raw, "answer", ledger),
    };
    let without = RoadmapAnswer { readings: Vec::new(), ..said.clone() };
    let board = match (board, &found.too_large) {
        (_, Some(_)) => None,
        (Err(why), None) => {
            ledger.skipped("readings", why);
            found.states = said.states;
            None
        }
        (Ok(board), None) => {
            found.states = Some(Count(board.states.len() as u128));
            Some(board)
        }
    };
    let states = found.states.map_or(String::new(), |states| format!(", {states} states"));
    let holds = format!("start, aim and period are as asked{states}");
    ledger.compare("roadmap", &json!(without), &json!(found), &holds);
    let Some(board) = board else {
        if found.too_large.is_some() && !said.readings.is_empty() {
            ledger.refuted("readings", "there are readings without an answer");
        }
        return Ok(());
    };
    let at = board.find(&start.levels).ok_or("the state it starts from is not in the scope")?;
    if said.readings.len() != readings.len() {
        let (listed, expected) = (said.readings.len(), readings.len());
        let mistake = format!("the finding has {listed} readings, expected {expected}");
        ledger.refuted("readings", mistake);
    }
    for (reading, said) in readings.into_iter().zip(&said.readings) {
        let checker = reading::Checker { dispute, asked, board: &board, goal, start: at, reading };
        checker.check(said, ledger);
    }
    Ok(())
}
