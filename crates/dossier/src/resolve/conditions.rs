//! Conditions and ratification texts: words to ids.

use detente_model::{Comparison, Condition, Level};

use super::Resolver;
use crate::diagnostic::{Diagnostic, File};
use crate::place::{self, At, Span, Value};
use crate::syntax::{Language, Syntax, SyntaxMistake, parse};

impl Resolver<'_> {
    pub(super) fn condition(&mut self, condition: &place::Condition) -> Option<Condition> {
        let At { value, span } = &condition.0;
        match value {
            Value::Text(text) => self.condition_text(text, span),
            _ => {
                self.wrong_type(&condition.0, "a condition in quotes");
                None
            }
        }
    }

    /// Reads a condition; `span` is where its text was written, quotes included.
    pub(super) fn condition_text(&mut self, text: &str, span: &Span) -> Option<Condition> {
        let tree = self.parse(text, span, Language::Condition)?;
        self.resolve_condition(&tree, &Inner::new(self.text, text, span))
    }

    pub(super) fn parse(&mut self, text: &str, span: &Span, language: Language) -> Option<Syntax> {
        match parse(text, language) {
            Ok(tree) => Some(tree),
            Err(SyntaxMistake { message, here, span: within, help, after }) => {
                let inner = Inner::new(self.text, text, span);
                if after.is_some_and(|compared| self.label_in(text, &compared, &inner)) {
                    return None;
                }
                let place = inner.place(&within);
                let mut mistake = Diagnostic::error("condition", File::Dossier, place, message);
                mistake.labels[0].text = here;
                mistake.help = help;
                self.diagnostics.push(mistake);
                None
            }
        }
    }

    /// Reports a label of several words where the level of an option begins, if there is one.
    fn label_in(&mut self, text: &str, compared: &At<String>, inner: &Inner) -> bool {
        let At { value: option, span: level } = compared;
        let Some(option) = self.names.options.get(option) else { return false };
        let rest = &text[level.start..];
        let levels = &self.dispute.options[*option].levels;
        let labelled = levels.iter().filter(|l| rest.starts_with(&l.label));
        let Some(meant) = labelled.max_by_key(|l| l.label.len()).cloned() else { return false };
        if meant.label.len() <= level.len() {
            return false;
        }
        let place = inner.place(&(level.start..level.start + meant.label.len()));
        self.label_for_level(&meant.label, &meant.id, place);
        true
    }

    /// Reports a level written before its option, if that is what a comparison is.
    fn turned_round(&mut self, left: &At<String>, how: Comparison, right: &At<String>) -> bool {
        let Some(option) = self.names.options.get(&right.value) else { return false };
        let levels = &self.dispute.options[*option].levels;
        if self.names.options.contains_key(&left.value)
            || !levels.iter().any(|level| level.id == left.value)
        {
            return false;
        }
        let sign = match how {
            Comparison::Less => Comparison::More,
            Comparison::AtMost => Comparison::AtLeast,
            Comparison::More => Comparison::Less,
            Comparison::AtLeast => Comparison::AtMost,
            Comparison::Equal | Comparison::NotEqual => how,
        };
        let message = format!("`{}` is a level of `{}`", left.value, right.value);
        let help = format!("put the option first: {} {} {}", right.value, sign.sign(), left.value);
        self.error("condition", left.span.clone(), message).help = Some(help);
        true
    }

    fn resolve_condition(&mut self, tree: &Syntax, inner: &Inner) -> Option<Condition> {
        match tree {
            Syntax::Always => Some(Condition::Always),
            Syntax::Never => Some(Condition::Never),
            Syntax::Compare(option, how, level) => {
                let (option, level) = (inner.at(option), inner.at(level));
                if self.turned_round(&option, *how, &level) {
                    return None;
                }
                let option = self.option(&option)?;
                let level = self.level(option, &level)?;
                Some(Condition::Compare(option, *how, level))
            }
            Syntax::In(option, levels) => {
                let option = self.option(&inner.at(option))?;
                let found: Vec<Option<Level>> =
                    levels.iter().map(|level| self.level(option, &inner.at(level))).collect();
                let mut found: Vec<Level> = found.into_iter().collect::<Option<_>>()?;
                found.sort_unstable();
                found.dedup();
                Some(Condition::In(option, found))
            }
            Syntax::Not(part) => {
                Some(Condition::Not(Box::new(self.resolve_condition(part, inner)?)))
            }
            Syntax::All(parts) => Some(Condition::All(self.resolve_all(parts, inner)?)),
            Syntax::Any(parts) => Some(Condition::Any(self.resolve_all(parts, inner)?)),
            Syntax::Implies(when, then) => {
                let (when, then) =
                    (self.resolve_condition(when, inner), self.resolve_condition(then, inner));
                Some(Condition::Implies(Box::new(when?), Box::new(then?)))
            }
            Syntax::Word(word) => {
                self.error("condition", inner.place(&word.span), "expected a comparison");
                None
            }
        }
    }

    /// All parts, every mistake in each reported.
    fn resolve_all(&mut self, parts: &[Syntax], inner: &Inner) -> Option<Vec<Condition>> {
        let read: Vec<_> = parts.iter().map(|part| self.resolve_condition(part, inner)).collect();
        read.into_iter().collect()
    }
}

/// Places inside a quoted text.
pub(super) struct Inner {
    whole: Span,
    /// Where the text itself starts, if it was written without escapes.
    start: Option<usize>,
}

impl Inner {
    pub(super) fn new(source: &str, text: &str, span: &Span) -> Inner {
        let written = source.get(span.clone()).unwrap_or("");
        // Plain quotes of either kind, one or three, and nothing escaped: positions carry over.
        let offset = written.find(text).filter(|&offset| offset <= 4);
        Inner { whole: span.clone(), start: offset.map(|offset| span.start + offset) }
    }

    pub(super) fn place(&self, within: &Span) -> Span {
        match self.start {
            Some(start) => start + within.start..start + within.end,
            None => self.whole.clone(),
        }
    }

    pub(super) fn at(&self, word: &At<String>) -> At<String> {
        At { value: word.value.clone(), span: self.place(&word.span) }
    }
}
