//! Baselines in sentences.

use detente_finding::{
    BaselineAnswer, Centres, Exact, IssueBaseline, Median, PartyPosition, Span, StatusQuo,
    StatusQuoReading, Weighing,
};
use detente_model::{Dispute, Issue};

use crate::document::Text;
use crate::names;
use crate::words::verdict;

/// A number to one decimal; a whole one without.
pub(crate) fn number(value: Exact) -> String {
    if value.0.is_integer() { value.to_string() } else { format!("{:.1}", value.to_f64()) }
}

/// A number, and its span where it has one: `66.1 (61–72.4)`.
pub(crate) fn between(value: &Span) -> String {
    spanned(number(value.at), value.low, value.high)
}

/// A median, or both, and the span: `20 to 80`.
pub(crate) fn median(value: &Median) -> String {
    let at = if value.lower == value.upper {
        number(value.lower)
    } else {
        format!("{} to {}", number(value.lower), number(value.upper))
    };
    if value.is_exact() { at } else { spanned(at, value.low, value.high) }
}

fn spanned(at: String, low: Exact, high: Exact) -> String {
    if low == high { at } else { format!("{at} ({}–{})", number(low), number(high)) }
}

/// The issue a line is about; findings about another dispute have none.
pub(crate) fn issue_of<'a>(dispute: &'a Dispute, line: &IssueBaseline) -> Option<&'a Issue> {
    dispute.process.issues.iter().find(|issue| issue.id == line.issue)
}

/// The name of an issue.
pub(crate) fn name<'a>(dispute: &'a Dispute, line: &'a IssueBaseline) -> &'a str {
    issue_of(dispute, line).map_or(line.issue.as_str(), |issue| issue.name.as_str())
}

/// "On enrichment the weighted mean of seven positions is 66.1 and the weighted median 75."
pub(crate) fn issue(dispute: &Dispute, line: &IssueBaseline) -> Text {
    let text = Text::new().plain("On ").name(name(dispute, line));
    if line.too_fine {
        return text.plain(
            " there is no answer: its numbers have more digits than are computed with exactly; \
             fewer decimals would do.",
        );
    }
    match (line.parties.as_slice(), &line.weighted) {
        ([], _) => text.plain(" no party has a position."),
        ([only], _) => {
            let party = names::party_in_short(dispute, &only.party);
            let text = text.plain(" only ").name(party).plain(" has a position: ");
            text.plain(format!("{}.", between(&only.position)))
        }
        (_, None) => text.plain(" no party has any weight, so there is no weighted mean."),
        (parties, Some(Centres { mean, median: middle })) => text.plain(format!(
            " the weighted mean of {} positions is {} and the weighted median {}.",
            names::number_word(parties.len()),
            between(mean),
            median(middle)
        )),
    }
}

/// After the start: who stands near, who moves the mean, and what it would be without weights.
pub(crate) fn detail(dispute: &Dispute, line: &IssueBaseline, start: Text) -> Text {
    let mut parts: Vec<Text> = Vec::new();
    if line.parties.len() > 1 && !line.too_fine {
        parts.extend(nearest(dispute, line));
        parts.extend(without(dispute, line));
        if let Some(Centres { mean, median: middle }) = &line.equal {
            parts.push(Text::from(format!(
                "With all counting alike the mean is {} and the median {}.",
                between(mean),
                median(middle)
            )));
        }
    }
    parts.extend(weighing(dispute, line));
    let all = parts.into_iter().fold(start, |all, part| all.plain(" ").then(part));
    match issue_of(dispute, line) {
        Some(issue) => all.then(names::standing(dispute, &issue.backing)),
        None => all,
    }
}

fn nearest(dispute: &Dispute, line: &IssueBaseline) -> Option<Text> {
    let near = |party: &&PartyPosition| line.nearest.contains(&party.party);
    let parties: Vec<&PartyPosition> = line.parties.iter().filter(near).collect();
    let stand = if parties.len() == 1 { " stands " } else { " stand " };
    let list = parties.iter().map(|party| {
        let name = names::party_in_short(dispute, &party.party);
        Text::new().name(name).plain(format!(" at {}", number(party.position.at)))
    });
    let text = Text::from("Nearest to the weighted mean").plain(stand).list(list).plain(".");
    (!parties.is_empty()).then_some(text)
}

/// "Leaving out Iran would raise it most, to 78.2; leaving out Israel would lower it most, to 59.5."
fn without(dispute: &Dispute, line: &IssueBaseline) -> Option<Text> {
    let mean = line.weighted.as_ref()?.mean.at;
    let moved = || line.parties.iter().filter_map(|party| Some((party, party.without?)));
    let most = |to: Exact, word: &str| {
        let parties = moved().filter(|(_, without)| *without == to);
        let parties: Vec<String> =
            parties.map(|(party, _)| names::party_in_short(dispute, &party.party)).collect();
        let one = if parties.len() == 1 { "leaving out " } else { "leaving out one of " };
        let text = Text::new().plain(one).names(parties);
        text.plain(format!(" would {word} it most, to {}", number(to)))
    };
    let (least, greatest) = (moved().map(|(_, m)| m).min()?, moved().map(|(_, m)| m).max()?);
    let lower = (least < mean).then(|| most(least, "lower"));
    let raise = (greatest > mean).then(|| most(greatest, "raise"));
    let text = match (lower, raise) {
        (Some(lower), Some(raise)) => lower.plain("; ").then(raise),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => return None,
    };
    Some(text.capital().plain("."))
}

