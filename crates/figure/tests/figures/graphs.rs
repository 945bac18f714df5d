//! Layered graphs: what they look like, small and large ones, and ones nobody wished for.

use crate::{samples, xml};
use detente_figure::{Graph, GraphArc, GraphNode};
use expect_test::{ExpectFile, expect_file};

fn arc(from: usize, to: usize, series: usize) -> GraphArc {
    GraphArc { from, to, series, strong: from == 0 }
}

/// A graph over layers of the given sizes, nodes numbered from 1.
fn graph(sizes: &[usize], arcs: Vec<GraphArc>, compact: bool) -> Graph {
    let nodes = sizes.iter().enumerate().flat_map(|(layer, size)| vec![layer; *size]);
    let node = |(place, layer): (usize, usize)| GraphNode {
        layer,
        label: (place + 1).to_string(),
        title: format!("state {}", place + 1),
        start: place == 0,
        ring: place % 3 == 2,
    };
    let layers =
        ["The status quo", "One improvement away", "Two away", "Three away", "Not reached"];
    Graph {
        title: "The states around the status quo".to_owned(),
        description: "Arrows are improvements.".to_owned(),
        layers: layers[..sizes.len()].iter().map(|layer| (*layer).to_owned()).collect(),
        nodes: nodes.enumerate().map(node).collect(),
        series: ["United States", "Soviet Union", "ایران", "E3 governments"]
            .map(str::to_owned)
            .to_vec(),
        arcs,
        start: "the status quo".to_owned(),
        ring: "holds if each reckons with improvements of the others".to_owned(),
        compact,
    }
}

fn small(compact: bool) -> Graph {
    let arcs =
        [(0, 1, 0), (0, 2, 0), (1, 3, 1), (2, 4, 1), (3, 5, 0), (4, 5, 0), (4, 3, 0), (1, 2, 0)];
    let mut arcs: Vec<GraphArc> = arcs.iter().map(|&(f, t, s)| arc(f, t, s)).collect();
    arcs.push(arc(6, 0, 1));
    graph(&[1, 2, 2, 1, 1], arcs, compact)
}

fn sixty(compact: bool) -> Graph {
    let sizes = [1, 9, 22, 24, 4];
    let mut state = 11_u32;
    let mut next = |below: usize| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 16) as usize % below
    };
    let arcs = (0..110).map(|_| {
        let from = next(40);
        arc(from, (from + 1 + next(20)).min(59), next(4))
    });
    graph(&sizes, arcs.collect(), compact)
}

#[expect(clippy::needless_pass_by_value, reason = "as `expect_file!` gives it")]
fn check(graph: &Graph, golden: ExpectFile) {
    golden.assert_eq(&legible(graph, "graph"));
}

/// The figure, after seeing that nothing in it hides anything else.
fn legible(graph: &Graph, id: &str) -> String {
    let svg = graph.svg(id);
    assert_eq!(svg, graph.clone().svg(id));
    xml::check_layout(&svg);
    let elements = xml::read(&svg);
    let key_ends = elements.iter().position(|e| e.name == "g").unwrap_or(elements.len());
    let nodes: Vec<_> = (elements[key_ends..].iter())
        .filter(|e| matches!(e.get("class"), Some("node" | "node heavy")))
        .map(|e| (e.number("x"), e.number("y"), e.number("width"), e.number("height")))
        .collect();
    for (place, one) in nodes.iter().enumerate() {
        for other in &nodes[place + 1..] {
            let apart = one.0 + one.2 <= other.0
                || other.0 + other.2 <= one.0
                || one.1 + one.3 <= other.1
                || other.1 + other.3 <= one.1;
            assert!(apart, "{one:?} meets {other:?}");
        }
    }
    svg
}

#[test]
fn graphs() {
    check(&small(false), expect_file!["../golden/graph.svg"]);
    check(&small(true), expect_file!["../golden/graph-compact.svg"]);
    check(&sixty(false), expect_file!["../golden/graph-sixty.svg"]);
    check(&sixty(true), expect_file!["../golden/graph-sixty-compact.svg"]);
}

#[test]
fn two_nodes_with_arrows_both_ways_by_everybody() {
    let arcs = (0..4).flat_map(|series| [arc(0, 1, series), arc(1, 0, series)]);
    let graph = graph(&[1, 1], arcs.collect(), false);
    check(&graph, expect_file!["../golden/graph-both-ways.svg"]);
    let ends: std::collections::BTreeSet<String> = xml::read(&graph.svg("g"))
        .iter()
        .filter(|e| e.get("class").is_some_and(|class| class.starts_with("arc series")))
        .filter_map(|e| e.get("d").map(str::to_owned))
        .collect();
    assert_eq!(ends.len(), 8);
}

#[test]
fn small_and_wrong_input_is_drawn() {
    for compact in [false, true] {
        legible(&Graph { compact, ..Graph::default() }, "empty");
        legible(&graph(&[1], Vec::new(), compact), "one");
        legible(&graph(&[60], Vec::new(), compact), "one-layer");
        let mut alone =
            graph(&[0, 3], vec![arc(0, 0, 0), arc(0, 9, 0), arc(9, 0, 0), arc(0, 1, 9)], compact);
        alone.nodes[2].layer = 7;
        let svg = legible(&alone, "a b");
        assert!(!svg.contains("class=\"arc series-0\" d"), "no arrow can be drawn");
        assert!(svg.contains("id=\"a-b\""));
        let twice = graph(&[1, 1], vec![arc(0, 1, 0), arc(0, 1, 0)], compact);
        assert_eq!(twice.svg("g"), graph(&[1, 1], vec![arc(0, 1, 0)], compact).svg("g"));
    }
}

#[test]
fn graphs_bear_nasty_labels() {
    for compact in [false, true] {
        let mut nasty = small(compact);
        nasty.layers = samples::nasty()[..5].to_vec();
        nasty.series = samples::nasty();
        for (node, label) in nasty.nodes.iter_mut().zip(samples::nasty()) {
            node.title.clone_from(&label);
            node.label = label;
        }
        nasty.start = samples::nasty()[6].clone();
        nasty.ring = samples::nasty()[0].clone();
        let svg = legible(&nasty, "nasty");
        if !compact {
            expect_file!["../golden/graph-nasty.svg"].assert_eq(&svg);
        }
    }
}
