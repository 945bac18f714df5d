//! How text is set: size, weight, the end it hangs from, and its direction.
//!
//! A figure runs left to right. A label with right-to-left letters stands between the invisible
//! isolates U+2068 and U+2069, so that its own order holds inside and changes nothing outside.

use crate::font::REGULAR;

/// The end of a text its `x` names.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Anchor {
    /// Its left end.
    Start,
    /// Its middle.
    Middle,
    /// Its right end.
    End,
}

/// How a text is set.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Type {
    /// Font size in drawing units.
    pub size: f64,
    /// Font weight, 400–700.
    pub weight: u16,
    /// The end of the text its `x` names.
    pub anchor: Anchor,
    /// Classes that colour it.
    pub class: &'static str,
}

impl Type {
    /// Regular weight from the left, in the colour of `class`.
    pub fn new(size: f64, class: &'static str) -> Type {
        Type { size, weight: REGULAR, anchor: Anchor::Start, class }
    }

    /// The same at another weight.
    pub fn weight(self, weight: u16) -> Type {
        Type { weight, ..self }
    }

    /// The same hung from another end.
    pub fn anchor(self, anchor: Anchor) -> Type {
        Type { anchor, ..self }
    }

    /// Width of `text` set so.
    pub fn width(&self, text: &str) -> f64 {
        crate::font::text_width(text, self.size, self.weight)
    }

    /// The lines of `text`, each no wider than `width`.
    pub fn wrap(&self, text: &str, width: f64) -> Vec<String> {
        crate::font::wrap(text, width, self.size, self.weight)
    }
}

/// The text between isolates if it has a right-to-left letter, otherwise itself. Direction marks it
/// brings along are taken out, so that none is left open.
pub fn isolate(text: &str) -> String {
    let marks = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let text = text.replace(marks, "");
    if text.chars().any(is_right_to_left) { format!("\u{2068}{text}\u{2069}") } else { text }
}

fn is_right_to_left(character: char) -> bool {
    matches!(u32::from(character),
        0x0590..=0x08ff | 0xfb1d..=0xfdff | 0xfe70..=0xfefe | 0x10800..=0x10fff | 0x1e800..=0x1efff)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_right_to_left_text_is_isolated() {
        assert_eq!(isolate("Majlis"), "Majlis");
        assert_eq!(isolate("\u{202e}مجلس"), "\u{2068}مجلس\u{2069}");
    }
}
