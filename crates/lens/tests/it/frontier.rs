//! Frontiers, stages and solutions against every package one by one, and against known scenarios.

use std::collections::{BTreeMap, BTreeSet};

use detente_finding::{
    Answer, Exact, FrontierAnswer, FrontierQuestion, FrontierReading, PointLine, Question, Refused,
    Solution, Stage, Unanswerable,
};
use detente_lens::answer;
use detente_model::random::Stream;
use detente_model::{Dispute, Id, Level, PartyId, Quantity, Rational, ReadingId, Scope};
use detente_testkit::oracles::{Scenario, ScorableGame, scenarios, scorable_games};
use detente_testkit::{flagship, naive, random_dispute};

const DISPUTES: u64 = 10_000;

fn ask(dispute: &Dispute, question: &FrontierQuestion) -> Result<FrontierAnswer, Unanswerable> {
    match answer(dispute, &Question::Frontier(question.clone()))?.answer {
        Answer::Frontier(answer) => Ok(answer),
        _ => unreachable!(),
    }
}

/// Question number `seed` of a dispute.
fn question(dispute: &Dispute, seed: u64) -> FrontierQuestion {
    let mut dice = Stream::new(seed, 0, "frontier");
    let mut below = |n: u128| dice.below(n);
    let parties = dispute.parties.values().filter(|_| below(3) > 0).map(|p| p.id.clone());
    let parties: Vec<String> = parties.collect();
    let mut axis = |n: u128| {
        let party = dispute.parties.values().nth(below(4) as usize);
        party.filter(|_| below(n) == 0).map(|party| party.id.clone())
    };
    let (x, y) = (axis(3), axis(6));
    let parties = if below(2) == 0 { parties } else { Vec::new() };
    // A party that does not count is not drawn.
    let counts = |party: &String| parties.is_empty() || parties.contains(party);
    let (x, y) = (x.filter(counts), y.filter(counts));
    FrontierQuestion {
        parties,
        stage: [Stage::All, Stage::Accepted, Stage::Rational, Stage::Rational][below(4) as usize],
        y: y.filter(|y| x.as_ref() != Some(y)),
        x,
        focus: dispute.focuses.values().next().filter(|_| below(3) == 0).map(|f| f.id.clone()),
        strict: below(4) == 0,
        list: [1, 3, 1000][below(3) as usize],
        readings: Vec::new(),
    }
}

type Vectors = BTreeMap<Vec<Rational>, Vec<Vec<Level>>>;

fn covers(a: &[Rational], b: &[Rational]) -> bool {
    a.iter().zip(b).all(|(a, b)| a >= b)
}

fn undominated(all: &Vectors) -> Vectors {
    let left = |at: &&Vec<Rational>| !all.keys().any(|other| other != *at && covers(other, at));
    all.keys().filter(left).map(|at| (at.clone(), all[at].clone())).collect()
}

/// A reading with its packages by what they are worth.
struct Naive<'a> {
    dispute: &'a Dispute,
    reading: ReadingId,
    scorers: Vec<PartyId>,
    floors: Vec<Option<Rational>>,
    all: Vectors,
    accepted: Vectors,
}

