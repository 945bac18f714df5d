//! What if: a dispute with conditions held, rules dropped, audiences no longer asked.
//!
//! * A condition that is *set* leaves only the states in which it holds: all others count as
//!   impossible, for moves too.
//! * A rule that is *dropped* matches nothing any more.
//! * An audience the dispute does *without* is not asked: it leaves `deal.needs`, and as a member of a
//!   body it accepts everything. Bodies decide monotonely (`ratification.rs`), so doing without
//!   somebody never closes anything.
//!
//! Options, levels, states and readings stay what they are, so the states of the dispute and of any
//! variation of it can be told apart and compared.

use crate::backing::Backing;
use crate::condition::Condition;
use crate::dispute::{Dispute, Rule};
use crate::id::AudienceId;
use crate::ratification::Ratification;

/// A rule by its place among the impossible or the implausible ones.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum RulePlace {
    /// An impossible rule, counted from 0.
    Impossible(usize),
    /// An implausible rule, counted from 0.
    Implausible(usize),
}

/// What is supposed to be otherwise.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Variation {
    /// Conditions that hold in every state considered.
    pub set: Vec<Condition>,
    /// Rules that no longer match anything.
    pub drop: Vec<RulePlace>,
    /// Audiences that are not asked.
    pub without: Vec<AudienceId>,
}

/// Where an audience has a say on deals.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Say {
    /// It stands in `deal.needs`.
    pub asked: bool,
    /// Bodies whose trees name it and that are asked, themselves or as members of others.
    pub member_of: Vec<AudienceId>,
}

impl Say {
    /// Whether it has none.
    pub fn is_none(&self) -> bool {
        !self.asked && self.member_of.is_empty()
    }
}

impl Dispute {
    /// The dispute with everything in the variation so. Places that are not there change nothing.
    pub fn varied(&self, variation: &Variation) -> Dispute {
        let mut varied = self.clone();
        let keep = |rules: &mut Vec<Rule>, place: fn(usize) -> RulePlace| {
            let mut at = 0;
            rules.retain(|_| {
                at += 1;
                !variation.drop.contains(&place(at - 1))
            });
        };
        keep(&mut varied.impossible, RulePlace::Impossible);
        keep(&mut varied.implausible, RulePlace::Implausible);
        varied.impossible.extend(variation.set.iter().map(|condition| Rule {
            id: None,
            when: Condition::Not(Box::new(condition.clone())),
            because: format!("what if: {}", self.text(condition)),
            backing: Backing::default(),
        }));
        for &audience in &variation.without {
            varied.no_longer_ask(audience);
        }
        varied
    }

    fn no_longer_ask(&mut self, audience: AudienceId) {
        if let Some(deal) = &mut self.deal {
            deal.needs.retain(|asked| *asked != audience);
        }
        self.audiences[audience].ratify = None;
        for reading in self.readings.values_mut() {
            reading.accept[audience] = None;
        }
    }

    /// Where the audience has a say on deals.
    pub fn say_of(&self, audience: AudienceId) -> Say {
        let needs = self.deal.as_ref().map_or(&[][..], |deal| &deal.needs);
        let mut reached = needs.to_vec();
        let mut next = 0;
        while let Some(&body) = reached.get(next) {
            next += 1;
            let members = self.audiences[body].ratify.iter().flat_map(Ratification::audiences);
            for member in members {
                if !reached.contains(&member) {
                    reached.push(member);
                }
            }
        }
        reached.sort_unstable();
        let names_it = |body: &AudienceId| {
            let tree = &self.audiences[*body].ratify;
            tree.as_ref().is_some_and(|tree| tree.audiences().contains(&audience))
        };
        Say {
            asked: needs.contains(&audience),
            member_of: reached.into_iter().filter(names_it).collect(),
        }
    }
}
