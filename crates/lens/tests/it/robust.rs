//! Sure and possible acceptance against all ends of all ranges; shares against every draw by itself.

use std::collections::{BTreeMap, BTreeSet};

use detente_finding::{
    Answer, Bounds, Count, Question, RobustAnswer, RobustQuestion, Spread, Tally,
};
use detente_lens::answer;
use detente_model::{
    Acceptance, AcceptanceRule, Audience, AudienceId, Backing, Cause, Condition, Deal, Dispute,
    Effect, Id, Interest, Level, OptionId, PreferenceForm, Quantity, Rational, ReadingId, Scope,
    Uncertainty, Worth,
};
use detente_testkit::{flagship, naive, parts, random_dispute};

const DISPUTES: u64 = 4_000;

fn ask(dispute: &Dispute, question: &RobustQuestion) -> RobustAnswer {
    match answer(dispute, &Question::Robust(question.clone())).unwrap().answer {
        Answer::Robust(answer) => answer,
        _ => unreachable!(),
    }
}

fn tally(states: &[Vec<Level>], options: &[OptionId], holds: impl Fn(&[Level]) -> bool) -> Tally {
    let held: Vec<Vec<Level>> = states.iter().filter(|state| holds(state)).cloned().collect();
    let deals = naive::distinct(&held, options).len();
    Tally { packages: Count(held.len() as u128), deals: Count(deals as u128) }
}

/// The dispute with each of these uncertain things at one end: the low one where its bit is set.
fn at_ends(dispute: &Dispute, paths: &[String], ends: u32) -> Dispute {
    let mut settled = dispute.clone();
    let low =
        |path: &str| paths.iter().position(|known| known == path).map(|bit| ends >> bit & 1 == 1);
    settled.for_each_quantity(&mut |path, quantity| {
        if let Some(low) = low(path) {
            let (least, most) = quantity.bounds();
            *quantity = Quantity::Exact(if low { least } else { most });
        }
    });
    for reading in dispute.readings.ids() {
        for audience in dispute.audiences.ids() {
            let (id, of) = (&dispute.audiences[audience].id, &dispute.readings[reading].id);
            let path = format!("reading.{of}.accept.{id}.unsure");
            if let Some(rule) = &mut settled.readings[reading].accept[audience]
                && let Some(held) = low(&path)
            {
                rule.unsure = Rational::from(i128::from(!held));
            }
        }
    }
    settled
}

#[test]
fn sure_and_possible_are_what_all_ends_of_all_ranges_say() {
    let (mut audiences, mut uncertain, mut shared, mut loose) = (0, 0, 0, 0);
    for seed in 0..DISPUTES {
        let dispute = random_dispute(seed);
        let scope = Scope::whole(&dispute);
        let mut states = naive::feasible_states(&dispute, &scope);
        states.truncate(60);
        let answer = ask(&dispute, &RobustQuestion { draws: 0, ..RobustQuestion::default() });
        for (place, reading) in dispute.readings.ids().enumerate() {
            let singles: BTreeMap<AudienceId, BTreeSet<String>> = (dispute.audiences.ids())
                .filter(|id| dispute.audiences[*id].ratify.is_none())
                .map(|id| (id, dispute.uncertain_in(reading, id)))
                .collect();
            for (audience, paths) in &singles {
                audiences += 1;
                uncertain += usize::from(!paths.is_empty());
                check(&dispute, reading, &[*audience], paths, &states, true);
            }
            let Some(deal) = &dispute.deal else { continue };
            let members: BTreeSet<AudienceId> =
                deal.needs.iter().flat_map(|id| dispute.with_members(*id)).collect();
            let all: Vec<&String> = members.iter().flat_map(|id| &singles[id]).collect();
            let paths: BTreeSet<String> = all.iter().map(|path| (*path).clone()).collect();
            let line = &answer.readings[place];
            assert_eq!(line.uncertain, paths.iter().cloned().collect::<Vec<_>>(), "seed {seed}");
            assert_eq!(line.shared.is_empty(), all.len() == paths.len(), "seed {seed}");
            let bodies = deal.needs.iter().any(|id| dispute.audiences[*id].ratify.is_some());
            let exact = line.shared.is_empty();
            if !exact {
                shared += 1;
            }
            if exact || !bodies {
                loose += check(&dispute, reading, &deal.needs, &paths, &states, exact);
            }
        }
    }
    assert!(audiences > 10_000 && uncertain > 2_000, "{audiences} {uncertain}");
    assert!(shared > 4, "{shared} {loose}");
}

