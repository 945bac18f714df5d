//! Critical values: asked again just inside and just outside of where they are told.
//!
//! Every answer on other terms is an elimination of its own (`largest.rs`) and a pass over the states
//! ahead. Between the ends told, and some discount factors tried besides, nothing is asked.

use detente_finding::{Billionths, Critical, Interval, QUICK, RoadmapReading, Threshold};

use super::alarms::Duty;
use super::field::Field;
use super::game::Game;
use super::largest::{Ended, largest};
use super::reading::Reading;
use super::repairs;
use super::values::Values;
use crate::ledger::Ledger;

/// The smallest and the largest discount factor that are asked.
const ENDS: (f64, f64) = (0.02, 0.999);

/// Discount factors of the map, and those tried besides the ends of intervals.
const MAP: [f64; 13] = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.94, 0.97, 0.99];
const TRIED: [f64; 5] = [0.1, 0.3, 0.5, 0.7, 0.9];

/// How far from an end told is asked: where the answer hangs on little, farther.
const BESIDE: [f64; 2] = [1e-6, 1e-4];

/// The most looks at an arc, over all answers of a reading.
const MOST_WORK: u64 = 150_000_000;

/// Asks whether there is a road on other terms.
pub(super) struct Trier<'a> {
    pub(super) game: &'a Game,
    pub(super) start: usize,
    pub(super) rests: &'a dyn Fn(usize) -> bool,
    work: u64,
    /// Whether some road holds only if no slack at all is enough: rounding may tell otherwise.
    pub(super) doubtful: bool,
}

/// It takes too long to tell.
pub(super) struct TooLong;

