//! What can be asked.

use detente_model::number::{LARGEST, NotANumber, parse_decimal};
use serde::{Deserialize, Serialize};

use crate::baseline::BaselineQuestion;
use crate::compare::CompareQuestion;
use crate::compensate::CompensateQuestion;
use crate::frontier::FrontierQuestion;
use crate::path::PathQuestion;
use crate::ratify::RatifyQuestion;
use crate::refine::RefineQuestion;
use crate::roadmap::RoadmapQuestion;
use crate::robust::RobustQuestion;
use crate::stability::StabilityQuestion;
use crate::states::StatesQuestion;
use crate::verification::VerificationQuestion;
use crate::why::WhyQuestion;

/// A question to one lens.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Question {
    /// How large is the dispute, and what does it rest on?
    Overview(OverviewQuestion),
    /// Which packages would every audience accept? If none: which sets of red lines would have to
    /// move?
    Space(SpaceQuestion),
    /// Which states are there?
    States(StatesQuestion),
    /// Which states would hold, under which kind of foresight?
    Stability(StabilityQuestion),
    /// Why does this state hold, or not?
    Why(WhyQuestion),
    /// How does one get there, and who would have to move?
    Path(PathQuestion),
    /// What would have to change in this proposal, for all to accept it?
    Refine(RefineQuestion),
    /// What do the plain baselines say?
    Baseline(BaselineQuestion),
    /// Would it be ratified at home?
    Ratify(RatifyQuestion),
    /// What would be accepted whatever the uncertain numbers are?
    Robust(RobustQuestion),
    /// Who would have to be compensated, and by how much, for a package to be accepted?
    Compensate(CompensateQuestion),
    /// Which packages leave nothing on the table, and which would each fair division choose?
    Frontier(FrontierQuestion),
    /// What opens and what closes, from one side to the other?
    Compare(CompareQuestion),
    /// What does the next unit of inspection buy?
    Verification(VerificationQuestion),
    /// Is there a step-by-step exchange that nobody gains by leaving?
    Roadmap(RoadmapQuestion),
}

/// How large is the dispute, and what does it rest on?
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct OverviewQuestion {
    /// Only the options of this focus vary.
    pub focus: Option<String>,
    /// Implausible rules count as impossible.
    pub strict: bool,
}

/// Which packages would every audience accept?
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct SpaceQuestion {
    /// The readings asked about, by id; all of them if empty.
    pub readings: Vec<String>,
    /// Only the options of this focus vary.
    pub focus: Option<String>,
    /// Implausible rules count as impossible.
    pub strict: bool,
    /// How many acceptable deals to list, at most.
    pub deals: usize,
    /// How many minimal relaxation sets to list, at most.
    pub relaxations: usize,
    /// How many minimal conflicts to list, at most.
    pub conflicts: usize,
}

impl Default for SpaceQuestion {
    fn default() -> Self {
        SpaceQuestion {
            readings: Vec::new(),
            focus: None,
            strict: false,
            deals: 200,
            relaxations: 200,
            conflicts: 200,
        }
    }
}

/// The most draws a question may ask for.
pub const MOST_DRAWS: u32 = 10_000;

