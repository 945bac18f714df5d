//! Conditions in the dossier's own words.

use crate::condition::{Condition, Level};
use crate::dispute::Dispute;
use crate::id::OptionId;
use crate::number::{Rational, format_decimal};

impl Dispute {
    /// The condition in the condition language, with the ids of the dossier.
    ///
    /// Quotas, which only ratification trees make, read `at least 2 of {…}`, points, which only
    /// acceptance rules make, `worth to majlis >= 40`; everything else reads back as the same condition.
    pub fn text(&self, condition: &Condition) -> String {
        let mut out = String::new();
        self.write(condition, &mut out);
        out
    }

    /// `option = level`, with the ids of the dossier.
    pub fn text_of_level(&self, option: OptionId, level: Level) -> String {
        self.text(&Condition::Compare(option, crate::condition::Comparison::Equal, level))
    }

    fn level_id(&self, option: OptionId, level: Level) -> &str {
        self.options[option].levels.get(usize::from(level)).map_or("?", |l| l.id.as_str())
    }

    /// Writes a part inside another: what is joined by words stands in parentheses, so that nobody
    /// has to remember which word binds tighter.
    fn write_part(&self, part: &Condition, out: &mut String) {
        let joined = match part {
            Condition::All(parts) | Condition::Any(parts) => parts.len() > 1,
            Condition::Implies(..) => true,
            _ => false,
        };
        if joined {
            out.push('(');
        }
        self.write(part, out);
        if joined {
            out.push(')');
        }
    }

    fn write_joined(&self, parts: &[Condition], word: &str, none: &str, out: &mut String) {
        for (place, part) in parts.iter().enumerate() {
            if place > 0 {
                out.push_str(word);
            }
            self.write_part(part, out);
        }
        if parts.is_empty() {
            out.push_str(none);
        }
    }

    fn write(&self, condition: &Condition, out: &mut String) {
        match condition {
            Condition::Always => out.push_str("always"),
            Condition::Never => out.push_str("never"),
            Condition::Compare(option, how, level) => {
                let (name, level) = (&self.options[*option].id, self.level_id(*option, *level));
                out.push_str(&format!("{name} {} {level}", how.sign()));
            }
            Condition::In(option, levels) => {
                let ids: Vec<&str> = levels.iter().map(|&l| self.level_id(*option, l)).collect();
                out.push_str(&format!("{} in {{{}}}", self.options[*option].id, ids.join(", ")));
            }
            Condition::Not(inner) => {
                out.push_str("not ");
                self.write_part(inner, out);
            }
            Condition::All(parts) => self.write_joined(parts, " and ", "always", out),
            Condition::Any(parts) => self.write_joined(parts, " or ", "never", out),
            Condition::Implies(when, then) => {
                self.write_part(when, out);
                out.push_str(" implies ");
                self.write_part(then, out);
            }
            Condition::Quota { needs, of } => {
                out.push_str(&format!("at least {} of {{", format_decimal(needs)));
                for (place, (weight, part)) in of.iter().enumerate() {
                    if place > 0 {
                        out.push_str(", ");
                    }
                    if *weight != Rational::from(1) {
                        out.push_str(&format!("{} × ", format_decimal(weight)));
                    }
                    self.write_part(part, out);
                }
                out.push('}');
            }
            Condition::Points { to, needs, .. } => {
                let (to, needs) = (&self.audiences[*to].id, format_decimal(needs));
                out.push_str(&format!("worth to {to} >= {needs}"));
            }
        }
    }
}
