//! What holds of stability in general, on random disputes.

#![allow(clippy::unwrap_used, reason = "a failed test says where")]

use std::collections::{BTreeMap, BTreeSet};

use detente_finding::{Concept, Simultaneity, Way};
use detente_model::{Dispute, Id, MoveRule, PartyId, ReadingId, Scope};
use detente_testkit::naive::Graph;
use detente_testkit::{random_conflict, random_dispute};

use Concept::{Gmr, Nash, Seq, Smr, Sseq};

/// Everything in scope under the first reading, and the graphs of focuses too.
fn graphs(dispute: &Dispute) -> Vec<Graph> {
    let focuses = dispute.focuses.ids().map(|focus| Scope::focus(dispute, focus));
    let scopes = std::iter::once(Scope::whole(dispute)).chain(focuses);
    let graphs = scopes.map(|scope| Graph::new(dispute, &scope, ReadingId::new(0)));
    graphs.filter(|graph| graph.states.len() <= 256).collect()
}

fn implies(some: &[bool], others: &[bool]) -> bool {
    some.iter().zip(others).all(|(one, other)| !one || *other)
}

#[test]
fn concepts_include_each_other() {
    let conflicts = (0..1200).map(random_conflict);
    let disputes = (0..1000).map(random_dispute);
    for dispute in conflicts.chain(disputes) {
        for graph in graphs(&dispute) {
            for party in dispute.parties.ids() {
                let [nash, sseq, seq, smr, gmr] =
                    [Nash, Sseq, Seq, Smr, Gmr].map(|concept| graph.stable_states(concept, party));
                let title = &dispute.title;
                assert!(implies(&nash, &sseq), "{title} {party:?}");
                assert!(implies(&sseq, &seq) && implies(&seq, &gmr), "{title} {party:?}");
                assert!(implies(&sseq, &smr) && implies(&smr, &gmr), "{title} {party:?}");
            }
        }
    }
}

#[test]
fn margins_and_single_verdicts_agree_with_the_sets() {
    for dispute in (0..100).map(random_conflict).chain((0..300).map(random_dispute)) {
        for graph in graphs(&dispute) {
            for party in dispute.parties.ids() {
                for concept in [Nash, Sseq, Seq, Smr, Gmr] {
                    let stable = graph.stable_states(concept, party);
                    for (state, stable) in stable.into_iter().enumerate() {
                        assert_eq!(graph.stable(concept, party, state), stable);
                        let margin = graph.margin(concept, party, state);
                        assert_eq!(margin.is_none(), graph.moves[party][state].is_empty());
                        assert!(margin.is_none_or(|margin| (margin >= 0) == stable));
                    }
                }
            }
        }
    }
}

/// Nash stable is SIM stable in both readings, SEQ stable in that of Fraser and Hipel; SIM holds and
/// fails beyond these, and the readings differ both ways.
#[test]
fn simultaneous_answers() {
    let (mut beyond, mut failed, mut only_plus, mut only_hipel) = (0, 0, 0, 0);
    for dispute in (0..200).map(random_conflict) {
        let graph = Graph::new(&dispute, &Scope::whole(&dispute), ReadingId::new(0));
        for party in dispute.parties.ids() {
            let [nash, seq] = [Nash, Seq].map(|concept| graph.stable_states(concept, party));
            for state in 0..graph.states.len() {
                let [plus, hipel] = [Simultaneity::GmcrPlus, Simultaneity::FraserHipel]
                    .map(|reading| graph.sim(&dispute, reading, party, state));
                assert!(!nash[state] || (plus && hipel));
                assert!(!seq[state] || hipel);
                // With fewer to sanction there are fewer sanctions.
                assert!(!hipel || plus || seq[state]);
                beyond += usize::from(hipel && !seq[state]);
                failed += usize::from(!hipel);
                only_plus += usize::from(plus && !hipel);
                only_hipel += usize::from(hipel && !plus);
            }
        }
    }
    let counts = [beyond, failed, only_plus, only_hipel];
    assert!(counts.iter().all(|count| *count > 100), "{counts:?}");
}

