//! Paths, searched and replayed again.

use detente_finding::{Count, PathAnswer, PathQuestion, ShortestPaths, Way};
use detente_model::{Dispute, Level, PartyId};
use serde_json::json;

use crate::cards::{card, referred};
use crate::concepts::Play;
use crate::graph::Field;
use crate::ledger::{Ledger, differences};
use crate::stability::{is_small, lengths};
use crate::ways::{Walker, Ways};
use crate::{names, resting};

/// Checks an answer about paths.
pub(crate) fn path(
    dispute: &Dispute,
    asked: &PathQuestion,
    said: &PathAnswer,
    ledger: &mut Ledger,
) -> Result<(), String> {
    let reading = names::one_reading(dispute, asked.reading.as_deref())?;
    let scope = names::scope(dispute, asked.focus.as_deref())?;
    let dispute = &*names::asked(dispute, asked.strict);
    let from = referred(dispute, &scope, &asked.from)?;
    let to = asked.to.as_ref().map(|to| referred(dispute, &scope, to)).transpose()?;
    let field = Field::new(dispute, &scope);
    let mut found = PathAnswer {
        reading: dispute.readings[reading].id.clone(),
        missing_preferences: names::missing_preferences(dispute, reading),
        options: names::option_ids(dispute),
        from: card(dispute, &from),
        to: to.as_deref().map(|to| card(dispute, to)),
        ..said.clone()
    };
    if is_small(&field) {
        found.too_large = None;
    }
    if let Some(why) = &found.too_large {
        ledger.skipped("answer", format!("not checked, why there is no full answer: {why}"));
        ledger.compare("path", &json!(said), &json!(found), "what was asked is as said");
        return Ok(());
    }
    if field.feasible.is_some() {
        found.feasible = field.feasible;
    }
    let asker = Asker { most: asked.list, from: &from, to: to.as_deref() };
    let ways = if to.is_some() { Way::ALL.len() } else { 0 };
    let mut mistakes: Vec<String> = lengths(said.ways.len(), ways).into_iter().collect();
    for (line, way) in found.ways.iter_mut().zip(Way::ALL) {
        line.way = way;
    }
    let holds = match &field.graph {
        Ok(graph) => {
            let play = Play::ranked(dispute, reading, graph);
            let start = graph.find(&from).ok_or("the state it starts from is not in scope")?;
            let walker = Walker { dispute, scope: &scope, reading, play: Some(&play) };
            for way in Way::ALL {
                let ways = Ways::new(&play, way, start);
                let others = ways.cost.iter().flatten().count() - 1;
                match way {
                    Way::Moves => found.by_moves = Some(Count(others as u128)),
                    Way::Improvements => {
                        found.by_improvements = Some(Count(others as u128));
                        let rest = resting::resting(&play, &ways).len();
                        found.resting = Some(Count(rest as u128));
                        let most = asked.list;
                        let wrong =
                            resting::mistakes(dispute, &walker, &play, &ways, &from, most, said);
                        mistakes.extend(wrong);
                    }
                    Way::Mixed => {}
                }
                let end = to.as_ref().and_then(|to| graph.find(to));
                let line = found.ways.iter_mut().find(|line| line.way == way);
                if let (Some(end), Some(line)) = (end, line) {
                    asker.shortest(&ways, end, line);
                    mistakes.extend(asker.paths(&walker, line));
                }
            }
            "the search was made again, the paths told replayed".to_string()
        }
        Err(why) => {
            ledger.skipped("counts", why.clone());
            let walker = Walker { dispute, scope: &scope, reading, play: None };
            for (number, line) in said.resting_states.iter().enumerate() {
                if let Err(why) = resting::told(dispute, &walker, &from, line) {
                    mistakes.push(format!("resting state {}: {why}", number + 1));
                }
            }
            for line in &said.ways {
                mistakes.extend(asker.paths(&walker, line));
            }
            let counts = [found.by_moves, found.by_improvements, found.resting, found.feasible];
            if counts.iter().any(Option::is_none) {
                mistakes.push("a count is missing".to_string());
            }
            "the paths told were replayed".to_string()
        }
    };
    mistakes.extend(differences(&json!(said), &json!(found)));
    ledger.settle("path", mistakes, holds);
    Ok(())
}

struct Asker<'a> {
    most: usize,
    from: &'a [Level],
    to: Option<&'a [Level]>,
}

impl Asker<'_> {
    /// Fills in what the search found; the paths told are checked apart.
    fn shortest(&self, ways: &Ways, end: usize, line: &mut ShortestPaths) {
        let cost = ways.cost[end];
        line.moves = cost.map(|(_, moves)| moves);
        line.against_preference = match line.way {
            // Where all moves count alike, shortest ways differ in this.
            Way::Moves => None,
            Way::Improvements | Way::Mixed => cost.map(|(against, _)| against),
        };
        line.count = ways.count[end].map(Count);
    }

    /// What is wrong with the paths told, given their number and cost.
    fn paths(&self, walker: &Walker<'_>, line: &ShortestPaths) -> Vec<String> {
        let word = match line.way {
            Way::Moves => "moves",
            Way::Improvements => "improvements",
            Way::Mixed => "mixed",
        };
        let mut mistakes = Vec::new();
        let count = line.count.map_or(usize::MAX, |n| usize::try_from(n.0).unwrap_or(usize::MAX));
        mistakes.extend(lengths(line.paths.len(), count.min(self.most)));
        let mut last: Option<Vec<(PartyId, Vec<Level>)>> = None;
        for (number, path) in line.paths.iter().enumerate() {
            let walked = match walker.walk(line.way, self.from, path) {
                Ok(walked) => walked,
                Err(why) => {
                    mistakes.push(format!("path {}: {why}", number + 1));
                    continue;
                }
            };
            let cost = (line.against_preference.unwrap_or(0), line.moves.unwrap_or(0));
            if Some(walked.end.as_slice()) != self.to {
                mistakes.push(format!("path {} leads elsewhere", number + 1));
            } else if walked.cost != cost {
                mistakes.push(format!("path {} is no shortest one", number + 1));
            } else if last.as_ref().is_some_and(|last| *last >= walked.back) {
                mistakes.push(format!("path {} is not in order, or stands twice", number + 1));
            }
            last = Some(walked.back);
        }
        mistakes.into_iter().map(|why| format!("{word}: {why}")).collect()
    }
}
