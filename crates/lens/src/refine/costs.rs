//! What each level costs, and which may not be taken: the yardstick, the movers, the floors.

use detente_finding::{RefineQuestion, Unanswerable, Yardstick};
use detente_model::{Dispute, Id, Level, OptionId, PartyId, Quantity, Rational};

use crate::scope;

/// Costs and restrictions of a question.
pub(super) struct Rules {
    /// Per option what a level step costs, in parts of `scale`.
    step: Vec<u128>,
    by: Yardstick,
    /// A distance of 1 in these parts.
    pub(super) scale: u128,
    /// Whose options may change.
    movers: Vec<PartyId>,
    /// Per option its lowest level.
    floors: Vec<Level>,
}

impl Rules {
    /// What the question asks for.
    pub(super) fn new(dispute: &Dispute, question: &RefineQuestion) -> Result<Rules, Unanswerable> {
        let mut movers = Vec::new();
        for name in &question.movers {
            movers.push(scope::party(dispute, name)?);
        }
        if movers.is_empty() {
            movers.extend(dispute.parties.ids());
        }
        let mut floors = vec![0; dispute.options.len()];
        for (option, level) in &question.floors {
            let option = scope::option(dispute, option)?;
            let floor: &mut Level = &mut floors[option.index()];
            *floor = scope::level(dispute, option, level)?.max(*floor);
        }
        let (scale, step) = match question.by {
            Yardstick::Steps | Yardstick::Options => (1, vec![1; dispute.options.len()]),
            Yardstick::Cost => declared(dispute)?,
        };
        Ok(Rules { step, by: question.by, scale, movers, floors })
    }

    /// Per option and level its cost from a start; nothing where the level may not be taken.
    pub(super) fn costs(
        &self,
        dispute: &Dispute,
        start: &[Option<Level>],
        by: Yardstick,
    ) -> Vec<Vec<Option<u128>>> {
        let of_option = |option: OptionId| -> Vec<Option<u128>> {
            let (at, floor) = (start[option.index()], self.floors[option.index()]);
            let may_move = self.movers.contains(&dispute.options[option].party);
            let levels = 0..dispute.level_count(option) as Level;
            let allowed =
                |level: Level| level >= floor && (may_move || at.is_none_or(|at| at == level));
            let cost = |level: Level| match (at, by) {
                (None, _) => 0,
                (Some(at), Yardstick::Options) => u128::from(at != level),
                (Some(at), _) => u128::from(at.abs_diff(level)) * self.step[option.index()],
            };
            levels.map(|level| allowed(level).then(|| cost(level))).collect()
        };
        dispute.options.ids().map(of_option).collect()
    }

    /// The question's own yardstick.
    pub(super) fn by(&self) -> Yardstick {
        self.by
    }
}

/// The declared costs at their mode as whole numbers of parts, and how many parts make 1.
fn declared(dispute: &Dispute) -> Result<(u128, Vec<u128>), Unanswerable> {
    let costs: Vec<Option<Rational>> =
        dispute.options.values().map(|o| o.step_cost.as_ref().map(Quantity::mode)).collect();
    if costs.iter().all(Option::is_none) {
        let option = dispute.options.values().next().map(|option| option.id.clone());
        return Err(Unanswerable::NoStepCosts { option });
    }
    let scale = costs.iter().flatten().fold(1, |scale, cost| least_multiple(scale, *cost.denom()));
    let whole = |cost: &Option<Rational>| -> u128 {
        // Costs are not negative: the dossier refuses others.
        cost.map_or(0, |cost| (cost.numer() * (scale / cost.denom())).unsigned_abs())
    };
    Ok((scale.unsigned_abs(), costs.iter().map(whole).collect()))
}

fn least_multiple(a: i128, b: i128) -> i128 {
    let (mut x, mut y) = (a, b);
    while y != 0 {
        (x, y) = (y, x % y);
    }
    a / x * b
}
