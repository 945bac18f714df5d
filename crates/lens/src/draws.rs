//! Draws: the same space asked again with every uncertain number settled.
//!
//! One diagram serves all draws: packages are found once, each draw adds the sets of its own rules.
//! How often a deal is in them is counted by a diagram whose terminals are numbers, so deals are
//! ranked exactly however many there are. A draw settles all ranges of the dossier together; what
//! rests on the same range moves together.

use detente_finding::{Count, DealDraws, DealShare, MOST_DRAWS, Unanswerable};
use detente_model::{Dispute, Id, OptionId};
use detente_states::{Set, Space, TooLarge};

use crate::scope;

/// Refuses to make very many draws.
pub(crate) fn check(draws: u32) -> Result<(), Unanswerable> {
    if draws <= MOST_DRAWS { Ok(()) } else { Err(Unanswerable::TooManyDraws { most: MOST_DRAWS }) }
}

/// The dispute without what no draw touches and no rule needs: quicker to draw from.
pub(crate) fn lean(dispute: &Dispute) -> Dispute {
    let mut lean = dispute.clone();
    lean.events.clear();
    lean.claims.clear();
    lean
}

/// Deals ranked by the number of draws they are in.
///
/// `among` are the packages whose deals are ranked, one set per draw in `drawn`; with `unseen`, deals
/// in no draw are ranked too, last.
pub(crate) struct Ranking<'a> {
    pub(crate) dispute: &'a Dispute,
    pub(crate) options: &'a [OptionId],
    pub(crate) among: Set,
    pub(crate) drawn: &'a [Set],
    pub(crate) unseen: bool,
    pub(crate) list: usize,
}

impl Ranking<'_> {
    /// The deals of most draws, and how many deals are in each number of draws, most draws first.
    pub(crate) fn rank(
        &self,
        space: &mut Space,
    ) -> Result<(DealDraws, Vec<(u32, u128)>), TooLarge> {
        let base = space.project(self.among, self.options)?;
        let mut projected = Vec::with_capacity(self.drawn.len());
        for set in self.drawn {
            projected.push(space.project(*set, self.options)?);
        }
        let counts = space.count_in(base, &projected)?;
        let mut numbers: Vec<u64> =
            space.by_number(&counts).into_iter().map(|(number, _)| number).collect();
        numbers.retain(|number| *number > 0 || self.unseen);
        let open = self.drawn.iter().filter(|set| !space.is_empty(**set)).count() as u32;
        let mut shares = DealDraws { open, deals: Vec::new(), deals_left_out: Count(0) };
        let mut all = Vec::new();
        for number in numbers.into_iter().rev() {
            let deals = space.of_number(&counts, &|own| own == number)?;
            let size = space.count_distinct(deals, self.options)?;
            all.push((number as u32, size));
            let left = self.list - shares.deals.len();
            let listed = space.list_distinct(deals, self.options, left)?;
            shares.deals_left_out.0 += size - listed.len() as u128;
            for deal in listed {
                let mut partial = vec![None; self.dispute.options.len()];
                for (option, level) in self.options.iter().zip(&deal.levels) {
                    partial[option.index()] = Some(*level);
                }
                let witness = space.first_in_dossier_order(self.among, &partial);
                let levels = self.options.iter().zip(&deal.levels);
                shares.deals.push(DealShare {
                    levels: levels.map(|(o, l)| scope::level_id(self.dispute, *o, *l)).collect(),
                    draws: number as u32,
                    witness: witness
                        .map(|witness| scope::state_ids(self.dispute, &witness))
                        .unwrap_or_default(),
                });
            }
        }
        Ok((shares, all))
    }
}
