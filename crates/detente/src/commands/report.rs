//! The report: every lens asked, one page written.

use std::path::{Path, PathBuf};

use anyhow::bail;
use detente::Finding;
use serde_json::json;

use super::{ask, pretty, with_dispute};
use crate::arguments::ReportArguments;
use crate::output::{self, Outcome, print};
use crate::progress;

/// Writes the report.
pub(super) fn report(asked: &ReportArguments, json: bool) -> anyhow::Result<Outcome> {
    let ReportArguments { dossier, output, strict, whole } = asked;
    let output = output.as_deref();
    if json && output == Some(Path::new("-")) {
        bail!(
            "the page and the findings cannot both go to standard output; write the page to a file \
             with `--output FILE`, or leave out `--json`"
        );
    }
    with_dispute(dossier, json, |dispute, hash| {
        let questions = detente::report_questions(dispute, *strict, *whole);
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
