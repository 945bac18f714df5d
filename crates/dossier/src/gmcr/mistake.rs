//! Mistakes in a `.gmcr` file as plain data.

use std::fmt;

/// The most mistakes that are listed; a broken file can have one per number in it.
const MOST: usize = 500;

/// One thing that is wrong in a `.gmcr` file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct GmcrMistake {
    /// Where: a JSON path such as `decisionMakers[1].options[0]`, or a line and column where the
    /// file is no JSON; empty for the whole file.
    pub place: String,
    /// What is wrong: lower case, names in backticks.
    pub message: String,
    /// What to do about it.
    pub help: String,
}

impl GmcrMistake {
    pub(super) fn new(
        place: impl Into<String>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> GmcrMistake {
        GmcrMistake { place: place.into(), message: message.into(), help: help.into() }
    }
}

impl fmt::Display for GmcrMistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.place.is_empty() {
            write!(f, "{}: ", self.place)?;
        }
        write!(f, "{} ({})", self.message, self.help)
    }
}

impl std::error::Error for GmcrMistake {}

/// Everything that is wrong, in the order in which it was met.
#[derive(Default)]
pub(super) struct Mistakes {
    found: Vec<GmcrMistake>,
    unlisted: usize,
}

impl Mistakes {
    pub(super) fn add(
        &mut self,
        place: impl Into<String>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        if self.found.len() < MOST {
            self.found.push(GmcrMistake::new(place, message, help));
        } else {
            self.unlisted += 1;
        }
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.found.len() + self.unlisted
    }

    /// Nothing, or all of them.
    pub(super) fn finish(mut self) -> Result<(), Vec<GmcrMistake>> {
        if self.unlisted > 0 {
            let message = format!("{} more mistakes are not listed", self.unlisted);
            self.found.push(GmcrMistake::new("", message, "correct the others first"));
        }
        if self.found.is_empty() { Ok(()) } else { Err(self.found) }
    }
}
