//! One SVG element, its attributes in the order given, its text escaped.

use std::fmt::Write;

/// One element with its attributes and content.
#[derive(Clone, PartialEq, Debug)]
pub struct Element {
    name: &'static str,
    attributes: Vec<(&'static str, String)>,
    text: String,
    children: Vec<Element>,
}

impl Element {
    /// An element without attributes or content.
    pub fn new(name: &'static str) -> Element {
        Element { name, attributes: Vec::new(), text: String::new(), children: Vec::new() }
    }

    /// With one more attribute; the value is escaped when written.
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Element {
        self.attributes.push((name, value.into()));
        self
    }

    /// With one more attribute that is a number, rounded to two decimals.
    pub fn at(self, name: &'static str, value: f64) -> Element {
        self.with(name, number(value))
    }

    /// With text content; escaped when written.
    pub fn text(mut self, text: &str) -> Element {
        self.text.push_str(text);
        self
    }

    /// With one more element inside, after its text.
    pub fn child(mut self, child: Element) -> Element {
        self.children.push(child);
        self
    }

    /// With a `<title>`: its accessible name, shown on hover.
    pub fn titled(self, title: &str) -> Element {
        self.child(Element::new("title").text(title))
    }

    /// Appends the element to `to`, without line breaks.
    pub fn write(&self, to: &mut String) {
        to.push('<');
        to.push_str(self.name);
        for (name, value) in &self.attributes {
            to.push(' ');
            to.push_str(name);
            to.push_str("=\"");
            escape(value, to);
            to.push('"');
        }
        if self.text.is_empty() && self.children.is_empty() {
            to.push_str("/>");
            return;
        }
        to.push('>');
        escape(&self.text, to);
        for child in &self.children {
            child.write(to);
        }
        to.push_str("</");
        to.push_str(self.name);
        to.push('>');
    }
}

/// A number with at most two decimals, `12`, `0.5`, `-3.25`; what is not finite is `0`.
pub fn number(value: f64) -> String {
    let hundredths = if value.is_finite() { libm::round(value * 100.0) } else { 0.0 };
    let mut text = String::new();
    if hundredths == 0.0 {
        return "0".to_owned();
    }
    // Writing to a string cannot fail.
    let _ = write!(text, "{:.2}", hundredths / 100.0);
    text.truncate(text.trim_end_matches('0').trim_end_matches('.').len());
    text
}

fn escape(text: &str, to: &mut String) {
    for character in text.chars() {
        match character {
            '&' => to.push_str("&amp;"),
            '<' => to.push_str("&lt;"),
            '>' => to.push_str("&gt;"),
            '"' => to.push_str("&quot;"),
            '\t' | '\n' | '\r' => to.push(' '),
            // XML has no way to write these.
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            _ => to.push(character),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_carry_no_noise() {
        let texts = [0.1 + 0.2, -0.001, 12.0, 100.0, -3.256, f64::NAN, f64::INFINITY].map(number);
        assert_eq!(texts, ["0.3", "0", "12", "100", "-3.26", "0", "0"]);
    }

    #[test]
    fn text_is_escaped() {
        let mut svg = String::new();
        Element::new("text").with("x", "\"").text("a < b & c\u{0}\n").write(&mut svg);
        assert_eq!(svg, "<text x=\"&quot;\">a &lt; b &amp; c </text>");
    }
}
