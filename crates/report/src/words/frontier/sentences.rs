//! The sentences of a frontier: how much is left of it stage by stage, and what each fair division
//! chooses, or why none is chosen.

use detente_finding::{
    Count, FrontierAnswer, FrontierQuestion, FrontierReading, PointLine, Refused, Solution,
    SolutionLine, Stage, StageLine, Tally,
};
use detente_model::Dispute;

use crate::document::Text;
use crate::names;
use crate::words::verdict;

/// An answer with what it takes to tell it.
pub(crate) struct Told<'a> {
    pub(crate) dispute: &'a Dispute,
    pub(crate) answer: &'a FrontierAnswer,
    pub(crate) question: &'a FrontierQuestion,
}

/// What a solution is called.
pub(crate) fn called(solution: Solution) -> &'static str {
    match solution {
        Solution::Utilitarian => "utilitarian",
        Solution::Nash => "Nash",
        Solution::Egalitarian => "egalitarian",
        Solution::KalaiSmorodinsky => "Kalai–Smorodinsky",
    }
}

/// What a stage is, in a sentence.
pub(crate) fn stage_words(stage: Stage) -> &'static str {
    match stage {
        Stage::All => "all packages",
        Stage::Accepted => "the packages all accept",
        Stage::Rational => "the packages all accept and no party loses by",
    }
}

/// A number of packages, where there may be more than can be counted.
pub(crate) fn amount(count: Count) -> String {
    if count.0 == u128::MAX { "over 3.4·10³⁸".to_string() } else { count.to_string() }
}

/// "1 package", "over 3.4·10³⁸ packages".
pub(crate) fn packages(count: Count) -> String {
    format!("{} {}", amount(count), if count.0 == 1 { "package" } else { "packages" })
}

impl Told<'_> {
    /// Why nothing can be said, where nothing can.
    pub(crate) fn nothing_to_say(&self) -> Option<Text> {
        if let Some(reason) = &self.answer.too_large {
            return Some(Text::from(format!("There is no answer: {reason}.")));
        }
        if self.dispute.deal.is_none() {
            return Some(Text::from(
                "The dossier does not say what a deal is, so there are no packages to compare; a \
                 `[deal]` table would.",
            ));
        }
        self.answer.readings.is_empty().then(|| {
            Text::from(
                "The dossier has no reading: it does not say what packages are worth to whom.",
            )
        })
    }

    /// "all eight audiences".
    pub(crate) fn everybody(&self) -> Text {
        let needs = self.dispute.deal.iter().flat_map(|deal| &deal.needs);
        let ids: Vec<&str> =
            needs.map(|audience| self.dispute.audiences[*audience].id.as_str()).collect();
        verdict::all_of(self.dispute, &ids)
    }

    /// "Under Bridging the frontier of all 5,034,240 packages has 212 vectors of what they are worth to
    /// four parties; that of the 31,104 acceptable to all eight audiences 18, of which …"
    pub(crate) fn verdict(&self, reading: &FrontierReading) -> Text {
        let under =
            Text::new().plain("Under ").name(names::reading(self.dispute, &reading.reading));
        if let Some(reason) = &reading.too_large {
            return under.plain(format!(" there is no answer: {reason}."));
        }
        if reading.scorers.is_empty() {
            return under
                .plain(" no party asked about has numbers, so packages cannot be compared.");
        }
        let stage = |stage: Stage| reading.stages.iter().find(|line| line.stage == stage);
        let Some(all) = stage(Stage::All) else { return under };
        if all.packages.is_none_or(Count::is_zero) {
            return under.plain(" there is no package to compare.");
        }
        let scorers = match reading.scorers.as_slice() {
            [only] => Text::new().name(names::party_in_short(self.dispute, &only.party)),
            all => Text::from(format!("{} parties", names::number_word(all.len()))),
        };
        let mut text = under
            .plain(format!(
                " the frontier of {} for ",
                all.packages.map_or_else(|| "all packages".to_string(), packages)
            ))
            .then(scorers)
            .plain(format!(" has {}", vectors(all)));
        if let Some(accepted) = stage(Stage::Accepted) {
            text = self.accepted(text, accepted);
            let some = !accepted.packages.is_none_or(Count::is_zero);
            if let Some(rational) = stage(Stage::Rational).filter(|_| some) {
                text = rational_words(text, rational, accepted);
            }
        }
        text.plain(".")
    }

    fn accepted(&self, text: Text, accepted: &StageLine) -> Text {
        let count = accepted.packages.unwrap_or_default();
        if count.is_zero() {
            return text.plain("; no package is acceptable to ").then(self.everybody());
        }
        text.plain(format!("; that of the {} acceptable to ", packages(count)))
            .then(self.everybody())
            .plain(format!(" {}", vectors(accepted)))
    }

    /// What the four divisions choose, those that choose the same together.
    pub(crate) fn solutions(&self, reading: &FrontierReading) -> Text {
        let mut text = Text::new();
        let mut told: Vec<&SolutionLine> = Vec::new();
        for line in &reading.solutions {
            let same = |other: &&SolutionLine| {
                other.points == line.points
                    && other.refused == line.refused
                    && other.tied == line.tied
            };
            if told.iter().any(same) {
                continue;
            }
            told.push(line);
            let names: Vec<&str> =
                reading.solutions.iter().filter(same).map(|line| called(line.solution)).collect();
            let sentence = match &line.refused {
                Some(refused) => self.refused(refused, &names, reading),
                None => chosen(line, &names),
            };
            text = if text.is_empty() { sentence } else { text.plain(" ").then(sentence) };
        }
        let share: Vec<&String> =
            reading.solutions.iter().flat_map(|line| &line.without_share).collect();
        if !share.is_empty() {
            let can = share.iter().map(|id| names::party_in_short(self.dispute, id));
            text = text.plain(" ").names(can).plain(
                " can gain nothing there and so has no share of a largest gain; Kalai–Smorodinsky \
                 compares the others.",
            );
        }
        text
    }

    fn refused(&self, refused: &Refused, names: &[&str], reading: &FrontierReading) -> Text {
        let parties =
            |ids: &[String]| ids.iter().map(|id| names::party_in_short(self.dispute, id)).collect();
        let solutions = Text::from(format!("There is no {} solution: ", list(names, "or")));
        match refused {
            Refused::NoPackage => {
                let accepted = reading.stages.iter().find(|line| line.stage == Stage::Accepted);
                let none = accepted.is_some_and(|line| line.points.is_zero());
                match (none, accepted.is_some()) {
                    (true, _) => {
                        Text::from("No solution is chosen, as there is nothing all accept")
                            .advice("; `--stage all` chooses among all packages")
                            .plain(".")
                    }
                    (false, true) => Text::from(
                        "No solution is chosen: every package all accept leaves some party with \
                         less than no agreement.",
                    ),
                    (false, false) => Text::from(
                        "No solution is chosen: every package leaves some party with less than no \
                         agreement.",
                    ),
                }
            }
            Refused::NoReservation(ids) => {
                let of: Vec<String> = parties(ids);
                solutions
                    .plain("it is not known what ")
                    .names(of)
                    .plain(" would get without agreement (")
                    .code(format!(
                        "[reading.{}.preference.{}] reservation",
                        reading.reading,
                        ids.first().map_or("PARTY", String::as_str)
                    ))
                    .plain(" or a status quo would say).")
            }
            Refused::NoGain(ids) => {
                let of: Vec<String> = parties(ids);
                solutions.names(of).plain(
                    " can gain nothing in any of these packages, so every product of gains is zero.",
                )
            }
            Refused::NoJointGain => solutions
                .plain("no package gives every party a gain, so every product of gains is zero."),
            Refused::Thinned => {
                Text::from("No solution is chosen, as the frontier is told in part only")
                    .advice("; fewer parties (`--parties`) may make it small enough")
                    .plain(".")
            }
        }
    }
}

