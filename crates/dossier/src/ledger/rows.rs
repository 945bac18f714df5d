//! The rows of a CSV text with the places of their fields.

use csv::{ByteRecord, Reader, ReaderBuilder};

use crate::place::Span;

/// So often reading starts again behind a quote that is never closed.
const MOST_RESTARTS: usize = 10;

/// One row.
pub(super) struct Row {
    /// The texts of its fields, without surrounding space.
    pub(super) fields: Vec<String>,
    /// Where each of them stands; everywhere the whole row where that cannot be told.
    pub(super) places: Vec<Span>,
    /// Where the row stands.
    pub(super) whole: Span,
}

/// Reads rows one after another.
pub(super) struct Rows<'a> {
    text: &'a str,
    start: usize,
    /// How many fields a row should have; 0 if that is not known.
    expected: usize,
    reader: Reader<&'a [u8]>,
    restarts: usize,
}

impl<'a> Rows<'a> {
    /// The rows from a position on.
    pub(super) fn new(text: &'a str, start: usize, expected: usize) -> Rows<'a> {
        let mut builder = ReaderBuilder::new();
        let reader =
            builder.has_headers(false).flexible(true).from_reader(&text.as_bytes()[start..]);
        Rows { text, start, expected, reader, restarts: 0 }
    }

    /// The next row, or the place of a quote that is never closed; then reading goes on in the
    /// next line.
    pub(super) fn next(&mut self) -> Option<Result<Row, Span>> {
        let mut record = ByteRecord::new();
        if !matches!(self.reader.read_byte_record(&mut record), Ok(true)) {
            return None;
        }
        let offset = |position: u64| self.start + usize::try_from(position).unwrap_or(usize::MAX);
        let text = self.text;
        let from = record.position().map_or(self.start, |p| offset(p.byte())).min(text.len());
        // A row may be quoted over several lines; its place runs to where the next one starts.
        let to = offset(self.reader.position().byte()).clamp(from, text.len());
        let row = &text[from..to];
        let lead = row.len() - row.trim_start().len();
        let whole = from + lead..from + row.trim_end().len().max(lead);
        let (mut places, open, long) = places(&text[whole.clone()], whole.start);
        // A text over several lines in a row of the wrong length was closed by another's quote.
        let long = long.filter(|_| self.expected != 0 && record.len() != self.expected);
        if let Some(quote) = open.or(long) {
            let restarts = self.restarts + 1;
            let line_end = text[quote..].find('\n').map_or(text.len(), |i| quote + i + 1);
            let next = if restarts <= MOST_RESTARTS { line_end } else { text.len() };
            *self = Rows { restarts, ..Rows::new(text, next, self.expected) };
            return Some(Err(quote..quote + 1));
        }
        let fields: Vec<String> =
            record.iter().map(|bytes| String::from_utf8_lossy(bytes).trim().to_string()).collect();
        if places.len() != fields.len() {
            places = vec![whole.clone(); fields.len()];
        }
        Some(Ok(Row { fields, places, whole }))
    }
}

/// The places of the fields of a row, that of a quote that is never closed, and that of the first
/// quote that is closed in another line.
fn places(row: &str, start: usize) -> (Vec<Span>, Option<usize>, Option<usize>) {
    let mut long = None;
    let mut found = Vec::new();
    let mut field = 0;
    let mut quoted: Option<usize> = None;
    let bytes = row.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        match (bytes[at], quoted) {
            (b'"', None) if at == field => quoted = Some(at),
            (b'"', Some(_)) if bytes.get(at + 1) == Some(&b'"') => at += 1,
            (b'"', Some(_)) => quoted = None,
            (b'\n', Some(quote)) => long = long.or(Some(start + quote)),
            (b',', None) => {
                found.push(trimmed(row, field..at, start));
                field = at + 1;
            }
            _ => {}
        }
        at += 1;
    }
    found.push(trimmed(row, field..row.len(), start));
    (found, quoted.map(|quote| start + quote), long)
}

/// A place without the space around it.
fn trimmed(row: &str, span: Span, start: usize) -> Span {
    let text = &row[span.clone()];
    let lead = text.len() - text.trim_start().len();
    let length = text.trim().len();
    let from = start + span.start + if length == 0 { 0 } else { lead };
    from..from + length
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_have_places_in_quotes_and_over_lines() {
        let text = "a, b ,\"c, \"\"d\n\"\"\",é\nx\n";
        let mut rows = Rows::new(text, 0, 0);
        let row = rows.next().unwrap().unwrap();
        assert_eq!(row.fields, ["a", "b", "c, \"d\n\"", "é"]);
        let written: Vec<&str> = row.places.iter().map(|place| &text[place.clone()]).collect();
        assert_eq!(written, ["a", "b", "\"c, \"\"d\n\"\"\"", "é"]);
        assert_eq!(rows.next().unwrap().unwrap().whole, text.len() - 2..text.len() - 1);
        assert!(rows.next().is_none());
    }

    #[test]
    fn an_open_quote_costs_its_line_only() {
        let text = "a,\"b\nc,d\n";
        let mut rows = Rows::new(text, 0, 0);
        assert_eq!(rows.next().unwrap().err(), Some(2..3));
        assert_eq!(rows.next().unwrap().unwrap().fields, ["c", "d"]);
    }
}
