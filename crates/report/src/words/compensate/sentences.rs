//! The sentences on payments: how much opens how much, who is paid, what an equal payment would be.

use detente_finding::{
    BudgetLine, CompensateAnswer, CompensateQuestion, CompensateReading, Count, PaidDeal,
    PricedStart, Prices,
};
use detente_model::Dispute;

use crate::document::Text;
use crate::names;
use crate::words::{numbers, starts, verdict};

/// An answer with what it takes to tell it.
pub(crate) struct Told<'a> {
    pub(crate) dispute: &'a Dispute,
    pub(crate) answer: &'a CompensateAnswer,
    pub(crate) question: &'a CompensateQuestion,
}

impl<'a> Told<'a> {
    /// Why nothing can be said, where nothing can.
    pub(crate) fn nothing_to_say(&self) -> Option<Text> {
        if let Some(reason) = &self.answer.too_large {
            return Some(Text::from(format!("There is no answer: {reason}.")));
        }
        if self.dispute.deal.is_none() {
            return Some(Text::from(
                "The dossier does not say what a deal is, so there is nothing to pay for; a `[deal]` \
                 table would.",
            ));
        }
        if self.answer.readings.is_empty() {
            return Some(Text::from(
                "The dossier has no reading: it does not say who would accept what.",
            ));
        }
        let by_worth = |reading: &CompensateReading| !reading.by_worth.is_empty();
        (!self.answer.readings.iter().any(by_worth)).then(|| {
            Text::from(
                "Nobody who decides on a deal accepts by worth, so payments would change nothing; \
                 `accept.AUDIENCE = { at-least = … }` in a reading says how much a package has to be \
                 worth.",
            )
        })
    }

    /// The readings, each with what the first start costs in it.
    pub(crate) fn lines(&self) -> impl Iterator<Item = (&'a CompensateReading, &'a Prices)> {
        let prices = self.answer.starts.first().map_or(&[][..], |start| &start.prices);
        self.answer.readings.iter().zip(prices)
    }

    /// "all eight audiences".
    fn everybody(&self) -> Text {
        let needs = self.dispute.deal.iter().flat_map(|deal| &deal.needs);
        let ids: Vec<&str> =
            needs.map(|audience| self.dispute.audiences[*audience].id.as_str()).collect();
        verdict::all_of(self.dispute, &ids)
    }

    /// The start asked about by name; nothing if all packages are.
    fn start(&self) -> Option<&'a PricedStart> {
        self.answer.starts.first().filter(|_| self.question.from.is_some())
    }

    pub(crate) fn called(&self, start: &PricedStart) -> Text {
        starts::called(self.dispute, start.kind, start.named.as_deref(), &start.fixes)
    }

    /// An amount of points.
    pub(crate) fn amount(&self, parts: Count) -> String {
        numbers::parts(parts, self.answer.scale)
    }

    /// "1 point", "12 points".
    pub(crate) fn points(&self, parts: Count) -> String {
        let s = if parts == self.answer.scale { "" } else { "s" };
        format!("{} point{s}", self.amount(parts))
    }

    /// What payments would do for all packages, or for those of the start asked about.
    pub(crate) fn verdict(&self, prices: &Prices) -> Text {
        let under = Text::new().plain("Under ").name(names::reading(self.dispute, &prices.reading));
        if prices.packages.is_zero() {
            return match self.start() {
                Some(start) => under
                    .plain(" no package agrees with ")
                    .then(self.called(start))
                    .plain(", so there is nothing to pay for."),
                None => under.plain(" there is no package to pay for."),
            };
        }
        let subject = match self.start() {
            Some(start) => {
                let count = names::counted(prices.packages, "package", "packages");
                let s = if prices.packages.0 == 1 { "s" } else { "" };
                Text::new().plain(format!("{count} that agree{s} with ")).then(self.called(start))
            }
            None => Text::from(names::counted(prices.packages, "package", "packages")),
        };
        let only = prices.packages.0 == 1;
        let Some(cheapest) = &prices.cheapest else {
            let (any, each) = if only { ("the", "it") } else { ("any of the", "each") };
            return under
                .plain(format!(" no payments would make {any} "))
                .then(subject)
                .plain(" acceptable to ")
                .then(self.everybody())
                .plain(format!(": somebody who cannot be paid rejects {each}."));
        };
        if prices.accepted.is_zero() {
            let text = under
                .plain(if only { " the " } else { " none of the " })
                .then(subject)
                .plain(if only { " is not acceptable to " } else { " is acceptable to " })
                .then(self.everybody())
                .plain(format!(
                    " without payments; the cheapest takes {}",
                    self.points(cheapest.total)
                ));
            let text = match cheapest.deals.first() {
                Some(deal) => text.plain(": ").then(self.payments(deal)),
                None => text,
            };
            return text.plain(".");
        }
        let are = if prices.accepted.0 == 1 { "is" } else { "are" };
        let text = under
            .plain(if only { " the ".to_string() } else { format!(" {} of the ", prices.accepted) })
            .then(subject)
            .plain(format!(" {are} acceptable to "))
            .then(self.everybody())
            .plain(" without payments");
        let reach = prices.budgets.iter().filter(|line| !line.budget.is_zero());
        let told = |line: &BudgetLine| {
            Text::from(format!("{} with {} in all", line.tally.packages, self.points(line.budget)))
        };
        let reach: Vec<Text> = reach.map(told).collect();
        if reach.is_empty() { text } else { text.plain("; ").list(reach) }.plain(".")
    }

    /// "5 for the union and 9 for SportCo".
    pub(crate) fn payments(&self, deal: &PaidDeal) -> Text {
        Text::new().list(deal.rejecting.iter().filter(|line| line.paid).map(|line| {
            let amount = self.amount(line.short.unwrap_or_default());
            let name = names::audience(self.dispute, &line.audience);
            Text::new().plain(format!("{amount} for ")).name(name)
        }))
    }

    /// Who could be paid, and who could not.
    pub(crate) fn payees(&self, reading: &CompensateReading) -> Option<Text> {
        if self.answer.readings.len() == 1 && reading.by_rule.is_empty() {
            return None;
        }
        let of = |ids: &'a [String]| ids.iter().map(|id| names::audience(self.dispute, id));
        let readable: &'a CompensateReading =
            self.answer.readings.iter().find(|line| line.reading == reading.reading)?;
        let (paid, ruled) = (&readable.by_worth, &readable.by_rule);
        let text = match paid.as_slice() {
            [] => Text::from("Nobody accepts by worth, so nobody can be paid"),
            [_] => Text::new().names(of(paid)).plain(" accepts by worth and could be paid"),
            _ => Text::new().names(of(paid)).plain(" accept by worth and could be paid"),
        };
        let text = match ruled.as_slice() {
            [] => text,
            [_] => text.plain("; ").names(of(ruled)).plain(" goes by a rule and could not"),
            _ => text.plain("; ").names(of(ruled)).plain(" go by rules and could not"),
        };
        Some(text.plain("."))
    }

    /// What the same payment to everybody would have to be.
    pub(crate) fn equal(&self, deal: &PaidDeal) -> Option<Text> {
        let equal = deal.equal?;
        let payable = deal.rejecting.iter().filter(|line| line.paid).count();
        Some(Text::from(format!(
            "For the first deal {}; an equal payment to everybody who accepts by worth would have to be \
             {} each.",
            match payable {
                1 => "one audience needs paying".to_string(),
                n => format!("{} audiences need paying", names::number_word(n)),
            },
            self.points(equal)
        )))
    }
}
