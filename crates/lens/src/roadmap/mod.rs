//! Roadmap: is there a step-by-step exchange that nobody gains by leaving?
//!
//! *Asks*, per reading: from a start to what is aimed at, which steps in which order, where the
//! exchange is weakest and why, how patient the parties and how good alarms have to be; if there is no
//! road, how far one leads and what would mend it; and in how many draws of the uncertain numbers there
//! is one.
//!
//! *Assumes*: one party at a time moves one option by one level; alarms are all that is seen of a
//! breach; everybody knows what everybody values. The main answer takes utility to be transferable and
//! all parties to be as patient as the least patient; beside it stands whether the same road holds
//! without payments, each as patient as it is. Everything is at the modes of ranges but the draws.
//!
//! *Computes*: policy elimination, roads and critical values of the game on the scope (`play`,
//! `spec/dynamics.md` 1), to floating-point accuracy. Pure and public strategies only.
//!
//! *Misleads when* payments no party could make are read as a deal: the answer says how large they are.

mod critical;
mod draws;
mod goal;
mod repairs;
mod told;

use std::borrow::Cow;

use detente_finding::{
    Billionths, Count, Exact, GameLine, Outcome, PlayerLine, QUICK, Real, Reopened, RoadmapAnswer,
    RoadmapQuestion, RoadmapReading, Row, Unanswerable,
};
use detente_model::{Backing, Dispute, Id, ReadingId, Time};
use detente_play::unpaid::Threats;
use detente_play::{NoGame, Setting, Solution, eliminate, renegotiate};
use detente_states::{Graph, Limits, Node};

use crate::scope;
use goal::Goal;
use told::Told;

/// Periods counted back for what becomes of a deal that may be reopened.
const PERIODS: usize = 1_000;

/// The longest period taken on, in months.
const LONGEST: i128 = 1_200;

/// Answers the question whether there is an exchange nobody gains by leaving.
pub(crate) fn roadmap(
    dispute: &Dispute,
    question: &RoadmapQuestion,
) -> Result<RoadmapAnswer, Unanswerable> {
    crate::draws::check(question.draws)?;
    let readings = scope::readings(dispute, &question.readings)?;
    if readings.is_empty() {
        return Err(Unanswerable::NoReading);
    }
    let scope = scope::scope(dispute, question.focus.as_deref())?;
    let dispute = &*scope::asked(dispute, question.strict);
    let dispute = &*with_period(dispute, question.period)?;
    if let Some(reopening) = question.reopening
        && !(0.0..=1.0).contains(&reopening.to_f64())
    {
        return Err(Unanswerable::NotAProbability { number: reopening.to_string() });
    }
    let start = goal::start(dispute, &scope, &question.from)?;
    let goal = Goal::new(dispute, question.to.as_deref())?;
    let time = dispute.process.time.as_ref();
    let mut answer = RoadmapAnswer {
        options: dispute.options.values().map(|option| option.id.clone()).collect(),
        start: scope::state_ids(dispute, &start.levels),
        moved: start.moved,
        aim: goal.aim(dispute),
        period: time.map(|time| Exact(time.period_months)),
        ..RoadmapAnswer::default()
    };
    let graph = match Graph::new(dispute, &scope, Limits::default()) {
        Ok(graph) => graph,
        Err(too_large) => {
            answer.too_large = Some(too_large.to_string());
            return Ok(answer);
        }
    };
    answer.states = Some(Count(graph.len() as u128));
    let node = graph.node(&start.levels).expect("a feasible state of the scope is in its graph");
    let lens = Lens { dispute, question, graph: &graph, goal: &goal, start: node };
    answer.readings = readings.iter().map(|&reading| lens.reading(reading)).collect();
    Ok(answer)
}

/// The dispute with another length of a period.
fn with_period(dispute: &Dispute, period: Option<Exact>) -> Result<Cow<'_, Dispute>, Unanswerable> {
    let Some(Exact(months)) = period else { return Ok(Cow::Borrowed(dispute)) };
    if months <= 0.into() || months > LONGEST.into() {
        return Err(Unanswerable::NotAPeriod { period: months.to_string() });
    }
    let mut dispute = dispute.clone();
    let none = || Time {
        period_months: months,
        horizon_years: None,
        time_preference: None,
        backing: Backing::default(),
    };
    dispute.process.time.get_or_insert_with(none).period_months = months;
    Ok(Cow::Owned(dispute))
}

