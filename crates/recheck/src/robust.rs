//! What is accepted whatever the uncertain numbers are, recounted deal by deal.
//!
//! Sure and possible acceptance are judged by the naive meaning, every draw is made again. Above the
//! limits counts are taken as said; the draws that accept each listed deal are counted at its witness.

use std::collections::BTreeSet;

use detente_finding::{
    Bounds, Count, RobustAnswer, RobustAudience, RobustDraws, RobustQuestion, RobustReading,
    Spread, Tally,
};
use detente_model::{AudienceId, Dispute, Level, OptionId, ReadingId, Scope, Uncertainty};
use serde_json::json;

use crate::deals::{self, Deal, MOST_ASKED};
use crate::ledger::{Ledger, differences};
use crate::names;
use crate::overview::{SMALL, countable, raw, too_large};

/// Checks an answer about what is sure.
pub(crate) fn robust(
    dispute: &Dispute,
    asked: &RobustQuestion,
    said: &RobustAnswer,
    ledger: &mut Ledger,
) -> Result<(), String> {
    let readings = names::readings(dispute, &asked.readings)?;
    let scope = names::scope(dispute, asked.focus.as_deref())?;
    if asked.draws > detente_finding::MOST_DRAWS {
        return Err("it asks for more draws than are made".to_string());
    }
    let dispute = &*names::asked(dispute, asked.strict);
    let raw = raw(dispute, &scope);
    let options = dispute.deal_options();
    let mut found = RobustAnswer {
        packages: None,
        deal_options: options.iter().map(|o| dispute.options[*o].id.clone()).collect(),
        readings: Vec::new(),
        too_large: too_large(&said.too_large, raw, "answer", ledger),
    };
    let answered = found.too_large.is_none() && dispute.deal.is_some();
    let mut mistakes = Vec::new();
    let mut counted = true;
    if answered {
        let all = match countable(raw) {
            true => deals::deals(dispute, &scope, &options, &[]),
            false => None,
        };
        counted = all.is_some();
        if !counted {
            ledger.skipped("counts", deals::uncounted(raw));
        }
        found.packages = match &all {
            Some(all) => Some(deals::tally(all, |_| true)),
            None => Some(said.packages.unwrap_or_default()),
        };
        let small = raw.is_some_and(|raw| raw.0 <= SMALL);
        let checker = Checker { dispute, scope: &scope, asked, options: &options, small };
        for (place, reading) in readings.iter().enumerate() {
            let said = said.readings.get(place);
            let all = all.as_deref();
            found.readings.push(checker.reading(*reading, all, said, ledger, &mut mistakes));
        }
    }
    mistakes.extend(differences(&json!(said), &json!(found)));
    let holds = match counted {
        true => "what is accepted surely, at modes, possibly and in each draw, recounted",
        false => "what was asked is as said; draws made again at the witnesses",
    };
    ledger.settle("robust", mistakes, holds);
    Ok(())
}

struct Checker<'a> {
    dispute: &'a Dispute,
    scope: &'a Scope,
    asked: &'a RobustQuestion,
    options: &'a [OptionId],
    /// Whether the dispute is too small for anything to be too large.
    small: bool,
}

