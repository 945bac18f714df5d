//! Frontiers and solutions, found again by going through all packages.
//!
//! Above the limit on states, and where a frontier is thinned or too large to be compared with every
//! package, counts are taken as said: witnesses are replayed and their vectors recomputed, vectors
//! listed must not dominate each other, and a solution must be the best of what is listed.

mod archive;
mod fair;
mod replayed;
mod visit;
mod worth;

use std::cmp::Reverse;

use detente_finding::{
    CellLine, Count, Exact, FrontierAnswer, FrontierQuestion, FrontierReading, Instead, LeftOut,
    PointLine, ProposalMark, Refused, Scatter, ScorerLine, Solution, SolutionLine, Stage,
    StageLine,
};
use detente_model::{Dispute, OptionId, PartyId, Proposal, Rational, ReadingId, Scope};
use serde_json::json;

use crate::ledger::{Ledger, differences};
use crate::names;
use crate::overview::{SMALL, countable, raw, too_large, uncounted};
use archive::Entry;
use visit::{Agreeing, CHOICE, Seen, Visit};
use worth::Worth;

/// Cells of the figure, along and up.
pub(super) const CELLS: usize = 32;

/// Checks an answer about frontiers.
pub(crate) fn frontier(
    dispute: &Dispute,
    asked: &FrontierQuestion,
    said: &FrontierAnswer,
    ledger: &mut Ledger,
) -> Result<(), String> {
    let readings = names::readings(dispute, &asked.readings)?;
    let scope = names::scope(dispute, asked.focus.as_deref())?;
    let mut parties = Vec::new();
    for name in &asked.parties {
        parties.push(names::party(dispute, name)?);
    }
    let named = |id: &PartyId| parties.is_empty() || parties.contains(id);
    let parties: Vec<PartyId> = dispute.parties.ids().filter(named).collect();
    let axis = |name: &Option<String>| -> Result<Option<PartyId>, String> {
        name.as_ref().map(|name| names::party(dispute, name)).transpose()
    };
    let axes = [axis(&asked.x)?, axis(&asked.y)?];
    if axes[0].is_some() && axes[0] == axes[1] {
        return Err("its figure compares a party with itself".to_string());
    }
    if axes.iter().flatten().any(|party| !parties.contains(party)) {
        return Err("its figure shows a party whose numbers do not count".to_string());
    }
    let dispute = &*names::asked(dispute, asked.strict);
    let raw = raw(dispute, &scope);
    let deal_options = dispute.deal_options();
    let mut found = FrontierAnswer {
        deal_options: deal_options.iter().map(|o| dispute.options[*o].id.clone()).collect(),
        readings: Vec::new(),
        too_large: too_large(&said.too_large, raw, "answer", ledger),
    };
    let checker = Checker { dispute, scope: &scope, asked, parties, axes, deal_options, raw };
    let mut mistakes = Vec::new();
    if found.too_large.is_none() && dispute.deal.is_some() {
        for (place, reading) in readings.into_iter().enumerate() {
            let said = said.readings.get(place);
            found.readings.push(checker.reading(reading, said, &mut mistakes, ledger));
        }
    }
    mistakes.extend(differences(&json!(said), &json!(found)));
    let holds = match countable(raw) {
        true => "stages, frontiers, solutions and the figure as they are found among all packages",
        false => "what was asked is as said; witnesses replayed",
    };
    ledger.settle("frontier", mistakes, holds);
    Ok(())
}

struct Checker<'a> {
    dispute: &'a Dispute,
    scope: &'a Scope,
    asked: &'a FrontierQuestion,
    parties: Vec<PartyId>,
    axes: [Option<PartyId>; 2],
    deal_options: Vec<OptionId>,
    raw: Option<Count>,
}

