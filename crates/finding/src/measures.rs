//! The numbers of an answer by key.

use std::collections::BTreeMap;

use crate::baseline::{BaselineAnswer, Centres};
use crate::compare::CompareAnswer;
use crate::compensate::CompensateAnswer;
use crate::count::Count;
use crate::exact::Exact;
use crate::frontier::FrontierAnswer;
use crate::overview::Overview;
use crate::path::PathAnswer;
use crate::ratify::RatifyAnswer;
use crate::refine::RefineAnswer;
use crate::roadmap::{Outcome, RoadmapAnswer, Threshold, UnpaidLine};
use crate::robust::RobustAnswer;
use crate::space::{SpaceAnswer, Tally};
use crate::stability::{PartyVerdicts, StabilityAnswer};
use crate::stamp::Answer;
use crate::verification::VerificationAnswer;
use crate::why::WhyAnswer;

/// Measures being collected.
#[derive(Default)]
struct Measures(BTreeMap<String, f64>);

impl Answer {
    /// The numbers of the answer by key.
    pub(crate) fn measures(&self) -> BTreeMap<String, f64> {
        let mut measures = Measures::default();
        match self {
            Answer::Overview(overview) => measures.overview(overview),
            Answer::Space(space) => measures.space(space),
            Answer::States(states) => measures.count("states.total", states.total),
            Answer::Stability(stability) => measures.stability(stability),
            Answer::Why(why) => measures.why(why),
            Answer::Path(path) => measures.path(path),
            Answer::Refine(refine) => measures.refine(refine),
            Answer::Baseline(baseline) => measures.baseline(baseline),
            Answer::Frontier(frontier) => measures.frontier(frontier),
            Answer::Verification(verification) => measures.verification(verification),
            Answer::Roadmap(roadmap) => measures.roadmap(roadmap),
            Answer::Ratify(ratify) => measures.ratify(ratify),
            Answer::Robust(robust) => measures.robust(robust),
            Answer::Compensate(compensate) => measures.compensate(compensate),
            Answer::Compare(compare) => measures.compare(compare),
        }
        measures.0
    }
}

impl Measures {
    fn number(&mut self, key: impl Into<String>, number: f64) {
        self.0.insert(key.into(), number);
    }

    fn count(&mut self, key: impl Into<String>, count: Option<Count>) {
        if let Some(count) = count {
            self.number(key, count.0 as f64);
        }
    }

    fn tally(&mut self, key: &str, tally: &Tally) {
        self.count(format!("{key}.packages"), Some(tally.packages));
        self.count(format!("{key}.deals"), Some(tally.deals));
    }

    fn overview(&mut self, overview: &Overview) {
        if let Some(packages) = &overview.packages {
            self.tally("overview", packages);
        }
        self.count("overview.raw", overview.raw);
        self.count("overview.feasible", overview.feasible);
    }

    fn space(&mut self, space: &SpaceAnswer) {
        for reading in &space.readings {
            let key = format!("space.{}", reading.reading);
            self.tally(&format!("{key}.joint"), &reading.joint);
            for audience in &reading.audiences {
                self.tally(&format!("{key}.alone.{}", audience.audience), &audience.alone);
            }
            for line in reading.narrowing.iter().flat_map(|narrowing| &narrowing.audiences) {
                let key = format!("{key}.narrowing.{}", line.audience);
                self.tally(&format!("{key}.drop-one"), &line.drop_one);
                self.count(format!("{key}.first-in"), Some(line.first_in));
                self.count(format!("{key}.last-in"), Some(line.last_in));
                self.number(format!("{key}.shapley"), line.shapley.to_f64());
                if let Some(share) = line.log_shapley {
                    self.number(format!("{key}.log-shapley"), share.to_f64());
                }
            }
        }
        self.count("space.raw", space.raw);
        self.count("space.feasible", space.feasible);
    }

    fn frontier(&mut self, frontier: &FrontierAnswer) {
        for reading in &frontier.readings {
            let key = format!("frontier.{}", reading.reading);
            for line in &reading.stages {
                let key = format!("{key}.{}", line.stage.word());
                self.count(format!("{key}.packages"), line.packages);
                self.count(format!("{key}.points"), Some(line.points));
                self.count(format!("{key}.on-frontier"), line.on_frontier);
            }
            for line in &reading.solutions {
                let key = format!("{key}.{}", line.solution.word());
                self.count(format!("{key}.tied"), Some(line.tied));
                let Some(point) = line.points.first() else { continue };
                for (scorer, value) in reading.scorers.iter().zip(&point.values) {
                    self.number(format!("{key}.{}", scorer.party), value.to_f64());
                }
            }
        }
    }

