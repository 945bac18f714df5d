//! One obligation: level by level, visit by visit.

use detente_finding::{
    Exact, LevelLine, MOST_VISITS, Need, ObligationLine, SampleLine, Season, SeasonGame, SeasonRow,
    Span, Unannounced, VisitStep,
};
use detente_model::{
    Checked, Detection, Dispute, Id, Level, Obligation, OptionId, Rational, Sample, Visit,
};

use super::deterrence::{self, Losses};
use super::terms::{self, Corner, Numbers, Terms};
use super::{corners, liquidity, operating, per_period, season};
use crate::scope;

/// The obligation; if its digits outgrow 128 bits, just what it is.
pub(super) fn line(
    dispute: &Dispute,
    obligation: &Obligation,
    levels: &[Level],
    occasions: Option<u32>,
    list: usize,
) -> ObligationLine {
    let by = terms::option(&obligation.detect).or(terms::option(&obligation.false_alarm));
    let zero = [Rational::from(0); 3];
    let mut harms = obligation.harm.iter().map(|(_, harm)| terms::three(harm));
    let harm = harms.try_fold(zero, add);
    let mut line = ObligationLine {
        obligation: obligation.id.clone(),
        party: dispute.parties[obligation.party].id.clone(),
        in_force: obligation.when.holds(levels),
        temptation: spread(terms::three(&obligation.temptation)),
        harm: spread(harm.unwrap_or(zero)),
        by: by.map(|option| dispute.options[option].id.clone()),
        levels: Vec::new(),
        held: by.map_or(0, |option| usize::from(levels[option.index()])),
        visits: Vec::new(),
        sample: None,
        unannounced: None,
        season: None,
        missing: missing(obligation),
        too_fine: false,
    };
    let filled = harm.and_then(|_| fill(dispute, obligation, by, levels, &mut line, list));
    if filled.is_none() {
        line.too_fine = true;
        line.levels.clear();
        line.visits.clear();
        (line.sample, line.unannounced, line.held) = (None, None, 0);
        return line;
    }
    line.season = occasions.and_then(|occasions| one_season(obligation, occasions));
    line
}

fn add(sum: terms::Three, more: terms::Three) -> Option<terms::Three> {
    let both = |at: usize| (Checked::from(sum[at]) + more[at]).0;
    Some([both(0)?, both(1)?, both(2)?])
}

/// Keys of the obligation that would tell more.
fn missing(obligation: &Obligation) -> Vec<String> {
    let given = &obligation.enforcement;
    let visit = given.visit.as_ref();
    let keys = [
        ("penalty", given.penalty.is_some()),
        ("false-alarm-loss", terms::false_alarm_loss(obligation).is_some()),
        ("visit", visit.is_some()),
        ("visit.cost", visit.is_none_or(|visit| visit.cost.is_some())),
        ("inspector", given.inspector.is_some()),
    ];
    keys.into_iter().filter(|(_, given)| !given).map(|(key, _)| key.to_string()).collect()
}

/// Fills in what is computed; nothing if digits outgrow.
fn fill(
    dispute: &Dispute,
    obligation: &Obligation,
    by: Option<OptionId>,
    levels: &[Level],
    line: &mut ObligationLine,
    list: usize,
) -> Option<()> {
    let count = by.map_or(1, |option| dispute.level_count(option));
    for level in 0..count {
        let mut levels = levels.to_vec();
        let id = match (by, Level::try_from(level)) {
            (Some(option), Ok(level)) => {
                levels[option.index()] = level;
                Some(scope::level_id(dispute, option, level))
            }
            _ => None,
        };
        line.levels.push(one_level(id, &Terms::of(obligation, &levels)?)?);
    }
    let here = Terms::of(obligation, levels)?.corner(Corner::Mode);
    line.visits = one_by_one(&here, list)?;
    let visit = obligation.enforcement.visit.as_ref();
    line.sample = visit.map_or(Some(None), |visit| sampled(visit, &here))?;
    line.unannounced = unannounced(obligation, &here)?;
    Some(())
}

fn one_level(level: Option<String>, terms: &Terms) -> Option<LevelLine> {
    let [worst, usual, best] = corners(terms);
    let at = |of: &dyn Fn(&Numbers) -> Option<Option<Rational>>| {
        let exact = |number: Option<Rational>| number.map(Exact);
        Some(Need { low: exact(of(&best)?), at: exact(of(&usual)?), high: exact(of(&worst)?) })
    };
    let stakes = terms.stakes.is_some();
    let margin = if stakes {
        let low = deterrence::margin(&worst)?;
        Some(spread([low, deterrence::margin(&usual)?, deterrence::margin(&best)?]))
    } else {
        None
    };
    let share = |numbers: &Numbers| {
        deterrence::share(deterrence::margin(numbers)?, deterrence::fall(numbers)?)
    };
    let if_stakes = |of: fn(&Numbers) -> Option<Option<Rational>>| {
        if stakes { of(&usual).map(|number| number.map(Exact)) } else { Some(None) }
    };
    let [middle_temptation, detect, false_alarm] =
        [terms.temptation, terms.detect, terms.false_alarm].map(|three| three[1]);
    Some(LevelLine {
        level,
        detect: spread(terms.detect),
        false_alarm: spread(terms.false_alarm),
        liquidity: at(&|n| liquidity::alone(n.temptation, n.detect, n.false_alarm))?,
        unseen: at(&|n| unseen(n.detect))?,
        margin,
        needed: if_stakes(deterrence::needed)?,
        most_false_alarms: if_stakes(deterrence::most_false_alarms)?,
        visits: if stakes && terms.visit.is_some() { Some(at(&share)?) } else { None },
        operating: operating::point(middle_temptation, detect, false_alarm),
    })
}

