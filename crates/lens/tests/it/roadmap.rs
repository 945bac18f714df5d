//! Roads through the lens: known values, typed answers, and what has to hold whatever the dispute.

use detente_finding::{
    Aim, Answer, Exact, Outcome, Question, Real, RepairKind, Road, RoadmapAnswer, RoadmapQuestion,
    RoadmapReading, StateReference, Threshold, Unanswerable, UnpaidLine,
};
use detente_lens::answer;
use detente_model::{
    Acceptance, AcceptanceRule, ByLevel, Condition, Dispute, MoveRule, Preference, PreferenceForm,
    Quantity, Rational,
};
use detente_testkit::{estuary, flagship, random_exchange, relabel};

fn ask(dispute: &Dispute, question: RoadmapQuestion) -> RoadmapAnswer {
    let finding = answer(dispute, &Question::Roadmap(question)).unwrap();
    let Answer::Roadmap(answer) = finding.answer else { unreachable!() };
    answer
}

fn refused(dispute: &Dispute, question: RoadmapQuestion) -> Unanswerable {
    answer(dispute, &Question::Roadmap(question)).unwrap_err()
}

fn plain() -> RoadmapQuestion {
    RoadmapQuestion { draws: 0, ..RoadmapQuestion::default() }
}

fn aiming(to: &str) -> RoadmapQuestion {
    RoadmapQuestion { to: Some(to.to_string()), ..plain() }
}

/// The estuary with referrals that can be withdrawn: the reference game.
fn freed() -> Dispute {
    let mut dispute = estuary();
    let referral = dispute.options.find(|option| option.id == "referral").unwrap();
    dispute.options[referral].moves = MoveRule::free();
    dispute
}

fn roads(reading: &RoadmapReading) -> (&Road, Option<&Road>) {
    let Outcome::Road(roads) = &reading.outcome else { panic!("{:?}", reading.outcome) };
    (&roads.best, roads.robust.as_ref())
}

fn near(found: f64, expected: f64, accuracy: f64) {
    assert!((found - expected).abs() < accuracy, "{found} instead of {expected}");
}

/// The values are those of the reference game at a discount factor of 0.6, worked out by other code.
#[test]
fn the_reference_game_through_the_lens() {
    let found = ask(&freed(), aiming("full"));
    let reading = &found.readings[0];
    assert_eq!((reading.reading.as_str(), reading.targets.0), ("exchange", 1));
    let (best, robust) = roads(reading);
    near(best.value.to_f64(), 1.503704, 1e-6);
    near(best.weakest.holds.slack.to_f64(), 0.0228, 1e-4);
    assert_eq!(best.weakest.state, ["two-thirds", "none", "none", "none"]);
    let robust = robust.unwrap();
    near(robust.weakest.holds.slack.to_f64(), 1.545949, 1e-5);
    assert_eq!(robust.ladder[0].step.option, "gauges", "verification first");
    let critical = reading.critical.as_ref().unwrap();
    assert_eq!(critical.patience.len(), 1);
    near(critical.patience[0].from.to_f64(), 0.3680154, 1e-6);
    // Of alarms with a detection of 0.25, 0.55 and 0.85 and false alarms of 0.03 at the three levels.
    assert!(matches!(critical.verification, Threshold::From(share) if share.to_f64() < 0.0));
}

#[test]
fn the_flagship_has_a_road_under_bridging_and_nothing_to_aim_at_under_declared() {
    let question = RoadmapQuestion { focus: Some("negotiation".to_string()), ..plain() };
    let found = ask(&flagship(), question);
    let [declared, bridging] = &found.readings[..] else { panic!() };
    assert_eq!((declared.targets.0, &declared.outcome), (0, &Outcome::NoTarget));
    assert_eq!((found.states.unwrap().0, bridging.targets.0), (7_128, 48));
    let (best, _) = roads(bridging);
    assert!(best.pays_at_most.0.iter().all(|paid| paid.to_f64() == 0.0), "nothing has to be paid");
    let UnpaidLine::Holds(weakest) = &best.unpaid else { panic!("{:?}", best.unpaid) };
    assert_eq!(weakest.owner, "iran");
    near(weakest.slack.to_f64(), 0.0055818, 1e-6);
    assert_eq!(bridging.critical, None, "it takes long, and nobody asked");
}

