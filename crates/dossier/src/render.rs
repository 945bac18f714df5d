//! Mistakes as text, in rustc's own layout.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use crate::diagnostic::{Diagnostic, File, Severity};
use crate::texts::Texts;

/// The mistakes as text, one paragraph each, in the layout of rustc; with colour if asked for.
pub fn render(diagnostics: &[Diagnostic], texts: &Texts, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let rendered: Vec<String> =
        diagnostics.iter().map(|d| renderer.render(&[group(d, texts)])).collect();
    rendered.join("\n\n")
}

fn group<'a>(diagnostic: &'a Diagnostic, texts: &'a Texts) -> Group<'a> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut group = Group::with_title(level.primary_title(&diagnostic.message).id(diagnostic.code));
    for file in File::ALL {
        let labels: Vec<_> =
            diagnostic.labels.iter().enumerate().filter(|(_, l)| l.file == file).collect();
        if labels.is_empty() {
            continue;
        }
        let text = texts.get(file).unwrap_or("");
        let mut snippet = Snippet::source(text).path(texts.path(file)).fold(true);
        for (number, label) in labels {
            let kind = if number == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
            let span = clip(&label.span, text);
            snippet = snippet.annotation(kind.span(span).label(label.text.as_str()));
        }
        group = group.element(snippet);
    }
    match &diagnostic.help {
        Some(help) => group.element(Level::HELP.message(help)),
        None => group,
    }
}

/// Line and column, both from 1, of a byte position; columns count characters.
pub fn line_and_column(text: &str, position: usize) -> (usize, usize) {
    let before = &text[..floor(text, position)];
    let line_start = before.rfind('\n').map_or(0, |i| i + 1);
    (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
}

/// Keeps a place inside the text, on character borders, and underlines at most its first line of
/// a value that runs over several.
fn clip(span: &std::ops::Range<usize>, text: &str) -> std::ops::Range<usize> {
    let start = floor(text, span.start);
    let end = floor(text, span.end).max(start);
    let first_line = text[start..end].find('\n').map_or(end, |i| start + i);
    start..first_line
}

fn floor(text: &str, position: usize) -> usize {
    text.floor_char_boundary(position.min(text.len()))
}
