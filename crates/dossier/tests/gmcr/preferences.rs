//! Statements and rankings: what is read and what is a mistake.

use detente_model::{PartyId, PreferenceForm, Statement};

use super::*;

/// The statements of a party as texts.
fn statements(dispute: &Dispute, party: usize) -> Vec<String> {
    use detente_model::Id;
    let reading = &dispute.readings[dispute.reading("imported").unwrap()];
    let PreferenceForm::Statements { ordered, rank_as_scale: false } =
        &reading.preference[PartyId::new(party)].as_ref().unwrap().form
    else {
        panic!("nothing ordinal becomes cardinal")
    };
    let text = |statement: &Statement| match statement {
        Statement::Sure(condition) => dispute.text(condition),
        _ => panic!("{statement:?}"),
    };
    ordered.iter().map(text).collect()
}

/// The file with rankings for both decision makers.
fn ranked(one: &str, two: &str) -> String {
    with("\"preferences\": [[[0, \"Y\"]], [[1, \"N\"], [2, \"Y\"]]]", one)
        .replace("\"preferences\": []", two)
        .replace("Ranking\": false", "Ranking\": true")
}

#[test]
fn simple_and_compound_statements() {
    let compound = r#"[[], {"compound": true, "members": [[[0, "N"], [1, "Y"]], [[2, "Y"]]]}, [[2, "Y"]],
        {"compound": true, "members": [[[2, "Y"]]]}, [[1, "Y"], [1, "N"]], [[2, "Y"], [2, "Y"]]]"#;
    let imported = import(&with("[[[0, \"Y\"]], [[1, \"N\"], [2, \"Y\"]]]", compound));
    assert_is_a_dossier(&imported.dispute);
    assert_eq!(
        statements(&imported.dispute, 0),
        ["always", "(attack = yes and yield = no) or talk = yes", "talk = yes", "never"]
    );
    assert!(statements(&imported.dispute, 1).is_empty());
    assert_note(
        &imported.notes,
        "`decisionMakers[0].preferences[3]` repeats `decisionMakers[0].preferences[2]`",
    );
    assert_note(&imported.notes, "`decisionMakers[0].preferences[5]` repeats");
}

#[test]
fn more_than_63_statements() {
    // 70 options of one party, each preferred taken, the first most important.
    let options: Vec<String> = (0..70)
        .map(|n| format!("{{\"name\": \"o{n}\", \"permittedDirection\": \"both\"}}"))
        .collect();
    let indices: Vec<String> = (0..70).map(|n| n.to_string()).collect();
    let wishes: Vec<String> = (0..70).map(|n| format!("[[{n}, \"Y\"]]")).collect();
    let text = format!(
        "{{\"options\": [{}], \"decisionMakers\": [{{\"name\": \"a\", \"options\": [{}], \"preferences\": [{}]}}], \"infeasibles\": [], \"useManualPreferenceRanking\": false}}",
        options.join(", "),
        indices.join(", "),
        wishes.join(", ")
    );
    let dispute = import(&text).dispute;
    assert_is_a_dossier(&dispute);
    assert_eq!(statements(&dispute, 0).len(), 70);
    let mut best = vec![0; 70];
    best[0] = 1;
    let mut others = vec![1; 70];
    others[0] = 0;
    let reading = dispute.reading("imported").unwrap();
    let party = dispute.parties.ids().next().unwrap();
    assert_eq!(dispute.compare(reading, party, &best, &others), Some(std::cmp::Ordering::Greater));
}

#[test]
fn rankings_become_statements() {
    // Codes: 1 nothing, 2 talk, 3 attack, 4 yield, 5 talk and yield, 6 attack and yield.
    let text = ranked(
        "\"preferenceRanking\": [5, [4, 6], [2], [1, 3]]",
        "\"preferenceVector\": [[1, 2, 3, 4, 5, 6]]",
    );
    let imported = import(&text);
    let dispute = &imported.dispute;
    assert_is_a_dossier(dispute);
    assert_note(&imported.notes, "Rankings were read as statements");
    assert_eq!(
        statements(dispute, 0),
        [
            "talk = yes and attack = no and yield = yes",
            "(talk = no and attack = no and yield = yes) or (attack = yes and yield = yes)",
            "talk = yes and attack = no and yield = no"
        ]
    );
    assert!(statements(dispute, 1).is_empty());
    let ranks = dispute.ranks(
        dispute.reading("imported").unwrap(),
        dispute.parties.ids().next().unwrap(),
        &feasible(dispute),
    );
    assert_eq!(ranks.unwrap(), [1, 2, 1, 3, 4, 3]);
}

