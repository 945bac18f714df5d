//! Files of other programs: `.gmcr`, the save files of GMCR+.

use std::path::Path;

use anyhow::{Context, bail};
use detente::{Dispute, ReadingId, Unanswerable};
use serde_json::{Map, Value, json};

use super::{dossiers, pretty, with_dispute};
use crate::output::{self, Outcome, complain, print};

/// Where an imported dossier keeps what has no place in a dossier, for the way back.
const UNKNOWN: &str = "gmcr-unknown.json";

/// Makes a dossier from a `.gmcr` file.
pub(super) fn import(
    file: &Path,
    folder: &Path,
    as_of: &str,
    json: bool,
) -> anyhow::Result<Outcome> {
    let as_of = as_of
        .parse()
        .map_err(|_| anyhow::anyhow!("`{as_of}` is no date; write it as 1962-10-22"))?;
    let bytes = std::fs::read(file).with_context(|| format!("cannot read `{}`", file.display()))?;
    let title = file.file_stem().map_or_else(|| "conflict".into(), |name| name.to_string_lossy());
    let imported = match detente::import_gmcr(&bytes, &title, as_of) {
        Ok(imported) => imported,
        Err(mistakes) => {
            let line = |mistake: &detente::GmcrMistake| json!({ "place": mistake.place, "message": mistake.message, "help": mistake.help });
            if json {
                let mistakes: Vec<Value> = mistakes.iter().map(line).collect();
                print(&pretty(&json!({ "usable": false, "mistakes": mistakes })))?;
            } else {
                for mistake in &mistakes {
                    complain(&format!("error: {}: {mistake}", file.display()));
                }
            }
            return Ok(Outcome::Wrong);
        }
    };
    dossiers::save(&detente::write(&imported.dispute), folder)?;
    if !imported.unknown.is_empty() {
        let unknown = Value::Object(imported.unknown);
        output::write_file(&folder.join(UNKNOWN), &pretty(&unknown))?;
    }
    if json {
        let folder = folder.display().to_string();
        print(&pretty(&json!({ "folder": folder, "notes": imported.notes })))?;
    } else {
        imported.notes.iter().for_each(|note| complain(&format!("note: {note}")));
        let folder = folder.display();
        complain(&format!("wrote `{folder}`; next: detente stability {folder}"));
    }
    Ok(Outcome::Answered)
}

/// Writes a reading of a dossier as a `.gmcr` file.
pub(super) fn export(
    dossier: &Path,
    reading: Option<&str>,
    output: Option<&Path>,
    json: bool,
) -> anyhow::Result<Outcome> {
    with_dispute(dossier, json, |dispute, _| {
        let unknown = unknown(dossier)?;
        let exported = match detente::export_gmcr(dispute, reading_of(dispute, reading)?, &unknown)
        {
            Ok(exported) => exported,
            Err(reasons) => {
                bail!("the format cannot say what the dossier says:\n  {}", reasons.join("\n  "))
            }
        };
        exported.notes.iter().for_each(|note| complain(&format!("note: {note}")));
        let Some(path) = output else { return print(&format!("{}\n", exported.text.trim_end())) };
        if path.exists() {
            bail!("`{}` is already there; choose another name", path.display());
        }
        output::write_file(path, &exported.text)?;
        if json {
            let file = path.display().to_string();
            return print(&pretty(&json!({ "file": file, "notes": exported.notes })));
        }
        complain(&format!("wrote `{}`", path.display()));
        Ok(())
    })
}

/// The reading meant: the one named, or the only one there is.
fn reading_of(dispute: &Dispute, name: Option<&str>) -> Result<ReadingId, Unanswerable> {
    let valid: Vec<String> = dispute.readings.values().map(|reading| reading.id.clone()).collect();
    match name {
        Some(name) => dispute.reading(name).ok_or_else(|| Unanswerable::Unknown {
            what: "reading",
            name: name.to_string(),
            valid,
        }),
        None if dispute.readings.len() > 1 => Err(Unanswerable::WhichReading { valid }),
        None => dispute.readings.ids().next().ok_or(Unanswerable::NoReading),
    }
}

/// What an import kept for the way back.
fn unknown(dossier: &Path) -> anyhow::Result<Map<String, Value>> {
    let path = dossier.join(UNKNOWN);
    if !path.exists() {
        return Ok(Map::new());
    }
    let read = || -> anyhow::Result<Map<String, Value>> {
        Ok(serde_json::from_str(&std::fs::read_to_string(&path)?)?)
    };
    read().with_context(|| format!("cannot read `{}`", path.display()))
}
