//! Inspection: penalties, visits, what the inspecting side loses, the budget.

use detente_model::{Detection, Enforcement, Inspection, InspectorLosses, Sample, Visit};

use super::Resolver;
use super::values::Domain;
use crate::place::{At, Span};
use crate::typed;

/// The most occasions in a period.
const MOST_OCCASIONS: u32 = 60;

/// The most items of a sample.
const MOST_ITEMS: u32 = 1_000_000;

impl Resolver<'_> {
    pub(super) fn inspection(&mut self, typed: &typed::Inspection) -> Inspection {
        let occasions = self.count_from(typed.occasions.as_ref(), 1, MOST_OCCASIONS);
        Inspection {
            budget: self.some_quantity(typed.budget.as_ref(), Domain::NotNegative),
            occasions,
            backing: self.backing(typed),
        }
    }

    pub(super) fn enforcement(&mut self, typed: &typed::Obligation) -> Enforcement {
        Enforcement {
            penalty: self.some_quantity(typed.penalty.as_ref(), Domain::NotNegative),
            false_alarm_loss: self
                .some_quantity(typed.false_alarm_loss.as_ref(), Domain::NotNegative),
            visit: typed.visit.as_ref().and_then(|visit| self.visit(visit)),
            inspector: typed.inspector.as_ref().and_then(|losses| self.losses(losses)),
        }
    }

    fn visit(&mut self, visit: &At<typed::VisitTable>) -> Option<Visit> {
        let typed = &visit.value;
        let cost = self.some_quantity(typed.cost.as_ref(), Domain::Positive);
        let chance = self.some_quantity(typed.detects.as_ref(), Domain::Probability);
        let sample = typed.sample.as_ref().and_then(|sample| self.sample(sample));
        let false_alarm = self.some_quantity(typed.false_alarm.as_ref(), Domain::Probability);
        match (&typed.detects, &typed.sample) {
            (Some(_), Some(sample)) => {
                let message = "the visit says twice how likely it finds a breach";
                self.error("contradiction", sample.span.clone(), message).help =
                    Some("keep `detects`, or `sample`".to_string());
            }
            (None, None) => self.missing(
                visit.span.clone(),
                "detects",
                "the visit does not say how likely it finds a breach",
                "write `detects = 0.8`, or `sample = { items = 20, falsified = 2, looks-at = 5 }`",
            ),
            _ => {}
        }
        if typed.false_alarm.is_none() {
            self.missing(
                visit.span.clone(),
                "false-alarm",
                "the visit does not say how likely it raises an alarm without a breach",
                "write `false-alarm = 0.02`",
            );
        }
        let detects = chance.map(Detection::Chance).or(sample.map(Detection::Sample));
        Some(Visit { cost, detects: detects?, false_alarm: false_alarm? })
    }

    fn sample(&mut self, sample: &At<typed::SampleTable>) -> Option<Sample> {
        let typed = &sample.value;
        let given = [
            ("items", &typed.items),
            ("falsified", &typed.falsified),
            ("looks-at", &typed.looks_at),
        ];
        self.all_written(&sample.span, "the sample", given.map(|(key, n)| (key, n.is_some())));
        let [items, falsified, looks_at] =
            given.map(|(_, number)| self.count(number.as_ref(), MOST_ITEMS));
        let sample_read = Sample { items: items?, falsified: falsified?, looks_at: looks_at? };
        let above = [("falsified", sample_read.falsified), ("looks-at", sample_read.looks_at)];
        let above = above.into_iter().filter(|(_, number)| *number > sample_read.items);
        let above: Vec<String> = above.map(|(key, _)| format!("`{key}`")).collect();
        if !above.is_empty() {
            let message = "the sample has fewer items than are falsified or looked at";
            self.error("out-of-range", sample.span.clone(), message).help =
                Some(format!("raise `items`, or lower {}", above.join(" and ")));
            return None;
        }
        Some(sample_read)
    }

    fn losses(&mut self, losses: &At<typed::InspectorTable>) -> Option<InspectorLosses> {
        let typed = &losses.value;
        let given = [
            ("missed", &typed.missed),
            ("caught", &typed.caught),
            ("visit", &typed.visit),
            ("false-alarm", &typed.false_alarm),
        ];
        let written = given.map(|(key, number)| (key, number.is_some()));
        self.all_written(&losses.span, "`inspector`", written);
        let [missed, caught, visit, false_alarm] =
            given.map(|(_, number)| self.some_quantity(number.as_ref(), Domain::NotNegative));
        Some(InspectorLosses {
            missed: missed?,
            caught: caught?,
            visit: visit?,
            false_alarm: false_alarm?,
        })
    }

    /// Reports the keys that a table inside an entry lacks.
    fn all_written<const N: usize>(&mut self, span: &Span, what: &str, given: [(&str, bool); N]) {
        let lacks = given.iter().filter(|(key, given)| !given && !self.is_hole(key, span));
        let lacks: Vec<String> = lacks.map(|(key, _)| format!("`{key}`")).collect();
        if !lacks.is_empty() {
            let list = lacks.join(", ");
            self.error("missing", span.clone(), format!("{what} lacks {list}")).help =
                Some(format!("add {list}"));
        }
    }
}