#[test]
fn a_strict_ranking_of_many_states_keeps_its_order() {
    let options: Vec<String> = (0..8)
        .map(|n| format!("{{\"name\": \"o{n}\", \"permittedDirection\": \"both\"}}"))
        .collect();
    // 7 is coprime to 192: every state once, thoroughly shuffled.
    let order: Vec<String> = (0..192).map(|n| (n * 7 % 192 + 1).to_string()).collect();
    let text = format!(
        "{{\"options\": [{}], \"decisionMakers\": [{{\"name\": \"a\", \"options\": [0, 1, 2, 3, 4, 5, 6, 7], \"preferenceRanking\": [{}]}}], \"infeasibles\": [[[2, \"Y\"], [5, \"N\"]]], \"useManualPreferenceVectors\": true}}",
        options.join(", "),
        order.join(", ")
    );
    let dispute = import(&text).dispute;
    assert_is_a_dossier(&dispute);
    let states = feasible(&dispute);
    let party = dispute.parties.ids().next().unwrap();
    let ranks = dispute.ranks(dispute.reading("imported").unwrap(), party, &states).unwrap();
    for place in 0..192 {
        assert_eq!(ranks[place * 7 % 192], 192 - place as u32);
    }
}

#[test]
fn rankings_with_missing_repeated_or_unknown_states() {
    let good = "\"preferenceRanking\": [[1, 2, 3, 4, 5, 6]]";
    assert_mistakes(
        &ranked("\"preferenceRanking\": [5, [4, 5], 0, 7, -3, 2]", good),
        &[
            ("decisionMakers[0].preferenceRanking", "states that do not exist: 0, 7, -3"),
            ("decisionMakers[0].preferenceRanking", "more than once: 5"),
            ("decisionMakers[0].preferenceRanking", "leaves out states: 1, 3, 6"),
        ],
    );
    assert_mistakes(
        &ranked("\"preferenceRanking\": [1.0, [2, \"3\"], [[4]]]", good),
        &[
            ("decisionMakers[0].preferenceRanking[0]", "found `1.0`"),
            ("decisionMakers[0].preferenceRanking[1][1]", "found the text `3`"),
            ("decisionMakers[0].preferenceRanking[2][0]", "found a list"),
        ],
    );
    assert_mistakes(
        &ranked("\"preferences\": [[[0, \"Y\"]]]", good),
        &[("decisionMakers[0]", "`preferenceRanking` is missing")],
    );
}

#[test]
fn both_legacy_keys_are_read() {
    let old = FILE.replace("useManualPreferenceRanking", "useManualPreferenceVectors");
    assert_eq!(import(&old).dispute, import(FILE).dispute);
    let ranks = "[5, [4, 6], 2, [1, 3]]";
    let new = ranked(
        &format!("\"preferenceRanking\": {ranks}"),
        "\"preferenceRanking\": [[1, 2, 3, 4, 5, 6]]",
    );
    let old = new
        .replace("preferenceRanking", "preferenceVector")
        .replace("useManualPreferenceRanking", "useManualPreferenceVectors");
    assert_eq!(import(&old).dispute, import(&new).dispute);
    let both = with("\"infeasibles\"", "\"useManualPreferenceVectors\": true, \"infeasibles\"");
    assert_note(&import(&both).notes, "the newer key is used");
    assert_mistakes(
        &with(", \"useManualPreferenceRanking\": false", ""),
        &[("", "`useManualPreferenceRanking` is missing")],
    );
    assert_mistakes(
        &with("Ranking\": false", "Ranking\": 0"),
        &[("useManualPreferenceRanking", "expected true or false, found `0`")],
    );
}

#[test]
fn statements_beside_rankings_are_not_used() {
    let good = "\"preferenceRanking\": [[1, 2, 3, 4, 5, 6]]";
    let imported = import(&ranked(&format!("\"preferences\": [[[9, \"Q\"]]], {good}"), good));
    assert_note(&imported.notes, "`decisionMakers[0].preferences` are not used");
}

#[test]
fn too_many_states_for_a_ranking() {
    let options: Vec<String> = (0..17)
        .map(|n| format!("{{\"name\": \"o{n}\", \"permittedDirection\": \"both\"}}"))
        .collect();
    let indices: Vec<String> = (0..17).map(|n| n.to_string()).collect();
    let text = format!(
        "{{\"options\": [{}], \"decisionMakers\": [{{\"name\": \"a\", \"options\": [{}], \"preferenceRanking\": [1]}}], \"infeasibles\": [], \"useManualPreferenceRanking\": true}}",
        options.join(", "),
        indices.join(", ")
    );
    assert_mistakes(&text, &[("", "at most 65536 feasible states")]);
}
