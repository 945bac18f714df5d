//! The sentences of the chapter.

use detente_finding::{
    Blocked, GameLine, Outcome, Road, RoadDraws, RoadmapReading, Roads, Step, UnpaidLine,
};

use super::told::{Told, amount, of_hundred, real, something};
use crate::document::Text;
use crate::names;
use crate::words::shares::in_draws;

/// What a start named otherwise than the status quo has elsewhere because the focus holds it there;
/// where it starts at the status quo the note on the focus says so.
pub(crate) fn moved(told: &Told<'_>) -> Option<Text> {
    if told.question.from.named.is_none() && told.question.from.set.is_empty() {
        return None;
    }
    let text = Text::from("It starts at ").then(told.start());
    if told.answer.moved.is_empty() {
        return Some(text.plain("."));
    }
    let held = told.answer.moved.iter().map(|(option, asked)| {
        let at = told.answer.options.iter().position(|known| known == option);
        let level = at.and_then(|at| told.answer.start.get(at)).map_or(asked, |level| level);
        let asked = names::level(told.dispute, option, asked);
        told.at(option, level).plain(" instead of ‘").name(asked).plain("’")
    });
    Some(text.plain(", but for what the focus holds: ").list(held).plain("."))
}

/// What the numbers are.
pub(crate) fn how_to_read(told: &Told<'_>) -> Text {
    let period = match told.period() {
        Some(1.0) => "A period is a month".to_string(),
        Some(12.0) => "A period is a year".to_string(),
        Some(months) => format!("A period is {} months", amount(months)),
        None => "A period is as long as the dossier leaves open".to_string(),
    };
    Text::from(format!(
        "{period}; in each one party has its turn, drawn by how often it moves, and changes one option by \
         one level or waits. At stake is what all together would lose if the exchange collapsed there; \
         less what whoever might break it would gain (temptation), less what imperfect alarms cost, it is \
         the slack. These are in the flow utility of the dossier per period; payments are in utility, \
         made once."
    ))
}

/// What is left out.
pub(crate) fn limits() -> Text {
    Text::from(
        "Roads are looked for among plans that all can see and that leave nothing to chance. With payments, \
         utility is taken to pass from party to party one for one, and all are taken to be as patient as \
         the least patient; without, each is as patient as it is. What is \
         forfeited after an alarm comes on top of the payments told.",
    )
}

/// What kind of thing a ladder is, and where it ends.
pub(crate) fn ladder(told: &Told<'_>, road: &Road, holds: bool) -> Text {
    let states = names::counted(road.states, "state", "states");
    let which = if holds { "" } else { " The road nearest to holding is told:" };
    let its = if holds { " Its" } else { " its" };
    let text = Text::from(format!(
        "A road says of every state it can come to, here {states}, who steps and who waits.{which}{its} \
         likeliest way is the ladder; exactly this order comes about in {} cases.",
        case(road.chance.to_f64())
    ));
    match road.ends.as_slice() {
        [end] if road.ends_left_out.is_zero() => {
            let text = text.plain(" Every way ends in the same state, ");
            text.then(told.state(&end.state)).plain(".")
        }
        ends => {
            let listed = ends.len() as u128 + road.ends_left_out.0;
            let many = detente_finding::Count(listed);
            text.plain(format!(
                " Depending on whose turn comes when, it ends in one of {many} states."
            ))
        }
    }
}

/// "about 4 of 1,000", "12 of 100".
fn case(share: f64) -> String {
    match share {
        share if share > 0.9995 => "all".to_string(),
        share if share >= 0.01 => format!("about {:.0} of 100", share * 100.0),
        share if share >= 0.001 => format!("about {:.0} of 1,000", share * 1_000.0),
        share if share > 0.0 => {
            let one_of = detente_finding::Count((1.0 / share).round() as u128);
            format!("about 1 of {one_of}")
        }
        _ => "next to none".to_string(),
    }
}

