//! The states looked at closely: side by side in option form, then why each holds or not.

use detente_finding::{PartyVerdicts, ReadingStability, StabilityAnswer, StateCard, StateVerdicts};
use detente_model::Dispute;

use super::states::Told;
use super::{concepts, lead, leaving, states, story};
use crate::document::{Block, Cell, Table, Text};
use crate::names;
use crate::words::option_table;

/// How many states stand side by side.
const ABREAST: usize = 6;

/// The tables and the points below them; nothing if no state is listed.
pub(crate) fn blocks(told: &Told<'_>, answer: &StabilityAnswer) -> Vec<Block> {
    let dispute = told.dispute;
    if answer.states.is_empty() || apart(answer).next().is_none() {
        return Vec::new();
    }
    let codes = states::codes(dispute, &answer.states);
    let mut blocks = vec![Block::Heading("The states looked at".into())];
    blocks.push(Block::Note(how_to_read(answer)));
    let places: Vec<usize> = (0..answer.states.len()).collect();
    for page in pages(answer) {
        blocks.push(Block::Table(table(dispute, answer, &codes, &page)));
    }
    blocks.push(Block::Heading("Why they hold, or not".into()));
    let points = places.iter().map(|&place| point(told, answer, &codes, place));
    blocks.push(Block::Points(points.collect()));
    blocks
}

/// The states by tables of about the same size, the status quo first in each.
fn pages(answer: &StabilityAnswer) -> Vec<Vec<usize>> {
    let first = answer.states.iter().position(|card| card.status_quo);
    let others: Vec<usize> =
        (0..answer.states.len()).filter(|place| Some(*place) != first).collect();
    let room = ABREAST - usize::from(first.is_some());
    let pages = others.len().div_ceil(room).max(1);
    let each = others.len().div_ceil(pages).max(1);
    let page = |others: &[usize]| first.into_iter().chain(others.iter().copied()).collect();
    if others.is_empty() { vec![page(&[])] } else { others.chunks(each).map(page).collect() }
}

/// The readings that are not like an earlier one.
fn apart(answer: &StabilityAnswer) -> impl Iterator<Item = &ReadingStability> {
    answer.readings.iter().filter(|reading| reading.same_as.is_none())
}

fn how_to_read(answer: &StabilityAnswer) -> Text {
    let has = |test: fn(&StateCard) -> bool| answer.states.iter().any(test);
    let mut kinds: Vec<&str> = Vec::new();
    if has(|card| card.status_quo) {
        kinds.push("S is the status quo");
    }
    if has(|card| !card.status_quo && !card.named.is_empty()) {
        kinds.push("N are named states");
    }
    if has(|card| !card.status_quo && card.named.is_empty() && !card.proposals.is_empty()) {
        kinds.push("P are proposals with the rest as at the status quo");
    }
    let further =
        |card: &StateCard| !card.status_quo && card.named.is_empty() && card.proposals.is_empty();
    let (accepted, others): (Vec<_>, Vec<_>) = (answer.states.iter())
        .filter(|card| further(card))
        .partition(|card| !card.accepted_under.is_empty());
    if !others.is_empty() {
        kinds
            .push("E are those of all other states that hold under most concepts in most readings");
    }
    if !accepted.is_empty() {
        kinds.push("A are such packages, accepted by every audience in some reading");
    }
    let mut words = kinds.join("; ");
    if answer.states.iter().any(|card| card.changed.is_some()) {
        words += ". An option without words in a column is there as at the status quo, and a state is \
                  told by what is different from it";
    }
    words += ". A party without a row would stay at all states of the table under every concept.";
    Text::from(words)
}

/// One table of some states: options, what the states are, what holds in which reading.
fn table(dispute: &Dispute, answer: &StabilityAnswer, codes: &[String], page: &[usize]) -> Table {
    let columns: Vec<(Text, &[String])> = page
        .iter()
        .map(|&place| (Text::from(codes[place].as_str()), answer.states[place].levels.as_slice()))
        .collect();
    let mut table = option_table::against_status_quo(
        dispute,
        "States in option form, and whether they hold",
        &columns,
    );
    let row = |name: Cell, cell: &dyn Fn(usize) -> Cell| {
        let cells = page.iter().map(|&place| cell(place).short_if_brief());
        std::iter::once(name).chain(cells).collect::<Vec<Cell>>()
    };
    let yes = |test: bool| Cell::text(if test { "yes" } else { "no" });
    if answer.packages.is_some() {
        table.open_group(Cell::text("All together"));
        table.rows.push(row(Cell::text("a package"), &|p| yes(answer.states[p].package)));
    }
    if page.iter().any(|&place| !answer.states[place].accepted_under.is_empty()) {
        let accepted = |place: usize| match answer.states[place].accepted_under.as_slice() {
            [] => Cell::text("no"),
            readings => {
                let names = readings.iter().map(|reading| names::reading(dispute, reading));
                Cell::text(Text::from("under ").names(names))
            }
        };
        table.rows.push(row(Cell::text("accepted by every audience"), &accepted));
    }
    if page.iter().any(|&place| answer.states[place].implausible) {
        let flagged =
            row(Cell::text("flagged implausible"), &|p| yes(answer.states[p].implausible));
        table.rows.push(flagged);
    }
    for reading in apart(answer) {
        let name = names::reading(dispute, &reading.reading);
        table.open_group(Cell::text(Text::new().plain("Holds under ").name(name)));
        let held = |place: usize| match reading.verdicts.get(place) {
            Some(v) => Cell::text(concepts::cell(&v.equilibrium, &answer.concepts)).strong(),
            None => Cell::default(),
        };
        table.rows.push(row(Cell::text("for all").strong(), &held));
        for (party, line) in reading.parties.iter().enumerate() {
            if !page.iter().any(|&place| leaves(reading.verdicts.get(place), party)) {
                continue;
            }
            let stays = |place: usize| match party_of(reading.verdicts.get(place), party) {
                Some(party) => {
                    let stable = party.concepts.iter().filter(|v| v.stable).map(|v| v.concept);
                    let stable: Vec<_> = stable.collect();
                    Cell::text(concepts::cell(&stable, &answer.concepts))
                }
                None => Cell::default(),
            };
            let name =
                Cell::text(Text::new().plain("for ").name(names::party(dispute, &line.party)));
            table.rows.push(row(name, &stays));
        }
    }
    table
}

