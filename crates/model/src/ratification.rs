//! Ratification trees: who must agree for a party or a body to be bound.
//!
//! A monotone threshold tree over audiences (after Putnam 1988; `spec/space.md` A.2): more support
//! never turns a yes into a no. The negative procedure ("passes unless blocked") is monotone too,
//! because the blocking tree is read over rejections.

use std::collections::BTreeSet;

use crate::condition::Condition;
use crate::id::AudienceId;
use crate::number::Rational;

/// What the acceptance rule of the party itself, its chief negotiator, counts for at home.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Negotiator {
    /// Nothing is ratified against it (Putnam 1988: the chief negotiator holds a veto).
    #[default]
    Veto,
    /// It signs what its ratifiers accept, whatever it would accept itself.
    Agent,
}

impl Negotiator {
    /// Both.
    pub const ALL: [Negotiator; 2] = [Negotiator::Veto, Negotiator::Agent];

    /// The word of the dossier for it.
    pub fn word(self) -> &'static str {
        match self {
            Negotiator::Veto => "veto",
            Negotiator::Agent => "agent",
        }
    }
}

/// A monotone rule over audiences.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Ratification {
    /// This audience accepts.
    Audience(AudienceId),
    /// All agree.
    All(Vec<Ratification>),
    /// At least one agrees.
    Any(Vec<Ratification>),
    /// Agreeing weights add up to at least `needs`.
    Quota {
        /// The weight needed, positive.
        needs: Rational,
        /// Weights, all positive, and who carries them.
        of: Vec<(Rational, Ratification)>,
    },
    /// Passes unless the tree, read over those who reject, is satisfied.
    UnlessBlocked(Box<Ratification>),
}

impl Ratification {
    /// Whether the tree is satisfied when these audiences accept.
    pub fn passes(&self, accepts: &dyn Fn(AudienceId) -> bool) -> bool {
        match self {
            Ratification::Audience(id) => accepts(*id),
            Ratification::All(parts) => parts.iter().all(|p| p.passes(accepts)),
            Ratification::Any(parts) => parts.iter().any(|p| p.passes(accepts)),
            Ratification::Quota { needs, of } => {
                let sum = of.iter().filter(|(_, p)| p.passes(accepts)).map(|(w, _)| *w);
                sum.fold(Rational::from(0), |a, b| a + b) >= *needs
            }
            Ratification::UnlessBlocked(block) => !block.passes(&|id| !accepts(id)),
        }
    }

    /// The audiences it mentions.
    pub fn audiences(&self) -> BTreeSet<AudienceId> {
        match self {
            Ratification::Audience(id) => BTreeSet::from([*id]),
            Ratification::All(parts) | Ratification::Any(parts) => {
                parts.iter().flat_map(Ratification::audiences).collect()
            }
            Ratification::Quota { of, .. } => of.iter().flat_map(|(_, p)| p.audiences()).collect(),
            Ratification::UnlessBlocked(block) => block.audiences(),
        }
    }

    /// The tree as a condition on states, given each audience's own condition.
    pub fn condition(&self, of_audience: &dyn Fn(AudienceId) -> Condition) -> Condition {
        let each =
            |parts: &[Ratification]| parts.iter().map(|p| p.condition(of_audience)).collect();
        match self {
            Ratification::Audience(id) => of_audience(*id),
            Ratification::All(parts) => Condition::All(each(parts)),
            Ratification::Any(parts) => Condition::Any(each(parts)),
            Ratification::Quota { needs, of } => Condition::Quota {
                needs: *needs,
                of: of.iter().map(|(w, p)| (*w, p.condition(of_audience))).collect(),
            },
            Ratification::UnlessBlocked(block) => {
                let rejected = |id| Condition::Not(Box::new(of_audience(id)));
                Condition::Not(Box::new(block.condition(&rejected)))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::Id;

    #[test]
    fn passes_unless_blocked_is_monotone_in_support() {
        // The 2015 review procedure in the United States: blocked only if both houses reject.
        let houses = [0, 1].map(|i| Ratification::Audience(AudienceId::new(i)));
        let tree = Ratification::UnlessBlocked(Box::new(Ratification::All(houses.to_vec())));
        let passes = |a: bool, b: bool| tree.passes(&|id| [a, b][id.index()]);
        assert!(passes(true, true) && passes(true, false) && passes(false, true));
        assert!(!passes(false, false));
    }

    #[test]
    fn a_weighted_quota_counts_weights() {
        let voter = |w, i| (Rational::from(w), Ratification::Audience(AudienceId::new(i)));
        let tree = Ratification::Quota {
            needs: Rational::from(50),
            of: vec![voter(30, 0), voter(30, 1), voter(20, 2)],
        };
        let passes = |votes: [bool; 3]| tree.passes(&|id| votes[id.index()]);
        assert!(passes([true, false, true]) && passes([true, true, false]));
        assert!(!passes([true, false, false]) && !passes([false, false, true]));
    }
}