    fn verification(&mut self, verification: &VerificationAnswer) {
        if let Some(together) = verification.together {
            self.number("verification.together", together.to_f64());
        }
        let mut some = |key: String, number: Option<Exact>| {
            if let Some(number) = number {
                self.number(key, number.to_f64());
            }
        };
        for line in &verification.obligations {
            let Some(held) = line.levels.get(line.held) else { continue };
            let key = format!("verification.{}", line.obligation);
            some(format!("{key}.detect"), Some(held.detect.at));
            some(format!("{key}.false-alarm"), Some(held.false_alarm.at));
            some(format!("{key}.liquidity"), held.liquidity.at);
            some(format!("{key}.unseen"), held.unseen.at);
            some(format!("{key}.margin"), held.margin.map(|margin| margin.at));
            some(format!("{key}.visits"), held.visits.and_then(|visits| visits.at));
        }
        if let Some(budget) = &verification.budget {
            some("verification.budget.full".to_string(), budget.full.at);
            if let Some(spent) = &budget.spent {
                some("verification.budget.incentive".to_string(), Some(spent.incentive));
                some("verification.budget.next".to_string(), spent.next);
                self.number("verification.budget.deters", spent.deters as f64);
            }
        }
    }

    fn roadmap(&mut self, roadmap: &RoadmapAnswer) {
        for reading in &roadmap.readings {
            let key = format!("roadmap.{}", reading.reading);
            self.count(format!("{key}.targets"), Some(reading.targets));
            match &reading.outcome {
                Outcome::Road(roads) => {
                    let firmest = roads.robust.as_ref().unwrap_or(&roads.best);
                    self.number(format!("{key}.road"), 1.0);
                    self.number(format!("{key}.value"), roads.best.value.to_f64());
                    self.number(format!("{key}.slack"), firmest.weakest.holds.slack.to_f64());
                    self.number(format!("{key}.periods"), roads.best.periods.to_f64());
                    let paid = roads.best.pays_at_most.0.iter().map(|paid| paid.to_f64());
                    self.number(format!("{key}.payment"), paid.fold(0.0, f64::max));
                    self.unpaid(&key, &roads.best.unpaid);
                }
                Outcome::Blocked(blocked) => {
                    self.number(format!("{key}.road"), 0.0);
                    self.number(format!("{key}.slack"), -blocked.deficit.to_f64());
                }
                Outcome::NoTarget | Outcome::NoPath | Outcome::NoAlarm => {
                    self.number(format!("{key}.road"), 0.0);
                }
                Outcome::Missing(_) | Outcome::NotAGame(_) | Outcome::Unsolved(_) => {}
            }
            if let Some(critical) = &reading.critical {
                if let Some(first) = critical.patience.first() {
                    self.number(format!("{key}.patience"), first.from.to_f64());
                }
                if let Threshold::From(share) = critical.verification {
                    self.number(format!("{key}.verification"), share.to_f64());
                }
            }
            if let Some(draws) = reading.draws {
                self.number(format!("{key}.draws.road"), f64::from(draws.road));
            }
        }
    }

    /// 1 where it surely holds without payments, 0 where that is open, −1 where it does not.
    fn unpaid(&mut self, key: &str, unpaid: &UnpaidLine) {
        let (holds, hold) = match unpaid {
            UnpaidLine::Holds(hold) => (1.0, hold),
            UnpaidLine::Open(hold, _) => (0.0, hold),
            UnpaidLine::Fails(hold) => (-1.0, hold),
            UnpaidLine::Nothing => return,
        };
        self.number(format!("{key}.unpaid"), holds);
        self.number(format!("{key}.unpaid-slack"), hold.slack.to_f64());
    }

