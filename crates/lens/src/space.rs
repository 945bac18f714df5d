//! The diplomatic space: which packages would every audience accept?
//!
//! *Asks*, per reading: how many packages and distinct deals does each audience in `deal.needs`
//! accept alone, how many do all accept, which deals are these; what does each rule exclude of them;
//! and if there are none, which minimal sets of audiences' rules would have to give way together,
//! what would each open, and which sets of rules already exclude each other?
//!
//! *Assumes*: acceptance is a rule over levels, or a ratification tree over such rules; an audience
//! without a rule accepts everything (and is reported as missing).
//!
//! *Computes*: one decision diagram of the packages whose terminals carry the set of rejecting
//! audiences (`spec/space.md` B, C); all counts are sums over its histogram, the minimal relaxation
//! sets are its subset-minimal masks (minimal correction sets: Reiter 1987), the minimal conflicts
//! their minimal hitting sets. Exact.
//!
//! *Misleads when*: many packages are taken for a likely agreement. Packages differ in options no
//! audience looks at; therefore deals are counted beside them.

use std::cmp::Reverse;

use detente_finding::{
    AudienceNarrowing, AudienceSpace, Count, DealLine, MOST_NAMES, MaskLine, Narrowing,
    ReadingSpace, RelaxationLine, SpaceAnswer, SpaceQuestion, Tally, Unanswerable,
};
use detente_model::{AudienceId, Condition, Dispute, Id, Level, OptionId, ReadingId, Scope};
use detente_states::{
    Limits, Masks, Relaxation, RuleSet, Set, Space, TooLarge, minimal_conflicts,
    minimal_relaxations,
};

use crate::attribution::{Histogram, Shapley, log_shapley, rejecting};
use crate::overview::any_implausible;
use crate::scope;

/// Answers a space question.
pub(crate) fn space(
    dispute: &Dispute,
    question: &SpaceQuestion,
) -> Result<SpaceAnswer, Unanswerable> {
    let readings = scope::readings(dispute, &question.readings)?;
    let scope = scope::scope(dispute, question.focus.as_deref())?;
    let dispute = &*scope::asked(dispute, question.strict);
    let deal_options = dispute.deal_options();
    let held = |option: &OptionId| {
        let level = scope.fixed[option.index()].map(|l| scope::level_id(dispute, *option, l));
        (dispute.options[*option].id.clone(), level)
    };
    let mut answer = SpaceAnswer {
        raw: dispute.raw_count(&scope).map(Count),
        feasible: None,
        packages: None,
        deal_options: deal_options.iter().map(held).collect(),
        readings: Vec::new(),
        too_large: None,
    };
    if let Err(too_large) = fill(dispute, &scope, question, &readings, &mut answer) {
        answer.too_large = Some(too_large.to_string());
    }
    Ok(answer)
}

fn fill(
    dispute: &Dispute,
    scope: &Scope,
    question: &SpaceQuestion,
    readings: &[ReadingId],
    answer: &mut SpaceAnswer,
) -> Result<(), TooLarge> {
    let mut space = Space::new(dispute, scope, Limits::default())?;
    answer.feasible = Some(Count(space.count(space.feasible())));
    let (Some(packages), Some(deal)) = (space.packages(), &dispute.deal) else { return Ok(()) };
    let flagged = space.where_all(packages, [&any_implausible(dispute)])?;
    let mut lens = Lens {
        dispute,
        scope,
        needs: &deal.needs,
        deal_options: dispute.deal_options(),
        space,
        packages,
        flagged,
        question,
    };
    answer.packages = Some(lens.tally(packages)?);
    for &reading in readings {
        answer.readings.push(lens.reading(reading)?);
    }
    Ok(())
}

struct Lens<'a> {
    dispute: &'a Dispute,
    scope: &'a Scope,
    needs: &'a [AudienceId],
    deal_options: Vec<OptionId>,
    space: Space,
    packages: Set,
    /// Packages that some implausible rule flags.
    flagged: Set,
    /// How much to list.
    question: &'a SpaceQuestion,
}

