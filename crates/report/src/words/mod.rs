//! Findings to documents.

mod assumptions;
mod baseline;
mod compare;
mod compensate;
mod conditions;
mod frontier;
mod glance;
mod ledger;
mod notes;
mod numbers;
mod option_table;
mod overview;
mod people;
mod ratify;
mod refine;
mod roadmap;
mod robust;
mod shares;
mod space;
mod space_figures;
mod space_narrowing;
mod space_overlap;
mod space_tables;
mod stability;
mod starts;
mod verdict;
mod verification;

use detente_finding::{Answer, Finding};
use detente_model::{Dispute, Id};

use crate::document::{Chapter, Document, Text};
use crate::names;

pub use option_table::{state_list_document, states_document};
pub use people::{parties_document, ranges_document, readings_document};

/// The report on a dispute: at a glance, options, ledger, a chapter for every finding that has
/// something to add, in their order, assumptions, sources.
///
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
    document.chapters.extend(findings.iter().filter_map(|finding| lens_chapter(dispute, finding)));
    document.chapters.extend(assumptions::chapters(dispute));
    document
}

/// The chapter of a finding, where it has one of its own in the report.
fn lens_chapter(dispute: &Dispute, finding: &Finding) -> Option<Chapter> {
    match &finding.answer {
        Answer::Space(answer) => Some(space::chapter(dispute, answer, finding)),
        Answer::Frontier(answer) => Some(frontier::chapter(dispute, answer, finding)),
        Answer::Baseline(answer) => Some(baseline::chapter(dispute, answer, finding, true)),
        Answer::Robust(answer) => Some(robust::chapter(dispute, answer, finding)),
        Answer::Refine(answer) => Some(refine::chapter(dispute, answer, finding)),
        Answer::Compensate(answer) if compensate::is_of_use(answer) => {
            Some(compensate::chapter(dispute, answer, finding, false))
        }
        Answer::Ratify(answer) => Some(ratify::chapter(dispute, answer, finding)),
        Answer::Stability(answer) => Some(stability::chapter(dispute, answer, finding, true)),
        Answer::Verification(answer) => Some(verification::chapter(dispute, answer, finding, true)),
        Answer::Roadmap(answer) => Some(roadmap::chapter(dispute, answer, finding, true)),
        _ => None,
    }
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

/// The answer to a stability question as a document of its own.
pub fn stability_document(dispute: &Dispute, finding: &Finding) -> Document {
    let mut document = frame(dispute, Some(finding));
    if let Answer::Stability(answer) = &finding.answer {
        document.lead = stability::lead(dispute, answer, finding);
        document.chapters.push(stability::chapter(dispute, answer, finding, false));
    }
    document
}

/// The answer to the question why a state holds as a document of its own.
pub fn why_document(dispute: &Dispute, finding: &Finding) -> Document {
    let mut document = frame(dispute, Some(finding));
    if let Answer::Why(answer) = &finding.answer {
        document.lead = stability::why_lead(dispute, answer);
        document.chapters.push(stability::why_chapter(dispute, answer, finding));
    }
    document
}

/// The answer to a question about paths as a document of its own.
pub fn path_document(dispute: &Dispute, finding: &Finding) -> Document {
    let mut document = frame(dispute, Some(finding));
    if let Answer::Path(answer) = &finding.answer {
        document.lead = stability::path_lead(dispute, answer, finding);
        document.chapters.push(stability::path_chapter(dispute, answer, finding));
    }
    document
}

/// The answer to the question what would have to change in a proposal as a document of its own.
pub fn refine_document(dispute: &Dispute, finding: &Finding) -> Document {
    let mut document = frame(dispute, Some(finding));
    if let Answer::Refine(answer) = &finding.answer {
        document.lead = refine::lead(dispute, answer, finding);
        document.chapters.push(refine::chapter(dispute, answer, finding));
    }
    document
}

/// The answer to the question which packages leave nothing on the table as a document of its own.
pub fn frontier_document(dispute: &Dispute, finding: &Finding) -> Document {
    let mut document = frame(dispute, Some(finding));
    if let Answer::Frontier(answer) = &finding.answer {
        document.lead = frontier::lead(dispute, answer, finding);
        document.chapters.push(frontier::chapter(dispute, answer, finding));
    }
    document
}

/// The answer to the question what the plain baselines say as a document of its own.
pub fn baseline_document(dispute: &Dispute, finding: &Finding) -> Document {
    let mut document = frame(dispute, Some(finding));
    if let Answer::Baseline(answer) = &finding.answer {
        document.lead = baseline::lead(dispute, answer);
        document.chapters.push(baseline::chapter(dispute, answer, finding, false));
    }
    document
}

/// The answer to the question whether something would be ratified as a document of its own.
pub fn ratify_document(dispute: &Dispute, finding: &Finding) -> Document {
    let mut document = frame(dispute, Some(finding));
    if let Answer::Ratify(answer) = &finding.answer {
        document.lead = ratify::lead(dispute, answer, finding);
        document.chapters.push(ratify::chapter(dispute, answer, finding));
    }
    document
}

/// The answer to the question what is accepted whatever the uncertain numbers are as a document of its
/// own.
pub fn robust_document(dispute: &Dispute, finding: &Finding) -> Document {
    let mut document = frame(dispute, Some(finding));
    if let Answer::Robust(answer) = &finding.answer {
        document.lead = robust::lead(dispute, answer, finding);
        document.chapters.push(robust::chapter(dispute, answer, finding));
    }
    document
}

/// The answer to the question who would have to be compensated as a document of its own.
pub fn compensate_document(dispute: &Dispute, finding: &Finding) -> Document {
    let mut document = frame(dispute, Some(finding));
    if let Answer::Compensate(answer) = &finding.answer {
        document.lead = compensate::lead(dispute, answer, finding);
        document.chapters.push(compensate::chapter(dispute, answer, finding, true));
    }
    document
}

/// The answer to the question what opens and what closes as a document of its own; `other` is the
/// other of two dossiers.
pub fn compare_document(dispute: &Dispute, other: Option<&Dispute>, finding: &Finding) -> Document {
    let mut document = frame(dispute, Some(finding));
    if let Answer::Compare(answer) = &finding.answer {
        document.lead = compare::lead(dispute, other, answer, finding);
        document.chapters.push(compare::chapter(dispute, other, answer, finding));
    }
    document
}

/// The answer to the question what the next unit of inspection buys as a document of its own.
pub fn verification_document(dispute: &Dispute, finding: &Finding) -> Document {
    let mut document = frame(dispute, Some(finding));
    if let Answer::Verification(answer) = &finding.answer {
        document.lead = verification::lead(dispute, answer);
        document.chapters.push(verification::chapter(dispute, answer, finding, false));
    }
    document
}

/// The answer to the question whether there is an exchange nobody gains by leaving as a document of its
/// own.
pub fn roadmap_document(dispute: &Dispute, finding: &Finding) -> Document {
    let mut document = frame(dispute, Some(finding));
    if let Answer::Roadmap(answer) = &finding.answer {
        document.lead = roadmap::lead(dispute, answer, finding);
        document.chapters.push(roadmap::chapter(dispute, answer, finding, false));
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

/// What an answer leaves out, where it does: nothing if all options vary and implausible combinations
/// count.
fn scope_note(dispute: &Dispute, focus: Option<&String>, strict: bool) -> Option<Text> {
    let text = match (focus, strict) {
        (None, false) => return None,
        (None, true) => Text::from("In this answer implausible combinations count as impossible"),
        (Some(focus), strict) => {
            let text = Text::new()
                .plain("In this answer only the options of the focus ")
                .name(names::focus(dispute, focus))
                .plain(" vary")
                .then(held(dispute, focus));
            let also = ", and implausible combinations count as impossible";
            if strict { text.plain(also) } else { text }
        }
    };
    Some(text.plain("."))
}

/// Where a focus holds options elsewhere than at the status quo.
fn held(dispute: &Dispute, focus: &str) -> Text {
    let focus = dispute.focuses.values().find(|known| known.id == focus);
    let (Some(focus), Some(now)) = (focus, dispute.status_quo_levels()) else { return Text::new() };
    let held = dispute.options.ids().filter_map(|option| {
        let level = focus.fixed[option.index()].filter(|level| *level != now[option.index()])?;
        let name = Text::new().name(names::option_name(dispute, option));
        Some(name.plain(" ‘").name(names::level_label(dispute, option, level)).plain("’"))
    });
    let held: Vec<Text> = held.collect();
    if held.is_empty() {
        return Text::new();
    }
    Text::from("; the others stay as at the status quo, but for ").list(held)
}

/// A chapter with nothing in it yet.
fn chapter(id: &str, title: &str) -> Chapter {
    Chapter { id: id.to_string(), title: title.to_string(), blocks: Vec::new() }
}
