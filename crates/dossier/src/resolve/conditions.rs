//! Conditions and ratification texts: words to ids.

use detente_model::{Condition, Level};

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
            Err(SyntaxMistake { message, here, span: within, help }) => {
                let place = Inner::new(self.text, text, span).place(&within);
                let mut mistake = Diagnostic::error("condition", File::Dossier, place, message);
                mistake.labels[0].text = here;
                mistake.help = help;
                self.diagnostics.push(mistake);
                None
            }
        }
    }

    fn resolve_condition(&mut self, tree: &Syntax, inner: &Inner) -> Option<Condition> {
        match tree {
            Syntax::Always => Some(Condition::Always),
            Syntax::Never => Some(Condition::Never),
            Syntax::Compare(option, how, level) => {
                let option = self.option(&inner.at(option))?;
                let level = self.level(option, &inner.at(level))?;
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
