//! Baselines against their definitions, against all corners of the ranges, and against draws.

use detente_finding::{
    Answer, BaselineAnswer, BaselineQuestion, Centres, Exact, IssueBaseline, Question, Span,
    Unanswerable, Weighing,
};
use detente_lens::answer;
use detente_model::{Dispute, Issue, PartyId, Quantity, Rational};
use detente_testkit::{flagship, random_issues};

fn ask(dispute: &Dispute, question: &BaselineQuestion) -> Result<BaselineAnswer, Unanswerable> {
    match answer(dispute, &Question::Baseline(question.clone()))?.answer {
        Answer::Baseline(answer) => Ok(answer),
        _ => unreachable!(),
    }
}

fn all(dispute: &Dispute) -> BaselineAnswer {
    ask(dispute, &BaselineQuestion::default()).unwrap()
}

fn value(exact: Exact) -> Rational {
    exact.0
}

/// Weight and position.
type Pair = (Rational, Rational);

fn mean(pairs: &[Pair]) -> Option<Rational> {
    let weight: Rational = pairs.iter().map(|(w, _)| w).sum();
    let sum: Rational = pairs.iter().map(|(w, x)| w * x).sum();
    (weight > Rational::from(0)).then(|| sum / weight)
}

/// Lower and upper median, by their definitions.
fn medians(pairs: &[Pair]) -> Option<(Rational, Rational)> {
    let half: Rational = pairs.iter().map(|(w, _)| w).sum::<Rational>() / Rational::from(2);
    let below =
        |p: Rational| pairs.iter().filter(|(_, x)| *x <= p).map(|(w, _)| w).sum::<Rational>();
    let positions = || pairs.iter().map(|(_, x)| *x);
    if half == Rational::from(0) {
        return None;
    }
    let lower = positions().filter(|p| below(*p) >= half).min().unwrap();
    let upper = positions().filter(|p| below(*p) > half).min().unwrap();
    Some((lower, upper))
}

/// Capability, salience and position of each party that counts.
fn numbers(dispute: &Dispute, issue: &Issue) -> Vec<[Quantity; 3]> {
    let capability = |party: PartyId| dispute.parties[party].capability.clone();
    let none = issue.positions.iter().all(|(party, ..)| capability(*party).is_none());
    let one = none.then(|| Quantity::Exact(Rational::from(1)));
    let line = |(party, position, salience): &(PartyId, Quantity, Quantity)| {
        Some([capability(*party).or(one.clone())?, salience.clone(), position.clone()])
    };
    issue.positions.iter().filter_map(line).collect()
}

fn modes(numbers: &[[Quantity; 3]]) -> Vec<Pair> {
    let pair = |[capability, salience, position]: &[Quantity; 3]| {
        (capability.mode() * salience.mode(), position.mode())
    };
    numbers.iter().map(pair).collect()
}

/// Every way to put each number at one of its ends, or all ends at once where there are too many.
fn corners(numbers: &[[Quantity; 3]], visit: &mut dyn FnMut(&[Pair])) {
    let ends = |quantity: &Quantity| <[Rational; 2]>::from(quantity.bounds());
    let free: Vec<(usize, usize)> = (0..numbers.len())
        .flat_map(|party| (0..3).map(move |which| (party, which)))
        .filter(|(party, which)| !numbers[*party][*which].is_exact())
        .collect();
    assert!(free.len() <= 18, "{}", free.len());
    for choice in 0..1_u32 << free.len() {
        let pick = |party: usize, which: usize| {
            let bit = free.iter().position(|place| *place == (party, which));
            ends(&numbers[party][which])[bit.map_or(0, |bit| (choice >> bit & 1) as usize)]
        };
        let pairs: Vec<Pair> =
            (0..numbers.len()).map(|p| (pick(p, 0) * pick(p, 1), pick(p, 2))).collect();
        visit(&pairs);
    }
}

fn extremes(low: Rational, high: Rational, span: &mut Option<(Rational, Rational)>) {
    *span = Some(span.map_or((low, high), |(l, h)| (l.min(low), h.max(high))));
}

