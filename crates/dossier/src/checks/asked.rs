//! Who is asked to accept a deal, and who accepts everything because nobody says otherwise.

use std::collections::BTreeSet;

use detente_model::{AudienceId, Dispute, ReadingId};

use crate::diagnostic::{Diagnostic, File};
use crate::place::Span;
use crate::resolve::Places;

/// Warns of a `needs` that asks the wrong ones. Only of a dossier without errors: a rule that
/// could not be read is not missing.
pub(crate) fn check(dispute: &Dispute, places: &Places, diagnostics: &mut Vec<Diagnostic>) {
    let Some(deal) = &dispute.deal else { return };
    let mut warning = |code, span: &Span, message: String, help: String| {
        let mistake = Diagnostic::error(code, File::Dossier, span.clone(), message);
        diagnostics.push(mistake.warning().help(help));
    };
    for (&audience, span) in deal.needs.iter().zip(&places.needs) {
        let id = &dispute.audiences[audience].id;
        let silent = without_rule(dispute, audience);
        if is_bound_by_others(dispute, audience) && !silent.is_empty() {
            let readings = in_readings(dispute, &silent);
            let message = format!(
                "`{id}` is bound by its ratifiers, but `needs` asks {id} itself, which has no rule {readings} and so accepts everything"
            );
            let help = "write its ratifiers in `needs`, or give it a rule";
            warning("accepts-everything", span, message, help.to_string());
        }
        let members = members(dispute, &deal.needs[..], audience);
        let spoken: BTreeSet<ReadingId> = dispute
            .readings
            .ids()
            .filter(|r| members.iter().any(|m| dispute.readings[*r].accept[*m].is_some()))
            .collect();
        for member in members {
            let silent = without_rule(dispute, member);
            let silent: Vec<ReadingId> =
                silent.into_iter().filter(|reading| spoken.contains(reading)).collect();
            if let Some(&first) = silent.first() {
                let member = &dispute.audiences[member].id;
                let readings = in_readings(dispute, &silent);
                let message = format!(
                    "`{member}` (a member of `{id}`) has no rule {readings} and so accepts everything"
                );
                let first = &dispute.readings[first].id;
                let help = format!("add `{member} = \"…\"` to `[reading.{first}.accept]`");
                warning("accepts-everything", span, message, help);
            }
        }
    }
    let Some(list) = &places.needs_list else { return };
    let accepting = accepting(dispute, &deal.needs);
    for party in dispute.parties.values() {
        let Some(tree) = &party.ratify else { continue };
        let audiences = tree.audiences();
        let asked = audiences.iter().any(|audience| accepting.contains(audience));
        if !asked || tree.passes(&|id| accepting.contains(&id)) {
            continue;
        }
        let open = || audiences.iter().filter(|audience| !accepting.contains(audience));
        let vital: Vec<&AudienceId> =
            open().filter(|audience| !tree.passes(&|id| id != **audience)).collect();
        let (left_out, word) = match vital.is_empty() {
            true => (open().collect(), "or"),
            false => (vital, "and"),
        };
        let names: Vec<String> =
            left_out.iter().map(|id| format!("`{}`", dispute.audiences[**id].id)).collect();
        let names = names.join(&format!(" {word} "));
        let message =
            format!("`needs` leaves out {names}, without whom `{}` is not bound", party.id);
        let help = format!("add {names} to `needs`, or correct `ratify`");
        warning("left-out", list, message, help);
    }
}

/// Whether the audience is a party whose `ratify` names others.
fn is_bound_by_others(dispute: &Dispute, audience: AudienceId) -> bool {
    let audience = &dispute.audiences[audience];
    let party = audience.party.filter(|_| audience.is_party);
    party.is_some_and(|party| dispute.parties[party].ratify.is_some())
}

/// The readings in which an audience has no rule of its own.
fn without_rule(dispute: &Dispute, audience: AudienceId) -> Vec<ReadingId> {
    let readings = dispute.readings.iter();
    readings.filter(|(_, r)| r.accept[audience].is_none()).map(|(id, _)| id).collect()
}

fn in_readings(dispute: &Dispute, readings: &[ReadingId]) -> String {
    let names: Vec<String> =
        readings.iter().map(|id| format!("`{}`", dispute.readings[*id].id)).collect();
    let plural = if names.len() == 1 { "reading" } else { "readings" };
    format!("in {plural} {}", names.join(", "))
}

/// The single members of a body, those asked themselves left out; none if it is no body.
fn members(dispute: &Dispute, needs: &[AudienceId], body: AudienceId) -> BTreeSet<AudienceId> {
    let all = within(dispute, [body]);
    let single = |id: &AudienceId| dispute.audiences[*id].ratify.is_none();
    all.into_iter().filter(|id| single(id) && !needs.contains(id)).collect()
}

/// Everyone who has accepted when all of these have, bodies with their members.
fn accepting(dispute: &Dispute, needs: &[AudienceId]) -> BTreeSet<AudienceId> {
    let mut accepting = within(dispute, needs.iter().copied());
    // A body accepts when its members do; bodies may be members of bodies.
    loop {
        let before = accepting.len();
        for (id, audience) in dispute.audiences.iter() {
            let tree = audience.ratify.as_ref();
            if tree.is_some_and(|tree| tree.passes(&|id| accepting.contains(&id))) {
                accepting.insert(id);
            }
        }
        if accepting.len() == before {
            return accepting;
        }
    }
}

/// These audiences with the members of those that are bodies, and theirs.
fn within(
    dispute: &Dispute,
    audiences: impl IntoIterator<Item = AudienceId>,
) -> BTreeSet<AudienceId> {
    let mut found = BTreeSet::new();
    let mut open: Vec<AudienceId> = audiences.into_iter().collect();
    while let Some(id) = open.pop() {
        if found.insert(id) {
            let tree = dispute.audiences[id].ratify.as_ref();
            open.extend(tree.map(detente_model::Ratification::audiences).into_iter().flatten());
        }
    }
    found
}
