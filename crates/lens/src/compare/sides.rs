//! The two sides of a comparison: which disputes, which readings beside which.

use std::borrow::Cow;
use std::collections::BTreeMap;

use detente_finding::{CompareQuestion, Contrast, SideLine, Unanswerable, WithoutLine};
use detente_model::{AfterClock, Date, Dispute, ReadingId, Scope};

use crate::{scope, what_if};

/// The sides of a question.
pub(crate) struct Sides<'a> {
    pub(crate) from: Cow<'a, Dispute>,
    pub(crate) to: Cow<'a, Dispute>,
    pub(crate) scopes: [Scope; 2],
    /// Readings of the first side beside readings of the second.
    pub(crate) pairs: Vec<(ReadingId, ReadingId)>,
    pub(crate) only_from: Vec<String>,
    pub(crate) only_to: Vec<String>,
    pub(crate) left_out: Vec<(String, usize)>,
    pub(crate) without: Vec<WithoutLine>,
}

impl<'a> Sides<'a> {
    /// Resolves the names of a question.
    pub(crate) fn new(
        dispute: &'a Dispute,
        other: Option<&'a Dispute>,
        question: &CompareQuestion,
    ) -> Result<Sides<'a>, Unanswerable> {
        let this = Cow::Borrowed(dispute);
        let (mut left_out, mut without) = (Vec::new(), Vec::new());
        let (from, to) = match &question.between {
            Contrast::Readings { .. } => (this.clone(), this),
            Contrast::Clock { earlier } => {
                let then = at_clock(dispute, earlier)?;
                left_out = what_left(dispute, &then);
                (Cow::Owned(then), this)
            }
            Contrast::Dossier { .. } => (this, Cow::Borrowed(other.ok_or(Unanswerable::NoOther)?)),
            Contrast::WhatIf(supposed) => {
                let variation = what_if::variation(dispute, supposed)?;
                without = (variation.without.iter())
                    .map(|audience| {
                        let say = dispute.say_of(*audience);
                        let id = |id| dispute.audiences[id].id.clone();
                        WithoutLine {
                            audience: id(*audience),
                            asked: say.asked,
                            member_of: say.member_of.into_iter().map(id).collect(),
                        }
                    })
                    .collect();
                (this, Cow::Owned(dispute.varied(&variation)))
            }
        };
        let focus = question.focus.as_deref();
        let first = scope::scope(dispute, focus)?;
        let second = match &question.between {
            Contrast::Dossier { .. } => scope::scope(&to, focus).map_err(in_other)?,
            _ => first.clone(),
        };
        let (pairs, only_from, only_to) = pairs(&from, &to, dispute, question)?;
        let [from, to] = [from, to].map(|side| match question.strict {
            true => Cow::Owned(side.strict()),
            false => side,
        });
        let scopes = [first, second];
        Ok(Sides { from, to, scopes, pairs, only_from, only_to, left_out, without })
    }

    /// The same sides as one line each.
    pub(crate) fn lines(&self) -> [SideLine; 2] {
        [&self.from, &self.to].map(|side| {
            let all = side.assumptions();
            let undated = all.iter().filter(|a| !a.backing.is_dated(&side.sources)).count();
            SideLine {
                title: side.title.clone(),
                as_of: side.as_of.to_string(),
                deal: side.deal.is_some(),
                assumptions: all.len(),
                undated,
            }
        })
    }
}

/// Readings beside one another, and the ids of those that are on one side only.
type Pairs = (Vec<(ReadingId, ReadingId)>, Vec<String>, Vec<String>);

fn pairs(
    from: &Dispute,
    to: &Dispute,
    dispute: &Dispute,
    question: &CompareQuestion,
) -> Result<Pairs, Unanswerable> {
    if let Contrast::Readings { from: first, to: second } = &question.between {
        let one = |name: &String| scope::reading(dispute, Some(name));
        let (first, second) = (one(first)?, one(second)?);
        if first == second {
            let reading = dispute.readings[first].id.clone();
            return Err(Unanswerable::SameReading { reading });
        }
        return Ok((vec![(first, second)], Vec::new(), Vec::new()));
    }
    // Names are looked up in the dossier itself: at an earlier clock a reading may be missing.
    let asked = scope::readings(dispute, &question.readings)?;
    let asked: Vec<&str> = asked.iter().map(|id| dispute.readings[*id].id.as_str()).collect();
    let is_asked = |id: &str| question.readings.is_empty() || asked.contains(&id);
    let mut pairs = Vec::new();
    let (mut only_from, mut only_to) = (Vec::new(), Vec::new());
    for (first, reading) in from.readings.iter().filter(|(_, r)| is_asked(&r.id)) {
        match to.reading(&reading.id) {
            Some(second) => pairs.push((first, second)),
            None => only_from.push(reading.id.clone()),
        }
    }
    for reading in to.readings.values().filter(|r| is_asked(&r.id)) {
        if from.reading(&reading.id).is_none() {
            only_to.push(reading.id.clone());
        }
    }
    Ok((pairs, only_from, only_to))
}

/// The dispute at an earlier clock.
fn at_clock(dispute: &Dispute, earlier: &str) -> Result<Dispute, Unanswerable> {
    let not_a_date = |_| Unanswerable::NotADate { text: earlier.to_string() };
    let clock: Date = earlier.parse().map_err(not_a_date)?;
    dispute.as_of(clock).map_err(|AfterClock { asked, clock }| Unanswerable::AfterClock {
        asked: asked.to_string(),
        clock: clock.to_string(),
    })
}

/// How much of each kind left with the later dates, most of it first.
fn what_left(now: &Dispute, then: &Dispute) -> Vec<(String, usize)> {
    let count = |dispute: &Dispute| {
        let mut kinds = BTreeMap::from([
            ("event", dispute.events.len()),
            ("source", dispute.sources.len()),
            ("reading", dispute.readings.len()),
        ]);
        for assumption in dispute.assumptions() {
            *kinds.entry(assumption.kind.word()).or_default() += 1;
        }
        kinds
    };
    let (now, then) = (count(now), count(then));
    let left = now.iter().map(|(kind, count)| {
        let there = then.get(kind).copied().unwrap_or(0);
        ((*kind).to_string(), count.saturating_sub(there))
    });
    let mut left: Vec<(String, usize)> = left.filter(|(_, count)| *count > 0).collect();
    left.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    left
}

/// The same mistake, made about the other dossier.
fn in_other(mistake: Unanswerable) -> Unanswerable {
    match mistake {
        Unanswerable::Unknown { what, name, valid } => {
            Unanswerable::UnknownInOther { what, name, valid }
        }
        other => other,
    }
}
