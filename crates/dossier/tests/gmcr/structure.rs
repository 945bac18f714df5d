//! Options, owners, names, patterns, perception: what is read and what is a mistake.

use detente_model::{Guard, Id, MoveRule, OptionId, PartyId};

use super::*;

#[test]
fn indices_are_remapped_before_reordering() {
    let Imported { dispute, notes, unknown } = import(FILE);
    assert_is_a_dossier(&dispute);
    let ids: Vec<&str> = dispute.options.values().map(|o| o.id.as_str()).collect();
    assert_eq!(ids, ["talk", "attack", "yield"]);
    let owners: Vec<usize> = dispute.options.values().map(|o| o.party.index()).collect();
    assert_eq!(owners, [0, 0, 1]);
    let rule = &dispute.impossible[0];
    assert_eq!(dispute.text(&rule.when), "talk = yes and attack = yes");
    assert_eq!(rule.because, "infeasible in the imported file");
    // State numbers: N N N, Y N N, N Y N, N N Y, Y N Y, N Y Y.
    let states = feasible(&dispute);
    assert_eq!(states, [[0, 0, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 0, 1], [0, 1, 1]]);
    let ranks = dispute.ranks(dispute.reading("imported").unwrap(), PartyId::new(0), &states);
    assert_eq!(ranks.unwrap(), [1, 2, 1, 3, 4, 3]);
    let moves: Vec<MoveRule> = dispute.options.values().map(|o| o.moves.clone()).collect();
    let back = MoveRule { up: Guard::Closed, ..MoveRule::free() };
    assert_eq!(moves, [MoveRule::free(), MoveRule::one_way(), back]);
    assert!(dispute.status_quo.is_none() && dispute.deal.is_none() && unknown.is_empty());
    assert_note(&notes, "no status quo");
    assert_eq!(dispute.as_of, as_of());
}

#[test]
fn pickle_is_refused_and_never_parsed() {
    for bytes in [&b"\x80\x03}q\x00."[..], b"\x80", b"\x80{}"] {
        let mistakes = import_gmcr(bytes, "case", as_of()).unwrap_err();
        assert_eq!(mistakes.len(), 1);
        assert!(mistakes[0].message.contains("pickle"), "{}", shown(&mistakes));
    }
}

#[test]
fn a_byte_order_mark_is_skipped() {
    assert_eq!(import(&format!("\u{feff}{FILE}")).dispute, import(FILE).dispute);
}

#[test]
fn latin_1_is_refused_with_its_place() {
    let mut bytes = FILE.replace("\"One\"", "\"Oné\"").into_bytes();
    let at = bytes.windows(2).position(|pair| pair == "é".as_bytes()).unwrap();
    bytes.splice(at..at + 2, [0xe9]);
    let mistakes = import_gmcr(&bytes, "case", as_of()).unwrap_err();
    assert_eq!(mistakes[0].place, "line 4, column 17");
    assert!(mistakes[0].message.contains("0xe9") && mistakes[0].help.contains("UTF-8"));
    let wide: Vec<u8> = [0xff, 0xfe].into_iter().chain(FILE.bytes().flat_map(|b| [b, 0])).collect();
    assert!(import_gmcr(&wide, "case", as_of()).unwrap_err()[0].message.contains("UTF-16"));
}

#[test]
fn json_mistakes_have_line_and_column() {
    assert_mistakes("{\n \"options\": [,]}", &[("line 2, column 14", "this is not JSON")]);
    assert_mistakes("{\"options\": [", &[("line 1, column 13", "ends too early")]);
    assert_mistakes("  ", &[("", "empty")]);
    assert_mistakes("[1]", &[("", "not a JSON object")]);
    assert_mistakes(&"[".repeat(100_000), &[("line 1, column 128", "recursion limit")]);
}

#[test]
fn all_mistakes_at_once() {
    let text = r#"{"options": [{"name": "a"}, 7], "decisionMakers": [
        {"name": 3, "options": [0, 5, -1, 1.0, "1"], "preferences": [[[0, "Z"], [9, "Y"], [0]], "x"]}]}"#;
    assert_mistakes(
        text,
        &[
            ("options[0]", "`permittedDirection` is missing"),
            ("options[1]", "expected an object, found `7`"),
            ("", "`useManualPreferenceRanking` is missing"),
            ("decisionMakers[0].name", "expected a text"),
            ("decisionMakers[0].options[1]", "there is no option 5"),
            ("decisionMakers[0].options[2]", "there is no option -1"),
            ("decisionMakers[0].options[3]", "found `1.0`"),
            ("decisionMakers[0].options[4]", "found the text `1`"),
            ("", "`infeasibles` is missing"),
        ],
    );
}

#[test]
fn an_option_of_two_owners_names_both() {
    let text = with("\"options\": [0]", "\"options\": [0, 1]");
    assert_mistakes(
        &text,
        &[(
            "decisionMakers[1].options[1]",
            "`attack` belongs to `One` (`decisionMakers[0]`) and to `Two`",
        )],
    );
    let text = with("\"options\": [2, 1]", "\"options\": [2, 1, 2]");
    assert_mistakes(&text, &[("decisionMakers[0].options[2]", "`talk` is listed twice")]);
}

