//! Parameters of the dynamic lenses.

use detente_model::{Issue, Obligation, Outcome, PartyId, Shock, TacticalType, Target, Trust};

use super::inspection::enforcement;
use super::numbers::{count, date, number, quantity, some_quantity};
use super::toml::{Block, Value, inline_table, text, texts};
use super::{Writer, name};

impl Writer<'_> {
    pub(super) fn time(&self) -> Vec<Block> {
        let block = |time: &detente_model::Time| {
            Block::table(&["process"])
                .with("period", number(&time.period_months))
                .maybe("horizon", time.horizon_years.as_ref().map(number))
                .maybe("time-preference", some_quantity(time.time_preference.as_ref()))
                .with_all(self.backing(&time.backing))
        };
        self.dispute.process.time.iter().map(block).collect()
    }

    pub(super) fn obligations(&self) -> Vec<Block> {
        let block = |obligation: &Obligation| {
            let harm =
                obligation.harm.iter().map(|(party, harm)| (self.party_id(*party), quantity(harm)));
            let harm: Vec<(String, Value)> = harm.collect();
            Block::table(&["obligation", &obligation.id])
                .maybe("name", name(&obligation.name, &obligation.id))
                .with("party", text(&self.party_id(obligation.party)))
                .with("when", self.condition(&obligation.when))
                .with("temptation", quantity(&obligation.temptation))
                .maybe("harm", (!harm.is_empty()).then_some(Value::Table(harm)))
                .with("detect", self.by_level(&obligation.detect))
                .with("false-alarm", self.by_level(&obligation.false_alarm))
                .with_all(enforcement(&obligation.enforcement))
                .with_all(self.backing(&obligation.backing))
        };
        self.dispute.process.obligations.iter().map(block).collect()
    }

    fn party_id(&self, party: PartyId) -> String {
        self.dispute.parties[party].id.clone()
    }

    pub(super) fn support(&self) -> Vec<Block> {
        let block = |support: &detente_model::Support| {
            let parties = support.parties.iter().map(|&id| self.dispute.parties[id].id.as_str());
            Block::table(&["support"])
                .with("levels", count(support.levels))
                .maybe("parties", (!support.parties.is_empty()).then(|| texts(parties)))
                .with("concession-needs", count(support.concession_needs))
                .maybe("rise", some_quantity(support.rise_when_reciprocated.as_ref()))
                .maybe("fall", some_quantity(support.fall_per_tension.as_ref()))
                .with_all(self.backing(&support.backing))
        };
        self.dispute.process.support.iter().map(block).collect()
    }

    pub(super) fn trust(&self) -> Vec<Block> {
        self.dispute.process.trust.iter().map(|trust| self.trust_table(trust)).collect()
    }

    fn trust_table(&self, trust: &Trust) -> Block {
        // The date of the priors is the date of the entry.
        let mut backing = trust.backing.clone();
        backing.as_of = backing.as_of.or(trust.as_of);
        let tactical = self.tactical(&trust.tactical);
        let mut block = Block::table(&["trust"])
            .maybe("change-per-year", some_quantity(trust.change_per_year.as_ref()))
            .maybe("tactical", (!tactical.is_empty()).then_some(Value::Table(tactical)))
            .with_all(self.backing(&backing));
        let mut believers: Vec<PartyId> = Vec::new();
        for (believer, ..) in &trust.prior {
            if !believers.contains(believer) {
                believers.push(*believer);
            }
        }
        for believer in believers {
            let beliefs = trust.prior.iter().filter(|(of, ..)| *of == believer);
            let beliefs = beliefs.map(|(_, about, prior)| (self.party_id(*about), quantity(prior)));
            let table = Block::table(&["trust", "prior", &self.party_id(believer)]);
            block = block.below(table.with_all(beliefs.collect()));
        }
        block
    }

    fn tactical(&self, tactical: &TacticalType) -> Vec<(String, Value)> {
        let factors = tactical.interests.iter().map(|(interest, factor)| {
            (self.dispute.interests[*interest].id.clone(), number(factor))
        });
        let factors: Vec<(String, Value)> = factors.collect();
        let entries = [
            ("interests", (!factors.is_empty()).then_some(Value::Table(factors))),
            ("future", tactical.future.as_ref().map(number)),
            ("temptation", tactical.temptation.as_ref().map(number)),
        ];
        entries
            .into_iter()
            .filter_map(|(key, value)| value.map(|value| (key.to_string(), value)))
            .collect()
    }

    pub(super) fn tension(&self) -> Vec<Block> {
        let block = |tension: &detente_model::Tension| {
            Block::table(&["tension"])
                .with("levels", count(tension.levels))
                .with("start", count(tension.start))
                .maybe("decay-per-year", some_quantity(tension.decay_per_year.as_ref()))
                .maybe("escalation-at", tension.escalation_at.map(count))
                .with_all(self.backing(&tension.backing))
        };
        self.dispute.process.tension.iter().map(block).collect()
    }

    pub(super) fn shocks(&self) -> Vec<Block> {
        let block = |shock: &Shock| {
            let change = (shock.tension != 0).then(|| Value::Plain(shock.tension.to_string()));
            Block::table(&["shock", &shock.id])
                .maybe("name", name(&shock.name, &shock.id))
                .maybe("per-year", some_quantity(shock.per_year.as_ref()))
                .maybe("on", shock.on.map(date))
                .maybe("tension", change)
                .maybe("resets-beliefs", truth(shock.resets_beliefs))
                .with_all(self.backing(&shock.backing))
        };
        self.dispute.process.shocks.iter().map(block).collect()
    }

    pub(super) fn outcomes(&self) -> Vec<Block> {
        let block = |outcome: &Outcome| {
            Block::table(&["outcome", &outcome.id])
                .maybe("name", name(&outcome.name, &outcome.id))
                .maybe("when", outcome.when.as_ref().map(|when| self.condition(when)))
                .maybe("acceptable", truth(outcome.acceptable))
                .maybe("tension-at-most", outcome.tension_at_most.map(count))
                .maybe("or-tension-at-least", outcome.or_tension_at_least.map(count))
                .maybe("held", outcome.held_months.as_ref().map(number))
                .with_all(self.backing(&outcome.backing))
        };
        self.dispute.process.outcomes.iter().map(block).collect()
    }

    pub(super) fn targets(&self) -> Vec<Block> {
        let block = |target: &Target| {
            Block::table(&["target", &target.id])
                .maybe("name", name(&target.name, &target.id))
                .with("when", self.condition(&target.when))
                .with_all(self.backing(&target.backing))
        };
        self.dispute.process.targets.iter().map(block).collect()
    }

    pub(super) fn issues(&self) -> Vec<Block> {
        let block = |issue: &Issue| {
            let positions = issue.positions.iter().map(|(party, at, salience)| {
                let entries = [("at", quantity(at)), ("salience", quantity(salience))];
                let entries = entries.map(|(key, value)| (key.to_string(), value)).into();
                (self.party_id(*party), inline_table(entries))
            });
            let positions: Vec<(String, Value)> = positions.collect();
            Block::table(&["issue", &issue.id])
                .maybe("name", name(&issue.name, &issue.id))
                .maybe("low", issue.low.as_deref().map(text))
                .maybe("high", issue.high.as_deref().map(text))
                .maybe("position", (!positions.is_empty()).then_some(Value::Table(positions)))
                .with_all(self.backing(&issue.backing))
        };
        self.dispute.process.issues.iter().map(block).collect()
    }
}

/// `true`, or nothing: what is false is not said.
fn truth(holds: bool) -> Option<Value> {
    holds.then(|| Value::Plain("true".to_string()))
}
