//! The same dispute under other names and in another order: nothing it means may change.

use detente_model::{
    Acceptance, AcceptanceRule, AudienceId, ByLevel, Cause, Condition, Dispute, Guard, Id,
    OptionId, PartyId, PreferenceForm, Ratification, Statement, Table, Worth,
};

use crate::random::Dice;

/// The dispute with parties, options and audiences permuted and every id replaced.
///
/// Levels keep their order; parties that are their own audience stay behind the other audiences, in
/// the new order of the parties, as a dossier has them; `status-quo` keeps its id.
pub fn relabel(dispute: &Dispute, seed: u64) -> Dispute {
    let mut new = reorder(dispute, seed);
    rename(&mut new);
    new
}

/// The dispute with parties, options and audiences permuted, every id as it was.
pub(crate) fn reorder(dispute: &Dispute, seed: u64) -> Dispute {
    let dice = &mut Dice::new(seed, "relabel");
    let parties = permutation(dice, dispute.parties.ids().collect());
    let options = permutation(dice, dispute.options.ids().collect());
    let audiences = permutation(dice, dispute.audiences.ids().collect());
    let mut maps = Maps { parties, options, audiences };
    maps.party_audiences_last(dispute);

    let mut new = dispute.clone();
    new.parties = permuted(&dispute.parties, &maps.parties);
    new.options = permuted(&dispute.options, &maps.options);
    new.audiences = permuted(&dispute.audiences, &maps.audiences);
    for reading in new.readings.values_mut() {
        reading.accept = permuted(&reading.accept, &maps.audiences);
        reading.preference = permuted(&reading.preference, &maps.parties);
    }
    for state in new.states.values_mut() {
        state.levels = reordered(&state.levels, &maps.options);
    }
    for proposal in new.proposals.values_mut() {
        proposal.levels = reordered(&proposal.levels, &maps.options);
    }
    for focus in new.focuses.values_mut() {
        focus.fixed = reordered(&focus.fixed, &maps.options);
    }
    maps.apply(&mut new);
    maps.apply_to_process(&mut new);
    new
}

/// New ids by old ones.
struct Maps {
    parties: Vec<PartyId>,
    options: Vec<OptionId>,
    audiences: Vec<AudienceId>,
}

/// Where each old entry goes.
fn permutation<I: Id>(dice: &mut Dice, ids: Vec<I>) -> Vec<I> {
    dice.shuffled(ids)
}

fn reordered<I: Id, T: Clone>(items: &[T], to: &[I]) -> Vec<T> {
    let mut order: Vec<usize> = (0..items.len()).collect();
    order.sort_by_key(|&old| to[old]);
    order.into_iter().map(|old| items[old].clone()).collect()
}

fn permuted<I: Id, T: Clone>(table: &Table<I, T>, to: &[I]) -> Table<I, T> {
    let items: Vec<T> = table.values().cloned().collect();
    reordered(&items, to).into_iter().collect()
}

impl Maps {
    fn party_audiences_last(&mut self, dispute: &Dispute) {
        let mut order: Vec<AudienceId> = dispute.audiences.ids().collect();
        order.sort_by_key(|&old| {
            let audience = &dispute.audiences[old];
            let party = audience.party.filter(|_| audience.is_party);
            (party.map(|p| self.parties[p.index()]), self.audiences[old.index()])
        });
        for (new, old) in order.into_iter().enumerate() {
            self.audiences[old.index()] = AudienceId::new(new);
        }
    }

    fn apply(&self, new: &mut Dispute) {
        for party in new.parties.values_mut() {
            party.ratify.iter_mut().for_each(|tree| self.tree(tree));
        }
        for audience in new.audiences.values_mut() {
            audience.party.iter_mut().for_each(|party| self.party(party));
            audience.ratify.iter_mut().for_each(|tree| self.tree(tree));
        }
        for option in new.options.values_mut() {
            self.party(&mut option.party);
            for guard in [&mut option.moves.up, &mut option.moves.down] {
                if let Guard::When(condition) = guard {
                    self.condition(condition);
                }
            }
        }
        for rule in new.impossible.iter_mut().chain(&mut new.implausible) {
            self.condition(&mut rule.when);
        }
        if let Some(deal) = &mut new.deal {
            self.condition(&mut deal.when);
            deal.needs.iter_mut().for_each(|a| *a = self.audiences[a.index()]);
        }
        for effect in &mut new.effects {
            match &mut effect.of {
                Cause::Levels(option, _) => *option = self.options[option.index()],
                Cause::When(condition, _) => self.condition(condition),
            }
        }
        // The effects of options come first, in the order of the options.
        new.effects.sort_by_key(|effect| match &effect.of {
            Cause::Levels(option, _) => (0, Some(*option)),
            Cause::When(..) => (1, None),
        });
        for reading in new.readings.values_mut() {
            for Acceptance { rule, .. } in reading.accept.values_mut().flatten() {
                self.acceptance(rule);
            }
            for preference in reading.preference.values_mut().flatten() {
                self.preference(&mut preference.form);
            }
        }
    }

