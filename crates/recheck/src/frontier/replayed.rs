//! What a finding says without going through all packages: witnesses, and what follows from them.

use detente_finding::{Exact, FrontierReading, PointLine, Refused, Stage};
use detente_model::Level;

use super::{Case, fair};
use crate::names;
use crate::space::in_scope;

impl Case<'_> {
    /// The line as said where witnesses bear it out.
    pub(super) fn replayed(
        &self,
        blank: FrontierReading,
        mistakes: &mut Vec<String>,
    ) -> FrontierReading {
        let Some(said) = self.said else { return blank };
        let mut found = said.clone();
        found.left_out = blank.left_out;
        found.missing_rules = blank.missing_rules;
        for (place, scorer) in blank.scorers.iter().enumerate() {
            match found.scorers.get_mut(place) {
                Some(line) => {
                    line.party.clone_from(&scorer.party);
                    line.reservation = scorer.reservation;
                }
                None => found.scorers.push(scorer.clone()),
            }
        }
        found.scorers.truncate(blank.scorers.len());
        let stages = Stage::ALL.into_iter().filter(|stage| *stage <= self.checker.asked.stage);
        if !found.stages.iter().map(|line| line.stage).eq(stages) {
            mistakes.push("the stages are not those asked for".to_string());
        }
        let listed = self.points(&mut found.points, "point", said.listed, mistakes);
        let narrowed = self.checker.asked.stage > Stage::All;
        let chosen_from = if narrowed { Stage::Rational } else { Stage::All };
        let mut options = Vec::new();
        for solution in &mut found.solutions {
            let word = solution.solution.word();
            let points = self.points(&mut solution.points, word, Some(chosen_from), mistakes);
            if !points.iter().all(|vector| self.gains(vector)) {
                mistakes.push(format!("{word}: somebody gets less than without agreement"));
            }
            if (solution.tied.0 == 0) != solution.points.is_empty() && self.checker.asked.list > 0 {
                mistakes.push(format!("{word}: the ties are not those listed"));
            }
            options.push(points);
        }
        // A solution is at least the best of all vectors the finding shows.
        let mut all: Vec<Vec<i128>> = options.iter().flatten().cloned().collect();
        let within = match said.listed {
            Some(stage) => stage == Stage::Rational || stage == Stage::Accepted || !narrowed,
            None => false,
        };
        all.extend(listed.into_iter().filter(|vector| within && self.gains(vector)));
        all.sort();
        all.dedup();
        for (solution, points) in found.solutions.iter().zip(&options) {
            let thinned = solution.refused == Some(Refused::Thinned);
            if all.is_empty() || points.is_empty() || thinned {
                continue;
            }
            let best = fair::choose(solution.solution, &all, &self.worth.floors);
            let best: Vec<&Vec<i128>> =
                best.map_or(Vec::new(), |(ties, _)| ties.into_iter().map(|at| &all[at]).collect());
            if !points.iter().all(|point| best.contains(&point)) {
                let word = solution.solution.word();
                mistakes.push(format!("{word}: another vector listed is better"));
            }
        }
        found
    }

    /// The vectors of listed points, each recomputed from its witness.
    fn points(
        &self,
        points: &mut [PointLine],
        what: &str,
        stage: Option<Stage>,
        mistakes: &mut Vec<String>,
    ) -> Vec<Vec<i128>> {
        let mut vectors: Vec<Vec<i128>> = Vec::new();
        for (number, point) in points.iter_mut().enumerate() {
            let told = format!("{what} {}", number + 1);
            match self.vector(point, stage) {
                Ok(vector) => {
                    point.values = vector.iter().map(|parts| self.worth.number(*parts)).collect();
                    vectors.push(vector);
                }
                Err(why) => mistakes.push(format!("the witness of {told}: {why}")),
            }
        }
        for (place, a) in vectors.iter().enumerate() {
            let dominates = |b: &Vec<i128>| b.iter().zip(a).all(|(b, a)| b >= a);
            if vectors.iter().enumerate().any(|(other, b)| other != place && dominates(b)) {
                mistakes.push(format!("{what} {} is dominated by another", place + 1));
            }
        }
        vectors
    }

    fn vector(&self, point: &PointLine, stage: Option<Stage>) -> Result<Vec<i128>, String> {
        let dispute = self.checker.dispute;
        let state: Vec<Level> = names::state(dispute, &point.witness)?;
        in_scope(self.checker.scope, &state)?;
        if !dispute.is_package(&state) {
            return Err("it is no package".to_string());
        }
        let accepted = dispute.is_jointly_accepted(self.reading, &state);
        if stage.is_some_and(|stage| stage > Stage::All) && !accepted {
            return Err("not every audience accepts it".to_string());
        }
        if accepted && point.accepted.0 == 0 || point.accepted > point.packages {
            return Err("the packages all accept are not as said".to_string());
        }
        if point.packages.0 == 0 || point.deals.0 == 0 || point.deals > point.packages {
            return Err("the packages behind the vector are not as said".to_string());
        }
        let mut vector = Vec::new();
        for &party in &self.worth.parties {
            let worth = dispute.utility(self.reading, party, &state).ok().flatten();
            let parts = worth.and_then(|worth| self.worth.parts(&Exact(worth)));
            vector.push(parts.ok_or("it cannot be valued")?);
        }
        if stage == Some(Stage::Rational) && !self.gains(&vector) {
            return Err("somebody gets less than without agreement".to_string());
        }
        Ok(vector)
    }

    fn gains(&self, vector: &[i128]) -> bool {
        let mut floors = self.worth.floors.iter().zip(vector);
        floors.all(|(floor, value)| floor.is_none_or(|floor| *value >= floor))
    }
}
