//! Refinements, found again by going through all packages.
//!
//! Above the limit on states distances and counts are taken as said; witnesses are replayed, and
//! what follows from them is checked. So are irreducible edits where there are too many edits to
//! compare them all.

mod search;
pub(crate) mod start;

use std::collections::{BTreeMap, BTreeSet};

use detente_finding::{
    Count, DISTANCES, DistanceLine, Edit, Irreducible, IrreducibleEdit, NearestDeal,
    NearestPackages, PartiesLine, RefineAnswer, RefineQuestion, RefineReading, Refinement, Tally,
};
use detente_model::{Dispute, Id, Level, OptionId, PartyId, ReadingId, Scope};
use serde_json::json;

use crate::ledger::{Ledger, differences};
use crate::names;
use crate::overview::{SMALL, countable, raw, too_large, uncounted};
use crate::space::in_scope;
use search::Search;
use start::{Start, Weights};

/// Checks an answer about refinements.
pub(crate) fn refine(
    dispute: &Dispute,
    asked: &RefineQuestion,
    said: &RefineAnswer,
    ledger: &mut Ledger,
) -> Result<(), String> {
    let readings = names::readings(dispute, &asked.readings)?;
    let scope = names::scope(dispute, asked.focus.as_deref())?;
    let starts = start::starts(dispute, asked.from.as_ref())?;
    let weights = Weights::new(dispute, asked)?;
    let dispute = &*names::asked(dispute, asked.strict);
    let raw = raw(dispute, &scope);
    let deal_options = dispute.deal_options();
    let id = |option: &OptionId| dispute.options[*option].id.clone();
    let costless = dispute.options.ids().filter(|option| {
        let fixed = starts.iter().any(|start| start.levels[option.index()].is_some());
        fixed && weights.has_no_cost(*option)
    });
    let mut found = RefineAnswer {
        scale: Count(weights.scale),
        without_cost: costless.map(|option| id(&option)).collect(),
        deal_options: deal_options.iter().map(id).collect(),
        readings: Vec::new(),
        starts: starts.iter().map(|start| start.line.clone()).collect(),
        too_large: too_large(&said.too_large, raw, "answer", ledger),
    };
    let checker = Checker { dispute, scope: &scope, asked, weights: &weights, deal_options };
    let answered = found.too_large.is_none() && dispute.deal.is_some();
    let counted = answered && countable(raw);
    if answered && !counted {
        ledger.skipped("counts", uncounted(raw));
    }
    if answered {
        let told = said.starts.iter().map(|line| line.completions).collect();
        let completions = if counted { checker.completions(&starts) } else { told };
        for (line, completions) in found.starts.iter_mut().zip(completions) {
            line.completions = completions;
        }
    }
    let mut mistakes = Vec::new();
    let asked_readings = if answered { readings.as_slice() } else { &[] };
    for (place, &reading) in asked_readings.iter().enumerate() {
        let mut line = checker.reading(reading);
        line.joint = said.readings.get(place).map(|line| line.joint).unwrap_or_default();
        let mut searches = Vec::new();
        if counted {
            searches = starts.iter().map(|start| checker.search(start)).collect();
            line.joint = Count(checker.visit(reading, &mut searches));
        }
        found.readings.push(line);
        for (at, start) in starts.iter().enumerate() {
            let said = said.starts.get(at).and_then(|line| line.refinements.get(place));
            let case = Case { checker: &checker, reading, start };
            let refinement = match searches.get(at) {
                Some(search) => case.recounted(search, said, raw, ledger),
                None => case.replayed(said, &mut mistakes),
            };
            found.starts[at].refinements.push(refinement);
        }
    }
    mistakes.extend(differences(&json!(said), &json!(found)));
    let holds = match counted {
        true => "distances, ties, movers and edits found again among all packages",
        false => "what was asked is as said; witnesses replayed",
    };
    ledger.settle("refine", mistakes, holds);
    Ok(())
}

struct Checker<'a> {
    dispute: &'a Dispute,
    scope: &'a Scope,
    asked: &'a RefineQuestion,
    weights: &'a Weights<'a>,
    deal_options: Vec<OptionId>,
}

impl Checker<'_> {
    fn reading(&self, reading: ReadingId) -> RefineReading {
        let needs = self.dispute.deal.as_ref().map_or(&[][..], |deal| &deal.needs);
        RefineReading {
            reading: self.dispute.readings[reading].id.clone(),
            missing_rules: names::missing_rules(self.dispute, reading, needs),
            joint: Count(0),
        }
    }

    fn library(&self) -> bool {
        self.asked.from.is_none()
    }

    /// How many deals of each start are listed.
    fn list(&self) -> usize {
        if self.library() { self.asked.list.min(1) } else { self.asked.list }
    }

    fn search<'s>(&'s self, start: &'s Start) -> Search<'s> {
        let (list, minimal) = (self.list(), !self.library());
        Search::new(self.dispute, self.weights, start, &self.deal_options, list, minimal)
    }

    /// The levels of the deal options, by id.
    fn deal(&self, levels: &[Level]) -> Vec<String> {
        let options = self.deal_options.iter();
        options.map(|o| names::level_id(self.dispute, *o, levels[o.index()])).collect()
    }

    /// What changes from a start to a package.
    fn edits(&self, start: &Start, package: &[Level]) -> Vec<Edit> {
        let mut edits = Vec::new();
        for (option, entry) in self.dispute.options.iter() {
            let to = package[option.index()];
            if let Some(from) = start.levels[option.index()].filter(|from| *from != to) {
                edits.push(Edit {
                    option: entry.id.clone(),
                    from: names::level_id(self.dispute, option, from),
                    to: names::level_id(self.dispute, option, to),
                    party: self.dispute.parties[entry.party].id.clone(),
                });
            }
        }
        edits
    }
}