impl Checker<'_> {
    fn reading(
        &self,
        reading: ReadingId,
        said: Option<&FrontierReading>,
        mistakes: &mut Vec<String>,
        ledger: &mut Ledger,
    ) -> FrontierReading {
        let id = self.dispute.readings[reading].id.clone();
        let subject = format!("reading {id}");
        let (mut line, scorers) = self.blank(reading);
        if scorers.is_empty() {
            return line;
        }
        let reason = said.and_then(|said| said.too_large.clone());
        if let Some(reason) = reason.filter(|_| self.raw.is_none_or(|raw| raw.0 > SMALL)) {
            let why = format!("not checked, why there is no full answer: {reason}");
            ledger.skipped(&subject, why);
            line.too_large = Some(reason);
            return line;
        }
        let Some(worth) = Worth::new(self.dispute, reading, scorers) else {
            ledger.skipped(&subject, "not recounted: its numbers have too many digits");
            return said.cloned().unwrap_or(line);
        };
        let case = Case { checker: self, reading, worth: &worth, said };
        let thinned = |said: &FrontierReading| said.stages.iter().any(|s| !s.slack.is_empty());
        let large = self.raw.is_none_or(|raw| raw.0 > SMALL);
        if !countable(self.raw) {
            ledger.skipped(&subject, uncounted(self.raw));
        } else if large && said.is_some_and(thinned) {
            ledger.skipped(&subject, "not recounted: the frontier is thinned");
        } else if case.recounted(&mut line, &subject, ledger) {
            return line;
        } else {
            ledger.skipped(&subject, "not recounted: comparing all packages takes too long");
        }
        case.replayed(line, mistakes)
    }

    /// What needs no packages, and the parties with numbers.
    fn blank(&self, reading: ReadingId) -> (FrontierReading, Vec<PartyId>) {
        let (mut scorers, mut left_out) = (Vec::new(), Vec::new());
        for &party in &self.parties {
            let instead = match worth::has_numbers(self.dispute, reading, party) {
                Some(true) => {
                    scorers.push(party);
                    continue;
                }
                Some(false) => Instead::Statements,
                None => Instead::Nothing,
            };
            left_out.push(LeftOut { party: self.dispute.parties[party].id.clone(), instead });
        }
        let line = |party: &PartyId| ScorerLine {
            party: self.dispute.parties[*party].id.clone(),
            least: None,
            most: None,
            reservation: worth::without_agreement(self.dispute, reading, *party).map(Exact),
            ideal: None,
        };
        let needs = self.dispute.deal.as_ref().map_or(&[][..], |deal| &deal.needs);
        let blank = FrontierReading {
            reading: self.dispute.readings[reading].id.clone(),
            scorers: scorers.iter().map(line).collect(),
            left_out,
            missing_rules: names::missing_rules(self.dispute, reading, needs),
            stages: Vec::new(),
            listed: None,
            points: Vec::new(),
            points_left_out: Count(0),
            solutions: Vec::new(),
            scatter: None,
            too_large: None,
        };
        (blank, scorers)
    }

    /// The scorers of the figure, by place: those named, else those who control most deal options.
    fn pair(&self, scorers: &[PartyId]) -> Option<[usize; 2]> {
        let mut ranked: Vec<usize> = (0..scorers.len()).collect();
        let controls = |place: usize| {
            let own = |option: &&OptionId| self.dispute.options[**option].party == scorers[place];
            self.deal_options.iter().filter(own).count()
        };
        ranked.sort_by_key(|place| Reverse(controls(*place)));
        let place = |party: PartyId| scorers.iter().position(|known| *known == party);
        let named: Option<Vec<usize>> = self.axes.iter().flatten().map(|p| place(*p)).collect();
        let named = named?;
        let mut others = ranked.into_iter().filter(|place| !named.contains(place));
        let mut pair = [0; 2];
        for (slot, axis) in pair.iter_mut().zip(self.axes) {
            *slot = axis.and_then(place).or_else(|| others.next())?;
        }
        Some(pair)
    }
}

