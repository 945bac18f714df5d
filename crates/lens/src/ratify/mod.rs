//! Ratification: would it be ratified at home?
//!
//! *Asks*, per reading: how large is each party's win-set, what is in all of them, and how does that
//! compare with what `deal.needs` accepts; of a start, which parties would ratify it, who refuses, which
//! nodes of the tree fail; under uncertain rules, in how many draws it is ratified everywhere.
//!
//! *Assumes*: a party's tree and its own rule, if it has a veto, bind it (Putnam 1988, "Diplomacy and
//! domestic politics", International Organization 42); who has no rule accepts everything. Ranges are
//! drawn together, so ratifiers that share one stand and fall together.
//!
//! *Computes*: win-sets as sets of the decision diagram (`spec/space.md` A.2, B.B); draws over the same
//! packages (`draws.rs`). Exact but for the share of draws, which is one of the draws made.
//!
//! *Misleads when*: a rule is taken for a vote. What an audience would accept is as its author wrote
//! it; the answer says what follows at home, not how members would in fact vote.

mod tree;

use std::collections::BTreeSet;

use detente_finding::{
    Count, Home, RatifyAnswer, RatifyParty, RatifyQuestion, RatifyReading, RatifyStart, Refusal,
    StartDraws, StartRatification, Tally, Unanswerable, WinSet,
};
use detente_model::{AudienceId, Condition, Dispute, OptionId, PartyId, ReadingId, Scope};
use detente_states::{Limits, Set, Space, TooLarge};

use crate::draws::{self, Ranking};
use crate::refine::start::{self, Start};
use crate::scope;
use tree::Walk;

/// Answers the question what would be ratified.
pub(crate) fn ratify(
    dispute: &Dispute,
    question: &RatifyQuestion,
) -> Result<RatifyAnswer, Unanswerable> {
    let readings = scope::readings(dispute, &question.readings)?;
    let scope = scope::scope(dispute, question.focus.as_deref())?;
    let starts = start::starts(dispute, question.from.as_ref())?;
    draws::check(question.draws)?;
    let dispute = &*scope::asked(dispute, question.strict);
    let lens = Lens::new(dispute, question);
    let mut answer = lens.who();
    if let Err(too_large) = lens.fill(&scope, &readings, &starts, &mut answer) {
        answer = RatifyAnswer { too_large: Some(too_large.to_string()), ..lens.who() };
    }
    Ok(answer)
}

struct Lens<'a> {
    dispute: &'a Dispute,
    question: &'a RatifyQuestion,
    options: Vec<OptionId>,
    /// The parties that ask somebody, and the single audiences they ask.
    bound: Vec<(PartyId, BTreeSet<AudienceId>)>,
    needs: &'a [AudienceId],
}

/// Sets of one reading.
struct Sets {
    /// The win-set of each bound party.
    win_sets: Vec<Set>,
    everywhere: Set,
    joint: Set,
    /// What is ratified everywhere in each draw; nothing where there are no draws.
    drawn: Option<Vec<Set>>,
}

