//! Fewer vectors than there are, each of the others nearly reached: a grid, one vector a cell.
//!
//! After Papadimitriou and Yannakakis (2000), with steps that are equal and not proportional, since
//! points may be negative. The range of every number is cut into as many equal steps (a power of two)
//! as leave at most `limit` cells in use; of each cell the first vector in the order given stays. A
//! vector that goes exceeds the one that stays by less than one step in every number: what is told.

use rustc_hash::FxHashMap;

use super::filter::Row;
use super::number::Whole;

/// Thins vectors to at most `limit` (at least 1) and says by how much, at most, one that went
/// exceeds one that stayed, number by number. Rows stay in order.
pub(super) fn thin<T: Whole, const P: usize>(rows: &mut Vec<Row<T, P>>, limit: usize) -> [T; P] {
    let (mut low, mut high) = (rows[0].at, rows[0].at);
    for row in rows.iter() {
        for p in 0..P {
            low[p] = low[p].min(row.at[p]);
            high[p] = high[p].max(row.at[p]);
        }
    }
    let mut steps: i128 = 1 << 20;
    loop {
        // Every range is at most `steps` steps long.
        let step: [i128; P] = std::array::from_fn(|p| {
            let range = high[p].wide() - low[p].wide();
            (range / steps) + 1
        });
        let cell = |row: &Row<T, P>| -> [u32; P] {
            std::array::from_fn(|p| ((row.at[p].wide() - low[p].wide()) / step[p]) as u32)
        };
        let mut best: FxHashMap<[u32; P], usize> = FxHashMap::default();
        for (place, row) in rows.iter().enumerate() {
            best.entry(cell(row)).or_insert(place);
            if best.len() > limit && steps > 1 {
                break;
            }
        }
        if best.len() <= limit || steps == 1 {
            let stays: Vec<bool> =
                rows.iter().enumerate().map(|(at, row)| best[&cell(row)] == at).collect();
            let mut stay = stays.iter();
            rows.retain(|_| *stay.next().expect("one entry a row"));
            return std::array::from_fn(|p| T::of(step[p] - 1));
        }
        steps /= 2;
    }
}
