//! Large questions are answered as far as they go, and say where they stop.

use detente_finding::{Answer, Question, SpaceAnswer, SpaceQuestion};
use detente_model::{
    Acceptance, Audience, AudienceId, Backing, Comparison, Condition, Deal, Dispute, Id, OptionId,
    PartyId, Reading, Table,
};
use detente_testkit::parts::{audience, empty_dispute, option, party};

/// `pairs` options, and for each two audiences of which one wants its first level and one its last.
fn quarrel(pairs: usize) -> Dispute {
    let mut dispute = empty_dispute("quarrel");
    dispute.parties.push(party("p", "party"));
    let mut accept: Table<AudienceId, Option<Acceptance>> = Table::new();
    for number in 0..pairs {
        dispute.options.push(option(&format!("o{number}"), PartyId::new(0), &["no", "yes"]));
        for level in 0..2 {
            let side: Audience = audience(&format!("a{number}-{level}"), "side", None);
            dispute.audiences.push(side);
            let when = Condition::Compare(OptionId::new(number), Comparison::Equal, level);
            accept.push(Some(Acceptance { when, backing: Backing::default() }));
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

fn space(dispute: &Dispute, question: SpaceQuestion) -> SpaceAnswer {
    match detente_lens::answer(dispute, &Question::Space(question)).unwrap().answer {
        Answer::Space(space) => space,
        _ => unreachable!("a space question has a space answer"),
    }
}

#[test]
fn sets_beyond_the_number_asked_for_are_left_out_and_that_is_said() {
    let all = space(&quarrel(4), SpaceQuestion::default());
    assert_eq!(all.readings[0].relaxations.len(), 16, "one side of each quarrel gives way");
    assert!(all.readings[0].relaxations_complete);
    let some = space(&quarrel(4), SpaceQuestion { relaxations: 5, ..SpaceQuestion::default() });
    assert_eq!(some.readings[0].relaxations.len(), 5);
    assert!(!some.readings[0].relaxations_complete);
    let many = space(&quarrel(14), SpaceQuestion::default());
    assert_eq!(many.readings[0].relaxations.len(), 200);
    assert!(!many.readings[0].relaxations_complete);
    assert_eq!(many.readings[0].masks.len(), 1 << 14);
}

#[test]
fn more_audiences_than_can_be_told_apart_are_still_counted_one_by_one() {
    let answer = space(&quarrel(33), SpaceQuestion::default());
    let reading = &answer.readings[0];
    assert_eq!(reading.audiences.len(), 66);
    assert!(reading.audiences.iter().all(|a| a.alone.packages.0 == 1 << 32));
    assert!(reading.joint.packages.is_zero());
    assert!(reading.relaxations.is_empty() && reading.masks.is_empty());
    assert!(reading.too_large.as_deref().is_some_and(|reason| reason.contains("66")));
}
