//! What if: what is supposed to be otherwise, by the ids of the dossier.
//!
//! Data only, so that any question can carry it; what it means for a dispute stands in
//! [`detente_model::Variation`].

use detente_model::{Comparison, Condition, Dispute, Level, OptionId};
use serde::{Deserialize, Serialize};

/// What is supposed to be otherwise.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct WhatIf {
    /// Conditions: only states in which they hold are considered.
    pub set: Vec<Clause>,
    /// Rules that no longer hold: an id, or of a rule without one its kind and number, as
    /// `impossible.3`; the number alone where no other rule without an id has it.
    pub drop: Vec<String>,
    /// Audiences, by id, that are no longer asked.
    pub without: Vec<String>,
}

impl WhatIf {
    /// Whether nothing is otherwise.
    pub fn is_empty(&self) -> bool {
        self.set.is_empty() && self.drop.is_empty() && self.without.is_empty()
    }
}

/// A condition of the condition language, its options and levels by id.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Clause {
    /// True of every state.
    Always,
    /// True of no state.
    Never,
    /// An option's level compared with a level.
    Is(String, Sign, String),
    /// An option's level is one of these.
    In(String, Vec<String>),
    /// The inner one does not hold.
    Not(Box<Clause>),
    /// All hold.
    All(Vec<Clause>),
    /// At least one holds.
    Any(Vec<Clause>),
    /// If the first holds, so does the second.
    Implies(Box<Clause>, Box<Clause>),
}

/// A sign of the condition language.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Sign {
    /// `=`
    #[serde(rename = "=")]
    Equal,
    /// `!=`
    #[serde(rename = "!=")]
    NotEqual,
    /// `<`
    #[serde(rename = "<")]
    Less,
    /// `<=`
    #[serde(rename = "<=")]
    AtMost,
    /// `>`
    #[serde(rename = ">")]
    More,
    /// `>=`
    #[serde(rename = ">=")]
    AtLeast,
}

impl Sign {
    /// The comparison it stands for.
    pub fn comparison(self) -> Comparison {
        match self {
            Sign::Equal => Comparison::Equal,
            Sign::NotEqual => Comparison::NotEqual,
            Sign::Less => Comparison::Less,
            Sign::AtMost => Comparison::AtMost,
            Sign::More => Comparison::More,
            Sign::AtLeast => Comparison::AtLeast,
        }
    }
}

impl From<Comparison> for Sign {
    fn from(comparison: Comparison) -> Sign {
        match comparison {
            Comparison::Equal => Sign::Equal,
            Comparison::NotEqual => Sign::NotEqual,
            Comparison::Less => Sign::Less,
            Comparison::AtMost => Sign::AtMost,
            Comparison::More => Sign::More,
            Comparison::AtLeast => Sign::AtLeast,
        }
    }
}

impl Clause {
    /// The condition by ids; nothing for a quota or a sum of points, which only ratification trees
    /// and acceptance rules make and the condition language has no words for.
    pub fn of(dispute: &Dispute, condition: &Condition) -> Option<Clause> {
        let option = |option: OptionId| dispute.options[option].id.clone();
        let level = |option: OptionId, level: Level| {
            Some(dispute.options[option].levels.get(usize::from(level))?.id.clone())
        };
        let one = |part: &Condition| Clause::of(dispute, part).map(Box::new);
        let each = |parts: &[Condition]| -> Option<Vec<Clause>> {
            parts.iter().map(|part| Clause::of(dispute, part)).collect()
        };
        Some(match condition {
            Condition::Always => Clause::Always,
            Condition::Never => Clause::Never,
            Condition::Compare(of, how, at) => {
                Clause::Is(option(*of), Sign::from(*how), level(*of, *at)?)
            }
            Condition::In(of, levels) => {
                let levels = levels.iter().map(|at| level(*of, *at));
                Clause::In(option(*of), levels.collect::<Option<_>>()?)
            }
            Condition::Not(inner) => Clause::Not(one(inner)?),
            Condition::All(parts) => Clause::All(each(parts)?),
            Condition::Any(parts) => Clause::Any(each(parts)?),
            Condition::Implies(when, then) => Clause::Implies(one(when)?, one(then)?),
            Condition::Quota { .. } | Condition::Points { .. } => return None,
        })
    }

    /// The condition again, with what `option` and `level` make of the ids.
    ///
    /// # Errors
    /// The first error of either.
    pub fn condition<E>(
        &self,
        option: &dyn Fn(&str) -> Result<OptionId, E>,
        level: &dyn Fn(OptionId, &str) -> Result<Level, E>,
    ) -> Result<Condition, E> {
        let one = |part: &Clause| part.condition(option, level).map(Box::new);
        let each = |parts: &[Clause]| -> Result<Vec<Condition>, E> {
            parts.iter().map(|part| part.condition(option, level)).collect()
        };
        Ok(match self {
            Clause::Always => Condition::Always,
            Clause::Never => Condition::Never,
            Clause::Is(of, how, at) => {
                let of = option(of)?;
                Condition::Compare(of, how.comparison(), level(of, at)?)
            }
            Clause::In(of, levels) => {
                let of = option(of)?;
                let levels: Result<Vec<Level>, E> = levels.iter().map(|at| level(of, at)).collect();
                Condition::In(of, levels?)
            }
            Clause::Not(inner) => Condition::Not(one(inner)?),
            Clause::All(parts) => Condition::All(each(parts)?),
            Clause::Any(parts) => Condition::Any(each(parts)?),
            Clause::Implies(when, then) => Condition::Implies(one(when)?, one(then)?),
        })
    }
}
