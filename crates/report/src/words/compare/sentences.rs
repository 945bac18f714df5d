//! The sentences of a comparison: what opens, what closes, what stays.

use std::collections::BTreeSet;

use detente_finding::{AudienceChange, AudienceSpace, Change, Contrast, PairLine, Part, Tally};

use super::told::Told;
use crate::document::Text;
use crate::names;

/// One sentence or two per pair, or why there is nothing to say.
pub(crate) fn lead(told: &Told<'_>) -> Vec<Text> {
    if let Some(reason) = &told.answer.too_large {
        return vec![Text::from(format!("There is no answer: {reason}."))];
    }
    if let Some(none) = no_deal(told) {
        return vec![none];
    }
    if told.answer.pairs.is_empty() {
        return vec![no_pair(told)];
    }
    told.answer.pairs.iter().map(|pair| verdict(told, pair)).collect()
}

fn no_deal(told: &Told<'_>) -> Option<Text> {
    let who = match (told.answer.from.deal, told.answer.to.deal, &told.question.between) {
        (true, true, _) => return None,
        (false, false, Contrast::Dossier { .. }) => "Neither dossier says",
        (false, _, Contrast::Dossier { .. }) => "The first dossier does not say",
        (_, false, Contrast::Dossier { .. }) => "The second dossier does not say",
        _ => "The dossier does not say",
    };
    Some(Text::from(format!(
        "{who} what a deal is, so there is nothing that could open or close; a `[deal]` table would."
    )))
}

fn no_pair(told: &Told<'_>) -> Text {
    let Contrast::Dossier { .. } = &told.question.between else {
        return match told.answer.only_to.is_empty() {
            true => {
                Text::from("The dossier has no reading: it does not say who would accept what.")
            }
            false => Text::from("No reading is left at the earlier clock: all are dated later."),
        };
    };
    Text::from(
        "The dossiers have no reading of the same id, so there is nothing to set side by side.",
    )
}

/// "Under Bridging instead of Declared 31,104 packages, variants of 12 deals, open and none closes."
fn verdict(told: &Told<'_>, pair: &PairLine) -> Text {
    let start = told.start(pair).plain(" ");
    let Some(change) = &pair.change else { return start.then(apart(pair)) };
    let Change { opened, closed, kept } = change;
    let (o, c, k) = (opened.tally.packages, closed.tally.packages, kept.tally.packages);
    if pair.packages_to.packages.is_zero() && matches!(told.question.between, Contrast::WhatIf(_)) {
        let text = start.plain("no feasible state is a package");
        return text.plain(match (c.is_zero(), c.0) {
            (true, _) => ".".to_string(),
            (_, 1) => ": the one package acceptable to all closes.".to_string(),
            _ => format!(": all {c} packages acceptable to all close."),
        });
    }
    let opens = if o.0 == 1 { "opens" } else { "open" };
    let closes = if c.0 == 1 { "closes" } else { "close" };
    let text = match (o.0, c.0, k.0) {
        (0, 0, 0) => start.plain("nothing changes: no package is acceptable to all on either side"),
        (0, 0, _) => start.plain(format!(
            "nothing opens and nothing closes: {} {} acceptable to all",
            subject(&kept.tally),
            if k.0 == 1 { "stays" } else { "stay" }
        )),
        (0, ..) => start.plain(format!("no package opens and {} {closes}", subject(&closed.tally))),
        (_, 0, _) => start.plain(format!("{} {opens} and none closes", subject(&opened.tally))),
        _ => {
            let (opened, closed) = (subject(&opened.tally), subject(&closed.tally));
            start.plain(format!("{opened} {opens} and {closed} {closes}"))
        }
    };
    let stays = match (o.0 + c.0, pair.joint_from.packages.0, k.0) {
        (0, ..) | (_, 0, _) => String::new(),
        (_, _, 0) => "; none stays".to_string(),
        (_, _, 1) => "; 1 package stays".to_string(),
        _ => format!("; {k} stay"),
    };
    text.plain(stays).plain(".").then(no_rule_yet(told, pair))
}

/// At an earlier clock a rule may be missing that closes much later on.
fn no_rule_yet(told: &Told<'_>, pair: &PairLine) -> Text {
    let side = |side: &dyn Fn(&AudienceChange) -> Option<&AudienceSpace>| -> BTreeSet<&String> {
        pair.audiences.iter().filter_map(side).flat_map(|line| &line.missing_rules).collect()
    };
    let then = side(&|line| line.from.as_ref());
    let now = side(&|line| line.to.as_ref());
    let later = then.difference(&now).count();
    if later == 0 || !matches!(told.question.between, Contrast::Clock { .. }) {
        return Text::new();
    }
    Text::from(match later {
        1 => {
            " One audience has no rule yet at the earlier clock and counts as accepting everything."
                .to_string()
        }
        n => format!(
            " {} audiences have no rule yet at the earlier clock and count as accepting everything.",
            names::number_word_capital(n)
        ),
    })
}

/// "31,104 packages, variants of 12 deals," before a verb.
fn subject(tally: &Tally) -> String {
    let comma = if tally.packages == tally.deals { "" } else { "," };
    format!("{}{comma}", names::tally(tally))
}

/// Where only counts can be set side by side.
fn apart(pair: &PairLine) -> Text {
    let of = |tally: &Tally| match tally.packages.0 {
        0 => "no package is".to_string(),
        1 => "1 package is".to_string(),
        _ => format!("{} are", subject(tally)),
    };
    Text::from(format!(
        "only counts can be set side by side: {} acceptable to all in the first, {} in the second.",
        of(&pair.joint_from),
        of(&pair.joint_to)
    ))
}

/// Deals that open or close in part: some of their packages are acceptable on both sides.
pub(crate) fn in_part(part: &Part, opens: bool) -> Option<Text> {
    let some = part.tally.deals.0.saturating_sub(part.whole.0);
    let (was, word) = match opens {
        true => (
            "was acceptable before with other packages",
            "were acceptable before with other \
                 packages",
        ),
        false => ("stays acceptable with other packages", "stay acceptable with other packages"),
    };
    match (some, part.tally.deals.0) {
        (0, _) => None,
        (1, 1) => Some(Text::from(format!("This deal {was}."))),
        (n, all) if n == all => Some(Text::from(format!("All of these deals {word}."))),
        (1, _) => Some(Text::from(format!("One of these deals {was}."))),
        (n, _) => {
            let some = names::number_word_capital(usize::try_from(n).unwrap_or(usize::MAX));
            Some(Text::from(format!("{some} of these deals {word}.")))
        }
    }
}
