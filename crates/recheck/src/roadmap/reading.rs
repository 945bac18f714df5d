//! One reading: the game, its values, and what they lead to.

use detente_finding::{
    Exact, GameLine, Outcome, PlayerLine, Real, RoadmapQuestion, RoadmapReading, Row,
};
use detente_model::number::to_float;
use detente_model::{Dispute, ReadingId};
use serde_json::json;

use super::critical::Trier;
use super::field::Field;
use super::game::{Board, NoGame, Setting};
use super::goal::Goal;
use super::largest::{Ended, largest};
use super::road::{Roads, Told};
use super::support::support;
use super::values::{Ahead, Values};
use super::words::{Words, close, equal, near, size};
use super::{blocked, critical, draws};
use crate::ledger::{Ledger, differences};

/// The most looks at an arc to find out whether values are the largest.
const MOST_WORK: u64 = 400_000_000;

/// The largest discount factor that is taken on.
pub(super) const MOST_PATIENT: f64 = 0.999_9;

pub(super) struct Checker<'a> {
    pub(super) dispute: &'a Dispute,
    pub(super) asked: &'a RoadmapQuestion,
    pub(super) board: &'a Board,
    pub(super) goal: Goal,
    pub(super) start: usize,
    pub(super) reading: ReadingId,
}

impl Checker<'_> {
    pub(super) fn check(&self, said: &RoadmapReading, ledger: &mut Ledger) {
        let dispute = self.dispute;
        let subject = format!("reading {}", dispute.readings[self.reading].id);
        let aimed = |levels: &Vec<_>| self.goal.has(dispute, self.reading, levels);
        let targets: Vec<bool> = self.board.states.iter().map(aimed).collect();
        let number = targets.iter().filter(|aimed| **aimed).count();
        let mut mistakes = differences(
            &json!((&said.reading, &said.missing_rules)),
            &json!((
                &dispute.readings[self.reading].id,
                self.goal.missing_rules(dispute, self.reading)
            )),
        );
        mistakes.extend(equal("states aimed at", size(said.targets), number).err());
        let setting = Setting::new(dispute, self.board, self.reading, self.period());
        let none = |outcome: Outcome| {
            let without = RoadmapReading { outcome, game: None, critical: None, ..said.clone() };
            differences(&json!(said), &json!(without))
        };
        match &setting {
            Err(NoGame::Missing(keys)) => {
                let found = Outcome::Missing(keys.clone());
                mistakes.extend(none(found));
                ledger.settle(&subject, mistakes, "what the dossier leaves out is as said");
            }
            Err(NoGame::NotAGame(why)) => {
                mistakes.extend(none(Outcome::NotAGame(why.clone())));
                ledger.settle(&subject, mistakes, "the dossier makes no game");
            }
            Ok(_) if number == 0 => {
                mistakes.extend(none(Outcome::NoTarget));
                ledger.settle(&subject, mistakes, "no state is aimed at");
            }
            Ok(setting) => {
                ledger.settle(&subject, mistakes, format!("states aimed at: {number}"));
                Reading { checker: self, setting, targets: &targets, subject: &subject }
                    .check(said, ledger);
            }
        }
        draws::check(self, setting.is_ok(), &subject, said.draws.as_ref(), ledger);
    }

    pub(super) fn period(&self) -> Option<detente_model::Rational> {
        self.asked.period.map(|Exact(months)| months)
    }
}

/// A reading with a game.
pub(super) struct Reading<'a> {
    checker: &'a Checker<'a>,
    setting: &'a Setting,
    targets: &'a [bool],
    subject: &'a str,
}

