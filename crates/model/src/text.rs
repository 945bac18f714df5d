//! Conditions in the dossier's own words.

use crate::condition::{Condition, Level};
use crate::dispute::Dispute;
use crate::id::OptionId;
use crate::number::format_decimal;

/// How tightly a form binds, loosest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Binding {
    Implies,
    Or,
    And,
    Unit,
}

impl Dispute {
    /// The condition in the condition language, with the ids of the dossier.
    ///
    /// Quotas, which only ratification trees make, read `at least 2 of {…}`; everything else reads
    /// back as the same condition.
    pub fn text(&self, condition: &Condition) -> String {
        let mut out = String::new();
        self.write(condition, Binding::Implies, &mut out);
        out
    }

    /// `option = level`, with the ids of the dossier.
    pub fn text_of_level(&self, option: OptionId, level: Level) -> String {
        self.text(&Condition::Compare(option, crate::condition::Comparison::Equal, level))
    }

    fn level_id(&self, option: OptionId, level: Level) -> &str {
        self.options[option].levels.get(usize::from(level)).map_or("?", |l| l.id.as_str())
    }

    fn write(&self, condition: &Condition, outer: Binding, out: &mut String) {
        let list = |parts: &[Condition], binding: Binding, word: &str, out: &mut String| {
            for (i, part) in parts.iter().enumerate() {
                if i > 0 {
                    out.push_str(word);
                }
                // A part of the same kind keeps its parentheses: the tree reads back as it was.
                self.write(part, next(binding), out);
            }
        };
        let binding = match condition {
            Condition::Implies(..) => Binding::Implies,
            Condition::Any(_) => Binding::Or,
            Condition::All(_) => Binding::And,
            _ => Binding::Unit,
        };
        let wrap = binding < outer;
        if wrap {
            out.push('(');
        }
        match condition {
            Condition::Always => out.push_str("always"),
            Condition::Never => out.push_str("never"),
            Condition::Compare(option, how, level) => {
                let (option_id, level) = (&self.options[*option].id, self.level_id(*option, *level));
                out.push_str(&format!("{option_id} {} {level}", how.sign()));
            }
            Condition::In(option, levels) => {
                let ids: Vec<&str> = levels.iter().map(|&l| self.level_id(*option, l)).collect();
                out.push_str(&format!("{} in {{{}}}", self.options[*option].id, ids.join(", ")));
            }
            Condition::Not(inner) => {
                out.push_str("not ");
                self.write(inner, Binding::Unit, out);
            }
            Condition::All(parts) => list(parts, binding, " and ", out),
            Condition::Any(parts) => list(parts, binding, " or ", out),
            Condition::Implies(when, then) => {
                self.write(when, Binding::Or, out);
                out.push_str(" implies ");
                self.write(then, Binding::Or, out);
            }
            Condition::Quota { needs, of } => {
                out.push_str(&format!("at least {} of {{", format_decimal(needs)));
                for (i, (weight, part)) in of.iter().enumerate() {
                    if i > 0 {
                        out.push_str(", ");
                    }
                    if *weight != crate::number::Rational::from(1) {
                        out.push_str(&format!("{} × ", format_decimal(weight)));
                    }
                    self.write(part, Binding::Unit, out);
                }
                out.push('}');
            }
        }
        if wrap {
            out.push(')');
        }
    }
}

fn next(binding: Binding) -> Binding {
    match binding {
        Binding::Implies => Binding::Or,
        Binding::Or => Binding::And,
        Binding::And | Binding::Unit => Binding::Unit,
    }
}
