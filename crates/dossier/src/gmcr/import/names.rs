//! Ids made from names: short, unique, of plain letters, digits and dashes.

use std::collections::BTreeSet;

use crate::resolve::is_free_option_id;

/// The longest id made from a name, before a number that makes it unique.
const LONGEST: usize = 40;

/// The ids given so far to one kind of thing.
pub(super) struct Ids {
    kind: &'static str,
    given: BTreeSet<String>,
    next: usize,
}

impl Ids {
    /// No ids yet, for things of this kind.
    pub(super) fn new(kind: &'static str) -> Ids {
        Ids { kind, given: BTreeSet::new(), next: 1 }
    }

    /// An id that nothing of this kind has. A name without plain letters gives the kind and a
    /// number; a word that cannot be an id gets the kind before it.
    pub(super) fn unique(&mut self, name: &str) -> String {
        let slug = slug(name);
        let base = match slug.as_str() {
            "" => format!("{}-{}", self.kind, self.next),
            word if !is_free_option_id(word) => format!("{}-{word}", self.kind),
            _ => slug,
        };
        self.next += 1;
        let mut id = base.clone();
        let mut number = 2;
        while !self.given.insert(id.clone()) {
            id = format!("{base}-{number}");
            number += 1;
        }
        id
    }
}

/// The plain letters and digits of a name in lower case, a dash for what stands between them.
fn slug(name: &str) -> String {
    let mut slug = String::new();
    for c in name.chars() {
        if slug.len() >= LONGEST {
            break;
        }
        if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_plain_unique_and_never_words_of_the_language() {
        let mut ids = Ids::new("option");
        let names =
            ["Air strike", "air-strike", "", "ایران", "not", "Note", "(!)", "a,\"b\"", "  "];
        let made: Vec<String> = names.iter().map(|name| ids.unique(name)).collect();
        assert_eq!(
            made,
            [
                "air-strike",
                "air-strike-2",
                "option-3",
                "option-4",
                "option-not",
                "option-note",
                "option-7",
                "a-b",
                "option-9"
            ]
        );
        assert_eq!(ids.unique(&"x".repeat(500)).len(), LONGEST);
    }
}
