//! A dispute of very many audiences, as asked on the command line.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use crate::place::{run, said, scratch};

/// A parliament of 75 members who each must accept: 30 want a high quota, 30 a low one, and the
/// others look at the price, each number of them at another.
fn parliament(name: &str) -> PathBuf {
    let folder = scratch(name);
    let mut text = String::from(
        "format = 1\ntitle = 'Fishing quota'\nas-of = 2025-01-01\n[party.norland]\nname = 'Norland'\n\
         [party.parliament]\nname = 'Parliament'\n\
         [option.quota]\nname = 'quota'\nparty = 'norland'\nlevels = ['low', 'middle', 'high']\n\
         [option.price]\nname = 'price'\nparty = 'norland'\n\
         levels = ['p1', 'p2', 'p3', 'p4', 'p5', 'p6', 'p7', 'p8', 'p9', 'p10']\n\
         [reading.now]\nname = 'Now'\n",
    );
    let mut needs = Vec::new();
    for number in 1..=75 {
        let accept = match number {
            1..=30 => "quota >= middle".to_string(),
            31..=60 => "quota <= low".to_string(),
            _ => format!("price <= p{}", 1 + number % 10),
        };
        writeln!(text, "[audience.m{number}]\nname = 'Member {number}'").unwrap();
        writeln!(text, "[reading.now.accept.m{number}]\nwhen = '{accept}'").unwrap();
        needs.push(format!("'m{number}'"));
    }
    writeln!(text, "[deal]\nwhen = 'price >= p1'\nneeds = [{}]", needs.join(", ")).unwrap();
    fs::write(folder.join("dossier.toml"), text).unwrap();
    folder
}

#[test]
fn seventy_five_audiences_are_told_apart() {
    let folder = parliament("parliament");
    let (code, out, err) = said(&run(&folder, &["space", "."]));
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    let out = out.split_whitespace().collect::<Vec<_>>().join(" ");
    for words in [
        "Under Now no package is acceptable to all 75 audiences.",
        "it takes 30",
        "No package is accepted by more than 45 of the 75 audiences",
        "74 audiences reject something; all sets of at most 22 are gone through",
    ] {
        assert!(out.contains(words), "{words:?} not in:\n{out}");
    }
    assert!(!out.contains("was not told apart"), "{out}");

    let (code, out, err) = said(&run(&folder, &["space", ".", "--json"]));
    assert_eq!((code, err.as_str()), (0, ""));
    fs::write(folder.join("finding.json"), &out).unwrap();
    let (code, checked, err) = said(&run(&folder, &["recheck", "finding.json", "--dossier", "."]));
    assert_eq!(code, 0, "{checked}{err}");
    let finding: serde_json::Value = serde_json::from_str(&out).unwrap();
    let space = serde_json::to_string(&finding).unwrap();
    assert!(space.contains("\"relaxations-complete\":true"), "{space}");
    let (code, _, err) = said(&run(&folder, &["report", "."]));
    assert_eq!((code, err.as_str()), (0, ""));
}
