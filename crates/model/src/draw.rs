//! Draws: a dispute without ranges, a pure function of (dispute, seed, draw number).
//!
//! Every uncertain number has a path, such as `reading.bridging.interests.iran.relief`, and a
//! random stream of its own named after it: adding one range to a dossier leaves the draws of all
//! others as they were.

use num_traits::Zero;

use crate::condition::Condition;
use crate::dispute::{Cause, Dispute};
use crate::number::Rational;
use crate::process::ByLevel;
use crate::quantity::Quantity;
use crate::random::Stream;
use crate::reading::{Acceptance, AcceptanceRule, PreferenceForm, Statement, Worth};

impl Dispute {
    /// The dispute with every range replaced by one drawn value and every unsure statement and
    /// acceptance rule settled.
    pub fn draw(&self, seed: u64, number: u64) -> Dispute {
        let mut drawn = self.clone();
        drawn.for_each_quantity(&mut |path, quantity| {
            if !quantity.is_exact() {
                *quantity = Quantity::Exact(quantity.draw(&mut Stream::new(seed, number, path)));
            }
        });
        drawn.for_each_statement_list(&mut |path, statements| {
            *statements = settle(statements, &mut Stream::new(seed, number, path));
        });
        drawn.for_each_acceptance(&mut |path, acceptance| {
            if !acceptance.unsure.is_zero() {
                let unit = Stream::new(seed, number, &format!("{path}.unsure")).unit();
                acceptance.unsure = i128::from(!holds(acceptance.unsure, unit)).into();
            }
        });
        drawn
    }

    /// The dispute with every range at its mode and every unsure statement and
    /// acceptance rule at the likelier case.
    pub fn at_mode(&self) -> Dispute {
        let mut settled = self.clone();
        settled.for_each_quantity(&mut |_, quantity| *quantity = Quantity::Exact(quantity.mode()));
        settled.for_each_statement_list(&mut |_, statements| {
            let all = statements.iter().flat_map(Statement::at_mode).cloned();
            *statements = all.map(Statement::Sure).collect();
        });
        settled.for_each_acceptance(&mut |_, acceptance| {
            acceptance.unsure = i128::from(!acceptance.holds_at_mode()).into();
        });
        settled
    }

    /// The paths of all numbers given as ranges, in the order of the dossier.
    pub fn ranges(&self) -> Vec<(String, Quantity)> {
        let mut found = Vec::new();
        let mut copy = self.clone();
        copy.for_each_quantity(&mut |path, quantity| {
            if !quantity.is_exact() {
                found.push((path.to_string(), quantity.clone()));
            }
        });
        found
    }

    /// Visits every number of the dispute with its path, in the order of the dossier.
    pub fn for_each_quantity(&mut self, visit: &mut dyn FnMut(&str, &mut Quantity)) {
        let mut some = |path: String, quantity: &mut Option<Quantity>| {
            if let Some(quantity) = quantity {
                visit(&path, quantity);
            }
        };
        for party in self.parties.values_mut() {
            let path = |key: &str| format!("party.{}.{key}", party.id);
            some(path("moves-per-year"), &mut party.moves_per_year);
            some(path("turnover-per-year"), &mut party.turnover_per_year);
            some(path("capability"), &mut party.capability);
            some(path("relief-capacity"), &mut party.relief_capacity);
            if let Some(conduct) = &mut party.conduct {
                some(path("conduct.skill"), &mut conduct.skill);
                some(path("conduct.depth"), &mut conduct.depth);
                some(path("conduct.coordination"), &mut conduct.coordination);
            }
        }
        for option in self.options.values_mut() {
            some(format!("option.{}.step-cost", option.id), &mut option.step_cost);
        }
        self.visit_preferences(visit);
        self.for_each_acceptance(&mut |path, acceptance| {
            let AcceptanceRule::Worth { of, at_least } = &mut acceptance.rule else { return };
            visit(&format!("{path}.at-least"), at_least);
            if let Worth::Values(terms) = of {
                for (number, (_, quantity)) in terms.iter_mut().enumerate() {
                    visit(&format!("{path}.values.{number}"), quantity);
                }
            }
        });
        self.visit_process(visit);
    }

    fn visit_preferences(&mut self, visit: &mut dyn FnMut(&str, &mut Quantity)) {
        for (number, effect) in self.effects.iter_mut().enumerate() {
            let interest = &self.interests[effect.interest].id;
            match &mut effect.of {
                Cause::Levels(option, points) => {
                    let option = &self.options[*option];
                    for (level, quantity) in option.levels.iter().zip(points) {
                        let (option, level) = (&option.id, &level.id);
                        visit(&format!("option.{option}.effects.{interest}.{level}"), quantity);
                    }
                }
                Cause::When(_, quantity) => visit(&format!("effect.{number}.{interest}"), quantity),
            }
        }
        for reading in self.readings.values_mut() {
            for party in self.parties.ids() {
                let Some(preference) = &mut reading.preference[party] else { continue };
                let (reading, party) = (&reading.id, &self.parties[party].id);
                if let Some(quantity) = &mut preference.reservation {
                    visit(&format!("reading.{reading}.reservation.{party}"), quantity);
                }
                match &mut preference.form {
                    PreferenceForm::Statements { .. } => {}
                    PreferenceForm::Values(terms) => {
                        for (number, (_, quantity)) in terms.iter_mut().enumerate() {
                            visit(&format!("reading.{reading}.values.{party}.{number}"), quantity);
                        }
                    }
                    PreferenceForm::Interests(weights) => {
                        for (interest, quantity) in weights {
                            let interest = &self.interests[*interest].id;
                            let path = format!("reading.{reading}.interests.{party}.{interest}");
                            visit(&path, quantity);
                        }
                    }
                }
            }
        }
    }

