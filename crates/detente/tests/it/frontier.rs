//! What the parties could get, as asked on the command line.

use crate::place::{case, root, run, said, scratch};

/// What `frontier` says of the flagship, in one line.
fn frontier(words: &[&str]) -> (i32, String, String) {
    let iran = case("iran-2025").display().to_string();
    let (code, out, err) = said(&run(root(), &[&["frontier", &iran], words].concat()));
    (code, out.split_whitespace().collect::<Vec<_>>().join(" "), err)
}

#[track_caller]
fn says(words: &[&str], sentences: &[&str]) {
    let (code, out, err) = frontier(words);
    assert_eq!((code, err.as_str()), (0, ""), "{words:?}");
    for sentence in sentences {
        assert!(out.contains(sentence), "{sentence:?} not in:\n{out}");
    }
}

#[test]
fn stages_and_solutions_are_told() {
    says(
        &["--reading", "bridging"],
        &[
            "Under Bridging the frontier of 5,034,240 packages for seven parties has",
            "that of the 31,104 packages acceptable to all eight audiences",
            "solution chooses",
            "What each party gets by the solutions under Bridging",
            "on the options that make a deal",
        ],
    );
}

#[test]
fn a_closed_space_still_has_a_frontier() {
    says(
        &["--reading", "declared"],
        &[
            "no package is acceptable to all eight audiences.",
            "No solution is chosen, as there is nothing all accept; `--stage all` chooses among all \
             packages.",
        ],
    );
    says(&["--reading", "declared", "--stage", "all"], &["which not every audience accepts"]);
}

#[test]
fn parties_and_axes_can_be_chosen() {
    says(
        &["--reading", "bridging", "--parties", "iran,us", "--x", "us", "--y", "iran"],
        &[
            "for two parties",
            "What the marks are worth to United States and to Iran under Bridging",
        ],
    );
    says(&["--reading", "bridging", "--parties", "israel"], &["for Israel has 1 vector"]);
}

#[test]
fn what_cannot_be_asked_is_said() {
    for (words, wrong) in [
        (&["--parties", "usa"][..], "no party `usa`"),
        (&["--x", "iran", "--y", "Iran"], "`--x` and `--y` both name party"),
        (&["--parties", "iran", "--x", "us"], "`--parties` leaves it out; add it there"),
        (&["--reading", "hopeful"], "no reading `hopeful`"),
    ] {
        let (code, out, err) = frontier(words);
        assert_eq!((code, out.as_str()), (2, ""), "{words:?}");
        assert!(err.contains(wrong), "{wrong:?} not in: {err}");
    }
    let cuba = case("cuba-1962").display().to_string();
    let (code, out, _) = said(&run(root(), &["frontier", &cuba]));
    assert_eq!(code, 0);
    let out = out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(out.contains("so packages cannot be compared"), "{out}");
}

#[test]
fn the_answer_is_there_as_json_and_stands() {
    let folder = scratch("frontier-json");
    let iran = case("iran-2025").display().to_string();
    let (code, out, _) = said(&run(&folder, &["frontier", &iran, "--json"]));
    assert_eq!(code, 0);
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(json["measures"]["frontier.bridging.accepted.packages"], 31_104.0);
    std::fs::write(folder.join("finding.json"), out).unwrap();
    let (code, out, err) = said(&run(&folder, &["recheck", "finding.json", "--dossier", &iran]));
    assert_eq!(code, 0, "{out}{err}");
}
