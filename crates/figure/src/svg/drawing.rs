//! A figure being drawn: named, told, and with the patterns its series need.

use super::{Anchor, Element, Type, isolate, number};
use crate::font::REGULAR;
use crate::style::PATTERNS;
use std::collections::BTreeSet;

/// A figure being drawn: `width` units wide, as high as [`Drawing::finish`] says.
#[derive(Clone, PartialEq, Debug)]
pub struct Drawing {
    id: String,
    width: f64,
    series: BTreeSet<usize>,
    elements: Vec<Element>,
}

impl Drawing {
    /// An empty drawing. `id` must be unique in the page and becomes the prefix of every id inside;
    /// characters other than ASCII letters, digits, `-` and `_` become `-`.
    pub fn new(id: &str, width: f64) -> Drawing {
        let allowed = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        let id = id.chars().map(|c| if allowed(c) { c } else { '-' }).collect();
        Drawing { id, width, series: BTreeSet::new(), elements: Vec::new() }
    }

    /// Puts an element on top of what is drawn.
    pub fn push(&mut self, element: Element) {
        self.elements.push(element);
    }

    /// A rectangle in the colour of `class`.
    pub fn rectangle(&mut self, corner: (f64, f64), width: f64, height: f64, class: &str) {
        self.push(rectangle(corner, width, height).with("class", class));
    }

    /// A rectangle in the colour and the pattern of a series; series repeat after eight.
    pub fn swatch(&mut self, corner: (f64, f64), width: f64, height: f64, series: usize) {
        let series = series % PATTERNS.len();
        self.rectangle(corner, width, height, &format!("bar series-{series}"));
        if !PATTERNS[series].is_empty() {
            self.series.insert(series);
            let fill = format!("url(#{}-pattern-{series})", self.id);
            self.push(rectangle(corner, width, height).with("fill", fill));
        }
    }

    /// A straight line in the colour of `class`.
    pub fn line(&mut self, from: (f64, f64), to: (f64, f64), class: &str) {
        let line = Element::new("line").at("x1", from.0).at("y1", from.1);
        self.push(line.at("x2", to.0).at("y2", to.1).with("class", class));
    }

    /// A text on one line, its baseline at `y`; nothing for an empty one.
    pub fn text(&mut self, at: (f64, f64), text: &str, set: Type) {
        if text.is_empty() {
            return;
        }
        let mut element =
            Element::new("text").at("x", at.0).at("y", at.1).at("font-size", set.size);
        if set.weight != REGULAR {
            element = element.with("font-weight", set.weight.to_string());
        }
        element = match set.anchor {
            Anchor::Start => element,
            Anchor::Middle => element.with("text-anchor", "middle"),
            Anchor::End => element.with("text-anchor", "end"),
        };
        self.push(element.with("class", set.class).text(&isolate(text)));
    }

    /// Texts under one another, the first baseline at `at`, `leading` apart.
    pub fn lines(&mut self, at: (f64, f64), lines: &[String], leading: f64, set: Type) {
        for (line, text) in (0_u32..).zip(lines) {
            self.text((at.0, at.1 + f64::from(line) * leading), text, set);
        }
    }

    /// The whole `<svg>` element, `height` units high, named by `title` and told by `description`.
    /// `class` goes beside `figure`.
    pub fn finish(self, height: f64, class: &str, title: &str, description: &str) -> String {
        let (named, told) = (format!("{}-title", self.id), format!("{}-description", self.id));
        let root = Element::new("svg")
            .with("xmlns", "http://www.w3.org/2000/svg")
            .with("id", self.id.as_str())
            .with("class", format!("figure {class}"))
            .with("viewBox", format!("0 0 {} {}", number(self.width), number(height)))
            .with("direction", "ltr")
            .with("role", "img")
            .with("aria-labelledby", format!("{named} {told}"));
        let mut patterns = Element::new("defs");
        for &series in &self.series {
            patterns = patterns.child(pattern(&self.id, series));
        }
        let mut svg = String::new();
        root.write(&mut svg);
        svg.truncate(svg.len() - "/>".len());
        svg.push_str(">\n");
        let mut head = vec![
            Element::new("title").with("id", named).text(title),
            Element::new("desc").with("id", told).text(description),
        ];
        if !self.series.is_empty() {
            head.push(patterns);
        }
        for element in head.iter().chain(&self.elements) {
            element.write(&mut svg);
            svg.push('\n');
        }
        svg.push_str("</svg>\n");
        svg
    }
}

fn rectangle(corner: (f64, f64), width: f64, height: f64) -> Element {
    let element = Element::new("rect").at("x", corner.0).at("y", corner.1);
    element.at("width", width.max(0.0)).at("height", height.max(0.0))
}

fn pattern(id: &str, series: usize) -> Element {
    Element::new("pattern")
        .with("id", format!("{id}-pattern-{series}"))
        .with("width", "6")
        .with("height", "6")
        .with("patternUnits", "userSpaceOnUse")
        .child(Element::new("path").with("d", PATTERNS[series]).with("class", "pattern"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_made_safe() {
        let svg = Drawing::new("a b\"c", 10.0).finish(10.0, "wide", "t", "d");
        assert!(svg.contains("id=\"a-b-c\"") && svg.contains("\"a-b-c-title a-b-c-description\""));
    }
}
