//! The program as a user meets it: exit codes, what goes where, JSON, broken input.

use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};

use crate::place::{case, root, run, said, scratch};

#[test]
fn a_new_dossier_checks_and_reports_at_once() {
    let folder = scratch("new");
    let (code, out, err) = said(&run(&folder, &["new", "rent"]));
    assert_eq!((code, out.as_str()), (0, ""));
    assert!(err.contains("detente check rent"), "{err}");
    let (code, out, err) = said(&run(&folder, &["check", "rent"]));
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(out.contains("Two parties control four options"), "{out}");
    let (code, out, _) = said(&run(&folder, &["report", "rent"]));
    assert_eq!(code, 0);
    assert!(out.ends_with("The report is in rent.html\n"), "{out}");
    assert!(fs::read_to_string(folder.join("rent.html")).unwrap().ends_with("</html>\n"));
    assert!(!folder.join("rent.html.part").exists());
}

#[test]
fn a_bundled_case_can_be_copied_and_an_existing_folder_is_left_alone() {
    let folder = scratch("from");
    assert_eq!(said(&run(&folder, &["new", "mine", "--from", "cuba-1962"])).0, 0);
    assert_eq!(said(&run(&folder, &["check", "mine"])).0, 0);
    let (code, _, err) = said(&run(&folder, &["new", "mine"]));
    assert_eq!(code, 2);
    assert!(err.contains("already there"), "{err}");
    let (code, _, err) = said(&run(&folder, &["new", "other", "--from", "cuba"]));
    assert_eq!(code, 2);
    assert!(err.contains("cuba-1962, elmira"), "{err}");
    assert!(!folder.join("other").exists());
}

#[test]
fn a_wrong_dossier_exits_with_1_and_says_all_that_is_wrong() {
    let folder = scratch("wrong");
    let text = "format = 1\ntitle = 'x'\nas-of = 2025-01-01\n[party.a]\n[option.o]\nparty = 'b'\n\
                levels = ['no', 'yes']\n[[impossible]]\nwhen = 'o = maybe'\nbecause = 'y'\n";
    fs::write(folder.join("dossier.toml"), text).unwrap();
    for command in ["check", "space", "report", "show"] {
        let (code, out, err) = said(&run(&folder, &[command, "."]));
        assert_eq!((code, out.as_str()), (1, ""), "{command}");
        assert!(
            err.contains("there is no party `b`") && err.contains("has no level `maybe`"),
            "{err}"
        );
        assert!(err.contains("2 errors in `./dossier.toml`"), "{err}");
    }
    let (code, out, err) = said(&run(&folder, &["check", ".", "--json"]));
    assert_eq!((code, err.as_str()), (1, ""));
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(json["usable"], false);
    assert_eq!(json["mistakes"][0]["code"], "unknown-party");
    assert_eq!(json["mistakes"][0]["places"][0]["line"], 6);
    assert_eq!(json["mistakes"][0]["places"][0]["column"], 9);
    assert!(!folder.join("wrong.html").exists());
}

#[test]
fn what_cannot_run_exits_with_2() {
    let folder = scratch("cannot");
    let iran = case("iran-2025").display().to_string();
    let (code, _, err) = said(&run(&folder, &["check", "nowhere"]));
    assert_eq!(code, 2);
    assert!(err.starts_with("error: cannot read the dossier `nowhere`"), "{err}");
    let (code, _, err) = said(&run(&folder, &["space", &iran, "--reading", "hopeful"]));
    assert_eq!(code, 2);
    assert!(err.contains("no reading `hopeful`; it has `declared` and `bridging`"), "{err}");
    let (code, _, err) = said(&run(&folder, &["space", &iran, "--focus", "x"]));
    assert_eq!(code, 2);
    assert!(err.contains("`mini`, `negotiation` and `around`"), "{err}");
    assert_eq!(said(&run(&folder, &["spaec"])).0, 2);
    let (code, _, err) = said(&run(&folder, &["report", &iran, "-o", "no/such/folder.html"]));
    assert_eq!(code, 2);
    assert!(err.contains("cannot write"), "{err}");
}

#[test]
fn a_report_overwrites_a_report_and_nothing_else() {
    let folder = scratch("overwrite");
    assert_eq!(said(&run(&folder, &["new", "rent"])).0, 0);
    for file in ["dossier.toml", "events.csv", "sources.bib"] {
        let path = format!("rent/{file}");
        let before = fs::read(folder.join(&path)).unwrap();
        let (code, _, err) = said(&run(&folder, &["report", "rent", "-o", &path]));
        assert_eq!(code, 2);
        assert!(err.contains("is no report"), "{err}");
        assert_eq!(fs::read(folder.join(&path)).unwrap(), before);
    }
    for _ in 0..2 {
        assert_eq!(said(&run(&folder, &["report", "rent", "-o", "page.html"])).0, 0);
    }
}

