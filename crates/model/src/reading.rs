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
    /// What it asks of a package.
    pub rule: AcceptanceRule,
    /// The probability that it does not hold to the rule and accepts everything; 0 if it is sure.
    pub unsure: Rational,
    /// What the rule rests on.
    pub backing: Backing,
}

/// What an audience asks of a package.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum AcceptanceRule {
    /// That this holds.
    When(Condition),
    /// That it is worth at least so much to the audience (`r_k` of Putnam's ratifiers; Putnam 1988).
    Worth {
        /// By whose points.
        of: Worth,
        /// The least it accepts, in these points.
        at_least: Quantity,
    },
}

/// Whose points an audience goes by.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Worth {
    /// Those of the party it stands for, by the reading's preference; all states are worth nothing
    /// where that says nothing or gives an order only (a dossier is refused then).
    Preference(PartyId),
    /// Its own: points for every condition that holds, added up.
    Values(Vec<(Condition, Quantity)>),
}

impl Acceptance {
    /// That the audience accepts if a condition holds.
    pub fn when(when: Condition, backing: Backing) -> Acceptance {
        let unsure = Rational::from(0);
        Acceptance { rule: AcceptanceRule::When(when), unsure, backing }
    }

    /// Whether the audience holds to the rule when no draw is asked for: the likelier case.
    pub fn holds_at_mode(&self) -> bool {
        self.unsure <= Rational::new(1, 2)
    }
}

/// What a party prefers: exactly one of three forms.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Preference {
    /// The form and its content.
    pub form: PreferenceForm,
    /// What the party has without agreement, in its own points; what the status quo is worth to it
    /// if left out.
    pub reservation: Option<Quantity>,
    /// What it rests on.
    pub backing: Backing,
}

impl Preference {
    /// A preference that rests on nothing and declares no reservation value.
    pub fn new(form: PreferenceForm) -> Preference {
        Preference { form, reservation: None, backing: Backing::default() }
    }
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
