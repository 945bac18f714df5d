//! A document as terminal text: the same sentences and tables, no drawings.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::document::{Block, Cell, Document, Table, Text};

/// Columns between which text is wrapped, whatever is asked for.
const NARROWEST: usize = 40;

/// The text, wrapped at `width` columns. Names are isolated, so that right-to-left scripts keep
/// their order in terminals that know directions.
pub fn terminal(document: &Document, width: usize) -> String {
    let width = width.max(NARROWEST);
    let mut out = String::new();
    let title = Text::new().name(&document.title).plain(" — ").plain(&document.subtitle);
    out.push_str(&format!("{}\n", title.unmarked()));
    if !document.lead.is_empty() {
        out.push_str(&format!("\n{}", lead(document, width)));
    }
    for chapter in &document.chapters {
        if document.chapters.len() > 1 {
            heading(&mut out, &chapter.title, '═');
        }
        for block in &chapter.blocks {
            self::block(&mut out, block, width);
        }
    }
    out
}

/// The sentences above all chapters, wrapped at `width` columns.
pub fn lead(document: &Document, width: usize) -> String {
    let lines = document.lead.iter().flat_map(|text| wrap(&text.unmarked(), width.max(NARROWEST)));
    lines.map(|line| line + "\n").collect()
}

fn heading(out: &mut String, words: &str, line: char) {
    let rule: String = std::iter::repeat_n(line, words.width()).collect();
    out.push_str(&format!("\n{words}\n{rule}\n"));
}

fn block(out: &mut String, block: &Block, width: usize) {
    match block {
        Block::Heading(words) => heading(out, &words.unmarked(), '─'),
        Block::Paragraph(text) | Block::Note(text) => {
            out.push('\n');
            for line in wrap(&text.unmarked(), width) {
                out.push_str(&line);
                out.push('\n');
            }
        }
        Block::Points(points) => {
            out.push('\n');
            for point in points {
                for (number, line) in wrap(&point.unmarked(), width - 2).iter().enumerate() {
                    out.push_str(if number == 0 { "• " } else { "  " });
                    out.push_str(line);
                    out.push('\n');
                }
            }
        }
        Block::Table(table) => self::table(out, table, width),
        // The table that follows a drawing says what the drawing shows.
        Block::Figure(figure) => {
            // What only names the drawing says nothing without it.
            if figure.caption.unmarked().ends_with('.') {
                self::block(out, &Block::Paragraph(figure.caption.clone()), width);
            }
            table(out, &figure.data, width);
        }
    }
}

fn table(out: &mut String, table: &Table, width: usize) {
    out.push('\n');
    for line in wrap(&table.caption.unmarked(), width) {
        out.push_str(&format!("{line}\n"));
    }
    let texts = |row: &[Cell]| -> Vec<String> { row.iter().map(|c| c.text.unmarked()).collect() };
    let head = texts(&table.head);
    let rows: Vec<Vec<String>> = table.rows.iter().map(|row| texts(row)).collect();
    // Rows of a group stand a little in from its name.
    let indent = if table.groups.is_empty() { "" } else { "  " };
    let measured = rows.iter().enumerate().filter(|(number, _)| !table.groups.contains(number));
    let measured = measured.map(|(_, row)| row.as_slice());
    let Some(widths) = fitting(&head, measured, width - indent.len()) else {
        return stacked(out, table, &head, &rows, width);
    };
    let number: Vec<bool> = (0..head.len())
        .map(|column| table.rows.iter().any(|row| row.get(column).is_some_and(|c| c.number)))
        .collect();
    line(out, indent, &head, &widths, &number);
    let rule: Vec<String> = widths.iter().map(|w| "─".repeat(*w)).collect();
    line(out, indent, &rule, &widths, &number);
    for (place, row) in rows.iter().enumerate() {
        if table.groups.contains(&place) {
            out.push_str(&format!("{}\n", row.first().map_or("", String::as_str)));
        } else {
            line(out, indent, row, &widths, &number);
        }
    }
}

/// The same where its columns do not fit side by side: row by row, a line for every cell that says
/// something.
fn stacked(out: &mut String, table: &Table, head: &[String], rows: &[Vec<String>], width: usize) {
    for (place, row) in rows.iter().enumerate() {
        let first = row.first().map_or("", String::as_str);
        if table.groups.contains(&place) {
            out.push_str(&format!("\n{first}\n"));
            continue;
        }
        out.push('\n');
        let name = match head.first() {
            Some(head) if !head.is_empty() => format!("{head}: {first}"),
            _ => first.to_string(),
        };
        for line in wrap(&name, width) {
            out.push_str(&format!("{line}\n"));
        }
        for (head, cell) in head.iter().zip(row).skip(1).filter(|(_, cell)| !cell.is_empty()) {
            for (number, line) in wrap(&format!("{head}: {cell}"), width - 4).iter().enumerate() {
                out.push_str(if number == 0 { "  " } else { "    " });
                out.push_str(&format!("{line}\n"));
            }
        }
    }
}