    fn apply_to_process(&self, new: &mut Dispute) {
        for obligation in &mut new.process.obligations {
            self.party(&mut obligation.party);
            self.condition(&mut obligation.when);
            obligation.harm.iter_mut().for_each(|(party, _)| self.party(party));
            for by_level in [&mut obligation.detect, &mut obligation.false_alarm] {
                if let ByLevel::Option(option, _) = by_level {
                    *option = self.options[option.index()];
                }
            }
        }
        if let Some(support) = &mut new.process.support {
            support.parties.iter_mut().for_each(|party| self.party(party));
        }
        if let Some(trust) = &mut new.process.trust {
            for (believer, about, _) in &mut trust.prior {
                self.party(believer);
                self.party(about);
            }
        }
        for outcome in &mut new.process.outcomes {
            outcome.when.iter_mut().for_each(|condition| self.condition(condition));
        }
        for target in &mut new.process.targets {
            self.condition(&mut target.when);
        }
        for issue in &mut new.process.issues {
            issue.positions.iter_mut().for_each(|(party, ..)| self.party(party));
        }
    }

    fn party(&self, party: &mut PartyId) {
        *party = self.parties[party.index()];
    }

    fn tree(&self, tree: &mut Ratification) {
        match tree {
            Ratification::Audience(audience) => *audience = self.audiences[audience.index()],
            Ratification::All(parts) | Ratification::Any(parts) => {
                parts.iter_mut().for_each(|part| self.tree(part));
            }
            Ratification::Quota { of, .. } => of.iter_mut().for_each(|(_, part)| self.tree(part)),
            Ratification::UnlessBlocked(block) => self.tree(block),
        }
    }

    fn condition(&self, condition: &mut Condition) {
        match condition {
            Condition::Always | Condition::Never => {}
            Condition::Compare(option, ..) | Condition::In(option, _) => {
                *option = self.options[option.index()];
            }
            Condition::Not(inner) => self.condition(inner),
            Condition::All(parts) | Condition::Any(parts) => {
                parts.iter_mut().for_each(|part| self.condition(part));
            }
            Condition::Implies(when, then) => {
                self.condition(when);
                self.condition(then);
            }
            Condition::Quota { of, .. } => of.iter_mut().for_each(|(_, part)| self.condition(part)),
            Condition::Points { to, points, .. } => {
                *to = self.audiences[to.index()];
                points.levels.iter_mut().for_each(|(o, _)| *o = self.options[o.index()]);
                points.levels.sort();
                points.when.iter_mut().for_each(|(condition, _)| self.condition(condition));
                points.when.sort();
            }
        }
    }

    fn acceptance(&self, rule: &mut AcceptanceRule) {
        match rule {
            AcceptanceRule::When(when) => self.condition(when),
            AcceptanceRule::Worth { of: Worth::Preference(party), .. } => self.party(party),
            AcceptanceRule::Worth { of: Worth::Values(terms), .. } => {
                terms.iter_mut().for_each(|(condition, _)| self.condition(condition));
            }
        }
    }

    fn preference(&self, form: &mut PreferenceForm) {
        match form {
            PreferenceForm::Statements { ordered, .. } => {
                for statement in ordered {
                    match statement {
                        Statement::Sure(condition) | Statement::Unsure(condition, _) => {
                            self.condition(condition);
                        }
                        Statement::AnyOrder(list) => {
                            list.iter_mut().for_each(|condition| self.condition(condition));
                        }
                    }
                }
            }
            PreferenceForm::Values(terms) => {
                terms.iter_mut().for_each(|(condition, _)| self.condition(condition));
            }
            PreferenceForm::Interests(_) => {}
        }
    }
}

/// Gives everything a new id after its kind and number.
fn rename(new: &mut Dispute) {
    let id = |kind: &str, number: usize| format!("{kind}.{number}");
    for (number, party) in new.parties.values_mut().enumerate() {
        party.id = id("party", number);
    }
    for (number, audience) in new.audiences.values_mut().enumerate() {
        audience.id = match audience.party.filter(|_| audience.is_party) {
            Some(party) => new.parties[party].id.clone(),
            None => id("audience", number),
        };
    }
    for (number, option) in new.options.values_mut().enumerate() {
        option.id = id("option", number);
        for (number, level) in option.levels.iter_mut().enumerate() {
            level.id = id("level", number);
        }
    }
    for (number, interest) in new.interests.values_mut().enumerate() {
        interest.id = id("interest", number);
    }
    for (number, reading) in new.readings.values_mut().enumerate() {
        reading.id = id("reading", number);
    }
    for (number, proposal) in new.proposals.values_mut().enumerate() {
        proposal.id = id("proposal", number);
    }
    for (number, focus) in new.focuses.values_mut().enumerate() {
        focus.id = id("focus", number);
    }
    for (number, state) in new.states.values_mut().enumerate() {
        if state.id != "status-quo" {
            state.id = id("state", number);
        }
    }
    for (number, rule) in new.impossible.iter_mut().chain(&mut new.implausible).enumerate() {
        rule.id = rule.id.is_some().then(|| id("rule", number));
    }
}
