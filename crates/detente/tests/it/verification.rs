//! What inspection buys, as asked on the command line.

use std::fs;

use crate::place::{case, root, run, said, scratch};

#[track_caller]
fn says(folder: &str, words: &[&str], sentences: &[&str]) {
    let (code, out, err) = said(&run(root(), &[&["verification", folder], words].concat()));
    assert_eq!((code, err.as_str()), (0, ""), "{words:?}");
    let out = out.split_whitespace().collect::<Vec<_>>().join(" ");
    for sentence in sentences {
        assert!(out.contains(sentence), "{sentence:?} not in:\n{out}");
    }
}

fn fishery() -> String {
    case("skerry-fishery").display().to_string()
}

fn flagship() -> String {
    case("iran-2025").display().to_string()
}

#[test]
fn levels_visits_and_the_budget_are_said() {
    says(
        &fishery(),
        &[],
        &[
            "True landing reports: with inspectors' access at ‘ports’ the declared penalty does not \
             deter; a visit in about 24 of 100 periods (8–50) would; the least level that \
             deters without visits is ‘boats’, though not in all of its ranges.",
            "Clean fuel: the declared penalty does not deter by itself, not even with a visit in every \
             period.",
            "A budget of 0.3 (0.2–0.4), spent on the cheapest first, deters one of the three;",
            "This promise would bind only if",
            "A visit looks at 5 of 20 items",
            "How long may a breach go unseen?",
        ],
    );
}

#[test]
fn a_budget_and_a_level_of_ones_own() {
    says(
        &fishery(),
        &["--budget", "0.1", "--obligation", "catch", "--obligation", "closure"],
        &[
            "deters none of the two; 0.01 more would deter the closed season.",
            "per period deter all",
        ],
    );
    says(
        &fishery(),
        &["--set", "access=boats", "--obligation", "closure"],
        &["with inspectors' access at ‘boats’ the declared penalty deters, without a visit."],
    );
    let (code, _, err) = said(&run(root(), &["verification", &fishery(), "--budget", "-1"]));
    assert_eq!(code, 2, "{err}");
    let (code, _, err) = said(&run(root(), &["verification", &fishery(), "--budget", "abc"]));
    assert_eq!(code, 2);
    assert!(err.contains("write a plain decimal of zero or more, such as `0.25`"), "{err}");
    let (code, _, err) =
        said(&run(root(), &["verification", &fishery(), "--obligation", "closing"]));
    assert_eq!(code, 2);
    assert!(err.contains("no obligation `closing`; it has `catch`, `closure` and `fuel`"), "{err}");
}

#[test]
fn what_the_dossier_leaves_out_is_named_and_not_made_up() {
    says(
        &flagship(),
        &[],
        &[
            "with inspection access at ‘none’ an alarm would have to cost at least 20;",
            "To tell more, the dossier would need penalty, false-alarm-loss, visit and inspector in \
             [obligation.accounting].",
            "the dossier would need inspection.budget and inspection.occasions.",
        ],
    );
    let (_, out, _) = said(&run(root(), &["verification", &flagship()]));
    assert!(!out.contains("deter") || out.contains("no consequence of an alarm deters"), "{out}");
}

#[test]
fn a_dossier_without_obligations_says_so() {
    let elmira = case("elmira").display().to_string();
    let (code, _, err) = said(&run(root(), &["verification", &elmira]));
    assert_eq!(code, 2);
    assert!(err.contains("no obligation that inspection could protect"), "{err}");
}

#[test]
fn the_finding_stands() {
    let folder = scratch("verification-finding");
    let (code, json, _) = said(&run(&folder, &["verification", &fishery(), "--json"]));
    assert_eq!(code, 0);
    fs::write(folder.join("finding.json"), json).unwrap();
    let (code, out, _) = said(&run(&folder, &["recheck", "finding.json"]));
    assert_eq!(code, 0, "{out}");
    assert!(out.contains("levels, visits, seasons, budgets and strategies, found again"), "{out}");
}

#[test]
fn the_report_has_the_chapter_and_its_figures() {
    let folder = scratch("verification-report");
    let (code, page, _) = said(&run(&folder, &["report", &fishery(), "-o", "-"]));
    assert_eq!(code, 0);
    for part in ["id=\"verification\"", "figure-detection", "figure-inspection-budget"] {
        assert!(page.contains(part), "{part}");
    }
}
