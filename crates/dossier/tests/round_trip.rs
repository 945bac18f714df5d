//! What is read and written again means the same, and is written the same the next time.

use std::fs;
use std::path::{Path, PathBuf};

use detente_dossier::{Read, Severity, Texts, Written, read, read_texts, write};
use detente_model::{AudienceId, Backing, Dispute, Id, PartyId, Ratification, Rational};
use detente_testkit::random_dispute;

/// A random dispute whose dated levels can be reached: a `from` after its `until` is refused.
fn random(seed: u64) -> Dispute {
    readable(random_dispute(seed))
}

/// The dispute with dates that a dossier may have.
fn readable(mut dispute: Dispute) -> Dispute {
    for dated in dispute.options.values_mut().flat_map(|option| &mut option.moves.dated) {
        dated.until = dated.until.map(|until| dated.from.map_or(until, |from| until.max(from)));
    }
    dispute
}

fn read_again(written: &Written) -> Read {
    let Written { dossier, events, sources } = written;
    read_texts(Texts::new(Path::new("again"), dossier, events.as_deref(), sources.as_deref()))
}

/// Fails with the texts if the written dispute cannot be read, reads differently or is written
/// differently the second time.
fn assert_round_trip(dispute: &Dispute, what: &str) {
    let written = write(dispute);
    let texts = || {
        let of = |text: &Option<String>| text.clone().unwrap_or_default();
        format!(
            "{}\n----\n{}\n----\n{}",
            written.dossier,
            of(&written.events),
            of(&written.sources)
        )
    };
    let again = read_again(&written);
    let errors: Vec<_> =
        again.diagnostics.iter().filter(|d| d.severity == Severity::Error).cloned().collect();
    if !errors.is_empty() {
        let rendered = detente_dossier::render(&errors, &again.texts, false);
        panic!("{what}: what was written is not read\n{rendered}\n\n{}", texts());
    }
    let again = again.dispute.expect("without errors there is a dispute");
    if again != *dispute {
        panic!("{what}: reads differently\n{}\n\n{}", difference(dispute, &again), texts());
    }
    assert_eq!(write(&again), written, "{what}: is written differently the second time");
}

/// The first lines in which two disputes differ.
fn difference(left: &Dispute, right: &Dispute) -> String {
    let (left, right) = (format!("{left:#?}"), format!("{right:#?}"));
    let (left, right): (Vec<&str>, Vec<&str>) = (left.lines().collect(), right.lines().collect());
    let at = left.iter().zip(&right).position(|(a, b)| a != b).unwrap_or(0);
    let around = |lines: &[&str]| {
        lines[at.saturating_sub(8).min(lines.len())..(at + 8).min(lines.len())].join("\n")
    };
    format!("given:\n{}\nread:\n{}", around(&left), around(&right))
}

#[test]
fn every_case_of_the_casebook() {
    let casebook = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../casebook");
    let Ok(entries) = fs::read_dir(casebook) else { return };
    let mut folders: Vec<PathBuf> = entries.filter_map(|e| Some(e.ok()?.path())).collect();
    folders.sort();
    for folder in folders.iter().filter(|folder| folder.join("dossier.toml").is_file()) {
        let case = read(folder).unwrap();
        let errors = detente_dossier::render(&case.diagnostics, &case.texts, false);
        let dispute = case.dispute.unwrap_or_else(|| panic!("{}\n{errors}", folder.display()));
        assert_round_trip(&dispute, &folder.display().to_string());
    }
}

#[test]
fn random_disputes() {
    for seed in 0..2_000 {
        let dispute = random(seed);
        assert_round_trip(&dispute, &format!("seed {seed}"));
        if seed % 10 == 0 {
            assert_round_trip(&dispute.draw(seed, 1), &format!("seed {seed}, drawn"));
        }
    }
}

#[test]
fn random_inspections() {
    for seed in 0..500 {
        let dispute = readable(detente_testkit::random_inspections(seed));
        assert_round_trip(&dispute, &format!("seed {seed}"));
    }
}

