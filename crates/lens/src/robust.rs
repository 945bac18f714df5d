//! The robust space: what would be accepted whatever the uncertain numbers are?
//!
//! *Asks*, per reading: what does each audience, and do all, accept surely, at modes and possibly; in
//! which share of draws is each deal acceptable, and is there any; how does the number of acceptable
//! deals vary.
//!
//! *Assumes*: ranges are independent of each other; what rests on one range moves together. A rule is
//! surely met if the least worth over its ranges reaches the greatest threshold.
//!
//! *Computes*: sure and possible rules as conditions (`model/src/range.rs`), each a set of the diagram;
//! draws one after the other over the same packages (`draws.rs`). `spec/space.md` B.F. Exact for the
//! bounds; shares are of the draws made, with the seed.
//!
//! *Misleads when*: a share of draws is taken for the probability of a deal. It says how far the
//! acceptance of a deal rests on numbers that nobody knows, not whether anybody would propose it.

use std::collections::BTreeSet;

use detente_finding::{
    Bounds, Count, RobustAnswer, RobustAudience, RobustDraws, RobustQuestion, RobustReading,
    Spread, Tally, Unanswerable,
};
use detente_model::{
    AudienceId, Condition, Dispute, OptionId, ReadingId, Scope, TooManyCorners, Uncertainty,
};
use detente_states::{Limits, Set, Space, TooLarge};

use crate::draws::{self, Ranking};
use crate::scope;

/// Answers the question what is accepted whatever the uncertain numbers are.
pub(crate) fn robust(
    dispute: &Dispute,
    question: &RobustQuestion,
) -> Result<RobustAnswer, Unanswerable> {
    let readings = scope::readings(dispute, &question.readings)?;
    let scope = scope::scope(dispute, question.focus.as_deref())?;
    draws::check(question.draws)?;
    let dispute = &*scope::asked(dispute, question.strict);
    let options = dispute.deal_options();
    let mut answer = RobustAnswer {
        packages: None,
        deal_options: options.iter().map(|o| dispute.options[*o].id.clone()).collect(),
        readings: Vec::new(),
        too_large: None,
    };
    if let Err(too_large) = fill(dispute, &scope, question, &readings, &mut answer) {
        answer.packages = None;
        answer.readings.clear();
        answer.too_large = Some(too_large.to_string());
    }
    Ok(answer)
}

fn fill(
    dispute: &Dispute,
    scope: &Scope,
    question: &RobustQuestion,
    readings: &[ReadingId],
    answer: &mut RobustAnswer,
) -> Result<(), TooLarge> {
    let mut space = Space::new(dispute, scope, Limits::default())?;
    let (Some(packages), Some(deal)) = (space.packages(), &dispute.deal) else { return Ok(()) };
    let options = dispute.deal_options();
    let mut lens = Lens { dispute, question, needs: &deal.needs, options: &options, packages };
    answer.packages = Some(lens.tally(&mut space, packages)?);
    for &reading in readings {
        answer.readings.push(lens.reading(&mut space, reading)?);
    }
    Ok(())
}

struct Lens<'a> {
    dispute: &'a Dispute,
    question: &'a RobustQuestion,
    needs: &'a [AudienceId],
    options: &'a [OptionId],
    packages: Set,
}

/// What keeps a reading from an answer in full.
enum Refused {
    Large(TooLarge),
    Corners(TooManyCorners),
}

impl From<TooLarge> for Refused {
    fn from(too_large: TooLarge) -> Refused {
        Refused::Large(too_large)
    }
}

