//! Nothing that is given makes it panic.

use detente_finding::{OverviewQuestion, Question};
use detente_recheck::{dossier_of, recheck};
use detente_testkit::random_dispute;

use crate::asked::HASH;

#[test]
fn what_is_no_finding_is_refused_with_a_sentence() {
    let dispute = random_dispute(3);
    for text in
        ["", "{", "[]", "{}", "null", "7", "{\"format\": 1}", "{\"format\": 99}", "\u{feff}{}"]
    {
        assert!(!recheck(text, &dispute, HASH).accepted(), "{text}");
    }
    let deep = "[".repeat(100_000);
    assert!(!recheck(&deep, &dispute, HASH).accepted());
    assert!(dossier_of(&deep).is_err());
    assert_eq!(dossier_of("{\"dossier\": \"ab\"}"), Ok(Some("ab".to_string())));
    assert_eq!(dossier_of("{\"dossier\": null}"), Ok(None));
    assert!(dossier_of("{\"dossier\": 3}").is_err() && dossier_of("[]").is_err());
}

#[test]
fn white_space_between_tokens_is_no_change_and_repeated_keys_are() {
    let dispute = random_dispute(3);
    let question = Question::Overview(OverviewQuestion::default());
    let json = detente_lens::answer(&dispute, &question).unwrap().about(HASH.to_string()).to_json();
    assert!(recheck(&json, &dispute, HASH).accepted());
    assert!(recheck(&json.replace('\n', "\r\n  "), &dispute, HASH).accepted());
    let twice = json.replacen("\"format\": 1,", "\"format\": 1, \"version\": \"0\",", 1);
    assert!(!recheck(&twice, &dispute, HASH).accepted());
    let measures = json.replacen("\"measures\": {", "\"measures\": {}, \"measures\": {", 1);
    assert_ne!(measures, json);
    assert!(!recheck(&measures, &dispute, HASH).accepted());
    let unknown = json.replacen("\"format\": 1,", "\"format\": 1, \"more\": 1,", 1);
    assert!(!recheck(&unknown, &dispute, HASH).accepted());
    assert!(!recheck(&json, &dispute, "another").accepted());
    assert!(!recheck(&json, &random_dispute(4), HASH).accepted());
}

#[test]
fn every_changed_byte_is_noticed() {
    let dispute = random_dispute(3);
    let question = Question::Overview(OverviewQuestion::default());
    let json = detente_lens::answer(&dispute, &question).unwrap().about(HASH.to_string()).to_json();
    let blank = |byte: u8| matches!(byte, b' ' | b'\n');
    for at in 0..json.len() {
        for change in [1, 2, 16, 32] {
            let mut bytes = json.clone().into_bytes();
            if blank(bytes[at]) && blank(bytes[at] ^ change) {
                continue;
            }
            bytes[at] ^= change;
            let Ok(text) = String::from_utf8(bytes) else { continue };
            assert!(!recheck(&text, &dispute, HASH).accepted(), "byte {at} changed by {change}");
        }
    }
}
