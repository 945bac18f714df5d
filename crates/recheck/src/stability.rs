//! Stability, recounted: every number and list of the answer, from the definitions.
//!
//! Up to the limits the whole graph is judged again. Above them what the listed states' verdicts rest
//! on is replayed and searched locally (`local.rs`), and the counts are checked against each other.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use detente_finding::{
    Concept, Count, EquilibriumCount, Held, PartyStability, PatternLine, ProposalStability,
    ReadingStability, StabilityAnswer, StabilityQuestion,
};
use detente_model::{Dispute, Id, Level, ReadingId, Scope};
use serde_json::json;

use crate::cards::known;
use crate::census::Census;
use crate::concepts::Play;
use crate::graph::{Field, Graph};
use crate::ledger::{Ledger, differences};
use crate::local::Local;
use crate::overview::{SMALL, countable};
use crate::verdicts::Judge;
use crate::{names, neighbourhood, strongest};

/// Checks an answer about stability.
pub(crate) fn stability(
    dispute: &Dispute,
    asked: &StabilityQuestion,
    said: &StabilityAnswer,
    ledger: &mut Ledger,
) -> Result<(), String> {
    let readings = names::readings(dispute, &asked.readings)?;
    let scope = names::scope(dispute, asked.focus.as_deref())?;
    let profile = profile(dispute, asked)?;
    let dispute = &*names::asked(dispute, asked.strict);
    let field = Field::new(dispute, &scope);
    let mut concepts = concepts(&asked.concepts);
    let sim_asked = concepts.contains(&Concept::Sim)
        || profile.iter().flatten().any(|concept| *concept == Concept::Sim);
    if sim_asked
        && !is_small(&field)
        && let Some(why) = &said.sim_too_large
    {
        ledger
            .skipped("simultaneous answers", format!("not checked, why they are left out: {why}"));
        concepts.retain(|concept| *concept != Concept::Sim);
    }
    frame(dispute, &scope, &field, &concepts, said, ledger);
    let (states, mut mistakes) = strongest::cards(dispute, &scope, &said.states);
    let checker = Checker { dispute, scope: &scope, asked, concepts: &concepts, said };
    let empty = field.feasible == Some(Count(0)) || said.too_large.is_some();
    if empty {
        // No state, or no answer: nothing is said of readings either.
        if !said.readings.is_empty() && field.feasible == Some(Count(0)) {
            mistakes.push("there are readings without any state".to_string());
        }
    } else if said.readings.len() != readings.len() {
        let (listed, expected) = (said.readings.len(), readings.len());
        mistakes.push(format!("the finding has {listed} readings, expected {expected}"));
    }
    if said.too_large.is_some() && said.states.is_empty() {
        mistakes.clear();
    }
    match &field.graph {
        Ok(graph) => {
            let sim = sim_asked && said.sim_too_large.is_none();
            let plays: Vec<Play<'_>> = (readings.iter())
                .map(|reading| Play::new(dispute, *reading, graph, asked.sim, sim))
                .collect();
            let sim_known = !sim || plays.iter().all(|play| play.sim_known);
            if !sim_known {
                ledger.skipped("simultaneous answers", "not recounted: too many combinations");
            }
            let all: Vec<&Play<'_>> = plays.iter().collect();
            if !empty && sim_known {
                let known = known(dispute, &scope).len();
                let accepted = |levels: &[Level]| {
                    let all = readings.iter().any(|r| dispute.is_jointly_accepted(*r, levels));
                    dispute.is_package(levels) && all
                };
                let wrong = strongest::mistakes(
                    graph, &all, &concepts, &states, known, asked.list, &accepted,
                );
                mistakes.extend(wrong);
            }
            let holds = format!("{} states are listed with what they are known as", states.len());
            ledger.settle("states", mistakes, holds);
            for place in 0..readings.len().min(said.readings.len()) {
                checker.reading(
                    graph,
                    &plays,
                    &readings,
                    place,
                    profile.as_deref(),
                    &states,
                    ledger,
                );
            }
        }
        Err(why) => {
            ledger.skipped("verdicts and counts", why.clone());
            ledger.settle(
                "states",
                mistakes,
                "the states listed are feasible, in scope and as said",
            );
            let mut local = Local::new(dispute, &scope);
            for (reading, said) in readings.iter().zip(&said.readings) {
                checker.locally(*reading, said, &states, field.feasible, &mut local, ledger);
            }
        }
    }
    Ok(())
}