#[test]
fn an_option_of_nobody_is_named() {
    let text = with("\"options\": [0]", "\"options\": []");
    assert_mistakes(&text, &[("options[0]", "`yield` belongs to nobody")]);
}

#[test]
fn indices_out_of_range_negative_or_float() {
    for (index, part) in [
        ("3", "there is no option 3"),
        ("-1", "there is no option -1"),
        ("99999999999999999999", "a whole number"),
        ("18446744073709551615", "there is no option"),
        ("1.0", "found `1.0`"),
        ("1e0", "found `1.0`"),
        ("null", "found null"),
        ("true", "found `true`"),
    ] {
        let text = with("[[[1, \"Y\"], [2, \"Y\"]]]", &format!("[[[{index}, \"Y\"]]]"));
        assert_mistakes(&text, &[("infeasibles[0][0][0]", part)]);
    }
}

#[test]
fn only_y_and_n() {
    for word in ["\"y\"", "\"-\"", "\"\"", "true", "1", "[]"] {
        let text = with("[[[1, \"Y\"], [2, \"Y\"]]]", &format!("[[[1, {word}]]]"));
        assert_mistakes(&text, &[("infeasibles[0][0][1]", "expected \"Y\" or \"N\"")]);
    }
    let text = with("[[[1, \"Y\"], [2, \"Y\"]]]", "[[[1, \"Y\", 2]], [3], 4, {\"members\": []}]");
    assert_mistakes(
        &text,
        &[
            ("infeasibles[0][0]", "two elements, this has 3"),
            ("infeasibles[1][0]", "expected a list"),
            ("infeasibles[2]", "expected a statement"),
            ("infeasibles[3]", "compound statement and says so"),
        ],
    );
}

#[test]
fn nothing_feasible_nobody_and_nothing() {
    let pattern = "[[[1, \"Y\"], [2, \"Y\"]]]";
    assert_mistakes(&with(pattern, "[[]]"), &[("infeasibles", "no state is feasible")]);
    let text = with(pattern, "[[[0, \"Y\"]], [[0, \"N\"], [1, \"N\"]], [[1, \"Y\"]]]");
    assert_mistakes(&text, &[("infeasibles", "no state is feasible")]);
    let text = r#"{"options": [], "decisionMakers": [], "infeasibles": [], "useManualPreferenceRanking": false}"#;
    assert_mistakes(
        text,
        &[("options", "there are no options"), ("decisionMakers", "there are no decision makers")],
    );
}

#[test]
fn a_pattern_that_contradicts_itself_excludes_nothing() {
    let text = with("[[[1, \"Y\"], [2, \"Y\"]]]", "[[[1, \"Y\"], [1, \"N\"]]]");
    let imported = import(&text);
    assert_is_a_dossier(&imported.dispute);
    assert!(imported.dispute.impossible.is_empty());
    assert_note(&imported.notes, "`infeasibles[0]` excludes nothing");
}

#[test]
fn a_compound_infeasible_is_an_alternative() {
    let compound = "[{\"compound\": true, \"members\": [[[1, \"Y\"]], [[0, \"Y\"], [2, \"Y\"]]]}]";
    let dispute = import(&with("[[[1, \"Y\"], [2, \"Y\"]]]", compound)).dispute;
    assert_is_a_dossier(&dispute);
    assert_eq!(feasible(&dispute).len(), 3);
}

#[test]
fn unknown_directions_are_read_as_both() {
    let imported = import(&with("\"fwd\"", "\"sideways\""));
    assert_eq!(imported.dispute.options[OptionId::new(1)].moves, MoveRule::free());
    assert_note(&imported.notes, "`sideways` of the option `attack`");
}

#[test]
fn any_name_makes_an_id() {
    let names = [
        "a, \"b\"",
        "ایران",
        "",
        "  ",
        "not",
        "source",
        "Air\\nstrike",
        "air strike",
        "AIR STRIKE",
        "\\u0000\\u0007",
        "a\\u202eb",
        "港 Zoll",
        "\\ud83d\\ude00",
        "imported",
        "#",
        "[x]=1",
    ];
    for pair in names.iter().flat_map(|a| names.iter().map(move |b| [*a, *b])) {
        let quoted = |name: &str| format!("\"{}\"", name.replace('"', "\\\""));
        let text =
            FILE.replace("\"talk\"", &quoted(pair[0])).replace("\"attack\"", &quoted(pair[1]));
        let text = text.replace("\"One\"", &quoted(pair[0])).replace("\"Two\"", &quoted(pair[1]));
        assert_is_a_dossier(&import(&text).dispute);
    }
    let imported = import(&with("\"talk\"", "\" \""));
    assert_note(&imported.notes, "`options[2]` has an empty name");
    assert_eq!(imported.dispute.options[OptionId::new(0)].name, "option 1");
}

