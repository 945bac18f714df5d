//! Whether a changed witness is still one, by the naive meaning.
//!
//! Only these places leave a choice: witnesses of deals and relaxation sets, the states of a sample,
//! which of equally strong states are listed, and the states around the status quo.

use std::collections::BTreeSet;

use detente_finding::{
    Answer, Concept, Count, Finding, Neighbourhood, Question, ReadingSpace, SpaceAnswer,
    StabilityAnswer, StabilityQuestion, StateSet, StatesAnswer, StatesQuestion, Way,
};
use detente_model::{Dispute, Id, Level, ReadingId, Scope};
use detente_testkit::naive::Graph;

use crate::witnesses;

/// Whether what the change left is as true as before.
pub(crate) fn is_valid(dispute: &Dispute, path: &str, before: &Finding, after: &Finding) -> bool {
    if before.question != after.question {
        return false;
    }
    let of = |focus: &Option<String>, strict| {
        let focus = focus.as_ref().map(|id| dispute.focus(id).unwrap());
        (Scope::of(dispute, focus), if strict { dispute.strict() } else { dispute.clone() })
    };
    match (&after.question, &before.answer, &after.answer) {
        (Question::Space(asked), Answer::Space(old), Answer::Space(new)) => {
            let (scope, dispute) = of(&asked.focus, asked.strict);
            path.contains("/witness/") && space(&dispute, &scope, old, new)
        }
        (Question::States(asked), Answer::States(old), Answer::States(new)) => {
            let (scope, dispute) = of(&asked.focus, asked.strict);
            match asked.sample {
                Some(_) => sample(&dispute, &scope, asked, old, new),
                None => path.contains("/order") && page(&dispute, &scope, asked, new),
            }
        }
        (Question::Stability(asked), Answer::Stability(old), Answer::Stability(new)) => {
            let (scope, dispute) = of(&asked.focus, asked.strict);
            // An empty space has no packages, said or not.
            let empty = path == "/answer/stability/packages" && old.feasible == Some(Count(0));
            empty && new.packages == Some(Count(0)) && dispute.deal.is_some()
                || path.starts_with("/answer/stability/states/")
                    && as_strong(&dispute, &scope, asked, old, new)
                || path.contains("/neighbourhood/states") && around(&dispute, &scope, asked, new)
                || path.contains("/threats/") && told(&dispute, &scope, asked, old, new)
        }
        (Question::Roadmap(_), _, _) => {
            // What is not recounted; and what hangs on a link without any slack, which is said to be
            // left open.
            let open =
                ["/unpaid", "/reopened", "/longest", "/critical", "/repairs", "/pays-at-most"];
            open.iter().any(|part| path.contains(part))
        }
        (Question::Why(asked), Answer::Why(old), Answer::Why(new)) => {
            let (scope, dispute) = of(&asked.focus, asked.strict);
            let graph = Graph::new(&dispute, &scope, dispute.reading(&old.reading).unwrap());
            let state = graph.number(&levels(&dispute, &old.state.levels).unwrap()).unwrap();
            let mut parties = old.parties.iter().zip(&new.parties);
            path.contains("/threats/")
                && parties
                    .all(|(a, b)| witnesses::threats(&dispute, &graph, asked.sim, state, a, b))
        }
        (Question::Path(asked), Answer::Path(old), Answer::Path(new)) => {
            let (scope, dispute) = of(&asked.focus, asked.strict);
            let graph = Graph::new(&dispute, &scope, dispute.reading(&old.reading).unwrap());
            let from = graph.number(&levels(&dispute, &old.from.levels).unwrap()).unwrap();
            path.contains("/resting-states") && witnesses::resting(&dispute, &graph, from, old, new)
        }
        _ => false,
    }
}