impl<'a> Naive<'a> {
    fn new(
        dispute: &'a Dispute,
        reading: ReadingId,
        asked: &[PartyId],
        packages: &[Vec<Level>],
    ) -> Naive<'a> {
        let state = vec![0; dispute.options.len()];
        let has =
            |party: &&PartyId| matches!(dispute.utility(reading, **party, &state), Ok(Some(_)));
        let scorers: Vec<PartyId> = asked.iter().filter(has).copied().collect();
        let worth = |party: &PartyId, state: &[Level]| {
            dispute.utility(reading, *party, state).unwrap().unwrap()
        };
        let floor = |party: &PartyId| {
            let declared =
                dispute.readings[reading].preference[*party].as_ref()?.reservation.as_ref();
            let status_quo = dispute.status_quo_levels();
            declared.map(Quantity::mode).or_else(|| status_quo.map(|state| worth(party, state)))
        };
        let floors = scorers.iter().map(floor).collect();
        let mut naive = Naive {
            dispute,
            reading,
            floors,
            all: Vectors::new(),
            accepted: Vectors::new(),
            scorers,
        };
        for package in packages {
            let at: Vec<Rational> = naive.scorers.iter().map(|p| worth(p, package)).collect();
            if dispute.is_jointly_accepted(reading, package) {
                naive.accepted.entry(at.clone()).or_default().push(package.clone());
            }
            naive.all.entry(at).or_default().push(package.clone());
        }
        naive
    }

    fn gains(&self, vectors: &Vectors) -> Vectors {
        let gains = |at: &&Vec<Rational>| {
            at.iter().zip(&self.floors).all(|(value, floor)| floor.is_none_or(|f| *value >= f))
        };
        vectors.keys().filter(gains).map(|at| (at.clone(), vectors[at].clone())).collect()
    }

    fn stage(&self, stage: Stage) -> Vectors {
        match stage {
            Stage::All => self.all.clone(),
            Stage::Accepted => self.accepted.clone(),
            Stage::Rational => self.gains(&self.accepted),
        }
    }

    /// Whether a line tells this vector rightly.
    fn check(&self, line: &PointLine, of: &Vectors, about: &str) -> Vec<Rational> {
        let values: Vec<Rational> = line.values.iter().map(|value| value.0).collect();
        let states = &of[&values];
        let deal_options = self.dispute.deal_options();
        let deal = |state: &Vec<Level>| -> Vec<Level> {
            deal_options.iter().map(|option| state[option.index()]).collect()
        };
        let deals: BTreeSet<Vec<Level>> = states.iter().map(deal).collect();
        let accepted =
            states.iter().filter(|s| self.dispute.is_jointly_accepted(self.reading, s)).count();
        assert_eq!(line.packages.0, states.len() as u128, "{about}");
        assert_eq!(line.deals.0, deals.len() as u128, "{about}");
        assert_eq!(line.accepted.0, accepted as u128, "{about}");
        let first = states.iter().min().unwrap();
        let ids = (self.dispute.options.values().zip(first))
            .map(|(option, level)| option.levels[usize::from(*level)].id.clone());
        assert_eq!(line.witness, ids.collect::<Vec<_>>(), "{about}");
        values
    }

    fn check_stages(&self, line: &FrontierReading, asked: Stage, list: usize, about: &str) {
        let mut listed = None;
        let expected: Vec<Stage> = Stage::ALL.into_iter().filter(|s| *s <= asked).collect();
        assert_eq!(line.stages.iter().map(|s| s.stage).collect::<Vec<_>>(), expected, "{about}");
        for said in &line.stages {
            let all = self.stage(said.stage);
            let frontier = undominated(&all);
            let count = |v: &Vectors| v.values().map(|states| states.len() as u128).sum::<u128>();
            assert_eq!(said.packages.map(|c| c.0), Some(count(&all)), "{about}");
            assert_eq!(said.points.0, frontier.len() as u128, "{about}");
            assert_eq!(said.on_frontier.map(|c| c.0), Some(count(&frontier)), "{about}");
            assert!(said.slack.is_empty(), "{about}");
            if !frontier.is_empty() {
                listed = Some((said.stage, frontier));
            }
        }
        assert_eq!(line.listed, listed.as_ref().map(|(stage, _)| *stage), "{about}");
        let Some((_, frontier)) = listed else { return };
        assert_eq!(line.points.len(), frontier.len().min(list), "{about}");
        let left = frontier.len() - line.points.len();
        assert_eq!(line.points_left_out.0, left as u128, "{about}");
        let least_share = |values: &Vec<Rational>| {
            let share = |p: usize| {
                let of = self.all.keys().map(|at| at[p]);
                let (low, high) = (of.clone().min().unwrap(), of.max().unwrap());
                (low < high).then(|| (values[p] - low) / (high - low))
            };
            (0..values.len()).filter_map(share).min()
        };
        let told: Vec<Vec<Rational>> =
            line.points.iter().map(|point| self.check(point, &frontier, about)).collect();
        let mut all: Vec<Vec<Rational>> = frontier.keys().cloned().collect();
        all.sort_by(|a, b| least_share(b).cmp(&least_share(a)).then(b.cmp(a)));
        all.truncate(list);
        assert_eq!(told, all, "{about}");
    }

    fn check_solutions(&self, line: &FrontierReading, asked: Stage, list: usize, about: &str) {
        let base = if asked == Stage::All { &self.all } else { &self.accepted };
        let chosen_from = self.gains(base);
        for said in &line.solutions {
            let about = format!("{about}: {:?}", said.solution);
            let expected = self.chosen(said.solution, &chosen_from);
            match expected {
                Ok(ties) => {
                    assert_eq!(said.refused, None, "{about}");
                    assert_eq!(said.tied.0, ties.len() as u128, "{about}");
                    let told = said.points.iter().map(|p| self.check(p, &chosen_from, &about));
                    let first: Vec<Vec<Rational>> = ties.into_iter().rev().take(list).collect();
                    assert_eq!(told.collect::<Vec<_>>(), first, "{about}");
                }
                Err(refused) => {
                    assert_eq!(said.refused, Some(refused), "{about}");
                    assert!(said.points.is_empty() && said.tied.0 == 0, "{about}");
                }
            }
        }
    }

    /// All vectors a division chooses by its definition, of all of a set, dominated ones included.
    fn chosen(&self, solution: Solution, from: &Vectors) -> Result<Vec<Vec<Rational>>, Refused> {
        let id = |p: usize| self.dispute.parties[self.scorers[p]].id.clone();
        if from.is_empty() {
            return Err(Refused::NoPackage);
        }
        let all = || from.keys().cloned();
        if solution == Solution::Utilitarian {
            return Ok(best(all(), |at| at.iter().fold(Rational::from(0), |a, b| a + b)));
        }
        let scorers = 0..self.scorers.len();
        let unknown: Vec<String> =
            scorers.clone().filter(|p| self.floors[*p].is_none()).map(id).collect();
        if !unknown.is_empty() {
            return Err(Refused::NoReservation(unknown));
        }
        let gain = |at: &[Rational], p: usize| at[p] - self.floors[p].unwrap();
        let most: Vec<Rational> =
            scorers.clone().map(|p| all().map(|at| gain(&at, p)).max().unwrap()).collect();
        let zero = Rational::from(0);
        match solution {
            Solution::Nash => {
                let flat: Vec<String> =
                    scorers.clone().filter(|p| most[*p] == zero).map(id).collect();
                if !flat.is_empty() {
                    return Err(Refused::NoGain(flat));
                }
                let product = |at: &Vec<Rational>| {
                    scorers.clone().fold(Rational::from(1), |all, p| all * gain(at, p))
                };
                let best = best(all(), product);
                if product(&best[0]) == zero { Err(Refused::NoJointGain) } else { Ok(best) }
            }
            _ => Ok(best(all(), |at| {
                let shares = solution == Solution::KalaiSmorodinsky;
                let rung = |p: usize| match shares {
                    true if most[p] == zero => None,
                    true => Some(gain(at, p) / most[p]),
                    false => Some(gain(at, p)),
                };
                let mut rungs: Vec<Rational> = scorers.clone().filter_map(rung).collect();
                rungs.sort();
                rungs
            })),
        }
    }

    /// The figure: everything counted once, the frontier of the two, the proposals.
    fn check_figure(&self, line: &FrontierReading, packages: &[Vec<Level>], about: &str) {
        let Some(figure) = &line.scatter else { return };
        let place = |id: &String| line.scorers.iter().position(|s| s.party == *id).unwrap();
        let (x, y) = (place(&figure.x), place(&figure.y));
        let two = |at: &[Rational]| vec![at[x], at[y]];
        let number = |of: &Vectors| of.values().map(|states| states.len() as u128).sum::<u128>();
        let cells = figure.counts.as_ref().unwrap();
        let sum = cells.iter().map(|cell| cell.packages.0).sum::<u128>();
        assert_eq!(sum, number(&self.all), "{about}");
        let sum = cells.iter().map(|cell| cell.accepted.0).sum::<u128>();
        assert_eq!(sum, number(&self.accepted), "{about}");
        for (of, said) in
            [(&self.all, &figure.frontier), (&self.accepted, &figure.accepted_frontier)]
        {
            let pairs: Vectors = of.keys().map(|at| (two(at), Vec::new())).collect();
            let expected: Vec<(Exact, Exact)> =
                undominated(&pairs).keys().rev().map(|at| (Exact(at[0]), Exact(at[1]))).collect();
            assert_eq!(*said, expected, "{about}");
        }
        let mut marks = figure.proposals.iter();
        for proposal in self.dispute.proposals.values() {
            let agrees = |state: &&Vec<Level>| {
                proposal.levels.iter().zip(*state).all(|(p, level)| p.is_none_or(|p| p == *level))
            };
            let agreeing: Vec<&Vec<Level>> = packages.iter().filter(agrees).collect();
            if agreeing.is_empty() {
                continue;
            }
            let mark = marks.next().unwrap();
            assert_eq!(mark.packages.0, agreeing.len() as u128, "{about}");
            for (p, range) in [(x, mark.x), (y, mark.y)] {
                let worth = agreeing.iter().map(|state| {
                    self.dispute.utility(self.reading, self.scorers[p], state).unwrap().unwrap()
                });
                assert_eq!(Some(range.0.0), worth.clone().min(), "{about}");
                assert_eq!(Some(range.1.0), worth.max(), "{about}");
            }
        }
        assert!(marks.next().is_none(), "{about}");
    }
}

