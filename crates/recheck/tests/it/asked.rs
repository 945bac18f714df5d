//! Disputes and questions to check answers to.

use std::path::Path;

use detente_dossier::{Texts, read_texts};
use detente_finding::{
    BaselineQuestion, CompensateQuestion, Concept, Count, Exact, FrontierQuestion,
    OverviewQuestion, PartyConcept, PathQuestion, Question, RatifyQuestion, RefineQuestion,
    RoadmapQuestion, RobustQuestion, Simultaneity, SpaceQuestion, StabilityQuestion, Stage,
    StartReference, StateReference, StateSet, StatesQuestion, VerificationQuestion, WhyQuestion,
    Yardstick,
};
use detente_model::{Dispute, Id, OptionId, Rational};

/// The hash that findings are stamped with here.
pub(crate) const HASH: &str = "00ff";

/// The hash of the other of two dossiers here.
pub(crate) const OTHER: &str = "11ee";

/// A small dossier of the casebook.
pub(crate) fn case(name: &str) -> Dispute {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../casebook").join(name);
    let read = |file: &str| std::fs::read_to_string(folder.join(file)).ok();
    let (dossier, events, sources) =
        (read("dossier.toml").unwrap(), read("events.csv"), read("sources.bib"));
    let texts = Texts::new(Path::new(name), &dossier, events.as_deref(), sources.as_deref());
    read_texts(texts).dispute.unwrap()
}

/// The small dossiers of the casebook.
pub(crate) fn casebook() -> Vec<Dispute> {
    ["cuba-1962", "elmira", "prisoners-dilemma"].map(case).into()
}

/// Questions to the first lenses.
pub(crate) fn plain(dispute: &Dispute) -> Vec<Question> {
    let focus = dispute.focuses.values().next().map(|focus| focus.id.clone());
    let reading = dispute.readings.values().next().map(|reading| reading.id.to_uppercase());
    let mut questions = Vec::new();
    for (strict, focus) in [(false, None), (true, None), (false, focus.clone()), (true, focus)] {
        let f = || focus.clone();
        questions.push(Question::Overview(OverviewQuestion { focus: f(), strict }));
        let space = SpaceQuestion { focus: f(), strict, ..SpaceQuestion::default() };
        questions.push(Question::Space(space.clone()));
        let readings = reading.iter().cloned().collect();
        questions.push(Question::Space(SpaceQuestion {
            readings,
            deals: 2,
            relaxations: 1,
            ..space
        }));
        for of in [StateSet::Feasible, StateSet::Packages, StateSet::Acceptable] {
            let page = StatesQuestion {
                of,
                reading: reading.clone(),
                focus: f(),
                strict,
                offset: Count(2),
                limit: 3,
                sample: None,
            };
            questions.push(Question::States(StatesQuestion { sample: Some(5), ..page.clone() }));
            questions.push(Question::States(page));
        }
    }
    questions
}

/// Questions about refinements: the record, and starts of every kind with every yardstick.
pub(crate) fn refinements(dispute: &Dispute) -> Vec<Question> {
    let focus = dispute.focuses.values().next().map(|focus| focus.id.clone());
    let mover = dispute.parties.values().next().map(|party| party.id.clone());
    let proposal = dispute.proposals.values().next().map(|proposal| proposal.id.clone());
    let set = |option: usize, level: usize| {
        let entry = &dispute.options[OptionId::new(option % dispute.options.len())];
        (entry.id.clone(), entry.levels[level % entry.levels.len()].id.clone())
    };
    let from = |named, set| Some(StartReference { named, set });
    let state = dispute.states.values().next_back().map(|state| state.id.to_uppercase());
    let starts = [
        None,
        from(state, vec![]),
        from(proposal, vec![set(2, 1)]),
        from(None, vec![set(0, 0), set(1, 1), set(3, 1), set(4, 0)]),
    ];
    let yardsticks = [Yardstick::Steps, Yardstick::Options, Yardstick::Cost];
    let mut questions = Vec::new();
    for (number, from) in starts.iter().cycle().take(12).cloned().enumerate() {
        questions.push(Question::Refine(RefineQuestion {
            from,
            by: yardsticks[number % 3],
            movers: mover.iter().filter(|_| number % 5 == 4).cloned().collect(),
            floors: if number % 4 == 3 { vec![set(number, 1)] } else { Vec::new() },
            focus: focus.clone().filter(|_| number % 7 == 6),
            strict: number % 6 == 5,
            list: [6, 2, 40][number % 3],
            ..RefineQuestion::default()
        }));
    }
    questions
}

