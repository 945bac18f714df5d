//! From a dispute to a game: who plays on a focus, and with what.
//!
//! *Players* are the parties that can move on the focus and those the reading gives a preference;
//! others have no part in it. Everything is taken at the mode of its range; ask a drawn dispute for
//! another value.
//!
//! | in the game | from the dispute |
//! |---|---|
//! | chance to move | `moves-per-year` of those who can move, over their sum |
//! | utility per period | the reading's values or interests ([`detente_model::Points`]) |
//! | cost of a move | `step-cost` times the levels moved |
//! | duties | obligations whose `when` holds; probabilities at the state's levels |
//! | discount factor of a party | exp(−(time preference + turnover) · period in years) |
//! | the common one | the smallest of them: the least patient sets the pace |
//!
//! Refuses a reading that only orders states for a player, and whatever the dossier leaves out, all of
//! it at once ([`Missing`]).

use detente_model::number::to_float;
use detente_model::{ByLevel, Dispute, Id, Level, Obligation, PartyId, Points, ReadingId, Time};
use detente_states::{Graph, Node};

use crate::game::{Draft, Duty, Edge, Game, Move, NotAGame, Player};

/// A game on a focus, and what it is a game of.
pub struct Setting<'g> {
    /// The states and steps.
    pub graph: &'g Graph,
    /// The game.
    pub game: Game,
    /// The party each player is.
    pub parties: Vec<PartyId>,
    /// Each player's impatience per year: time preference and turnover.
    pub impatience: Vec<f64>,
    /// Each player's discount factor for one period.
    pub discounts: Vec<f64>,
    /// The smallest of them.
    pub discount: f64,
    /// Months in a period.
    pub period: f64,
}

/// Something a dossier has to say before there is a game.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Missing {
    /// The length of a period.
    Period,
    /// The time preference.
    TimePreference,
    /// How often a party that can move does.
    MoveRate(PartyId),
    /// How often a party's government or its policy is replaced.
    Turnover(PartyId),
    /// What a party that can move prefers.
    Preference(PartyId),
    /// Numbers: the reading only orders states for this party.
    Numbers(PartyId),
}

impl Missing {
    /// The key of the dossier that would say it.
    pub fn key(&self, dispute: &Dispute, reading: ReadingId) -> String {
        let party = |id: &PartyId| dispute.parties[*id].id.as_str();
        let reading = &dispute.readings[reading].id;
        match self {
            Missing::Period => "process.period".to_string(),
            Missing::TimePreference => "process.time-preference".to_string(),
            Missing::MoveRate(p) => format!("party.{}.moves-per-year", party(p)),
            Missing::Turnover(p) => format!("party.{}.turnover-per-year", party(p)),
            Missing::Preference(p) | Missing::Numbers(p) => {
                format!("reading.{reading}.value.{}", party(p))
            }
        }
    }
}

/// Why there is no game on a focus.
#[derive(Clone, PartialEq, Debug)]
pub enum NoGame {
    /// The dossier leaves these out.
    Missing(Vec<Missing>),
    /// What it says makes no game.
    NotAGame(NotAGame),
}

impl<'g> Setting<'g> {
    /// The game of a dispute on the graph of a scope of it, in a reading. Drawn numbers leave the graph
    /// as it is, so one serves all draws.
    ///
    /// # Errors
    /// When something is missing, or nothing is feasible.
    pub fn new(
        dispute: &Dispute,
        graph: &'g Graph,
        reading: ReadingId,
    ) -> Result<Setting<'g>, NoGame> {
        let cast = Cast::of(dispute, graph, reading).map_err(NoGame::Missing)?;
        let game = cast.game(dispute, graph).map_err(NoGame::NotAGame)?;
        let discount = |rate: &f64| libm::exp(-rate * cast.period / 12.0);
        let discounts: Vec<f64> = cast.impatience.iter().map(discount).collect();
        Ok(Setting {
            game,
            discount: discounts.iter().copied().fold(1.0, f64::min),
            discounts,
            parties: cast.parties,
            impatience: cast.impatience,
            period: cast.period,
            graph,
        })
    }

    /// The player a party is.
    pub fn player(&self, party: PartyId) -> Option<Player> {
        self.parties.iter().position(|p| *p == party).map(Player::new)
    }

    /// Which states satisfy a test on their levels: a target.
    pub fn states(&self, test: impl Fn(&[Level]) -> bool) -> Vec<bool> {
        self.graph.nodes().map(|node| test(self.graph.levels(node))).collect()
    }

    /// The party that takes an edge out of a state, and the step it is; nothing for staying.
    pub fn step(&self, node: Node, player: Player, edge: Edge) -> Option<detente_states::Step> {
        let number = edge.index().checked_sub(self.game.stay(node, player).index() + 1)?;
        self.graph.steps(node, self.parties[player.index()]).get(number).copied()
    }
}