/// Each change does make a road, and a little less of it does not.
#[test]
fn repairs_repair() {
    let dispute = estuary();
    let wary = |dispute: &Dispute| {
        let readings = vec!["wary".to_string()];
        ask(dispute, RoadmapQuestion { readings, ..plain() }).readings.remove(0)
    };
    let blocked = wary(&dispute);
    let Outcome::Blocked(blocked) = &blocked.outcome else { panic!("{:?}", blocked.outcome) };
    assert!(blocked.deficit.to_f64() > 0.0 && blocked.farthest.as_ref().unwrap().left.0 == 1);
    let mut tried = 0;
    for repair in &blocked.repairs {
        let Some(by) = repair.by.map(Real::to_f64) else { continue };
        for (by, road) in [(by + 1e-6, true), (by - 1e-6, false)] {
            let mut changed = dispute.at_mode();
            apply(&mut changed, &repair.change, by);
            let holds = matches!(wary(&changed).outcome, Outcome::Road(_));
            assert_eq!(holds, road, "{repair:?}");
        }
        tried += 1;
    }
    assert!(tried > 4, "{tried}");
}

fn of(number: f64) -> Quantity {
    Quantity::Exact(Rational::new((number * 1e12).round() as i128, 1_000_000_000_000))
}

fn number(quantity: &Quantity) -> f64 {
    detente_model::number::to_float(&quantity.mode())
}

/// Makes a change a repair speaks of; the levels of obligations are what they are by.
fn apply(dispute: &mut Dispute, change: &RepairKind, by: f64) {
    if let RepairKind::Flow(party) = change {
        let party = dispute.parties.find(|p| p.id == *party).unwrap();
        let reading = dispute.reading("wary").unwrap();
        let deal = dispute.deal.clone().unwrap();
        let needs = deal.needs.iter().map(|audience| dispute.acceptance(reading, *audience));
        let aimed = Condition::All(std::iter::once(deal.when).chain(needs).collect());
        let preference = &dispute.readings[reading].preference[party];
        let PreferenceForm::Values(terms) = &preference.as_ref().unwrap().form else { panic!() };
        let mut terms = terms.clone();
        terms.push((aimed, of(by)));
        let new = Preference::new(PreferenceForm::Values(terms));
        dispute.readings[reading].preference[party] = Some(new);
        return;
    }
    for obligation in &mut dispute.process.obligations {
        let alone = match change {
            RepairKind::DetectionOf(id) | RepairKind::Temptation(id) => Some(id),
            _ => None,
        };
        if alone.is_some_and(|id| *id != obligation.id) {
            continue;
        }
        let each = |by_level: &mut ByLevel, change: &dyn Fn(f64) -> f64| match by_level {
            ByLevel::Same(same) => *same = of(change(number(same))),
            ByLevel::Option(_, numbers) => {
                numbers.iter_mut().for_each(|n| *n = of(change(number(n))));
            }
        };
        match change {
            RepairKind::Detection | RepairKind::DetectionOf(_) => {
                each(&mut obligation.detect, &|p| p + by * (1.0 - p));
            }
            RepairKind::FalseAlarms => each(&mut obligation.false_alarm, &|q| q * (1.0 - by)),
            RepairKind::Temptation(_) => {
                obligation.temptation = of(number(&obligation.temptation) * (1.0 - by));
            }
            RepairKind::Flow(_) => unreachable!(),
        }
    }
}