impl Checker<'_> {
    fn needs(&self) -> &[AudienceId] {
        self.dispute.deal.as_ref().map_or(&[], |deal| &deal.needs)
    }

    fn reading(
        &self,
        reading: ReadingId,
        all: Option<&[Deal]>,
        said: Option<&RobustReading>,
        ledger: &mut Ledger,
        mistakes: &mut Vec<String>,
    ) -> RobustReading {
        let (uncertain, shared) = self.uncertain(reading);
        let mut found = RobustReading {
            reading: self.dispute.readings[reading].id.clone(),
            missing_rules: names::missing_rules(self.dispute, reading, self.needs()),
            uncertain,
            shared,
            audiences: Vec::new(),
            joint: Bounds::default(),
            draws: None,
            too_large: None,
        };
        let both = [Uncertainty::Surely, Uncertainty::Possibly];
        let spelled_out = |audience: &AudienceId| {
            both.iter().all(|w| self.dispute.acceptance_under(*w, reading, *audience).is_ok())
        };
        if !self.needs().iter().all(spelled_out) {
            let reason = said.and_then(|said| said.too_large.clone());
            found.too_large = Some(reason.unwrap_or_else(|| "too many weights".to_string()));
            return found;
        }
        let Some(all) = all else {
            let Some(said) = said else { return found };
            found.audiences.clone_from(&said.audiences);
            found.joint = said.joint;
            found.too_large.clone_from(&said.too_large);
            found.draws = self.replayed(reading, said, mistakes);
            return found;
        };
        let accepts =
            |audience: AudienceId, which: Option<Uncertainty>, state: &[Level]| match which {
                Some(which) => self.dispute.accepts_under(which, reading, audience, state),
                None => self.dispute.accepts(reading, audience, state),
            };
        let three = [Some(Uncertainty::Surely), None, Some(Uncertainty::Possibly)];
        let bounds = |tallies: [Tally; 3]| {
            let [surely, modes, possibly] = tallies;
            Bounds { surely, modes, possibly }
        };
        for &audience in self.needs() {
            let tallies = three.map(|which| deals::tally(all, |at| accepts(audience, which, at)));
            let id = self.dispute.audiences[audience].id.clone();
            found.audiences.push(RobustAudience { audience: id, accepts: bounds(tallies) });
        }
        found.joint = bounds(three.map(|which| {
            deals::tally(all, |at| {
                self.needs().iter().all(|audience| accepts(*audience, which, at))
            })
        }));
        if found.uncertain.is_empty() || self.asked.draws == 0 {
            return found;
        }
        let too_large = said.and_then(|said| said.too_large.clone()).filter(|_| !self.small);
        if let Some(reason) = too_large {
            ledger.skipped("draws", format!("not checked, why there are none: {reason}"));
            found.too_large = Some(reason);
        } else if all.len().saturating_mul(self.asked.draws as usize) > MOST_ASKED {
            ledger.skipped("draws", "not recounted: there are too many deals and draws");
            found.draws = said.and_then(|said| self.replayed(reading, said, mistakes));
        } else {
            found.draws = Some(self.draws(reading, all));
        }
        found
    }

    /// Everything uncertain, and what several audiences share of it.
    fn uncertain(&self, reading: ReadingId) -> (Vec<String>, Vec<String>) {
        let singles: BTreeSet<AudienceId> =
            self.needs().iter().flat_map(|id| self.dispute.with_members(*id)).collect();
        let mut paths: Vec<String> =
            singles.iter().flat_map(|id| self.dispute.uncertain_in(reading, *id)).collect();
        paths.sort_unstable();
        let mut shared: Vec<String> = paths
            .windows(2)
            .filter(|pair| pair[0] == pair[1])
            .map(|pair| pair[0].clone())
            .collect();
        paths.dedup();
        shared.dedup();
        (paths, shared)
    }

    fn draws(&self, reading: ReadingId, all: &[Deal]) -> RobustDraws {
        let drawn = deals::draws(self.dispute, self.asked.seed, self.asked.draws);
        let mut in_draws = vec![0_u32; all.len()];
        let (mut packages, mut deals, mut open) = (Vec::new(), Vec::new(), 0);
        for draw in &drawn {
            let mut tally = (0, 0);
            for (deal, count) in all.iter().zip(&mut in_draws) {
                if self.all_accept(draw, reading, &deal.witness) {
                    *count += 1;
                    tally = (tally.0 + deal.packages, tally.1 + 1);
                }
            }
            packages.push(tally.0);
            deals.push(tally.1);
            open += u32::from(tally.1 > 0);
        }
        let ranked: Vec<(usize, u32)> =
            in_draws.iter().copied().enumerate().filter(|(_, draws)| *draws > 0).collect();
        let always = ranked.iter().filter(|(_, draws)| *draws == self.asked.draws).count();
        RobustDraws {
            packages: Spread::of(packages),
            deals: Spread::of(deals),
            always: Count(always as u128),
            sometimes: Count(ranked.len() as u128),
            shares: deals::ranking(self.dispute, self.options, all, ranked, open, self.asked.list),
        }
    }

    fn all_accept(&self, draw: &Dispute, reading: ReadingId, state: &[Level]) -> bool {
        self.needs().iter().all(|audience| draw.accepts(reading, *audience, state))
    }

    fn replayed(
        &self,
        reading: ReadingId,
        said: &RobustReading,
        mistakes: &mut Vec<String>,
    ) -> Option<RobustDraws> {
        let said = said.draws.as_ref()?;
        let drawn = deals::draws(self.dispute, self.asked.seed, self.asked.draws);
        let asked = |state: &[Level]| {
            drawn.iter().filter(|draw| self.all_accept(draw, reading, state)).count() as u32
        };
        let (options, list) = (self.options, self.asked.list);
        let shares =
            deals::replayed(self.dispute, self.scope, options, &said.shares, list, asked, mistakes);
        Some(RobustDraws { shares, ..said.clone() })
    }
}
