//! Inspection: penalties, visits, what the inspecting side loses, the budget.

use detente_model::{Detection, Enforcement, Inspection, InspectorLosses, Sample, Visit};

use super::Writer;
use super::numbers::{count, quantity, some_quantity};
use super::toml::{Block, Value, inline_table};

impl Writer<'_> {
    pub(super) fn inspection(&self) -> Vec<Block> {
        let block = |inspection: &Inspection| {
            Block::table(&["inspection"])
                .maybe("budget", some_quantity(inspection.budget.as_ref()))
                .maybe("occasions", inspection.occasions.map(count))
                .with_all(self.backing(&inspection.backing))
        };
        self.dispute.process.inspection.iter().map(block).collect()
    }
}

/// The keys of an obligation that say how it is enforced.
pub(super) fn enforcement(enforcement: &Enforcement) -> Vec<(String, Value)> {
    let entries = [
        ("penalty", some_quantity(enforcement.penalty.as_ref())),
        ("false-alarm-loss", some_quantity(enforcement.false_alarm_loss.as_ref())),
        ("visit", enforcement.visit.as_ref().map(visit)),
        ("inspector", enforcement.inspector.as_ref().map(losses)),
    ];
    given(entries)
}

fn visit(visit: &Visit) -> Value {
    let (detects, sample) = match &visit.detects {
        Detection::Chance(chance) => (Some(quantity(chance)), None),
        Detection::Sample(sample) => (None, Some(sampled(sample))),
    };
    Value::Table(given([
        ("cost", some_quantity(visit.cost.as_ref())),
        ("detects", detects),
        ("sample", sample),
        ("false-alarm", Some(quantity(&visit.false_alarm))),
    ]))
}

fn sampled(sample: &Sample) -> Value {
    let entries =
        [("items", sample.items), ("falsified", sample.falsified), ("looks-at", sample.looks_at)];
    inline_table(entries.map(|(key, number)| (key.to_string(), count(number))).into())
}

fn losses(losses: &InspectorLosses) -> Value {
    Value::Table(given([
        ("missed", Some(quantity(&losses.missed))),
        ("caught", Some(quantity(&losses.caught))),
        ("visit", Some(quantity(&losses.visit))),
        ("false-alarm", Some(quantity(&losses.false_alarm))),
    ]))
}

fn given<const N: usize>(entries: [(&str, Option<Value>); N]) -> Vec<(String, Value)> {
    let given = entries.into_iter().filter_map(|(key, value)| Some((key.to_string(), value?)));
    given.collect()
}
