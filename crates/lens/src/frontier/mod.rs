//! Which packages leave nothing on the table, and which would each fair division choose?
//!
//! *Asks*, per reading: how many vectors has the frontier of all packages, of those every audience
//! accepts, of those among them that give nobody less than no agreement does; which packages are
//! behind them; what do the utilitarian, Nash, egalitarian and Kalai–Smorodinsky solutions choose,
//! with all ties.
//!
//! *Assumes*: numbers are taken at their modes, and those of different parties compare as they are
//! written (utilitarian and egalitarian depend on that; the frontier, Nash and Kalai–Smorodinsky do
//! not). Parties with statements only are left out, by name.
//!
//! *Computes*: multi-objective dynamic programming on the decision diagram
//! (`states/src/frontier/`). As "worth at least the reservation to all" holds of whatever dominates a
//! package of which it holds, the frontier of the last stage is the part of the one before that lies
//! above the reservations. Exact; where a frontier is too large it is thinned, and says by how much.
//!
//! *Misleads when*: a point on the frontier is taken for a fair or a likely deal.

mod scatter;
mod scorers;
mod solutions;

use std::cmp::Reverse;

use detente_finding::{
    Count, Exact, FrontierAnswer, FrontierQuestion, FrontierReading, PointLine, ScorerLine,
    Solution, SolutionLine, Stage, StageLine, Unanswerable,
};
use detente_model::{Dispute, OptionId, PartyId, Rational, ReadingId, Scope};
use detente_states::{Frontier, FrontierLimits, Limits, Scorer, Set, Space, TooLarge};

use crate::scope;
use scorers::Scorers;
use solutions::Choice;

/// Answers the question which packages leave nothing on the table.
pub(crate) fn frontier(
    dispute: &Dispute,
    question: &FrontierQuestion,
) -> Result<FrontierAnswer, Unanswerable> {
    let readings = scope::readings(dispute, &question.readings)?;
    let scope = scope::scope(dispute, question.focus.as_deref())?;
    let parties = parties(dispute, &question.parties)?;
    let axes = scatter::axes(dispute, question, &parties)?;
    let dispute = &*scope::asked(dispute, question.strict);
    let deal_options = dispute.deal_options();
    let mut answer = FrontierAnswer {
        deal_options: deal_options.iter().map(|o| dispute.options[*o].id.clone()).collect(),
        readings: Vec::new(),
        too_large: None,
    };
    let lens = Lens { dispute, question, parties, axes, deal_options };
    if let Err(too_large) = lens.fill(&scope, &readings, &mut answer) {
        answer.readings.clear();
        answer.too_large = Some(too_large.to_string());
    }
    Ok(answer)
}

/// The parties named, in the order of the dossier; all of them if none is named.
fn parties(dispute: &Dispute, names: &[String]) -> Result<Vec<PartyId>, Unanswerable> {
    let mut named = Vec::new();
    for name in names {
        named.push(scope::party(dispute, name)?);
    }
    Ok(dispute.parties.ids().filter(|id| names.is_empty() || named.contains(id)).collect())
}

struct Lens<'a> {
    dispute: &'a Dispute,
    question: &'a FrontierQuestion,
    parties: Vec<PartyId>,
    /// The parties of the figure, where named.
    axes: [Option<PartyId>; 2],
    deal_options: Vec<OptionId>,
}

/// What is looked into under one reading.
struct Case<'a> {
    lens: &'a Lens<'a>,
    space: &'a mut Space,
    packages: Set,
    accepted: Set,
    scorers: &'a Scorers,
    compiled: Vec<Scorer>,
    floors: Vec<Option<i128>>,
    /// Per scorer the least and the most of all packages; nothing where there are none.
    ranges: Vec<Option<(i128, i128)>>,
}

/// Vectors of a frontier, perhaps not all of it.
struct Part<'f> {
    frontier: &'f Frontier,
    /// Their places in it.
    places: Vec<usize>,
}

impl Part<'_> {
    fn vector(&self, place: usize) -> &[i128] {
        &self.frontier.points[place].values
    }
}