#[test]
fn every_answer_is_there_as_json() {
    let folder = scratch("json");
    let iran = case("iran-2025").display().to_string();
    let commands: [&[&str]; 7] = [
        &["check", &iran],
        &["space", &iran],
        &["report", &iran],
        &["show", &iran],
        &["show", &iran, "parties"],
        &["show", &iran, "readings"],
        &["show", &iran, "acceptable", "--reading", "bridging"],
    ];
    for command in commands {
        let (code, out, err) = said(&run(&folder, &[command, &["--json"]].concat()));
        assert_eq!((code, err.as_str()), (0, ""), "{command:?}");
        serde_json::from_str::<serde_json::Value>(&out).unwrap();
    }
    let (_, out, _) = said(&run(&folder, &["space", &iran, "--json"]));
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(json["measures"]["space.bridging.joint.deals"], 12.0);
    assert_eq!(json["digest"].as_str().unwrap().len(), 64);
    assert_eq!(json["dossier"].as_str().unwrap().len(), 64);
}

#[test]
fn a_finding_can_come_from_standard_input() {
    let place = case("harbour").display().to_string();
    let (code, json, _) = said(&run(root(), &["ratify", &place, "mediator", "--json"]));
    assert_eq!(code, 0);
    let mut child = Command::new(env!("CARGO_BIN_EXE_detente"))
        .args(["recheck", "-", "--dossier", &place])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(json.as_bytes()).unwrap();
    let (code, out, _) = said(&child.wait_with_output().unwrap());
    assert_eq!(code, 0, "{out}");
    assert!(out.contains("The finding stands"), "{out}");
}

#[test]
fn the_page_and_the_findings_are_not_mixed() {
    let place = case("cuba-1962").display().to_string();
    let (code, out, err) = said(&run(root(), &["report", &place, "-o", "-", "--json"]));
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.contains("cannot both go to standard output"), "{err}");
}

#[test]
fn a_page_has_no_advice_for_the_command_line() {
    let place = case("iran-2025").display().to_string();
    let (code, page, _) = said(&run(root(), &["report", &place, "-o", "-"]));
    assert_eq!(code, 0);
    assert!(!page.contains("`--"), "{:?}", page.split("`--").nth(1).map(|rest| rest.get(..40)));
}

#[test]
fn a_cut_list_of_deals_claims_nothing_about_the_rest() {
    let folder = scratch("cut");
    let iran = case("iran-2025").display().to_string();
    let space = ["space", &iran, "--reading", "bridging", "--deals"];
    let (_, out, _) = said(&run(&folder, &[&space[..], &["4"]].concat()));
    assert!(out.contains("All listed have") && !out.contains("All of them have"), "{out}");
    assert!(out.contains("Not listed: 8 more deals"), "{out}");
    let (_, out, _) = said(&run(&folder, &[&space[..], &["0"]].concat()));
    assert!(out.contains("Not listed: 12 more deals") && !out.contains("The deals"), "{out}");
}

#[test]
fn states_are_shown_by_pages_and_by_samples() {
    let folder = scratch("pages");
    let iran = case("iran-2025").display().to_string();
    let last = ["show", &iran, "acceptable", "--reading", "bridging", "--from", "31103"];
    let (code, out, _) = said(&run(&folder, &last));
    assert_eq!(code, 0);
    assert!(out.contains("31,104 packages acceptable to all under Bridging"), "{out}");
    assert!(out.contains("numbers 31103 to 31104 are shown"), "{out}");
    let sample = ["show", &iran, "states", "--sample", "7", "--count", "3"];
    assert_eq!(said(&run(&folder, &sample)), said(&run(&folder, &sample)));
    let (code, _, err) = said(&run(&folder, &["show", &iran, "acceptable"]));
    assert_eq!(code, 2);
    assert!(err.contains("add `--reading` with `declared` or `bridging`"), "{err}");
}

#[test]
fn a_dossier_is_written_anew_and_means_the_same() {
    let folder = scratch("format");
    for name in [
        "iran-2025",
        "cuba-1962",
        "elmira",
        "estuary",
        "harbour",
        "prisoners-dilemma",
        "skerry-fishery",
    ] {
        let original = case(name).display().to_string();
        assert_eq!(said(&run(&folder, &["format", &original, "-o", name])).0, 0);
        let again = said(&run(&folder, &["format", name]));
        assert_eq!(again, said(&run(&folder, &["format", &original])), "{name}: not canonical");
        let space = |path: &str| said(&run(&folder, &["space", path]));
        assert_eq!(space(name), space(&original), "{name}");
        let (code, _, err) = said(&run(&folder, &["format", &original, "-o", name]));
        assert_eq!(code, 2);
        assert!(err.contains("not empty"), "{err}");
    }
}

