//! The graph of a focus says what the definitions say, on random disputes.

#![allow(clippy::unwrap_used, reason = "a failed test says where")]

use detente_model::{Id, Level, Scope};
use detente_states::{Graph, Limits, Node, TooLarge};
use detente_testkit::{flagship, naive, random_conflict, random_dispute};

/// Every state, every step, every look-up of one scope.
fn agrees(dispute: &detente_model::Dispute, scope: &Scope) -> (usize, usize) {
    let graph = Graph::new(dispute, scope, Limits::default()).unwrap();
    let feasible = naive::feasible_states(dispute, scope);
    assert_eq!(graph.len(), feasible.len());
    for (node, levels) in graph.nodes().zip(&feasible) {
        assert_eq!(graph.levels(node), levels, "dossier order");
        assert_eq!(graph.node(levels), Some(node));
        for party in dispute.parties.ids() {
            let steps = graph.steps(node, party);
            let found: Vec<&[Level]> = steps.iter().map(|s| graph.levels(s.to)).collect();
            let inside = |to: &Vec<Level>| {
                scope.fixed.iter().zip(to).all(|(fixed, to)| fixed.is_none_or(|f| f == *to))
            };
            let mut expected = dispute.steps(party, levels);
            expected.retain(inside);
            assert_eq!(found, expected, "the steps of {party:?} from {levels:?}");
            for step in steps {
                let changed = levels.iter().zip(graph.levels(step.to)).position(|(a, b)| a != b);
                assert_eq!(changed, Some(step.option.index()));
                assert_eq!(dispute.options[step.option].party, party);
            }
        }
    }
    for levels in dispute.states_in(scope).filter(|levels| !dispute.is_feasible(levels)) {
        assert_eq!(graph.node(&levels), None);
    }
    (graph.len(), graph.step_count())
}

#[test]
fn steps_are_those_of_the_definition() {
    let (mut states, mut steps) = (0, 0);
    for seed in 0..3_000 {
        let dispute = if seed % 2 == 0 { random_dispute(seed) } else { random_conflict(seed) };
        for focus in std::iter::once(None).chain(dispute.focuses.ids().map(Some)) {
            let (more_states, more_steps) = agrees(&dispute, &Scope::of(&dispute, focus));
            states += more_states;
            steps += more_steps;
        }
    }
    assert!(states > 100_000 && steps > 200_000, "{states} states, {steps} steps");
}

#[test]
fn states_outside_the_scope_have_no_node() {
    let dispute = flagship();
    let focus = dispute.focus("negotiation").unwrap();
    let scope = Scope::focus(&dispute, focus);
    let graph = Graph::new(&dispute, &scope, Limits::default()).unwrap();
    let mut levels = graph.levels(Node::new(0)).to_vec();
    let fixed = scope.fixed.iter().position(Option::is_some).unwrap();
    levels[fixed] = (levels[fixed] + 1) % 2;
    assert_eq!(graph.node(&levels), None);
    let varies = graph.options()[graph.options().len() - 1].index();
    let mut levels = graph.levels(Node::new(0)).to_vec();
    levels[varies] = 200;
    assert_eq!(graph.node(&levels), None);
    assert_eq!(graph.node(&[]), None);
}

#[test]
fn more_states_than_the_limit_are_refused() {
    let dispute = flagship();
    let focus = dispute.focus("negotiation").unwrap();
    let scope = Scope::focus(&dispute, focus);
    let all = Graph::new(&dispute, &scope, Limits::default()).unwrap().len();
    let limits = Limits { states: all - 1, ..Limits::default() };
    let refused = Graph::new(&dispute, &scope, limits).err().unwrap();
    assert_eq!(refused, TooLarge::States { states: all as u128, limit: all - 1 });
    assert!(refused.to_string().contains("choose a focus"));
}
