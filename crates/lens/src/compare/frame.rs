//! One frame for both sides: the options of either, so that the states of both are sets in it.
//!
//! Options are matched by id and are the same if they have the same levels. What a side says is
//! rewritten for the frame, option by option. An option that only one side has is free for the
//! other; sets are then compared by their projections on the options both have.

use detente_model::{Audience, Condition, Deal, Dispute, Id, OptionId, Points, ReadingId, Scope};

/// One side's options in the frame.
pub(crate) struct Place {
    /// Where each option of the side stands in the frame.
    map: Vec<OptionId>,
}

/// The frame.
pub(crate) struct Frame {
    /// The options of both sides, and all rules: for sizes and for the order of a diagram.
    pub(crate) dispute: Dispute,
    pub(crate) scope: Scope,
    /// Options that both sides have, in the order of the frame.
    pub(crate) shared: Vec<OptionId>,
    /// The options that make a deal on either side.
    pub(crate) deal_options: Vec<OptionId>,
    pub(crate) places: [Place; 2],
}

impl Frame {
    /// The frame of two sides; nothing if they cannot be compared state by state: an option that makes
    /// a deal is not the same on both, or their focuses hold a shared option differently.
    pub(crate) fn of(from: &Dispute, to: &Dispute, scopes: &[Scope; 2]) -> Option<Frame> {
        let mut options = from.options.clone();
        let first = Place { map: from.options.ids().collect() };
        let mut second = Place { map: Vec::new() };
        let mut fixed = scopes[0].fixed.clone();
        let mut shared = Vec::new();
        for (id, option) in to.options.iter() {
            let level = scopes[1].fixed[id.index()];
            let same = from.options.find(|known| {
                let ids = |o: &detente_model::PartyOption| {
                    o.levels.iter().map(|level| level.id.clone()).collect::<Vec<_>>()
                };
                known.id == option.id && ids(known) == ids(option)
            });
            second.map.push(match same {
                Some(same) => {
                    if fixed[same.index()] != level {
                        return None;
                    }
                    shared.push(same);
                    same
                }
                None => {
                    fixed.push(level);
                    options.push(option.clone())
                }
            });
        }
        shared.sort_unstable();
        let places = [first, second];
        let mut deal_options = places[0].all(&from.deal_options());
        deal_options.extend(places[1].all(&to.deal_options()));
        deal_options.sort_unstable();
        deal_options.dedup();
        if !deal_options.iter().all(|option| shared.contains(option)) {
            return None;
        }
        let mut frame = Frame {
            dispute: Dispute { options, ..Dispute::new("", from.as_of) },
            scope: Scope { fixed },
            shared,
            deal_options,
            places,
        };
        frame.speak_of_all([from, to]);
        Some(frame)
    }

    /// Lets the frame's dispute mention together what a rule of either side mentions together: good
    /// orders of a diagram depend on it. Nothing is made impossible.
    fn speak_of_all(&mut self, sides: [&Dispute; 2]) {
        let mut heard = Dispute::new("", self.dispute.as_of);
        std::mem::swap(&mut heard.options, &mut self.dispute.options);
        let everyone = heard.audiences.push(Audience {
            id: String::new(),
            name: String::new(),
            party: None,
            is_party: false,
            ratify: None,
            backing: detente_model::Backing::default(),
        });
        for (side, place) in sides.into_iter().zip(&self.places) {
            for rule in side.impossible.iter().chain(&side.implausible) {
                let when = place.condition(&rule.when);
                heard.implausible.push(detente_model::Rule { when, ..rule.clone() });
            }
            let Some(deal) = &side.deal else { continue };
            let when = place.condition(&deal.when);
            let rule = detente_model::Rule {
                id: None,
                when,
                because: String::new(),
                backing: detente_model::Backing::default(),
            };
            heard.implausible.push(rule);
            for reading in side.readings.ids() {
                for audience in &deal.needs {
                    let when = place.condition(&side.acceptance(reading, *audience));
                    heard.readings.push(detente_model::Reading {
                        id: String::new(),
                        name: String::new(),
                        accept: [Some(detente_model::Acceptance::when(
                            when,
                            detente_model::Backing::default(),
                        ))]
                        .into_iter()
                        .collect(),
                        preference: detente_model::Table::new(),
                        backing: detente_model::Backing::default(),
                    });
                }
            }
        }
        heard.deal = Some(Deal {
            when: Condition::Always,
            needs: vec![everyone],
            backing: detente_model::Backing::default(),
        });
        self.dispute = heard;
    }

    /// Whether some options are on one side only.
    pub(crate) fn in_part(&self) -> bool {
        self.shared.len() < self.dispute.options.len()
    }
}

impl Place {
    /// The side's options in the frame.
    pub(crate) fn options(&self) -> &[OptionId] {
        &self.map
    }

    /// These options in the frame.
    fn all(&self, options: &[OptionId]) -> Vec<OptionId> {
        options.iter().map(|option| self.map[option.index()]).collect()
    }

    /// What an audience accepts, in the frame.
    pub(crate) fn acceptance(
        &self,
        side: &Dispute,
        reading: ReadingId,
        audience: detente_model::AudienceId,
    ) -> Condition {
        self.condition(&side.acceptance(reading, audience))
    }

    /// Points of the side, in the frame.
    fn points(&self, points: &Points) -> Points {
        let levels = points.levels.iter();
        let mut levels: Vec<_> =
            levels.map(|(option, numbers)| (self.map[option.index()], numbers.clone())).collect();
        levels.sort();
        let when = points.when.iter();
        let mut when: Vec<_> = when.map(|(when, adds)| (self.condition(when), *adds)).collect();
        when.sort();
        Points { constant: points.constant, levels, when }
    }

    /// A condition of the side, in the frame.
    pub(crate) fn condition(&self, condition: &Condition) -> Condition {
        let each = |parts: &[Condition]| parts.iter().map(|part| self.condition(part)).collect();
        let one = |part: &Condition| Box::new(self.condition(part));
        match condition {
            Condition::Always => Condition::Always,
            Condition::Never => Condition::Never,
            Condition::Compare(option, how, level) => {
                Condition::Compare(self.map[option.index()], *how, *level)
            }
            Condition::In(option, levels) => {
                Condition::In(self.map[option.index()], levels.clone())
            }
            Condition::Not(inner) => Condition::Not(one(inner)),
            Condition::All(parts) => Condition::All(each(parts)),
            Condition::Any(parts) => Condition::Any(each(parts)),
            Condition::Implies(when, then) => Condition::Implies(one(when), one(then)),
            Condition::Quota { needs, of } => Condition::Quota {
                needs: *needs,
                of: of.iter().map(|(weight, part)| (*weight, self.condition(part))).collect(),
            },
            Condition::Points { to, needs, points } => {
                Condition::Points { to: *to, needs: *needs, points: Box::new(self.points(points)) }
            }
        }
    }
}