/// One start in one reading.
struct Case<'a> {
    checker: &'a Checker<'a>,
    reading: ReadingId,
    start: &'a Start,
}

impl Case<'_> {
    /// What the search found; of the finding only what could not be found again.
    fn recounted(
        &self,
        search: &Search<'_>,
        said: Option<&Refinement>,
        raw: Option<Count>,
        ledger: &mut Ledger,
    ) -> Refinement {
        let Checker { dispute, .. } = self.checker;
        let said = said.and_then(|said| said.nearest.as_ref());
        let nearest = search.best.map(|distance| {
            let (must_move, may_move) = search.movers();
            let edits = search.edits.as_ref().map(|edits| Count(edits.len() as u128));
            if edits.is_none() {
                ledger.skipped("edits", "not recounted: there are too many".to_string());
            }
            let (packages, all) = search.distances.get(&distance).copied().unwrap_or_default();
            let as_near = search.listed.iter().filter(|near| near.distance == distance).count();
            let deals = search.listed.iter().map(|near| NearestDeal {
                distance: Count(near.distance),
                levels: self.checker.deal(&near.witness),
                packages: Count(near.packages),
                witness: names::state_ids(dispute, &near.witness),
                edits: self.checker.edits(self.start, &near.witness),
            });
            let told = if self.checker.library() { 0 } else { DISTANCES };
            let lines = search.distances.iter().take(told);
            let lines = lines.map(|(distance, (packages, deals))| DistanceLine {
                distance: Count(*distance),
                tally: Tally { packages: Count(*packages), deals: Count(*deals) },
            });
            NearestPackages {
                distance: Count(distance),
                tally: Tally { packages: Count(packages), deals: Count(all) },
                edits: edits.or(said.map(|said| said.edits)).unwrap_or_default(),
                must_move,
                may_move,
                linkage: search.linkage,
                distances: lines.collect(),
                deals: deals.collect(),
                deals_left_out: Count(all - as_near as u128),
                irreducible: (!self.checker.library()).then(|| {
                    let said = said.and_then(|said| said.irreducible.as_ref());
                    self.irreducible(search, said, raw, ledger)
                }),
            }
        });
        let reading = dispute.readings[self.reading].id.clone();
        Refinement { reading, allowed: Count(search.allowed), nearest }
    }

    fn irreducible(
        &self,
        search: &Search<'_>,
        said: Option<&Irreducible>,
        raw: Option<Count>,
        ledger: &mut Ledger,
    ) -> Irreducible {
        let reason = said.and_then(|said| said.too_large.clone());
        if let Some(reason) = reason.filter(|_| raw.is_none_or(|raw| raw.0 > SMALL)) {
            ledger.skipped("edits", format!("not checked, why none are listed: {reason}"));
            return Irreducible { too_large: Some(reason), ..Irreducible::default() };
        }
        let Some(minimal) = search.minimal() else {
            let why = "irreducible edits not found again: there are too many edits to compare";
            ledger.skipped("edits", why.to_string());
            let mut mistakes = Vec::new();
            let found = said.map(|said| self.replayed_irreducible(said, &mut mistakes));
            for mistake in mistakes {
                ledger.refuted("edits", mistake);
            }
            return found.unwrap_or_default();
        };
        let Checker { dispute, asked, .. } = self.checker;
        let line = |(distance, witness): &(u128, Vec<Level>)| IrreducibleEdit {
            distance: Count(*distance),
            edits: self.checker.edits(self.start, witness),
            witness: names::state_ids(dispute, witness),
        };
        let by_parties = self.by_parties(&minimal);
        Irreducible {
            by_parties,
            count: Some(Count(minimal.len() as u128)),
            edits: minimal.iter().take(asked.list).map(line).collect(),
            complete: minimal.len() <= asked.list,
            too_large: None,
        }
    }

    /// Irreducible edits by the parties whose options they change.
    fn by_parties(&self, minimal: &[(u128, Vec<Level>)]) -> Vec<PartiesLine> {
        let Checker { dispute, .. } = self.checker;
        let mut sets: BTreeMap<(usize, Vec<PartyId>), u128> = BTreeMap::new();
        for (_, witness) in minimal {
            let changed = dispute.options.iter().zip(self.start.levels.iter().zip(witness));
            let changed = changed.filter(|(_, (at, to))| at.is_some_and(|at| at != **to));
            let parties: BTreeSet<PartyId> = changed.map(|((_, option), _)| option.party).collect();
            *sets.entry((parties.len(), parties.into_iter().collect())).or_default() += 1;
        }
        let id = |party: &PartyId| dispute.parties[*party].id.clone();
        sets.iter()
            .map(|((_, parties), edits)| PartiesLine {
                parties: parties.iter().map(id).collect(),
                edits: Count(*edits),
            })
            .collect()
    }

    /// What the finding says, as far as its witnesses bear it out.
    fn replayed(&self, said: Option<&Refinement>, mistakes: &mut Vec<String>) -> Refinement {
        let reading = self.checker.dispute.readings[self.reading].id.clone();
        let Some(said) = said else {
            return Refinement { reading, allowed: Count(0), nearest: None };
        };
        let nearest = said.nearest.as_ref().map(|said| {
            let mut found = said.clone();
            for (number, deal) in found.deals.iter_mut().enumerate() {
                match self.package(&deal.witness) {
                    Ok((distance, levels)) => {
                        if Count(distance) != deal.distance {
                            mistakes.push(format!("deal {} is not as near as said", number + 1));
                        }
                        deal.levels = self.checker.deal(&levels);
                        deal.edits = self.checker.edits(self.start, &levels);
                        let moves = |party: &String| deal.edits.iter().any(|e| e.party == *party);
                        let as_near = deal.distance == said.distance;
                        if as_near && !said.must_move.iter().all(moves) {
                            mistakes.push(format!("deal {} needs fewer movers", number + 1));
                        }
                    }
                    Err(why) => mistakes.push(format!("the witness of deal {}: {why}", number + 1)),
                }
            }
            let as_near = found.deals.iter().filter(|deal| deal.distance == said.distance).count();
            let (all, list) = (said.tally.deals.0, self.checker.list() as u128);
            if as_near as u128 != all.min(list) || found.deals.len() as u128 > list {
                mistakes.push("it lists more or fewer deals than it should".to_string());
            }
            if !found.deals.is_sorted_by_key(|deal| deal.distance) {
                mistakes.push("deals are not in order".to_string());
            }
            found.deals_left_out = Count(all.saturating_sub(as_near as u128));
            self.replayed_distances(said, mistakes);
            let irreducible = said.irreducible.as_ref().filter(|_| !self.checker.library());
            found.irreducible = irreducible.map(|said| self.replayed_irreducible(said, mistakes));
            if found.irreducible.is_none() && !self.checker.library() {
                mistakes.push("irreducible edits are missing".to_string());
            }
            found
        });
        if nearest.is_none() != said.allowed.is_zero() {
            mistakes.push("whether some package is allowed does not agree".to_string());
        }
        Refinement { reading, allowed: said.allowed, nearest }
    }

    /// That the distances told agree with the rest.
    fn replayed_distances(&self, said: &NearestPackages, mistakes: &mut Vec<String>) {
        let first = said.distances.first();
        let agrees = match self.checker.library() {
            true => first.is_none(),
            false => first.is_some_and(|f| (f.distance, f.tally) == (said.distance, said.tally)),
        };
        let rising = said.distances.is_sorted_by(|a, b| a.distance < b.distance);
        if !agrees || !rising || said.distances.len() > DISTANCES {
            mistakes.push("its distances do not agree with one another".to_string());
        }
    }

    fn replayed_irreducible(&self, said: &Irreducible, mistakes: &mut Vec<String>) -> Irreducible {
        let mut found = said.clone();
        for (number, edit) in found.edits.iter_mut().enumerate() {
            match self.package(&edit.witness) {
                Ok((distance, levels)) => {
                    edit.distance = Count(distance);
                    edit.edits = self.checker.edits(self.start, &levels);
                }
                Err(why) => mistakes.push(format!("the witness of edit {}: {why}", number + 1)),
            }
        }
        if !found.edits.is_sorted_by_key(|edit| edit.distance) {
            mistakes.push("irreducible edits are not in order".to_string());
        }
        let edits: u128 =
            found.by_parties.iter().fold(0, |all, line| all.saturating_add(line.edits.0));
        if said.count.is_some_and(|count| count.0 != edits) {
            mistakes.push("irreducible edits by party do not add up".to_string());
        }
        found.complete = said.count == Some(Count(found.edits.len() as u128));
        found
    }

    /// The distance and levels of a witness: a package in scope that all accept and that keeps to
    /// the movers and the floors.
    fn package(&self, ids: &[String]) -> Result<(u128, Vec<Level>), String> {
        let Checker { dispute, scope, weights, .. } = self.checker;
        let levels = names::state(dispute, ids)?;
        in_scope(scope, &levels)?;
        if !dispute.is_package(&levels) {
            return Err("it is no package".to_string());
        }
        if !dispute.is_jointly_accepted(self.reading, &levels) {
            return Err("not all accept it".to_string());
        }
        let distance = weights.distance(&self.start.levels, &levels);
        Ok((distance.ok_or("it changes what may not change")?, levels))
    }
}