/// Whether the threats told of the states listed are still such.
fn told(
    dispute: &Dispute,
    scope: &Scope,
    asked: &StabilityQuestion,
    old: &StabilityAnswer,
    new: &StabilityAnswer,
) -> bool {
    let readings = readings(dispute, asked).into_iter().zip(old.readings.iter().zip(&new.readings));
    readings.into_iter().all(|(reading, (old_line, new_line))| {
        let graph = Graph::new(dispute, scope, reading);
        let verdicts = old_line.verdicts.iter().zip(&new_line.verdicts);
        verdicts.zip(&old.states).all(|((before, after), card)| {
            let state = graph.number(&levels(dispute, &card.levels).unwrap()).unwrap();
            let mut parties = before.parties.iter().zip(&after.parties);
            parties.all(|(a, b)| witnesses::threats(dispute, &graph, asked.sim, state, a, b))
        })
    })
}

/// The ids of a state's levels.
pub(crate) fn ids(dispute: &Dispute, levels: &[Level]) -> Vec<String> {
    let options = dispute.options.values().zip(levels);
    options.map(|(option, level)| option.levels[usize::from(*level)].id.clone()).collect()
}

fn levels(dispute: &Dispute, ids: &[String]) -> Option<Vec<Level>> {
    let one = |(option, id): (_, &String)| {
        let levels: &Vec<detente_model::LevelName> = &dispute.options[option].levels;
        levels.iter().position(|level| level.id == *id).map(|level| level as Level)
    };
    dispute.options.ids().zip(ids).map(one).collect()
}

fn inside(scope: &Scope, levels: &[Level]) -> bool {
    scope.fixed.iter().zip(levels).all(|(fixed, level)| fixed.is_none_or(|f| f == *level))
}

fn space(dispute: &Dispute, scope: &Scope, old: &SpaceAnswer, new: &SpaceAnswer) -> bool {
    let is_witness = |reading: &ReadingSpace, ids: &[String], drop: &[String]| {
        let (id, levels) =
            (dispute.reading(&reading.reading).unwrap(), levels(dispute, ids).unwrap());
        let mut needs = dispute.deal.iter().flat_map(|deal| &deal.needs);
        let agrees = needs.all(|audience| {
            drop.contains(&dispute.audiences[*audience].id)
                || dispute.accepts(id, *audience, &levels)
        });
        inside(scope, &levels) && dispute.is_package(&levels) && agrees
    };
    old.readings.iter().zip(&new.readings).all(|(reading, new)| {
        let deals = reading.deals.iter().zip(&new.deals).all(|(old, new)| {
            let levels = levels(dispute, &new.witness).unwrap();
            let shown = dispute.deal_options().into_iter().zip(&old.levels).all(|(option, id)| {
                dispute.options[option].levels[usize::from(levels[option.index()])].id == *id
            });
            shown && is_witness(reading, &new.witness, &[])
        });
        let sets = reading.relaxations.iter().zip(&new.relaxations);
        deals && sets.into_iter().all(|(line, new)| is_witness(reading, &new.witness, &line.drop))
    })
}

fn sample(
    dispute: &Dispute,
    scope: &Scope,
    asked: &StatesQuestion,
    old: &StatesAnswer,
    new: &StatesAnswer,
) -> bool {
    let reading = new.reading.as_ref().map(|id| dispute.reading(id).unwrap());
    let member = |line: &detente_finding::StateLine| {
        let levels = levels(dispute, &line.levels).unwrap();
        inside(scope, &levels)
            && dispute.is_feasible(&levels)
            && dispute.is_implausible(&levels) == line.implausible
            && (asked.of == StateSet::Feasible || dispute.is_package(&levels))
            && reading.is_none_or(|reading| dispute.is_jointly_accepted(reading, &levels))
    };
    let alike = StatesAnswer { states: old.states.clone(), ..new.clone() } == *old;
    alike && old.states.len() == new.states.len() && new.states.iter().all(member)
}

