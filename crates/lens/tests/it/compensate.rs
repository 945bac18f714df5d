//! Payments against trying every set of audiences, and against known counts of scorable games.

use std::collections::{BTreeMap, BTreeSet};

use detente_finding::{
    Answer, CompensateAnswer, CompensateQuestion, Count, Prices, Question, StartReference,
    Unanswerable,
};
use detente_lens::answer;
use detente_model::random::Stream;
use detente_model::{
    Acceptance, AcceptanceRule, AudienceId, Backing, Condition, Dispute, Id, Level, OptionId,
    Ratification, Rational, ReadingId, Scope, Worth,
};
use detente_testkit::naive::{self, payments};
use detente_testkit::oracles::scorable_games;
use detente_testkit::parts::{audience, equal, not_equal};
use detente_testkit::random_dispute;

const DISPUTES: u64 = 6_000;

fn ask(dispute: &Dispute, question: &CompensateQuestion) -> CompensateAnswer {
    match answer(dispute, &Question::Compensate(question.clone())).unwrap().answer {
        Answer::Compensate(answer) => answer,
        _ => unreachable!(),
    }
}

fn question(dispute: &Dispute, seed: u64) -> CompensateQuestion {
    let mut dice = Stream::new(seed, 0, "compensate");
    let mut below = |n: usize| dice.below(n as u128) as usize;
    let states = dispute.states.values().map(|state| state.id.clone());
    let named: Vec<String> =
        states.chain(dispute.proposals.values().map(|proposal| proposal.id.clone())).collect();
    let chosen = below(named.len() + 3);
    let option = &dispute.options[OptionId::new(below(dispute.options.len()))];
    let set = (option.id.clone(), option.levels[below(option.levels.len())].id.clone());
    CompensateQuestion {
        from: (chosen <= named.len()).then(|| StartReference {
            named: named.get(chosen).cloned(),
            set: if chosen == named.len() { vec![set] } else { Vec::new() },
        }),
        budgets: match below(3) {
            0 => Vec::new(),
            1 => vec!["5".to_string()],
            _ => vec!["2.25".to_string(), "0".to_string(), "10".to_string()],
        },
        focus: dispute.focuses.values().next().filter(|_| below(3) == 0).map(|f| f.id.clone()),
        strict: below(4) == 0,
        list: [0, 1, 6, 100][below(4)],
        readings: Vec::new(),
    }
}

#[test]
fn every_total_is_what_trying_all_payments_says() {
    let (mut paid, mut free, mut never) = (0, 0, 0);
    for seed in 0..DISPUTES {
        let dispute = random_dispute(seed);
        let question = question(&dispute, seed);
        let answer = ask(&dispute, &question);
        assert_eq!(answer.too_large, None, "seed {seed}");
        let focus = question.focus.as_ref().map(|focus| dispute.focus(focus).unwrap());
        let asked = if question.strict { dispute.strict() } else { dispute.clone() };
        let mut packages = naive::feasible_states(&asked, &Scope::of(&dispute, focus));
        packages.retain(|state| asked.is_package(state));
        if asked.deal.is_none() {
            assert!(answer.readings.is_empty());
            continue;
        }
        for (place, reading) in dispute.readings.ids().enumerate() {
            for (number, start) in answer.starts.iter().enumerate() {
                let agrees = |state: &&Vec<Level>| {
                    start.fixes.iter().all(|(option, level)| {
                        let option = dispute.options.find(|entry| entry.id == *option).unwrap();
                        let at = usize::from(state[option.index()]);
                        dispute.options[option].levels[at].id == *level
                    })
                };
                let of_start = packages.iter().filter(agrees).cloned().collect();
                let list = if number == 0 { question.list } else { question.list.min(1) };
                let case = Case { dispute: &asked, reading, packages: of_start, list };
                let scale = Rational::from(answer.scale.0 as i128);
                match case.check(&start.prices[place], &question, scale, seed) {
                    None => never += 1,
                    Some(0) => free += 1,
                    Some(_) => paid += 1,
                }
            }
        }
    }
    assert!(paid > 1000 && free > 2000 && never > 1000, "{paid} {free} {never}");
}

struct Case<'a> {
    dispute: &'a Dispute,
    reading: ReadingId,
    packages: Vec<Vec<Level>>,
    list: usize,
}

