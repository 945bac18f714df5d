//! The file as typed: every key read, every mistake that can be seen without knowing the rest.

use serde_json::Value;

use super::super::mistake::Mistakes;
use super::super::{KEYS, quoted};
use super::maker::{Maker, MakerReader};
use super::node::Node;
use super::pattern::{Patterns, Statement};

/// Which changes of an option are permitted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Direction {
    Both,
    /// Only from not taken to taken.
    Forward,
    /// Only from taken to not taken.
    Back,
}

/// An option of the file.
pub(super) struct FileOption {
    pub(super) name: String,
    pub(super) direction: Direction,
}

/// A file as typed.
pub(super) struct File {
    pub(super) options: Vec<FileOption>,
    pub(super) makers: Vec<Maker>,
    pub(super) infeasibles: Vec<(String, Statement)>,
    /// Whether rankings are used instead of statements.
    pub(super) manual: bool,
    /// Whether `options` and the owners were read without mistakes.
    pub(super) owners_sound: bool,
    /// Whether `infeasibles` was read without mistakes.
    pub(super) infeasibles_sound: bool,
}

/// Reads the object of the file.
pub(super) fn read(root: &Value, mistakes: &mut Mistakes, notes: &mut Vec<String>) -> File {
    let root = Node::new(root, "");
    let options = options(&root, mistakes, notes);
    let count = options.as_ref().map(Vec::len);
    let mut owners_sound = options.as_ref().is_some_and(|o| o.iter().all(Option::is_some));
    let manual = manual(&root, mistakes, notes);
    let help = "write a list of {\"name\": …, \"options\": […], \"preferences\": […]}";
    let nodes =
        root.key("decisionMakers", help, mistakes).and_then(|node| node.list(help, mistakes));
    owners_sound &= nodes.is_some();
    if nodes.as_ref().is_some_and(Vec::is_empty) {
        mistakes.add("decisionMakers", "there are no decision makers", help);
        owners_sound = false;
    }
    let mut makers = Vec::new();
    for node in nodes.unwrap_or_default() {
        let mut reader = MakerReader { node: &node, options: count, manual, mistakes, notes };
        let maker = reader.maker();
        owners_sound &= maker.as_ref().is_some_and(|(_, sound)| *sound);
        makers.extend(maker.map(|(maker, _)| maker));
    }
    let before = mistakes.count();
    let help = "write a list of patterns, [] if every state is feasible";
    let infeasibles = root.key("infeasibles", help, mistakes);
    let mut patterns = Patterns { options: count, mistakes, notes };
    let infeasibles = infeasibles.map(|node| patterns.statements(&node)).unwrap_or_default();
    coalitions(&root, makers.len(), notes);
    File {
        options: options.unwrap_or_default().into_iter().flatten().collect(),
        makers,
        infeasibles,
        manual: manual == Some(true),
        owners_sound,
        infeasibles_sound: mistakes.count() == before,
    }
}

/// The options; nothing for one that is broken.
fn options(
    root: &Node<'_>,
    mistakes: &mut Mistakes,
    notes: &mut Vec<String>,
) -> Option<Vec<Option<FileOption>>> {
    let help = "write a list of {\"name\": …, \"permittedDirection\": \"both\"}";
    let nodes = root.key("options", help, mistakes)?.list(help, mistakes)?;
    if nodes.is_empty() {
        mistakes.add("options", "there are no options", help);
        return None;
    }
    Some(nodes.iter().map(|node| option(node, help, mistakes, notes)).collect())
}

fn option(
    node: &Node<'_>,
    help: &str,
    mistakes: &mut Mistakes,
    notes: &mut Vec<String>,
) -> Option<FileOption> {
    if !node.is_object(help, mistakes) {
        return None;
    }
    let text = |key, mistakes: &mut Mistakes| {
        node.key(key, help, mistakes)?.text("write it in quotes", mistakes)
    };
    let name = text("name", mistakes);
    let direction = text("permittedDirection", mistakes);
    unused(node, &["name", "permittedDirection"], notes);
    let name = name?.to_string();
    let direction = match direction? {
        "both" => Direction::Both,
        "fwd" => Direction::Forward,
        "back" => Direction::Back,
        other => {
            notes.push(format!(
                "The direction {} of the option {} is none of `both`, `fwd`, `back`; it is read as `both`, as the original does.",
                quoted(other),
                quoted(&name)
            ));
            Direction::Both
        }
    };
    Some(FileOption { name, direction })
}

/// Whether rankings are used; the older name of the switch counts where the newer is absent.
fn manual(root: &Node<'_>, mistakes: &mut Mistakes, notes: &mut Vec<String>) -> Option<bool> {
    let keys = ["useManualPreferenceRanking", "useManualPreferenceVectors"];
    let given: Vec<Node<'_>> = keys.iter().filter_map(|key| root.maybe(key)).collect();
    let help = "write \"useManualPreferenceRanking\": false for statements, true for rankings";
    let Some(first) = given.first() else {
        mistakes.add("", "`useManualPreferenceRanking` is missing", help);
        return None;
    };
    if given.iter().any(|node| node.value != first.value) {
        notes.push(
            "`useManualPreferenceVectors` says otherwise than `useManualPreferenceRanking`; the newer key is used."
                .to_string(),
        );
    }
    let manual = first.value.as_bool();
    if manual.is_none() {
        first.wrong("true or false", help, mistakes);
    }
    manual
}

/// Says which keys inside an object are not carried over.
pub(super) fn unused(node: &Node<'_>, used: &[&str], notes: &mut Vec<String>) {
    let keys = node.value.as_object().into_iter().flat_map(|object| object.keys());
    for key in keys.filter(|key| !used.contains(&key.as_str())) {
        notes.push(format!("{} in `{}` is not known and not kept.", quoted(key), node.place));
    }
}

/// Coalitions are not carried over; says so where the file has any.
fn coalitions(root: &Node<'_>, makers: usize, notes: &mut Vec<String>) {
    let Some(node) = root.maybe("coalitions") else { return };
    let members = |value: &Value| match value {
        Value::Array(members) => members.iter().map(Value::as_u64).collect(),
        one => vec![one.as_u64()],
    };
    let blocks: Option<Vec<Vec<Option<u64>>>> =
        node.value.as_array().map(|list| list.iter().map(members).collect());
    let mut all: Vec<Option<u64>> = blocks.iter().flatten().flatten().copied().collect();
    all.sort_unstable();
    if !all.iter().copied().eq((0..makers as u64).map(Some)) {
        notes.push(
            "`coalitions` is not a partition of the decision makers: each stands alone, as in the original."
                .to_string(),
        );
    } else if blocks.iter().flatten().any(|block| block.len() > 1) {
        notes.push(
            "`coalitions` are not carried over: each decision maker stands alone.".to_string(),
        );
    }
}

/// The keys of the file that the format does not know.
pub(super) fn unknown(root: &serde_json::Map<String, Value>) -> serde_json::Map<String, Value> {
    let entries = root.iter().filter(|(key, _)| !KEYS.contains(&key.as_str()));
    entries.map(|(key, value)| (key.clone(), value.clone())).collect()
}
