//! A comparison with what it takes to tell it: both sides, and what each is called.

use std::borrow::Cow;

use detente_finding::{AudienceSpace, CompareAnswer, CompareQuestion, Contrast, PairLine, WhatIf};
use detente_model::{Condition, Date, Dispute, OptionId, Rule};

use crate::document::Text;
use crate::names;
use crate::words::conditions;

/// An answer, the question, and the disputes of both sides.
pub(crate) struct Told<'a> {
    pub(crate) dispute: &'a Dispute,
    pub(crate) answer: &'a CompareAnswer,
    pub(crate) question: &'a CompareQuestion,
    /// The disputes whose words the sides use.
    sides: [Cow<'a, Dispute>; 2],
}

impl<'a> Told<'a> {
    pub(crate) fn new(
        dispute: &'a Dispute,
        other: Option<&'a Dispute>,
        answer: &'a CompareAnswer,
        question: &'a CompareQuestion,
    ) -> Told<'a> {
        let this = Cow::Borrowed(dispute);
        let sides = match &question.between {
            Contrast::Clock { .. } => {
                let clock: Option<Date> = answer.from.as_of.parse().ok();
                let then = clock.and_then(|clock| dispute.as_of(clock).ok());
                [then.map_or(Cow::Borrowed(dispute), Cow::Owned), this]
            }
            Contrast::Dossier { .. } => [this, Cow::Borrowed(other.unwrap_or(dispute))],
            _ => [this.clone(), this],
        };
        Told { dispute, answer, question, sides }
    }

    /// What the sides are called within a line; with a capital at the head of a column.
    pub(crate) fn heads(&self, pair: &PairLine) -> [Text; 2] {
        match &self.question.between {
            Contrast::Readings { .. } => {
                [&pair.from, &pair.to].map(|id| Text::new().name(names::reading(self.dispute, id)))
            }
            Contrast::Clock { .. } => self.clocks().map(Text::from),
            Contrast::Dossier { .. } => ["first dossier", "second dossier"].map(Text::from),
            Contrast::WhatIf(_) => ["as it is", "what if"].map(Text::from),
        }
    }

    /// The clocks of both sides in words.
    pub(crate) fn clocks(&self) -> [String; 2] {
        [&self.answer.from, &self.answer.to].map(|side| in_words(&side.as_of))
    }

    /// "Under Bridging instead of Declared", "From 14 July 2015 to 11 August 2025, under Declared,".
    pub(crate) fn start(&self, pair: &PairLine) -> Text {
        let reading = |id: &String| names::reading(self.dispute, id).to_string();
        let under = |text: Text| text.plain(", under ").name(reading(&pair.to)).plain(",");
        match &self.question.between {
            Contrast::Readings { .. } => Text::from("Under ")
                .name(reading(&pair.to))
                .plain(" instead of ")
                .name(reading(&pair.from)),
            Contrast::Clock { .. } => {
                let [then, now] = self.clocks();
                under(Text::from(format!("From {then} to {now}")))
            }
            Contrast::Dossier { .. } => under(Text::from("From the first dossier to the second")),
            Contrast::WhatIf(supposed) => under(self.supposed(supposed).capital()),
        }
    }

    /// "given inspection access at least ‘full’ and without the rule H3".
    pub(crate) fn supposed(&self, supposed: &WhatIf) -> Text {
        if supposed.is_empty() {
            return Text::from("with nothing otherwise");
        }
        let mut parts = Vec::new();
        for clause in &supposed.set {
            let option = |id: &str| find(self.dispute.options.iter(), id, |o| (&o.id, &o.name));
            let level = |option: OptionId, id: &str| {
                let levels = (0..).zip(&self.dispute.options[option].levels);
                find(levels, id, |level| (&level.id, &level.label))
            };
            if let Ok(condition) = clause.condition(&option, &level) {
                let words = conditions::words(self.dispute, &condition);
                let joined = matches!(condition, Condition::Any(_) | Condition::Implies(..));
                parts.push(match joined {
                    true => Text::from("given that (").then(words).plain(")"),
                    false => Text::from("given ").then(words),
                });
            }
        }
        parts.extend(supposed.drop.iter().map(|rule| Text::from("without the rule ").name(rule)));
        parts.extend(self.answer.without.iter().map(|line| {
            let text = Text::from("without asking ");
            text.name(names::audience(self.dispute, &line.audience))
        }));
        Text::new().list(parts)
    }

    /// The rules dropped, each with its name in the question and whether it only flags what is hard to
    /// believe.
    pub(crate) fn dropped(&self, supposed: &'a WhatIf) -> Vec<(&'a str, &'a Rule, bool)> {
        let rules = |flags: bool| {
            let (kind, rules) = match flags {
                true => ("implausible", &self.dispute.implausible),
                false => ("impossible", &self.dispute.impossible),
            };
            rules.iter().enumerate().map(move |(at, rule)| (kind, at, rule, flags))
        };
        let is_called = |name: &str, kind: &str, at: usize, rule: &Rule| match &rule.id {
            Some(id) => id.to_lowercase() == name.to_lowercase(),
            None => {
                [format!("{kind}.{}", at + 1), (at + 1).to_string()].contains(&name.to_lowercase())
            }
        };
        let find = |name: &'a String| {
            let mut all = rules(false).chain(rules(true));
            let found = all.find(|(kind, at, rule, _)| is_called(name, kind, *at, rule));
            found.map(|(.., rule, flags)| (name.as_str(), rule, flags))
        };
        supposed.drop.iter().filter_map(find).collect()
    }

    /// The name of an audience of either side.
    pub(crate) fn audience(&self, id: &str) -> String {
        let all = self.sides.iter().flat_map(|side| side.audiences.values());
        let found = all.into_iter().find(|audience| audience.id == id);
        found.map_or_else(|| id.to_string(), |audience| audience.name.clone())
    }

    /// What an audience accepts on a side, in words.
    pub(crate) fn rule(&self, side: usize, reading: &str, line: Option<&AudienceSpace>) -> Text {
        let Some(line) = line else { return Text::from("is not asked") };
        if line.missing_rules.contains(&line.audience) {
            return Text::from("no rule given: accepts everything");
        }
        let side = &*self.sides[side];
        let audience = side.audiences.find(|audience| audience.id == line.audience);
        let known = side.reading(reading).zip(audience);
        let rule = known.map(|(reading, audience)| side.acceptance(reading, audience));
        match rule.filter(|rule| side.text(rule) == line.rule) {
            Some(rule) => conditions::words(side, &rule).plain("."),
            // A body that does without a member has a rule no dossier states.
            None => Text::new().code(&line.rule),
        }
    }
}

fn in_words(date: &str) -> String {
    date.parse::<Date>().map_or_else(|_| date.to_string(), Date::in_words)
}

/// The entry of this id or name, capitals or not.
fn find<'a, I, T: 'a>(
    all: impl Iterator<Item = (I, &'a T)>,
    name: &str,
    of: impl Fn(&T) -> (&String, &String),
) -> Result<I, ()> {
    let folded = name.to_lowercase();
    let mut alike = None;
    for (place, entry) in all {
        let (id, shown) = of(entry);
        if id == name {
            return Ok(place);
        }
        if alike.is_none() && (id.to_lowercase() == folded || shown.to_lowercase() == folded) {
            alike = Some(place);
        }
    }
    alike.ok_or(())
}