#[test]
fn what_cannot_be_asked_or_answered_says_why() {
    let dispute = estuary();
    assert!(matches!(
        refused(&dispute, aiming("nowhere")),
        Unanswerable::Unknown { what: "target, state or proposal", .. }
    ));
    for (months, period) in [(0, "0"), (-3, "-3"), (1_201, "1201")] {
        let question = RoadmapQuestion { period: Some(Exact(months.into())), ..plain() };
        let expected = Unanswerable::NotAPeriod { period: period.to_string() };
        assert_eq!(refused(&dispute, question), expected);
    }
    let question = RoadmapQuestion { reopening: Some(Exact(2.into())), ..plain() };
    let expected = Unanswerable::NotAProbability { number: "2".to_string() };
    assert_eq!(refused(&dispute, question), expected);
    let mut aimless = dispute.clone();
    aimless.deal = None;
    let valid = vec!["first".to_string(), "full".to_string()];
    assert_eq!(refused(&aimless, plain()), Unanswerable::NothingToAimAt { valid });
    assert_eq!(ask(&aimless, aiming("full")).aim, Aim::Target("full".to_string()));

    let mut silent = dispute.clone();
    silent.process.time = None;
    silent.parties.values_mut().for_each(|party| party.moves_per_year = None);
    let found = ask(&silent, plain());
    let Outcome::Missing(keys) = &found.readings[0].outcome else { panic!() };
    assert!(keys.contains(&"process.period".to_string()), "{keys:?}");
    assert!(keys.contains(&"party.lower.moves-per-year".to_string()), "{keys:?}");

    // Options that cannot move lead nowhere; useless alarms keep nothing.
    let mut fixed = dispute.clone();
    fixed.options.values_mut().for_each(|option| option.moves = MoveRule::fixed());
    assert_eq!(ask(&fixed, plain()).readings[0].outcome, Outcome::NoPath);
    let mut blind = dispute.clone();
    for obligation in &mut blind.process.obligations {
        obligation.detect = ByLevel::Same(of(0.0));
    }
    assert_eq!(ask(&blind, plain()).readings[0].outcome, Outcome::NoAlarm);

    // Nobody impatient: a discount factor of 1 is not taken on.
    let mut patient = dispute;
    patient.process.time.as_mut().unwrap().time_preference = Some(of(0.0));
    patient.parties.values_mut().for_each(|party| party.turnover_per_year = Some(of(0.0)));
    let found = ask(&patient, plain());
    assert!(matches!(found.readings[0].outcome, Outcome::Unsolved(_)), "{:?}", found.readings[0]);
}

#[test]
fn a_focus_moves_the_start_unless_it_was_set_by_hand() {
    let dispute = flagship();
    let focus = Some("negotiation".to_string());
    let found = ask(&dispute, RoadmapQuestion { focus: focus.clone(), ..aiming("contact") });
    let moved: Vec<&str> = found.moved.iter().map(|(option, _)| option.as_str()).collect();
    assert_eq!(moved, ["us-military", "regional-role"]);
    let set = vec![("us-military".to_string(), "threat".to_string())];
    let from = StateReference { named: None, set };
    let refused = refused(&dispute, RoadmapQuestion { focus, from, ..aiming("contact") });
    let held = vec![("us-military".to_string(), "none".to_string())];
    assert_eq!(refused, Unanswerable::OutsideFocus { held });
}

/// What a road says, without names: its values and slacks.
fn gist(reading: &RoadmapReading) -> (u8, Vec<f64>) {
    let road = |road: &Road| [road.value.to_f64(), road.weakest.holds.slack.to_f64()];
    match &reading.outcome {
        Outcome::Road(roads) => {
            let robust = roads.robust.as_ref().unwrap_or(&roads.best);
            (1, [road(&roads.best), road(robust)].concat())
        }
        Outcome::Blocked(blocked) => (2, vec![blocked.deficit.to_f64()]),
        Outcome::NoTarget => (3, vec![]),
        Outcome::NoPath => (4, vec![]),
        Outcome::NoAlarm => (5, vec![]),
        Outcome::Missing(_) | Outcome::NotAGame(_) | Outcome::Unsolved(_) => (6, vec![]),
    }
}

fn same(a: &(u8, Vec<f64>), b: &(u8, Vec<f64>)) -> bool {
    a.0 == b.0 && a.1.iter().zip(&b.1).all(|(a, b)| (a - b).abs() < 1e-6 * (1.0 + a.abs()))
}

