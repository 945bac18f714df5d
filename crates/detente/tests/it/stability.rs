//! Which states hold, why, and how to get there, as a user asks; and the way to GMCR+ and back.

use std::fs;
use std::process::Command;

use crate::place::{case, root, run, said, scratch};

/// Standard output of a command that answers without a remark.
fn answer(arguments: &[&str]) -> String {
    let (code, out, err) = said(&run(&root().join("casebook"), arguments));
    assert_eq!((code, err.as_str()), (0, ""), "{arguments:?}");
    out
}

fn json(arguments: &[&str]) -> serde_json::Value {
    serde_json::from_str(&answer(&[arguments, &["--json"]].concat())).unwrap()
}

#[test]
fn a_concept_for_each_party_in_one_equilibrium() {
    let profile = |concepts: &[&str]| {
        let options = concepts.iter().flat_map(|concept| ["--concept", concept]);
        let ask: Vec<&str> = ["stability", "cuba-1962", "--reading", "published"]
            .into_iter()
            .chain(options)
            .collect();
        json(&ask)["answer"]["stability"]["readings"][0]["profile"]["states"].clone()
    };
    // The United States stays at 2, 3, 5, 6 and 12 by Nash, the Soviet Union at 1, 5, 6, 7 and 8 by
    // SEQ (published verdicts): 5 and 6 are left. By name or id, in any order.
    assert_eq!(profile(&["us=nash", "ussr=seq"]), 2);
    assert_eq!(profile(&["seq", "United States=nash"]), 2);
    assert_eq!(profile(&["us=seq", "ussr=seq"]), 3);
    let folder = root().join("casebook");
    let (code, _, err) = said(&run(&folder, &["stability", "cuba-1962", "--concept", "us=nash"]));
    assert_eq!(code, 2);
    assert!(err.contains("which concept does `ussr` use? add `--concept ussr=seq`"), "{err}");
    let (code, _, err) = said(&run(&folder, &["stability", "cuba-1962", "--concept", "us=best"]));
    assert_eq!(code, 2);
    assert!(err.contains("no concept `best`; there are nash, sseq, seq, smr, gmr, sim"), "{err}");
}

#[test]
fn both_readings_of_simultaneous_answers() {
    let equilibria = |sim: &str| {
        let found = json(&["stability", "cuba-1962", "--concept", "sim", "--sim", sim]);
        found["answer"]["stability"]["readings"][0]["equilibria"][0]["states"].clone()
    };
    assert_eq!(equilibria("fraser-hipel"), 3);
    assert_eq!(equilibria("gmcr-plus"), 1);
}

#[test]
fn why_names_any_state_and_any_party() {
    let out = answer(&["why", "elmira", "--set", "insist=yes", "--party", "Uniroyal Chemical"]);
    assert!(out.contains("holds for Uniroyal Chemical under all six concepts"), "{out}");
    let found = json(&[
        "why",
        "iran-2025",
        "p2025-e3-extension",
        "--focus",
        "around",
        "--reading",
        "declared",
        "--concept",
        "gmr",
    ]);
    let why = &found["answer"]["why"];
    assert_eq!(why["state"]["proposals"][0], "p2025-e3-extension");
    assert_eq!(why["parties"].as_array().unwrap().len(), 7);
    let folder = root().join("casebook");
    for (arguments, expected) in [
        (vec!["why", "cuba-1962"], "which reading? add `--reading` with `published` or `lifted`"),
        (vec!["why", "elmira", "nowhere"], "no state or proposal `nowhere`; it has `status-quo`"),
        (vec!["why", "elmira", "--set", "insists=yes"], "no option `insists`; it has `modify`"),
        (
            vec!["why", "elmira", "--set", "insist=maybe"],
            "option `insist` has no level `maybe`; it has `no` and `yes`",
        ),
        (
            vec!["why", "elmira", "--set", "accept=yes"],
            "the state is not feasible: an order under appeal is not accepted",
        ),
        (
            vec!["why", "elmira", "--set", "accept"],
            "expected an option and a level, such as `access=full`",
        ),
        (vec!["why", "elmira", "--party", "city"], "no party `city`; it has `moe`"),
        (
            vec!["why", "iran-2025", "--focus", "negotiation", "--reading", "declared"],
            "which holds `us-military` at `none`, `regional-role` at `participate`; leave out `--focus`",
        ),
    ] {
        let (code, out, err) = said(&run(&folder, &arguments));
        assert_eq!((code, out.as_str()), (2, ""), "{arguments:?}");
        assert!(err.contains(expected), "{arguments:?}: {err}");
    }
}

#[test]
fn paths_by_moves_by_improvements_and_mixed() {
    let found = json(&["path", "cuba-1962", "quarantine-and-withdrawal", "--reading", "published"]);
    let path = &found["answer"]["path"];
    assert_eq!(path["by-moves"], 11);
    assert_eq!(path["by-improvements"], 7);
    let ways = path["ways"].as_array().unwrap();
    let told: Vec<_> = ways.iter().map(|w| (&w["way"], &w["moves"], &w["count"])).collect();
    assert_eq!(told.len(), 3);
    assert_eq!(
        format!("{told:?}"),
        format!(
            "{:?}",
            [("moves", 2, 2), ("improvements", 2, 1), ("mixed", 2, 1)].map(|(w, m, c)| (
                serde_json::json!(w),
                serde_json::json!(m),
                serde_json::json!(c)
            ))
        )
    );
    // Back again somebody moves against its preference, for an air strike cannot be taken back.
    let back = json(&[
        "path",
        "cuba-1962",
        "status-quo",
        "--from-set",
        "airstrike=yes",
        "--reading",
        "published",
    ]);
    assert_eq!(back["answer"]["path"]["ways"][0]["moves"], serde_json::Value::Null);
}

