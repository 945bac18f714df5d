//! Ids and names, in several scripts.

use super::dice::Dice;

/// Syllables that make no word of the condition language and no key of the dossier.
const STEMS: [&str; 10] =
    ["access", "relief", "تحریم", "ایران", "talks", "اتفاق", "Zoll", "grain", "поход", "港"];

const NAMES: [&str; 10] = [
    "Inspection access",
    "Sanctions relief, phased",
    "برجام",
    "دسترسی بازرسان",
    "الاتفاق النووي",
    "The \"quiet\" channel",
    "Türkiye & neighbours",
    "a\\b",
    "it's 50 %",
    "Договор",
];

const SENTENCES: [&str; 6] = [
    "one excludes the other",
    "said in public, then repeated",
    "گزارش شده، تأیید نشده",
    "a text with \"quotes\", commas; and a # sign",
    "two\nlines",
    "بحسب البيان",
];

/// An id no other entry has: a stem, a letter for the kind, and a number.
pub(super) fn id(dice: &mut Dice, kind: char, number: usize) -> String {
    let stem = dice.pick(&STEMS);
    match dice.below(3) {
        0 => format!("{kind}{number}"),
        1 => format!("{stem}-{kind}{number}"),
        _ => format!("{stem}_{kind}{number}"),
    }
}

/// A name to show.
pub(super) fn name(dice: &mut Dice) -> String {
    dice.pick(&NAMES).to_string()
}

/// A sentence or two.
pub(super) fn sentence(dice: &mut Dice) -> String {
    dice.pick(&SENTENCES).to_string()
}

/// A sentence that stays on one line.
pub(super) fn line(dice: &mut Dice) -> String {
    sentence(dice).replace('\n', " ")
}
