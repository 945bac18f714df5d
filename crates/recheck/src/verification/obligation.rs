//! One obligation, from the definitions.

use detente_finding::{
    Exact, LevelLine, MOST_VISITS, ObligationLine, SampleLine, Season, SeasonRow, Unannounced,
    VisitStep,
};
use detente_model::{
    ByLevel, Checked, Detection, Dispute, Id, Level, Obligation, Quantity, Rational, Sample,
};

use super::corners::{self, Endless, Three, ends, need, spread};
use super::games::Seasons;
use super::{number, operating, option};
use crate::ledger::Ledger;
use crate::names;

/// The places of the ranges of an obligation.
const B: usize = 0;
const P: usize = 1;
const Q: usize = 2;
const F: usize = 3;
const E: usize = 4;
const V: usize = 5;
const W: usize = 6;

/// What is asked of every obligation.
pub(super) struct Asked<'a> {
    pub(super) dispute: &'a Dispute,
    pub(super) levels: &'a [Level],
    pub(super) occasions: Option<u32>,
    pub(super) list: usize,
}

/// The ranges of an obligation, and which of them are known.
pub(super) struct Ranges {
    pub(super) all: Vec<Three>,
    pub(super) stakes: bool,
    pub(super) visit: bool,
}

/// Ranges at these levels; nothing if a sample's digits outgrow.
pub(super) fn ranges(obligation: &Obligation, levels: &[Level]) -> Option<Ranges> {
    let given = &obligation.enforcement;
    let nothing = [Rational::from(0); 3];
    let (finds, alarms) = match &given.visit {
        None => (nothing, nothing),
        Some(visit) => {
            let finds = match &visit.detects {
                Detection::Chance(chance) => corners::three(chance),
                Detection::Sample(sample) => [sample.finds()?; 3],
            };
            (finds, corners::three(&visit.false_alarm))
        }
    };
    let known = given.false_alarm_loss.is_some() || never_false(obligation);
    let or_nothing = |given: Option<&Quantity>| given.map_or(nothing, corners::three);
    let all = vec![
        corners::three(&obligation.temptation),
        number(&obligation.detect, levels),
        number(&obligation.false_alarm, levels),
        or_nothing(given.penalty.as_ref()),
        or_nothing(given.false_alarm_loss.as_ref()),
        finds,
        alarms,
    ];
    Some(Ranges { all, stakes: given.penalty.is_some() && known, visit: given.visit.is_some() })
}

fn never_false(obligation: &Obligation) -> bool {
    let mut all: Vec<&Quantity> = match &obligation.false_alarm {
        ByLevel::Same(same) => vec![same],
        ByLevel::Option(_, numbers) => numbers.iter().collect(),
    };
    all.extend(obligation.enforcement.visit.iter().map(|visit| &visit.false_alarm));
    all.into_iter().all(|quantity| quantity.bounds().1 == 0.into())
}

/// Keeping minus breaking, with a visit or without.
pub(super) fn margin(at: &[Rational], visited: bool) -> Option<Rational> {
    let one = Checked::whole(1);
    let alarm = |level: Rational, visit: Rational| {
        let missed = one - level;
        if visited {
            one - missed * (one - visit).0.unwrap_or_default()
        } else {
            Checked::from(level)
        }
    };
    let (p, q) = (alarm(at[P], at[V]), alarm(at[Q], at[W]));
    let stake = Checked::from(at[B]) + at[F];
    (p * stake.0? - (q * at[E]).0? - at[B]).0
}

/// Where the line through both margins reaches zero, between no visit and one in every period.
pub(super) fn share(at: &[Rational]) -> Option<Endless> {
    let (without, with) = (margin(at, false)?, margin(at, true)?);
    if without >= 0.into() {
        return Some(Some(0.into()));
    }
    if with < 0.into() {
        return Some(None);
    }
    let rise = (Checked::from(with) - without).0?;
    ((Checked::whole(0) - without) / rise).0.map(Some)
}

