//! Addresses: a number for every state, made of one digit per party.
//!
//! The combinations of a party's own options that occur in some feasible state are its *digits*, in
//! lexicographic order of its options (`spec/stability.md` 3.1); what rules on its own options forbid
//! is gone, and so is what fits with nothing the others can do. A state's *address* is
//! the sum of digit times *stride* over the parties, the last party counting fastest. A party's
//! *fibre* through an address is the addresses that differ in its digit only: where its moves lead.
//! What is left of the rules becomes one bitmap of what is feasible.
//!
//! The bitmap is written from a diagram in party order: a node at a party's border says all about
//! the block of addresses below it, so equal nodes are equal blocks, written once and copied.
//!
//! Refuses, before anything is built, more addresses (or bytes of combinations) than the limit.

use detente_model::{Dispute, Id, Level, OptionId, PartyId, Scope, Table};

use crate::bitmap::Bitmap;
use crate::blocks::{Border, write_blocks};
use crate::compile::Place;
use crate::diagram::{Diagram, Ref};
use crate::limits::{Limits, TooLarge};
use crate::space::{Set, Space};

detente_model::ids! {
    /// The number of a state.
    Address;
    /// The number of one allowed combination of a party's own options.
    Digit;
}

/// The states of a dispute within a scope, by number.
pub struct Addresses {
    parties: Table<PartyId, Digits>,
    /// The parties with something to vary, in order.
    movers: Vec<PartyId>,
    /// Where each option stands that the scope fixes, 0 for those that vary.
    base: Vec<Level>,
    len: usize,
    feasible: Bitmap,
    /// In party order.
    space: Space,
}

/// What one party can do.
struct Digits {
    /// Its options that vary.
    options: Vec<OptionId>,
    /// One level per option, combination after combination, in lexicographic order.
    table: Vec<Level>,
    count: usize,
    stride: usize,
}

impl Addresses {
    /// Numbers the states of a dispute and finds the feasible ones.
    ///
    /// # Errors
    /// When there are more addresses than the limit, or a diagram outgrows its own.
    pub fn new(dispute: &Dispute, scope: &Scope, limits: Limits) -> Result<Addresses, TooLarge> {
        dispute.raw_count(scope).ok_or(TooLarge::Raw)?;
        let varying = |party| {
            let options = dispute.options_of(party);
            options.filter(|o| scope.fixed[o.index()].is_none()).collect::<Vec<_>>()
        };
        let options: Table<PartyId, Vec<OptionId>> = dispute.parties.ids().map(varying).collect();
        let order = options.values().flatten().copied().collect();
        let mut space = Space::in_order(dispute, scope, limits, order)?;

        let (mut allowed, mut counts) = (Vec::new(), Vec::new());
        for own in options.values() {
            allowed.push(space.project(space.feasible(), own)?);
            counts.push(space.count_distinct(space.feasible(), own)?);
        }
        let limit = limits.addresses.min(Limits::MOST_ADDRESSES);
        check(&counts, &options, limit)?;

        let mut parties: Table<PartyId, Digits> = Table::new();
        for (party, own) in options.iter() {
            let mut table = Vec::new();
            if let Some(first) = own.first()
                && let Place::Varies(start) = space.places[first.index()]
            {
                let range = (start, start + own.len());
                combinations(
                    &space.diagram,
                    allowed[party.index()].0,
                    range,
                    &mut Vec::new(),
                    &mut table,
                );
            }
            let count = counts[party.index()] as usize;
            parties.push(Digits { options: own.clone(), table, count, stride: 1 });
        }
        let mut len = 1;
        for digits in parties.values_mut().rev() {
            digits.stride = len;
            len *= digits.count;
        }
        let movers = parties.ids().filter(|&p| !parties[p].options.is_empty()).collect();
        let base = scope.fixed.iter().map(|level| level.unwrap_or(0)).collect();
        let feasible = Bitmap::empty(len);
        let mut addresses = Addresses { parties, movers, base, len, feasible, space };
        addresses.feasible = addresses.written(addresses.space.feasible().0);
        Ok(addresses)
    }

    /// The number of addresses, feasible or not.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there is no address, because no state is feasible.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The feasible addresses.
    pub fn feasible(&self) -> &Bitmap {
        &self.feasible
    }

    /// Whether the state of the address is feasible.
    pub fn is_feasible(&self, address: Address) -> bool {
        self.feasible.contains(address)
    }

    /// The number of feasible states.
    pub fn count(&self) -> u64 {
        self.feasible.count()
    }

    /// The party's options that vary, in the order of the dossier.
    pub fn options(&self, party: PartyId) -> &[OptionId] {
        &self.parties[party].options
    }

    /// The number of the party's allowed combinations (1 if nothing of its own varies).
    pub fn digits(&self, party: PartyId) -> usize {
        self.parties[party].count
    }

    /// How far two addresses lie apart whose digits of this party differ by one.
    pub fn stride(&self, party: PartyId) -> usize {
        self.parties[party].stride
    }

    /// The party's digit in an address.
    pub fn digit(&self, party: PartyId, address: Address) -> Digit {
        let Digits { count, stride, .. } = self.parties[party];
        Digit::new(address.index() / stride % count)
    }

