//! Ratification, recounted deal by deal.
//!
//! Win-sets and trees are judged by the naive meaning, every draw is made again. Above the limits
//! counts are taken as said; the draws that ratify each listed deal are counted at its witness.

mod tree;

use std::collections::BTreeSet;

use detente_finding::{
    Count, DealDraws, Home, RatifyAnswer, RatifyParty, RatifyQuestion, RatifyReading, RatifyStart,
    Refusal, StartDraws, StartRatification, WinSet,
};
use detente_model::{AudienceId, Dispute, Level, OptionId, PartyId, ReadingId, Scope};
use serde_json::json;

use crate::deals::{self, Deal, MOST_ASKED};
use crate::ledger::{Ledger, differences};
use crate::names;
use crate::overview::{SMALL, countable, raw, too_large};
use crate::refine::start::{Start, starts};
use tree::Completions;

/// Checks an answer about ratification.
pub(crate) fn ratify(
    dispute: &Dispute,
    asked: &RatifyQuestion,
    said: &RatifyAnswer,
    ledger: &mut Ledger,
) -> Result<(), String> {
    let readings = names::readings(dispute, &asked.readings)?;
    let scope = names::scope(dispute, asked.focus.as_deref())?;
    let starts = starts(dispute, asked.from.as_ref())?;
    if asked.draws > detente_finding::MOST_DRAWS {
        return Err("it asks for more draws than are made".to_string());
    }
    let dispute = &*names::asked(dispute, asked.strict);
    let raw = raw(dispute, &scope);
    let checker = Checker::new(dispute, &scope, asked, &starts, raw);
    let mut found = checker.who();
    found.too_large = too_large(&said.too_large, raw, "answer", ledger);
    let mut mistakes = Vec::new();
    let mut counted = true;
    if found.too_large.is_none() && dispute.deal.is_some() {
        let levels: Vec<_> = starts.iter().map(|start| start.levels.clone()).collect();
        let all = match countable(raw) {
            true => deals::deals(dispute, &scope, &checker.options, &levels),
            false => None,
        };
        counted = all.is_some();
        match &all {
            Some(all) => checker.recounted(all, &readings, said, &mut found, ledger, &mut mistakes),
            None => {
                ledger.skipped("counts", deals::uncounted(raw));
                checker.taken(&readings, said, &mut found, &mut mistakes);
            }
        }
    }
    mistakes.extend(differences(&json!(said), &json!(found)));
    let holds = match counted {
        true => "win-sets, refusals, trees and draws recounted",
        false => "who is asked is as said; draws made again at the witnesses",
    };
    ledger.settle("ratify", mistakes, holds);
    Ok(())
}

struct Checker<'a> {
    dispute: &'a Dispute,
    scope: &'a Scope,
    asked: &'a RatifyQuestion,
    starts: &'a [Start],
    raw: Option<Count>,
    options: Vec<OptionId>,
    bound: Vec<PartyId>,
    needs: &'a [AudienceId],
}