impl Case<'_> {
    /// The least total.
    fn check(
        &self,
        found: &Prices,
        question: &CompensateQuestion,
        scale: Rational,
        seed: u64,
    ) -> Option<u128> {
        let Case { dispute, reading, packages, list } = self;
        let members = payments::members(dispute);
        let parts = |amount: Rational| -> u128 {
            assert!((amount * scale).is_integer());
            (amount * scale).to_integer() as u128
        };
        type Known = BTreeMap<Vec<Option<Rational>>, Option<(Rational, Vec<AudienceId>)>>;
        let mut known: Known = BTreeMap::new();
        let mut totals = Vec::new();
        let mut prices_of = Vec::new();
        for state in packages {
            let short =
                |member: &AudienceId| payments::shortfall(dispute, *reading, *member, state);
            let prices: Vec<Option<Rational>> = members.iter().map(short).collect();
            let best = known
                .entry(prices.clone())
                .or_insert_with(|| payments::cheapest(dispute, &members, &prices));
            totals.push(best.as_ref().map(|(total, _)| parts(*total)));
            prices_of.push((prices, best.clone()));
        }
        assert_eq!(found.packages.0, packages.len() as u128, "seed {seed}");
        let within = |most: u128| -> Vec<Vec<Level>> {
            let kept = packages.iter().zip(&totals).filter(|(_, t)| t.is_some_and(|t| t <= most));
            kept.map(|(state, _)| state.clone()).collect()
        };
        let payable = totals.iter().flatten().count() as u128;
        assert_eq!(found.payable, Count(payable), "seed {seed}");
        assert_eq!(found.accepted.0, within(0).len() as u128, "seed {seed}");
        for state in within(0) {
            assert!(dispute.is_jointly_accepted(*reading, &state), "seed {seed}");
        }
        assert_eq!(found.budgets[0].budget, Count(0));
        assert!(found.budgets.is_sorted_by_key(|line| line.budget));
        let options = dispute.deal_options();
        for line in &found.budgets {
            let within = within(line.budget.0);
            assert_eq!(line.tally.packages.0, within.len() as u128, "seed {seed}");
            let deals = naive::distinct(&within, &options).len();
            assert_eq!(line.tally.deals.0, deals as u128, "seed {seed}");
        }
        if question.budgets.is_empty() && payable > 0 {
            assert_eq!(found.budgets.last().unwrap().tally.packages.0, payable, "seed {seed}");
            let half = found.budgets.iter().any(|line| {
                let below = within(line.budget.0.wrapping_sub(1)).len() as u128;
                line.tally.packages.0 * 2 >= payable && (line.budget.0 == 0 || below * 2 < payable)
            });
            assert!(half, "seed {seed}");
        }
        let least = totals.iter().flatten().min().copied();
        let Some(cheapest) = &found.cheapest else {
            assert_eq!(least, None, "seed {seed}");
            return None;
        };
        let least = least.unwrap();
        assert_eq!(cheapest.total, Count(least), "seed {seed}");
        let set: Vec<Vec<Level>> = (packages.iter().zip(&totals))
            .filter(|(_, total)| **total == Some(least))
            .map(|(state, _)| state.clone())
            .collect();
        let deals = naive::distinct(&set, &options);
        assert_eq!(cheapest.tally.packages.0, set.len() as u128, "seed {seed}");
        assert_eq!(cheapest.tally.deals.0, deals.len() as u128, "seed {seed}");
        let listed = if least == 0 { 0 } else { deals.len().min(*list) };
        assert_eq!(cheapest.deals.len(), listed, "seed {seed}");
        for (line, (deal, behind)) in cheapest.deals.iter().zip(&deals) {
            let first = set.iter().find(|state| {
                options.iter().zip(deal).all(|(option, level)| state[option.index()] == *level)
            });
            let first = first.unwrap();
            let ids = dispute.options.values().zip(first);
            let ids: Vec<String> =
                ids.map(|(option, level)| option.levels[usize::from(*level)].id.clone()).collect();
            assert_eq!((&line.witness[..], line.packages.0), (&ids[..], *behind), "seed {seed}");
            let at = packages.iter().position(|state| state == first).unwrap();
            let (prices, best) = &prices_of[at];
            let (_, payees) = best.as_ref().unwrap();
            let open = members.iter().zip(prices).filter(|(_, p)| **p != Some(Rational::from(0)));
            let expected: Vec<(String, Option<u128>, bool)> = open
                .map(|(member, price)| {
                    let id = dispute.audiences[*member].id.clone();
                    (id, price.map(parts), payees.contains(member))
                })
                .collect();
            let said: Vec<(String, Option<u128>, bool)> = (line.rejecting.iter())
                .map(|line| (line.audience.clone(), line.short.map(|short| short.0), line.paid))
                .collect();
            assert_eq!(said, expected, "seed {seed}");
            let sum: u128 =
                said.iter().filter(|(.., paid)| *paid).filter_map(|(_, short, _)| *short).sum();
            assert_eq!(sum, least, "seed {seed}");
            let up_to = |amount: Rational| -> bool {
                let accepting = members.iter().zip(prices);
                let accepting: BTreeSet<AudienceId> = accepting
                    .filter(|(_, price)| price.is_some_and(|price| price <= amount))
                    .map(|(member, _)| *member)
                    .collect();
                payments::passes(dispute, &accepting)
            };
            let equal = prices.iter().copied().flatten().filter(|amount| up_to(*amount)).min();
            assert_eq!(line.equal.map(|equal| equal.0), equal.map(parts), "seed {seed}");
        }
        Some(least)
    }
}

