//! More audiences than fit a word: every number and set by its definition, over all states.

use std::collections::{BTreeMap, BTreeSet};

use detente_finding::{Answer, Count, Question, ReadingSpace, SpaceQuestion, Tally};
use detente_model::{AudienceId, Dispute, Level, Scope};
use detente_testkit::{crowd, naive};

const DISPUTES: u64 = 64;

type Places = BTreeSet<usize>;

/// A reading's packages, each with the places of the audiences that reject it.
struct Rejected {
    packages: Vec<Vec<Level>>,
    by: Vec<Places>,
    audiences: usize,
}

impl Rejected {
    fn new(dispute: &Dispute, reading: &str, needs: &[AudienceId]) -> Rejected {
        let reading = dispute.reading(reading).unwrap();
        let packages = naive::feasible_states(dispute, &Scope::whole(dispute));
        let rejects =
            |state: &[Level], audience: AudienceId| !dispute.accepts(reading, audience, state);
        let by = packages.iter().map(|state| {
            let audiences = needs.iter().enumerate();
            audiences.filter(|(_, a)| rejects(state, **a)).map(|(place, _)| place).collect()
        });
        Rejected { by: by.collect(), packages, audiences: needs.len() }
    }

    /// The packages that no one outside the set rejects.
    fn opened(&self, drop: &Places) -> Vec<Vec<Level>> {
        let all = self.packages.iter().zip(&self.by);
        all.filter(|(_, by)| by.is_subset(drop)).map(|(state, _)| state.clone()).collect()
    }

    /// Whether the rules in the set leave nothing.
    fn closed_by(&self, force: &Places) -> bool {
        self.by.iter().all(|by| !by.is_disjoint(force))
    }

    /// The minimal sets that open something: some package is rejected by all of the set and no one
    /// else, and for no part of the set there is one.
    fn minimal(&self) -> BTreeSet<Places> {
        let minimal = |set: &&Places| !self.by.iter().any(|by| by != *set && by.is_subset(set));
        self.by.iter().filter(minimal).cloned().collect()
    }
}

fn without(set: &Places, place: usize) -> Places {
    set.iter().copied().filter(|other| *other != place).collect()
}

/// Minimal sets that meet each of these; nothing if there are very many.
fn hitting(sets: &BTreeSet<Places>) -> Option<BTreeSet<Places>> {
    let mut hitting: BTreeSet<Places> = [Places::new()].into();
    for set in sets {
        let (mut kept, missing): (BTreeSet<Places>, BTreeSet<Places>) =
            hitting.into_iter().partition(|hit| !hit.is_disjoint(set));
        let whole: Vec<Places> = kept.iter().cloned().collect();
        for (hit, place) in missing.iter().flat_map(|hit| set.iter().map(move |p| (hit, *p))) {
            let larger: Places = hit.iter().copied().chain([place]).collect();
            if !whole.iter().any(|part| part.is_subset(&larger)) {
                kept.insert(larger);
            }
        }
        if kept.len() > 400 {
            return None;
        }
        hitting = kept;
    }
    Some(hitting)
}

fn check(dispute: &Dispute, found: &ReadingSpace, about: &str) {
    let needs = dispute.deal.as_ref().unwrap().needs.clone();
    let ids: Vec<&str> = needs.iter().map(|a| dispute.audiences[*a].id.as_str()).collect();
    let places = |names: &[String]| -> Places {
        names.iter().map(|name| ids.iter().position(|id| id == name).unwrap()).collect()
    };
    let rejected = Rejected::new(dispute, &found.reading, &needs);
    let options = dispute.deal_options();
    let tally = |states: &[Vec<Level>]| Tally {
        packages: Count(states.len() as u128),
        deals: Count(naive::distinct(states, &options).len() as u128),
    };
    let joint = tally(&rejected.opened(&Places::new()));
    assert!(found.too_large.is_none(), "{about}");
    assert_eq!(found.joint, joint, "{about}");
    check_masks(&rejected, found, &places, about);
    check_narrowing(&rejected, found, joint, &tally, about);
    if !joint.packages.is_zero() || rejected.packages.is_empty() {
        assert!(found.relaxations.is_empty(), "{about}");
        return;
    }

    let minimal = rejected.minimal();
    let listed: BTreeSet<Places> =
        found.relaxations.iter().map(|line| places(&line.drop)).collect();
    assert!(listed.is_subset(&minimal) && listed.len() == found.relaxations.len(), "{about}");
    assert_eq!(found.relaxations_complete, listed.len() == minimal.len(), "{about}");
    let most = listed.iter().map(BTreeSet::len).max();
    let left_out = minimal.difference(&listed).map(BTreeSet::len).min();
    assert!(left_out.is_none_or(|least| Some(least) >= most), "{about}: fewest audiences first");
    for line in &found.relaxations {
        assert_eq!(line.opens, tally(&rejected.opened(&places(&line.drop))), "{about}");
    }

    let narrowing = found.narrowing.as_ref().unwrap();
    let conflicts: BTreeSet<Places> = narrowing.conflicts.iter().map(|set| places(set)).collect();
    for set in &conflicts {
        assert!(rejected.closed_by(set), "{about}");
        assert!(!set.iter().any(|place| rejected.closed_by(&without(set, *place))), "{about}");
    }
    if let Some(all) = hitting(&minimal) {
        assert!(conflicts.is_subset(&all), "{about}");
        assert!(!narrowing.conflicts_complete || conflicts == all, "{about}");
        // What was not searched through is said; what was left out is no smaller.
        assert!(
            narrowing.conflicts_complete || conflicts.len() == 200 || all.len() > 200,
            "{about}"
        );
    }
}

