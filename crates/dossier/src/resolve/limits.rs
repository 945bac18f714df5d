//! How large a dossier may be: said plainly before work starts.

use detente_model::Condition;

use super::Resolver;
use crate::place::Span;
use crate::typed::Dossier;

/// So many conditions and the like may be copied from readings and effects into others.
const MOST_COPIED: usize = 3_000_000;

/// What has been spent so far.
#[derive(Default)]
pub(super) struct Limits {
    copied: usize,
    told: bool,
}

impl Resolver<'_> {
    /// Reports tables with more entries than any lens could use; true if there are any.
    pub(super) fn too_large(&mut self, dossier: &Dossier) -> bool {
        let counts = [
            ("parties", dossier.party.0.len(), 200),
            ("audiences", dossier.audience.0.len(), 1000),
            ("options", dossier.option.0.len(), 1000),
            ("`impossible` rules", dossier.impossible.len(), 10_000),
            ("`implausible` rules", dossier.implausible.len(), 10_000),
            ("states", dossier.state.0.len(), 10_000),
            ("proposals", dossier.proposal.0.len(), 10_000),
            ("interests", dossier.interest.0.len(), 1000),
            ("effects", dossier.effect.len(), 10_000),
            ("readings", dossier.reading.0.len(), 200),
            ("focuses", dossier.focus.0.len(), 1000),
            ("obligations", dossier.obligation.0.len(), 1000),
            ("shocks", dossier.shock.0.len(), 1000),
            ("outcomes", dossier.outcome.0.len(), 1000),
            ("targets", dossier.target.0.len(), 1000),
            ("issues", dossier.issue.0.len(), 1000),
            ("claims", dossier.claim.0.len(), 1000),
        ];
        let mut any = false;
        for (what, count, most) in counts.into_iter().filter(|(_, count, most)| count > most) {
            any = true;
            let message = format!("the dossier has {count} {what}; at most {most} are read");
            self.error("too-large", 0..0, message).help =
                Some("split it into several dossiers".to_string());
        }
        any
    }

    /// Whether so many more parts may be copied; says once that they may not.
    pub(super) fn may_copy(&mut self, parts: usize, span: &Span) -> bool {
        self.limits.copied = self.limits.copied.saturating_add(parts);
        if self.limits.copied <= MOST_COPIED {
            return true;
        }
        if !std::mem::replace(&mut self.limits.told, true) {
            let message =
                "the dossier grows too large from here on: too much is taken over from elsewhere";
            self.error("too-large", span.clone(), message).help =
                Some("shorten the conditions, or split the dossier".to_string());
        }
        false
    }
}

/// The number of parts of a condition.
pub(crate) fn size(condition: &Condition) -> usize {
    match condition {
        Condition::Not(inner) => 1 + size(inner),
        Condition::All(parts) | Condition::Any(parts) => 1 + parts.iter().map(size).sum::<usize>(),
        Condition::Implies(when, then) => 1 + size(when) + size(then),
        Condition::In(_, levels) => 1 + levels.len() / 8,
        Condition::Quota { of, .. } => 1 + of.iter().map(|(_, part)| size(part)).sum::<usize>(),
        Condition::Points { points, .. } => {
            let spanning = points.when.iter().map(|(when, _)| size(when)).sum::<usize>();
            1 + points.levels.len() + spanning
        }
        Condition::Always | Condition::Never | Condition::Compare(..) => 1,
    }
}
