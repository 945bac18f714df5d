//! Conditions in plain words, with the names of options and the labels of levels.

use detente_model::number::format_decimal;
use detente_model::{Comparison, Condition, Dispute, Level, OptionId, Rational};

use crate::document::Text;
use crate::names;

/// The condition as a clause: `inspection access at least ‘graduated’ and …`.
pub(crate) fn words(dispute: &Dispute, condition: &Condition) -> Text {
    match condition {
        Condition::Always => Text::from("always"),
        Condition::Never => Text::from("never"),
        Condition::Compare(option, how, level) => compared(dispute, *option, *how, *level),
        Condition::In(option, levels) => {
            let mut text = Text::new().name(names::option_name(dispute, *option)).plain(" at ");
            for (place, &level) in levels.iter().enumerate() {
                if place > 0 {
                    text = text.plain(" or ");
                }
                text = quoted(text, names::level_label(dispute, *option, level));
            }
            text
        }
        Condition::Not(inner) => {
            Text::new().plain("it is not so that (").then(words(dispute, inner)).plain(")")
        }
        Condition::All(parts) => joined(dispute, parts, "and"),
        Condition::Any(parts) => joined(dispute, parts, "or"),
        Condition::Implies(when, then) => Text::new()
            .plain("if ")
            .then(part(dispute, when))
            .plain(", then ")
            .then(part(dispute, then)),
        Condition::Points { to, needs, .. } => Text::new()
            .plain("worth at least ")
            .plain(format_decimal(needs))
            .plain(" to ")
            .name(&dispute.audiences[*to].name),
        Condition::Quota { needs, of } => {
            let mut text =
                Text::new().plain(format!("at least {} of these hold: ", format_decimal(needs)));
            for (place, (weight, condition)) in of.iter().enumerate() {
                if place > 0 {
                    text = text.plain("; ");
                }
                text = text.then(part(dispute, condition));
                if *weight != Rational::from(1) {
                    text = text.plain(format!(" (counts {})", format_decimal(weight)));
                }
            }
            text
        }
    }
}

fn compared(dispute: &Dispute, option: OptionId, how: Comparison, level: Level) -> Text {
    let relation = match how {
        Comparison::Equal => " at ",
        Comparison::NotEqual => " not at ",
        Comparison::Less => " below ",
        Comparison::AtMost => " at most ",
        Comparison::More => " above ",
        Comparison::AtLeast => " at least ",
    };
    let text = Text::new().name(names::option_name(dispute, option)).plain(relation);
    quoted(text, names::level_label(dispute, option, level))
}

/// Labels stand in quotes: they may be long and have words of ours in them.
fn quoted(text: Text, label: &str) -> Text {
    text.plain("‘").name(label).plain("’")
}

fn joined(dispute: &Dispute, parts: &[Condition], word: &str) -> Text {
    let mut text = Text::new();
    for (place, condition) in parts.iter().enumerate() {
        if place > 0 {
            text = text.plain(format!(" {word} "));
        }
        text = text.then(part(dispute, condition));
    }
    text
}

/// A part inside another: in parentheses where it is joined from several.
fn part(dispute: &Dispute, condition: &Condition) -> Text {
    let inner = words(dispute, condition);
    match condition {
        Condition::All(_) | Condition::Any(_) | Condition::Implies(..) => {
            Text::new().plain("(").then(inner).plain(")")
        }
        _ => inner,
    }
}
