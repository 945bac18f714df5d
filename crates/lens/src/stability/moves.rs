//! Closed moves on addresses: where a party can take a state by changing its own digit.
//!
//! Within a party's fibre its moves are a transitive relation (`model::moves`), so digits fall into
//! *classes* that can reach each other, and a class *leads* to others. Free options make one class; a
//! ratchet makes two; a one-way option one per level. Guards speak of other parties' options only,
//! so they are settled for a whole fibre: each fibre has one of a few *relations*.
//!
//! Refuses, before building them, relations with more than 2^24 pairs of classes altogether, and
//! parties whose passes would take more than 2^28 such pairs over all fibres.

use std::collections::BTreeMap;

use detente_model::{Dispute, Guard, Id, Level, MoveRule, OptionId, PartyId};
use detente_states::{Address, Addresses, Digit};

use super::refusal::Refusal;

/// Most pairs of classes of all relations of a party.
const MOST_PAIRS: usize = 1 << 24;

/// Most pairs of classes that one pass over a party's fibres may go through.
const MOST_WORK: usize = 1 << 28;

/// How one party can change its digit.
pub(crate) struct Moves {
    /// The number of its digits.
    pub(crate) count: usize,
    /// How far neighbours in a fibre lie apart.
    pub(crate) stride: usize,
    relations: Vec<Relation>,
    /// Per fibre its relation; empty if there is only one.
    of_fibre: Vec<u16>,
}

/// The moves within a fibre.
#[derive(PartialEq, Eq)]
pub(crate) struct Relation {
    /// Per digit its class.
    pub(crate) class: Vec<u32>,
    /// Per class those it leads to, itself among them.
    pub(crate) leads: Vec<Vec<u32>>,
}

impl Moves {
    /// The moves of a party.
    pub(crate) fn new(
        dispute: &Dispute,
        addresses: &Addresses,
        party: PartyId,
    ) -> Result<Moves, Refusal> {
        let (count, stride) = (addresses.digits(party), addresses.stride(party));
        let mut moves = Moves { count, stride, relations: Vec::new(), of_fibre: Vec::new() };
        let guards = guards(dispute, addresses.options(party));
        let mut levels = addresses.levels(Address::new(0));
        let fibres = moves.fibres(addresses.len());
        let (mut left, mut work) = (MOST_PAIRS, 0_usize);
        if guards.is_empty() {
            let relation = Relation::new(dispute, addresses, party, &levels, &mut left)?;
            work = (MOST_PAIRS - left).saturating_mul(fibres);
            moves.relations.push(relation);
        }
        let mut known = BTreeMap::new();
        for fibre in if guards.is_empty() { 0..0 } else { 0..fibres } {
            addresses.write_levels(Address::new(moves.first(fibre)), &mut levels);
            let open: Vec<bool> = guards.iter().map(|guard| guard.is_open(&levels)).collect();
            let number = match known.get(&open) {
                Some(&number) => number,
                None => {
                    let relation = Relation::new(dispute, addresses, party, &levels, &mut left)?;
                    let number = moves.add(relation)?;
                    known.insert(open, number);
                    number
                }
            };
            work = work.saturating_add(moves.relations[usize::from(number)].pairs());
            moves.of_fibre.push(number);
        }
        if work > MOST_WORK.max(addresses.len()) {
            return Err(Refusal::moves());
        }
        Ok(moves)
    }

    fn add(&mut self, relation: Relation) -> Result<u16, Refusal> {
        let at = self.relations.iter().position(|known| *known == relation);
        let at = at.unwrap_or_else(|| {
            self.relations.push(relation);
            self.relations.len() - 1
        });
        u16::try_from(at).map_err(|_| Refusal::moves())
    }

    /// The number of fibres.
    pub(crate) fn fibres(&self, addresses: usize) -> usize {
        addresses / self.count
    }

    /// The first address of a fibre.
    pub(crate) fn first(&self, fibre: usize) -> usize {
        fibre / self.stride * self.stride * self.count + fibre % self.stride
    }

    /// The fibre of an address.
    pub(crate) fn fibre(&self, address: usize) -> usize {
        address / (self.stride * self.count) * self.stride + address % self.stride
    }

    /// The digit in an address.
    pub(crate) fn digit(&self, address: usize) -> usize {
        address / self.stride % self.count
    }

    /// The relation of a fibre.
    pub(crate) fn relation(&self, fibre: usize) -> &Relation {
        &self.relations[self.relation_number(fibre)]
    }

    /// The number of a fibre's relation.
    pub(crate) fn relation_number(&self, fibre: usize) -> usize {
        self.of_fibre.get(fibre).map_or(0, |&number| usize::from(number))
    }

    /// All relations.
    pub(crate) fn relations(&self) -> &[Relation] {
        &self.relations
    }

    /// The most classes a relation has.
    pub(crate) fn classes(&self) -> usize {
        self.relations.iter().map(|relation| relation.leads.len()).max().unwrap_or(0)
    }