fn liquidity(b: Rational, p: Rational, q: Rational) -> Option<Endless> {
    let apart = (Checked::from(p) - q).0?;
    match (b == 0.into(), apart > 0.into()) {
        (true, _) => Some(Some(b)),
        (false, false) => Some(None),
        (false, true) => (Checked::from(b) / apart).0.map(Some),
    }
}

impl Asked<'_> {
    /// The line as it has to be; where it cannot be told, as it is said to be.
    pub(super) fn line(
        &self,
        obligation: &Obligation,
        said: Option<&ObligationLine>,
        ledger: &mut Ledger,
    ) -> ObligationLine {
        let by = option(&obligation.detect).or_else(|| option(&obligation.false_alarm));
        let mut harm = Some([Rational::from(0); 3]);
        for (_, more) in &obligation.harm {
            let more = corners::three(more);
            harm = harm.and_then(|sum| {
                let [a, b, c] = [0, 1, 2].map(|at| (Checked::from(sum[at]) + more[at]).0);
                Some([a?, b?, c?])
            });
        }
        let mut line = ObligationLine {
            obligation: obligation.id.clone(),
            party: self.dispute.parties[obligation.party].id.clone(),
            in_force: obligation.when.holds(self.levels),
            temptation: spread(corners::three(&obligation.temptation)),
            harm: spread(harm.unwrap_or([Rational::from(0); 3])),
            by: by.map(|option| self.dispute.options[option].id.clone()),
            levels: Vec::new(),
            held: by.map_or(0, |option| usize::from(self.levels[option.index()])),
            visits: Vec::new(),
            sample: None,
            unannounced: None,
            season: None,
            missing: missing(obligation),
            too_fine: true,
        };
        let levels = harm.and_then(|_| self.all_levels(obligation, said));
        let rest = levels.and_then(|levels| {
            let here = ranges(obligation, self.levels)?;
            let usual: Vec<Rational> = here.all.iter().map(|range| range[1]).collect();
            let sample = self.sample(obligation, &here, &usual, said, ledger)?;
            Some((
                levels,
                self.visits(&here, &usual)?,
                sample,
                unannounced(obligation, &here, &usual)?,
            ))
        });
        let Some((levels, visits, sample, unannounced)) = rest else {
            line.held = 0;
            if let Some(said) = said.filter(|said| !said.too_fine) {
                let subject = format!("obligation {}", obligation.id);
                ledger.skipped(&subject, "its digits outgrow 128 bits on the way");
                return ObligationLine { season: said.season.clone(), ..said.clone() };
            }
            return line;
        };
        (line.levels, line.visits, line.sample, line.unannounced) =
            (levels, visits, sample, unannounced);
        line.too_fine = false;
        line.season = self.season(obligation);
        line
    }

    fn all_levels(
        &self,
        obligation: &Obligation,
        said: Option<&ObligationLine>,
    ) -> Option<Vec<LevelLine>> {
        let by = option(&obligation.detect).or_else(|| option(&obligation.false_alarm));
        let count = by.map_or(1, |option| self.dispute.options[option].levels.len());
        let mut lines = Vec::new();
        for at in 0..count {
            let mut levels = self.levels.to_vec();
            let mut name = None;
            if let Some(option) = by {
                levels[option.index()] = Level::try_from(at).ok()?;
                name = Some(names::level_id(self.dispute, option, levels[option.index()]));
            }
            let ranges = ranges(obligation, &levels)?;
            let all = ranges.all.as_slice();
            let usual: Vec<Rational> = all.iter().map(|range| range[1]).collect();
            let margins = ends(all, |at| margin(at, false).map(Some));
            let margins = if ranges.stakes { Some(margins?) } else { None };
            let visits = if ranges.stakes && ranges.visit { Some(ends(all, share)?) } else { None };
            let operating =
                said.and_then(|said| said.levels.get(at)).and_then(|line| line.operating);
            let stakes = |number: Option<Endless>| if ranges.stakes { number } else { Some(None) };
            lines.push(LevelLine {
                level: name,
                detect: spread(all[P]),
                false_alarm: spread(all[Q]),
                liquidity: need(ends(&all[..=Q], |at| liquidity(at[B], at[P], at[Q]))?),
                unseen: need(ends(&all[P..=P], |at| unseen(at[0]))?),
                margin: margins.map(|[low, at, high]| {
                    // Margins are never endless.
                    spread([low, at, high].map(Option::unwrap_or_default))
                }),
                needed: stakes(needed(&usual))?.map(Exact),
                most_false_alarms: stakes(most_false_alarms(&usual))?.map(Exact),
                visits: visits.map(need),
                operating: operating::point(usual[B], usual[P], usual[Q], operating),
            });
        }
        Some(lines)
    }

    fn visits(&self, here: &Ranges, usual: &[Rational]) -> Option<Vec<VisitStep>> {
        let mut steps = Vec::new();
        let one = Checked::whole(1);
        // What neither the level nor the visits so far raise an alarm about.
        let (mut unseen, mut quiet) = (one - usual[P], one - usual[Q]);
        for visits in (0..=self.list.min(MOST_VISITS)).filter(|_| here.visit) {
            let (Some(p), Some(q)) = ((one - unseen.0?).0, (one - quiet.0?).0) else { break };
            let Some(liquidity) = liquidity(usual[B], p, q) else { break };
            let parts = i128::try_from(visits).ok()? + 1;
            steps.push(VisitStep {
                visits,
                detect: Exact(p),
                false_alarm: Exact(q),
                liquidity: liquidity.map(Exact),
                wait: Exact(Rational::new(1, parts)),
            });
            unseen = unseen * (one - usual[V]).0?;
            quiet = quiet * (one - usual[W]).0?;
            if unseen.0.is_none() || quiet.0.is_none() {
                break;
            }
        }
        Some(steps)
    }

    fn sample(
        &self,
        obligation: &Obligation,
        here: &Ranges,
        usual: &[Rational],
        said: Option<&ObligationLine>,
        ledger: &mut Ledger,
    ) -> Option<Option<SampleLine>> {
        let visit = obligation.enforcement.visit.as_ref();
        let Some(Detection::Sample(sample)) = visit.map(|visit| &visit.detects) else {
            return Some(None);
        };
        let deters = |looks_at: u32| {
            let mut at = usual.to_vec();
            at[V] = Sample { looks_at, ..*sample }.finds()?;
            Some(margin(&at, true)? >= 0.into())
        };
        let enough = said.and_then(|said| said.sample.as_ref()).and_then(|said| said.enough);
        let holds = match enough {
            _ if !here.stakes => Some(enough.is_none()),
            None => deters(sample.items).map(|deters| !deters),
            Some(enough) if enough > sample.items => Some(false),
            Some(enough) => {
                let fewer = if enough == 0 { Some(false) } else { deters(enough - 1) };
                deters(enough).zip(fewer).map(|(deters, fewer)| deters && !fewer)
            }
        };
        let subject = format!("obligation {}", obligation.id);
        match holds {
            Some(true) => {}
            Some(false) => ledger.refuted(&subject, "not the fewest items that deter"),
            None => return None,
        }
        Some(Some(SampleLine {
            items: sample.items,
            falsified: sample.falsified,
            looks_at: sample.looks_at,
            finds: Exact(usual[V]),
            enough,
        }))
    }

    fn season(&self, obligation: &Obligation) -> Option<Season> {
        let occasions = self.occasions?;
        let penalty = obligation.enforcement.penalty.as_ref()?.mode();
        let temptation = obligation.temptation.mode();
        if temptation == 0.into() {
            return None;
        }
        let penalty = (Checked::from(penalty) / temptation).0?;
        let mut seasons = Seasons::new(penalty);
        let mut rows = Vec::new();
        for visits in 0..=occasions {
            let once = seasons.game(occasions, visits, 1);
            let often = seasons.game(occasions, visits, occasions);
            let Some((once, often)) = once.zip(often) else { break };
            rows.push(SeasonRow { visits, once, often });
        }
        Some(Season { occasions, penalty: Exact(penalty), rows })
    }
}

