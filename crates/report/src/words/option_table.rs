//! States in option form: rows are options grouped by party, columns are states.

use detente_figure::level_glyph;
use detente_finding::{Answer, Finding, Question, StateSet, StatesAnswer, StatesQuestion};
use detente_model::{Date, Dispute, Guard, Id, Level, MoveRule, OptionId, PartyOption, Proposal};

use crate::document::{Block, Cell, Chapter, Document, Table, Text};
use crate::names;

/// The chapter on options: their levels, the status quo, the proposals on record.
pub(crate) fn chapter(dispute: &Dispute) -> Chapter {
    let mut chapter = super::chapter("options", "Options and proposals");
    chapter.blocks.push(Block::Paragraph(Text::from(
        "Each option belongs to one party and has ordered levels, lowest first. A filled disc shows \
         how far up its scale a level stands.",
    )));
    chapter.blocks.push(Block::Table(options(dispute)));
    if !dispute.proposals.is_empty() {
        chapter.blocks.push(Block::Heading("Proposals on record".into()));
        chapter.blocks.push(Block::Paragraph(Text::from(
            "A proposal fixes some options and leaves the others open (empty cells). Numbers are \
             positions on the option's scale, 0 for its first level; S is the status quo.",
        )));
        chapter.blocks.push(Block::Table(proposals(dispute)));
        chapter.blocks.push(Block::Table(proposal_list(dispute)));
    }
    chapter
}

/// The named states of a dispute as a document: what `show` prints.
pub fn states_document(dispute: &Dispute) -> Document {
    let mut document = super::frame(dispute, None);
    let mut chapter = super::chapter("states", "States");
    chapter.blocks.push(Block::Table(options(dispute)));
    let columns: Vec<(String, Vec<Option<Level>>)> = (dispute.states.values())
        .map(|state| (state.name.clone(), state.levels.iter().copied().map(Some).collect()))
        .collect();
    if columns.len() > 1 {
        chapter.blocks.push(Block::Table(labelled(dispute, "Named states", &columns)));
    }
    if !dispute.proposals.is_empty() {
        chapter.blocks.push(Block::Table(proposals(dispute)));
        chapter.blocks.push(Block::Table(proposal_list(dispute)));
    }
    document.chapters.push(chapter);
    document
}

/// A page or sample of states in option form.
pub fn state_list_document(dispute: &Dispute, finding: &Finding) -> Document {
    let mut document = super::frame(dispute, Some(finding));
    let mut chapter = super::chapter("states", "States");
    if let (Answer::States(answer), Question::States(question)) =
        (&finding.answer, &finding.question)
    {
        chapter.blocks.push(Block::Paragraph(page_words(dispute, question, answer)));
        // Random states have no place in the list; they are numbered as they were drawn.
        let first = if question.sample.is_some() { 1 } else { question.offset.0 + 1 };
        let columns: Vec<(String, Vec<Option<Level>>)> = (answer.states.iter().zip(first..))
            .map(|(state, number)| {
                let flag = if state.implausible { " ?" } else { "" };
                (format!("{number}{flag}"), levels_of(dispute, &state.levels))
            })
            .collect();
        for page in columns.chunks(6) {
            chapter.blocks.push(Block::Table(labelled(dispute, "States in option form", page)));
        }
    }
    document.chapters.push(chapter);
    document
}

fn page_words(dispute: &Dispute, question: &StatesQuestion, answer: &StatesAnswer) -> Text {
    let Some(total) = answer.total else {
        let reason = answer.too_large.as_deref().unwrap_or("the dispute is too large");
        return Text::from(format!("States cannot be listed: {reason}."));
    };
    let one = match question.of {
        StateSet::Feasible => ("feasible state", "feasible states"),
        StateSet::Packages => ("package", "packages"),
        StateSet::Acceptable => ("package acceptable to all", "packages acceptable to all"),
    };
    let mut text = Text::new().plain(names::counted(total, one.0, one.1));
    if let Some(reading) = &answer.reading {
        text = text.plain(" under ").name(names::reading(dispute, reading));
    }
    let shown = answer.states.len();
    let first = question.offset.0 + 1;
    text = match (shown, question.sample) {
        _ if total.is_zero() => text,
        (_, Some(seed)) => text.plain(format!("; {shown} drawn at random with seed {seed}")),
        (0, None) => text.plain("; there is none from the number asked for on"),
        (n, None) if n as u128 == total.0 => text,
        (1, None) => text.plain(format!("; number {first} is shown")),
        (n, None) => {
            text.plain(format!("; numbers {first} to {} are shown", first + n as u128 - 1))
        }
    };
    if answer.states.iter().any(|state| state.implausible) {
        text = text.plain("; a question mark stands at what an implausible rule matches");
    }
    text.plain(".")
}