/// (1 − p) / p, the mean of a geometric law; `Some(None)` where a breach is never seen.
fn unseen(detect: Checked) -> Option<Option<Rational>> {
    if detect.0? == Rational::from(0) {
        return Some(None);
    }
    ((Checked::whole(1) - detect) / detect.0?).0.map(Some)
}

fn spread([low, at, high]: terms::Three) -> Span {
    Span { low: Exact(low), at: Exact(at), high: Exact(high) }
}

/// Visits one by one; none if a visit is not described, fewer where digits outgrow.
fn one_by_one(here: &Numbers, list: usize) -> Option<Vec<VisitStep>> {
    let Some((finds, alarms)) = here.visit else { return Some(Vec::new()) };
    let certain = Checked::whole(1);
    let (mut detect, mut false_alarm) = (here.detect, here.false_alarm);
    let mut steps = Vec::new();
    for visits in 0..=list.min(MOST_VISITS) {
        let alone = liquidity::alone(here.temptation, detect, false_alarm);
        let (Some(p), Some(q), Some(liquidity)) = (detect.0, false_alarm.0, alone) else { break };
        let wait = Rational::new(1, i128::try_from(visits).ok()? + 1);
        steps.push(VisitStep {
            visits,
            detect: Exact(p),
            false_alarm: Exact(q),
            liquidity: liquidity.map(Exact),
            wait: Exact(wait),
        });
        detect = per_period::with_visit(detect, certain, finds);
        false_alarm = per_period::with_visit(false_alarm, certain, alarms);
    }
    Some(steps)
}

/// The sample of a visit, and the fewest items at which a visit in every period deters.
fn sampled(visit: &Visit, here: &Numbers) -> Option<Option<SampleLine>> {
    let Detection::Sample(sample) = &visit.detects else { return Some(None) };
    let Sample { items, falsified, looks_at } = *sample;
    Some(Some(SampleLine {
        items,
        falsified,
        looks_at,
        finds: Exact(sample.finds()?),
        enough: if here.stakes.is_some() { enough(sample, here)? } else { None },
    }))
}

/// By halving: looking at more items finds no less.
fn enough(sample: &Sample, here: &Numbers) -> Option<Option<u32>> {
    let deters = |looks_at: u32| {
        let finds = Sample { looks_at, ..*sample }.finds()?;
        let visit = here.visit.map(|(_, alarms)| (Checked::from(finds), alarms));
        let at = Numbers { visit, ..*here };
        Some((Checked::from(deterrence::margin(&at)?) + deterrence::fall(&at)?).0? >= 0.into())
    };
    if !deters(sample.items)? {
        return Some(None);
    }
    let (mut low, mut high) = (0, sample.items);
    while low < high {
        let middle = low + (high - low) / 2;
        if deters(middle)? { high = middle } else { low = middle + 1 }
    }
    Some(Some(high))
}

fn unannounced(obligation: &Obligation, here: &Numbers) -> Option<Option<Unannounced>> {
    let Some(losses) = &obligation.enforcement.inspector else { return Some(None) };
    if here.stakes.is_none() || here.visit.is_none() {
        return Some(None);
    }
    let share = deterrence::share(deterrence::margin(here)?, deterrence::fall(here)?)?;
    let Some(share) = share.filter(|share| *share > Rational::from(0)) else { return Some(None) };
    let losses = Losses {
        missed: losses.missed.mode().into(),
        caught: losses.caught.mode().into(),
        visit: losses.visit.mode().into(),
        false_alarm: losses.false_alarm.mode().into(),
    };
    let found = deterrence::unannounced(here, &losses, share)?;
    Some(found.map(|[breach, loss, announced]| Unannounced {
        visit: Exact(share),
        breach: Exact(breach),
        loss: Exact(loss),
        announced: Exact(announced),
    }))
}

/// Visits spread over the occasions of a period; nothing without a penalty or a temptation.
fn one_season(obligation: &Obligation, occasions: u32) -> Option<Season> {
    let temptation = obligation.temptation.mode();
    let penalty = obligation.enforcement.penalty.as_ref()?.mode();
    if temptation <= Rational::from(0) {
        return None;
    }
    let penalty = (Checked::from(penalty) / temptation).0?;
    let game = |visits, breaches| {
        let [value, visit, breach] = season::game(occasions, visits, breaches, penalty)?;
        Some(SeasonGame { value: Exact(value), visit: Exact(visit), breach: Exact(breach) })
    };
    let row = |visits| {
        Some(SeasonRow { visits, once: game(visits, 1)?, often: game(visits, occasions)? })
    };
    let rows = (0..=occasions).map_while(row).collect();
    Some(Season { occasions, penalty: Exact(penalty), rows })
}
