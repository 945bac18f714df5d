//! One pass over a party's fibres: every state takes the least value its moves (or improvements) can
//! bring it to, its own included.
//!
//! `v'(s) = min { v(t) : t = s or t in R(s) }`, over `R` or `R+`. Fibres are taken some side by side
//! (*lanes*), so that a pass reads memory in runs and its inner loops are the same for all lanes.
//!
//! * Moves: the least value per class, then the least over the classes a class leads to: O(K + pairs
//!   of classes) a fibre.
//! * Improvements in short fibres: pair by pair, O(K^2) but side by side; in long ones along the order
//!   of ranks, O(K) and the classes of each.
//!
//! [`NEVER`] marks what is not feasible: it is never taken and never changes.

use super::moves::{Moves, Relation};
use super::order::Orders;
use super::ranks::{Rank, Ranks};

/// The value of what is not feasible, and of what nobody can bring about.
pub(crate) const NEVER: Rank = Rank::MAX;

/// Fibres taken side by side.
const LANES: usize = 16;

type Lanes = [Rank; LANES];

/// What a pass goes by.
#[derive(Clone, Copy)]
pub(crate) enum Along<'a> {
    /// All moves.
    Moves,
    /// Improvements, by the mover's ranks.
    Improvements(&'a [Rank], Option<&'a Orders>),
}

impl<'a> Along<'a> {
    /// Improvements of a party; nothing if it is indifferent and has none.
    pub(crate) fn improvements(ranks: &'a Ranks, orders: Option<&'a Orders>) -> Option<Along<'a>> {
        ranks.all().map(|all| Along::Improvements(all, orders))
    }
}

/// Where some lanes lie.
struct Tile {
    /// The first fibre.
    fibre: usize,
    /// How many fibres.
    width: usize,
    /// The address of each lane's first digit.
    first: [usize; LANES],
    /// Whether neighbours lie side by side.
    contiguous: bool,
}

/// Working room of a thread.
#[derive(Default)]
pub(crate) struct Room {
    values: Vec<Lanes>,
    ranks: Vec<Lanes>,
    best: Vec<Lanes>,
    led: Vec<Lanes>,
    least: Vec<Rank>,
}

/// Makes one pass over all fibres in which something may have changed since the party's last pass,
/// and remembers in `recent` what does.
pub(crate) fn pass(
    moves: &Moves,
    along: Along<'_>,
    values: &mut [Rank],
    room: &mut Room,
    recent: &mut Recent,
) {
    let fibres = moves.fibres(values.len());
    let mut fibre = 0;
    while fibre < fibres {
        let tile = Tile::at(moves, fibre, fibres);
        fibre += tile.width;
        if recent.is_due(moves, &tile) {
            room.load(moves, &tile, values, along);
            room.settle(moves, &tile, along);
            room.store(moves, &tile, values, recent);
        }
    }
}

impl Tile {
    fn at(moves: &Moves, fibre: usize, fibres: usize) -> Tile {
        let left = moves.stride - fibre % moves.stride;
        let contiguous = moves.stride >= LANES;
        let width = if contiguous { LANES.min(left) } else { LANES.min(fibres - fibre) };
        let mut first = [0; LANES];
        for (lane, address) in first.iter_mut().enumerate().take(width) {
            *address = moves.first(fibre + lane);
        }
        Tile { fibre, width, first, contiguous }
    }
}

impl Room {
    fn load(&mut self, moves: &Moves, tile: &Tile, values: &[Rank], along: Along<'_>) {
        read(&mut self.values, moves, tile, values, NEVER);
        if let Along::Improvements(ranks, _) = along {
            read(&mut self.ranks, moves, tile, ranks, 0);
        }
    }

    /// Brings the tile's values down.
    fn settle(&mut self, moves: &Moves, tile: &Tile, along: Along<'_>) {
        let number = moves.relation_number(tile.fibre);
        let alike = (1..tile.width).all(|lane| moves.relation_number(tile.fibre + lane) == number);
        match along {
            Along::Improvements(_, Some(orders)) => self.by_order(moves, tile, orders),
            Along::Moves if alike => self.by_class(&moves.relations()[number]),
            Along::Improvements(..) if alike => self.by_pair(&moves.relations()[number]),
            _ => self.mixed(moves, tile, along),
        }
    }

