//! Commands that ask a lens.

use anyhow::bail;
use detente::{
    BaselineQuestion, CompensateQuestion, Concept, Dispute, Document, Finding, FrontierQuestion,
    Party, PartyConcept, PathQuestion, Question, RatifyQuestion, RefineQuestion, RobustQuestion,
    Simultaneity, SpaceQuestion, StabilityQuestion, Stage, StartReference, StateReference,
    VerificationQuestion, WhyQuestion, Yardstick,
};

use super::{ask, say, with_dispute};
use crate::arguments::{
    BaselineArguments, By, CompensateArguments, FrontierArguments, PathArguments, RatifyArguments,
    RefineArguments, RobustArguments, Scope, Sim, SpaceArguments, StabilityArguments, StageWord,
    State, VerificationArguments, WhyArguments,
};
use crate::output::Outcome;

/// Asks one question of a dossier and says the answer.
fn answer(
    scope: &Scope,
    question: &Question,
    json: bool,
    document: impl FnOnce(&Dispute, &Finding) -> Document,
) -> anyhow::Result<Outcome> {
    with_dispute(&scope.dossier, json, |dispute, hash| {
        let finding = ask(dispute, question, hash)?;
        say(&finding, json, || document(dispute, &finding))
    })
}

/// Which packages would every audience accept?
pub(super) fn space(asked: &SpaceArguments, json: bool) -> anyhow::Result<Outcome> {
    let question = Question::Space(SpaceQuestion {
        readings: asked.readings.clone(),
        focus: asked.scope.focus.clone(),
        strict: asked.scope.strict,
        deals: asked.deals as usize,
        ..SpaceQuestion::default()
    });
    answer(&asked.scope, &question, json, detente::space_document)
}

/// What do the plain baselines say?
pub(super) fn baseline(asked: &BaselineArguments, json: bool) -> anyhow::Result<Outcome> {
    let question = Question::Baseline(BaselineQuestion {
        issues: asked.issues.clone(),
        readings: asked.readings.clone(),
        strict: asked.strict,
    });
    with_dispute(&asked.dossier, json, |dispute, hash| {
        let finding = ask(dispute, &question, hash)?;
        say(&finding, json, || detente::baseline_document(dispute, &finding))
    })
}

/// What would have to change in a proposal?
pub(super) fn refine(asked: &RefineArguments, json: bool) -> anyhow::Result<Outcome> {
    let start = asked.state.is_some() || !asked.set.is_empty();
    let from = StartReference { named: asked.state.clone(), set: asked.set.clone() };
    let question = Question::Refine(RefineQuestion {
        from: start.then_some(from),
        readings: asked.readings.clone(),
        by: match asked.by {
            By::Steps => Yardstick::Steps,
            By::Options => Yardstick::Options,
            By::Cost => Yardstick::Cost,
        },
        movers: asked.movers.clone(),
        floors: asked.floors.clone(),
        focus: asked.scope.focus.clone(),
        strict: asked.scope.strict,
        list: asked.list as usize,
    });
    answer(&asked.scope, &question, json, detente::refine_document)
}

/// Would it be ratified at home?
pub(super) fn ratify(asked: &RatifyArguments, json: bool) -> anyhow::Result<Outcome> {
    let start = asked.state.is_some() || !asked.set.is_empty();
    let from = StartReference { named: asked.state.clone(), set: asked.set.clone() };
    let question = Question::Ratify(RatifyQuestion {
        from: start.then_some(from),
        readings: asked.readings.clone(),
        focus: asked.scope.focus.clone(),
        strict: asked.scope.strict,
        draws: asked.draws.draws,
        seed: asked.draws.seed,
        list: asked.list as usize,
    });
    answer(&asked.scope, &question, json, detente::ratify_document)
}

/// What would be accepted whatever the uncertain numbers are?
pub(super) fn robust(asked: &RobustArguments, json: bool) -> anyhow::Result<Outcome> {
    let question = Question::Robust(RobustQuestion {
        readings: asked.readings.clone(),
        focus: asked.scope.focus.clone(),
        strict: asked.scope.strict,
        draws: asked.draws.draws,
        seed: asked.draws.seed,
        list: asked.list as usize,
    });
    answer(&asked.scope, &question, json, detente::robust_document)
}

/// Who would have to be compensated?
pub(super) fn compensate(asked: &CompensateArguments, json: bool) -> anyhow::Result<Outcome> {
    let start = asked.state.is_some() || !asked.set.is_empty();
    let from = StartReference { named: asked.state.clone(), set: asked.set.clone() };
    let question = Question::Compensate(CompensateQuestion {
        from: start.then_some(from),
        readings: asked.readings.clone(),
        budgets: asked.budgets.clone(),
        focus: asked.scope.focus.clone(),
        strict: asked.scope.strict,
        list: asked.list as usize,
    });
    answer(&asked.scope, &question, json, detente::compensate_document)
}

