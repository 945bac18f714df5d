//! What a start of a question is called: a proposal, a state, or levels of one's own.

use detente_finding::StartKind;
use detente_model::{Dispute, Id, Level};

use crate::document::Text;
use crate::names;

/// "the proposal ‘2015 comprehensive plan’ with access ‘full’".
pub(crate) fn called(
    dispute: &Dispute,
    kind: StartKind,
    id: Option<&str>,
    fixes: &[(String, String)],
) -> Text {
    let (text, own) = named(dispute, kind, id.unwrap_or_default());
    let changed = fixes.iter().filter(|(option, level)| {
        let place = dispute.options.find(|entry| entry.id == *option);
        let was = place.and_then(|at| own.get(at.index()).copied().flatten());
        let levels = place.map(|at| &dispute.options[at].levels);
        let now = levels.and_then(|all| all.iter().position(|entry| entry.id == *level));
        was.map(usize::from) != now
    });
    let changed: Vec<Text> = changed.map(|(option, level)| at(dispute, option, level)).collect();
    if kind == StartKind::Own || changed.is_empty() {
        return text;
    }
    text.plain(" with ").list(changed)
}

/// What a start is called, and what that fixes.
fn named(dispute: &Dispute, kind: StartKind, id: &str) -> (Text, Vec<Option<Level>>) {
    let quoted = |what: &str, name: &str| Text::new().plain(what).name(name).plain("’");
    match kind {
        StartKind::Own => (Text::from("the levels given"), Vec::new()),
        StartKind::State => {
            let found = dispute.states.find(|state| state.id == id);
            let levels = found.map(|state| dispute.states[state].levels.clone());
            let levels = levels.into_iter().flatten().map(Some).collect();
            if found.is_some() && found == dispute.status_quo {
                return (Text::from("the status quo"), levels);
            }
            let name = found.map_or(id, |state| dispute.states[state].name.as_str());
            (quoted("the state ‘", name), levels)
        }
        StartKind::Proposal => {
            let found = dispute.proposals.values().find(|proposal| proposal.id == id);
            let name = found.map_or(id, |proposal| proposal.name.as_str());
            let levels = found.map(|proposal| proposal.levels.clone()).unwrap_or_default();
            (quoted("the proposal ‘", name), levels)
        }
    }
}

/// "access ‘full’".
pub(crate) fn at(dispute: &Dispute, option: &str, level: &str) -> Text {
    let label = names::level(dispute, option, level);
    let name = names::option(dispute, option);
    Text::new().name(name).plain(" ‘").name(label).plain("’")
}

/// "is", or "are" for levels of one's own.
pub(crate) fn is(kind: StartKind) -> &'static str {
    if kind == StartKind::Own { "are" } else { "is" }
}

/// "what it leaves open".
pub(crate) fn open_in(kind: StartKind) -> &'static str {
    if kind == StartKind::Own { "what they leave open" } else { "what it leaves open" }
}

/// "as it stands".
pub(crate) fn as_it_stands(kind: StartKind) -> &'static str {
    if kind == StartKind::Own { "as they stand" } else { "as it stands" }
}