#[test]
fn coalitions_are_not_carried_over() {
    let with_coalitions = |value: &str| {
        import(&with("\"infeasibles\"", &format!("\"coalitions\": {value}, \"infeasibles\""))).notes
    };
    for singletons in ["[0, 1]", "[1, 0]", "[[0], 1]"] {
        assert_no_note(&with_coalitions(singletons), "coalitions");
    }
    assert_note(&with_coalitions("[[0, 1]]"), "not carried over");
    for broken in ["[0]", "[0, 0, 1]", "7", "[\"x\"]", "[0, [1, 2]]", "[-1, 0]", "{}"] {
        assert_note(&with_coalitions(broken), "not a partition");
    }
}

#[test]
fn unknown_keys_are_kept_and_ignored_ones_are_not() {
    let imported = import(&with(
        "\"infeasibles\"",
        "\"nodes\": [], \"version\": 1, \"mine\": {\"b\": 1}, \"infeasibles\"",
    ));
    assert_eq!(imported.unknown.keys().collect::<Vec<_>>(), ["mine"]);
    assert_note(&imported.notes, "`mine`");
}

#[test]
fn misperception_of_others_options_closes_all_moves() {
    let text =
        with("\"preferences\": [[[0", "\"misperceptions\": [[[0, \"Y\"]]], \"preferences\": [[[0");
    let imported = import(&text);
    let dispute = &imported.dispute;
    assert_is_a_dossier(dispute);
    assert_note(&imported.notes, "`One` has no moves where it misperceives");
    let plain = import(FILE).dispute;
    let one = PartyId::new(0);
    for state in feasible(dispute) {
        let expected = if state[2] == 1 { Vec::new() } else { plain.moves(one, &state) };
        assert_eq!(dispute.moves(one, &state), expected);
        assert_eq!(dispute.moves(PartyId::new(1), &state), plain.moves(PartyId::new(1), &state));
    }
}

#[test]
fn misperceptions_add_up_and_an_empty_one_hides_everything() {
    let preferences = "\"preferences\": []";
    let several = "\"misperceptions\": [[[1, \"Y\"]], [[2, \"Y\"], [1, \"N\"]], [[1, \"Y\"]]], \"preferences\": []";
    let dispute = import(&with(preferences, several)).dispute;
    assert_is_a_dossier(&dispute);
    let two = PartyId::new(1);
    for state in feasible(&dispute) {
        let sees = state[1] == 0 && state[0] == 0;
        assert_eq!(!dispute.moves(two, &state).is_empty(), sees && state[2] == 1, "{state:?}");
    }
    let imported = import(&with(preferences, "\"misperceptions\": [[]], \"preferences\": []"));
    assert_is_a_dossier(&imported.dispute);
    assert_eq!(imported.dispute.options[OptionId::new(2)].moves, MoveRule::fixed());
    assert_note(&imported.notes, "`Two` perceives no state");
}

#[test]
fn misperception_of_own_options_cannot_be_said() {
    let of_one = |patterns: &str| {
        with(
            "\"preferences\": [[[0",
            &format!("\"misperceptions\": {patterns}, \"preferences\": [[[0"),
        )
    };
    assert_mistakes(
        &of_one("[[[0, \"Y\"], [1, \"Y\"]]]"),
        &[(
            "decisionMakers[0].misperceptions[0]",
            "its own option `attack`; a dossier cannot say that",
        )],
    );
    // No feasible state has both: the misperception hides nothing.
    let imported = import(&of_one("[[[1, \"Y\"], [2, \"Y\"]]]"));
    assert_note(&imported.notes, "no feasible state matches it");
    assert_eq!(imported.dispute, import(FILE).dispute);
}

#[test]
fn more_than_a_dossier_may_have() {
    let options = vec!["{\"name\": \"x\", \"permittedDirection\": \"both\"}"; 100_000].join(", ");
    let indices: Vec<String> = (0..100_000).map(|n| n.to_string()).collect();
    let literals: Vec<String> = indices.iter().map(|n| format!("[{n}, \"Y\"]")).collect();
    let text = format!(
        "{{\"options\": [{options}], \"decisionMakers\": [{{\"name\": \"a\", \"options\": [{}], \"preferences\": []}}], \"infeasibles\": [[{}]], \"useManualPreferenceRanking\": false}}",
        indices.join(", "),
        literals.join(", ")
    );
    assert_mistakes(&text, &[("options", "100000 entries; at most 1000 are read")]);
}

#[test]
fn a_key_that_stands_twice_is_refused() {
    let twice = br#"{"options": [], "decisionMakers": [],
 "options": [{"name": "a", "permittedDirection": "both"}]}"#;
    let mistakes = import_gmcr(twice, "case", as_of()).unwrap_err();
    assert_eq!(mistakes.len(), 1);
    assert_eq!(mistakes[0].message, "the key `options` stands here twice");
    assert!(mistakes[0].place.starts_with("line 2"), "{}", mistakes[0].place);
}
