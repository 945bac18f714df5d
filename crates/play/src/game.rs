//! The random-mover game: plain data, independent of any dispute.
//!
//! A period: nature draws one *player* (with its *chance*, the same everywhere); the player takes an
//! *edge* out of the state, staying being the first of them; in the state it leads to, every player
//! under a *duty* keeps it or breaks it unseen; alarms sound; flow utilities are paid; next period.
//!
//! | symbol of `spec/dynamics.md` 0 | here |
//! |---|---|
//! | X, x | [`Node`], numbered from 0 |
//! | A_m(x), κ_m | [`Game::edges`], [`Game::cost`] |
//! | u_i(x), per period | [`Game::utility`] |
//! | μ_m | [`Game::chance`] |
//! | O_i(x): b, H, p, q | [`Duty`] |
//!
//! One random mover instead of simultaneous moves keeps the number of profiles of a state at the sum
//! of what each can do (after Doraszelski and Judd 2012). The discount factor is no part of the game:
//! it is given with every question, because it is what questions vary.
//!
//! States with the same duties share one list of them. Cost: 13 bytes an edge and 8 bytes per state
//! and player. Refuses what is no game ([`NotAGame`]): see [`Draft::finish`].

use detente_model::{Id, Level};
use detente_states::Node;

detente_model::ids! {
    /// A player of a game, in the order of the game.
    Player;
    /// The number of an edge: what one player can do in one state.
    Edge;
}

/// Something promised that can be broken unseen, in the states in which it is in force.
#[derive(Clone, PartialEq, Debug)]
pub struct Duty {
    /// Which promise it is, the same number in every state: so that one can be changed by itself.
    pub promise: usize,
    /// Who is bound.
    pub player: Player,
    /// What breaking it gains the bound player, utility per period; not negative.
    pub temptation: f64,
    /// What breaking it costs each player, utility per period; that of the bound player is ignored.
    pub harm: Vec<f64>,
    /// Probability per period that a breach raises an alarm.
    pub detect: f64,
    /// Probability per period of an alarm without a breach.
    pub false_alarm: f64,
}

/// Where a player may go, and what it costs once.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Move {
    /// Where.
    pub to: Node,
    /// One-off cost, in utility.
    pub cost: f64,
}

/// Most players of a game.
pub const MOST_PLAYERS: usize = 15;

/// Most duties in force in one state; each doubles what may be promised there.
pub const MOST_DUTIES: usize = 10;

/// Why what was drafted is no game.
#[derive(Clone, PartialEq, Debug)]
pub enum NotAGame {
    /// There is no state.
    NoState,
    /// There is no player, or there are more than [`MOST_PLAYERS`].
    Players(usize),
    /// A row does not have one entry per player.
    Row(Node),
    /// A move leads to a state that does not exist.
    Target(Node),
    /// A number is not finite, or a temptation or chance negative, or a probability outside [0, 1].
    Number(Option<Node>),
    /// More than [`MOST_DUTIES`] duties are in force at once.
    Duties(Node, usize),
    /// There are 2^32 or more edges.
    Edges,
}

impl std::fmt::Display for NotAGame {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            NotAGame::NoState => f.write_str("no state is feasible"),
            NotAGame::Players(n) => write!(f, "{n} players; there are 1 to {MOST_PLAYERS}"),
            NotAGame::Row(node) => write!(f, "state {} lacks an entry for a player", node.index()),
            NotAGame::Target(node) => write!(f, "state {} does not exist", node.index()),
            NotAGame::Number(Some(node)) => {
                write!(f, "a number of state {} is out of its range", node.index())
            }
            NotAGame::Number(None) => f.write_str("a chance to move is negative or not finite"),
            NotAGame::Duties(node, duties) => write!(
                f,
                "{duties} obligations are in force at once in state {}, at most {MOST_DUTIES} can \
                 be told apart",
                node.index()
            ),
            NotAGame::Edges => f.write_str("there are 2^32 or more moves; choose a smaller focus"),
        }
    }
}

impl std::error::Error for NotAGame {}

/// A game being written down, state after state.
pub struct Draft {
    game: Game,
    fault: Option<NotAGame>,
    /// Lists of duties met so far, to find a list's number again.
    kinds: std::collections::BTreeMap<Vec<u64>, u32>,
}

/// The random-mover game.
#[derive(Clone, Debug)]
pub struct Game {
    players: usize,
    chance: Vec<f64>,
    utility: Vec<f64>,
    /// Where the edges of (state, player) begin; one entry more than there are pairs.
    first: Vec<u32>,
    to: Vec<u32>,
    cost: Vec<f64>,
    /// Per state the number of its list of duties.
    kind: Vec<u32>,
    duties: Vec<Vec<Duty>>,
    width: usize,
    levels: Vec<Level>,
}

