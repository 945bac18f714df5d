//! A TOML text cut into statements, without trusting its brackets.
//!
//! A statement is a `[header]` line or a `key = value` that may run over several lines. A value
//! whose bracket or quotes stay open ends where the next header, or the next key that cannot
//! belong to it, begins.

use crate::place::Span;

/// One statement: whole lines.
pub(super) struct Statement {
    /// Where it stands.
    pub(super) span: Span,
    /// Whether it is a `[header]`.
    pub(super) is_header: bool,
    /// What was opened and never closed, and what would close it.
    pub(super) unclosed: Option<(Span, String)>,
}

/// All statements, in order; blank lines and comments between them belong to none.
pub(super) fn statements(text: &str) -> Vec<Statement> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let line = line_at(text, at);
        let trimmed = line.trim();
        if trimmed.is_empty() || trimmed.starts_with('#') {
            at += line.len();
            continue;
        }
        let statement = if trimmed.starts_with('[') {
            Statement { span: at..at + line.len(), is_header: true, unclosed: None }
        } else {
            Scan { text, at, open: Vec::new(), last: ' ' }.assignment()
        };
        at = statement.span.end;
        found.push(statement);
    }
    found
}

/// The line that starts at a position, with its line end.
fn line_at(text: &str, at: usize) -> &str {
    let end = text[at..].find('\n').map_or(text.len(), |i| at + i + 1);
    &text[at..end]
}

/// Whether a line can only be a header: `[word…]` and nothing of a list.
pub(super) fn is_header(line: &str) -> bool {
    let line = line.trim();
    let bare = line.split_once('#').map_or(line, |(before, _)| before.trim_end());
    let Some(inner) = bare.strip_prefix('[').and_then(|l| l.strip_suffix(']')) else {
        return false;
    };
    let inner = inner.trim_start_matches('[').trim();
    inner.starts_with(char::is_alphabetic)
        && !inner.contains([',', '='])
        && !matches!(inner.trim_end_matches(']'), "true" | "false" | "inf" | "nan")
}

/// Whether a line begins with `key =`.
fn is_assignment(line: &str) -> bool {
    let Some((key, value)) = line.split_once('=') else { return false };
    let is_key = |c: char| c.is_alphanumeric() || "_-. \t\"'".contains(c);
    let key = key.trim();
    // In a list of conditions a line may read `"rent = old",`: its quote closes after the sign.
    let closed = |quote: char| key.matches(quote).count().is_multiple_of(2);
    !key.is_empty() && key.chars().all(is_key) && closed('"') && closed('\'') && !value.is_empty()
}

struct Scan<'a> {
    text: &'a str,
    at: usize,
    /// Open brackets and where they stand.
    open: Vec<(char, usize)>,
    /// The last character that was neither space nor comment.
    last: char,
}

impl Scan<'_> {
    fn assignment(mut self) -> Statement {
        let start = self.at;
        let unclosed = loop {
            let Some(c) = self.text[self.at..].chars().next() else { break self.innermost() };
            match c {
                '\n' => {
                    self.at += 1;
                    if self.open.is_empty() {
                        break None;
                    }
                    if self.next_line_is_foreign() {
                        break self.innermost();
                    }
                    continue;
                }
                '#' => self.at = self.line_end(),
                '"' | '\'' => {
                    if let Some(unclosed) = self.quoted(c) {
                        break Some(unclosed);
                    }
                    self.last = c;
                    continue;
                }
                '[' | '{' => self.open.push((c, self.at)),
                ']' | '}' => {
                    self.open.pop();
                }
                _ => {}
            }
            if c != '#' {
                self.at += c.len_utf8();
            }
            if !c.is_whitespace() && c != '#' {
                self.last = c;
            }
        };
        Statement { span: start..self.at, is_header: false, unclosed }
    }

    fn line_end(&self) -> usize {
        self.text[self.at..].find('\n').map_or(self.text.len(), |i| self.at + i)
    }

    fn innermost(&self) -> Option<(Span, String)> {
        let (bracket, at) = self.open.last()?;
        let close = if *bracket == '[' { "]" } else { "}" };
        Some((*at..at + 1, close.to_string()))
    }

    /// Whether the line that starts here cannot belong to the innermost open bracket.
    fn next_line_is_foreign(&self) -> bool {
        let line = line_at(self.text, self.at);
        let in_list = self.open.last().is_some_and(|(bracket, _)| *bracket == '[');
        is_header(line) || is_assignment(line) && (in_list || !",{".contains(self.last))
    }

    /// Passes a quoted text; what is wrong if one over several lines is never closed. A text of
    /// one line that is not closed ends with its line.
    fn quoted(&mut self, quote: char) -> Option<(Span, String)> {
        let long = quote.to_string().repeat(3);
        let start = self.at;
        if !self.text[start..].starts_with(&long) {
            self.at = end_of_quoted(self.text, start, quote);
            return None;
        }
        let body = start + 3;
        let mut at = body;
        while let Some(i) = self.text[at..].find(&long) {
            let close = at + i;
            let slashes = self.text[body..close].bytes().rev().take_while(|&b| b == b'\\').count();
            if quote == '\'' || slashes.is_multiple_of(2) {
                self.at = close + 3;
                return None;
            }
            at = close + 1;
        }
        // It swallows the rest of the file; what follows the next header is read all the same.
        let mut end = start + line_at(self.text, start).len();
        while end < self.text.len() && !is_header(line_at(self.text, end)) {
            end += line_at(self.text, end).len();
        }
        self.at = end;
        Some((start..start + 3, long))
    }
}

/// Where a quoted text of one line ends: behind its quote, or at the end of the line.
fn end_of_quoted(text: &str, start: usize, quote: char) -> usize {
    let mut escaped = false;
    for (i, c) in text[start + 1..].char_indices() {
        let here = start + 1 + i;
        match c {
            '\n' => return here,
            _ if escaped => escaped = false,
            '\\' if quote == '"' => escaped = true,
            c if c == quote => return here + 1,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        statements(text).iter().map(|s| text[s.span.clone()].trim()).collect()
    }

    #[test]
    fn values_may_run_over_lines() {
        let text = "a = [\n  \"x = y\", # ]\n  'z',\n]\n\n[b]\nc = { d = 1,\n e = 2 }\nf = \"\"\"\n[g]\n\"\"\"\n";
        let expected = [
            "a = [\n  \"x = y\", # ]\n  'z',\n]",
            "[b]",
            "c = { d = 1,\n e = 2 }",
            "f = \"\"\"\n[g]\n\"\"\"",
        ];
        assert_eq!(cut(text), expected);
        assert!(statements(text).iter().all(|s| s.unclosed.is_none()));
    }

    #[test]
    fn an_open_bracket_ends_where_something_else_begins() {
        for text in
            ["a = [1,\nb = 2\n", "a = [\n[b.c]\n", "a = { x = 1\nb = 2\n", "a = \"\"\"\n[b]\n"]
        {
            let found = statements(text);
            assert_eq!(found.len(), 2, "{text}");
            assert!(found[0].unclosed.is_some() && found[1].unclosed.is_none(), "{text}");
        }
    }
}
