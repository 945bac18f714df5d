//! What both sides have in common: options by id, and the second side's conditions about them.

use detente_finding::Difference;
use detente_model::{Condition, Dispute, Id, OptionId, Rule, Scope};

use crate::names;

/// The options both sides have with the same levels.
pub(crate) struct Common {
    /// In the order of the first side: the option there and on the second side.
    pub(crate) shared: Vec<(OptionId, OptionId)>,
    /// Those of them that make a deal on either side, by their place in `shared`.
    pub(crate) deal: Vec<usize>,
    /// Whether a side has other options.
    pub(crate) in_part: bool,
}

impl Common {
    /// Nothing if the sides cannot be compared package by package.
    pub(crate) fn of(from: &Dispute, to: &Dispute, scopes: &[Scope; 2]) -> Option<Common> {
        let mut shared = Vec::new();
        for (first, option) in from.options.iter() {
            let levels: Vec<&String> = option.levels.iter().map(|level| &level.id).collect();
            let same = to.options.iter().find(|(_, other)| {
                other.id == option.id
                    && levels.iter().copied().eq(other.levels.iter().map(|l| &l.id))
            });
            shared.extend(same.map(|(second, _)| (first, second)));
        }
        let held = |(first, second): &(OptionId, OptionId)| {
            scopes[0].fixed[first.index()] == scopes[1].fixed[second.index()]
        };
        let (first, second) = (from.deal_options(), to.deal_options());
        let is_shared = first.iter().all(|option| shared.iter().any(|(o, _)| o == option))
            && second.iter().all(|option| shared.iter().any(|(_, o)| o == option));
        if !is_shared || !shared.iter().all(held) {
            return None;
        }
        let makes_deals =
            |at: &usize| first.contains(&shared[*at].0) || second.contains(&shared[*at].1);
        let deal = (0..shared.len()).filter(makes_deals).collect();
        let in_part = shared.len() < from.options.len() || shared.len() < to.options.len();
        Some(Common { shared, deal, in_part })
    }

    /// A condition of the second side, about the options of the first; only where all are shared.
    pub(crate) fn brought(&self, condition: &Condition) -> Condition {
        let option = |option: &OptionId| {
            let found = self.shared.iter().find(|(_, second)| second == option);
            found.expect("every option is shared").0
        };
        let all = |parts: &[Condition]| parts.iter().map(|p| self.brought(p)).collect::<Vec<_>>();
        match condition {
            Condition::Always | Condition::Never => condition.clone(),
            Condition::Compare(o, how, level) => Condition::Compare(option(o), *how, *level),
            Condition::In(o, levels) => Condition::In(option(o), levels.clone()),
            Condition::Not(part) => Condition::Not(Box::new(self.brought(part))),
            Condition::All(parts) => Condition::All(all(parts)),
            Condition::Any(parts) => Condition::Any(all(parts)),
            Condition::Implies(when, then) => {
                Condition::Implies(Box::new(self.brought(when)), Box::new(self.brought(then)))
            }
            Condition::Quota { needs, of } => Condition::Quota {
                needs: *needs,
                of: of.iter().map(|(weight, part)| (*weight, self.brought(part))).collect(),
            },
            Condition::Points { needs, points, .. } => self.brought(&points.quota(*needs)),
        }
    }
}

/// Options, rules, deal condition and focus in which two dossiers or clocks differ.
pub(crate) fn differences(from: &Dispute, to: &Dispute, scopes: &[Scope; 2]) -> Vec<Difference> {
    let mut found = Vec::new();
    let mut add = |what: &str, id: Option<&String>, from: Option<String>, to: Option<String>| {
        if from != to {
            found.push(Difference { what: what.to_string(), id: id.cloned(), from, to });
        }
    };
    let scale = |side: &Dispute, id: &String| {
        let at = side.options.values().position(|option| option.id == *id)?;
        let levels = side.options[OptionId::new(at)].levels.iter();
        Some(levels.map(|level| level.id.clone()).collect::<Vec<_>>().join(" < "))
    };
    for option in from.options.values() {
        add("option", Some(&option.id), scale(from, &option.id), scale(to, &option.id));
    }
    for option in to.options.values().filter(|option| scale(from, &option.id).is_none()) {
        add("option", Some(&option.id), None, scale(to, &option.id));
    }
    for (what, first, second) in [
        ("impossible", &from.impossible, &to.impossible),
        ("implausible", &from.implausible, &to.implausible),
    ] {
        let says = |side: &Dispute, rule: &Rule| (rule.id.clone(), side.text(&rule.when));
        let mut others: Vec<_> = second.iter().map(|rule| says(to, rule)).collect();
        for (id, text) in first.iter().map(|rule| says(from, rule)) {
            let key = |(other, says): &(Option<String>, String)| {
                if id.is_some() { *other == id } else { other.is_none() && *says == text }
            };
            let there = others.iter().position(key).map(|at| others.remove(at).1);
            add(what, id.as_ref(), Some(text.clone()), there);
        }
        for (id, text) in others {
            add(what, id.as_ref(), None, Some(text));
        }
    }
    let deal = |side: &Dispute| side.deal.as_ref().map(|deal| side.text(&deal.when));
    add("deal", None, deal(from), deal(to));
    let held = |side: &Dispute, scope: &Scope| {
        let level = |option: OptionId| {
            let level = scope.fixed[option.index()]?;
            Some(format!("{} = {}", side.options[option].id, names::level_id(side, option, level)))
        };
        let held: Vec<String> = side.options.ids().filter_map(level).collect();
        (!held.is_empty()).then(|| held.join(" and "))
    };
    add("focus", None, held(from, &scopes[0]), held(to, &scopes[1]));
    found
}
