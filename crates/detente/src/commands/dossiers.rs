//! Commands about dossiers themselves: a new one, its mistakes, what it says, its canonical form.

use std::path::Path;

use anyhow::{Context, bail};
use detente::casebook::{self, CASES, TEMPLATE};
use detente::{
    Answer, Count, Dispute, OverviewQuestion, Question, StateSet, StatesQuestion, Written,
};
use serde_json::json;

use super::{ask, pretty, read, say, with_dispute, wrong};
use crate::arguments::{Listing, Scope, What};
use crate::output::{self, Outcome, complain, print};

pub(super) fn new(folder: &Path, from: Option<&str>, json: bool) -> anyhow::Result<Outcome> {
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

pub(super) fn check(scope: &Scope, json: bool) -> anyhow::Result<Outcome> {
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

pub(super) fn show(
    scope: &Scope,
    what: What,
    listing: &Listing,
    json: bool,
) -> anyhow::Result<Outcome> {
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

pub(super) fn format(
    dossier: &Path,
    output: Option<&Path>,
    draw: Option<(u64, u64)>,
    json: bool,
) -> anyhow::Result<Outcome> {
    with_dispute(dossier, json, |dispute, _| {
        let drawn = draw.map(|(seed, number)| dispute.draw(seed, number));
        let written = detente::write(drawn.as_ref().unwrap_or(dispute));
        write(&written, output, json)
    })
}

fn write(written: &Written, output: Option<&Path>, json: bool) -> anyhow::Result<()> {
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
pub(super) fn save(written: &Written, folder: &Path) -> anyhow::Result<()> {
    let inside = std::fs::read_dir(folder);
    if inside.map_or(folder.exists(), |mut inside| inside.next().is_some()) {
        bail!("`{}` is already there and not empty; choose another name", folder.display());
    }
    written.save(folder).with_context(|| format!("cannot write into `{}`", folder.display()))
}