/// Who is left out, or that salience alone weighs.
fn weighing(dispute: &Dispute, line: &IssueBaseline) -> Option<Text> {
    if line.parties.is_empty() {
        return None;
    }
    if line.weighing == Weighing::Salience {
        return Some(Text::from("No party here has a capability: salience alone weighs."));
    }
    let left_out = line.parties.iter().filter(|party| party.capability.is_none());
    let left_out: Vec<String> =
        left_out.map(|party| names::party_in_short(dispute, &party.party)).collect();
    let have = if left_out.len() == 1 { " has" } else { " have" };
    let it = if left_out.len() == 1 { "it is" } else { "they are" };
    (!left_out.is_empty()).then(|| {
        let text = Text::new().names(left_out).plain(have);
        text.plain(format!(" no capability: {it} left out of weighted numbers."))
    })
}

/// What weighs, what a span is, and where the idea is from.
pub(crate) fn how_to_read(answer: &BaselineAnswer) -> Text {
    let lines = || answer.issues.iter();
    let spans = lines().flat_map(|line| &line.weighted);
    let spans = spans.filter(|c| !c.mean.is_exact() || !c.median.is_exact()).count() > 0;
    let mut words = "A party's weight on an issue is its capability times its salience, as at the \
                     start of the challenge model (after Bueno de Mesquita); the weighted mean alone \
                     was found hard to beat as a forecast (Achen 2006)."
        .to_string();
    words += " At most half of the weight stands below the weighted median, at most half above.";
    if spans {
        words += " In brackets: how far a number may lie off when every range it rests on runs \
                  through its values.";
    }
    Text::from(words + " Numbers are rounded to one decimal.")
}

/// Whether the status quo is anything to agree to.
pub(crate) fn status_quo(dispute: &Dispute, status_quo: Option<&StatusQuo>) -> Text {
    let Some(status_quo) = status_quo else {
        return Text::from(
            "The dossier has no status quo that could stay; `[state.status-quo]` would say where \
             things stand.",
        );
    };
    let text = Text::from("The plainest forecast is that the status quo stays. ");
    let text = text.plain(match (status_quo.feasible, status_quo.package) {
        (false, _) => "It is not even feasible.",
        (true, None) => "It is feasible; the dossier does not say what a deal is.",
        (true, Some(true)) => "It is feasible and a package.",
        (true, Some(false)) => "It is feasible but no package.",
    });
    // Readings that say the same stand together.
    let mut groups: Vec<Vec<&StatusQuoReading>> = Vec::new();
    for line in &status_quo.readings {
        let same = |group: &&mut Vec<&StatusQuoReading>| group[0].accept == line.accept;
        match groups.iter_mut().find(same) {
            Some(group) => group.push(line),
            None => groups.push(vec![line]),
        }
    }
    let mut text = text;
    for (place, group) in groups.iter().enumerate() {
        let under = group.iter().map(|line| names::reading(dispute, &line.reading));
        text = text.plain(if place == 0 { " Under " } else { "; under " }).names(under);
        text = text.plain(" ").then(accepted(dispute, group[0]));
    }
    if groups.is_empty() { text } else { text.plain(".") }
}

/// "its levels meet the rules of IAEA and Russia alone".
fn accepted(dispute: &Dispute, line: &StatusQuoReading) -> Text {
    let audiences: Vec<&str> = line.accept.iter().chain(&line.reject).map(String::as_str).collect();
    let named = |ids: &[String]| -> Vec<String> {
        ids.iter().map(|id| names::audience(dispute, id).to_string()).collect()
    };
    match (line.accept.len(), line.reject.len()) {
        (0, 0) => Text::from("nobody is asked"),
        (_, 0) => {
            Text::from("its levels meet the rules of ").then(verdict::all_of(dispute, &audiences))
        }
        (0, 1) => Text::from("its levels do not meet the rule of ").names(named(&line.reject)),
        (0, n) => Text::from(format!(
            "its levels meet the rule of none of the {} audiences",
            names::number_word(n)
        )),
        (accept, reject) if accept <= reject => {
            let text = Text::from(if accept == 1 {
                "its levels meet the rule of "
            } else {
                "its levels meet the rules of "
            });
            text.names(named(&line.accept)).plain(" and no other")
        }
        _ => Text::from("its levels meet all rules but ")
            .plain(if line.reject.len() == 1 { "that of " } else { "those of " })
            .names(named(&line.reject)),
    }
}

/// "Plain baselines: the status quo stays; the weighted mean of positions, 0 to 100, is 66.1 on
/// enrichment and 81.8 on access."
pub(crate) fn beside(dispute: &Dispute, answer: &BaselineAnswer) -> Option<Text> {
    let means = answer.issues.iter().filter_map(|line| {
        let mean = number(line.weighted.as_ref()?.mean.at);
        Some(Text::new().plain(format!("{mean} on ")).name(name(dispute, line)))
    });
    let means: Vec<Text> = means.collect();
    let stays = answer.status_quo.is_some();
    let mean = "the weighted mean of the parties' positions, from 0 to 100, is ";
    let text = Text::from("Plain baselines that an answer has to beat: ");
    Some(match (stays, means.is_empty()) {
        (false, true) => return None,
        (true, true) => text.plain("the status quo stays."),
        (false, false) => text.plain(mean).list(means).plain("."),
        (true, false) => text.plain("the status quo stays; ").plain(mean).list(means).plain("."),
    })
}
