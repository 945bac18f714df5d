//! Tables inside entries: they carry nothing of their own but what they say.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::place::{At, Condition, Map, Moment, Number, Numbers, Quantity, Quota, TextOr, Texts};

/// A node of a ratification tree.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct RatifyTable {
    /// Weight of agreeing members that is needed: a number; in quotes a share of the weight of all, as
    /// `"2/3"`; or `"majority"`, more than half of it.
    pub(crate) quota: Option<Quota>,
    /// Share of the weight of all members that has to turn out (see `turnout`), 0 to 1.
    pub(crate) quorum: Option<Number>,
    /// All of these agree.
    pub(crate) all: Option<At<Vec<At<TextOr<RatifyTable>>>>>,
    /// At least one of these agrees.
    pub(crate) any: Option<At<Vec<At<TextOr<RatifyTable>>>>>,
    /// The members.
    pub(crate) of: Option<At<Vec<At<TextOr<RatifyTable>>>>>,
    /// Passes unless this tree, read over those who reject, is satisfied.
    pub(crate) unless_blocked: Option<Box<At<TextOr<RatifyTable>>>>,
    /// Inside `of`: the member …
    pub(crate) who: Option<Box<At<TextOr<RatifyTable>>>>,
    /// … its weight …
    pub(crate) weight: Option<Number>,
    /// … and the share of it that votes, 0 to 1; only that share counts.
    pub(crate) turnout: Option<Number>,
}

/// One level of an option.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct LevelTable {
    /// Id, used in conditions.
    pub(crate) id: Option<At<String>>,
    /// Label shown, in any script.
    pub(crate) label: Option<String>,
}

/// How an option may move.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct MovesTable {
    /// To a higher level: always, never, or a guard on other parties' options.
    pub(crate) up: Option<Condition>,
    /// To a lower level: always, never, or a guard on other parties' options.
    pub(crate) down: Option<Condition>,
    /// One level a move.
    pub(crate) step: Option<bool>,
    /// Once at or above this level, never below it again.
    pub(crate) ratchet: Option<At<String>>,
    /// May fall or rise to this level at once.
    pub(crate) snap: Option<At<String>>,
    /// Levels that can be reached only from, or until, a date.
    pub(crate) dated: Option<Vec<At<DatedTable>>>,
}

/// Levels with a date.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct DatedTable {
    /// The levels.
    pub(crate) levels: Option<Texts>,
    /// First date on which they can be reached.
    pub(crate) from: Option<Moment>,
    /// Last date on which they can be reached.
    pub(crate) until: Option<Moment>,
}

/// An uncertain place in a list of statements.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct StatementTable {
    /// The statement.
    pub(crate) when: Option<Condition>,
    /// Probability that it does not belong here.
    pub(crate) unsure: Option<Number>,
    /// Statements that stand here in an unknown order.
    pub(crate) any_order: Option<At<Vec<Condition>>>,
}

/// How the tactical type differs from the strategic one.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct TacticalTable {
    /// Factors on the weights of interests.
    pub(crate) interests: Option<Numbers>,
    /// Factor on the weight of the future.
    pub(crate) future: Option<Number>,
    /// Factor on temptations.
    pub(crate) temptation: Option<Number>,
}

/// A visit of inspectors.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct VisitTable {
    /// What it costs, in the unit of the budget.
    pub(crate) cost: Option<Quantity>,
    /// Probability that it finds a breach of the period.
    pub(crate) detects: Option<Quantity>,
    /// Instead of that: a sample it takes.
    pub(crate) sample: Option<At<SampleTable>>,
    /// Probability that it raises an alarm without a breach.
    pub(crate) false_alarm: Option<Quantity>,
}

/// A sample a visit takes; whole numbers.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct SampleTable {
    /// Items declared.
    pub(crate) items: Option<Number>,
    /// Items a breach falsifies.
    pub(crate) falsified: Option<Number>,
    /// Items a visit looks at.
    pub(crate) looks_at: Option<Number>,
}

/// What the inspecting side loses, in a unit of its own.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct InspectorTable {
    /// By a breach that is missed.
    pub(crate) missed: Option<Quantity>,
    /// By a breach that is caught.
    pub(crate) caught: Option<Quantity>,
    /// By a visit.
    pub(crate) visit: Option<Quantity>,
    /// By an alarm without a breach.
    pub(crate) false_alarm: Option<Quantity>,
}

/// Where a party stands on an issue.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct PositionTable {
    /// Position, 0 to 100.
    pub(crate) at: Option<Quantity>,
    /// How much it cares, 0 to 100.
    pub(crate) salience: Option<Quantity>,
}

/// A named selection of the options that vary.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Focus {
    /// Name shown, in any script.
    pub(crate) name: Option<String>,
    /// The options that vary.
    pub(crate) vary: Option<At<Vec<At<String>>>>,
    /// The state at which the others stay.
    pub(crate) at: Option<At<String>>,
    /// Exceptions to that state.
    pub(crate) with: Option<Map<String>>,
    /// What it is for.
    pub(crate) note: Option<String>,
}
