//! What would make a road where there is none: each change by itself, as small as it can be.

use detente_finding::{Real, Repair, RepairKind};
use detente_model::{Dispute, Id};
use detente_play::critical::{
    Threshold, holds, least, less_tempting, quieter, relief, sharper, threshold,
};
use detente_play::{Game, Unsolved};

use super::Case;

/// Flows up to so many times the spread of what a period can bring are tried.
const MOST_FLOW: f64 = 4.0;

/// The repairs, in the order of the kinds.
pub(super) fn repairs(dispute: &Dispute, case: &Case<'_>) -> Result<Vec<Repair>, Unsolved> {
    let game = &case.setting.game;
    let road = |game: &Game| holds(game, case.setting.discount, case.start, case.target);
    let from = |found| match found {
        Threshold::Always => Some(0.0),
        Threshold::From(share) => Some(share),
        Threshold::Never => None,
    };
    let mut repairs = Vec::new();
    let mut add = |change, by: Option<f64>| {
        repairs.push(Repair { change, by: by.map(Real::nearest) });
    };
    let bound: Vec<usize> = (0..dispute.process.obligations.len())
        .filter(|at| game.kinds().iter().flatten().any(|duty| duty.promise == *at))
        .collect();
    if !bound.is_empty() {
        let all = threshold(0.0, 1.0, |share| road(&sharper(game, share, |_| true)))?;
        add(RepairKind::Detection, from(all));
    }
    let id = |at: usize| dispute.process.obligations[at].id.clone();
    for &at in bound.iter().filter(|_| bound.len() > 1) {
        let one = threshold(0.0, 1.0, |share| road(&sharper(game, share, |d| d.promise == at)))?;
        add(RepairKind::DetectionOf(id(at)), from(one));
    }
    if !bound.is_empty() {
        let quiet = threshold(0.0, 1.0, |share| road(&quieter(game, share, |_| true)))?;
        add(RepairKind::FalseAlarms, from(quiet));
    }
    for &at in &bound {
        let less = least(1.0, |share| road(&less_tempting(game, share, |d| d.promise == at)))?;
        add(RepairKind::Temptation(id(at)), less);
    }
    for player in game.players() {
        let most = MOST_FLOW * game.scale();
        let flow = relief(game, case.setting.discount, case.start, case.target, player, most)?;
        let party = case.setting.parties[player.index()];
        add(RepairKind::Flow(dispute.parties[party].id.clone()), flow);
    }
    Ok(repairs)
}