/// What every reading is asked.
struct Lens<'a> {
    dispute: &'a Dispute,
    question: &'a RoadmapQuestion,
    graph: &'a Graph,
    goal: &'a Goal,
    start: Node,
}

impl Lens<'_> {
    fn reading(&self, reading: ReadingId) -> RoadmapReading {
        let target = self.goal.states(self.dispute, reading, self.graph);
        let targets = target.iter().filter(|aimed| **aimed).count();
        let mut line = RoadmapReading {
            reading: self.dispute.readings[reading].id.clone(),
            missing_rules: self.goal.missing_rules(self.dispute, reading),
            targets: Count(targets as u128),
            game: None,
            outcome: Outcome::NoTarget,
            critical: None,
            draws: None,
        };
        match Setting::new(self.dispute, self.graph, reading) {
            Err(NoGame::Missing(missing)) => {
                let keys = missing.iter().map(|key| key.key(self.dispute, reading));
                line.outcome = Outcome::Missing(keys.collect());
            }
            Err(NoGame::NotAGame(why)) => line.outcome = Outcome::NotAGame(why.to_string()),
            Ok(setting) => {
                if targets > 0 {
                    self.fill(&setting, &target, &mut line);
                }
                line.draws = draws::draws(self, reading);
            }
        }
        line
    }

    /// Solves the game of a reading that aims at something.
    fn fill(&self, setting: &Setting<'_>, target: &[bool], line: &mut RoadmapReading) {
        let game = &setting.game;
        let solution = match eliminate(game, setting.discount) {
            Ok(solution) => solution,
            Err(unsolved) => {
                line.outcome = Outcome::Unsolved(unsolved.to_string());
                return;
            }
        };
        line.game = Some(self.game(setting, &solution));
        let quick = self.question.critical || game.len() * game.players().len() <= QUICK;
        let case = Case { setting, solution: &solution, start: self.start, target };
        let threats = Threats::new(game, &setting.discounts);
        let mut told = Told { dispute: self.dispute, case, threats, longest: Vec::new() };
        let best = detente_play::best_road(game, &solution, self.start, target);
        if quick {
            let critical = critical::critical(&case, best.as_ref());
            (line.critical, told.longest) = critical.unwrap_or_default();
        }
        line.outcome = match best {
            Some(best) => {
                let robust = detente_play::robust_road(game, &solution, self.start, target);
                told.roads(&best, robust.as_ref())
            }
            None => {
                let mut outcome = told.blocked();
                if let (Outcome::Blocked(blocked), true) = (&mut outcome, quick) {
                    blocked.repairs = repairs::repairs(self.dispute, &case).unwrap_or_default();
                }
                outcome
            }
        };
    }

    fn game(&self, setting: &Setting<'_>, solution: &Solution) -> GameLine {
        let game = &setting.game;
        let certificate = &solution.certificate;
        let n = game.players().len();
        let moves = game.edge_count() - n * game.len();
        let players = game.players().map(|player| self.player(setting, player));
        GameLine {
            players: players.collect(),
            discount: Billionths::nearest(setting.discount),
            moves: Count(moves as u128),
            scale: Real::nearest(game.scale()),
            optimism: Real::nearest(solution.optimism),
            joint: Row::nearest(certificate.joint.iter().copied()),
            punished: game
                .players()
                .map(|i| Row::nearest(game.nodes().map(|node| solution.punished(node, i))))
                .collect(),
            reopened: self.question.reopening.map(|chance| {
                let found = renegotiate(game, solution, chance.to_f64(), PERIODS);
                Reopened {
                    joint: found.as_ref().map(|r| Real::nearest(r.joint[self.start.index()])),
                    periods: Count(PERIODS as u128),
                    change: Real::nearest(found.map_or(0.0, |found| found.change)),
                }
            }),
        }
    }

    fn player(&self, setting: &Setting<'_>, player: detente_play::Player) -> PlayerLine {
        let party = &self.dispute.parties[setting.parties[player.index()]];
        PlayerLine {
            party: party.id.clone(),
            chance: Billionths::nearest(setting.game.chance(player)),
            impatience: Real::nearest(setting.impatience[player.index()]),
            discount: Billionths::nearest(setting.discounts[player.index()]),
            relief_capacity: party.relief_capacity.as_ref().map(|most| Exact(most.mode())),
        }
    }
}

/// A game being asked: solved at its own discount factor, from a start to a target.
#[derive(Clone, Copy)]
struct Case<'a> {
    setting: &'a Setting<'a>,
    solution: &'a Solution,
    start: Node,
    target: &'a [bool],
}
