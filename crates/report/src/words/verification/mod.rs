//! Verification: what the next unit of inspection buys.

mod figures;
mod numbers;
pub(crate) mod sentences;
mod tables;

use detente_finding::{Finding, ObligationLine, Question, VerificationAnswer};
use detente_model::Dispute;

use crate::document::{Block, Chapter, Text};
use crate::names;

/// A sentence per obligation, and one on the budget.
pub(crate) fn lead(dispute: &Dispute, answer: &VerificationAnswer) -> Vec<Text> {
    let mut lead: Vec<Text> =
        answer.obligations.iter().map(|line| sentences::in_short(dispute, line)).collect();
    lead.extend(answer.budget.iter().map(|budget| sentences::budget(dispute, budget)));
    lead
}

/// The chapter; with the sentences of the lead if it stands `in_report`.
pub(crate) fn chapter(
    dispute: &Dispute,
    answer: &VerificationAnswer,
    finding: &Finding,
    in_report: bool,
) -> Chapter {
    let mut chapter = super::chapter("verification", "Verification: what inspection buys");
    let blocks = &mut chapter.blocks;
    if in_report {
        blocks.push(Block::Points(lead(dispute, answer)));
    }
    blocks.extend(held(dispute, answer).map(Block::Note));
    blocks.push(Block::Note(how_to_read(answer)));
    blocks.extend(sentences::together(answer).map(Block::Paragraph));
    blocks.extend(figures::detection(dispute, answer).map(Block::Figure));
    let list = match &finding.question {
        Question::Verification(question) => question.list,
        _ => 0,
    };
    for line in &answer.obligations {
        obligation(dispute, line, list, blocks);
    }
    if answer.obligations.iter().any(|line| line.season.is_some()) {
        blocks.push(Block::Note(sentences::season()));
    }
    if let Some(budget) = &answer.budget {
        blocks.push(Block::Heading("What a budget of visits buys".into()));
        blocks.extend(sentences::even(budget).map(Block::Paragraph));
        blocks.push(Block::Table(tables::sites(dispute, budget)));
        blocks.extend(figures::budget(dispute, budget).map(Block::Figure));
    }
    if let Some(timeliness) = &answer.timeliness {
        blocks.push(Block::Paragraph(sentences::timeliness(dispute, timeliness)));
    }
    blocks.extend(sentences::missing(answer).map(Block::Note));
    chapter
}

fn obligation(dispute: &Dispute, line: &ObligationLine, list: usize, blocks: &mut Vec<Block>) {
    let name = names::capital(sentences::name(dispute, &line.obligation));
    blocks.push(Block::Heading(Text::new().name(name)));
    if line.too_fine {
        blocks.push(Block::Paragraph(sentences::in_short(dispute, line)));
        return;
    }
    let mut said = sentences::detail(dispute, line);
    let obligation = sentences::obligation_of(dispute, &line.obligation);
    if let (Some(first), Some(obligation)) = (said.first_mut(), obligation) {
        *first = first.clone().then(names::standing(dispute, &obligation.backing));
    }
    blocks.push(Block::Points(said));
    blocks.extend(tables::levels(dispute, line).map(Block::Table));
    blocks.extend(tables::visits(line).map(Block::Table));
    blocks.extend(line.season.iter().map(|season| Block::Table(tables::season(season, list))));
}

/// The levels held.
fn held(dispute: &Dispute, answer: &VerificationAnswer) -> Option<Text> {
    let levels = answer.held.iter().map(|(option, level)| {
        let text = Text::new().name(names::option(dispute, option)).plain(" at ‘");
        text.name(names::level(dispute, option, level)).plain("’")
    });
    let levels: Vec<Text> = levels.collect();
    if levels.is_empty() {
        return None;
    }
    Some(Text::from("Detection depends on the level of access; held is ").list(levels).plain("."))
}

/// What the numbers are.
fn how_to_read(answer: &VerificationAnswer) -> Text {
    let mut words =
        "Gains, harms and penalties are in the flow utility of the dossier per period; \
                     probabilities are judgements about alarms, not technical figures."
            .to_string();
    if answer.obligations.iter().any(|line| line.levels.iter().any(|l| l.visits.is_some())) {
        words += " A visit is paid with a probability that is announced and kept to; its dates are not \
                  announced. Alarms of different origin are taken as independent.";
    }
    let wide = |line: &ObligationLine| {
        line.levels.iter().any(|level| !level.detect.is_exact() || !level.liquidity.is_exact())
    };
    if answer.obligations.iter().any(wide) {
        words += " In brackets: how far a number may lie off when every range it rests on runs through \
                  its values.";
    }
    Text::from(words)
}
