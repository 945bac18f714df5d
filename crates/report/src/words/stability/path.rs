//! How one gets from one state to another: what can be reached, where improvements end, and the
//! shortest ways step by step.

use detente_finding::{
    Count, Finding, PathAnswer, PathQuestion, PathStep, Question, ShortestPaths, Way,
};
use detente_model::Dispute;

use super::notes;
use super::states::{self, Told};
use crate::document::{Block, Cell, Chapter, Table, Text};
use crate::names;

/// What can be reached, and whether the target can.
pub(crate) fn lead(dispute: &Dispute, answer: &PathAnswer, finding: &Finding) -> Vec<Text> {
    if let Some(reason) = &answer.too_large {
        return vec![Text::from(format!("What can be reached was not answered: {reason}."))];
    }
    let told = Told::new(dispute, &answer.options, question(finding).focus.as_ref());
    let mut lead = vec![reach(&told, answer)];
    if let Some(to) = &answer.to {
        let target = told.called(to);
        lead.push(if answer.ways.iter().all(|way| way.moves.is_none()) {
            Text::new().plain("No sequence of moves leads to ").then(target).plain(".")
        } else if answer.ways.iter().any(|way| way.moves == Some(0)) {
            Text::new().plain("The start and ").then(target).plain(" are the same state.")
        } else {
            Text::new()
                .plain("To ")
                .then(target)
                .plain(": ")
                .plain(in_short(&answer.ways))
                .plain(".")
        });
    }
    lead
}

fn moves(number: u32) -> String {
    format!("{number} {}", if number == 1 { "move" } else { "moves" })
}

/// "it takes 3 moves at least; 5 if nobody moves against its own preference".
fn in_short(ways: &[ShortestPaths]) -> String {
    let of = |way: Way| ways.iter().find(|shortest| shortest.way == way);
    let least = of(Way::Moves).and_then(|way| way.moves);
    let mut parts: Vec<String> =
        least.map(|n| format!("it takes {} at least", moves(n))).into_iter().collect();
    if let Some(improvements) = of(Way::Improvements) {
        parts.push(match improvements.moves {
            Some(n) if least == Some(n) => {
                "nobody need move against its own preference".to_string()
            }
            Some(n) => format!("{} if nobody moves against its own preference", moves(n)),
            None => "no sequence of improvements leads there".to_string(),
        });
    }
    let mixed = of(Way::Mixed).and_then(|way| Some((way.moves?, way.against_preference?)));
    match mixed {
        None | Some((_, 0)) => {}
        Some((n, against)) => {
            let pay = if against == 1 {
                "move that does not pay its mover"
            } else {
                "moves that do not pay their movers"
            };
            let number = names::number_word(against as usize);
            let with = if least == Some(n) {
                String::new()
            } else {
                format!(" (with so few it takes {})", moves(n))
            };
            parts.push(format!("every way there has at least {number} {pay}{with}"));
        }
    }
    parts.join("; ")
}

fn others(count: Count) -> String {
    match count.0 {
        0 => "no other state".to_string(),
        _ => names::counted(count, "other state", "other states"),
    }
}

/// "From the status quo moves lead to 11 other states, improvements alone to 3."
fn reach(told: &Told<'_>, answer: &PathAnswer) -> Text {
    let mut text = Text::new().plain("From ").then(told.called(&answer.from));
    text = match (answer.by_moves, answer.by_improvements) {
        (Some(moves), Some(improvements)) if moves.is_zero() && improvements.is_zero() => {
            text.plain(", nobody can move to another state")
        }
        (Some(moves), Some(improvements)) => {
            let text = text.plain(format!(", moves lead to {}, improvements alone", others(moves)));
            let text = text.plain(" (under ").name(names::reading(told.dispute, &answer.reading));
            text.plain(match improvements.0 {
                0 => ") to none".to_string(),
                _ => format!(") to {improvements}"),
            })
        }
        (Some(moves), None) => text.plain(format!(", moves lead to {}", others(moves))),
        _ => text.plain(", some states can be reached"),
    };
    text = text.plain(".");
    match answer.resting.map(|resting| resting.0) {
        None => text,
        Some(0) => text.plain(" Nowhere do improvements come to rest."),
        Some(1) if answer.resting_states.first().is_some_and(|r| r.distance == 0) => {
            text.plain(" Nobody has an improvement there: it is at rest.")
        }
        Some(1) => text.plain(" Improvements come to rest at one state only."),
        Some(n) => text.plain(format!(" Improvements come to rest at {} states.", Count(n))),
    }
}