    fn visit_process(&mut self, visit: &mut dyn FnMut(&str, &mut Quantity)) {
        let parties = &self.parties;
        let process = &mut self.process;
        let mut some = |path: &str, quantity: Option<&mut Quantity>| {
            if let Some(quantity) = quantity {
                visit(path, quantity);
            }
        };
        if let Some(time) = &mut process.time {
            some("process.time-preference", time.time_preference.as_mut());
        }
        for obligation in &mut process.obligations {
            let path = |key: &str| format!("obligation.{}.{key}", obligation.id);
            some(&path("temptation"), Some(&mut obligation.temptation));
            for (party, harm) in &mut obligation.harm {
                some(&path(&format!("harm.{}", parties[*party].id)), Some(harm));
            }
            for (key, by) in
                [("detect", &mut obligation.detect), ("false-alarm", &mut obligation.false_alarm)]
            {
                match by {
                    ByLevel::Same(quantity) => some(&path(key), Some(quantity)),
                    ByLevel::Option(_, quantities) => {
                        for (level, quantity) in quantities.iter_mut().enumerate() {
                            some(&path(&format!("{key}.{level}")), Some(quantity));
                        }
                    }
                }
            }
            for (key, quantity) in obligation.enforcement.quantities() {
                some(&path(key), Some(quantity));
            }
        }
        if let Some(inspection) = &mut process.inspection {
            some("inspection.budget", inspection.budget.as_mut());
        }
        if let Some(support) = &mut process.support {
            some("support.rise", support.rise_when_reciprocated.as_mut());
            some("support.fall", support.fall_per_tension.as_mut());
        }
        if let Some(trust) = &mut process.trust {
            some("trust.change-per-year", trust.change_per_year.as_mut());
            for (of, about, prior) in &mut trust.prior {
                let path = format!("trust.prior.{}.{}", parties[*of].id, parties[*about].id);
                some(&path, Some(prior));
            }
        }
        if let Some(tension) = &mut process.tension {
            some("tension.decay-per-year", tension.decay_per_year.as_mut());
        }
        for shock in &mut process.shocks {
            some(&format!("shock.{}.per-year", shock.id), shock.per_year.as_mut());
        }
        for issue in &mut process.issues {
            for (party, at, salience) in &mut issue.positions {
                let path = format!("issue.{}.{}", issue.id, parties[*party].id);
                some(&format!("{path}.at"), Some(at));
                some(&format!("{path}.salience"), Some(salience));
            }
        }
    }

    fn for_each_acceptance(&mut self, visit: &mut dyn FnMut(&str, &mut Acceptance)) {
        for reading in self.readings.values_mut() {
            for (audience, rule) in self.audiences.values().zip(reading.accept.values_mut()) {
                if let Some(rule) = rule {
                    visit(&format!("reading.{}.accept.{}", reading.id, audience.id), rule);
                }
            }
        }
    }

    fn for_each_statement_list(&mut self, visit: &mut dyn FnMut(&str, &mut Vec<Statement>)) {
        for reading in self.readings.values_mut() {
            for (party, preference) in self.parties.values().zip(reading.preference.values_mut()) {
                if let Some(preference) = preference
                    && let PreferenceForm::Statements { ordered, .. } = &mut preference.form
                {
                    visit(&format!("reading.{}.statements.{}", reading.id, party.id), ordered);
                }
            }
        }
    }
}

/// Whether what is absent with a probability is there, given a number drawn from 0 to 1.
fn holds(absent: Rational, drawn: f64) -> bool {
    Rational::from(1) - absent > crate::number::from_float(drawn)
}

fn settle(statements: &[Statement], stream: &mut Stream) -> Vec<Statement> {
    let mut settled: Vec<Condition> = Vec::new();
    for statement in statements {
        match statement {
            Statement::Sure(condition) => settled.push(condition.clone()),
            Statement::Unsure(condition, absent) => {
                if holds(*absent, stream.unit()) {
                    settled.push(condition.clone());
                }
            }
            Statement::AnyOrder(conditions) => {
                let mut order = conditions.clone();
                // Fisher and Yates.
                for last in (1..order.len()).rev() {
                    order.swap(last, stream.below(last as u128 + 1) as usize);
                }
                settled.extend(order);
            }
        }
    }
    settled.into_iter().map(Statement::Sure).collect()
}
