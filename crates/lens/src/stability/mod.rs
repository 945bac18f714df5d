//! Stability: which states would hold, under which kind of foresight, and why? (The graph model for
//! conflict resolution: Fang, Hipel and Kilgour 1993.)
//!
//! *Asks*, per reading: for each feasible state and party, would the party leave it? Under six notions
//! of what a party reckons with ([`Concept`]); which states are left by nobody, how many packages,
//! acceptable packages and completions of proposals are among them; and for a few states, why.
//!
//! *Assumes*: parties move one at a time, in any order, none twice running; a move changes any of a
//! party's own options (a *closed move*); everybody knows everybody's ranking of the states, at the
//! modes of ranges. A party without a preference is indifferent, and reported.
//!
//! *Computes*: exactly, for every state, by passes over fibres (`foresight.rs`); a finding tells few
//! states closely and counts the others.
//!
//! *Misleads when*: weak concepts are taken for forecasts. Under GMR most states of a large dispute
//! hold, because somebody could always do harm.

mod close;
mod foresight;
mod graph;
mod listing;
mod moves;
mod neighbourhood;
mod order;
mod pass;
mod path;
mod place;
mod ranks;
mod refusal;
mod search;
mod simultaneous;
mod sums;
mod tally;
#[cfg(test)]
mod tests;
mod threats;
mod verdicts;
mod why;

use detente_finding::{
    Concept, Count, ReadingStability, Simultaneity, StabilityAnswer, StabilityQuestion,
    Unanswerable,
};
use detente_model::{Dispute, PartyId, ReadingId, Scope, Table};
use detente_states::Bitmap;

use self::close::Close;
use self::graph::{Graph, Outlook};
use self::listing::Listing;
use self::neighbourhood::neighbourhood;
use self::refusal::Refusal;
use self::verdicts::Verdicts;
use crate::scope;

pub(crate) use self::path::path;
pub(crate) use self::why::why;

/// Outlooks of several readings are kept in memory up to this many bytes, and made again beyond.
const MOST_KEPT: usize = 1 << 30;

/// Answers a stability question.
pub(crate) fn stability(
    dispute: &Dispute,
    question: &StabilityQuestion,
) -> Result<StabilityAnswer, Unanswerable> {
    let readings = scope::readings(dispute, &question.readings)?;
    somebody_prefers(dispute, &readings)?;
    let scope = scope::scope(dispute, question.focus.as_deref())?;
    let profile = profile(dispute, question)?;
    let dispute = &*scope::asked(dispute, question.strict);
    let mut answer = StabilityAnswer {
        raw: dispute.raw_count(&scope).map(Count),
        options: dispute.options.values().map(|option| option.id.clone()).collect(),
        concepts: asked(&question.concepts),
        ..StabilityAnswer::default()
    };
    if let Err(refusal) = fill(dispute, &scope, question, &readings, profile.as_ref(), &mut answer)
    {
        answer.too_large = Some(refusal.to_string());
    }
    Ok(answer)
}

/// The concepts asked about, in order.
fn asked(concepts: &[Concept]) -> Vec<Concept> {
    let asked = |concept: &Concept| concepts.is_empty() || concepts.contains(concept);
    Concept::ALL.into_iter().filter(asked).collect()
}

/// A concept for each party, where the question gives them.
fn profile(
    dispute: &Dispute,
    question: &StabilityQuestion,
) -> Result<Option<Table<PartyId, Concept>>, Unanswerable> {
    if question.profile.is_empty() {
        return Ok(None);
    }
    let mut concepts: Table<PartyId, Option<Concept>> =
        dispute.parties.ids().map(|_| None).collect();
    for line in &question.profile {
        let party = scope::party(dispute, &line.party)?;
        if concepts[party].replace(line.concept).is_some_and(|before| before != line.concept) {
            return Err(Unanswerable::ConceptTwice { party: dispute.parties[party].id.clone() });
        }
    }
    let of = |(party, concept): (PartyId, &Option<Concept>)| {
        let party = dispute.parties[party].id.clone();
        concept.ok_or(Unanswerable::WhichConcept { party })
    };
    let concepts: Result<Vec<Concept>, Unanswerable> = concepts.iter().map(of).collect();
    Ok(Some(concepts?.into_iter().collect()))
}

/// Makes sure that there is a reading, and that one says what some party prefers.
fn somebody_prefers(dispute: &Dispute, readings: &[ReadingId]) -> Result<(), Unanswerable> {
    let first = readings.first().ok_or(Unanswerable::NoReading)?;
    let silent =
        |reading: &ReadingId| dispute.readings[*reading].preference.values().all(Option::is_none);
    if readings.iter().all(silent) {
        let reading = dispute.readings[*first].id.clone();
        let parties = missing_preferences(dispute, *first);
        return Err(Unanswerable::NoPreference { reading, parties });
    }
    Ok(())
}

/// The parties for which a reading gives no preference.
fn missing_preferences(dispute: &Dispute, reading: ReadingId) -> Vec<String> {
    let preferences = dispute.readings[reading].preference.values();
    let missing = dispute.parties.values().zip(preferences).filter(|(_, p)| p.is_none());
    missing.map(|(party, _)| party.id.clone()).collect()
}

