//! Questions and findings: what can be asked of each lens and what it answers. Data.
//!
//! A [`Finding`] names everything by the dossier's own ids, so that it can be read and checked
//! without the program that made it. It carries what it rests on (the dossier's hash, the count of
//! assumptions without a source), its *measures* (numbers by key, for ensembles, comparisons and
//! claims), a certificate inside its answer, and a digest over its canonical JSON.

mod baseline;
mod compare;
mod compensate;
mod count;
mod exact;
mod fraction;
mod frontier;
mod measures;
mod narrowing;
mod overview;
mod path;
mod question;
mod ratify;
mod real;
mod refine;
mod roadmap;
mod robust;
mod space;
mod span;
mod stability;
mod stamp;
mod states;
mod verification;
mod what_if;
mod why;

pub use baseline::{
    BaselineAnswer, BaselineQuestion, Centres, IssueBaseline, Median, PartyPosition, StatusQuo,
    StatusQuoReading, Weighing,
};
pub use compare::{
    AudienceChange, Change, ChangedDeal, CompareAnswer, CompareQuestion, Contrast, Difference,
    PairLine, Part, SideLine, WithoutLine,
};
pub use compensate::{
    BudgetLine, Cheapest, CompensateAnswer, CompensateQuestion, CompensateReading, PaidDeal,
    PricedStart, Prices, Shortfall,
};
pub use count::Count;
pub use exact::Exact;
pub use fraction::{Billionths, Mixed};
pub use frontier::{
    CellLine, FrontierAnswer, FrontierQuestion, FrontierReading, Instead, LeftOut, PointLine,
    ProposalMark, Refused, Scatter, ScorerLine, Solution, SolutionLine, Stage, StageLine,
};
pub use narrowing::{AudienceNarrowing, MOST_LOGARITHMIC, MOST_PARTS, Narrowing};
pub use overview::{Overview, OverviewReading, PartyLine, RuleLine};
pub use path::{PathAnswer, PathQuestion, PathStep, RestingState, ShortestPaths, Way};
pub use question::{MOST_DRAWS, OverviewQuestion, Question, SpaceQuestion, Unanswerable};
pub use ratify::{
    DealDraws, DealShare, Home, RatifyAnswer, RatifyParty, RatifyQuestion, RatifyReading,
    RatifyStart, Reached, Refusal, StartDraws, StartRatification, TreeLine, TreeNode, WinSet,
};
pub use real::{NotReal, Real, Row};
pub use refine::{
    DISTANCES, DistanceLine, Edit, Irreducible, IrreducibleEdit, NearestDeal, NearestPackages,
    PartiesLine, RefineAnswer, RefineQuestion, RefineReading, Refinement, StartKind, StartLine,
    StartReference, Yardstick,
};
pub use roadmap::{
    Act, Aim, Blocked, Critical, End, Farthest, GameLine, Hold, Interval, Link, MOST_ENDS, Outcome,
    PlayerLine, QUICK, Reopened, Repair, RepairKind, Road, RoadDraws, RoadmapAnswer,
    RoadmapQuestion, RoadmapReading, Roads, Rung, Slack, Step, Threshold, UnpaidLine, Weakness,
};
pub use robust::{
    Bounds, RobustAnswer, RobustAudience, RobustDraws, RobustQuestion, RobustReading, Spread,
};
pub use space::{
    AudienceSpace, DealLine, MOST_NAMES, MaskLine, ReadingSpace, RelaxationLine, SpaceAnswer, Tally,
};
pub use span::{Need, Span};
pub use stability::{
    Concept, EquilibriumCount, Held, Move, Neighbour, Neighbourhood, PartyConcept, PartyStability,
    PartyVerdicts, PatternLine, ProposalStability, ReadingStability, Simultaneity, StabilityAnswer,
    StabilityQuestion, StateCard, StateReference, StateVerdicts, Threat, Verdict,
};
pub use stamp::{Answer, AssumptionCount, FINDING_FORMAT, Finding};
pub use states::{StateLine, StateSet, StatesAnswer, StatesQuestion};
pub use verification::{
    BudgetAnswer, CurvePoint, LevelLine, MOST_TOGETHER, MOST_VISITS, ObligationLine,
    OperatingPoint, SampleLine, Season, SeasonGame, SeasonRow, Site, Spent, Timeliness,
    Unannounced, VerificationAnswer, VerificationQuestion, VisitStep,
};
pub use what_if::{Clause, Sign, WhatIf};
pub use why::{WhyAnswer, WhyQuestion};
