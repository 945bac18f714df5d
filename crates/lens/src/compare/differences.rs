//! In what two clocks or two dossiers differ, besides who accepts what: options, rules, the deal.

use detente_finding::Difference;
use detente_model::{Dispute, Id, Rule, Scope};

/// Everything in which the sides differ, options first.
pub(crate) fn differences(from: &Dispute, to: &Dispute, scopes: &[Scope; 2]) -> Vec<Difference> {
    let mut found = options(from, to);
    found.extend(rules("impossible", (from, &from.impossible), (to, &to.impossible)));
    found.extend(rules("implausible", (from, &from.implausible), (to, &to.implausible)));
    let deal = |side: &Dispute| side.deal.as_ref().map(|deal| side.text(&deal.when));
    found.extend(difference("deal", None, deal(from), deal(to)));
    found.extend(difference("focus", None, held(from, &scopes[0]), held(to, &scopes[1])));
    found
}

fn difference(
    what: &str,
    id: Option<&str>,
    from: Option<String>,
    to: Option<String>,
) -> Option<Difference> {
    let (what, id) = (what.to_string(), id.map(str::to_string));
    (from != to).then_some(Difference { what, id, from, to })
}

/// Options that are not there on both sides, or not with the same levels.
fn options(from: &Dispute, to: &Dispute) -> Vec<Difference> {
    let levels = |side: &Dispute, id: &str| {
        let option = side.options.values().find(|option| option.id == id)?;
        let ids: Vec<&str> = option.levels.iter().map(|level| level.id.as_str()).collect();
        Some(ids.join(" < "))
    };
    let first = from.options.values().map(|option| option.id.as_str());
    let second = to.options.values().map(|option| option.id.as_str());
    let second = second.filter(|id| levels(from, id).is_none());
    let one = |id| difference("option", Some(id), levels(from, id), levels(to, id));
    first.chain(second).filter_map(one).collect()
}

/// Rules with an id are matched by it, the others by what they say.
fn rules(
    what: &str,
    (from, first): (&Dispute, &[Rule]),
    (to, second): (&Dispute, &[Rule]),
) -> Vec<Difference> {
    let of = |side: &Dispute, rules: &[Rule]| -> Vec<(Option<String>, String)> {
        rules.iter().map(|rule| (rule.id.clone(), side.text(&rule.when))).collect()
    };
    let (first, mut second) = (of(from, first), of(to, second));
    let mut found = Vec::new();
    for (id, text) in first {
        let same = second.iter().position(|(other, says)| match &id {
            Some(_) => id == *other,
            None => other.is_none() && *says == text,
        });
        let there = same.map(|at| second.remove(at).1);
        found.extend(difference(what, id.as_deref(), Some(text), there));
    }
    for (id, text) in second {
        found.extend(difference(what, id.as_deref(), None, Some(text)));
    }
    found
}

/// The levels a focus holds, in the condition language; nothing if all options vary.
fn held(side: &Dispute, scope: &Scope) -> Option<String> {
    let held: Vec<String> = (side.options.ids())
        .filter_map(|option| Some(side.text_of_level(option, scope.fixed[option.index()]?)))
        .collect();
    (!held.is_empty()).then(|| held.join(" and "))
}
