//! The sentences on ratification: what would be ratified, who refuses, how often.

use detente_finding::{
    Home, RatifyReading, RatifyStart, StartDraws, StartKind, StartRatification, Tally,
};

use super::Told;
use crate::document::Text;
use crate::names;
use crate::words::{notes, refine, shares, verdict};

/// Why nothing can be said, where nothing can.
pub(super) fn nothing_to_say(told: &Told<'_>) -> Option<Text> {
    let answer = told.answer;
    if let Some(reason) = &answer.too_large {
        return Some(Text::from(format!("There is no answer: {reason}.")));
    }
    if answer.packages.is_none() {
        return Some(Text::from(
            "The dossier does not say what a deal is, so there is nothing to ratify; a `[deal]` table \
             would.",
        ));
    }
    if answer.readings.is_empty() {
        return Some(Text::from(
            "The dossier has no reading: it does not say who would accept what.",
        ));
    }
    answer.parties.is_empty().then(|| {
        Text::from(
            "No party asks anybody before it is bound: the dossier gives none a `ratify` rule, and no \
             party an acceptance rule of its own.",
        )
    })
}

/// "Under Bridging 31,104 packages, variants of 12 deals, would be ratified everywhere; …".
pub(super) fn reading(told: &Told<'_>, line: &RatifyReading) -> Text {
    let text = Text::new().plain("Under ").name(names::reading(told.dispute, &line.reading));
    let RatifyReading { everywhere, joint, both, .. } = line;
    let text = text.plain(format!(" {} would be ratified by ", subject(everywhere)));
    let text = text.then(parties(told));
    let asked = asked(told);
    let (ratified, accepted) = (everywhere.packages, joint.packages);
    if ratified == accepted && both.packages == ratified {
        return match ratified.0 {
            0 => text.plain(", nor is any acceptable to ").then(asked).plain("."),
            _ => text.plain(": those acceptable to ").then(asked).plain("."),
        };
    }
    match both.packages {
        _ if accepted.is_zero() => text.plain("; none is acceptable to ").then(asked).plain("."),
        all if all == accepted => {
            let text = text.plain("; among them are the ").plain(amount(joint));
            text.plain(" acceptable to ").then(asked).plain(".")
        }
        some => {
            let text = text.plain("; of ").plain(amount(joint)).plain(" acceptable to ");
            let none = some.is_zero();
            let some = if none { "none".to_string() } else { some.to_string() };
            text.then(asked).plain(format!(" {some} would be."))
        }
    }
}

/// "all six parties whose consent counts".
fn parties(told: &Told<'_>) -> Text {
    match told.answer.parties.as_slice() {
        [only] => Text::new()
            .name(names::party(told.dispute, &only.party))
            .plain(", the only party whose consent counts"),
        [_, _] => Text::from("both parties whose consent counts"),
        all => Text::from(format!(
            "all {} parties whose consent counts",
            names::number_word(all.len())
        )),
    }
}

/// "all eight audiences", those in `deal.needs`.
fn asked(told: &Told<'_>) -> Text {
    let needs = told.dispute.deal.iter().flat_map(|deal| &deal.needs);
    let ids: Vec<&str> = needs.map(|id| told.dispute.audiences[*id].id.as_str()).collect();
    verdict::all_of(told.dispute, &ids)
}

fn amount(tally: &Tally) -> String {
    names::counted(tally.packages, "package", "packages")
}

fn subject(tally: &Tally) -> String {
    if tally.packages.is_zero() {
        return "no package".to_string();
    }
    let comma = if tally.packages == tally.deals { "" } else { "," };
    format!("{}{comma}", names::tally(tally))
}

/// Who is asked at home and not about the deal, or about the deal and nowhere at home.
pub(super) fn differences(told: &Told<'_>) -> Option<Text> {
    let named = |ids: &[String]| -> Vec<String> {
        ids.iter().map(|id| names::audience(told.dispute, id).to_string()).collect()
    };
    let (unbinding, unasked) = (&told.answer.unbinding, &told.answer.unasked);
    if unbinding.is_empty() && unasked.is_empty() {
        return None;
    }
    let mut text = Text::new();
    if !unbinding.is_empty() {
        let who = if unbinding.len() == 1 { "it" } else { "them" };
        text = text
            .plain("Asked about a deal, though no party’s ratification rests on ")
            .plain(who)
            .plain(": ")
            .names(named(unbinding))
            .plain(".");
    }
    if !unasked.is_empty() {
        text = text
            .plain(if unbinding.is_empty() { "" } else { " " })
            .plain("Asked at home, though not by the deal itself: ")
            .names(named(unasked))
            .plain(".");
    }
    Some(text)
}

