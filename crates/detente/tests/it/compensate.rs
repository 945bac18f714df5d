//! Who would have to be compensated, as asked on the command line.

use crate::place::{case, root, run, said, scratch};

/// A small dispute: two audiences go by points, one by a rule.
const SHOP: &str = r#"
format = 1
title = "Shop hours"
as_of = 2025-01-01

[party.owner]
name = "Owner"

[option.hours]
party = "owner"
levels = ["short", "long"]

[option.pay]
party = "owner"
levels = ["low", "high"]

[audience.staff]
name = "Staff"
[audience.street]
name = "Street"
[audience.bank]
name = "Bank"

[deal]
when = "hours = short or hours = long"
needs = ["staff", "street", "bank"]

[proposal.open]
name = "Longer hours"
hours = "long"

[reading.only]
name = "Only"
accept.staff = { at-least = 4, values = { "pay = high" = 3, "hours = short" = 2 } }
accept.street = { at-least = 1.5, values = { "hours = short" = 2, "pay = low" = 1 } }
accept.bank = "pay = low"
"#;

/// What `compensate` says of the dossier, in one line.
fn says(name: &str, words: &[&str]) -> (i32, String, String) {
    let folder = scratch(name);
    std::fs::write(folder.join("dossier.toml"), SHOP).unwrap();
    let folder = folder.display().to_string();
    let (code, out, err) = said(&run(root(), &[&["compensate", &folder], words].concat()));
    (code, out.split_whitespace().collect::<Vec<_>>().join(" "), err)
}

#[track_caller]
fn contains(text: &str, sentences: &[&str]) {
    for sentence in sentences {
        assert!(text.contains(sentence), "{sentence:?} not in:\n{text}");
    }
}

#[test]
fn the_cheapest_packages_are_told_with_who_is_paid() {
    let (code, out, _) = says("compensate-all", &[]);
    assert_eq!(code, 0);
    contains(
        &out,
        &[
            "Under Only none of the 4 packages is acceptable to all three audiences without payments; \
             the cheapest takes 2 points: 2 for Staff.",
            "Staff and Street accept by worth and could be paid; Bank goes by a rule and could not.",
            "For the first deal one audience needs paying; an equal payment to everybody who accepts \
             by worth would have to be 2 points each.",
            "Longer hours 2 0 4.5 4 for Staff and 0.5 for Street",
        ],
    );
}

#[test]
fn a_proposal_and_budgets_are_priced() {
    let words = ["open", "--budget", "4.5", "--budget", "4"];
    let (code, out, _) = says("compensate-proposal", &words);
    assert_eq!(code, 0);
    contains(
        &out,
        &[
            "none of the 2 packages that agree with the proposal ‘Longer hours’ is acceptable to all \
             three audiences without payments; the cheapest takes 4.5 points:",
            "0 0 0 0 % 4 0 0 0 % 4.5 1 1 50 %",
        ],
    );
    let (code, out, _) = says("compensate-own", &["--set", "pay=high"]);
    assert_eq!(code, 0);
    contains(
        &out,
        &["no payments would make any of the 2 packages that agree with the levels given"],
    );
}

#[test]
fn what_cannot_be_asked_is_said() {
    for budget in ["-3", "many"] {
        let (code, _, err) = says(&format!("compensate-{budget}"), &["--budget", budget]);
        assert_eq!(code, 2);
        contains(&err, &[&format!("`{budget}` is no budget")]);
    }
    let huge = "9".repeat(30);
    let (code, _, err) = says("compensate-huge", &["--budget", &huge]);
    assert_eq!(code, 2);
    contains(&err, &["is too large a budget"]);
    let iran = case("iran-2025").display().to_string();
    let (code, out, _) = said(&run(root(), &["compensate", &iran]));
    assert_eq!(code, 0);
    contains(&out, &["Nobody who decides on a deal accepts by worth"]);
}

#[test]
fn the_answer_stands_and_the_report_has_the_chapter() {
    let folder = scratch("compensate-recheck");
    std::fs::write(folder.join("dossier.toml"), SHOP).unwrap();
    let place = folder.display().to_string();
    let (code, json, _) = said(&run(root(), &["compensate", &place, "--json"]));
    assert_eq!(code, 0);
    std::fs::write(folder.join("finding.json"), json).unwrap();
    let finding = folder.join("finding.json").display().to_string();
    let (code, out, _) = said(&run(root(), &["recheck", &finding, "--dossier", &place]));
    assert_eq!(code, 0, "{out}");
    contains(&out, &["payments found again"]);
    let page = folder.join("page.html").display().to_string();
    let (code, ..) = said(&run(root(), &["report", &place, "-o", &page]));
    assert_eq!(code, 0);
    contains(&std::fs::read_to_string(&page).unwrap(), &["Who would have to be compensated"]);
}
