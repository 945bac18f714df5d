//! From a diagram in party order to a bitmap, block by block.
//!
//! A node at the border before a party's options says all about the addresses below it, so equal
//! nodes at one border are equal blocks: the first is written, the others are copied from it. Cost:
//! distinct border nodes times digits, and the words copied.

use detente_model::Level;
use rustc_hash::FxHashMap;

use crate::bitmap::Bitmap;
use crate::diagram::{Diagram, Ref};

/// One party's part of an address.
pub(crate) struct Border<'a> {
    /// The variables of its options, next to one another in the order.
    pub(crate) positions: Vec<usize>,
    /// Its allowed combinations, one after the other.
    pub(crate) table: &'a [Level],
    /// How many there are.
    pub(crate) count: usize,
    /// The number of addresses below each.
    pub(crate) stride: usize,
}

/// The addresses below `len` whose combinations lead from `root` to something present.
pub(crate) fn write_blocks(
    diagram: &Diagram,
    borders: &[Border<'_>],
    len: usize,
    root: Ref,
) -> Bitmap {
    let bitmap = Bitmap::empty(len);
    let mut writer = Writer { diagram, borders, bitmap, blocks: FxHashMap::default() };
    if len > 0 {
        writer.write(0, root, 0);
    }
    writer.bitmap
}

struct Writer<'a> {
    diagram: &'a Diagram,
    borders: &'a [Border<'a>],
    bitmap: Bitmap,
    /// Where the block of a node at a border was first written.
    blocks: FxHashMap<(usize, Ref), usize>,
}

impl Writer<'_> {
    /// Writes the block of `node` at a border, from `start` on.
    fn write(&mut self, border: usize, node: Ref, start: usize) {
        let (diagram, borders) = (self.diagram, self.borders);
        if node == Ref::ABSENT {
            return;
        }
        let Some(party) = borders.get(border) else {
            // Past the last party only terminals are left.
            self.bitmap.fill(start, 1);
            return;
        };
        let len = party.count * party.stride;
        if node == Ref::PRESENT {
            self.bitmap.fill(start, len);
            return;
        }
        if let Some(&from) = self.blocks.get(&(border, node)) {
            self.bitmap.copy(from, start, len);
            return;
        }
        for (digit, combination) in party.table.chunks_exact(party.positions.len()).enumerate() {
            let levels = party.positions.iter().zip(combination);
            let after = levels.fold(node, |node, (&position, &level)| {
                diagram.child(node, position, usize::from(level))
            });
            self.write(border + 1, after, start + digit * party.stride);
        }
        self.blocks.insert((border, node), start);
    }
}
