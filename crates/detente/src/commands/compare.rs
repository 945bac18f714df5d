//! The command that compares: one difference at a time.

use std::io::IsTerminal;

use anyhow::{anyhow, bail};
use detente::{Clause, CompareQuestion, Contrast, Dispute, Question, Read, WhatIf};

use super::{ask_beside, read, say, with_dispute, wrong};
use crate::arguments::CompareArguments;
use crate::output::{self, Outcome};

/// What opens and what closes?
pub(super) fn compare(asked: &CompareArguments, json: bool) -> anyhow::Result<Outcome> {
    let other = match &asked.other {
        None => None,
        Some(folder) => {
            let other = read(folder)?;
            if other.dispute.is_none() {
                return wrong(&other, json);
            }
            output::report_mistakes(&other);
            Some(other)
        }
    };
    let beside = other.as_ref().and_then(|read| read.dispute.as_ref());
    with_dispute(&asked.scope.dossier, json, |dispute, hash| {
        let question = Question::Compare(CompareQuestion {
            between: contrast(asked, dispute, other.as_ref())?,
            readings: asked.readings.clone(),
            focus: asked.scope.focus.clone(),
            strict: asked.scope.strict,
            deals: asked.deals as usize,
        });
        let finding = ask_beside(dispute, beside, &question, hash)?;
        say(&finding, json, || detente::compare_document(dispute, beside, &finding))
    })
}

/// What the sides are.
fn contrast(
    asked: &CompareArguments,
    dispute: &Dispute,
    other: Option<&Read>,
) -> anyhow::Result<Contrast> {
    if let Some(other) = other {
        return Ok(Contrast::Dossier { other: Some(other.texts.hash()) });
    }
    if let Some(earlier) = &asked.as_of {
        return Ok(Contrast::Clock { earlier: earlier.clone() });
    }
    let supposed = WhatIf {
        set: asked.set.iter().map(|text| clause(dispute, text)).collect::<Result<_, _>>()?,
        drop: asked.drop.clone(),
        without: asked.without.clone(),
    };
    if !supposed.is_empty() {
        return Ok(Contrast::WhatIf(supposed));
    }
    let all: Vec<String> = dispute.readings.values().map(|reading| reading.id.clone()).collect();
    match (asked.readings.as_slice(), all.as_slice()) {
        ([from, to], _) | ([], [from, to]) => {
            Ok(Contrast::Readings { from: from.clone(), to: to.clone() })
        }
        _ => bail!(
            "say what to compare: two readings (`--reading`; the dossier has {}), an earlier clock \
             (`--as-of DATE`), another dossier, or a what-if (`--set CONDITION`, `--drop RULE`, \
             `--without AUDIENCE`)",
            if all.is_empty() { "none".to_string() } else { all.join(", ") }
        ),
    }
}

/// A condition as typed, or everything that is wrong with it.
fn clause(dispute: &Dispute, text: &str) -> anyhow::Result<Clause> {
    let condition = detente::read_condition(dispute, "--set", text).map_err(|misread| {
        let colour = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
        anyhow!("the condition cannot be read\n{}", misread.render(colour))
    })?;
    Clause::of(dispute, &condition)
        .ok_or_else(|| anyhow!("the condition language has no words for `{text}`"))
}
