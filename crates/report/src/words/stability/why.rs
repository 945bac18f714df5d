//! Why one state holds, or not: every party's threats and how the others would answer them.

use std::collections::BTreeMap;

use detente_finding::{
    Concept, Finding, PartyVerdicts, Question, Simultaneity, Threat, Verdict, WhyAnswer,
    WhyQuestion,
};
use detente_model::Dispute;

use super::states::Told;
use super::{concepts, held, leaving, notes, states, story};
use crate::document::{Block, Cell, Chapter, Table, Text};
use crate::names;
use crate::words::option_table;

/// Whether the state holds, for whom not.
pub(crate) fn lead(dispute: &Dispute, answer: &WhyAnswer) -> Vec<Text> {
    if let Some(reason) = &answer.too_large {
        return vec![Text::from(format!("Why the state holds or not was not answered: {reason}."))];
    }
    let what = match states::known_as(dispute, &answer.state) {
        Some(known) => known,
        None => Text::from("the state asked about"),
    };
    let start = Text::new()
        .plain("Under ")
        .name(names::reading(dispute, &answer.reading))
        .plain(", ")
        .then(what);
    let holds = |concept: &&Concept| {
        let mut verdicts = answer.parties.iter().flat_map(|party| &party.concepts);
        verdicts.all(|verdict| verdict.concept != **concept || verdict.stable)
    };
    let held: Vec<Concept> = answer.concepts.iter().filter(holds).copied().collect();
    let not: Vec<Concept> =
        answer.concepts.iter().filter(|concept| !held.contains(concept)).copied().collect();
    // A state may hold for the party asked about and not for the others.
    let whom = match answer.parties.as_slice() {
        [only] => Text::new().plain(" for ").name(names::party(dispute, &only.party)),
        _ => Text::new(),
    };
    // Of one party asked about the first words say all.
    let alone = answer.parties.len() == 1;
    let who = || leaving::who(dispute, &leaving::tiers(&answer.parties), &not);
    let text = match (held.as_slice(), not.as_slice()) {
        (_, []) => {
            let under = concepts::of_asked(&held, &answer.concepts);
            start.plain(" holds").then(whom).plain(format!(" under {under}"))
        }
        ([], _) => {
            let under = concepts::none_of_asked(&not, &answer.concepts);
            let text = start.plain(" does not hold").then(whom).plain(format!(" under {under}"));
            if alone { text } else { text.plain(": ").then(who()) }
        }
        _ => {
            let (under, not) = (concepts::list(&held), concepts::list(&not));
            let text = start.plain(" holds").then(whom).plain(format!(" under {under}"));
            let text = text.plain(format!("; under {not} it does not"));
            if alone { text } else { text.plain(": there ").then(who()) }
        }
    };
    vec![text.plain(".")]
}

/// The state, the verdicts, and the stories party by party.
pub(crate) fn chapter(dispute: &Dispute, answer: &WhyAnswer, finding: &Finding) -> Chapter {
    let mut chapter = crate::words::chapter("why", "Why it holds, or not");
    let question = match &finding.question {
        Question::Why(question) => question.clone(),
        _ => WhyQuestion::default(),
    };
    let blocks = &mut chapter.blocks;
    let readings = [answer.reading.as_str()].into_iter();
    blocks.extend(notes::scope(dispute, question.focus.as_ref(), question.strict, readings));
    if answer.too_large.is_some() {
        blocks.extend(lead(dispute, answer).into_iter().map(Block::Paragraph));
        return chapter;
    }
    let told = Told::new(dispute, &answer.options, question.focus.as_ref());
    blocks.push(Block::Paragraph(state(&told, answer)));
    blocks.push(Block::Table(option_table::one_state(dispute, &answer.state.levels)));
    blocks
        .extend(notes::missing_preferences(dispute, &answer.missing_preferences).map(Block::Note));
    blocks.push(Block::Table(verdicts(dispute, answer)));
    blocks.push(Block::Note(concepts::pointer(&answer.concepts)));
    if let Some(reason) = &answer.sim_too_large {
        blocks.push(Block::Note(Text::from(format!("SIM is left out: {reason}."))));
    }
    let all = || answer.parties.iter().zip(&answer.ranks);
    for (party, ranks) in all().filter(|(party, _)| party.improvements > 0) {
        blocks.push(Block::Heading(Text::new().name(names::party(dispute, &party.party))));
        stories(dispute, party, *ranks, answer, &question, blocks);
    }
    let content = all().filter(|(party, _)| party.improvements == 0);
    let points: Vec<Text> = content
        .map(|(party, ranks)| {
            let name = Text::new().strong(names::party(dispute, &party.party));
            name.plain(": ").plain(standing(answer, party, *ranks))
        })
        .collect();
    if !points.is_empty() {
        blocks.push(Block::Heading("Who has no move that pays".into()));
        blocks.push(Block::Points(points));
    }
    blocks.extend(notes::concepts(&answer.concepts, question.sim));
    chapter
}

