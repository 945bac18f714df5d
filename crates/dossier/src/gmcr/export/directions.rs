//! Moves as directions of bits, where that is exact.
//!
//! The format lets each bit rise, fall or both, and a party change any of its bits together: the
//! closed move of the model. So a move between levels a < b is allowed if every bit between them
//! may rise, and back if every bit may fall. A party whose moves are all guarded alike *does not
//! perceive* the states in which the guard is shut. All else is refused.

use detente_model::{Condition, Dispute, Guard, Id, Level, MoveRule, OptionId, PartyId};

use super::super::quoted;
use super::boxes::{Box, boxes};

/// The directions of one option's bits, lowest level first: whether each may rise, may fall.
pub(super) type Directions = Vec<(bool, bool)>;

/// How a party moves, as the format says it.
pub(super) struct PartyMoves {
    /// Per own option, in order.
    pub(super) options: Vec<(OptionId, Directions)>,
    /// The states it does not perceive.
    pub(super) misperceptions: Vec<Box>,
}

/// The moves of a party; what cannot be said goes to `refusals`.
pub(super) fn moves(dispute: &Dispute, party: PartyId, refusals: &mut Vec<String>) -> PartyMoves {
    let own: Vec<OptionId> = dispute.options_of(party).collect();
    let guard = match common_guard(dispute, party, &own) {
        Ok(guard) => guard,
        Err(mut reasons) => {
            refusals.append(&mut reasons);
            return PartyMoves { options: Vec::new(), misperceptions: Vec::new() };
        }
    };
    let mut options = Vec::new();
    for option in own {
        let closed = guard == Shared::Closed;
        match directions(dispute, option, closed) {
            Ok(directions) => options.push((option, directions)),
            Err(reason) => refusals.push(reason),
        }
    }
    let misperceptions = match &guard {
        Shared::Open => Vec::new(),
        Shared::Closed => vec![Box::new()],
        Shared::When(condition) => boxes(dispute, condition, false).unwrap_or_else(|reason| {
            let party = quoted(&dispute.parties[party].id);
            refusals
                .push(format!("the guard on the moves of {party} cannot be exported: {reason}"));
            Vec::new()
        }),
    };
    PartyMoves { options, misperceptions }
}

/// What stands on all of a party's moves.
#[derive(PartialEq)]
enum Shared<'a> {
    Open,
    /// No option of the party moves at all.
    Closed,
    When(&'a Condition),
}

/// The guard that all moves of a party share; without one, which options are the trouble.
fn common_guard<'a>(
    dispute: &'a Dispute,
    party: PartyId,
    own: &[OptionId],
) -> Result<Shared<'a>, Vec<String>> {
    let guards = |option: &OptionId| {
        let moves = &dispute.options[*option].moves;
        [&moves.up, &moves.down].map(|guard| settled(dispute, guard))
    };
    let all: Vec<Shared<'a>> = own.iter().flat_map(guards).collect();
    if !all.is_empty() && all.iter().all(|guard| *guard == Shared::Closed) {
        return Ok(Shared::Closed);
    }
    let mut open = all.into_iter().filter(|guard| *guard != Shared::Closed);
    let Some(first) = open.next() else { return Ok(Shared::Open) };
    let alike = open.all(|guard| guard == first);
    let of_others = match first {
        Shared::When(condition) => {
            condition.options().iter().all(|o| dispute.options[*o].party != party)
        }
        _ => true,
    };
    if alike && of_others {
        return Ok(first);
    }
    let guarded =
        own.iter().filter(|option| guards(option).iter().any(|g| matches!(g, Shared::When(_))));
    let why = if alike {
        "its guard speaks of the party's own options"
    } else {
        "its moves are guarded and others of the party are not guarded alike; the format guards all moves of a party or none"
    };
    Err(guarded
        .map(|option| {
            format!("the option {} cannot be exported: {why}", quoted(&dispute.options[*option].id))
        })
        .collect())
}

/// A guard with constant conditions read as what they are.
fn settled<'a>(dispute: &Dispute, guard: &'a Guard) -> Shared<'a> {
    match guard {
        Guard::Open => Shared::Open,
        Guard::Closed => Shared::Closed,
        Guard::When(condition) => match condition.settled(&vec![None; dispute.options.len()]) {
            Some(true) => Shared::Open,
            Some(false) => Shared::Closed,
            None => Shared::When(condition),
        },
    }
}

/// The directions of an option's bits; of a party that never moves any will do.
fn directions(dispute: &Dispute, option: OptionId, never: bool) -> Result<Directions, String> {
    let entry = &dispute.options[option];
    let name = quoted(&entry.id);
    let count = entry.levels.len();
    if never {
        return Ok(vec![(true, true); count.saturating_sub(1)]);
    }
    let open = |guard| settled(dispute, guard) != Shared::Closed;
    let moves = &entry.moves;
    for level in 0..count as Level {
        if is_barred_by_date(dispute, moves, level) {
            let level = quoted(&entry.levels[usize::from(level)].id);
            return Err(format!(
                "the option {name} cannot be exported: {level} cannot be reached at the clock, and the format has no dates"
            ));
        }
    }
    // With no date in the way, levels between two neighbours decide everything: one may rise
    // where rising is open, and fall where falling is open and no ratchet stands between.
    let bit = |low: usize| {
        let ratchet = moves.ratchet.is_some_and(|level| usize::from(level) == low + 1);
        (open(&moves.up), open(&moves.down) && !ratchet)
    };
    let bits: Directions = (0..count.saturating_sub(1)).map(bit).collect();
    match bits.iter().position(|(rises, falls)| !rises && !falls) {
        None => Ok(bits),
        Some(low) => {
            let (from, to) = (quoted(&entry.levels[low].id), quoted(&entry.levels[low + 1].id));
            Err(format!(
                "the option {name} cannot be exported: it moves neither way between {from} and {to}, and the format has no fixed options beside moving ones"
            ))
        }
    }
}

/// Whether a date keeps a level from being reached at the clock.
fn is_barred_by_date(dispute: &Dispute, moves: &MoveRule, level: Level) -> bool {
    let dated = MoveRule { dated: moves.dated.clone(), ..MoveRule::free() };
    let other = if level == 0 { 1 } else { 0 };
    let nothing = vec![0; dispute.options.ids().map(|o| o.index() + 1).max().unwrap_or(0)];
    !dated.allows(other, level, &nothing, dispute.as_of)
}
