//! Preferences: statements where all that are given are statements, otherwise rankings for all.

use detente_model::{
    Condition, Dispute, Level, PartyId, PreferenceForm, Rational, ReadingId, Statement,
};

use super::super::states::by_code;
use super::super::{MOST_RANKED, quoted};
use super::boxes::{Layout, boxes};
use super::json::{FileStatement, Rank};

/// GMCR+ adds up weights of 64 bits.
const MOST_WEIGHTS: usize = 63;

/// What the parties prefer, as the format says it, one entry for each party.
pub(super) enum Preferences {
    Statements(Vec<Vec<FileStatement>>),
    Rankings(Vec<Vec<Rank>>),
}

/// The preferences of a reading.
pub(super) fn preferences(
    dispute: &Dispute,
    reading: ReadingId,
    layout: &Layout,
    notes: &mut Vec<String>,
) -> Result<Preferences, Vec<String>> {
    let given = || dispute.readings[reading].preference.values().flatten();
    let ordinal = given().all(|p| matches!(p.form, PreferenceForm::Statements { .. }));
    let mut reasons = Vec::new();
    if ordinal {
        match statements(dispute, reading, layout, notes) {
            Ok(statements) => return Ok(Preferences::Statements(statements)),
            Err(why) => reasons = why,
        }
    }
    let Some(states) = by_code(dispute, &layout.order, MOST_RANKED) else {
        reasons.push(format!(
            "the preferences of the reading {} can only be exported as rankings, over at most {MOST_RANKED} feasible states; the dispute has more",
            quoted(&dispute.readings[reading].id)
        ));
        return Err(reasons);
    };
    notes.push(
        "Preferences are exported as rankings of states: what they are made of is lost, as are the sizes of differences."
            .to_string(),
    );
    let rank = |party| ranking(dispute, reading, party, &states);
    Ok(Preferences::Rankings(dispute.parties.ids().map(rank).collect()))
}

/// The statements of every party; or which statements cannot be said in patterns.
fn statements(
    dispute: &Dispute,
    reading: ReadingId,
    layout: &Layout,
    notes: &mut Vec<String>,
) -> Result<Vec<Vec<FileStatement>>, Vec<String>> {
    let (mut all, mut reasons, mut told) = (Vec::new(), Vec::new(), Vec::new());
    for (party, entry) in dispute.parties.iter() {
        let mut own = Vec::new();
        for (number, condition) in conditions(dispute, reading, party).into_iter().enumerate() {
            match boxes(dispute, condition, true) {
                // What never holds orders nothing.
                Ok(found) if found.is_empty() => {}
                Ok(found) => {
                    let patterns = found.iter().map(|of| layout.pattern(dispute, of)).collect();
                    let statement = FileStatement::of(patterns);
                    // Said a second time it orders nothing, and GMCR+ drops it.
                    if !own.contains(&statement) {
                        own.push(statement);
                    }
                }
                Err(reason) => reasons.push(format!(
                    "statement {} of {} cannot be exported: {reason}",
                    number + 1,
                    quoted(&entry.id)
                )),
            }
        }
        if own.len() > MOST_WEIGHTS {
            told.push(format!(
                "{} has {} statements; GMCR+ itself takes at most {MOST_WEIGHTS}.",
                quoted(&entry.name),
                own.len()
            ));
        }
        all.push(own);
    }
    if !reasons.is_empty() {
        return Err(reasons);
    }
    notes.append(&mut told);
    Ok(all)
}

/// The conditions a party's statements stand for, most important first.
fn conditions(dispute: &Dispute, reading: ReadingId, party: PartyId) -> Vec<&Condition> {
    let preference = dispute.readings[reading].preference[party].as_ref();
    match preference.map(|preference| &preference.form) {
        Some(PreferenceForm::Statements { ordered, .. }) => {
            ordered.iter().flat_map(Statement::at_mode).collect()
        }
        _ => Vec::new(),
    }
}

/// What a state is worth, by order alone.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Worth {
    Truths(Vec<bool>),
    Utility(Option<Rational>),
}

/// The states, numbered from 1, best first, ties together; the order of `Dispute::compare`.
fn ranking(
    dispute: &Dispute,
    reading: ReadingId,
    party: PartyId,
    states: &[Vec<Level>],
) -> Vec<Rank> {
    let conditions = conditions(dispute, reading, party);
    let worth = |state: &Vec<Level>| match dispute.utility(reading, party, state) {
        Ok(utility) => Worth::Utility(utility),
        Err(_) => Worth::Truths(conditions.iter().map(|c| c.holds(state)).collect()),
    };
    let mut order: Vec<(Worth, usize)> = states.iter().map(worth).zip(1..).collect();
    order.sort_by(|(a, m), (b, n)| b.cmp(a).then(m.cmp(n)));
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (place, (worth, number)) in order.iter().enumerate() {
        match groups.last_mut().filter(|_| place > 0 && order[place - 1].0 == *worth) {
            Some(group) => group.push(*number),
            None => groups.push(vec![*number]),
        }
    }
    groups.into_iter().map(Rank::of).collect()
}