/// Ratifiers without a rule.
pub(super) fn missing(told: &Told<'_>, line: &RatifyReading) -> Option<Text> {
    notes::missing_rules(told.dispute, &line.reading, &line.missing_rules)
}

/// How often something is ratified, or why that is not a question.
pub(super) fn draws(told: &Told<'_>, line: &RatifyReading) -> Text {
    if let Some(reason) = &line.too_large {
        return Text::from(format!("Draws were not made: {reason}."));
    }
    if line.uncertain.is_empty() {
        return Text::from(
            "Nothing in the ratifiers’ rules is a range or unsure, so each deal is ratified or it is \
             not.",
        );
    }
    let who = line.uncertain.iter().map(|id| names::audience(told.dispute, id));
    let text = Text::from("Uncertain are the rules of ").names(who);
    let Some(draws) = &line.draws else { return text.plain("; no draws were asked for.") };
    let open = shares::in_draws(draws.open, told.question.draws);
    let some = if draws.open == 0 { "is any package" } else { "some package is" };
    text.plain(format!(
        ". {} {some} ratified everywhere (seed {}).",
        names::capital(&open),
        told.question.seed
    ))
}

fn called(told: &Told<'_>, start: &RatifyStart) -> Text {
    refine::called(told.dispute, start.kind, start.named.as_deref(), &start.fixes)
}

/// That there is nothing to ratify.
pub(super) fn no_package(told: &Told<'_>, start: &RatifyStart) -> Text {
    let open = start.fixes.len() < told.dispute.options.len();
    called(told, start).capital().plain(match (open, start.kind) {
        (true, _) => " cannot be completed to a package: there is nothing to ratify.",
        (false, StartKind::Own) => " make no package: there is nothing to ratify.",
        (false, _) => " is no package: there is nothing to ratify.",
    })
}

/// "Under Declared the proposal ‘…’ would not be ratified by Iran (Majlis refuses) …".
pub(super) fn start(told: &Told<'_>, start: &RatifyStart, line: &StartRatification) -> Text {
    let all = start.completions;
    let text = Text::new().plain("Under ").name(names::reading(told.dispute, &line.reading));
    let text = text.plain(" ").then(called(told, start));
    let open = all.0 > 1;
    if line.everywhere == all {
        let text = text.plain(" would be ratified by ").then(parties(told));
        return text.plain(if open { ", whatever fills in what is left open." } else { "." });
    }
    let refusing: Vec<&Home> = line.homes.iter().filter(|home| home.ratified.is_zero()).collect();
    if !refusing.is_empty() {
        let each = refusing.iter().map(|home| {
            let party = names::party_in_short(told.dispute, &home.party);
            let text = Text::new().name(party);
            // Who accepts nothing of it, if anybody does; else the tree fails at others in turn.
            let never = home.refuse.iter().filter(|line| line.accepts.is_zero());
            let who: Vec<&str> =
                never.map(|line| names::audience(told.dispute, &line.audience)).collect();
            match who.len() {
                0 => text,
                1 => text.plain(" (").names(who).plain(" refuses)"),
                _ => text.plain(" (").names(who).plain(" refuse)"),
            }
        });
        let text = text.plain(" would not be ratified by ").alternatives(each);
        let text = text.plain(if open { ", however what is left open is filled in" } else { "" });
        return text.plain("; signed all the same, that would be involuntary defection.");
    }
    let text = text.plain(format!(
        " would be ratified everywhere in {} of the {} packages that fill in what is left open",
        if line.everywhere.is_zero() { "none".to_string() } else { line.everywhere.to_string() },
        all
    ));
    let limits = line.homes.iter().filter(|home| home.ratified != all).map(|home| {
        let party = names::party_in_short(told.dispute, &home.party);
        Text::new().name(party).plain(format!(" in {}", home.ratified))
    });
    text.plain(": by ").list(limits).plain(".")
}

/// How often a start is ratified.
pub(super) fn start_draws(told: &Told<'_>, start: &RatifyStart, draws: &StartDraws) -> Text {
    let text = called(told, start).capital();
    let of = |part| shares::in_draws(part, told.question.draws);
    let seed = format!("; the seed is {}.", told.question.seed);
    if start.completions.0 == 1 {
        return text.plain(format!(" would be ratified everywhere {}{seed}", of(draws.every)));
    }
    text.plain(format!(
        " would be ratified everywhere, whatever fills in what is left open, {}, and some package that \
         fills it in would be {}{seed}",
        of(draws.every),
        of(draws.some)
    ))
}