/// The widths of columns that fit side by side, nothing if none do: no number is broken, nor a word
/// unless it is longer than a third of the width.
fn fitting<'a>(
    head: &[String],
    rows: impl Iterator<Item = &'a [String]>,
    width: usize,
) -> Option<Vec<usize>> {
    let longest = (width / 3).max(12);
    let mut widths: Vec<usize> = head.iter().map(|text| text.width()).collect();
    let mut floors: Vec<usize> = head.iter().map(|text| floor(text, longest)).collect();
    for row in rows {
        for (column, text) in row.iter().enumerate() {
            widths[column] = widths[column].max(text.width());
            floors[column] = floors[column].max(floor(text, longest));
        }
    }
    shrink(&mut widths, &floors, width).then_some(widths)
}

/// The least width of a column in which nothing of a text is broken that should not be.
fn floor(text: &str, longest: usize) -> usize {
    let whole = |word: &str| {
        let is_number = word.contains(|c: char| c.is_ascii_digit())
            && !word.contains(|c: char| c.is_alphabetic());
        if is_number { word.width() } else { word.width().min(longest) }
    };
    text.split([' ', '\n', '\t']).map(whole).max().unwrap_or(0).max(text.width().min(8))
}

/// Takes width from the widest columns until the table fits; whether it does.
fn shrink(widths: &mut [usize], floors: &[usize], width: usize) -> bool {
    let gaps = widths.len().saturating_sub(1) * 2;
    while widths.iter().sum::<usize>() + gaps > width {
        let spare = |column: &usize| widths[*column] > floors[*column];
        let widest = (0..widths.len()).filter(spare).max_by_key(|column| widths[*column]);
        let Some(widest) = widest else { return false };
        widths[widest] -= 1;
    }
    true
}

/// One row, its cells wrapped within their columns.
fn line(out: &mut String, indent: &str, cells: &[String], widths: &[usize], number: &[bool]) {
    let wrapped: Vec<Vec<String>> =
        cells.iter().zip(widths).map(|(text, width)| wrap(text, *width)).collect();
    let height = wrapped.iter().map(Vec::len).max().unwrap_or(0).max(1);
    for y in 0..height {
        let mut row = indent.to_string();
        for (column, lines) in wrapped.iter().enumerate() {
            let text = lines.get(y).map_or("", String::as_str);
            let fill = " ".repeat(widths[column].saturating_sub(text.width()));
            let (left, right) =
                if number[column] { (fill.as_str(), "") } else { ("", fill.as_str()) };
            row.push_str(&format!("{left}{text}{right}  "));
        }
        out.push_str(row.trim_end());
        out.push('\n');
    }
}

/// Breaks text into lines of at most `width` columns, inside words only where one is too long. A
/// name between isolates that runs over a line is isolated on each.
fn wrap(text: &str, width: usize) -> Vec<String> {
    const OPEN: char = '\u{2068}';
    const CLOSE: char = '\u{2069}';
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut isolated = false;
    let next = |line: &mut String, lines: &mut Vec<String>, isolated: bool| {
        let mut full = std::mem::take(line);
        if isolated {
            full.push(CLOSE);
            line.push(OPEN);
        }
        lines.push(full);
    };
    // White space that must not break (a number and its sign) stays.
    for word in text.split([' ', '\n', '\t']).filter(|word| !word.is_empty()) {
        if line.width() > 0 && line.width() + 1 + word.width() > width {
            next(&mut line, &mut lines, isolated);
        } else if line.width() > 0 {
            line.push(' ');
        }
        for letter in word.chars() {
            if letter.width().unwrap_or(0) > 0 && line.width() >= width {
                next(&mut line, &mut lines, isolated);
            }
            isolated = (isolated || letter == OPEN) && letter != CLOSE;
            line.push(letter);
        }
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_wrapped_by_columns_in_any_script() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("abcdefghij", 4), ["abcd", "efgh", "ij"]);
        assert_eq!(wrap("", 4), [""]);
        for line in wrap(&format!("x \u{2068}{}\u{2069} y", "بازرسی کامل ".repeat(20)), 24)
        {
            assert!(line.width() <= 24);
            let count = |c| line.matches(c).count();
            assert_eq!(count('\u{2068}'), count('\u{2069}'), "{line}");
        }
    }

    fn shown(head: &[&str], row: &[&str], width: usize) -> String {
        let cells = |texts: &[&str]| texts.iter().map(|text| Cell::text(*text)).collect();
        let caption = "a caption of many words ".repeat(5);
        let table = Table {
            caption: caption.into(),
            head: cells(head),
            rows: vec![cells(row)],
            ..Table::default()
        };
        let mut out = String::new();
        super::table(&mut out, &table, width);
        assert!(out.lines().all(|line| line.width() <= width), "{out}");
        out
    }

    #[test]
    fn a_wide_table_is_narrowed_to_fit() {
        let long = "a word and another ".repeat(12);
        shown(&["name", "text"], &["x", &long], 60);
        shown(&["name", "text"], &["x", &"w".repeat(100)], 60);
    }

    #[test]
    fn numbers_are_never_broken() {
        let out = shown(
            &["name", "worth", "text"],
            &["x", "−0.5 (−0.83–−0.15)", &"word ".repeat(30)],
            44,
        );
        assert!(out.contains("(−0.83–−0.15)"), "{out}");
    }

    #[test]
    fn a_table_whose_columns_do_not_fit_is_stacked() {
        let words = ["thirteen-words"; 6];
        let out = shown(&["a", "b", "c", "d", "e", "f"], &words, 60);
        assert!(out.contains("\na: thirteen-words\n  b: thirteen-words\n"), "{out}");
    }
}