impl<'a> Lens<'a> {
    fn new(dispute: &'a Dispute, question: &'a RatifyQuestion) -> Lens<'a> {
        let bound = dispute.bound_parties().into_iter();
        Lens {
            dispute,
            question,
            options: dispute.ratification_options(),
            bound: bound.map(|party| (party, dispute.ratifiers(party))).collect(),
            needs: dispute.deal.as_ref().map_or(&[][..], |deal| &deal.needs),
        }
    }

    fn id(&self, audience: AudienceId) -> String {
        self.dispute.audiences[audience].id.clone()
    }

    fn ids<'i>(&self, audiences: impl IntoIterator<Item = &'i AudienceId>) -> Vec<String> {
        audiences.into_iter().map(|audience| self.id(*audience)).collect()
    }

    /// All single ratifiers.
    fn ratifiers(&self) -> BTreeSet<AudienceId> {
        self.bound.iter().flat_map(|(_, ratifiers)| ratifiers.iter().copied()).collect()
    }

    /// Who is asked at home and by whom.
    fn who(&self) -> RatifyAnswer {
        let party = |(party, ratifiers): &(PartyId, BTreeSet<AudienceId>)| RatifyParty {
            party: self.dispute.parties[*party].id.clone(),
            ratifiers: self.ids(ratifiers),
            veto: self.dispute.own_voice(*party).map(|id| self.id(id)),
            tree: self.dispute.parties[*party].ratify.is_some(),
        };
        let (at_home, members) = (self.ratifiers(), |id| self.dispute.with_members(id));
        let asked: BTreeSet<AudienceId> = self.needs.iter().flat_map(|id| members(*id)).collect();
        let unbinding = self.needs.iter().filter(|id| members(**id).is_disjoint(&at_home));
        RatifyAnswer {
            deal_options: self
                .options
                .iter()
                .map(|o| self.dispute.options[*o].id.clone())
                .collect(),
            parties: self.bound.iter().map(party).collect(),
            unbinding: self.ids(unbinding),
            unasked: self.ids(at_home.difference(&asked)),
            ..RatifyAnswer::default()
        }
    }

    fn tally(&self, space: &mut Space, set: Set) -> Result<Tally, TooLarge> {
        let deals = space.count_distinct(set, &self.options)?;
        Ok(Tally { packages: Count(space.count(set)), deals: Count(deals) })
    }

    fn fill(
        &self,
        scope: &Scope,
        readings: &[ReadingId],
        starts: &[Start],
        answer: &mut RatifyAnswer,
    ) -> Result<(), TooLarge> {
        let mut space = Space::new(self.dispute, scope, Limits::default())?;
        let Some(packages) = space.packages() else { return Ok(()) };
        answer.packages = Some(self.tally(&mut space, packages)?);
        answer.starts = (starts.iter())
            .map(|start| RatifyStart {
                kind: start.line.kind,
                named: start.line.named.clone(),
                fixes: start.line.fixes.clone(),
                completions: Count(space.count_completions(packages, &start.levels)),
                readings: Vec::new(),
            })
            .collect();
        for &reading in readings {
            let (line, sets) = self.reading(&mut space, packages, reading)?;
            answer.readings.push(line);
            for (start, line) in starts.iter().zip(&mut answer.starts) {
                if !line.completions.is_zero() {
                    let case = Case { lens: self, reading, start, completions: line.completions.0 };
                    line.readings.push(case.told(&mut space, packages, &sets)?);
                }
            }
        }
        Ok(())
    }

    fn reading(
        &self,
        space: &mut Space,
        packages: Set,
        reading: ReadingId,
    ) -> Result<(RatifyReading, Sets), TooLarge> {
        let rules: Vec<Condition> =
            self.needs.iter().map(|audience| self.dispute.acceptance(reading, *audience)).collect();
        let joint = space.where_all(packages, &rules)?;
        let (mut win_sets, mut lines) = (Vec::new(), Vec::new());
        let mut everywhere = packages;
        for (party, _) in &self.bound {
            let won = space.where_all(packages, [&self.dispute.win_set(reading, *party)])?;
            everywhere = space.and(everywhere, won)?;
            let party = self.dispute.parties[*party].id.clone();
            lines.push(WinSet { party, size: self.tally(space, won)? });
            win_sets.push(won);
        }
        let ratifiers = self.ratifiers();
        let missing =
            ratifiers.iter().filter(|id| self.dispute.readings[reading].accept[**id].is_none());
        let uncertain =
            ratifiers.iter().filter(|id| !self.dispute.uncertain_in(reading, **id).is_empty());
        let both = space.and(everywhere, joint)?;
        let mut line = RatifyReading {
            reading: self.dispute.readings[reading].id.clone(),
            missing_rules: self.ids(missing),
            uncertain: self.ids(uncertain),
            win_sets: lines,
            everywhere: self.tally(space, everywhere)?,
            joint: self.tally(space, joint)?,
            both: self.tally(space, both)?,
            draws: None,
            too_large: None,
        };
        let mut sets = Sets { win_sets, everywhere, joint, drawn: None };
        if !line.uncertain.is_empty() && self.question.draws > 0 {
            // Without draws the rest still stands.
            if let Err(too_large) = self.draws(space, packages, reading, &mut line, &mut sets) {
                (line.draws, sets.drawn) = (None, None);
                line.too_large = Some(too_large.to_string());
            }
        }
        Ok((line, sets))
    }

    fn draws(
        &self,
        space: &mut Space,
        packages: Set,
        reading: ReadingId,
        line: &mut RatifyReading,
        sets: &mut Sets,
    ) -> Result<(), TooLarge> {
        let lean = draws::lean(self.dispute);
        let mut drawn = Vec::new();
        for number in 0..u64::from(self.question.draws) {
            let draw = lean.draw(self.question.seed, number);
            let won: Vec<Condition> =
                self.bound.iter().map(|(party, _)| draw.win_set(reading, *party)).collect();
            drawn.push(space.where_all(packages, &won)?);
        }
        let ranking = Ranking {
            dispute: self.dispute,
            options: &self.options,
            among: sets.joint,
            drawn: &drawn,
            unseen: true,
            list: self.question.list,
        };
        line.draws = Some(ranking.rank(space)?.0);
        sets.drawn = Some(drawn);
        Ok(())
    }
}

