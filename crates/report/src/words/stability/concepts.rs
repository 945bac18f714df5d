//! What the concepts are called and what each asks, in words.

use detente_finding::{Concept, Simultaneity};

use crate::document::Text;
use crate::names;

/// The abbreviation of the field.
pub(crate) fn short(concept: Concept) -> &'static str {
    match concept {
        Concept::Nash => "Nash",
        Concept::Sseq => "SSEQ",
        Concept::Seq => "SEQ",
        Concept::Smr => "SMR",
        Concept::Gmr => "GMR",
        Concept::Sim => "SIM",
    }
}

/// What it abbreviates.
fn long(concept: Concept) -> &'static str {
    match concept {
        Concept::Nash => "Nash stability",
        Concept::Sseq => "symmetric sequential stability",
        Concept::Seq => "sequential stability",
        Concept::Smr => "symmetric metarationality",
        Concept::Gmr => "general metarationality",
        Concept::Sim => "simultaneous stability",
    }
}

/// When a state holds for a party.
fn asks(concept: Concept, sim: Simultaneity) -> &'static str {
    match (concept, sim) {
        (Concept::Nash, _) => "the party has no move that pays at once",
        (Concept::Sseq, _) => "as under SEQ, and the party has no way out after the answer either",
        (Concept::Seq, _) => {
            "whatever pays, the others have an answer that leaves the party no better, each of them \
             moving only where it gains itself"
        }
        (Concept::Smr, _) => "as under GMR, and the party has no way out after the answer either",
        (Concept::Gmr, _) => {
            "whatever pays, the others have some answer that leaves the party no better, even one that \
             hurts themselves"
        }
        (Concept::Sim, Simultaneity::FraserHipel) => {
            "as under Nash or SEQ; or whatever pays, improvements that others who would not stay either \
             make at the same time leave the party no better"
        }
        (Concept::Sim, Simultaneity::GmcrPlus) => {
            "whatever pays, improvements that others make at the same time leave the party no better"
        }
    }
}

/// Which answers of the others a concept lets a party fear.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Fear {
    /// None at all.
    None,
    /// Those that pay the answerer.
    Paying,
    /// All.
    Any,
}

impl Fear {
    /// The most cautious first.
    pub(crate) const ALL: [Fear; 3] = [Fear::Any, Fear::Paying, Fear::None];

    pub(crate) fn of(concept: Concept) -> Fear {
        match concept {
            Concept::Nash => Fear::None,
            Concept::Sseq | Concept::Seq | Concept::Sim => Fear::Paying,
            Concept::Smr | Concept::Gmr => Fear::Any,
        }
    }

    /// After "fear".
    pub(crate) fn words(self) -> &'static str {
        match self {
            Fear::None => "none",
            Fear::Paying => "only answers that pay the answerer",
            Fear::Any => "any answer",
        }
    }
}

/// The line that names the abbreviations and points to [`meanings`].
pub(crate) fn pointer(asked: &[Concept]) -> Text {
    let part = |fear: Fear| {
        let of: Vec<Concept> = asked.iter().filter(|c| Fear::of(**c) == fear).copied().collect();
        (!of.is_empty()).then(|| Text::from(format!("{} ({})", fear.words(), list(&of))))
    };
    let parts: Vec<Text> = Fear::ALL.into_iter().filter_map(part).collect();
    let last = if parts.len() > 1 { " or " } else { "" };
    let mut text = Text::from("Before a party moves it may fear ");
    let count = parts.len();
    for (place, part) in parts.into_iter().enumerate() {
        let before = match place {
            0 => "",
            _ if place + 1 == count => last,
            _ => ", ",
        };
        text = text.plain(before).then(part);
    }
    text.plain("; ‘What the concepts ask’, below, says how each is meant.")
}

/// One line on each concept.
pub(crate) fn meanings(asked: &[Concept], sim: Simultaneity) -> Vec<Text> {
    let line = |concept: &Concept| {
        Text::new().strong(short(*concept)).plain(format!(
            " ({}): {}.",
            long(*concept),
            asks(*concept, sim)
        ))
    };
    asked.iter().map(line).collect()
}

/// "Nash, SEQ and GMR".
pub(crate) fn list(concepts: &[Concept]) -> String {
    let words: Vec<&str> = concepts.iter().map(|concept| short(*concept)).collect();
    match words.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => words.concat(),
    }
}

/// After "under": "every concept" for all that were asked about, otherwise their names.
pub(crate) fn of_asked(concepts: &[Concept], asked: &[Concept]) -> String {
    match asked.len() {
        2.. if concepts.len() < asked.len() => list(concepts),
        0 | 1 => list(concepts),
        2 => "both concepts".to_string(),
        all => format!("all {} concepts", names::number_word(all)),
    }
}

/// After "not under": "any of them" instead of all.
pub(crate) fn none_of_asked(concepts: &[Concept], asked: &[Concept]) -> String {
    if asked.len() > 1 && concepts.len() == asked.len() {
        "any of the concepts".to_string()
    } else if let [rest @ .., last] = concepts
        && !rest.is_empty()
    {
        let words: Vec<&str> = rest.iter().map(|concept| short(*concept)).collect();
        format!("{} or {}", words.join(", "), short(*last))
    } else {
        list(concepts)
    }
}

/// After a number of states: "hold under no concept", where fewer were asked about what they are.
pub(crate) fn hold_under_none(asked: &[Concept]) -> &'static str {
    if asked.len() == Concept::ALL.len() {
        "under no concept"
    } else {
        "under none of these concepts"
    }
}

/// For a cell: "all", "none", "all but Nash" or the names.
pub(crate) fn cell(concepts: &[Concept], asked: &[Concept]) -> String {
    let missing: Vec<Concept> = asked.iter().filter(|c| !concepts.contains(c)).copied().collect();
    match (concepts, missing.as_slice()) {
        _ if asked.len() < 2 => if concepts.is_empty() { "no" } else { "yes" }.to_string(),
        ([], _) => "none".to_string(),
        (_, []) => "all".to_string(),
        (_, [one]) if asked.len() > 2 => format!("all but {}", short(*one)),
        _ => concepts.iter().map(|c| short(*c)).collect::<Vec<_>>().join(", "),
    }
}

/// The concept by which sentences and figures mark states: [`Concept::Seq`] where it was asked about.
pub(crate) fn headline(asked: &[Concept]) -> Option<Concept> {
    let seq = asked.iter().find(|concept| **concept == Concept::Seq);
    seq.or(asked.first()).copied()
}

/// Concepts from the one that lets a party leave most easily to the one that keeps it best;
/// simultaneous answers, which are least like the others, are told last when there is a choice.
pub(crate) const BY_PATIENCE: [Concept; 6] =
    [Concept::Nash, Concept::Sim, Concept::Sseq, Concept::Seq, Concept::Smr, Concept::Gmr];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn concepts_are_told_in_few_words() {
        let all = Concept::ALL;
        assert_eq!(cell(&all, &all), "all");
        assert_eq!(cell(&all[1..], &all), "all but Nash");
        assert_eq!(cell(&[Concept::Gmr, Concept::Smr], &all), "GMR, SMR");
        assert_eq!(cell(&[], &[Concept::Seq]), "no");
        assert_eq!(of_asked(&all, &all), "all six concepts");
        assert_eq!(of_asked(&[Concept::Seq], &[Concept::Seq]), "SEQ");
        assert_eq!(none_of_asked(&all[..2], &all), "Nash or SSEQ");
        assert_eq!(headline(&[Concept::Nash, Concept::Gmr]), Some(Concept::Nash));
    }
}
