//! How roads are told: what is aimed at, steps, links, places on the way, amounts and lengths of time.

use detente_finding::{
    Act, Aim, Billionths, Count, Hold, Link, Real, RoadmapAnswer, RoadmapQuestion, Rung, Step,
};
use detente_model::Dispute;

use crate::document::Text;
use crate::names;
use crate::words::stability::states;

/// What is smaller than this is nothing: numbers are told to floating-point accuracy.
const NOTHING: f64 = 1e-9;

/// An answer about roads, ready to be told.
pub(crate) struct Told<'a> {
    pub(crate) dispute: &'a Dispute,
    pub(crate) answer: &'a RoadmapAnswer,
    pub(crate) question: &'a RoadmapQuestion,
}

impl<'a> Told<'a> {
    /// What is aimed at: "a package all accept", "‘first exchange’".
    pub(crate) fn aim(&self) -> Text {
        let quoted = |name: &str| Text::from("‘").name(name).plain("’");
        match &self.answer.aim {
            Aim::Acceptable => Text::from("a package all accept"),
            Aim::Target(id) => {
                let known = self.dispute.process.targets.iter().find(|target| target.id == *id);
                quoted(known.map_or(id, |target| &target.name))
            }
            Aim::State(id) => quoted(state_name(self.dispute, id).unwrap_or(id)),
            Aim::Proposal(id) => {
                let name = proposal_name(self.dispute, id).unwrap_or(id);
                Text::from("the proposal ").then(quoted(name))
            }
        }
    }

    /// Where it starts: "the status quo", "‘no agreement’ with gauges at ‘border’".
    pub(crate) fn start(&self) -> Text {
        let from = &self.question.from;
        let start = match &from.named {
            None => Text::from("the status quo"),
            Some(id) => {
                let state = state_name(self.dispute, id);
                let name = state.or_else(|| proposal_name(self.dispute, id)).unwrap_or(id);
                Text::from("‘").name(name).plain("’")
            }
        };
        let set = from.set.iter().map(|(option, level)| self.at(option, level));
        let set: Vec<Text> = set.collect();
        if set.is_empty() { start } else { start.plain(" with ").list(set) }
    }

    /// "gauges at ‘border’".
    pub(crate) fn at(&self, option: &str, level: &str) -> Text {
        let text = Text::new().name(names::option(self.dispute, option)).plain(" at ‘");
        text.name(names::level(self.dispute, option, level)).plain("’")
    }

    /// A party's name for sentences.
    pub(crate) fn party(&self, id: &str) -> String {
        names::party_in_short(self.dispute, id)
    }

    /// What a step changes: "gauges ‘none’ → ‘border’".
    pub(crate) fn change(&self, step: &Step) -> Text {
        Text::new()
            .name(names::own_option(self.dispute, &step.option))
            .plain(" ‘")
            .name(names::level(self.dispute, &step.option, &step.from))
            .plain("’ → ‘")
            .name(names::level(self.dispute, &step.option, &step.to))
            .plain("’")
    }

    /// A step with its party: "Upper Selm: gauges ‘none’ → ‘border’".
    pub(crate) fn step(&self, step: &Step) -> Text {
        Text::new().name(self.party(&step.party)).plain(": ").then(self.change(step))
    }

    /// A way as steps one after another, steps of one option that follow each other as one.
    pub(crate) fn way(&self, way: &[Step]) -> Text {
        let mut text = Text::new();
        for (place, step) in way.iter().enumerate() {
            let before = place.checked_sub(1).and_then(|before| way.get(before));
            let goes_on = before.is_some_and(|b| b.option == step.option && b.to == step.from);
            text = if goes_on {
                let level = names::level(self.dispute, &step.option, &step.to);
                text.plain(" → ‘").name(level).plain("’")
            } else {
                text.plain(if place > 0 { "; then " } else { "" }).then(self.step(step))
            };
        }
        text
    }

    /// After how many steps of a ladder a state is come to, if at all.
    pub(crate) fn rung(&self, state: &[String], ladder: &[Rung]) -> Option<usize> {
        let mut levels = self.answer.start.clone();
        if levels == state {
            return Some(0);
        }
        ladder
            .iter()
            .position(|rung| {
                let at = self.answer.options.iter().position(|option| *option == rung.step.option);
                if let Some(level) = at.and_then(|at| levels.get_mut(at)) {
                    level.clone_from(&rung.step.to);
                }
                levels == state
            })
            .map(|place| place + 1)
    }