    /// Lanes whose guards differ: once per relation, keeping the lanes it is for.
    fn mixed(&mut self, moves: &Moves, tile: &Tile, along: Along<'_>) {
        let of = |lane| moves.relation_number(tile.fibre + lane);
        let mut numbers: Vec<usize> = (0..tile.width).map(of).collect();
        numbers.sort_unstable();
        numbers.dedup();
        let before = self.values.clone();
        let mut after = before.clone();
        for number in numbers {
            self.values.clone_from(&before);
            match along {
                Along::Moves => self.by_class(&moves.relations()[number]),
                Along::Improvements(..) => self.by_pair(&moves.relations()[number]),
            }
            for (after, values) in after.iter_mut().zip(&self.values) {
                for lane in (0..tile.width).filter(|&lane| of(lane) == number) {
                    after[lane] = values[lane];
                }
            }
        }
        self.values = after;
    }

    fn by_class(&mut self, relation: &Relation) {
        self.best.clear();
        self.best.resize(relation.leads.len(), [NEVER; LANES]);
        for (values, &class) in self.values.iter().zip(&relation.class) {
            lower(&mut self.best[class as usize], values);
        }
        if !relation.is_free() {
            self.led.clear();
            for leads in &relation.leads {
                let mut least = [NEVER; LANES];
                for &class in leads {
                    lower(&mut least, &self.best[class as usize]);
                }
                self.led.push(least);
            }
            std::mem::swap(&mut self.best, &mut self.led);
        }
        for (values, &class) in self.values.iter_mut().zip(&relation.class) {
            let best = &self.best[class as usize];
            for (value, best) in values.iter_mut().zip(best) {
                *value = if *value == NEVER { NEVER } else { *best };
            }
        }
    }

    fn by_pair(&mut self, relation: &Relation) {
        let free = relation.is_free();
        for own in 0..self.values.len() {
            let leads = &relation.leads[relation.class[own] as usize];
            let ranks = self.ranks[own];
            let mut least = self.values[own];
            for other in 0..self.values.len() {
                if free || leads.binary_search(&relation.class[other]).is_ok() {
                    lower_if_better(&mut least, &self.values[other], &self.ranks[other], &ranks);
                }
            }
            for (value, least) in self.values[own].iter_mut().zip(least) {
                *value = if *value == NEVER { NEVER } else { least };
            }
        }
    }

    fn by_order(&mut self, moves: &Moves, tile: &Tile, orders: &Orders) {
        for lane in 0..tile.width {
            let fibre = tile.fibre + lane;
            let (relation, own) = (moves.relation(fibre), fibre * moves.count..);
            match orders {
                Orders::Long(digits) => self.along(relation, lane, &digits[own][..moves.count]),
                Orders::VeryLong(digits) => self.along(relation, lane, &digits[own][..moves.count]),
            }
        }
    }

    /// One lane, its digits taken best rank first, those of one rank together.
    fn along<D: Copy + TryInto<usize>>(&mut self, relation: &Relation, lane: usize, order: &[D]) {
        let digit = |digit: D| digit.try_into().unwrap_or_default();
        self.least.clear();
        self.least.resize(relation.leads.len(), NEVER);
        let (values, ranks) = (&mut self.values, &self.ranks);
        let mut rest = order;
        while let Some(&next) = rest.first() {
            let rank = ranks[digit(next)][lane];
            if rank == 0 {
                break;
            }
            let alike = rest.iter().take_while(|&&d| ranks[digit(d)][lane] == rank).count();
            let (group, others) = rest.split_at(alike);
            rest = others;
            for own in group.iter().map(|&d| digit(d)) {
                let leads = &relation.leads[relation.class[own] as usize];
                let best = leads.iter().map(|&class| self.least[class as usize]);
                values[own][lane] = best.fold(values[own][lane], Rank::min);
            }
            for own in group.iter().map(|&d| digit(d)) {
                let least = &mut self.least[relation.class[own] as usize];
                *least = (*least).min(values[own][lane]);
            }
        }
    }

