//! Sources to `sources.bib`.

use detente_model::{Source, SourceId, Table};

/// Fields whose values BibTeX programs take as they stand, commands and all.
const VERBATIM: [&str; 10] =
    ["doi", "eprint", "file", "pdf", "uri", "url", "urlraw", "verba", "verbb", "verbc"];

/// One entry per source, in order, with its fields in order; nothing without sources.
pub(super) fn write(sources: &Table<SourceId, Source>) -> Option<String> {
    let entries: Vec<String> = sources.values().map(entry).collect();
    (!entries.is_empty()).then(|| entries.join("\n"))
}

fn entry(source: &Source) -> String {
    let width = source.fields.iter().map(|(name, _)| name.chars().count()).max().unwrap_or(0);
    let field = |(name, value): &(String, String)| {
        let value = escaped(value, VERBATIM.contains(&name.as_str()));
        format!("  {name:width$} = {{{value}}},\n")
    };
    let fields: String = source.fields.iter().map(field).collect();
    format!("@{}{{{},\n{fields}}}\n", source.kind, source.id)
}

/// The value between its braces, so that it reads back as the same text.
///
/// Runs of spaces and of hyphens would be read as one space or a dash: `{}` parts them.
fn escaped(value: &str, verbatim: bool) -> String {
    let mut out = String::new();
    let mut before = None;
    for c in value.chars() {
        let c = if c.is_whitespace() { ' ' } else { c };
        match c {
            ' ' | '-' if before == Some(c) => out.push_str("{}"),
            '{' | '}' | '\\' => out.push('\\'),
            '#' | '$' | '%' | '&' | '_' if !verbatim => out.push('\\'),
            _ => {}
        }
        out.push(c);
        before = Some(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_reads_back_in_every_field() {
        let texts = [
            "50% of A&B, #3_x, $5 and $6, 2^n ~ m",
            "an open { brace, a closing } one, both {x}",
            "back\\slash, \\textbackslash, \\& and at the end \\",
            "a -- b --- c ---- d -",
            "two  spaces,   three",
            "ایران می‌خواهد «غنی‌سازی» — é ø 😀",
            "https://example.org/a_b?c=%20&d=~e#f--g:h",
            "quotes \" and ' and `` and @misc{x,",
            "",
            "$",
        ];
        let fields: Vec<&str> =
            VERBATIM.iter().copied().chain(["title", "note", "author"]).collect();
        for field in fields {
            for text in texts {
                let source = Source {
                    id: "key".to_string(),
                    kind: "misc".to_string(),
                    fields: vec![(field.to_string(), text.to_string())],
                    date: None,
                };
                let written = write(&Table::from_iter([source.clone()])).expect("one source");
                let mut diagnostics = Vec::new();
                let read = crate::bibliography::read(Some(&written), &mut diagnostics);
                assert_eq!(diagnostics, [], "{written}");
                assert_eq!(read.table.values().collect::<Vec<_>>(), [&source], "{written}");
            }
        }
    }
}
