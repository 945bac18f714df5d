//! Win-sets, refusals and trees against every package one by one; draws against each by itself.

use std::collections::{BTreeMap, BTreeSet};

use detente_finding::{
    Answer, Count, Question, RatifyAnswer, RatifyQuestion, StartReference, Tally, TreeLine,
    TreeNode,
};
use detente_lens::answer;
use detente_model::number::parse_decimal;
use detente_model::random::Stream;
use detente_model::{
    AudienceId, Dispute, Id, Level, Negotiator, OptionId, PartyId, Ratification, ReadingId, Scope,
};
use detente_testkit::oracles::scorable_games;
use detente_testkit::{flagship, naive, random_dispute};

const DISPUTES: u64 = 4_000;

fn ask(dispute: &Dispute, question: &RatifyQuestion) -> RatifyAnswer {
    match answer(dispute, &Question::Ratify(question.clone())).unwrap().answer {
        Answer::Ratify(answer) => answer,
        _ => unreachable!(),
    }
}

/// Question number `seed` of a dispute.
fn question(dispute: &Dispute, seed: u64) -> RatifyQuestion {
    let mut dice = Stream::new(seed, 0, "ratify");
    let mut below = |n: usize| dice.below(n as u128) as usize;
    let states = dispute.states.values().map(|state| state.id.clone());
    let named: Vec<String> =
        states.chain(dispute.proposals.values().map(|proposal| proposal.id.clone())).collect();
    let chosen = below(named.len() + 2);
    let mut set = Vec::new();
    for _ in 0..below(3) {
        let option = &dispute.options[OptionId::new(below(dispute.options.len()))];
        set.push((option.id.clone(), option.levels[below(option.levels.len())].id.clone()));
    }
    // Two levels of one option are refused.
    let mut seen = BTreeSet::new();
    set.retain(|(option, _): &(String, String)| seen.insert(option.clone()));
    let from = StartReference { named: named.get(chosen).cloned(), set };
    RatifyQuestion {
        from: (chosen <= named.len()).then_some(from),
        focus: dispute.focuses.values().next().filter(|_| below(3) == 0).map(|f| f.id.clone()),
        strict: below(4) == 0,
        draws: below(9) as u32,
        seed,
        list: [0, 1, 3, 1000][below(4)],
        readings: Vec::new(),
    }
}

/// Whether a party ratifies, straight from the words: its tree over who accepts, and its veto.
fn ratifies(dispute: &Dispute, reading: ReadingId, party: PartyId, state: &[Level]) -> bool {
    let entry = &dispute.parties[party];
    let accepts = |id| dispute.accepts(reading, id, state);
    let own = dispute.audiences.find(|a| a.is_party && a.party == Some(party));
    let own = own.is_none_or(|own| entry.negotiator == Negotiator::Agent || accepts(own));
    own && entry.ratify.as_ref().is_none_or(|tree| tree.passes(&accepts))
}

fn everywhere(dispute: &Dispute, reading: ReadingId, state: &[Level]) -> bool {
    dispute.parties.ids().all(|party| ratifies(dispute, reading, party, state))
}

struct Case<'a> {
    packages: &'a [Vec<Level>],
    options: &'a [OptionId],
}

impl Case<'_> {
    fn tally(&self, holds: impl Fn(&[Level]) -> bool) -> Tally {
        let held: Vec<Vec<Level>> =
            self.packages.iter().filter(|state| holds(state)).cloned().collect();
        let deals = naive::distinct(&held, self.options).len();
        Tally { packages: Count(held.len() as u128), deals: Count(deals as u128) }
    }
}

