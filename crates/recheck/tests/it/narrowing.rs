//! What each rule excludes: confirmed as said, and refused as soon as any of it is changed.

use detente_finding::{Answer, Billionths, Count, Finding, Narrowing, Question, SpaceQuestion};
use detente_model::Dispute;
use detente_recheck::recheck;
use detente_testkit::{flagship, quarrel, random_dispute};

use crate::asked::HASH;

fn ask(dispute: &Dispute) -> Finding {
    let question = Question::Space(SpaceQuestion::default());
    detente_lens::answer(dispute, &question).unwrap().about(HASH.to_string())
}

/// The finding with another narrowing of one reading.
pub(crate) fn changed(
    finding: &Finding,
    reading: usize,
    change: &dyn Fn(&mut Narrowing),
) -> Finding {
    let mut finding = finding.clone();
    if let Answer::Space(space) = &mut finding.answer
        && let Some(narrowing) = &mut space.readings[reading].narrowing
    {
        change(narrowing);
    }
    finding
}

/// One thing said otherwise.
pub(crate) type Change = Box<dyn Fn(&mut Narrowing)>;

/// Every number and set of a narrowing, changed one at a time.
pub(crate) fn changes(audiences: usize) -> Vec<Change> {
    let up = |count: &mut Count| *count = Count(count.0 + 1);
    let mut all: Vec<Change> = vec![
        Box::new(|n| n.conflicts_complete = !n.conflicts_complete),
        Box::new(|n| drop(n.conflicts.pop())),
        Box::new(|n| n.conflicts.reverse()),
        Box::new(|n| n.conflicts.extend(n.conflicts.first().cloned())),
        Box::new(|n| n.conflicts.iter_mut().take(1).for_each(|set| drop(set.pop()))),
        Box::new(|n| drop(n.audiences.pop())),
        Box::new(|n| {
            // Said where there are none, not said where there is a reason.
            n.no_log_shapley = n.no_log_shapley.is_none().then(|| "too many".to_string());
            n.rounded_shapley = n.rounded_shapley.is_none().then(|| "too many".to_string());
        }),
    ];
    for at in 0..audiences {
        all.push(Box::new(move |n| up(&mut n.audiences[at].drop_one.packages)));
        all.push(Box::new(move |n| up(&mut n.audiences[at].drop_one.deals)));
        all.push(Box::new(move |n| up(&mut n.audiences[at].first_in)));
        all.push(Box::new(move |n| up(&mut n.audiences[at].last_in)));
        all.push(Box::new(move |n| up(&mut n.audiences[at].shapley.whole)));
        all.push(Box::new(move |n| up(&mut n.audiences[at].shapley.numerator)));
        all.push(Box::new(move |n| up(&mut n.audiences[at].shapley.denominator)));
        all.push(Box::new(move |n| n.audiences[at].log_shapley = None));
        all.push(Box::new(move |n| {
            let share = n.audiences[at].log_shapley.unwrap_or_default();
            n.audiences[at].log_shapley = Some(Billionths(share.0 + 2));
        }));
    }
    all
}

fn refuse_every_change(dispute: &Dispute, about: &str) -> usize {
    let finding = ask(dispute);
    assert!(recheck(&finding.to_json(), dispute, HASH).accepted(), "{about}");
    let Answer::Space(space) = &finding.answer else { unreachable!() };
    let mut refused = 0;
    for (place, reading) in space.readings.iter().enumerate() {
        for (number, change) in changes(reading.audiences.len()).iter().enumerate() {
            let after = changed(&finding, place, change);
            if after != finding {
                let accepted = recheck(&after.to_json(), dispute, HASH).accepted();
                assert!(!accepted, "{about}, {}, change {number}", reading.reading);
                refused += 1;
            }
        }
    }
    refused
}

#[test]
fn every_change_is_refused() {
    let mut refused = 0;
    for seed in 0..60 {
        refused += refuse_every_change(&random_dispute(seed), &format!("seed {seed}"));
    }
    assert!(refused > 1_000, "{refused}");
}

#[test]
fn a_change_to_the_flagship_is_refused() {
    let dispute = flagship();
    let finding = ask(&dispute);
    for change in changes(8).iter().take(12) {
        let after = changed(&finding, 0, change);
        assert!(after == finding || !recheck(&after.to_json(), &dispute, HASH).accepted());
    }
}

#[test]
fn many_audiences_are_confirmed_as_far_as_they_are_told() {
    for pairs in [4, 7, 12] {
        let dispute = quarrel(pairs);
        let finding = ask(&dispute);
        assert!(recheck(&finding.to_json(), &dispute, HASH).accepted(), "{pairs}");
        let wrong = changed(&finding, 0, &|n| n.conflicts[0].reverse());
        let more = changed(&finding, 0, &|n| n.conflicts[0].push("a1-0".to_string()));
        for after in [wrong, more] {
            assert!(!recheck(&after.to_json(), &dispute, HASH).accepted(), "{pairs}");
        }
    }
}
