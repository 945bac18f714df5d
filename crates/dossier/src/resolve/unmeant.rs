//! Obligations that read well but cannot be meant: warnings, each with what to write instead.

use detente_model::{ByLevel, Detection, InspectorLosses, Obligation, PartyId, Quantity, Rational};

use super::Resolver;
use crate::diagnostic::Severity;
use crate::place::{At, Span, Value};
use crate::typed;

impl Resolver<'_> {
    /// Warns of numbers that would make an obligation say nothing.
    pub(super) fn unmeant(&mut self, obligation: &Obligation, typed: &typed::Obligation) {
        self.harm_to_itself(obligation, typed);
        self.alarms_that_say_nothing(obligation, typed);
        if let (Some(visit), Some(at)) = (&obligation.enforcement.visit, &typed.visit) {
            let at = &at.value;
            let detects = at.detects.as_ref().map(|number| &number.0.span);
            if let (Detection::Chance(chance), Some(span)) = (&visit.detects, detects)
                && chance.bounds().1 == Rational::from(0)
            {
                self.doubt(
                    span,
                    "a visit never finds a breach",
                    "raise `detects`, or leave `visit` out",
                );
            }
            if let (Detection::Sample(sample), Some(written)) = (&visit.detects, &at.sample)
                && sample.falsified.min(sample.looks_at) == 0
            {
                let key = if sample.falsified == 0 { "falsified" } else { "looks-at" };
                let message = "a visit never finds a breach: the sample cannot hold a false item";
                self.doubt(&written.span, message, format!("raise `{key}` to at least 1"));
            }
            if let Some(number) = &at.false_alarm
                && visit.false_alarm.bounds().0 == Rational::from(1)
            {
                let message = "a visit always raises an alarm, whether there is a breach or not";
                self.doubt(&number.0.span, message, "lower `false-alarm`, or leave `visit` out");
            }
        }
        if let (Some(losses), Some(at)) = (&obligation.enforcement.inspector, &typed.inspector) {
            self.caught_and_missed(losses, at);
        }
    }

    fn doubt(&mut self, span: &Span, message: impl Into<String>, help: impl Into<String>) {
        let mistake = self.error("doubtful", span.clone(), message);
        mistake.severity = Severity::Warning;
        mistake.help = Some(help.into());
    }

    /// Harm is what a breach costs others.
    fn harm_to_itself(&mut self, obligation: &Obligation, typed: &typed::Obligation) {
        let own = |(party, _): &(PartyId, Quantity)| *party == obligation.party;
        if !obligation.harm.iter().any(own) {
            return;
        }
        let Some(Value::Table(entries)) = typed.harm.as_ref().map(|harm| &harm.0.value) else {
            return;
        };
        let id = self.dispute.parties[obligation.party].id.clone();
        for (key, _) in entries {
            if self.dispute.parties.find(|party| party.id == key.value) == Some(obligation.party) {
                let message = format!(
                    "`{id}` is bound itself: `harm` says what a breach costs the other parties"
                );
                let help = format!(
                    "name the parties a breach harms; what it costs `{id}` lowers its `temptation`"
                );
                self.doubt(&key.span, message, help);
            }
        }
    }

    /// Alarms that are nowhere likelier with a breach than without, where no visit makes up for it.
    fn alarms_that_say_nothing(&mut self, obligation: &Obligation, typed: &typed::Obligation) {
        let helps = obligation.enforcement.visit.as_ref().is_some_and(|visit| {
            let finds = match &visit.detects {
                Detection::Chance(chance) => chance.mode(),
                Detection::Sample(_) => Rational::from(1),
            };
            finds > visit.false_alarm.mode()
        });
        let Some(detect) = typed.detect.as_ref().filter(|_| !helps) else { return };
        if nowhere_above(&obligation.detect, &obligation.false_alarm) {
            let message = "an alarm says nothing about a breach: it is nowhere likelier with a breach \
                           than without";
            let help = "raise `detect` above `false-alarm`, at some level at least";
            self.doubt(&detect.0.span, message, help);
        }
    }

    fn caught_and_missed(&mut self, losses: &InspectorLosses, at: &At<typed::InspectorTable>) {
        let Some(caught) = &at.value.caught else { return };
        if losses.caught.mode() > losses.missed.mode() {
            let message = "a breach that is caught costs the inspecting side more than one it misses, so \
                           it would rather not look";
            let help = "write the larger loss in `missed`; are the two exchanged?";
            self.doubt(&caught.0.span, message, help);
        }
    }
}

/// Whether the first is above the second at no level, ranges at their modes.
fn nowhere_above(first: &ByLevel, second: &ByLevel) -> bool {
    let modes = |of: &ByLevel| -> Vec<Rational> {
        match of {
            ByLevel::Same(number) => vec![number.mode()],
            ByLevel::Option(_, numbers) => numbers.iter().map(Quantity::mode).collect(),
        }
    };
    let (above, below) = (modes(first), modes(second));
    match (first, second) {
        // The same option: level by level.
        (ByLevel::Option(one, _), ByLevel::Option(other, _)) if one == other => {
            above.iter().zip(&below).all(|(above, below)| above <= below)
        }
        _ => above.iter().max() <= below.iter().min(),
    }
}
