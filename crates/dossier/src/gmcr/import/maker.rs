//! Decision makers as typed: what they own, prefer and do not perceive.

use super::super::mistake::Mistakes;
use super::file::unused;
use super::node::Node;
use super::pattern::{Pattern, Patterns, Statement, option_index};

/// A decision maker of the file; lists are empty where they are broken.
pub(super) struct Maker {
    pub(super) place: String,
    pub(super) name: String,
    /// Index in `options`, with its place.
    pub(super) options: Vec<(String, usize)>,
    pub(super) preferences: Vec<(String, Statement)>,
    pub(super) misperceptions: Vec<(String, Pattern)>,
    /// Groups of state numbers, best first, with the place of the list.
    pub(super) ranking: Option<(String, Vec<Vec<i64>>)>,
}

/// Reads one decision maker.
pub(super) struct MakerReader<'a, 'b> {
    pub(super) node: &'a Node<'a>,
    pub(super) options: Option<usize>,
    pub(super) manual: Option<bool>,
    pub(super) mistakes: &'b mut Mistakes,
    pub(super) notes: &'b mut Vec<String>,
}

impl MakerReader<'_, '_> {
    /// The decision maker, and whether its options were read without mistakes.
    pub(super) fn maker(&mut self) -> Option<(Maker, bool)> {
        let help = "write {\"name\": …, \"options\": […], \"preferences\": […]}";
        if !self.node.is_object(help, self.mistakes) {
            return None;
        }
        let name = self.node.key("name", help, self.mistakes);
        let name = name.and_then(|node| node.text("write it in quotes", self.mistakes));
        let before = self.mistakes.count();
        let options = self.owned();
        let sound = self.mistakes.count() == before;
        let used = [
            "name",
            "options",
            "preferences",
            "misperceptions",
            "payoffs",
            "preferenceRanking",
            "preferenceVector",
        ];
        unused(self.node, &used, self.notes);
        let maker = Maker {
            place: self.node.place.clone(),
            name: name.unwrap_or_default().to_string(),
            options,
            preferences: self.preferences(),
            misperceptions: self.misperceptions(),
            ranking: self.ranking(),
        };
        Some((maker, sound))
    }

    fn owned(&mut self) -> Vec<(String, usize)> {
        let help = "write a list of the indices of its options";
        let node = self.node.key("options", help, self.mistakes);
        let items = node.and_then(|node| node.list(help, self.mistakes)).unwrap_or_default();
        let read = |item: Node<'_>| {
            let index = option_index(&item, self.options, self.mistakes)?;
            Some((item.place, index))
        };
        items.into_iter().filter_map(read).collect()
    }

    fn patterns(&mut self) -> Patterns<'_> {
        Patterns { options: self.options, mistakes: self.mistakes, notes: self.notes }
    }

    /// The statements, where they are used.
    fn preferences(&mut self) -> Vec<(String, Statement)> {
        if self.manual != Some(false) {
            let present = self.node.maybe("preferences").and_then(|node| node.value.as_array());
            if self.manual == Some(true) && present.is_some_and(|list| !list.is_empty()) {
                self.notes.push(format!(
                    "The statements in `{}.preferences` are not used: the file uses rankings.",
                    self.node.place
                ));
            }
            return Vec::new();
        }
        let help = "write a list of statements, most important first; [] for indifference";
        let node = self.node.key("preferences", help, self.mistakes);
        node.map(|node| self.patterns().statements(&node)).unwrap_or_default()
    }

    fn misperceptions(&mut self) -> Vec<(String, Pattern)> {
        let Some(node) = self.node.maybe("misperceptions") else { return Vec::new() };
        let read = self.patterns().statements(&node);
        let each = |(place, statement): (String, Statement)| {
            statement.patterns.into_iter().map(move |pattern| (place.clone(), pattern))
        };
        read.into_iter().flat_map(each).collect()
    }

    /// The ranking, where it is used; the older name counts where the newer is absent.
    fn ranking(&mut self) -> Option<(String, Vec<Vec<i64>>)> {
        if self.manual != Some(true) {
            return None;
        }
        let help = "write state numbers, best first, ties in a list of their own: [3, [1, 2]]";
        let node = self.node.maybe("preferenceRanking");
        let node = node.or_else(|| self.node.maybe("preferenceVector"));
        let Some(node) = node else {
            let message = "`preferenceRanking` is missing, and the file says it uses rankings";
            self.mistakes.add(self.node.place.as_str(), message, help);
            return None;
        };
        let before = self.mistakes.count();
        let mut groups = Vec::new();
        for item in node.list(help, self.mistakes)? {
            let tied = if item.value.is_array() {
                item.list(help, self.mistakes).unwrap_or_default()
            } else {
                vec![item]
            };
            groups.push(tied.iter().filter_map(|n| n.whole(help, self.mistakes)).collect());
        }
        (self.mistakes.count() == before).then_some((node.place, groups))
    }
}