fn best<K: Ord>(
    all: impl Iterator<Item = Vec<Rational>>,
    key: impl Fn(&Vec<Rational>) -> K,
) -> Vec<Vec<Rational>> {
    let all: Vec<Vec<Rational>> = all.collect();
    let most = all.iter().map(&key).max();
    all.into_iter().filter(|at| Some(key(at)) == most).collect()
}

#[test]
fn everything_is_as_going_through_all_packages_finds_it() {
    let (mut solved, mut refused, mut figures) = (0, 0, 0);
    for seed in 0..DISPUTES {
        let whole = random_dispute(seed);
        let asked = question(&whole, seed);
        let about = format!("seed {seed}");
        let found = ask(&whole, &asked).unwrap();
        let focus = asked.focus.as_ref().and_then(|id| whole.focus(id));
        let scope = Scope::of(&whole, focus);
        let dispute = if asked.strict { whole.strict() } else { whole.clone() };
        if dispute.deal.is_none() {
            assert!(found.readings.is_empty());
            continue;
        }
        let parties = dispute.parties.iter();
        let parties: Vec<PartyId> = parties
            .filter(|(_, p)| asked.parties.is_empty() || asked.parties.contains(&p.id))
            .map(|(id, _)| id)
            .collect();
        let states = naive::feasible_states(&dispute, &scope);
        let packages: Vec<Vec<Level>> =
            states.into_iter().filter(|state| dispute.is_package(state)).collect();
        for (reading, line) in dispute.readings.ids().zip(&found.readings) {
            assert_eq!(line.too_large, None, "{about}");
            let naive = Naive::new(&dispute, reading, &parties, &packages);
            assert_eq!(line.scorers.len(), naive.scorers.len(), "{about}");
            assert_eq!(line.left_out.len(), parties.len() - naive.scorers.len(), "{about}");
            if naive.scorers.is_empty() {
                continue;
            }
            naive.check_stages(line, asked.stage, asked.list, &about);
            naive.check_solutions(line, asked.stage, asked.list, &about);
            naive.check_figure(line, &packages, &about);
            solved += line.solutions.iter().filter(|s| s.refused.is_none()).count();
            refused += line.solutions.iter().filter(|s| s.refused.is_some()).count();
            figures += usize::from(line.scatter.is_some());
        }
    }
    assert!(solved > 5_000 && refused > 1_000 && figures > 2_000, "{solved} {refused} {figures}");
}