impl<'a> Checker<'a> {
    fn new(
        dispute: &'a Dispute,
        scope: &'a Scope,
        asked: &'a RatifyQuestion,
        starts: &'a [Start],
        raw: Option<Count>,
    ) -> Checker<'a> {
        let options = dispute.ratification_options();
        let needs = dispute.deal.as_ref().map_or(&[][..], |deal| &deal.needs);
        Checker {
            dispute,
            scope,
            asked,
            starts,
            raw,
            options,
            bound: dispute.bound_parties(),
            needs,
        }
    }

    fn id(&self, audience: &AudienceId) -> String {
        self.dispute.audiences[*audience].id.clone()
    }

    fn ratifiers(&self) -> BTreeSet<AudienceId> {
        self.bound.iter().flat_map(|party| self.dispute.ratifiers(*party)).collect()
    }

    fn who(&self) -> RatifyAnswer {
        let at_home = self.ratifiers();
        let mut found = RatifyAnswer {
            deal_options: self
                .options
                .iter()
                .map(|o| self.dispute.options[*o].id.clone())
                .collect(),
            ..RatifyAnswer::default()
        };
        for party in &self.bound {
            found.parties.push(RatifyParty {
                party: self.dispute.parties[*party].id.clone(),
                ratifiers: self.dispute.ratifiers(*party).iter().map(|id| self.id(id)).collect(),
                veto: self.dispute.own_voice(*party).map(|id| self.id(&id)),
                tree: self.dispute.parties[*party].ratify.is_some(),
            });
        }
        let mut asked = BTreeSet::new();
        for audience in self.needs {
            let members = self.dispute.with_members(*audience);
            if !members.iter().any(|member| at_home.contains(member)) {
                found.unbinding.push(self.id(audience));
            }
            asked.extend(members);
        }
        let unasked = at_home.iter().filter(|audience| !asked.contains(audience));
        found.unasked = unasked.map(|audience| self.id(audience)).collect();
        found
    }

    /// What of a reading follows from the rules alone.
    fn reading(&self, reading: ReadingId) -> RatifyReading {
        let at_home = self.ratifiers();
        let rules = &self.dispute.readings[reading].accept;
        let ids = |test: &dyn Fn(&AudienceId) -> bool| {
            at_home.iter().filter(|id| test(id)).map(|id| self.id(id)).collect()
        };
        RatifyReading {
            reading: self.dispute.readings[reading].id.clone(),
            missing_rules: ids(&|id| rules[*id].is_none()),
            uncertain: ids(&|id| !self.dispute.uncertain_in(reading, *id).is_empty()),
            win_sets: Vec::new(),
            everywhere: detente_finding::Tally::default(),
            joint: detente_finding::Tally::default(),
            both: detente_finding::Tally::default(),
            draws: None,
            too_large: None,
        }
    }

    fn start(&self, start: &Start, completions: Count) -> RatifyStart {
        RatifyStart {
            kind: start.line.kind,
            named: start.line.named.clone(),
            fixes: start.line.fixes.clone(),
            completions,
            readings: Vec::new(),
        }
    }

    fn everywhere(&self, dispute: &Dispute, reading: ReadingId, state: &[Level]) -> bool {
        self.bound.iter().all(|party| dispute.ratifies(reading, *party, state))
    }

    fn recounted(
        &self,
        all: &[Deal],
        readings: &[ReadingId],
        said: &RatifyAnswer,
        found: &mut RatifyAnswer,
        ledger: &mut Ledger,
        mistakes: &mut Vec<String>,
    ) {
        found.packages = Some(deals::tally(all, |_| true));
        for (at, start) in self.starts.iter().enumerate() {
            let completions = deals::completions(all, at, |_| true);
            found.starts.push(self.start(start, completions));
        }
        for (place, &reading) in readings.iter().enumerate() {
            let said_line = said.readings.get(place);
            let mut line = self.reading(reading);
            let everywhere = |state: &[Level]| self.everywhere(self.dispute, reading, state);
            let joint = |state: &[Level]| self.dispute.is_jointly_accepted(reading, state);
            for party in &self.bound {
                line.win_sets.push(WinSet {
                    party: self.dispute.parties[*party].id.clone(),
                    size: deals::tally(all, |at| self.dispute.ratifies(reading, *party, at)),
                });
            }
            line.everywhere = deals::tally(all, everywhere);
            line.joint = deals::tally(all, joint);
            line.both = deals::tally(all, |at| everywhere(at) && joint(at));
            for (at, start) in found.starts.iter_mut().enumerate() {
                if !start.completions.is_zero() {
                    let case = Completions {
                        dispute: self.dispute,
                        reading,
                        deals: all,
                        start: at,
                        all: start.completions,
                    };
                    start.readings.push(self.case(&case));
                }
            }
            if !line.uncertain.is_empty() && self.asked.draws > 0 {
                let too_large = said_line.and_then(|said| said.too_large.clone());
                let small = self.raw.is_some_and(|raw| raw.0 <= SMALL);
                if let Some(reason) = too_large.filter(|_| !small) {
                    ledger.skipped("draws", format!("not checked, why there are none: {reason}"));
                    line.too_large = Some(reason);
                } else if all.len().saturating_mul(self.asked.draws as usize) > MOST_ASKED {
                    ledger.skipped("draws", "not recounted: there are too many deals and draws");
                    line.draws = self.replayed(reading, said_line, mistakes);
                    for (start, said) in found.starts.iter_mut().zip(&said.starts) {
                        if let (Some(line), Some(said)) =
                            (start.readings.last_mut(), said.readings.get(place))
                        {
                            line.draws = said.draws;
                        }
                    }
                } else {
                    line.draws = Some(self.draws(reading, all, &mut found.starts));
                }
            }
            found.readings.push(line);
        }
    }

    /// One start in one reading, without draws.
    fn case(&self, case: &Completions<'_>) -> StartRatification {
        let count =
            |holds: &dyn Fn(&[Level]) -> bool| deals::completions(case.deals, case.start, holds);
        let mut homes = Vec::new();
        for party in &self.bound {
            let ratified = count(&|at| self.dispute.ratifies(case.reading, *party, at));
            let mut refuse = Vec::new();
            for audience in self.dispute.ratifiers(*party) {
                let accepts = count(&|at| self.dispute.accepts(case.reading, audience, at));
                if accepts != case.all {
                    refuse.push(Refusal { audience: self.id(&audience), accepts });
                }
            }
            let told = self.asked.from.is_some() && ratified != case.all;
            homes.push(Home {
                party: self.dispute.parties[*party].id.clone(),
                ratified,
                refuse,
                tree: if told { case.lines(*party) } else { Vec::new() },
            });
        }
        StartRatification {
            reading: self.dispute.readings[case.reading].id.clone(),
            everywhere: count(&|at| self.everywhere(self.dispute, case.reading, at)),
            joint: count(&|at| self.dispute.is_jointly_accepted(case.reading, at)),
            homes,
            draws: None,
        }
    }

    fn draws(&self, reading: ReadingId, all: &[Deal], starts: &mut [RatifyStart]) -> DealDraws {
        let drawn = deals::draws(self.dispute, self.asked.seed, self.asked.draws);
        let mut in_draws = vec![0_u32; all.len()];
        let mut of_starts = vec![StartDraws { every: 0, some: 0 }; starts.len()];
        let mut open = 0;
        for draw in &drawn {
            let mut ratified = vec![0_u128; starts.len()];
            let mut any = false;
            for (deal, count) in all.iter().zip(&mut in_draws) {
                if self.everywhere(draw, reading, &deal.witness) {
                    *count += 1;
                    any = true;
                    ratified.iter_mut().zip(&deal.completing).for_each(|(sum, n)| *sum += n);
                }
            }
            open += u32::from(any);
            for ((line, ratified), start) in of_starts.iter_mut().zip(ratified).zip(&*starts) {
                line.every += u32::from(ratified == start.completions.0);
                line.some += u32::from(ratified > 0);
            }
        }
        for (start, draws) in starts.iter_mut().zip(of_starts) {
            if let Some(line) = start.readings.last_mut() {
                line.draws = Some(draws);
            }
        }
        let joint =
            |(at, _): &(usize, u32)| self.dispute.is_jointly_accepted(reading, &all[*at].witness);
        let ranked = in_draws.into_iter().enumerate().filter(joint).collect();
        deals::ranking(self.dispute, &self.options, all, ranked, open, self.asked.list)
    }

    /// Without a recount: what the finding says, its ranking as far as witnesses bear it out.
    fn taken(
        &self,
        readings: &[ReadingId],
        said: &RatifyAnswer,
        found: &mut RatifyAnswer,
        mistakes: &mut Vec<String>,
    ) {
        found.packages = Some(said.packages.unwrap_or_default());
        for (start, said) in self.starts.iter().zip(&said.starts) {
            let mut line = self.start(start, said.completions);
            line.readings.clone_from(&said.readings);
            found.starts.push(line);
        }
        for (place, &reading) in readings.iter().enumerate() {
            let mut line = self.reading(reading);
            if let Some(said) = said.readings.get(place) {
                line.win_sets.clone_from(&said.win_sets);
                (line.everywhere, line.joint, line.both) = (said.everywhere, said.joint, said.both);
                line.too_large.clone_from(&said.too_large);
                line.draws = self.replayed(reading, Some(said), mistakes);
            }
            found.readings.push(line);
        }
    }

    fn replayed(
        &self,
        reading: ReadingId,
        said: Option<&RatifyReading>,
        mistakes: &mut Vec<String>,
    ) -> Option<DealDraws> {
        let said = said?.draws.as_ref()?;
        let drawn = deals::draws(self.dispute, self.asked.seed, self.asked.draws);
        let asked = |state: &[Level]| {
            drawn.iter().filter(|draw| self.everywhere(draw, reading, state)).count() as u32
        };
        let list = self.asked.list;
        Some(deals::replayed(self.dispute, self.scope, &self.options, said, list, asked, mistakes))
    }
}
