//! What people write who do not know TOML, and what it would have to be.

use crate::dates;
use crate::diagnostic::{Diagnostic, File};
use crate::place::Span;

/// Quotes that word processors make.
const CURLY: [char; 8] = ['“', '”', '„', '‟', '‘', '’', '«', '»'];
/// Values longer than this are not written out again.
const LONGEST: usize = 60;
/// Statements longer than this are nobody's habit.
const LONGEST_STATEMENT: usize = 20_000;

/// A habit found at the place of a mistake, in the statement it was made in.
pub(super) fn told(text: &str, statement: &Span, is_header: bool, at: usize) -> Option<Diagnostic> {
    let error = |code, span, what: &str| Diagnostic::error(code, File::Dossier, span, what);
    if statement.len() > LONGEST_STATEMENT {
        return None;
    }
    if let Some(name) = name_with_space(text, statement, is_header) {
        let dashed = text[name.clone()].split_whitespace().collect::<Vec<_>>().join("-");
        let mistake = error("syntax", name, "an id cannot contain a space");
        return Some(mistake.help(format!("write `{dashed}`")));
    }
    if is_header {
        return None;
    }
    // Quotes inside a text end it: the next word follows at once.
    let rest = text.get(at..statement.end)?;
    let before = text[..at].chars().next_back()?;
    if rest.starts_with(char::is_alphanumeric) && matches!(before, '"' | '\'') {
        let help = match before {
            '"' => "quotes inside a text: write \\\" or use single quotes outside",
            _ => "quotes inside a text: use double quotes outside",
        };
        return Some(error("syntax", at - 1..at, "the text ends here").help(help));
    }
    if let Some(span) = decimal_comma(text, statement, at) {
        let help = format!("decimals use a point: {}", text[span.clone()].replace(',', "."));
        return Some(error("syntax", span, "this is not a number").help(help));
    }
    let span = value_around(text, statement, at)?;
    let value = &text[span.clone()];
    if value.starts_with(CURLY) {
        let inner = value.trim_matches(CURLY);
        let help = format!("write {}", quoted(inner));
        return Some(error("syntax", span, "a text needs straight quotes").help(help));
    }
    if let Some(cure) = dates::cure(value) {
        return Some(
            error("bad-date", span.clone(), &format!("`{value}` is not a date")).help(cure),
        );
    }
    if value.starts_with(char::is_alphabetic) && !value.contains(['"', '\'', '\\', '=']) {
        let help = format!("write {}", quoted(value));
        return Some(error("syntax", span, "a text needs quotes").help(help));
    }
    None
}

fn quoted(text: &str) -> String {
    if text.len() <= LONGEST { format!("\"{text}\"") } else { "\"…\"".to_string() }
}

/// The part of a header, or the key, that has a space in it and is otherwise an id.
fn name_with_space(text: &str, statement: &Span, is_header: bool) -> Option<Span> {
    let line = text[statement.clone()].lines().next()?;
    let (from, name) = if is_header {
        let open = line.find(|c| c != '[' && c != ' ')?;
        let close = line.find(']')?;
        let name = line.get(open..close)?;
        let part = name.split('.').rfind(|part| part.trim().contains(char::is_whitespace))?;
        (open + name.find(part)?, part)
    } else {
        (0, line.split_once('=')?.0)
    };
    let is_id = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    let start = statement.start + from + (name.len() - name.trim_start().len());
    let name = name.trim();
    let sound = name.split_whitespace().count() > 1
        && name.split_whitespace().all(|word| word.chars().all(is_id));
    (sound && name.len() <= LONGEST).then(|| start..start + name.len())
}

/// The unquoted value that a mistake was made in: from the sign before it to the sign after it,
/// in one line.
fn value_around(text: &str, statement: &Span, at: usize) -> Option<Span> {
    let line_start = text[..at].rfind('\n').map_or(0, |i| i + 1).max(statement.start);
    let line_end = text[at..statement.end].find('\n').map_or(statement.end, |i| at + i);
    let start = line_start + text[line_start..at].rfind(['=', '[', '{', ','])? + 1;
    let closed = |end: usize| {
        let line = &text[line_start..end];
        ['"', '\''].iter().all(|quote| line.matches(*quote).count().is_multiple_of(2))
    };
    // A comma between curly quotes.
    let curly = text[line_start..start].rfind(CURLY).map(|i| line_start + i);
    let start = curly.filter(|i| text[..start].ends_with(',') && closed(*i)).unwrap_or(start);
    if !closed(start) {
        return None;
    }
    let lead = text[start..line_end].len() - text[start..line_end].trim_start().len();
    let start = start + lead;
    let rest = &text[start..line_end];
    let length = match rest.chars().next()? {
        open if CURLY.contains(&open) => {
            let close = match open {
                '„' | '‟' => ['“', '”'],
                '‘' | '’' => ['’', '‘'],
                '«' | '»' => ['»', '«'],
                _ => ['”', '“'],
            };
            let inner = &rest[open.len_utf8()..];
            inner.find(close).map_or(rest.len(), |i| open.len_utf8() + i + close[0].len_utf8())
        }
        _ => rest.find([',', ']', '}', '#']).unwrap_or(rest.len()),
    };
    let length = rest[..length].trim_end().len();
    (length > 0).then(|| start..start + length)
}

/// A number with a comma for its point: where it stands.
fn decimal_comma(text: &str, statement: &Span, at: usize) -> Option<Span> {
    let is_part = |c: char| c.is_ascii_digit() || c == '-' || c == ',';
    let before = text[statement.start..at].trim_end_matches(is_part);
    let start = statement.start + before.len();
    let rest = &text[start..statement.end];
    let run = rest.find(|c| !is_part(c)).map_or(rest, |end| &rest[..end]).trim_end_matches(',');
    let (whole, places) = run.split_once(',')?;
    let number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let sound = number(whole.trim_start_matches('-')) && number(places);
    (sound && before.trim_end().ends_with('=')).then(|| start..start + run.len())
}