fn missing(obligation: &Obligation) -> Vec<String> {
    let given = &obligation.enforcement;
    let mut missing = Vec::new();
    let mut lacks = |key: &str, lacks: bool| missing.extend(lacks.then(|| key.to_string()));
    lacks("penalty", given.penalty.is_none());
    lacks("false-alarm-loss", given.false_alarm_loss.is_none() && !never_false(obligation));
    lacks("visit", given.visit.is_none());
    lacks("visit.cost", given.visit.as_ref().is_some_and(|visit| visit.cost.is_none()));
    lacks("inspector", given.inspector.is_none());
    missing
}

fn unseen(p: Rational) -> Option<Endless> {
    if p == 0.into() {
        return Some(None);
    }
    // One period less than it takes on average to be seen.
    (Checked::whole(1) / p - Checked::whole(1)).0.map(Some)
}

/// The detection at which the margin is zero.
fn needed(at: &[Rational]) -> Option<Endless> {
    let stake = (Checked::from(at[B]) + at[F]).0?;
    if stake == 0.into() {
        return Some(None);
    }
    let worth = Checked::from(at[Q]) * at[E] + at[B];
    (worth / stake).0.map(Some)
}

/// The false alarms at which the margin is zero, if there are any.
fn most_false_alarms(at: &[Rational]) -> Option<Endless> {
    let mut never = at.to_vec();
    never[Q] = 0.into();
    let spare = margin(&never, false)?;
    if spare < 0.into() {
        return Some(None);
    }
    if at[E] <= spare {
        return Some(Some(1.into()));
    }
    (Checked::from(spare) / at[E]).0.map(Some)
}