#[test]
fn every_win_set_refusal_and_draw_is_what_enumeration_says() {
    let (mut partly, mut refused, mut trees, mut drawn, mut ranked) = (0, 0, 0, 0, 0);
    for seed in 0..DISPUTES {
        let dispute = random_dispute(seed);
        let question = question(&dispute, seed);
        let answer = ask(&dispute, &question);
        let focus = question.focus.as_ref().map(|focus| dispute.focus(focus).unwrap());
        let scope = Scope::of(&dispute, focus);
        let asked = if question.strict { dispute.strict() } else { dispute.clone() };
        let mut packages = naive::feasible_states(&asked, &scope);
        packages.retain(|state| asked.is_package(state));
        let options = asked.ratification_options();
        let case = Case { packages: &packages, options: &options };
        if asked.deal.is_none() {
            assert!(answer.readings.is_empty() && answer.packages.is_none());
            continue;
        }
        assert_eq!(answer.packages, Some(case.tally(|_| true)), "seed {seed}");
        let bound: Vec<PartyId> = asked.bound_parties();
        for (place, (reading, line)) in asked.readings.ids().zip(&answer.readings).enumerate() {
            for (party, set) in bound.iter().zip(&line.win_sets) {
                assert_eq!(set.party, asked.parties[*party].id);
                let size = case.tally(|state| ratifies(&asked, reading, *party, state));
                assert_eq!(set.size, size, "seed {seed}");
            }
            let all = |state: &[Level]| everywhere(&asked, reading, state);
            let joint = |state: &[Level]| asked.is_jointly_accepted(reading, state);
            assert_eq!(line.everywhere, case.tally(all), "seed {seed}");
            assert_eq!(line.joint, case.tally(joint), "seed {seed}");
            assert_eq!(line.both, case.tally(|s| all(s) && joint(s)), "seed {seed}");
            let draws: Vec<Dispute> =
                (0..u64::from(question.draws)).map(|n| asked.draw(question.seed, n)).collect();
            if let Some(shares) = &line.draws {
                drawn += 1;
                let mut counts: BTreeMap<Vec<Level>, u32> = BTreeMap::new();
                let key = |state: &[Level]| -> Vec<Level> {
                    options.iter().map(|o| state[o.index()]).collect()
                };
                for state in packages.iter().filter(|state| joint(state)) {
                    let ratified = draws.iter().filter(|d| everywhere(d, reading, state)).count();
                    counts.insert(key(state), ratified as u32);
                }
                let mut order: Vec<(Vec<Level>, u32)> = counts.into_iter().collect();
                order.sort_by_key(|(_, draws)| std::cmp::Reverse(*draws));
                assert_eq!(shares.deals.len(), order.len().min(question.list), "seed {seed}");
                for (line, (deal, draws)) in shares.deals.iter().zip(&order) {
                    let levels: Vec<String> = (options.iter().zip(deal))
                        .map(|(o, l)| asked.options[*o].levels[usize::from(*l)].id.clone())
                        .collect();
                    assert_eq!((&line.levels, line.draws), (&levels, *draws), "seed {seed}");
                    ranked += 1;
                }
                let open =
                    draws.iter().filter(|d| packages.iter().any(|s| everywhere(d, reading, s)));
                assert_eq!(shares.open as usize, open.count(), "seed {seed}");
            } else {
                assert!(question.draws == 0 || line.uncertain.is_empty());
            }
            for start in &answer.starts {
                let fixed: Vec<(OptionId, Level)> = (start.fixes.iter())
                    .map(|(option, level)| {
                        let id = asked.options.find(|o| o.id == *option).unwrap();
                        let at = asked.options[id].levels.iter().position(|l| l.id == *level);
                        (id, at.unwrap() as Level)
                    })
                    .collect();
                let filled: Vec<&Vec<Level>> = (packages.iter())
                    .filter(|state| fixed.iter().all(|(o, level)| state[o.index()] == *level))
                    .collect();
                assert_eq!(start.completions, Count(filled.len() as u128), "seed {seed}");
                let Some(told) = start.readings.get(place) else {
                    assert!(filled.is_empty());
                    continue;
                };
                let count = |test: &dyn Fn(&[Level]) -> bool| {
                    Count(filled.iter().filter(|state| test(state)).count() as u128)
                };
                assert_eq!(told.everywhere, count(&all), "seed {seed}");
                assert_eq!(told.joint, count(&joint), "seed {seed}");
                for (party, home) in bound.iter().zip(&told.homes) {
                    let ratified = count(&|state| ratifies(&asked, reading, *party, state));
                    assert_eq!(home.ratified, ratified, "seed {seed}");
                    partly += usize::from(!ratified.is_zero() && ratified != start.completions);
                    for refusal in &home.refuse {
                        let who = asked.audiences.find(|a| a.id == refusal.audience).unwrap();
                        let accepts = count(&|state| asked.accepts(reading, who, state));
                        assert_eq!(refusal.accepts, accepts, "seed {seed}");
                        assert!(accepts < start.completions);
                        refused += 1;
                    }
                    let told = question.from.is_some() && ratified != start.completions;
                    assert_eq!(!home.tree.is_empty(), told, "seed {seed}");
                    if let Some(root) = home.tree.first() {
                        assert_eq!((root.holds, root.depth), (ratified, 0));
                        assert!(!home.refuse.is_empty() || no_refusal_needed(&home.tree));
                        trees += home.tree.len();
                        check_tree(&asked, reading, &home.tree, start.completions, &filled);
                    }
                }
                if let Some(shares) = told.draws {
                    let ratified: Vec<usize> = (draws.iter())
                        .map(|d| filled.iter().filter(|s| everywhere(d, reading, s)).count())
                        .collect();
                    let every = ratified.iter().filter(|n| **n == filled.len()).count();
                    let some = ratified.iter().filter(|n| **n > 0).count();
                    assert_eq!((shares.every, shares.some), (every as u32, some as u32));
                }
            }
        }
    }
    assert!(partly > 300 && refused > 3_000 && trees > 3_000, "{partly} {refused} {trees}");
    assert!(drawn > 1_000 && ranked > 1_000, "{drawn} {ranked}");
}

