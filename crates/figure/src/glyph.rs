//! A level as a symbol small enough for a table cell: a disc filled by its share.

use crate::svg::{Element, number};

const CENTRE: f64 = 7.0;
const RADIUS: f64 = 5.5;

/// An inline `<svg>` of 14 by 14 showing `level` of `of` (an empty ring for 0, a full disc for all;
/// more than all counts as all), named `label`.
pub fn level_glyph(level: u32, of: u32, label: &str) -> String {
    let share = f64::from(level.min(of)) / f64::from(of.max(1));
    let ring = Element::new("circle").at("cx", CENTRE).at("cy", CENTRE).at("r", RADIUS);
    let mut glyph = Element::new("svg")
        .with("xmlns", "http://www.w3.org/2000/svg")
        .with("class", "glyph")
        .with("viewBox", "0 0 14 14")
        .with("width", "14")
        .with("height", "14")
        .with("role", "img")
        .with("aria-label", label)
        .titled(label)
        .child(ring.clone().with("class", "ring"));
    if share >= 1.0 {
        glyph = glyph.child(ring.with("class", "part"));
    } else if share > 0.0 {
        glyph = glyph.child(Element::new("path").with("d", sector(share)).with("class", "part"));
    }
    let mut svg = String::new();
    glyph.write(&mut svg);
    svg
}

/// The sector of a disc from twelve o'clock clockwise.
fn sector(share: f64) -> String {
    let angle = share * std::f64::consts::TAU;
    let (x, y) = (CENTRE + RADIUS * libm::sin(angle), CENTRE - RADIUS * libm::cos(angle));
    let large = u8::from(share > 0.5);
    let (centre, radius) = (number(CENTRE), number(RADIUS));
    let (x, y) = (number(x), number(y));
    format!("M{centre} {centre}V{}A{radius} {radius} 0 {large} 1 {x} {y}Z", number(CENTRE - RADIUS))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_fill_the_disc_by_share() {
        assert!(!level_glyph(0, 4, "none").contains("part"));
        assert!(level_glyph(1, 4, "a").contains("M7 7V1.5A5.5 5.5 0 0 1 12.5 7Z"));
        assert!(level_glyph(3, 4, "a").contains("A5.5 5.5 0 1 1 1.5 7Z"));
        assert_eq!(level_glyph(4, 4, "full"), level_glyph(9, 4, "full"));
        assert!(!level_glyph(0, 0, "").contains("NaN"));
    }
}
