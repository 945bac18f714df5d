//! The diplomatic space, recounted.
//!
//! Minimal relaxation sets follow from the histogram of rejecting audiences by plain definition: the
//! sets of audiences such that some package is rejected by no one else, while for no part of the set
//! there is one. What each rule excludes follows from it too (`narrowing.rs`). Above the limit the histogram is taken as said: what follows from it is still
//! checked, and witnesses are replayed.

use std::collections::BTreeMap;

use detente_finding::{
    AudienceSpace, Count, MaskLine, Narrowing, ReadingSpace, SpaceAnswer, SpaceQuestion, Tally,
};
use detente_model::{AudienceId, Dispute, Id, Level, ReadingId, Scope};
use serde_json::json;

use crate::audiences::Mask;
use crate::census::{Asked, Census, ReadingCensus};
use crate::ledger::{Ledger, differences};
use crate::names;
use crate::narrowing;
use crate::overview::{SMALL, countable, raw, tally, too_large, uncounted};

/// Checks an answer about the space.
pub(crate) fn space(
    dispute: &Dispute,
    asked: &SpaceQuestion,
    said: &SpaceAnswer,
    ledger: &mut Ledger,
) -> Result<(), String> {
    let readings = names::readings(dispute, &asked.readings)?;
    let scope = names::scope(dispute, asked.focus.as_deref())?;
    let dispute = &*names::asked(dispute, asked.strict);
    let needs = dispute.deal.as_ref().map_or(&[][..], |deal| &deal.needs);
    let raw = raw(dispute, &scope);
    let counted = countable(raw);
    let as_large = raw.map(|raw| Count(raw.0.saturating_mul(1 + needs.len() as u128 / 40)));
    let places = needs.iter().enumerate();
    let places = places.map(|(place, id)| (dispute.audiences[*id].id.as_str(), place)).collect();
    let checker = Checker { dispute, scope: &scope, needs, places, as_large, asked };
    let census = counted.then(|| checker.census(&readings, said));
    if !counted {
        ledger.skipped("counts", uncounted(raw));
    }

    // The readings are compared one by one below.
    let mut found = SpaceAnswer { readings: Vec::new(), ..said.clone() };
    let frame = SpaceAnswer { readings: Vec::new(), ..said.clone() };
    found.raw = raw;
    found.deal_options = checker.deal_options();
    if let Some(census) = &census {
        found.too_large = too_large(&said.too_large, raw, "counts", ledger);
        let partly = said.too_large.is_some();
        if !(partly && said.feasible.is_none()) {
            found.feasible = Some(Count(census.feasible));
        }
        if !(partly && said.packages.is_none()) {
            found.packages = dispute.deal.as_ref().map(|_| tally(census.packages));
        }
    } else if said.too_large.is_none() {
        // Nothing is missing that should be there.
        found.feasible = Some(said.feasible.unwrap_or_default());
        found.packages = dispute.deal.as_ref().map(|_| said.packages.unwrap_or_default());
    }
    let holds = match (&census, found.feasible, found.packages) {
        (Some(_), Some(feasible), Some(Tally { packages, deals })) => {
            format!("{feasible} feasible states, {packages} packages, {deals} deals, recounted")
        }
        _ => "the number of level combinations and the deal options are as said".to_string(),
    };
    ledger.compare("space", &json!(frame), &json!(found), &holds);

    let expected = if dispute.deal.is_some() { readings.len() } else { 0 };
    let fewer = said.too_large.is_some() && said.readings.len() < expected;
    if said.readings.len() != expected && !fewer {
        let (says, expected) = (said.readings.len(), expected);
        ledger.refuted("readings", format!("the finding has {says} readings, expected {expected}"));
    }
    for (place, (reading, said)) in readings.iter().zip(&said.readings).enumerate().take(expected) {
        let census = census.as_ref().and_then(|census| census.readings.get(place));
        checker.reading(*reading, said, census, ledger);
    }
    Ok(())
}

pub(crate) struct Checker<'a> {
    dispute: &'a Dispute,
    scope: &'a Scope,
    needs: &'a [AudienceId],
    /// The place of each audience in `needs`, by id.
    places: BTreeMap<&'a str, usize>,
    /// The level combinations, weighed by the audiences: what is told of many is as much as what is
    /// told of few in a larger dispute.
    as_large: Option<Count>,
    pub(crate) asked: &'a SpaceQuestion,
}

