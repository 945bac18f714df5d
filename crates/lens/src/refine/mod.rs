//! Refinement: what would have to change in a proposal, for all to accept it?
//!
//! *Asks*, per start and reading: how far is the nearest package all accept, how many packages and
//! deals are as near, which edits lead there, and who would have to move; which edits are
//! irreducible, and how many options have to move together at least (the linkage).
//!
//! *Assumes*: distances count the options a start fixes; what it leaves open is free. Movers and
//! floors take levels out; what the focus holds elsewhere than the start counts as changed.
//!
//! *Computes*: cheapest paths and minimal states of the diagram of acceptable packages
//! (`states/src/nearest.rs`, `edits.rs`; `spec/space.md` A.5, B.E). Exact, ties included.
//!
//! *Misleads when*: a small distance is taken for an easy deal. A level step is as long as the
//! dossier's author made it.

mod costs;
pub(crate) mod start;

use detente_finding::{
    Count, DISTANCES, DistanceLine, Edit, Irreducible, IrreducibleEdit, NearestDeal,
    NearestPackages, PartiesLine, RefineAnswer, RefineQuestion, RefineReading, Refinement, Tally,
    Unanswerable, Yardstick,
};
use detente_model::{
    Comparison, Condition, Dispute, Id, Level, OptionId, PartyId, ReadingId, Scope,
};
use detente_states::{Limits, Nearest, Set, Space, TooLarge};

use crate::scope;
use costs::Rules;
use start::Start;

/// Answers the question what would have to change.
pub(crate) fn refine(
    dispute: &Dispute,
    question: &RefineQuestion,
) -> Result<RefineAnswer, Unanswerable> {
    let readings = scope::readings(dispute, &question.readings)?;
    let scope = scope::scope(dispute, question.focus.as_deref())?;
    let starts = start::starts(dispute, question.from.as_ref())?;
    let rules = Rules::new(dispute, question)?;
    let dispute = &*scope::asked(dispute, question.strict);
    let costless = |option: &OptionId| {
        let fixed = starts.iter().any(|start| start.levels[option.index()].is_some());
        fixed && question.by == Yardstick::Cost && dispute.options[*option].step_cost.is_none()
    };
    let ids = |options: &mut dyn Iterator<Item = OptionId>| {
        options.map(|option| dispute.options[option].id.clone()).collect()
    };
    let deal_options = dispute.deal_options();
    let mut answer = RefineAnswer {
        scale: Count(rules.scale),
        without_cost: ids(&mut dispute.options.ids().filter(costless)),
        deal_options: ids(&mut deal_options.iter().copied()),
        readings: Vec::new(),
        starts: starts.iter().map(|start| start.line.clone()).collect(),
        too_large: None,
    };
    let lens = Lens { dispute, question, rules, deal_options };
    if let Err(too_large) = lens.fill(&scope, &readings, &starts, &mut answer) {
        answer.readings.clear();
        for start in &mut answer.starts {
            start.completions = Count::default();
            start.refinements.clear();
        }
        answer.too_large = Some(too_large.to_string());
    }
    Ok(answer)
}

struct Lens<'a> {
    dispute: &'a Dispute,
    question: &'a RefineQuestion,
    rules: Rules,
    deal_options: Vec<OptionId>,
}

