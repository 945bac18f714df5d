//! What inspection buys, against the definitions, on random disputes.

use detente_finding::{
    Answer, Exact, Question, Unanswerable, VerificationAnswer, VerificationQuestion,
};
use detente_lens::answer;
use detente_model::{ByLevel, Detection, Dispute, Quantity, Rational, Sample};
use detente_testkit::{random_dispute, random_inspections};

fn ask(dispute: &Dispute, question: &VerificationQuestion) -> VerificationAnswer {
    let finding = answer(dispute, &Question::Verification(question.clone())).unwrap();
    let Answer::Verification(answer) = finding.answer else { unreachable!() };
    answer
}

fn plain(dispute: &Dispute) -> VerificationAnswer {
    ask(dispute, &VerificationQuestion::default())
}

fn zero() -> Exact {
    Exact(Rational::from(0))
}

fn of(number: i128) -> Rational {
    Rational::from(number)
}

/// Every number at its mode, so that a change of one is a change of one.
fn settled(seed: u64) -> Dispute {
    random_inspections(seed).at_mode()
}

/// Changes every detection probability of obligations, or every false alarm.
fn all_probabilities(dispute: &mut Dispute, detect: bool, change: &dyn Fn(Rational) -> Rational) {
    for obligation in &mut dispute.process.obligations {
        let by = if detect { &mut obligation.detect } else { &mut obligation.false_alarm };
        let numbers = match by {
            ByLevel::Same(same) => std::slice::from_mut(same),
            ByLevel::Option(_, numbers) => numbers.as_mut_slice(),
        };
        for number in numbers {
            *number = Quantity::Exact(change(number.mode()));
        }
    }
}

#[test]
fn a_span_holds_whatever_is_drawn() {
    let mut wide = 0;
    for seed in 0..400 {
        let dispute = random_inspections(seed);
        let answer = plain(&dispute);
        for number in 0..3 {
            let drawn = plain(&dispute.draw(seed, number));
            for (spans, line) in answer.obligations.iter().zip(&drawn.obligations) {
                for (span, level) in spans.levels.iter().zip(&line.levels) {
                    let need = |of: Option<Exact>, low: Option<Exact>, high: Option<Exact>| {
                        assert!(low.is_none_or(|low| of.is_none_or(|of| low <= of)), "seed {seed}");
                        assert!(high.is_none_or(|high| of.is_some_and(|of| of <= high)), "{seed}");
                    };
                    need(level.liquidity.at, span.liquidity.low, span.liquidity.high);
                    need(level.unseen.at, span.unseen.low, span.unseen.high);
                    if let (Some(span), Some(level)) = (span.visits, level.visits) {
                        wide += usize::from(!span.is_exact());
                        need(level.at, span.low, span.high);
                    }
                    if let (Some(span), Some(level)) = (span.margin, level.margin) {
                        assert!(span.low <= level.at && level.at <= span.high, "seed {seed}");
                    }
                }
            }
        }
    }
    assert!(wide > 100, "{wide}");
}

#[test]
fn the_share_of_visits_is_where_breaking_stops_being_worth_while() {
    let mut shares = 0;
    for seed in 0..1500 {
        let dispute = settled(seed);
        for (obligation, line) in
            dispute.process.obligations.iter().zip(&plain(&dispute).obligations)
        {
            let (Some(level), Some(visit)) =
                (line.levels.get(line.held), &obligation.enforcement.visit)
            else {
                continue;
            };
            let Some(needed) = level.visits else { continue };
            let given = &obligation.enforcement;
            let mode =
                |quantity: &Option<Quantity>| quantity.as_ref().map_or(of(0), Quantity::mode);
            let (b, f) = (obligation.temptation.mode(), mode(&given.penalty));
            let e = mode(&given.false_alarm_loss);
            let (p, q) = (level.detect.at.0, level.false_alarm.at.0);
            let finds = match &visit.detects {
                Detection::Chance(chance) => chance.mode(),
                Detection::Sample(Sample { items, falsified, looks_at }) => {
                    let missed = (0..*looks_at).fold(of(1), |missed, drawn| {
                        let left = i128::from(items - drawn);
                        missed * Rational::new((left - i128::from(*falsified)).max(0), left)
                    });
                    of(1) - missed
                }
            };
            // What keeping and breaking are worth with visits at a probability.
            let better = |x: Rational| {
                let p = of(1) - (of(1) - p) * (of(1) - x * finds);
                let q = of(1) - (of(1) - q) * (of(1) - x * visit.false_alarm.mode());
                -q * e - ((of(1) - p) * b - p * f)
            };
            match needed.at.map(|x| x.0) {
                None => assert!(better(of(1)) < of(0) && better(of(0)) < of(0), "seed {seed}"),
                Some(x) if x == of(0) => assert!(better(x) >= of(0), "seed {seed}"),
                Some(x) => {
                    shares += 1;
                    assert!(x <= of(1) && better(x) == of(0), "seed {seed}");
                    assert!(better(x * Rational::new(9, 10)) < of(0), "seed {seed}");
                }
            }
        }
    }
    assert!(shares > 300, "{shares}");
}

