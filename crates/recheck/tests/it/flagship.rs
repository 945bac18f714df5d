//! The flagship: 429,981,696 level combinations, recounted.

use detente_finding::{
    BaselineQuestion, FrontierQuestion, OverviewQuestion, Question, RatifyQuestion, RefineQuestion,
    RoadmapQuestion, RobustQuestion, SpaceQuestion, Stage, StartReference, StateSet,
    StatesQuestion, VerificationQuestion,
};
use detente_recheck::{Outcome, recheck};
use detente_testkit::flagship;

use crate::asked::HASH;

#[test]
fn the_flagship_is_recounted() {
    let dispute = flagship();
    let questions = [
        Question::Overview(OverviewQuestion::default()),
        Question::Space(SpaceQuestion::default()),
        Question::Space(SpaceQuestion { strict: true, ..SpaceQuestion::default() }),
        Question::States(StatesQuestion {
            of: StateSet::Acceptable,
            reading: Some("bridging".to_string()),
            limit: 20,
            ..StatesQuestion::default()
        }),
        Question::Ratify(RatifyQuestion::default()),
        Question::Robust(RobustQuestion::default()),
        Question::Refine(RefineQuestion::default()),
        Question::Baseline(BaselineQuestion::default()),
        Question::Frontier(FrontierQuestion::default()),
        Question::Frontier(FrontierQuestion { stage: Stage::All, ..FrontierQuestion::default() }),
        Question::Verification(VerificationQuestion::default()),
        Question::Roadmap(RoadmapQuestion {
            focus: Some("negotiation".to_string()),
            draws: 0,
            ..RoadmapQuestion::default()
        }),
        Question::Refine(RefineQuestion {
            from: Some(StartReference { named: Some("status-quo".to_string()), set: Vec::new() }),
            ..RefineQuestion::default()
        }),
    ];
    for question in questions {
        let finding = detente_lens::answer(&dispute, &question).unwrap();
        let json = finding.about(HASH.to_string()).to_json();
        let start = std::time::Instant::now();
        let checked = recheck(&json, &dispute, HASH);
        println!("{:?}: {:.2?}", question, start.elapsed());
        for line in &checked.lines {
            println!("  {}: {:?}", line.subject, line.outcome);
            assert!(!matches!(line.outcome, Outcome::Refuted(_)));
        }
    }
}
