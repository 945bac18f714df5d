//! What is said of roads: answers of every kind, in sentences that read.

#![allow(clippy::unwrap_used, reason = "a failed test says where")]

use detente_finding::{
    Act, Answer, Billionths, Exact, Finding, Hold, Interval, Outcome, Question, Real, Road,
    RoadDraws, RoadmapQuestion, RoadmapReading, Threshold, UnpaidLine,
};
use detente_model::{Dispute, Rational};
use detente_report::{full_report, html, json, roadmap_document, terminal};
use detente_testkit::{estuary, random_dispute};

fn ask(dispute: &Dispute, question: RoadmapQuestion) -> Option<Finding> {
    detente_lens::answer(dispute, &Question::Roadmap(question)).ok()
}

/// The answer on the terminal, after seeing that every face can be made.
fn say(dispute: &Dispute, finding: &Finding) -> String {
    let document = roadmap_document(dispute, finding);
    html(&document);
    json(&document);
    html(&full_report(dispute, std::slice::from_ref(finding)));
    let text = terminal(&document, 100_000);
    for unseemly in [
        "[]", ".. ", " .", " ,", "  of", "optimal", "must", "NaN", "inf ", "−0 ", "()", "; ;",
        ": .",
    ] {
        let mut prose = text.lines().filter(|line| line.ends_with('.') && line.contains(' '));
        assert!(!prose.any(|line| line.contains(unseemly)), "{unseemly:?} in {text}");
    }
    text
}

/// A road in its finding, to be made another.
fn best(finding: &mut Finding) -> &mut Road {
    let Answer::Roadmap(answer) = &mut finding.answer else { unreachable!() };
    match &mut answer.readings[0].outcome {
        Outcome::Road(roads) => &mut roads.best,
        other => unreachable!("{other:?}"),
    }
}

/// The first reading of a finding about roads.
fn reading(finding: &mut Finding) -> &mut RoadmapReading {
    let Answer::Roadmap(answer) = &mut finding.answer else { unreachable!() };
    &mut answer.readings[0]
}

#[test]
fn random_answers_are_sentences() {
    let mut asked = 0;
    for seed in 0..150 {
        let dispute = random_dispute(seed);
        let question = RoadmapQuestion { draws: 2, ..RoadmapQuestion::default() };
        if let Some(finding) = ask(&dispute, question) {
            say(&dispute, &finding);
            asked += 1;
        }
    }
    assert!(asked > 50, "{asked}");
}

#[test]
fn the_estuary_verifies_first_where_it_is_most_robust() {
    let dispute = estuary();
    let question = RoadmapQuestion {
        draws: 0,
        reopening: Some(Exact(Rational::new(1, 2))),
        ..RoadmapQuestion::default()
    };
    let finding = ask(&dispute, question).unwrap();
    let text = say(&dispute, &finding);
    for said in [
        "Under Exchange there is a road from the start to a package all accept: eight steps",
        "exceed the declared relief capacity of Lower Selm",
        "It begins with another step: Upper Selm: gauges ‘none’ → ‘at the border’ rather than",
        "Under Wary there is no road",
        "alarms over 7 of 100 of the breaches now missed of ‘the full flow’",
        "0.425 or more (periods of up to about 20 months)",
        "If in 50 of 100 of the periods all bargained anew",
    ] {
        assert!(text.contains(said), "{said:?} not in {text}");
    }
    other_answers(&dispute, &finding);
}

/// The same finding with other answers in it: whatever they are, they read.
fn other_answers(dispute: &Dispute, finding: &Finding) {
    let said = |change: &dyn Fn(&mut Finding), words: &str| {
        let mut other = finding.clone();
        change(&mut other);
        let text = say(dispute, &other);
        assert!(text.contains(words), "{words:?} not in {text}");
    };
    let hold = |finding: &mut Finding| match &best(finding).unpaid {
        UnpaidLine::Fails(hold) => hold.clone(),
        other => unreachable!("{other:?}"),
    };
    said(
        &|f| {
            let kept = Hold { act: Act::Keep, slack: Real::nearest(0.005_58), ..hold(f) };
            best(f).unpaid = UnpaidLine::Holds(kept);
        },
        "It holds without any payment: where it is weakest, Lower Selm is 0.0056 better off keeping what \
         it has promised after step 3.",
    );
    said(
        &|f| {
            let holds = Hold { slack: Real::nearest(0.1), ..hold(f) };
            best(f).unpaid = UnpaidLine::Open(holds, Some(hold(f)));
        },
        "if it meets what is itself an equilibrium it does not (Lower Selm would be 2.75 better off not \
         waiting when it is its turn after step 3)",
    );
    said(
        &|f| best(f).unpaid = UnpaidLine::Open(hold(f), None),
        "but no equilibrium was found to threaten with",
    );
    said(&|f| best(f).unpaid = UnpaidLine::Nothing, "Nobody could gain by leaving it.");
    said(&|f| best(f).ladder.clear(), "it is there already, and only has to be kept");
    said(&|f| reading(f).critical = None, "it takes minutes; --critical asks for it.");
    let span = |from, to| Interval { from: Billionths::nearest(from), to: Billionths::nearest(to) };
    said(
        &|f| {
            let critical = reading(f).critical.as_mut().unwrap();
            critical.patience = vec![span(0.02, 0.3), span(0.5, 0.8)];
            critical.unpaid_surely.clear();
        },
        "0.3 or less (periods of about 2 years and 4 months or more), or 0.5 to 0.8 (periods of about 5 \
         months to about 16 months); now it is 0.6, with periods of 12 months. In between there is none: \
         more patience may undo it.",
    );
    said(
        &|f| {
            let critical = reading(f).critical.as_mut().unwrap();
            critical.patience.clear();
            critical.verification = Threshold::Never;
            critical.false_alarms = Threshold::Always;
        },
        "At none of the discount factors tried, 0.02 to 0.999, is there a road.",
    );
    said(&|f| reading(f).outcome = Outcome::NoPath, "each of them farther from the start");
    said(&|f| reading(f).outcome = Outcome::NoAlarm, "alarms are as likely without a breach");
    said(
        &|f| {
            reading(f).outcome = Outcome::NoTarget;
            reading(f).game = None;
        },
        "Under Exchange there is nothing to aim at: no package is acceptable to all.",
    );
    said(
        &|f| {
            reading(f).draws = Some(RoadDraws {
                unpaid: 9,
                draws: 20,
                road: 17,
                no_target: 2,
                slack: Some([Real::default(); 3]),
            });
        },
        "there is a road in 17 of 20 draws (85\u{a0}%)",
    );
}
