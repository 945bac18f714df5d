//! Names for ids, numbers for sources, words for numbers.

use detente_finding::{Count, Tally};
use detente_model::{Backing, Dispute, Id, Level, OptionId, PartyId, Rule, SourceId, Status};

use crate::document::Text;

/// The name of an audience, by its id.
pub(crate) fn audience<'a>(dispute: &'a Dispute, id: &'a str) -> &'a str {
    dispute.audiences.values().find(|a| a.id == id).map_or(id, |a| a.name.as_str())
}

/// The name of a party, by its id.
pub(crate) fn party<'a>(dispute: &'a Dispute, id: &'a str) -> &'a str {
    dispute.parties.values().find(|p| p.id == id).map_or(id, |p| p.name.as_str())
}

/// The same without what stands in brackets, where no other party is called so: for sentences.
pub(crate) fn party_in_short(dispute: &Dispute, id: &str) -> String {
    let full = party(dispute, id);
    let short = without_brackets(full);
    let namesakes = dispute.parties.values().filter(|p| without_brackets(&p.name) == short).count();
    if short.is_empty() || namesakes > 1 { full.to_string() } else { short }
}

fn without_brackets(name: &str) -> String {
    let mut depth = 0_usize;
    let kept = name.chars().filter(|letter| {
        depth += usize::from(*letter == '(');
        let keep = depth == 0;
        depth = depth.saturating_sub(usize::from(*letter == ')'));
        keep
    });
    kept.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The name of a reading, by its id.
pub(crate) fn reading<'a>(dispute: &'a Dispute, id: &'a str) -> &'a str {
    dispute.readings.values().find(|r| r.id == id).map_or(id, |r| r.name.as_str())
}

/// The name of a focus, by its id or name.
pub(crate) fn focus<'a>(dispute: &'a Dispute, id: &'a str) -> &'a str {
    dispute.focuses.values().find(|f| f.id == id).map_or(id, |f| f.name.as_str())
}

/// The name of an option, by its id; see [`option_name`].
pub(crate) fn option(dispute: &Dispute, id: &str) -> String {
    let found = dispute.options.find(|o| o.id == id);
    found.map_or_else(|| id.to_string(), |option| option_name(dispute, option))
}

/// The name of an option, by its id, where it stands with its party.
pub(crate) fn own_option<'a>(dispute: &'a Dispute, id: &'a str) -> &'a str {
    dispute.options.values().find(|o| o.id == id).map_or(id, |o| o.name.as_str())
}

/// The name of an option where it stands without its party: with the party's if another option has
/// the same name.
pub(crate) fn option_name(dispute: &Dispute, id: OptionId) -> String {
    let option = &dispute.options[id];
    let namesakes = dispute.options.values().filter(|o| o.name == option.name).count();
    if namesakes > 1 {
        format!("{} of {}", option.name, dispute.parties[option.party].name)
    } else {
        option.name.clone()
    }
}

/// The label of a level, by the ids of the option and the level.
pub(crate) fn level<'a>(dispute: &'a Dispute, option: &str, level: &'a str) -> &'a str {
    let option = dispute.options.values().find(|o| o.id == option);
    let found = option.and_then(|o| o.levels.iter().find(|l| l.id == level));
    found.map_or(level, |l| l.label.as_str())
}

/// The label of a level.
pub(crate) fn level_label(dispute: &Dispute, option: OptionId, level: Level) -> &str {
    dispute.options[option].levels.get(usize::from(level)).map_or("?", |l| l.label.as_str())
}

/// The parties in the order in which they are shown: that of the dossier.
pub(crate) fn parties_with_options(dispute: &Dispute) -> Vec<(PartyId, Vec<OptionId>)> {
    let with = dispute.parties.ids().map(|party| (party, dispute.options_of(party).collect()));
    with.filter(|(_, options): &(_, Vec<_>)| !options.is_empty()).collect()
}

/// A rule's id, or its number in the dossier.
pub(crate) fn rule_id(rule: &Rule, number: usize) -> String {
    rule.id.clone().unwrap_or_else(|| (number + 1).to_string())
}

/// The anchor and number of each source of an assumption in the list of sources.
pub(crate) fn citations(dispute: &Dispute, backing: &Backing) -> Vec<(String, usize)> {
    let mut sources = backing.sources.clone();
    sources.sort_unstable();
    sources.into_iter().map(|source| citation(dispute, source)).collect()
}

/// What an assumption rests on, to stand behind it: sources, and what is said of a judgement.
pub(crate) fn standing(dispute: &Dispute, backing: &Backing) -> Text {
    let mut words = Vec::new();
    match backing.status {
        Some(status @ (Status::Judgement | Status::Placeholder)) => {
            words.push(status.word().to_string());
        }
        None if backing.sources.is_empty() => words.push("no source".to_string()),
        _ => {}
    }
    if let Some(confidence) = backing.confidence.filter(|_| !words.is_empty()) {
        words.push(format!("{} confidence", confidence.word()));
    }
    let mut text = Text::new().cite(citations(dispute, backing));
    if !words.is_empty() {
        text = text.plain(format!(" [{}]", words.join(", ")));
    }
    match &backing.note {
        Some(note) => text.plain(" ").name(note.trim()),
        None => text,
    }
}

/// The anchor and number of a source in the list of sources.
pub(crate) fn citation(dispute: &Dispute, source: SourceId) -> (String, usize) {
    (format!("source-{}", dispute.sources[source].id), source.index() + 1)
}

/// "1 package" or "5,034,240 packages".
pub(crate) fn counted(count: Count, one: &str, many: &str) -> String {
    format!("{count} {}", if count.0 == 1 { one } else { many })
}

/// "31,104 packages, variants of 12 deals"; just the packages where each is a deal of its own.
pub(crate) fn tally(tally: &Tally) -> String {
    let packages = counted(tally.packages, "package", "packages");
    if tally.packages == tally.deals {
        packages
    } else if tally.deals.0 == 1 {
        format!("{packages}, variants of one deal")
    } else {
        format!("{packages}, variants of {} deals", tally.deals)
    }
}

/// A share as a whole percentage, halves up; "under 1 %" for a little, "over 99 %" for nearly all.
pub(crate) fn percent(part: Count, whole: Count) -> String {
    let share = part.share_of(whole) * 100.0;
    if part.is_zero() {
        "0\u{a0}%".to_string()
    } else if part == whole {
        "100\u{a0}%".to_string()
    } else if share < 1.0 {
        "under 1\u{a0}%".to_string()
    } else if share > 99.0 {
        "over 99\u{a0}%".to_string()
    } else {
        format!("{}\u{a0}%", whole_percent(part, whole))
    }
}

/// A share of a hundred to the nearest whole, halves up.
fn whole_percent(part: Count, whole: Count) -> u128 {
    let exact = part.0.checked_mul(200).and_then(|twice| twice.checked_add(whole.0));
    match exact.zip(whole.0.checked_mul(2)) {
        Some((above, below)) if below > 0 => above / below,
        _ => (part.share_of(whole) * 100.0).round() as u128,
    }
}

/// A small number as a word.
pub(crate) fn number_word(number: usize) -> String {
    const WORDS: [&str; 13] = [
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve",
    ];
    WORDS.get(number).map_or_else(|| Count(number as u128).to_string(), |w| (*w).to_string())
}

/// "two", "two or three", "two to five".
pub(crate) fn number_range(low: usize, high: usize) -> String {
    let (from, to) = (number_word(low), number_word(high));
    match high - low.min(high) {
        0 => from,
        1 => format!("{from} or {to}"),
        _ => format!("{from} to {to}"),
    }
}

/// A small number as a word with a capital, for the start of a sentence.
pub(crate) fn number_word_capital(number: usize) -> String {
    capital(&number_word(number))
}

/// Words with a capital, for the start of a sentence.
pub(crate) fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_as_words() {
        assert_eq!(percent(Count(1), Count(1000)), "under 1\u{a0}%");
        assert_eq!(percent(Count(999), Count(1000)), "over 99\u{a0}%");
        assert_eq!(percent(Count(0), Count(0)), "0\u{a0}%");
        assert_eq!(percent(Count(109), Count(200)), "55\u{a0}%");
        assert_eq!(percent(Count(65), Count(200)), "33\u{a0}%");
        assert_eq!(percent(Count(u128::MAX / 2), Count(u128::MAX)), "50\u{a0}%");
        assert_eq!(number_word_capital(3), "Three");
        assert_eq!(without_brackets("E3 (France (Paris), UK) with EU"), "E3 with EU");
        let tally_of =
            |packages, deals| tally(&Tally { packages: Count(packages), deals: Count(deals) });
        assert_eq!(tally_of(1, 1), "1 package");
        assert_eq!(tally_of(31_104, 12), "31,104 packages, variants of 12 deals");
        assert_eq!(tally_of(2, 1), "2 packages, variants of one deal");
    }
}
