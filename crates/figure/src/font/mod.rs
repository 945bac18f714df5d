//! The one font the figures and pages are set in, and how wide a text is in it.
//!
//! *Advance*: how far a character moves the pen, in thousandths of the font size. For the Latin
//! characters the font has, widths are its own advances, without kerning, which
//! draws a line of ordinary text closer by less than one part in a hundred (`AVATAR` by three). Every other character is drawn by whatever font the reader
//! has, so its width is estimated by class, on the generous side.

mod advances;
mod lines;

use advances::{ADVANCES, WEIGHTS};
pub use lines::{ellipsis, wrap};
use unicode_width::UnicodeWidthChar;

/// Source Sans 3, variable weight 200–900, Latin subset; SIL Open Font License 1.1
/// (`assets/source-sans-3-OFL.txt`).
pub const FONT_WOFF2: &[u8] = include_bytes!("../../assets/source-sans-3-latin.woff2");

/// The licence text that must travel with [`FONT_WOFF2`].
pub const FONT_LICENCE: &str = include_str!("../../assets/source-sans-3-OFL.txt");

/// The family name [`face`] declares and [`crate::style::STYLE`] asks for.
pub const FAMILY: &str = "Source Sans 3";

/// Weight of running text and labels.
pub const REGULAR: u16 = 400;

/// Weight of numbers and names that carry the message.
pub const STRONG: u16 = 600;

/// The `@font-face` rule with the font inside it, for a page that may fetch nothing.
pub fn face() -> String {
    format!(
        "@font-face{{font-family:\"{FAMILY}\";font-style:normal;font-weight:200 900;\
         font-display:block;src:url(data:font/woff2;base64,{}) format(\"woff2\")}}\n",
        base64(FONT_WOFF2)
    )
}

/// Width of `text` set on one line at `size` and `weight` (400–700; others are taken as the nearest
/// of these), in the unit of `size`.
pub fn text_width(text: &str, size: f64, weight: u16) -> f64 {
    text.chars().map(|c| advance(c, weight)).sum::<f64>() * size / 1000.0
}

fn advance(character: char, weight: u16) -> f64 {
    match ADVANCES.binary_search_by_key(&u32::from(character), |entry| entry.0) {
        Ok(place) => between_weights(ADVANCES[place].1, weight),
        Err(_) => estimate(character),
    }
}

fn between_weights(advances: [u16; WEIGHTS.len()], weight: u16) -> f64 {
    let weight = weight.clamp(WEIGHTS[0], WEIGHTS[WEIGHTS.len() - 1]);
    let upper = WEIGHTS.iter().position(|&known| weight <= known).unwrap_or(0).max(1);
    let (low, high) = (f64::from(WEIGHTS[upper - 1]), f64::from(WEIGHTS[upper]));
    let share = (f64::from(weight) - low) / (high - low);
    let (from, to) = (f64::from(advances[upper - 1]), f64::from(advances[upper]));
    from + (to - from) * share
}

/// The advance of a character the font does not have.
fn estimate(character: char) -> f64 {
    match (character.width(), u32::from(character)) {
        // Control, combining and joining characters.
        (None | Some(0), _) => 0.0,
        // Emoji are drawn wider than the square of Chinese, Japanese and Korean.
        (Some(2), 0x1f000..) => 1300.0,
        (Some(2), _) => 1020.0,
        // Arabic script joins its letters: a word is narrower than its letters apart.
        (_, 0x0600..=0x08ff | 0xfb50..=0xfeff) => 700.0,
        (_, 0x2000..=0x206f) => 500.0,
        _ => 780.0,
    }
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let word = (0..3).fold(0_u32, |word, at| {
            word << 8 | u32::from(group.get(at).copied().unwrap_or_default())
        });
        for at in 0..4 {
            let digit = DIGITS[(word >> (18 - 6 * at) & 63) as usize];
            text.push(if at <= group.len() { char::from(digit) } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn latin_is_measured_from_the_font() {
        assert_eq!(text_width("0", 1000.0, REGULAR), 497.0);
        assert_eq!(text_width("A", 1000.0, REGULAR), 543.0);
        assert_eq!(text_width("A", 1000.0, STRONG), 558.0);
        assert_eq!(text_width("A", 1000.0, 500), 550.5);
        assert_eq!(text_width("A", 1000.0, 900), 573.0);
        assert_eq!(text_width("1,157,760", 1000.0, REGULAR), 7.0 * 497.0 + 2.0 * 249.0);
        assert_eq!(text_width("", 13.0, REGULAR), 0.0);
    }

    #[test]
    fn other_scripts_are_given_room() {
        assert_eq!(text_width("中国", 10.0, REGULAR), 20.4);
        assert!(text_width("شورای عالی", 10.0, REGULAR) > 60.0);
        // A zero-width non-joiner takes none.
        assert_eq!(text_width("\u{200c}", 10.0, REGULAR), 0.0);
        assert!(text_width("č", 10.0, REGULAR) >= text_width("c", 10.0, REGULAR));
    }

    #[test]
    fn base64_pads_as_the_standard_says() {
        assert_eq!(base64(b""), "");
        assert_eq!(base64(b"f"), "Zg==");
        assert_eq!(base64(b"fo"), "Zm8=");
        assert_eq!(base64(b"foobar"), "Zm9vYmFy");
        assert!(FONT_WOFF2.starts_with(b"wOF2"));
    }
}
