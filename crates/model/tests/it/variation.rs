//! What-ifs mean what they say, state by state.

use detente_model::{
    AudienceId, Condition, Dispute, Id, Ratification, ReadingId, RulePlace, Scope, Variation,
};
use detente_testkit::random_dispute;

fn all_states(dispute: &Dispute) -> Vec<Vec<u8>> {
    dispute.states_in(&Scope::whole(dispute)).collect()
}

#[test]
fn set_and_drop_change_what_is_feasible_and_nothing_else() {
    for seed in 0..400 {
        let dispute = random_dispute(seed);
        let condition = dispute.deal.as_ref().map_or(Condition::Never, |deal| deal.when.clone());
        let held = Variation { set: vec![condition.clone()], ..Variation::default() };
        let held = dispute.varied(&held);
        let drop = vec![RulePlace::Impossible(0), RulePlace::Implausible(1)];
        let dropped = dispute.varied(&Variation { drop, ..Variation::default() });
        for state in all_states(&dispute) {
            let feasible = dispute.is_feasible(&state);
            assert_eq!(
                held.is_feasible(&state),
                feasible && condition.holds(&state),
                "seed {seed}"
            );
            let others = dispute.impossible.iter().skip(1).all(|rule| !rule.when.holds(&state));
            assert_eq!(dropped.is_feasible(&state), others, "seed {seed}");
            let mut kept = dispute.implausible.iter().enumerate().filter(|(at, _)| *at != 1);
            let flagged = kept.any(|(_, rule)| rule.when.holds(&state));
            assert_eq!(dropped.is_implausible(&state), flagged, "seed {seed}");
        }
        assert_eq!(held.readings, dispute.readings);
    }
}

/// Whether the audience accepts if the one left out always does.
fn accepts(
    dispute: &Dispute,
    reading: ReadingId,
    of: AudienceId,
    without: AudienceId,
    state: &[u8],
) -> bool {
    let member = |id: AudienceId| accepts(dispute, reading, id, without, state);
    match &dispute.audiences[of].ratify {
        _ if of == without => true,
        Some(tree) => tree.passes(&member),
        None => dispute.accepts(reading, of, state),
    }
}

#[test]
fn doing_without_somebody_is_taking_a_yes_for_granted() {
    let mut in_bodies = 0;
    for seed in 0..800 {
        let dispute = random_dispute(seed);
        let Some(deal) = &dispute.deal else { continue };
        for without in dispute.audiences.ids() {
            let say = dispute.say_of(without);
            let variation = Variation { without: vec![without], ..Variation::default() };
            let varied = dispute.varied(&variation);
            let needs = &varied.deal.as_ref().unwrap().needs;
            assert_eq!(needs.len(), deal.needs.len() - usize::from(say.asked));
            in_bodies += usize::from(!say.member_of.is_empty());
            let mut changed = false;
            for state in all_states(&dispute) {
                for reading in dispute.readings.ids() {
                    let joint = varied.is_jointly_accepted(reading, &state);
                    let all = |id: &AudienceId| accepts(&dispute, reading, *id, without, &state);
                    assert_eq!(joint, deal.needs.iter().all(all), "seed {seed}");
                    let before = dispute.is_jointly_accepted(reading, &state);
                    assert!(joint || !before, "seed {seed}: nothing closes");
                    changed |= joint != before;
                }
            }
            assert!(!changed || !say.is_none(), "seed {seed}: who has no say changes nothing");
        }
    }
    assert!(in_bodies > 50, "{in_bodies}");
}

#[test]
fn a_member_of_a_member_has_a_say() {
    let seeds = 0..500;
    let mut found =
        seeds.map(random_dispute).filter(|d| d.audiences.len() >= 3 && d.deal.is_some());
    let mut dispute = found.next().unwrap();
    let [one, two, three] = [0, 1, 2].map(AudienceId::new);
    for audience in dispute.audiences.values_mut() {
        audience.ratify = None;
    }
    dispute.audiences[one].ratify = Some(Ratification::All(vec![Ratification::Audience(two)]));
    dispute.audiences[two].ratify = Some(Ratification::Any(vec![Ratification::Audience(three)]));
    dispute.deal.as_mut().unwrap().needs = vec![one];
    assert!(dispute.say_of(one).asked && dispute.say_of(one).member_of.is_empty());
    assert_eq!(dispute.say_of(two).member_of, [one]);
    assert_eq!(dispute.say_of(three).member_of, [two]);
    dispute.deal.as_mut().unwrap().needs = vec![];
    assert!(dispute.say_of(three).is_none());
}