/// Howard 1971: with all states feasible and all moves free, and others who can move, a state is GMR
/// if it is worth the most the party can be sure of when it chooses first, and SMR if it is Nash or
/// worth the least it can be held to when it chooses last.
#[test]
fn howards_characterisation() {
    let (mut between, mut checked) = (0, 0);
    for mut dispute in (0..700).map(random_conflict) {
        dispute.impossible.clear();
        dispute.options.values_mut().for_each(|option| option.moves = MoveRule::free());
        let graph = Graph::new(&dispute, &Scope::whole(&dispute), ReadingId::new(0));
        for party in dispute.parties.ids() {
            // The party's rank by its own levels and by those of the others.
            let mut worst: BTreeMap<Vec<u8>, u32> = BTreeMap::new();
            let mut best: BTreeMap<Vec<u8>, u32> = BTreeMap::new();
            for (levels, &rank) in graph.states.iter().zip(&graph.ranks[party]) {
                let (own, others): (Vec<_>, Vec<_>) =
                    dispute.options.iter().partition(|(_, option)| option.party == party);
                let own = own.iter().map(|(option, _)| levels[option.index()]).collect();
                let others = others.iter().map(|(option, _)| levels[option.index()]).collect();
                worst.entry(own).and_modify(|least| *least = rank.min(*least)).or_insert(rank);
                best.entry(others).and_modify(|most| *most = rank.max(*most)).or_insert(rank);
            }
            let maximin = *worst.values().max().unwrap();
            let minimax = *best.values().min().unwrap();
            assert!(maximin <= minimax);
            between += usize::from(maximin < minimax);
            let [nash, smr, gmr] = [Nash, Smr, Gmr].map(|c| graph.stable_states(c, party));
            for (state, &u) in graph.ranks[party].iter().enumerate() {
                assert_eq!(gmr[state], u >= maximin, "{} {party:?} {state}", dispute.title);
                assert_eq!(smr[state], nash[state] || u >= minimax, "{} {party:?}", dispute.title);
                checked += 1;
            }
        }
    }
    assert!(between > 300 && checked > 100_000, "{between} {checked}");
}

/// Where the movers can go without regard to who moves when.
fn plainly(graph: &Graph, movers: &[PartyId], improving: bool, from: usize) -> BTreeSet<usize> {
    let mut seen = BTreeSet::new();
    let mut open = vec![from];
    while let Some(at) = open.pop() {
        for &mover in movers {
            open.extend(
                graph.steps(mover, improving, at).into_iter().filter(|&to| seen.insert(to)),
            );
        }
    }
    seen
}

/// Lemma 1: two running closed moves of a party make one, and so do two running improvements; only
/// the way back to the start may need somebody to move twice running.
#[test]
fn closed_moves_make_reachability_plain() {
    for dispute in (0..400).map(random_conflict).chain((0..600).map(random_dispute)) {
        for graph in graphs(&dispute) {
            let parties: Vec<PartyId> = dispute.parties.ids().collect();
            for from in 0..graph.states.len() {
                for improving in [false, true] {
                    let ruled: BTreeSet<usize> =
                        graph.reach(&parties[1..], improving, from).into_iter().collect();
                    let mut plain = plainly(&graph, &parties[1..], improving, from);
                    assert!(ruled.is_subset(&plain), "{}", dispute.title);
                    plain.remove(&from);
                    assert!(plain.is_subset(&ruled), "{}", dispute.title);
                }
            }
        }
    }
}

