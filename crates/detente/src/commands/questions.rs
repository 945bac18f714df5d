//! Commands that ask a lens, in the order in which they are listed.

use std::path::Path;

use anyhow::bail;
use detente::{
    BaselineQuestion, CompensateQuestion, Concept, Dispute, Document, Finding, FrontierQuestion,
    Party, PartyConcept, PathQuestion, Question, RatifyQuestion, RefineQuestion, RoadmapQuestion,
    RobustQuestion, Simultaneity, SpaceQuestion, StabilityQuestion, Stage, StateReference,
    VerificationQuestion, WhyQuestion, Yardstick,
};

use super::{ask, say, with_dispute};
use crate::arguments::{
    BaselineArguments, By, CompensateArguments, FrontierArguments, PathArguments, RatifyArguments,
    RefineArguments, RoadmapArguments, RobustArguments, Sim, SpaceArguments, StabilityArguments,
    StageWord, VerificationArguments, WhyArguments,
};
use crate::output::Outcome;

/// Asks one question of a dossier and says the answer.
fn answer(
    dossier: &Path,
    question: &Question,
    json: bool,
    document: impl FnOnce(&Dispute, &Finding) -> Document,
) -> anyhow::Result<Outcome> {
    with_dispute(dossier, json, |dispute, hash| {
        let finding = ask(dispute, question, hash)?;
        say(&finding, json, || document(dispute, &finding))
    })
}

/// Which packages would every audience accept?
pub(super) fn space(asked: &SpaceArguments, json: bool) -> anyhow::Result<Outcome> {
    let question = Question::Space(SpaceQuestion {
        readings: asked.readings.named.clone(),
        focus: asked.scope.focus.clone(),
        strict: asked.scope.strict,
        deals: asked.deals as usize,
        ..SpaceQuestion::default()
    });
    answer(&asked.scope.dossier, &question, json, detente::space_document)
}

/// What does the next unit of inspection buy?
pub(super) fn verification(asked: &VerificationArguments, json: bool) -> anyhow::Result<Outcome> {
    let question = Question::Verification(VerificationQuestion {
        obligations: asked.obligations.clone(),
        set: asked.set.clone(),
        budget: asked.budget,
        list: usize::from(asked.list),
    });
    answer(&asked.dossier, &question, json, detente::verification_document)
}

/// Is there a step-by-step exchange that nobody gains by leaving?
pub(super) fn roadmap(asked: &RoadmapArguments, json: bool) -> anyhow::Result<Outcome> {
    with_dispute(&asked.scope.dossier, json, |dispute, hash| {
        let focus = asked.scope.focus.clone().or_else(|| detente::roadmap_focus(dispute));
        let question = Question::Roadmap(RoadmapQuestion {
            readings: asked.readings.named.clone(),
            focus,
            strict: asked.scope.strict,
            from: StateReference { named: asked.state.clone(), set: asked.set.clone() },
            to: asked.to.clone(),
            period: asked.period,
            reopening: asked.reopening,
            critical: asked.critical,
            draws: asked.draws,
            seed: asked.seed,
        });
        let finding = ask(dispute, &question, hash)?;
        say(&finding, json, || detente::roadmap_document(dispute, &finding))
    })
}

/// What do the plain baselines say?
pub(super) fn baseline(asked: &BaselineArguments, json: bool) -> anyhow::Result<Outcome> {
    let question = Question::Baseline(BaselineQuestion {
        issues: asked.issues.clone(),
        readings: asked.readings.named.clone(),
        strict: asked.strict,
    });
    answer(&asked.dossier, &question, json, detente::baseline_document)
}

/// What would have to change in a proposal?
pub(super) fn refine(asked: &RefineArguments, json: bool) -> anyhow::Result<Outcome> {
    let question = Question::Refine(RefineQuestion {
        from: asked.start.reference(),
        readings: asked.readings.named.clone(),
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
    answer(&asked.scope.dossier, &question, json, detente::refine_document)
}

/// Would it be ratified at home?
pub(super) fn ratify(asked: &RatifyArguments, json: bool) -> anyhow::Result<Outcome> {
    let question = Question::Ratify(RatifyQuestion {
        from: asked.start.reference(),
        readings: asked.readings.named.clone(),
        focus: asked.scope.focus.clone(),
        strict: asked.scope.strict,
        draws: asked.draws.draws,
        seed: asked.draws.seed,
        list: asked.list as usize,
    });
    answer(&asked.scope.dossier, &question, json, detente::ratify_document)
}

/// What would be accepted whatever the uncertain numbers are?
pub(super) fn robust(asked: &RobustArguments, json: bool) -> anyhow::Result<Outcome> {
    let question = Question::Robust(RobustQuestion {
        readings: asked.readings.named.clone(),
        focus: asked.scope.focus.clone(),
        strict: asked.scope.strict,
        draws: asked.draws.draws,
        seed: asked.draws.seed,
        list: asked.list as usize,
    });
    answer(&asked.scope.dossier, &question, json, detente::robust_document)
}

/// Who would have to be compensated?
pub(super) fn compensate(asked: &CompensateArguments, json: bool) -> anyhow::Result<Outcome> {
    let question = Question::Compensate(CompensateQuestion {
        from: asked.start.reference(),
        readings: asked.readings.named.clone(),
        budgets: asked.budgets.clone(),
        focus: asked.scope.focus.clone(),
        strict: asked.scope.strict,
        list: asked.list as usize,
    });
    answer(&asked.scope.dossier, &question, json, detente::compensate_document)
}

/// Which packages leave nothing on the table?
pub(super) fn frontier(asked: &FrontierArguments, json: bool) -> anyhow::Result<Outcome> {
    let question = Question::Frontier(FrontierQuestion {
        readings: asked.readings.named.clone(),
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
    answer(&asked.scope.dossier, &question, json, detente::frontier_document)
}

/// Which states would hold?
pub(super) fn stability(asked: &StabilityArguments, json: bool) -> anyhow::Result<Outcome> {
    with_dispute(&asked.scope.dossier, json, |dispute, hash| {
        let mut question = StabilityQuestion {
            readings: asked.readings.named.clone(),
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

/// Whether two names are the same but for capitals.
fn is_alike(a: &str, b: &str) -> bool {
    a.to_lowercase() == b.to_lowercase()
}

/// Why does a state hold, or not?
pub(super) fn why(asked: &WhyArguments, json: bool) -> anyhow::Result<Outcome> {
    let question = Question::Why(WhyQuestion {
        state: asked.state.reference(),
        reading: asked.reading.clone(),
        party: asked.party.clone(),
        concepts: asked.concepts.clone(),
        sim: simultaneity(asked.sim),
        focus: asked.scope.focus.clone(),
        strict: asked.scope.strict,
        threats: asked.threats as usize,
    });
    answer(&asked.scope.dossier, &question, json, detente::why_document)
}

fn simultaneity(sim: Sim) -> Simultaneity {
    match sim {
        Sim::FraserHipel => Simultaneity::FraserHipel,
        Sim::GmcrPlus => Simultaneity::GmcrPlus,
    }
}

/// How does one get to a state?
pub(super) fn path(asked: &PathArguments, json: bool) -> anyhow::Result<Outcome> {
    let question = Question::Path(PathQuestion {
        from: StateReference { named: asked.from.clone(), set: asked.from_set.clone() },
        to: asked.state.given(),
        reading: asked.reading.clone(),
        focus: asked.scope.focus.clone(),
        strict: asked.scope.strict,
        list: asked.list as usize,
    });
    answer(&asked.scope.dossier, &question, json, detente::path_document)
}