impl Draft {
    /// A game of players who are drawn to move in proportion to these weights; if all are 0, all are
    /// drawn alike.
    pub fn new(weights: &[f64]) -> Draft {
        let players = weights.len();
        let sum: f64 = weights.iter().sum();
        let chance = |weight: &f64| if sum > 0.0 { weight / sum } else { 1.0 / players as f64 };
        let fault = if players == 0 || players > MOST_PLAYERS {
            Some(NotAGame::Players(players))
        } else if weights.iter().any(|w| !w.is_finite() || *w < 0.0) || !sum.is_finite() {
            Some(NotAGame::Number(None))
        } else {
            None
        };
        Draft {
            game: Game {
                players,
                chance: weights.iter().map(chance).collect(),
                utility: Vec::new(),
                first: vec![0],
                to: Vec::new(),
                cost: Vec::new(),
                kind: Vec::new(),
                duties: Vec::new(),
                width: 0,
                levels: Vec::new(),
            },
            fault,
            kinds: std::collections::BTreeMap::new(),
        }
    }

    /// Adds the next state: its levels (as many as those of the other states), the utility of each
    /// player, the duties in force, and where each player may go; staying is added by itself.
    pub fn state(
        &mut self,
        levels: &[Level],
        utility: &[f64],
        duties: &[Duty],
        moves: &[Vec<Move>],
    ) {
        let game = &mut self.game;
        let n = game.players;
        let node = Node::new(game.kind.len());
        let fits = utility.len() == n
            && moves.len() == n
            && duties.iter().all(|d| d.harm.len() == n && d.player.index() < n);
        if !fits || (node.index() > 0 && levels.len() != game.width) {
            self.fault.get_or_insert(NotAGame::Row(node));
            return;
        }
        if duties.len() > MOST_DUTIES {
            self.fault.get_or_insert(NotAGame::Duties(node, duties.len()));
            return;
        }
        let costs = moves.iter().flatten().map(|m| m.cost);
        let mut numbers = utility.iter().copied().chain(costs);
        if numbers.any(|x| !x.is_finite()) || !duties.iter().all(Duty::is_sound) {
            self.fault.get_or_insert(NotAGame::Number(Some(node)));
            return;
        }
        game.width = levels.len();
        game.levels.extend_from_slice(levels);
        game.utility.extend_from_slice(utility);
        for to in moves {
            game.to.push(node.index() as u32);
            game.cost.push(0.0);
            game.to.extend(to.iter().map(|m| m.to.index() as u32));
            game.cost.extend(to.iter().map(|m| m.cost));
            if game.to.len() >= u32::MAX as usize {
                self.fault.get_or_insert(NotAGame::Edges);
            }
            game.first.push(game.to.len() as u32);
        }
        let key = duties.iter().flat_map(Duty::bits).collect();
        let fresh = game.duties.len() as u32;
        let kind = *self.kinds.entry(key).or_insert(fresh);
        if kind == fresh {
            game.duties.push(duties.to_vec());
        }
        game.kind.push(kind);
    }

    /// The game.
    ///
    /// # Errors
    /// When it has no state or a player too many, a row of the wrong length, a move into nowhere, a
    /// number out of its range, or too many duties in one state.
    pub fn finish(self) -> Result<Game, NotAGame> {
        let game = self.game;
        let states = game.kind.len();
        if let Some(fault) = self.fault {
            return Err(fault);
        }
        if states == 0 {
            return Err(NotAGame::NoState);
        }
        match game.to.iter().find(|&&to| to as usize >= states) {
            Some(&to) => Err(NotAGame::Target(Node::new(to as usize))),
            None => Ok(game),
        }
    }
}

impl Duty {
    fn is_sound(&self) -> bool {
        let is_probability = |p: f64| (0.0..=1.0).contains(&p);
        let finite = self.harm.iter().all(|h| h.is_finite()) && self.temptation.is_finite();
        let sound = is_probability(self.detect) && is_probability(self.false_alarm);
        finite && sound && self.temptation >= 0.0
    }

    /// Its numbers bit by bit: equal duties have equal bits.
    fn bits(&self) -> impl Iterator<Item = u64> + '_ {
        let numbers = [self.temptation, self.detect, self.false_alarm];
        let numbers = numbers.into_iter().chain(self.harm.iter().copied()).map(f64::to_bits);
        [self.promise as u64, self.player.index() as u64].into_iter().chain(numbers)
    }
}

impl Game {
    /// The number of states.
    pub fn len(&self) -> usize {
        self.kind.len()
    }