/// One start in one reading.
struct Case<'a> {
    lens: &'a Lens<'a>,
    reading: ReadingId,
    start: &'a Start,
    completions: u128,
}

impl Case<'_> {
    fn told(
        &self,
        space: &mut Space,
        packages: Set,
        sets: &Sets,
    ) -> Result<StartRatification, TooLarge> {
        let Lens { dispute, bound, .. } = self.lens;
        let count = |space: &Space, set| space.count_completions(set, &self.start.levels);
        let mut homes = Vec::new();
        for ((party, ratifiers), won) in bound.iter().zip(&sets.win_sets) {
            let mut home = Home {
                party: dispute.parties[*party].id.clone(),
                ratified: Count(count(space, *won)),
                refuse: Vec::new(),
                tree: Vec::new(),
            };
            for audience in ratifiers {
                let rule = dispute.acceptance(self.reading, *audience);
                let accepted = space.where_all(packages, [&rule])?;
                let accepts = Count(count(space, accepted));
                if accepts.0 < self.completions {
                    home.refuse.push(Refusal { audience: self.lens.id(*audience), accepts });
                }
            }
            if self.lens.question.from.is_some() && home.ratified.0 < self.completions {
                home.tree = self.tree(space, packages, *party)?;
            }
            homes.push(home);
        }
        let draws = sets.drawn.as_ref().map(|drawn| {
            let ratified: Vec<u128> = drawn.iter().map(|set| count(space, *set)).collect();
            let of = |test: &dyn Fn(u128) -> bool| {
                ratified.iter().filter(|ratified| test(**ratified)).count() as u32
            };
            StartDraws { every: of(&|n| n == self.completions), some: of(&|n| n > 0) }
        });
        Ok(StartRatification {
            reading: dispute.readings[self.reading].id.clone(),
            everywhere: Count(count(space, sets.everywhere)),
            joint: Count(count(space, sets.joint)),
            homes,
            draws,
        })
    }

    fn tree(
        &self,
        space: &mut Space,
        packages: Set,
        party: PartyId,
    ) -> Result<Vec<detente_finding::TreeLine>, TooLarge> {
        let dispute = self.lens.dispute;
        let fixed = dispute.options.ids().zip(&self.start.levels).filter_map(|(option, level)| {
            let equal = detente_model::Comparison::Equal;
            level.map(|level| Condition::Compare(option, equal, level))
        });
        let fixed = Condition::All(fixed.collect());
        let among = space.where_all(packages, [&fixed])?;
        let mut walk = Walk {
            dispute,
            reading: self.reading,
            all: self.completions,
            space,
            among,
            lines: Vec::new(),
        };
        walk.party(dispute.parties[party].ratify.as_ref(), dispute.own_voice(party))?;
        Ok(walk.lines)
    }
}