/// Whether a party would leave a state under some concept.
fn leaves(verdicts: Option<&StateVerdicts>, party: usize) -> bool {
    party_of(verdicts, party).is_some_and(|party| party.concepts.iter().any(|v| !v.stable))
}

fn party_of(verdicts: Option<&StateVerdicts>, place: usize) -> Option<&PartyVerdicts> {
    verdicts?.parties.get(place)
}

/// What one state is and why it holds, or not, in every reading.
fn point(told: &Told<'_>, answer: &StabilityAnswer, codes: &[String], place: usize) -> Text {
    let dispute = told.dispute;
    let card = &answer.states[place];
    let mut text = Text::new().strong(codes[place].as_str());
    match states::known_as(dispute, card) {
        Some(known) => text = text.plain(", ").then(known),
        None => text = text.plain(", ").then(told.with(&card.levels)),
    }
    text = text.plain(".");
    // Readings with the same story are told together.
    let mut stories: Vec<(Vec<&str>, Text)> = Vec::new();
    for reading in apart(answer) {
        let Some(verdicts) = reading.verdicts.get(place) else { continue };
        let story = why(dispute, answer, reading, verdicts);
        let name = names::reading(dispute, &reading.reading);
        match stories.iter_mut().find(|(_, known)| *known == story) {
            Some((readings, _)) => readings.push(name),
            None => stories.push((vec![name], story)),
        }
    }
    let one = stories.len() == 1;
    for (readings, story) in stories {
        text = if one {
            text.plain(" It ")
        } else {
            text.plain(" Under ").names(readings).plain(" it ")
        };
        text = text.then(story);
    }
    text
}

/// "holds under GMR, not under Nash: …".
fn why(
    dispute: &Dispute,
    answer: &StabilityAnswer,
    reading: &ReadingStability,
    verdicts: &StateVerdicts,
) -> Text {
    let text = Text::from(lead::holds_under(&answer.concepts, &verdicts.equilibrium));
    let kept = kept(dispute, reading, verdicts);
    if verdicts.equilibrium.len() < answer.concepts.len() {
        let leaving = leaving::in_full(dispute, reading, verdicts, &answer.concepts);
        let text = text.plain(": ").then(leaving);
        return match kept.filter(|_| !verdicts.equilibrium.is_empty()) {
            Some(kept) => text.plain(". ").then(kept).plain("."),
            None => text.plain("."),
        };
    }
    match kept {
        Some(kept) => text.plain(": ").then(kept).plain("."),
        None if verdicts.parties.iter().all(|party| party.moves == 0) => {
            text.plain(": nobody has a move.")
        }
        None => text.plain(": nobody has a move that pays."),
    }
}

/// What keeps the first party that could gain: the answer it would meet.
fn kept(dispute: &Dispute, reading: &ReadingStability, verdicts: &StateVerdicts) -> Option<Text> {
    let party = verdicts.parties.iter().find(|party| party.improvements > 0)?;
    let verdict = story::decisive(party, true)?;
    let threat = story::deciding(verdict).filter(|threat| !threat.answer.is_empty())?;
    let ranks = leaving::ranks_of(reading, &party.party);
    let Some(leaves) = story::decisive(party, false) else {
        return Some(story::answered(dispute, party, verdict.concept, threat, ranks));
    };
    let concept = concepts::short(verdict.concept);
    let name = names::party_in_short(dispute, &party.party);
    let told = story::deciding(leaves).is_some_and(|t| t.improvement == threat.improvement);
    // The state may not hold under this concept for all that: others would leave it.
    let text = if verdicts.equilibrium.contains(&verdict.concept) {
        Text::from(format!("Under {concept} ")).name(name).plain(" would stay: ")
    } else {
        Text::new().name(name).plain(format!(" alone would stay under {concept}: "))
    };
    Some(text.then(if told {
        // What it could gain by has just been said.
        story::answer(dispute, party, verdict.concept, threat, ranks)
    } else {
        story::answered(dispute, party, verdict.concept, threat, ranks)
    }))
}