#[test]
fn a_dossier_goes_to_gmcr_and_back() {
    let folder = scratch("gmcr");
    let copy = case("elmira").display().to_string();
    let (code, _, err) = said(&run(&folder, &["export", &copy, "-o", "elmira.gmcr"]));
    assert_eq!(code, 0, "{err}");
    assert!(err.contains("note: Left out"), "{err}");
    let import = ["import", "elmira.gmcr", "-o", "back", "--as-of", "1991-06-30"];
    let (code, _, err) = said(&run(&folder, &import));
    assert_eq!(code, 0, "{err}");
    let held = |dossier: &str| {
        let (code, out, err) = said(&run(&folder, &["stability", dossier, "--json"]));
        assert_eq!((code, err.as_str()), (0, ""));
        let found: serde_json::Value = serde_json::from_str(&out).unwrap();
        let reading = &found["answer"]["stability"]["readings"][0];
        let counts = |lines: &serde_json::Value, key: &str| -> Vec<serde_json::Value> {
            lines.as_array().unwrap().iter().map(|line| line[key].clone()).collect()
        };
        (counts(&reading["equilibria"], "states"), counts(&reading["parties"], "stable"))
    };
    assert_eq!(held(&copy), held("back"));
    assert_eq!(said(&run(&folder, &import)).0, 2, "the folder is not overwritten");

    fs::write(folder.join("pickle.gmcr"), b"\x80\x03}q\x00.").unwrap();
    let import = ["import", "pickle.gmcr", "-o", "no", "--as-of", "1991"];
    let (code, _, err) = said(&run(&folder, &import));
    assert_eq!(code, 1);
    assert!(err.contains("pickle"), "{err}");
    assert!(!folder.join("no").exists());
    let (code, _, err) =
        said(&run(&folder, &["import", "elmira.gmcr", "-o", "no", "--as-of", "x"]));
    assert_eq!(code, 2);
    assert!(err.contains("`x` is no date"), "{err}");
}

#[test]
fn findings_are_rechecked_against_their_dossier() {
    let folder = scratch("recheck");
    let asked: [(&str, &[&str]); 6] = [
        ("space", &["space", "iran-2025"]),
        ("stability", &["stability", "iran-2025", "--focus", "mini"]),
        ("why", &["why", "elmira"]),
        ("path", &["path", "elmira", "modified-and-accepted"]),
        ("states", &["show", "cuba-1962", "states"]),
        ("profile", &["stability", "elmira", "--concept", "seq", "--concept", "moe=nash"]),
    ];
    for (name, arguments) in asked {
        let file = format!("{name}.json");
        fs::write(folder.join(&file), answer(&[arguments, &["--json"]].concat())).unwrap();
        let (code, out, err) = said(&run(&folder, &["recheck", &file]));
        assert_eq!((code, err.as_str()), (0, ""), "{name}: {out}");
        assert!(
            out.contains("The finding stands")
                || out.contains("Nothing in the finding was refuted"),
            "{out}"
        );
    }

    // A number changed by hand, and a dossier changed behind the finding's back.
    let text = fs::read_to_string(folder.join("why.json")).unwrap();
    let changed = text.replacen("\"rank\": 9", "\"rank\": 8", 1);
    assert!(text != changed, "there is a rank to change");
    fs::write(folder.join("changed.json"), changed).unwrap();
    let (code, out, _) = said(&run(&folder, &["recheck", "changed.json"]));
    assert_eq!(code, 1);
    assert!(out.contains("REFUTED") && out.contains("does not stand"), "{out}");
    let cuba = case("cuba-1962").display().to_string();
    let (code, out, _) = said(&run(&folder, &["recheck", "why.json", "--dossier", &cuba]));
    assert_eq!(code, 1, "{out}");

    fs::write(folder.join("no.json"), "{}").unwrap();
    assert_eq!(said(&run(&folder, &["recheck", "no.json"])).0, 2);
    assert_eq!(said(&run(&folder, &["recheck", "nowhere.json"])).0, 2);
    let (code, out, _) = said(&run(&folder, &["recheck", "why.json", "--json"]));
    let result: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!((code, &result["accepted"]), (0, &serde_json::json!(true)));
}

#[test]
fn verdicts_are_the_same_bytes_on_any_number_of_threads() {
    let on = |threads: &str| {
        let output = Command::new(env!("CARGO_BIN_EXE_detente"))
            .args(["stability", "iran-2025", "--focus", "around", "--json"])
            .current_dir(root().join("casebook"))
            .env("RAYON_NUM_THREADS", threads)
            .output()
            .unwrap();
        assert!(output.status.success());
        output.stdout
    };
    let alone = on("1");
    assert!(alone == on("2") && alone == on("7"));
}