impl Lens<'_> {
    fn fill(
        &self,
        scope: &Scope,
        readings: &[ReadingId],
        starts: &[Start],
        answer: &mut RefineAnswer,
    ) -> Result<(), TooLarge> {
        let mut space = Space::new(self.dispute, scope, Limits::default())?;
        let (Some(packages), Some(deal)) = (space.packages(), &self.dispute.deal) else {
            return Ok(());
        };
        for (start, line) in starts.iter().zip(&mut answer.starts) {
            line.completions = Count(space.count_completions(packages, &start.levels));
        }
        for &reading in readings {
            let rules: Vec<_> = (deal.needs.iter())
                .map(|audience| self.dispute.acceptance(reading, *audience))
                .collect();
            let joint = space.where_all(packages, &rules)?;
            answer.readings.push(RefineReading {
                reading: self.dispute.readings[reading].id.clone(),
                missing_rules: scope::missing_rules(self.dispute, reading, &deal.needs),
                joint: Count(space.count(joint)),
            });
            for (start, line) in starts.iter().zip(&mut answer.starts) {
                line.refinements.push(self.refinement(&mut space, joint, reading, start)?);
            }
        }
        Ok(())
    }

    fn refinement(
        &self,
        space: &mut Space,
        joint: Set,
        reading: ReadingId,
        start: &Start,
    ) -> Result<Refinement, TooLarge> {
        let costs = self.rules.costs(self.dispute, &start.levels, self.rules.by());
        let allowed = space.allowed(joint, &costs)?;
        let nearest = match space.nearest(allowed, &costs)? {
            Some(nearest) => Some(self.nearest(space, allowed, start, nearest)?),
            None => None,
        };
        Ok(Refinement {
            reading: self.dispute.readings[reading].id.clone(),
            allowed: Count(space.count(allowed)),
            nearest,
        })
    }

    fn nearest(
        &self,
        space: &mut Space,
        allowed: Set,
        start: &Start,
        Nearest { distance, states }: Nearest,
    ) -> Result<NearestPackages, TooLarge> {
        let packages = space.count(states);
        let deals = space.count_distinct(states, &self.deal_options)?;
        let (mut must_move, mut may_move) = (Vec::new(), Vec::new());
        for (party, entry) in self.dispute.parties.iter() {
            match space.count_completions(states, &self.unmoved(party, start)) {
                0 => must_move.push(entry.id.clone()),
                unmoved if unmoved < packages => may_move.push(entry.id.clone()),
                _ => {}
            }
        }
        let by_options = self.rules.costs(self.dispute, &start.levels, Yardstick::Options);
        let linkage = space.nearest(allowed, &by_options)?.map_or(0, |nearest| nearest.distance);
        let library = self.question.from.is_none();
        let list = if library { self.question.list.min(1) } else { self.question.list };
        let listed = self.best(space, allowed, start, list)?;
        let as_near = listed.iter().filter(|deal| deal.distance == Count(distance)).count();
        let distances = if library { Vec::new() } else { self.distances(space, allowed, start)? };
        Ok(NearestPackages {
            distance: Count(distance),
            tally: Tally { packages: Count(packages), deals: Count(deals) },
            edits: Count(space.count_distinct(states, &fixed(self.dispute, start))?),
            must_move,
            may_move,
            linkage: linkage as usize,
            distances,
            deals_left_out: Count(deals - as_near as u128),
            deals: listed,
            irreducible: (!library).then(|| self.irreducible(space, allowed, start)),
        })
    }

    /// The start with nothing fixed but the options of one party.
    fn unmoved(&self, party: PartyId, start: &Start) -> Vec<Option<Level>> {
        let options = self.dispute.options.values().zip(&start.levels);
        options.map(|(option, level)| level.filter(|_| option.party == party)).collect()
    }

    /// The nearest deals and, as far as more are asked for, those at the next distances.
    fn best(
        &self,
        space: &mut Space,
        allowed: Set,
        start: &Start,
        list: usize,
    ) -> Result<Vec<NearestDeal>, TooLarge> {
        let costs = self.rules.costs(self.dispute, &start.levels, self.rules.by());
        let mut deals: Vec<NearestDeal> = Vec::new();
        let mut left = allowed;
        while deals.len() < list {
            let Some(nearest) = space.nearest(left, &costs)? else { break };
            deals.extend(self.deals(space, nearest, start, list - deals.len())?);
            left = self.without_deals_of(space, left, nearest.states)?;
        }
        Ok(deals)
    }

    /// What is left when all packages of the deals in `taken` are gone.
    fn without_deals_of(&self, space: &mut Space, left: Set, taken: Set) -> Result<Set, TooLarge> {
        let deals = space.project(taken, &self.deal_options)?;
        space.minus(left, deals)
    }

    /// How many packages there are at the least distances, and how many deals come in there.
    fn distances(
        &self,
        space: &mut Space,
        allowed: Set,
        start: &Start,
    ) -> Result<Vec<DistanceLine>, TooLarge> {
        let costs = self.rules.costs(self.dispute, &start.levels, self.rules.by());
        let (mut packages, mut deals) = (allowed, allowed);
        let mut lines = Vec::new();
        while lines.len() < DISTANCES {
            let Some(at) = space.nearest(packages, &costs)? else { break };
            let mut tally = Tally { packages: Count(space.count(at.states)), deals: Count(0) };
            packages = space.minus(packages, at.states)?;
            let first = space.nearest(deals, &costs)?;
            if let Some(first) = first.filter(|first| first.distance == at.distance) {
                let new = space.count_distinct(first.states, &self.deal_options)?;
                tally.deals = Count(new);
                deals = self.without_deals_of(space, deals, first.states)?;
            }
            lines.push(DistanceLine { distance: Count(at.distance), tally });
        }
        Ok(lines)
    }

    /// The first deals at one distance.
    fn deals(
        &self,
        space: &mut Space,
        Nearest { distance, states }: Nearest,
        start: &Start,
        list: usize,
    ) -> Result<Vec<NearestDeal>, TooLarge> {
        let listed = space.list_distinct(states, &self.deal_options, list)?;
        let line = |deal: detente_states::Distinct| {
            let mut partial = vec![None; self.dispute.options.len()];
            for (option, level) in self.deal_options.iter().zip(&deal.levels) {
                partial[option.index()] = Some(*level);
            }
            let witness = space.first_in_dossier_order(states, &partial)?;
            let levels = self.deal_options.iter().zip(&deal.levels);
            Some(NearestDeal {
                distance: Count(distance),
                levels: levels.map(|(o, l)| scope::level_id(self.dispute, *o, *l)).collect(),
                packages: Count(deal.states),
                witness: scope::state_ids(self.dispute, &witness),
                edits: self.edits(start, &witness),
            })
        };
        Ok(listed.into_iter().filter_map(line).collect())
    }

    /// What changes from the start to a package.
    fn edits(&self, start: &Start, package: &[Level]) -> Vec<Edit> {
        let changed = |((option, from), to): ((OptionId, &Option<Level>), &Level)| {
            let from = from.filter(|from| from != to)?;
            let entry = &self.dispute.options[option];
            Some(Edit {
                option: entry.id.clone(),
                from: scope::level_id(self.dispute, option, from),
                to: scope::level_id(self.dispute, option, *to),
                party: self.dispute.parties[entry.party].id.clone(),
            })
        };
        let levels = self.dispute.options.ids().zip(&start.levels).zip(package);
        levels.filter_map(changed).collect()
    }

    /// The irreducible edits; without them the rest still stands.
    fn irreducible(&self, space: &mut Space, allowed: Set, start: &Start) -> Irreducible {
        self.cheapest_irreducible(space, allowed, start).unwrap_or_else(|too_large| Irreducible {
            too_large: Some(too_large.to_string()),
            ..Irreducible::default()
        })
    }

    fn cheapest_irreducible(
        &self,
        space: &mut Space,
        allowed: Set,
        start: &Start,
    ) -> Result<Irreducible, TooLarge> {
        let fixed = fixed(self.dispute, start);
        let costs = self.rules.costs(self.dispute, &start.levels, self.rules.by());
        let minimal = space.irreducible(allowed, &start.levels)?;
        let count = space.count_distinct(minimal, &fixed)?;
        let mut edits: Vec<IrreducibleEdit> = Vec::new();
        let mut left = minimal;
        while edits.len() < self.question.list {
            let Some(Nearest { distance, states }) = space.nearest(left, &costs)? else { break };
            for edit in space.list_distinct(states, &fixed, self.question.list - edits.len())? {
                let mut partial = vec![None; self.dispute.options.len()];
                for (option, level) in fixed.iter().zip(&edit.levels) {
                    partial[option.index()] = Some(*level);
                }
                let witness = space.first_in_dossier_order(allowed, &partial);
                let witness = witness.expect("an edit that suffices leads to some package");
                edits.push(IrreducibleEdit {
                    distance: Count(distance),
                    edits: self.edits(start, &witness),
                    witness: scope::state_ids(self.dispute, &witness),
                });
            }
            left = space.minus(left, states)?;
        }
        let complete = count == edits.len() as u128;
        let by_parties = self.by_parties(space, minimal, start)?;
        Ok(Irreducible { count: Some(Count(count)), by_parties, edits, complete, too_large: None })
    }

    /// Whose options irreducible edits change: every set of parties, with the number of edits.
    fn by_parties(
        &self,
        space: &mut Space,
        minimal: Set,
        start: &Start,
    ) -> Result<Vec<PartiesLine>, TooLarge> {
        let parties: Vec<PartyId> = self.dispute.parties.ids().collect();
        let unmoved = |party: &PartyId| {
            let unmoved = self.unmoved(*party, start);
            let levels = self.dispute.options.ids().zip(unmoved);
            let at = levels.filter_map(|(option, level)| {
                Some(Condition::Compare(option, Comparison::Equal, level?))
            });
            Condition::All(at.collect())
        };
        let unmoved: Vec<Condition> = parties.iter().map(unmoved).collect();
        let masks = space.masks(minimal, &unmoved)?;
        // What the start leaves open is free in these states: each edit stands there as often.
        let open = space.variable_order().iter();
        let open = open.filter(|option| start.levels[option.index()].is_none());
        let copies: u128 = open.map(|option| self.dispute.level_count(*option) as u128).product();
        let mut sets: Vec<(Vec<PartyId>, u128)> = (space.histogram(&masks).into_iter())
            .map(|(mask, states)| {
                let moved = parties.iter().enumerate().filter(|(bit, _)| mask.contains(*bit));
                (moved.map(|(_, party)| *party).collect(), states / copies)
            })
            .collect();
        sets.sort_by_key(|(parties, _)| (parties.len(), parties.clone()));
        let line = |(parties, edits): (Vec<PartyId>, u128)| PartiesLine {
            parties: parties.iter().map(|p| self.dispute.parties[*p].id.clone()).collect(),
            edits: Count(edits),
        };
        Ok(sets.into_iter().map(line).collect())
    }
}

/// The options a start fixes.
fn fixed(dispute: &Dispute, start: &Start) -> Vec<OptionId> {
    dispute.options.ids().filter(|option| start.levels[option.index()].is_some()).collect()
}
