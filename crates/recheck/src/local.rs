//! Verdicts on a few states of a large dispute, without the graph: witnesses are replayed, sanctions
//! searched from where a party would go.
//!
//! Ranks among all states cannot be recounted here, but states are compared with each other. The
//! searches together look at no more than [`MOST_VISITED`] states; what they do not settle is said.

use std::cmp::Ordering;
use std::collections::HashSet;

use detente_finding::{Concept, PartyVerdicts, Simultaneity, StateVerdicts, Threat, Verdict};
use detente_model::{Dispute, Id, Level, OptionId, PartyId, ReadingId, Scope};

use crate::concepts::kind;
use crate::ledger::Ledger;
use crate::ranks::compare;
use crate::replay::replay;
use crate::stability::lengths;

/// The most states looked at in all searches together.
const MOST_VISITED: usize = 3_000_000;

/// The most combinations of one party's options gone through from one state.
const MOST_COMBINATIONS: usize = 100_000;

/// Local searches in one scope.
pub(crate) struct Local<'a> {
    dispute: &'a Dispute,
    scope: &'a Scope,
    reading: ReadingId,
    sim: Simultaneity,
    left: usize,
    /// Ranks the finding gives, by party.
    ranks: Vec<(PartyId, Vec<Level>, u32)>,
    settled: usize,
    unsettled: usize,
}

