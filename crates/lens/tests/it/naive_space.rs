//! Every number of a space and an overview finding is recounted by enumeration.

use std::collections::BTreeSet;

use detente_finding::{
    Answer, Count, OverviewQuestion, Question, ReadingSpace, SpaceAnswer, SpaceQuestion, Tally,
};
use detente_lens::answer;
use detente_model::{AudienceId, Dispute, Level, OptionId, ReadingId, Scope};
use detente_testkit::{naive, random_dispute};

const DISPUTES: u64 = 10_000;

#[test]
fn every_number_of_a_finding_is_what_enumeration_says() {
    for seed in 0..DISPUTES {
        let dispute = random_dispute(seed);
        let strict = seed % 5 == 0;
        let focus = dispute.focuses.ids().next().filter(|_| seed % 3 == 0);
        let name = focus.map(|f| dispute.focuses[f].id.clone());
        let scope = Scope::of(&dispute, focus);
        let asked = if strict { dispute.strict() } else { dispute.clone() };
        let states = naive::feasible_states(&asked, &scope);

        let question = Question::Space(SpaceQuestion {
            focus: name.clone(),
            strict,
            ..SpaceQuestion::default()
        });
        let Answer::Space(space) = answer(&dispute, &question).unwrap().answer else {
            unreachable!()
        };
        assert_eq!(space.feasible, Some(Count(states.len() as u128)), "seed {seed}");
        check_space(&asked, &states, &space, seed);

        let question = Question::Overview(OverviewQuestion { focus: name, strict });
        let Answer::Overview(overview) = answer(&dispute, &question).unwrap().answer else {
            unreachable!()
        };
        let flagged = states.iter().filter(|s| asked.is_implausible(s)).count();
        assert_eq!(overview.implausible, Some(Count(flagged as u128)), "seed {seed}");
        assert_eq!(overview.packages, space.packages, "seed {seed}");
    }
}

fn check_space(dispute: &Dispute, states: &[Vec<Level>], space: &SpaceAnswer, seed: u64) {
    let Some(deal) = &dispute.deal else {
        assert!(space.packages.is_none() && space.readings.is_empty(), "seed {seed}");
        return;
    };
    let packages: Vec<Vec<Level>> = states.iter().filter(|s| deal.when.holds(s)).cloned().collect();
    let options = dispute.deal_options();
    assert_eq!(space.packages, Some(tally(&packages, &options)), "seed {seed}");
    assert_eq!(space.readings.len(), dispute.readings.len());
    for (reading, found) in dispute.readings.ids().zip(&space.readings) {
        check_reading(dispute, &packages, &options, reading, found, seed);
    }
}

fn tally(states: &[Vec<Level>], options: &[OptionId]) -> Tally {
    let deals = naive::distinct(states, options).len();
    Tally { packages: Count(states.len() as u128), deals: Count(deals as u128) }
}

fn check_reading(
    dispute: &Dispute,
    packages: &[Vec<Level>],
    options: &[OptionId],
    reading: ReadingId,
    found: &ReadingSpace,
    seed: u64,
) {
    let needs = dispute.deal.as_ref().map(|deal| deal.needs.clone()).unwrap_or_default();
    let accepted_by = |who: &[AudienceId]| -> Vec<Vec<Level>> {
        let all = |state: &&Vec<Level>| who.iter().all(|a| dispute.accepts(reading, *a, state));
        packages.iter().filter(all).cloned().collect()
    };
    for (audience, line) in needs.iter().zip(&found.audiences) {
        assert_eq!(line.alone, tally(&accepted_by(&[*audience]), options), "seed {seed}");
        let missing: Vec<&str> = (dispute.missing_rules(reading, *audience).iter())
            .map(|a| dispute.audiences[*a].id.as_str())
            .collect();
        assert_eq!(line.missing_rules, missing, "seed {seed}");
    }
    let joint = accepted_by(&needs);
    assert_eq!(found.joint, tally(&joint, options), "seed {seed}");
    let flagged = joint.iter().filter(|s| dispute.is_implausible(s)).count();
    assert_eq!(found.joint_implausible, Count(flagged as u128), "seed {seed}");

    let ids = |levels: &[Level], of: &[OptionId]| -> Vec<String> {
        let name =
            |(o, l): (&OptionId, &Level)| dispute.options[*o].levels[usize::from(*l)].id.clone();
        of.iter().zip(levels).map(name).collect()
    };
    let deals: Vec<(Vec<String>, Count)> = (naive::distinct(&joint, options).iter())
        .map(|(levels, number)| (ids(levels, options), Count(*number)))
        .collect();
    let listed: Vec<_> = found.deals.iter().map(|d| (d.levels.clone(), d.packages)).collect();
    assert_eq!(listed, deals[..listed.len()], "seed {seed}");
    assert_eq!(found.deals_left_out.0 as usize, deals.len() - listed.len(), "seed {seed}");
    let every: Vec<OptionId> = dispute.options.ids().collect();
    let among = |states: &[Vec<Level>], witness: &Vec<String>| {
        states.iter().any(|state| ids(state, &every) == *witness)
    };
    assert!(found.deals.iter().all(|deal| among(&joint, &deal.witness)), "seed {seed}");

    let total: u128 = found.masks.iter().map(|line| line.packages.0).sum();
    assert_eq!(total, packages.len() as u128, "seed {seed}: the certificate adds up");
    if !joint.is_empty() {
        assert!(found.relaxations.is_empty(), "seed {seed}");
        return;
    }
    // By definition: all subsets, kept if they open the space and no proper part of them does.
    let mut minimal: BTreeSet<Vec<String>> = BTreeSet::new();
    for mask in 0_u64..1 << needs.len() {
        let kept = |drop: u64| -> Vec<AudienceId> {
            let stays = |(bit, _): &(usize, &AudienceId)| drop >> bit & 1 == 0;
            needs.iter().enumerate().filter(stays).map(|(_, a)| *a).collect()
        };
        let opens = |drop: u64| !accepted_by(&kept(drop)).is_empty();
        let parts =
            (0..needs.len()).filter(|bit| mask >> bit & 1 == 1).map(|bit| mask & !(1 << bit));
        if opens(mask) && !parts.into_iter().any(opens) {
            let name = |(_, a): (usize, &AudienceId)| dispute.audiences[*a].id.clone();
            let dropped = needs.iter().enumerate().filter(|(bit, _)| mask >> bit & 1 == 1);
            let names: Vec<String> = dropped.map(name).collect();
            let line = found.relaxations.iter().find(|line| line.drop == names);
            let line = line.unwrap_or_else(|| panic!("seed {seed}: {names:?} is missing"));
            let opened = accepted_by(&kept(mask));
            assert_eq!(line.opens, tally(&opened, options), "seed {seed}");
            assert!(among(&opened, &line.witness), "seed {seed}");
            minimal.insert(names);
        }
    }
    assert_eq!(found.relaxations.len(), minimal.len(), "seed {seed}");
}