impl Lens<'_> {
    fn tally(&mut self, set: Set) -> Result<Tally, TooLarge> {
        let deals = self.space.count_distinct(set, &self.deal_options)?;
        Ok(Tally { packages: Count(self.space.count(set)), deals: Count(deals) })
    }

    fn reading(&mut self, reading: ReadingId) -> Result<ReadingSpace, TooLarge> {
        let rules: Vec<Condition> =
            self.needs.iter().map(|audience| self.dispute.acceptance(reading, *audience)).collect();
        let audiences = self.audiences(reading, &rules)?;
        let joint_set = self.space.where_all(self.packages, &rules)?;
        let joint = self.tally(joint_set)?;
        let flagged = self.space.and(joint_set, self.flagged)?;
        let deals = self.deals(joint_set)?;
        let listed = deals.len() as u128;
        let mut answer = ReadingSpace {
            reading: self.dispute.readings[reading].id.clone(),
            audiences,
            joint,
            joint_implausible: Count(self.space.count(flagged)),
            deals,
            deals_left_out: Count(joint.deals.0 - listed),
            relaxations: Vec::new(),
            relaxations_complete: true,
            masks: Vec::new(),
            narrowing: None,
            too_large: None,
        };
        // Telling apart who rejects what takes the larger diagram; without it the rest still stands.
        if let Err(too_large) = self.by_rejecting(&rules, &mut answer) {
            answer.too_large = Some(too_large.to_string());
        }
        if answer.too_large.is_some() {
            self.begin_anew()?;
            if answer.joint.packages.is_zero() && !self.space.is_empty(self.packages) {
                self.some_relaxations(&rules, &mut answer);
            }
        }
        Ok(answer)
    }

    /// Empties the diagram of what it was too small for; sets made before mean nothing any more.
    fn begin_anew(&mut self) -> Result<(), TooLarge> {
        self.space = Space::new(self.dispute, self.scope, Limits::default())?;
        self.packages = self.space.packages().unwrap_or(self.space.none());
        let implausible = any_implausible(self.dispute);
        self.flagged = self.space.where_all(self.packages, [&implausible])?;
        Ok(())
    }

    /// The relaxation sets of a closed space that can be found without masks; none where even that
    /// is too large.
    fn some_relaxations(&mut self, rules: &[Condition], answer: &mut ReadingSpace) {
        answer.relaxations_complete = false;
        let most = self.question.relaxations;
        let Ok((mut sets, complete)) = self.space.some_relaxations(self.packages, rules, most)
        else {
            return;
        };
        in_order(&mut sets);
        let line = |set: &Relaxation| {
            let kept = rules.iter().enumerate().filter(|(rule, _)| !set.drop.contains(*rule));
            let opened = self.space.where_all(self.packages, kept.map(|(_, rule)| rule))?;
            self.opened(&set.drop, opened)
        };
        if let Ok(lines) = sets.iter().map(line).collect::<Result<Vec<_>, TooLarge>>() {
            answer.relaxations = lines;
            answer.relaxations_complete = complete;
        }
    }

    /// Packages by the set of audiences that reject them, what each rule excludes, and what would
    /// open a closed space; all of it or nothing.
    fn by_rejecting(
        &mut self,
        rules: &[Condition],
        answer: &mut ReadingSpace,
    ) -> Result<(), TooLarge> {
        let masks = self.space.masks(self.packages, rules)?;
        let histogram = self.space.histogram(&masks);
        answer.too_large = too_many_names(&histogram);
        if answer.too_large.is_some() {
            return Ok(());
        }
        let mut narrowing = self.narrowing(&masks, &histogram, answer)?;
        if answer.joint.packages.is_zero() {
            let (sets, complete) = minimal_relaxations(&histogram, self.question.relaxations);
            answer.relaxations = self.relaxations(&masks, sets)?;
            answer.relaxations_complete = complete;
            let (conflicts, complete) = minimal_conflicts(&histogram, self.question.conflicts);
            narrowing.conflicts = conflicts.iter().map(|set| self.names(set)).collect();
            narrowing.conflicts_complete = complete;
        }
        let line = |(mask, packages): &(RuleSet, u128)| MaskLine {
            rejected_by: self.names(mask),
            packages: Count(*packages),
        };
        answer.masks = histogram.iter().map(line).collect();
        answer.narrowing = Some(narrowing);
        Ok(())
    }

    /// What each rule excludes, first, last and on average.
    fn narrowing(
        &mut self,
        masks: &Masks,
        histogram: &Histogram,
        answer: &ReadingSpace,
    ) -> Result<Narrowing, TooLarge> {
        let all = self.space.count(self.packages);
        let logarithmic = log_shapley(histogram, self.needs.len());
        let shapley = Shapley::new(histogram);
        let mut audiences = Vec::new();
        for (rule, line) in answer.audiences.iter().enumerate() {
            let own = RuleSet::one(rule);
            // If it alone rejects nothing, what the others accept is what all accept.
            let drop_one = match histogram.binary_search_by(|(mask, _)| mask.cmp(&own)) {
                Ok(_) => {
                    let without = self.space.select(masks, &own)?;
                    self.tally(without)?
                }
                Err(_) => answer.joint,
            };
            audiences.push(AudienceNarrowing {
                audience: line.audience.clone(),
                drop_one,
                first_in: Count(all - line.alone.packages.0),
                last_in: Count(drop_one.packages.0 - answer.joint.packages.0),
                shapley: shapley.share(rule),
                log_shapley: logarithmic.as_ref().map(|shares| shares[rule]),
            });
        }
        Ok(Narrowing {
            audiences,
            no_log_shapley: Narrowing::too_many(rejecting(histogram).len()),
            rounded_shapley: Narrowing::rounded(shapley.rounds()),
            conflicts: Vec::new(),
            conflicts_complete: true,
        })
    }

    fn audiences(
        &mut self,
        reading: ReadingId,
        rules: &[Condition],
    ) -> Result<Vec<AudienceSpace>, TooLarge> {
        let mut lines = Vec::new();
        for (&audience, rule) in self.needs.iter().zip(rules) {
            let accepted = self.space.where_all(self.packages, [rule])?;
            lines.push(AudienceSpace {
                audience: self.dispute.audiences[audience].id.clone(),
                rule: self.dispute.text(rule),
                missing_rules: scope::missing_rules(self.dispute, reading, &[audience]),
                alone: self.tally(accepted)?,
            });
        }
        Ok(lines)
    }

    fn deals(&mut self, joint: Set) -> Result<Vec<DealLine>, TooLarge> {
        let listed = self.space.list_distinct(joint, &self.deal_options, self.question.deals)?;
        let mut lines = Vec::new();
        for deal in listed {
            let mut partial = vec![None; self.dispute.options.len()];
            for (option, level) in self.deal_options.iter().zip(&deal.levels) {
                partial[option.index()] = Some(*level);
            }
            let witness = self.space.first_matching(joint, &partial);
            let levels = self.deal_options.iter().zip(&deal.levels);
            lines.push(DealLine {
                levels: levels.map(|(o, l)| scope::level_id(self.dispute, *o, *l)).collect(),
                packages: Count(deal.states),
                witness: self.ids(witness),
            });
        }
        Ok(lines)
    }

    fn relaxations(
        &mut self,
        masks: &Masks,
        mut sets: Vec<Relaxation>,
    ) -> Result<Vec<RelaxationLine>, TooLarge> {
        let mut lines = Vec::new();
        in_order(&mut sets);
        for relaxation in sets {
            let opened = self.space.select(masks, &relaxation.drop)?;
            lines.push(self.opened(&relaxation.drop, opened)?);
        }
        Ok(lines)
    }

    /// One relaxation set and the packages it opens.
    fn opened(&mut self, drop: &RuleSet, opened: Set) -> Result<RelaxationLine, TooLarge> {
        Ok(RelaxationLine {
            drop: self.names(drop),
            opens: self.tally(opened)?,
            witness: self.ids(self.space.first(opened)),
        })
    }

    /// The ids of these audiences.
    fn names(&self, mask: &RuleSet) -> Vec<String> {
        let id = |place: usize| self.dispute.audiences[self.needs[place]].id.clone();
        mask.rules().map(id).collect()
    }

    /// A state by the ids of its levels; empty where there is none.
    fn ids(&self, state: Option<Vec<Level>>) -> Vec<String> {
        state.map(|levels| scope::state_ids(self.dispute, &levels)).unwrap_or_default()
    }
}

/// Fewest rules first; among sets of one size the one that opens most.
fn in_order(sets: &mut [Relaxation]) {
    sets.sort_by_cached_key(|set| (set.drop.len(), Reverse(set.opens), set.drop.clone()));
}

/// Why the sets of rejecting audiences are too many to be told, if they are.
fn too_many_names(histogram: &Histogram) -> Option<String> {
    let names: usize = histogram.iter().map(|(mask, _)| mask.len()).sum();
    (names > MOST_NAMES).then(|| {
        let (sets, names) = (Count(histogram.len() as u128), Count(names as u128));
        format!(
            "different packages are rejected by {sets} different sets of audiences, {names} names in \
             all, at most {} are told; ask about a focus in which fewer options vary (`[focus.ID]`)",
            Count(MOST_NAMES as u128)
        )
    })
}