/// Where the weakest links are, and how one gets there, where the ladder does not lead there.
pub(crate) fn weakest(told: &Told<'_>, road: &Road) -> Vec<Text> {
    let off = |state: &[String]| told.rung(state, &road.ladder).is_none();
    let mut said = Vec::new();
    let unpaid = match &road.unpaid {
        UnpaidLine::Fails(hold) | UnpaidLine::Holds(hold) | UnpaidLine::Open(hold, _) => Some(hold),
        UnpaidLine::Nothing => None,
    };
    if let Some(hold) = unpaid.filter(|hold| off(&hold.state)) {
        let text = Text::from("Without payments it is weakest off the ladder, in the state ");
        said.push(text.then(told.state(&hold.state)).plain("."));
    }
    if off(&road.weakest.state) && !road.way.is_empty() {
        let text =
            Text::from("With payments it is weakest off the ladder. The likeliest way there: ");
        said.push(text.then(told.way(&road.way)).plain("."));
    }
    said
}

/// Whether two roads take the same steps on their likeliest ways.
pub(crate) fn same_steps(one: &Road, other: &Road) -> bool {
    let steps = |road: &Road| road.ladder.iter().map(|rung| rung.step.clone()).collect::<Vec<_>>();
    steps(one) == steps(other)
}

/// The road with most slack beside the one of largest value.
pub(crate) fn robust(told: &Told<'_>, roads: &Roads, game: &GameLine) -> Text {
    let best = &roads.best;
    let Some(robust) = &roads.robust else {
        return Text::from("No other road has more slack at its weakest link.");
    };
    let given = best.value.to_f64() - robust.value.to_f64();
    let text = Text::from(format!(
        "The most robust road, the one with most slack where it is weakest, has {} left there, {} more than \
         this one; it brings all together {} per period, {} less.",
        real(robust.weakest.holds.slack),
        amount((robust.weakest.holds.slack.to_f64() - best.weakest.holds.slack.to_f64()).max(0.0)),
        real(robust.value),
        amount(given.max(0.0))
    ));
    let first = |road: &Road, place: usize| road.ladder.get(place).map(|rung| rung.step.clone());
    let most = best.ladder.len().max(robust.ladder.len());
    let differs = (0..most).find(|place| first(best, *place) != first(robust, *place));
    match differs {
        None => text.plain(
            " Its likeliest way is the same; it differs in what it asks for where turns come otherwise.",
        ),
        Some(place) => {
            let step = |step: Option<Step>| {
                step.map_or(Text::from("no further step"), |step| told.step(&step))
            };
            let text = text.plain(if place == 0 {
                " It begins with another step: ".to_string()
            } else {
                format!(" It differs from step {} on: ", place + 1)
            });
            let text = text.then(step(first(robust, place)));
            let text = text.plain(" rather than ").then(step(first(best, place))).plain(". ");
            text.then(told.rests_on(robust, game))
        }
    }
}

/// How far a road leads.
pub(crate) fn farthest(told: &Told<'_>, blocked: &Blocked, game: &GameLine) -> Option<Text> {
    let far = blocked.farthest.as_ref()?;
    let left = names::number_word(far.left.0 as usize);
    let unit = if far.left.0 == 1 { "step" } else { "steps" };
    let text = Text::from(format!("The road that leads farthest may rest {left} {unit} from it, "));
    let end = far.road.ends.first();
    let text = end.map_or(text.clone(), |end| text.then(told.state(&end.state)));
    if far.road.ladder.is_empty() {
        return Some(text.plain(": at the start itself."));
    }
    let steps: Vec<Step> = far.road.ladder.iter().map(|rung| rung.step.clone()).collect();
    let text = text.plain(". Its likeliest way: ").then(told.way(&steps)).plain(". ");
    Some(text.then(told.rests_on(&far.road, game)))
}

/// That critical values were not worked out, and how to ask.
pub(crate) fn not_critical(in_report: bool) -> Text {
    let text = Text::from(
        "How patient the parties and how good alarms have to be was not worked out: for so many states it \
         takes minutes",
    );
    if in_report {
        return text.plain(". It can be asked for by itself.");
    }
    text.plain("; ").code("--critical").plain(" asks for it.")
}