fn asked(dispute: &Dispute) -> Option<RoadmapAnswer> {
    let finding = answer(dispute, &Question::Roadmap(plain())).ok()?;
    let Answer::Roadmap(answer) = finding.answer else { unreachable!() };
    Some(answer)
}

#[test]
fn names_and_shifts_of_utility_change_no_slack() {
    let (mut compared, mut found) = (0, 0);
    for seed in 0..120 {
        let mut dispute = random_exchange(seed).at_mode();
        // What is accepted by worth shifts with it.
        for rule in dispute.readings.values_mut().flat_map(|r| r.accept.values_mut()) {
            let by_worth =
                |accept: &Acceptance| matches!(accept.rule, AcceptanceRule::Worth { .. });
            rule.take_if(|rule| by_worth(rule));
        }
        let Some(answer) = asked(&dispute) else { continue };
        let mut gists: Vec<_> = answer.readings.iter().map(gist).collect();
        let Some(other) = asked(&relabel(&dispute, seed)) else { panic!("seed {seed}") };
        let mut others: Vec<_> = other.readings.iter().map(gist).collect();
        let order = |a: &(u8, Vec<f64>), b: &(u8, Vec<f64>)| {
            a.0.cmp(&b.0).then_with(|| a.1.partial_cmp(&b.1).unwrap())
        };
        gists.sort_by(order);
        others.sort_by(order);
        for (a, b) in gists.iter().zip(&others) {
            assert!(same(a, b), "seed {seed}: {a:?}, relabelled {b:?}");
            found += usize::from(a.0 == 1);
        }
        compared += 1;

        let mut shifted = dispute.clone();
        for preference in shifted.readings.values_mut().flat_map(|r| r.preference.values_mut()) {
            if let Some(Preference { form: PreferenceForm::Values(terms), .. }) = preference {
                terms.push((Condition::Always, of(7.0)));
            }
        }
        let Some(shifted) = asked(&shifted) else { continue };
        for (a, b) in answer.readings.iter().map(gist).zip(shifted.readings.iter().map(gist)) {
            assert_eq!(a.0, b.0, "seed {seed}");
            if a.0 == 1 {
                // Values shift with the utilities, slacks do not.
                for k in [1, 3] {
                    near(a.1[k], b.1[k], 1e-6 * (1.0 + a.1[k].abs()));
                }
            }
        }
    }
    assert!(compared > 50 && found > 10, "{compared} compared, {found} roads");
}

/// Better alarms leave every road there is, and no less slack.
#[test]
fn better_alarms_never_hurt() {
    let mut roads = 0;
    for seed in 0..120 {
        let dispute = random_exchange(seed).at_mode();
        let Some(before) = asked(&dispute) else { continue };
        for change in [RepairKind::Detection, RepairKind::FalseAlarms] {
            let mut better = dispute.clone();
            apply(&mut better, &change, 0.3);
            let after = asked(&better).unwrap();
            for (a, b) in before.readings.iter().map(gist).zip(after.readings.iter().map(gist)) {
                if a.0 == 1 {
                    roads += 1;
                    let [least, most] = [a.1[3], b.1[3]];
                    assert!(b.0 == 1 && most >= least - 1e-6 * (1.0 + least.abs()), "seed {seed}");
                }
            }
        }
    }
    assert!(roads > 15, "{roads}");
}

/// A dispute without ranges is its own draw: all draws agree with it.
#[test]
fn draws_of_what_is_certain_agree_with_the_answer() {
    for seed in 0..200 {
        let dispute = random_exchange(seed).draw(1, 0);
        let question = RoadmapQuestion { draws: 3, ..plain() };
        let Ok(finding) = answer(&dispute, &Question::Roadmap(question)) else { continue };
        let Answer::Roadmap(found) = finding.answer else { unreachable!() };
        for reading in &found.readings {
            let Some(draws) = reading.draws else { continue };
            let road = matches!(reading.outcome, Outcome::Road(_));
            assert_eq!(draws.road, if road { 3 } else { 0 }, "seed {seed}");
            let no_target = matches!(reading.outcome, Outcome::NoTarget);
            assert_eq!(draws.no_target, if no_target { 3 } else { 0 }, "seed {seed}");
        }
    }
}
