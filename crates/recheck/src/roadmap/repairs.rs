//! Repairs: asked again just at and just below the amount told.

use detente_finding::{Outcome, Repair, RepairKind, RoadmapReading};

use super::alarms::Duty;
use super::critical::{TooLong, Trier, quieter, sharper};
use super::game::Game;
use super::reading::Reading;
use crate::ledger::Ledger;

/// Flows up to so many times the scale are tried.
const MOST_FLOW: f64 = 4.0;

pub(super) fn check(
    trier: &mut Trier<'_>,
    reading: &Reading<'_>,
    said: &RoadmapReading,
    quick: bool,
    ledger: &mut Ledger,
) {
    let Outcome::Blocked(blocked) = &said.outcome else { return };
    let subject = reading.about("repairs");
    if blocked.repairs.is_empty() {
        if quick {
            ledger.skipped(&subject, "none is told, though it would be quick");
        }
        return;
    }
    if !quick {
        return ledger.refuted(&subject, "they are told and were not asked");
    }
    let kinds: Vec<RepairKind> =
        blocked.repairs.iter().map(|repair| repair.change.clone()).collect();
    if kinds != expected(trier.game, reading) {
        return ledger.refuted(&subject, "others were expected");
    }
    for repair in &blocked.repairs {
        match holds(trier, reading, repair) {
            Ok(true) => {}
            Ok(false) if trier.doubtful => {
                return ledger.skipped(&subject, "a link without any slack may hold");
            }
            Ok(false) => {
                let by = repair.by.map_or("nothing".to_string(), |by| by.to_string());
                return ledger
                    .refuted(&subject, format!("{by} is said wrongly of {:?}", repair.change));
            }
            Err(TooLong) => return ledger.skipped(&subject, "it takes long"),
        }
    }
    ledger.confirmed(&subject, "each asked at the amount told and just below");
}

/// The repairs that are asked for, in order.
fn expected(game: &Game, reading: &Reading<'_>) -> Vec<RepairKind> {
    let mut bound: Vec<usize> = game.kinds.iter().flatten().map(|duty| duty.promise).collect();
    bound.sort_unstable();
    bound.dedup();
    let ids: Vec<String> = bound.iter().map(|at| reading.obligation(*at)).collect();
    let mut kinds = Vec::new();
    if !ids.is_empty() {
        kinds.push(RepairKind::Detection);
        if ids.len() > 1 {
            kinds.extend(ids.iter().cloned().map(RepairKind::DetectionOf));
        }
        kinds.push(RepairKind::FalseAlarms);
        kinds.extend(ids.into_iter().map(RepairKind::Temptation));
    }
    kinds.extend(reading.words().players.into_iter().map(RepairKind::Flow));
    kinds
}

/// Whether the amount told is enough, and a little less is not.
fn holds(trier: &mut Trier<'_>, reading: &Reading<'_>, said: &Repair) -> Result<bool, TooLong> {
    let (game, own) = (trier.game, reading.discount());
    let is = |duty: &Duty, id: &String| reading.obligation(duty.promise) == *id;
    let with = |trier: &Trier<'_>, by: f64| -> Game {
        match &said.change {
            RepairKind::Detection => sharper(game, by, &|_| true),
            RepairKind::DetectionOf(id) => sharper(game, by, &|duty| is(duty, id)),
            RepairKind::FalseAlarms => quieter(game, by),
            RepairKind::Temptation(id) => game.with_duties(|duty| {
                let factor = if is(duty, id) { 1.0 - by.clamp(0.0, 1.0) } else { 1.0 };
                Duty { temptation: duty.temptation * factor, ..duty.clone() }
            }),
            RepairKind::Flow(party) => {
                let mut game = game.clone();
                let player = reading.words().players.iter().position(|id| id == party);
                for state in 0..game.len() {
                    if (trier.rests)(state)
                        && let Some(player) = player
                    {
                        game.utility[state][player] += by;
                    }
                }
                game
            }
        }
    };
    let most = match &said.change {
        RepairKind::Flow(_) => MOST_FLOW * game.scale(),
        _ => 1.0,
    };
    let ask = |trier: &mut Trier<'_>, by: f64| {
        let game = with(trier, by);
        trier.road(&game, own)
    };
    match said.by {
        None => Ok(!ask(trier, most)?),
        Some(by) if by.to_f64() > most || by.to_f64() < 0.0 => Ok(false),
        Some(by) if by.to_f64() == 0.0 => ask(trier, 0.0),
        // Told on the scale of what is tried.
        Some(by) => {
            let share = |trier: &mut Trier<'_>, share: f64| ask(trier, share * most);
            trier.turns(by.to_f64() / most, true, (0.0, 1.0), &share)
        }
    }
}