    /// Never: a game has a state.
    pub fn is_empty(&self) -> bool {
        self.kind.is_empty()
    }

    /// All states.
    pub fn nodes(&self) -> impl ExactSizeIterator<Item = Node> + DoubleEndedIterator + use<> {
        (0..self.len()).map(Node::new)
    }

    /// All players.
    pub fn players(&self) -> impl ExactSizeIterator<Item = Player> + DoubleEndedIterator + use<> {
        (0..self.players).map(Player::new)
    }

    /// The probability that the next opportunity to move is this player's.
    pub fn chance(&self, player: Player) -> f64 {
        self.chance[player.index()]
    }

    /// The players who are ever drawn to move.
    pub fn movers(&self) -> impl Iterator<Item = Player> + '_ {
        self.players().filter(|&m| self.chance(m) > 0.0)
    }

    /// What one period in a state is worth to a player while every duty is kept.
    pub fn utility(&self, node: Node, player: Player) -> f64 {
        self.utility[node.index() * self.players + player.index()]
    }

    /// What one period in a state is worth to each player.
    pub fn utilities(&self, node: Node) -> &[f64] {
        &self.utility[node.index() * self.players..][..self.players]
    }

    /// What a player can do in a state; the first is to stay.
    pub fn edges(&self, node: Node, player: Player) -> std::ops::Range<usize> {
        let at = node.index() * self.players + player.index();
        self.first[at] as usize..self.first[at + 1] as usize
    }

    /// Where the edges of all players out of a state lead.
    pub(crate) fn all_edges(&self, node: Node) -> &[u32] {
        let at = node.index() * self.players;
        &self.to[self.first[at] as usize..self.first[at + self.players] as usize]
    }

    /// To stay.
    pub fn stay(&self, node: Node, player: Player) -> Edge {
        Edge::new(self.edges(node, player).start)
    }

    /// Where an edge leads.
    pub fn to(&self, edge: Edge) -> Node {
        Node::new(self.to[edge.index()] as usize)
    }

    /// What taking an edge costs its player once.
    pub fn cost(&self, edge: Edge) -> f64 {
        self.cost[edge.index()]
    }

    /// The number of edges, stays included.
    pub fn edge_count(&self) -> usize {
        self.to.len()
    }

    /// The duties in force in a state.
    pub fn duties(&self, node: Node) -> &[Duty] {
        &self.duties[self.kind(node)]
    }

    /// The different lists of duties.
    pub fn kinds(&self) -> &[Vec<Duty>] {
        &self.duties
    }

    /// Which of [`Game::kinds`] is in force in a state.
    pub fn kind(&self, node: Node) -> usize {
        self.kind[node.index()] as usize
    }

    /// The levels of a state.
    pub fn levels(&self, node: Node) -> &[Level] {
        &self.levels[node.index() * self.width..][..self.width]
    }

    /// The state with these levels.
    pub fn find(&self, levels: &[Level]) -> Option<Node> {
        self.nodes().find(|&node| self.levels(node) == levels)
    }

    /// The spread of what a period can bring any player, duties broken included: the unit in which
    /// tolerances are meant. 1 where everything is alike.
    pub fn scale(&self) -> f64 {
        let mut spread: f64 = 0.0;
        for player in self.players() {
            let of = || self.nodes().map(|node| self.utility(node, player));
            let (low, high) = (of().fold(f64::INFINITY, f64::min), of().fold(f64::MIN, f64::max));
            spread = spread.max(high - low);
        }
        for duty in self.duties.iter().flatten() {
            spread = duty.harm.iter().fold(spread.max(duty.temptation), |s, h| s.max(h.abs()));
        }
        if spread > 0.0 { spread } else { 1.0 }
    }

    /// The game with every duty rewritten; states keep sharing their lists.
    ///
    /// # Errors
    /// When a duty is no longer sound.
    pub fn with_duties(&self, change: impl Fn(&Duty) -> Duty) -> Result<Game, NotAGame> {
        let mut changed = self.clone();
        for duty in changed.duties.iter_mut().flatten() {
            *duty = change(duty);
            if !duty.is_sound() || duty.player.index() >= self.players {
                return Err(NotAGame::Number(None));
            }
        }
        Ok(changed)
    }

    /// The game in which a player's utility is changed in every state; a change that is not finite is
    /// left out.
    pub fn with_utility(&self, player: Player, change: impl Fn(Node, f64) -> f64) -> Game {
        let mut changed = self.clone();
        for node in self.nodes() {
            let at = node.index() * self.players + player.index();
            let new = change(node, self.utility[at]);
            if new.is_finite() {
                changed.utility[at] = new;
            }
        }
        changed
    }
}
