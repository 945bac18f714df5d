//! The lens against the brute-force definitions, state by state, on 20,000 random disputes: parties one
//! to four, all kinds of moves, infeasible states, ties, missing preferences, focuses.

use detente_finding::{Concept, Simultaneity, Verdict, Way};
use detente_model::{Dispute, PartyId, ReadingId, Scope};
use detente_testkit::naive::{Graph as Naive, Shortest};
use detente_testkit::{random_conflict, random_dispute};
use rayon::prelude::*;

use super::super::graph::{Graph, Outlook};
use super::super::path::Paths;
use super::super::search::{NOWHERE, Search};
use super::super::threats::Judge;
use super::super::verdicts::{Verdicts, holds};

/// Random disputes compared.
const DISPUTES: u64 = 20_000;

/// One reading of a dispute, both ways.
struct Both<'a> {
    dispute: &'a Dispute,
    reading: ReadingId,
    graph: Graph<'a>,
    outlook: Outlook,
    naive: Naive,
    /// The address of each naive state.
    addresses: Vec<usize>,
}

fn both<'a>(dispute: &'a Dispute, scope: &Scope, reading: ReadingId) -> Both<'a> {
    let mut graph = Graph::new(dispute, scope).unwrap().expect("random disputes have a state");
    let outlook = graph.outlook(reading).unwrap();
    let naive = Naive::new(dispute, scope, reading);
    let address = |levels: &Vec<_>| graph.address(levels).expect("a feasible state has an address");
    let addresses = naive.states.iter().map(address).collect();
    Both { dispute, reading, graph, outlook, naive, addresses }
}