    /// Where on the way: "at the start", "after step 3", "at a point off the ladder, after twelve steps".
    pub(crate) fn place(&self, state: &[String], ladder: &[Rung], way: Option<&[Step]>) -> Text {
        match (self.rung(state, ladder), way.map(<[Step]>::len)) {
            (Some(0), _) => Text::from("at the start"),
            (Some(all), _) if all == ladder.len() => Text::from("once all steps are taken"),
            (Some(step), _) => Text::from(format!("after step {step}")),
            (None, Some(1)) => Text::from("at a point off the ladder, after one step"),
            (None, Some(steps)) => Text::from(format!(
                "at a point off the ladder, after {} steps",
                names::number_word(steps)
            )),
            (None, None) => Text::from("at a point off the ladder"),
        }
    }

    /// A state by what is different from the status quo: "with gauges ‘border’".
    pub(crate) fn state(&self, state: &[String]) -> Text {
        let focus = self.question.focus.as_ref();
        states::Told::new(self.dispute, &self.answer.options, focus).with(state)
    }

    /// What a link asks for: "that Upper Selm keeps what it has promised after step 2".
    pub(crate) fn link(&self, link: &Link, ladder: &[Rung], way: &[Step]) -> Text {
        let that = Text::from("that ");
        let what = match (&link.act, &link.owner) {
            (Act::Keep, Some(owner)) => {
                that.name(self.party(owner)).plain(" keeps what it has promised ")
            }
            (Act::Keep, None) => that.plain("all stay with it "),
            (Act::Wait(party), _) => {
                that.name(self.party(party)).plain(" waits when it is its turn ")
            }
            (Act::Step(step), _) => {
                let text = that.name(self.party(&step.party)).plain(" takes ");
                return text.then(self.step_at(step, &link.state, ladder, Some(way)));
            }
        };
        what.then(self.place(&link.state, ladder, Some(way)))
    }

    /// What has to hold without payments: "Iran is 0.0056 better off keeping what it has promised after
    /// step 7", "Iran would be 0.83 better off not taking step 12 (…)".
    pub(crate) fn hold(&self, hold: &Hold, ladder: &[Rung]) -> Text {
        let slack = hold.slack.to_f64();
        let (verb, not) = if slack < 0.0 { ("would be", "not ") } else { ("is", "") };
        let better = format!(" {verb} {} better off {not}", amount(slack.abs()));
        let text = Text::new().name(self.party(&hold.owner)).plain(better);
        let text = match &hold.act {
            Act::Keep => text.plain("keeping what it has promised "),
            Act::Wait(_) => text.plain("waiting when it is its turn "),
            Act::Step(step) => {
                let text = text.plain("taking ");
                return text.then(self.step_at(step, &hold.state, ladder, None));
            }
        };
        text.then(self.place(&hold.state, ladder, None))
    }

    /// "step 12 (stockpile ‘accounted’ → ‘converted’)", or the step and where it is taken.
    fn step_at(
        &self,
        step: &Step,
        state: &[String],
        ladder: &[Rung],
        way: Option<&[Step]>,
    ) -> Text {
        let place = self.rung(state, ladder);
        match place.filter(|at| ladder.get(*at).is_some_and(|rung| rung.step == *step)) {
            Some(at) => Text::from(format!("step {} (", at + 1)).then(self.change(step)).plain(")"),
            None => {
                let text = Text::from("the step ").then(self.change(step)).plain(" ");
                text.then(self.place(state, ladder, way))
            }
        }
    }

    /// Months in a period.
    pub(crate) fn period(&self) -> Option<f64> {
        self.answer.period.map(|months| months.to_f64())
    }
}

fn state_name<'a>(dispute: &'a Dispute, id: &str) -> Option<&'a str> {
    dispute.states.values().find(|state| state.id == id).map(|state| state.name.as_str())
}

fn proposal_name<'a>(dispute: &'a Dispute, id: &str) -> Option<&'a str> {
    let found = dispute.proposals.values().find(|proposal| proposal.id == id);
    found.map(|proposal| proposal.name.as_str())
}