/// The concepts asked about, in order; all of them if none is named.
pub(crate) fn concepts(asked: &[Concept]) -> Vec<Concept> {
    let is_asked = |concept: &Concept| asked.is_empty() || asked.contains(concept);
    Concept::ALL.into_iter().filter(is_asked).collect()
}

/// Whether no lens may call it too large.
pub(crate) fn is_small(field: &Field) -> bool {
    field.raw.is_some_and(|raw| raw.0 <= SMALL)
        && field.graph.as_ref().is_ok_and(|g| g.len() < 2000)
}

fn profile(dispute: &Dispute, asked: &StabilityQuestion) -> Result<Option<Vec<Concept>>, String> {
    if asked.profile.is_empty() {
        return Ok(None);
    }
    let mut concepts = vec![None; dispute.parties.len()];
    for line in &asked.profile {
        concepts[names::party(dispute, &line.party)?.index()] = Some(line.concept);
    }
    let concepts: Option<Vec<Concept>> = concepts.into_iter().collect();
    concepts.map(Some).ok_or_else(|| "its profile does not name every party".to_string())
}

/// What does not depend on readings.
fn frame(
    dispute: &Dispute,
    scope: &Scope,
    field: &Field,
    concepts: &[Concept],
    said: &StabilityAnswer,
    ledger: &mut Ledger,
) {
    let without = StabilityAnswer { states: Vec::new(), readings: Vec::new(), ..said.clone() };
    let mut found = without.clone();
    found.raw = field.raw;
    found.options = names::option_ids(dispute);
    found.concepts = concepts.to_vec();
    if is_small(field) {
        found.too_large = None;
        found.sim_too_large = None;
    } else if said.sim_too_large.is_some() && said.concepts.contains(&Concept::Sim) {
        found.sim_too_large = None;
    }
    if let Some(why) = &found.too_large {
        ledger.skipped("answer", format!("not checked, why there is no full answer: {why}"));
    }
    let there = |count: Option<Count>| found.too_large.is_none() || count.is_some();
    if field.feasible.is_some() && there(said.feasible) {
        found.feasible = field.feasible;
    }
    let empty = field.feasible == Some(Count(0));
    if countable(field.raw) && there(said.packages) && !(empty && said.packages.is_none()) {
        let count = || Count(Census::take(dispute, scope, &[]).packages.packages);
        found.packages = dispute.deal.as_ref().map(|_| count());
    } else if dispute.deal.is_none() {
        found.packages = None;
    }
    let holds = match field.feasible {
        Some(feasible) => format!("{feasible} feasible states, recounted"),
        None => "options and concepts are as asked".to_string(),
    };
    ledger.compare("stability", &json!(without), &json!(found), &holds);
}

pub(crate) struct Checker<'a> {
    pub(crate) dispute: &'a Dispute,
    scope: &'a Scope,
    pub(crate) asked: &'a StabilityQuestion,
    pub(crate) concepts: &'a [Concept],
    said: &'a StabilityAnswer,
}