/// The breach that makes the inspecting side lose as much with a visit as without one.
fn unannounced(
    obligation: &Obligation,
    here: &Ranges,
    usual: &[Rational],
) -> Option<Option<Unannounced>> {
    let Some(losses) = &obligation.enforcement.inspector else { return Some(None) };
    if !here.stakes || !here.visit {
        return Some(None);
    }
    let Some(visit) = share(usual)?.filter(|share| *share > 0.into()) else { return Some(None) };
    let one = Checked::whole(1);
    let (missed, caught) = (losses.missed.mode(), losses.caught.mode());
    let (paid, accused) = (losses.visit.mode(), losses.false_alarm.mode());
    let seen = |level: Rational, visit: Rational| {
        one - (one - level) * (one - visit).0.unwrap_or_default()
    };
    let (p, q) = (seen(usual[P], usual[V]).0?, seen(usual[Q], usual[W]).0?);
    let broken = |p: Rational| Checked::from(p) * caught + (one - p) * missed;
    let kept = |q: Rational| Checked::from(q) * accused;
    let dearer = (Checked::from(paid) + kept(q).0? - kept(usual[Q]).0?).0?;
    let cheaper = (broken(usual[P]) - broken(p).0? - paid).0?;
    let turn = (Checked::from(dearer) + cheaper).0?;
    if turn <= 0.into() || cheaper < 0.into() {
        return Some(None);
    }
    let breach = Checked::from(dearer) / turn;
    let loss = breach * broken(usual[P]).0? + (one - breach.0?) * kept(usual[Q]).0?;
    let announced = Checked::from(visit) * dearer + kept(usual[Q]).0?;
    Some(Some(Unannounced {
        visit: Exact(visit),
        breach: Exact(breach.0?),
        loss: Exact(loss.0?),
        announced: Exact(announced.0?),
    }))
}