    /// The levels of [`Addresses::options`] that a digit stands for.
    pub fn combination(&self, party: PartyId, digit: Digit) -> &[Level] {
        let Digits { options, table, .. } = &self.parties[party];
        let width = options.len();
        &table[digit.index() * width..(digit.index() + 1) * width]
    }

    /// The address with the party's digit replaced.
    pub fn with_digit(&self, address: Address, party: PartyId, digit: Digit) -> Address {
        let old = self.digit(party, address).index();
        let stride = self.parties[party].stride;
        Address::new(address.index() - old * stride + digit.index() * stride)
    }

    /// The addresses that differ from this one in the party's digit only, itself among them,
    /// feasible or not, smallest digit first.
    pub fn fibre(
        &self,
        party: PartyId,
        address: Address,
    ) -> impl ExactSizeIterator<Item = Address> + use<> {
        let first = self.with_digit(address, party, Digit(0)).index();
        let Digits { count, stride, .. } = self.parties[party];
        (0..count).map(move |digit| Address::new(first + digit * stride))
    }

    /// The state of an address: one level per option of the dispute.
    pub fn levels(&self, address: Address) -> Vec<Level> {
        let mut levels = self.base.clone();
        self.write_levels(address, &mut levels);
        levels
    }

    /// Writes the state of an address into `levels`, one per option of the dispute; those that the
    /// scope fixes are left alone.
    pub fn write_levels(&self, address: Address, levels: &mut [Level]) {
        for &party in &self.movers {
            let combination = self.combination(party, self.digit(party, address));
            for (option, &level) in self.parties[party].options.iter().zip(combination) {
                levels[option.index()] = level;
            }
        }
    }

    /// The address of a state (one level per option of the dispute); nothing if it lies outside the
    /// scope or some party's part of it occurs in no feasible state.
    pub fn address(&self, levels: &[Level]) -> Option<Address> {
        if levels.len() != self.base.len() || self.is_empty() {
            return None;
        }
        let outside = levels.iter().zip(&self.space.places).any(|(level, place)| match place {
            Place::Fixed(at) => level != at,
            Place::Varies(_) => false,
        });
        let mut sum = 0;
        for &party in &self.movers {
            let Digits { options, stride, .. } = &self.parties[party];
            let own: Vec<Level> = options.iter().map(|o| levels[o.index()]).collect();
            sum += self.digit_of(party, &own)?.index() * stride;
        }
        (!outside).then(|| Address::new(sum))
    }

    /// The digit of a combination of the party's options that vary; nothing if it is not allowed.
    pub fn digit_of(&self, party: PartyId, combination: &[Level]) -> Option<Digit> {
        let Digits { options, table, count, .. } = &self.parties[party];
        let width = options.len();
        let (mut low, mut high) = (0, *count);
        while low < high {
            let middle = low.midpoint(high);
            match table[middle * width..(middle + 1) * width].cmp(combination) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => return Some(Digit::new(middle)),
            }
        }
        None
    }

    /// The addresses of those states of a set that have one: all its feasible states in this scope.
    ///
    /// # Errors
    /// When the set in party order outgrows the limit on nodes.
    pub fn bitmap(&mut self, space: &Space, set: Set) -> Result<Bitmap, TooLarge> {
        let own = self.space.import(space, set)?;
        Ok(self.written(own.0))
    }

    fn written(&self, root: Ref) -> Bitmap {
        let border = |&party: &PartyId| {
            let Digits { options, table, count, stride } = &self.parties[party];
            let positions = options.iter().filter_map(|o| self.space.position(*o)).collect();
            Border { positions, table, count: *count, stride: *stride }
        };
        let borders: Vec<Border<'_>> = self.movers.iter().map(border).collect();
        write_blocks(&self.space.diagram, &borders, self.len, root)
    }
}

/// Refuses too many addresses, or tables of combinations that would not fit where they would.
fn check(
    counts: &[u128],
    options: &Table<PartyId, Vec<OptionId>>,
    limit: u64,
) -> Result<(), TooLarge> {
    let addresses = counts.iter().try_fold(1_u128, |n, &count| n.checked_mul(count));
    let table = counts.iter().zip(options.values()).try_fold(0_u128, |n, (&count, own)| {
        count.checked_mul(own.len() as u128).and_then(|bytes| n.checked_add(bytes))
    });
    for needed in [addresses, table] {
        if needed.is_none_or(|needed| needed > u128::from(limit)) {
            return Err(TooLarge::Addresses { needed, limit });
        }
    }
    Ok(())
}

/// Appends the combinations of the variables in `range` that lead on to something.
fn combinations(
    diagram: &Diagram,
    node: Ref,
    (position, end): (usize, usize),
    prefix: &mut Vec<Level>,
    table: &mut Vec<Level>,
) {
    if node == Ref::ABSENT {
        return;
    }
    if position == end {
        table.extend_from_slice(prefix);
        return;
    }
    for level in 0..diagram.size(position) {
        prefix.push(level as Level);
        let child = diagram.child(node, position, level);
        combinations(diagram, child, (position + 1, end), prefix, table);
        prefix.pop();
    }
}