#[test]
fn better_detection_helps_and_more_false_alarms_hurt() {
    for seed in 0..600 {
        let dispute = settled(seed);
        let before = plain(&dispute);
        for detect in [true, false] {
            let mut changed = dispute.clone();
            let half = Rational::new(1, 2);
            all_probabilities(&mut changed, detect, &|number| number + (of(1) - number) * half);
            let after = plain(&changed);
            let (good, bad) = if detect { (&after, &before) } else { (&before, &after) };
            for (good, bad) in good.obligations.iter().zip(&bad.obligations) {
                for (good, bad) in good.levels.iter().zip(&bad.levels) {
                    let no_more = |good: Option<Exact>, bad: Option<Exact>| {
                        bad.is_none_or(|bad| good.is_some_and(|good| good <= bad))
                    };
                    assert!(no_more(good.liquidity.at, bad.liquidity.at), "seed {seed}");
                    assert!(good.margin.map(|m| m.at) >= bad.margin.map(|m| m.at), "seed {seed}");
                    if let (Some(good), Some(bad)) = (good.visits, bad.visits) {
                        assert!(no_more(good.at, bad.at), "seed {seed}");
                    }
                }
            }
        }
    }
}

#[test]
fn a_larger_budget_never_buys_less() {
    let mut curves = 0;
    for seed in 0..600 {
        let dispute = settled(seed);
        let Some(budget) = plain(&dispute).budget else { continue };
        assert!(budget.curve.is_sorted_by(|a, b| a.budget < b.budget && a.incentive > b.incentive));
        assert!(budget.cheapest.is_sorted_by_key(|(_, up_to)| *up_to));
        let mut before: Option<(Exact, usize)> = None;
        for quarters in 0..20 {
            let asked = Some(Exact(Rational::new(quarters, 4)));
            let question = VerificationQuestion { budget: asked, ..Default::default() };
            let spent = ask(&dispute, &question).budget.unwrap().spent.unwrap();
            if let Some((incentive, deters)) = before {
                assert!(spent.incentive <= incentive && spent.deters >= deters, "seed {seed}");
            }
            // No more is spent than there is, and nobody is tempted by more than is said.
            let (mut paid, mut left) = (of(0), of(0));
            for (site, share) in budget.sites.iter().zip(&spent.shares) {
                paid += site.cost.at.0 * share.0;
                left = left.max(site.incentive.0 - site.fall.0 * share.0);
                assert!(zero() <= *share && share.0 <= of(1), "seed {seed}");
            }
            assert!(paid <= Rational::new(quarters, 4), "seed {seed}");
            assert_eq!(left.max(of(0)), spent.incentive.0, "seed {seed}");
            before = Some((spent.incentive, spent.deters));
        }
        if let (Some(full), Some(end)) = (budget.full.at, budget.curve.last()) {
            curves += 1;
            assert_eq!((end.budget, end.incentive), (full, zero()), "seed {seed}");
        }
    }
    assert!(curves > 50, "{curves}");
}

#[test]
fn what_cannot_be_asked_is_said() {
    let mut dispute = random_inspections(3);
    let unknown = VerificationQuestion {
        obligations: vec!["nothing".to_string()],
        ..VerificationQuestion::default()
    };
    let found = answer(&dispute, &Question::Verification(unknown)).unwrap_err();
    assert!(matches!(found, Unanswerable::Unknown { what: "obligation", .. }), "{found}");
    dispute.process.obligations.clear();
    let found = answer(&dispute, &Question::Verification(VerificationQuestion::default()));
    assert_eq!(found.unwrap_err(), Unanswerable::NoObligation);
}

#[test]
fn an_alarm_that_tells_nothing_needs_no_end_of_liquidity() {
    let mut endless = 0;
    for seed in 0..300 {
        let mut dispute = settled(seed);
        all_probabilities(&mut dispute, false, &|_| of(1));
        let answer = plain(&dispute);
        for line in answer.obligations.iter().filter(|line| line.temptation.at > zero()) {
            assert!(line.levels.iter().all(|level| level.liquidity.at.is_none()), "seed {seed}");
            endless += 1;
        }
        let tempted = answer.obligations.iter().any(|line| line.temptation.at > zero());
        assert_eq!(answer.together.is_none(), tempted, "seed {seed}");
    }
    assert!(endless > 300, "{endless}");
}

#[test]
fn without_the_keys_nothing_is_made_up() {
    let mut asked = 0;
    for seed in 0..300 {
        let dispute = random_dispute(seed);
        if dispute.process.obligations.is_empty() {
            continue;
        }
        asked += 1;
        let answer = plain(&dispute);
        assert!(answer.budget.is_none() && answer.timeliness.is_none());
        for line in &answer.obligations {
            assert!(line.missing.contains(&"penalty".to_string()));
            assert!(line.visits.is_empty() && line.unannounced.is_none() && line.season.is_none());
            assert!(
                line.levels.iter().all(|level| level.margin.is_none() && level.needed.is_none())
            );
        }
    }
    assert!(asked > 100, "{asked}");
}

#[test]
fn digits_that_outgrow_are_said() {
    let mut dispute = settled(5);
    let fine = Quantity::Exact(Rational::new(999_999_999, 1_000_000_000_000_000_003));
    for obligation in &mut dispute.process.obligations {
        obligation.temptation = fine.clone();
        obligation.detect = ByLevel::Same(Quantity::Exact(Rational::new(1, 1_000_000_000_000_039)));
        obligation.false_alarm =
            ByLevel::Same(Quantity::Exact(Rational::new(1, 1_000_000_000_000_000_009)));
    }
    let answer = plain(&dispute);
    assert!(answer.obligations.iter().all(|line| line.too_fine && line.levels.is_empty()));
}
