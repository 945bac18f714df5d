//! Conditions made ready for enumeration: options by their place in its order, simplified as levels
//! become known, evaluated for a whole block at once.

use std::collections::BTreeMap;
use std::rc::Rc;

use detente_model::{Condition, Id, Level, Points, Rational};

use crate::bits::Bits;

/// A set of levels.
type Levels = [u64; 4];

/// What a condition says of the places not yet given a level.
#[derive(Debug)]
pub(crate) struct Expression {
    is: Is,
    /// The first place it mentions.
    first: usize,
}

#[derive(Debug)]
enum Is {
    Yes,
    No,
    In(usize, Levels),
    Not(Rc<Expression>),
    All(Vec<Rc<Expression>>),
    Any(Vec<Rc<Expression>>),
    Quota(Rational, Vec<(Rational, Rc<Expression>)>),
    /// What is needed in whole units; what places and parts add.
    Points(i128, Vec<(usize, Rc<[i128]>)>, Vec<(i128, Rc<Expression>)>),
}

/// Where an option stands in the enumeration, or the level it is held at.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Place {
    /// It varies, at this place of the order.
    Varies(usize),
    /// It is held at this level.
    Held(Level),
}

fn new(is: Is) -> Rc<Expression> {
    let least = |parts: &[Rc<Expression>]| parts.iter().map(|p| p.first).min();
    let first = match &is {
        Is::Yes | Is::No => None,
        Is::In(place, _) => Some(*place),
        Is::Not(inner) => Some(inner.first),
        Is::All(parts) | Is::Any(parts) => least(parts),
        Is::Quota(_, of) => of.iter().map(|(_, p)| p.first).min(),
        Is::Points(_, places, parts) => {
            let parts = parts.iter().map(|(_, p)| p.first);
            places.iter().map(|(place, _)| *place).chain(parts).min()
        }
    };
    Rc::new(Expression { is, first: first.unwrap_or(usize::MAX) })
}

fn truth(holds: bool) -> Rc<Expression> {
    new(if holds { Is::Yes } else { Is::No })
}

fn not(inner: Rc<Expression>) -> Rc<Expression> {
    match inner.settled() {
        Some(holds) => truth(!holds),
        None => new(Is::Not(inner)),
    }
}

/// All of the parts, or any of them: `decides` is the truth value one part of which is enough.
fn joined(parts: impl Iterator<Item = Rc<Expression>>, decides: bool) -> Rc<Expression> {
    let mut open = Vec::new();
    for part in parts {
        match part.settled() {
            Some(holds) if holds == decides => return truth(decides),
            Some(_) => {}
            None => open.push(part),
        }
    }
    match open.len() {
        0 => truth(!decides),
        1 => open.remove(0),
        _ => new(if decides { Is::Any(open) } else { Is::All(open) }),
    }
}

fn quota(needs: Rational, of: impl Iterator<Item = (Rational, Rc<Expression>)>) -> Rc<Expression> {
    let zero = Rational::from(0);
    let (mut needs, mut left, mut open) = (needs, zero, Vec::new());
    for (weight, part) in of {
        match part.settled() {
            Some(true) => needs -= weight,
            Some(false) => {}
            None => {
                left += weight;
                open.push((weight, part));
            }
        }
    }
    if needs <= zero {
        truth(true)
    } else if left < needs {
        truth(false)
    } else {
        new(Is::Quota(needs, open))
    }
}

/// Whether sums reach what is needed: settled if the least or the most they can come to says so.
fn points(
    mut needs: i128,
    places: Vec<(usize, Rc<[i128]>)>,
    parts: impl Iterator<Item = (i128, Rc<Expression>)>,
) -> Rc<Expression> {
    let (mut least, mut most, mut open) = (0, 0, Vec::new());
    for (_, numbers) in &places {
        least += numbers.iter().min().copied().unwrap_or(0);
        most += numbers.iter().max().copied().unwrap_or(0);
    }
    for (adds, part) in parts {
        match part.settled() {
            Some(true) => needs -= adds,
            Some(false) => {}
            None => {
                least += adds.min(0);
                most += adds.max(0);
                open.push((adds, part));
            }
        }
    }
    if least >= needs {
        truth(true)
    } else if most < needs {
        truth(false)
    } else {
        new(Is::Points(needs, places, open))
    }
}

/// A sum of points in whole units, compared with what is needed.
fn sum(needs: Rational, of: &Points, at: &[Place]) -> Rc<Expression> {
    let unit = Rational::from(of.denominator());
    let whole = |number: &Rational| (number * unit).to_integer();
    let mut needs = ((needs - of.constant) * unit).ceil().to_integer();
    let mut places = Vec::new();
    for (option, numbers) in &of.levels {
        match at[option.index()] {
            Place::Held(level) => needs -= whole(&numbers[usize::from(level)]),
            Place::Varies(place) => places.push((place, numbers.iter().map(whole).collect())),
        }
    }
    let parts = of.when.iter().map(|(when, adds)| (whole(adds), Expression::of(when, at)));
    points(needs, places, parts)
}

