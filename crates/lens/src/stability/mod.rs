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
    Concept, Count, ReadingStability, StabilityAnswer, StabilityQuestion, Unanswerable,
};
use detente_model::{Dispute, PartyId, ReadingId, Scope, Table};
use detente_states::Bitmap;

use self::graph::{Graph, Outlook};
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
    if let Err(refusal) = fill(dispute, &scope, question, &readings, profile, &mut answer) {
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
        concepts[scope::party(dispute, &line.party)?] = Some(line.concept);
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

/// One reading being answered for; readings with the same preferences share their judgement.
struct Judged {
    reading: ReadingId,
    /// The position of the first reading with the same preferences.
    like: usize,
    /// Kept if there is room.
    outlook: Option<Outlook>,
    verdicts: Option<Verdicts>,
    /// Per concept; empty where the judgement is shared.
    equilibria: Vec<Bitmap>,
}

fn fill(
    dispute: &Dispute,
    scope: &Scope,
    question: &StabilityQuestion,
    readings: &[ReadingId],
    profile: Option<Table<PartyId, Concept>>,
    answer: &mut StabilityAnswer,
) -> Result<(), Refusal> {
    let Some(mut graph) = Graph::new(dispute, scope)? else {
        answer.feasible = Some(Count(0));
        return Ok(());
    };
    answer.feasible = Some(Count(u128::from(graph.addresses.count())));
    let packages = graph.space.packages().map(|set| graph.bitmap(set)).transpose()?;
    answer.packages = packages.as_ref().map(|bits| Count(u128::from(bits.count())));

    let mut wanted = answer.concepts.clone();
    wanted.extend(profile.iter().flat_map(|profile| profile.values().copied()));
    let mut judged: Vec<Judged> = Vec::new();
    for &reading in readings {
        let like = (judged.iter())
            .position(|earlier| same_preferences(dispute, earlier.reading, reading))
            .unwrap_or(judged.len());
        let mut judgement =
            Judged { reading, like, outlook: None, verdicts: None, equilibria: Vec::new() };
        if like == judged.len() {
            let outlook = graph.outlook(reading)?;
            let mut verdicts = Verdicts::new(&graph, &outlook, &verdicts::needed(&wanted));
            if wanted.contains(&Concept::Sim)
                && let Err(refusal) = verdicts.add_simultaneous(&graph, &outlook, question.sim)
            {
                answer.sim_too_large = Some(refusal.to_string());
            }
            judgement.verdicts = Some(verdicts);
            let bytes = graph.len() * dispute.parties.len() * 6;
            let room = bytes.saturating_mul(readings.len()) < MOST_KEPT;
            judgement.outlook = (room || readings.len() == 1).then_some(outlook);
        }
        judged.push(judgement);
    }
    if answer.sim_too_large.is_some() {
        answer.concepts.retain(|concept| *concept != Concept::Sim);
    }
    for judgement in &mut judged {
        let of = |verdicts: &Verdicts| -> Vec<Bitmap> {
            answer.concepts.iter().filter_map(|&concept| verdicts.equilibria(concept)).collect()
        };
        judgement.equilibria = judgement.verdicts.as_ref().map(of).unwrap_or_default();
    }
    let equilibria: Vec<&[Bitmap]> = judged.iter().map(|j| j.equilibria.as_slice()).collect();
    let listed = listing::listed(&graph, &equilibria, packages.as_ref(), question.list);
    answer.states =
        (listed.iter()).map(|&address| place::card(dispute, &graph.levels(address))).collect();
    for at in 0..judged.len() {
        let judgement = &judged[at];
        let shared = &judged[judgement.like];
        let (Some(verdicts), equilibria) = (&shared.verdicts, &shared.equilibria) else { continue };
        let mut line = ReadingStability {
            reading: dispute.readings[judgement.reading].id.clone(),
            missing_preferences: missing_preferences(dispute, judgement.reading),
            ..ReadingStability::default()
        };
        let acceptable = tally::acceptable(&mut graph, judgement.reading)?;
        let sets = tally::Sets { packages: packages.as_ref(), acceptable: acceptable.as_ref() };
        line.equilibria = tally::equilibria(&answer.concepts, equilibria, &sets);
        line.profile = (profile.as_ref())
            .and_then(|profile| verdicts.profile(profile))
            .map(|held| sets.held(&held));
        if judgement.like < at {
            let first = &answer.readings[judgement.like];
            line.same_as = Some(first.reading.clone());
            line.parties.clone_from(&first.parties);
            line.patterns.clone_from(&first.patterns);
            line.proposals.clone_from(&first.proposals);
            line.verdicts.clone_from(&first.verdicts);
            line.neighbourhood.clone_from(&first.neighbourhood);
        } else {
            let fresh;
            let outlook = match &judgement.outlook {
                Some(outlook) => outlook,
                None => {
                    fresh = graph.outlook(judgement.reading)?;
                    &fresh
                }
            };
            line.parties = tally::parties(&graph, outlook, verdicts, &answer.concepts);
            line.patterns =
                tally::patterns(&answer.concepts, equilibria, graph.addresses.feasible());
            line.proposals = tally::proposals(&mut graph, equilibria)?;
            let close = close::Close { graph: &graph, outlook, verdicts, sim: question.sim };
            line.verdicts = close.verdicts(&answer.concepts, &listed, 1);
            line.neighbourhood = neighbourhood::neighbourhood(
                &graph,
                outlook,
                &listed,
                &answer.concepts,
                equilibria,
            );
        }
        answer.readings.push(line);
    }
    Ok(())
}

/// Whether two readings give every party the same preference.
fn same_preferences(dispute: &Dispute, a: ReadingId, b: ReadingId) -> bool {
    let of = |reading: ReadingId| {
        dispute.readings[reading].preference.values().map(|p| p.as_ref().map(|p| &p.form))
    };
    of(a).eq(of(b))
}