/// Values in units of the scenario.
fn units(values: &[Exact], scale: i128) -> Vec<i128> {
    values.iter().map(|value| (value.0 * Rational::from(scale)).to_integer()).collect()
}

#[test]
fn scenarios_of_other_programs_are_solved_as_known() {
    for known in scenarios() {
        let Scenario { name, dispute, scale, .. } = &known;
        let list = 2_000;
        let found =
            ask(dispute, &FrontierQuestion { list, ..FrontierQuestion::default() }).unwrap();
        let reading = &found.readings[0];
        let [all, accepted, rational] = reading.stages.as_slice() else { panic!("{name}") };
        let size = |stage: &detente_finding::StageLine| {
            (stage.points.0, stage.on_frontier.map(|count| count.0))
        };
        assert_eq!(all.packages.map(|c| c.0), Some(known.packages), "{name}");
        assert_eq!(size(all), (known.all.0, Some(known.all.1)), "{name}");
        assert_eq!(accepted.packages.map(|c| c.0), Some(known.accepted), "{name}");
        assert_eq!(size(accepted), (known.frontier.0, Some(known.frontier.1)), "{name}");
        // Each accepts what is worth its reservation, so the last stage takes nothing away.
        assert_eq!(rational.packages, accepted.packages, "{name}");
        assert_eq!(size(rational), size(accepted), "{name}");
        let ideal: Vec<i128> =
            reading.scorers.iter().flat_map(|s| units(&[s.ideal.unwrap()], *scale)).collect();
        assert_eq!(ideal, known.ideal, "{name}");
        let mut vectors: Vec<Vec<i128>> =
            reading.points.iter().map(|point| units(&point.values, *scale)).collect();
        vectors.sort_by(|a, b| b.cmp(a));
        assert_eq!(Scenario::digest_of(&vectors), known.digest, "{name}");
        for line in &reading.solutions {
            let ties = &known.solutions[line.solution.word()];
            assert_eq!(line.points.len(), ties.len(), "{name}");
            for (vector, packages) in ties {
                let point = line.points.iter().find(|p| units(&p.values, *scale) == *vector);
                let point = point.unwrap_or_else(|| panic!("{name}: {:?}", line.solution));
                assert_eq!(point.packages.0, packages.len() as u128, "{name}");
                let first = packages.iter().min().unwrap();
                let witness: Vec<String> = first.iter().map(|level| format!("l{level}")).collect();
                assert_eq!(point.witness, witness, "{name}");
            }
        }
    }
}