impl Checker<'_> {
    #[expect(clippy::too_many_arguments, reason = "what one reading is compared with")]
    fn reading(
        &self,
        graph: &Graph,
        plays: &[Play<'_>],
        readings: &[ReadingId],
        place: usize,
        profile: Option<&[Concept]>,
        states: &[Option<Vec<Level>>],
        ledger: &mut Ledger,
    ) {
        let (play, reading, said) = (&plays[place], readings[place], &self.said.readings[place]);
        let dispute = self.dispute;
        let subject = format!("reading {}", dispute.readings[reading].id);
        let packages = |held: &[usize]| -> Option<Count> {
            let among = held.iter().filter(|state| dispute.is_package(&graph.states[**state]));
            dispute.deal.as_ref().map(|_| Count(among.count() as u128))
        };
        let acceptable = |held: &[usize]| -> Option<Count> {
            let accepted = |state: &&usize| {
                let levels = &graph.states[**state];
                dispute.is_package(levels) && dispute.is_jointly_accepted(reading, levels)
            };
            dispute.deal.as_ref().map(|_| Count(held.iter().filter(accepted).count() as u128))
        };
        let held = |states: Vec<usize>| Held {
            states: Count(states.len() as u128),
            packages: packages(&states),
            acceptable: acceptable(&states),
        };
        let all = || 0..graph.len();
        let sim_known = play.sim_known || !self.concepts.contains(&Concept::Sim);
        let unknown = |concept: Concept| concept == Concept::Sim && !play.sim_known;
        let mut found = ReadingStability {
            reading: dispute.readings[reading].id.clone(),
            same_as: self.same_as(plays, readings, place, said),
            missing_preferences: names::missing_preferences(dispute, reading),
            parties: (play.parties.iter())
                .map(|party| PartyStability {
                    party: dispute.parties[*party].id.clone(),
                    ranks: play.distinct[party.index()],
                    stable: (self.concepts.iter())
                        .map(|c| {
                            let stable = all().filter(|s| play.is_stable(*party, *c, *s)).count();
                            Count(stable as u128)
                        })
                        .collect(),
                })
                .collect(),
            equilibria: (self.concepts.iter())
                .map(|&concept| EquilibriumCount {
                    concept,
                    held: held(all().filter(|s| play.is_equilibrium(concept, *s)).collect()),
                })
                .collect(),
            profile: profile.map(|profile| {
                let chosen = play.parties.iter().zip(profile);
                held(
                    all()
                        .filter(|s| chosen.clone().all(|(p, c)| play.is_stable(*p, *c, *s)))
                        .collect(),
                )
            }),
            patterns: self.patterns(play),
            proposals: self.proposals(play),
            verdicts: said.verdicts.clone(),
            neighbourhood: said.neighbourhood.clone(),
        };
        if profile.is_some_and(|profile| profile.iter().any(|concept| unknown(*concept)))
            || self.said.sim_too_large.is_some() && said.profile.is_none()
        {
            found.profile = said.profile;
        }
        if !sim_known {
            unknown_sim(self.concepts, said, &mut found);
        }
        let mut mistakes = differences(&json!(said), &json!(found));
        mistakes.extend(self.verdicts(play, said, states));
        let around = neighbourhood::mistakes(
            dispute,
            play,
            self.concepts,
            states,
            said.neighbourhood.as_ref(),
        );
        mistakes.extend(around.into_iter().map(|why| format!("neighbourhood: {why}")));
        let counts: Vec<String> = (found.equilibria.iter())
            .map(|line| format!("{} {}", line.concept.word(), line.held.states))
            .collect();
        let holds = format!(
            "equilibria {}, recounted; {} verdicts judged again, their threats replayed",
            counts.join(", "),
            said.verdicts.len()
        );
        ledger.settle(&subject, mistakes, holds);
    }

    /// An earlier reading in which all parties rank the states alike. It may go unsaid where the
    /// preferences are written otherwise.
    fn same_as(
        &self,
        plays: &[Play<'_>],
        readings: &[ReadingId],
        place: usize,
        said: &ReadingStability,
    ) -> Option<String> {
        let id = |at: usize| self.dispute.readings[readings[at]].id.clone();
        let like = |at: &usize| plays[*at].ranks == plays[place].ranks;
        let earlier: Vec<usize> = (0..place).filter(like).collect();
        let forms = |at: usize| -> Vec<_> {
            let preferences = self.dispute.readings[readings[at]].preference.values();
            preferences.map(|preference| preference.as_ref().map(|p| &p.form)).collect()
        };
        match &said.same_as {
            Some(said) if earlier.iter().any(|at| id(*at) == *said) => Some(said.clone()),
            None => earlier.iter().find(|at| forms(**at) == forms(place)).map(|at| id(*at)),
            Some(_) => earlier.first().map(|at| id(*at)),
        }
    }

    fn patterns(&self, play: &Play<'_>) -> Vec<PatternLine> {
        let mut counts: BTreeMap<(Reverse<u32>, usize), u128> = BTreeMap::new();
        for state in 0..play.graph.len() {
            let held = self.concepts.iter().enumerate();
            let mask = held
                .filter(|(_, concept)| play.is_equilibrium(**concept, state))
                .map(|(bit, _)| 1_usize << bit)
                .sum::<usize>();
            *counts.entry((Reverse(mask.count_ones()), mask)).or_default() += 1;
        }
        let of = |mask: usize| {
            let held = self.concepts.iter().enumerate();
            held.filter(|(bit, _)| mask >> bit & 1 == 1).map(|(_, concept)| *concept).collect()
        };
        let lines = counts.into_iter();
        lines.map(|((_, mask), n)| PatternLine { concepts: of(mask), states: Count(n) }).collect()
    }

    fn proposals(&self, play: &Play<'_>) -> Vec<ProposalStability> {
        let of = |proposal: &detente_model::Proposal| {
            let completes = |state: &usize| {
                let levels = proposal.levels.iter().zip(&play.graph.states[*state]);
                levels.into_iter().all(|(fixed, level)| fixed.is_none_or(|fixed| fixed == *level))
            };
            let completions: Vec<usize> = (0..play.graph.len()).filter(completes).collect();
            let count = |concept: &Concept| {
                let held = completions.iter().filter(|s| play.is_equilibrium(*concept, **s));
                Count(held.count() as u128)
            };
            ProposalStability {
                proposal: proposal.id.clone(),
                completions: Count(completions.len() as u128),
                equilibria: self.concepts.iter().map(count).collect(),
            }
        };
        self.dispute.proposals.values().map(of).collect()
    }

    /// What is wrong with the verdicts on the states listed.
    fn verdicts(
        &self,
        play: &Play<'_>,
        said: &ReadingStability,
        states: &[Option<Vec<Level>>],
    ) -> Vec<String> {
        let (dispute, scope, concepts) = (self.dispute, self.scope, self.concepts);
        let judge = Judge { dispute, scope, play, concepts, most: 1 };
        let mut mistakes: Vec<String> =
            lengths(said.verdicts.len(), states.len()).into_iter().collect();
        for (number, (verdicts, levels)) in said.verdicts.iter().zip(states).enumerate() {
            let Some(state) = levels.as_ref().and_then(|levels| play.graph.find(levels)) else {
                continue;
            };
            let mut wrong = Vec::new();
            let held = play.held(concepts, state);
            let sim = concepts.contains(&Concept::Sim) && !play.sim_known;
            if verdicts.equilibrium != held && !sim {
                wrong.push("the concepts it is an equilibrium under are others".to_string());
            }
            wrong.extend(lengths(verdicts.parties.len(), play.parties.len()));
            for (party, said) in play.parties.iter().zip(&verdicts.parties) {
                wrong.extend(judge.mistakes(*party, state, said));
            }
            mistakes.extend(wrong.into_iter().map(|why| format!("state {}: {why}", number + 1)));
        }
        mistakes
    }
}

/// Leaves what depends on simultaneous answers as the finding says it.
fn unknown_sim(concepts: &[Concept], said: &ReadingStability, found: &mut ReadingStability) {
    let Some(sim) = concepts.iter().position(|concept| *concept == Concept::Sim) else { return };
    found.patterns.clone_from(&said.patterns);
    for (line, said) in found.parties.iter_mut().zip(&said.parties) {
        if let (Some(line), Some(said)) = (line.stable.get_mut(sim), said.stable.get(sim)) {
            *line = *said;
        }
    }
    if let (Some(line), Some(said)) = (found.equilibria.get_mut(sim), said.equilibria.get(sim)) {
        line.clone_from(said);
    }
    for (line, said) in found.proposals.iter_mut().zip(&said.proposals) {
        if let (Some(line), Some(said)) = (line.equilibria.get_mut(sim), said.equilibria.get(sim)) {
            *line = *said;
        }
    }
    // Whether a state is an equilibrium under it stands in the verdicts and around the status quo.
    found.neighbourhood.clone_from(&said.neighbourhood);
}

/// Whether a list is as long as it has to be.
pub(crate) fn lengths(said: usize, found: usize) -> Option<String> {
    (said != found).then(|| format!("the finding lists {said}, expected {found}"))
}
