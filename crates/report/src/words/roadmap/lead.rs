//! One reading in up to three sentences: is there a road, what does it rest on, where is it weakest?

use detente_finding::{
    Aim, Blocked, GameLine, Link, Outcome, Real, Repair, RepairKind, Road, RoadmapReading, Roads,
    Slack, UnpaidLine, Weakness,
};

use super::sentences;
use super::told::{Told, amount, months, of_hundred, real, something};
use crate::document::Text;
use crate::names;
use crate::words::verification::sentences::name as obligation;

impl Told<'_> {
    /// The verdict on a reading, and in how many draws there is a road.
    pub(crate) fn verdict(&self, reading: &RoadmapReading) -> Text {
        let draws = reading.draws.as_ref().filter(|_| reading.game.is_some());
        let verdict = self.outcome(reading);
        match draws.and_then(sentences::draws_in_short) {
            Some(draws) => verdict.plain(draws),
            None => verdict,
        }
    }

    fn outcome(&self, reading: &RoadmapReading) -> Text {
        let text = Text::from("Under ").name(names::reading(self.dispute, &reading.reading));
        match (&reading.outcome, &reading.game) {
            (Outcome::Missing(keys), _) => {
                missing(text.plain(" no road can be computed yet: the dossier would need "), keys)
            }
            (Outcome::NotAGame(why), _) => text.plain(format!(" no road can be computed: {why}.")),
            (Outcome::Unsolved(why), _) => text.plain(format!(" there is no answer: {why}.")),
            (Outcome::NoTarget, _) => text.then(self.no_target()),
            (Outcome::NoPath, _) => {
                let text = text.plain(" no steps lead from the start to ").then(self.aim());
                text.plain(", each of them farther from the start.")
            }
            (Outcome::NoAlarm, _) => {
                let text = text.plain(" there is no road from the start to ").then(self.aim());
                text.plain(
                    ": every way leads through a state in which alarms are as likely without a \
                     breach as with one.",
                )
            }
            (Outcome::Road(roads), Some(game)) => text.then(self.road(roads, game)),
            (Outcome::Blocked(blocked), _) => text.then(self.blocked(blocked)),
            (Outcome::Road(_), None) => text.plain(" there is a road."),
        }
    }

    fn no_target(&self) -> Text {
        let scope = if self.question.focus.is_some() { " of the focus" } else { "" };
        let text = Text::from(" there is nothing to aim at: ");
        match &self.answer.aim {
            Aim::Acceptable => text.plain(format!("no package{scope} is acceptable to all.")),
            _ => text.plain(format!("no state{scope} is as ")).then(self.aim()).plain(" asks."),
        }
    }

    fn road(&self, roads: &Roads, game: &GameLine) -> Text {
        let road = &roads.best;
        let text = Text::from(" there is a road from the start to ").then(self.aim());
        let text = match road.ladder.len() {
            0 => text.plain(": it is there already, and only has to be kept"),
            1 => text.plain(": one step"),
            steps => text.plain(format!(": {} steps", names::number_word(steps))),
        };
        let text = text.plain(self.how_long(road)).plain(". ").then(self.rests_on(road, game));
        let with = match road.unpaid {
            UnpaidLine::Holds(_) => " If payments can be made as well, ",
            UnpaidLine::Nothing => " With payments ",
            UnpaidLine::Fails(_) | UnpaidLine::Open(..) => " Then ",
        };
        let Slack { slack, stake, .. } = road.weakest.holds;
        if road.weakest.owner.is_none() && slack == stake {
            let left = real(slack);
            let text = text.plain(with).plain("nothing tempts anybody where it is weakest, ");
            let place = self.place(&road.weakest.state, &road.ladder, Some(&road.way));
            return text.then(place).plain(format!(": all together have {left} at stake there."));
        }
        let text = text.plain(with).plain("its weakest link is ");
        let text = text.then(self.link(&road.weakest, &road.ladder, &road.way)).plain(": ");
        text.then(self.diagnosis(&road.weakest)).plain(".")
    }

    /// ", about 2 years and 1 month with one turn in each period of 1 month".
    fn how_long(&self, road: &Road) -> String {
        let periods = road.periods.to_f64();
        match self.period() {
            Some(period) if something(periods) => {
                let (long, turn) = (months(periods * period), turn(period));
                format!(", {long} on average with one turn {turn}")
            }
            _ => String::new(),
        }
    }

    /// Whether it holds without payments, or how large they would have to be.
    pub(crate) fn rests_on(&self, road: &Road, game: &GameLine) -> Text {
        match &road.unpaid {
            UnpaidLine::Nothing => Text::from("Nobody could gain by leaving it."),
            UnpaidLine::Holds(hold) => {
                let text = Text::from("It holds without any payment: where it is weakest, ");
                text.then(self.hold(hold, &road.ladder)).plain(".")
            }
            UnpaidLine::Fails(hold) => {
                let text = Text::from("It does not hold without payments: ");
                let text = text.then(self.hold(hold, &road.ladder)).plain(". ");
                text.then(self.largest_payment(road, game)).plain(".")
            }
            UnpaidLine::Open(hold, other) => {
                let text = Text::from(
                    "Whether it holds without payments is open: if leaving it meets the worst \
                     punishments it does (where it is weakest, ",
                );
                let text = text.then(self.hold(hold, &road.ladder)).plain("), ");
                let text = match other {
                    Some(other) => text
                        .plain("if it meets what is itself an equilibrium it does not (")
                        .then(self.hold(other, &road.ladder))
                        .plain("). "),
                    None => text.plain("but no equilibrium was found to threaten with. "),
                };
                text.then(self.largest_payment(road, game)).plain(".")
            }
        }
    }

    /// "With payments it does; the largest at one occasion is 142, by IAEA, 8.2 times …".
    fn largest_payment(&self, road: &Road, game: &GameLine) -> Text {
        let paid = || game.players.iter().zip(road.pays_at_most.0.iter().map(|p| p.to_f64()));
        let most = paid().max_by(|a, b| a.1.total_cmp(&b.1)).filter(|most| something(most.1));
        let Some((payer, most)) = most else {
            return Text::from(
                "With the readiness to pay it does, though nothing is paid on the way",
            );
        };
        let text =
            Text::from(format!("With payments of up to {} at one occasion (by ", amount(most)));
        let mut text = text.name(self.party(&payer.party));
        if something(game.scale.to_f64()) {
            let times = amount(most / game.scale.to_f64());
            text = text.plain(format!("; {times} times the spread of what a period can bring"));
        }
        text.plain(") it does").then(self.capacity(road, game))
    }

    /// "; more than the declared relief capacity of Lower Selm (5.99 of 4)".
    fn capacity(&self, road: &Road, game: &GameLine) -> Text {
        let beyond = game.players.iter().zip(&road.pays_at_most.0).filter_map(|(player, paid)| {
            let capacity = player.relief_capacity?.to_f64();
            let text = Text::new().name(self.party(&player.party));
            let words = format!(" ({} of {})", real(*paid), amount(capacity));
            paid_beyond(capacity, road, game, &player.party).then(|| text.plain(words))
        });
        let beyond: Vec<Text> = beyond.collect();
        if game.players.iter().all(|player| player.relief_capacity.is_none()) {
            Text::from("; the dossier declares no relief capacity to compare them with")
        } else if beyond.is_empty() {
            Text::from(", within the declared relief capacity")
        } else {
            Text::from(", but they exceed the declared relief capacity of ").list(beyond)
        }
    }

    /// What makes a link weak, in numbers.
    pub(crate) fn diagnosis(&self, link: &Link) -> Text {
        let owner = link.owner.as_deref().map(|owner| self.party(owner));
        let text = Text::from(balance(&link.holds));
        let too = if link.holds.slack.to_f64() < 0.0 { "too " } else { "" };
        match (link.weakness, owner) {
            (Weakness::Commitment, Some(owner)) => {
                text.plain("; what ").name(owner).plain(format!(" could have instead is {too}good"))
            }
            (Weakness::Commitment, None) => text.plain(format!("; the alternative is {too}good")),
            (Weakness::Verification, _) => text.plain(format!("; alarms are {too}poor")),
            (Weakness::LowStakes, _) => text.plain("; more at stake would make it firmer"),
        }
    }

    fn blocked(&self, blocked: &Blocked) -> Text {
        let nearest = &blocked.nearest;
        let short = real(blocked.deficit);
        let text = Text::from(" there is no road from the start to ").then(self.aim());
        let text = text.plain(format!(
            ": the one nearest to holding is {short} short where it is \
                                       weakest, "
        ));
        let text = text.then(self.link(&nearest.weakest, &nearest.ladder, &nearest.way));
        let text = text.plain(": ").then(self.diagnosis(&nearest.weakest)).plain(".");
        let far = blocked.farthest.as_ref().filter(|far| !far.road.ladder.is_empty());
        let text = match far {
            Some(far) => {
                let left = names::number_word(far.left.0 as usize);
                let steps = if far.left.0 == 1 { "step" } else { "steps" };
                text.plain(format!(" A road leads to {left} {steps} from it."))
            }
            None => text.plain(" No road leads anywhere nearer."),
        };
        let mends: Vec<Text> =
            smallest(&blocked.repairs).into_iter().filter_map(|r| self.repair(r)).collect();
        match mends.len() {
            0 => text,
            1 => text.plain(" There would be one with ").list(mends).plain("."),
            _ => text.plain(" There would be one with any of these: ").list(mends).plain("."),
        }
    }

    /// A change that is enough: "alarms over 7 of 100 of the breaches now missed".
    pub(crate) fn repair(&self, repair: &Repair) -> Option<Text> {
        let by = repair.by?.to_f64();
        let share = of_hundred(by);
        let of = |words: String, id: &str| {
            Text::from(format!("{words} ‘")).name(obligation(self.dispute, id)).plain("’")
        };
        Some(match &repair.change {
            RepairKind::Detection => {
                Text::from(format!("alarms over {share} of the breaches now missed"))
            }
            RepairKind::DetectionOf(id) => {
                of(format!("alarms over {share} of the breaches now missed of"), id)
            }
            RepairKind::FalseAlarms => Text::from(format!("{share} of the false alarms gone")),
            RepairKind::Temptation(id) => {
                of("the temptation to breach".to_string(), id).plain(format!(" less by {share}"))
            }
            RepairKind::Flow(id) => {
                let text = Text::from(format!("{} more per period for ", amount(by)));
                text.name(self.party(id)).plain(" in the states aimed at")
            }
        })
    }

    /// What would change.
    pub(crate) fn repair_kind(&self, kind: &RepairKind) -> Text {
        let of = |words: &str, id: &str| {
            Text::from(format!("{words} ‘")).name(obligation(self.dispute, id)).plain("’")
        };
        match kind {
            RepairKind::Detection => {
                Text::from("breaches now missed that raise an alarm, over all")
            }
            RepairKind::DetectionOf(id) => of("breaches now missed that raise an alarm, over", id),
            RepairKind::FalseAlarms => Text::from("false alarms that no longer sound"),
            RepairKind::Temptation(id) => of("what tempts to breach", id).plain(" that goes"),
            RepairKind::Flow(id) => {
                let text = Text::from("more per period for ").name(self.party(id));
                text.plain(" in the states aimed at")
            }
        }
    }
}