/// Questions about baselines: all of them, and one issue by name, as strictly as can be.
pub(crate) fn baselines(dispute: &Dispute) -> Vec<Question> {
    let issue = dispute.process.issues.first().map(|issue| issue.id.to_uppercase());
    let reading = dispute.readings.values().next_back().map(|reading| reading.id.clone());
    let one = BaselineQuestion {
        issues: issue.into_iter().collect(),
        readings: reading.into_iter().collect(),
        strict: true,
    };
    vec![Question::Baseline(BaselineQuestion::default()), Question::Baseline(one)]
}

/// Questions about ratification and about what is sure: the record, starts of every kind, few draws.
pub(crate) fn ratifications(dispute: &Dispute) -> Vec<Question> {
    let focus = dispute.focuses.values().next().map(|focus| focus.id.clone());
    let proposal = dispute.proposals.values().next().map(|proposal| proposal.id.clone());
    let state = dispute.states.values().next_back().map(|state| state.id.to_uppercase());
    let option = &dispute.options[OptionId::new(0)];
    let set = (option.id.clone(), option.levels[1].id.clone());
    let from = |named, set| Some(StartReference { named, set });
    let starts =
        [None, from(proposal, Vec::new()), from(state, vec![set.clone()]), from(None, vec![set])];
    let mut questions = Vec::new();
    for (number, from) in starts.into_iter().enumerate() {
        questions.push(Question::Ratify(RatifyQuestion {
            from,
            focus: focus.clone().filter(|_| number == 2),
            strict: number == 1,
            draws: [6, 5, 0, 3][number],
            seed: number as u64,
            list: [4, 1, 100, 0][number],
            ..RatifyQuestion::default()
        }));
        questions.push(Question::Robust(RobustQuestion {
            focus: focus.clone().filter(|_| number == 3),
            strict: number == 2,
            draws: [4, 0, 7, 6][number],
            seed: number as u64,
            list: [100, 1, 3, 0][number],
            ..RobustQuestion::default()
        }));
    }
    questions
}

/// Questions about payments: all packages with the record, and starts of every kind.
pub(crate) fn payments(dispute: &Dispute) -> Vec<Question> {
    let focus = dispute.focuses.values().next().map(|focus| focus.id.clone());
    let option = &dispute.options[OptionId::new(0)];
    let set = vec![(option.id.clone(), option.levels[0].id.to_uppercase())];
    let proposal = dispute.proposals.values().next().map(|proposal| proposal.name.clone());
    let state = dispute.states.values().next_back().map(|state| state.id.to_uppercase());
    let from = |named, set| Some(StartReference { named, set });
    let budgets = |texts: &[&str]| texts.iter().map(ToString::to_string).collect();
    let ask = |from, texts, list| CompensateQuestion {
        from,
        budgets: budgets(texts),
        list,
        ..CompensateQuestion::default()
    };
    let reading = dispute.readings.values().next_back().map(|reading| reading.id.clone());
    let mut questions = vec![
        ask(None, &[][..], 6),
        ask(from(None, set.clone()), &["3", "0.5", "3.0"], 2),
        ask(from(proposal, vec![]), &[], 40),
        ask(from(state, set), &["12"], 6),
    ];
    questions[1].readings = reading.into_iter().collect();
    questions[2].strict = true;
    let narrow = CompensateQuestion { focus, list: 0, ..CompensateQuestion::default() };
    questions.push(narrow);
    questions.into_iter().map(Question::Compensate).collect()
}