impl Checker<'_> {
    /// All counts; of each reading the deals and sets that the finding lists.
    fn census(&self, readings: &[ReadingId], said: &SpaceAnswer) -> Census {
        let asked = |(place, reading): (usize, &ReadingId)| {
            let said = said.readings.get(place);
            let drops = said.iter().flat_map(|said| &said.relaxations).map(|line| &line.drop);
            Asked {
                reading: *reading,
                deals: said.map_or(0, |said| said.deals.len()),
                watched: drops.filter_map(|drop| self.mask(drop)).collect(),
                masks: said.is_none_or(|said| said.too_large.is_none() || self.small()),
            }
        };
        let asked: Vec<Asked> = readings.iter().enumerate().map(asked).collect();
        let asked = if self.dispute.deal.is_some() { asked } else { Vec::new() };
        Census::take(self.dispute, self.scope, &asked)
    }

    /// Whether a lens has to tell all there is.
    fn small(&self) -> bool {
        self.as_large.is_some_and(|raw| raw.0 <= SMALL)
    }

    /// The deal options, and the level at which the focus holds each.
    fn deal_options(&self) -> Vec<(String, Option<String>)> {
        let held = |option| {
            let level = self.scope.fixed[Id::index(option)];
            let level = level.map(|level| names::level_id(self.dispute, option, level));
            (self.dispute.options[option].id.clone(), level)
        };
        self.dispute.deal_options().into_iter().map(held).collect()
    }

    /// The set of audiences with these ids; nothing if one is unknown or named twice.
    pub(crate) fn mask(&self, ids: &[String]) -> Option<Mask> {
        ids.iter().try_fold(Mask::default(), |mask, id| {
            let place = *self.places.get(id.as_str())?;
            (!mask.has(place)).then(|| mask.and(place))
        })
    }

    pub(crate) fn ids(&self, mask: &Mask) -> Vec<String> {
        let id = |place: usize| self.dispute.audiences[self.needs[place]].id.clone();
        mask.places().map(id).collect()
    }

    fn reading(
        &self,
        reading: ReadingId,
        said: &ReadingSpace,
        census: Option<&ReadingCensus>,
        ledger: &mut Ledger,
    ) {
        let subject = format!("reading {}", self.dispute.readings[reading].id);
        let mut found = said.clone();
        found.reading.clone_from(&self.dispute.readings[reading].id);
        found.too_large = too_large(&said.too_large, self.as_large, &subject, ledger);
        let masked = found.too_large.is_none();
        let masks = match census {
            Some(census) => census.masks.clone(),
            None => self.said_masks(said),
        };
        found.audiences = self.audiences(reading, said, census, masked.then_some(&masks));
        if let Some(census) = census {
            found.joint = tally(census.joint);
            found.joint_implausible = Count(census.flagged);
            self.deals(census, &mut found);
        } else {
            let listed =
                found.deals.iter().map(|deal| deal.packages.0).fold(0, u128::saturating_add);
            if masked {
                found.joint.packages = Count(masks.get(&Mask::default()).copied().unwrap_or(0));
            }
            let left = found.joint.deals.0.saturating_sub(found.deals.len() as u128);
            found.deals_left_out = Count(left);
            if found.deals_left_out.is_zero() {
                found.joint.packages = Count(listed);
            }
        }
        if masked {
            found.masks = masks
                .iter()
                .map(|(mask, packages)| MaskLine {
                    rejected_by: self.ids(mask),
                    packages: Count(*packages),
                })
                .collect();
            self.relaxations(&masks, census, &mut found);
            self.narrowing(&masks, census, &mut found, (&subject, ledger));
        } else {
            // Too large for masks: none are there.
            found.masks.clear();
            found.narrowing = None;
            self.some_relaxations(&masks, census, &mut found);
        }
        let mut mistakes = differences(&json!(said), &json!(found));
        mistakes.extend(self.witnesses(reading, said));
        let Tally { packages, deals } = found.joint;
        let holds = if census.is_some() {
            format!(
                "{packages} packages all accept, {deals} deals, recounted with {} sets of \
                 rejecting audiences; witnesses replayed",
                masks.len()
            )
        } else {
            "what follows from the histogram agrees with it; rules and witnesses replayed".into()
        };
        ledger.settle(&subject, mistakes, holds);
    }

    /// The histogram as said, as far as it makes sense.
    fn said_masks(&self, said: &ReadingSpace) -> BTreeMap<Mask, u128> {
        let lines = said.masks.iter();
        lines.filter_map(|line| Some((self.mask(&line.rejected_by)?, line.packages.0))).collect()
    }

    fn audiences(
        &self,
        reading: ReadingId,
        said: &ReadingSpace,
        census: Option<&ReadingCensus>,
        masks: Option<&BTreeMap<Mask, u128>>,
    ) -> Vec<AudienceSpace> {
        let one = |(place, audience): (usize, &AudienceId)| {
            let mut alone = said.audiences.get(place).map(|line| line.alone).unwrap_or_default();
            if let Some(masks) = masks {
                let accepted = masks.iter().filter(|(mask, _)| !mask.has(place));
                let sum = accepted.map(|(_, n)| *n).fold(0, u128::saturating_add);
                alone.packages = Count(sum);
            }
            if let Some(census) = census {
                alone = tally(census.alone[place]);
            }
            AudienceSpace {
                audience: self.dispute.audiences[*audience].id.clone(),
                rule: self.dispute.text(&self.dispute.acceptance(reading, *audience)),
                missing_rules: names::missing_rules(self.dispute, reading, &[*audience]),
                alone,
            }
        };
        self.needs.iter().enumerate().map(one).collect()
    }

    /// The deals that have to be listed.
    fn deals(&self, census: &ReadingCensus, found: &mut ReadingSpace) {
        let expected = usize::try_from(census.joint.deals).unwrap_or(usize::MAX);
        let expected = expected.min(self.asked.deals);
        let witness = |place: usize| {
            found.deals.get(place).map(|line| line.witness.clone()).unwrap_or_default()
        };
        let mut lines: Vec<_> = (census.deals.iter().enumerate())
            .map(|(place, (levels, packages))| detente_finding::DealLine {
                levels: (self.dispute.deal_options().into_iter().zip(levels))
                    .map(|(option, level)| names::level_id(self.dispute, option, *level))
                    .collect(),
                packages: Count(*packages),
                witness: witness(place),
            })
            .collect();
        lines.truncate(expected);
        // Deals that ought to be listed and are not; that some are missing is enough to say.
        if lines.len() < expected
            && let Some(line) = lines.last().cloned()
        {
            lines.push(line);
        } else if lines.len() < expected {
            let (levels, witness) = (Vec::new(), Vec::new());
            lines.push(detente_finding::DealLine { levels, packages: Count(0), witness });
        }
        found.deals = lines;
        found.deals_left_out = Count(census.joint.deals - expected as u128);
    }

    fn narrowing(
        &self,
        masks: &BTreeMap<Mask, u128>,
        census: Option<&ReadingCensus>,
        found: &mut ReadingSpace,
        (subject, ledger): (&str, &mut Ledger),
    ) {
        let said = found.narrowing.take();
        let deals = census.map(|census| census.without.as_slice());
        let mut audiences = narrowing::lines(masks, self.needs.len(), deals, said.as_ref());
        for (audience, line) in self.needs.iter().zip(&mut audiences) {
            line.audience.clone_from(&self.dispute.audiences[*audience].id);
        }
        let rejecting = narrowing::rejecting(masks).size();
        let no_log_shapley = Narrowing::too_many(rejecting);
        let rounded_shapley = Narrowing::rounded(narrowing::parts(masks).is_none());
        let (mut conflicts, mut conflicts_complete) = (Vec::new(), true);
        if !masks.is_empty() && !masks.contains_key(&Mask::default()) {
            let said = said.unwrap_or_default();
            let listed: Vec<Mask> =
                said.conflicts.iter().filter_map(|set| self.mask(set)).collect();
            let said = (listed.as_slice(), said.conflicts_complete);
            let (sets, complete, in_part) = narrowing::conflicts(masks, self.asked.conflicts, said);
            if in_part {
                ledger.skipped(subject, "not recounted: whether all minimal conflicts are listed");
            }
            conflicts = sets.into_iter().map(|set| self.ids(&set)).collect();
            conflicts_complete = complete;
        }
        found.narrowing = Some(Narrowing {
            audiences,
            no_log_shapley,
            rounded_shapley,
            conflicts,
            conflicts_complete,
        });
    }

    /// What is wrong with the witnesses.
    fn witnesses(&self, reading: ReadingId, said: &ReadingSpace) -> Vec<String> {
        let mut mistakes = Vec::new();
        for (number, deal) in said.deals.iter().enumerate() {
            if let Err(why) = self.witness(reading, &deal.witness, &[]).and_then(|levels| {
                let options = self.dispute.deal_options().into_iter();
                let shown: Vec<String> = options
                    .map(|option| names::level_id(self.dispute, option, levels[option.index()]))
                    .collect();
                if shown == deal.levels { Ok(()) } else { Err("it is another deal".to_string()) }
            }) {
                mistakes.push(format!("the witness of deal {}: {why}", number + 1));
            }
        }
        for (number, line) in said.relaxations.iter().enumerate() {
            if let Err(why) = self.witness(reading, &line.witness, &line.drop) {
                mistakes.push(format!("the witness of relaxation set {}: {why}", number + 1));
            }
        }
        mistakes
    }

    /// A package in scope that everyone accepts except perhaps those dropped.
    fn witness(
        &self,
        reading: ReadingId,
        ids: &[String],
        dropped: &[String],
    ) -> Result<Vec<Level>, String> {
        let levels = names::state(self.dispute, ids)?;
        in_scope(self.scope, &levels)?;
        if !self.dispute.is_package(&levels) {
            return Err("it is no package".to_string());
        }
        for &audience in self.needs {
            let id = &self.dispute.audiences[audience].id;
            if !dropped.contains(id) && !self.dispute.accepts(reading, audience, &levels) {
                return Err(format!("`{id}` rejects it"));
            }
        }
        Ok(levels)
    }
}

/// Whether the state keeps to the levels the scope holds.
pub(crate) fn in_scope(scope: &Scope, levels: &[Level]) -> Result<(), String> {
    let held = scope.fixed.iter().zip(levels);
    match held.into_iter().all(|(fixed, level)| fixed.is_none_or(|fixed| fixed == *level)) {
        true => Ok(()),
        false => Err("it lies outside the focus".to_string()),
    }
}