/// One reading of a random dispute, within one of its focuses or as a whole.
fn some_reading(seed: u64, check: impl Fn(&Both<'_>)) {
    let dispute = if seed.is_multiple_of(2) { random_dispute(seed) } else { random_conflict(seed) };
    let place = seed as usize / 2;
    let focuses: Vec<_> = dispute.focuses.ids().map(Some).chain([None, None]).collect();
    let scope = Scope::of(&dispute, focuses[place % focuses.len()]);
    if dispute.states_in(&scope).any(|levels| dispute.is_feasible(&levels)) {
        let readings: Vec<ReadingId> = dispute.readings.ids().collect();
        check(&both(&dispute, &scope, readings[place % readings.len()]));
    }
}

impl Both<'_> {
    fn at(&self, party: PartyId, number: usize) -> String {
        let Both { dispute, reading, .. } = self;
        let party = &dispute.parties[party].id;
        format!("{}, {reading:?}, {party}, state {number}", dispute.title)
    }

    fn verdicts_agree(&self) {
        let plain = &Concept::ALL[..5];
        let verdicts = Verdicts::new(&self.graph, &self.outlook, plain);
        for party in self.dispute.parties.ids() {
            assert_eq!(self.graph.addresses.count() as usize, self.addresses.len());
            for &concept in plain {
                let expected = self.naive.stable_states(concept, party);
                let found = &verdicts.of(concept).unwrap()[party];
                assert_eq!(found.count() as usize, expected.iter().filter(|s| **s).count());
                for (number, stable) in expected.into_iter().enumerate() {
                    let found = holds(found, self.addresses[number]);
                    assert_eq!(found, stable, "{concept:?}, {}", self.at(party, number));
                }
            }
        }
    }

    fn simultaneous_verdicts_agree(&self) {
        for reading in [Simultaneity::FraserHipel, Simultaneity::GmcrPlus] {
            let mut verdicts = Verdicts::new(&self.graph, &self.outlook, &[Concept::Seq]);
            verdicts.add_simultaneous(&self.graph, &self.outlook, reading).unwrap();
            for party in self.dispute.parties.ids() {
                for number in 0..self.addresses.len() {
                    let expected = self.naive.sim(self.dispute, reading, party, number);
                    let found =
                        holds(&verdicts.of(Concept::Sim).unwrap()[party], self.addresses[number]);
                    assert_eq!(found, expected, "{reading:?}, {}", self.at(party, number));
                }
            }
        }
    }

    /// Margins, and answers move by move.
    fn stories_agree(&self) {
        for party in self.dispute.parties.ids() {
            for &concept in &Concept::ALL[..5] {
                let judge = Judge::new(&self.graph, &self.outlook, party, concept, 3);
                for number in 0..self.addresses.len() {
                    let verdict = judge.verdict(self.addresses[number]);
                    let margin = self.naive.margin(concept, party, number);
                    assert_eq!(verdict.margin, margin, "{concept:?}, {}", self.at(party, number));
                    assert_eq!(verdict.stable, margin.is_none_or(|margin| margin >= 0));
                    self.replay(concept, party, number, &verdict);
                }
            }
        }
    }

    fn replay(&self, concept: Concept, party: PartyId, number: usize, verdict: &Verdict) {
        let ranks = &self.naive.ranks[party];
        for threat in &verdict.threats {
            let mut levels = self.naive.states[number].clone();
            let mut apply = |step: &detente_finding::Move| {
                for (option, level) in &step.changes {
                    let id = self.dispute.options.find(|o| o.id == *option).unwrap();
                    let at = self.dispute.options[id].levels.iter().position(|l| l.id == *level);
                    levels[detente_model::Id::index(id)] = at.unwrap() as u8;
                }
                self.naive.number(&levels).expect("every state on the way is feasible")
            };
            let start = apply(&threat.improvement);
            assert!(self.naive.improvements(party, number).contains(&start));
            assert_eq!(ranks[start], threat.rank);
            let (mut here, mut last) = (start, party);
            for step in &threat.answer {
                let mover = self.dispute.parties.find(|p| p.id == step.party).unwrap();
                assert!(mover != party && mover != last, "{concept:?}, {}", self.at(party, number));
                let improving = matches!(concept, Concept::Seq | Concept::Sseq);
                let to = apply(step);
                assert!(self.naive.steps(mover, improving, here).contains(&to));
                (here, last) = (to, mover);
            }
            let own = ranks[number];
            match threat.answer.is_empty() {
                true => assert!(!verdict.stable && threat.left_with > own),
                false => assert!(threat.left_with <= own && ranks[here] <= own),
            }
        }
        assert_eq!(verdict.stable, verdict.threats.iter().all(|t| !t.answer.is_empty()));
    }

    fn paths_agree(&self, start: usize) {
        for way in Way::ALL {
            let search = Search::new(&self.graph, &self.outlook, way, self.addresses[start]);
            let expected = self.naive.distances(start, way);
            let paths = Paths { graph: &self.graph, outlook: &self.outlook, way: &search };
            for (number, expected) in expected.into_iter().enumerate() {
                let cost = search.cost(self.addresses[number]);
                let found = (cost != NOWHERE).then(|| Shortest {
                    against: cost.against,
                    moves: cost.moves,
                    paths: paths.count(self.addresses[number]).unwrap(),
                });
                assert_eq!(
                    found, expected,
                    "{way:?} from {start} to {number}, {}",
                    self.dispute.title
                );
            }
        }
    }
}

fn on(seeds: u64, check: impl Fn(&Both<'_>) + Sync) {
    (0..seeds).into_par_iter().for_each(|seed| some_reading(seed, &check));
}

#[test]
fn no_verdict_differs_from_the_definitions() {
    on(DISPUTES, |both| {
        both.verdicts_agree();
        both.simultaneous_verdicts_agree();
    });
}

#[test]
fn margins_are_exact_and_answers_are_legal_sanctions() {
    on(DISPUTES / 10, |both| {
        both.stories_agree();
    });
}

#[test]
fn shortest_ways_agree_with_the_definitions() {
    on(DISPUTES / 10, |both| both.paths_agree(both.addresses.len() / 3));
}
