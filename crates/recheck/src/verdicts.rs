//! The verdicts on one state for one party, and the threats told: replayed and judged again.
//!
//! Which threat is told is the party's choice among those that promise as much; everything else
//! follows from the definitions.

use std::cmp::Reverse;

use detente_finding::{Concept, PartyVerdicts, Threat, Verdict};
use detente_model::{Dispute, PartyId, Scope};

use crate::concepts::{Play, kind};
use crate::ledger::differences;
use crate::replay::replay;
use crate::sim;

/// The most combinations of simultaneous answers tried for one verdict.
const MOST_TRIES: u64 = 20_000_000;

/// Where verdicts are checked.
pub(crate) struct Judge<'a> {
    pub(crate) dispute: &'a Dispute,
    pub(crate) scope: &'a Scope,
    pub(crate) play: &'a Play<'a>,
    pub(crate) concepts: &'a [Concept],
    /// How many threats are told at most.
    pub(crate) most: usize,
}

/// The order in which threats are told: unsanctioned first under simultaneous answers, then by what
/// they promise, then by the levels they lead to.
type Order = (bool, Reverse<u32>, usize);

impl Judge<'_> {
    /// What is wrong with the verdicts on a state for a party.
    pub(crate) fn mistakes(
        &self,
        party: PartyId,
        state: usize,
        said: &PartyVerdicts,
    ) -> Vec<String> {
        let play = self.play;
        let mut mistakes = Vec::new();
        let mut verdicts = Vec::new();
        for (place, &concept) in self.concepts.iter().enumerate() {
            let told = said.concepts.get(place).filter(|told| told.concept == concept);
            let threats = told.map_or(&[][..], |told| &told.threats);
            let mut verdict = Verdict {
                concept,
                stable: play.is_stable(party, concept, state),
                margin: None,
                threats: threats.to_vec(),
            };
            if concept != Concept::Sim {
                let moves = play.graph.moves(party, state);
                let most = moves.map(|to| play.promise(party, concept, to)).max();
                let rank = i64::from(play.rank(party, state));
                verdict.margin = most.map(|most| rank - i64::from(most));
            } else if !play.sim_known {
                verdict.stable = told.is_some_and(|told| told.stable);
            }
            let wrong = self.threats(party, concept, state, threats);
            let word = concept.word();
            mistakes.extend(wrong.into_iter().map(|why| format!("{word}: {why}")));
            verdicts.push(verdict);
        }
        let found = PartyVerdicts {
            party: self.dispute.parties[party].id.clone(),
            rank: play.rank(party, state),
            moves: play.graph.moves(party, state).count(),
            improvements: play.improvements(party, state).count(),
            concepts: verdicts,
        };
        mistakes.extend(differences(&serde_json::json!(said), &serde_json::json!(found)));
        let party = &self.dispute.parties[party].id;
        mistakes.into_iter().map(|mistake| format!("`{party}`: {mistake}")).collect()
    }

    fn threats(
        &self,
        party: PartyId,
        concept: Concept,
        state: usize,
        said: &[Threat],
    ) -> Vec<String> {
        let play = self.play;
        let settled = concept == Concept::Sim && sim::is_settled(play, party, state);
        let mut expected: Vec<Order> = Vec::new();
        if !settled {
            for to in play.improvements(party, state) {
                match self.order(party, concept, state, to) {
                    Some(order) => expected.push(order),
                    None => return Vec::new(),
                }
            }
        }
        expected.sort_unstable();
        expected.truncate(self.most);
        let mut mistakes = Vec::new();
        if said.len() != expected.len() {
            let (said, expected) = (said.len(), expected.len());
            mistakes.push(format!("the finding tells {said} threats, expected {expected}"));
        }
        let mut last = None;
        for (place, threat) in said.iter().enumerate() {
            match self.threat(party, concept, state, threat) {
                Err(why) => mistakes.push(format!("threat {}: {why}", place + 1)),
                Ok(order) => {
                    let wrong =
                        expected.get(place).is_some_and(|e| (e.0, e.1) != (order.0, order.1));
                    if wrong || last.is_some_and(|last| last >= order) {
                        mistakes.push(format!("threat {} is not the next to tell", place + 1));
                    }
                    last = Some(order);
                }
            }
        }
        mistakes
    }

    /// Where a threat stands in the order; nothing if that takes too many tries.
    fn order(&self, party: PartyId, concept: Concept, state: usize, to: usize) -> Option<Order> {
        let play = self.play;
        if concept == Concept::Sim {
            let sanctioned = sim::is_sanctioned(play, party, state, to, &mut MOST_TRIES.clone())?;
            return Some((sanctioned, Reverse(play.rank(party, to)), to));
        }
        Some((false, Reverse(play.promise(party, concept, to)), to))
    }

    /// Replays a threat and its answer.
    fn threat(
        &self,
        party: PartyId,
        concept: Concept,
        state: usize,
        said: &Threat,
    ) -> Result<Order, String> {
        let play = self.play;
        let (mover, to) = self.go(state, &said.improvement)?;
        let limit = play.rank(party, state);
        if mover != party || play.rank(party, to) <= limit {
            return Err("it is no improvement of the party".to_string());
        }
        same_rank("it leads to", said.rank, play.rank(party, to))?;
        let order = self.order(party, concept, state, to).ok_or("too many combinations")?;
        if said.answer.is_empty() {
            let promise = order.1.0;
            if order.0 || promise <= limit {
                return Err("it has an answer, and none is told".to_string());
            }
            same_rank("without an answer the party is left with", said.left_with, promise)?;
            return Ok(order);
        }
        let left = match (kind(concept), concept) {
            (Some((improving, _)), _) => {
                let end = self.sequence(party, to, said, improving)?;
                play.left(party, concept, end)
            }
            (None, Concept::Sim) => self.together(party, state, to, said)?,
            (None, _) => return Err("nobody answers under this concept".to_string()),
        };
        if left > limit {
            return Err("the answer told is no sanction".to_string());
        }
        same_rank("the answer leaves the party with", said.left_with, left)?;
        Ok(order)
    }

    /// Where the others' moves lead, one after the other.
    fn sequence(
        &self,
        party: PartyId,
        start: usize,
        said: &Threat,
        improving: bool,
    ) -> Result<usize, String> {
        let (mut here, mut last) = (start, None);
        for step in &said.answer {
            let (mover, to) = self.go(here, step)?;
            if mover == party || last == Some(mover) {
                return Err(format!("`{}` may not move in the answer there", step.party));
            }
            if improving && self.play.rank(mover, to) <= self.play.rank(mover, here) {
                return Err(format!("an answering move is no improvement for `{}`", step.party));
            }
            (here, last) = (to, Some(mover));
        }
        Ok(here)
    }

    /// The rank the party is left with when the others move all at once.
    fn together(
        &self,
        party: PartyId,
        state: usize,
        to: usize,
        said: &Threat,
    ) -> Result<u32, String> {
        let play = self.play;
        let (mut shift, mut last) = (play.graph.shift(state, to), None);
        for step in &said.answer {
            let (mover, end) = self.go(state, step)?;
            if last.is_some_and(|last| last >= mover) {
                return Err("the answering parties are not in order, each once".to_string());
            }
            last = Some(mover);
            let improves = play.rank(mover, end) > play.rank(mover, state);
            if !improves || !sim::takes_part(play, party, mover, state) {
                return Err(format!("`{}` takes no part in simultaneous answers", step.party));
            }
            shift += play.graph.shift(state, end);
        }
        let merged = play.graph.shifted(state, shift);
        merged
            .map(|merged| play.rank(party, merged))
            .ok_or("the merged state is not feasible".into())
    }

    fn go(&self, from: usize, step: &detente_finding::Move) -> Result<(PartyId, usize), String> {
        let graph = self.play.graph;
        let (mover, to) = replay(self.dispute, self.scope, &graph.states[from], step)?;
        let to = graph.find(&to).ok_or("a move leads out of the scope")?;
        Ok((mover, to))
    }
}

fn same_rank(what: &str, said: u32, found: u32) -> Result<(), String> {
    if said == found {
        return Ok(());
    }
    Err(format!("{what} rank: the finding says {said}, recounted {found}"))
}
