//! What a dispute says and the format does not: one sentence for each kind of thing.

use detente_model::{
    Backing, Dispute, PartyOption, PreferenceForm, Process, Quantity, ReadingId, Statement,
};

use super::super::{listed, quoted};

/// What is left out of the file.
pub(super) fn notes(dispute: &Dispute, reading: ReadingId) -> Vec<String> {
    let mut notes = vec![
        "The format has no title, no clock and no ids: the title, the clock and the ids are left out."
            .to_string(),
    ];
    let options = || dispute.options.values();
    let named = |test: fn(&PartyOption) -> bool| -> Vec<String> {
        options().filter(|option| test(option)).map(|option| quoted(&option.id)).collect()
    };
    for (entries, what) in [
        (
            named(|o| o.levels.len() > 2),
            "Options with several levels are exported as one option for each level from the second on, \"at this level or above\"",
        ),
        (
            named(|o| {
                o.levels.len() == 2 && o.levels.iter().map(|l| l.id.as_str()).ne(["no", "yes"])
            }),
            "`N` stands for the lower level and `Y` for the higher, whose names are left out, of",
        ),
        (
            named(|o| o.moves.step || o.moves.snap.is_some()),
            "Moves of one step, and to a level at once, are exported as moves of any length of",
        ),
        (
            named(|o| !o.moves.dated.is_empty()),
            "Dates of levels are left out; none bars a level at the clock, of",
        ),
        (named(|o| o.step_cost.is_some()), "Costs of moves are left out of"),
        (named(|o| o.layer.is_some()), "Layers are left out of"),
    ] {
        if !entries.is_empty() {
            notes.push(format!("{what}: {}.", listed(&entries)));
        }
    }
    let others: Vec<String> = (dispute.readings.iter().filter(|(id, _)| *id != reading))
        .map(|(_, other)| quoted(&other.id))
        .collect();
    if !others.is_empty() {
        notes.push(format!("One reading is exported; left out: {}.", listed(&others)));
    }
    let silent: Vec<String> = (dispute.parties.iter())
        .filter(|(party, _)| dispute.readings[reading].preference[*party].is_none())
        .map(|(_, party)| quoted(&party.id))
        .collect();
    if !silent.is_empty() {
        notes.push(format!("Without a preference, exported as indifferent: {}.", listed(&silent)));
    }
    if is_uncertain(dispute, reading) {
        notes.push(
            "What is uncertain in the preferences is exported at its mode: ranges, unsure statements, unknown orders."
                .to_string(),
        );
    }
    let left_out: Vec<String> = parts(dispute, reading)
        .into_iter()
        .filter(|(_, present)| *present)
        .map(|(what, _)| what.to_string())
        .collect();
    if !left_out.is_empty() {
        notes.push(format!("Left out: {}.", left_out.join(", ")));
    }
    notes
}

fn parts(dispute: &Dispute, reading: ReadingId) -> [(&'static str, bool); 17] {
    let accepts = dispute.readings[reading].accept.values().any(Option::is_some);
    let parties = || dispute.parties.values();
    let conduct = parties().any(|p| {
        p.moves_per_year.is_some()
            || p.turnover_per_year.is_some()
            || p.capability.is_some()
            || p.relief_capacity.is_some()
            || p.conduct.is_some()
    });
    [
        ("the note", dispute.note.is_some()),
        ("the deal", dispute.deal.is_some()),
        ("named states and the status quo", !dispute.states.is_empty()),
        ("proposals", !dispute.proposals.is_empty()),
        ("acceptance rules", accepts),
        ("audiences", !dispute.audiences.is_empty()),
        ("ratification rules", parties().any(|p| p.ratify.is_some())),
        ("rates, capabilities and conduct of parties", conduct),
        ("implausible rules (these states stay feasible)", !dispute.implausible.is_empty()),
        ("reasons and ids of impossible rules", !dispute.impossible.is_empty()),
        ("interests and effects", !dispute.interests.is_empty() || !dispute.effects.is_empty()),
        ("focuses", !dispute.focuses.is_empty()),
        ("obligations, shocks and what else concerns time", dispute.process != Process::default()),
        ("claims", !dispute.claims.is_empty()),
        ("the ledger", !dispute.events.is_empty()),
        ("the bibliography", !dispute.sources.is_empty()),
        ("what entries rest on (sources, status, confidence, notes)", is_backed(dispute, reading)),
    ]
}

/// Whether anything that is exported says what it rests on.
fn is_backed(dispute: &Dispute, reading: ReadingId) -> bool {
    let reading = &dispute.readings[reading];
    let nothing = Backing::default();
    dispute
        .parties
        .values()
        .map(|p| &p.backing)
        .chain(dispute.options.values().map(|o| &o.backing))
        .chain(dispute.impossible.iter().map(|r| &r.backing))
        .chain(reading.preference.values().flatten().map(|p| &p.backing))
        .chain([&reading.backing])
        .any(|backing| *backing != nothing)
}

/// Whether a preference holds something only a draw would settle.
fn is_uncertain(dispute: &Dispute, reading: ReadingId) -> bool {
    let open = |quantity: &Quantity| !quantity.is_exact();
    let mut forms = dispute.readings[reading].preference.values().flatten().map(|p| &p.form);
    forms.any(|form| match form {
        PreferenceForm::Statements { ordered, .. } => {
            ordered.iter().any(|statement| !matches!(statement, Statement::Sure(_)))
        }
        PreferenceForm::Values(terms) => terms.iter().any(|(_, points)| open(points)),
        PreferenceForm::Interests(weights) => {
            let effects = dispute.effects.iter().any(|effect| match &effect.of {
                detente_model::Cause::Levels(_, points) => points.iter().any(open),
                detente_model::Cause::When(_, points) => open(points),
            });
            effects || weights.iter().any(|(_, weight)| open(weight))
        }
    })
}