/// What was asked.
fn question(finding: &Finding) -> PathQuestion {
    match &finding.question {
        Question::Path(question) => question.clone(),
        _ => PathQuestion::default(),
    }
}

/// The chapter.
pub(crate) fn chapter(dispute: &Dispute, answer: &PathAnswer, finding: &Finding) -> Chapter {
    let mut chapter = crate::words::chapter("path", "What can be reached, and how");
    let question = question(finding);
    let blocks = &mut chapter.blocks;
    let readings = [answer.reading.as_str()].into_iter();
    blocks.extend(notes::scope(dispute, question.focus.as_ref(), question.strict, readings));
    if answer.too_large.is_some() {
        blocks.extend(lead(dispute, answer, finding).into_iter().map(Block::Paragraph));
        return chapter;
    }
    blocks.push(Block::Note(Text::from(
        "A move changes any of one party's own options together; no party moves twice running. An \
         improvement is a move to a state its mover ranks higher; ranks count from 1, the worst.",
    )));
    blocks
        .extend(notes::missing_preferences(dispute, &answer.missing_preferences).map(Block::Note));
    // The way with fewest moves against preference may be one of the others.
    let by_moves = answer.ways.iter().find(|way| way.way == Way::Moves);
    let told = |way: &ShortestPaths| {
        way.way == Way::Mixed
            && (way.against_preference == Some(0)
                || by_moves.is_some_and(|moves| moves.paths == way.paths))
    };
    for way in answer.ways.iter().filter(|way| !told(way)) {
        one_way(dispute, answer, way, blocks);
    }
    let told = Told::new(dispute, &answer.options, question.focus.as_ref());
    resting(&told, answer, blocks);
    chapter
}

fn one_way(dispute: &Dispute, answer: &PathAnswer, way: &ShortestPaths, blocks: &mut Vec<Block>) {
    let mixed = answer.ways.iter().find(|other| other.way == Way::Mixed);
    let fewest =
        mixed.is_some_and(|mixed| mixed.against_preference != Some(0) && mixed.paths == way.paths);
    blocks.push(Block::Heading(heading(way.way).into()));
    let Some(moves) = way.moves else {
        blocks.push(Block::Paragraph(Text::from(match way.way {
            Way::Improvements => "No sequence of improvements leads there.",
            _ => "No sequence of moves leads there.",
        })));
        return;
    };
    if moves == 0 {
        blocks.push(Block::Paragraph(Text::from("It takes no move: it is the same state.")));
        return;
    }
    let mut words = match (way.count, moves) {
        (Some(Count(1)), 1) => "One move leads there".to_string(),
        (Some(Count(1)), _) => format!("The shortest path takes {moves} moves"),
        (Some(count), 1) => format!("{count} single moves lead there"),
        (Some(count), _) => format!("The shortest paths take {moves} moves; there are {count}"),
        (None, _) => format!("The shortest paths take {moves} moves; there are very many"),
    };
    words += &match (way.way, way.against_preference) {
        (Way::Moves, _) if fewest => {
            ". No path takes fewer moves that are no improvement for their movers".to_string()
        }
        (Way::Improvements, _) | (_, None) => String::new(),
        (_, Some(0)) => ". Nobody moves against its own preference".to_string(),
        (Way::Mixed, Some(1)) => ". One of the moves is no improvement for its mover".to_string(),
        (Way::Mixed, Some(n)) => {
            format!(
                ". {} of the moves are no improvement for their movers",
                names::number_word_capital(n as usize)
            )
        }
        (Way::Moves, Some(_)) => String::new(),
    };
    let shown = way.paths.len() as u128;
    if way.count.is_none_or(|count| count.0 > shown) && shown > 0 {
        words += &match shown {
            1 => ". One of them is told".to_string(),
            _ => format!(". {} of them are told", names::number_word_capital(shown as usize)),
        };
    }
    blocks.push(Block::Paragraph(Text::from(words + ".")));
    for (number, path) in way.paths.iter().enumerate() {
        let one = way.paths.len() == 1;
        let name = format!("Path {}", number + 1);
        if let Some(known) = told_before(answer, way, path) {
            let it = if one { "It" } else { &name };
            blocks.push(Block::Paragraph(Text::from(format!("{it} is {known}"))));
            continue;
        }
        let caption = if one { "The path, step by step" } else { &name };
        blocks.push(Block::Table(steps(dispute, answer, caption.into(), path)));
        blocks.extend(against(dispute, path).map(Block::Paragraph));
    }
}