#[test]
fn a_ratification_tree_without_words_of_its_own_means_the_same() {
    let text = "format = 1\ntitle = 'x'\nas-of = '2025'\n[party.p]\nratify = 'a and b and c'\n\
                [option.x]\nparty = 'p'\nlevels = ['0', '1']\n[audience]\na = {}\nb = {}\nc = {}\n";
    let given = read_texts(Texts::new(Path::new("tree"), text, None, None)).dispute.unwrap();
    let [a, b, c] = [0, 1, 2].map(|index| Ratification::Audience(AudienceId::new(index)));
    let one = Rational::from(1);
    let two_of_three = Ratification::Quota {
        needs: Rational::from(2),
        of: [&a, &b, &c].map(|tree| (one, tree.clone())).into(),
    };
    let block =
        Ratification::UnlessBlocked(Box::new(Ratification::All(vec![a.clone(), b.clone()])));
    let trees = [
        Ratification::All(vec![a.clone(), two_of_three.clone()]),
        Ratification::Any(vec![c.clone(), Ratification::All(vec![two_of_three, block])]),
        Ratification::All(vec![Ratification::Any(vec![a])]),
    ];
    for tree in trees {
        let mut dispute = given.clone();
        dispute.parties[PartyId::new(0)].ratify = Some(tree.clone());
        let read = read_again(&write(&dispute)).dispute.unwrap();
        let again = read.parties[PartyId::new(0)].ratify.clone().unwrap();
        for accepting in 0..8_usize {
            let accepts = |id: AudienceId| accepting >> id.index() & 1 == 1;
            assert_eq!(again.passes(&accepts), tree.passes(&accepts), "{tree:?} {again:?}");
        }
        assert_round_trip(&read, "a tree that was read");
    }
}

/// Everything a dossier says in more than one way, each in a way the writer does not choose.
const OTHER_WORDS: &str = r#"
format = 1
title = "Other words"
as-of = "2025-08"

[party.a]
ratify = { quota = 2, of = ["b and c", { who = { unless-blocked = "c" }, weight = 1.5 }, "a"] }
capability = { mode = 0.123456789, spread = 0.37 }
turnover-per-year = { mode = 600000, spread = 0.5 }
conduct = {}

[party."ب"]
name = "ب"
ratify = "((a or b) or c) and (b and (c and b))"
[party."ب".conduct]
skill = [2]
note = "why"

[audience]
b = {}
c = { name = "see", party = "a", as-of = '1914' }

[option.x]
party = "a"
levels = [{ id = "no" }, "not-yet", { id = "yes-now", label = "yes now" }]
moves = { up = "always", step = true }

[option.y]
party = "ب"
levels = ["0", "1.5", "ساعت-۲"]
moves = { up = "x = no", down = "never", dated = [{ levels = "0", until = "2026" }] }

[state.status-quo]
y = "0"
x = "no"
[state.later]
like = "status-quo"
x = "yes-now"

[reading.first.accept]
b = { when = "x≥not-yet and(y≠0)" }
[reading.first.preference]
a = { values = { "x = no" = 1, "x  =  no" = { mode = -1, spread = 0.1 }, "(x = no)" = 3 } }
[reading.second]
extends = "first"
accept.c = "((x = no) implies (y = 0)) implies not (not (x in {yes-now, no, no}))"

[focus.all]
vary = ["x", "y"]
[focus.one]
vary = ["x", "x"]
with = { x = "no", y = "1.5" }
"#;

#[test]
fn what_can_be_said_in_several_ways() {
    let given = read_texts(Texts::new(Path::new("other"), OTHER_WORDS, None, None));
    let rendered = detente_dossier::render(&given.diagnostics, &given.texts, false);
    assert_round_trip(&given.dispute.unwrap_or_else(|| panic!("{rendered}")), "other words");
}

#[test]
fn a_focus_without_any_state_names_all_the_rest() {
    let head = "format = 1\ntitle = 'x'\nas-of = '2025'\n[party.a]\n[focus.f]\nvary = ['x']\n";
    let options = "[option.x]\nparty = 'a'\nlevels = ['0', '1']\n[option.y]\nparty = 'a'\nlevels = ['0', '1']\n";
    let read = |with: &str| {
        let text = format!("{head}{with}\n{options}");
        read_texts(Texts::new(Path::new("focus"), &text, None, None))
    };
    let dispute = read("with = { y = '1' }").dispute.unwrap();
    assert_eq!(dispute.focuses.values().next().unwrap().fixed, [None, Some(1)]);
    assert_round_trip(&dispute, "focus without a state");
    let messages: Vec<String> = read("").diagnostics.into_iter().map(|d| d.message).collect();
    assert_eq!(messages, ["the focus does not say where the other options stay"]);
}

const NASTY: [&str; 16] = [
    "ایران می\u{200c}خواهد «\u{202b}غنی‌سازی\u{202c}» را نگه دارد",
    "\"quotes\", 'others', \"\"\"three\"\"\" and \u{27}\u{27}\u{27}three\u{27}\u{27}\u{27}",
    "a \\ back\\slash \\n \\u0041 and one at the end\\",
    "two\nlines\r\nand\rmore\n\n",
    "\ttabs\tand  spaces  ",
    "# no comment",
    "[party.x]\nname = 1",
    "\"\"\"",
    "🕊 ☮️ 👩‍👩‍👧",
    "\\",
    "\u{a0}\u{2028}\u{feff}.",
    "{ } {{ }} }{",
    "50 % of $5 & #3_x^2~y",
    "@misc{x, title = {y}}",
    "a -- b --- c-",
    "=1,2;3|4",
];

