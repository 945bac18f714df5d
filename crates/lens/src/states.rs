//! Which states are there? A page, or a uniform sample, of a set of states.
//!
//! *Asks*: the states of a set, some at a time. *Computes*: pages by counting, not by skipping, so the
//! last page of 10^8 states costs as much as the first; samples exactly uniform, state by state a
//! pure function of the seed. *Misleads when*: a sample of states is taken for a forecast.

use detente_finding::{Count, StateLine, StateSet, StatesAnswer, StatesQuestion, Unanswerable};
use detente_model::random::Stream;
use detente_model::{Dispute, ReadingId, Scope};
use detente_states::{Limits, Set, Space, TooLarge};

use crate::scope;

/// Answers a states question.
pub(crate) fn states(
    dispute: &Dispute,
    question: &StatesQuestion,
) -> Result<StatesAnswer, Unanswerable> {
    let reading = reading(dispute, question)?;
    let scope = scope::scope(dispute, question.focus.as_deref())?;
    let dispute = &*scope::asked(dispute, question.strict);
    let mut answer = StatesAnswer {
        reading: reading.map(|id| dispute.readings[id].id.clone()),
        options: dispute.options.values().map(|option| option.id.clone()).collect(),
        ..StatesAnswer::default()
    };
    if let Err(too_large) = fill(dispute, &scope, question, reading, &mut answer) {
        answer.too_large = Some(too_large.to_string());
    }
    Ok(answer)
}

/// The reading acceptable packages are asked of.
fn reading(
    dispute: &Dispute,
    question: &StatesQuestion,
) -> Result<Option<ReadingId>, Unanswerable> {
    if question.of != StateSet::Acceptable {
        return Ok(None);
    }
    scope::reading(dispute, question.reading.as_deref()).map(Some)
}

fn fill(
    dispute: &Dispute,
    scope: &Scope,
    question: &StatesQuestion,
    reading: Option<ReadingId>,
    answer: &mut StatesAnswer,
) -> Result<(), TooLarge> {
    let mut space = Space::new(dispute, scope, Limits::default())?;
    let set = match question.of {
        StateSet::Feasible => space.feasible(),
        StateSet::Packages | StateSet::Acceptable => space.packages().unwrap_or(space.none()),
    };
    let set = match reading {
        None => set,
        Some(reading) => acceptable(dispute, &mut space, set, reading)?,
    };
    answer.total = Some(Count(space.count(set)));
    if question.sample.is_none() {
        let order = space.variable_order().iter();
        answer.order = order.map(|option| dispute.options[*option].id.clone()).collect();
    }
    let levels = match question.sample {
        None => space.list(set, question.offset.0, question.limit),
        Some(seed) => (0..question.limit as u64)
            .filter_map(|number| space.sample(set, &mut Stream::new(seed, number, "states")))
            .collect(),
    };
    answer.states = (levels.iter())
        .map(|levels| StateLine {
            levels: scope::state_ids(dispute, levels),
            implausible: dispute.is_implausible(levels),
        })
        .collect();
    Ok(())
}

fn acceptable(
    dispute: &Dispute,
    space: &mut Space,
    packages: Set,
    reading: ReadingId,
) -> Result<Set, TooLarge> {
    let needs = dispute.deal.iter().flat_map(|deal| deal.needs.iter());
    let rules: Vec<_> = needs.map(|audience| dispute.acceptance(reading, *audience)).collect();
    space.where_all(packages, &rules)
}