    fn stability(&mut self, stability: &StabilityAnswer) {
        self.count("stability.feasible", stability.feasible);
        let status_quo = stability.states.iter().position(|state| state.status_quo);
        for reading in &stability.readings {
            let key = format!("stability.{}", reading.reading);
            for line in &reading.equilibria {
                let key = format!("{key}.{}", line.concept.word());
                self.count(format!("{key}.states"), Some(line.held.states));
                self.count(format!("{key}.packages"), line.held.packages);
                self.count(format!("{key}.acceptable"), line.held.acceptable);
                if let Some(verdicts) = status_quo.and_then(|at| reading.verdicts.get(at)) {
                    let holds = verdicts.equilibrium.contains(&line.concept);
                    self.number(format!("{key}.status-quo"), f64::from(u8::from(holds)));
                }
            }
            if let Some(profile) = &reading.profile {
                self.count(format!("{key}.profile.states"), Some(profile.states));
            }
            for party in &reading.parties {
                for (concept, stable) in stability.concepts.iter().zip(&party.stable) {
                    let key = format!("{key}.{}.{}", concept.word(), party.party);
                    self.count(key, Some(*stable));
                }
            }
        }
    }

    fn why(&mut self, why: &WhyAnswer) {
        for PartyVerdicts { party, rank, improvements, concepts, .. } in &why.parties {
            self.number(format!("why.{party}.rank"), f64::from(*rank));
            self.number(format!("why.{party}.improvements"), *improvements as f64);
            for verdict in concepts {
                let key = format!("why.{party}.{}", verdict.concept.word());
                self.number(format!("{key}.stable"), f64::from(u8::from(verdict.stable)));
                if let Some(margin) = verdict.margin {
                    self.number(format!("{key}.margin"), margin as f64);
                }
            }
        }
    }

    fn refine(&mut self, refine: &RefineAnswer) {
        for reading in &refine.readings {
            self.count(format!("refine.{}.joint", reading.reading), Some(reading.joint));
        }
        for start in &refine.starts {
            for line in &start.refinements {
                let start = start.named.as_deref().unwrap_or("start");
                let key = format!("refine.{}.{start}", line.reading);
                self.count(format!("{key}.allowed"), Some(line.allowed));
                let Some(nearest) = &line.nearest else { continue };
                let distance = nearest.distance.0 as f64 / refine.scale.0 as f64;
                self.number(format!("{key}.distance"), distance);
                self.tally(&key, &nearest.tally);
                self.count(format!("{key}.edits"), Some(nearest.edits));
                self.number(format!("{key}.linkage"), nearest.linkage as f64);
                let irreducible = nearest.irreducible.as_ref().and_then(|found| found.count);
                self.count(format!("{key}.irreducible"), irreducible);
                if let Some(found) = nearest.irreducible.as_ref().filter(|f| f.count.is_some()) {
                    let exchanges = found.by_parties.iter().filter(|line| line.parties.len() > 1);
                    let exchanges = exchanges.map(|line| line.edits.0 as f64).sum();
                    self.number(format!("{key}.exchanges"), exchanges);
                }
            }
        }
    }

    fn compensate(&mut self, answer: &CompensateAnswer) {
        let points = |parts: Count| parts.0 as f64 / answer.scale.0 as f64;
        for start in &answer.starts {
            let named = start.named.as_deref().unwrap_or("all");
            for prices in &start.prices {
                let key = format!("compensate.{}.{named}", prices.reading);
                self.count(format!("{key}.packages"), Some(prices.packages));
                self.count(format!("{key}.accepted"), Some(prices.accepted));
                self.count(format!("{key}.payable"), Some(prices.payable));
                for line in &prices.budgets {
                    self.tally(&format!("{key}.within.{}", points(line.budget)), &line.tally);
                }
                if let Some(cheapest) = &prices.cheapest {
                    self.number(format!("{key}.total"), points(cheapest.total));
                }
            }
        }
    }

    fn ratify(&mut self, ratify: &RatifyAnswer) {
        for reading in &ratify.readings {
            let key = format!("ratify.{}", reading.reading);
            for line in &reading.win_sets {
                self.tally(&format!("{key}.win-set.{}", line.party), &line.size);
            }
            self.tally(&format!("{key}.everywhere"), &reading.everywhere);
            self.tally(&format!("{key}.joint"), &reading.joint);
            self.tally(&format!("{key}.both"), &reading.both);
        }
        for start in &ratify.starts {
            let name = start.named.as_deref().unwrap_or("start");
            self.count(format!("ratify.start.{name}.completions"), Some(start.completions));
            for line in &start.readings {
                let key = format!("ratify.{}.start.{name}", line.reading);
                self.count(format!("{key}.everywhere"), Some(line.everywhere));
                for home in &line.homes {
                    self.count(format!("{key}.{}", home.party), Some(home.ratified));
                }
                if let Some(draws) = line.draws {
                    self.number(format!("{key}.draws.every"), f64::from(draws.every));
                    self.number(format!("{key}.draws.some"), f64::from(draws.some));
                }
            }
        }
    }

