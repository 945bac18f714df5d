//! Roads in the words of a finding: ids in place of numbers.

use detente_finding::{
    Act, Billionths, Blocked, Count, End, Farthest, Hold, Link, MOST_ENDS, Outcome, Real, Road,
    Roads, Row, Rung, Slack, Step, UnpaidLine, Weakness,
};
use detente_model::{Dispute, Id};
use detente_play::unpaid::{self, Threats, Unpaid};
use detente_play::{self as play, Edge, Payments, Player, payments, why_blocked};
use detente_states::Node;

use super::Case;
use crate::scope;

/// What is smaller, in units of the game's scale, is rounding.
const NOTHING: f64 = 1e-11;

/// What is told of the roads of a case.
pub(super) struct Told<'a> {
    pub(super) dispute: &'a Dispute,
    pub(super) case: Case<'a>,
    /// What can be threatened without payments.
    pub(super) threats: Option<Threats<'a>>,
    /// Per rung of the best road the longest period, in months; empty where it was not asked.
    pub(super) longest: Vec<Option<f64>>,
}

impl Told<'_> {
    /// The best and the most robust road.
    pub(super) fn roads(&self, best: &play::Road, robust: Option<&play::Road>) -> Outcome {
        let other = robust.filter(|robust| robust.stops != best.stops);
        Outcome::Road(Box::new(Roads {
            best: self.road(best, &self.longest),
            robust: other.map(|robust| self.road(robust, &[])),
        }))
    }

    /// What stands in the way, where there is no road; the repairs are left to be filled in.
    pub(super) fn blocked(&self) -> Outcome {
        let Case { setting, solution, start, target } = self.case;
        match why_blocked(&setting.game, solution, start, target) {
            None | Some(play::Blocked::NoTarget) => Outcome::NoTarget,
            Some(play::Blocked::NoPath) => Outcome::NoPath,
            Some(play::Blocked::NoAlarm) => Outcome::NoAlarm,
            Some(play::Blocked::Deficit { deficit, nearest, farthest }) => {
                Outcome::Blocked(Box::new(Blocked {
                    deficit: self.real(deficit),
                    nearest: self.road(&nearest, &[]),
                    farthest: farthest.map(|(left, road)| Farthest {
                        left: Count(left as u128),
                        road: self.road(&road, &[]),
                    }),
                    repairs: Vec::new(),
                }))
            }
        }
    }

    fn road(&self, road: &play::Road, longest: &[Option<f64>]) -> Road {
        let Case { setting, solution, start, .. } = self.case;
        let game = &setting.game;
        let paid = payments(game, solution, road);
        let held = self.threats.as_ref().and_then(|t| t.bracket(&road.stops));
        let all = held.as_ref().map_or(&[][..], |(_, all)| all);
        let mut ends = road.ends.clone();
        // Likeliest first; of equal ones the first in the order of the dossier.
        ends.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let listed = ends.iter().take(MOST_ENDS).map(|(node, chance)| End {
            state: self.state(*node),
            chance: Billionths::nearest(*chance),
        });
        let mut ladder = Vec::new();
        let mut at = start;
        for (k, rung) in road.ladder.iter().enumerate() {
            let to = game.to(rung.edge);
            let steps = paid[k].with_moves.iter().find(|paid| paid.mover == rung.mover);
            let steps = steps.expect("who steps is a mover");
            let receives = game.players().map(|player| {
                let i = player.index();
                steps.received[i] + paid[k + 1].for_duties[i]
            });
            let unpaid_keep = all
                .iter()
                .filter(|hold| hold.at == to && hold.act == play::Act::Keep)
                .reduce(|least, hold| if hold.slack < least.slack { hold } else { least });
            let step = play::Act::Step(rung.mover, rung.edge);
            let unpaid = all.iter().find(|hold| hold.at == at && hold.act == step);
            ladder.push(Rung {
                step: self.step(at, rung.mover, rung.edge),
                holds: self.slack(&rung.step),
                keep: self.slack(&rung.keep),
                keeper: rung.keep.owner.map(|owner| self.party(owner)),
                gains: self.row(game.players().map(|i| game.utility(to, i) - game.utility(at, i))),
                receives: self.row(receives),
                unpaid: self.real(unpaid.map_or(0.0, |hold| hold.slack)),
                unpaid_keep: unpaid_keep
                    .map(|hold| (self.party(hold.owner), self.real(hold.slack))),
                longest: longest.get(k).copied().flatten().map(Real::nearest),
            });
            at = to;
        }
        let opening = self.row(paid[0].for_duties.iter().copied());
        let balance = game.players().map(|player| {
            let i = player.index();
            let moves = ladder.iter().map(|rung| rung.receives.0[i].to_f64());
            opening.0[i].to_f64() + moves.sum::<f64>()
        });
        Road {
            value: self.real(road.value),
            states: Count(road.stops.len() as u128),
            weakest: self.link(&road.weakest),
            way: self.way(&road.way_to_weakest),
            chance: Billionths::nearest(road.ladder_chance),
            ends: listed.collect(),
            ends_left_out: Count(ends.len().saturating_sub(MOST_ENDS) as u128),
            periods: Real::nearest(road.periods),
            balance: self.row(balance),
            opening,
            ladder,
            pays_at_most: self.row(game.players().map(|i| most_paid(&paid, i))),
            unpaid: self.unpaid(held.as_ref().map(|(verdict, _)| verdict)),
        }
    }

    /// A number computed from utilities; rounding of nothing is nothing.
    fn real(&self, number: f64) -> Real {
        let nothing = number.abs() < NOTHING * self.case.setting.game.scale();
        Real::nearest(if nothing { 0.0 } else { number })
    }

    fn row(&self, numbers: impl IntoIterator<Item = f64>) -> Row {
        Row(numbers.into_iter().map(|number| self.real(number)).collect())
    }

    fn slack(&self, link: &play::Link) -> Slack {
        Slack {
            stake: self.real(link.stake),
            temptation: self.real(link.temptation),
            leak: self.real(link.leak),
            slack: self.real(link.slack),
        }
    }

    fn unpaid(&self, verdict: Option<&Unpaid>) -> UnpaidLine {
        match verdict {
            Some(Unpaid::Fails(hold)) => UnpaidLine::Fails(self.hold(hold)),
            Some(Unpaid::Open(hold, other)) => {
                UnpaidLine::Open(self.hold(hold), other.map(|other| self.hold(&other)))
            }
            Some(Unpaid::Holds(hold)) => UnpaidLine::Holds(self.hold(hold)),
            None => UnpaidLine::Nothing,
        }
    }

    fn hold(&self, hold: &unpaid::Hold) -> Hold {
        Hold {
            state: self.state(hold.at),
            act: self.act(hold.at, hold.act),
            owner: self.party(hold.owner),
            slack: self.real(hold.slack),
        }
    }

    fn link(&self, link: &play::Link) -> Link {
        Link {
            state: self.state(link.at),
            act: self.act(link.at, link.act),
            owner: link.owner.map(|owner| self.party(owner)),
            holds: self.slack(link),
            weakness: match link.weakness() {
                play::Weakness::Commitment => Weakness::Commitment,
                play::Weakness::Verification => Weakness::Verification,
                play::Weakness::LowStakes => Weakness::LowStakes,
            },
        }
    }

    fn act(&self, at: Node, act: play::Act) -> Act {
        match act {
            play::Act::Keep => Act::Keep,
            play::Act::Wait(mover) => Act::Wait(self.party(mover)),
            play::Act::Step(mover, edge) => Act::Step(self.step(at, mover, edge)),
        }
    }

    /// The steps along edges from the start.
    fn way(&self, edges: &[Edge]) -> Vec<Step> {
        let game = &self.case.setting.game;
        let mut at = self.case.start;
        let mut steps = Vec::new();
        for &edge in edges {
            let mover = game.players().find(|m| game.edges(at, *m).contains(&edge.index()));
            steps.push(self.step(at, mover.expect("a way leads along edges of its states"), edge));
            at = game.to(edge);
        }
        steps
    }

    fn step(&self, at: Node, mover: Player, edge: Edge) -> Step {
        let setting = self.case.setting;
        let step = setting.step(at, mover, edge).expect("no road has staying for a step");
        let level = |node| {
            let level = setting.graph.levels(node)[step.option.index()];
            scope::level_id(self.dispute, step.option, level)
        };
        Step {
            party: self.party(mover),
            option: self.dispute.options[step.option].id.clone(),
            from: level(at),
            to: level(step.to),
        }
    }

    fn state(&self, node: Node) -> Vec<String> {
        scope::state_ids(self.dispute, self.case.setting.graph.levels(node))
    }

    fn party(&self, player: Player) -> String {
        self.dispute.parties[self.case.setting.parties[player.index()]].id.clone()
    }
}

/// The most a player pays at one occasion in the states of a ladder, whoever is drawn to move.
fn most_paid(paid: &[Payments], player: Player) -> f64 {
    let at = player.index();
    let occasions = paid.iter().flat_map(|here| {
        let moves = here.with_moves.iter().map(|moves| moves.received[at]);
        std::iter::once(here.for_duties[at]).chain(moves)
    });
    occasions.fold(0.0, |most, received| most.max(-received))
}
