//! A dispute from a `.gmcr` file: read as typed, then put together.
//!
//! Whatever can be said about a file is said at once; what depends on something broken is left
//! alone. Nothing ordinal becomes cardinal: rankings become statements.

mod file;
mod maker;
mod names;
mod node;
mod owners;
mod pattern;
mod perception;
mod ranking;
mod text;

use detente_model::{
    Backing, Condition, Date, Dispute, Found, Guard, Id, LevelName, MoveRule, OptionId, Party,
    PartyId, PartyOption, Preference, PreferenceForm, Reading, Rule, Statement,
};
use serde_json::{Map, Value};

use super::mistake::{GmcrMistake, Mistakes};
use super::states::feasible_with;
use super::{MOST_OPTIONS, MOST_RULES, quoted};
use file::{Direction, File};
use names::Ids;

/// The most decision makers a dossier may have as parties.
const MOST_PARTIES: usize = 200;

/// What came of a `.gmcr` file.
#[derive(Clone, Debug)]
pub struct Imported {
    /// The dispute, with one reading called `imported`.
    pub dispute: Dispute,
    /// What was assumed or left out, one sentence each.
    pub notes: Vec<String>,
    /// Top-level keys the format does not know, kept for the round trip.
    pub unknown: Map<String, Value>,
}

/// Reads a `.gmcr` file; the format has no title and no dates, so both are given.
///
/// What is returned can be written as a dossier and read back equal.
///
/// # Errors
/// Everything that is wrong with the file, each with its place and a remedy.
pub fn import_gmcr(bytes: &[u8], title: &str, as_of: Date) -> Result<Imported, Vec<GmcrMistake>> {
    let root = text::parse(bytes).map_err(|mistake| vec![mistake])?;
    let Value::Object(object) = &root else {
        let help = "give a file saved by GMCR+: it is one object, { … }";
        return Err(vec![GmcrMistake::new("", "the file is not a JSON object", help)]);
    };
    let mut mistakes = Mistakes::default();
    let mut notes = vec![
        "The format has no status quo, no deal and no sources: what of these belongs to the dispute \
         is to be added to the dossier."
            .to_string(),
    ];
    let file = file::read(&root, &mut mistakes, &mut notes);
    let mut importer = Importer { file: &file, mistakes, notes };
    let dispute = importer.dispute(title, as_of);
    let Importer { mistakes, mut notes, .. } = importer;
    mistakes.finish()?;
    let unknown = file::unknown(object);
    if !unknown.is_empty() {
        let keys: Vec<String> = unknown.keys().map(|key| quoted(key)).collect();
        notes.push(format!("Not known and kept for export: {}.", super::listed(&keys)));
    }
    match dispute {
        Some(dispute) => Ok(Imported { dispute, notes, unknown }),
        // Owners without mistakes always make a dispute.
        None => Err(vec![GmcrMistake::new("", "the file makes no dispute", "save it again")]),
    }
}

/// Turns a file as typed into a dispute.
struct Importer<'a> {
    file: &'a File,
    mistakes: Mistakes,
    notes: Vec<String>,
}

