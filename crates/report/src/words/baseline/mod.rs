//! Plain baselines: where weighted means and medians lie, and that the status quo stays.

mod figure;
mod sentences;

use detente_finding::{Answer, BaselineAnswer, Finding, Question};
use detente_model::Dispute;

use crate::document::{Block, Chapter, Text};
use crate::names;
use crate::words::notes;

/// One sentence per issue, and one on the status quo.
pub(crate) fn lead(dispute: &Dispute, answer: &BaselineAnswer) -> Vec<Text> {
    let issues = answer.issues.iter().map(|line| sentences::issue(dispute, line));
    let issues = issues.chain(answer.issues.is_empty().then(|| {
        Text::from(
            "The dossier has no issue on which parties take positions; `[issue.ID]` adds one.",
        )
    }));
    issues.chain([sentences::status_quo(dispute, answer.status_quo.as_ref())]).collect()
}

/// The chapter; with the sentences of the lead if it stands `in_report`.
pub(crate) fn chapter(
    dispute: &Dispute,
    answer: &BaselineAnswer,
    finding: &Finding,
    in_report: bool,
) -> Chapter {
    let mut chapter = super::chapter("baselines", "Plain baselines");
    let blocks = &mut chapter.blocks;
    if let Question::Baseline(question) = &finding.question {
        blocks.extend(super::scope_note(dispute, None, question.strict).map(Block::Note));
    }
    blocks.push(Block::Note(Text::from(
        "A sophisticated answer is worth its trouble where it says more than these.",
    )));
    if in_report {
        blocks.push(Block::Paragraph(sentences::status_quo(dispute, answer.status_quo.as_ref())));
    }
    let readings = answer.status_quo.iter().flat_map(|status_quo| &status_quo.readings);
    let missing = readings.filter_map(|reading| {
        notes::missing_rules(dispute, &reading.reading, &reading.missing_rules)
    });
    blocks.extend(missing.map(Block::Note));
    if answer.issues.is_empty() {
        return chapter;
    }
    blocks.push(Block::Heading("Where the parties stand".into()));
    blocks.push(Block::Note(sentences::how_to_read(answer)));
    let points = answer.issues.iter().map(|line| {
        let issue = names::capital(sentences::name(dispute, line));
        let said = Text::new().strong(issue).plain(":");
        let start = if in_report { sentences::issue(dispute, line) } else { said };
        sentences::detail(dispute, line, start)
    });
    blocks.push(Block::Points(points.collect()));
    blocks.extend(figure::figure(dispute, answer).map(Block::Figure));
    chapter
}

/// The baselines in a sentence, to stand beside other answers; nothing if nobody asked for them.
pub(crate) fn beside(dispute: &Dispute, findings: &[Finding]) -> Option<Text> {
    let answer = findings.iter().find_map(|finding| match &finding.answer {
        Answer::Baseline(answer) => Some(answer),
        _ => None,
    })?;
    sentences::beside(dispute, answer)
}
