//! Why does a state hold, or not? Every threat to it, and how the others would answer.
//!
//! One close look at one state, with as many threats told as asked for; see `close.rs`.

use detente_finding::{Concept, Unanswerable, Verdict, WhyAnswer, WhyQuestion};
use detente_model::{Dispute, Level, PartyId, ReadingId, Scope};

use super::close::Close;
use super::graph::Graph;
use super::place;
use super::refusal::Refusal;
use super::threats;
use super::verdicts::Verdicts;
use crate::scope;

/// Answers the question why a state holds.
pub(crate) fn why(dispute: &Dispute, question: &WhyQuestion) -> Result<WhyAnswer, Unanswerable> {
    let reading = scope::reading(dispute, question.reading.as_deref())?;
    super::somebody_prefers(dispute, &[reading])?;
    let scope = scope::scope(dispute, question.focus.as_deref())?;
    let party = question.party.as_deref().map(|p| scope::party(dispute, p)).transpose()?;
    let dispute = &*scope::asked(dispute, question.strict);
    let state = place::state(dispute, &scope, &question.state)?;
    let mut answer = WhyAnswer {
        reading: dispute.readings[reading].id.clone(),
        missing_preferences: super::missing_preferences(dispute, reading),
        options: dispute.options.values().map(|option| option.id.clone()).collect(),
        state: place::card(dispute, &state),
        concepts: super::asked(&question.concepts),
        ..WhyAnswer::default()
    };
    let parties: Vec<PartyId> =
        dispute.parties.ids().filter(|&p| party.is_none_or(|one| one == p)).collect();
    if let Err(refusal) = fill(dispute, &scope, question, reading, &state, &parties, &mut answer) {
        answer.too_large = Some(refusal.to_string());
    }
    Ok(answer)
}

fn fill(
    dispute: &Dispute,
    scope: &Scope,
    question: &WhyQuestion,
    reading: ReadingId,
    state: &[Level],
    parties: &[PartyId],
    answer: &mut WhyAnswer,
) -> Result<(), Refusal> {
    let Some(mut graph) = Graph::new(dispute, scope)? else { return Ok(()) };
    let outlook = graph.outlook(reading)?;
    let address = graph.address(state).expect("the state is feasible and in scope");
    // Who takes part in simultaneous answers depends on the others' verdicts.
    let needed: &[Concept] =
        if answer.concepts.contains(&Concept::Sim) { &[Concept::Seq] } else { &[] };
    let verdicts = Verdicts::new(&graph, &outlook, needed);
    let close = Close { graph: &graph, outlook: &outlook, verdicts: &verdicts, sim: question.sim };
    let tasks: Vec<(PartyId, Concept)> =
        parties.iter().flat_map(|&p| answer.concepts.iter().map(move |&c| (p, c))).collect();
    let mut verdicts = (graph.sweeps(&tasks, |&(party, concept)| match concept {
        Concept::Sim => close.simultaneous(party, address, question.threats),
        _ => close.of(party, concept, &[address], question.threats).pop(),
    }))
    .into_iter();
    for &party in parties {
        let mut situation = threats::situation(&graph, &outlook, party, address);
        let own: Vec<Option<Verdict>> = verdicts.by_ref().take(answer.concepts.len()).collect();
        if own.iter().any(Option::is_none) {
            answer.sim_too_large = Some(Refusal::tries().to_string());
        }
        situation.concepts = own.into_iter().flatten().collect();
        answer.parties.push(situation);
        answer.ranks.push(outlook.ranks[party].distinct.cast_unsigned());
    }
    if answer.sim_too_large.is_some() {
        answer.concepts.retain(|concept| *concept != Concept::Sim);
        for party in &mut answer.parties {
            party.concepts.retain(|verdict| verdict.concept != Concept::Sim);
        }
    }
    Ok(())
}
