//! Comparisons against both sides' packages one by one, and against known counts of the flagship.

use std::collections::{BTreeMap, BTreeSet};

use detente_finding::{
    Answer, AudienceSpace, Clause, CompareAnswer, CompareQuestion, Contrast, Count, Part, Tally,
    Unanswerable, WhatIf,
};
use detente_lens::answer_beside;
use detente_model::{
    AudienceId, Dispute, Id, Level, OptionId, ReadingId, RulePlace, Scope, Variation,
};
use detente_testkit::{comparisons, counterpart, flagship, random_dispute};

fn ask(
    dispute: &Dispute,
    other: Option<&Dispute>,
    question: &CompareQuestion,
) -> Result<CompareAnswer, Unanswerable> {
    let question = detente_finding::Question::Compare(question.clone());
    match answer_beside(dispute, other, &question)?.answer {
        Answer::Compare(answer) => Ok(answer),
        _ => unreachable!(),
    }
}

/// The variation a what-if means, by exact ids.
fn variation(dispute: &Dispute, supposed: &WhatIf) -> Variation {
    let option = |id: &str| dispute.options.find(|o| o.id == id).ok_or(());
    let level = |option: OptionId, id: &str| {
        let levels = &dispute.options[option].levels;
        levels.iter().position(|level| level.id == id).map(|at| at as Level).ok_or(())
    };
    let place = |name: &String| {
        let named = |rule: &detente_model::Rule| rule.id.as_ref() == Some(name);
        if let Some(at) = dispute.impossible.iter().position(named) {
            return RulePlace::Impossible(at);
        }
        if let Some(at) = dispute.implausible.iter().position(named) {
            return RulePlace::Implausible(at);
        }
        let (kind, number) = name.split_once('.').unwrap();
        let at = number.parse::<usize>().unwrap() - 1;
        if kind == "impossible" { RulePlace::Impossible(at) } else { RulePlace::Implausible(at) }
    };
    let condition = |clause: &Clause| clause.condition(&option, &level).unwrap();
    let audience = |id: &String| dispute.audiences.find(|a| a.id == *id).unwrap();
    Variation {
        set: supposed.set.iter().map(condition).collect(),
        drop: supposed.drop.iter().map(place).collect(),
        without: supposed.without.iter().map(audience).collect(),
    }
}

/// One side, every package of it.
struct Side {
    dispute: Dispute,
    packages: Vec<Vec<Level>>,
    scope: Scope,
}

impl Side {
    fn new(dispute: Dispute, question: &CompareQuestion) -> Side {
        let focus = question.focus.as_ref().map(|id| dispute.focus(id).unwrap());
        let scope = Scope::of(&dispute, focus);
        let dispute = if question.strict { dispute.strict() } else { dispute };
        let all = dispute.states_in(&scope);
        let packages = all.filter(|state| dispute.is_package(state)).collect();
        Side { dispute, packages, scope }
    }

    fn needs(&self) -> &[AudienceId] {
        self.dispute.deal.as_ref().map_or(&[], |deal| &deal.needs)
    }

    /// The level ids of a package on these options.
    fn on(&self, package: &[Level], options: &[String]) -> Vec<String> {
        let level = |id: &String| {
            let option = self.dispute.options.find(|option| option.id == *id).unwrap();
            let level = usize::from(package[option.index()]);
            self.dispute.options[option].levels[level].id.clone()
        };
        options.iter().map(level).collect()
    }

    fn accepted(&self, reading: ReadingId, by: &[AudienceId]) -> Vec<&Vec<Level>> {
        let all = |package: &&Vec<Level>| {
            by.iter().all(|audience| self.dispute.accepts(reading, *audience, package))
        };
        self.packages.iter().filter(all).collect()
    }

    fn tally(&self, packages: &[&Vec<Level>], deal: &[String]) -> Tally {
        let deals: BTreeSet<Vec<String>> = packages.iter().map(|p| self.on(p, deal)).collect();
        Tally { packages: Count(packages.len() as u128), deals: Count(deals.len() as u128) }
    }

    fn audience(
        &self,
        reading: ReadingId,
        id: &str,
        deal: &[String],
    ) -> Option<(AudienceSpace, Vec<&Vec<Level>>)> {
        let audience = self.dispute.audiences.find(|audience| audience.id == id)?;
        self.needs().contains(&audience).then(|| {
            let accepted = self.accepted(reading, &[audience]);
            let missing = self.dispute.missing_rules(reading, audience);
            let line = AudienceSpace {
                audience: id.to_string(),
                rule: self.dispute.text(&self.dispute.acceptance(reading, audience)),
                missing_rules: (missing.iter())
                    .map(|id| self.dispute.audiences[*id].id.clone())
                    .collect(),
                alone: self.tally(&accepted, deal),
            };
            (line, accepted)
        })
    }
}

