//! A dossier as typed: every entry as its author wrote it, ids still names.
//!
//! These types read the file and generate its JSON Schema, so the two cannot disagree. Nothing
//! here is required: what is missing is reported where names are resolved, with a remedy, so that
//! one bad key hides no other mistake.

mod parts;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::place::{
    At, Beliefs, ByLevel, Condition, Map, Moment, Number, NumberLists, Numbers, ProposalTable,
    Quantity, StateTable, TextOr, Texts,
};

pub(crate) use parts::{
    DatedTable, Focus, InspectorTable, LevelTable, MovesTable, PositionTable, RatifyTable,
    SampleTable, StatementTable, TacticalTable, VisitTable,
};

/// Declares tables that may carry what every assumption may carry.
macro_rules! tables {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty,)* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
        #[serde(deny_unknown_fields, rename_all = "kebab-case")]
        pub(crate) struct $name {
            $($(#[$field_doc])* pub(crate) $field: Option<$type>,)*
            /// Keys of `sources.bib` that state this.
            pub(crate) source: Option<Texts>,
            /// Date to which it refers.
            #[serde(alias = "as_of")]
            pub(crate) as_of: Option<Moment>,
            /// How sure the analyst is: low, medium or high.
            #[schemars(extend("enum" = ["low", "medium", "high"]))]
            pub(crate) confidence: Option<At<String>>,
            /// What kind of statement it is: fact, stated, judgement or placeholder.
            #[schemars(extend("enum" = ["fact", "stated", "judgement", "placeholder"]))]
            pub(crate) status: Option<At<String>>,
            /// A remark in your own words.
            pub(crate) note: Option<String>,
        }

        impl Backed for $name {
            fn backing(&self) -> Backing<'_> {
                Backing {
                    source: self.source.as_ref(),
                    as_of: self.as_of.as_ref(),
                    confidence: self.confidence.as_ref(),
                    status: self.status.as_ref(),
                    note: self.note.as_ref(),
                }
            }
        }
    )*};
}

/// What every assumption may carry.
pub(crate) struct Backing<'a> {
    pub(crate) source: Option<&'a Texts>,
    pub(crate) as_of: Option<&'a Moment>,
    pub(crate) confidence: Option<&'a At<String>>,
    pub(crate) status: Option<&'a At<String>>,
    pub(crate) note: Option<&'a String>,
}

/// A table that may carry what every assumption may carry.
pub(crate) trait Backed {
    fn backing(&self) -> Backing<'_>;
}