/// An amount to about three digits, with a true minus: `142`, `13.7`, `1.5`, `0.0056`.
pub(crate) fn amount(amount: f64) -> String {
    let digits = column(amount);
    if !digits.contains('.') {
        return digits;
    }
    digits.trim_end_matches('0').trim_end_matches('.').to_string()
}

/// The same for columns, with every digit: `1.50`.
pub(crate) fn column(amount: f64) -> String {
    let size = amount.abs();
    if size < NOTHING {
        return "0".to_string();
    }
    let sign = if amount < 0.0 { "−" } else { "" };
    if size < 0.0001 {
        let side = if amount < 0.0 { "above −" } else { "under " };
        return format!("{side}0.0001");
    }
    let decimals = match size {
        size if size < 0.00995 => 4,
        size if size < 0.0995 => 3,
        size if size < 9.995 => 2,
        size if size < 99.95 => 1,
        _ => return format!("{sign}{}", Count(size.round() as u128)),
    };
    format!("{sign}{size:.decimals$}")
}

/// The same of a number of a finding.
pub(crate) fn real(number: Real) -> String {
    amount(number.to_f64())
}

/// The same with a plus where it is above zero.
pub(crate) fn signed(number: f64) -> String {
    let plus = if number >= NOTHING { "+" } else { "" };
    format!("{plus}{}", amount(number))
}

/// Whether an amount is more than nothing.
pub(crate) fn something(number: f64) -> bool {
    number >= NOTHING
}

/// A length of time in months, or in years where they are many: "about 8 months", "about 2 years and
/// 1 month".
pub(crate) fn months(months: f64) -> String {
    if months < 0.95 {
        return match (months * 30.4).round() as u64 {
            0 => "less than a day".to_string(),
            1 => "about a day".to_string(),
            days => format!("about {days} days"),
        };
    }
    let all = months.round() as u64;
    let many = |number: u64, one: &str| match number {
        1 => format!("1 {one}"),
        number => format!("{} {one}s", Count(u128::from(number))),
    };
    match (all / 12, all % 12) {
        _ if all < 24 => format!("about {}", many(all, "month")),
        (years, 0) => format!("about {}", many(years, "year")),
        (years, _) if years >= 10 => format!("about {}", many((all + 6) / 12, "year")),
        (years, rest) => format!("about {} and {}", many(years, "year"), many(rest, "month")),
    }
}

/// A share as a natural frequency: "7 of 100", "under 1 of 100", "all".
pub(crate) fn of_hundred(share: f64) -> String {
    match share * 100.0 {
        part if part < NOTHING => "none".to_string(),
        part if part < 0.95 => "under 1 of 100".to_string(),
        part if part > 99.95 => "all".to_string(),
        part if part > 99.0 => "over 99 of 100".to_string(),
        // Upwards: a smaller share would not do.
        part => format!("{:.0} of 100", (part - 0.05).ceil()),
    }
}

/// A discount factor to three digits.
pub(crate) fn factor(factor: Billionths) -> String {
    let digits = format!("{:.3}", factor.to_f64());
    digits.trim_end_matches('0').trim_end_matches('.').to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_have_about_three_digits() {
        let told =
            [0.0, -1e-17, 0.005_581, -0.857, 1.5, 13.656, 142.04, 1_234.5, -1e-6].map(amount);
        let expected =
            ["0", "0", "0.0056", "−0.86", "1.5", "13.7", "142", "1,235", "above −0.0001"];
        assert_eq!(told, expected);
        assert_eq!(
            (signed(0.4), signed(-0.4), signed(0.0)),
            ("+0.4".into(), "−0.4".into(), "0".into())
        );
    }

    #[test]
    fn time_reads() {
        let told = [0.02, 0.5, 1.0, 20.1, 24.0, 25.2, 193.0].map(months);
        let expected = [
            "about a day",
            "about 15 days",
            "about 1 month",
            "about 20 months",
            "about 2 years",
            "about 2 years and 1 month",
            "about 16 years",
        ];
        assert_eq!(told, expected);
    }

    #[test]
    fn shares_read() {
        let told = [0.0, 0.001, 0.062, 0.5, 0.995, 1.0].map(of_hundred);
        let expected = ["none", "under 1 of 100", "7 of 100", "50 of 100", "over 99 of 100", "all"];
        assert_eq!(told, expected);
    }
}