/// How often somebody has a turn: "a month", "in 6 months".
fn turn(period: f64) -> String {
    match period {
        1.0 => "a month".to_string(),
        12.0 => "a year".to_string(),
        months => format!("in {} months", amount(months)),
    }
}

/// Whether a party pays more at one occasion than it can.
pub(crate) fn paid_beyond(capacity: f64, road: &Road, game: &GameLine, party: &str) -> bool {
    let place = game.players.iter().position(|player| player.party == party);
    let paid = place.and_then(|place| road.pays_at_most.0.get(place));
    paid.is_some_and(|paid| paid.to_f64() > capacity * (1.0 + 1e-9) + 1e-9)
}

/// "of 3.3 at stake, temptation takes 0.72 and imperfect alarms take 2.55, which leaves 0.023".
pub(crate) fn balance(holds: &Slack) -> String {
    let taken = |number: Real, words: &str| {
        let number = number.to_f64();
        something(number).then(|| format!("{words} {}", amount(number)))
    };
    let temptation = taken(holds.temptation, "temptation takes");
    let leak = taken(holds.leak, "imperfect alarms take");
    let taken: Vec<String> = temptation.into_iter().chain(leak).collect();
    let stake = real(holds.stake);
    if taken.is_empty() {
        return format!("{stake} is at stake");
    }
    let slack = holds.slack.to_f64();
    let left = if slack < -1e-9 {
        format!("{} more than there is", amount(-slack))
    } else {
        format!("which leaves {}", amount(slack))
    };
    format!("of {stake} at stake, {}, {left}", taken.join(" and "))
}

