//! What each command does.

mod compare;
mod dossiers;
mod exchange;
mod questions;
mod recheck;
mod report;

use std::path::Path;

use anyhow::Context;
use clap::CommandFactory;
use detente::{Dispute, Finding, Question, Read};
use serde_json::json;

use crate::arguments::{Arguments, Command};
use crate::output::{self, Outcome, print};
use crate::progress;

/// Runs the command.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let json = arguments.json;
    match &arguments.command {
        Command::New { folder, from } => dossiers::new(folder, from.as_deref(), json),
        Command::Check { scope } => dossiers::check(scope, json),
        Command::Show { scope, what, listing } => dossiers::show(scope, *what, listing, json),
        Command::Format { dossier, output, draw, seed } => {
            dossiers::format(dossier, output.as_deref(), draw.map(|draw| (*seed, draw)), json)
        }
        Command::Import { file, output, as_of } => exchange::import(file, output, as_of, json),
        Command::Export { dossier, reading, output } => {
            exchange::export(dossier, reading.as_deref(), output.as_deref(), json)
        }
        Command::Space(asked) => questions::space(asked, json),
        Command::Baseline(asked) => questions::baseline(asked, json),
        Command::Refine(asked) => questions::refine(asked, json),
        Command::Ratify(asked) => questions::ratify(asked, json),
        Command::Robust(asked) => questions::robust(asked, json),
        Command::Compensate(asked) => questions::compensate(asked, json),
        Command::Frontier(asked) => questions::frontier(asked, json),
        Command::Compare(asked) => compare::compare(asked, json),
        Command::Verification(asked) => questions::verification(asked, json),
        Command::Roadmap(asked) => questions::roadmap(asked, json),
        Command::Stability(asked) => questions::stability(asked, json),
        Command::Why(asked) => questions::why(asked, json),
        Command::Path(asked) => questions::path(asked, json),
        Command::Recheck { finding, dossier, other } => {
            recheck::recheck(finding, dossier.as_deref(), other.as_deref(), json)
        }
        Command::Report(asked) => report::report(asked, json),
        Command::Schema => {
            print(&detente::schema())?;
            Ok(Outcome::Answered)
        }
        Command::Completions { shell } => {
            let mut text = Vec::new();
            clap_complete::generate(*shell, &mut Arguments::command(), "detente", &mut text);
            print(&String::from_utf8_lossy(&text))?;
            Ok(Outcome::Answered)
        }
    }
}

/// Reads a dossier; with a usable one goes on, with another says what is wrong.
fn with_dispute(
    folder: &Path,
    json: bool,
    go_on: impl FnOnce(&Dispute, &str) -> anyhow::Result<()>,
) -> anyhow::Result<Outcome> {
    let read = read(folder)?;
    match &read.dispute {
        Some(dispute) => {
            output::report_mistakes(&read);
            go_on(dispute, &read.texts.hash())?;
            Ok(Outcome::Answered)
        }
        None => wrong(&read, json),
    }
}

fn read(folder: &Path) -> anyhow::Result<Read> {
    let what = format!("reading {}", folder.display());
    progress::during(&what, || detente::read(folder))
        .with_context(|| format!("cannot read the dossier `{}`", folder.display()))
}

fn wrong(read: &Read, json: bool) -> anyhow::Result<Outcome> {
    if json {
        let mistakes = output::mistakes_json(&read.diagnostics, &read.texts);
        print(&pretty(&json!({ "usable": false, "mistakes": mistakes })))?;
    } else {
        output::report_mistakes(read);
    }
    Ok(Outcome::Wrong)
}

fn pretty(value: &serde_json::Value) -> String {
    format!("{value:#}\n")
}

fn ask(dispute: &Dispute, question: &Question, hash: &str) -> anyhow::Result<Finding> {
    ask_beside(dispute, None, question, hash)
}

/// Asks with the other of two dossiers beside the first.
fn ask_beside(
    dispute: &Dispute,
    other: Option<&Dispute>,
    question: &Question,
    hash: &str,
) -> anyhow::Result<Finding> {
    let what = match question {
        Question::Overview(_) | Question::Space(_) | Question::States(_) => "counting states",
        Question::Baseline(_) => "weighing positions",
        Question::Compare(_) => "comparing",
        Question::Verification(_) => "weighing inspection",
        Question::Roadmap(_) => "looking for a road",
        Question::Refine(_) => "looking for near packages",
        Question::Ratify(_) => "asking ratifiers",
        Question::Robust(_) => "drawing uncertain numbers",
        Question::Compensate(_) => "trying payments",
        Question::Frontier(_) => "comparing packages",
        Question::Stability(_) => "judging states",
        Question::Why(_) => "judging the state",
        Question::Path(_) => "looking for ways",
    };
    let finding = progress::during(what, || detente::answer_beside(dispute, other, question))?;
    Ok(finding.about(hash.to_string()))
}

fn say(
    finding: &Finding,
    json: bool,
    document: impl FnOnce() -> detente::Document,
) -> anyhow::Result<()> {
    if json {
        print(&finding.to_json())
    } else {
        print(&detente::terminal(&document(), output::width()))
    }
}
