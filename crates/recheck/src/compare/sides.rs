//! The sides of a comparison, straight from the question.

use detente_finding::{CompareQuestion, Contrast, SideLine, WhatIf, WithoutLine};
use detente_model::{Date, Dispute, Id, ReadingId, RulePlace, Scope, Variation};

use crate::names;

/// The two sides.
pub(crate) struct Sides {
    pub(crate) from: Dispute,
    pub(crate) to: Dispute,
    pub(crate) scopes: [Scope; 2],
    pub(crate) pairs: Vec<(ReadingId, ReadingId)>,
    pub(crate) only_from: Vec<String>,
    pub(crate) only_to: Vec<String>,
    pub(crate) left_out: Vec<(String, usize)>,
    pub(crate) without: Vec<WithoutLine>,
}

impl Sides {
    /// What a question is about; `other` is the other dossier.
    pub(crate) fn new(
        dispute: &Dispute,
        other: Option<&Dispute>,
        asked: &CompareQuestion,
    ) -> Result<Sides, String> {
        let (mut left_out, mut without) = (Vec::new(), Vec::new());
        let (from, to) = match &asked.between {
            Contrast::Readings { .. } => (dispute.clone(), dispute.clone()),
            Contrast::Clock { earlier } => {
                let clock: Date = earlier.parse().map_err(|_| format!("`{earlier}` is no date"))?;
                let then = dispute.as_of(clock);
                let then = then.map_err(|_| format!("{earlier} is not before the clock"))?;
                left_out = gone(dispute, &then);
                (then, dispute.clone())
            }
            Contrast::Dossier { .. } => {
                let missing = "it compares with another dossier, which was not given";
                (dispute.clone(), other.ok_or(missing)?.clone())
            }
            Contrast::WhatIf(supposed) => {
                let variation = variation(dispute, supposed)?;
                for audience in &variation.without {
                    let say = dispute.say_of(*audience);
                    if say.is_none() {
                        return Err("it does without somebody who is not asked".to_string());
                    }
                    let id = |id| dispute.audiences[id].id.clone();
                    without.push(WithoutLine {
                        audience: id(*audience),
                        asked: say.asked,
                        member_of: say.member_of.into_iter().map(id).collect(),
                    });
                }
                (dispute.clone(), dispute.varied(&variation))
            }
        };
        let focus = asked.focus.as_deref();
        let second = if matches!(asked.between, Contrast::Dossier { .. }) { &to } else { dispute };
        let scopes = [names::scope(dispute, focus)?, names::scope(second, focus)?];
        let mut sides = Sides {
            from,
            to,
            scopes,
            pairs: Vec::new(),
            only_from: Vec::new(),
            only_to: Vec::new(),
            left_out,
            without,
        };
        sides.match_readings(dispute, asked)?;
        if asked.strict {
            sides.from = sides.from.strict();
            sides.to = sides.to.strict();
        }
        Ok(sides)
    }

    fn match_readings(&mut self, dispute: &Dispute, asked: &CompareQuestion) -> Result<(), String> {
        if let Contrast::Readings { from, to } = &asked.between {
            let pair = (names::reading(dispute, from)?, names::reading(dispute, to)?);
            if pair.0 == pair.1 {
                return Err("it compares a reading with itself".to_string());
            }
            self.pairs.push(pair);
            return Ok(());
        }
        let mut wanted = Vec::new();
        for name in &asked.readings {
            wanted.push(dispute.readings[names::reading(dispute, name)?].id.clone());
        }
        let is_wanted = |id: &String| asked.readings.is_empty() || wanted.contains(id);
        for (first, reading) in self.from.readings.iter() {
            let there = self.to.readings.values().position(|other| other.id == reading.id);
            match there {
                _ if !is_wanted(&reading.id) => {}
                Some(second) => self.pairs.push((first, Id::new(second))),
                None => self.only_from.push(reading.id.clone()),
            }
        }
        for reading in self.to.readings.values() {
            let here = self.from.readings.values().any(|other| other.id == reading.id);
            if is_wanted(&reading.id) && !here {
                self.only_to.push(reading.id.clone());
            }
        }
        Ok(())
    }
}