/// What the state is.
fn state(told: &Told<'_>, answer: &WhyAnswer) -> Text {
    let (dispute, card) = (told.dispute, &answer.state);
    let mut text = Text::from("The state asked about");
    if let Some(known) = states::known_as(dispute, card) {
        text = text.plain(": ").then(known);
    }
    let different = told.differences(&card.levels);
    if card.changed.is_some_and(|changed| changed > 0) && !different.is_empty() {
        text = text.plain(", unlike the status quo with ").then(different);
    }
    text = text.plain(".");
    if dispute.deal.is_some() {
        text = text.plain(if card.package { " It is a package" } else { " It is not a package" });
        if !card.accepted_under.is_empty() {
            let readings =
                card.accepted_under.iter().map(|reading| names::reading(dispute, reading));
            text = text.plain(", which every audience would accept under ").names(readings);
            // Where nothing is said of an audience it would accept anything.
            for reading in &card.accepted_under {
                if let Some(rule) = held::no_rule(dispute, reading) {
                    let name = names::reading(dispute, reading);
                    text = text.plain("; under ").name(name).plain(" ").then(rule);
                }
            }
        }
        text = text.plain(".");
    }
    if card.implausible {
        text = text.plain(" It is flagged as implausible.");
    }
    text
}

/// Who stays and who does not, concept by concept.
fn verdicts(dispute: &Dispute, answer: &WhyAnswer) -> Table {
    let mut head = vec![Cell::text("Party")];
    head.extend(answer.concepts.iter().map(|concept| Cell::text(concepts::short(*concept))));
    let rows = answer.parties.iter().map(|party| {
        let mut row = vec![Cell::name(names::party(dispute, &party.party))];
        row.extend(party.concepts.iter().map(|verdict| {
            if verdict.stable { Cell::short("stays") } else { Cell::short("leaves").strong() }
        }));
        row
    });
    Table {
        caption: "Who would stay and who would leave".into(),
        head,
        rows: rows.collect(),
        ..Table::default()
    }
}

/// What one party could gain, and how the others would answer.
fn stories(
    dispute: &Dispute,
    party: &PartyVerdicts,
    ranks: u32,
    answer: &WhyAnswer,
    question: &WhyQuestion,
    blocks: &mut Vec<Block>,
) {
    let standing = names::capital(&standing(answer, party, ranks));
    blocks.push(Block::Paragraph(Text::from(standing)));
    for alike in alike(party) {
        blocks.push(Block::Paragraph(verdict_words(party, &alike, question, ranks)));
        // What nothing answers is told first.
        let mut threats: Vec<&Threat> = alike[0].threats.iter().collect();
        threats.sort_by_key(|threat| !threat.answer.is_empty());
        let points = threats.into_iter();
        let points = points.map(|t| threat(dispute, answer, party, &alike, t, ranks));
        let points: Vec<Text> = points.collect();
        if !points.is_empty() {
            blocks.push(Block::Points(points));
        }
    }
    let most = party.concepts.iter().map(|verdict| verdict.threats.len()).max().unwrap_or(0);
    if most < party.improvements && most >= question.threats {
        let more = party.improvements - most;
        let moves = if more == 1 { "move that pays is" } else { "moves that pay are" };
        let number = names::number_word(more);
        let note = format!("{number} more {moves} not told.");
        blocks.push(Block::Note(Text::from(names::capital(&note))));
    }
}