/// With intransitive moves the rule bites. F moves from 0 to 1, which it prefers. A moves from 1 to 2
/// and from 2 to 3, not from 1 to 3; 3 is as bad for F as 0, all the others are better.
#[test]
fn nobody_moves_twice_running() {
    let [f, a, b, c] = [0, 1, 2, 3].map(PartyId::new);
    let moves = |arcs: &[(usize, usize)]| {
        let to = |from| arcs.iter().filter(|arc| arc.0 == from).map(|arc| arc.1).collect();
        (0..5).map(to).collect::<Vec<Vec<usize>>>()
    };
    // A gains by its moves; B and C are indifferent.
    let ranks = vec![vec![1, 2, 2, 1, 2], vec![1, 2, 3, 4, 1], vec![1; 5], vec![1; 5]];
    let graph = |b: &[(usize, usize)], c: &[(usize, usize)]| {
        let focal = moves(&[(0, 1)]);
        Graph::from_parts(vec![focal, moves(&[(1, 2), (2, 3)]), moves(b), moves(c)], ranks.clone())
    };

    // Alone A may not go on to 3.
    let alone = graph(&[], &[]);
    assert_eq!(alone.reach(&[a, b, c], false, 1), [2]);
    assert_eq!(plainly(&alone, &[a, b, c], false, 1), [2, 3].into());
    assert!([Nash, Sseq, Seq, Smr, Gmr].into_iter().all(|concept| !alone.stable(concept, f, 0)));
    assert_eq!(alone.distances(1, Way::Moves)[3], None);
    assert!(alone.distances(2, Way::Moves)[3].is_some());

    // B may go from 2 to 4, but not back.
    let there = graph(&[(2, 4), (4, 2)], &[]);
    assert_eq!(there.reach(&[a, b, c], false, 1), [2, 4]);
    assert!(!there.stable(Gmr, f, 0));

    // If C leads back to 2, A goes on to 3: the path passes 2 twice.
    let back = graph(&[(2, 4), (4, 2)], &[(4, 2)]);
    assert_eq!(back.reach(&[a, b, c], false, 1), [2, 3, 4]);
    assert!(back.stable(Gmr, f, 0) && back.stable(Smr, f, 0));
    // B and C, who are indifferent, would have to improve.
    assert!(!back.stable(Seq, f, 0) && !back.stable(Sseq, f, 0));
    let shortest = back.distances(1, Way::Mixed)[3].unwrap();
    assert_eq!((shortest.against, shortest.moves, shortest.paths), (2, 4, 1));
}

/// Costs and ends of all paths of at most so many moves: against preference, moves.
fn paths(graph: &Graph, from: usize, most: u32) -> Vec<(usize, u32, u32)> {
    let mut ends = vec![(from, 0, 0)];
    let mut last = vec![(from, 0, None)];
    for moves in 1..=most {
        let mut next = Vec::new();
        for (at, against, before) in last {
            for mover in graph.moves.ids().filter(|&mover| Some(mover) != before) {
                for &to in &graph.moves[mover][at] {
                    let unwilling = graph.ranks[mover][to] <= graph.ranks[mover][at];
                    next.push((to, against + u32::from(unwilling), Some(mover)));
                }
            }
        }
        ends.extend(next.iter().map(|(to, against, _)| (*to, *against, moves)));
        last = next;
    }
    ends
}

#[test]
fn shortest_paths_are_the_shortest_of_all_paths() {
    const MOST: u32 = 4;
    let mut counted = 0;
    for dispute in (0..1500).map(random_conflict) {
        let graph = Graph::new(&dispute, &Scope::whole(&dispute), ReadingId::new(0));
        let arcs: usize = graph.moves.values().flatten().map(Vec::len).sum();
        if arcs > 6 * graph.states.len() {
            continue;
        }
        let from = graph.states.len() / 2;
        let ends = paths(&graph, from, MOST);
        for way in Way::ALL {
            let mut best: BTreeMap<usize, ((u32, u32), u128)> = BTreeMap::new();
            for &(to, against, moves) in &ends {
                if way == Way::Improvements && against > 0 {
                    continue;
                }
                let cost = (if way == Way::Mixed { against } else { 0 }, moves);
                let entry = best.entry(to).or_insert((cost, 0));
                if cost < entry.0 {
                    *entry = (cost, 1);
                } else if cost == entry.0 {
                    entry.1 += 1;
                }
            }
            for (to, shortest) in graph.distances(from, way).into_iter().enumerate() {
                let Some(shortest) = shortest else {
                    assert!(!best.contains_key(&to), "{} {way:?}", dispute.title);
                    continue;
                };
                if shortest.moves <= MOST {
                    let found = ((shortest.against, shortest.moves), shortest.paths);
                    assert_eq!(best[&to], found, "{} {way:?} {from} {to}", dispute.title);
                    counted += usize::from(shortest.paths > 1);
                }
            }
        }
        // What can be reached is what sequences end at.
        let everybody: Vec<PartyId> = dispute.parties.ids().collect();
        for (way, improving) in
            [(Way::Moves, false), (Way::Mixed, false), (Way::Improvements, true)]
        {
            let distances = graph.distances(from, way);
            let reached = graph.reach(&everybody, improving, from);
            for to in (0..graph.states.len()).filter(|&to| to != from) {
                assert_eq!(distances[to].is_some(), reached.contains(&to));
            }
        }
    }
    assert!(counted > 2000, "{counted}");
}