tables! {
    /// A decision maker: controls options.
    Party {
        /// Name shown, in any script.
        name: String,
        /// Who must agree: a tree over audiences.
        ratify: At<TextOr<RatifyTable>>,
        /// What its own acceptance rule counts for at home: veto (nothing is ratified against it) or
        /// agent (it signs what its ratifiers accept).
        #[schemars(extend("enum" = ["veto", "agent"]))]
        negotiator: At<String>,
        /// Moves per year.
        moves_per_year: Quantity,
        /// Hazard per year that the government or its policy is replaced.
        turnover_per_year: Quantity,
        /// Capability, for the collective-choice baselines.
        capability: Quantity,
        /// The most it can hand over at one occasion, in the utility of the readings: what relief, funds
        /// or guarantees carry.
        relief_capacity: Quantity,
        /// How it plays.
        conduct: At<ConductTable>,
    }

    /// How a party plays.
    ConductTable {
        /// Logit response per unit of its own utility range.
        skill: Quantity,
        /// Own moves it looks ahead.
        depth: Quantity,
        /// Probability per period that its institutions do not reverse its last concession.
        coordination: Quantity,
    }

    /// Someone who must accept.
    Audience {
        /// Name shown, in any script.
        name: String,
        /// The party it belongs to.
        party: At<String>,
        /// Members whose agreement makes up its own.
        ratify: At<TextOr<RatifyTable>>,
    }

    /// Something one party controls, with ordered, named levels.
    PartyOption {
        /// Name shown, in any script.
        name: String,
        /// Who controls it.
        party: Texts,
        /// Its levels, lowest first.
        levels: At<Vec<At<TextOr<LevelTable>>>>,
        /// How it may move.
        moves: At<TextOr<MovesTable>>,
        /// domestic, bilateral, regional or global.
        layer: At<String>,
        /// Utility a move costs per level.
        step_cost: Quantity,
        /// Points per level for the interests it serves or harms.
        effects: NumberLists,
    }

    /// What cannot be, or is hard to believe.
    Rule {
        /// A short id.
        id: At<String>,
        /// When it matches.
        when: Condition,
        /// Why.
        because: At<String>,
    }

    /// What makes a state a package, and who must accept it.
    Deal {
        /// A package is a feasible state in which this holds.
        when: Condition,
        /// Who must accept.
        needs: At<Vec<At<String>>>,
    }

    /// Something a party may care about.
    Interest {
        /// Name shown, in any script.
        name: String,
    }

    /// What a combination of levels does to the interests.
    Effect {
        /// When it has the effect.
        when: Condition,
        /// Points by interest.
        points: Numbers,
    }

    /// A named set of assumptions.
    Reading {
        /// Name shown, in any script.
        name: String,
        /// The reading it starts from.
        extends: At<String>,
        /// Per audience what it would accept.
        accept: Map<TextOr<Acceptance>>,
        /// Per party what it prefers.
        preference: Map<Preference>,
    }

    /// What one audience would accept: what meets a condition, or what is worth enough to it.
    Acceptance {
        /// It accepts the packages in which this holds.
        when: Condition,
        /// It accepts the packages worth at least this to it.
        at_least: Quantity,
        /// Its own points by condition; those of its preference if left out.
        values: Numbers,
        /// Probability that it does not hold to the rule and accepts everything.
        unsure: Number,
    }

    /// What a party prefers: exactly one of statements, values, interests.
    Preference {
        /// Ordered conditions, most important first.
        statements: At<Vec<At<TextOr<StatementTable>>>>,
        /// `rank`: ranks may be taken for numbers.
        scale: At<String>,
        /// Points by condition.
        values: Numbers,
        /// Weights by interest.
        interests: Numbers,
        /// What the party has without agreement, in these points.
        reservation: Quantity,
    }

    /// Length of a period, horizon, impatience.
    Process {
        /// Months per period.
        period: Number,
        /// Horizon in years.
        horizon: Number,
        /// Time preference per year.
        time_preference: Quantity,
    }

    /// Something promised that can be broken unseen.
    Obligation {
        /// Name shown, in any script.
        name: String,
        /// Who is bound.
        party: At<String>,
        /// In which states it is in force.
        when: Condition,
        /// What breaking it gains, flow utility per period.
        temptation: Quantity,
        /// What that costs others, flow utility per period.
        harm: Numbers,
        /// Probability per period that a breach raises an alarm.
        detect: ByLevel,
        /// Probability per period of an alarm without a breach.
        false_alarm: ByLevel,
        /// What a breach that raises an alarm costs the bound party, beyond the lost gain.
        penalty: Quantity,
        /// What an alarm without a breach costs the bound party.
        false_alarm_loss: Quantity,
        /// What a visit finds and costs.
        visit: At<VisitTable>,
        /// What the inspecting side loses.
        inspector: At<InspectorTable>,
    }

    /// What visits of inspectors are paid from.
    Inspection {
        /// What can be spent on visits in a period.
        budget: Quantity,
        /// On how many occasions in a period a visit could be paid or a breach made.
        occasions: Number,
    }

    /// Domestic support that narrows what a leader can concede.
    Support {
        /// Number of levels of each counter.
        levels: Number,
        /// Whose support is counted.
        parties: Texts,
        /// Support a concession needs.
        concession_needs: Number,
        /// Rate per year of rising while concessions are reciprocated.
        rise: Quantity,
        /// Rate per year of falling per point of tension.
        fall: Quantity,
    }

    /// Types of parties and what each believes of another.
    Trust {
        /// Rate per year at which a party changes its type.
        change_per_year: Quantity,
        /// How the tactical type differs from the strategic one.
        tactical: TacticalTable,
        /// Probability, per believing party and party believed about, that it is strategic.
        prior: Beliefs,
    }

    /// The tension scale.
    Tension {
        /// Highest level; the lowest is 0.
        levels: Number,
        /// Level at the clock.
        start: Number,
        /// Rate per year of falling by one.
        decay_per_year: Quantity,
        /// Level at which the dispute has escalated.
        escalation_at: Number,
    }

    /// A random or dated exogenous event.
    Shock {
        /// Name shown, in any script.
        name: String,
        /// Rate per year.
        per_year: Quantity,
        /// When it happens, if it is dated.
        on: Moment,
        /// Change of tension.
        tension: Number,
        /// Whether beliefs fall back to their priors.
        resets_beliefs: bool,
    }

    /// How a run may end.
    Outcome {
        /// Name shown, in any script.
        name: String,
        /// A condition on the state.
        when: Condition,
        /// Whether the state must be a jointly acceptable package.
        acceptable: bool,
        /// Largest tension.
        tension_at_most: Number,
        /// Smallest tension that suffices alone.
        or_tension_at_least: Number,
        /// How long it must hold, in months.
        held: Number,
    }

    /// A set of states one might aim at.
    Target {
        /// Name shown, in any script.
        name: String,
        /// The states.
        when: Condition,
    }

    /// One issue of the collective-choice baselines.
    Issue {
        /// Name shown, in any script.
        name: String,
        /// What position 0 stands for, in any script.
        low: String,
        /// What position 100 stands for, in any script.
        high: String,
        /// Position and salience by party, 0 to 100.
        position: Map<PositionTable>,
    }

    /// A conditional statement about the dispute.
    Claim {
        /// The statement.
        says: At<String>,
        /// What would falsify it in the model.
        fails_if: String,
    }
}

