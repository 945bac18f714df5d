//! Why a state holds, judged again.

use detente_finding::{Concept, WhyAnswer, WhyQuestion};
use detente_model::{Dispute, Id, PartyId};
use serde_json::json;

use crate::cards::{card, referred};
use crate::concepts::Play;
use crate::graph::Field;
use crate::ledger::{Ledger, differences};
use crate::local::Local;
use crate::names;
use crate::stability::{concepts, is_small, lengths};
use crate::verdicts::Judge;

/// Checks an answer to why a state holds.
pub(crate) fn why(
    dispute: &Dispute,
    asked: &WhyQuestion,
    said: &WhyAnswer,
    ledger: &mut Ledger,
) -> Result<(), String> {
    let reading = names::one_reading(dispute, asked.reading.as_deref())?;
    let scope = names::scope(dispute, asked.focus.as_deref())?;
    let party = asked.party.as_deref().map(|name| names::party(dispute, name)).transpose()?;
    let dispute = &*names::asked(dispute, asked.strict);
    let levels = referred(dispute, &scope, &asked.state)?;
    let field = Field::new(dispute, &scope);
    let parties: Vec<PartyId> =
        dispute.parties.ids().filter(|id| party.is_none_or(|party| party == *id)).collect();
    let mut found = WhyAnswer {
        reading: dispute.readings[reading].id.clone(),
        missing_preferences: names::missing_preferences(dispute, reading),
        options: names::option_ids(dispute),
        state: card(dispute, &levels),
        concepts: concepts(&asked.concepts),
        ..said.clone()
    };
    let small = is_small(&field);
    if small {
        (found.too_large, found.sim_too_large) = (None, None);
    }
    if found.sim_too_large.is_some() && found.concepts.contains(&Concept::Sim) {
        ledger.skipped("simultaneous answers", "not checked, why they are left out");
        found.concepts.retain(|concept| *concept != Concept::Sim);
    }
    if let Some(why) = &found.too_large {
        ledger.skipped("answer", format!("not checked, why there is no full answer: {why}"));
        ledger.compare("why", &json!(said), &json!(found), "what was asked is as said");
        return Ok(());
    }
    let mut mistakes: Vec<String> =
        lengths(said.parties.len(), parties.len()).into_iter().collect();
    let holds = match &field.graph {
        Ok(graph) => {
            let sim = found.concepts.contains(&Concept::Sim);
            let play = Play::new(dispute, reading, graph, asked.sim, sim);
            if sim && !play.sim_known {
                ledger.skipped("simultaneous answers", "not recounted: too many combinations");
            }
            found.ranks = parties.iter().map(|party| play.distinct[party.index()]).collect();
            let concepts = &found.concepts;
            let judge =
                Judge { dispute, scope: &scope, play: &play, concepts, most: asked.threats };
            let state = graph.find(&levels).ok_or("the state it is about is not in scope")?;
            for (party, said) in parties.iter().zip(&said.parties) {
                mistakes.extend(judge.mistakes(*party, state, said));
            }
            format!("the verdicts of {} parties were judged again, threats replayed", parties.len())
        }
        Err(why) => {
            ledger.skipped("ranks", why.clone());
            mistakes.extend(lengths(said.ranks.len(), parties.len()));
            let mut local = Local::new(dispute, &scope);
            local.begin(reading, asked.sim);
            for (party, said) in parties.iter().zip(&said.parties) {
                let wrong = local.party(*party, &levels, said, &found.concepts, asked.threats);
                mistakes.extend(wrong);
            }
            mistakes.extend(local.ranks());
            local.report("why", ledger);
            "witnesses were replayed".to_string()
        }
    };
    mistakes.extend(differences(&json!(said), &json!(found)));
    ledger.settle("why", mistakes, holds);
    Ok(())
}