impl Lens<'_> {
    fn tally(&mut self, space: &mut Space, set: Set) -> Result<Tally, TooLarge> {
        let deals = space.count_distinct(set, self.options)?;
        Ok(Tally { packages: Count(space.count(set)), deals: Count(deals) })
    }

    fn reading(
        &mut self,
        space: &mut Space,
        reading: ReadingId,
    ) -> Result<RobustReading, TooLarge> {
        let (uncertain, shared) = self.uncertain(reading);
        let mut line = RobustReading {
            reading: self.dispute.readings[reading].id.clone(),
            missing_rules: scope::missing_rules(self.dispute, reading, self.needs),
            uncertain,
            shared,
            audiences: Vec::new(),
            joint: Bounds::default(),
            draws: None,
            too_large: None,
        };
        match self.fill(space, reading, &mut line) {
            Ok(()) => Ok(line),
            Err(Refused::Large(too_large)) => Err(too_large),
            Err(Refused::Corners(TooManyCorners { audience })) => {
                let name = &self.dispute.audiences[audience].id;
                line.audiences.clear();
                line.too_large = Some(format!(
                    "the rule of `{name}` rests on too many uncertain weights of interests; give some \
                     of them as plain numbers"
                ));
                Ok(line)
            }
        }
    }

    /// Where acceptance rests on something uncertain, and on what several audiences share.
    fn uncertain(&self, reading: ReadingId) -> (Vec<String>, Vec<String>) {
        let singles: BTreeSet<AudienceId> =
            self.needs.iter().flat_map(|id| self.dispute.with_members(*id)).collect();
        let (mut all, mut shared) = (BTreeSet::new(), BTreeSet::new());
        for audience in singles {
            for path in self.dispute.uncertain_in(reading, audience) {
                if !all.insert(path.clone()) {
                    shared.insert(path);
                }
            }
        }
        (all.into_iter().collect(), shared.into_iter().collect())
    }

    fn fill(
        &mut self,
        space: &mut Space,
        reading: ReadingId,
        line: &mut RobustReading,
    ) -> Result<(), Refused> {
        let mut joint = [self.packages; 3];
        for &audience in self.needs {
            let under = |which| self.dispute.acceptance_under(which, reading, audience);
            let rules = [
                under(Uncertainty::Surely).map_err(Refused::Corners)?,
                self.dispute.acceptance(reading, audience),
                under(Uncertainty::Possibly).map_err(Refused::Corners)?,
            ];
            let mut alone = [Tally::default(); 3];
            for ((rule, joint), alone) in rules.iter().zip(&mut joint).zip(&mut alone) {
                let accepted = space.where_all(self.packages, [rule])?;
                *alone = self.tally(space, accepted)?;
                *joint = space.and(*joint, accepted)?;
            }
            let id = self.dispute.audiences[audience].id.clone();
            line.audiences.push(RobustAudience { audience: id, accepts: bounds(alone) });
        }
        let mut tallies = [Tally::default(); 3];
        for (set, tally) in joint.iter().zip(&mut tallies) {
            *tally = self.tally(space, *set)?;
        }
        line.joint = bounds(tallies);
        if !line.uncertain.is_empty() && self.question.draws > 0 {
            // Without draws the rest still stands.
            match self.draws(space, reading) {
                Ok(draws) => line.draws = Some(draws),
                Err(too_large) => line.too_large = Some(too_large.to_string()),
            }
        }
        Ok(())
    }

    fn draws(&mut self, space: &mut Space, reading: ReadingId) -> Result<RobustDraws, TooLarge> {
        let lean = draws::lean(self.dispute);
        let (mut sets, mut packages, mut deals) = (Vec::new(), Vec::new(), Vec::new());
        for number in 0..u64::from(self.question.draws) {
            let drawn = lean.draw(self.question.seed, number);
            let rules: Vec<Condition> =
                self.needs.iter().map(|audience| drawn.acceptance(reading, *audience)).collect();
            let accepted = space.where_all(self.packages, &rules)?;
            let tally = self.tally(space, accepted)?;
            packages.push(tally.packages.0);
            deals.push(tally.deals.0);
            sets.push(accepted);
        }
        let ranking = Ranking {
            dispute: self.dispute,
            options: self.options,
            among: self.packages,
            drawn: &sets,
            unseen: false,
            list: self.question.list,
        };
        let (shares, by_draws) = ranking.rank(space)?;
        let always = by_draws.iter().filter(|(draws, _)| *draws == self.question.draws);
        Ok(RobustDraws {
            packages: Spread::of(packages),
            deals: Spread::of(deals),
            always: Count(always.map(|(_, deals)| deals).sum()),
            sometimes: Count(by_draws.iter().map(|(_, deals)| deals).sum()),
            shares,
        })
    }
}

fn bounds([surely, modes, possibly]: [Tally; 3]) -> Bounds {
    Bounds { surely, modes, possibly }
}