impl Lens<'_> {
    fn fill(
        &self,
        scope: &Scope,
        readings: &[ReadingId],
        answer: &mut FrontierAnswer,
    ) -> Result<(), TooLarge> {
        let mut space = Space::of_any_size(self.dispute, scope, Limits::default())?;
        let (Some(packages), Some(deal)) = (space.packages(), &self.dispute.deal) else {
            return Ok(());
        };
        for &reading in readings {
            let scorers = Scorers::new(self.dispute, reading, &self.parties);
            let mut line = FrontierReading {
                reading: self.dispute.readings[reading].id.clone(),
                scorers: self.scorers(&scorers),
                left_out: scorers.left_out.clone(),
                missing_rules: scope::missing_rules(self.dispute, reading, &deal.needs),
                stages: Vec::new(),
                listed: None,
                points: Vec::new(),
                points_left_out: Count(0),
                solutions: Vec::new(),
                scatter: None,
                too_large: None,
            };
            if !scorers.parties.is_empty() {
                // What one reading takes need not keep the others from being answered.
                let blank = line.clone();
                if let Err(too_large) =
                    self.reading(&mut space, packages, reading, &scorers, &mut line)
                {
                    line = FrontierReading { too_large: Some(too_large.to_string()), ..blank };
                }
            }
            answer.readings.push(line);
        }
        Ok(())
    }

    fn scorers(&self, scorers: &Scorers) -> Vec<ScorerLine> {
        let line = |(party, reservation): (&PartyId, &Option<Rational>)| ScorerLine {
            party: self.dispute.parties[*party].id.clone(),
            least: None,
            most: None,
            reservation: reservation.map(Exact),
            ideal: None,
        };
        scorers.parties.iter().zip(&scorers.reservations).map(line).collect()
    }

    fn reading(
        &self,
        space: &mut Space,
        packages: Set,
        reading: ReadingId,
        scorers: &Scorers,
        line: &mut FrontierReading,
    ) -> Result<(), TooLarge> {
        let needs = self.dispute.deal.iter().flat_map(|deal| &deal.needs);
        let rules: Vec<_> = needs.map(|a| self.dispute.acceptance(reading, *a)).collect();
        let accepted = space.where_all(packages, &rules)?;
        let compiled = scorers.compile(space)?;
        let mut ranges = Vec::new();
        for (scorer, line) in compiled.iter().zip(&mut line.scorers) {
            let most = space.largest(packages, scorer)?;
            let least = space.largest(packages, &scorer.reversed())?.map(|least| -least);
            line.least = least.map(|least| scorers.number(least));
            line.most = most.map(|most| scorers.number(most));
            ranges.push(least.zip(most));
        }
        let floors = scorers.floors()?;
        Case { lens: self, space, packages, accepted, scorers, compiled, floors, ranges }.fill(line)
    }
}

