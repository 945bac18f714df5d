//! What inspection buys, in sentences.

use detente_finding::{
    BudgetAnswer, Exact, LevelLine, ObligationLine, Site, Timeliness, VerificationAnswer,
};
use detente_model::{Dispute, Obligation, Rational};

use super::numbers::{both, both_periods, frequency, need, needed_periods, spread};
use crate::document::Text;
use crate::names;
use crate::words::numbers::{decimals, number};

/// The obligation a line is about; findings about another dispute have none.
pub(crate) fn obligation_of<'a>(dispute: &'a Dispute, id: &str) -> Option<&'a Obligation> {
    dispute.process.obligations.iter().find(|obligation| obligation.id == id)
}

/// The name of an obligation.
pub(crate) fn name<'a>(dispute: &'a Dispute, id: &'a str) -> &'a str {
    obligation_of(dispute, id).map_or(id, |obligation| obligation.name.as_str())
}

/// "inspectors' access at ‘ports’".
fn at_level(dispute: &Dispute, line: &ObligationLine, level: &LevelLine) -> Option<Text> {
    let (option, level) = (line.by.as_deref()?, level.level.as_deref()?);
    let text = Text::new().name(names::option(dispute, option)).plain(" at ‘");
    Some(text.name(names::level(dispute, option, level)).plain("’"))
}

/// In a sentence: which level suffices, or how many visits, or what an alarm would have to cost.
pub(crate) fn in_short(dispute: &Dispute, line: &ObligationLine) -> Text {
    let text = Text::new().strong(names::capital(name(dispute, &line.obligation))).plain(": ");
    if line.too_fine {
        return text.plain(
            "no answer; its numbers have more digits than are computed with exactly, and fewer \
             decimals would do.",
        );
    }
    let Some(held) = line.levels.get(line.held) else { return text.plain("no answer.") };
    let Some(margin) = held.margin else {
        let text = match (at_level(dispute, line, held), held.liquidity.at) {
            (at, Some(cost)) => {
                let with = at.map_or(Text::new(), |at| Text::from("with ").then(at).plain(" "));
                let cost = format!("an alarm would have to cost at least {}", number(cost));
                text.then(with).plain(cost)
            }
            (Some(at), None) => text.plain("with ").then(at).plain(
                " alarms are no likelier with a breach than without one, so no consequence of an alarm \
                 deters",
            ),
            (None, None) => text.plain(
                "alarms are no likelier with a breach than without one, so no consequence of an alarm \
                 deters",
            ),
        };
        return text.then(best_level(dispute, line)).plain(".");
    };
    let nothing = Rational::from(0);
    if margin.at.0 >= nothing {
        let text = match at_level(dispute, line, held) {
            Some(at) => text.plain("with ").then(at).plain(" the declared penalty deters"),
            None => text.plain("the declared penalty deters"),
        };
        let doubt = if margin.low.0 < nothing { ", though not in all of its ranges" } else { "" };
        return text.plain(format!("{doubt}, without a visit."));
    }
    let text = match at_level(dispute, line, held) {
        Some(at) => text.plain("with ").then(at).plain(" the declared penalty does not deter"),
        None => text.plain("the declared penalty does not deter by itself"),
    };
    let text = match held.visits {
        Some(visits) if visits.at.is_some() => {
            text.plain(format!("; a visit in {} would", needed_periods(&visits)))
        }
        Some(_) => text.plain(", not even with a visit in every period"),
        None => text,
    };
    text.then(least_level(dispute, line)).plain(".")
}

/// "; from ‘boats’ on it needs no visit".
fn least_level(dispute: &Dispute, line: &ObligationLine) -> Text {
    let deters = |level: &&LevelLine| level.margin.is_some_and(|m| m.at.0 >= Rational::from(0));
    let (Some(by), Some(least)) = (&line.by, line.levels.iter().find(deters)) else {
        return if line.by.is_some() {
            Text::from("; no level deters without visits")
        } else {
            Text::new()
        };
    };
    let level = least.level.as_deref().unwrap_or_default();
    let surely = least.margin.is_some_and(|margin| margin.low.0 >= Rational::from(0));
    let doubt = if surely { "" } else { ", though not in all of its ranges" };
    let text = Text::from("; the least level that deters without visits is ‘");
    text.name(names::level(dispute, by, level)).plain(format!("’{doubt}"))
}

