//! A dispute to the three texts of a dossier, so that what was read and is written again means the
//! same.
//!
//! The form is canonical: one dispute has one text, and reading that text and writing it again
//! gives it byte for byte. Every dispute that came from a dossier reads back equal. What a dossier
//! can say in several ways is written in one: spreads as ranges, states in full, readings without
//! `extends`, months and days of sources as they stand in their fields. Comments, the order of
//! sections and the `#:schema` line are not part of a dispute and are not kept.
//!
//! A dispute made in code can hold what no dossier says. Then what is written means the same where
//! there are words for it, and otherwise comes as near as it can:
//!
//! * conditions without a form of their own (an empty `All`, a `Quota`) become equivalent ones, as
//!   do `and` and `or` over ratification trees that are not plain texts (quotas of all, of one);
//! * a number with more than nine decimal places is rounded to nine, unless it is an end of a
//!   range that a spread gives exactly;
//! * effects of options come before effects of combinations, and those of one option rest on the
//!   same; an interest has at most one effect per option, and one weight per preference;
//! * a party is its own audience only where `needs`, `accept` or a tree names it, and those stand
//!   after all other audiences; the status quo is the state called `status-quo`;
//! * what has no effect and no words is left out: dated levels without levels or without a date,
//!   acceptance rules of bodies; so is a ratification tree without audiences;
//! * texts of the ledger and the bibliography have no spaces around them, and those of the
//!   bibliography no white space but spaces; names in the ledger have no `;`;
//! * an option with the name of a key of states (`name`, `like`, `note`, `source`, …) cannot be
//!   given a level in them, nor a level called `by` a number of its own.
//!
//! What the reader refuses is refused here no less: a deal that needs nobody, a shock without a
//! rate or a date, an infeasible state are written as they are, and reported when they are read.

mod bibliography;
mod conditions;
mod inspection;
mod ledger;
mod numbers;
mod options;
mod parties;
mod preferences;
mod process;
mod rules;
mod save;
mod states;
mod toml;

use detente_model::{Backing, Condition, Dispute, SourceId};

use crate::resolve::shown;
use toml::{Block, Page, Value, text};

/// The texts of a dossier; those it does not need are absent.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Written {
    /// `dossier.toml`
    pub dossier: String,
    /// `events.csv`, if there is an event.
    pub events: Option<String>,
    /// `sources.bib`, if there is a source.
    pub sources: Option<String>,
}

/// The texts of the dossier that means this dispute.
pub fn write(dispute: &Dispute) -> Written {
    Written {
        dossier: Writer { dispute }.dossier(),
        events: ledger::write(dispute),
        sources: bibliography::write(&dispute.sources),
    }
}

/// Turns parts of one dispute into tables.
struct Writer<'a> {
    dispute: &'a Dispute,
}

impl Writer<'_> {
    /// The sections in the order of `docs/dossier.md`.
    fn dossier(&self) -> String {
        let mut page = Page::new(&self.head());
        page.section("Parties", self.parties());
        page.section("Audiences: who must accept", self.audiences());
        page.section("Options: what each party controls", self.options());
        page.section("What cannot be", self.rules("impossible", &self.dispute.impossible));
        page.section(
            "What is hard to believe",
            self.rules("implausible", &self.dispute.implausible),
        );
        page.section("What makes a package", self.deal());
        page.section("States", self.states());
        page.section("Proposals on record", self.proposals());
        page.section("Interests", self.interests());
        page.section("Effects of combinations", self.combined_effects());
        page.section("Readings", self.readings());
        page.section("Focuses: the options that vary", self.focuses());
        page.section("Time", self.time());
        page.section("Obligations: promised, and can be broken unseen", self.obligations());
        page.section("Inspection", self.inspection());
        page.section("Domestic support", self.support());
        page.section("Trust", self.trust());
        page.section("Tension", self.tension());
        page.section("Shocks", self.shocks());
        page.section("Outcomes", self.outcomes());
        page.section("Targets", self.targets());
        page.section("Issues", self.issues());
        page.section("Claims", self.claims());
        page.text()
    }

    fn head(&self) -> Block {
        Block::root()
            .with("format", Value::Plain("1".to_string()))
            .with("title", text(&self.dispute.title))
            .maybe("note", self.dispute.note.as_deref().map(text))
            .with("as-of", numbers::date(self.dispute.as_of))
    }

    fn claims(&self) -> Vec<Block> {
        let claim = |claim: &detente_model::Claim| {
            Block::table(&["claim", &claim.id])
                .with("says", text(&claim.says))
                .maybe("fails-if", claim.fails_if.as_deref().map(text))
                .with_all(self.backing(&claim.backing))
        };
        self.dispute.claims.iter().map(claim).collect()
    }

    fn condition(&self, condition: &Condition) -> Value {
        text(&self.condition_text(condition))
    }

    fn condition_text(&self, condition: &Condition) -> String {
        self.dispute.text(&conditions::expressible(condition))
    }

    /// What every entry may carry.
    fn backing(&self, backing: &Backing) -> Vec<(String, Value)> {
        let sources = self.source_keys(&backing.sources);
        let entries = [
            ("source", sources),
            ("as-of", backing.as_of.map(numbers::date)),
            ("confidence", backing.confidence.map(|confidence| text(confidence.word()))),
            ("status", backing.status.map(|status| text(status.word()))),
            ("note", backing.note.as_deref().map(text)),
        ];
        entries
            .into_iter()
            .filter_map(|(key, value)| value.map(|value| (key.to_string(), value)))
            .collect()
    }

    /// One key as a text, several as a list.
    fn source_keys(&self, sources: &[SourceId]) -> Option<Value> {
        let key = |source: &SourceId| text(&self.dispute.sources[*source].id);
        match sources {
            [] => None,
            [one] => Some(key(one)),
            several => Some(Value::List(several.iter().map(key).collect())),
        }
    }
}

/// The name, where the reader would not make it of the id.
fn name(name: &str, id: &str) -> Option<Value> {
    (name != shown(None, id)).then(|| text(name))
}
