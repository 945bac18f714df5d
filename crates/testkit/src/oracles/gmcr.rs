//! A strict reader for the two `.gmcr` fixtures: statements, no coalitions, no misperceptions.
//!
//! Their options stand in the order of their owners, so nothing has to be reordered. Anything else
//! than what the two files hold is a panic.

use detente_model::{Condition, Dispute, Id, OptionId, PreferenceForm};
use serde_json::Value;

use super::conflict::{add_impossible, add_option, add_reading, conflict};
use super::fixtures::{list, number, text};
use crate::parts::{equal, statements};

/// The dispute of a file.
pub(super) fn read(title: &str, file: &str) -> Dispute {
    let file: Value = serde_json::from_str(file).expect("JSON");
    assert_eq!(file["useManualPreferenceRanking"], Value::Bool(false), "statements only");
    let parties = list(&file["decisionMakers"]);
    let names: Vec<&str> = parties.iter().map(|party| text(&party["name"])).collect();
    let mut dispute = conflict(title, &names);
    let options = list(&file["options"]);
    for (owner, party) in parties.iter().enumerate() {
        assert!(list(&party["misperceptions"]).is_empty(), "everybody perceives everything");
        for at in list(&party["options"]) {
            let at = number(at);
            assert_eq!(at, dispute.options.len(), "in the order of their owners");
            let direction = text(&options[at]["permittedDirection"]);
            add_option(&mut dispute, owner, text(&options[at]["name"]), direction);
        }
    }
    assert_eq!(options.len(), dispute.options.len(), "every option has an owner");
    for when in list(&file["infeasibles"]) {
        add_impossible(&mut dispute, simple(when));
    }
    let prefer = |party: &Value| -> PreferenceForm {
        statements(list(&party["preferences"]).iter().map(statement).collect())
    };
    add_reading(&mut dispute, parties.iter().map(prefer).collect());
    dispute
}

fn statement(given: &Value) -> Condition {
    if given.is_array() {
        return simple(given);
    }
    assert_eq!(given["compound"], Value::Bool(true), "a compound statement");
    Condition::Any(list(&given["members"]).iter().map(simple).collect())
}

fn simple(given: &Value) -> Condition {
    let literal = |part: &Value| {
        let level = match text(&part[1]) {
            "Y" => 1,
            "N" => 0,
            other => panic!("neither Y nor N: {other}"),
        };
        equal(OptionId::new(number(&part[0])), level)
    };
    Condition::All(list(given).iter().map(literal).collect())
}
