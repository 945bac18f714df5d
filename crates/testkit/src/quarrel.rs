//! A dispute of many audiences in pairs that exclude each other.

use detente_model::{
    Acceptance, Audience, AudienceId, Backing, Comparison, Condition, Deal, Dispute, Id, OptionId,
    PartyId, Reading, Table,
};

use crate::parts::{audience, empty_dispute, option, party};

/// `pairs` options, and for each two audiences of which one wants its first level and one its last.
pub fn quarrel(pairs: usize) -> Dispute {
    let mut dispute = empty_dispute("quarrel");
    dispute.parties.push(party("p", "party"));
    let mut accept: Table<AudienceId, Option<Acceptance>> = Table::new();
    for number in 0..pairs {
        dispute.options.push(option(&format!("o{number}"), PartyId::new(0), &["no", "yes"]));
        for level in 0..2 {
            let side: Audience = audience(&format!("a{number}-{level}"), "side", None);
            dispute.audiences.push(side);
            let when = Condition::Compare(OptionId::new(number), Comparison::Equal, level);
            accept.push(Some(Acceptance::when(when, Backing::default())));
        }
    }
    let needs = dispute.audiences.ids().collect();
    dispute.deal = Some(Deal { when: Condition::Always, needs, backing: Backing::default() });
    dispute.readings.push(Reading {
        id: "r".to_string(),
        name: "r".to_string(),
        accept,
        preference: dispute.parties.ids().map(|_| None).collect(),
        backing: Backing::default(),
    });
    dispute
}
