//! From the words of a finding to the game, and numbers compared.

use detente_finding::{Billionths, Count, Real, Row, Step};
use detente_model::{Dispute, Id, Level};

use super::field::Field;
use super::game::Arc;
use super::values::Values;
use crate::names;

/// Steps, each with the state it leads out of, who takes it and its arc; and where they end.
type Walk<'a> = (Vec<(usize, usize, &'a Arc)>, usize);

/// What a road is told in.
pub(super) struct Words<'a> {
    pub(super) dispute: &'a Dispute,
    /// Per player its party's id.
    pub(super) players: Vec<String>,
}

impl Words<'_> {
    /// The player a party is.
    pub(super) fn player(&self, party: &str) -> Result<usize, String> {
        let found = self.players.iter().position(|id| id == party);
        found.ok_or_else(|| format!("`{party}` is no player"))
    }

    /// The state of the game with these levels.
    pub(super) fn state(&self, values: &Values<'_>, ids: &[String]) -> Result<usize, String> {
        let levels = names::state(self.dispute, ids)?;
        let found = values.game.states.binary_search_by(|state| state.as_slice().cmp(&levels));
        found.map_err(|_| "a state told is no feasible one of the scope".to_string())
    }

    /// Who takes a step told out of a state, and which of its arcs that is.
    pub(super) fn step<'a>(
        &self,
        values: &Values<'a>,
        state: usize,
        said: &Step,
    ) -> Result<(usize, &'a Arc), String> {
        let player = self.player(&said.party)?;
        let option = self.dispute.options.find(|option| option.id == said.option);
        let option = option.ok_or_else(|| format!("there is no option `{}`", said.option))?;
        let level = |id: &String| -> Result<Level, String> {
            let levels = &self.dispute.options[option].levels;
            let found = levels.iter().position(|level| level.id == *id);
            let found = found.and_then(|found| Level::try_from(found).ok());
            found.ok_or_else(|| format!("`{}` has no level `{id}`", said.option))
        };
        let (from, to) = (level(&said.from)?, level(&said.to)?);
        let game = values.game;
        let mut there = game.states[state].clone();
        if there[option.index()] != from {
            return Err(format!("`{}` is not at `{}` when it moves", said.option, said.from));
        }
        there[option.index()] = to;
        let arc = game.arcs[state][player].iter().skip(1).find(|arc| game.states[arc.to] == there);
        let arc = arc.ok_or_else(|| {
            format!("`{}` cannot move `{}` to `{}` there", said.party, said.option, said.to)
        })?;
        Ok((player, arc))
    }

    /// The steps told one after the other from the start: the states they lead out of, who, and arcs.
    pub(super) fn walk<'a>(
        &self,
        field: &Field<'a>,
        steps: impl Iterator<Item = &'a Step>,
    ) -> Result<Walk<'a>, String> {
        let mut at = field.start;
        let mut walked = Vec::new();
        for step in steps {
            let (player, arc) = self.step(field.values, at, step)?;
            if !field.forward(at, player).any(|(_, away)| away.to == arc.to) {
                return Err(format!("moving `{}` does not lead away from the start", step.option));
            }
            walked.push((at, player, arc));
            at = arc.to;
        }
        Ok((walked, at))
    }
}

/// Whether a number said is another within a tolerance; else what was found.
pub(super) fn near(what: &str, said: Real, found: f64, fine: f64) -> Result<(), String> {
    if (said.to_f64() - found).abs() <= fine {
        Ok(())
    } else {
        Err(format!("{what}: the finding says {said}, found {}", Real::nearest(found)))
    }
}

/// The same for numbers to nine decimals.
pub(super) fn close(what: &str, said: Billionths, found: f64) -> Result<(), String> {
    if (said.to_f64() - found).abs() <= 2e-9 {
        Ok(())
    } else {
        let found = Billionths::nearest(found).to_f64();
        Err(format!("{what}: the finding says {}, found {found}", said.to_f64()))
    }
}

/// The same for rows, number by number.
pub(super) fn rows(what: &str, said: &Row, found: &[f64], fine: f64) -> Result<(), String> {
    equal(&format!("{what}: numbers"), said.0.len(), found.len())?;
    said.0.iter().zip(found).try_for_each(|(said, found)| near(what, *said, *found, fine))
}

/// Whether two counts are the same.
pub(super) fn equal(what: &str, said: usize, found: usize) -> Result<(), String> {
    let (said, found) = (Count(said as u128), Count(found as u128));
    if said == found {
        Ok(())
    } else {
        Err(format!("{what}: the finding has {said}, found {found}"))
    }
}

/// A count as a number to compare; what does not fit is too large for anything here.
pub(super) fn size(count: Count) -> usize {
    usize::try_from(count.0).unwrap_or(usize::MAX)
}