/// Which states would hold?
pub(super) fn stability(asked: &StabilityArguments, json: bool) -> anyhow::Result<Outcome> {
    with_dispute(&asked.scope.dossier, json, |dispute, hash| {
        let mut question = StabilityQuestion {
            readings: asked.readings.clone(),
            focus: asked.scope.focus.clone(),
            strict: asked.scope.strict,
            sim: simultaneity(asked.sim),
            list: asked.list as usize,
            ..StabilityQuestion::default()
        };
        let for_all = asked.concepts.iter().filter(|concept| concept.party.is_none());
        let mut for_all: Vec<Concept> = for_all.map(|concept| concept.concept).collect();
        for_all.sort_unstable();
        for_all.dedup();
        let own = asked.concepts.iter().filter_map(|concept| {
            let party = concept.party.clone()?;
            Some(PartyConcept { party, concept: concept.concept })
        });
        question.profile = own.collect();
        match for_all.as_slice() {
            _ if question.profile.is_empty() => question.concepts = for_all,
            [] => {}
            [others] => {
                let named = |party: &Party| {
                    let is = |name: &str| is_alike(name, &party.id) || is_alike(name, &party.name);
                    question.profile.iter().any(|line| is(&line.party))
                };
                let line =
                    |party: &Party| PartyConcept { party: party.id.clone(), concept: *others };
                let rest = dispute.parties.values().filter(|party| !named(party)).map(line);
                let rest: Vec<PartyConcept> = rest.collect();
                question.profile.extend(rest);
            }
            _ => bail!(
                "beside `--concept PARTY=CONCEPT` say one concept for all others, not {}",
                for_all.len()
            ),
        }
        let finding = ask(dispute, &Question::Stability(question), hash)?;
        say(&finding, json, || detente::stability_document(dispute, &finding))
    })
}

/// Why does a state hold, or not?
pub(super) fn why(asked: &WhyArguments, json: bool) -> anyhow::Result<Outcome> {
    let question = Question::Why(WhyQuestion {
        state: reference(&asked.state),
        reading: asked.reading.clone(),
        party: asked.party.clone(),
        concepts: asked.concepts.clone(),
        sim: simultaneity(asked.sim),
        focus: asked.scope.focus.clone(),
        strict: asked.scope.strict,
        threats: asked.threats as usize,
    });
    answer(&asked.scope, &question, json, detente::why_document)
}

/// How does one get to a state?
pub(super) fn path(asked: &PathArguments, json: bool) -> anyhow::Result<Outcome> {
    let target = asked.state.state.is_some() || !asked.state.set.is_empty();
    let question = Question::Path(PathQuestion {
        from: StateReference { named: asked.from.clone(), set: asked.from_set.clone() },
        to: target.then(|| reference(&asked.state)),
        reading: asked.reading.clone(),
        focus: asked.scope.focus.clone(),
        strict: asked.scope.strict,
        list: asked.list as usize,
    });
    answer(&asked.scope, &question, json, detente::path_document)
}

/// Whether two names are the same but for capitals.
fn is_alike(a: &str, b: &str) -> bool {
    a.to_lowercase() == b.to_lowercase()
}

fn reference(state: &State) -> StateReference {
    StateReference { named: state.state.clone(), set: state.set.clone() }
}

fn simultaneity(sim: Sim) -> Simultaneity {
    match sim {
        Sim::FraserHipel => Simultaneity::FraserHipel,
        Sim::GmcrPlus => Simultaneity::GmcrPlus,
    }
}

/// Which packages leave nothing on the table?
pub(super) fn frontier(asked: &FrontierArguments, json: bool) -> anyhow::Result<Outcome> {
    let question = Question::Frontier(FrontierQuestion {
        readings: asked.readings.clone(),
        parties: asked.parties.clone(),
        stage: match asked.stage {
            StageWord::All => Stage::All,
            StageWord::Accepted => Stage::Accepted,
            StageWord::Rational => Stage::Rational,
        },
        x: asked.x.clone(),
        y: asked.y.clone(),
        focus: asked.scope.focus.clone(),
        strict: asked.scope.strict,
        list: asked.list as usize,
    });
    answer(&asked.scope, &question, json, detente::frontier_document)
}

/// What does the next unit of inspection buy?
pub(super) fn verification(asked: &VerificationArguments, json: bool) -> anyhow::Result<Outcome> {
    let question = Question::Verification(VerificationQuestion {
        obligations: asked.obligations.clone(),
        set: asked.set.clone(),
        budget: asked.budget,
        list: usize::from(asked.list),
    });
    with_dispute(&asked.dossier, json, |dispute, hash| {
        let finding = ask(dispute, &question, hash)?;
        say(&finding, json, || detente::verification_document(dispute, &finding))
    })
}