    /// The addresses the party can move to, feasible or not, smallest digit first.
    pub(crate) fn targets(&self, address: usize) -> impl Iterator<Item = usize> + '_ {
        let (own, fibre) = (self.digit(address), self.fibre(address));
        let relation = self.relation(fibre);
        let leads = &relation.leads[relation.class[own] as usize];
        let first = self.first(fibre);
        (0..self.count)
            .filter(move |&d| d != own && leads.binary_search(&relation.class[d]).is_ok())
            .map(move |digit| first + digit * self.stride)
    }

    /// The addresses from which the party can move here, feasible or not, smallest digit first.
    pub(crate) fn origins(&self, address: usize) -> impl Iterator<Item = usize> + '_ {
        let (own, fibre) = (self.digit(address), self.fibre(address));
        let relation = self.relation(fibre);
        let class = relation.class[own];
        let first = self.first(fibre);
        (0..self.count)
            .filter(move |&d| {
                let leads = &relation.leads[relation.class[d] as usize];
                d != own && leads.binary_search(&class).is_ok()
            })
            .map(move |digit| first + digit * self.stride)
    }
}

/// The guards of these options that depend on the state.
fn guards<'a>(dispute: &'a Dispute, options: &[OptionId]) -> Vec<&'a Guard> {
    let rules = options.iter().map(|&option| &dispute.options[option].moves);
    let both = rules.flat_map(|MoveRule { up, down, .. }| [up, down]);
    both.filter(|guard| matches!(guard, Guard::When(_))).collect()
}

/// What one option can do, whatever the others of its party do.
struct Single {
    /// Per level its class.
    class: Vec<u32>,
    /// Per class those it leads to.
    leads: Vec<Vec<u32>>,
}

impl Single {
    fn new(dispute: &Dispute, option: OptionId, levels: &[Level]) -> Single {
        let rule = &dispute.options[option].moves;
        let count = dispute.level_count(option) as Level;
        let goes = |from, to| rule.allows(from, to, levels, dispute.as_of);
        let mut class: Vec<u32> = Vec::new();
        let mut first: Vec<Level> = Vec::new();
        for level in 0..count {
            let alike = first.iter().position(|&f| goes(f, level) && goes(level, f));
            let alike = alike.unwrap_or_else(|| {
                first.push(level);
                first.len() - 1
            });
            class.push(alike as u32);
        }
        let leads_from = |&from: &Level| {
            let reached = first.iter().enumerate().filter(|(_, to)| goes(from, **to));
            reached.map(|(class, _)| class as u32).collect()
        };
        let leads = first.iter().map(leads_from).collect();
        Single { class, leads }
    }
}

impl Relation {
    /// The relation of a fibre that `levels` lies in; `left` is how many pairs of classes may still be
    /// built.
    fn new(
        dispute: &Dispute,
        addresses: &Addresses,
        party: PartyId,
        levels: &[Level],
        left: &mut usize,
    ) -> Result<Relation, Refusal> {
        let options = addresses.options(party);
        let singles: Vec<Single> =
            options.iter().map(|&option| Single::new(dispute, option, levels)).collect();
        let key = |digit| -> Vec<u32> {
            let combination = addresses.combination(party, Digit::new(digit));
            let parts = singles.iter().zip(combination);
            parts.map(|(single, &level)| single.class[usize::from(level)]).collect()
        };
        let keys: Vec<Vec<u32>> = (0..addresses.digits(party)).map(key).collect();
        let numbers: BTreeMap<&Vec<u32>, u32> = {
            let mut distinct: Vec<&Vec<u32>> = keys.iter().collect();
            distinct.sort_unstable();
            distinct.dedup();
            distinct.into_iter().zip(0..).collect()
        };
        let width = |key: &&Vec<u32>| -> usize {
            let parts = singles.iter().zip(key.iter());
            parts.fold(1, |n, (s, &class)| n.saturating_mul(s.leads[class as usize].len()))
        };
        let pairs = numbers.keys().map(width).fold(0, usize::saturating_add);
        *left = left.checked_sub(pairs).ok_or_else(Refusal::moves)?;
        let leads = numbers.keys().map(|key| leads(&singles, key, &numbers)).collect();
        let class = keys.iter().map(|key| numbers[key]).collect();
        Ok(Relation { class, leads })
    }

    /// The number of pairs of classes of which one leads to the other.
    fn pairs(&self) -> usize {
        self.leads.iter().map(Vec::len).sum()
    }

    /// Whether every digit leads to every other.
    pub(crate) fn is_free(&self) -> bool {
        self.leads.len() == 1
    }
}

/// The classes that the class with this key leads to, smallest first.
fn leads(singles: &[Single], key: &[u32], numbers: &BTreeMap<&Vec<u32>, u32>) -> Vec<u32> {
    let mut reached = vec![Vec::new()];
    for (single, &class) in singles.iter().zip(key) {
        let onward = &single.leads[class as usize];
        let longer = |prefix: &Vec<u32>| {
            let prefix = prefix.clone();
            onward.iter().map(move |&next| [prefix.as_slice(), &[next]].concat())
        };
        reached = reached.iter().flat_map(longer).collect();
    }
    let mut leads: Vec<u32> = reached.iter().filter_map(|key| numbers.get(key)).copied().collect();
    leads.sort_unstable();
    leads
}