/// The levels of the options of a dispute, by id.
fn levels(dispute: &Dispute) -> BTreeMap<&str, Vec<&str>> {
    dispute
        .options
        .values()
        .map(|o| (o.id.as_str(), o.levels.iter().map(|l| l.id.as_str()).collect()))
        .collect()
}

fn check(side: [&Side; 2], question: &CompareQuestion, found: &CompareAnswer, about: &str) {
    let [from, to] = side;
    let (here, there) = (levels(&from.dispute), levels(&to.dispute));
    let same = |id: &&str| here.contains_key(id) && here.get(id) == there.get(id);
    let shared: Vec<String> = (from.dispute.options.values())
        .map(|option| option.id.as_str())
        .filter(same)
        .map(str::to_string)
        .collect();
    let deal: BTreeSet<&str> = side
        .iter()
        .flat_map(|side| {
            side.dispute.deal_options().into_iter().map(|o| side.dispute.options[o].id.as_str())
        })
        .collect();
    let held = |side: &Side, id: &str| {
        let option = side.dispute.options.find(|option| option.id == id).unwrap();
        side.scope.fixed[option.index()]
    };
    let sets = deal.iter().all(|id| shared.contains(&(*id).to_string()))
        && shared.iter().all(|id| held(from, id) == held(to, id));
    assert_eq!(found.options, if sets { shared.clone() } else { Vec::new() }, "{about}");
    let deal: Vec<String> = shared.into_iter().filter(|id| deal.contains(id.as_str())).collect();
    if !sets {
        assert!(found.pairs.iter().all(|pair| pair.change.is_none()), "{about}");
        return;
    }
    assert_eq!(found.deal_options, deal, "{about}");
    assert_eq!(found.in_part, here.len() + there.len() > 2 * found.options.len(), "{about}");
    for pair in &found.pairs {
        let first = from.dispute.reading(&pair.from).unwrap();
        let second = to.dispute.reading(&pair.to).unwrap();
        let every = |side: &Side| side.packages.len() as u128;
        assert_eq!(pair.packages_from.packages.0, every(from), "{about}");
        assert_eq!(pair.packages_to.packages.0, every(to), "{about}");
        let before = from.accepted(first, from.needs());
        let after = to.accepted(second, to.needs());
        assert_eq!(pair.joint_from, from.tally(&before, &deal), "{about}");
        assert_eq!(pair.joint_to, to.tally(&after, &deal), "{about}");
        let on = |side: &Side, set: &[&Vec<Level>]| -> BTreeSet<Vec<String>> {
            set.iter().map(|package| side.on(package, &found.options)).collect()
        };
        let (before, after) = (on(from, &before), on(to, &after));
        let minus = |a: &BTreeSet<Vec<String>>, b: &BTreeSet<Vec<String>>| -> Vec<Vec<String>> {
            a.difference(b).cloned().collect()
        };
        let (opened, closed) = (minus(&after, &before), minus(&before, &after));
        let kept: Vec<Vec<String>> = before.intersection(&after).cloned().collect();
        let change = pair.change.as_ref().unwrap();
        let parts = [
            (&change.opened, opened, [0, 1]),
            (&change.closed, closed, [1, 0]),
            (&change.kept, kept, [1, 1]),
        ];
        for (found_part, set, whole) in parts {
            part(found_part, &set, whole, [&before, &after], (found, question, from), about);
        }
        let ids: Vec<&str> = pair.audiences.iter().map(|line| line.audience.as_str()).collect();
        let mut expected: Vec<&str> = Vec::new();
        for side in side {
            for audience in side.needs() {
                let id = side.dispute.audiences[*audience].id.as_str();
                if !expected.contains(&id) {
                    expected.push(id);
                }
            }
        }
        assert_eq!(ids, expected, "{about}");
        for line in &pair.audiences {
            let a = from.audience(first, &line.audience, &deal);
            let b = to.audience(second, &line.audience, &deal);
            assert_eq!(line.from, a.as_ref().map(|a| a.0.clone()), "{about}");
            assert_eq!(line.to, b.as_ref().map(|b| b.0.clone()), "{about}");
            let both = a.zip(b).map(|((_, a), (_, b))| (on(from, &a), on(to, &b)));
            let count = |n: usize| Some(Count(n as u128));
            let opened = both.as_ref().and_then(|(a, b)| count(b.difference(a).count()));
            let closed = both.as_ref().and_then(|(a, b)| count(a.difference(b).count()));
            assert_eq!((line.opened, line.closed), (opened, closed), "{about}");
        }
    }
}