impl<'a> Trier<'a> {
    pub(super) fn new(game: &'a Game, start: usize, rests: &'a dyn Fn(usize) -> bool) -> Trier<'a> {
        Trier { game, start, rests, work: MOST_WORK, doubtful: false }
    }

    /// Whether a road holds in a game of the same states.
    pub(super) fn road(&mut self, game: &Game, discount: f64) -> Result<bool, TooLong> {
        match largest(game, discount, None, &mut self.work) {
            Ended::TooLong => Err(TooLong),
            Ended::Nothing => Ok(false),
            Ended::Found(found) => {
                let (joint, punished) = (found.joint, found.punished);
                let values = Values { game, discount, joint, punished };
                let field = Field::new(&values, &found.ahead, self.start);
                let is_road = |slack: f64| {
                    field.pass(self.rests, slack * game.scale()).value.contains_key(&self.start)
                };
                let holds = is_road(-1e-10);
                self.doubtful |= holds && !is_road(1e-10);
                Ok(holds)
            }
        }
    }

    /// Whether the answer is `inside` on the one side of a number and not on the other.
    pub(super) fn turns(
        &mut self,
        at: f64,
        up: bool,
        range: (f64, f64),
        ask: &dyn Fn(&mut Trier<'a>, f64) -> Result<bool, TooLong>,
    ) -> Result<bool, TooLong> {
        self.doubtful = false;
        for by in BESIDE {
            let (inside, outside) = if up { (at + by, at - by) } else { (at - by, at + by) };
            let within = |number: f64| number.clamp(range.0, range.1);
            if ask(self, within(inside))? && !ask(self, within(outside))? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Whether a threshold is as told.
    fn threshold(
        &mut self,
        said: Threshold,
        ask: &dyn Fn(&mut Trier<'a>, f64) -> Result<bool, TooLong>,
    ) -> Result<bool, TooLong> {
        self.doubtful = false;
        match said {
            Threshold::Always => ask(self, -1.0),
            Threshold::Never => Ok(!ask(self, 1.0)?),
            Threshold::From(share) => self.turns(share.to_f64(), true, (-1.0, 1.0), ask),
        }
    }
}

/// The game in which alarms about some duties miss less.
pub(super) fn sharper(game: &Game, share: f64, which: &dyn Fn(&Duty) -> bool) -> Game {
    game.with_duties(|duty| {
        let (p, q) = (duty.detect, duty.false_alarm);
        let detect = match share >= 0.0 {
            _ if !which(duty) => p,
            true => p + share * (1.0 - p),
            false if p > q => q + (1.0 + share) * (p - q),
            false => p,
        };
        Duty { detect: detect.clamp(0.0, 1.0), ..duty.clone() }
    })
}

/// The game in which there are fewer false alarms.
pub(super) fn quieter(game: &Game, share: f64) -> Game {
    game.with_duties(|duty| {
        let (p, q) = (duty.detect, duty.false_alarm);
        let false_alarm = match share >= 0.0 {
            true => q * (1.0 - share),
            false if p > q => q - share * (p - q),
            false => q,
        };
        Duty { false_alarm: false_alarm.clamp(0.0, 1.0), ..duty.clone() }
    })
}

pub(super) fn check(
    trier: &mut Trier<'_>,
    reading: &Reading<'_>,
    said: &RoadmapReading,
    ledger: &mut Ledger,
) {
    let game = trier.game;
    let quick = reading.asks_critical() || game.len() * game.players <= QUICK;
    repairs::check(trier, reading, said, quick, ledger);
    trier.doubtful = false;
    let subject = reading.about("critical values");
    match &said.critical {
        Some(_) if !quick => ledger.refuted(&subject, "they are told and were not asked"),
        Some(critical) => {
            match asked_again(trier, reading.discount(), critical) {
                Ok(Ok(())) => ledger.confirmed(
                    &subject,
                    "at the ends told, at five discount factors besides and at those of the map",
                ),
                Ok(Err(_)) if trier.doubtful => {
                    ledger.skipped(&subject, "a link without any slack may hold");
                }
                Ok(Err(why)) => ledger.refuted(&subject, why),
                Err(TooLong) => ledger.skipped(&subject, "it takes long"),
            }
            let what = "at which patience the road holds without payments";
            ledger.skipped(&subject, what);
        }
        None if quick => ledger.skipped(&subject, "not told, though it would be quick"),
        None => {}
    }
}

fn asked_again(
    trier: &mut Trier<'_>,
    own: f64,
    said: &Critical,
) -> Result<Result<(), String>, TooLong> {
    let discounts = said.map.iter().map(|(discount, _)| *discount);
    if !discounts.eq(MAP.map(Billionths::nearest)) {
        trier.doubtful = false;
        return Ok(Err("the map has not the discount factors it should".to_string()));
    }
    if let Err(why) = patience(trier, &said.patience)? {
        return Ok(Err(why));
    }
    let game = trier.game;
    let sharp = |trier: &mut Trier<'_>, share: f64, discount: f64| {
        trier.road(&sharper(game, share, &|_| true), discount)
    };
    if !trier.threshold(said.verification, &|trier, share| sharp(trier, share, own))? {
        return Ok(Err("how good detection has to be is said wrongly".to_string()));
    }
    if !trier
        .threshold(said.false_alarms, &|trier, share| trier.road(&quieter(game, share), own))?
    {
        return Ok(Err("how few false alarms there may be is said wrongly".to_string()));
    }
    for ((_, threshold), discount) in said.map.iter().zip(MAP) {
        if !trier.threshold(*threshold, &|trier, s| sharp(trier, s, discount))? {
            return Ok(Err(format!("the map is wrong at a discount factor of {discount}")));
        }
    }
    Ok(Ok(()))
}

fn patience(trier: &mut Trier<'_>, said: &[Interval]) -> Result<Result<(), String>, TooLong> {
    let game = trier.game;
    let ends: Vec<f64> = said.iter().flat_map(|i| [i.from.to_f64(), i.to.to_f64()]).collect();
    if !ends.is_sorted() || ends.iter().any(|end| *end < ENDS.0 || *end > ENDS.1) {
        return Ok(Err("intervals of discount factors overlap or lead too far".to_string()));
    }
    for discount in TRIED {
        let inside = ends.chunks(2).any(|ends| ends[0] <= discount && discount <= ends[1]);
        trier.doubtful = false;
        if trier.road(game, discount)? != inside {
            let is = if inside { "no road" } else { "a road" };
            return Ok(Err(format!("there is {is} at a discount factor of {discount}")));
        }
    }
    for (number, end) in ends.iter().enumerate() {
        let up = number % 2 == 0;
        let right = if *end == ENDS.0 || *end == ENDS.1 {
            trier.road(game, *end)?
        } else {
            trier.turns(*end, up, ENDS, &|trier, discount| trier.road(game, discount))?
        };
        if !right {
            return Ok(Err(format!("nothing changes at a discount factor of {end}")));
        }
    }
    Ok(Ok(()))
}
