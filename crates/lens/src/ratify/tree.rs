//! Ratification trees over a set of packages: what holds in them, node by node.
//!
//! A node below "passes unless blocked" is read over those who reject; below a body stand its members.
//! Of a quota the weight of the members that hold always, and of those that hold at times, is told.

use detente_finding::{Count, Reached, TreeLine, TreeNode};
use detente_model::number::format_decimal;
use detente_model::{AudienceId, Condition, Dispute, Ratification, Rational, ReadingId};
use detente_states::{Set, Space, TooLarge};

/// A walk down a party's tree.
pub(super) struct Walk<'a> {
    pub(super) dispute: &'a Dispute,
    pub(super) reading: ReadingId,
    pub(super) space: &'a mut Space,
    /// The packages it is about, and how many they are.
    pub(super) among: Set,
    pub(super) all: u128,
    pub(super) lines: Vec<TreeLine>,
}

impl Walk<'_> {
    /// The tree of a party with its own voice.
    pub(super) fn party(
        &mut self,
        tree: Option<&Ratification>,
        veto: Option<AudienceId>,
    ) -> Result<(), TooLarge> {
        let veto = veto.map(Ratification::Audience);
        match (tree, veto) {
            (Some(tree), Some(veto)) => {
                self.node(&Ratification::All(vec![tree.clone(), veto]), 0, false, None)?;
            }
            (Some(tree), None) => {
                self.node(tree, 0, false, None)?;
            }
            (None, Some(veto)) => {
                self.node(&veto, 0, false, None)?;
            }
            (None, None) => {}
        }
        Ok(())
    }

    /// Adds a node with what stands below it; in how many packages it holds.
    fn node(
        &mut self,
        tree: &Ratification,
        depth: usize,
        rejecting: bool,
        weight: Option<&Rational>,
    ) -> Result<u128, TooLarge> {
        let holds = self.holds(tree, rejecting)?;
        let (node, audience) = match tree {
            Ratification::Audience(id) => (TreeNode::Audience, Some(*id)),
            Ratification::All(_) => (TreeNode::All, None),
            Ratification::Any(_) => (TreeNode::Any, None),
            Ratification::Quota { .. } => (TreeNode::Quota, None),
            Ratification::UnlessBlocked(_) => (TreeNode::UnlessBlocked, None),
        };
        let at = self.lines.len();
        self.lines.push(TreeLine {
            depth,
            node,
            audience: audience.map(|id| self.dispute.audiences[id].id.clone()),
            rejecting,
            weight: weight.map(format_decimal),
            holds: Count(holds),
            reached: None,
        });
        match tree {
            Ratification::Audience(id) => {
                // A body's own tree is read over those who accept.
                if let Some(members) = &self.dispute.audiences[*id].ratify {
                    self.node(members, depth + 1, false, None)?;
                }
            }
            Ratification::All(parts) | Ratification::Any(parts) => {
                for part in parts {
                    self.node(part, depth + 1, rejecting, None)?;
                }
            }
            Ratification::Quota { needs, of } => {
                let (mut always, mut sometimes) = (Rational::from(0), Rational::from(0));
                for (weight, part) in of {
                    let held = self.node(part, depth + 1, rejecting, Some(weight))?;
                    always += if held == self.all { *weight } else { Rational::from(0) };
                    sometimes += if held > 0 { *weight } else { Rational::from(0) };
                }
                self.lines[at].reached = Some(Reached {
                    needs: format_decimal(needs),
                    always: format_decimal(&always),
                    sometimes: format_decimal(&sometimes),
                });
            }
            Ratification::UnlessBlocked(block) => {
                self.node(block, depth + 1, !rejecting, None)?;
            }
        }
        Ok(holds)
    }

    fn holds(&mut self, tree: &Ratification, rejecting: bool) -> Result<u128, TooLarge> {
        let of = |id| {
            let accepts = self.dispute.acceptance(self.reading, id);
            if rejecting { Condition::Not(Box::new(accepts)) } else { accepts }
        };
        let condition = tree.condition(&of);
        let held = self.space.where_all(self.among, [&condition])?;
        Ok(self.space.count(held))
    }
}