/// Where a path has been told already, in the section of an earlier way.
fn told_before(answer: &PathAnswer, way: &ShortestPaths, path: &[PathStep]) -> Option<String> {
    let earlier = answer.ways.iter().take_while(|other| other.way != way.way);
    earlier.into_iter().find_map(|other| {
        let place = other.paths.iter().position(|known| known == path)?;
        let which = match other.paths.len() {
            1 => "the path".to_string(),
            _ => format!("path {}", place + 1),
        };
        Some(format!("{which} under ‘{}’, above.", heading(other.way)))
    })
}

fn heading(way: Way) -> &'static str {
    match way {
        Way::Moves => "By any moves",
        Way::Improvements => "By improvements alone",
        Way::Mixed => "With as few moves against preference as can be",
    }
}

/// A path as numbered steps.
fn steps(dispute: &Dispute, answer: &PathAnswer, caption: Text, path: &[PathStep]) -> Table {
    let mut walk = states::Walk::new(dispute, &answer.options, &answer.from.levels);
    let mut rows = Vec::new();
    for (number, step) in path.iter().enumerate() {
        let change = match step.to_rank.cmp(&step.from_rank) {
            std::cmp::Ordering::Greater => Cell::text("yes"),
            std::cmp::Ordering::Equal => Cell::text("no: a tie").strong(),
            std::cmp::Ordering::Less => Cell::text("no").strong(),
        };
        rows.push(vec![
            Cell::short((number + 1).to_string()),
            Cell::name(names::party(dispute, &step.by.party)),
            Cell::text(walk.go(&step.by)),
            Cell::short(format!("{} → {}", step.from_rank, step.to_rank)),
            change,
        ]);
    }
    Table {
        caption,
        head: ["", "Who", "Moves", "Its rank", "Improves"].map(Cell::text).to_vec(),
        rows,
        ..Table::default()
    }
}

/// Who moves against its own preference, with what; nothing if nobody does.
fn against(dispute: &Dispute, path: &[PathStep]) -> Option<Text> {
    let against = path.iter().enumerate().filter(|(_, step)| step.to_rank <= step.from_rank);
    let parts: Vec<Text> = against
        .map(|(number, step)| {
            Text::new()
                .name(names::party_in_short(dispute, &step.by.party))
                .plain(format!(" (step {})", number + 1))
        })
        .collect();
    (!parts.is_empty())
        .then(|| Text::new().list(parts).plain(" would move without gaining by it at once."))
}

/// Where improvements end.
fn resting(told: &Told<'_>, answer: &PathAnswer, blocks: &mut Vec<Block>) {
    let dispute = told.dispute;
    if answer.resting_states.is_empty() {
        return;
    }
    blocks.push(Block::Heading("Where improvements come to rest".into()));
    let total = answer.resting.unwrap_or(Count(answer.resting_states.len() as u128));
    let shown = answer.resting_states.len() as u128;
    let words = if total.0 > shown {
        format!("The nearest {shown} of {total} states where nobody has an improvement:")
    } else {
        match shown {
            1 => "The one state where nobody has an improvement:".to_string(),
            _ => "The states where nobody has an improvement, nearest first:".to_string(),
        }
    };
    blocks.push(Block::Paragraph(Text::from(words)));
    let points = answer.resting_states.iter().map(|resting| {
        let mut text = told.called(&resting.state);
        if resting.distance == 0 {
            return text.plain(": the start itself.");
        }
        let moves = if resting.distance == 1 { "improvement" } else { "improvements" };
        text = text.plain(format!(", {} {moves} away: ", resting.distance));
        let mut walk = states::Walk::new(dispute, &answer.options, &answer.from.levels);
        for (place, step) in resting.path.iter().enumerate() {
            text = text.plain(if place > 0 { "; then " } else { "" });
            let name = names::party_in_short(dispute, &step.by.party);
            text = text.name(name).plain(": ").then(walk.go(&step.by));
        }
        text.plain(".")
    });
    blocks.push(Block::Points(points.collect()));
}
