//! From conditions to sets: each form of the condition language as operations on diagrams.
//!
//! A *quota* (weights that must add up to a threshold) is not spelled out into all its coalitions:
//! its parts are decided one after the other, and what matters of the parts so far is only the
//! weight still needed. The layers of weights that can still be needed are found first, then the
//! sets are built from the last layer up (a pseudo-Boolean constraint as a layered diagram: Eén and
//! Sörensson 2006). Cost: the number of distinct sums of weights, at most the limit on nodes.

use std::collections::BTreeMap;

use detente_model::{Condition, Id, Level, OptionId, Rational};

use crate::apply::Operation;
use crate::diagram::{Diagram, Ref};
use crate::limits::TooLarge;
use crate::points::at_least;

/// Where an option is found in the diagram.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Place {
    /// It varies: a position of the variable order.
    Varies(usize),
    /// The scope fixes it at this level.
    Fixed(Level),
}

/// The set of assignments of which the condition is true.
pub(crate) fn compile(
    diagram: &mut Diagram,
    places: &[Place],
    condition: &Condition,
) -> Result<Ref, TooLarge> {
    match condition {
        Condition::Always => Ok(Ref::PRESENT),
        Condition::Never => Ok(Ref::ABSENT),
        Condition::Compare(option, how, level) => {
            literal(diagram, places, *option, &|at| how.holds(at, *level))
        }
        Condition::In(option, levels) => {
            literal(diagram, places, *option, &|at| levels.contains(&at))
        }
        Condition::Not(inner) => {
            let inner = compile(diagram, places, inner)?;
            diagram.apply(Operation::Drop, Ref::PRESENT, inner)
        }
        Condition::All(parts) => {
            let mut all = Ref::PRESENT;
            for part in parts {
                let part = compile(diagram, places, part)?;
                all = diagram.apply(Operation::Keep, all, part)?;
            }
            Ok(all)
        }
        Condition::Any(parts) => {
            let mut any = Ref::ABSENT;
            for part in parts {
                let part = compile(diagram, places, part)?;
                any = diagram.apply(Operation::Or, any, part)?;
            }
            Ok(any)
        }
        Condition::Implies(when, then) => {
            let (when, then) = (compile(diagram, places, when)?, compile(diagram, places, then)?);
            let broken = diagram.apply(Operation::Drop, when, then)?;
            diagram.apply(Operation::Drop, Ref::PRESENT, broken)
        }
        Condition::Quota { needs, of } => {
            let compiled = |(weight, part): &(Rational, Condition)| {
                compile(diagram, places, part).map(|set| (*weight, set))
            };
            let parts: Vec<(Rational, Ref)> = of.iter().map(compiled).collect::<Result<_, _>>()?;
            quota(diagram, *needs, parts)
        }
        Condition::Points { needs, points, .. } => at_least(diagram, places, points, *needs),
    }
}

/// The assignments in which one option's level passes a test.
pub(crate) fn literal(
    diagram: &mut Diagram,
    places: &[Place],
    option: OptionId,
    test: &dyn Fn(Level) -> bool,
) -> Result<Ref, TooLarge> {
    let truth = |held| if held { Ref::PRESENT } else { Ref::ABSENT };
    match places[option.index()] {
        Place::Fixed(level) => Ok(truth(test(level))),
        Place::Varies(position) => {
            let begin = diagram.begin();
            for level in 0..diagram.size(position) {
                diagram.arrow(truth(test(level as Level)));
            }
            diagram.make(position, begin)
        }
    }
}

/// The assignments in which the weights of the sets they belong to add up to at least `needs`.
fn quota(
    diagram: &mut Diagram,
    needs: Rational,
    mut parts: Vec<(Rational, Ref)>,
) -> Result<Ref, TooLarge> {
    // Heavy parts settle most, so fewer sums stay open; the sort is stable.
    parts.sort_by_key(|part| std::cmp::Reverse(part.0));
    // What the parts from the i-th on can still bring.
    let mut rest = vec![Rational::from(0); parts.len() + 1];
    for (i, (weight, _)) in parts.iter().enumerate().rev() {
        rest[i] = rest[i + 1] + weight;
    }
    let settled = |needed: Rational, i: usize| {
        if needed <= Rational::from(0) {
            Some(Ref::PRESENT)
        } else if needed > rest[i] {
            Some(Ref::ABSENT)
        } else {
            None
        }
    };

    // Layer i: the weights that may still be needed before part i decides.
    let mut layers: Vec<BTreeMap<Rational, Ref>> = vec![BTreeMap::new(); parts.len() + 1];
    let mut entries = 0;
    if settled(needs, 0).is_none() {
        layers[0].insert(needs, Ref::ABSENT);
    }
    for (i, (weight, _)) in parts.iter().enumerate() {
        let open: Vec<Rational> = layers[i].keys().copied().collect();
        for needed in open.iter().flat_map(|&needed| [needed - weight, needed]) {
            if settled(needed, i + 1).is_none() {
                layers[i + 1].insert(needed, Ref::ABSENT);
            }
        }
        entries += layers[i + 1].len();
        if entries > diagram.limit() {
            return Err(TooLarge::Nodes { limit: diagram.limit() });
        }
    }

    // From the last layer up: with part i if it holds, without it if not.
    for (i, &(weight, part)) in parts.iter().enumerate().rev() {
        let (above, below) = layers.split_at_mut(i + 1);
        let set_of = |needed: Rational| settled(needed, i + 1).unwrap_or_else(|| below[0][&needed]);
        for (&needed, set) in &mut above[i] {
            let with = diagram.apply(Operation::Keep, set_of(needed - weight), part)?;
            let without = diagram.apply(Operation::Drop, set_of(needed), part)?;
            *set = diagram.apply(Operation::Or, with, without)?;
        }
    }
    Ok(settled(needs, 0).unwrap_or_else(|| layers[0][&needs]))
}
