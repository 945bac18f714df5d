//! The dispute as it was at an earlier clock: what is dated later leaves.
//!
//! An entry is *dated later* if its own `as-of` is; one without a date of its own, if it rests on
//! sources and all of them are. What carries no date at all stays: nobody can say when it was not yet
//! so.
//!
//! | what | at an earlier clock |
//! |---|---|
//! | events, sources, proposals, rules, readings, claims | leave if dated later |
//! | acceptance rules, preferences, effects, conduct, process parameters | leave if dated later, and are then missing |
//! | parties, audiences, options, interests, states, focuses, the deal | stay, since others speak of them; numbers of a party or option dated later leave |
//! | the status quo | is where things stand at the dossier's own clock: unknown at an earlier one, unless its state is dated by then |
//! | keys of sources that left; an `as-of` dated later of what stays | are taken out |
//! | levels with a date, dated shocks | stay: they lie ahead of any clock and are evidence of nothing |
//!
//! Dates are compared as everywhere: `2015` is not later than `2015-07-14`, as not all of it is.

use crate::backing::{Backing, Source};
use crate::date::Date;
use crate::dispute::Dispute;
use crate::id::{Id, SourceId, Table};
use crate::process::Process;
use crate::reading::{AcceptanceRule, Worth};

/// The clock asked for does not lie before the dispute's own.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct AfterClock {
    /// The clock asked for.
    pub asked: Date,
    /// The dispute's own.
    pub clock: Date,
}

impl Dispute {
    /// The dispute as it was at an earlier clock (or at its own: what is dated later has no place in
    /// a dispute, so then nothing leaves).
    ///
    /// # Errors
    /// When `clock`, or a part of the month or year it names, lies after the dispute's own clock.
    pub fn as_of(&self, clock: Date) -> Result<Dispute, AfterClock> {
        if clock.runs_past(self.as_of) {
            return Err(AfterClock { asked: clock, clock: self.as_of });
        }
        let dates = Dates { clock, sources: &self.sources };
        let mut then = self.clone();
        then.status_quo = self
            .status_quo
            .filter(|state| clock == self.as_of || dates.is_known(&self.states[*state].backing));
        then.as_of = clock;
        then.drop_later(&dates);
        then.process.drop_later(&dates);
        let places = then.keep_sources(&dates);
        then.for_each_backing(&mut |backing| {
            backing.as_of = backing.as_of.filter(|date| !date.is_after(clock));
            backing.sources = backing.sources.iter().filter_map(|s| places[s.index()]).collect();
        });
        Ok(then)
    }

    fn drop_later(&mut self, dates: &Dates<'_>) {
        let stays = |backing: &Backing| !dates.is_later(backing);
        self.events.retain(|event| !event.date.is_after(dates.clock));
        self.impossible.retain(|rule| stays(&rule.backing));
        self.implausible.retain(|rule| stays(&rule.backing));
        self.effects.retain(|effect| stays(&effect.backing));
        self.claims.retain(|claim| stays(&claim.backing));
        keep(&mut self.proposals, |proposal| dates.was_there(proposal.date, &proposal.backing));
        keep(&mut self.readings, |reading| stays(&reading.backing));
        for reading in self.readings.values_mut() {
            for rule in reading.accept.values_mut() {
                *rule = rule.take().filter(|rule| stays(&rule.backing));
            }
            for preference in reading.preference.values_mut() {
                *preference = preference.take().filter(|preference| stays(&preference.backing));
            }
            // A rule that goes by a preference goes with it.
            for rule in reading.accept.values_mut() {
                *rule = rule.take().filter(|rule| match &rule.rule {
                    AcceptanceRule::Worth { of: Worth::Preference(party), .. } => {
                        reading.preference[*party].is_some()
                    }
                    _ => true,
                });
            }
        }
        for party in self.parties.values_mut() {
            party.conduct = party.conduct.take().filter(|conduct| stays(&conduct.backing));
            if dates.is_later(&party.backing) {
                party.moves_per_year = None;
                party.turnover_per_year = None;
                party.capability = None;
                party.relief_capacity = None;
            }
        }
        for option in self.options.values_mut() {
            option.step_cost = option.step_cost.take().filter(|_| stays(&option.backing));
        }
    }

    /// Takes out the sources that are dated later; where each of those before now stands.
    fn keep_sources(&mut self, dates: &Dates<'_>) -> Vec<Option<SourceId>> {
        let mut places = Vec::new();
        let mut kept = Table::new();
        for source in dates.sources.values() {
            let stays = !source.date.is_some_and(|date| date.is_after(dates.clock));
            places.push(stays.then(|| kept.push(source.clone())));
        }
        self.sources = kept;
        let events: Vec<String> = self.events.iter().map(|event| event.id.clone()).collect();
        for event in &mut self.events {
            event.sources = event.sources.iter().filter_map(|s| places[s.index()]).collect();
            // Only a date known to the year can answer one that is dated later.
            event.reply_to = event.reply_to.take().filter(|to| events.contains(to));
        }
        places
    }