    fn robust(&mut self, robust: &RobustAnswer) {
        for reading in &robust.readings {
            let key = format!("robust.{}", reading.reading);
            let joint = &reading.joint;
            let bounds =
                [("surely", joint.surely), ("modes", joint.modes), ("possibly", joint.possibly)];
            for (word, tally) in &bounds {
                self.tally(&format!("{key}.{word}"), tally);
            }
            let Some(draws) = &reading.draws else { continue };
            self.number(format!("{key}.draws.open"), f64::from(draws.shares.open));
            for (word, spread) in [("packages", &draws.packages), ("deals", &draws.deals)] {
                let key = format!("{key}.draws.{word}");
                self.count(format!("{key}.least"), Some(spread.least));
                self.count(format!("{key}.median"), Some(spread.median));
                self.count(format!("{key}.most"), Some(spread.most));
            }
            self.count(format!("{key}.draws.always"), Some(draws.always));
            self.count(format!("{key}.draws.sometimes"), Some(draws.sometimes));
        }
    }

    /// Differences, second side less first, under the keys of the space lens; and the parts.
    fn compare(&mut self, compare: &CompareAnswer) {
        for pair in &compare.pairs {
            let key = match pair.from == pair.to {
                true => format!("compare.{}", pair.to),
                false => format!("compare.{}.{}", pair.from, pair.to),
            };
            self.difference(&format!("{key}.in-scope"), &pair.packages_from, &pair.packages_to);
            self.difference(&format!("{key}.joint"), &pair.joint_from, &pair.joint_to);
            for line in &pair.audiences {
                if let (Some(from), Some(to)) = (&line.from, &line.to) {
                    let key = format!("{key}.alone.{}", line.audience);
                    self.difference(&key, &from.alone, &to.alone);
                }
            }
            if let Some(change) = &pair.change {
                self.tally(&format!("{key}.opened"), &change.opened.tally);
                self.tally(&format!("{key}.closed"), &change.closed.tally);
                self.tally(&format!("{key}.kept"), &change.kept.tally);
            }
        }
    }

    fn difference(&mut self, key: &str, from: &Tally, to: &Tally) {
        let less = |from: Count, to: Count| match to.0.checked_sub(from.0) {
            Some(more) => more as f64,
            None => -((from.0 - to.0) as f64),
        };
        self.number(format!("{key}.packages"), less(from.packages, to.packages));
        self.number(format!("{key}.deals"), less(from.deals, to.deals));
    }

    fn path(&mut self, path: &PathAnswer) {
        self.count("path.by-moves", path.by_moves);
        self.count("path.by-improvements", path.by_improvements);
        self.count("path.resting", path.resting);
        for ways in &path.ways {
            let word = match ways.way {
                crate::path::Way::Moves => "moves",
                crate::path::Way::Improvements => "improvements",
                crate::path::Way::Mixed => "mixed",
            };
            if let Some(moves) = ways.moves {
                self.number(format!("path.{word}.moves"), f64::from(moves));
            }
            if let Some(against) = ways.against_preference {
                self.number(format!("path.{word}.against-preference"), f64::from(against));
            }
        }
    }

    fn baseline(&mut self, baseline: &BaselineAnswer) {
        for issue in &baseline.issues {
            for (word, centres) in [("weighted", &issue.weighted), ("equal", &issue.equal)] {
                let Some(Centres { mean, median }) = centres else { continue };
                let key = format!("baseline.{}.{word}", issue.issue);
                self.number(format!("{key}.mean"), mean.at.to_f64());
                self.number(format!("{key}.mean.low"), mean.low.to_f64());
                self.number(format!("{key}.mean.high"), mean.high.to_f64());
                self.number(format!("{key}.median.lower"), median.lower.to_f64());
                self.number(format!("{key}.median.upper"), median.upper.to_f64());
                self.number(format!("{key}.median.low"), median.low.to_f64());
                self.number(format!("{key}.median.high"), median.high.to_f64());
            }
        }
        for reading in baseline.status_quo.iter().flat_map(|status_quo| &status_quo.readings) {
            let key = format!("baseline.status-quo.{}", reading.reading);
            self.number(format!("{key}.accept"), reading.accept.len() as f64);
            self.number(format!("{key}.reject"), reading.reject.len() as f64);
        }
    }
}