/// A complete state from the ids of its levels.
pub(crate) fn levels_of(dispute: &Dispute, ids: &[String]) -> Vec<Option<Level>> {
    let position = |(option, id): (&PartyOption, &String)| {
        let place = option.levels.iter().position(|level| level.id == *id)?;
        Level::try_from(place).ok()
    };
    dispute.options.values().zip(ids).map(position).collect()
}

/// A table with a row per option, grouped by party; `cells` gives what follows the option's name.
pub(crate) fn by_option(
    dispute: &Dispute,
    caption: &str,
    head: Vec<Cell>,
    cells: impl Fn(OptionId) -> Vec<Cell>,
) -> Table {
    by_some_options(dispute, caption, head, |option| Some(cells(option)))
}

/// The same for the options that `cells` has something for.
fn by_some_options(
    dispute: &Dispute,
    caption: &str,
    head: Vec<Cell>,
    cells: impl Fn(OptionId) -> Option<Vec<Cell>>,
) -> Table {
    let mut table = Table { caption: caption.into(), head, ..Table::default() };
    for (party, options) in names::parties_with_options(dispute) {
        let row = |id: OptionId| {
            let mut row = vec![Cell::name(&dispute.options[id].name)];
            row.extend(cells(id)?);
            Some(row)
        };
        let rows: Vec<Vec<Cell>> = options.into_iter().filter_map(row).collect();
        if !rows.is_empty() {
            table.open_group(Cell::name(&dispute.parties[party].name));
            table.rows.extend(rows);
        }
    }
    table
}

/// States, by the ids of their levels, as they differ from the status quo: where they do not, a
/// level's sign stands alone; where they do, the level is strong. Options at which none of several
/// states differs are left out. Without a status quo all levels are shown.
pub(crate) fn against_status_quo(
    dispute: &Dispute,
    caption: &str,
    columns: &[(Text, &[String])],
) -> Table {
    let mut head = vec![Cell::text("Option")];
    head.extend(columns.iter().map(|(name, _)| Cell::text(name.clone())));
    let columns: Vec<Vec<Option<Level>>> =
        columns.iter().map(|(_, levels)| levels_of(dispute, levels)).collect();
    by_some_options(dispute, caption, head, |option| {
        let place = option.index();
        let now = dispute.status_quo_levels().map(|state| state[place]);
        let level = |column: &Vec<Option<Level>>| column.get(place).copied().flatten();
        let first = now.or_else(|| columns.first().and_then(level));
        if columns.len() > 1 && columns.iter().all(|column| level(column) == first) {
            return None;
        }
        let is_status_quo = |column: &Vec<Option<Level>>| {
            dispute
                .status_quo_levels()
                .is_some_and(|now| column.iter().zip(now).all(|(level, now)| *level == Some(*now)))
        };
        let cell = |column: &Vec<Option<Level>>| {
            let Some(level) = level(column) else { return Cell::default() };
            let cell = level_cell(dispute, option, level);
            match now {
                Some(now) if now != level => cell.strong(),
                Some(_) if !is_status_quo(column) => Cell { text: Text::new(), ..cell },
                _ => cell,
            }
        };
        Some(columns.iter().map(cell).map(Cell::short_if_brief).collect())
    })
}

/// One state with all its levels, a star at those that are not as at the status quo.
pub(crate) fn one_state(dispute: &Dispute, levels: &[String]) -> Table {
    let levels = levels_of(dispute, levels);
    let now = dispute.status_quo_levels();
    let changed = |option: OptionId| {
        let level = levels.get(option.index()).copied().flatten();
        now.is_some_and(|now| level.is_some_and(|level| level != now[option.index()]))
    };
    let caption = if dispute.options.ids().any(changed) {
        "The state; a star marks what differs from the status quo"
    } else {
        "The state"
    };
    by_option(dispute, caption, ["Option", "Level"].map(Cell::text).to_vec(), |option| {
        let Some(level) = levels.get(option.index()).copied().flatten() else {
            return vec![Cell::default()];
        };
        let cell = level_cell(dispute, option, level);
        vec![if changed(option) {
            Cell { text: cell.text.plain(" *"), ..cell }.strong()
        } else {
            cell
        }]
    })
}

/// Options with all their levels, where they stand and how they may move.
fn options(dispute: &Dispute) -> Table {
    let head = ["Option", "Levels, lowest first", "Status quo", "Moves"].map(Cell::text).to_vec();
    by_option(dispute, "Options, their levels and where they stand", head, |id| {
        let option = &dispute.options[id];
        let mut levels = Text::new();
        for (number, level) in option.levels.iter().enumerate() {
            if number > 0 {
                levels = levels.plain(" · ");
            }
            levels = levels.plain(format!("{number}: ")).name(&level.label);
        }
        let now = match dispute.status_quo_levels() {
            Some(state) => level_cell(dispute, id, state[id.index()]),
            None => Cell::text("not given"),
        };
        let sources = names::citations(dispute, &option.backing);
        vec![Cell::text(levels.cite(sources)), now, Cell::text(moves(dispute, id, &option.moves))]
    })
}

