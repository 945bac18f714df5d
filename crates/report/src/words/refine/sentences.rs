//! The sentences of a refinement: how far, by which changes, who would have to move.

use detente_finding::{
    Count, Edit, Irreducible, NearestPackages, PartiesLine, RefineAnswer, RefineQuestion,
    Refinement, StartLine, Yardstick,
};
use detente_model::{Dispute, Level};

use crate::document::Text;
use crate::names;
use crate::words::{numbers, option_table, starts, verdict};

/// How many sets of parties a sentence names.
const MOST_SETS: usize = 3;

/// An answer with what it takes to tell it.
pub(crate) struct Told<'a> {
    pub(crate) dispute: &'a Dispute,
    pub(crate) answer: &'a RefineAnswer,
    pub(crate) question: &'a RefineQuestion,
}

impl<'a> Told<'a> {
    /// The start asked about; nothing for the library.
    pub(crate) fn start(&self) -> Option<&'a StartLine> {
        self.answer.starts.first().filter(|_| self.question.from.is_some())
    }

    /// Why nothing can be said, where nothing can.
    pub(crate) fn nothing_to_say(&self) -> Option<Text> {
        if let Some(reason) = &self.answer.too_large {
            return Some(Text::from(format!("There is no answer: {reason}.")));
        }
        if self.dispute.deal.is_none() {
            return Some(Text::from(
                "The dossier does not say what a deal is, so there is nothing a proposal could be \
                 near to; a `[deal]` table would.",
            ));
        }
        if self.answer.readings.is_empty() {
            return Some(Text::from(
                "The dossier has no reading: it does not say who would accept what.",
            ));
        }
        self.answer.starts.is_empty().then(|| {
            Text::from("The dossier has neither a status quo nor proposals on record")
                .advice("; give levels to start from with `--set OPTION=LEVEL`")
                .plain(".")
        })
    }

    /// "all eight audiences".
    pub(crate) fn everybody(&self) -> Text {
        let needs = self.dispute.deal.iter().flat_map(|deal| &deal.needs);
        let ids: Vec<&str> =
            needs.map(|audience| self.dispute.audiences[*audience].id.as_str()).collect();
        verdict::all_of(self.dispute, &ids)
    }

    /// "the proposal ‘2015 comprehensive plan’ with access ‘full’".
    pub(crate) fn called(&self, start: &StartLine) -> Text {
        starts::called(self.dispute, start.kind, start.named.as_deref(), &start.fixes)
    }

    fn at(&self, option: &str, level: &str) -> Text {
        starts::at(self.dispute, option, level)
    }

    /// "access ‘full’ instead of ‘graduated’ (Iran)", one after the other.
    pub(crate) fn edits(&self, edits: &[Edit]) -> Text {
        Text::new().list(edits.iter().map(|edit| {
            self.at(&edit.option, &edit.to)
                .plain(" instead of ‘")
                .name(names::level(self.dispute, &edit.option, &edit.from))
                .plain("’ (")
                .name(names::party(self.dispute, &edit.party))
                .plain(")")
        }))
    }

    /// The same for tables that name the parties elsewhere: "access from ‘graduated’ to ‘full’".
    pub(crate) fn brief(&self, edits: &[Edit]) -> Text {
        Text::new().list(edits.iter().map(|edit| {
            let label = |level| names::level(self.dispute, &edit.option, level);
            Text::new()
                .name(names::option(self.dispute, &edit.option))
                .plain(" from ‘")
                .name(label(&edit.from))
                .plain("’ to ‘")
                .name(label(&edit.to))
                .plain("’")
        }))
    }

    /// The same side by side: "Iran: access from ‘graduated’ to ‘full’; United States: sanctions
    /// from …".
    pub(crate) fn by_party(&self, edits: &[Edit]) -> Text {
        let mut text = Text::new();
        for party in self.dispute.parties.values() {
            let own: Vec<Edit> = edits.iter().filter(|e| e.party == party.id).cloned().collect();
            if !own.is_empty() {
                text = if text.is_empty() { text } else { text.plain("; ") };
                text = text
                    .name(names::party_in_short(self.dispute, &party.id))
                    .plain(": ")
                    .then(self.brief(&own));
            }
        }
        text
    }

    /// How many irreducible edits are exchanges, and between whom.
    pub(crate) fn exchanges(&self, irreducible: &Irreducible) -> Option<Text> {
        let several: Vec<&PartiesLine> =
            irreducible.by_parties.iter().filter(|line| line.parties.len() > 1).collect();
        let number = |count: u128| names::number_word(usize::try_from(count).unwrap_or(usize::MAX));
        let between = |line: &PartiesLine| {
            let short = line.parties.iter().map(|id| names::party_in_short(self.dispute, id));
            Text::new().names(short)
        };
        let all: u128 = irreducible.by_parties.iter().map(|line| line.edits.0).sum();
        let exchanges: u128 = several.iter().map(|line| line.edits.0).sum();
        let text = match (exchanges, several.as_slice()) {
            (0, _) => return None,
            (1, [one]) if all == 1 => Text::from("It is an exchange between ").then(between(one)),
            (_, [one]) => {
                let are = if exchanges == 1 { "is an exchange" } else { "are exchanges" };
                let which = match exchanges == all {
                    true => format!("All {}", number(all)),
                    false => {
                        format!("{} of the {}", names::capital(&number(exchanges)), number(all))
                    }
                };
                Text::from(format!("{which} {are} between ")).then(between(one))
            }
            (_, several) => {
                let which = match exchanges == all {
                    true => format!("All {}", number(all)),
                    false => {
                        format!("{} of the {}", names::capital(&number(exchanges)), number(all))
                    }
                };
                let shown = several.iter().take(MOST_SETS).map(|line| {
                    Text::from(format!("{} between ", number(line.edits.0))).then(between(line))
                });
                let rest: u128 = several.iter().skip(MOST_SETS).map(|line| line.edits.0).sum();
                let rest =
                    (rest > 0).then(|| Text::from(format!("{} between others", number(rest))));
                // Names of several in one item: semicolons keep the items apart.
                let mut text = Text::from(format!("{which} are exchanges"));
                for (place, item) in shown.chain(rest).enumerate() {
                    text = text.plain(if place == 0 { ": " } else { "; " }).then(item);
                }
                text
            }
        };
        Some(text.plain(". What each side gives there would not do without the rest."))
    }

    /// A distance as a number.
    pub(crate) fn number(&self, distance: Count) -> String {
        numbers::parts(distance, self.answer.scale)
    }

    /// "two steps", "one option", "changes that cost 0.35"; and whether that is more than one.
    pub(crate) fn distance(&self, distance: Count) -> (String, bool) {
        let word = names::number_word(usize::try_from(distance.0).unwrap_or(usize::MAX));
        let many = distance.0 != 1;
        let s = if many { "s" } else { "" };
        match self.question.by {
            Yardstick::Steps => (format!("{word} step{s}"), many),
            Yardstick::Options => (format!("{word} changed option{s}"), many),
            Yardstick::Cost => (format!("changes that cost {}", self.number(distance)), true),
        }
    }

    /// "one to four steps", "changes that cost 0.1 to 0.35".
    pub(crate) fn between(&self, least: Count, most: Count) -> String {
        let size = |distance: Count| usize::try_from(distance.0).unwrap_or(usize::MAX);
        let range = names::number_range(size(least), size(most));
        match self.question.by {
            _ if least == most => self.distance(least).0,
            Yardstick::Steps => format!("{range} steps"),
            Yardstick::Options => format!("{range} changed options"),
            Yardstick::Cost => {
                format!("changes that cost {} to {}", self.number(least), self.number(most))
            }
        }
    }

    /// Whether and how near a package all accept is to the start.
    pub(crate) fn verdict(&self, start: &StartLine, line: &Refinement) -> Text {
        let under = Text::new().plain(" under ").name(names::reading(self.dispute, &line.reading));
        let Some(nearest) = &line.nearest else { return self.none(line) };
        if nearest.linkage == 0 {
            return self.as_it_stands(start, nearest, under);
        }
        let (far, many) = self.distance(nearest.distance);
        let lead = if many { "lead" } else { "leads" };
        let text = Text::new()
            .plain("From ")
            .then(self.called(start))
            .plain(format!(" {far} {lead} to a deal acceptable to "))
            .then(self.everybody())
            .then(under);
        let text = match nearest.deals.first() {
            Some(deal) => text.plain(": ").then(self.edits(&deal.edits)),
            None => text,
        };
        let text = match nearest.tally.packages.0 {
            1 => text.plain("; no other package is as near"),
            _ => text.plain(format!("; {} are as near", as_near(nearest))),
        };
        text.plain(match nearest.edits.0 {
            1 => ".".to_string(),
            n => format!(", by {} different edits.", Count(n)),
        })
    }

    fn as_it_stands(&self, start: &StartLine, nearest: &NearestPackages, under: Text) -> Text {
        let text = self
            .called(start)
            .capital()
            .plain(format!(" {} acceptable to ", starts::is(start.kind)))
            .then(self.everybody())
            .then(under);
        let packages = nearest.tally.packages;
        let (open, stands) = (starts::open_in(start.kind), starts::as_it_stands(start.kind));
        let cost = names::counted(packages, "package", "packages");
        text.plain(match (self.question.by, open_ways(start, nearest)) {
            (Yardstick::Cost, _) if self.leaves_open(start) => {
                format!(" if {open} is filled in suitably; {cost} cost nothing to reach.")
            }
            (Yardstick::Cost, _) => format!(" {stands}; {cost} cost nothing to reach."),
            (_, Some((some, all))) => format!(
                " if {open} is filled in suitably: all accept {some} of the {all} packages that do so."
            ),
            (_, None) if self.leaves_open(start) => match packages.0 {
                1 => format!(" {stands}: one package fills in {open}."),
                2 => format!(" {stands}: all accept both packages that fill in {open}."),
                _ => format!(" {stands}: all accept all {packages} packages that fill in {open}."),
            },
            (_, None) => format!(" {stands}: nothing would have to change."),
        })
    }

    /// Whether there are options the start does not fix.
    fn leaves_open(&self, start: &StartLine) -> bool {
        start.fixes.len() < self.dispute.options.len()
    }

    /// That no package is near, and what to ask then.
    pub(crate) fn none(&self, line: &Refinement) -> Text {
        let joint = self.answer.readings.iter().find(|reading| reading.reading == line.reading);
        let joint = joint.map(|reading| reading.joint).unwrap_or_default();
        let text = Text::new().plain("Under ").name(names::reading(self.dispute, &line.reading));
        if joint.is_zero() {
            return text.plain(" no package is acceptable to ").then(self.everybody()).plain(
                ", so none is near; the space lens says which rules would have to give way.",
            );
        }
        text.plain(" no package acceptable to ").then(self.everybody()).plain(format!(
            " keeps to these limits, though {} {} so without them.",
            names::counted(joint, "package", "packages"),
            if joint.0 == 1 { "is" } else { "are" },
        ))
    }

    /// "only options of Iran may change, and access stays at ‘full’ or above".
    pub(crate) fn limits(&self) -> Option<Text> {
        let RefineQuestion { movers, floors, .. } = self.question;
        let mut parts = Vec::new();
        if !movers.is_empty() {
            let of = movers.iter().map(|id| names::party(self.dispute, id));
            parts.push(Text::new().plain("only options of ").names(of).plain(" may change"));
        }
        for (option, level) in floors {
            parts.push(self.at(option, level).plain(" or above is kept to"));
        }
        (!parts.is_empty()).then(|| Text::new().list(parts))
    }

    /// Who would have to move, and who in some edits only.
    pub(crate) fn movers(&self, nearest: &NearestPackages) -> Option<Text> {
        let named = |ids: &[String]| -> Vec<String> {
            ids.iter().map(|id| names::party(self.dispute, id).to_string()).collect()
        };
        let (must, may) = (named(&nearest.must_move), named(&nearest.may_move));
        let each = match nearest.edits.0 {
            1 => "The nearest edit changes options of ",
            _ => "Each of the nearest edits changes options of ",
        };
        match (must.is_empty(), may.is_empty()) {
            (true, true) => None,
            (false, true) => Some(Text::new().plain(each).names(must).plain(".")),
            (false, false) => Some(
                Text::new().plain(each).names(must).plain("; some also of ").names(may).plain("."),
            ),
            (true, false) => {
                let text = Text::new().plain("Among the nearest edits some change options of ");
                Some(text.names(may).plain("; nobody's options change in all of them."))
            }
        }
    }

    /// How many edits are irreducible, and how many options have to move together.
    pub(crate) fn irreducible(&self, count: Count, linkage: usize) -> Text {
        let text = match count.0 {
            1 => "One edit leads to an acceptable package while no part of it does.".to_string(),
            _ => format!(
                "{} edits lead to an acceptable package while no part of them does.",
                names::capital(&names::number_word(usize::try_from(count.0).unwrap_or(usize::MAX)))
            ),
        };
        let linked = match linkage {
            1 => " One option alone is enough.".to_string(),
            n => format!(" At least {} options have to change together.", names::number_word(n)),
        };
        Text::from(text + &linked)
    }

    /// A start's levels, and those of a package by ids.
    pub(crate) fn levels(&self, start: &StartLine) -> Vec<Option<Level>> {
        let of = |option: &detente_model::PartyOption| {
            let (_, level) = start.fixes.iter().find(|(id, _)| *id == option.id)?;
            let place = option.levels.iter().position(|entry| entry.id == *level)?;
            Level::try_from(place).ok()
        };
        self.dispute.options.values().map(of).collect()
    }

    /// The levels of a package by their ids.
    pub(crate) fn package(&self, ids: &[String]) -> Vec<Option<Level>> {
        option_table::levels_of(self.dispute, ids)
    }
}

/// Of a start that all accept without a change: how many packages that fill in what it leaves open are
/// accepted, and how many there are; nothing where these are the same.
pub(super) fn open_ways(start: &StartLine, nearest: &NearestPackages) -> Option<(Count, Count)> {
    let (some, all) = (nearest.tally.packages, start.completions);
    (nearest.linkage == 0 && some < all).then_some((some, all))
}

fn as_near(nearest: &NearestPackages) -> String {
    let tally = names::tally(&nearest.tally);
    // "…, variants of 12 deals, are as near".
    if nearest.tally.packages == nearest.tally.deals { tally } else { format!("{tally},") }
}
