//! What a stability finding lists, beyond the verdicts themselves.

use detente_finding::{
    Answer, Concept, Count, Move, PathAnswer, PathQuestion, Question, StabilityAnswer,
    StabilityQuestion, StateReference, Unanswerable,
};
use detente_lens::answer;
use detente_model::{Dispute, Id, MoveRule, OptionId, ReadingId};
use detente_testkit::parts::{
    at_least, empty_dispute, equal, option, party, reading, rule, statements,
};
use detente_testkit::{oracles, random_conflict};

fn stability(dispute: &Dispute, asked: StabilityQuestion) -> StabilityAnswer {
    match answer(dispute, &Question::Stability(asked)).unwrap().answer {
        Answer::Stability(stability) => stability,
        _ => unreachable!("a stability question has a stability answer"),
    }
}

fn path(dispute: &Dispute, asked: PathQuestion) -> PathAnswer {
    match answer(dispute, &Question::Path(asked)).unwrap().answer {
        Answer::Path(path) => path,
        _ => unreachable!("a question about paths has a path answer"),
    }
}

#[test]
fn patterns_add_up_and_say_what_the_counts_say() {
    for seed in 0..500 {
        let dispute = random_conflict(seed);
        let Ok(finding) = answer(&dispute, &Question::Stability(StabilityQuestion::default()))
        else {
            continue;
        };
        let Answer::Stability(stability) = finding.answer else { unreachable!() };
        for reading in &stability.readings {
            let all: u128 = reading.patterns.iter().map(|line| line.states.0).sum();
            assert_eq!(Some(Count(all)), stability.feasible, "seed {seed}");
            for line in &reading.equilibria {
                let with = reading.patterns.iter().filter(|p| p.concepts.contains(&line.concept));
                assert_eq!(with.map(|p| p.states.0).sum::<u128>(), line.held.states.0);
            }
            for (verdicts, _) in reading.verdicts.iter().zip(&stability.states) {
                for (at, concept) in stability.concepts.iter().enumerate() {
                    let all = verdicts.parties.iter().all(|party| party.concepts[at].stable);
                    assert_eq!(all, verdicts.equilibrium.contains(concept), "seed {seed}");
                }
            }
        }
    }
}

#[test]
fn a_question_lists_what_it_asks_for() {
    let dispute = oracles::random_3dm().dispute;
    let some = stability(&dispute, StabilityQuestion { list: 5, ..StabilityQuestion::default() });
    assert_eq!(some.states.len(), 5);
    // Nash equilibria are few, and hold under every concept but perhaps SIM as GMCR+ reads it.
    assert!(some.readings[0].verdicts.iter().all(|v| v.equilibrium.len() == 6));
    let concepts = vec![Concept::Gmr, Concept::Nash];
    let two = StabilityQuestion { concepts, list: 0, ..StabilityQuestion::default() };
    let two = stability(&dispute, two);
    assert_eq!(two.concepts, [Concept::Nash, Concept::Gmr]);
    assert!(two.states.is_empty());
    assert_eq!(two.readings[0].equilibria[0].held.states, Count(76));
}

/// Two parties, one option each with `levels` levels, and an improvement only from each step of a
/// staircase to the next.
fn staircase(levels: usize) -> Dispute {
    let names: Vec<String> = (0..levels).map(|level| format!("l{level}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut dispute = empty_dispute("staircase");
    for number in 0..2 {
        let owner = dispute.parties.push(party(&format!("p{number}"), "party"));
        dispute.options.push(option(&format!("o{number}"), owner, &names));
        dispute.options[OptionId::new(number)].moves = MoveRule::one_way();
    }
    let (a, b) = (OptionId::new(0), OptionId::new(1));
    for level in 0..levels as u8 {
        // The first party may lead by one, never more; the second never leads.
        let ahead = detente_testkit::parts::all([
            at_least(a, level.saturating_add(2)),
            detente_testkit::parts::at_most(b, level),
        ]);
        dispute.impossible.push(rule(&format!("a{level}"), ahead, "too far ahead"));
        let behind = detente_testkit::parts::all([
            detente_testkit::parts::at_most(a, level),
            at_least(b, level + 1),
        ]);
        dispute.impossible.push(rule(&format!("b{level}"), behind, "the first leads"));
    }
    let higher = |option| (1..levels as u8).rev().map(move |l| at_least(option, l)).collect();
    let prefer = vec![Some(statements(higher(a))), Some(statements(higher(b)))];
    let given = reading(&dispute, "given", prefer);
    dispute.readings.push(given);
    dispute
}

#[test]
fn a_way_of_a_hundred_moves_is_found_and_counted() {
    let levels = 51;
    let dispute = staircase(levels);
    let all = |level: &str| {
        vec![("o0".to_string(), level.to_string()), ("o1".to_string(), level.to_string())]
    };
    let found = path(
        &dispute,
        PathQuestion {
            from: StateReference { named: None, set: all("l0") },
            to: Some(StateReference { named: None, set: all("l50") }),
            ..PathQuestion::default()
        },
    );
    assert_eq!(found.feasible, Some(Count(2 * levels as u128 - 1)));
    for way in &found.ways {
        assert_eq!((way.moves, way.count), (Some(100), Some(Count(1))), "{:?}", way.way);
        assert_eq!(way.paths[0].len(), 100);
    }
    assert_eq!(found.resting, Some(Count(1)));
    let last: &Move = &found.resting_states[0].path[99].by;
    assert_eq!((last.party.as_str(), last.changes[0].1.as_str()), ("p1", "l50"));
}

#[test]
fn who_prefers_nothing_is_said_and_asked_about() {
    let mut dispute = oracles::cuban().dispute;
    let first = ReadingId::new(0);
    dispute.readings[first].preference[Id::new(1)] = None;
    let some = stability(&dispute, StabilityQuestion::default());
    let party = dispute.parties[Id::new(1)].id.clone();
    assert_eq!(some.readings[0].missing_preferences, [party]);
    assert_eq!(some.readings[0].parties[1].ranks, 1);
    assert!(some.readings[0].parties[1].stable.iter().all(|count| Some(*count) == some.feasible));

    dispute.readings[first].preference[Id::new(0)] = None;
    let asked = Question::Stability(StabilityQuestion::default());
    let refused = answer(&dispute, &asked).unwrap_err();
    assert!(matches!(refused, Unanswerable::NoPreference { .. }), "{refused}");
    assert!(refused.to_string().contains("does not say what"), "{refused}");
}

#[test]
fn no_feasible_state_is_an_answer() {
    let mut dispute = oracles::prisoners().dispute;
    let never = equal(OptionId::new(0), 0);
    dispute.impossible.push(rule("r", never.clone(), "no"));
    dispute.impossible.push(rule("s", detente_model::Condition::Not(Box::new(never)), "no"));
    let none = stability(&dispute, StabilityQuestion::default());
    assert_eq!((none.feasible, none.readings.len()), (Some(Count(0)), 0));
}
