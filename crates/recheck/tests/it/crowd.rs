//! More audiences than fit a word: confirmed as said, and refused as soon as any of it is changed.

use detente_finding::{Answer, Count, Finding, Question, ReadingSpace, SpaceQuestion};
use detente_model::Dispute;
use detente_recheck::{Line, Outcome, recheck};
use detente_testkit::{crowd, quarrel};

use crate::asked::HASH;
use crate::narrowing::{changed, changes};

fn ask(dispute: &Dispute) -> Finding {
    let question = Question::Space(SpaceQuestion::default());
    detente_lens::answer(dispute, &question).unwrap().about(HASH.to_string())
}

fn accepted(finding: &Finding, dispute: &Dispute) -> bool {
    recheck(&finding.to_json(), dispute, HASH).accepted()
}

/// One thing of a reading said otherwise.
type Change = fn(&mut ReadingSpace);

const CHANGES: [Change; 11] = [
    |r| drop(r.masks.pop()),
    |r| r.masks.reverse(),
    |r| r.masks.iter_mut().for_each(|line| line.packages = Count(line.packages.0 + 1)),
    |r| r.masks.iter_mut().rev().take(1).for_each(|line| drop(line.rejected_by.pop())),
    |r| drop(r.relaxations.pop()),
    |r| r.relaxations.iter_mut().take(1).for_each(|line| drop(line.drop.pop())),
    |r| r.relaxations.iter_mut().take(1).for_each(|line| line.opens.deals = Count(999)),
    |r| r.relaxations_complete = !r.relaxations_complete,
    |r| r.audiences.iter_mut().rev().take(1).for_each(|line| line.alone.packages = Count(9_999)),
    |r| r.too_large = Some("too large".to_string()),
    |r| r.narrowing = None,
];

#[test]
fn crowds_are_confirmed_and_every_change_is_refused() {
    let mut refused = 0;
    for seed in 0..10 {
        let dispute = crowd(seed, 65 + (seed * 17 % 56) as usize);
        let finding = ask(&dispute);
        let checked = recheck(&finding.to_json(), &dispute, HASH);
        assert!(checked.accepted(), "seed {seed}");
        let skipped = |line: &Line| matches!(line.outcome, Outcome::NotRecounted(_));
        let in_part = checked.lines.iter().any(skipped);
        let Answer::Space(space) = &finding.answer else { unreachable!() };
        for place in 0..space.readings.len() {
            for (number, change) in CHANGES.iter().enumerate() {
                let mut after = finding.clone();
                if let Answer::Space(space) = &mut after.answer {
                    change(&mut space.readings[place]);
                }
                assert!(after == finding || !accepted(&after, &dispute), "{seed} {place} {number}");
                refused += usize::from(after != finding);
            }
            // The general ones, and those of an audience behind the first word; but that there may be
            // more conflicts than are listed may be said wherever a search may be given up, and of a
            // list that is cut, or too long to be recounted, the last may be left out.
            let all = changes(65);
            let narrowing = space.readings[place].narrowing.as_ref().unwrap();
            let general = if narrowing.conflicts_complete && !in_part { 1 } else { 2 };
            let narrowing = all[general..7].iter().chain(&all[7 + 64 * 9..]);
            for (number, change) in narrowing.enumerate() {
                let after = changed(&finding, place, change);
                assert!(after == finding || !accepted(&after, &dispute), "{seed} {place} {number}");
                refused += usize::from(after != finding);
            }
        }
    }
    assert!(refused > 250, "{refused}");
}

#[test]
fn any_crowd_is_confirmed() {
    for seed in 100..140 {
        let dispute = crowd(seed, 65 + (seed * 37 % 56) as usize);
        assert!(accepted(&ask(&dispute), &dispute), "seed {seed}");
    }
    let thousand = crowd(7, 1000);
    assert!(accepted(&ask(&thousand), &thousand));
}

#[test]
fn sets_found_without_masks_are_confirmed_one_by_one() {
    // More sets of rejecting audiences than are told; few enough packages to be recounted, and too
    // many.
    for pairs in [18, 33] {
        let dispute = quarrel(pairs);
        let finding = ask(&dispute);
        let Answer::Space(space) = &finding.answer else { unreachable!() };
        let reading = &space.readings[0];
        assert!(reading.too_large.is_some() && reading.relaxations.len() == 200, "{pairs}");
        assert!(accepted(&finding, &dispute), "{pairs}");
        let changes: [Change; 5] = [
            |r| drop(r.relaxations[7].drop.pop()),
            |r| r.relaxations[7].drop.push("a0-0".to_string()),
            |r| r.relaxations[7].drop = r.relaxations[8].drop.clone(),
            |r| r.relaxations.swap(3, 4),
            |r| r.relaxations.clear(),
        ];
        for (number, change) in changes.iter().enumerate() {
            let mut after = finding.clone();
            if let Answer::Space(space) = &mut after.answer {
                change(&mut space.readings[0]);
                space.readings[0].relaxations_complete |= number == 4;
            }
            assert!(!accepted(&after, &dispute), "{pairs} {number}");
        }
    }
}
