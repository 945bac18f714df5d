//! Large questions are answered as far as they go, and say where they stop.

use detente_finding::{Answer, Count, Question, SpaceAnswer, SpaceQuestion};
use detente_model::Dispute;
use detente_testkit::quarrel;

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
fn rejecters_too_many_to_be_told_leave_the_counts() {
    // Every package is rejected by another half of 66 audiences: 2^33 sets of them.
    let answer = space(&quarrel(33), SpaceQuestion::default());
    let reading = &answer.readings[0];
    assert_eq!(reading.audiences.len(), 66);
    assert!(reading.audiences.iter().all(|a| a.alone.packages.0 == 1 << 32));
    assert!(reading.joint.packages.is_zero());
    assert!(reading.narrowing.is_none() && reading.masks.is_empty());
    // Some of the 2^33 minimal sets are found all the same: one side of each quarrel gives way.
    assert_eq!((reading.relaxations.len(), reading.relaxations_complete), (200, false));
    for line in &reading.relaxations {
        let quarrels = line.drop.iter().filter_map(|id| id.split('-').next());
        assert!(quarrels.eq((0..33).map(|number| format!("a{number}"))), "{:?}", line.drop);
        assert_eq!(line.opens.packages, Count(1));
    }
    assert!(reading.too_large.as_deref().is_some_and(|reason| reason.contains("focus")));
}

#[test]
fn conflicts_and_shares_of_many_audiences_say_where_they_stop() {
    let narrowing = |pairs: usize, conflicts: usize| {
        let question = SpaceQuestion { conflicts, ..SpaceQuestion::default() };
        space(&quarrel(pairs), question).readings[0].narrowing.clone().unwrap()
    };
    let few = narrowing(4, 200);
    assert_eq!((few.conflicts.len(), few.conflicts_complete), (4, true), "each quarrel is one");
    assert!(few.no_log_shapley.is_none());
    let cut = narrowing(4, 3);
    assert_eq!((&cut.conflicts[..], cut.conflicts_complete), (&few.conflicts[..3], false));
    // 28 audiences: too many for all sets of them; the quarrels are found, not that they are all.
    let many = narrowing(14, 200);
    assert_eq!((many.conflicts.len(), many.conflicts_complete), (14, false));
    assert!(many.audiences.iter().all(|line| line.log_shapley.is_none()));
    assert!(many.no_log_shapley.is_some_and(|reason| reason.contains("28 audiences")));
    let share = many.audiences[0].shapley;
    assert_eq!((share.whole, share.numerator), (Count((1 << 14) / 28), Count(1)));
    assert_eq!(share.denominator, Count(7), "half of all packages, each shared by 14");
}
