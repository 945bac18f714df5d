//! The order of the nodes within their layers: sweeps by barycentre (Sugiyama, Tagawa, Toda 1981),
//! of which the one with fewest crossings is kept. Ties keep the order given.

use super::{Graph, GraphArc};

const SWEEPS: usize = 6;

/// The nodes of every layer, from the left; the same for the same graph.
pub(super) fn layers(graph: &Graph, arcs: &[GraphArc]) -> Vec<Vec<usize>> {
    let mut layers: Vec<Vec<usize>> = vec![Vec::new(); graph.layers.len()];
    for (node, data) in graph.nodes.iter().enumerate() {
        if let Some(layer) = layers.get_mut(data.layer) {
            layer.push(node);
        }
    }
    let layer_of = |node: usize| graph.nodes[node].layer;
    let mut neighbours: Vec<Vec<usize>> = vec![Vec::new(); graph.nodes.len()];
    for arc in arcs.iter().filter(|arc| layer_of(arc.from) != layer_of(arc.to)) {
        neighbours[arc.from].push(arc.to);
        neighbours[arc.to].push(arc.from);
    }
    let across = |layers: &[Vec<usize>]| {
        let mut across = vec![0.0; graph.nodes.len()];
        for layer in layers {
            for (place, &node) in layer.iter().enumerate() {
                across[node] = (place as f64 + 0.5) / layer.len() as f64;
            }
        }
        across
    };
    let mut best = layers.clone();
    let mut fewest = crossings(arcs, &across(&best), layer_of);
    for sweep in 0..SWEEPS {
        let down = sweep % 2 == 0;
        for step in 0..layers.len() {
            let at = if down { step } else { layers.len() - 1 - step };
            let places = across(&layers);
            let centre = |node: usize| {
                // Down: by what lies above; up: by what lies below.
                let counted = neighbours[node].iter().filter(|&&n| (layer_of(n) < at) == down);
                let (sum, count) =
                    counted.fold((0.0, 0.0), |(sum, count), &n| (sum + places[n], count + 1.0));
                if count > 0.0 { sum / count } else { places[node] }
            };
            layers[at].sort_by(|&one, &other| centre(one).total_cmp(&centre(other)));
        }
        let found = crossings(arcs, &across(&layers), layer_of);
        if found < fewest {
            (best, fewest) = (layers.clone(), found);
        }
    }
    best
}

/// How many pairs of arrows between the same two layers cross.
fn crossings(arcs: &[GraphArc], across: &[f64], layer_of: impl Fn(usize) -> usize) -> usize {
    let downward = arcs.iter().map(|arc| {
        let turned = layer_of(arc.from) > layer_of(arc.to);
        if turned { (arc.to, arc.from) } else { (arc.from, arc.to) }
    });
    let downward: Vec<(usize, usize)> =
        downward.filter(|&(from, to)| layer_of(from) != layer_of(to)).collect();
    let mut count = 0;
    for (place, &(from, to)) in downward.iter().enumerate() {
        for &(other_from, other_to) in &downward[place + 1..] {
            let between_the_same =
                layer_of(from) == layer_of(other_from) && layer_of(to) == layer_of(other_to);
            let above = across[from] - across[other_from];
            let below = across[to] - across[other_to];
            count += usize::from(between_the_same && above * below < 0.0);
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::GraphNode;

    #[test]
    fn crossed_arrows_are_uncrossed() {
        let node = |layer| GraphNode { layer, ..GraphNode::default() };
        let arc = |from, to| GraphArc { from, to, ..GraphArc::default() };
        let graph = Graph {
            layers: vec![String::new(); 2],
            nodes: vec![node(0), node(0), node(1), node(1)],
            series: vec![String::new()],
            arcs: vec![arc(0, 3), arc(1, 2)],
            ..Graph::default()
        };
        assert_eq!(layers(&graph, &graph.arcs), [vec![0, 1], vec![3, 2]]);
        assert_eq!(layers(&graph, &[]), [vec![0, 1], vec![2, 3]]);
    }
}