/// "; 0.67 at ‘full’".
fn best_level(dispute: &Dispute, line: &ObligationLine) -> Text {
    let at = |level: &&LevelLine| level.liquidity.at;
    let best = line.levels.iter().filter(|level| at(level).is_some()).min_by_key(at);
    let held = line.levels.get(line.held);
    match (&line.by, best) {
        (Some(by), Some(best)) if Some(best.liquidity.at) != held.map(|h| h.liquidity.at) => {
            let cost = best.liquidity.at.map(number).unwrap_or_default();
            let level = best.level.as_deref().unwrap_or_default();
            let text = Text::from("; least at ‘").name(names::level(dispute, by, level));
            text.plain(format!("’: {cost}"))
        }
        _ => Text::new(),
    }
}

/// What is told of an obligation after its name.
pub(crate) fn detail(dispute: &Dispute, line: &ObligationLine) -> Vec<Text> {
    let party = names::party(dispute, &line.party);
    let mut said = vec![
        Text::new()
            .name(party)
            .plain(format!(" is bound. A breach would gain it {}", spread(&line.temptation)))
            .plain(format!(" per period and cost the others {}.", spread(&line.harm))),
    ];
    said.extend(not_in_force(dispute, line));
    let Some(held) = line.levels.get(line.held) else { return said };
    said.push(seen(dispute, line, held));
    if held.liquidity.at.is_none() {
        said.push(Text::from(
            "Such alarms are no likelier with a breach than without one: whatever follows them, it \
             does not make keeping the better choice.",
        ));
    } else {
        let cost = need(&held.liquidity);
        said.push(Text::from(format!(
            "If the same followed every alarm, right or wrong, it would have to cost {cost} for \
             keeping to be the better choice."
        )));
    }
    said.extend(bearable(held));
    said.extend(sampled(line));
    said.extend(unannounced(line));
    said.extend(cut(line, held));
    said.extend(lacks(line));
    said
}

/// That the promise does not bind as things stand.
fn not_in_force(dispute: &Dispute, line: &ObligationLine) -> Option<Text> {
    let obligation = obligation_of(dispute, &line.obligation).filter(|_| !line.in_force)?;
    let text = Text::from("This promise would bind only if ").code(dispute.text(&obligation.when));
    Some(text.plain("; at the levels held it does not."))
}

/// How likely a breach is seen, and how long it would last unseen.
fn seen(dispute: &Dispute, line: &ObligationLine, held: &LevelLine) -> Text {
    let text = match at_level(dispute, line, held) {
        Some(at) => Text::from("With ").then(at).plain(" a"),
        None => Text::from("A"),
    };
    let [right, wrong] = both_periods(&held.detect, &held.false_alarm);
    let text = text.plain(format!(
        " breach raises an alarm in {right}, and there is one without a breach in {wrong}.",
    ));
    let months = dispute.process.time.as_ref().map(|time| time.period_months);
    match held.unseen.at {
        None => text.plain(" A lasting breach would never be seen."),
        Some(periods) => {
            let one = periods.0 == Rational::from(1);
            let unit = if one { "whole period" } else { "whole periods" };
            let long = need(&held.unseen);
            let months = months.map(|months| {
                let months = periods.to_f64() * detente_model::number::to_float(&months);
                format!(", about {months:.0} months")
            });
            let months = months.filter(|_| held.unseen.is_exact() && periods.0 > 0.into());
            let months = months.unwrap_or_default();
            text.plain(format!(
                " A lasting breach would stay unseen for {long} {unit} on average{months}."
            ))
        }
    }
}

/// How many false alarms can be borne.
fn bearable(held: &LevelLine) -> Option<Text> {
    let margin = held.margin?;
    if margin.at.0 < 0.into() {
        let needed = held.needed?;
        let enough = if needed.0 > 1.into() {
            "not even certain detection would deter".to_string()
        } else {
            format!("an alarm over a breach in {} periods would deter", frequency(needed))
        };
        return Some(Text::from(format!("With the declared penalty and no visit, {enough}.")));
    }
    let most = held.most_false_alarms?;
    let text = if most.0 >= 1.into() {
        "The declared penalty would deter however often alarms are false.".to_string()
    } else {
        format!(
            "The declared penalty would deter with false alarms in up to {} periods.",
            frequency(most)
        )
    };
    Some(Text::from(text))
}

