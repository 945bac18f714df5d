//! The lenses: one entry point, [`answer`].
//!
//! A lens is a pure function of the dispute and the question: no clock, no environment, no files,
//! nothing printed. What is too large is an answer that says so, not a failure.

mod attribution;
mod baseline;
mod compare;
mod compensate;
mod draws;
mod frontier;
mod overview;
mod ratify;
mod refine;
mod roadmap;
mod robust;
mod scope;
mod space;
mod stability;
mod states;
mod verification;
mod what_if;

use detente_finding::{Answer, Finding, Question, Unanswerable};
use detente_model::Dispute;

/// Asks a question of a dispute.
///
/// # Errors
/// When the question names a reading or a focus that the dispute does not have.
///
/// ```
/// use detente_finding::{Answer, OverviewQuestion, Question};
///
/// let dispute = detente_testkit::random_dispute(7);
/// let finding = detente_lens::answer(&dispute, &Question::Overview(OverviewQuestion::default()))?;
/// let Answer::Overview(overview) = &finding.answer else { unreachable!() };
/// assert_eq!(overview.options, dispute.options.len());
/// # Ok::<(), detente_finding::Unanswerable>(())
/// ```
pub fn answer(dispute: &Dispute, question: &Question) -> Result<Finding, Unanswerable> {
    answer_beside(dispute, None, question)
}

/// Asks a question of a dispute, with another one beside it: the other of two dossiers that are
/// compared. Other questions do not look at it.
///
/// # Errors
/// As [`answer`].
pub fn answer_beside(
    dispute: &Dispute,
    other: Option<&Dispute>,
    question: &Question,
) -> Result<Finding, Unanswerable> {
    let answer = match question {
        Question::Overview(asked) => Answer::Overview(overview::overview(dispute, asked)?),
        Question::Space(asked) => Answer::Space(space::space(dispute, asked)?),
        Question::States(asked) => Answer::States(states::states(dispute, asked)?),
        Question::Stability(asked) => Answer::Stability(stability::stability(dispute, asked)?),
        Question::Why(asked) => Answer::Why(stability::why(dispute, asked)?),
        Question::Refine(asked) => Answer::Refine(refine::refine(dispute, asked)?),
        Question::Baseline(asked) => Answer::Baseline(baseline::baseline(dispute, asked)?),
        Question::Ratify(asked) => Answer::Ratify(ratify::ratify(dispute, asked)?),
        Question::Robust(asked) => Answer::Robust(robust::robust(dispute, asked)?),
        Question::Compensate(asked) => Answer::Compensate(compensate::compensate(dispute, asked)?),
        Question::Frontier(asked) => Answer::Frontier(frontier::frontier(dispute, asked)?),
        Question::Compare(asked) => Answer::Compare(compare::compare(dispute, other, asked)?),
        Question::Verification(asked) => {
            Answer::Verification(verification::verification(dispute, asked)?)
        }
        Question::Roadmap(asked) => Answer::Roadmap(roadmap::roadmap(dispute, asked)?),
        Question::Path(asked) => Answer::Path(stability::path(dispute, asked)?),
    };
    Ok(Finding::new(dispute, question.clone(), answer))
}
