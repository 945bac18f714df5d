//! In how many draws of the uncertain numbers there is a road.

use detente_finding::{Real, RoadDraws};
use detente_model::ReadingId;
use detente_play::unpaid::Threats;
use detente_play::{Setting, best_road, eliminate, robust_road};
use rayon::prelude::*;

use super::Lens;

/// What a draw found.
enum Found {
    NoTarget,
    NoRoad,
    /// The slack of the weakest link of the most robust road, and whether the best one surely holds
    /// without payments.
    Road(f64, bool),
}

/// Asks the draws; nothing if none is asked for.
pub(super) fn draws(lens: &Lens<'_>, reading: ReadingId) -> Option<RoadDraws> {
    let draws = lens.question.draws;
    if draws == 0 {
        return None;
    }
    let lean = crate::draws::lean(lens.dispute);
    let found: Vec<Found> = (0..u64::from(draws))
        .into_par_iter()
        .map(|number| {
            let drawn = lean.draw(lens.question.seed, number);
            let target = lens.goal.states(&drawn, reading, lens.graph);
            if !target.contains(&true) {
                return Found::NoTarget;
            }
            // What is missing is missing in every draw; what cannot be solved has no road.
            let Ok(setting) = Setting::new(&drawn, lens.graph, reading) else {
                return Found::NoRoad;
            };
            road(&setting, lens, &target).unwrap_or(Found::NoRoad)
        })
        .collect();
    let (mut slacks, mut unpaid) = (Vec::new(), 0);
    for one in &found {
        if let Found::Road(slack, holds) = one {
            slacks.push(*slack);
            unpaid += u32::from(*holds);
        }
    }
    slacks.sort_by(f64::total_cmp);
    let ends = slacks.first().zip(slacks.last());
    Some(RoadDraws {
        draws,
        road: slacks.len() as u32,
        unpaid,
        no_target: found.iter().filter(|one| matches!(one, Found::NoTarget)).count() as u32,
        slack: ends.map(|(low, high)| [*low, slacks[slacks.len() / 2], *high].map(Real::nearest)),
    })
}

/// The road of a draw; nothing where there is none, or the game has no solution.
fn road(setting: &Setting<'_>, lens: &Lens<'_>, target: &[bool]) -> Option<Found> {
    let game = &setting.game;
    let solution = eliminate(game, setting.discount).ok()?;
    let robust = robust_road(game, &solution, lens.start, target)?;
    let best = best_road(game, &solution, lens.start, target)?;
    let held = Threats::new(game, &setting.discounts)?.surely(&best.stops);
    Some(Found::Road(robust.weakest.slack, held))
}