/// "To go on it would need `a`, `b` and `c`."
fn missing(text: Text, keys: &[String]) -> Text {
    text.list(keys.iter().map(|key| Text::new().code(key.clone()))).plain(".")
}

/// The smallest repair of each kind that is enough; one obligation rather than all where it takes no
/// more.
pub(crate) fn smallest(repairs: &[Repair]) -> Vec<&Repair> {
    let kind = |repair: &Repair| match repair.change {
        RepairKind::Detection | RepairKind::DetectionOf(_) => 0,
        RepairKind::FalseAlarms => 1,
        RepairKind::Temptation(_) => 2,
        RepairKind::Flow(_) => 3,
    };
    let all = |repair: &Repair| matches!(repair.change, RepairKind::Detection);
    let least = |of: i32| {
        let of_kind = repairs.iter().filter(|repair| kind(repair) == of && repair.by.is_some());
        of_kind.min_by(|a, b| {
            let by = |repair: &Repair| repair.by.map_or(f64::INFINITY, Real::to_f64);
            // Equal to what they are told to.
            let close = (by(a) - by(b)).abs() < 1e-6;
            if close { all(a).cmp(&all(b)) } else { by(a).total_cmp(&by(b)) }
        })
    };
    (0..4).filter_map(least).collect()
}