impl Reading<'_> {
    pub(super) fn about(&self, what: &str) -> String {
        format!("{}: {what}", self.subject)
    }

    fn check(&self, said: &RoadmapReading, ledger: &mut Ledger) {
        let game = &self.setting.game;
        if let Outcome::Unsolved(why) = &said.outcome {
            if said.game.is_some() || said.critical.is_some() {
                ledger.refuted(&self.about("values"), "there are values of what is not solved");
            }
            return self.unsolved(why, ledger);
        }
        let Some(line) = &said.game else {
            return ledger.refuted(&self.about("values"), "there are none");
        };
        let values = match self.line(line) {
            Ok(values) => values,
            Err(why) => return ledger.refuted(&self.about("game"), why),
        };
        let support = support(&values);
        let ahead = match support {
            Ok(ahead) => ahead,
            Err(mistakes) => {
                return ledger.settle(&self.about("values"), mistakes, "");
            }
        };
        let holds = "in every state something that holds brings each value".to_string();
        ledger.confirmed(&self.about("values"), holds);
        match self.optimism(line, &values) {
            Ok(()) => ledger.confirmed(&self.about("game"), "players, moves and discounts"),
            Err(why) => ledger.refuted(&self.about("game"), why),
        }
        self.largest(&values, ledger);
        self.reopened(line, ledger);
        self.outcome(said, &values, &ahead, ledger);
        let rests = |state: usize| self.targets[state];
        let mut trier = Trier::new(game, self.checker.start, &rests);
        critical::check(&mut trier, self, said, ledger);
    }

    pub(super) fn discount(&self) -> f64 {
        self.setting.discount
    }

    /// The obligation at this place of the dossier, by id.
    pub(super) fn obligation(&self, at: usize) -> String {
        let all = &self.checker.dispute.process.obligations;
        all.get(at).map_or(String::new(), |obligation| obligation.id.clone())
    }

    /// Whether critical values are asked for however long they take.
    pub(super) fn asks_critical(&self) -> bool {
        self.checker.asked.critical
    }

    pub(super) fn words(&self) -> Words<'_> {
        let dispute = self.checker.dispute;
        let players = self.setting.parties.iter().map(|id| dispute.parties[*id].id.clone());
        Words { dispute, players: players.collect() }
    }

    /// Nothing is left in some state.
    fn unsolved(&self, why: &str, ledger: &mut Ledger) {
        let subject = self.about("values");
        let (game, discount) = (&self.setting.game, self.setting.discount);
        if discount > MOST_PATIENT {
            let found =
                format!("a discount factor of {discount}; it lies between 0 and {MOST_PATIENT}");
            return ledger.compare(
                &subject,
                &json!(why),
                &json!(found),
                "too patient to be solved",
            );
        }
        if why != "no equilibrium in pure strategies was found" {
            if why == "the values do not settle at this discount factor" {
                return ledger.skipped(&subject, format!("not checked, why: {why}"));
            }
            return ledger.refuted(&subject, "no known reason is told");
        }
        match largest(game, discount, None, &mut MOST_WORK.clone()) {
            Ended::Nothing => ledger.confirmed(&subject, "nothing is left in some state"),
            Ended::TooLong => {
                ledger.skipped(&subject, "that nothing is left would take long to see");
            }
            Ended::Found(found) if found.doubtful => {
                ledger.skipped(&subject, "something is so near to holding that it may be left");
            }
            Ended::Found(_) => ledger.refuted(&subject, "there is an equilibrium"),
        }
    }

    /// Who plays, and the values said, if they are those of a game of this size.
    fn line(&self, said: &GameLine) -> Result<Values<'_>, String> {
        let (setting, game) = (self.setting, &self.setting.game);
        let dispute = self.checker.dispute;
        equal("players", said.players.len(), game.players)?;
        for (i, line) in said.players.iter().enumerate() {
            let party = &dispute.parties[setting.parties[i]];
            let found = PlayerLine {
                party: party.id.clone(),
                relief_capacity: party.relief_capacity.as_ref().map(|most| Exact(most.mode())),
                ..line.clone()
            };
            differences(&json!(line), &json!(found)).pop().map_or(Ok(()), Err)?;
            close("the chance to move", line.chance, game.chance[i])?;
            let rate = to_float(&setting.impatience[i]);
            near("impatience", line.impatience, rate, 1e-10 * (1.0 + rate.abs()))?;
            close("a discount factor", line.discount, setting.discounts[i])?;
        }
        close("the common discount factor", said.discount, setting.discount)?;
        equal("moves", size(said.moves), game.moves())?;
        near("the scale", said.scale, game.scale(), 1e-10 * game.scale())?;
        let numbers = |row: &Row| row.0.iter().map(|value| value.to_f64()).collect::<Vec<f64>>();
        let (joint, punished) = (&said.joint, &said.punished);
        equal("joint values", joint.0.len(), game.len())?;
        equal("rows of punishment values", punished.len(), game.players)?;
        punished.iter().try_for_each(|row| equal("punishment values", row.0.len(), game.len()))?;
        Ok(Values {
            game,
            discount: setting.discount,
            joint: numbers(joint),
            punished: punished.iter().map(numbers).collect(),
        })
    }

    fn optimism(&self, said: &GameLine, values: &Values<'_>) -> Result<(), String> {
        let game = values.game;
        let of = |state: usize| {
            let surplus = values.joint[state] - values.all_punished(state);
            values.discount * surplus * game.all_alarmed(state)
        };
        let most = (0..game.len()).map(of).fold(0.0, f64::max);
        near("how far U may be too high", said.optimism, most, values.fine())
    }

    /// Whether there is no better equilibrium.
    fn largest(&self, values: &Values<'_>, ledger: &mut Ledger) {
        let subject = self.about("largest values");
        let (game, fine) = (values.game, values.fine());
        let guess = Some((values.joint.clone(), values.punished.clone()));
        let unknown = "that no better equilibrium exists is not independently shown";
        match largest(game, values.discount, guess, &mut MOST_WORK.clone()) {
            Ended::TooLong => ledger.skipped(&subject, unknown),
            Ended::Nothing => {
                ledger.refuted(&subject, "nothing is left when what does not hold is taken away");
            }
            Ended::Found(found) => {
                let far = |a: &Vec<f64>, b: &Vec<f64>| {
                    a.iter().zip(b).position(|(a, b)| (a - b).abs() > fine)
                };
                let punished =
                    values.punished.iter().zip(&found.punished).find_map(|(a, b)| far(a, b));
                match far(&values.joint, &found.joint).or(punished) {
                    None => ledger.confirmed(&subject, "elimination from the start ends there"),
                    Some(_) if found.doubtful => ledger.skipped(&subject, unknown),
                    Some(state) => ledger.refuted(
                        &subject,
                        format!(
                            "there is a better equilibrium: state {} is worth {}",
                            state + 1,
                            Real::nearest(found.joint[state])
                        ),
                    ),
                }
            }
        }
    }

    fn reopened(&self, said: &GameLine, ledger: &mut Ledger) {
        let subject = self.about("reopened");
        match (&self.checker.asked.reopening, &said.reopened) {
            (None, None) => {}
            (Some(_), Some(_)) => ledger.skipped(&subject, "bargaining anew"),
            (None, Some(_)) => ledger.refuted(&subject, "it is told and was not asked"),
            (Some(_), None) => ledger.refuted(&subject, "it was asked and is not told"),
        }
    }

    fn outcome(
        &self,
        said: &RoadmapReading,
        values: &Values<'_>,
        ahead: &Ahead,
        ledger: &mut Ledger,
    ) {
        let field = Field::new(values, ahead, self.checker.start);
        let words = self.words();
        let roads = Roads { words: &words, field: &field };
        let rests = |state: usize| self.targets[state];
        let told = match &said.outcome {
            Outcome::Road(told) => blocked::roads(&roads, &rests, told),
            other => blocked::blocked(&roads, &rests, other),
        };
        for (what, told) in told {
            let subject = self.about(what);
            match told {
                Told::Right(open) => {
                    let paid = !open.iter().any(|what| what.starts_with("payments"));
                    let payments = if paid { ", payments" } else { "" };
                    let holds = format!("value, links, steps, ends{payments}");
                    ledger.confirmed(&subject, holds);
                    for what in open {
                        ledger.skipped(&subject, what);
                    }
                }
                Told::Holds(what) => ledger.confirmed(&subject, what),
                Told::Wrong(why) => ledger.refuted(&subject, why),
                Told::Open(why) => ledger.skipped(&subject, why),
            }
        }
    }
}