#[test]
fn the_scorable_games_open_as_far_as_is_known() {
    for game in scorable_games() {
        let known = &game.answers["side_payment_counts"];
        let numbers = |key: &str| -> Vec<u128> {
            let list = known[key].as_array().unwrap();
            list.iter().map(|number| u128::from(number.as_u64().unwrap())).collect()
        };
        let budgets = numbers("budgets");
        let question = CompensateQuestion {
            budgets: budgets.iter().map(ToString::to_string).collect(),
            ..CompensateQuestion::default()
        };
        let counts = |dispute: &Dispute| -> Vec<u128> {
            let answer = ask(dispute, &question);
            let prices = &answer.starts[0].prices[0];
            assert_eq!(prices.packages.0, u128::from(game.answers["packages"].as_u64().unwrap()));
            assert_eq!(prices.payable, prices.packages, "everybody can be paid");
            prices.budgets.iter().map(|line| line.tally.packages.0).collect()
        };
        assert_eq!(counts(&game.dispute), numbers("unanimity"), "{}", game.name);
        let rule = numbers("n_minus_1_with_veto");
        // The vetoes stand in the tree twice, or once.
        for tree in [game.all_but(1), game.all_but_once(1)] {
            assert_eq!(counts(&game.ratified_by(tree)), rule, "{}", game.name);
        }
        let majority = (game.dispute.audiences.len() - 1) / 2;
        let tree = game.all_but(majority);
        let within = counts(&game.ratified_by(tree))[0];
        let known = game.answers["majority_with_veto"].as_u64().unwrap();
        assert_eq!(within, u128::from(known), "{}", game.name);
    }
}

#[test]
fn more_conditions_than_a_word_has_bits_are_told_apart() {
    let game = &scorable_games()[0];
    let prices = |members: usize| {
        let mut dispute = game.dispute.clone();
        // Points while two issues are low together: a condition more, behind those of the members.
        let low = |issue: usize| equal(OptionId::new(issue), 0);
        let reading = &mut dispute.readings[ReadingId::new(0)];
        let rule = reading.accept[AudienceId::new(0)].as_mut().map(|accept| &mut accept.rule);
        let Some(AcceptanceRule::Worth { of: Worth::Values(terms), .. }) = rule else { panic!() };
        let bonus = Rational::from(5).into();
        terms.push((Condition::All(vec![low(0), low(1)]), bonus));
        for number in 0..members {
            let member = dispute.audiences.push(audience(&format!("m{number}"), "Member", None));
            let issue = OptionId::new(number % 3);
            let accept = Acceptance {
                rule: AcceptanceRule::When(not_equal(issue, 2)),
                unsure: Rational::from(0),
                backing: Backing::default(),
            };
            dispute.readings[ReadingId::new(0)].accept.push(Some(accept));
            dispute.deal.as_mut().unwrap().needs.push(member);
        }
        ask(&dispute, &CompensateQuestion::default()).starts.remove(0).prices
    };
    // Who asks the same as another changes nothing.
    let few = prices(3);
    assert!(few[0].payable.0 > 0 && few[0].payable < few[0].packages);
    assert_eq!(prices(100), few);
}

