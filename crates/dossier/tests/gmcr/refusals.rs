//! Exports made by hand: what the file says, what is refused, what is noted.

use detente_dossier::{Exported, export_gmcr};
use detente_model::{
    Comparison, Condition, Dated, Guard, Id, MoveRule, OptionId, PartyId, PreferenceForm, Reading,
    ReadingId, Statement,
};
use detente_testkit::parts::{empty_dispute, option, party, rule};
use serde_json::{Map, Value, json};

use super::*;

fn o(index: usize) -> OptionId {
    OptionId::new(index)
}

/// Two parties; one has an option of three levels and one of two, the other one of two.
fn dispute() -> Dispute {
    let mut dispute = empty_dispute("made by hand");
    let (one, two) =
        (dispute.parties.push(party("one", "One")), dispute.parties.push(party("two", "Two")));
    dispute.options.push(option("gate", two, &["no", "yes"]));
    dispute.options.push(option("access", one, &["none", "some", "full"]));
    dispute.options.push(option("sign", one, &["no", "yes"]));
    dispute.readings.push(Reading {
        id: "r".into(),
        name: "R".into(),
        accept: dispute.audiences.ids().map(|_| None).collect(),
        preference: dispute.parties.ids().map(|_| None).collect(),
        backing: Default::default(),
    });
    dispute
}

fn export(dispute: &Dispute) -> Exported {
    export_gmcr(dispute, ReadingId::new(0), &Map::new()).unwrap_or_else(|r| panic!("{r:?}"))
}

fn refusals(dispute: &Dispute) -> Vec<String> {
    export_gmcr(dispute, ReadingId::new(0), &Map::new()).unwrap_err()
}

fn json_of(dispute: &Dispute) -> Value {
    serde_json::from_str(&export(dispute).text).unwrap()
}

fn at_least(option: usize, level: Level) -> Condition {
    Condition::Compare(o(option), Comparison::AtLeast, level)
}

#[test]
fn levels_become_a_thermometer() {
    let mut dispute = dispute();
    let when = Condition::All(vec![
        Condition::Compare(o(1), Comparison::Equal, 1),
        Condition::Not(Box::new(at_least(0, 1))),
    ]);
    dispute.impossible.push(rule("r", when, "because"));
    dispute.options[o(1)].moves = MoveRule { ratchet: Some(2), step: true, ..MoveRule::free() };
    let file = json_of(&dispute);
    assert_eq!(
        file["options"],
        json!([
            {"name": "access >= some", "permittedDirection": "both"},
            {"name": "access >= full", "permittedDirection": "fwd"},
            {"name": "sign", "permittedDirection": "both"},
            {"name": "gate", "permittedDirection": "both"},
        ])
    );
    assert_eq!(file["infeasibles"], json!([[[0, "N"], [1, "Y"]], [[0, "Y"], [1, "N"], [3, "N"]]]));
    assert_eq!(file["decisionMakers"][0]["options"], json!([0, 1, 2]));
    assert_eq!(file["decisionMakers"][1]["options"], json!([3]));
    assert_eq!(file["decisionMakers"][1]["preferences"], json!([]));
    assert_eq!(file["decisionMakers"][1]["misperceptions"], json!([]));
    assert_eq!((&file["coalitions"], &file["program"]), (&json!([0, 1]), &json!("detente")));
    assert_eq!(file["useManualPreferenceRanking"], json!(false));
    let notes = export(&dispute).notes;
    assert_note(&notes, "`access`");
    assert_note(&notes, "Moves of one step");
    assert_note(&notes, "indifferent: `one`, `two`");
}

