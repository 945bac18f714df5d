//! Breaking a text into lines that fit, and shortening one that may not break.
//!
//! Lines break at spaces that are not no-break spaces, then after hyphens, slashes and semicolons, then anywhere but before a
//! combining mark. Nothing is hyphenated: a wrong hyphen in a name is worse than a ragged edge.

use super::text_width;
use unicode_width::UnicodeWidthChar;

const SPACES: [char; 4] = [' ', '\t', '\n', '\r'];

/// The lines of `text`, each no wider than `width` at `size` and `weight`; one empty line for an
/// empty text. A single character wider than `width` stands alone.
pub fn wrap(text: &str, width: f64, size: f64, weight: u16) -> Vec<String> {
    // Widths that were added and taken apart again may miss by a rounding.
    let fits = |line: &str| text_width(line, size, weight) <= width + 1e-6;
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split(SPACES).filter(|word| !word.is_empty()) {
        let joined = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if fits(&joined) {
            line = joined;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        for piece in pieces(word) {
            let joined = format!("{line}{piece}");
            if fits(&joined) {
                line = joined;
                continue;
            }
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            for character in piece.chars() {
                line.push(character);
                if !fits(&line) && line.chars().count() > 1 && character.width() != Some(0) {
                    line.pop();
                    lines.push(std::mem::replace(&mut line, character.to_string()));
                }
            }
        }
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(line);
    }
    lines
}

/// The text itself if it fits, otherwise its longest beginning that does with `…` after it; empty
/// when not even the `…` fits.
pub fn ellipsis(text: &str, width: f64, size: f64, weight: u16) -> String {
    if text_width(text, size, weight) <= width {
        return text.to_owned();
    }
    let room = width - text_width("…", size, weight);
    if room < 0.0 {
        return String::new();
    }
    let end = text
        .char_indices()
        .map(|(at, character)| at + character.len_utf8())
        .take_while(|&end| text_width(&text[..end], size, weight) <= room)
        .last()
        .unwrap_or(0);
    format!("{}…", text[..end].trim_end())
}

/// The pieces of a word between which a line may break.
fn pieces(word: &str) -> impl Iterator<Item = &str> {
    word.split_inclusive(['-', '/', ';', '–', '—', '_'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::font::REGULAR;

    const LONG: &str = "Supreme National Security Council and the government of the Republic";

    #[test]
    fn lines_fit_and_lose_nothing() {
        for width in [40.0, 90.0, 180.0, 1000.0] {
            let lines = wrap(LONG, width, 13.0, REGULAR);
            assert!(lines.iter().all(|line| text_width(line, 13.0, REGULAR) <= width), "{width}");
            let letters = |text: &str| text.replace(' ', "");
            assert_eq!(letters(&lines.concat()), letters(LONG), "{width}");
        }
    }

    #[test]
    fn a_word_too_long_breaks_at_its_hyphen_then_anywhere() {
        assert_eq!(wrap("US-Iran", 30.0, 13.0, REGULAR), ["US-", "Iran"]);
        let lines = wrap(&"m".repeat(300), 100.0, 13.0, REGULAR);
        assert_eq!(lines.concat().len(), 300);
        assert!(lines.iter().all(|line| text_width(line, 13.0, REGULAR) <= 100.0));
        // Not even room for one: one each, and it ends.
        assert_eq!(wrap("abc", 1.0, 13.0, REGULAR), ["a", "b", "c"]);
    }

    #[test]
    fn a_no_break_space_holds() {
        assert_eq!(wrap("about 19\u{a0}%", 40.0, 13.0, REGULAR), ["about", "19\u{a0}%"]);
    }

    #[test]
    fn a_mark_stays_with_its_letter() {
        let lines = wrap("e\u{301}e\u{301}e\u{301}", 7.0, 13.0, REGULAR);
        assert_eq!(lines, ["e\u{301}", "e\u{301}", "e\u{301}"]);
    }

    #[test]
    fn an_empty_text_is_one_empty_line() {
        assert_eq!(wrap("", 100.0, 13.0, REGULAR), [""]);
        assert_eq!(wrap("  \n ", 100.0, 13.0, REGULAR), [""]);
    }

    #[test]
    fn ellipsis_shortens_only_what_does_not_fit() {
        assert_eq!(ellipsis("short", 100.0, 13.0, REGULAR), "short");
        let cut = ellipsis(LONG, 100.0, 13.0, REGULAR);
        assert!(cut.ends_with('…') && text_width(&cut, 13.0, REGULAR) <= 100.0, "{cut}");
        assert_eq!(ellipsis(LONG, 2.0, 13.0, REGULAR), "");
    }
}