/// A part of the acceptable packages, from the list of all.
fn part(
    found: &Part,
    set: &[Vec<String>],
    whole: [u128; 2],
    [before, after]: [&BTreeSet<Vec<String>>; 2],
    (answer, question, order): (&CompareAnswer, &CompareQuestion, &Side),
    about: &str,
) {
    let places: Vec<usize> = (answer.deal_options.iter())
        .map(|id| answer.options.iter().position(|option| option == id).unwrap())
        .collect();
    let deal = |package: &Vec<String>| -> Vec<String> {
        places.iter().map(|at| package[*at].clone()).collect()
    };
    // Levels by their place on the scale, so that the order is that of the dossier.
    let rank = |package: &Vec<String>| -> Vec<usize> {
        let levels = answer.options.iter().zip(package).map(|(id, level)| {
            let option = order.dispute.options.values().find(|option| option.id == *id).unwrap();
            option.levels.iter().position(|known| known.id == *level).unwrap()
        });
        levels.collect()
    };
    let ranked: BTreeMap<(Vec<usize>, Vec<usize>), &Vec<String>> = (set.iter())
        .map(|package| {
            let rank = rank(package);
            ((places.iter().map(|at| rank[*at]).collect(), rank), package)
        })
        .collect();
    let mut deals: Vec<(Vec<String>, u128, Vec<String>)> = Vec::new();
    for package in ranked.values() {
        match deals.last_mut().filter(|(known, ..)| *known == deal(package)) {
            Some((_, packages, _)) => *packages += 1,
            None => deals.push((deal(package), 1, (*package).clone())),
        }
    }
    let tally = Tally { packages: Count(set.len() as u128), deals: Count(deals.len() as u128) };
    assert_eq!(found.tally, tally, "{about}");
    let listed = deals.len().min(question.deals);
    assert_eq!(found.deals.len(), listed, "{about}");
    assert_eq!(found.deals_left_out.0 as usize, deals.len() - listed, "{about}");
    let of = |side: &BTreeSet<Vec<String>>, levels: &Vec<String>| {
        Count(side.iter().filter(|package| deal(package) == *levels).count() as u128)
    };
    for (line, (levels, packages, witness)) in found.deals.iter().zip(&deals) {
        assert_eq!((&line.levels, line.packages.0), (levels, *packages), "{about}");
        assert_eq!(&line.witness, witness, "{about}: the first in the order of the dossier");
        assert_eq!((line.from, line.to), (of(before, levels), of(after, levels)), "{about}");
    }
    // Nothing of the deal is in another part: it is all opened, all closed or all kept.
    let whole = deals.iter().filter(|(levels, packages, _)| {
        [of(before, levels).0, of(after, levels).0] == whole.map(|side| side * packages)
    });
    assert_eq!(found.whole.0 as usize, whole.count(), "{about}");
}

#[test]
fn every_number_of_a_comparison_is_what_enumeration_says() {
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for seed in 0..2_500 {
        let dispute = random_dispute(seed);
        let other = counterpart(&dispute, seed);
        for question in comparisons(&dispute, seed, Some("ff")) {
            let about = format!("seed {seed}: {question:?}");
            let found = ask(&dispute, Some(&other), &question).unwrap();
            let (from, to, kind) = match &question.between {
                Contrast::Readings { .. } => (dispute.clone(), dispute.clone(), "readings"),
                Contrast::Clock { earlier } => {
                    (dispute.as_of(earlier.parse().unwrap()).unwrap(), dispute.clone(), "clock")
                }
                Contrast::Dossier { .. } => (dispute.clone(), other.clone(), "dossier"),
                Contrast::WhatIf(supposed) => {
                    (dispute.clone(), dispute.varied(&variation(&dispute, supposed)), "what-if")
                }
            };
            let from = Side::new(from, &question);
            let to = Side::new(to, &question);
            if dispute.deal.is_none() {
                assert!(found.pairs.is_empty(), "{about}");
                continue;
            }
            check([&from, &to], &question, &found, &about);
            *kinds.entry(kind).or_default() += found.pairs.len();
            for pair in &found.pairs {
                if pair.change.as_ref().is_some_and(|c| !c.opened.tally.packages.is_zero()) {
                    *kinds.entry("opened").or_default() += 1;
                }
                *kinds.entry("in part").or_default() += usize::from(found.in_part);
                *kinds.entry("apart").or_default() += usize::from(pair.change.is_none());
            }
        }
    }
    for kind in ["readings", "clock", "dossier", "what-if", "opened"] {
        assert!(kinds[kind] > 500, "{kinds:?}");
    }
    assert!(kinds["in part"] > 100 && kinds["apart"] > 20, "{kinds:?}");
}