/// Why a question has no answer in this dispute.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Unanswerable {
    /// It names something that is not there.
    Unknown {
        /// What the name should have been (`reading`, `focus`).
        what: &'static str,
        /// The name.
        name: String,
        /// The valid names.
        valid: Vec<String>,
    },
    /// It names a level that an option does not have.
    UnknownLevel {
        /// The option, by id.
        option: String,
        /// The name.
        name: String,
        /// The valid names.
        valid: Vec<String>,
    },
    /// It is about one reading and does not say which.
    WhichReading {
        /// The readings there are.
        valid: Vec<String>,
    },
    /// It is about a reading and the dossier has none.
    NoReading,
    /// It is about the status quo, and the dossier has none.
    NoStatusQuo,
    /// It sets an option to two levels.
    SetTwice {
        /// The option, by id.
        option: String,
    },
    /// It gives a party two concepts.
    ConceptTwice {
        /// The party, by id.
        party: String,
    },
    /// The state it is about is not feasible.
    Infeasible {
        /// What excludes it: the reasons of the rules that match.
        because: Vec<String>,
    },
    /// The state it is about lies outside the focus.
    OutsideFocus {
        /// The options, by id, that the focus holds at another level, each with that level.
        held: Vec<(String, String)>,
    },
    /// It names a budget that is no amount.
    NotABudget {
        /// The budget as given.
        budget: String,
    },
    /// It names a length of a period that is none.
    NotAPeriod {
        /// The length as given.
        period: String,
    },
    /// It names a probability that is none.
    NotAProbability {
        /// The number as given.
        number: String,
    },
    /// It asks for a road to what all accept, and the dossier does not say what a deal is.
    NothingToAimAt {
        /// The targets there are, by id.
        valid: Vec<String>,
    },
    /// It asks about obligations, and the dossier has none.
    NoObligation,
    /// It asks for declared costs, and no option declares one.
    NoStepCosts {
        /// An option that might, by id.
        option: Option<String>,
    },
    /// It asks for more draws than are made.
    TooManyDraws {
        /// How many are made at most.
        most: u32,
    },
    /// It compares a party with itself.
    SameParty {
        /// The party, by id.
        party: String,
    },
    /// It draws a party whose numbers it leaves out.
    PartyLeftOut {
        /// The party, by id.
        party: String,
    },
    /// It does without an audience that is not asked anyway.
    NotAsked {
        /// The audience, by id.
        audience: String,
        /// Those who are, by id.
        asked: Vec<String>,
    },
    /// It drops a rule by a number that several rules have.
    WhichRule {
        /// The number.
        name: String,
        /// The rules it may mean.
        valid: Vec<String>,
    },
    /// It names a clock that is no date.
    NotADate {
        /// The text.
        text: String,
    },
    /// It names a clock that does not lie before the dossier's.
    AfterClock {
        /// The clock asked for.
        asked: String,
        /// The dossier's.
        clock: String,
    },
    /// It compares a reading with itself.
    SameReading {
        /// The reading, by id.
        reading: String,
    },
    /// It compares with another dossier, and none was given.
    NoOther,
    /// It names something that the other of two dossiers does not have.
    UnknownInOther {
        /// What the name should have been.
        what: &'static str,
        /// The name.
        name: String,
        /// The valid names there.
        valid: Vec<String>,
    },
    /// It gives some parties a concept of their own and says nothing of this one.
    WhichConcept {
        /// The party, by id.
        party: String,
    },
    /// The reading does not say what any party that can move prefers.
    NoPreference {
        /// The reading, by id.
        reading: String,
        /// The parties, by id.
        parties: Vec<String>,
    },
}