/// Who plays, with everything the dossier says of them.
struct Cast {
    parties: Vec<PartyId>,
    worth: Vec<Points>,
    rates: Vec<f64>,
    impatience: Vec<f64>,
    period: f64,
}

impl Cast {
    fn of(dispute: &Dispute, graph: &Graph, reading: ReadingId) -> Result<Cast, Vec<Missing>> {
        let can_move = |p: PartyId| graph.nodes().any(|node| !graph.steps(node, p).is_empty());
        let prefers = |p: PartyId| dispute.readings[reading].preference[p].is_some();
        let mut missing = Vec::new();
        let time: Option<&Time> = dispute.process.time.as_ref();
        let preference = time.and_then(|t| t.time_preference.as_ref());
        if time.is_none() {
            missing.push(Missing::Period);
        }
        if preference.is_none() {
            missing.push(Missing::TimePreference);
        }
        let mut cast = Cast {
            parties: Vec::new(),
            worth: Vec::new(),
            rates: Vec::new(),
            impatience: Vec::new(),
            period: time.map_or(0.0, |t| to_float(&t.period_months)),
        };
        let yearly = preference.map_or(0.0, |q| to_float(&q.mode()));
        for (id, party) in dispute.parties.iter() {
            let moves = can_move(id);
            if !moves && !prefers(id) {
                continue;
            }
            let worth = match dispute.worth(reading, id) {
                Ok(Some(points)) => points,
                Ok(None) => {
                    missing.push(Missing::Preference(id));
                    continue;
                }
                Err(_) => {
                    missing.push(Missing::Numbers(id));
                    continue;
                }
            };
            if moves && party.moves_per_year.is_none() {
                missing.push(Missing::MoveRate(id));
            }
            if party.turnover_per_year.is_none() {
                missing.push(Missing::Turnover(id));
            }
            let number = |q: &Option<detente_model::Quantity>| {
                q.as_ref().map_or(0.0, |q| to_float(&q.mode()))
            };
            cast.parties.push(id);
            cast.worth.push(worth);
            cast.rates.push(if moves { number(&party.moves_per_year) } else { 0.0 });
            cast.impatience.push(yearly + number(&party.turnover_per_year));
        }
        if missing.is_empty() { Ok(cast) } else { Err(missing) }
    }

    fn game(&self, dispute: &Dispute, graph: &Graph) -> Result<Game, NotAGame> {
        let costs: Vec<f64> = (dispute.options.values())
            .map(|o| o.step_cost.as_ref().map_or(0.0, |cost| to_float(&cost.mode())))
            .collect();
        let mut draft = Draft::new(&self.rates);
        for node in graph.nodes() {
            let levels = graph.levels(node);
            let utility: Vec<f64> =
                self.worth.iter().map(|points| to_float(&points.value(levels))).collect();
            let bound = dispute.process.obligations.iter().enumerate();
            let bound = bound.filter(|(_, o)| o.when.holds(levels));
            let duties: Vec<Duty> =
                bound.filter_map(|(promise, o)| self.duty(promise, o, levels)).collect();
            let moves = |party: &PartyId| -> Vec<Move> {
                let steps = graph.steps(node, *party).iter();
                let cost = |step: &detente_states::Step| {
                    let option = step.option.index();
                    let moved = levels[option].abs_diff(graph.levels(step.to)[option]);
                    costs[option] * f64::from(moved)
                };
                steps.map(|step| Move { to: step.to, cost: cost(step) }).collect()
            };
            let moves: Vec<Vec<Move>> = self.parties.iter().map(moves).collect();
            draft.state(levels, &utility, &duties, &moves);
        }
        draft.finish()
    }

    /// An obligation in a state; nothing where who is bound does not play.
    fn duty(&self, promise: usize, obligation: &Obligation, levels: &[Level]) -> Option<Duty> {
        let player = |party: PartyId| self.parties.iter().position(|p| *p == party);
        let mut harm = vec![0.0; self.parties.len()];
        for (party, cost) in &obligation.harm {
            if let Some(player) = player(*party) {
                harm[player] = to_float(&cost.mode());
            }
        }
        let at = |by: &ByLevel| match by {
            ByLevel::Same(quantity) => to_float(&quantity.mode()),
            ByLevel::Option(option, list) => {
                to_float(&list[usize::from(levels[option.index()])].mode())
            }
        };
        Some(Duty {
            promise,
            player: Player::new(player(obligation.party)?),
            temptation: to_float(&obligation.temptation.mode()),
            harm,
            detect: at(&obligation.detect),
            false_alarm: at(&obligation.false_alarm),
        })
    }
}
