//! Which roads there are, and what stands in the way where there is none.

use detente_finding::{Blocked, Outcome, Roads as RoadsTold};

use super::road::{Roads, Told};
use super::words::size;

type Lines = Vec<(&'static str, Told)>;

/// Checks the best road, and the firmest.
pub(super) fn roads(roads: &Roads<'_>, rests: &dyn Fn(usize) -> bool, said: &RoadsTold) -> Lines {
    let fine = roads.field.values.fine();
    let mut lines = vec![("best road", roads.check(rests, 0.0, &said.best))];
    let slack = said.best.weakest.holds.slack.to_f64();
    let most = said.robust.as_ref().map_or(slack, |robust| robust.weakest.holds.slack.to_f64());
    if let Some(robust) = &said.robust {
        let told = match most > slack {
            true => roads.check(rests, most, robust),
            false => Told::Wrong("it is no firmer than the best road".to_string()),
        };
        lines.push(("firmest road", told));
    }
    if is_road(roads, rests, most + fine) {
        let why = format!("a road is firmer than {most}");
        lines.push(("firmest road", Told::Wrong(why)));
    } else {
        lines.push(("firmest road", Told::Holds("no road is firmer")));
    }
    lines
}

/// Checks what is told where there is no road.
pub(super) fn blocked(roads: &Roads<'_>, rests: &dyn Fn(usize) -> bool, said: &Outcome) -> Lines {
    let fine = roads.field.values.fine();
    let wrong = |why: &str| vec![("no road", Told::Wrong(why.to_string()))];
    let right = || vec![("no road", Told::Holds("there is none, for the reason told"))];
    // A road whose weakest link has hardly any slack may be one or not.
    if is_road(roads, rests, fine) {
        return wrong("there is a road");
    }
    let perhaps = is_road(roads, rests, -fine);
    let path = roads.field.steps_left(rests).contains_key(&roads.field.start);
    let alarms = is_road(roads, rests, f64::NEG_INFINITY);
    let mut lines = match said {
        Outcome::NoPath if path => wrong("steps lead there"),
        Outcome::NoAlarm if !path || alarms => wrong("alarms are not what stands in the way"),
        Outcome::NoPath | Outcome::NoAlarm => right(),
        Outcome::Blocked(_) if !alarms => wrong("no road leads there whatever holds"),
        Outcome::Blocked(told) => blocked_by(roads, rests, told),
        _ => wrong("another outcome was expected"),
    };
    if perhaps {
        let why = "a road may hold: its weakest link has hardly any slack".to_string();
        lines.push(("no road", Told::Open(why)));
    }
    lines
}

fn is_road(roads: &Roads<'_>, rests: &dyn Fn(usize) -> bool, slack: f64) -> bool {
    roads.field.pass(rests, slack).value.contains_key(&roads.field.start)
}

fn blocked_by(roads: &Roads<'_>, rests: &dyn Fn(usize) -> bool, said: &Blocked) -> Lines {
    let fine = roads.field.values.fine();
    let deficit = said.deficit.to_f64();
    let least = -said.nearest.weakest.holds.slack.to_f64();
    let nearest = if (deficit - least).abs() > fine {
        Told::Wrong(format!("its weakest link is {least} short, not {deficit}"))
    } else if is_road(roads, rests, fine - deficit) {
        Told::Wrong(format!("a road is less than {deficit} short"))
    } else {
        roads.check(rests, -deficit, &said.nearest)
    };
    vec![("nearest road", nearest), ("farthest road", farthest(roads, rests, said))]
}

fn farthest(roads: &Roads<'_>, rests: &dyn Fn(usize) -> bool, said: &Blocked) -> Told {
    let fine = roads.field.values.fine();
    let left = roads.field.steps_left(rests);
    let Some(most) = left.get(&roads.field.start).copied() else {
        return Told::Wrong("no steps lead there".to_string());
    };
    let within = |steps: usize| {
        let left = &left;
        move |state: usize| left.get(&state).is_some_and(|left| *left <= steps)
    };
    // One step nearer than told, or no nearer than the start.
    let nearer = match &said.farthest {
        Some(farthest) if size(farthest.left) > most => {
            return Told::Wrong("it leads no nearer than the start".to_string());
        }
        Some(farthest) => size(farthest.left).checked_sub(1),
        None => Some(most),
    };
    let mut doubt = false;
    if let Some(nearer) = nearer {
        let nearer = within(nearer);
        if is_road(roads, &nearer, fine) {
            return Told::Wrong("a road leads farther".to_string());
        }
        doubt = is_road(roads, &nearer, -fine);
    }
    let told = match &said.farthest {
        Some(farthest) => roads.check(&within(size(farthest.left)), 0.0, &farthest.road),
        None => Told::Holds("none may even rest at the start"),
    };
    match told {
        Told::Right(_) | Told::Holds(_) if doubt => {
            Told::Open("whether a road leads farther hangs on the last digit".to_string())
        }
        told => told,
    }
}
