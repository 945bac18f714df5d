//! A document as one self-contained HTML page: nothing is loaded from elsewhere.
//!
//! It reads without scripts, prints, follows the reader's dark or light setting, and isolates names
//! so that right-to-left scripts keep their order. Every figure stands below its sentence and above
//! its data as a table.

use maud::{DOCTYPE, Markup, PreEscaped, html as markup};

use crate::document::{Block, Cell, Chapter, Document, Figure, Span, Table, Text};

/// The page.
pub fn html(document: &Document) -> String {
    let page = markup! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                meta http-equiv="Content-Security-Policy"
                    content="default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:";
                title { (document.title) }
                style {
                    (PreEscaped(detente_figure::font::face()))
                    (PreEscaped(detente_figure::style::STYLE))
                    (PreEscaped(include_str!("page.css")))
                }
            }
            body {
                a.skip href="#main" { "Skip to the text" }
                header {
                    h1 dir="auto" { (document.title) }
                    p.subtitle { (document.subtitle) }
                    @for sentence in &document.lead {
                        p.lead { (text(sentence)) }
                    }
                }
                @if document.chapters.len() > 1 {
                    nav aria-label="Chapters" {
                        ol {
                            @for chapter in &document.chapters {
                                li { a href={ "#" (chapter.id) } { (chapter.title) } }
                            }
                        }
                    }
                }
                main #main {
                    @for chapter in &document.chapters { (section(chapter)) }
                }
                footer { p { (text(&document.colophon)) } }
            }
        }
    };
    page.into_string() + "\n"
}

fn section(chapter: &Chapter) -> Markup {
    let heading = format!("{}-heading", chapter.id);
    markup! {
        section #(chapter.id) aria-labelledby=(heading) {
            h2 #(heading) { (chapter.title) }
            @for block in &chapter.blocks { (self::block(block)) }
        }
    }
}

fn block(block: &Block) -> Markup {
    match block {
        Block::Heading(words) => markup! { h3 dir=[direction(words)] { (inside(words)) } },
        Block::Paragraph(words) => markup! { p dir=[direction(words)] { (inside(words)) } },
        Block::Note(words) => markup! { p.note { (text(words)) } },
        Block::Points(points) => markup! {
            ul { @for point in points { li { (text(point)) } } }
        },
        Block::Table(table) => self::table(table),
        Block::Figure(figure) => self::figure(figure),
    }
}

fn figure(figure: &Figure) -> Markup {
    let rows = figure.data.rows.len() - figure.data.groups.len();
    markup! {
        figure #(figure.id) {
            div.drawing {
                figcaption {
                    @if !figure.caption.is_empty() { p { (text(&figure.caption)) } }
                    p.key { (text(&figure.key)) }
                }
                (PreEscaped(&figure.svg))
            }
            details {
                summary { (text(&figure.data.caption)) " (" (rows) @if rows == 1 { " row" } @else { " rows" } ")" }
                (table(&figure.data))
            }
        }
    }
}

fn table(table: &Table) -> Markup {
    let columns = table.head.len();
    markup! {
        div.table-frame role="region" aria-label=(table.caption.unmarked()) tabindex="0" {
            table.dense[table.dense] {
                caption { (text(&table.caption)) }
                thead { tr { @for head in &table.head { th scope="col" .number[head.number] { (text(&head.text)) } } } }
                tbody {
                    @for (number, row) in table.rows.iter().enumerate() {
                        @if table.groups.contains(&number) {
                            tr.group { th colspan=(columns) scope="colgroup" { @if let Some(name) = row.first() { (text(&name.text)) } } }
                        } @else {
                            tr { @for (column, cell) in row.iter().enumerate() { (self::cell(cell, column == 0)) } }
                        }
                    }
                }
            }
        }
    }
}

fn cell(cell: &Cell, names_row: bool) -> Markup {
    let direction = direction(&cell.text).filter(|_| cell.glyph.is_none());
    let inside = markup! {
        @if let Some(glyph) = &cell.glyph { (PreEscaped(glyph)) " " (text(&cell.text)) }
        @else { (inside(&cell.text)) }
    };
    markup! {
        @if names_row {
            th scope="row" id=[&cell.anchor] dir=[direction] .short[cell.short] .strong[cell.strong] { (inside) }
        } @else {
            td id=[&cell.anchor] dir=[direction] .number[cell.number] .short[cell.short] .strong[cell.strong] { (inside) }
        }
    }
}

/// A text that is one name gives its container the direction of its script; sentences are ours.
fn direction(text: &Text) -> Option<&'static str> {
    matches!(text.0.as_slice(), [Span::Name(_)]).then_some("auto")
}

/// What stands in a container that has [`direction`].
fn inside(words: &Text) -> Markup {
    match words.0.as_slice() {
        [Span::Name(name)] => markup! { (name) },
        _ => text(words),
    }
}

fn text(text: &Text) -> Markup {
    markup! {
        @for span in &text.0 {
            @match span {
                Span::Plain(words) => (words),
                // Who reads a page has no command line at hand.
                Span::Advice(_) => {},
                Span::Name(name) => bdi { (name) },
                Span::Code(code) => code dir="ltr" {
                    @for (place, word) in code.split(' ').enumerate() {
                        @if place > 0 { " " }
                        @if word.is_ascii() { (word) } @else { bdi { (word) } }
                    }
                },
                Span::Link(address) => a href=(address) rel="noreferrer" { (address) },
                Span::Strong(words) => strong { (words) },
                Span::Cite(sources) => sup.cite {
                    @for (place, (anchor, number)) in sources.iter().enumerate() {
                        @if place > 0 { "," }
                        a href={ "#" (anchor) } aria-label={ "source " (number) } { (number) }
                    }
                },
            }
        }
    }
}
