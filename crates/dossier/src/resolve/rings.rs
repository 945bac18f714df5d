//! Readings and states that start from another which does not come before them.

use super::Resolver;
use crate::place::At;

/// A ring longer than this is told as an order that is wrong.
const LONGEST: usize = 100;

/// The ring that leads from `id` over `base` back to it, `id` at both ends; `next` is what one of
/// those that come later starts from.
pub(super) fn ring(
    id: &str,
    base: &str,
    next: impl Fn(&str) -> Option<String>,
) -> Option<Vec<String>> {
    let mut ring = vec![id.to_string(), base.to_string()];
    while ring[ring.len() - 1] != id {
        if ring.len() > LONGEST {
            return None;
        }
        ring.push(next(&ring[ring.len() - 1])?);
    }
    Some(ring)
}

impl Resolver<'_> {
    /// Reports that `id` starts from `base`, which comes later or, in a ring, starts from `id`
    /// itself. Of each ring one is reported.
    pub(super) fn wrong_order(
        &mut self,
        id: &str,
        base: &At<String>,
        ring: Option<Vec<String>>,
        words: &Words,
    ) {
        let Words { starts_from, one, several, key } = words;
        if self.names.lost.contains(id) {
            return;
        }
        let (message, help) = match ring.as_deref() {
            Some([_, _]) => (
                format!("`{id}` {starts_from} itself"),
                format!("leave `{key}` out, or name another {one}"),
            ),
            Some([names @ .., last, _]) => {
                let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
                let names = names.join(", ");
                (
                    format!("{names} and `{last}` {several} each other"),
                    format!("take `{key}` out of one of them"),
                )
            }
            _ => (
                format!("`{id}` {starts_from} a {one} that does not come before it"),
                format!("put `{}` before it", base.value),
            ),
        };
        self.names.lost.extend(ring.into_iter().flatten());
        self.error("order", base.span.clone(), message).help = Some(help);
    }
}

/// How it is said.
pub(super) struct Words {
    pub(super) starts_from: &'static str,
    pub(super) several: &'static str,
    pub(super) one: &'static str,
    pub(super) key: &'static str,
}
