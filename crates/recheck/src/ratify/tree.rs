//! Trees over the completions of a start, read off deal by deal.

use detente_finding::{Count, Reached, TreeLine, TreeNode};
use detente_model::number::format_decimal;
use detente_model::{Dispute, Level, PartyId, Ratification, Rational, ReadingId};

use crate::deals::{self, Deal};

/// The completions of one start in one reading.
pub(super) struct Completions<'a> {
    pub(super) dispute: &'a Dispute,
    pub(super) reading: ReadingId,
    pub(super) deals: &'a [Deal],
    pub(super) start: usize,
    pub(super) all: Count,
}

impl Completions<'_> {
    /// The tree of a party, its own voice beside it.
    pub(super) fn lines(&self, party: PartyId) -> Vec<TreeLine> {
        let own = self.dispute.own_voice(party).map(Ratification::Audience);
        let parts = self.dispute.parties[party].ratify.clone().into_iter().chain(own);
        let mut parts: Vec<Ratification> = parts.collect();
        let root = if parts.len() == 1 { parts.remove(0) } else { Ratification::All(parts) };
        let mut lines = Vec::new();
        self.add(&root, 0, false, None, &mut lines);
        lines
    }

    /// Whether a node is satisfied in a state, read over those who accept or those who reject.
    fn holds(&self, tree: &Ratification, rejecting: bool, state: &[Level]) -> bool {
        tree.passes(&|id| self.dispute.accepts(self.reading, id, state) != rejecting)
    }

    fn add(
        &self,
        tree: &Ratification,
        depth: usize,
        rejecting: bool,
        weight: Option<Rational>,
        lines: &mut Vec<TreeLine>,
    ) -> Count {
        let holds =
            deals::completions(self.deals, self.start, |state| self.holds(tree, rejecting, state));
        let at = lines.len();
        let mut line = TreeLine {
            depth,
            node: TreeNode::All,
            audience: None,
            rejecting,
            weight: weight.map(|weight| format_decimal(&weight)),
            holds,
            reached: None,
        };
        lines.push(line.clone());
        let below = depth + 1;
        match tree {
            Ratification::Audience(id) => {
                line.node = TreeNode::Audience;
                let entry = &self.dispute.audiences[*id];
                line.audience = Some(entry.id.clone());
                if let Some(body) = &entry.ratify {
                    self.add(body, below, false, None, lines);
                }
            }
            Ratification::All(parts) | Ratification::Any(parts) => {
                let any = matches!(tree, Ratification::Any(_));
                line.node = if any { TreeNode::Any } else { TreeNode::All };
                parts.iter().for_each(|part| {
                    self.add(part, below, rejecting, None, lines);
                });
            }
            Ratification::Quota { needs, of } => {
                line.node = TreeNode::Quota;
                let held: Vec<(Rational, Count)> = (of.iter())
                    .map(|(weight, part)| {
                        (*weight, self.add(part, below, rejecting, Some(*weight), lines))
                    })
                    .collect();
                let sum = |test: &dyn Fn(Count) -> bool| {
                    let weights = held.iter().filter(|(_, count)| test(*count)).map(|(w, _)| *w);
                    format_decimal(&weights.fold(Rational::from(0), |sum, weight| sum + weight))
                };
                line.reached = Some(Reached {
                    needs: format_decimal(needs),
                    always: sum(&|count| count == self.all),
                    sometimes: sum(&|count| !count.is_zero()),
                });
            }
            Ratification::UnlessBlocked(block) => {
                line.node = TreeNode::UnlessBlocked;
                self.add(block, below, !rejecting, None, lines);
            }
        }
        lines[at] = line;
        holds
    }
}