/// In how many draws there is a road; `at_modes` there is something to aim at.
pub(crate) fn draws(draws: &RoadDraws, at_modes: bool) -> String {
    if draws.no_target == draws.draws {
        let too = if at_modes { "" } else { " either" };
        return format!(
            "with every uncertain number drawn from its range there is nothing to aim at{too}, {}.",
            in_all(draws.draws, draws.draws)
        );
    }
    let mut words = format!(
        "with every uncertain number drawn from its range there is a road {}",
        in_all(draws.road, draws.draws)
    );
    if draws.road > 0 {
        words += &match draws.unpaid {
            0 => "; in none of these does it surely hold without payments".to_string(),
            all if all == draws.road => ", which surely holds without payments in each".to_string(),
            some => format!(
                "; in {} of these it surely holds without payments",
                names::number_word(some as usize)
            ),
        };
    }
    if let Some([low, middle, high]) = draws.slack {
        words += &if draws.road == 1 {
            format!("; the most slack its weakest link can have is {}", real(middle))
        } else {
            format!(
                "; the most slack the weakest link of a road can have runs from {} to {}, {} in the \
                 middle one",
                real(low),
                real(high),
                real(middle)
            )
        };
    }
    if draws.no_target > 0 {
        let also = if at_modes { "" } else { " too" };
        words += &format!(
            "; {} there is nothing to aim at{also}",
            in_draws(draws.no_target, draws.draws)
        );
    }
    words + "."
}

/// The same in a short sentence, to end a verdict; nothing if all draws lack something to aim at.
pub(crate) fn draws_in_short(draws: &RoadDraws) -> Option<String> {
    if draws.no_target == draws.draws {
        return None;
    }
    let road = in_all(draws.road, draws.draws);
    let unpaid = match draws.unpaid {
        _ if draws.road == 0 => String::new(),
        0 => ", in none surely without payments".to_string(),
        all if all == draws.road => ", each time also without payments".to_string(),
        some => format!(", in {} surely without payments", names::number_word(some as usize)),
    };
    Some(format!(
        " With the uncertain numbers drawn from their ranges there is a road {road}{unpaid}."
    ))
}

/// "in all 20 draws", "in 3 of 20 draws (15 %)".
fn in_all(part: u32, draws: u32) -> String {
    if part == draws && draws > 1 { format!("in all {draws} draws") } else { in_draws(part, draws) }
}

/// What becomes of it if any deal may be bargained anew.
pub(crate) fn reopened(
    told: &Told<'_>,
    reading: &RoadmapReading,
    game: &GameLine,
) -> Option<String> {
    let reopened = game.reopened.as_ref()?;
    let chance = told.question.reopening.map_or(0.0, |chance| chance.to_f64());
    let start = format!(
        "If in {} of the periods all bargained anew over whatever had been agreed,",
        if chance >= 1.0 { "each".to_string() } else { of_hundred(chance) }
    );
    let Some(joint) = reopened.joint else {
        return Some(format!("{start} nothing would hold any more."));
    };
    let beside = match &reading.outcome {
        Outcome::Road(roads) => {
            format!("; this road, never reopened, brings {}", real(roads.best.value))
        }
        _ => String::new(),
    };
    let unsettled = if something(reopened.change.to_f64() - 1e-6) {
        format!(
            ". Values still moved by {} after {} periods",
            real(reopened.change),
            reopened.periods
        )
    } else {
        String::new()
    };
    Some(format!(
        "{start} the most all together could have from the start on would be {} per period{beside}: who \
         concedes today bargains from a weaker position tomorrow{unsettled}.",
        real(joint)
    ))
}

/// By how much joint values may be too high.
pub(crate) fn optimism(game: &GameLine) -> Option<String> {
    something(game.optimism.to_f64()).then(|| {
        format!(
            "Joint values may be too high by up to {}: where all parties have promised something, false \
             alarms about all of them can sound at once, and then nobody is left to be rewarded.",
            real(game.optimism)
        )
    })
}
