//! Where the nodes and the names of the layers stand.
//!
//! A layer too long for one row is set in several, its nodes in turn, so that from the left they
//! keep their order.

use super::{Graph, LEADING, RADIUS, SMALL};
use crate::svg::{Drawing, Type};

const BETWEEN_NODES: f64 = 20.0;
const WIDEST_STEP: f64 = 150.0;
const BETWEEN_ROWS: f64 = 48.0;
const BETWEEN_LAYERS: f64 = 52.0;
/// What curves need beside and above the outermost nodes.
const EDGE: f64 = 26.0;

/// A node's place.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Spot {
    pub x: f64,
    pub y: f64,
    /// Half its width.
    pub half: f64,
}

/// The places of everything.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Places {
    /// The nodes', in their order; nothing for one without a layer.
    pub spots: Vec<Option<Spot>>,
    /// Where curves may run: left, top, right, bottom.
    pub area: (f64, f64, f64, f64),
    /// Where all of it ends.
    pub height: f64,
    names: Vec<(f64, Vec<String>)>,
}

impl Places {
    pub(super) fn new(graph: &Graph, layers: &[Vec<usize>], width: f64, top: f64) -> Places {
        let drawn = || graph.layers.iter().zip(layers).filter(|(_, nodes)| !nodes.is_empty());
        let widest = drawn().map(|(name, _)| name_type().width(name)).fold(0.0, f64::max);
        let left =
            if graph.compact || widest == 0.0 { 0.0 } else { widest.min(width * 0.2) + 12.0 };
        let name_room = if graph.compact { width } else { left - 12.0 };
        let area_top = top + 4.0;
        let mut places = Places {
            spots: vec![None; graph.nodes.len()],
            area: (left, area_top, width, area_top),
            height: top,
            names: Vec::new(),
        };
        let mut y = area_top + EDGE - 8.0;
        for (name, nodes) in drawn() {
            let lines = if name.is_empty() || name_room < 1.0 {
                Vec::new()
            } else {
                name_type().wrap(name, name_room)
            };
            let name_height = lines.len() as f64 * LEADING;
            if graph.compact && !lines.is_empty() {
                places.names.push((y + 11.0, lines.clone()));
                y += name_height + 6.0;
            }
            let rows = places.layer(graph, nodes, y + RADIUS);
            let height = (rows - 1.0) * BETWEEN_ROWS + 2.0 * RADIUS;
            if graph.compact {
                y += height;
            } else {
                // The name stands beside the middle of the layer, or the layer beside its name.
                let tall = height.max(name_height);
                let shift = (tall - height) / 2.0;
                for &node in nodes {
                    places.spots[node] = places.spots[node].map(|s| Spot { y: s.y + shift, ..s });
                }
                places.names.push((y + (tall - name_height) / 2.0 + 12.0, lines));
                y += tall;
            }
            places.area.3 = y + EDGE - 8.0;
            y += BETWEEN_LAYERS;
        }
        places.height = places.area.3.max(top);
        places
    }

    /// Sets the nodes of a layer, the first row's middle at `y`; returns the number of rows.
    fn layer(&mut self, graph: &Graph, nodes: &[usize], y: f64) -> f64 {
        let (left, right) = (self.area.0 + EDGE, self.area.2 - EDGE);
        let halves: Vec<f64> = nodes.iter().map(|&node| graph.nodes[node].half()).collect();
        let widest = halves.iter().copied().fold(RADIUS, f64::max);
        // The outermost middles stand so that no node leaves the room.
        let room = right - left - 2.0 * (widest - RADIUS);
        let each = 2.0 * widest + BETWEEN_NODES;
        let count = nodes.len() as f64;
        let rows = libm::ceil(count * each / room).clamp(1.0, count);
        let step = (room / count).min(WIDEST_STEP.max(each));
        let first = f64::midpoint(left, right) - step * (count - 1.0) / 2.0;
        for (place, (&node, half)) in nodes.iter().zip(halves).enumerate() {
            let row = place as f64 % rows;
            let spot = Spot { x: first + step * place as f64, y: y + row * BETWEEN_ROWS, half };
            self.spots[node] = Some(spot);
        }
        rows
    }

    /// Whether a point lies in the name of a layer.
    pub(super) fn in_a_name(&self, point: (f64, f64)) -> bool {
        let within = |(line, (y, text)): (usize, (f64, &String))| {
            let baseline = y + line as f64 * LEADING;
            (baseline - 12.0..baseline + 5.0).contains(&point.1)
                && point.0 < name_type().width(text) + 4.0
        };
        let mut names = self.names.iter();
        names.any(|(y, lines)| lines.iter().map(|text| (*y, text)).enumerate().any(within))
    }

    pub(super) fn draw_layers(&self, drawing: &mut Drawing) {
        for (y, lines) in &self.names {
            drawing.lines((0.0, *y), lines, LEADING, name_type());
        }
    }
}

fn name_type() -> Type {
    Type::new(SMALL, "muted halo")
}
