//! The tables on ratification: who is asked, win-sets, homes, trees.

use detente_finding::{
    Count, Home, RatifyParty, RatifyReading, RatifyStart, Refusal, StartRatification, TreeLine,
    TreeNode,
};
use detente_model::Dispute;

use super::Told;
use crate::document::{Cell, Table, Text};
use crate::names;
use crate::words::{people, refine, shares};

/// Who is asked in which party.
pub(super) fn who(told: &Told<'_>) -> Table {
    let row = |line: &RatifyParty| {
        let party = told.dispute.parties.values().find(|party| party.id == line.party);
        let tree = party.and_then(|party| party.ratify.as_ref());
        let tree = tree.map(|tree| people::tree_text(told.dispute, tree));
        vec![
            Cell::name(names::party(told.dispute, &line.party)),
            Cell::text(tree.unwrap_or_else(|| Text::from("nobody but itself"))),
            Cell::text(own_rule(told, line)),
        ]
    };
    Table {
        caption: "Who has to agree at home".into(),
        head: ["Party", "Is bound if these agree", "Its own rule"].map(Cell::text).to_vec(),
        rows: told.answer.parties.iter().map(row).collect(),
        ..Table::default()
    }
}

/// What the party's own acceptance rule counts for.
fn own_rule(told: &Told<'_>, line: &RatifyParty) -> &'static str {
    let of = |audience: &detente_model::Audience| audience.is_party && audience.id == line.party;
    let own = told.dispute.audiences.find(of);
    let mut rules = told.dispute.readings.values().map(|reading| &reading.accept);
    match own.filter(|own| rules.any(|rules| rules[*own].is_some())) {
        None => "has none",
        Some(_) if line.veto.is_some() => "counts as a veto",
        Some(_) => "does not count",
    }
}

/// The size of each win-set.
pub(super) fn win_sets(told: &Told<'_>, line: &RatifyReading) -> Table {
    let all = told.answer.packages.unwrap_or_default().packages;
    let cells = |name: Cell, tally: &detente_finding::Tally| {
        vec![
            name,
            Cell::number(tally.packages),
            Cell::number(names::percent(tally.packages, all)),
            Cell::number(tally.deals),
        ]
    };
    let strong = |row: Vec<Cell>| row.into_iter().map(Cell::strong).collect();
    let mut rows: Vec<Vec<Cell>> = (line.win_sets.iter())
        .map(|set| cells(Cell::name(names::party(told.dispute, &set.party)), &set.size))
        .collect();
    rows.push(strong(cells(Cell::text("Ratified everywhere"), &line.everywhere)));
    rows.push(cells(Cell::text("Accepted by all asked about the deal"), &line.joint));
    rows.push(cells(Cell::text("Both"), &line.both));
    Table {
        caption: Text::new()
            .plain("What each party would ratify under ")
            .name(names::reading(told.dispute, &line.reading)),
        head: vec![
            Cell::text("Win-set of"),
            Cell::number("Packages"),
            Cell::number("Share"),
            Cell::number("Deals"),
        ],
        rows,
        ..Table::default()
    }
}

/// What becomes of every start in one reading.
pub(super) fn starts(told: &Told<'_>, line: &RatifyReading, place: usize) -> Table {
    let drawn = line.draws.is_some();
    let mut head =
        vec![Cell::text("Start"), Cell::number("Packages"), Cell::number("Ratified everywhere")];
    head.extend(drawn.then(|| Cell::number("Some ratified, of draws")));
    head.extend(["Who would not ratify it", "Who would ratify only some of it"].map(Cell::text));
    let row = |start: &RatifyStart| {
        let mut row = vec![name(told, start), Cell::number(start.completions)];
        match start.readings.get(place) {
            Some(line) => {
                row.push(Cell::number(line.everywhere));
                if drawn {
                    let some =
                        line.draws.map(|draws| shares::share(draws.some, told.question.draws));
                    row.push(Cell::number(some.unwrap_or_default()));
                }
                row.extend(refusing(told.dispute, start, line).map(Cell::text));
            }
            None => {
                row.push(Cell::number("–"));
                row.extend(drawn.then(|| Cell::number("–")));
                row.push(Cell::text("no package: nothing to ratify"));
                row.push(Cell::default());
            }
        }
        row
    };
    Table {
        caption: Text::new()
            .plain("What would become of each start under ")
            .name(names::reading(told.dispute, &line.reading)),
        head,
        rows: told.answer.starts.iter().map(row).collect(),
        ..Table::default()
    }
}

fn name(told: &Told<'_>, start: &RatifyStart) -> Cell {
    let id = start.named.as_deref().unwrap_or_default();
    match told.dispute.proposals.values().find(|proposal| proposal.id == id) {
        Some(proposal) if start.kind == detente_finding::StartKind::Proposal => {
            Cell::name(&proposal.name)
        }
        _ => Cell::text(
            refine::called(told.dispute, start.kind, start.named.as_deref(), &start.fixes)
                .capital(),
        ),
    }
}

/// Who ratifies no completion, "Iran (Majlis)"; and who some.
fn refusing(dispute: &Dispute, start: &RatifyStart, line: &StartRatification) -> [Text; 2] {
    let (mut none, mut some) = (Text::new(), Text::new());
    for home in line.homes.iter().filter(|home| home.ratified != start.completions) {
        let party = names::party_in_short(dispute, &home.party);
        let text = if home.ratified.is_zero() { &mut none } else { &mut some };
        let joined = std::mem::take(text);
        let joined = if joined.is_empty() { joined } else { joined.plain(", ") };
        let never: Vec<&str> = (home.refuse.iter())
            .filter(|refusal| refusal.accepts.is_zero())
            .map(|refusal| names::audience(dispute, &refusal.audience))
            .collect();
        let joined = joined.name(&party);
        // A party that decides alone is not named again.
        let tells = home.ratified.is_zero() && !never.is_empty() && never != [party.as_str()];
        *text = if tells { joined.plain(" (").names(never).plain(")") } else { joined };
    }
    if none.is_empty() && some.is_empty() {
        none = Text::from("nobody");
    }
    [none, some]
}

/// What becomes of one start, home by home.
pub(super) fn homes(told: &Told<'_>, start: &RatifyStart, line: &StartRatification) -> Table {
    let all = start.completions;
    let open = all.0 > 1;
    let row = |home: &Home| {
        let verdict = match home.ratified {
            ratified if ratified == all => "yes".to_string(),
            Count(0) => "no".to_string(),
            some => format!("{some} of {all}"),
        };
        let named = |refusal: &Refusal| {
            let text = Text::new().name(names::audience(told.dispute, &refusal.audience));
            match refusal.accepts.is_zero() {
                true => text,
                false => text.plain(format!(" (accepts {})", refusal.accepts)),
            }
        };
        let refuse = |all: bool| {
            let these = home.refuse.iter().filter(|refusal| refusal.accepts.is_zero() == all);
            Cell::text(Text::new().list(these.map(named)))
        };
        let mut row = vec![
            Cell::name(names::party(told.dispute, &home.party)),
            Cell::text(verdict),
            refuse(true),
        ];
        row.extend(open.then(|| refuse(false)));
        row
    };
    let mut rows: Vec<Vec<Cell>> = line.homes.iter().map(row).collect();
    let word = |count: Count| match count {
        some if some == all => "yes".to_string(),
        Count(0) => "no".to_string(),
        some => format!("{some} of {all}"),
    };
    let refusals: &[&str] =
        if open { &["Who refuses all", "Who refuses some"] } else { &["Who refuses"] };
    let last = |name: &str, count| {
        let mut row = vec![Cell::text(name).strong(), Cell::text(word(count)).strong()];
        row.resize(2 + refusals.len(), Cell::default());
        row
    };
    rows.push(last("Ratified everywhere", line.everywhere));
    rows.push(last("Accepted by all asked about the deal", line.joint));
    let caption = if open {
        format!("Home by home: of the {all} packages that fill in what is left open")
    } else {
        "Home by home".to_string()
    };
    Table {
        caption: caption.into(),
        head: ["Party", "Would ratify"]
            .iter()
            .chain(refusals)
            .map(|word| Cell::text(*word))
            .collect(),
        rows,
        ..Table::default()
    }
}

/// A tree that fails: each node with the weight reached and whether it holds.
pub(super) fn tree(
    told: &Told<'_>,
    start: &RatifyStart,
    line: &StartRatification,
    home: &Home,
) -> Table {
    let weighted = home.tree.iter().any(|node| node.weight.is_some() || node.reached.is_some());
    let mut head = vec![Cell::text("Who has to agree")];
    head.extend(weighted.then(|| Cell::number("Weight")));
    head.extend(weighted.then(|| Cell::text("Reached")));
    head.push(Cell::text("Holds"));
    let row = |node: &TreeLine| {
        let indent = "\u{a0}\u{a0}".repeat(node.depth);
        let mut row = vec![Cell::text(Text::from(indent).then(said(told.dispute, node)))];
        if weighted {
            row.push(Cell::number(node.weight.as_deref().unwrap_or("")));
            row.push(Cell::text(reached(node)));
        }
        let holds = match node.holds {
            all if all == start.completions => "yes".to_string(),
            Count(0) => "no".to_string(),
            some => format!("in {some} of {}", start.completions),
        };
        let cell = Cell::text(holds);
        row.push(if node.holds == start.completions { cell } else { cell.strong() });
        row
    };
    Table {
        caption: Text::new()
            .plain("Where ratification fails: ")
            .name(names::party(told.dispute, &home.party))
            .plain(" under ")
            .name(names::reading(told.dispute, &line.reading)),
        head,
        rows: home.tree.iter().map(row).collect(),
        ..Table::default()
    }
}

fn said(dispute: &Dispute, node: &TreeLine) -> Text {
    let plain = |words: &str| Text::from(words);
    match (node.node, node.rejecting) {
        (TreeNode::Audience, rejecting) => {
            let id = node.audience.as_deref().unwrap_or_default();
            let text = Text::new().name(names::audience(dispute, id));
            if rejecting { text.plain(" against") } else { text }
        }
        (TreeNode::All, false) => plain("all of these"),
        (TreeNode::Any, false) => plain("any of these"),
        (TreeNode::Quota, false) => plain("enough of these"),
        (TreeNode::All, true) => plain("all of these against"),
        (TreeNode::Any, true) => plain("any of these against"),
        (TreeNode::Quota, true) => plain("enough of these against"),
        (TreeNode::UnlessBlocked, false) => plain("not blocked by"),
        (TreeNode::UnlessBlocked, true) => plain("no longer saved by"),
    }
}

/// "66 of 67", "34 to 58 of 60".
fn reached(node: &TreeLine) -> String {
    let Some(reached) = &node.reached else { return String::new() };
    if reached.always == reached.sometimes {
        format!("{} of {}", reached.always, reached.needs)
    } else {
        format!("{} to {} of {}", reached.always, reached.sometimes, reached.needs)
    }
}
