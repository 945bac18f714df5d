//! Mistakes as text, in rustc's own layout.

use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use crate::diagnostic::{Diagnostic, File, Label, Severity};
use crate::place::floor;
use crate::texts::Texts;

/// So many mistakes are shown of each file.
const MOST_SHOWN: usize = 100;
/// A line longer than this is not shown, only named.
const LONGEST_LINE: usize = 2000;
/// Places further apart than this are shown as if in two files.
const LARGEST_WINDOW: usize = 100_000;

/// The mistakes as text, one paragraph each, in the layout of rustc; with colour if asked for.
/// Of each file at most a hundred are shown and the rest counted.
pub fn render(diagnostics: &[Diagnostic], texts: &Texts, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Ascii);
    let mut rendered = Vec::new();
    for file in File::ALL {
        let of_file: Vec<&Diagnostic> = diagnostics.iter().filter(|d| file_of(d) == file).collect();
        for diagnostic in of_file.iter().take(MOST_SHOWN) {
            rendered.push(renderer.render(&[group(diagnostic, texts)]));
        }
        let more = of_file.len().saturating_sub(MOST_SHOWN);
        if more > 0 {
            let what = if more == 1 { "mistake" } else { "mistakes" };
            rendered.push(format!("… and {more} more {what} in {}", texts.path(file)));
        }
    }
    rendered.join("\n\n")
}

fn file_of(diagnostic: &Diagnostic) -> File {
    diagnostic.labels.first().map_or(File::Dossier, |label| label.file)
}

fn group<'a>(diagnostic: &'a Diagnostic, texts: &'a Texts) -> Group<'a> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut group = Group::with_title(level.primary_title(&diagnostic.message).id(diagnostic.code));
    // The main place comes first; other files, and places far away, follow in windows of their own.
    let mut windows: Vec<Window<'_>> = Vec::new();
    for (number, label) in diagnostic.labels.iter().enumerate() {
        let text = texts.get(label.file).unwrap_or("");
        let window = Window::new(label, number == 0, text);
        let near = windows.iter_mut().find(|other| other.can_take(&window));
        match near {
            Some(other) => other.take(window),
            None => windows.push(window),
        }
    }
    for window in windows {
        let path = texts.path(window.file);
        let text = texts.get(window.file).unwrap_or("");
        let (line, column) = line_and_column(text, window.labels[0].1.start);
        if window.too_long || text.is_empty() {
            let origin = Origin::path(path);
            let known = !text.is_empty();
            group =
                group.element(if known { origin.line(line).char_column(column) } else { origin });
            continue;
        }
        let (first_line, _) = line_and_column(text, window.lines.start);
        // Windows line ends would be shown as signs of their own; a space keeps all places.
        let shown = text[window.lines.clone()].replace("\r\n", " \n");
        let mut snippet = Snippet::source(shown).line_start(first_line).path(path).fold(true);
        for (label, span, is_main) in window.labels {
            let kind = if is_main { AnnotationKind::Primary } else { AnnotationKind::Context };
            let within = span.start - window.lines.start..span.end - window.lines.start;
            snippet = snippet.annotation(kind.span(within).label(label.text.as_str()));
        }
        group = group.element(snippet);
    }
    match &diagnostic.help {
        Some(help) => group.element(Level::HELP.message(help)),
        None => group,
    }
}

/// Whole lines of a file with the places to be shown in them.
struct Window<'a> {
    file: File,
    lines: Range<usize>,
    labels: Vec<(&'a Label, Range<usize>, bool)>,
    too_long: bool,
}

impl<'a> Window<'a> {
    fn new(label: &'a Label, is_main: bool, text: &str) -> Window<'a> {
        let span = clip(&label.span, text);
        let start = text[..span.start].rfind('\n').map_or(0, |i| i + 1);
        let end = text[span.end..].find('\n').map_or(text.len(), |i| span.end + i);
        let end = span.end + text[span.end..end].trim_end_matches('\r').len();
        let lines = start..end;
        let too_long = lines.len() > LONGEST_LINE;
        Window { file: label.file, lines, labels: vec![(label, span, is_main)], too_long }
    }

    fn can_take(&self, other: &Window<'_>) -> bool {
        let start = self.lines.start.min(other.lines.start);
        let end = self.lines.end.max(other.lines.end);
        self.file == other.file
            && !self.too_long
            && !other.too_long
            && end - start <= LARGEST_WINDOW
    }

    fn take(&mut self, other: Window<'a>) {
        self.lines = self.lines.start.min(other.lines.start)..self.lines.end.max(other.lines.end);
        self.labels.extend(other.labels);
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
fn clip(span: &Range<usize>, text: &str) -> Range<usize> {
    let start = floor(text, span.start);
    let end = floor(text, span.end).max(start);
    let first_line = text[start..end].find('\n').map_or(end, |i| start + i);
    let without_return = text[start..first_line].trim_end_matches('\r').len();
    start..start + without_return
}
