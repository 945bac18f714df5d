//! Patterns and statements: some options taken, some not; one pattern or another.

use std::collections::BTreeMap;

use detente_model::{Comparison, Condition, OptionId};
use serde_json::Value;

use super::super::mistake::Mistakes;
use super::node::Node;

/// Options of the file, by index, that are taken (`true`) or not; of no options: always true.
pub(super) type Pattern = BTreeMap<usize, bool>;

/// One of these patterns holds; of none: never true.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Statement {
    pub(super) patterns: Vec<Pattern>,
}

const SIMPLE: &str = "write a list of pairs such as [[0, \"Y\"], [3, \"N\"]]";
const EITHER: &str =
    "write a list of pairs such as [[0, \"Y\"]], or {\"compound\": true, \"members\": […]}";

/// Reads statements; how many options the file has is known unless `options` is broken.
pub(super) struct Patterns<'a> {
    pub(super) options: Option<usize>,
    pub(super) mistakes: &'a mut Mistakes,
    pub(super) notes: &'a mut Vec<String>,
}

impl Patterns<'_> {
    /// A list of statements with their places; those with mistakes are left out.
    pub(super) fn statements(&mut self, node: &Node<'_>) -> Vec<(String, Statement)> {
        let items = node.list("write a list of statements", self.mistakes).unwrap_or_default();
        let read = |item: Node<'_>| Some((item.place.clone(), self.statement(&item)?));
        items.into_iter().filter_map(read).collect()
    }

    fn statement(&mut self, node: &Node<'_>) -> Option<Statement> {
        let members = match node.value {
            Value::Array(_) => vec![node.clone()],
            Value::Object(object) => {
                if object.get("compound") != Some(&Value::Bool(true)) {
                    let message = "an object here is a compound statement and says so";
                    self.mistakes.add(node.place.as_str(), message, "write \"compound\": true");
                    return None;
                }
                node.key("members", EITHER, self.mistakes)?.list(EITHER, self.mistakes)?
            }
            _ => {
                node.wrong("a statement", EITHER, self.mistakes);
                return None;
            }
        };
        let before = self.mistakes.count();
        let mut patterns: Vec<Pattern> =
            members.iter().filter_map(|member| self.pattern(member)).collect();
        // What is said twice is said once; the order of alternatives means nothing.
        patterns.sort();
        patterns.dedup();
        (self.mistakes.count() == before).then_some(Statement { patterns })
    }

    /// A conjunction, or nothing if it has mistakes or contradicts itself.
    fn pattern(&mut self, node: &Node<'_>) -> Option<Pattern> {
        let mut pattern = Pattern::new();
        let mut contradicts = false;
        for item in node.list(SIMPLE, self.mistakes)? {
            let Some((option, taken)) = self.literal(&item) else { continue };
            contradicts |= pattern.insert(option, taken) == Some(!taken);
        }
        if contradicts {
            self.notes.push(format!(
                "`{}` asks an option to be taken and not taken: it matches no state.",
                node.place
            ));
        }
        (!contradicts).then_some(pattern)
    }

    fn literal(&mut self, node: &Node<'_>) -> Option<(usize, bool)> {
        let items = node.list("write a pair such as [0, \"Y\"]", self.mistakes)?;
        let [option, taken] = items.as_slice() else {
            let message = format!("a pair has two elements, this has {}", items.len());
            self.mistakes.add(node.place.as_str(), message, "write a pair such as [0, \"Y\"]");
            return None;
        };
        let option = option_index(option, self.options, self.mistakes);
        let taken = match taken.value.as_str() {
            Some("Y") => Some(true),
            Some("N") => Some(false),
            _ => {
                taken.wrong(
                    "\"Y\" or \"N\"",
                    "write \"Y\" for taken, \"N\" for not",
                    self.mistakes,
                );
                None
            }
        };
        option.zip(taken)
    }
}

/// The index of an option of the file.
pub(super) fn option_index(
    node: &Node<'_>,
    options: Option<usize>,
    mistakes: &mut Mistakes,
) -> Option<usize> {
    let help = match options {
        Some(count) if count > 0 => format!("write an option's index, 0 to {}", count - 1),
        _ => "write an option's index in `options`, the first is 0".to_string(),
    };
    let index = node.whole(&help, mistakes)?;
    let found = usize::try_from(index).ok().filter(|i| options.is_none_or(|count| *i < count));
    if found.is_none() {
        mistakes.add(node.place.as_str(), format!("there is no option {}", node.value), help);
    }
    found
}

impl Statement {
    /// The statement as a condition over the options that these indices stand for.
    pub(super) fn condition(&self, ids: &[OptionId]) -> Condition {
        let parts = self.patterns.iter().map(|pattern| conjunction(pattern, ids)).collect();
        joined(parts, Condition::Any, Condition::Never)
    }
}

/// The pattern as a condition.
pub(super) fn conjunction(pattern: &Pattern, ids: &[OptionId]) -> Condition {
    let mut literals: Vec<_> = pattern.iter().map(|(index, taken)| (ids[*index], *taken)).collect();
    literals.sort_unstable();
    let literal = |(option, taken)| Condition::Compare(option, Comparison::Equal, u8::from(taken));
    let literals = literals.into_iter().map(literal).collect();
    joined(literals, Condition::All, Condition::Always)
}

/// The parts in the form the condition language has: a join of one part is that part.
pub(super) fn joined(
    mut parts: Vec<Condition>,
    join: fn(Vec<Condition>) -> Condition,
    empty: Condition,
) -> Condition {
    match parts.len() {
        0 => empty,
        1 => parts.remove(0),
        _ => join(parts),
    }
}
