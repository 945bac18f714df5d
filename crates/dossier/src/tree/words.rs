//! What a TOML reader says, in our words.

use toml::de::DeTable;

use crate::diagnostic::{Diagnostic, File};
use crate::place::{Span, floor};

/// The mistake a TOML reader reports at a place.
pub(super) fn told(text: &str, message: &str, span: Span) -> Diagnostic {
    let written = text.get(span.clone()).unwrap_or("");
    // A statement that is read on its own ends in a line break: the place is before it.
    let end = span.start + written.trim_end_matches(['\n', '\r']).len();
    let at_line_end = written.starts_with('\n') || written.starts_with("\r\n") || span.is_empty();
    let start = if at_line_end { before_line_break(text, span.start) } else { span.start };
    let span = start..end.max(start);
    let error = |code, what: &str| Diagnostic::error(code, File::Dossier, span.clone(), what);
    if message.starts_with("string values must be quoted") {
        let value = text[span.clone()].trim();
        if value.is_empty() {
            return error("syntax", "a value is missing").help("write one, a text in quotes");
        }
        let looks_plain = !value.contains(['"', '\'', '\\', '#']) && value.len() < 60;
        let help =
            if looks_plain { format!("write \"{value}\"") } else { "write \"…\"".to_string() };
        return error("syntax", "a text needs quotes").help(help);
    }
    if let Some(kind) = ["invalid basic string", "invalid literal string", "invalid multi-line"]
        .iter()
        .find(|start| message.starts_with(*start))
    {
        let help =
            if kind.contains("literal") { "close it with `'`" } else { "close it with `\"`" };
        return error("syntax", "a text is not closed in its line").help(help);
    }
    if ["invalid date", "invalid time", "value is out of range"]
        .iter()
        .any(|m| message.starts_with(m))
    {
        let value = text[span.clone()].trim();
        return error("bad-date", &format!("`{value}` is not a date"))
            .help("write 2025-08-11, or in quotes \"2025-08\" or \"2025\"");
    }
    let table: [(&str, &str, &str); 17] = [
        (
            "cannot recurse further",
            "lists and tables are nested too deeply",
            "at most 80 levels are read",
        ),
        ("recursion limit", "this key has too many parts", "at most 80 are read"),
        ("unquoted keys cannot be empty", "a key is missing", "write `key = value`"),
        ("unclosed table", "this header is not closed", "end it with `]`"),
        ("unclosed array table", "this header is not closed", "end it with `]]`"),
        ("unclosed array", "a list is not closed", "end it with `]`"),
        ("unclosed inline table", "a table is not closed", "end it with `}`"),
        (
            "missing comma between array",
            "two elements without a comma between them",
            "put a `,` here",
        ),
        ("missing comma between key", "two entries without a comma between them", "put a `,` here"),
        ("extra comma", "one comma too many", "take it away"),
        ("key with no value", "this key has no value", "write `key = …`, or `#` before a remark"),
        ("missing value", "a value is missing", "write one, a text in quotes"),
        ("missing key", "a key is missing", "write `key = value`"),
        ("missing assignment", "`=` is missing", "write `key = value`"),
        (
            "unexpected key or value",
            "something stands behind the value",
            "a value is one text in quotes, one number, one list or one table; remarks follow `#`",
        ),
        ("invalid mantissa", "digits are missing", "write 0.5 or 5"),
        ("invalid unquoted key", "a key cannot contain this", "put the key in quotes"),
    ];
    match table.iter().find(|(start, ..)| message.starts_with(start)) {
        Some((_, what, help)) => error("syntax", what).help(*help),
        None => error("syntax", message).help(
            "a line is `[table]` or `key = value`; texts stand in quotes, lists in `[ ]`, remarks after `#`",
        ),
    }
}

/// The places of everything in a statement that is no date and looks like one, if without it
/// nothing is wrong with the statement.
pub(super) fn without_bad_dates(text: &str, statement: &Span) -> Option<Vec<Span>> {
    const MOST: usize = 20;
    let mut written = text[statement.clone()].to_string();
    let mut found = Vec::new();
    for _ in 0..MOST {
        let error = match DeTable::parse(&written) {
            Ok(_) => return Some(found),
            Err(error) => error,
        };
        let span = error.span().filter(|_| error.message().starts_with("invalid date"))?;
        let is_part = |c: char| c.is_ascii_digit() || "-:.+TZtz".contains(c);
        let before = &written[..floor(&written, span.start)];
        // Everything in a date is one byte long, so this ends on the border of a character.
        let start = before.trim_end_matches(is_part).len();
        let length = written[start..].find(|c| !is_part(c)).unwrap_or(written.len() - start);
        if length == 0 {
            return None;
        }
        written.replace_range(start..start + length, &"1".repeat(length));
        found.push(statement.start + start..statement.start + start + length);
    }
    None
}

/// The end of what is written in a line whose break, or whose blank end, is at `position`.
fn before_line_break(text: &str, position: usize) -> usize {
    let position = floor(text, position);
    let line_start = text[..position].rfind('\n').map_or(0, |i| i + 1);
    if line_start == position
        && position > 0
        && text[position..].trim_start_matches('\r').is_empty()
    {
        return text[..position].trim_end_matches(['\n', '\r']).len();
    }
    line_start + text[line_start..position].trim_end_matches('\r').len()
}
