//! Other names and another order of parties, options and audiences change no verdict.

use std::collections::BTreeMap;

use detente_finding::{Answer, Count, Question, SpaceQuestion, StabilityQuestion, Tally};
use detente_lens::answer;
use detente_model::Dispute;
use detente_testkit::{random_dispute, relabel};

/// Everything a space finding says that has no name in it.
type Verdict = (Option<Count>, Option<Tally>, Vec<(Tally, Count, Vec<Tally>, Vec<(usize, Tally)>)>);

fn verdict(dispute: &Dispute) -> Verdict {
    let Answer::Space(space) =
        answer(dispute, &Question::Space(SpaceQuestion::default())).unwrap().answer
    else {
        unreachable!()
    };
    let mut readings: Vec<_> = (space.readings.iter())
        .map(|reading| {
            let mut alone: Vec<Tally> = reading.audiences.iter().map(|a| a.alone).collect();
            alone.sort_by_key(|t| (t.packages, t.deals));
            let mut sets: Vec<(usize, Tally)> =
                reading.relaxations.iter().map(|r| (r.drop.len(), r.opens)).collect();
            sets.sort_by_key(|(size, t)| (*size, t.packages, t.deals));
            (reading.joint, reading.joint_implausible, alone, sets)
        })
        .collect();
    readings.sort_by_key(|(joint, flagged, alone, sets)| {
        let key = |t: &Tally| (t.packages, t.deals);
        (key(joint), *flagged, alone.iter().map(key).collect::<Vec<_>>(), sets.len())
    });
    (space.feasible, space.packages, readings)
}

#[test]
fn relabelling_changes_no_verdict() {
    for seed in 0..1_000 {
        let dispute = random_dispute(seed);
        for other in 0..2 {
            assert_eq!(
                verdict(&relabel(&dispute, other)),
                verdict(&dispute),
                "seed {seed}, {other}"
            );
        }
    }
}

/// Everything a stability finding counts, without names: per reading how many states hold under which
/// concepts, and per party how many ranks it has and how many states are stable for it.
fn holds(dispute: &Dispute) -> Vec<(String, Vec<String>)> {
    let asked = Question::Stability(StabilityQuestion::default());
    let Ok(finding) = answer(dispute, &asked) else { return Vec::new() };
    let Answer::Stability(stability) = finding.answer else { unreachable!() };
    let mut readings: Vec<_> = (stability.readings.iter())
        .map(|reading| {
            let mut parties: Vec<String> =
                reading.parties.iter().map(|p| format!("{} {:?}", p.ranks, p.stable)).collect();
            parties.sort();
            let counted = (&reading.patterns, &reading.equilibria);
            (format!("{counted:?}"), parties)
        })
        .collect();
    readings.sort();
    readings
}

#[test]
fn relabelling_changes_nothing_that_holds() {
    let mut answered = 0;
    for seed in 0..1_000 {
        let dispute = random_dispute(seed);
        let expected = holds(&dispute);
        answered += usize::from(!expected.is_empty());
        assert_eq!(holds(&relabel(&dispute, seed)), expected, "seed {seed}");
    }
    assert!(answered > 800, "{answered}");
}

#[test]
fn measures_follow_the_names() {
    let dispute = random_dispute(3);
    let finding = answer(&dispute, &Question::Space(SpaceQuestion::default())).unwrap();
    let measures: BTreeMap<String, f64> = finding.measures();
    for reading in dispute.readings.values() {
        let there = measures.contains_key(&format!("space.{}.joint.packages", reading.id));
        assert_eq!(there, dispute.deal.is_some());
    }
}