/// Checks what these accept all together; in how many states possibly is more than the truth.
fn check(
    dispute: &Dispute,
    reading: ReadingId,
    who: &[AudienceId],
    paths: &BTreeSet<String>,
    states: &[Vec<Level>],
    exact: bool,
) -> usize {
    let paths: Vec<String> = paths.iter().cloned().collect();
    if paths.len() > 7 {
        return 0;
    }
    let settled: Vec<Dispute> =
        (0..1 << paths.len()).map(|ends| at_ends(dispute, &paths, ends)).collect();
    let rules = [Uncertainty::Surely, Uncertainty::Possibly].map(|which| {
        let rules = who.iter().map(|id| dispute.acceptance_under(which, reading, *id).unwrap());
        rules.collect::<Vec<_>>()
    });
    let mut loose = 0;
    for state in states {
        let all = |d: &Dispute| who.iter().all(|id| d.accepts(reading, *id, state));
        let truth = [settled.iter().all(all), settled.iter().any(all)];
        for ((which, rules), truth) in
            [Uncertainty::Surely, Uncertainty::Possibly].into_iter().zip(&rules).zip(truth)
        {
            let said = who.iter().all(|id| dispute.accepts_under(which, reading, *id, state));
            assert_eq!(rules.iter().all(|rule| rule.holds(state)), said);
            if exact || which == Uncertainty::Surely {
                assert_eq!(said, truth, "{} {which:?} {paths:?} {state:?}", dispute.title);
            } else {
                assert!(said || !truth, "{} {which:?} {state:?}", dispute.title);
                loose += usize::from(said && !truth);
            }
        }
        let modes = who.iter().all(|id| dispute.accepts(reading, *id, state));
        assert!((!truth[0] || modes) && (!modes || truth[1] || !exact));
    }
    loose
}

/// Two parties who weigh one uncertain effect against each other: each would accept it in some value,
/// never both in the same.
#[test]
fn what_rests_on_a_shared_range_is_an_upper_bound_together() {
    let mut dispute = parts::empty_dispute("shared");
    let number = |n, d| Quantity::Exact(Rational::new(n, d));
    let parties = ["a", "b"].map(|id| dispute.parties.push(parts::party(id, id)));
    let option = dispute.options.push(parts::option("o", parties[0], &["no", "yes"]));
    let interest = Interest { id: "i".into(), name: "i".into(), backing: Backing::default() };
    let interest = dispute.interests.push(interest);
    let uncertain = Quantity::Uniform { low: Rational::from(0), high: Rational::from(2) };
    dispute.effects.push(Effect {
        of: Cause::Levels(option, vec![number(0, 1), uncertain]),
        interest,
        backing: Backing::default(),
    });
    for (id, party) in ["a", "b"].into_iter().zip(parties) {
        let audience = parts::audience(id, id, Some(party));
        dispute.audiences.push(Audience { is_party: true, ..audience });
    }
    let weigh = |weight| Some(PreferenceForm::Interests(vec![(interest, number(weight, 1))]));
    let mut reading = parts::reading(&dispute, "r", vec![weigh(1), weigh(-1)]);
    let rule = |party, at_least| {
        let rule = AcceptanceRule::Worth { of: Worth::Preference(party), at_least };
        Some(Acceptance { rule, unsure: Rational::from(0), backing: Backing::default() })
    };
    reading.accept =
        [rule(parties[0], number(3, 2)), rule(parties[1], number(-1, 2))].into_iter().collect();
    dispute.readings.push(reading);
    let needs = dispute.audiences.ids().collect();
    dispute.deal = Some(Deal { when: Condition::Always, needs, backing: Backing::default() });

    let line = &ask(&dispute, &RobustQuestion::default()).readings[0];
    assert_eq!(line.shared, ["option.o.effects.i.yes"]);
    let possibly = |at: usize| line.audiences[at].accepts.possibly.packages;
    assert_eq!((possibly(0), possibly(1)), (Count(1), Count(2)));
    assert_eq!(line.joint.possibly.packages, Count(1));
    let draws = line.draws.as_ref().unwrap();
    assert_eq!((draws.shares.open, draws.sometimes), (0, Count(0)), "never in the same value");
    let ends: BTreeSet<String> = line.shared.iter().cloned().collect();
    let states: Vec<Vec<Level>> = vec![vec![0], vec![1]];
    let (reading, needs) = (ReadingId::new(0), dispute.deal.as_ref().unwrap().needs.clone());
    assert_eq!(check(&dispute, reading, &needs, &ends, &states, false), 1);
}

