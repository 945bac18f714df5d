//! A document as JSON: what is shown, for programs that want no layout.

use serde_json::{Value, json};

use crate::document::{Block, Document, Table, Text};

/// Title, clock and, chapter by chapter, sentences and tables as plain texts.
pub fn json(document: &Document) -> Value {
    let chapters = document.chapters.iter().map(|chapter| {
        let blocks = chapter.blocks.iter().map(|block| match block {
            Block::Heading(words) => json!({ "heading": words.unmarked() }),
            Block::Paragraph(text) | Block::Note(text) => json!({ "text": text.unmarked() }),
            Block::Points(points) => {
                json!({ "points": points.iter().map(Text::unmarked).collect::<Vec<_>>() })
            }
            Block::Table(data) => table(data),
            Block::Figure(figure) => table(&figure.data),
        });
        json!({ "title": chapter.title, "blocks": blocks.collect::<Vec<_>>() })
    });
    json!({
        "title": document.title,
        "subtitle": document.subtitle,
        "chapters": chapters.collect::<Vec<_>>(),
    })
}

/// A table as rows of named cells; a row that opens a group names it.
fn table(table: &Table) -> Value {
    let head: Vec<String> = table.head.iter().map(|cell| cell.text.unmarked()).collect();
    let rows = table.rows.iter().enumerate().map(|(number, row)| {
        let cells: Vec<String> = row.iter().map(|cell| cell.text.unmarked()).collect();
        if table.groups.contains(&number) {
            json!({ "group": cells.first() })
        } else {
            json!(cells)
        }
    });
    json!({ "table": table.caption.unmarked(), "head": head, "rows": rows.collect::<Vec<_>>() })
}