/// One side as a line.
pub(crate) fn line(side: &Dispute) -> SideLine {
    let mut line = SideLine {
        title: side.title.clone(),
        as_of: side.as_of.to_string(),
        deal: side.deal.is_some(),
        assumptions: 0,
        undated: 0,
    };
    for assumption in side.assumptions() {
        let sources = &assumption.backing.sources;
        let by_source = sources.iter().any(|source| side.sources[*source].date.is_some());
        line.assumptions += 1;
        line.undated += usize::from(assumption.backing.as_of.is_none() && !by_source);
    }
    line
}

/// What a what-if means.
fn variation(dispute: &Dispute, supposed: &WhatIf) -> Result<Variation, String> {
    let mut variation = Variation::default();
    for clause in &supposed.set {
        let option = |name: &str| names::option(dispute, name);
        let level = |option, name: &str| names::level(dispute, option, name);
        variation.set.push(clause.condition(&option, &level)?);
    }
    for name in &supposed.drop {
        variation.drop.push(rule(dispute, name)?);
    }
    for name in &supposed.without {
        let all = dispute.audiences.values().map(|a| (a.id.as_str(), a.name.as_str()));
        let found = names::find(name, all);
        let found = found.ok_or_else(|| format!("the dispute has no audience `{name}`"))?;
        variation.without.push(Id::new(found));
    }
    Ok(variation)
}

/// The rule of this id, or without one of this kind and number, or of this number alone.
fn rule(dispute: &Dispute, name: &str) -> Result<RulePlace, String> {
    let mut named: Vec<(String, String, RulePlace)> = Vec::new();
    for (kind, rules, place) in [
        ("impossible", &dispute.impossible, RulePlace::Impossible as fn(usize) -> RulePlace),
        ("implausible", &dispute.implausible, RulePlace::Implausible),
    ] {
        for (at, rule) in rules.iter().enumerate() {
            let number = (at + 1).to_string();
            named.push(match &rule.id {
                Some(id) => (id.clone(), String::new(), place(at)),
                None => (format!("{kind}.{number}"), number, place(at)),
            });
        }
    }
    let all = named.iter().map(|(id, ..)| (id.as_str(), id.as_str()));
    if let Some(found) = names::find(name, all) {
        return Ok(named[found].2);
    }
    match named.iter().filter(|(_, number, _)| number == name).collect::<Vec<_>>().as_slice() {
        [(_, _, place)] if !name.is_empty() => Ok(*place),
        _ => Err(format!("the dispute has no rule `{name}`")),
    }
}

/// How much of each kind is gone, most of it first.
fn gone(now: &Dispute, then: &Dispute) -> Vec<(String, usize)> {
    let kinds = |dispute: &Dispute| {
        let mut kinds: Vec<String> = Vec::new();
        kinds.extend(dispute.events.iter().map(|_| "event".to_string()));
        kinds.extend(dispute.sources.values().map(|_| "source".to_string()));
        kinds.extend(dispute.readings.values().map(|_| "reading".to_string()));
        kinds.extend(dispute.assumptions().iter().map(|a| a.kind.word().to_string()));
        kinds
    };
    let (now, then) = (kinds(now), kinds(then));
    let mut words = now.clone();
    words.sort_unstable();
    words.dedup();
    let count = |of: &[String], word: &String| of.iter().filter(|kind| *kind == word).count();
    let mut gone: Vec<(String, usize)> = words
        .into_iter()
        .map(|word| {
            let left = count(&now, &word).saturating_sub(count(&then, &word));
            (word, left)
        })
        .filter(|(_, left)| *left > 0)
        .collect();
    gone.sort_by_key(|(_, left)| std::cmp::Reverse(*left));
    gone
}
