//! Parameters of the dynamic lenses: time, obligations, trust, tension, shocks, outcomes.
//!
//! Read, checked and kept with the dispute; rates are per year, `period` is in months,
//! obligations in flow utility and probabilities per period.

use crate::backing::Backing;
use crate::condition::Condition;
use crate::date::Date;
use crate::id::{InterestId, OptionId, PartyId};
use crate::inspection::{Enforcement, Inspection};
use crate::number::Rational;
use crate::quantity::Quantity;

/// Everything the dynamic lenses need beyond states and values; absent parts are absent.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Process {
    /// Length of a period and horizon.
    pub time: Option<Time>,
    /// What is promised and can be broken unseen.
    pub obligations: Vec<Obligation>,
    /// What visits are paid from.
    pub inspection: Option<Inspection>,
    /// Domestic support that narrows what a leader can concede.
    pub support: Option<Support>,
    /// Types and prior beliefs about them.
    pub trust: Option<Trust>,
    /// The tension scale.
    pub tension: Option<Tension>,
    /// Exogenous events.
    pub shocks: Vec<Shock>,
    /// How a run may end.
    pub outcomes: Vec<Outcome>,
    /// Sets of states one might aim at.
    pub targets: Vec<Target>,
    /// Positions on the issues of the collective-choice baselines.
    pub issues: Vec<Issue>,
}

/// Length of a period, horizon, impatience.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Time {
    /// Months per period.
    pub period_months: Rational,
    /// Horizon in years.
    pub horizon_years: Option<Rational>,
    /// Time preference per year, common to all parties.
    pub time_preference: Option<Quantity>,
    /// What it rests on.
    pub backing: Backing,
}

/// How a party plays; every number a range.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Conduct {
    /// Logit response per unit of the party's own utility range.
    pub skill: Option<Quantity>,
    /// How many of its own moves it looks ahead.
    pub depth: Option<Quantity>,
    /// Probability per period that its institutions do not reverse its last concession.
    pub coordination: Option<Quantity>,
    /// What it rests on.
    pub backing: Backing,
}

/// Something promised that can be broken unseen.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Obligation {
    /// Stable id.
    pub id: String,
    /// Name shown.
    pub name: String,
    /// Who is bound.
    pub party: PartyId,
    /// In which states it is in force.
    pub when: Condition,
    /// What breaking it gains the bound party, flow utility per period.
    pub temptation: Quantity,
    /// What that costs others, flow utility per period.
    pub harm: Vec<(PartyId, Quantity)>,
    /// Probability per period that a breach raises an alarm.
    pub detect: ByLevel,
    /// Probability per period of an alarm without a breach.
    pub false_alarm: ByLevel,
    /// Penalties, visits, and what the inspecting side loses.
    pub enforcement: Enforcement,
    /// What it rests on.
    pub backing: Backing,
}

/// A number that may depend on the level of one option.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ByLevel {
    /// The same in every state.
    Same(Quantity),
    /// One number per level of this option.
    Option(OptionId, Vec<Quantity>),
}

/// Domestic support counters of the negotiating parties.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Support {
    /// Number of levels of each counter.
    pub levels: u32,
    /// Whose support is counted.
    pub parties: Vec<PartyId>,
    /// Support a concession needs.
    pub concession_needs: u32,
    /// Rate of rising while concessions are reciprocated.
    pub rise_when_reciprocated: Option<Quantity>,
    /// Rate of falling per point of tension.
    pub fall_per_tension: Option<Quantity>,
    /// What it rests on.
    pub backing: Backing,
}

/// Types of parties and what each believes of another.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Trust {
    /// The date of the priors.
    pub as_of: Option<Date>,
    /// How the tactical type differs from the strategic one.
    pub tactical: TacticalType,
    /// Rate per year at which a party changes its type.
    pub change_per_year: Option<Quantity>,
    /// Who believes with which probability that whom is strategic.
    pub prior: Vec<(PartyId, PartyId, Quantity)>,
    /// What it rests on.
    pub backing: Backing,
}

/// How the tactical type differs from the strategic one.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct TacticalType {
    /// Factors on the weights of interests.
    pub interests: Vec<(InterestId, Rational)>,
    /// Factor on the weight of the future.
    pub future: Option<Rational>,
    /// Factor on temptations.
    pub temptation: Option<Rational>,
}

/// The tension scale.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Tension {
    /// Highest level; the lowest is 0.
    pub levels: u32,
    /// Level at the clock.
    pub start: u32,
    /// Rate per year of falling by one.
    pub decay_per_year: Option<Quantity>,
    /// Level at which the dispute has escalated.
    pub escalation_at: Option<u32>,
    /// What it rests on.
    pub backing: Backing,
}

/// A random or dated exogenous event.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Shock {
    /// Stable id.
    pub id: String,
    /// Name shown.
    pub name: String,
    /// Rate per year.
    pub per_year: Option<Quantity>,
    /// When it happens, if it is dated.
    pub on: Option<Date>,
    /// Change of tension.
    pub tension: i32,
    /// Whether beliefs fall back to their priors.
    pub resets_beliefs: bool,
    /// What it rests on.
    pub backing: Backing,
}

/// How a run may end.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Outcome {
    /// Stable id.
    pub id: String,
    /// Name shown.
    pub name: String,
    /// A condition on the state.
    pub when: Option<Condition>,
    /// Whether the state must be a jointly acceptable package.
    pub acceptable: bool,
    /// Largest tension.
    pub tension_at_most: Option<u32>,
    /// Smallest tension that suffices alone.
    pub or_tension_at_least: Option<u32>,
    /// How long it must hold, in months.
    pub held_months: Option<Rational>,
    /// What it rests on.
    pub backing: Backing,
}

/// A set of states one might aim at.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Target {
    /// Stable id.
    pub id: String,
    /// Name shown.
    pub name: String,
    /// The states.
    pub when: Condition,
    /// What it rests on.
    pub backing: Backing,
}

/// One issue of the collective-choice baselines.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Issue {
    /// Stable id.
    pub id: String,
    /// Name shown.
    pub name: String,
    /// What position 0 stands for, in words.
    pub low: Option<String>,
    /// What position 100 stands for, in words.
    pub high: Option<String>,
    /// Position and salience of each party, both 0 to 100.
    pub positions: Vec<(PartyId, Quantity, Quantity)>,
    /// What it rests on.
    pub backing: Backing,
}