#[test]
fn scorable_games_are_solved_as_known_under_three_rules() {
    let games = scorable_games();
    assert_eq!(games.len(), 5);
    for game in games.iter().map(ScorableGame::between_parties) {
        let (name, known) = (&game.name, &game.answers);
        let number = |key: &str| u128::from(known[key].as_u64().unwrap());
        let names: Vec<&str> = known["parties"]
            .as_array()
            .unwrap()
            .iter()
            .map(|name| name.as_str().unwrap())
            .collect();
        let unanimous = number("unanimity");
        let nash = &known["nash_over_unanimity"];
        let vector: Vec<i128> =
            names.iter().map(|name| nash["scores"][name].as_i64().unwrap().into()).collect();
        let packages = nash["packages"].as_array().unwrap().len() as u128;
        let majority = game.all_but((names.len() - 1) / 2);
        let rules = [
            (game.dispute.clone(), unanimous),
            (game.ratified_by(game.all_but(1)), number("n_minus_1_with_veto")),
            (game.ratified_by(majority), number("majority_with_veto")),
        ];
        for (dispute, accepted) in &rules {
            let found = ask(dispute, &FrontierQuestion::default()).unwrap();
            let stages = &found.readings[0].stages;
            assert_eq!(stages[0].points.0, number("pareto_all"), "{name}");
            assert_eq!(stages[1].packages.map(|c| c.0), Some(*accepted), "{name}");
            // In the end nobody may lose, whatever the rule.
            assert_eq!(stages[2].packages.map(|c| c.0), Some(unanimous), "{name}");
            assert_eq!(stages[2].points.0, number("pareto_unanimity"), "{name}");
            let found = &found.readings[0].solutions[1];
            assert_eq!(found.solution, Solution::Nash, "{name}");
            assert_eq!(units(&found.points[0].values, 1), vector, "{name}");
            assert_eq!(found.points[0].packages.0, packages, "{name}");
        }
        for (party, of) in names.iter().enumerate() {
            let mut dispute = game.dispute.clone();
            dispute.deal.as_mut().unwrap().needs = vec![Id::new(party)];
            let question = FrontierQuestion { stage: Stage::Accepted, ..Default::default() };
            let found = ask(&dispute, &question).unwrap();
            let stage = &found.readings[0].stages[1];
            let alone = u128::from(known["acceptable_alone"][of].as_u64().unwrap());
            assert_eq!(stage.packages.map(|c| c.0), Some(alone), "{name}");
        }
    }
}

