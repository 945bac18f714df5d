//! The dispute: the checked model a dossier compiles to.
//!
//! Everything is kept as the dossier says it, ranges included. What it *means* stands in
//! [`crate::meaning`]; a version without ranges is made by [`Dispute::draw`].

use crate::backing::{Backing, Event, Layer, Source};
use crate::condition::{Condition, Level};
use crate::date::Date;
use crate::id::{
    AudienceId, FocusId, InterestId, OptionId, PartyId, ProposalId, ReadingId, SourceId, StateId,
    Table,
};
use crate::moves::MoveRule;
use crate::process::{Conduct, Process};
use crate::quantity::Quantity;
use crate::ratification::{Negotiator, Ratification};
use crate::reading::Reading;

/// A negotiated dispute, checked: every id resolves, every rule reads sensibly.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Dispute {
    /// What the dispute is called.
    pub title: String,
    /// A paragraph on what it is about.
    pub note: Option<String>,
    /// The case clock: nothing dated later belongs to the dispute.
    pub as_of: Date,
    /// The parties, who control options.
    pub parties: Table<PartyId, Party>,
    /// The audiences, who must accept; a party that is its own audience has an entry here too.
    pub audiences: Table<AudienceId, Audience>,
    /// The options, in the order of the dossier.
    pub options: Table<OptionId, PartyOption>,
    /// What cannot be: a state is feasible if none of these match.
    pub impossible: Vec<Rule>,
    /// What is hard to believe: counted and flagged, never deleted.
    pub implausible: Vec<Rule>,
    /// What makes a state a package, and who must accept it.
    pub deal: Option<Deal>,
    /// Named states, each complete.
    pub states: Table<StateId, NamedState>,
    /// The state the dispute is in at the clock.
    pub status_quo: Option<StateId>,
    /// Proposals on record.
    pub proposals: Table<ProposalId, Proposal>,
    /// The readings: named assumption sets, shown side by side.
    pub readings: Table<ReadingId, Reading>,
    /// What the parties care about.
    pub interests: Table<InterestId, Interest>,
    /// What the levels do to the interests, shared by all parties and readings.
    pub effects: Vec<Effect>,
    /// Named selections of options that vary.
    pub focuses: Table<FocusId, Focus>,
    /// Time, obligations, trust, tension, shocks, outcomes: for the dynamic lenses.
    pub process: Process,
    /// Conditional statements about the dispute.
    pub claims: Vec<Claim>,
    /// The dated ledger, oldest first.
    pub events: Vec<Event>,
    /// The bibliography.
    pub sources: Table<SourceId, Source>,
}

/// A decision maker: controls options.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Party {
    /// Stable id.
    pub id: String,
    /// Name shown, in any script.
    pub name: String,
    /// Who must agree for the party to be bound, read over its audiences.
    pub ratify: Option<Ratification>,
    /// What its own acceptance rule counts for at home.
    pub negotiator: Negotiator,
    /// Moves per year.
    pub moves_per_year: Option<Quantity>,
    /// Hazard per year that the government or its policy is replaced.
    pub turnover_per_year: Option<Quantity>,
    /// Capability, for the collective-choice baselines (any common scale).
    pub capability: Option<Quantity>,
    /// The most it can hand over at one occasion, in utility: what relief, funds or guarantees carry.
    pub relief_capacity: Option<Quantity>,
    /// How it plays.
    pub conduct: Option<Conduct>,
    /// What the entry rests on.
    pub backing: Backing,
}

/// Someone who must accept: an institution, a public, a body.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Audience {
    /// Stable id.
    pub id: String,
    /// Name shown, in any script.
    pub name: String,
    /// The party it belongs to, where it belongs to one.
    pub party: Option<PartyId>,
    /// Whether this entry stands for the party itself.
    pub is_party: bool,
    /// Members whose agreement makes up its own, where it is a body of several.
    pub ratify: Option<Ratification>,
    /// What the entry rests on.
    pub backing: Backing,
}

/// Something one party controls, with ordered, named levels.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PartyOption {
    /// Stable id.
    pub id: String,
    /// Name shown, in any script.
    pub name: String,
    /// Who controls it.
    pub party: PartyId,
    /// Its levels, lowest first; at least two.
    pub levels: Vec<LevelName>,
    /// How it may move.
    pub moves: MoveRule,
    /// The layer it belongs to.
    pub layer: Option<Layer>,
    /// One-off cost per level of a move, in utility.
    pub step_cost: Option<Quantity>,
    /// What the entry rests on.
    pub backing: Backing,
}