fn rational_words(text: Text, rational: &StageLine, accepted: &StageLine) -> Text {
    let count = match rational.packages {
        Some(count) if Some(count) == accepted.packages => {
            return text.plain(", and none of these leaves a party with less than no agreement");
        }
        Some(count) if count.is_zero() => {
            return text.plain(", but each of these leaves some party with less than no agreement");
        }
        Some(count) => {
            let leave = if count.0 == 1 { "leaves" } else { "leave" };
            format!("; {} of these {leave} no party with less than no agreement, ", amount(count))
        }
        None => "; of those that leave no party with less than no agreement ".to_string(),
    };
    text.plain(format!("{count}{} on the frontier", vectors(rational)))
}

/// "18 vectors (1,540 packages)".
fn vectors(line: &StageLine) -> String {
    let points = names::counted(line.points, "vector", "vectors");
    match line.on_frontier {
        Some(on) if on != line.points => format!("{points} ({})", packages(on)),
        Some(_) => points,
        None => format!("{points} that nearly cover it"),
    }
}

fn chosen(line: &SolutionLine, names: &[&str]) -> Text {
    let (solution, choose) =
        if names.len() == 1 { ("solution", "chooses") } else { ("solutions", "choose") };
    let the = format!("The {} {solution} {choose} ", list(names, "and"));
    match (line.tied.0, line.points.first()) {
        (1, Some(point)) => Text::from(format!("{the}{}.", behind(point))),
        (1, None) => Text::from(format!("{the}one vector.")),
        (tied, _) => Text::from(format!("{the}between {} vectors that tie.", Count(tied))),
    }
}

/// "31,104 packages, variants of 12 deals".
fn behind(point: &PointLine) -> String {
    if point.packages.0 == u128::MAX {
        return packages(point.packages);
    }
    let told = names::tally(&Tally { packages: point.packages, deals: point.deals });
    match point.accepted {
        all if all == point.packages => told,
        none if none.is_zero() => format!("{told}, which not every audience accepts"),
        some => format!("{told}, of which all accept {some}"),
    }
}

fn list(names: &[&str], last: &str) -> String {
    match names {
        [] => String::new(),
        [only] => (*only).to_string(),
        [rest @ .., end] => format!("{} {last} {end}", rest.join(", ")),
    }
}
