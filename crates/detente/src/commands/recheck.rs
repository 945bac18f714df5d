//! Re-checking a finding, and finding the dossier it is about.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use detente::casebook::CASES;
use detente::recheck::{Outcome as Checked, Recheck};
use detente::{Read, recheck as checking};
use serde_json::json;

use super::{pretty, read, wrong};
use crate::output::{Outcome, print};
use crate::progress;

/// Re-checks a finding.
pub(super) fn recheck(
    finding: &Path,
    dossier: Option<&Path>,
    other: Option<&Path>,
    json: bool,
) -> anyhow::Result<Outcome> {
    let text = written(finding)
        .with_context(|| format!("cannot read the finding `{}`", finding.display()))?;
    let found = match dossier {
        Some(folder) => read(folder)?,
        None => matching(&text, finding)?,
    };
    let Some(dispute) = &found.dispute else { return wrong(&found, json) };
    let hash = found.texts.hash();
    let other = match (other, checking::other_of(&text)) {
        (Some(folder), _) => Some(read(folder)?),
        (None, Some(hash)) => Some(with_hash(&hash, finding, "--other")?),
        (None, None) => None,
    };
    let beside = match &other {
        Some(read) => match &read.dispute {
            Some(dispute) => Some((dispute, read.texts.hash())),
            None => return wrong(read, json),
        },
        None => None,
    };
    let beside = beside.as_ref().map(|(dispute, hash)| (*dispute, hash.as_str()));
    let check = || checking::recheck_beside(&text, dispute, &hash, beside);
    let result = progress::during("re-checking", check);
    say(&result, json)?;
    Ok(if result.accepted() { Outcome::Answered } else { Outcome::Wrong })
}

/// The text of the finding: that of a file, or what comes in.
fn written(finding: &Path) -> std::io::Result<String> {
    match finding == Path::new("-") {
        true => std::io::read_to_string(std::io::stdin()),
        false => std::fs::read_to_string(finding),
    }
}

/// The dossier with the hash that the finding names.
fn matching(text: &str, finding: &Path) -> anyhow::Result<Read> {
    let hash = match checking::dossier_of(text) {
        Ok(Some(hash)) => hash,
        Ok(None) => bail!("the finding names no dossier; add `--dossier FOLDER`"),
        Err(_) if is_report(text) => bail!(
            "`{}` holds several findings, as `report --json` prints them; ask for one, with \
             `detente stability DOSSIER --json` for example",
            finding.display()
        ),
        Err(reason) => bail!("`{}` is no finding: {reason}", finding.display()),
    };
    with_hash(&hash, finding, "--dossier")
}

/// The dossier with this hash; `flag` is how the command is told where it is.
fn with_hash(hash: &str, finding: &Path, flag: &str) -> anyhow::Result<Read> {
    for folder in folders(finding) {
        if let Ok(read) = read(&folder)
            && read.texts.hash() == hash
        {
            return Ok(read);
        }
    }
    let bundled = CASES.iter().map(|case| detente::read_texts(case.texts()));
    bundled.into_iter().find(|read| read.texts.hash() == hash).with_context(|| {
        format!(
            "no dossier with SHA-256 {hash} beside the finding, here, or among the bundled cases; \
             add `{flag} FOLDER`"
        )
    })
}

/// Whether this is what `report --json` prints.
fn is_report(text: &str) -> bool {
    let value: Result<serde_json::Value, _> = serde_json::from_str(text);
    value.is_ok_and(|value| value["findings"].is_array())
}

/// Folders with a dossier: that of the finding and the current one, and those in them.
fn folders(finding: &Path) -> Vec<PathBuf> {
    let beside = finding.parent().filter(|folder| !folder.as_os_str().is_empty());
    let mut folders = Vec::new();
    for folder in beside.into_iter().chain([Path::new(".")]) {
        folders.push(folder.to_path_buf());
        let inside = std::fs::read_dir(folder).into_iter().flatten().flatten();
        let mut inside: Vec<PathBuf> = inside.map(|entry| entry.path()).collect();
        inside.sort();
        folders.extend(inside);
    }
    folders.retain(|folder| folder.join("dossier.toml").is_file());
    folders
}

fn say(result: &Recheck, json: bool) -> anyhow::Result<()> {
    if json {
        let line = |line: &checking::Line| {
            let (outcome, says) = match &line.outcome {
                Checked::Confirmed(says) => ("confirmed", says),
                Checked::Refuted(says) => ("refuted", says),
                Checked::NotRecounted(says) => ("not-recounted", says),
            };
            json!({ "subject": line.subject, "outcome": outcome, "says": says })
        };
        let lines: Vec<serde_json::Value> = result.lines.iter().map(line).collect();
        return print(&pretty(&json!({ "accepted": result.accepted(), "lines": lines })));
    }
    let mut text = String::new();
    for line in &result.lines {
        let (mark, says) = match &line.outcome {
            Checked::Confirmed(says) => ("confirmed", says),
            Checked::Refuted(says) => ("REFUTED", says),
            Checked::NotRecounted(says) => ("not recounted", says),
        };
        text += &format!("{mark}: {}: {says}\n", line.subject);
    }
    let skipped = |line: &&checking::Line| matches!(line.outcome, Checked::NotRecounted(_));
    text += match (result.accepted(), result.lines.iter().filter(skipped).count()) {
        (false, _) => "\nThe finding does not stand.\n",
        (true, 0) => "\nThe finding stands: everything in it was derived anew.\n",
        (true, _) => {
            "\nNothing in the finding was refuted; what was not recounted is said above.\n"
        }
    };
    print(&text)
}