#[test]
fn bounds_and_shares_are_what_enumeration_says() {
    let (mut drawn, mut ranked, mut cut) = (0, 0, 0);
    for seed in 0..DISPUTES {
        let dispute = random_dispute(seed);
        let question = RobustQuestion {
            focus: dispute.focuses.values().next().filter(|_| seed % 3 == 0).map(|f| f.id.clone()),
            strict: seed % 4 == 1,
            draws: (seed % 12) as u32,
            seed,
            list: [0, 1, 3, 1000][seed as usize / 3 % 4],
            ..RobustQuestion::default()
        };
        let answer = ask(&dispute, &question);
        let focus = question.focus.as_ref().map(|focus| dispute.focus(focus).unwrap());
        let scope = Scope::of(&dispute, focus);
        let asked = if question.strict { dispute.strict() } else { dispute.clone() };
        let Some(deal) = &asked.deal else {
            assert!(answer.readings.is_empty());
            continue;
        };
        let options = asked.deal_options();
        let mut packages = naive::feasible_states(&asked, &scope);
        packages.retain(|state| asked.is_package(state));
        let packages = naive::sorted_by(&packages, &options);
        assert_eq!(answer.packages, Some(tally(&packages, &options, |_| true)), "seed {seed}");
        for (reading, line) in asked.readings.ids().zip(&answer.readings) {
            let of = |who: &[AudienceId]| {
                let under = |which| {
                    tally(&packages, &options, |state| {
                        who.iter().all(|id| asked.accepts_under(which, reading, *id, state))
                    })
                };
                Bounds {
                    surely: under(Uncertainty::Surely),
                    modes: tally(&packages, &options, |state| {
                        who.iter().all(|id| asked.accepts(reading, *id, state))
                    }),
                    possibly: under(Uncertainty::Possibly),
                }
            };
            for (audience, line) in deal.needs.iter().zip(&line.audiences) {
                assert_eq!(line.accepts, of(&[*audience]), "seed {seed}");
            }
            assert_eq!(line.joint, of(&deal.needs), "seed {seed}");
            assert_eq!(
                line.draws.is_some(),
                !line.uncertain.is_empty() && question.draws > 0,
                "seed {seed}"
            );
            let Some(draws) = &line.draws else { continue };
            drawn += 1;
            let mut counts: BTreeMap<Vec<Level>, u32> = BTreeMap::new();
            let (mut sizes, mut deals, mut open) = (Vec::new(), Vec::new(), 0);
            for number in 0..u64::from(question.draws) {
                let drawn = asked.draw(question.seed, number);
                let accepted: Vec<Vec<Level>> = (packages.iter())
                    .filter(|state| drawn.is_jointly_accepted(reading, state))
                    .cloned()
                    .collect();
                let distinct = naive::distinct(&accepted, &options);
                sizes.push(accepted.len() as u128);
                deals.push(distinct.len() as u128);
                open += u32::from(!accepted.is_empty());
                distinct.into_iter().for_each(|(deal, _)| *counts.entry(deal).or_default() += 1);
            }
            assert_eq!(draws.packages, Spread::of(sizes), "seed {seed}");
            assert_eq!(draws.deals, Spread::of(deals), "seed {seed}");
            assert_eq!(draws.shares.open, open, "seed {seed}");
            assert_eq!(draws.sometimes, Count(counts.len() as u128), "seed {seed}");
            let always = counts.values().filter(|n| **n == question.draws).count();
            assert_eq!(draws.always, Count(always as u128), "seed {seed}");
            let mut order: Vec<(Vec<Level>, u32)> = counts.into_iter().collect();
            order.sort_by_key(|(_, draws)| std::cmp::Reverse(*draws));
            let listed = order.len().min(question.list);
            ranked += listed;
            cut += usize::from(listed < order.len());
            assert_eq!(draws.shares.deals.len(), listed, "seed {seed}");
            assert_eq!(draws.shares.deals_left_out.0 as usize, order.len() - listed);
            for (line, (deal, draws)) in draws.shares.deals.iter().zip(order) {
                let first = packages.iter().find(|state| {
                    options.iter().zip(&deal).all(|(o, level)| state[o.index()] == *level)
                });
                let ids = |state: &Vec<Level>| -> Vec<String> {
                    let levels = asked.options.values().zip(state);
                    levels.map(|(o, l)| o.levels[usize::from(*l)].id.clone()).collect()
                };
                assert_eq!((line.draws, Some(line.witness.clone())), (draws, first.map(ids)));
            }
        }
    }
    assert!(drawn > 1_000 && ranked > 1_000 && cut > 100, "{drawn} {ranked} {cut}");
}

#[test]
fn nothing_is_uncertain_in_the_acceptance_rules_of_the_flagship() {
    let answer = ask(&flagship(), &RobustQuestion::default());
    assert_eq!(answer.readings.len(), 2);
    for (line, packages) in answer.readings.iter().zip([0, 31_104]) {
        assert!(line.uncertain.is_empty() && line.draws.is_none());
        assert_eq!(line.joint.surely, line.joint.possibly);
        assert_eq!(line.joint.modes.packages, Count(packages));
    }
}
