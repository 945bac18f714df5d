//! Where a refinement starts: a proposal, a state, levels of one's own, or the whole record.

use detente_finding::{Count, StartKind, StartLine, StartReference, Unanswerable};
use detente_model::{Dispute, Id, Level};

use crate::scope::{self, Named};

/// An option by its place, and its level.
type Fixed = (usize, Level);

/// A start, and what stands of it in the finding.
pub(crate) struct Start {
    /// Per option the level it is fixed at.
    pub(crate) levels: Vec<Option<Level>>,
    /// The same in words, without refinements yet.
    pub(crate) line: StartLine,
}

/// The start asked about; without one the status quo and the proposals on record.
pub(crate) fn starts(
    dispute: &Dispute,
    asked: Option<&StartReference>,
) -> Result<Vec<Start>, Unanswerable> {
    let Some(asked) = asked else {
        let status_quo = dispute.status_quo.map(Named::State);
        let proposals = dispute.proposals.ids().map(Named::Proposal);
        let all = status_quo.into_iter().chain(proposals);
        return Ok(all.map(|named| start(dispute, Some(&named), &[])).collect());
    };
    let named = asked.named.as_deref().map(|name| scope::state_or_proposal(dispute, name));
    let set = scope::settings(dispute, &asked.set)?;
    let set: Vec<Fixed> = set.into_iter().map(|(option, at)| (option.index(), at)).collect();
    Ok(vec![start(dispute, named.transpose()?.as_ref(), &set)])
}

fn start(dispute: &Dispute, named: Option<&Named>, set: &[Fixed]) -> Start {
    let (kind, id, mut levels) = match named {
        None => (StartKind::Own, None, vec![None; dispute.options.len()]),
        Some(Named::State(state)) => {
            let state = &dispute.states[*state];
            let levels = state.levels.iter().copied().map(Some).collect();
            (StartKind::State, Some(state.id.clone()), levels)
        }
        Some(Named::Proposal(proposal)) => {
            let proposal = &dispute.proposals[*proposal];
            (StartKind::Proposal, Some(proposal.id.clone()), proposal.levels.clone())
        }
    };
    for (option, level) in set {
        levels[*option] = Some(*level);
    }
    let fixed = dispute.options.ids().zip(&levels).filter_map(|(option, level)| {
        let level = scope::level_id(dispute, option, (*level)?);
        Some((dispute.options[option].id.clone(), level))
    });
    let line = StartLine {
        kind,
        named: id,
        fixes: fixed.collect(),
        completions: Count::default(),
        refinements: Vec::new(),
    };
    Start { levels, line }
}