/// The dispute with this text wherever a dossier takes any text.
fn with_text(mut dispute: Dispute, text: &str) -> Dispute {
    let some = || Some(text.to_string());
    dispute.title = text.to_string();
    dispute.note = some();
    for issue in &mut dispute.process.issues {
        (issue.low, issue.high) = (some(), some());
    }
    let mut names: Vec<&mut String> = Vec::new();
    let mut backings: Vec<&mut Backing> = Vec::new();
    macro_rules! named {
        ($($entries:expr),*) => {$(for entry in $entries {
            names.push(&mut entry.name);
            backings.push(&mut entry.backing);
        })*};
    }
    let process = &mut dispute.process;
    for option in dispute.options.values_mut() {
        names.extend(option.levels.iter_mut().map(|level| &mut level.label));
        names.push(&mut option.name);
        // The effects of an option rest on what it rests on: both get the same note below.
        backings.push(&mut option.backing);
    }
    named!(
        dispute.parties.values_mut(),
        dispute.states.values_mut(),
        dispute.readings.values_mut()
    );
    named!(dispute.interests.values_mut(), process.shocks.iter_mut(), process.outcomes.iter_mut());
    named!(process.targets.iter_mut(), process.issues.iter_mut(), process.obligations.iter_mut());
    // A party that is an audience has the name of the party, and nothing it rests on.
    for audience in dispute.audiences.values_mut() {
        names.push(&mut audience.name);
        backings.extend((!audience.is_party).then_some(&mut audience.backing));
    }
    for proposal in dispute.proposals.values_mut() {
        proposal.by = some();
        names.push(&mut proposal.name);
        backings.push(&mut proposal.backing);
    }
    for focus in dispute.focuses.values_mut() {
        focus.note = some();
        names.push(&mut focus.name);
    }
    for rule in dispute.impossible.iter_mut().chain(&mut dispute.implausible) {
        names.push(&mut rule.because);
        backings.push(&mut rule.backing);
    }
    for claim in &mut dispute.claims {
        claim.fails_if = some();
        names.push(&mut claim.says);
        backings.push(&mut claim.backing);
    }
    backings.extend(dispute.effects.iter_mut().map(|effect| &mut effect.backing));
    backings.extend(dispute.deal.iter_mut().map(|deal| &mut deal.backing));
    names.into_iter().for_each(|name| *name = text.to_string());
    backings.into_iter().for_each(|backing| backing.note = some());
    with_text_in_record(dispute, text)
}

/// The ledger and the bibliography take texts without spaces around them; the ledger parts names
/// by semicolons, the bibliography knows no white space but spaces.
fn with_text_in_record(mut dispute: Dispute, text: &str) -> Dispute {
    let trimmed = text.trim();
    for event in &mut dispute.events {
        event.summary = trimmed.to_string();
        event.initiators = vec![trimmed.replace(';', ","), "x".to_string()];
        event.claimed_by = Some(trimmed.to_string());
        event.note = Some(trimmed.to_string());
    }
    for source in dispute.sources.values_mut() {
        let plain = |c: char| if c.is_whitespace() { ' ' } else { c };
        let value: String = text.chars().map(plain).collect();
        source.fields.push(("note".to_string(), value.trim().to_string()));
        source.fields.push(("url".to_string(), value.trim().to_string()));
        source.fields.sort();
    }
    dispute
}

#[test]
fn any_text_in_every_place() {
    for (number, text) in NASTY.iter().enumerate() {
        for seed in 0..40 {
            assert_round_trip(
                &with_text(random(seed), text),
                &format!("text {number}, seed {seed}"),
            );
        }
    }
}

#[test]
fn a_saved_folder_holds_this_dossier_and_nothing_of_another() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("saved/deep");
    let _ = fs::remove_dir_all(&folder);
    for seed in 0..20 {
        let dispute = random(seed);
        write(&dispute).save(&folder).unwrap();
        assert_eq!(read(&folder).unwrap().dispute.as_ref(), Some(&dispute), "seed {seed}");
        let entries = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name());
        let mut names: Vec<String> = entries.map(|name| name.into_string().unwrap()).collect();
        names
            .retain(|name| !["dossier.toml", "events.csv", "sources.bib"].contains(&name.as_str()));
        assert_eq!(names, [""; 0]);
    }
    // Where a file cannot be put, the old ones stay and nothing half-written is left.
    let old = fs::read(folder.join("dossier.toml")).unwrap();
    fs::create_dir_all(folder.join("dossier.toml.tmp")).unwrap();
    assert!(write(&random(21)).save(&folder).is_err());
    assert_eq!(fs::read(folder.join("dossier.toml")).unwrap(), old);
}
