//! What broken statements may have said: what only follows from them is not reported.

use std::collections::BTreeSet;

use super::statements::Statement;
use crate::diagnostic::{Diagnostic, File};
use crate::entries::KEYS;
use crate::place::Span;

/// The tables whose entries are spoken of by name elsewhere.
const KINDS: [&str; 6] = ["party", "audience", "option", "interest", "state", "reading"];

/// What may have been lost with broken statements.
#[derive(Default)]
pub(crate) struct Damage {
    /// Sections, from header to header, with a broken statement.
    sections: Vec<Span>,
    /// Whether a header was lost: its section may have been any.
    header: bool,
    /// Kinds of entries that may have been declared.
    kinds: BTreeSet<&'static str>,
}

impl Damage {
    /// Notes broken statements, given by their numbers in order.
    pub(super) fn of(text: &str, statements: &[Statement], broken: &[usize]) -> Damage {
        let mut damage = Damage::default();
        let mut broken = broken.iter().copied().peekable();
        let mut section = 0..0;
        let mut is_broken = false;
        let mut header = "";
        for (number, statement) in statements.iter().enumerate() {
            let written = text[statement.span.clone()].trim();
            if statement.is_header {
                section.end = statement.span.start;
                damage.sections.extend(Some(section).filter(|_| is_broken));
                (section, is_broken, header) = (statement.span.clone(), false, written);
            }
            if broken.next_if_eq(&number).is_none() {
                continue;
            }
            is_broken = true;
            damage.header |= statement.is_header;
            // Below `[party.ID]` nothing is declared any more.
            if statement.is_header || !header.contains('.') {
                damage.may_declare(if header.is_empty() { written } else { header });
            }
        }
        damage.sections.extend(Some(section.start..text.len()).filter(|_| is_broken));
        damage
    }

    /// Anything may have been lost.
    pub(super) fn everywhere(&mut self) {
        self.header = true;
        self.kinds.extend(KINDS);
    }

    /// Notes what a header, or a key of the top level, may have declared.
    pub(super) fn may_declare(&mut self, written: &str) {
        let name = written.trim_start_matches(['[', ' ']);
        let first = name.split(['.', ']', ' ', '=']).next().unwrap_or("");
        match KINDS.into_iter().find(|kind| *kind == first) {
            Some(kind) => _ = self.kinds.insert(kind),
            // Who knows what a mistyped header stands for.
            None if written.starts_with('[') && !KEYS.contains(&first) => self.kinds.extend(KINDS),
            None => {}
        }
    }

    /// Whether a mistake may only follow from what was lost.
    pub(crate) fn explains(&self, diagnostic: &Diagnostic) -> bool {
        let label = &diagnostic.labels[0];
        if label.file != File::Dossier {
            return false;
        }
        match diagnostic.code {
            "missing" | "unowned-option" | "incomplete-state" | "infeasible-state" | "order"
            | "preference-form" | "empty-proposal" => {
                let at = label.span.start;
                let whole = label.span.is_empty() && !self.kinds.is_empty();
                self.header || whole || self.is_in_broken_section(at)
            }
            "unknown-audience" => {
                ["party", "audience"].iter().any(|kind| self.kinds.contains(kind))
            }
            code => code.strip_prefix("unknown-").is_some_and(|kind| self.kinds.contains(kind)),
        }
    }

    fn is_in_broken_section(&self, at: usize) -> bool {
        let after = self.sections.partition_point(|section| section.end <= at);
        self.sections.get(after).is_some_and(|section| section.contains(&at))
    }
}