/// Questions about stability, why and paths.
pub(crate) fn graph(dispute: &Dispute) -> Vec<Question> {
    let focus = dispute.focuses.values().next().map(|focus| focus.id.clone());
    let reading = dispute.readings.values().next().map(|reading| reading.id.clone());
    let profile: Vec<PartyConcept> =
        (dispute.parties.values().zip(Concept::ALL.iter().cycle().skip(1)))
            .map(|(party, concept)| PartyConcept { party: party.id.clone(), concept: *concept })
            .collect();
    let mut questions = Vec::new();
    let sims = [Simultaneity::FraserHipel, Simultaneity::GmcrPlus];
    for (number, focus) in [None, focus].into_iter().enumerate() {
        for (sim, strict) in sims.into_iter().zip([number == 1, number == 0]) {
            let f = || focus.clone();
            questions.push(Question::Stability(StabilityQuestion {
                focus: f(),
                strict,
                sim,
                profile: if strict { profile.clone() } else { Vec::new() },
                list: if strict { 2 } else { 8 },
                ..StabilityQuestion::default()
            }));
            let reference = |option: usize, level: usize| {
                let option = OptionId::new(option % dispute.options.len());
                let entry = &dispute.options[option];
                let level = entry.levels[level % entry.levels.len()].id.clone();
                StateReference { named: None, set: vec![(entry.id.clone(), level)] }
            };
            questions.push(Question::Why(WhyQuestion {
                reading: reading.clone(),
                focus: f(),
                strict,
                sim,
                threats: 3,
                ..WhyQuestion::default()
            }));
            for to in [None, Some(reference(0, 1)), Some(reference(1, 0)), Some(reference(2, 1))] {
                questions.push(Question::Path(PathQuestion {
                    to,
                    reading: reading.clone(),
                    focus: f(),
                    strict,
                    list: 3,
                    ..PathQuestion::default()
                }));
            }
            for state in [reference(0, 0), reference(1, 1), reference(2, 1)] {
                questions.push(Question::Why(WhyQuestion {
                    state,
                    reading: reading.clone(),
                    focus: f(),
                    strict,
                    sim,
                    ..WhyQuestion::default()
                }));
            }
        }
    }
    questions
}

/// Questions about frontiers: every stage, some parties, figures of named ones.
pub(crate) fn frontiers(dispute: &Dispute) -> Vec<Question> {
    let focus = dispute.focuses.values().next().map(|focus| focus.id.clone());
    let party = |place: usize| dispute.parties.values().nth(place).map(|party| party.id.clone());
    let mut questions = Vec::new();
    for number in 0..6 {
        questions.push(Question::Frontier(FrontierQuestion {
            readings: Vec::new(),
            parties: if number % 3 == 2 {
                [party(0), party(2), party(1)].into_iter().flatten().collect()
            } else {
                Vec::new()
            },
            stage: Stage::ALL[2 - number % 3],
            x: party(1).filter(|_| number % 2 == 1),
            y: party(0).filter(|_| number == 4 || number == 5),
            focus: focus.clone().filter(|_| number == 3),
            strict: number == 4,
            list: [6, 1, 1000][number % 3],
        }));
    }
    questions
}

/// Questions about inspection: as declared, and one obligation at other levels with other means.
pub(crate) fn inspections(dispute: &Dispute) -> Vec<Question> {
    let last = dispute.process.obligations.last().map(|obligation| obligation.id.to_uppercase());
    let option = &dispute.options[OptionId::new(0)];
    let level = &option.levels[option.levels.len() - 1];
    let other = VerificationQuestion {
        set: vec![(option.id.clone(), level.id.clone())],
        budget: Some(Exact(Rational::new(3, 4))),
        list: 7,
        ..VerificationQuestion::default()
    };
    let one = VerificationQuestion { obligations: last.into_iter().collect(), ..other.clone() };
    [VerificationQuestion::default(), other, one].map(Question::Verification).into()
}

/// Questions about roadmaps: to what all accept, to every target, and from elsewhere on other terms.
pub(crate) fn roadmaps(dispute: &Dispute) -> Vec<Question> {
    let focus = dispute.focuses.values().next().map(|focus| focus.id.clone());
    let target = dispute.process.targets.first().map(|target| target.id.to_uppercase());
    let state = dispute.states.values().next_back().map(|state| state.id.clone());
    let proposal = dispute.proposals.values().next().map(|proposal| proposal.name.clone());
    let option = &dispute.options[OptionId::new(0)];
    let set = vec![(option.id.clone(), option.levels[option.levels.len() - 1].id.clone())];
    let plain = RoadmapQuestion { draws: 3, ..RoadmapQuestion::default() };
    let mut questions = vec![
        plain.clone(),
        RoadmapQuestion { to: target, draws: 0, ..plain.clone() },
        RoadmapQuestion {
            to: state.clone(),
            period: Some(Exact(Rational::from(12))),
            reopening: Some(Exact(Rational::new(1, 4))),
            ..plain.clone()
        },
        RoadmapQuestion { to: proposal, focus, strict: true, draws: 0, ..plain.clone() },
    ];
    let from = StateReference { named: state, set };
    questions.push(RoadmapQuestion {
        from,
        period: Some(Exact(Rational::new(1, 2))),
        draws: 0,
        seed: 7,
        ..plain
    });
    questions.into_iter().map(Question::Roadmap).collect()
}