fn fill(
    dispute: &Dispute,
    scope: &Scope,
    question: &StabilityQuestion,
    readings: &[ReadingId],
    profile: Option<&Table<PartyId, Concept>>,
    answer: &mut StabilityAnswer,
) -> Result<(), Refusal> {
    let Some(mut graph) = Graph::new(dispute, scope)? else {
        answer.feasible = Some(Count(0));
        answer.packages = dispute.deal.as_ref().map(|_| Count(0));
        return Ok(());
    };
    answer.feasible = Some(Count(u128::from(graph.addresses.count())));
    let packages = graph.space.packages().map(|set| graph.bitmap(set)).transpose()?;
    answer.packages = packages.as_ref().map(|bits| Count(u128::from(bits.count())));

    let mut wanted = answer.concepts.clone();
    wanted.extend(profile.into_iter().flat_map(|profile| profile.values().copied()));
    let mut judged: Vec<Judged> = Vec::new();
    for &reading in readings {
        let like = judged.iter().position(|j| same_preferences(dispute, j.reading, reading));
        let acceptable = tally::acceptable(&mut graph, reading)?;
        judged.push(Judged { reading, like, acceptable, judgement: None });
        if like.is_none() {
            let judgement = Judgement::new(&mut graph, reading, &wanted, question.sim, answer)?;
            judged.last_mut().expect("just pushed").judgement = Some(judgement);
        }
    }
    for judgement in judged.iter_mut().filter_map(|j| j.judgement.as_mut()) {
        let equilibria = |&concept| judgement.verdicts.equilibria(concept);
        judgement.equilibria = answer.concepts.iter().filter_map(equilibria).collect();
    }
    let listed = Listing {
        graph: &graph,
        equilibria: judged.iter().map(|j| j.judgement(&judged).equilibria.as_slice()).collect(),
        packages: packages.as_ref(),
        acceptable: judged.iter().filter_map(|j| j.acceptable.as_ref()).collect(),
    }
    .listed(question.list);
    answer.states =
        listed.iter().map(|&address| place::card(dispute, &graph.levels(address))).collect();

    for reading in &judged {
        let judgement = reading.judgement(&judged);
        let sets =
            tally::Sets { packages: packages.as_ref(), acceptable: reading.acceptable.as_ref() };
        let mut line = match reading.like {
            Some(like) => ReadingStability {
                same_as: Some(answer.readings[like].reading.clone()),
                ..answer.readings[like].clone()
            },
            None => {
                judgement.told(&mut graph, reading.reading, &answer.concepts, &listed, question)?
            }
        };
        line.reading = dispute.readings[reading.reading].id.clone();
        line.missing_preferences = missing_preferences(dispute, reading.reading);
        line.equilibria = tally::equilibria(&answer.concepts, &judgement.equilibria, &sets);
        line.profile = profile
            .and_then(|profile| judgement.verdicts.profile(profile))
            .map(|held| sets.held(&held));
        answer.readings.push(line);
    }
    Ok(())
}

/// One reading being answered for.
struct Judged {
    reading: ReadingId,
    /// The position of an earlier reading with the same preferences, whose judgement it shares.
    like: Option<usize>,
    /// The packages acceptable to all.
    acceptable: Option<Bitmap>,
    /// Its own judgement, if it does not share one.
    judgement: Option<Judgement>,
}

impl Judged {
    fn judgement<'a>(&'a self, all: &'a [Judged]) -> &'a Judgement {
        let own = self.like.map_or(self, |like| &all[like]);
        own.judgement.as_ref().expect("a reading that shares no judgement has its own")
    }
}

/// What holds by one set of preferences.
struct Judgement {
    /// Kept if there is room for those of all readings.
    outlook: Option<Outlook>,
    verdicts: Verdicts,
    /// Per concept asked about.
    equilibria: Vec<Bitmap>,
}

impl Judgement {
    fn new(
        graph: &mut Graph<'_>,
        reading: ReadingId,
        wanted: &[Concept],
        sim: Simultaneity,
        answer: &mut StabilityAnswer,
    ) -> Result<Judgement, Refusal> {
        let outlook = graph.outlook(reading)?;
        let mut verdicts = Verdicts::new(graph, &outlook, &verdicts::needed(wanted));
        if wanted.contains(&Concept::Sim)
            && let Err(refusal) = verdicts.add_simultaneous(graph, &outlook, sim)
        {
            answer.sim_too_large = Some(refusal.to_string());
            answer.concepts.retain(|concept| *concept != Concept::Sim);
        }
        let dispute = graph.dispute;
        let bytes = graph.len() * dispute.parties.len() * 6;
        let room = bytes.saturating_mul(dispute.readings.len()) < MOST_KEPT;
        Ok(Judgement { outlook: room.then_some(outlook), verdicts, equilibria: Vec::new() })
    }

    /// What is told of the reading, apart from counts of packages.
    fn told(
        &self,
        graph: &mut Graph<'_>,
        reading: ReadingId,
        concepts: &[Concept],
        listed: &[usize],
        question: &StabilityQuestion,
    ) -> Result<ReadingStability, Refusal> {
        let equilibria = &self.equilibria;
        let fresh = if self.outlook.is_none() { Some(graph.outlook(reading)?) } else { None };
        let outlook =
            self.outlook.as_ref().or(fresh.as_ref()).expect("what was not kept was made again");
        let proposals = tally::proposals(graph, equilibria)?;
        let close = Close { graph, outlook, verdicts: &self.verdicts, sim: question.sim };
        Ok(ReadingStability {
            parties: tally::parties(graph, outlook, &self.verdicts, concepts),
            patterns: tally::patterns(concepts, equilibria, graph.addresses.feasible()),
            proposals,
            verdicts: close.verdicts(concepts, listed, 1),
            neighbourhood: neighbourhood(graph, outlook, listed, concepts, equilibria),
            ..ReadingStability::default()
        })
    }
}

/// Whether two readings give every party the same preference.
fn same_preferences(dispute: &Dispute, a: ReadingId, b: ReadingId) -> bool {
    let of = |reading: ReadingId| {
        dispute.readings[reading].preference.values().map(|p| p.as_ref().map(|p| &p.form))
    };
    of(a).eq(of(b))
}