#[test]
fn a_draw_has_no_ranges_and_is_the_same_every_time() {
    let folder = scratch("draw");
    let iran = case("iran-2025").display().to_string();
    let draw = ["format", &iran, "--draw", "3", "--seed", "7", "-o", "drawn"];
    assert_eq!(said(&run(&folder, &draw)).0, 0);
    let (_, out, _) = said(&run(&folder, &["show", "drawn", "ranges"]));
    assert!(out.contains("No number is given as a range."), "{out}");
    let (_, out, _) = said(&run(&folder, &["show", &iran, "ranges"]));
    assert!(out.contains("reading.bridging.interests.iran.relief"), "{out}");
    let to_screen = ["format", &iran, "--draw", "3", "--seed", "7"];
    assert_eq!(said(&run(&folder, &to_screen)), said(&run(&folder, &to_screen)));
    let other = ["format", &iran, "--draw", "4", "--seed", "7"];
    assert_ne!(said(&run(&folder, &to_screen)), said(&run(&folder, &other)));
}

#[test]
fn warnings_are_in_the_json_and_flags_that_do_not_apply_are_refused() {
    let folder = scratch("warnings");
    let text = "format = 1\ntitle = 'x'\nas-of = 2025-01-01\n[party.a]\n[option.o]\nparty = 'a'\n\
                levels = ['no', 'yes']\n[[impossible]]\nwhen = 'o = yes'\nbecause = 'y'\n\
                [deal]\nwhen = 'o = yes'\nneeds = ['a']\n";
    fs::write(folder.join("dossier.toml"), text).unwrap();
    let (code, out, _) = said(&run(&folder, &["check", ".", "--json"]));
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!((code, &json["usable"]), (0, &serde_json::Value::Bool(true)));
    assert_eq!(json["mistakes"][0]["code"], "no-package");
    let refused: [&[&str]; 3] = [
        &["show", ".", "states", "--reading", "r"],
        &["show", ".", "parties", "--focus", "f"],
        &["show", ".", "options", "--sample", "1"],
    ];
    for arguments in refused {
        assert_eq!(said(&run(&folder, arguments)).0, 2, "{arguments:?}");
    }
}

#[test]
fn the_schema_is_the_committed_one() {
    let (code, out, _) = said(&run(&scratch("schema"), &["schema"]));
    let committed = root().join("schema/dossier.schema.json");
    assert_eq!((code, out), (0, fs::read_to_string(committed).unwrap()));
}

#[test]
fn the_readme_shows_what_the_program_prints() {
    let folder = scratch("readme");
    let iran = case("iran-2025").display().to_string();
    let (code, out, _) = said(&run(&folder, &["report", &iran]));
    assert_eq!(code, 0);
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    assert!(readme.contains(&out), "README.md should show:\n{out}");
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let mut program = Command::new(env!("CARGO_BIN_EXE_detente"))
        .args(["report", "-o", "-"])
        .arg(case("iran-2025"))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(program.stdout.take());
    let output = program.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(output.stderr, b"");
}

#[test]
fn help_and_completions_are_there() {
    let folder = scratch("help");
    let (code, out, _) = said(&run(&folder, &["--help"]));
    assert_eq!(code, 0);
    for command in [
        "new",
        "check",
        "show",
        "space",
        "baseline",
        "refine",
        "stability",
        "why",
        "path",
        "recheck",
        "report",
        "format",
        "import",
        "export",
        "schema",
    ] {
        assert!(out.contains(command), "{out}");
    }
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let (code, out, _) = said(&run(&folder, &["completions", shell]));
        assert_eq!(code, 0);
        assert!(out.contains("detente"));
    }
}

#[test]
fn windows_line_ends_and_a_byte_order_mark_change_nothing() {
    let folder = scratch("windows");
    let copy = folder.join("cuba");
    fs::create_dir_all(&copy).unwrap();
    for file in ["dossier.toml", "events.csv", "sources.bib"] {
        let text = fs::read_to_string(case("cuba-1962").join(file)).unwrap();
        let mut written = fs::File::create(copy.join(file)).unwrap();
        written.write_all("\u{feff}".as_bytes()).unwrap();
        written.write_all(text.replace('\n', "\r\n").as_bytes()).unwrap();
    }
    let plain = said(&run(&folder, &["space", &case("cuba-1962").display().to_string(), "--json"]));
    assert_eq!(said(&run(&folder, &["space", "cuba", "--json"])), plain);
}
