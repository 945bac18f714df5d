//! Whatever the lenses answer is confirmed.

use detente_finding::Question;
use detente_model::{Dispute, Scope};
use detente_recheck::{Outcome, recheck};
use detente_testkit::oracles::{scenarios, scorable_games};
use detente_testkit::{
    random_conflict, random_dispute, random_exchange, random_inspections, random_issues,
};

use crate::asked::{
    HASH, baselines, case, casebook, frontiers, graph, inspections, payments, plain, ratifications,
    refinements, roadmaps,
};

/// Asks, checks, and says how many questions had an answer.
pub(crate) fn check(dispute: &Dispute, questions: &[Question], about: &str) -> usize {
    let mut answered = 0;
    for question in questions {
        let Ok(finding) = detente_lens::answer(dispute, question) else { continue };
        answered += 1;
        let json = finding.about(HASH.to_string()).to_json();
        let checked = recheck(&json, dispute, HASH);
        let refuted: Vec<_> = checked
            .lines
            .iter()
            .filter(|line| matches!(line.outcome, Outcome::Refuted(_)))
            .collect();
        assert!(refuted.is_empty(), "{about}: {question:?}\n{refuted:#?}");
    }
    answered
}

/// So many seeds, or as many as `SEEDS` says.
fn seeds(usual: u64) -> std::ops::Range<u64> {
    0..std::env::var("SEEDS").ok().and_then(|seeds| seeds.parse().ok()).unwrap_or(usual)
}

#[test]
fn counts_and_witnesses_of_the_casebook() {
    for dispute in casebook() {
        check(&dispute, &plain(&dispute), &dispute.title);
    }
}

#[test]
fn counts_and_witnesses_of_random_disputes() {
    for seed in seeds(400) {
        let dispute = random_dispute(seed);
        check(&dispute, &plain(&dispute), &format!("seed {seed}"));
    }
}

#[test]
fn refinements_of_the_casebook_and_of_random_disputes() {
    for dispute in casebook() {
        check(&dispute, &refinements(&dispute), &dispute.title);
    }
    let mut answered = 0;
    for seed in seeds(1000) {
        let dispute = random_dispute(seed);
        answered += check(&dispute, &refinements(&dispute), &format!("seed {seed}"));
    }
    assert!(answered > 1000, "{answered}");
}

#[test]
fn ratifications_of_the_casebook_and_of_random_disputes() {
    for dispute in casebook().iter().chain([&case("harbour")]) {
        check(dispute, &ratifications(dispute), &dispute.title);
    }
    let mut answered = 0;
    for seed in seeds(1000) {
        let dispute = random_dispute(seed);
        answered += check(&dispute, &ratifications(&dispute), &format!("seed {seed}"));
    }
    assert!(answered > 1000, "{answered}");
}

#[test]
fn verdicts_and_paths_of_the_casebook() {
    for dispute in casebook() {
        let answered = check(&dispute, &graph(&dispute), &dispute.title);
        assert!(answered > 10, "{}: {answered}", dispute.title);
    }
}

#[test]
fn verdicts_and_paths_of_random_disputes() {
    let mut answered = 0;
    for seed in seeds(300) {
        let dispute = random_dispute(seed);
        answered += check(&dispute, &graph(&dispute), &format!("seed {seed}"));
    }
    assert!(answered > 1000, "{answered}");
}

#[test]
fn verdicts_and_paths_of_random_conflicts() {
    let mut answered = 0;
    for seed in seeds(200) {
        let dispute = random_conflict(seed);
        answered += check(&dispute, &graph(&dispute), &format!("seed {seed}"));
    }
    assert!(answered > 1000, "{answered}");
}

#[test]
fn baselines_of_the_casebook_of_random_disputes_and_of_draws_of_them() {
    for dispute in casebook() {
        check(&dispute, &baselines(&dispute), &dispute.title);
    }
    let mut answered = 0;
    for seed in seeds(2000) {
        let dispute = random_issues(seed);
        answered += check(&dispute, &baselines(&dispute), &format!("seed {seed}"));
        let drawn = dispute.draw(seed, 1);
        answered += check(&drawn, &baselines(&drawn), &format!("a draw of seed {seed}"));
    }
    assert!(answered > 3000, "{answered}");
}

#[test]
fn numbers_at_the_edge_of_what_is_computed_exactly() {
    let mut fine = 0;
    for seed in seeds(400) {
        let mut dispute = random_issues(seed);
        let digits = 10_i128.pow(1 + (seed % 19) as u32);
        let denominator = detente_model::Rational::from(digits);
        let awkward = |number: &mut detente_model::Quantity, by: i128| {
            let value = number.mode() + detente_model::Rational::from(by) / denominator;
            *number = detente_model::Quantity::Exact(value);
        };
        for party in dispute.parties.values_mut() {
            party.capability.iter_mut().for_each(|capability| awkward(capability, 3));
        }
        for (_, position, salience) in
            dispute.process.issues.iter_mut().flat_map(|issue| &mut issue.positions)
        {
            awkward(position, 7);
            awkward(salience, 1);
        }
        check(&dispute, &baselines(&dispute), &format!("seed {seed}"));
        let finding = detente_lens::answer(&dispute, &baselines(&dispute)[0]).unwrap();
        fine += finding.to_json().matches("\"too-fine\": true").count();
    }
    assert!(fine > 50, "{fine}");
}

#[test]
fn payments_of_the_casebook_of_games_and_of_random_disputes() {
    for dispute in casebook() {
        check(&dispute, &payments(&dispute), &dispute.title);
    }
    for game in scorable_games() {
        let ratified = game.ratified_by(game.all_but(1));
        for dispute in [&game.dispute, &ratified] {
            assert_eq!(check(dispute, &payments(dispute), &game.name), 5, "{}", game.name);
        }
    }
    let mut answered = 0;
    for seed in seeds(1000) {
        let dispute = random_dispute(seed);
        answered += check(&dispute, &payments(&dispute), &format!("seed {seed}"));
    }
    assert!(answered > 1000, "{answered}");
}

#[test]
fn frontiers_of_random_disputes_and_of_known_scenarios() {
    for known in scenarios() {
        check(&known.dispute, &frontiers(&known.dispute), &known.name);
    }
    let mut answered = 0;
    for seed in seeds(1000) {
        let dispute = random_dispute(seed);
        answered += check(&dispute, &frontiers(&dispute), &format!("seed {seed}"));
    }
    assert!(answered > 1000, "{answered}");
}

#[test]
fn inspections_of_the_casebook_and_of_random_disputes() {
    for dispute in casebook() {
        check(&dispute, &inspections(&dispute), &dispute.title);
    }
    let mut answered = 0;
    for seed in seeds(1000) {
        let dispute = random_inspections(seed);
        answered += check(&dispute, &inspections(&dispute), &format!("seed {seed}"));
    }
    assert!(answered >= 3000, "{answered}");
}

#[test]
fn roadmaps_of_the_casebook_and_of_random_disputes() {
    for dispute in casebook() {
        check(&dispute, &roadmaps(&dispute), &dispute.title);
    }
    let mut answered = 0;
    for seed in seeds(300) {
        let dispute = random_inspections(seed);
        answered += check(&dispute, &roadmaps(&dispute), &format!("seed {seed}"));
        let dispute = random_exchange(seed);
        // What holds without payments takes the lens long to find where there are many states.
        if dispute.raw_count(&Scope::whole(&dispute)).is_none_or(|raw| raw > 48) {
            continue;
        }
        answered += check(&dispute, &roadmaps(&dispute), &format!("exchange {seed}"));
    }
    assert!(answered >= 300, "{answered}");
}
