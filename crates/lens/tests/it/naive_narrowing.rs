//! What each rule excludes and which exclude each other, by the definitions: all sets of audiences.

use std::collections::BTreeSet;

use detente_finding::{Answer, Count, Narrowing, Question, ReadingSpace, SpaceQuestion};
use detente_model::{Condition, Dispute, Level, OptionId, Scope};
use detente_testkit::{naive, random_dispute};

const DISPUTES: u64 = 10_000;

/// A reading's packages and what each audience accepts.
struct Naive<'a> {
    packages: &'a [Vec<Level>],
    options: &'a [OptionId],
    rules: Vec<Condition>,
}

impl Naive<'_> {
    /// The packages left when only the rules in this set are in force.
    fn left(&self, force: usize) -> Vec<Vec<Level>> {
        let accepted = |state: &&Vec<Level>| {
            let mut rules = self.rules.iter().enumerate().filter(|(bit, _)| force >> bit & 1 == 1);
            rules.all(|(_, rule)| rule.holds(state))
        };
        self.packages.iter().filter(accepted).cloned().collect()
    }

    fn check(&self, found: &Narrowing, seed: u64) {
        let n = self.rules.len();
        assert_eq!(found.audiences.len(), n, "seed {seed}");
        let all = (1 << n) - 1;
        let left: Vec<u128> = (0..=all).map(|force| self.left(force).len() as u128).collect();
        let factorial = |k: usize| (1..=k as u128).product::<u128>();
        for (place, line) in found.audiences.iter().enumerate() {
            let own = 1 << place;
            let drop_one = self.left(all ^ own);
            assert_eq!(line.drop_one.packages, Count(drop_one.len() as u128), "seed {seed}");
            let deals = naive::distinct(&drop_one, self.options).len();
            assert_eq!(line.drop_one.deals, Count(deals as u128), "seed {seed}");
            assert_eq!(line.first_in, Count(left[0] - left[own]), "seed {seed}");
            assert_eq!(line.last_in, Count(left[all ^ own] - left[all]), "seed {seed}");
            // n! times what the rule adds, summed over all orders.
            let (mut sum, mut logarithms) = (0, 0.0);
            for before in (0..=all).filter(|before| before & own == 0) {
                let k = (before as u32).count_ones() as usize;
                let orders = factorial(k) * factorial(n - k - 1);
                let (with, without) = (left[before | own], left[before]);
                sum += orders * (without - with);
                let narrowed = libm::log1p(without as f64) - libm::log1p(with as f64);
                logarithms += orders as f64 / factorial(n) as f64 * narrowed;
            }
            let share = line.shapley;
            let parts = share.whole.0 * share.denominator.0 + share.numerator.0;
            assert_eq!(parts * factorial(n), sum * share.denominator.0, "seed {seed}");
            assert!(share.numerator < share.denominator, "seed {seed}");
            let lowest = (2..=share.denominator.0)
                .find(|d| share.denominator.0 % d == 0 && share.numerator.0 % d == 0);
            assert_eq!(lowest, None, "seed {seed}: in lowest terms");
            let said = line.log_shapley.unwrap().to_f64();
            assert!((said - logarithms).abs() < 1e-9, "seed {seed}: {said} {logarithms}");
        }
    }

    /// The minimal sets whose rules leave nothing, by the names of their audiences.
    fn conflicts(&self, audiences: &[&str]) -> BTreeSet<Vec<String>> {
        let empty = |force: usize| self.left(force).is_empty();
        let n = self.rules.len();
        let minimal = |force: &usize| {
            let mut parts = (0..n).filter(|bit| force >> bit & 1 == 1).map(|bit| force ^ 1 << bit);
            empty(*force) && !parts.any(empty)
        };
        let names = |force: usize| {
            let inside = audiences.iter().enumerate().filter(|(bit, _)| force >> bit & 1 == 1);
            inside.map(|(_, id)| id.to_string()).collect()
        };
        (1..1 << n).filter(minimal).map(names).collect()
    }
}

fn readings(dispute: &Dispute, conflicts: usize) -> Vec<ReadingSpace> {
    let question = Question::Space(SpaceQuestion { conflicts, ..SpaceQuestion::default() });
    match detente_lens::answer(dispute, &question).unwrap().answer {
        Answer::Space(space) => space.readings,
        _ => unreachable!("a space question has a space answer"),
    }
}

#[test]
fn shares_and_conflicts_are_what_all_sets_of_audiences_say() {
    let (mut shared, mut several) = (0, 0);
    for seed in 0..DISPUTES {
        let dispute = random_dispute(seed);
        let Some(deal) = &dispute.deal else { continue };
        let states = naive::feasible_states(&dispute, &Scope::whole(&dispute));
        let packages: Vec<_> = states.into_iter().filter(|s| deal.when.holds(s)).collect();
        let options = dispute.deal_options();
        let ids: Vec<&str> =
            deal.needs.iter().map(|audience| dispute.audiences[*audience].id.as_str()).collect();
        let cut = readings(&dispute, 1);
        for (place, found) in readings(&dispute, 200).iter().enumerate() {
            let reading = dispute.reading(&found.reading).unwrap();
            let rules = deal.needs.iter().map(|a| dispute.acceptance(reading, *a)).collect();
            let naive = Naive { packages: &packages, options: &options, rules };
            let narrowing = found.narrowing.as_ref().unwrap();
            naive.check(narrowing, seed);
            shared +=
                usize::from(narrowing.audiences.iter().any(|l| !l.shapley.numerator.is_zero()));
            let expected = match packages.is_empty() {
                true => BTreeSet::new(),
                false => naive.conflicts(&ids),
            };
            let listed: BTreeSet<Vec<String>> = narrowing.conflicts.iter().cloned().collect();
            assert_eq!((&listed, narrowing.conflicts_complete), (&expected, true), "seed {seed}");
            assert_eq!(listed.len(), narrowing.conflicts.len(), "seed {seed}");
            assert!(narrowing.conflicts.is_sorted_by_key(Vec::len), "seed {seed}");
            several += usize::from(expected.len() > 1);
            let cut = cut[place].narrowing.as_ref().unwrap();
            assert_eq!(cut.conflicts, narrowing.conflicts[..expected.len().min(1)], "seed {seed}");
            assert_eq!(cut.conflicts_complete, expected.len() <= 1, "seed {seed}");
        }
    }
    assert!(shared > 300 && several > 50, "{shared} {several}");
}