/// The verdicts by their stories: the same verdict, threats and answers, wherever these end.
fn alike(party: &PartyVerdicts) -> Vec<Vec<&Verdict>> {
    let story = |verdict: &Verdict| {
        let threats = verdict.threats.iter().map(|t| (t.improvement.clone(), t.answer.clone()));
        (verdict.stable, threats.collect::<BTreeMap<_, _>>())
    };
    let mut groups: Vec<Vec<&Verdict>> = Vec::new();
    for verdict in &party.concepts {
        match groups.iter_mut().find(|group| story(group[0]) == story(verdict)) {
            Some(group) => group.push(verdict),
            None => groups.push(vec![verdict]),
        }
    }
    groups
}

/// "rank 14 of 40, 1 being the worst; 3 of its 12 moves pay."
fn standing(answer: &WhyAnswer, party: &PartyVerdicts, ranks: u32) -> String {
    if answer.missing_preferences.contains(&party.party) {
        return "counts as indifferent: the reading does not say what it prefers.".to_string();
    }
    let moves = match (party.moves, party.improvements) {
        (0, _) => "no move from here".to_string(),
        (1, 0) => "no move it prefers (it has one)".to_string(),
        (moves, 0) => format!("no move it prefers (of its {moves} moves)"),
        (1, _) => "its only move pays".to_string(),
        (moves, pay) if moves == pay => format!("all its {moves} moves pay"),
        (moves, 1) => format!("one of its {moves} moves pays"),
        (moves, pay) => format!("{pay} of its {moves} moves pay"),
    };
    format!("rank {} of {ranks}, 1 being the worst; {moves}.", party.rank)
}

/// Whether it stays, how many of its moves are answered, and how far the verdict is from turning.
fn verdict_words(
    party: &PartyVerdicts,
    alike: &[&Verdict],
    question: &WhyQuestion,
    ranks: u32,
) -> Text {
    let told: Vec<Concept> = alike.iter().map(|verdict| verdict.concept).collect();
    let first = alike[0];
    let under = concepts::list(&told);
    if first.threats.is_empty() {
        return Text::from(match (first.stable, question.sim) {
            (false, _) => format!("It leaves under {under}."),
            (true, Simultaneity::FraserHipel) if told == [Concept::Sim] => {
                "Under SIM it stays because it stays under SEQ.".to_string()
            }
            _ => format!("It stays under {under}."),
        });
    }
    let mut text = if first.stable {
        let because =
            if first.threats.len() == 1 { "what pays would be" } else { "all that pays would be" };
        Text::from(format!("It stays under {under}: {because} answered."))
    } else if told == [Concept::Nash] {
        Text::from("It leaves under Nash: it reckons with no answer.")
    } else {
        Text::from(format!("It leaves under {under}: {}.", unanswered(party, first)))
    };
    // Margins may differ between concepts that share a story.
    let same = alike.iter().all(|verdict| verdict.margin == first.margin);
    let Some(margin) = story::margin(first, ranks).filter(|_| same) else { return text };
    text = text.plain(format!(" {margin}"));
    // An answer that is told need not be the worst.
    text.plain(match (first.stable, first.threats.len()) {
        (false, _) => ".",
        (true, 1) => "; an answer that suffices:",
        (true, _) => "; for each move an answer that suffices:",
    })
}

