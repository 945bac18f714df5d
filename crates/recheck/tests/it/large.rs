//! Focuses of the flagship: the largest graph that is built, and what is checked above it.

use detente_finding::{
    Answer, Finding, PathQuestion, Question, RatifyQuestion, RobustQuestion, StabilityQuestion,
    StateReference, WhyQuestion,
};
use detente_model::{Dispute, Focus};
use detente_recheck::{Line, Outcome, Recheck, recheck};
use detente_testkit::{flagship, parts};

use crate::asked::{HASH, case};

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

/// The harbour with options nobody asks about: too many level combinations to recount.
fn wide_harbour() -> Dispute {
    let mut dispute = case("harbour");
    let party = dispute.parties.ids().next().unwrap();
    for number in 0..31 {
        let id = format!("free-{number}");
        dispute.options.push(parts::option(&id, party, &["no", "yes"]));
    }
    for state in dispute.states.ids().collect::<Vec<_>>() {
        dispute.states[state].levels.resize(36, 0);
    }
    for proposal in dispute.proposals.ids().collect::<Vec<_>>() {
        dispute.proposals[proposal].levels.resize(36, None);
    }
    dispute
}

#[test]
fn above_the_limit_draws_are_made_again_at_the_deals_listed() {
    let dispute = wide_harbour();
    let questions = [
        Question::Ratify(RatifyQuestion { draws: 20, ..RatifyQuestion::default() }),
        Question::Robust(RobustQuestion { draws: 20, ..RobustQuestion::default() }),
    ];
    for question in questions {
        let finding = detente_lens::answer(&dispute, &question).unwrap().about(HASH.to_string());
        let checked = recheck(&finding.to_json(), &dispute, HASH);
        assert!(checked.accepted(), "{:?}", checked.lines);
        let skipped = |line: &Line| matches!(line.outcome, Outcome::NotRecounted(_));
        assert!(checked.lines.iter().any(skipped));
        let deals = |answer: &mut Answer| match answer {
            Answer::Ratify(answer) => answer.readings[0].draws.take().unwrap(),
            Answer::Robust(answer) => answer.readings[0].draws.as_ref().unwrap().shares.clone(),
            _ => unreachable!(),
        };
        let listed = deals(&mut finding.answer.clone());
        assert!(listed.deals.len() > 2);
        for change in 0..3 {
            let mut shares = listed.clone();
            match change {
                0 => shares.deals[0].draws -= 1,
                1 => shares.deals.swap(0, 2),
                _ => shares.deals[1].witness = shares.deals[0].witness.clone(),
            }
            let mut answer = finding.answer.clone();
            match &mut answer {
                Answer::Ratify(answer) => answer.readings[0].draws = Some(shares),
                Answer::Robust(answer) => {
                    answer.readings[0].draws.as_mut().unwrap().shares = shares;
                }
                _ => unreachable!(),
            }
            let changed = Finding { answer, ..finding.clone() };
            let accepted = recheck(&changed.to_json(), &dispute, HASH).accepted();
            // Deals of equally many draws may come in any order there.
            assert!(!accepted || change == 1 && listed.deals[0].draws == listed.deals[2].draws);
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
