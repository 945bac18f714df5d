//! Who would leave a state: by concept, with the moves.

use detente_finding::{Concept, PartyVerdicts, ReadingStability, StateVerdicts};
use detente_model::Dispute;

use super::{concepts, states, story};
use crate::document::Text;
use crate::names;

/// How many parties are told with their moves.
const TOLD: usize = 2;

/// Parties that would leave under the same concepts.
pub(crate) struct Tier<'a> {
    pub(crate) concepts: Vec<Concept>,
    pub(crate) parties: Vec<&'a PartyVerdicts>,
}

/// Those who would leave, by the concepts under which they would: the most first.
pub(crate) fn tiers(parties: &[PartyVerdicts]) -> Vec<Tier<'_>> {
    let mut tiers: Vec<Tier<'_>> = Vec::new();
    for party in parties {
        let under = party.concepts.iter().filter(|v| !v.stable).map(|v| v.concept);
        let under: Vec<Concept> = under.collect();
        if under.is_empty() {
            continue;
        }
        match tiers.iter_mut().find(|tier| tier.concepts == under) {
            Some(tier) => tier.parties.push(party),
            None => tiers.push(Tier { concepts: under, parties: vec![party] }),
        }
    }
    tiers.sort_by_key(|tier| std::cmp::Reverse(tier.concepts.len()));
    tiers
}

/// The concepts under which a state does not hold.
pub(crate) fn not_held(asked: &[Concept], held: &[Concept]) -> Vec<Concept> {
    asked.iter().filter(|concept| !held.contains(concept)).copied().collect()
}

/// "under Nash ", or nothing for all the concepts under which the state does not hold.
fn under(tier: &Tier<'_>, not: &[Concept]) -> String {
    if tier.concepts == not {
        String::new()
    } else {
        format!("under {} ", concepts::list(&tier.concepts))
    }
}

fn in_short(dispute: &Dispute, parties: &[&PartyVerdicts]) -> Vec<String> {
    parties.iter().map(|party| names::party_in_short(dispute, &party.party)).collect()
}

/// "Iran and Israel would leave it; under Nash also Russia": names alone.
pub(crate) fn who(dispute: &Dispute, tiers: &[Tier<'_>], not: &[Concept]) -> Text {
    let mut text = Text::new();
    for (place, tier) in tiers.iter().enumerate() {
        let names = in_short(dispute, &tier.parties);
        text = if place == 0 {
            text.plain(under(tier, not)).names(names).plain(" would leave it")
        } else {
            text.plain(format!("; under {} also ", concepts::list(&tier.concepts))).names(names)
        };
    }
    text
}

/// "IAEA would change modalities to ‘agreed’ and Israel would change military posture to ‘strike’;
/// under Nash Iran would move too": the first tier with its moves.
pub(crate) fn moves(dispute: &Dispute, tiers: &[Tier<'_>], not: &[Concept]) -> Text {
    let Some((first, further)) = tiers.split_first() else { return Text::new() };
    let mut parts = Vec::new();
    let (told, others) = first.parties.split_at(first.parties.len().min(TOLD));
    for party in told {
        let name = Text::new().name(names::party_in_short(dispute, &party.party));
        let verdict = story::decisive(party, false);
        parts.push(match verdict.and_then(story::deciding) {
            Some(threat) => {
                name.plain(" would change ").then(states::sets(dispute, &threat.improvement))
            }
            None => name.plain(" would leave it"),
        });
    }
    let mut text = Text::from(under(first, not)).list(parts);
    if !others.is_empty() {
        text = text.plain("; ").names(in_short(dispute, others)).plain(" would move too");
    }
    further.iter().fold(text, |text, tier| {
        let names = in_short(dispute, &tier.parties);
        text.plain(format!("; under {} ", concepts::list(&tier.concepts)))
            .names(names)
            .plain(" would move too")
    })
}

/// The first two parties with their moves, what these gain, and why nothing undoes it; the others by
/// concept.
pub(crate) fn in_full(
    dispute: &Dispute,
    reading: &ReadingStability,
    verdicts: &StateVerdicts,
    asked: &[Concept],
) -> Text {
    let tiers = tiers(&verdicts.parties);
    let not = not_held(asked, &verdicts.equilibrium);
    let mut text = Text::new();
    let mut told = 0;
    for tier in &tiers {
        let (first, others) = tier.parties.split_at(tier.parties.len().min(TOLD - told));
        for (place, party) in first.iter().enumerate() {
            let Some(verdict) = story::decisive(party, false) else { continue };
            text = text.plain(if told > 0 { "; " } else { "" });
            told += 1;
            text = text.plain(if place == 0 { under(tier, &not) } else { String::new() });
            let ranks = ranks_of(reading, &party.party);
            text = match story::deciding(verdict) {
                Some(t) => text.then(story::unanswered(dispute, party, verdict.concept, t, ranks)),
                None => {
                    let name = names::party_in_short(dispute, &party.party);
                    text.name(name).plain(" would leave it")
                }
            };
        }
        if !others.is_empty() {
            // Where some of the tier have been told its concepts have too.
            let under = if first.is_empty() { under(tier, &not) } else { String::new() };
            text = text.plain("; ").plain(under);
            text = text.names(in_short(dispute, others)).plain(" would leave it too");
        }
    }
    text
}

/// How many ranks a party tells apart.
pub(crate) fn ranks_of(reading: &ReadingStability, party: &str) -> Option<u32> {
    reading.parties.iter().find(|line| line.party == party).map(|line| line.ranks)
}
