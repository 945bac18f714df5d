//! Focuses of the flagship: the largest graph that is built, and what is checked above it.

use detente_finding::{
    Answer, Finding, PathQuestion, Question, StabilityQuestion, StateReference, WhyQuestion,
};
use detente_model::{Dispute, Focus};
use detente_recheck::{Line, Outcome, Recheck, recheck};
use detente_testkit::flagship;

use crate::asked::HASH;

/// The flagship with a focus `f` in which so many of its options, the last ones, vary.
fn focused(varying: usize) -> Dispute {
    let mut dispute = flagship();
    let status_quo = dispute.status_quo_levels().unwrap().to_vec();
    let held = status_quo.len() - varying;
    let fixed = status_quo.iter().enumerate();
    dispute.focuses.push(Focus {
        id: "f".to_string(),
        name: "f".to_string(),
        fixed: fixed.map(|(at, level)| (at < held).then_some(*level)).collect(),
        note: None,
    });
    dispute
}

fn questions(dispute: &Dispute) -> Vec<Question> {
    let reading = dispute.readings.values().next().map(|reading| reading.id.clone());
    let focus = Some("f".to_string());
    let (id, level) = {
        let last = dispute.options.values().last().unwrap();
        (last.id.clone(), last.levels.last().unwrap().id.clone())
    };
    let to = Some(StateReference { named: None, set: vec![(id, level)] });
    vec![
        Question::Stability(StabilityQuestion { focus: focus.clone(), ..Default::default() }),
        Question::Why(WhyQuestion {
            reading: reading.clone(),
            focus: focus.clone(),
            ..Default::default()
        }),
        Question::Path(PathQuestion { reading, focus, to, ..Default::default() }),
    ]
}

#[expect(clippy::print_stdout, reason = "timings, for those who ask with `--nocapture`")]
fn ask(dispute: &Dispute, question: &Question) -> Recheck {
    let start = std::time::Instant::now();
    let finding = detente_lens::answer(dispute, question).unwrap().about(HASH.to_string());
    let feasible = match &finding.answer {
        Answer::Stability(answer) => answer.feasible.unwrap_or_default().0,
        _ => 0,
    };
    let json = finding.to_json();
    let answered = start.elapsed();
    let start = std::time::Instant::now();
    let checked = recheck(&json, dispute, HASH);
    println!("answered in {answered:.2?}, {feasible} states, checked in {:.2?}", start.elapsed());
    for line in checked.lines.iter().skip(4) {
        println!("  {}: {:?}", line.subject, line.outcome);
    }
    checked
}

#[test]
fn focuses_of_the_flagship() {
    for varying in [9, 11, 12, 13] {
        let dispute = focused(varying);
        for question in questions(&dispute) {
            let checked = ask(&dispute, &question);
            let refuted =
                checked.lines.iter().find(|line| matches!(line.outcome, Outcome::Refuted(_)));
            assert!(refuted.is_none(), "{refuted:?}");
            let skipped = |line: &Line| matches!(line.outcome, Outcome::NotRecounted(_));
            assert_eq!(checked.lines.iter().any(skipped), varying == 13);
        }
    }
}

#[test]
fn above_the_limit_a_turned_verdict_and_a_lost_answer_are_noticed() {
    let dispute = focused(13);
    let question = &questions(&dispute)[0];
    let finding = detente_lens::answer(&dispute, question).unwrap().about(HASH.to_string());
    let Answer::Stability(answer) = &finding.answer else { unreachable!() };
    let mut noticed = 0;
    for party in 0..answer.readings[0].parties.len() {
        for concept in 0..5 {
            let mut changed = answer.clone();
            let verdict = &mut changed.readings[0].verdicts[0].parties[party].concepts[concept];
            verdict.stable = !verdict.stable;
            let mut found = vec![changed];
            let mut changed = answer.clone();
            let verdict = &mut changed.readings[0].verdicts[0].parties[party].concepts[concept];
            if verdict.threats.iter().any(|threat| !threat.answer.is_empty()) {
                verdict.threats[0].answer.pop();
                found.push(changed);
            }
            for changed in found {
                let changed = Finding { answer: Answer::Stability(changed), ..finding.clone() };
                assert!(!recheck(&changed.to_json(), &dispute, HASH).accepted());
                noticed += 1;
            }
        }
    }
    assert!(noticed > 35, "{noticed}");
}