fn sampled(line: &ObligationLine) -> Option<Text> {
    let sample = line.sample.as_ref()?;
    let text = format!(
        "A visit looks at {} of {} items, of which a breach falsifies {}: it finds one of them in {} \
         cases",
        sample.looks_at,
        sample.items,
        sample.falsified,
        frequency(sample.finds)
    );
    Some(Text::from(match sample.enough {
        Some(0) => format!("{text}."),
        Some(enough) => {
            format!(
                "{text}. With a visit in every period, looking at {} would deter.",
                names::number_word(enough as usize)
            )
        }
        None => format!("{text}."),
    }))
}

fn unannounced(line: &ObligationLine) -> Option<Text> {
    let mixed = line.unannounced.as_ref()?;
    let [visit, breach] = both(mixed.visit, mixed.breach);
    Some(Text::from(format!(
        "Unless the inspecting side announces how likely visits are and holds to it, both sides would \
         mix: a visit in {visit} periods and a breach in {breach}. Announcing the same visits, just above what \
         deters, lowers what that side loses from {} to {} per period, in its own unit.",
        number(mixed.loss),
        number(mixed.announced)
    )))
}

/// Where the signal would best be cut, if that is not where it is.
fn cut(line: &ObligationLine, held: &LevelLine) -> Option<Text> {
    let (point, now) = (held.operating?, held.liquidity.at?);
    let least = point.liquidity.to_f64();
    if line.temptation.at.0 == 0.into() || least > now.to_f64() * 0.95 {
        return None;
    }
    let hundred = |share: f64| format!("about {:.0} of 100", share * 100.0);
    Some(Text::from(format!(
        "If one graded signal lies behind the alarms (two normal distributions of equal width), \
         another threshold would need least at stake: with alarms over {} breaches and in {} periods \
         without one, an alarm would have to cost {least:.2} instead of {}. What so many false \
         accusations would do is not counted.",
        hundred(point.detect.to_f64()),
        hundred(point.false_alarm.to_f64()),
        number(now)
    )))
}

/// Which keys would tell more.
fn lacks(line: &ObligationLine) -> Option<Text> {
    let mut text = Text::from("To tell more, the dossier would need ");
    let last = line.missing.len().checked_sub(1)?;
    for (place, key) in line.missing.iter().enumerate() {
        let before = match place {
            0 => "",
            _ if place == last => " and ",
            _ => ", ",
        };
        text = text.plain(before).code(key.clone());
    }
    Some(text.plain(" in ").code(format!("[obligation.{}]", line.obligation)).plain("."))
}

/// What all obligations together ask of an alarm.
pub(crate) fn together(answer: &VerificationAnswer) -> Option<Text> {
    if answer.obligations.len() < 2 {
        return None;
    }
    let all = answer.together?;
    Some(Text::from(format!(
        "All obligations at once, at these levels, take {}: what the parties together would have to \
         lose by alarms per period, if only those who are not accused can be rewarded.",
        decimals(all.to_f64())
    )))
}

/// What the budget deters.
pub(crate) fn budget(dispute: &Dispute, budget: &BudgetAnswer) -> Text {
    let nothing = Exact(Rational::from(0));
    let open: Vec<&Site> = budget.sites.iter().filter(|site| site.incentive > nothing).collect();
    if open.is_empty() {
        return Text::from("No visit is needed: the declared penalties deter at these levels.");
    }
    let text = without_visits(budget.sites.len() - open.len(), budget.sites.len());
    let text = match budget.full.at {
        Some(_) => {
            let visits = if text.is_empty() { "Visits" } else { "; visits" };
            let text =
                text.plain(format!("{visits} that cost {} per period deter ", need(&budget.full)));
            let text = match open.as_slice() {
                [only] => text.name(name(dispute, &only.obligation)),
                _ if open.len() < budget.sites.len() => text.plain("the others"),
                _ => text.plain("all"),
            };
            match budget.full.high {
                Some(_) => text,
                None => text.plain("; at the worst of their ranges no budget does"),
            }
        }
        None => {
            let never = open.iter().filter(|site| site.deterrence.at.is_none());
            let never = never.map(|site| name(dispute, &site.obligation));
            let no = if text.is_empty() { "No" } else { "; no" };
            text.plain(format!("{no} budget of visits deters from breaching ")).names(never)
        }
    };
    text.then(spent(dispute, budget, open.len()))
}

