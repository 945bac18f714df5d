//! A finding survives its JSON, and its digest shows every change.

use detente_finding::{
    Answer, BaselineQuestion, Count, Finding, OverviewQuestion, Question, RoadmapQuestion,
    SpaceQuestion,
};
use detente_lens::answer;
use detente_testkit::{random_dispute, random_exchange, random_issues};

#[test]
fn findings_survive_their_json() {
    for seed in 0..200 {
        let dispute = random_issues(seed);
        let questions = [
            Question::Overview(OverviewQuestion::default()),
            Question::Space(SpaceQuestion::default()),
            Question::Baseline(BaselineQuestion::default()),
        ];
        for question in questions {
            let finding = answer(&dispute, &question).unwrap().about("0".repeat(64));
            let again: Finding = serde_json::from_str(&finding.to_json()).unwrap();
            assert_eq!(again, finding, "seed {seed}");
            assert_eq!(again.digest(), finding.digest(), "seed {seed}");
        }
    }
}

#[test]
fn roadmaps_survive_their_json() {
    for seed in 0..100 {
        let asked = Question::Roadmap(RoadmapQuestion { draws: 2, ..RoadmapQuestion::default() });
        let Ok(finding) = answer(&random_exchange(seed), &asked) else { continue };
        let finding = finding.about("0".repeat(64));
        let again: Finding = serde_json::from_str(&finding.to_json()).unwrap();
        assert_eq!(again, finding, "seed {seed}");
        assert_eq!(again.digest(), finding.digest(), "seed {seed}");
    }
}

#[test]
fn a_changed_count_changes_the_digest() {
    let dispute = random_dispute(1);
    let finding = answer(&dispute, &Question::Space(SpaceQuestion::default())).unwrap();
    let mut changed = finding.clone();
    if let Answer::Space(space) = &mut changed.answer {
        space.feasible = space.feasible.map(|n| Count(n.0 + 1));
    }
    assert_ne!(changed.digest(), finding.digest());
    let stamped = finding.clone().about("1".repeat(64));
    assert_ne!(stamped.digest(), finding.digest());
}
