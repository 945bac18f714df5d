//! What the report asks the lenses.

use detente_finding::{
    BaselineQuestion, CompensateQuestion, FrontierQuestion, OverviewQuestion, Question,
    RatifyQuestion, RefineQuestion, RoadmapQuestion, RobustQuestion, SpaceQuestion,
    StabilityQuestion, VerificationQuestion,
};
use detente_model::{AcceptanceRule, Dispute, Scope};

/// Level combinations times readings and pairs of parties up to which the report asks which states
/// hold: an answer takes moments.
const MOMENTS: u128 = 200_000_000;

/// The questions of the report, in the order of its chapters; each only where the dossier has
/// something to say to it: numbers for the frontier, positions or a status quo for the plain
/// baselines, uncertain rules for what is sure, proposals for what would have to change, acceptance by
/// worth for payments, ratification rules for ratification,
/// obligations for what inspection buys, the length of a period and numbers for a roadmap. Which states hold is asked of the whole
/// dispute, or, unless `whole` says otherwise, of its largest focus that takes moments; not at all
/// where no reading says what a party prefers.
pub fn report_questions(dispute: &Dispute, strict: bool, whole: bool) -> Vec<Question> {
    let mut questions = vec![
        Question::Overview(OverviewQuestion { strict, ..OverviewQuestion::default() }),
        Question::Space(SpaceQuestion { strict, ..SpaceQuestion::default() }),
    ];
    if dispute.deal.is_some() && has_numbers(dispute) {
        questions
            .push(Question::Frontier(FrontierQuestion { strict, ..FrontierQuestion::default() }));
    }
    let agreed = dispute.deal.is_some() && dispute.status_quo.is_some();
    if agreed || !dispute.process.issues.is_empty() {
        questions
            .push(Question::Baseline(BaselineQuestion { strict, ..BaselineQuestion::default() }));
    }
    if dispute.deal.is_some() && !dispute.proposals.is_empty() && !dispute.readings.is_empty() {
        questions.push(Question::Refine(RefineQuestion { strict, ..RefineQuestion::default() }));
    }
    if dispute.deal.is_some() && uncertain(dispute) {
        questions.push(Question::Robust(RobustQuestion { strict, ..RobustQuestion::default() }));
    }
    let trees = dispute.parties.values().any(|party| party.ratify.is_some());
    if dispute.deal.is_some() && trees && !dispute.readings.is_empty() {
        questions.push(Question::Ratify(RatifyQuestion { strict, ..RatifyQuestion::default() }));
    }
    if dispute.deal.is_some() && is_by_worth(dispute) {
        let question = CompensateQuestion { strict, ..CompensateQuestion::default() };
        questions.push(Question::Compensate(question));
    }
    if !dispute.process.obligations.is_empty() {
        questions.push(Question::Verification(VerificationQuestion::default()));
    }
    questions.extend(roadmap(dispute, strict).map(Question::Roadmap));
    let mut readings = dispute.readings.values();
    let preferences = readings.any(|reading| reading.preference.values().any(Option::is_some));
    if preferences && let Some(focus) = focus(dispute, whole) {
        let question = StabilityQuestion { focus, strict, ..StabilityQuestion::default() };
        questions.push(Question::Stability(question));
    }
    questions
}

/// Whether the acceptance of anybody asked about a deal rests on a range or an unsure rule.
fn uncertain(dispute: &Dispute) -> bool {
    let needs: Vec<_> = dispute.deal.iter().flat_map(|deal| deal.needs.clone()).collect();
    dispute.readings.ids().any(|reading| {
        let mut asked = needs.iter().flat_map(|audience| dispute.with_members(*audience));
        asked.any(|audience| !dispute.uncertain_in(reading, audience).is_empty())
    })
}

/// Whether some audience accepts by worth, so that payments might help.
fn is_by_worth(dispute: &Dispute) -> bool {
    let rules = dispute.readings.values().flat_map(|reading| reading.accept.values().flatten());
    rules.into_iter().any(|rule| matches!(rule.rule, AcceptanceRule::Worth { .. }))
}

/// Whether some reading gives some party numbers.
fn has_numbers(dispute: &Dispute) -> bool {
    let worth = |reading| {
        dispute.parties.ids().any(|party| matches!(dispute.worth(reading, party), Ok(Some(_))))
    };
    dispute.readings.ids().any(worth)
}

/// The focus to ask about, or the whole dispute; nothing if all are too large.
fn focus(dispute: &Dispute, whole: bool) -> Option<Option<String>> {
    let (parties, readings) = (dispute.parties.len() as u128, dispute.readings.len() as u128);
    let fits = |raw: &u128| raw.saturating_mul(parties * parties * readings) <= MOMENTS;
    let size = |scope: &Scope| dispute.raw_count(scope).filter(|raw| whole || fits(raw));
    if size(&Scope::whole(dispute)).is_some() {
        return Some(None);
    }
    largest_focus(dispute, size).map(Some)
}

/// A roadmap from the status quo to what all accept, or else to the first target; where the dossier
/// says how long a period is and gives somebody numbers.
fn roadmap(dispute: &Dispute, strict: bool) -> Option<RoadmapQuestion> {
    let focus = roadmap_focus(dispute);
    let named = focus.as_ref().and_then(|id| dispute.focus(id));
    let scope = Scope::of(dispute, named);
    let mut start = dispute.status_quo_levels()?.to_vec();
    for (level, held) in start.iter_mut().zip(&scope.fixed) {
        *level = held.unwrap_or(*level);
    }
    let asked = if strict { dispute.strict() } else { dispute.clone() };
    let target = dispute.process.targets.first().map(|target| target.id.clone());
    let to = if dispute.deal.is_some() { None } else { Some(target?) };
    let small = dispute.raw_count(&scope).is_some_and(|raw| raw <= MOST_RAW);
    let playable = dispute.process.time.is_some() && has_numbers(dispute);
    // A large game takes a third of a second a draw.
    let few = dispute.raw_count(&scope).is_some_and(|raw| raw > MOST_RAW_OF_MANY_DRAWS);
    let draws = if few { 6 } else { RoadmapQuestion::default().draws };
    let question = RoadmapQuestion { focus, strict, to, draws, ..RoadmapQuestion::default() };
    (small && playable && asked.is_feasible(&start)).then_some(question)
}

/// Level combinations up to which a roadmap is asked of a scope unless one is named.
const MOST_RAW: u128 = 100_000;

/// Level combinations up to which the report asks a roadmap over as many draws as the command.
const MOST_RAW_OF_MANY_DRAWS: u128 = 2_000;

/// The focus a roadmap is asked of if none is named: the largest of at most 100,000 combinations, by
/// id; nothing if the whole dispute has no more, or no focus has so few.
pub fn roadmap_focus(dispute: &Dispute) -> Option<String> {
    let small = |scope: &Scope| dispute.raw_count(scope).filter(|raw| *raw <= MOST_RAW);
    if small(&Scope::whole(dispute)).is_some() {
        return None;
    }
    largest_focus(dispute, small)
}

/// The first of the largest focuses that have a size, by id.
fn largest_focus(dispute: &Dispute, size: impl Fn(&Scope) -> Option<u128>) -> Option<String> {
    let sized =
        dispute.focuses.ids().filter_map(|id| Some((size(&Scope::focus(dispute, id))?, id)));
    let largest = sized.max_by_key(|(raw, id)| (*raw, std::cmp::Reverse(*id)))?;
    Some(dispute.focuses[largest.1].id.clone())
}