impl Expression {
    /// The condition, with the options at these places.
    pub(crate) fn of(condition: &Condition, places: &[Place]) -> Rc<Expression> {
        let each = |part: &Condition| Expression::of(part, places);
        match condition {
            Condition::Always => truth(true),
            Condition::Never => truth(false),
            Condition::Compare(option, how, level) => {
                atom(places[option.index()], |l| how.holds(l, *level))
            }
            Condition::In(option, list) => atom(places[option.index()], |l| list.contains(&l)),
            Condition::Not(inner) => not(each(inner)),
            Condition::All(parts) => joined(parts.iter().map(each), false),
            Condition::Any(parts) => joined(parts.iter().map(each), true),
            Condition::Implies(when, then) => {
                joined([not(each(when)), each(then)].into_iter(), true)
            }
            Condition::Quota { needs, of } => quota(*needs, of.iter().map(|(w, c)| (*w, each(c)))),
            Condition::Points { needs, points, .. } => sum(*needs, points, places),
        }
    }

    /// Whether it is true or false whatever the places left.
    pub(crate) fn settled(&self) -> Option<bool> {
        match self.is {
            Is::Yes => Some(true),
            Is::No => Some(false),
            _ => None,
        }
    }

    /// What is left of it when the first place that may still occur in it is given a level.
    pub(crate) fn given(self: &Rc<Self>, place: usize, level: Level) -> Rc<Expression> {
        if self.first != place {
            return Rc::clone(self);
        }
        let each = |part: &Rc<Expression>| part.given(place, level);
        match &self.is {
            Is::Yes | Is::No => Rc::clone(self),
            Is::In(_, levels) => truth(contains(levels, level)),
            Is::Not(inner) => not(each(inner)),
            Is::All(parts) => joined(parts.iter().map(each), false),
            Is::Any(parts) => joined(parts.iter().map(each), true),
            Is::Quota(needs, of) => quota(*needs, of.iter().map(|(w, p)| (*w, each(p)))),
            Is::Points(needs, places, parts) => {
                let (here, rest): (Vec<_>, Vec<_>) =
                    places.iter().cloned().partition(|(at, _)| *at == place);
                let added = here.iter().filter_map(|(_, n)| n.get(usize::from(level)));
                let needs = needs - added.sum::<i128>();
                points(needs, rest, parts.iter().map(|(adds, p)| (*adds, each(p))))
            }
        }
    }

    /// The positions of a block in which it holds; `at(place, level)` are those where the place is
    /// at the level. Positions beyond the block may be in it too.
    pub(crate) fn positions<'a>(
        &self,
        length: usize,
        at: &dyn Fn(usize, Level) -> Option<&'a Bits>,
    ) -> Bits {
        let part = |p: &Rc<Expression>| p.positions(length, at);
        match &self.is {
            Is::Yes => {
                let mut all = Bits::none(length);
                all.flip();
                all
            }
            Is::No => Bits::none(length),
            Is::In(place, levels) => {
                let mut found = Bits::none(length);
                // Levels the option does not have are in no position.
                let of_level = |level| at(*place, level).map(|there| (level, there));
                for (level, there) in (0..=Level::MAX).map_while(of_level) {
                    if contains(levels, level) {
                        found.or(there);
                    }
                }
                found
            }
            Is::Not(inner) => {
                let mut found = part(inner);
                found.flip();
                found
            }
            Is::All(parts) => {
                let mut found = part(&parts[0]);
                parts[1..].iter().for_each(|p| found.and(&part(p)));
                found
            }
            Is::Any(parts) => {
                let mut found = part(&parts[0]);
                parts[1..].iter().for_each(|p| found.or(&part(p)));
                found
            }
            Is::Quota(needs, of) => {
                // The positions by the weight that holds in them.
                let mut all = Bits::none(length);
                all.flip();
                let mut sums = BTreeMap::from([(Rational::from(0), all)]);
                for (weight, p) in of {
                    let holds = part(p);
                    let mut next: BTreeMap<Rational, Bits> = BTreeMap::new();
                    for (sum, positions) in sums {
                        let with = positions.meet(&holds);
                        let mut without = positions;
                        without.and_not(&holds);
                        for (sum, positions) in [(sum, without), (sum + weight, with)] {
                            next.entry(sum)
                                .and_modify(|there| there.or(&positions))
                                .or_insert(positions);
                        }
                    }
                    sums = next;
                }
                let mut found = Bits::none(length);
                sums.range(*needs..).for_each(|(_, positions)| found.or(positions));
                found
            }
            Is::Points(needs, places, parts) => {
                let mut sums = vec![0_i128; length];
                let mut add = |positions: &Bits, points: i128| {
                    positions
                        .positions()
                        .take_while(|p| *p < length)
                        .for_each(|p| sums[p] += points);
                };
                for (place, numbers) in places {
                    for (level, points) in (0..).zip(numbers.iter()).filter(|(_, p)| **p != 0) {
                        if let Some(there) = at(*place, level) {
                            add(there, *points);
                        }
                    }
                }
                parts.iter().for_each(|(points, p)| add(&part(p), *points));
                Bits::from_fn(length, |position| sums[position] >= *needs)
            }
        }
    }
}

fn atom(place: Place, holds: impl Fn(Level) -> bool) -> Rc<Expression> {
    match place {
        Place::Held(level) => truth(holds(level)),
        Place::Varies(place) => {
            let mut levels: Levels = [0; 4];
            for level in (0..=Level::MAX).filter(|level| holds(*level)) {
                levels[usize::from(level) / 64] |= 1 << (level % 64);
            }
            new(Is::In(place, levels))
        }
    }
}

fn contains(levels: &Levels, level: Level) -> bool {
    levels[usize::from(level) / 64] >> (level % 64) & 1 == 1
}
