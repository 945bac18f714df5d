//! Comparisons of every kind are confirmed, with the right other dossier and no other.

use detente_finding::{CompareQuestion, Contrast, Question, WhatIf};
use detente_model::Dispute;
use detente_recheck::{Outcome, Recheck, other_of, recheck, recheck_beside};
use detente_testkit::{comparisons, counterpart, flagship, random_dispute};

use crate::asked::{HASH, OTHER, casebook};

fn refuted(checked: &Recheck) -> Vec<&detente_recheck::Line> {
    checked.lines.iter().filter(|line| matches!(line.outcome, Outcome::Refuted(_))).collect()
}

/// Asks and checks; the JSON of the finding.
fn check(dispute: &Dispute, other: &Dispute, asked: CompareQuestion, about: &str) -> String {
    let question = Question::Compare(asked);
    let finding = detente_lens::answer_beside(dispute, Some(other), &question).unwrap();
    let json = finding.about(HASH.to_string()).to_json();
    let checked = recheck_beside(&json, dispute, HASH, Some((other, OTHER)));
    assert!(refuted(&checked).is_empty(), "{about}: {question:?}\n{:#?}", refuted(&checked));
    let skipped = |line: &detente_recheck::Line| matches!(line.outcome, Outcome::NotRecounted(_));
    assert!(!checked.lines.iter().any(skipped), "{about}: {checked:#?}");
    json
}

#[test]
fn comparisons_of_random_disputes() {
    for seed in 0..1_500 {
        let dispute = random_dispute(seed);
        let other = counterpart(&dispute, seed);
        for asked in comparisons(&dispute, seed, Some(OTHER)) {
            check(&dispute, &other, asked, &format!("seed {seed}"));
        }
    }
}

#[test]
fn comparisons_of_the_casebook_and_the_flagship() {
    for dispute in casebook() {
        for seed in 0..5 {
            let other = counterpart(&dispute, seed);
            let there = |asked: &CompareQuestion| match &asked.between {
                Contrast::Clock { earlier } => dispute.as_of(earlier.parse().unwrap()).is_ok(),
                _ => true,
            };
            for asked in comparisons(&dispute, seed, Some(OTHER)).into_iter().filter(there) {
                check(&dispute, &other, asked, &dispute.title);
            }
        }
    }
    let dispute = flagship();
    let readings = Contrast::Readings { from: "declared".to_string(), to: "bridging".to_string() };
    let without = vec!["majlis".to_string()];
    let supposed =
        Contrast::WhatIf(WhatIf { drop: vec!["h3".to_string()], without, ..WhatIf::default() });
    for between in [readings, Contrast::Clock { earlier: "2015-07-14".to_string() }, supposed] {
        check(&dispute, &dispute, CompareQuestion::new(between), "flagship");
    }
}

#[test]
fn two_dossiers_are_both_needed() {
    let dispute = random_dispute(3);
    let other = counterpart(&dispute, 3);
    let asked = CompareQuestion::new(Contrast::Dossier { other: Some(OTHER.to_string()) });
    let json = check(&dispute, &other, asked, "two dossiers");
    assert_eq!(other_of(&json).as_deref(), Some(OTHER));
    assert!(!recheck(&json, &dispute, HASH).accepted());
    assert!(!recheck_beside(&json, &dispute, HASH, Some((&other, "22"))).accepted());
    let asked = CompareQuestion::new(Contrast::Clock { earlier: "2010".to_string() });
    assert_eq!(other_of(&check(&dispute, &other, asked, "two clocks")), None);
}
