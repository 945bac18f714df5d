//! What states and moves are called: codes for tables, differences from the status quo for sentences.

use detente_finding::{Move, StateCard};
use detente_model::{Dispute, Focus, Id};

use crate::document::Text;
use crate::names;

/// How many levels a sentence tells before it only counts the rest.
const MOST: usize = 4;

/// The codes of the states of an answer: S for the status quo, N and P for named states and proposals
/// by their numbers, A for packages accepted by all, E for further states.
pub(crate) fn codes(dispute: &Dispute, cards: &[StateCard]) -> Vec<String> {
    let (mut further, mut accepted) = (0, 0);
    let number = |place: Option<usize>| place.map_or(0, |place| place + 1);
    let code = |card: &StateCard| {
        if card.status_quo {
            return "S".to_string();
        }
        if let Some(id) = card.named.first() {
            // The status quo is a named state too, and has its own sign.
            let mut others =
                dispute.states.iter().filter(|(id, _)| Some(*id) != dispute.status_quo);
            return format!("N{}", number(others.position(|(_, state)| state.id == *id)));
        }
        if let Some(id) = card.proposals.first() {
            let place = dispute.proposals.values().position(|proposal| proposal.id == *id);
            return format!("P{}", number(place));
        }
        let (letter, count) = match card.accepted_under.is_empty() {
            true => ('E', &mut further),
            false => ('A', &mut accepted),
        };
        *count += 1;
        format!("{letter}{count}")
    };
    cards.iter().map(code).collect()
}

/// The names a state goes by, if any: "the status quo; also the proposal ‘Interim deal’".
pub(crate) fn known_as(dispute: &Dispute, card: &StateCard) -> Option<Text> {
    let mut parts = Vec::new();
    if card.status_quo {
        parts.push(Text::from("the status quo"));
    }
    for id in card.named.iter().filter(|_| !card.status_quo) {
        let state = dispute.states.values().find(|state| state.id == *id);
        parts.push(Text::new().plain("‘").name(state.map_or(id, |s| &s.name)).plain("’"));
    }
    for id in &card.proposals {
        let found = dispute.proposals.values().find(|proposal| proposal.id == *id);
        let name = found.map_or(id.as_str(), |proposal| proposal.name.as_str());
        let rest = if card.status_quo { "’" } else { "’, the rest as at the status quo" };
        parts.push(Text::new().plain("the proposal ‘").name(name).plain(rest));
    }
    let mut parts = parts.into_iter();
    let first = parts.next()?;
    Some(parts.fold(first, |text, part| text.plain("; also ").then(part)))
}

/// A level in a list of differences: "inspection access ‘full’"; of a yes-or-no option, whose name
/// may be a clause, "air strike: no".
fn at_level(dispute: &Dispute, option: &str, level: &str) -> Text {
    let name = Text::new().name(names::option(dispute, option));
    let label = names::level(dispute, option, level);
    if yes_or_no(dispute, option) {
        name.plain(": ").name(label)
    } else {
        name.plain(" ‘").name(label).plain("’")
    }
}

fn yes_or_no(dispute: &Dispute, option: &str) -> bool {
    let levels = dispute.options.values().find(|o| o.id == option).map(|o| &o.levels);
    levels.is_some_and(
        |levels| matches!(levels.as_slice(), [no, yes] if no.label == "no" && yes.label == "yes"),
    )
}

/// At most so many parts and how many more there are; between them semicolons if some have a colon.
fn some(parts: Vec<Text>, most: usize, more_of: &str, colons: bool) -> Text {
    let more = parts.len().saturating_sub(most);
    let mut parts = parts;
    if more > 1 {
        parts.truncate(most);
        parts.push(Text::from(format!("{} more {more_of}", names::number_word(more))));
    }
    if !colons {
        return Text::new().list(parts);
    }
    let mut parts = parts.into_iter();
    let first = parts.next().unwrap_or_default();
    parts.fold(first, |text, part| text.plain("; ").then(part))
}

/// States told by how they differ from the status quo, at the options that vary.
pub(crate) struct Told<'a> {
    pub(crate) dispute: &'a Dispute,
    /// The options, by id, in the order of a state's levels.
    pub(crate) options: &'a [String],
    /// Only the options of this focus vary.
    focus: Option<&'a Focus>,
}

