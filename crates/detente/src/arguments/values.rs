//! Values as typed.

use std::str::FromStr;

use detente::{Concept, Exact};
use detente_model::number::{NotANumber, parse_decimal};

/// A concept for everybody, or for one party.
#[derive(Clone, Debug)]
pub(crate) struct ConceptFor {
    pub(crate) party: Option<String>,
    pub(crate) concept: Concept,
}

impl FromStr for ConceptFor {
    type Err = String;

    fn from_str(text: &str) -> Result<ConceptFor, String> {
        let (party, word) = match text.rsplit_once('=') {
            Some((party, word)) => (Some(party.trim().to_string()), word),
            None => (None, text),
        };
        Ok(ConceptFor { party, concept: concept(word)? })
    }
}

/// The concept of this name.
pub(super) fn concept(word: &str) -> Result<Concept, String> {
    let known = Concept::ALL.into_iter().find(|c| c.word() == word.trim().to_lowercase());
    known.ok_or_else(|| {
        let words: Vec<&str> = Concept::ALL.iter().map(|concept| concept.word()).collect();
        format!("there is no concept `{word}`; there are {}", words.join(", "))
    })
}

/// A plain decimal of zero or more.
pub(super) fn amount(text: &str) -> Result<Exact, String> {
    match parse_decimal(text) {
        Ok(number) if number >= 0.into() => Ok(Exact(number)),
        Ok(_) => Err("write a number of zero or more".to_string()),
        Err(NotANumber::NotDecimal) => {
            Err("write a plain decimal of zero or more, such as `0.25`".to_string())
        }
        Err(problem) => Err(problem.to_string()),
    }
}

/// `OPTION=LEVEL`.
pub(super) fn pair(text: &str) -> Result<(String, String), String> {
    let (option, level) = text
        .split_once('=')
        .ok_or_else(|| "expected an option and a level, such as `access=full`".to_string())?;
    Ok((option.trim().to_string(), level.trim().to_string()))
}
