//! Plain baselines, found again from their definitions.
//!
//! The largest mean is climbed to: weights high at or above the mean so far, low below it, until it
//! grows no more (after Dinkelbach 1967). Medians are tried one position after another. Numbers are
//! held in common parts, within the same bound as the finding's definition of too fine.

use detente_finding::{
    BaselineAnswer, BaselineQuestion, Centres, Exact, IssueBaseline, Median, PartyPosition, Span,
    StatusQuo, StatusQuoReading, Weighing,
};
use detente_model::{Dispute, Issue, Quantity, Rational, ReadingId};
use serde_json::json;

use crate::ledger::Ledger;
use crate::names;

/// Checks an answer about baselines.
pub(crate) fn baseline(
    dispute: &Dispute,
    asked: &BaselineQuestion,
    said: &BaselineAnswer,
    ledger: &mut Ledger,
) -> Result<(), String> {
    let readings = names::readings(dispute, &asked.readings)?;
    let issues = &dispute.process.issues;
    let mut wanted = vec![asked.issues.is_empty(); issues.len()];
    for name in &asked.issues {
        let all = issues.iter().map(|issue| (issue.id.as_str(), issue.name.as_str()));
        let place = names::find(name, all);
        wanted[place.ok_or_else(|| format!("the dispute has no issue `{name}`"))?] = true;
    }
    let wanted = issues.iter().zip(wanted).filter(|(_, wanted)| *wanted);
    let found = BaselineAnswer {
        issues: wanted.map(|(issue, _)| one_issue(dispute, issue)).collect(),
        status_quo: status_quo(&names::asked(dispute, asked.strict), &readings),
    };
    let holds = "means, medians, their spans and who accepts the status quo, found again";
    ledger.compare("baseline", &json!(said), &json!(found), holds);
    Ok(())
}

fn status_quo(dispute: &Dispute, readings: &[ReadingId]) -> Option<StatusQuo> {
    let levels = dispute.status_quo_levels()?;
    let mut found =
        StatusQuo { feasible: dispute.is_feasible(levels), package: None, readings: Vec::new() };
    let Some(deal) = &dispute.deal else { return Some(found) };
    found.package = Some(dispute.is_package(levels));
    for &reading in readings {
        let mut line = StatusQuoReading {
            reading: dispute.readings[reading].id.clone(),
            missing_rules: names::missing_rules(dispute, reading, &deal.needs),
            accept: Vec::new(),
            reject: Vec::new(),
        };
        for &audience in &deal.needs {
            let accepts = dispute.accepts(reading, audience, levels);
            let list = if accepts { &mut line.accept } else { &mut line.reject };
            list.push(dispute.audiences[audience].id.clone());
        }
        found.readings.push(line);
    }
    Some(found)
}

fn one_issue(dispute: &Dispute, issue: &Issue) -> IssueBaseline {
    let capability = |place: usize| {
        let (party, ..) = &issue.positions[place];
        dispute.parties[*party].capability.as_ref()
    };
    let weighed = (0..issue.positions.len()).any(|place| capability(place).is_some());
    let mut parties: Vec<PartyPosition> = Vec::new();
    for (place, (party, position, salience)) in issue.positions.iter().enumerate() {
        parties.push(PartyPosition {
            party: dispute.parties[*party].id.clone(),
            position: between(position),
            salience: between(salience),
            capability: capability(place).map(between),
            share: None,
            without: None,
        });
    }
    let mut found = IssueBaseline {
        issue: issue.id.clone(),
        weighing: if weighed { Weighing::CapabilityAndSalience } else { Weighing::Salience },
        parties,
        weighted: None,
        equal: None,
        nearest: Vec::new(),
        too_fine: false,
    };
    let one = Quantity::Exact(Rational::from(1));
    let none = Quantity::Exact(Rational::from(0));
    let counting = if weighed { &none } else { &one };
    let numbers = issue.positions.iter().enumerate().map(|(place, (_, position, salience))| {
        [capability(place).unwrap_or(counting), salience, position].map(three)
    });
    let Some(stands) = Stands::new(&numbers.collect::<Vec<_>>()) else {
        found.too_fine = true;
        return found;
    };
    let equal = Stands { weights: vec![[1; 3]; stands.weights.len()], ..stands.clone() };
    found.equal = equal.centres();
    found.weighted = stands.centres();
    let all = stands.weight();
    for (place, line) in found.parties.iter_mut().enumerate() {
        if all > 0 && (!weighed || line.capability.is_some()) {
            let mut without = stands.clone();
            without.weights[place] = [0; 3];
            line.share = Some(quotient(stands.weights[place][MODE], all));
            line.without = without.mean_at_modes();
        }
    }
    if all > 0 {
        found.nearest =
            stands.nearest().into_iter().map(|at| found.parties[at].party.clone()).collect();
    }
    found
}

/// Places of the low, the usual and the high value.
const LOW: usize = 0;
const MODE: usize = 1;
const HIGH: usize = 2;

fn three(quantity: &Quantity) -> [Rational; 3] {
    let (low, high) = quantity.bounds();
    [low, quantity.mode(), high]
}

fn between(quantity: &Quantity) -> Span {
    let [low, at, high] = three(quantity).map(|number| quotient(*number.numer(), *number.denom()));
    Span { low, at, high }
}

fn quotient(numerator: i128, denominator: i128) -> Exact {
    Exact(Rational::new(numerator, denominator))
}

