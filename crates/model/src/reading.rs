//! Readings: who would accept what, who values what.

use crate::backing::Backing;
use crate::condition::Condition;
use crate::id::{AudienceId, InterestId, PartyId, Table};
use crate::number::Rational;
use crate::quantity::Quantity;

/// A named set of assumptions; what it extends is already merged in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reading {
    /// Stable id.
    pub id: String,
    /// Name shown.
    pub name: String,
    /// Per audience what it would accept; nothing where no rule is given (it accepts everything,
    /// and is counted as missing).
    pub accept: Table<AudienceId, Option<Acceptance>>,
    /// Per party what it prefers, where given.
    pub preference: Table<PartyId, Option<Preference>>,
    /// What the reading as a whole rests on.
    pub backing: Backing,
}

/// What one audience would accept.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Acceptance {
    /// It accepts the packages in which this holds.
    pub when: Condition,
    /// What the rule rests on.
    pub backing: Backing,
}

/// What a party prefers: exactly one of three forms.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Preference {
    /// The form and its content.
    pub form: PreferenceForm,
    /// What it rests on.
    pub backing: Backing,
}

/// The three forms of a preference.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum PreferenceForm {
    /// Ordered conditions, most important first; states are compared by the truth vectors,
    /// lexicographically (option prioritising: Peng, Hipel, Kilgour and Fang 1997).
    Statements {
        /// The statements.
        ordered: Vec<Statement>,
        /// Whether ranks may be taken for numbers (`scale = "rank"`), reported as a placeholder.
        rank_as_scale: bool,
    },
    /// Points for every condition that holds, added up.
    Values(Vec<(Condition, Quantity)>),
    /// A weight per interest, times the interest's points.
    Interests(Vec<(InterestId, Quantity)>),
}

/// One place in an ordered list of statements.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Statement {
    /// Known to stand here.
    Sure(Condition),
    /// Does not belong to the list with this probability.
    Unsure(Condition, Rational),
    /// These stand here, in an order that is not known.
    AnyOrder(Vec<Condition>),
}