#[test]
fn unless_blocked_is_paid_as_the_quota_that_leaves_too_little_to_block() {
    for game in scorable_games() {
        let one = |id: AudienceId| (Rational::from(1), Ratification::Audience(id));
        let of: Vec<(Rational, Ratification)> = game.dispute.audiences.ids().map(one).collect();
        let quota = |needs: usize| {
            let needs = Rational::from(needs as i128);
            Ratification::Quota { needs, of: of.clone() }
        };
        // Two who reject block: all but one have to accept.
        let blocked = game.ratified_by(Ratification::UnlessBlocked(Box::new(quota(2))));
        let quota = game.ratified_by(quota(of.len() - 1));
        let question = CompensateQuestion::default();
        let (a, b) = (ask(&blocked, &question), ask(&quota, &question));
        assert_eq!(a, b, "{}", game.name);
    }
}

#[test]
fn too_many_who_stand_in_several_places_are_an_answer() {
    let game = &scorable_games()[0];
    let mut dispute = game.dispute.clone();
    let first = dispute.audiences[AudienceId::new(0)].clone();
    let rule = dispute.readings[ReadingId::new(0)].accept[AudienceId::new(0)].clone();
    let mut members = Vec::new();
    for number in 0..13 {
        let id = format!("copy{number}");
        members.push(dispute.audiences.push(detente_model::Audience { id, ..first.clone() }));
        dispute.readings[ReadingId::new(0)].accept.push(rule.clone());
    }
    let all = || Ratification::All(members.iter().copied().map(Ratification::Audience).collect());
    let mut body = audience("body", "Body", None);
    body.ratify = Some(Ratification::Any(vec![all(), all()]));
    let body = dispute.audiences.push(body);
    dispute.readings[ReadingId::new(0)].accept.push(None);
    dispute.deal.as_mut().unwrap().needs = vec![body];
    let answer = ask(&dispute, &CompensateQuestion::default());
    assert!(answer.too_large.unwrap().contains("stand in several places"));
    // One fewer is tried.
    let twelve = members[..12].iter().copied().map(Ratification::Audience).collect();
    dispute.audiences[body].ratify =
        Some(Ratification::Any(vec![Ratification::All(twelve), all()]));
    let answer = ask(&dispute, &CompensateQuestion::default());
    assert_eq!(answer.too_large, None);
    let prices = &answer.starts[0].prices[0];
    assert_eq!(prices.accepted.0, 646, "those the one accepts alone");
}

#[test]
fn what_is_no_budget_is_refused() {
    let dispute = random_dispute(1);
    for budget in ["-1", "many", "1e9", ""] {
        let budgets = vec![budget.to_string()];
        let question = CompensateQuestion { budgets, ..CompensateQuestion::default() };
        let refused = answer(&dispute, &Question::Compensate(question));
        assert_eq!(refused, Err(Unanswerable::NotABudget { budget: budget.to_string() }));
    }
}

#[test]
fn too_many_sums_are_an_answer() {
    // Two audiences with points no two sums of which are alike.
    let game = &scorable_games()[0];
    let mut dispute = game.dispute.clone();
    let chair = detente_model::PartyId::new(0);
    for number in 0..24 {
        let option = detente_testkit::parts::option(&format!("x{number}"), chair, &["a", "b"]);
        let option = dispute.options.push(option);
        let reading = ReadingId::new(0);
        for (place, audience) in dispute.audiences.ids().take(2).enumerate() {
            let rule = dispute.readings[reading].accept[audience].as_mut().unwrap();
            if let AcceptanceRule::Worth { of: Worth::Values(terms), at_least } = &mut rule.rule {
                let when: Condition = equal(option, 1);
                let points = if place == 0 { 1 << number } else { 3_i128.pow(number / 2) };
                terms.push((when, detente_model::Quantity::Exact(points.into())));
                *at_least = detente_model::Quantity::Exact(999_999.into());
            }
        }
    }
    let answer = ask(&dispute, &CompensateQuestion::default());
    assert!(answer.too_large.unwrap().contains("sums of points"));
    assert!(answer.readings.is_empty() && answer.starts[0].prices.is_empty());
}
