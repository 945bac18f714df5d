//! Parameters of the dynamic lenses.

use detente_model::{
    ByLevel, Date, InterestId, Issue, Obligation, Outcome, PartyId, Quantity, Rational, Shock,
    Support, TacticalType, Target, Tension, Time, Trust,
};

use super::values::Domain;
use super::{Resolver, shown};
use crate::place::{self, At, Span, Value};
use crate::typed::{self, Dossier};

/// The largest count (levels of tension or support) a dossier may write.
const LARGEST_COUNT: u32 = 1000;

impl Resolver<'_> {
    pub(super) fn process(&mut self, dossier: &Dossier) {
        if let Some(process) = &dossier.process {
            self.dispute.process.time = self.time(process);
        }
        for (id, obligation) in &dossier.obligation.0 {
            let read = self.obligation(id, &obligation.value);
            self.dispute.process.obligations.extend(read);
        }
        if let Some(inspection) = &dossier.inspection {
            self.dispute.process.inspection = Some(self.inspection(&inspection.value));
        }
        if let Some(support) = &dossier.support {
            self.dispute.process.support = self.support(support);
        }
        if let Some(trust) = &dossier.trust {
            self.dispute.process.trust = Some(self.trust(&trust.value));
        }
        if let Some(tension) = &dossier.tension {
            self.dispute.process.tension = self.tension(tension);
        }
        for (id, shock) in &dossier.shock.0 {
            let read = self.shock(id, &shock.value);
            self.dispute.process.shocks.push(read);
        }
        for (id, outcome) in &dossier.outcome.0 {
            let read = self.outcome(id, &outcome.value);
            self.dispute.process.outcomes.push(read);
        }
        for (id, target) in &dossier.target.0 {
            let read = self.target(id, &target.value);
            self.dispute.process.targets.extend(read);
        }
        for (id, issue) in &dossier.issue.0 {
            let read = self.issue(id, &issue.value);
            self.dispute.process.issues.push(read);
        }
    }

    fn time(&mut self, process: &At<typed::Process>) -> Option<Time> {
        let typed = &process.value;
        let backing = self.backing(typed);
        let horizon_years = self.plain(typed.horizon.as_ref(), Domain::Positive);
        let time_preference =
            self.some_quantity(typed.time_preference.as_ref(), Domain::NotNegative);
        if typed.period.is_none() {
            self.missing(
                process.span.clone(),
                "period",
                "the process has no period",
                "write `period = 1`, in months",
            );
        }
        let period_months = self.plain(typed.period.as_ref(), Domain::Positive)?;
        Some(Time { period_months, horizon_years, time_preference, backing })
    }

    fn obligation(&mut self, id: &At<String>, typed: &typed::Obligation) -> Option<Obligation> {
        self.check_id(id);
        let given = [
            ("party", typed.party.is_some()),
            ("when", typed.when.is_some()),
            ("temptation", typed.temptation.is_some()),
            ("detect", typed.detect.is_some()),
            ("false-alarm", typed.false_alarm.is_some()),
        ];
        self.all_given(id, "the obligation", &given);
        let backing = self.backing(typed);
        let party = typed.party.as_ref().and_then(|p| self.party(p));
        let when = typed.when.as_ref().and_then(|c| self.condition(c));
        let temptation = self.some_quantity(typed.temptation.as_ref(), Domain::NotNegative);
        let harm = typed.harm.as_ref().map(|h| self.by_party(&h.0, Domain::NotNegative));
        let detect = typed.detect.as_ref().and_then(|d| self.by_level(&d.0));
        let false_alarm = typed.false_alarm.as_ref().and_then(|f| self.by_level(&f.0));
        let enforcement = self.enforcement(typed);
        if let (Some(when), Some(written)) = (&when, &typed.when) {
            self.places.obligations.push((id.value.clone(), when.clone(), written.0.span.clone()));
        }
        let obligation = Obligation {
            id: id.value.clone(),
            name: shown(typed.name.as_ref(), &id.value),
            party: party?,
            when: when?,
            temptation: temptation?,
            harm: harm.unwrap_or_default(),
            detect: detect?,
            false_alarm: false_alarm?,
            enforcement,
            backing,
        };
        self.unmeant(&obligation, typed);
        Some(obligation)
    }

    pub(super) fn all_given(&mut self, id: &At<String>, what: &str, given: &[(&str, bool)]) {
        let missing: Vec<String> =
            (given.iter().filter(|(key, given)| !given && !self.is_hole(key, &id.span)))
                .map(|(key, _)| format!("`{key}`"))
                .collect();
        if !missing.is_empty() {
            let list = missing.join(", ");
            let message = format!("{what} `{}` lacks {list}", id.value);
            self.error("missing", id.span.clone(), message).help = Some(format!("add {list}"));
        }
    }

    fn by_party(&mut self, value: &At<Value>, domain: Domain) -> Vec<(PartyId, Quantity)> {
        let mut read = Vec::new();
        for (name, value) in self.table(value) {
            let party = self.party(&name);
            let quantity = self.quantity(&value, domain);
            read.extend(party.zip(quantity));
        }
        read
    }

    /// A probability, or one per level of an option.
    fn by_level(&mut self, value: &At<Value>) -> Option<ByLevel> {
        let Value::Table(entries) = &value.value else {
            return self.quantity(value, Domain::Probability).map(ByLevel::Same);
        };
        let Some((_, by)) = entries.iter().find(|(key, _)| key.value == "by") else {
            return self.quantity(value, Domain::Probability).map(ByLevel::Same);
        };
        let Value::Text(option) = &by.value else {
            self.wrong_type(by, "the name of an option");
            return None;
        };
        let option = self.option(&At { value: option.clone(), span: by.span.clone() })?;
        let mut levels: Vec<Option<Quantity>> = vec![None; self.dispute.level_count(option)];
        let mut sound = true;
        for (name, entry) in entries.iter().filter(|(key, _)| key.value != "by") {
            let level = self.level(option, name);
            let quantity = self.quantity(entry, Domain::Probability);
            sound &= level.is_some() && quantity.is_some();
            if let Some(level) = level {
                levels[usize::from(level)] = quantity;
            }
        }
        if sound && levels.iter().any(Option::is_none) {
            let names = &self.dispute.options[option].levels;
            let open: Vec<String> = (names.iter().zip(&levels))
                .filter(|(_, given)| given.is_none())
                .map(|(level, _)| format!("`{}`", level.id))
                .collect();
            let message = format!("no number is given for {}", open.join(", "));
            self.error("missing", value.span.clone(), message).help =
                Some("give every level a number, or write one number for all".to_string());
        }
        levels.into_iter().collect::<Option<_>>().map(|numbers| ByLevel::Option(option, numbers))
    }

    fn support(&mut self, support: &At<typed::Support>) -> Option<Support> {
        let typed = &support.value;
        let backing = self.backing(typed);
        let names = typed.parties.as_ref().map(|texts| self.texts(&texts.0)).unwrap_or_default();
        let parties = names.iter().filter_map(|name| self.party(name)).collect();
        if typed.levels.is_none() {
            self.missing(
                support.span.clone(),
                "levels",
                "support has no levels",
                "write `levels = 4`",
            );
        }
        let concession_needs = self.count(typed.concession_needs.as_ref(), LARGEST_COUNT);
        let rise_when_reciprocated = self.some_quantity(typed.rise.as_ref(), Domain::NotNegative);
        let fall_per_tension = self.some_quantity(typed.fall.as_ref(), Domain::NotNegative);
        Some(Support {
            levels: self.count(typed.levels.as_ref(), LARGEST_COUNT)?,
            parties,
            concession_needs: concession_needs.unwrap_or(0),
            rise_when_reciprocated,
            fall_per_tension,
            backing,
        })
    }

    fn trust(&mut self, typed: &typed::Trust) -> Trust {
        let backing = self.backing(typed);
        let mut tactical = TacticalType::default();
        if let Some(table) = &typed.tactical {
            tactical.future = self.plain(table.future.as_ref(), Domain::NotNegative);
            tactical.temptation = self.plain(table.temptation.as_ref(), Domain::NotNegative);
            tactical.interests = self.factors(table.interests.as_ref());
        }
        let mut prior = Vec::new();
        let beliefs = typed.prior.as_ref().map(|p| self.table(&p.0)).unwrap_or_default();
        for (name, about) in beliefs {
            let believer = self.party(&name);
            let beliefs = self.by_party(&about, Domain::Probability);
            let Some(believer) = believer else { continue };
            for (party, probability) in beliefs {
                if party == believer {
                    let message = format!("`{}` holds a belief about itself", name.value);
                    self.error("own-belief", name.span.clone(), message).help =
                        Some("a prior says what a party believes of another".to_string());
                }
                prior.push((believer, party, probability));
            }
        }
        Trust {
            as_of: backing.as_of,
            tactical,
            change_per_year: self
                .some_quantity(typed.change_per_year.as_ref(), Domain::NotNegative),
            prior,
            backing,
        }
    }

    fn factors(&mut self, numbers: Option<&place::Numbers>) -> Vec<(InterestId, Rational)> {
        let Some(numbers) = numbers else { return Vec::new() };
        let mut read = Vec::new();
        for (name, value) in self.table(&numbers.0) {
            let interest = self.interest(&name);
            let factor = self.number(&value, Domain::NotNegative);
            read.extend(interest.zip(factor));
        }
        read
    }

    fn tension(&mut self, tension: &At<typed::Tension>) -> Option<Tension> {
        let typed = &tension.value;
        let backing = self.backing(typed);
        if typed.levels.is_none() {
            self.missing(
                tension.span.clone(),
                "levels",
                "the tension scale has no levels",
                "write `levels = 6`",
            );
        }
        let decay_per_year = self.some_quantity(typed.decay_per_year.as_ref(), Domain::NotNegative);
        let levels = self.count(typed.levels.as_ref(), LARGEST_COUNT)?;
        Some(Tension {
            levels,
            start: self.count(typed.start.as_ref(), levels).unwrap_or(0),
            decay_per_year,
            escalation_at: self.count(typed.escalation_at.as_ref(), levels),
            backing,
        })
    }

    fn shock(&mut self, id: &At<String>, typed: &typed::Shock) -> Shock {
        self.check_id(id);
        let hole = ["per-year", "on"].iter().any(|key| self.is_hole(key, &id.span));
        if typed.per_year.is_none() && typed.on.is_none() && !hole {
            let message = format!("the shock `{}` says neither how often nor when", id.value);
            self.error("missing", id.span.clone(), message).help =
                Some("write `per-year = 0.5` or `on = 2025-10-18`".to_string());
        }
        let change = self.plain(typed.tension.as_ref(), Domain::Any);
        let whole = change.filter(Rational::is_integer).map(|c| c.to_integer());
        let tension = whole.and_then(|c| i32::try_from(c).ok());
        if let (Some(_), None, Some(number)) = (change, tension, &typed.tension) {
            self.error("out-of-range", number.0.span.clone(), "expected a whole number").help =
                Some("tension moves in whole levels".to_string());
        }
        // A dated shock may lie after the clock: that is what it is for.
        let on: Option<Date> = typed.on.as_ref().and_then(|moment| self.date(moment));
        Shock {
            id: id.value.clone(),
            name: shown(typed.name.as_ref(), &id.value),
            per_year: self.some_quantity(typed.per_year.as_ref(), Domain::NotNegative),
            on,
            tension: tension.unwrap_or(0),
            resets_beliefs: typed.resets_beliefs.unwrap_or(false),
            backing: self.backing(typed),
        }
    }

    fn outcome(&mut self, id: &At<String>, typed: &typed::Outcome) -> Outcome {
        self.check_id(id);
        Outcome {
            id: id.value.clone(),
            name: shown(typed.name.as_ref(), &id.value),
            when: typed.when.as_ref().and_then(|c| self.condition(c)),
            acceptable: typed.acceptable.unwrap_or(false),
            tension_at_most: self.count(typed.tension_at_most.as_ref(), LARGEST_COUNT),
            or_tension_at_least: self.count(typed.or_tension_at_least.as_ref(), LARGEST_COUNT),
            held_months: self.plain(typed.held.as_ref(), Domain::NotNegative),
            backing: self.backing(typed),
        }
    }

    fn target(&mut self, id: &At<String>, typed: &typed::Target) -> Option<Target> {
        self.check_id(id);
        self.all_given(id, "the target", &[("when", typed.when.is_some())]);
        let backing = self.backing(typed);
        let when = typed.when.as_ref().and_then(|c| self.condition(c))?;
        let name = shown(typed.name.as_ref(), &id.value);
        Some(Target { id: id.value.clone(), name, when, backing })
    }

    fn issue(&mut self, id: &At<String>, typed: &typed::Issue) -> Issue {
        self.check_id(id);
        let mut positions = Vec::new();
        for (name, position) in typed.position.iter().flat_map(|map| &map.0) {
            let party = self.party(name);
            let at = self.position("at", position.value.at.as_ref(), &position.span);
            let salience =
                self.position("salience", position.value.salience.as_ref(), &position.span);
            if let (Some(party), Some(at), Some(salience)) = (party, at, salience) {
                positions.push((party, at, salience));
            }
        }
        Issue {
            id: id.value.clone(),
            name: shown(typed.name.as_ref(), &id.value),
            low: typed.low.clone(),
            high: typed.high.clone(),
            positions,
            backing: self.backing(typed),
        }
    }

    fn position(
        &mut self,
        key: &str,
        number: Option<&place::Quantity>,
        span: &Span,
    ) -> Option<Quantity> {
        if number.is_none() {
            let message = format!("the position has no `{key}`");
            self.missing(span.clone(), key, message, "write { at = 20, salience = 95 }");
        }
        self.some_quantity(number, Domain::Percent)
    }
}
