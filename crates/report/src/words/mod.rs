//! Findings to documents.

mod assumptions;
mod conditions;
mod glance;
mod ledger;
mod option_table;
mod overview;
mod people;
mod space;
mod space_figures;
mod space_tables;
mod verdict;

use detente_finding::{Answer, Finding};
use detente_model::Dispute;

use crate::document::{Chapter, Document, Text};

pub use option_table::{state_list_document, states_document};
pub use people::{parties_document, ranges_document, readings_document};

/// The report on a dispute: at a glance, options, ledger, diplomatic space, assumptions, sources.
/// `findings` are answers of the lenses about this dispute; each lens has at most one.
pub fn full_report(dispute: &Dispute, findings: &[Finding]) -> Document {
    let mut document = frame(dispute, findings.first());
    document.lead = glance::lead(dispute, findings);
    document.chapters.push(glance::chapter(dispute, findings));
    document.chapters.push(people::chapter(dispute));
    document.chapters.push(option_table::chapter(dispute));
    if !dispute.events.is_empty() {
        document.chapters.push(ledger::chapter(dispute));
    }
    for finding in findings {
        if let Answer::Space(answer) = &finding.answer {
            document.chapters.push(space::chapter(dispute, answer, finding));
        }
    }
    document.chapters.extend(assumptions::chapters(dispute));
    document
}

/// The answer to a space question as a document of its own.
pub fn space_document(dispute: &Dispute, finding: &Finding) -> Document {
    let mut document = frame(dispute, Some(finding));
    if let Answer::Space(answer) = &finding.answer {
        document.lead = verdict::lead(dispute, answer);
        document.chapters.push(space::chapter(dispute, answer, finding));
    }
    document
}

/// The answer to an overview question as a document of its own.
pub fn overview_document(dispute: &Dispute, finding: &Finding) -> Document {
    let mut document = frame(dispute, Some(finding));
    if let Answer::Overview(answer) = &finding.answer {
        document.chapters.push(overview::chapter(dispute, answer, finding));
    }
    document
}

/// A document with title, clock and colophon, and nothing in it yet.
fn frame(dispute: &Dispute, finding: Option<&Finding>) -> Document {
    let colophon = finding.map(|finding| {
        let mut line = Text::new().plain(format!("Made by detente {}", finding.version));
        if let Some(hash) = &finding.dossier {
            line = line.plain(" from the dossier with SHA-256 ").code(hash.clone());
        }
        line.plain(". The same dossier and version give the same bytes.")
    });
    Document {
        title: dispute.title.clone(),
        subtitle: format!("as of {}", dispute.as_of.in_words()),
        lead: Vec::new(),
        chapters: Vec::new(),
        colophon: colophon.unwrap_or_default(),
    }
}

/// A chapter with nothing in it yet.
fn chapter(id: &str, title: &str) -> Chapter {
    Chapter { id: id.to_string(), title: title.to_string(), blocks: Vec::new() }
}