#[test]
fn written_as_python_writes() {
    let mut dispute = dispute();
    dispute.options[o(2)].name = "sign \"now\", ایران 😀".into();
    let text = export(&dispute).text;
    assert!(text.starts_with(
        "{\"decisionMakers\": [{\"name\": \"One\", \"options\": [0, 1, 2], \"preferences\": [], "
    ));
    assert!(
        text.contains(r#""sign \"now\", \u0627\u06cc\u0631\u0627\u0646 \ud83d\ude00""#),
        "{text}"
    );
    assert_eq!(import(&text).dispute.options[o(2)].name, dispute.options[o(2)].name);
}

#[test]
fn unknown_keys_come_back_and_known_ones_are_ours() {
    let unknown = json!({"mine": [1, {"a": null}], "options": [], "program": "other"});
    let text =
        export_gmcr(&dispute(), ReadingId::new(0), unknown.as_object().unwrap()).unwrap().text;
    let file: Value = serde_json::from_str(&text).unwrap();
    assert_eq!((&file["mine"], &file["program"]), (&unknown["mine"], &json!("detente")));
    assert_eq!(text.matches("\"options\"").count(), 3, "once in the file, once for each party");
    assert_eq!(import(&text).unknown.keys().collect::<Vec<_>>(), ["mine"]);
}

#[test]
fn guards_fixed_options_and_dates_are_all_named() {
    let mut dispute = dispute();
    let guard = Guard::When(at_least(0, 1));
    dispute.options[o(1)].moves = MoveRule { up: guard.clone(), ..MoveRule::free() };
    let dated = Dated { levels: vec![1], from: None, until: "2025-01".parse().ok() };
    dispute.options[o(0)].moves = MoveRule { dated: vec![dated], ..MoveRule::free() };
    let reasons = refusals(&dispute);
    assert_eq!(reasons.len(), 2, "{reasons:?}");
    assert!(reasons[0].contains("`access`") && reasons[0].contains("guarded"), "{reasons:?}");
    assert!(reasons[1].contains("`gate`") && reasons[1].contains("at the clock"), "{reasons:?}");

    let mut dispute = self::dispute();
    dispute.options[o(1)].moves = MoveRule::fixed();
    let reasons = refusals(&dispute);
    assert!(reasons.len() == 1 && reasons[0].contains("`access`"), "{reasons:?}");
    dispute.options[o(1)].moves =
        MoveRule { up: Guard::Closed, ratchet: Some(2), ..MoveRule::free() };
    assert!(refusals(&dispute)[0].contains("neither way between `some` and `full`"));
    // A date that does not bar the level at the clock is only noted.
    let mut dispute = self::dispute();
    let dated = Dated { levels: vec![1], from: None, until: "2026".parse().ok() };
    dispute.options[o(0)].moves = MoveRule { dated: vec![dated], ..MoveRule::free() };
    assert_note(&export(&dispute).notes, "Dates of levels are left out");
}

#[test]
fn a_guard_on_all_moves_of_a_party_is_a_misperception() {
    let mut dispute = dispute();
    let guard = || Guard::When(at_least(0, 1));
    dispute.options[o(1)].moves = MoveRule { up: guard(), down: guard(), ..MoveRule::free() };
    dispute.options[o(2)].moves = MoveRule { up: guard(), down: Guard::Closed, ..MoveRule::free() };
    let file = json_of(&dispute);
    assert_eq!(file["decisionMakers"][0]["misperceptions"], json!([[[3, "N"]]]));
    let imported = import(&export(&dispute).text).dispute;
    meaning::assert_same_meaning(&dispute, ReadingId::new(0), &imported, "guards");
    // Constant guards are what they are.
    dispute.options[o(1)].moves.up = Guard::When(Condition::Never);
    dispute.options[o(1)].moves.down = Guard::When(Condition::All(vec![]));
    dispute.options[o(2)].moves = MoveRule::free();
    assert_eq!(json_of(&dispute)["options"][0]["permittedDirection"], json!("back"));
    // A party that never moves perceives nothing.
    dispute.options[o(0)].moves = MoveRule::fixed();
    assert_eq!(json_of(&dispute)["decisionMakers"][1]["misperceptions"], json!([[]]));
    // A guard on own options, which no dossier has, is refused.
    dispute.options[o(0)].moves = MoveRule { up: guard(), down: guard(), ..MoveRule::free() };
    assert!(refusals(&dispute)[0].contains("own options"));
}

#[test]
fn values_become_rankings_for_all() {
    let mut dispute = dispute();
    let form =
        PreferenceForm::Values(vec![(at_least(1, 1), detente_model::Rational::from(2).into())]);
    let preference = detente_model::Preference::new(form);
    dispute.readings[ReadingId::new(0)].preference[PartyId::new(0)] = Some(preference);
    let file = json_of(&dispute);
    assert_eq!(file["useManualPreferenceRanking"], json!(true));
    // access none: 1 4 7 10 of the 12 states by code.
    assert_eq!(
        file["decisionMakers"][0]["preferenceRanking"],
        json!([[2, 3, 5, 6, 8, 9, 11, 12], [1, 4, 7, 10]])
    );
    let all: Vec<usize> = (1..=12).collect();
    assert_eq!(file["decisionMakers"][1]["preferenceRanking"], json!([all]));
    assert_note(&export(&dispute).notes, "exported as rankings");
}

/// A condition that takes 3^n patterns.
fn wide(dispute: &mut Dispute, n: usize) -> Condition {
    let one = PartyId::new(0);
    let mut parts = Vec::new();
    for number in 0..n {
        let ids: Vec<usize> = (0..3)
            .map(|k| {
                dispute.options.push(option(&format!("x{number}-{k}"), one, &["no", "yes"])).index()
            })
            .collect();
        parts.push(Condition::Any(ids.into_iter().map(|id| at_least(id, 1)).collect()));
    }
    Condition::All(parts)
}

#[test]
fn rules_and_statements_of_too_many_patterns() {
    let mut dispute = dispute();
    let wide = wide(&mut dispute, 8);
    let ordered = vec![Statement::Sure(wide.clone())];
    let form = PreferenceForm::Statements { ordered, rank_as_scale: false };
    dispute.readings[ReadingId::new(0)].preference[PartyId::new(0)] =
        Some(detente_model::Preference::new(form));
    dispute.impossible.push(rule("wide", wide, "because"));
    let reasons = refusals(&dispute);
    assert_eq!(reasons.len(), 3, "{reasons:?}");
    assert!(reasons[0].contains("rule 1 (`wide`)") && reasons[0].contains("4096"), "{reasons:?}");
    assert!(reasons[1].contains("statement 1 of `one`"), "{reasons:?}");
    assert!(reasons[2].contains("65536 feasible states"), "{reasons:?}");
}

#[test]
fn nothing_to_export() {
    let empty = empty_dispute("empty");
    assert!(refusals(&empty)[0].contains("no such reading"));
    let mut dispute = dispute();
    dispute.impossible.push(rule("r", Condition::Always, "because"));
    assert!(refusals(&dispute)[0].contains("no state is feasible"));
    let mut bare = self::dispute();
    bare.options = Default::default();
    assert!(refusals(&bare)[0].contains("no option"));
}