/// "The declared penalties deter two of three obligations"; nothing if they deter none.
fn without_visits(deterred: usize, all: usize) -> Text {
    if deterred == 0 {
        return Text::new();
    }
    let (deterred, all) = (names::number_word(deterred), names::number_word(all));
    Text::from(format!("The declared penalties deter {deterred} of {all} obligations"))
}

/// What the budget deters of the obligations that penalties leave open.
fn spent(dispute: &Dispute, budget: &BudgetAnswer, open: usize) -> Text {
    let Some(spent) = &budget.spent else { return Text::from(".") };
    let some = open < budget.sites.len();
    let word = names::number_word(open);
    let deters = match (spent.deters, open) {
        (0, 1) => "does not deter it".to_string(),
        (_, 1) => "deters it".to_string(),
        (0, _) if some => format!("deters none of these {word}"),
        (0, _) => format!("deters none of the {word}"),
        (all, _) if all == open => format!("deters all {word}"),
        (part, _) if some => format!("deters {} of these {word}", names::number_word(part)),
        (part, _) => format!("deters {} of the {word}", names::number_word(part)),
    };
    let first = if open == 1 { "" } else { ", spent on the cheapest first," };
    let text = Text::from(format!(". A budget of {}{first} {deters}", spread(&spent.budget)));
    match budget.cheapest.get(spent.deters) {
        Some((next, up_to)) => {
            let more = number(Exact(up_to.0 - spent.budget.at.0));
            let text = text.plain(format!("; {more} more would"));
            match (open, spent.deters) {
                (1, _) => text.plain("."),
                (_, 0) => text.plain(" deter ").name(name(dispute, next)).plain("."),
                _ => text.plain(" deter ").name(name(dispute, next)).plain(" too."),
            }
        }
        None => text.plain("."),
    }
}

/// What an even spread of the budget leaves.
pub(crate) fn even(budget: &BudgetAnswer) -> Option<Text> {
    let spent = budget.spent.as_ref()?;
    let start = budget.curve.first()?.incentive;
    if spent.incentive.0 <= 0.into() {
        let text =
            "Spread so that nobody is tempted, the budget leaves nobody better off by breaking.";
        return Some(Text::from(text));
    }
    let text = format!(
        "Spread so that the largest gain by breaking is as small as can be, it leaves {} of {}; ",
        number(spent.incentive),
        number(start)
    );
    Some(Text::from(match spent.next {
        Some(next) => text + &format!("more takes off {} per unit.", number(next)),
        None => text + "more visits would not lower it.",
    }))
}

/// How long one visit leaves a breach unseen.
pub(crate) fn timeliness(dispute: &Dispute, timeliness: &Timeliness) -> Text {
    let months = |share: Exact| {
        let months = dispute.process.time.as_ref()?.period_months;
        let months = share.to_f64() * detente_model::number::to_float(&months);
        Some(format!(" ({months:.1} months)"))
    };
    let half = Exact(Rational::new(1, 2));
    Text::from(format!(
        "How long may a breach go unseen? One visit announced for the middle of a period, besides one at \
         its end, leaves at most half of the period{}. One at a time the bound party does not know, on \
         any of {} occasions, leaves {} of it on average{}, whenever the breach begins; with ever more \
         occasions about 37 of 100 (1/e).",
        months(half).unwrap_or_default(),
        names::number_word(timeliness.occasions as usize),
        frequency(timeliness.delay),
        months(timeliness.delay).unwrap_or_default()
    ))
}

/// Keys outside obligations that would tell more.
pub(crate) fn missing(answer: &VerificationAnswer) -> Option<Text> {
    let mut text = Text::from("To tell more of all together, the dossier would need ");
    let last = answer.missing.len().checked_sub(1)?;
    for (place, key) in answer.missing.iter().enumerate() {
        let before = match place {
            0 => "",
            _ if place == last => " and ",
            _ => ", ",
        };
        text = text.plain(before).code(key.clone());
    }
    Some(text.plain("."))
}

/// What the tables of seasons show.
pub(crate) fn season() -> Text {
    Text::from(
        "Visits spread over occasions: the bound party sees each visit and picks its occasion; a breach \
         that meets a visit is found and ends the game, any other gains one temptation (the games of \
         Dresher and von Stengel). Worth is what breaking gains on average against the best \
         schedule. ‘Visit first’ is in how many of 100 cases \
         a visit on the first occasion holds it there.",
    )
}