impl Case<'_> {
    fn fill(&mut self, line: &mut FrontierReading) -> Result<(), TooLarge> {
        let asked = self.lens.question.stage;
        let all = self.frontier(self.packages)?;
        let accepted = match asked {
            Stage::All => None,
            Stage::Accepted | Stage::Rational => Some(self.frontier(self.accepted)?),
        };
        let base = accepted.as_ref().unwrap_or(&all);
        let above = self.above(self.lens.base(self.packages, self.accepted), base)?;
        let rational = above.as_ref().map_or_else(|| self.rational(base), whole);

        let mut listed = None;
        for stage in Stage::ALL.into_iter().filter(|stage| *stage <= asked) {
            let part = match stage {
                Stage::All => whole(&all),
                Stage::Accepted => whole(base),
                Stage::Rational => {
                    Part { frontier: rational.frontier, places: rational.places.clone() }
                }
            };
            line.stages.push(self.stage(stage, &part));
            if !part.places.is_empty() {
                listed = Some((stage, part));
            }
        }
        if let Some((stage, part)) = &listed {
            line.listed = Some(*stage);
            let list = self.lens.question.list;
            for place in self.served(part).into_iter().take(list) {
                line.points.push(self.point(part.frontier, place)?);
            }
            line.points_left_out = Count((part.places.len() - line.points.len()) as u128);
        }
        self.solutions(&rational, line)?;
        line.scatter = scatter::scatter(self)?;
        Ok(())
    }

    fn frontier(&mut self, set: Set) -> Result<Frontier, TooLarge> {
        self.space.frontier(set, &self.compiled, None, FrontierLimits::default())
    }

    /// Where a frontier is thinned, what lies above the reservations is looked for by itself.
    fn above(&mut self, set: Set, base: &Frontier) -> Result<Option<Frontier>, TooLarge> {
        if base.slack.is_none() || self.floors.iter().all(Option::is_none) {
            return Ok(None);
        }
        let least = |(floor, range): (&Option<i128>, &Option<(i128, i128)>)| {
            floor.or(range.map(|(least, _)| least)).unwrap_or(0)
        };
        let floors: Vec<i128> = self.floors.iter().zip(&self.ranges).map(least).collect();
        let limits = FrontierLimits::default();
        self.space.frontier(set, &self.compiled, Some(&floors), limits).map(Some)
    }

    /// The part of a frontier that gives nobody less than no agreement does.
    fn rational<'f>(&self, frontier: &'f Frontier) -> Part<'f> {
        let loses = |place: &usize| {
            let values = frontier.points[*place].values.iter().zip(&self.floors);
            values.into_iter().any(|(value, floor)| floor.is_some_and(|floor| *value < floor))
        };
        let places = (0..frontier.points.len()).filter(|place| !loses(place)).collect();
        Part { frontier, places }
    }

    fn stage(&mut self, stage: Stage, part: &Part<'_>) -> StageLine {
        let packages = match stage {
            Stage::All => Some(self.space.count(self.packages)),
            Stage::Accepted => Some(self.space.count(self.accepted)),
            Stage::Rational => {
                // The frontier stands without this number.
                let set = self.scorers.nobody_loses(self.space, self.accepted).ok();
                set.map(|set| self.space.count(set))
            }
        };
        let states =
            |all: u128, place: &usize| all.saturating_add(part.frontier.points[*place].states);
        let slack = part.frontier.slack.iter().flatten();
        let exact = part.frontier.slack.is_none();
        StageLine {
            stage,
            packages: packages.map(Count),
            points: Count(part.places.len() as u128),
            on_frontier: exact.then(|| Count(part.places.iter().fold(0, states))),
            slack: slack.map(|parts| self.scorers.number(*parts)).collect(),
        }
    }

    /// Places of vectors: first those that serve the scorer served least best.
    fn served(&self, part: &Part<'_>) -> Vec<usize> {
        let share = |place: usize| {
            let values = part.vector(place).iter().zip(&self.ranges);
            let shares = values.filter_map(|(value, range)| {
                let (least, most) = (*range)?;
                (most > least).then(|| Rational::new(value - least, most - least))
            });
            shares.min()
        };
        let mut places = part.places.clone();
        // Stable: equals stay in descending order.
        places.sort_by_cached_key(|&place| Reverse(share(place)));
        places
    }

    fn point(&mut self, frontier: &Frontier, place: usize) -> Result<PointLine, TooLarge> {
        let behind = self.space.behind(frontier, place)?;
        let accepted = self.space.and(behind, self.accepted)?;
        let open = vec![None; self.lens.dispute.options.len()];
        let witness = self.space.first_in_dossier_order(behind, &open);
        let witness = witness.map(|levels| scope::state_ids(self.lens.dispute, &levels));
        let values = &frontier.points[place].values;
        Ok(PointLine {
            values: values.iter().map(|parts| self.scorers.number(*parts)).collect(),
            packages: Count(self.space.count(behind)),
            deals: Count(self.space.count_distinct(behind, &self.lens.deal_options)?),
            accepted: Count(self.space.count(accepted)),
            witness: witness.unwrap_or_default(),
        })
    }

    fn solutions(
        &mut self,
        rational: &Part<'_>,
        line: &mut FrontierReading,
    ) -> Result<(), TooLarge> {
        let vectors: Vec<Vec<i128>> =
            rational.places.iter().map(|place| rational.vector(*place).to_vec()).collect();
        let thinned = rational.frontier.slack.is_some();
        if !thinned {
            for (p, scorer) in line.scorers.iter_mut().enumerate() {
                let most = vectors.iter().map(|vector| vector[p]).max();
                scorer.ideal = most.map(|most| self.scorers.number(most));
            }
        }
        let floors = self.floors.clone();
        let choice = Choice { vectors: &vectors, floors: &floors, thinned };
        let id = |place: usize| line.scorers[place].party.clone();
        for solution in Solution::ALL {
            let mut told = SolutionLine {
                solution,
                tied: Count(0),
                points: Vec::new(),
                without_share: Vec::new(),
                refused: None,
            };
            match choice.chosen(solution) {
                Ok(chosen) => {
                    told.tied = Count(chosen.ties.len() as u128);
                    told.without_share = chosen.without_share.into_iter().map(id).collect();
                    for &tie in chosen.ties.iter().take(self.lens.question.list) {
                        let place = rational.places[tie];
                        told.points.push(self.point(rational.frontier, place)?);
                    }
                }
                Err(refusal) => told.refused = Some(refusal.named(id)),
            }
            line.solutions.push(told);
        }
        Ok(())
    }
}

impl Lens<'_> {
    /// Where solutions are looked for, reservations aside.
    fn base(&self, packages: Set, accepted: Set) -> Set {
        if self.question.stage == Stage::All { packages } else { accepted }
    }
}

/// All of a frontier.
fn whole(frontier: &Frontier) -> Part<'_> {
    Part { frontier, places: (0..frontier.points.len()).collect() }
}