/// Weights and positions in whole numbers of common parts.
#[derive(Clone)]
struct Stands {
    weights: Vec<[i128; 3]>,
    positions: Vec<[i128; 3]>,
    /// How many parts of a position make one.
    unit: i128,
}

impl Stands {
    /// From capability, salience and position of each party; nothing where 2·n·w·max(x, u) does not
    /// fit 128 bits, w being the largest weight, x the largest position, u its parts.
    fn new(numbers: &[[[Rational; 3]; 3]]) -> Option<Stands> {
        let mut units = [1_i128; 3];
        for party in numbers {
            for (unit, number) in units.iter_mut().zip(party) {
                for value in number {
                    // The denominator of the fraction that is left is what the unit lacks.
                    let lacks = *Rational::new(*unit, *value.denom()).denom();
                    *unit = unit.checked_mul(lacks)?;
                }
            }
        }
        let parts = |unit: i128, value: Rational| {
            let parts = value.numer().checked_mul(unit / value.denom())?;
            (parts >= 0).then_some(parts)
        };
        let mut stands = Stands { weights: Vec::new(), positions: Vec::new(), unit: units[2] };
        for [capability, salience, position] in numbers {
            let (mut weight, mut place) = ([0; 3], [0; 3]);
            for at in [LOW, MODE, HIGH] {
                weight[at] =
                    parts(units[0], capability[at])?.checked_mul(parts(units[1], salience[at])?)?;
                place[at] = parts(units[2], position[at])?;
            }
            stands.weights.push(weight);
            stands.positions.push(place);
        }
        let largest = |values: &[[i128; 3]], least| {
            values.iter().map(|value| value[HIGH]).max().unwrap_or(least).max(least)
        };
        let bound =
            largest(&stands.weights, 1).checked_mul(largest(&stands.positions, stands.unit))?;
        bound.checked_mul(i128::try_from(numbers.len()).ok()?)?.checked_mul(2)?;
        Some(stands)
    }

    fn each(&self) -> impl Iterator<Item = (&[i128; 3], &[i128; 3])> {
        self.weights.iter().zip(&self.positions)
    }

    fn weight(&self) -> i128 {
        self.weights.iter().map(|weight| weight[MODE]).sum()
    }

    fn mean_at_modes(&self) -> Option<Exact> {
        let sum: i128 = self.each().map(|(weight, position)| weight[MODE] * position[MODE]).sum();
        (self.weight() > 0).then(|| quotient(sum, self.weight() * self.unit))
    }

    /// Who stands nearest to the mean.
    fn nearest(&self) -> Vec<usize> {
        let sum: i128 = self.each().map(|(weight, position)| weight[MODE] * position[MODE]).sum();
        let far = |position: &[i128; 3]| (position[MODE] * self.weight()).abs_diff(sum);
        let mut nearest: Vec<usize> = Vec::new();
        for (place, position) in self.positions.iter().enumerate() {
            match nearest.first().map(|&best| far(position).cmp(&far(&self.positions[best]))) {
                Some(std::cmp::Ordering::Greater) => continue,
                Some(std::cmp::Ordering::Equal) => {}
                Some(std::cmp::Ordering::Less) | None => nearest.clear(),
            }
            nearest.push(place);
        }
        nearest
    }

    fn centres(&self) -> Option<Centres> {
        let at = self.mean_at_modes()?;
        let inside = |mean: Rational| quotient(*mean.numer(), mean.denom() * self.unit);
        let mean = Span { low: inside(self.climb(LOW)?), at, high: inside(self.climb(HIGH)?) };
        let parts = |position: i128| quotient(position, self.unit);
        let median = Median {
            low: parts(self.half(LOW, LOW)?),
            lower: parts(self.half(LOW, MODE)?),
            upper: parts(self.half(HIGH, MODE)?),
            high: parts(self.half(HIGH, HIGH)?),
        };
        Some(Centres { mean, median })
    }

    /// The mean farthest towards an end, in parts.
    fn climb(&self, end: usize) -> Option<Rational> {
        let mean = |weigh: &dyn Fn(Rational) -> bool| {
            let (mut sum, mut all) = (0, 0);
            for (weight, position) in self.each() {
                let heavy = weigh(Rational::from(position[end]));
                let weight = if heavy { weight[HIGH] } else { weight[LOW] };
                sum += weight * position[end];
                all += weight;
            }
            (all > 0).then(|| Rational::new(sum, all))
        };
        let mut best = mean(&|_| true)?;
        loop {
            let next = mean(&|x| if end == HIGH { x >= best } else { x <= best })?;
            if next == best {
                return Some(best);
            }
            best = next;
        }
    }

    /// The first position, from an end, at or before which not less weight can stand than after it:
    /// positions at `at`, weights before it heavy where `at` is an end of the span.
    fn half(&self, end: usize, at: usize) -> Option<i128> {
        let (heavy, light) = if at == MODE { (MODE, MODE) } else { (HIGH, LOW) };
        let suffices = |tried: &i128| {
            let (mut before, mut after) = (0, 0);
            for (weight, position) in self.each() {
                let is_before =
                    if end == LOW { position[at] <= *tried } else { position[at] >= *tried };
                if is_before {
                    before += weight[heavy];
                } else {
                    after += weight[light];
                }
            }
            before > 0 && before >= after
        };
        let tried = self.positions.iter().map(|position| position[at]).filter(suffices);
        if end == LOW { tried.min() } else { tried.max() }
    }
}