fn check_centres(numbers: &[[Quantity; 3]], found: &Option<Centres>, about: &str) {
    let modes = modes(numbers);
    let Some(at) = mean(&modes) else {
        assert_eq!(*found, None, "{about}");
        return;
    };
    let Centres { mean: found_mean, median } = found.as_ref().unwrap();
    assert_eq!(value(found_mean.at), at, "{about}");
    let found_medians = (value(median.lower), value(median.upper));
    assert_eq!(Some(found_medians), medians(&modes), "{about}");
    let (mut means, mut halves) = (None, None);
    corners(numbers, &mut |pairs| {
        if let (Some(mean), Some((lower, upper))) = (mean(pairs), medians(pairs)) {
            extremes(mean, mean, &mut means);
            extremes(lower, upper, &mut halves);
        }
    });
    assert_eq!(Some((value(found_mean.low), value(found_mean.high))), means, "{about}");
    assert_eq!(Some((value(median.low), value(median.high))), halves, "{about}");
}

fn check_parties(numbers: &[Pair], places: &[usize], found: &IssueBaseline, about: &str) {
    let weight: Rational = numbers.iter().map(|(w, _)| w).sum();
    for (place, line) in found.parties.iter().enumerate() {
        let Some(own) = places.iter().position(|known| *known == place) else {
            assert!(line.share.is_none() && line.without.is_none(), "{about}");
            continue;
        };
        let mut rest = numbers.to_vec();
        let (own_weight, _) = rest.remove(own);
        assert_eq!(line.without.map(value), mean(&rest), "{about}");
        let some = weight > Rational::from(0);
        assert_eq!(line.share.map(value), some.then(|| own_weight / weight), "{about}");
    }
    let Some(mean) = mean(numbers) else {
        assert!(found.nearest.is_empty(), "{about}");
        return;
    };
    let far = |line: &Span| {
        let far = value(line.at) - mean;
        if far < Rational::from(0) { -far } else { far }
    };
    let least = found.parties.iter().map(|line| far(&line.position)).min().unwrap();
    let nearest = found.parties.iter().filter(|line| far(&line.position) == least);
    assert!(nearest.map(|line| &line.party).eq(&found.nearest), "{about}");
}

#[test]
fn spans_are_those_of_all_corners() {
    let mut issues = 0;
    for seed in 0..4000 {
        let dispute = random_issues(seed);
        let answer = all(&dispute);
        assert_eq!(answer.issues.len(), dispute.process.issues.len());
        for (issue, found) in dispute.process.issues.iter().zip(&answer.issues) {
            let about = format!("seed {seed}, {}", issue.id);
            let numbers = numbers(&dispute, issue);
            if numbers.iter().flatten().filter(|number| !number.is_exact()).count() > 11 {
                continue;
            }
            assert_eq!(found.issue, issue.id);
            assert!(!found.too_fine, "{about}");
            check_centres(&numbers, &found.weighted, &about);
            let one = Quantity::Exact(Rational::from(1));
            let equal = |(_, position, _): &(PartyId, Quantity, Quantity)| {
                [one.clone(), one.clone(), position.clone()]
            };
            let equal: Vec<_> = issue.positions.iter().map(equal).collect();
            check_centres(&equal, &found.equal, &about);
            let counts = |place: &usize| {
                found.weighing == Weighing::Salience || found.parties[*place].capability.is_some()
            };
            let places: Vec<usize> = (0..found.parties.len()).filter(counts).collect();
            check_parties(&modes(&numbers), &places, found, &about);
            issues += 1;
        }
    }
    assert!(issues > 5000, "{issues}");
}

#[test]
fn every_draw_lies_in_the_span() {
    let mut compared = 0;
    for seed in 0..800 {
        let dispute = random_issues(seed);
        let spans = all(&dispute);
        for run in 0..12 {
            let drawn = all(&dispute.draw(seed, run));
            for (span, drawn) in spans.issues.iter().zip(&drawn.issues) {
                assert_eq!(span.weighing, drawn.weighing);
                for (span, drawn) in
                    [(&span.weighted, &drawn.weighted), (&span.equal, &drawn.equal)]
                {
                    let (Some(span), Some(drawn)) = (span, drawn) else { continue };
                    assert!(drawn.mean.is_exact() && drawn.median.low == drawn.median.lower);
                    assert!(span.mean.low <= drawn.mean.at && drawn.mean.at <= span.mean.high);
                    assert!(span.median.low <= drawn.median.lower);
                    assert!(drawn.median.upper <= span.median.high);
                    compared += 1;
                }
            }
        }
    }
    assert!(compared > 10_000, "{compared}");
}