/// One level of an option.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LevelName {
    /// Id, used in conditions.
    pub id: String,
    /// Label, shown, in any script.
    pub label: String,
}

/// A rule about states with its reason.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rule {
    /// Short id, where the dossier gives one.
    pub id: Option<String>,
    /// When it matches.
    pub when: Condition,
    /// Why.
    pub because: String,
    /// What it rests on.
    pub backing: Backing,
}

/// What makes a state a package, and who must accept it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Deal {
    /// A package is a feasible state in which this holds.
    pub when: Condition,
    /// A package is jointly acceptable if all of these accept it.
    pub needs: Vec<AudienceId>,
    /// What it rests on.
    pub backing: Backing,
}

/// A complete state with a name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NamedState {
    /// Stable id.
    pub id: String,
    /// Name shown.
    pub name: String,
    /// One level per option.
    pub levels: Vec<Level>,
    /// What it rests on.
    pub backing: Backing,
}

/// A partial state put forward as a deal.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Proposal {
    /// Stable id.
    pub id: String,
    /// Name shown.
    pub name: String,
    /// When it was put forward.
    pub date: Option<Date>,
    /// Who put it forward, in the ledger's names.
    pub by: Option<String>,
    /// The levels it fixes; nothing for the options it leaves open.
    pub levels: Vec<Option<Level>>,
    /// What it rests on.
    pub backing: Backing,
}

/// Something a party may care about.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Interest {
    /// Stable id.
    pub id: String,
    /// Name shown.
    pub name: String,
    /// What it rests on.
    pub backing: Backing,
}

/// What a state does to the interests, in points.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Effect {
    /// What has the effect.
    pub of: Cause,
    /// Which interest it serves (or, negative, harms).
    pub interest: InterestId,
    /// What it rests on.
    pub backing: Backing,
}

/// What has an effect on an interest.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Cause {
    /// The level of an option: one number per level.
    Levels(OptionId, Vec<Quantity>),
    /// A condition: this many points when it holds.
    When(Condition, Quantity),
}

/// A named selection of the options that vary while the rest stay at a given state.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Focus {
    /// Stable id.
    pub id: String,
    /// Name shown.
    pub name: String,
    /// Per option its fixed level, or nothing if it varies.
    pub fixed: Vec<Option<Level>>,
    /// What it is for.
    pub note: Option<String>,
}

/// A conditional statement about the dispute and what would falsify it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Claim {
    /// Stable id.
    pub id: String,
    /// The statement.
    pub says: String,
    /// What would falsify it in the model.
    pub fails_if: Option<String>,
    /// What it rests on.
    pub backing: Backing,
}

impl Dispute {
    /// A dispute with a title, a clock and nothing else in it.
    pub fn new(title: &str, as_of: Date) -> Dispute {
        Dispute {
            title: title.to_string(),
            note: None,
            as_of,
            parties: Table::new(),
            audiences: Table::new(),
            options: Table::new(),
            impossible: Vec::new(),
            implausible: Vec::new(),
            deal: None,
            states: Table::new(),
            status_quo: None,
            proposals: Table::new(),
            readings: Table::new(),
            interests: Table::new(),
            effects: Vec::new(),
            focuses: Table::new(),
            process: Process::default(),
            claims: Vec::new(),
            events: Vec::new(),
            sources: Table::new(),
        }
    }

    /// The dispute with every implausible rule made impossible, for moves too.
    pub fn strict(&self) -> Dispute {
        let mut strict = self.clone();
        strict.impossible.append(&mut strict.implausible);
        strict
    }

    /// The options a party controls, in order.
    pub fn options_of(&self, party: PartyId) -> impl Iterator<Item = OptionId> + '_ {
        self.options.iter().filter(move |(_, o)| o.party == party).map(|(id, _)| id)
    }

    /// The levels of the status quo.
    pub fn status_quo_levels(&self) -> Option<&[Level]> {
        self.status_quo.map(|id| self.states[id].levels.as_slice())
    }

    /// The reading with this id.
    pub fn reading(&self, id: &str) -> Option<ReadingId> {
        self.readings.find(|r| r.id == id)
    }

    /// The focus with this id.
    pub fn focus(&self, id: &str) -> Option<FocusId> {
        self.focuses.find(|f| f.id == id)
    }
}
