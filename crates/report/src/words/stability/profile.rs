//! How many states hold if each party has its own concept.

use detente_finding::{Concept, Held, PartyConcept, StabilityAnswer};
use detente_model::Dispute;

use super::concepts;
use crate::document::Text;
use crate::names;

/// The parties by concept, in the order of the dossier; a later line about a party replaces an
/// earlier one.
fn groups<'a>(dispute: &'a Dispute, profile: &[PartyConcept]) -> Vec<(Concept, Vec<&'a str>)> {
    let mut groups: Vec<(Concept, Vec<&str>)> = Vec::new();
    for party in dispute.parties.values() {
        let Some(line) = profile.iter().rev().find(|line| line.party == party.id) else { continue };
        match groups.iter_mut().find(|(concept, _)| *concept == line.concept) {
            Some((_, parties)) => parties.push(&party.id),
            None => groups.push((line.concept, vec![&party.id])),
        }
    }
    groups.sort_by_key(|(_, parties)| parties.len());
    groups
}

/// "if Iran reckons as under Nash and all others as under SEQ, 3 of 12 feasible states hold".
pub(crate) fn sentence(
    dispute: &Dispute,
    profile: &[PartyConcept],
    answer: &StabilityAnswer,
    held: Held,
) -> Text {
    let groups = groups(dispute, profile);
    let last = groups.len().saturating_sub(1);
    let parts = groups.iter().enumerate().map(|(place, (concept, parties))| {
        let names = parties.iter().map(|id| names::party_in_short(dispute, id));
        let text = match parties.len() {
            1.. if last == 0 => Text::from("all"),
            3.. if place == last => Text::from("all others"),
            _ => Text::new().names(names),
        };
        let verb = match (place, parties.len()) {
            (0, 1) if last > 0 => " reckons",
            (0, _) => " reckon",
            _ => "",
        };
        text.plain(format!("{verb} as under {}", concepts::short(*concept)))
    });
    let all = answer.feasible.unwrap_or_default();
    let text = Text::from("if ").list(parts).plain(match held.states.0 {
        0 => format!(", none of {all} feasible states holds"),
        1 => format!(", 1 of {all} feasible states holds"),
        _ => format!(", {} of {all} feasible states hold", held.states),
    });
    let Some(packages) = held.packages.filter(|_| !held.states.is_zero()) else { return text };
    text.plain(match (held.states.0, packages.0) {
        (1, 0) => ", which is not a package".to_string(),
        (1, _) => ", which is a package".to_string(),
        (_, 0) => ", none of them a package".to_string(),
        (_, 1) => ", one of them a package".to_string(),
        _ => format!(", {packages} of them packages"),
    })
}