impl std::fmt::Display for Unanswerable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let quoted = |names: &[String], last: &str| {
            let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
            match names.split_last() {
                Some((end, rest)) if !rest.is_empty() => {
                    format!("{} {last} {end}", rest.join(", "))
                }
                _ => names.concat(),
            }
        };
        match self {
            Unanswerable::Unknown { what, name, valid } if valid.is_empty() => {
                write!(f, "the dossier has no {what} `{name}`; it declares none")
            }
            Unanswerable::Unknown { what, name, valid } => {
                write!(f, "the dossier has no {what} `{name}`; it has {}", quoted(valid, "and"))
            }
            Unanswerable::UnknownLevel { option, name, valid } => {
                let valid = quoted(valid, "and");
                write!(f, "option `{option}` has no level `{name}`; it has {valid}")
            }
            Unanswerable::WhichReading { valid } => {
                write!(f, "which reading? add `--reading` with {}", quoted(valid, "or"))
            }
            Unanswerable::NoReading => f.write_str(
                "the dossier has no reading: it does not say who would accept or prefer what",
            ),
            Unanswerable::NoStatusQuo => f.write_str(
                "the dossier has no status quo; add `[state.status-quo]`, name a state, or set every \
                 option",
            ),
            Unanswerable::SetTwice { option } => {
                write!(f, "option `{option}` is set to two levels; say one")
            }
            Unanswerable::ConceptTwice { party } => {
                write!(f, "party `{party}` is given two concepts; say one")
            }
            Unanswerable::Infeasible { because } => {
                write!(f, "the state is not feasible: {}", because.join("; "))
            }
            Unanswerable::OutsideFocus { held } => {
                let at = |(option, level): &(String, String)| format!("`{option}` at `{level}`");
                let set = |(option, level): &(String, String)| format!("--set {option}={level}");
                let held_at: Vec<String> = held.iter().map(at).collect();
                let sets: Vec<String> = held.iter().map(set).collect();
                write!(
                    f,
                    "the state lies outside the focus, which holds {}; leave out `--focus`, or ask \
                     about the state with `{}`",
                    held_at.join(", "),
                    sets.join(" ")
                )
            }
            Unanswerable::NotABudget { budget } if is_too_large(budget) => write!(
                f,
                "`{budget}` is too large a budget; budgets up to {LARGEST} are worked out"
            ),
            Unanswerable::NotABudget { budget } => write!(
                f,
                "`{budget}` is no budget; give a plain decimal that is not negative, such as `--budget \
                 12.5`"
            ),
            Unanswerable::NotAPeriod { period } => write!(
                f,
                "`{period}` is no length of a period; give months as a plain decimal above 0 and up to \
                 1200, such as `--period 3`"
            ),
            Unanswerable::NotAProbability { number } => {
                write!(f, "`{number}` is no probability; give a plain decimal from 0 to 1")
            }
            Unanswerable::NothingToAimAt { valid } if valid.is_empty() => f.write_str(
                "the dossier does not say what a deal is, so there is nothing to aim at; add `[deal]` or \
                 `[target.ID]`, or name a state with `--to`",
            ),
            Unanswerable::NothingToAimAt { valid } => write!(
                f,
                "the dossier does not say what a deal is, so there is nothing to aim at; name a target \
                 with `--to`: {}",
                quoted(valid, "or")
            ),
            Unanswerable::NoObligation => f.write_str(
                "the dossier has no obligation that inspection could protect; add `[obligation.ID]`, as \
                 docs/dossier.md shows",
            ),
            Unanswerable::NoStepCosts { option } => write!(
                f,
                "no option declares what a level step costs; add `step-cost` to `[option.{}]` and \
                 the others, or ask `--by steps` or `--by options`",
                option.as_deref().unwrap_or("OPTION")
            ),
            Unanswerable::TooManyDraws { most } => {
                write!(f, "at most {most} draws are made; ask for fewer with `--draws`")
            }
            Unanswerable::SameParty { party } => {
                write!(f, "`--x` and `--y` both name party `{party}`; name two")
            }
            Unanswerable::PartyLeftOut { party } => write!(
                f,
                "party `{party}` is named for the figure, and `--parties` leaves it out; add it there"
            ),
            Unanswerable::NotAsked { audience, asked } if asked.is_empty() => {
                write!(f, "nobody has to accept a deal, so `{audience}` cannot be done without")
            }
            Unanswerable::NotAsked { audience, asked } => write!(
                f,
                "`{audience}` is not asked, so nothing would change without it; asked are {}",
                quoted(asked, "and")
            ),
            Unanswerable::WhichRule { name, valid } => {
                write!(f, "which rule `{name}`? say {}", quoted(valid, "or"))
            }
            Unanswerable::NotADate { text } => {
                write!(f, "`{text}` is no date; write a year, a month or a day: 2015, 2015-07, 2015-07-14")
            }
            Unanswerable::AfterClock { asked, clock } => write!(
                f,
                "the dossier ends at its clock, {clock}, and {asked} reaches beyond it; ask for an \
                 earlier date"
            ),
            Unanswerable::SameReading { reading } => {
                write!(f, "the reading `{reading}` is compared with itself; name another")
            }
            Unanswerable::NoOther => f.write_str("the other dossier is missing"),
            Unanswerable::UnknownInOther { what, name, valid } if valid.is_empty() => {
                write!(f, "the other dossier has no {what} `{name}`; it declares none")
            }
            Unanswerable::UnknownInOther { what, name, valid } => write!(
                f,
                "the other dossier has no {what} `{name}`; it has {}",
                quoted(valid, "and")
            ),
            Unanswerable::WhichConcept { party } => write!(
                f,
                "which concept does `{party}` use? add `--concept {party}=seq`, or one for all \
                 others, as `--concept seq`"
            ),
            Unanswerable::NoPreference { reading, parties } => write!(
                f,
                "the reading `{reading}` does not say what {} prefer; add `[reading.{reading}\
                 .preference.{}]`, and so for the others",
                quoted(parties, "and"),
                parties.first().map_or("PARTY", String::as_str)
            ),
        }
    }
}

impl std::error::Error for Unanswerable {}

/// Whether a text is a plain decimal that is only too large.
fn is_too_large(number: &str) -> bool {
    parse_decimal(number) == Err(NotANumber::TooLarge) && !number.starts_with('-')
}