    /// Visits what every entry rests on.
    fn for_each_backing(&mut self, visit: &mut dyn FnMut(&mut Backing)) {
        for party in self.parties.values_mut() {
            visit(&mut party.backing);
            party.conduct.iter_mut().for_each(|conduct| visit(&mut conduct.backing));
        }
        self.audiences.values_mut().for_each(|audience| visit(&mut audience.backing));
        self.options.values_mut().for_each(|option| visit(&mut option.backing));
        self.impossible.iter_mut().for_each(|rule| visit(&mut rule.backing));
        self.implausible.iter_mut().for_each(|rule| visit(&mut rule.backing));
        self.deal.iter_mut().for_each(|deal| visit(&mut deal.backing));
        self.states.values_mut().for_each(|state| visit(&mut state.backing));
        self.proposals.values_mut().for_each(|proposal| visit(&mut proposal.backing));
        for reading in self.readings.values_mut() {
            visit(&mut reading.backing);
            reading.accept.values_mut().flatten().for_each(|rule| visit(&mut rule.backing));
            let preferences = reading.preference.values_mut().flatten();
            preferences.for_each(|preference| visit(&mut preference.backing));
        }
        self.interests.values_mut().for_each(|interest| visit(&mut interest.backing));
        self.effects.iter_mut().for_each(|effect| visit(&mut effect.backing));
        self.process.for_each_backing(visit);
        self.claims.iter_mut().for_each(|claim| visit(&mut claim.backing));
    }
}

impl Process {
    fn drop_later(&mut self, dates: &Dates<'_>) {
        let stays = |backing: &Backing| !dates.is_later(backing);
        self.time = self.time.take().filter(|time| stays(&time.backing));
        self.support = self.support.take().filter(|support| stays(&support.backing));
        self.tension = self.tension.take().filter(|tension| stays(&tension.backing));
        self.trust = self.trust.take().filter(|trust| dates.was_there(trust.as_of, &trust.backing));
        self.obligations.retain(|obligation| stays(&obligation.backing));
        self.shocks.retain(|shock| stays(&shock.backing));
        self.outcomes.retain(|outcome| stays(&outcome.backing));
        self.targets.retain(|target| stays(&target.backing));
        self.issues.retain(|issue| stays(&issue.backing));
    }

    fn for_each_backing(&mut self, visit: &mut dyn FnMut(&mut Backing)) {
        self.time.iter_mut().for_each(|time| visit(&mut time.backing));
        self.support.iter_mut().for_each(|support| visit(&mut support.backing));
        self.tension.iter_mut().for_each(|tension| visit(&mut tension.backing));
        self.trust.iter_mut().for_each(|trust| visit(&mut trust.backing));
        self.obligations.iter_mut().for_each(|obligation| visit(&mut obligation.backing));
        self.shocks.iter_mut().for_each(|shock| visit(&mut shock.backing));
        self.outcomes.iter_mut().for_each(|outcome| visit(&mut outcome.backing));
        self.targets.iter_mut().for_each(|target| visit(&mut target.backing));
        self.issues.iter_mut().for_each(|issue| visit(&mut issue.backing));
    }
}

/// What tells when an entry is from.
struct Dates<'a> {
    clock: Date,
    sources: &'a Table<SourceId, Source>,
}

impl Dates<'_> {
    /// Whether the entry is dated after the clock.
    fn is_later(&self, backing: &Backing) -> bool {
        let later = |date: Date| date.is_after(self.clock);
        match backing.as_of {
            Some(date) => later(date),
            None => {
                let source_is_later = |id: &SourceId| self.sources[*id].date.is_some_and(later);
                !backing.sources.is_empty() && backing.sources.iter().all(source_is_later)
            }
        }
    }

    /// Whether what has a date beside what it rests on was there by the clock.
    fn was_there(&self, date: Option<Date>, backing: &Backing) -> bool {
        match date {
            Some(date) => {
                [Some(date), backing.as_of].iter().flatten().all(|d| !d.is_after(self.clock))
            }
            None => !self.is_later(backing),
        }
    }

    /// Whether the entry is dated, and by the clock.
    fn is_known(&self, backing: &Backing) -> bool {
        backing.is_dated(self.sources) && !self.is_later(backing)
    }
}

impl Backing {
    /// Whether the entry can be placed in time: it has a date of its own, or a dated source.
    pub fn is_dated(&self, sources: &Table<SourceId, Source>) -> bool {
        self.as_of.is_some() || self.sources.iter().any(|id| sources[*id].date.is_some())
    }
}

/// Takes out of a table what does not pass; nothing else in a dispute speaks of these entries.
fn keep<I: Id, T: Clone>(table: &mut Table<I, T>, stays: impl Fn(&T) -> bool) {
    *table = table.values().filter(|entry| stays(entry)).cloned().collect();
}
