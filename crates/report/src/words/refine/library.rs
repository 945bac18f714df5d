//! The proposals on record, and how far each is from what all would accept.

use detente_finding::{NearestPackages, StartKind, StartLine, Yardstick};

use super::sentences::{Told, open_ways};
use crate::document::{Block, Cell, Chapter, Table, Text};
use crate::names;

/// One sentence per reading.
pub(crate) fn lead(told: &Told<'_>) -> Vec<Text> {
    (0..told.answer.readings.len()).map(|place| sentence(told, place)).collect()
}

/// The chapter: a sentence and a table per reading in which some package is near.
pub(crate) fn chapter(told: &Told<'_>) -> Chapter {
    let mut chapter = crate::words::chapter("proposals", "The proposals on record");
    let blocks = &mut chapter.blocks;
    if let Some(none) = told.nothing_to_say() {
        blocks.push(Block::Paragraph(none));
        return chapter;
    }
    blocks.extend(super::notes(told));
    for place in 0..told.answer.readings.len() {
        blocks.push(Block::Paragraph(sentence(told, place)));
        if near(told, place).next().is_some() {
            blocks.push(Block::Table(table(told, place)));
        }
    }
    chapter
}

/// The starts that some package is near to.
fn near<'a>(
    told: &Told<'a>,
    place: usize,
) -> impl Iterator<Item = (&'a StartLine, &'a NearestPackages)> {
    let nearest =
        move |start: &'a StartLine| Some((start, start.refinements.get(place)?.nearest.as_ref()?));
    told.answer.starts.iter().filter_map(nearest)
}

/// "Under Bridging 3 of the 14 proposals on record are acceptable to all eight audiences as they
/// stand; from the others it takes one to four steps; from the status quo it takes twelve steps."
fn sentence(told: &Told<'_>, place: usize) -> Text {
    let is_proposal = |start: &StartLine| start.kind == StartKind::Proposal;
    let all = told.answer.starts.iter().filter(|start| is_proposal(start)).count();
    let Some(first) = told.answer.starts.first().and_then(|start| start.refinements.get(place))
    else {
        return Text::new();
    };
    if near(told, place).next().is_none() {
        return told.none(first);
    }
    let proposals: Vec<&NearestPackages> =
        near(told, place).filter(|(start, _)| is_proposal(start)).map(|(_, line)| line).collect();
    let stand = proposals.iter().filter(|nearest| nearest.linkage == 0).count();
    let mut far: Vec<_> =
        proposals.iter().filter(|nearest| nearest.linkage > 0).map(|line| line.distance).collect();
    far.sort_unstable();
    let mut text = Text::new().plain("Under ").name(names::reading(told.dispute, &first.reading));
    if all > 0 {
        let are = if stand == 1 { "is" } else { "are" };
        let word = if all == 1 { "proposal" } else { "proposals" };
        text = text
            .plain(format!(
                " {} of the {} {word} on record {are} acceptable to ",
                names::number_word(stand),
                names::number_word(all),
            ))
            .then(told.everybody())
            .plain(standing(told, place, stand));
        if let (Some(least), Some(most)) = (far.first(), far.last()) {
            let from = if stand == 0 { "from them" } else { "from the others" };
            let from = if all == 1 { "from it" } else { from };
            text = text.plain(format!("; {from} it takes {}", told.between(*least, *most)));
        }
    }
    let status_quo = near(told, place).find(|(start, _)| start.kind == StartKind::State);
    if let Some((_, nearest)) = status_quo {
        let far = told.distance(nearest.distance).0;
        text = text.plain(match (nearest.linkage, all) {
            (0, 0) => " the status quo is acceptable as it is".to_string(),
            (0, _) => "; the status quo is acceptable as it is".to_string(),
            (_, 0) => format!(" it takes {far} from the status quo"),
            _ => format!("; from the status quo it takes {far}"),
        });
    }
    text.plain(".")
}

/// "as they stand"; or what has to be filled in suitably first, where a proposal leaves that open.
fn standing(told: &Told<'_>, place: usize, stand: usize) -> &'static str {
    let proposals = near(told, place).filter(|(start, _)| start.kind == StartKind::Proposal);
    let open = proposals.filter(|(start, line)| open_ways(start, line).is_some()).count();
    match (open, stand) {
        (0, 1) => " as it stands",
        (0, _) => " as they stand",
        (1, 1) => " if what it leaves open is filled in suitably",
        (open, stand) if open == stand => " if what they leave open is filled in suitably",
        _ => " as they stand or if what they leave open is filled in suitably",
    }
}

fn table(told: &Told<'_>, place: usize) -> Table {
    let head = vec![
        Cell::text("Start"),
        Cell::number(match told.question.by {
            Yardstick::Steps => "Steps",
            Yardstick::Options => "Options",
            Yardstick::Cost => "Cost",
        }),
        Cell::number("As near"),
        Cell::number("Deals"),
        Cell::number("Linked"),
        Cell::text("What changes"),
        Cell::text("Who would have to move"),
    ];
    let rows = told.answer.starts.iter().map(|start| {
        let nearest = start.refinements.get(place).and_then(|line| line.nearest.as_ref());
        let mut row = vec![name(told, start)];
        match nearest {
            Some(nearest) => row.extend(cells(told, start, nearest)),
            None => {
                row.push(Cell::number("none"));
                row.resize(head.len(), Cell::default());
            }
        }
        row
    });
    let rows = rows.collect();
    let reading = &told.answer.readings[place].reading;
    Table {
        caption: Text::new()
            .plain("How far each start is from the packages acceptable to all under ")
            .name(names::reading(told.dispute, reading))
            .plain("; linked: the fewest options that have to change together"),
        head,
        rows,
        ..Table::default()
    }
}

fn name(told: &Told<'_>, start: &StartLine) -> Cell {
    let id = start.named.as_deref().unwrap_or_default();
    let proposal = told.dispute.proposals.values().find(|proposal| proposal.id == id);
    match proposal.filter(|_| start.kind == StartKind::Proposal) {
        Some(proposal) => Cell::name(&proposal.name),
        None => Cell::text(told.called(start).capital()),
    }
}

fn cells(told: &Told<'_>, start: &StartLine, nearest: &NearestPackages) -> Vec<Cell> {
    let mut changes = match nearest.deals.first().filter(|_| nearest.linkage > 0) {
        Some(deal) => told.brief(&deal.edits),
        None if nearest.linkage > 0 => Text::new(),
        None => Text::from(match open_ways(start, nearest) {
            Some((some, all)) => {
                format!("nothing: acceptable if filled in, in {some} of {all} ways")
            }
            None => "nothing: acceptable as it stands".to_string(),
        }),
    };
    if nearest.edits.0 > 1 && nearest.linkage > 0 {
        changes = changes.plain(match nearest.edits.0 {
            2 => ", or another edit".to_string(),
            n => format!(", or {} other edits", names::number_word(n as usize - 1)),
        });
    }
    let named = |ids: &[String]| -> Vec<String> {
        ids.iter().map(|id| names::party(told.dispute, id).to_string()).collect()
    };
    let mut movers = Text::new().names(named(&nearest.must_move));
    if !nearest.may_move.is_empty() {
        let joined = if nearest.must_move.is_empty() { "perhaps " } else { "; perhaps " };
        movers = movers.plain(joined).names(named(&nearest.may_move));
    }
    vec![
        Cell::number(told.number(nearest.distance)),
        Cell::number(nearest.tally.packages),
        Cell::number(nearest.tally.deals),
        Cell::number(nearest.linkage),
        Cell::text(changes),
        Cell::text(movers),
    ]
}