#[test]
fn a_comparison_of_something_with_itself_opens_and_closes_nothing() {
    for seed in 0..300 {
        let dispute = random_dispute(seed);
        let questions = [
            CompareQuestion::new(Contrast::WhatIf(WhatIf::default())),
            CompareQuestion::new(Contrast::Dossier { other: None }),
            CompareQuestion::new(Contrast::Clock { earlier: "2025-08-11".to_string() }),
        ];
        for question in questions {
            let found = ask(&dispute, Some(&dispute), &question).unwrap();
            assert!(found.differences.is_empty() && found.left_out.is_empty(), "seed {seed}");
            for pair in &found.pairs {
                let change = pair.change.as_ref().unwrap();
                assert_eq!(change.kept.tally, pair.joint_from, "seed {seed}");
                assert_eq!(change.kept.whole, change.kept.tally.deals, "seed {seed}");
                assert!(change.opened.tally.packages.is_zero(), "seed {seed}");
                assert!(change.closed.tally.packages.is_zero(), "seed {seed}");
            }
        }
    }
}

#[test]
fn the_flagship_from_declared_to_bridging() {
    let (from, to) = ("declared".to_string(), "bridging".to_string());
    let question = CompareQuestion::new(Contrast::Readings { from, to });
    let found = ask(&flagship(), None, &question).unwrap();
    let [pair] = found.pairs.as_slice() else { panic!("one pair") };
    let change = pair.change.as_ref().unwrap();
    let tally = |packages, deals| Tally { packages: Count(packages), deals: Count(deals) };
    assert_eq!(change.opened.tally, tally(31_104, 12));
    assert_eq!(change.opened.whole, Count(12));
    assert_eq!((change.closed.tally, change.kept.tally), (tally(0, 0), tally(0, 0)));
    assert_eq!(change.opened.deals.len(), 12);
    assert_eq!(pair.packages_from.packages, Count(5_034_240));
}

#[test]
fn the_flagship_without_its_parliaments() {
    // As the narrowing of the space says: 48,384 without Majlis, 46,656 without Congress.
    for (audience, packages) in
        [("majlis", 48_384), ("congress", 46_656), ("e3-governments", 31_104)]
    {
        let without = vec![audience.to_string()];
        let supposed = WhatIf { without, ..WhatIf::default() };
        let question = CompareQuestion {
            readings: vec!["bridging".to_string()],
            ..CompareQuestion::new(Contrast::WhatIf(supposed))
        };
        let found = ask(&flagship(), None, &question).unwrap();
        let pair = &found.pairs[0];
        assert_eq!(pair.joint_to.packages, Count(packages), "{audience}");
        let change = pair.change.as_ref().unwrap();
        assert_eq!(change.opened.tally.packages, Count(packages - 31_104), "{audience}");
        assert!(change.closed.tally.packages.is_zero());
    }
}

#[test]
fn what_cannot_be_compared_says_why() {
    let dispute = flagship();
    let refused = |between: Contrast| {
        ask(&dispute, None, &CompareQuestion::new(between)).unwrap_err().to_string()
    };
    let readings = |from: &str, to: &str| Contrast::Readings { from: from.into(), to: to.into() };
    assert!(refused(readings("declared", "Declared")).contains("compared with itself"));
    assert!(refused(readings("declared", "middle")).contains("no reading `middle`"));
    let clock = |earlier: &str| Contrast::Clock { earlier: earlier.to_string() };
    assert!(refused(clock("2026")).contains("ends at its clock, 2025-08-11"));
    assert!(refused(clock("soon")).contains("`soon` is no date"));
    let supposed = |drop: &[&str], without: &[&str]| {
        let own = |names: &[&str]| names.iter().map(|name| (*name).to_string()).collect();
        Contrast::WhatIf(WhatIf { set: vec![], drop: own(drop), without: own(without) })
    };
    assert!(refused(supposed(&["H99"], &[])).contains("it has `H1`, `H2`"));
    assert!(refused(supposed(&[], &["reform-front"])).contains("`reform-front` is not asked"));
    assert!(refused(supposed(&[], &["duma"])).contains("no audience `duma`"));
    assert_eq!(refused(Contrast::Dossier { other: None }), Unanswerable::NoOther.to_string());
}

#[test]
fn a_rule_without_an_id_goes_by_its_number() {
    let mut dispute = flagship();
    dispute.impossible.iter_mut().for_each(|rule| rule.id = None);
    dispute.implausible.iter_mut().for_each(|rule| rule.id = None);
    let ask = |name: &str| {
        let supposed = WhatIf { drop: vec![name.to_string()], ..WhatIf::default() };
        ask(&dispute, None, &CompareQuestion::new(Contrast::WhatIf(supposed)))
    };
    assert!(ask("12").is_ok() && ask("impossible.3").is_ok() && ask("implausible.3").is_ok());
    let which = ask("3").unwrap_err().to_string();
    assert_eq!(which, "which rule `3`? say `impossible.3` or `implausible.3`");
}