#[test]
fn the_status_quo_is_accepted_by_whom_the_rules_say() {
    let mut readings = 0;
    for seed in 0..2000 {
        let dispute = random_issues(seed);
        for strict in [false, true] {
            let question = BaselineQuestion { strict, ..BaselineQuestion::default() };
            let found = ask(&dispute, &question).unwrap().status_quo;
            let asked = if strict { dispute.strict() } else { dispute.clone() };
            let Some(levels) = asked.status_quo_levels() else {
                assert_eq!(found, None, "seed {seed}");
                continue;
            };
            let found = found.unwrap();
            assert_eq!(found.feasible, asked.is_feasible(levels), "seed {seed}");
            let package = asked.deal.as_ref().map(|_| asked.is_package(levels));
            assert_eq!(found.package, package, "seed {seed}");
            let needs = asked.deal.iter().flat_map(|deal| &deal.needs).count();
            for (id, line) in dispute.readings.ids().zip(&found.readings) {
                assert_eq!(line.accept.len() + line.reject.len(), needs, "seed {seed}");
                for (ids, accepts) in [(&line.accept, true), (&line.reject, false)] {
                    for audience in ids {
                        let audience = asked.audiences.find(|a| a.id == *audience).unwrap();
                        assert_eq!(asked.accepts(id, audience, levels), accepts, "seed {seed}");
                    }
                }
                readings += 1;
            }
        }
    }
    assert!(readings > 1000, "{readings}");
}

/// Half of the weight exactly: both medians are given.
#[test]
fn a_weight_cut_in_half_has_two_medians() {
    let mut dispute = flagship();
    for party in dispute.parties.values_mut() {
        party.capability = None;
    }
    let issue = &mut dispute.process.issues[0];
    issue.positions.truncate(2);
    let number = |value| Quantity::Exact(Rational::from(value));
    for ((_, position, salience), at) in issue.positions.iter_mut().zip([20, 80]) {
        (*position, *salience) = (number(at), number(30));
    }
    let found = &all(&dispute).issues[0];
    assert_eq!(found.weighing, Weighing::Salience);
    let centres = found.weighted.clone().unwrap();
    assert_eq!((value(centres.median.lower), value(centres.median.upper)), (20.into(), 80.into()));
    assert_eq!(value(centres.mean.at), 50.into());
    assert_eq!(found.nearest.len(), 2);
}

/// Σ capability × salience × position over Σ capability × salience, by hand.
#[test]
fn the_flagships_means_are_those_worked_out_by_hand() {
    let answer = all(&flagship());
    let mean = |at: usize| value(answer.issues[at].weighted.as_ref().unwrap().mean.at);
    let median = |at: usize| value(answer.issues[at].weighted.as_ref().unwrap().median.lower);
    for (at, (numerator, denominator, middle)) in HAND.into_iter().enumerate() {
        assert_eq!(mean(at), Rational::new(numerator, denominator), "issue {at}");
        assert_eq!(median(at), middle.into(), "issue {at}");
    }
}

/// Numerator and denominator of the mean, and the median.
const HAND: [(i128, i128, i128); 3] =
    [(2_120_000, 32_075, 75), (2_644_000, 32_325, 95), (1_511_000, 27_050, 50)];

#[test]
fn names_that_are_not_there_are_refused() {
    let dispute = flagship();
    let question =
        BaselineQuestion { issues: vec!["enrichmet".to_string()], ..BaselineQuestion::default() };
    let Err(Unanswerable::Unknown { what, valid, .. }) = ask(&dispute, &question) else { panic!() };
    assert_eq!((what, valid.len()), ("issue", 3));
    let question =
        BaselineQuestion { issues: vec!["Access".to_string()], ..BaselineQuestion::default() };
    assert_eq!(ask(&dispute, &question).unwrap().issues[0].issue, "access");
}

#[test]
fn an_issue_without_weight_has_no_weighted_mean() {
    let mut dispute = flagship();
    for (_, _, salience) in &mut dispute.process.issues[0].positions {
        *salience = Quantity::Exact(Rational::from(0));
    }
    dispute.process.issues[1].positions.clear();
    let answer = all(&dispute);
    assert!(answer.issues[0].weighted.is_none() && answer.issues[0].equal.is_some());
    assert!(answer.issues[1].weighted.is_none() && answer.issues[1].equal.is_none());
    assert!(answer.issues[2].weighted.is_some());
}
