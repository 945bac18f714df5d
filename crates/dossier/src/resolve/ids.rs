//! What cannot be an id, and why.

use super::states::{PROPOSAL_KEYS, STATE_KEYS};
use super::{BACKING_KEYS, Resolver};
use crate::place::At;
use crate::syntax::{RESERVED, is_word_character, visible};

impl Resolver<'_> {
    /// Checks that an id can stand in conditions.
    pub(super) fn check_id(&mut self, id: &At<String>) {
        let name = "what is to be shown goes into `name`";
        self.refuse(id, problem(&id.value, |dashed| format!("write `{dashed}`; {name}")));
    }

    /// Checks the id of an option: states and proposals have keys of their own.
    pub(super) fn check_option_id(&mut self, id: &At<String>) {
        let keys = || STATE_KEYS.iter().chain(&PROPOSAL_KEYS).chain(&["as_of"]);
        self.check_id_of(
            "an option",
            "states and proposals",
            keys().any(|key| *key == id.value),
            id,
        );
    }

    /// Checks the id of an interest: effects have keys of their own.
    pub(super) fn check_interest_id(&mut self, id: &At<String>) {
        let taken = BACKING_KEYS.contains(&id.value.as_str()) || id.value == "as_of";
        self.check_id_of("an interest", "effects", taken, id);
    }

    fn check_id_of(&mut self, what: &str, tables: &str, taken: bool, id: &At<String>) {
        if !taken {
            return self.check_id(id);
        }
        let word = &id.value;
        let problem = format!("`{word}` is a key of {tables} and cannot be the id of {what}");
        self.refuse(id, Some((problem, format!("rename it, for instance to `{word}-`"))));
    }

    /// Checks the id of a level; whether it can be one.
    pub(super) fn check_level_id(&mut self, id: &At<String>) -> bool {
        let problem = if id.value == "by" {
            let problem = "`by` names the option in numbers by level and cannot be a level";
            Some((problem.to_string(), "rename it, for instance to `by-`".to_string()))
        } else {
            let label = &id.value;
            problem(label, |dashed| format!("write {{ id = \"{dashed}\", label = \"{label}\" }}"))
        };
        let sound = problem.is_none();
        self.refuse(id, problem);
        sound
    }

    fn refuse(&mut self, id: &At<String>, problem: Option<(String, String)>) {
        if let Some((problem, help)) = problem {
            self.error("bad-id", id.span.clone(), problem).help = Some(help);
        }
    }
}

/// Whether a word can be the id of anything, an option included.
pub(crate) fn is_free_option_id(word: &str) -> bool {
    let taken = STATE_KEYS.iter().chain(&PROPOSAL_KEYS).chain(&["as_of"]).any(|key| *key == word);
    !taken && problem(word, str::to_string).is_none()
}

/// Why a word cannot be an id, and what to do; `cure` says it where there is a space too many.
fn problem(word: &str, cure: impl Fn(&str) -> String) -> Option<(String, String)> {
    if word.is_empty() {
        let help = "give it a short name without spaces";
        return Some(("an id is empty".to_string(), help.to_string()));
    }
    if RESERVED.contains(&word) {
        let problem = format!("`{word}` is a word of the condition language and cannot be an id");
        return Some((problem, format!("rename it, for instance to `{word}-`")));
    }
    let wrong = word.chars().find(|&c| !is_word_character(c))?;
    if wrong == ' ' {
        let dashed = word.split_whitespace().collect::<Vec<_>>().join("-");
        return Some(("an id cannot contain a space".to_string(), cure(&dashed)));
    }
    let signs = "ids have no spaces and none of `= ! < > ( ) { } , ; \" ' # × & | ≤ ≥ ≠`";
    Some((format!("an id cannot contain `{}`", visible(wrong)), signs.to_string()))
}