pub(crate) fn level_cell(dispute: &Dispute, option: OptionId, level: Level) -> Cell {
    let label = names::level_label(dispute, option, level);
    let of = dispute.level_count(option).saturating_sub(1);
    let glyph = level_glyph(u32::from(level), of as u32, label);
    Cell { glyph: Some(glyph), ..Cell::name(label) }
}

/// How an option may move, in words.
fn moves(dispute: &Dispute, option: OptionId, rule: &MoveRule) -> Text {
    let mut text = match (&rule.up, &rule.down) {
        (Guard::Closed, Guard::Closed) => Text::from("fixed"),
        (Guard::Open, Guard::Open) => Text::from("free"),
        (Guard::Open, Guard::Closed) => Text::from("one way, up"),
        (Guard::Closed, Guard::Open) => Text::from("one way, down"),
        (up, down) => guard(dispute, "up", up).plain("; ").then(guard(dispute, "down", down)),
    };
    if rule.step {
        text = text.plain(", one level a move");
    }
    if let Some(level) = rule.ratchet {
        text = text.plain(", never back below ").name(names::level_label(dispute, option, level));
    }
    if let Some(level) = rule.snap {
        text = text.plain(", at once to ").name(names::level_label(dispute, option, level));
    }
    if !rule.dated.is_empty() {
        text = text.plain(", some levels dated");
    }
    text
}

fn guard(dispute: &Dispute, direction: &str, guard: &Guard) -> Text {
    match guard {
        Guard::Open => Text::from(format!("{direction} freely")),
        Guard::Closed => Text::from(format!("never {direction}")),
        Guard::When(condition) => {
            Text::new().plain(format!("{direction} if ")).code(dispute.text(condition))
        }
    }
}

/// All proposals as a field of small signs, columns by number.
fn proposals(dispute: &Dispute) -> Table {
    let status_quo = dispute.status_quo_levels();
    let mut head = vec![Cell::text("Option")];
    if status_quo.is_some() {
        head.push(Cell::text("S"));
    }
    head.extend((1..=dispute.proposals.len()).map(|number| Cell::text(format!("P{number}"))));
    let caption = "The status quo and the proposals on record, in option form";
    let table = by_option(dispute, caption, head, |option| {
        let now = status_quo.map(|state| Some(state[option.index()]));
        let proposed = dispute.proposals.values().map(|proposal| proposal.levels[option.index()]);
        now.into_iter().chain(proposed).map(|level| short_cell(dispute, option, level)).collect()
    });
    Table { dense: true, ..table }
}

fn short_cell(dispute: &Dispute, option: OptionId, level: Option<Level>) -> Cell {
    match level {
        None => Cell::default(),
        Some(level) => Cell {
            text: Text::from(level.to_string()),
            number: false,
            ..level_cell(dispute, option, level)
        },
    }
}

/// The names behind the column numbers.
fn proposal_list(dispute: &Dispute) -> Table {
    let row = |(number, proposal): (usize, &Proposal)| {
        let date = proposal.date.map(Date::in_words).unwrap_or_default();
        vec![
            Cell::short(format!("P{}", number + 1)),
            Cell::text(
                Text::new().name(&proposal.name).cite(names::citations(dispute, &proposal.backing)),
            ),
            Cell::short(date),
            Cell::name(proposal.by.as_deref().unwrap_or("")),
        ]
    };
    Table {
        caption: "Proposals on record".into(),
        head: ["", "Proposal", "Date", "Put forward by"].map(Cell::text).to_vec(),
        rows: dispute.proposals.values().enumerate().map(row).collect(),
        ..Table::default()
    }
}

/// States side by side with the names of their levels; levels that differ from the first are strong.
fn labelled(dispute: &Dispute, caption: &str, columns: &[(String, Vec<Option<Level>>)]) -> Table {
    let mut head = vec![Cell::text("Option")];
    head.extend(columns.iter().map(|(name, _)| Cell::name(name)));
    by_option(dispute, caption, head, |option| {
        let first = columns.first().map(|(_, levels)| levels[option.index()]);
        let cell = |(_, levels): &(String, Vec<Option<Level>>)| {
            let level = levels[option.index()];
            let cell = level.map(|l| level_cell(dispute, option, l)).unwrap_or_default();
            if first == Some(level) { cell } else { cell.strong() }
        };
        columns.iter().map(cell).collect()
    })
}