/// One reading with numbers.
struct Case<'a> {
    checker: &'a Checker<'a>,
    reading: ReadingId,
    worth: &'a Worth,
    said: Option<&'a FrontierReading>,
}

impl Case<'_> {
    /// Fills the line with what is found; false if that takes too long.
    fn recounted(&self, line: &mut FrontierReading, subject: &str, ledger: &mut Ledger) -> bool {
        let Checker { asked, .. } = self.checker;
        let pair = self.checker.pair(&self.worth.parties);
        let scatter = self.said.and_then(|said| said.scatter.as_ref());
        let ranges = pair.and_then(|pair| {
            let range = |place: usize| {
                let scorer = self.said?.scorers.get(place)?;
                let parts = |n: &Option<Exact>| self.worth.parts(n.as_ref()?);
                Some((parts(&scorer.least)?, parts(&scorer.most)?))
            };
            Some([range(pair[0])?, range(pair[1])?])
        });
        let visit = Visit {
            dispute: self.checker.dispute,
            scope: self.checker.scope,
            reading: self.reading,
            worth: self.worth,
            asked: asked.stage,
            deal_options: &self.checker.deal_options,
            pair,
            ranges,
        };
        let seen = visit.run();
        let frontiers: Option<Vec<Vec<Entry>>> =
            seen.frontiers.iter().map(archive::Archive::entries).collect();
        let Some(frontiers) = frontiers else { return false };

        for (scorer, range) in line.scorers.iter_mut().zip(&seen.ranges) {
            scorer.least = range.map(|(least, _)| self.worth.number(least));
            scorer.most = range.map(|(_, most)| self.worth.number(most));
        }
        for (place, stage) in Stage::ALL.into_iter().enumerate().filter(|(_, s)| *s <= asked.stage)
        {
            let entries = &frontiers[place];
            let said = self.said.and_then(|said| said.stages.get(place));
            let uncounted = said.is_some_and(|said| said.packages.is_none())
                && stage == Stage::Rational
                && self.checker.raw.is_none_or(|raw| raw.0 > SMALL);
            if uncounted {
                let why = "not checked, why packages nobody loses by are not counted";
                ledger.skipped(subject, why);
            }
            line.stages.push(StageLine {
                stage,
                packages: (!uncounted).then_some(Count(seen.counts[place])),
                points: Count(entries.len() as u128),
                on_frontier: Some(Count(entries.iter().map(|entry| entry.packages).sum())),
                slack: Vec::new(),
            });
            if !entries.is_empty() {
                line.listed = Some(stage);
                line.points = self.listed(entries, &seen);
                line.points_left_out = Count((entries.len() - line.points.len()) as u128);
            }
        }
        self.solutions(&frontiers[CHOICE], line);
        line.scatter = self.scatter(&seen, pair, scatter, subject, ledger);
        true
    }

    fn point(&self, entry: &Entry) -> PointLine {
        PointLine {
            values: entry.values.iter().map(|parts| self.worth.number(*parts)).collect(),
            packages: Count(entry.packages),
            deals: Count(entry.deals),
            accepted: Count(entry.accepted),
            witness: names::state_ids(self.checker.dispute, &entry.witness),
        }
    }

    /// The vectors that serve the scorer served least best.
    fn listed(&self, entries: &[Entry], seen: &Seen) -> Vec<PointLine> {
        let least_served = |entry: &Entry| -> Option<Rational> {
            let mut least = None;
            for (value, range) in entry.values.iter().zip(&seen.ranges) {
                let Some((low, high)) = range.filter(|(low, high)| low < high) else { continue };
                let share = Rational::new(value - low, high - low);
                least = Some(least.map_or(share, |least: Rational| least.min(share)));
            }
            least
        };
        let mut ranked: Vec<(Reverse<Option<Rational>>, usize)> = (entries.iter().enumerate())
            .map(|(place, entry)| (Reverse(least_served(entry)), place))
            .collect();
        ranked.sort();
        let first = ranked.into_iter().take(self.checker.asked.list);
        first.map(|(_, place)| self.point(&entries[place])).collect()
    }

    fn solutions(&self, entries: &[Entry], line: &mut FrontierReading) {
        let vectors: Vec<Vec<i128>> = entries.iter().map(|entry| entry.values.clone()).collect();
        for (p, scorer) in line.scorers.iter_mut().enumerate() {
            let most = vectors.iter().map(|vector| vector[p]).max();
            scorer.ideal = most.map(|most| self.worth.number(most));
        }
        let ids = |places: Vec<usize>| -> Vec<String> {
            places.into_iter().map(|place| line.scorers[place].party.clone()).collect()
        };
        let mut solutions = Vec::new();
        for solution in Solution::ALL {
            let mut told = SolutionLine {
                solution,
                tied: Count(0),
                points: Vec::new(),
                without_share: Vec::new(),
                refused: None,
            };
            if vectors.is_empty() {
                told.refused = Some(Refused::NoPackage);
            } else {
                match fair::choose(solution, &vectors, &self.worth.floors) {
                    Ok((ties, flat)) => {
                        told.tied = Count(ties.len() as u128);
                        let first = ties.iter().take(self.checker.asked.list);
                        told.points = first.map(|tie| self.point(&entries[*tie])).collect();
                        told.without_share = ids(flat);
                    }
                    Err(fair::Nothing::Unknown(places)) => {
                        told.refused = Some(Refused::NoReservation(ids(places)));
                    }
                    Err(fair::Nothing::Flat(places)) => {
                        told.refused = Some(Refused::NoGain(ids(places)));
                    }
                    Err(fair::Nothing::Apart) => told.refused = Some(Refused::NoJointGain),
                }
            }
            solutions.push(told);
        }
        line.solutions = solutions;
    }

    fn scatter(
        &self,
        seen: &Seen,
        pair: Option<[usize; 2]>,
        said: Option<&Scatter>,
        subject: &str,
        ledger: &mut Ledger,
    ) -> Option<Scatter> {
        let pair = pair.filter(|_| seen.counts[0] > 0)?;
        let id = |place: usize| self.checker.dispute.parties[self.worth.parties[place]].id.clone();
        let uncounted = said.is_some_and(|said| said.counts.is_none())
            && self.checker.raw.is_none_or(|raw| raw.0 > SMALL);
        if uncounted {
            ledger.skipped(subject, "not checked, why the cells of the figure are not counted");
        }
        let cell = |(&(x, y), &(packages, accepted)): (&(usize, usize), &(u128, u128))| CellLine {
            x,
            y,
            packages: Count(packages),
            accepted: Count(accepted),
        };
        let number = |parts: i128| self.worth.number(parts);
        let line = |place: usize, said: Option<&Vec<_>>| match seen.pair[place].entries() {
            Some(entries) => entries
                .iter()
                .map(|entry| (number(entry.values[0]), number(entry.values[1])))
                .collect(),
            // Two numbers a vector take few comparisons, so this is as good as never met.
            None => said.cloned().unwrap_or_default(),
        };
        let proposals = self.checker.dispute.proposals.values().zip(&seen.proposals);
        let mark = |(proposal, seen): (&Proposal, &Option<_>)| {
            let (packages, ranges): Agreeing = (*seen)?;
            let [x, y] = ranges.map(|(least, most)| (number(least), number(most)));
            Some(ProposalMark { proposal: proposal.id.clone(), packages: Count(packages), x, y })
        };
        Some(Scatter {
            x: id(pair[0]),
            y: id(pair[1]),
            cells: CELLS,
            counts: (!uncounted).then(|| seen.cells.iter().map(cell).collect()),
            frontier: line(0, said.map(|said| &said.frontier)),
            accepted_frontier: line(1, said.map(|said| &said.accepted_frontier)),
            proposals: proposals.filter_map(mark).collect(),
        })
    }
}