impl Importer<'_> {
    fn dispute(&mut self, title: &str, as_of: Date) -> Option<Dispute> {
        if self.too_large() || !self.file.owners_sound {
            return None;
        }
        let owned = owners::owned(self.file, &mut self.mistakes)?;
        let mut dispute = Dispute::new(title, as_of);
        let ids = self.options(&mut dispute, &owned);
        self.impossible(&mut dispute, &ids);
        match feasible_with(&dispute, &Condition::Always, 1) {
            Found::State(_) => {}
            Found::None => {
                let help = "leave out or narrow some of the patterns";
                self.mistakes.add("infeasibles", "no state is feasible", help);
                return None;
            }
            Found::Undecided => self.notes.push(
                "Whether any state is feasible was not found out: the rules are too many."
                    .to_string(),
            ),
        }
        self.perception(&mut dispute, &ids);
        self.reading(&mut dispute, &ids);
        self.fits_a_dossier(&dispute);
        Some(dispute)
    }

    /// Reports more entries than a dossier may have; true if there are any.
    fn too_large(&mut self) -> bool {
        let before = self.mistakes.count();
        for (what, count, most) in [
            ("options", self.file.options.len(), MOST_OPTIONS),
            ("decisionMakers", self.file.makers.len(), MOST_PARTIES),
            ("infeasibles", self.file.infeasibles.len(), MOST_RULES),
        ] {
            if count > most {
                let message = format!("there are {count} entries; at most {most} are read");
                self.mistakes.add(what, message, "split the conflict into several");
            }
        }
        self.mistakes.count() > before
    }

    /// Adds parties and their options in the order of the format; the ids by index in the file.
    fn options(&mut self, dispute: &mut Dispute, owned: &[Vec<usize>]) -> Vec<OptionId> {
        let mut ids = vec![OptionId::new(0); self.file.options.len()];
        let (mut party_ids, mut option_ids) = (Ids::new("party"), Ids::new("option"));
        for (maker, indices) in self.file.makers.iter().zip(owned) {
            let id = party_ids.unique(&maker.name);
            let name = self.shown(&maker.name, &id, &maker.place);
            let party = dispute.parties.push(empty_party(id, name));
            for &index in indices {
                let option = &self.file.options[index];
                let id = option_ids.unique(&option.name);
                let name = self.shown(&option.name, &id, &format!("options[{index}]"));
                ids[index] = dispute.options.push(PartyOption {
                    id,
                    name,
                    party,
                    levels: ["no", "yes"].map(level).into(),
                    moves: moves(option.direction),
                    layer: None,
                    step_cost: None,
                    backing: Backing::default(),
                });
            }
        }
        ids
    }

    /// The name given, or one made of the id.
    fn shown(&mut self, name: &str, id: &str, place: &str) -> String {
        // A dossier refuses what commands a terminal.
        let clean = name.replace(crate::texts::is_control, "");
        if clean != name {
            self.notes.push(format!("Control characters in the name of `{place}` are taken out."));
        }
        if !clean.trim().is_empty() {
            return clean;
        }
        let shown = crate::resolve::shown(None, id);
        self.notes.push(format!("`{place}` has an empty name; it is called \"{shown}\"."));
        shown
    }

    fn impossible(&mut self, dispute: &mut Dispute, ids: &[OptionId]) {
        for (place, statement) in &self.file.infeasibles {
            let when = statement.condition(ids);
            // A rule that matches nothing is a mistake in a dossier; the file may have it.
            if when == Condition::Never {
                self.notes.push(format!("`{place}` excludes nothing and is left out."));
                continue;
            }
            let because = "infeasible in the imported file".to_string();
            dispute.impossible.push(Rule { id: None, when, because, backing: Backing::default() });
        }
    }

    /// Adds the reading `imported`.
    fn reading(&mut self, dispute: &mut Dispute, ids: &[OptionId]) {
        let statements = if self.file.manual {
            self.rankings(dispute)
        } else {
            self.file.makers.iter().map(|maker| statements(maker, ids, &mut self.notes)).collect()
        };
        let preference = |conditions: Vec<Condition>| {
            let ordered = conditions.into_iter().map(Statement::Sure).collect();
            let form = PreferenceForm::Statements { ordered, rank_as_scale: false };
            Some(Preference::new(form))
        };
        dispute.readings.push(Reading {
            id: "imported".to_string(),
            name: "imported".to_string(),
            accept: dispute.audiences.ids().map(|_| None).collect(),
            preference: statements.into_iter().map(preference).collect(),
            backing: Backing::default(),
        });
    }

    /// Reports a dispute whose dossier would be too large to read.
    fn fits_a_dossier(&mut self, dispute: &Dispute) {
        let (size, most) =
            (crate::write(dispute).dossier.len() as u64, crate::texts::LARGEST_MODEL);
        if size > most {
            let message = format!(
                "as a dossier the file would have {} MB; at most {} MB are read",
                size >> 20,
                most >> 20
            );
            let help = "give statements instead of rankings, or fewer states";
            self.mistakes.add("", message, help);
        }
    }
}

/// The statements of a decision maker; one that was made before changes nothing and is dropped.
fn statements(maker: &maker::Maker, ids: &[OptionId], notes: &mut Vec<String>) -> Vec<Condition> {
    let mut seen = std::collections::BTreeMap::new();
    let mut kept = Vec::new();
    for (place, statement) in &maker.preferences {
        match seen.get(statement) {
            Some(first) => notes.push(format!("`{place}` repeats `{first}` and is left out.")),
            None => {
                seen.insert(statement, place);
                kept.push(statement.condition(ids));
            }
        }
    }
    kept
}

fn empty_party(id: String, name: String) -> Party {
    Party {
        id,
        name,
        ratify: None,
        negotiator: detente_model::Negotiator::default(),
        moves_per_year: None,
        turnover_per_year: None,
        capability: None,
        relief_capacity: None,
        conduct: None,
        backing: Backing::default(),
    }
}

fn level(id: &str) -> LevelName {
    LevelName { id: id.to_string(), label: id.to_string() }
}

fn moves(direction: Direction) -> MoveRule {
    match direction {
        Direction::Both => MoveRule::free(),
        Direction::Forward => MoveRule::one_way(),
        Direction::Back => MoveRule { up: Guard::Closed, ..MoveRule::free() },
    }
}

/// The party of the decision maker with this index.
fn party(index: usize) -> PartyId {
    PartyId::new(index)
}