#[test]
fn more_packages_than_can_be_counted_are_compared() {
    // Ten to the forty packages: 40 options of ten levels.
    let mut dispute = scenarios().remove(0).dispute;
    dispute.options = Default::default();
    let levels = ["l0", "l1", "l2", "l3", "l4", "l5", "l6", "l7", "l8", "l9"];
    let mut dice = Stream::new(1, 0, "forty");
    let mut terms = vec![Vec::new(), Vec::new()];
    for number in 0..40 {
        let id = format!("o{number}");
        let option =
            dispute.options.push(detente_testkit::parts::option(&id, PartyId::new(0), &levels));
        for level in 0..10 {
            for terms in &mut terms {
                let worth = Rational::from(dice.below(1000) as i128);
                terms.push((detente_testkit::parts::equal(option, level), worth.into()));
            }
        }
    }
    let reading = &mut dispute.readings[ReadingId::new(0)];
    for (party, terms) in terms.into_iter().enumerate() {
        let preference = reading.preference[PartyId::new(party)].as_mut().unwrap();
        preference.form = detente_model::PreferenceForm::Values(terms);
    }
    let found = ask(&dispute, &FrontierQuestion::default()).unwrap();
    let reading = &found.readings[0];
    assert_eq!((&found.too_large, &reading.too_large), (&None, &None));
    assert_eq!(reading.stages[0].packages.map(|c| c.0), Some(u128::MAX));
    assert!(reading.stages[0].slack.is_empty() && reading.stages[0].points.0 > 100);
    assert!(reading.solutions.iter().all(|line| line.refused.is_none()));
}

#[test]
fn the_flagship_has_a_frontier_under_both_readings() {
    let found = ask(&flagship(), &FrontierQuestion::default()).unwrap();
    let [declared, bridging] = found.readings.as_slice() else { panic!() };
    assert_eq!(declared.stages[1].packages.map(|c| c.0), Some(0));
    assert!(declared.solutions.iter().all(|line| line.refused == Some(Refused::NoPackage)));
    assert_eq!(declared.listed, Some(Stage::All));
    assert_eq!(bridging.stages[1].packages.map(|c| c.0), Some(31_104));
    assert!(bridging.solutions.iter().all(|line| line.refused.is_none()));
    assert_eq!(bridging.scatter.as_ref().unwrap().x, "iran");
}

#[test]
fn what_is_not_there_is_named() {
    let dispute = flagship();
    let party = |name: &str| Some(name.to_string());
    let question =
        FrontierQuestion { parties: vec!["nobody".to_string()], ..FrontierQuestion::default() };
    assert!(matches!(ask(&dispute, &question), Err(Unanswerable::Unknown { what: "party", .. })));
    let question =
        FrontierQuestion { x: party("iran"), y: party("iran"), ..FrontierQuestion::default() };
    assert!(matches!(ask(&dispute, &question), Err(Unanswerable::SameParty { .. })));
}
