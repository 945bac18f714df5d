//! Scorable negotiation games: issues with points for every party, and what is known of them.
//!
//! After the MIT-licensed LLM-Deliberation games; counts were made outside this project
//! (`fixtures/scorable.json`). Each party is an audience with points of its own and a threshold;
//! issues are options of a chair who wants nothing.

use detente_model::{
    Acceptance, AcceptanceRule, AudienceId, Backing, Condition, Deal, Dispute, Id, Level, OptionId,
    Preference, PreferenceForm, Quantity, Ratification, Rational, Worth,
};
use serde_json::Value;

use super::fixtures::{list, number, text};
use crate::parts::{audience, empty_dispute, equal, option, party, reading};

/// A game and what is known of it.
#[derive(Clone, Debug)]
pub struct ScorableGame {
    /// Its name.
    pub name: String,
    /// The dispute: one reading, every party an audience; a deal needs all of them.
    pub dispute: Dispute,
    /// The audiences that can veto.
    pub vetoes: Vec<AudienceId>,
    /// What is known, as in the fixture.
    pub answers: Value,
}

/// All games of the fixture.
pub fn scorable_games() -> Vec<ScorableGame> {
    let file: Value = serde_json::from_str(include_str!("../../fixtures/scorable.json"))
        .expect("a fixture is JSON");
    let games = file["games"].as_object().expect("games by name");
    games.iter().map(|(name, game)| read(name, game)).collect()
}

fn read(name: &str, game: &Value) -> ScorableGame {
    let answers = game["answers"].clone();
    let mut dispute = empty_dispute(name);
    let chair = dispute.parties.push(party("chair", "Chair"));
    for (issue, levels) in list(&answers["dims"]).iter().enumerate() {
        let levels: Vec<String> = (0..number(levels)).map(|level| format!("l{level}")).collect();
        let levels: Vec<&str> = levels.iter().map(String::as_str).collect();
        dispute.options.push(option(&format!("i{}", issue + 1), chair, &levels));
    }
    let names: Vec<&str> = list(&answers["parties"]).iter().map(text).collect();
    let mut accept = Vec::new();
    for name in &names {
        dispute.audiences.push(audience(&name.to_lowercase(), name, None));
        accept.push(Some(rule(&game["parties"][*name])));
    }
    let mut published = reading(&dispute, "published", vec![None]);
    published.accept = accept.into_iter().collect();
    dispute.readings.push(published);
    let needs = dispute.audiences.ids().collect();
    dispute.deal = Some(Deal { when: Condition::Always, needs, backing: Backing::default() });
    let veto =
        |id: &AudienceId| list(&answers["veto"]).iter().any(|v| text(v) == names[id.index()]);
    let vetoes = dispute.audiences.ids().filter(veto).collect();
    ScorableGame { name: name.to_string(), dispute, vetoes, answers }
}

/// Points per issue and level, and a threshold.
fn rule(party: &Value) -> Acceptance {
    let exact = |points: &Value| Quantity::Exact(Rational::from(number(points) as i128));
    let mut terms = Vec::new();
    for (issue, levels) in list(&party["scores"]).iter().enumerate() {
        for (level, points) in list(levels).iter().enumerate() {
            terms.push((equal(OptionId::new(issue), level as Level), exact(points)));
        }
    }
    let at_least = exact(&party["threshold"]);
    Acceptance {
        rule: AcceptanceRule::Worth { of: Worth::Values(terms), at_least },
        unsure: Rational::from(0),
        backing: Backing::default(),
    }
}

impl ScorableGame {
    /// The game where every audience is a party that wants its points and has its threshold without
    /// agreement; the chair still wants nothing.
    pub fn between_parties(&self) -> ScorableGame {
        let mut game = self.clone();
        let dispute = &mut game.dispute;
        for audience in dispute.audiences.ids().collect::<Vec<_>>() {
            let entry = &mut dispute.audiences[audience];
            let wants = dispute.parties.push(party(&entry.id, &entry.name));
            (entry.party, entry.is_party) = (Some(wants), true);
            for reading in dispute.readings.values_mut() {
                let accept = reading.accept[audience].as_mut().map(|accept| &mut accept.rule);
                let Some(AcceptanceRule::Worth { of, at_least }) = accept else { continue };
                let own = std::mem::replace(of, Worth::Preference(wants));
                let Worth::Values(points) = own else { unreachable!("points are read as values") };
                let mut preference = Preference::new(PreferenceForm::Values(points));
                preference.reservation = Some(at_least.clone());
                reading.preference.push(Some(preference));
            }
        }
        game
    }

    /// The game where a deal needs a council that decides by this tree.
    pub fn ratified_by(&self, tree: Ratification) -> Dispute {
        let mut dispute = self.dispute.clone();
        let mut council = audience("council", "Council", None);
        council.ratify = Some(tree);
        let council = dispute.audiences.push(council);
        for reading in dispute.readings.ids().collect::<Vec<_>>() {
            dispute.readings[reading].accept.push(None);
        }
        if let Some(deal) = &mut dispute.deal {
            deal.needs = vec![council];
        }
        dispute
    }

    /// The published rule: both vetoes, and so many of all parties.
    pub fn all_but(&self, dissenters: usize) -> Ratification {
        let all: Vec<AudienceId> = self.dispute.audiences.ids().collect();
        let one = |id: &AudienceId| (Rational::from(1), Ratification::Audience(*id));
        let needs = Rational::from((all.len() - dissenters) as i128);
        let quota = Ratification::Quota { needs, of: all.iter().map(one).collect() };
        let vetoes = self.vetoes.iter().map(|id| Ratification::Audience(*id));
        Ratification::All(vetoes.chain([quota]).collect())
    }

    /// The same as [`ScorableGame::all_but`], each party standing in it once.
    pub fn all_but_once(&self, dissenters: usize) -> Ratification {
        let others: Vec<AudienceId> =
            self.dispute.audiences.ids().filter(|id| !self.vetoes.contains(id)).collect();
        let one = |id: &AudienceId| (Rational::from(1), Ratification::Audience(*id));
        let needs = Rational::from((others.len() - dissenters) as i128);
        let quota = Ratification::Quota { needs, of: others.iter().map(one).collect() };
        let vetoes = self.vetoes.iter().map(|id| Ratification::Audience(*id));
        Ratification::All(vetoes.chain([quota]).collect())
    }
}
