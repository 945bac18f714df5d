//! A JSON value with its place, and the few kinds of value the format has.

use serde_json::Value;

use super::super::mistake::Mistakes;
use super::super::quoted;

/// A value and where it stands.
#[derive(Clone)]
pub(super) struct Node<'a> {
    pub(super) value: &'a Value,
    pub(super) place: String,
}

impl<'a> Node<'a> {
    pub(super) fn new(value: &'a Value, place: impl Into<String>) -> Node<'a> {
        Node { value, place: place.into() }
    }

    /// The value of a key, where there is one.
    pub(super) fn maybe(&self, key: &str) -> Option<Node<'a>> {
        let value = self.value.get(key)?;
        let dot = if self.place.is_empty() { "" } else { "." };
        Some(Node::new(value, format!("{}{dot}{key}", self.place)))
    }

    /// The value of a key that has to be there.
    pub(super) fn key(&self, key: &str, help: &str, mistakes: &mut Mistakes) -> Option<Node<'a>> {
        let found = self.maybe(key);
        if found.is_none() {
            mistakes.add(self.place.as_str(), format!("`{key}` is missing"), help);
        }
        found
    }

    /// The elements of a list.
    pub(super) fn list(&self, help: &str, mistakes: &mut Mistakes) -> Option<Vec<Node<'a>>> {
        let Value::Array(items) = self.value else {
            self.wrong("a list", help, mistakes);
            return None;
        };
        let at = |(index, item)| Node::new(item, format!("{}[{index}]", self.place));
        Some(items.iter().enumerate().map(at).collect())
    }

    /// Whether this is an object; says so if not.
    pub(super) fn is_object(&self, help: &str, mistakes: &mut Mistakes) -> bool {
        if !self.value.is_object() {
            self.wrong("an object", help, mistakes);
        }
        self.value.is_object()
    }

    /// A text.
    pub(super) fn text(&self, help: &str, mistakes: &mut Mistakes) -> Option<&'a str> {
        if !self.value.is_string() {
            self.wrong("a text", help, mistakes);
        }
        self.value.as_str()
    }

    /// A whole number written as one: `1.0` is not. Too large ones are as large as can be.
    pub(super) fn whole(&self, help: &str, mistakes: &mut Mistakes) -> Option<i64> {
        let whole = self.value.as_i64().or_else(|| self.value.as_u64().map(|_| i64::MAX));
        if whole.is_none() {
            self.wrong("a whole number", help, mistakes);
        }
        whole
    }

    /// Something else was expected here.
    pub(super) fn wrong(&self, expected: &str, help: &str, mistakes: &mut Mistakes) {
        let found = match self.value {
            Value::Null => "null".to_string(),
            Value::Bool(value) => format!("`{value}`"),
            Value::Number(number) => quoted(&number.to_string()),
            Value::String(text) => format!("the text {}", quoted(text)),
            Value::Array(_) => "a list".to_string(),
            Value::Object(_) => "an object".to_string(),
        };
        mistakes.add(self.place.as_str(), format!("expected {expected}, found {found}"), help);
    }
}