/// A monotone tree fails only where somebody refuses, but for a block that nobody has to join.
fn no_refusal_needed(tree: &[TreeLine]) -> bool {
    tree.iter().any(|line| line.node == TreeNode::UnlessBlocked)
}

/// Audiences accept or reject as they do; quotas hold if and as far as their weights say.
fn check_tree(
    dispute: &Dispute,
    reading: ReadingId,
    tree: &[TreeLine],
    all: Count,
    filled: &[&Vec<Level>],
) {
    for (at, line) in tree.iter().enumerate() {
        let below: Vec<&TreeLine> = (tree[at + 1..].iter())
            .take_while(|other| other.depth > line.depth)
            .filter(|other| other.depth == line.depth + 1)
            .collect();
        match line.node {
            TreeNode::Audience => {
                let id = line.audience.as_ref().unwrap();
                let who = dispute.audiences.find(|a| a.id == *id).unwrap();
                let holds =
                    |state: &&&Vec<Level>| dispute.accepts(reading, who, state) != line.rejecting;
                assert_eq!(line.holds.0 as usize, filled.iter().filter(holds).count());
            }
            TreeNode::Quota => {
                let reached = line.reached.as_ref().unwrap();
                let number = |text: &str| parse_decimal(text).unwrap();
                let needs = number(&reached.needs);
                assert!(number(&reached.always) < needs || line.holds == all);
                assert!(number(&reached.sometimes) >= needs || line.holds.is_zero());
                assert!(below.iter().all(|part| part.weight.is_some()));
            }
            TreeNode::All => {
                assert!(line.holds <= below.iter().map(|part| part.holds).min().unwrap());
            }
            TreeNode::Any => {
                assert!(line.holds >= below.iter().map(|part| part.holds).max().unwrap());
            }
            TreeNode::UnlessBlocked => {
                assert_eq!(below.len(), 1);
                assert_eq!(below[0].rejecting, !line.rejecting);
            }
        }
    }
}

#[test]
fn the_rules_of_the_scorable_games_come_out_as_known() {
    let known = [
        ("base", [12, 55, 83]),
        ("base_7players", [52, 204, 398]),
        ("game1", [21, 57, 100]),
        ("game2", [18, 57, 95]),
        ("game3", [35, 55, 72]),
    ];
    let games = scorable_games();
    assert_eq!(games.len(), known.len());
    for (name, counts) in known {
        let game = games.iter().find(|game| game.name == name).unwrap();
        let all: Vec<AudienceId> = game.dispute.audiences.ids().collect();
        let one = |id: &AudienceId| Ratification::Audience(*id);
        let unanimity = Ratification::All(all.iter().map(one).collect());
        let majority = game.all_but(all.len() - (all.len() / 2 + 1));
        for (tree, packages) in [unanimity, game.all_but(1), majority].into_iter().zip(counts) {
            let mut dispute = game.dispute.clone();
            dispute.parties[PartyId::new(0)].ratify = Some(tree);
            let answer = ask(&dispute, &RatifyQuestion::default());
            assert_eq!(answer.readings[0].everywhere.packages, Count(packages), "{name}");
            assert_eq!(answer.readings[0].joint.packages, Count(counts[0]), "{name}");
        }
    }
}

#[test]
fn the_flagship_would_ratify_what_all_asked_accept() {
    let answer = ask(&flagship(), &RatifyQuestion::default());
    assert!(answer.unbinding.is_empty() && answer.unasked.is_empty());
    for (line, packages) in answer.readings.iter().zip([0, 31_104]) {
        let both = [line.everywhere, line.joint, line.both].map(|tally| tally.packages);
        assert_eq!(both, [Count(packages); 3]);
        assert!(line.draws.is_none());
    }
    assert_eq!(answer.starts.len(), 15);
    let asked: BTreeSet<&str> = answer.starts.iter().filter_map(|s| s.named.as_deref()).collect();
    assert!(asked.contains("p2015-jcpoa"));
}

#[test]
fn an_agent_signs_what_it_would_not_accept_itself() {
    let mut seen = 0;
    for seed in 0..2_000 {
        let dispute = random_dispute(seed);
        for party in dispute.parties.ids() {
            let mut other = dispute.clone();
            other.parties[party].negotiator = Negotiator::Agent;
            let [veto, agent] = [&dispute, &other].map(|dispute| {
                let answer =
                    ask(dispute, &RatifyQuestion { draws: 0, ..RatifyQuestion::default() });
                let size = |line: &detente_finding::RatifyReading| line.everywhere.packages;
                answer.readings.iter().map(size).collect::<Vec<_>>()
            });
            assert!(veto.iter().zip(&agent).all(|(veto, agent)| veto <= agent), "seed {seed}");
            seen += usize::from(veto != agent);
        }
    }
    assert!(seen > 50, "{seen}");
}
