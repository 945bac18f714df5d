//! The eight shapes that tell kinds of marks apart without colour.

use crate::style::Tone;
use crate::svg::{Element, number};

/// The outline of a mark.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shape {
    /// A disc.
    Circle,
    /// A square on its side.
    Square,
    /// A square on its corner.
    Diamond,
    /// A triangle pointing up.
    TriangleUp,
    /// A triangle pointing down.
    TriangleDown,
    /// Two strokes crossing at the diagonals.
    Cross,
    /// Two strokes crossing upright.
    Plus,
    /// A star of five points.
    Star,
}

impl Shape {
    /// Every shape, in the order to use them.
    pub const ALL: [Shape; 8] = [
        Shape::Circle,
        Shape::Square,
        Shape::TriangleUp,
        Shape::Diamond,
        Shape::TriangleDown,
        Shape::Cross,
        Shape::Plus,
        Shape::Star,
    ];

    /// The mark around a centre, about as heavy as a disc of `radius`; `hollow` draws its outline.
    pub(crate) fn element(self, at: (f64, f64), radius: f64, tone: Tone, hollow: bool) -> Element {
        let stroke = if matches!(self, Shape::Cross | Shape::Plus) { " stroke" } else { "" };
        // An outline is drawn half outside, a filling loses half of its edge.
        let radius = if hollow { radius - 0.8 } else { radius };
        let hollow = if hollow { " hollow" } else { "" };
        let class = format!("mark {}{stroke}{hollow}", tone.class());
        if self == Shape::Circle {
            let disc = Element::new("circle").at("cx", at.0).at("cy", at.1).at("r", radius);
            return disc.with("class", class);
        }
        Element::new("path").with("d", self.path(at, radius)).with("class", class)
    }

    fn path(self, at: (f64, f64), radius: f64) -> String {
        let square: &[(f64, f64)] = &[(-0.92, -0.92), (0.92, -0.92), (0.92, 0.92), (-0.92, 0.92)];
        match self {
            Shape::Circle | Shape::Square => closed(at, radius, square),
            Shape::Diamond => {
                closed(at, radius, &[(0.0, -1.25), (1.25, 0.0), (0.0, 1.25), (-1.25, 0.0)])
            }
            Shape::TriangleUp => closed(at, radius, &[(0.0, -1.2), (1.15, 0.9), (-1.15, 0.9)]),
            Shape::TriangleDown => closed(at, radius, &[(0.0, 1.2), (1.15, -0.9), (-1.15, -0.9)]),
            Shape::Cross => strokes(at, radius * 0.8, &[(-1.0, -1.0), (-1.0, 1.0)]),
            Shape::Plus => strokes(at, radius, &[(-1.0, 0.0), (0.0, -1.0)]),
            Shape::Star => {
                let corner = |corner: u8| {
                    let reach = if corner.is_multiple_of(2) { 1.3 } else { 0.56 };
                    let angle = f64::from(corner) * std::f64::consts::PI / 5.0;
                    (reach * libm::sin(angle), -reach * libm::cos(angle))
                };
                closed(at, radius, &(0..10).map(corner).collect::<Vec<_>>())
            }
        }
    }
}

fn closed(at: (f64, f64), radius: f64, corners: &[(f64, f64)]) -> String {
    let place = |corner: &(f64, f64)| point(at.0 + radius * corner.0, at.1 + radius * corner.1);
    let places: Vec<String> = corners.iter().map(place).collect();
    format!("M{}Z", places.join("L"))
}

fn strokes(at: (f64, f64), radius: f64, ends: &[(f64, f64)]) -> String {
    let stroke = |end: &(f64, f64)| {
        let (x, y) = (radius * end.0, radius * end.1);
        format!("M{}L{}", point(at.0 + x, at.1 + y), point(at.0 - x, at.1 - y))
    };
    ends.iter().map(stroke).collect()
}

fn point(x: f64, y: f64) -> String {
    format!("{} {}", number(x), number(y))
}