/// The whole of `dossier.toml`.
#[derive(Clone, Debug, Default, JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields, title = "detente dossier")]
pub(crate) struct Dossier {
    /// The version of the format: 1.
    #[schemars(required)]
    pub(crate) format: Option<At<i64>>,
    /// What the dispute is called.
    #[schemars(required)]
    pub(crate) title: Option<At<String>>,
    /// What it is about.
    pub(crate) note: Option<String>,
    /// The clock: nothing dated later may enter.
    #[schemars(required)]
    pub(crate) as_of: Option<Moment>,
    /// The decision makers.
    pub(crate) party: Map<Party>,
    /// Who must accept.
    #[schemars(default)]
    pub(crate) audience: Map<Audience>,
    /// What the parties control.
    pub(crate) option: Map<PartyOption>,
    /// What cannot be.
    #[schemars(default)]
    pub(crate) impossible: Vec<At<Rule>>,
    /// What is hard to believe.
    #[schemars(default)]
    pub(crate) implausible: Vec<At<Rule>>,
    /// What makes a state a package.
    pub(crate) deal: Option<At<Deal>>,
    /// Named states, complete.
    #[schemars(default)]
    pub(crate) state: Map<StateTable>,
    /// Proposals on record, partial states.
    #[schemars(default)]
    pub(crate) proposal: Map<ProposalTable>,
    /// What the parties care about.
    #[schemars(default)]
    pub(crate) interest: Map<Interest>,
    /// Effects of combinations.
    #[schemars(default)]
    pub(crate) effect: Vec<At<Effect>>,
    /// Named sets of assumptions.
    #[schemars(default)]
    pub(crate) reading: Map<Reading>,
    /// Named selections of options.
    #[schemars(default)]
    pub(crate) focus: Map<Focus>,
    /// Time.
    pub(crate) process: Option<At<Process>>,
    /// What is promised.
    #[schemars(default)]
    pub(crate) obligation: Map<Obligation>,
    /// What visits of inspectors are paid from.
    pub(crate) inspection: Option<At<Inspection>>,
    /// Domestic support.
    pub(crate) support: Option<At<Support>>,
    /// Types and beliefs.
    pub(crate) trust: Option<At<Trust>>,
    /// The tension scale.
    pub(crate) tension: Option<At<Tension>>,
    /// Exogenous events.
    #[schemars(default)]
    pub(crate) shock: Map<Shock>,
    /// How a run may end.
    #[schemars(default)]
    pub(crate) outcome: Map<Outcome>,
    /// Sets of states to aim at.
    #[schemars(default)]
    pub(crate) target: Map<Target>,
    /// Issues of the collective-choice baselines.
    #[schemars(default)]
    pub(crate) issue: Map<Issue>,
    /// Conditional statements.
    #[schemars(default)]
    pub(crate) claim: Map<Claim>,
}
