//! The frame of a finding: its seal, what it is about, what it rests on.
//!
//! A finding as written by the program is [`Finding::to_json`] byte for byte. Texts that differ from
//! it in white space between tokens only are accepted; anything else (an unknown or a repeated key,
//! a number written otherwise, a measure that does not follow from the answer) is refused.

use std::collections::BTreeMap;

use detente_finding::{AssumptionCount, CompareQuestion, Contrast, FINDING_FORMAT, Finding};
use detente_model::Dispute;
use serde_json::{Value, json};

use crate::ledger::{Ledger, differences};

/// The hash of the dossier that a finding names.
///
/// # Errors
/// When the text is no JSON object, or its `dossier` is neither a text nor nothing.
pub fn dossier_of(json: &str) -> Result<Option<String>, String> {
    let value: Value =
        serde_json::from_str(json).map_err(|error| format!("the text is no JSON: {error}"))?;
    match value.as_object().map(|finding| finding.get("dossier")) {
        None => Err("the text is no finding: it is no JSON object".to_string()),
        Some(None | Some(Value::Null)) => Ok(None),
        Some(Some(Value::String(hash))) => Ok(Some(hash.clone())),
        Some(Some(_)) => Err("the finding's `dossier` is no text".to_string()),
    }
}

/// The hash of the other dossier, where a finding compares two and names it.
pub fn other_of(json: &str) -> Option<String> {
    let value: Value = serde_json::from_str(json).ok()?;
    let other = value.pointer("/question/compare/between/dossier/other")?;
    other.as_str().map(str::to_string)
}

/// The other dossier a question is about, if it is about one and this is it.
pub(crate) fn other<'a>(
    asked: &CompareQuestion,
    given: Option<(&'a Dispute, &str)>,
) -> Result<Option<&'a Dispute>, String> {
    let Contrast::Dossier { other } = &asked.between else { return Ok(None) };
    match given {
        Some((dispute, hash)) if other.as_deref() == Some(hash) => Ok(Some(dispute)),
        Some((_, hash)) => {
            let theirs = other.as_deref().unwrap_or("none");
            Err(format!("the other dossier is {theirs}, the one given is {hash}"))
        }
        None => Err("it compares with another dossier, which was not given".to_string()),
    }
}

/// Checks the frame; the finding, if its answer can be checked too.
pub(crate) fn frame(
    text: &str,
    dispute: &Dispute,
    dossier_hash: &str,
    ledger: &mut Ledger,
) -> Option<Finding> {
    let value: Value = match serde_json::from_str(text) {
        Ok(value) => value,
        Err(error) => {
            ledger.refuted("form", format!("the text is no JSON: {error}"));
            return None;
        }
    };
    let format = value.get("format").cloned().unwrap_or(Value::Null);
    if format != json!(FINDING_FORMAT) {
        let says = crate::ledger::show(&format);
        let known = format!("the finding's format is {says}, known is {FINDING_FORMAT}");
        ledger.refuted("form", known);
        return None;
    }
    let finding: Finding = match serde_json::from_str(text) {
        Ok(finding) => finding,
        Err(error) => {
            ledger.refuted("form", format!("the text is no finding: {error}"));
            return None;
        }
    };
    form(text, &value, &finding, ledger);
    seal(&value, &finding, ledger);
    let same = about(&finding, dispute, dossier_hash, ledger);
    let ours = env!("CARGO_PKG_VERSION");
    if finding.version != ours {
        let theirs = &finding.version;
        let text = format!("the finding was made by version {theirs}, this is {ours}");
        ledger.skipped("version", text);
    }
    if !same {
        ledger.skipped("answer", "the finding is about another dossier than the one given");
        return None;
    }
    assumptions(&finding, dispute, ledger);
    Some(finding)
}

/// The text says what the finding says, and nothing else.
fn form(text: &str, value: &Value, finding: &Finding, ledger: &mut Ledger) {
    let canonical = finding.to_json();
    let (written, meant) = (without_white_space(text), without_white_space(&canonical));
    if written == meant {
        return ledger.confirmed("form", "written as the program writes it, measures included");
    }
    let mut expected: Value = serde_json::from_str(&canonical).unwrap_or(Value::Null);
    // The digest is the seal's subject.
    if let (Some(expected), Some(digest)) = (expected.as_object_mut(), value.get("digest")) {
        expected.insert("digest".to_string(), digest.clone());
    }
    let mistakes = differences(value, &expected);
    if mistakes.is_empty() && !only_digest(value, finding) {
        let at = written.iter().zip(&meant).take_while(|(a, b)| a == b).count();
        let text = format!(
            "the text is not as the program writes it, from byte {at} of the text without white \
             space: a key is repeated or out of order, or a value is written otherwise"
        );
        ledger.refuted("form", text);
    }
    mistakes.into_iter().for_each(|mistake| ledger.refuted("form", mistake));
}

/// Whether the digest is all in which the text differs from the canonical one.
fn only_digest(value: &Value, finding: &Finding) -> bool {
    value.get("digest") != Some(&json!(finding.digest()))
}

fn seal(value: &Value, finding: &Finding, ledger: &mut Ledger) {
    let digest = finding.digest();
    match value.get("digest").and_then(Value::as_str) {
        Some(said) if said == digest => {
            ledger.confirmed("seal", format!("the digest is that of the content: {digest}"));
        }
        Some(said) => ledger.refuted(
            "seal",
            format!("the digest is {said}, that of the content {digest}: something was changed"),
        ),
        None => ledger.refuted("seal", "the finding has no digest"),
    }
}

fn about(finding: &Finding, dispute: &Dispute, hash: &str, ledger: &mut Ledger) -> bool {
    if finding.dossier.as_deref() != Some(hash) {
        let theirs = finding.dossier.as_deref().unwrap_or("none");
        let text = format!("the finding's dossier is {theirs}, the one given is {hash}");
        ledger.refuted("dossier", text);
        return false;
    }
    let said = json!({"title": finding.title, "as-of": finding.as_of});
    let found = json!({"title": dispute.title, "as-of": dispute.as_of.to_string()});
    ledger.compare("dossier", &said, &found, "the dossier is the one given");
    true
}

fn assumptions(finding: &Finding, dispute: &Dispute, ledger: &mut Ledger) {
    let mut found = AssumptionCount::default();
    let mut by_kind: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for assumption in dispute.assumptions() {
        let without = assumption.backing.sources.is_empty();
        let kind = by_kind.entry(assumption.kind.word().to_string()).or_default();
        kind.0 += 1;
        kind.1 += usize::from(without);
        found.total += 1;
        found.without_source += usize::from(without);
        found.placeholders += usize::from(without && assumption.is_placeholder());
        found.undeclared += usize::from(without && !assumption.is_judgement());
    }
    found.by_kind = by_kind;
    let holds = format!("{} assumptions, {} without a source", found.total, found.without_source);
    ledger.compare("assumptions", &json!(finding.assumptions), &json!(found), &holds);
}

/// The bytes of a JSON text without the white space between its tokens.
fn without_white_space(text: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let (mut inside, mut escaped) = (false, false);
    for byte in text.bytes() {
        if inside {
            inside = escaped || byte != b'"';
            escaped = !escaped && byte == b'\\';
        } else if matches!(byte, b' ' | b'\n' | b'\r' | b'\t') {
            continue;
        } else {
            inside = byte == b'"';
        }
        out.push(byte);
    }
    out
}
