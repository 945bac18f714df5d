//! What each command does.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::CommandFactory;
use detente::casebook::{self, CASES, TEMPLATE};
use detente::{
    Answer, Count, Dispute, Finding, OverviewQuestion, Question, Read, SpaceQuestion, StateSet,
    StatesQuestion, Written,
};
use serde_json::json;

use crate::arguments::{Arguments, Command, Listing, Scope, What};
use crate::output::{self, Outcome, complain, print};
use crate::progress;

/// Runs the command.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let json = arguments.json;
    match &arguments.command {
        Command::New { folder, from } => new(folder, from.as_deref(), json),
        Command::Check { scope } => check(scope, json),
        Command::Show { scope, what, listing } => show(scope, *what, listing, json),
        Command::Space { scope, readings, deals } => {
            let question = Question::Space(SpaceQuestion {
                readings: readings.clone(),
                focus: scope.focus.clone(),
                strict: scope.strict,
                deals: *deals as usize,
                ..SpaceQuestion::default()
            });
            with_dispute(&scope.dossier, json, |dispute, hash| {
                let finding = ask(dispute, &question, hash)?;
                say(&finding, json, || detente::space_document(dispute, &finding))
            })
        }
        Command::Report { dossier, output, strict } => {
            report(dossier, output.as_deref(), *strict, json)
        }
        Command::Format { dossier, output, draw, seed } => {
            with_dispute(dossier, json, |dispute, _| {
                let drawn = draw.map(|number| dispute.draw(*seed, number));
                let written = detente::write(drawn.as_ref().unwrap_or(dispute));
                format(&written, output.as_deref(), json)
            })
        }
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
    let finding = progress::during("counting states", || detente::answer(dispute, question))?;
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

fn check(scope: &Scope, json: bool) -> anyhow::Result<Outcome> {
    let read = read(&scope.dossier)?;
    let Some(dispute) = &read.dispute else { return wrong(&read, json) };
    let question =
        Question::Overview(OverviewQuestion { focus: scope.focus.clone(), strict: scope.strict });
    let finding = ask(dispute, &question, &read.texts.hash())?;
    if json {
        let finding: serde_json::Value = serde_json::from_str(&finding.to_json())?;
        let mistakes = output::mistakes_json(&read.diagnostics, &read.texts);
        print(&pretty(&json!({ "usable": true, "mistakes": mistakes, "finding": finding })))?;
    } else {
        output::report_mistakes(&read);
        let document = detente::overview_document(dispute, &finding);
        print(&detente::terminal(&document, output::width()))?;
    }
    // Small contradictions are found, with their place, when the dossier is read; others show here.
    match &finding.answer {
        Answer::Overview(overview)
            if overview.feasible == Some(Count(0)) && scope.focus.is_none() && !scope.strict =>
        {
            complain("error: no state is feasible: the impossible rules exclude everything");
            Ok(Outcome::Wrong)
        }
        _ => Ok(Outcome::Answered),
    }
}

fn show(scope: &Scope, what: What, listing: &Listing, json: bool) -> anyhow::Result<Outcome> {
    let lists_states = matches!(what, What::States | What::Packages | What::Acceptable);
    if !lists_states && (scope.focus.is_some() || scope.strict || listing.sample.is_some()) {
        bail!("`--focus`, `--strict` and `--sample` go with states, packages or acceptable");
    }
    if what != What::Acceptable && listing.reading.is_some() {
        bail!("`--reading` goes with acceptable");
    }
    with_dispute(&scope.dossier, json, |dispute, hash| {
        let of = match what {
            What::States => StateSet::Feasible,
            What::Packages => StateSet::Packages,
            What::Acceptable => StateSet::Acceptable,
            What::Options | What::Parties | What::Readings | What::Ranges => {
                return show_dossier(dispute, what, json);
            }
        };
        let question = Question::States(StatesQuestion {
            of,
            reading: listing.reading.clone(),
            focus: scope.focus.clone(),
            strict: scope.strict,
            offset: Count(u128::from(listing.from - 1)),
            limit: listing.count as usize,
            sample: listing.sample,
        });
        let finding = ask(dispute, &question, hash)?;
        say(&finding, json, || detente::state_list_document(dispute, &finding))
    })
}

fn show_dossier(dispute: &Dispute, what: What, json: bool) -> anyhow::Result<()> {
    let document = match what {
        What::Parties => detente::parties_document(dispute),
        What::Readings => detente::readings_document(dispute),
        What::Ranges => detente::ranges_document(dispute),
        _ => detente::states_document(dispute),
    };
    if json {
        return print(&pretty(&detente::document_json(&document)));
    }
    print(&detente::terminal(&document, output::width()))
}

fn new(folder: &Path, from: Option<&str>, json: bool) -> anyhow::Result<Outcome> {
    let case = match from {
        None => &TEMPLATE,
        Some(name) => casebook::find(name).with_context(|| {
            let names: Vec<&str> = CASES.iter().map(|case| case.name).collect();
            format!("there is no bundled case `{name}`; there are {}", names.join(", "))
        })?,
    };
    let own = |text: Option<&str>| text.map(str::to_string);
    let written = Written {
        dossier: case.dossier.to_string(),
        events: own(case.events),
        sources: own(case.sources),
    };
    save(&written, folder)?;
    if json {
        print(&pretty(&json!({ "folder": folder.display().to_string() })))?;
    } else {
        let folder = folder.display();
        complain(&format!(
            "wrote `{folder}`; change dossier.toml to your dispute, then\n  \
             detente check {folder}\n  detente report {folder}"
        ));
    }
    Ok(Outcome::Answered)
}

fn format(written: &Written, output: Option<&Path>, json: bool) -> anyhow::Result<()> {
    let Some(folder) = output else {
        if json {
            let texts = json!({
                "dossier.toml": written.dossier,
                "events.csv": written.events,
                "sources.bib": written.sources,
            });
            return print(&pretty(&texts));
        }
        return print(&written.dossier);
    };
    save(written, folder)?;
    if json {
        return print(&pretty(&json!({ "folder": folder.display().to_string() })));
    }
    complain(&format!("wrote `{}`", folder.display()));
    Ok(())
}

/// Writes a dossier into a new or empty folder.
fn save(written: &Written, folder: &Path) -> anyhow::Result<()> {
    let inside = std::fs::read_dir(folder);
    if inside.map_or(folder.exists(), |mut inside| inside.next().is_some()) {
        bail!("`{}` is already there and not empty; choose another name", folder.display());
    }
    written.save(folder).with_context(|| format!("cannot write into `{}`", folder.display()))
}

fn report(
    dossier: &Path,
    output: Option<&Path>,
    strict: bool,
    json: bool,
) -> anyhow::Result<Outcome> {
    with_dispute(dossier, json, |dispute, hash| {
        let questions = [
            Question::Overview(OverviewQuestion { strict, ..OverviewQuestion::default() }),
            Question::Space(SpaceQuestion { strict, ..SpaceQuestion::default() }),
        ];
        let findings: Vec<Finding> =
            questions.iter().map(|q| ask(dispute, q, hash)).collect::<Result<_, _>>()?;
        let document = detente::full_report(dispute, &findings);
        let page = progress::during("writing the report", || detente::html(&document));
        if output == Some(Path::new("-")) {
            return print(&page);
        }
        let path = output.map_or_else(|| default_path(dossier), Path::to_path_buf);
        output::refuse_to_lose(&path)?;
        output::write_file(&path, &page)?;
        if json {
            let all: Vec<serde_json::Value> = findings
                .iter()
                .map(|finding| serde_json::from_str(&finding.to_json()))
                .collect::<Result<_, _>>()?;
            return print(&pretty(
                &json!({ "report": path.display().to_string(), "findings": all }),
            ));
        }
        print(&detente::lead(&document, output::width()))?;
        print(&format!("\nThe report is in {}\n", path.display()))
    })
}

/// `NAME.html` in the current folder, after the dossier's folder.
fn default_path(dossier: &Path) -> PathBuf {
    let whole = dossier.canonicalize().unwrap_or_else(|_| dossier.to_path_buf());
    let name = whole.file_name().map_or_else(|| "report".into(), |name| name.to_string_lossy());
    PathBuf::from(format!("{name}.html"))
}