impl<'a> Told<'a> {
    pub(crate) fn new(dispute: &'a Dispute, options: &'a [String], focus: Option<&String>) -> Self {
        let focus = focus.and_then(|focus| dispute.focuses.values().find(|f| f.id == *focus));
        Told { dispute, options, focus }
    }

    /// What is different from the status quo, all levels without one; nothing if nothing is.
    pub(crate) fn differences(&self, levels: &[String]) -> Text {
        self.at_most(MOST, levels)
    }

    /// The same, but for at most so many options.
    pub(crate) fn at_most(&self, most: usize, levels: &[String]) -> Text {
        let differs = |option: &str, level: &str| {
            let Some(id) = self.dispute.options.find(|o| o.id == option) else { return true };
            if self.focus.is_some_and(|focus| focus.fixed[id.index()].is_some()) {
                return false;
            }
            let Some(now) = self.dispute.status_quo_levels() else { return true };
            let levels = &self.dispute.options[id].levels;
            levels.get(usize::from(now[id.index()])).is_none_or(|now| now.id != level)
        };
        let pairs = self.options.iter().zip(levels);
        let told: Vec<_> = pairs.filter(|(option, level)| differs(option, level)).collect();
        let colons = told.iter().any(|(option, _)| yes_or_no(self.dispute, option));
        // Without a status quo nothing is left to be told by what is different.
        let most = if self.dispute.status_quo.is_some() { most } else { usize::MAX };
        let parts = told.iter().map(|(option, level)| at_level(self.dispute, option, level));
        some(parts.collect(), most, "changes", colons)
    }

    /// The same as words that follow a state: "with air strike".
    pub(crate) fn with(&self, levels: &[String]) -> Text {
        let different = self.differences(levels);
        match (different.is_empty(), self.focus) {
            (true, Some(_)) => Text::from("with all options of the focus as at the status quo"),
            (true, None) => Text::from("with all as at the status quo"),
            (false, _) => Text::from("with ").then(different),
        }
    }

    /// A state by name, or by what is different.
    pub(crate) fn called(&self, card: &StateCard) -> Text {
        known_as(self.dispute, card).unwrap_or_else(|| {
            let different = self.differences(&card.levels);
            if different.is_empty() {
                Text::from("the state ").then(self.with(&card.levels))
            } else {
                Text::from("the state (").then(different).plain(")")
            }
        })
    }
}

/// A move by what it sets, after "changing": "naval blockade to ‘yes’".
pub(crate) fn sets(dispute: &Dispute, step: &Move) -> Text {
    let set = |(option, level): &(String, String)| {
        Text::new()
            .name(names::own_option(dispute, option))
            .plain(" to ‘")
            .name(names::level(dispute, option, level))
            .plain("’")
    };
    some(step.changes.iter().map(set).collect(), MOST, "options", false)
}

/// A place on the way through several moves.
pub(crate) struct Walk<'a> {
    dispute: &'a Dispute,
    options: &'a [String],
    levels: Vec<String>,
}

impl<'a> Walk<'a> {
    pub(crate) fn new(dispute: &'a Dispute, options: &'a [String], from: &[String]) -> Self {
        Walk { dispute, options, levels: from.to_vec() }
    }

    /// Makes a move and tells all it changes: "naval blockade ‘no’ → ‘yes’".
    pub(crate) fn go(&mut self, step: &Move) -> Text {
        let parts: Vec<Text> = step.changes.iter().map(|(o, l)| self.change(o, l)).collect();
        Text::new().list(parts)
    }

    fn change(&mut self, option: &str, level: &str) -> Text {
        let mut text = Text::new().name(names::own_option(self.dispute, option));
        let place = self.options.iter().position(|id| id == option);
        if let Some(now) = place.and_then(|place| self.levels.get_mut(place)) {
            text = text.plain(" ‘").name(names::level(self.dispute, option, now)).plain("’");
            *now = level.to_string();
        }
        text.plain(" → ‘").name(names::level(self.dispute, option, level)).plain("’")
    }
}
