//! The sentences that answer the space question: is it open, and what would open it?

use detente_finding::{ReadingSpace, SpaceAnswer};
use detente_model::Dispute;

use crate::document::Text;
use crate::names;

/// One sentence or two per reading.
pub(crate) fn lead(dispute: &Dispute, answer: &SpaceAnswer) -> Vec<Text> {
    if let Some(reason) = &answer.too_large {
        return vec![Text::new().plain(format!("There is no answer: {reason}."))];
    }
    let Some(packages) = &answer.packages else {
        return vec![Text::from(
            "The dossier does not say what a deal is, so there is no diplomatic space to measure; \
             a `[deal]` table would.",
        )];
    };
    if packages.packages.is_zero() {
        return vec![Text::from(
            "No feasible state in scope meets the deal condition, so nobody has anything to accept \
             or reject.",
        )];
    }
    if answer.readings.is_empty() {
        return vec![Text::from(
            "The dossier has no reading: it does not say who would accept what.",
        )];
    }
    answer.readings.iter().map(|reading| of_reading(dispute, reading)).collect()
}

/// Whether the space is open in a reading, and how many must give way if not.
pub(crate) fn of_reading(dispute: &Dispute, reading: &ReadingSpace) -> Text {
    let all = everybody(dispute, reading);
    let start = Text::new().plain("Under ").name(names::reading(dispute, &reading.reading));
    if !reading.joint.packages.is_zero() {
        let are = if reading.joint.packages.0 == 1 { "is" } else { "are" };
        let tally = names::tally(&reading.joint);
        // "…, variants of 12 deals, are": what follows a comma ends with one.
        let comma = if reading.joint.packages == reading.joint.deals { "" } else { "," };
        return start.plain(format!(" {tally}{comma} {are} acceptable to ")).then(all).plain(".");
    }
    let text = start.plain(" no package is acceptable to ").then(all).plain(".");
    let sets = &reading.relaxations;
    let (Some(fewest), Some(most)) =
        (sets.iter().map(|set| set.drop.len()).min(), sets.iter().map(|set| set.drop.len()).max())
    else {
        return text;
    };
    let first = sets[0].drop.iter().map(|a| names::audience(dispute, a));
    if !reading.relaxations_complete && reading.too_large.is_some() {
        let together = if fewest == 1 { "audience" } else { "audiences together" };
        return text.plain(format!(
            " A search found {} {} in which the space would open, the smallest by {} {together} \
             giving way; there may be others.",
            names::number_word(sets.len()),
            if sets.len() == 1 { "way" } else { "ways" },
            names::number_word(fewest)
        ));
    }
    if !reading.relaxations_complete {
        return text.plain(format!(
            " The space would open in more than {} ways, the smallest by {} giving way.",
            names::number_word(sets.len()),
            if fewest == 1 {
                "one audience".to_string()
            } else {
                format!("{} audiences together", names::number_word(fewest))
            }
        ));
    }
    match (sets.len(), fewest, most) {
        (1, 1, _) => text.plain(" The space would open if ").names(first).plain(" gave way."),
        (1, ..) => {
            text.plain(" The space would open if ").names(first).plain(" gave way together.")
        }
        (n, 1, 1) => text.plain(format!(
            " The space would open if any one of {} audiences gave way.",
            names::number_word(n)
        )),
        (n, 1, _) => {
            let one = sets.iter().filter(|set| set.drop.len() == 1).count();
            text.plain(format!(
                " The space would open in {} ways, in {} of them by a single audience giving way.",
                names::number_word(n),
                names::number_word(one)
            ))
        }
        (n, ..) => text.plain(format!(
            " No audience could open the space alone by giving way: it takes {} together, in {} \
             ways.",
            names::number_range(fewest, most),
            names::number_word(n)
        )),
    }
}

fn everybody(dispute: &Dispute, reading: &ReadingSpace) -> Text {
    let ids = reading.audiences.iter().map(|line| line.audience.as_str());
    all_of(dispute, &ids.collect::<Vec<_>>())
}

/// "all eight audiences", by their ids.
pub(crate) fn all_of(dispute: &Dispute, audiences: &[&str]) -> Text {
    match audiences {
        [only] => {
            Text::new().plain("the only audience asked, ").name(names::audience(dispute, only))
        }
        [_, _] => Text::from("both audiences"),
        all => Text::from(format!("all {} audiences", names::number_word(all.len()))),
    }
}

/// Every minimal set as a clause, as far as they can be read in one breath.
pub(crate) fn ways_to_open(dispute: &Dispute, reading: &ReadingSpace) -> Text {
    const MOST: usize = 6;
    let sets = &reading.relaxations;
    let mut text = Text::new()
        .plain("No package is acceptable to ")
        .then(everybody(dispute, reading))
        .plain(". The space would open if ");
    for (place, set) in sets.iter().take(MOST).enumerate() {
        if place > 0 {
            text = text.plain(if place + 1 == sets.len() { "; or if " } else { "; if " });
        }
        let together = if set.drop.len() > 1 { " gave way together (" } else { " gave way (" };
        text = text
            .names(set.drop.iter().map(|a| names::audience(dispute, a)))
            .plain(format!("{together}{})", names::tally(&set.opens)));
    }
    let more = sets.len().saturating_sub(MOST);
    if more > 0 {
        text = text.plain(format!("; and in {} more ways, listed below", names::number_word(more)));
    }
    text.plain(".")
}