fn check_masks(
    rejected: &Rejected,
    found: &ReadingSpace,
    places: &dyn Fn(&[String]) -> Places,
    about: &str,
) {
    let mut expected: BTreeMap<Vec<usize>, u128> = BTreeMap::new();
    for by in &rejected.by {
        // In the order in which they are listed: by the last audience they differ in.
        *expected.entry(by.iter().rev().copied().collect()).or_default() += 1;
    }
    let masks = found.masks.iter().map(|line| {
        (places(&line.rejected_by).into_iter().rev().collect::<Vec<_>>(), line.packages.0)
    });
    assert!(masks.eq(expected), "{about}");
}

fn check_narrowing(
    rejected: &Rejected,
    found: &ReadingSpace,
    joint: Tally,
    tally: &dyn Fn(&[Vec<Level>]) -> Tally,
    about: &str,
) {
    let narrowing = found.narrowing.as_ref().unwrap();
    assert_eq!(narrowing.audiences.len(), rejected.audiences, "{about}");
    for (place, line) in narrowing.audiences.iter().enumerate() {
        let drop_one = tally(&rejected.opened(&[place].into()));
        assert_eq!(line.drop_one, drop_one, "{about}");
        let own = || rejected.by.iter().filter(|by| by.contains(&place));
        assert_eq!(line.first_in, Count(own().count() as u128), "{about}");
        assert_eq!(line.last_in, Count(drop_one.packages.0 - joint.packages.0), "{about}");
        // A package is lost with the first of its rejecters, each first equally often.
        let share: f64 = own().map(|by| 1.0 / by.len() as f64).sum();
        assert!((line.shapley.to_f64() - share).abs() < 1e-8, "{about}: {} {share}", line.shapley);
        assert!(line.shapley.numerator < line.shapley.denominator, "{about}");
    }
    if narrowing.rounded_shapley.is_none() {
        let fractions = || narrowing.audiences.iter().map(|line| line.shapley);
        let common = fractions().fold(1, |common: u128, share| {
            let (mut a, mut b) = (common, share.denominator.0);
            while b > 0 {
                (a, b) = (b, a % b);
            }
            common / a * share.denominator.0
        });
        let parts: u128 = fractions().map(|s| s.numerator.0 * (common / s.denominator.0)).sum();
        let whole: u128 = fractions().map(|share| share.whole.0).sum();
        let excluded = rejected.packages.len() as u128 - joint.packages.0;
        assert_eq!((whole + parts / common, parts % common), (excluded, 0), "{about}");
    }
}

#[test]
fn more_audiences_than_bits_are_told_by_their_definitions() {
    let (mut open, mut listed, mut in_conflict, mut rounded) = (0, 0, 0, 0);
    for seed in 0..DISPUTES {
        // Some have so many that shares have no common number of parts.
        let audiences = if seed % 8 == 7 { 600 } else { 65 + (seed * 37 % 56) as usize };
        let dispute = crowd(seed, audiences);
        let question = Question::Space(SpaceQuestion::default());
        let Answer::Space(space) = detente_lens::answer(&dispute, &question).unwrap().answer else {
            unreachable!("a space question has a space answer")
        };
        for found in &space.readings {
            check(&dispute, found, &format!("seed {seed}, {}", found.reading));
            let narrowing = found.narrowing.as_ref().unwrap();
            open += usize::from(!found.joint.packages.is_zero());
            listed += found.relaxations.len();
            in_conflict += narrowing.conflicts.len();
            rounded += usize::from(narrowing.rounded_shapley.is_some());
        }
    }
    let seen = format!("{open} {listed} {in_conflict} {rounded}");
    assert!(open > 20 && listed > 300 && in_conflict > 1_000 && rounded > 2, "{seen}");
}