/// Whether these are the states of the page in another order of the options.
fn page(dispute: &Dispute, scope: &Scope, asked: &StatesQuestion, new: &StatesAnswer) -> bool {
    let reading = new.reading.as_ref().map(|id| dispute.reading(id).unwrap());
    let order: Vec<_> =
        new.order.iter().map(|id| dispute.options.find(|o| o.id == *id).unwrap()).collect();
    let mut members: Vec<Vec<Level>> = (dispute.states_in(scope))
        .filter(|levels| dispute.is_feasible(levels))
        .filter(|levels| asked.of == StateSet::Feasible || dispute.is_package(levels))
        .filter(|levels| reading.is_none_or(|r| dispute.is_jointly_accepted(r, levels)))
        .collect();
    members
        .sort_by_key(|levels| -> Vec<Level> { order.iter().map(|o| levels[o.index()]).collect() });
    let page = members.iter().skip(asked.offset.0 as usize).take(asked.limit);
    order.len() == scope.fixed.iter().filter(|fixed| fixed.is_none()).count()
        && page.map(|levels| ids(dispute, levels)).eq(new.states.iter().map(|s| s.levels.clone()))
}

fn readings(dispute: &Dispute, asked: &StabilityQuestion) -> Vec<ReadingId> {
    assert!(asked.readings.is_empty());
    dispute.readings.ids().collect()
}

fn held(dispute: &Dispute, graph: &Graph, asked: &StabilityQuestion, state: usize) -> Vec<Concept> {
    let stable = |concept: &Concept| {
        dispute.parties.ids().all(|party| match concept {
            Concept::Sim => graph.sim(dispute, asked.sim, party, state),
            _ => graph.stable(*concept, party, state),
        })
    };
    Concept::ALL.into_iter().filter(stable).collect()
}

/// Whether another state that holds as often was listed.
fn as_strong(
    dispute: &Dispute,
    scope: &Scope,
    asked: &StabilityQuestion,
    old: &StabilityAnswer,
    new: &StabilityAnswer,
) -> bool {
    let distinct: BTreeSet<&Vec<String>> = new.states.iter().map(|card| &card.levels).collect();
    let strength = |ids: &[String]| -> usize {
        let levels = levels(dispute, ids).unwrap();
        let of = |reading| {
            let graph = Graph::new(dispute, scope, reading);
            held(dispute, &graph, asked, graph.number(&levels).unwrap()).len()
        };
        readings(dispute, asked).into_iter().map(of).sum()
    };
    let mut pairs = old.states.iter().zip(&new.states);
    distinct.len() == new.states.len()
        && pairs.all(|(a, b)| a == b || strength(&a.levels) == strength(&b.levels))
}

fn around(
    dispute: &Dispute,
    scope: &Scope,
    asked: &StabilityQuestion,
    new: &StabilityAnswer,
) -> bool {
    let is_right = |reading: ReadingId, said: &Neighbourhood| {
        let graph = Graph::new(dispute, scope, reading);
        let start = graph.number(dispute.status_quo_levels().unwrap()).unwrap();
        let distances = graph.distances(start, Way::Improvements);
        let listed: Vec<usize> = (said.states.iter())
            .map(|state| graph.number(&levels(dispute, &state.levels).unwrap()).unwrap())
            .collect();
        let distance = |state: usize| distances[state].as_ref().map(|way| way.moves);
        let mut arcs = BTreeSet::new();
        for (from, state) in listed.iter().enumerate() {
            for (party, entry) in dispute.parties.iter() {
                for end in graph.improvements(party, *state) {
                    if let Some(to) = listed.iter().position(|state| *state == end) {
                        arcs.insert((from, to, entry.id.clone()));
                    }
                }
            }
        }
        let reached = distances.iter().flatten().count();
        listed.iter().collect::<BTreeSet<_>>().len() == listed.len()
            && listed[0] == start
            && arcs == said.improvements.iter().cloned().collect()
            && said.complete
                == (listed.iter().filter(|s| distance(**s).is_some()).count() == reached)
            && (listed.iter().zip(&said.states)).all(|(state, said)| {
                said.distance == distance(*state)
                    && said.equilibrium == held(dispute, &graph, asked, *state)
            })
    };
    let lines = new.readings.iter();
    lines.zip(readings(dispute, asked)).all(|(line, reading)| {
        line.neighbourhood.as_ref().is_none_or(|said| is_right(reading, said))
    })
}