impl<'a> Local<'a> {
    pub(crate) fn new(dispute: &'a Dispute, scope: &'a Scope) -> Local<'a> {
        Local {
            dispute,
            scope,
            reading: ReadingId::new(0),
            sim: Simultaneity::default(),
            left: MOST_VISITED,
            ranks: Vec::new(),
            settled: 0,
            unsettled: 0,
        }
    }

    /// Turns to a reading.
    pub(crate) fn begin(&mut self, reading: ReadingId, sim: Simultaneity) {
        self.reading = reading;
        self.sim = sim;
        self.ranks.clear();
        (self.settled, self.unsettled) = (0, 0);
    }

    /// Says how many verdicts were settled.
    pub(crate) fn report(&self, subject: &str, ledger: &mut Ledger) {
        let (settled, open) = (self.settled, self.unsettled);
        if open > 0 {
            let text = format!(
                "{open} verdicts not judged again (simultaneous, or too far to search); {settled} were"
            );
            ledger.skipped(subject, text);
        } else {
            ledger.confirmed(subject, format!("{settled} verdicts judged again by local search"));
        }
    }

    /// What is wrong with the verdicts on a state.
    pub(crate) fn state(
        &mut self,
        state: &[Level],
        said: &StateVerdicts,
        concepts: &[Concept],
        most: usize,
    ) -> Vec<String> {
        let parties: Vec<PartyId> = self.dispute.parties.ids().collect();
        let mut mistakes: Vec<String> =
            lengths(said.parties.len(), parties.len()).into_iter().collect();
        for (place, concept) in concepts.iter().enumerate() {
            let stable =
                |party: &PartyVerdicts| party.concepts.get(place).is_some_and(|v| v.stable);
            if said.equilibrium.contains(concept) != said.parties.iter().all(stable) {
                let word = concept.word();
                mistakes.push(format!("{word}: an equilibrium is what is stable for all parties"));
            }
        }
        if !said.equilibrium.is_sorted() || !said.equilibrium.iter().all(|c| concepts.contains(c)) {
            mistakes
                .push("the concepts it is an equilibrium under are not those asked".to_string());
        }
        for (party, said) in parties.iter().zip(&said.parties) {
            mistakes.extend(self.party(*party, state, said, concepts, most));
        }
        mistakes
    }

    /// What is wrong with the verdicts on a state for one party.
    pub(crate) fn party(
        &mut self,
        party: PartyId,
        state: &[Level],
        said: &PartyVerdicts,
        concepts: &[Concept],
        most: usize,
    ) -> Vec<String> {
        let id = &self.dispute.parties[party].id;
        let mut mistakes = Vec::new();
        if said.party != *id {
            mistakes.push(format!("the verdicts are of `{}`, expected `{id}`", said.party));
        }
        self.ranks.push((party, state.to_vec(), said.rank));
        let moves = self.moves(party, state);
        let better = |to: &Vec<Level>| self.compare(party, to, state) == Ordering::Greater;
        let improvements: Option<Vec<Vec<Level>>> =
            moves.as_ref().map(|moves| moves.iter().filter(|to| better(to)).cloned().collect());
        if let (Some(moves), Some(improvements)) = (&moves, &improvements)
            && (moves.len(), improvements.len()) != (said.moves, said.improvements)
        {
            let (moves, improvements) = (moves.len(), improvements.len());
            mistakes.push(format!("there are {moves} moves, {improvements} of them improvements"));
        }
        mistakes.extend(lengths(said.concepts.len(), concepts.len()));
        for (verdict, concept) in said.concepts.iter().zip(concepts) {
            let wrong = if verdict.concept == *concept {
                self.verdict(party, state, verdict, improvements.as_deref(), most)
            } else {
                vec!["the verdict is under another concept".to_string()]
            };
            let word = concept.word();
            mistakes.extend(wrong.into_iter().map(|why| format!("{word}: {why}")));
        }
        mistakes.into_iter().map(|why| format!("`{id}`: {why}")).collect()
    }

    fn verdict(
        &mut self,
        party: PartyId,
        state: &[Level],
        said: &Verdict,
        improvements: Option<&[Vec<Level>]>,
        most: usize,
    ) -> Vec<String> {
        let mut mistakes = Vec::new();
        if said.margin.is_some_and(|margin| (margin >= 0) != said.stable) {
            mistakes.push("the margin does not fit the verdict".to_string());
        }
        let mut targets = Vec::new();
        for threat in &said.threats {
            match self.threat(party, state, said.concept, threat) {
                Ok(to) => targets.push((to, threat)),
                Err(why) => mistakes.push(why),
            }
        }
        let unsanctioned = said.threats.iter().any(|threat| threat.answer.is_empty());
        if said.stable == unsanctioned && (said.stable || most > 0) {
            mistakes.push("the threats told do not fit the verdict".to_string());
        }
        let told = improvements.map_or(0, <[_]>::len).min(most);
        let sim = said.concept == Concept::Sim;
        if improvements.is_some() && said.threats.len() != told && !(sim && said.threats.is_empty())
        {
            mistakes
                .push(format!("the finding tells {} threats, expected {told}", said.threats.len()));
        }
        let settled = match (kind(said.concept), improvements) {
            (_, None) => None,
            (None, Some(improvements)) if said.concept == Concept::Nash => {
                Some(improvements.is_empty() == said.stable)
            }
            (None, _) => None,
            (Some(_), Some(improvements)) if said.stable => {
                let mut sanctioned = Some(true);
                for to in improvements {
                    match self.is_sanctioned(party, state, to, said.concept) {
                        Some(true) => {}
                        other => {
                            sanctioned = other;
                            break;
                        }
                    }
                }
                sanctioned
            }
            (Some(_), _) => {
                let open = targets.iter().find(|(_, threat)| threat.answer.is_empty());
                let sanctioned =
                    open.and_then(|(to, _)| self.is_sanctioned(party, state, to, said.concept));
                sanctioned.map(|sanctioned| !sanctioned)
            }
        };
        match settled {
            Some(true) => self.settled += 1,
            Some(false) => mistakes.push("the verdict is the other way round".to_string()),
            None => self.unsettled += 1,
        }
        mistakes
    }

    /// Replays a threat and its answer; where the threat leads.
    fn threat(
        &mut self,
        party: PartyId,
        state: &[Level],
        concept: Concept,
        said: &Threat,
    ) -> Result<Vec<Level>, String> {
        let (mover, to) = replay(self.dispute, self.scope, state, &said.improvement)?;
        if mover != party || self.compare(party, &to, state) != Ordering::Greater {
            return Err("a threat is no improvement of the party".to_string());
        }
        self.ranks.push((party, to.clone(), said.rank));
        if said.answer.is_empty() {
            return Ok(to);
        }
        let (mut here, mut last) =
            (if concept == Concept::Sim { state.to_vec() } else { to.clone() }, None);
        let mut merged = to.clone();
        for step in &said.answer {
            let (mover, end) = replay(self.dispute, self.scope, &here, step)?;
            let improving = kind(concept).is_none_or(|(improving, _)| improving);
            let improves = self.compare(mover, &end, &here) == Ordering::Greater;
            if mover == party || last == Some(mover) || improving && !improves {
                return Err(format!("`{}` may not move in the answer there", step.party));
            }
            if concept == Concept::Sim {
                if last.is_some_and(|last| last >= mover) {
                    return Err("the answering parties are not in order, each once".to_string());
                }
                for (level, (end, here)) in merged.iter_mut().zip(end.iter().zip(&here)) {
                    if end != here {
                        *level = *end;
                    }
                }
            } else {
                here = end;
            }
            last = Some(mover);
        }
        let end = if concept == Concept::Sim { merged } else { here };
        if concept == Concept::Nash {
            return Err("nobody answers under this concept".to_string());
        }
        if !self.dispute.is_feasible(&end) {
            return Err("the merged state is not feasible".to_string());
        }
        if self.sanctions(party, state, &end, concept) == Some(false) {
            return Err("the answer told is no sanction".to_string());
        }
        if !kind(concept).is_some_and(|(_, way_out)| way_out) {
            self.ranks.push((party, end, said.left_with));
        }
        Ok(to)
    }

    fn compare(&self, party: PartyId, a: &[Level], b: &[Level]) -> Ordering {
        compare(self.dispute, self.reading, party, a, b)
    }

    /// Whether an answer that ends here leaves the party no better than it was.
    fn sanctions(
        &self,
        party: PartyId,
        state: &[Level],
        end: &[Level],
        concept: Concept,
    ) -> Option<bool> {
        if self.compare(party, end, state) == Ordering::Greater {
            return Some(false);
        }
        if !kind(concept).is_some_and(|(_, way_out)| way_out) {
            return Some(true);
        }
        let moves = self.moves(party, end)?;
        Some(moves.iter().all(|to| self.compare(party, to, state) != Ordering::Greater))
    }

    /// Searches the others' moves for a sanction; nothing if that takes too long.
    fn is_sanctioned(
        &mut self,
        party: PartyId,
        state: &[Level],
        start: &[Level],
        concept: Concept,
    ) -> Option<bool> {
        let (improving, _) = kind(concept)?;
        let others: Vec<PartyId> = self.dispute.parties.ids().filter(|p| *p != party).collect();
        let mut seen: HashSet<Vec<Level>> = HashSet::from([start.to_vec()]);
        let mut layer = vec![start.to_vec()];
        while !layer.is_empty() {
            let mut next = Vec::new();
            for here in layer {
                for &other in &others {
                    let moves = self.moves(other, &here)?;
                    self.left = self.left.checked_sub(moves.len())?;
                    for to in moves {
                        let improves = self.compare(other, &to, &here) == Ordering::Greater;
                        if improving && !improves || seen.contains(&to) {
                            continue;
                        }
                        if self.sanctions(party, state, &to, concept)? {
                            return Some(true);
                        }
                        seen.insert(to.clone());
                        next.push(to);
                    }
                }
            }
            layer = next;
        }
        Some(false)
    }

    /// The moves of a party within the scope, in order; nothing if there are too many to try.
    pub(crate) fn moves(&self, party: PartyId, from: &[Level]) -> Option<Vec<Vec<Level>>> {
        let own: Vec<OptionId> = (self.dispute.options_of(party))
            .filter(|option| self.scope.fixed[option.index()].is_none())
            .collect();
        let allowed: Vec<Vec<Level>> = (own.iter())
            .map(|option| {
                let entry = &self.dispute.options[*option];
                let levels = (0..entry.levels.len()).map(|level| level as Level);
                let here = from[option.index()];
                levels
                    .filter(|to| entry.moves.allows(here, *to, from, self.dispute.as_of))
                    .collect()
            })
            .collect();
        let sizes = allowed.iter().map(Vec::len);
        let size = sizes.fold(1, usize::saturating_mul);
        if size > MOST_COMBINATIONS {
            return None;
        }
        let mut reached = Vec::new();
        for number in 0..size {
            let (mut to, mut rest) = (from.to_vec(), number);
            for (option, levels) in own.iter().zip(&allowed).rev() {
                to[option.index()] = levels[rest % levels.len()];
                rest /= levels.len();
            }
            if to != from && self.dispute.is_feasible(&to) {
                reached.push(to);
            }
        }
        Some(reached)
    }

    /// Whether the ranks given agree with how the parties compare the states.
    pub(crate) fn ranks(&mut self) -> Vec<String> {
        let mut ranks = std::mem::take(&mut self.ranks);
        ranks.sort_by_key(|(party, _, rank)| (*party, *rank));
        let mut mistakes = Vec::new();
        for pair in ranks.windows(2) {
            let [(party, a, low), (other, b, high)] = pair else { continue };
            let agrees = self.compare(*party, a, b) == low.cmp(high);
            if party == other && !agrees {
                let id = &self.dispute.parties[*party].id;
                mistakes.push(format!(
                    "`{id}`: ranks {low} and {high} are not as it compares the states"
                ));
            }
        }
        mistakes.dedup();
        mistakes
    }
}
