//! What two parties get: all packages in cells, the frontier of the two, the proposals on record.
//!
//! Cells are counted from all different pairs of values, which the diagram gives exactly; where there
//! are more than a limit of them, nothing is counted. A proposal that leaves options open is the range
//! over the packages that agree with it.

use detente_finding::{
    CellLine, Count, Exact, FrontierQuestion, ProposalMark, Scatter, Unanswerable,
};
use detente_model::{Comparison, Condition, Dispute, Id, Level, OptionId, PartyId, Proposal};
use detente_states::{FrontierLimits, FrontierPoint, Scorer, Set, TooLarge, ValueLimits};

use super::Case;
use crate::scope;

/// Cells along, and as many up.
const CELLS: usize = 32;

/// The parties named for the figure.
pub(super) fn axes(
    dispute: &Dispute,
    question: &FrontierQuestion,
    counted: &[PartyId],
) -> Result<[Option<PartyId>; 2], Unanswerable> {
    let party =
        |name: &Option<String>| name.as_ref().map(|name| scope::party(dispute, name)).transpose();
    let (x, y) = (party(&question.x)?, party(&question.y)?);
    if let Some(party) = x.iter().chain(&y).find(|party| !counted.contains(party)) {
        let party = dispute.parties[*party].id.clone();
        return Err(Unanswerable::PartyLeftOut { party });
    }
    match (x, y) {
        (Some(x), Some(y)) if x == y => {
            Err(Unanswerable::SameParty { party: dispute.parties[x].id.clone() })
        }
        _ => Ok([x, y]),
    }
}

/// What two of the scorers get; nothing if there are fewer, or no packages.
pub(super) fn scatter(case: &mut Case<'_>) -> Result<Option<Scatter>, TooLarge> {
    let Some([x, y]) = pair(case) else { return Ok(None) };
    let (Some(along), Some(up)) = (case.ranges[x], case.ranges[y]) else { return Ok(None) };
    let pair = [case.compiled[x].clone(), case.compiled[y].clone()];
    let (packages, accepted) = (case.packages, case.accepted);
    let counts = match case.space.values(packages, &pair, ValueLimits::default())? {
        Some(all) => (case.space.values(accepted, &pair, ValueLimits::default())?)
            .map(|accepted| cells(&all, &accepted, [along, up])),
        None => None,
    };
    let id = |place: usize| case.lens.dispute.parties[case.scorers.parties[place]].id.clone();
    Ok(Some(Scatter {
        x: id(x),
        y: id(y),
        cells: CELLS,
        counts,
        frontier: line(case, packages, &pair)?,
        accepted_frontier: line(case, accepted, &pair)?,
        proposals: proposals(case, &pair)?,
    }))
}

/// The places of the two scorers: those named; else those who control most deal options, ties in the
/// order of the dossier.
fn pair(case: &Case<'_>) -> Option<[usize; 2]> {
    let parties = &case.scorers.parties;
    let [x, y] = case.lens.axes;
    let place = |party: Option<PartyId>| match party {
        Some(party) => parties.iter().position(|known| *known == party).map(Some),
        None => Some(None),
    };
    let (x, y) = (place(x)?, place(y)?);
    let controls = |place: &usize| {
        let own = |option: &&OptionId| case.lens.dispute.options[**option].party == parties[*place];
        case.lens.deal_options.iter().filter(own).count()
    };
    let mut others: Vec<usize> =
        (0..parties.len()).filter(|place| ![x, y].contains(&Some(*place))).collect();
    others.sort_by_key(|place| std::cmp::Reverse(controls(place)));
    let mut others = others.into_iter();
    let x = x.or_else(|| others.next())?;
    let y = y.or_else(|| others.next())?;
    Some([x, y])
}

/// The cells that are not empty.
fn cells(
    all: &[FrontierPoint],
    accepted: &[FrontierPoint],
    ranges: [(i128, i128); 2],
) -> Vec<CellLine> {
    // No float: which cell a value on an edge belongs to must not depend on rounding. Sums are below
    // 2^121, so the product fits.
    let cell = |value: i128, (least, most): (i128, i128)| {
        let (above, range) = ((value - least).unsigned_abs(), (most - least).unsigned_abs());
        ((above * CELLS as u128 / range.max(1)) as usize).min(CELLS - 1)
    };
    let mut counts = vec![(0_u128, 0_u128); CELLS * CELLS];
    let place = |point: &FrontierPoint| {
        cell(point.values[0], ranges[0]) * CELLS + cell(point.values[1], ranges[1])
    };
    for point in all {
        let packages = &mut counts[place(point)].0;
        *packages = packages.saturating_add(point.states);
    }
    for point in accepted {
        let packages = &mut counts[place(point)].1;
        *packages = packages.saturating_add(point.states);
    }
    let line = |(place, (packages, accepted)): (usize, (u128, u128))| CellLine {
        x: place / CELLS,
        y: place % CELLS,
        packages: Count(packages),
        accepted: Count(accepted),
    };
    counts.into_iter().enumerate().filter(|(_, (all, _))| *all > 0).map(line).collect()
}

/// The frontier of the two scorers alone.
fn line(
    case: &mut Case<'_>,
    set: Set,
    pair: &[Scorer; 2],
) -> Result<Vec<(Exact, Exact)>, TooLarge> {
    let frontier = case.space.frontier(set, pair, None, FrontierLimits::default())?;
    let number = |parts: i128| case.scorers.number(parts);
    let point = |point: &FrontierPoint| (number(point.values[0]), number(point.values[1]));
    Ok(frontier.points.iter().map(point).collect())
}

fn proposals(case: &mut Case<'_>, pair: &[Scorer; 2]) -> Result<Vec<ProposalMark>, TooLarge> {
    let dispute = case.lens.dispute;
    let mut marks = Vec::new();
    for proposal in dispute.proposals.values() {
        let agree = agreeing(case, proposal)?;
        let (Some(x), Some(y)) = (range(case, agree, &pair[0])?, range(case, agree, &pair[1])?)
        else {
            continue;
        };
        let packages = Count(case.space.count(agree));
        marks.push(ProposalMark { proposal: proposal.id.clone(), packages, x, y });
    }
    Ok(marks)
}

/// The packages that agree with a proposal.
fn agreeing(case: &mut Case<'_>, proposal: &Proposal) -> Result<Set, TooLarge> {
    let equal = |(place, level): (usize, &Option<Level>)| {
        level.map(|level| Condition::Compare(Id::new(place), Comparison::Equal, level))
    };
    let conditions: Vec<_> = proposal.levels.iter().enumerate().filter_map(equal).collect();
    case.space.where_all(case.packages, &conditions)
}

/// The least and the most some packages are worth to a scorer.
fn range(
    case: &mut Case<'_>,
    set: Set,
    scorer: &Scorer,
) -> Result<Option<(Exact, Exact)>, TooLarge> {
    let most = case.space.largest(set, scorer)?;
    let least = case.space.largest(set, &scorer.reversed())?;
    let number = |parts: i128| case.scorers.number(parts);
    Ok(least.zip(most).map(|(least, most)| (number(-least), number(most))))
}