/// "2 of its 6 paying moves are not answered".
fn unanswered(party: &PartyVerdicts, verdict: &Verdict) -> String {
    let (told, all) = (verdict.threats.len(), party.improvements);
    let open = verdict.threats.iter().filter(|threat| threat.answer.is_empty()).count();
    let number = names::number_word(open);
    let are = if open == 1 { "is" } else { "are" };
    match (open, told) {
        (1, 1) if all == 1 => "its one paying move is not answered".to_string(),
        (n, _) if told < all && n == told => {
            format!("of its {all} paying moves {told} are told, none of which is answered")
        }
        _ if told < all => {
            format!(
                "of its {all} paying moves {told} are told, {number} of which {are} not answered"
            )
        }
        (n, _) if n == told => format!("none of its {all} paying moves is answered"),
        _ => format!("{number} of its {all} paying moves {are} not answered"),
    }
}

/// A move that pays and its answer, step by step.
fn threat(
    dispute: &Dispute,
    answer: &WhyAnswer,
    party: &PartyVerdicts,
    alike: &[&Verdict],
    threat: &Threat,
    ranks: u32,
) -> Text {
    let start = || states::Walk::new(dispute, &answer.options, &answer.state.levels);
    let mut walk = start();
    let gain = story::instead(threat.rank, party.rank, Some(ranks));
    let text = walk.go(&threat.improvement).plain(format!(" ({gain})"));
    let simultaneous = alike[0].concept == Concept::Sim;
    if threat.answer.is_empty() {
        return text.plain(match alike {
            [one] if !matches!(one.concept, Concept::Nash | Concept::Sim) => {
                // Of a threat without a sanction the finding tells the least the party is sure of.
                if threat.left_with == threat.rank {
                    "; no answer leaves it with less.".to_string()
                } else {
                    format!("; whatever the answer, rank {} at least.", threat.left_with)
                }
            }
            _ => ".".to_string(),
        });
    }
    let mut text = text.plain(if simultaneous { "; at the same time " } else { "; then " });
    if simultaneous {
        walk = start();
    }
    let many = threat.answer.len() > 1;
    for (place, step) in threat.answer.iter().enumerate() {
        text = text.plain(if place > 0 { "; " } else { "" });
        text = text.plain(if many { format!("({}) ", place + 1) } else { String::new() });
        let name = names::party_in_short(dispute, &step.party);
        text = text.name(name).plain(": ").then(walk.go(step));
    }
    let name = names::party_in_short(dispute, &party.party);
    text.plain(". That leaves ").name(name).plain(format!(" with {}.", ends(party, alike, threat)))
}

/// "rank 4 instead of 5", or where each concept sees it end.
fn ends(party: &PartyVerdicts, alike: &[&Verdict], threat: &Threat) -> String {
    let mut ends: Vec<(u32, Vec<Concept>)> = Vec::new();
    for verdict in alike {
        let same = verdict.threats.iter().find(|t| t.improvement == threat.improvement);
        let rank = same.map_or(threat.left_with, |same| same.left_with);
        match ends.iter_mut().find(|(known, _)| *known == rank) {
            Some((_, concepts)) => concepts.push(verdict.concept),
            None => ends.push((rank, vec![verdict.concept])),
        }
    }
    let way_out = |concepts: &[Concept]| {
        let own = concepts.iter().all(|c| matches!(c, Concept::Smr | Concept::Sseq));
        if own { ", its best way out included" } else { "" }
    };
    match ends.as_slice() {
        [(rank, concepts)] => {
            format!("{}{}", story::instead(*rank, party.rank, None), way_out(concepts))
        }
        all => {
            let end = |(rank, told): &(u32, Vec<Concept>)| {
                format!("{rank} under {}{}", concepts::list(told), way_out(told))
            };
            let ends: Vec<String> = all.iter().map(end).collect();
            format!("rank {} (instead of {})", ends.join("; "), party.rank)
        }
    }
}