    fn store(&self, moves: &Moves, tile: &Tile, values: &mut [Rank], recent: &mut Recent) {
        for (digit, new) in self.values.iter().enumerate() {
            let offset = digit * moves.stride;
            if tile.contiguous {
                let start = tile.first[0] + offset;
                let old = &mut values[start..start + tile.width];
                if *old != new[..tile.width] {
                    old.copy_from_slice(&new[..tile.width]);
                    recent.touch(start, tile.width);
                }
            } else {
                for (&first, &new) in tile.first.iter().zip(new).take(tile.width) {
                    let value = &mut values[first + offset];
                    if *value != new {
                        *value = new;
                        recent.touch(first + offset, 1);
                    }
                }
            }
        }
    }
}

/// Reads a tile, digit after digit; lanes past its width get `absent`.
fn read(into: &mut Vec<Lanes>, moves: &Moves, tile: &Tile, from: &[Rank], absent: Rank) {
    into.clear();
    for digit in 0..moves.count {
        let offset = digit * moves.stride;
        let mut lanes = [absent; LANES];
        if tile.contiguous {
            let start = tile.first[0] + offset;
            lanes[..tile.width].copy_from_slice(&from[start..start + tile.width]);
        } else {
            for (lane, &first) in lanes.iter_mut().zip(&tile.first).take(tile.width) {
                *lane = from[first + offset];
            }
        }
        into.push(lanes);
    }
}

fn lower(least: &mut Lanes, values: &Lanes) {
    for (least, value) in least.iter_mut().zip(values) {
        *least = (*least).min(*value);
    }
}

fn lower_if_better(least: &mut Lanes, values: &Lanes, ranks: &Lanes, own: &Lanes) {
    for lane in 0..LANES {
        let value = if ranks[lane] > own[lane] { values[lane] } else { NEVER };
        least[lane] = least[lane].min(value);
    }
}

/// Where values changed lately, by blocks of addresses: a fibre none of whose blocks changed since
/// its party's last pass need not be looked at again.
pub(crate) struct Recent {
    /// Per block the number of the pass that last changed it.
    changed: Vec<u32>,
    /// The number of the pass being made.
    now: u32,
    /// The number of the last pass over the party at work.
    last: u32,
    /// Whether this pass changed anything.
    any: bool,
}

/// Addresses of a block, as a power of two.
const BLOCK: usize = 10;

impl Recent {
    /// Nothing has been looked at yet.
    pub(crate) fn new(addresses: usize) -> Recent {
        Recent { changed: vec![1; (addresses >> BLOCK) + 1], now: 1, last: 0, any: false }
    }

    /// Begins a pass over a party whose last pass had the number `last` (0 for none); returns the
    /// number of this one.
    pub(crate) fn begin(&mut self, last: u32) -> u32 {
        self.now += 1;
        self.last = last;
        self.any = false;
        self.now
    }

    /// Whether the pass changed anything.
    pub(crate) fn any(&self) -> bool {
        self.any
    }

    fn touch(&mut self, start: usize, len: usize) {
        self.any = true;
        for block in start >> BLOCK..=(start + len - 1) >> BLOCK {
            self.changed[block] = self.now;
        }
    }

    fn is_due(&self, moves: &Moves, tile: &Tile) -> bool {
        if self.last == 0 {
            return true;
        }
        let after = |block: &u32| *block > self.last;
        let (first, last) = (tile.first[0], tile.first[tile.width - 1]);
        let blocks = |from: usize, to: usize| &self.changed[from >> BLOCK..=to >> BLOCK];
        if tile.contiguous {
            (0..moves.count).any(|digit| {
                let offset = digit * moves.stride;
                blocks(first + offset, last + offset).iter().any(after)
            })
        } else {
            blocks(first, last + (moves.count - 1) * moves.stride).iter().any(after)
        }
    }
}
