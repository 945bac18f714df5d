//! Misperceptions: a party has no moves to or from a state it does not perceive.
//!
//! A guard speaks of other parties' options only. A pattern over others' options does not change
//! along a party's own moves, so "not this pattern" on all its moves is exact; a pattern over its
//! own options is refused, unless no feasible state matches it.

use detente_model::{Condition, Dispute, Found, Guard, OptionId};

use super::super::quoted;
use super::super::states::feasible_with;
use super::pattern::{Pattern, conjunction, joined};
use super::{Importer, party};

impl Importer<'_> {
    /// Puts the misperceptions into the moves.
    pub(super) fn perception(&mut self, dispute: &mut Dispute, ids: &[OptionId]) {
        let searches = self.file.makers.iter().map(|maker| maker.misperceptions.len()).sum();
        for (number, maker) in self.file.makers.iter().enumerate() {
            let own: Vec<OptionId> = dispute.options_of(party(number)).collect();
            let name = quoted(&maker.name);
            let mut seen: Vec<&Pattern> = Vec::new();
            for (place, pattern) in &maker.misperceptions {
                if own.is_empty() {
                    self.notes.push(format!("`{place}` has no effect: {name} has no options."));
                    continue;
                }
                if seen.contains(&pattern) {
                    continue;
                }
                let mentioned = pattern.keys().find(|index| own.contains(&ids[**index]));
                let Some(&mentioned) = mentioned else {
                    seen.push(pattern);
                    continue;
                };
                // With broken rules nothing is known of which states are feasible.
                if !self.file.infeasibles_sound {
                    continue;
                }
                let when = conjunction(pattern, ids);
                if feasible_with(dispute, &when, searches) == Found::None {
                    let note = "has no effect: no feasible state matches it.";
                    self.notes.push(format!("`{place}` {note}"));
                    continue;
                }
                let message = format!(
                    "{name} does not perceive states told by its own option {}; a dossier cannot say that: guards on a party's moves speak of other parties' options only",
                    quoted(&self.file.options[mentioned].name)
                );
                let help = "leave this misperception out, or say it with options of others";
                self.mistakes.add(place.as_str(), message, help);
            }
            if let Some(guard) = guard(&seen, ids) {
                close(dispute, &own, &guard);
                let what = match guard {
                    Guard::Closed => "perceives no state: its options are fixed",
                    _ => "has no moves where it misperceives: this is said as guards on its moves",
                };
                self.notes.push(format!("{name} {what}."));
            }
        }
    }
}

/// Where moves are open: in the states that match none of the patterns.
fn guard(patterns: &[&Pattern], ids: &[OptionId]) -> Option<Guard> {
    if patterns.is_empty() {
        return None;
    }
    if patterns.iter().any(|pattern| pattern.is_empty()) {
        return Some(Guard::Closed);
    }
    let seen = |pattern: &&Pattern| Condition::Not(Box::new(conjunction(pattern, ids)));
    let parts = patterns.iter().map(seen).collect();
    Some(Guard::When(joined(parts, Condition::All, Condition::Always)))
}

/// Narrows every direction that is open.
fn close(dispute: &mut Dispute, own: &[OptionId], guard: &Guard) {
    for option in own {
        let moves = &mut dispute.options[*option].moves;
        for direction in [&mut moves.up, &mut moves.down] {
            if *direction == Guard::Open {
                direction.clone_from(guard);
            }
        }
    }
}
