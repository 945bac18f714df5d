//! The colours and patterns of the figures, for light screens, dark screens and paper.
//!
//! A *series* is a colour together with a pattern, so that colour never stands alone. The colours
//! stay apart for the common kinds of colour blindness (after Okabe and Ito 2008, without their warm
//! ones): warm is kept for what cannot be undone.

use crate::font;

/// The style sheet every page with figures needs. Its `--figure-…` properties may serve the rest of
/// the page: `surface`, `ink`, `muted`, `grid`, `rule`, `wash`, `irreversible`, `series-0` … `7`.
pub const STYLE: &str = include_str!("style.css");

/// The lines that fill each series' pattern, in a square of six units; the first is solid.
pub(crate) const PATTERNS: [&str; 8] = [
    "",
    "M-1 1L1 -1M0 6L6 0M5 7L7 5",
    "M1.5 1.5h0.01M4.5 4.5h0.01",
    "M0 3h6",
    "M3 0v6",
    "M-1 5L1 7M0 0L6 6M5 -1L7 1",
    "M0 3h6M3 0v6",
    "M0 0L6 6M0 6L6 0",
];

/// How many series are told apart by colour.
pub(crate) const SERIES: usize = PATTERNS.len();

/// The dashes of lines, in the order of the series; the first is solid.
const DASHES: [&str; SERIES] =
    ["", "7 4", "1.5 3", "10 3 1.5 3", "3.5 3.5", "14 4", "10 3 1.5 3 1.5 3", "7 3 3 3"];

/// The dashes of a series' lines: another pairing with the colours each time these repeat.
pub(crate) fn dash(series: usize) -> &'static str {
    DASHES[(series + series / SERIES) % SERIES]
}

/// What colours a mark.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tone {
    /// The colour of text.
    Ink,
    /// One of eight told apart by colour; they repeat after eight.
    Series(usize),
    /// The one warm colour, for what cannot be undone.
    Irreversible,
}

impl Tone {
    /// The class of a mark in this tone.
    pub fn class(self) -> String {
        match self {
            Tone::Ink => "ink".to_owned(),
            Tone::Series(series) => format!("series-{}", series % PATTERNS.len()),
            Tone::Irreversible => "irreversible".to_owned(),
        }
    }
}

/// A figure drawn twice, of which [`STYLE`] shows the one that fits the screen. The two need
/// different ids.
pub fn pair(wide: &str, compact: &str) -> String {
    format!("<div class=\"figure-pair\">\n{wide}{compact}</div>\n")
}

/// The figure as a file of its own: with its style sheet and font inside.
pub fn standalone(svg: &str) -> String {
    let style = format!(
        "<style>\n{}{STYLE}svg.figure {{ background: var(--figure-surface); }}\n</style>\n",
        font::face()
    );
    match svg.find(">\n") {
        Some(end) => format!("{}{style}{}", &svg[..end + 2], &svg[end + 2..]),
        None => svg.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance of a `#rrggbb` colour (WCAG 2.2).
    fn luminance(colour: &str) -> f64 {
        let channel = |at: usize| {
            let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { libm::pow((value + 0.055) / 1.055, 2.4) }
        };
        0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
    }

    fn contrast(one: &str, other: &str) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    fn colours(theme: &str) -> Vec<(&str, &str)> {
        let lines = theme.lines().filter_map(|line| line.trim().strip_prefix("--figure-"));
        lines.filter_map(|line| line.trim_end_matches(';').split_once(": ")).collect()
    }

    #[test]
    fn every_theme_has_contrast_enough() {
        let dark_from = STYLE.find("@media screen and (prefers-color-scheme").unwrap();
        for theme in [&STYLE[..dark_from], &STYLE[dark_from..]] {
            let colours = colours(theme);
            assert_eq!(colours.len(), 16);
            let surface = colours[0].1;
            for (name, colour) in &colours[1..] {
                let least = match *name {
                    "ink" | "muted" | "irreversible" => 4.5,
                    "grid" | "wash" => 1.0,
                    _ => 3.0,
                };
                let found = contrast(surface, colour);
                assert!(found >= least, "{name} {colour} on {surface}: {found:.2} < {least}");
            }
        }
    }

    #[test]
    fn a_file_of_its_own_carries_style_and_font() {
        let file = standalone("<svg>\n<title>t</title>\n</svg>\n");
        assert!(file.starts_with("<svg>\n<style>\n@font-face") && file.ends_with("</svg>\n"));
    }
}
