//! TOML as a careful person lays it out: tables with aligned keys, long lists one item a line,
//! long inline tables as tables of their own.

/// The longest line a list or an inline table may make, in characters.
const WIDTH: usize = 100;

/// A value as it will be written.
#[derive(Clone, Debug)]
pub(super) enum Value {
    /// Written as it is, always on one line.
    Plain(String),
    /// A list.
    List(Vec<Value>),
    /// A table whose entries may be told apart by their keys alone: if it is long it is moved
    /// behind its neighbours, as a table with a header.
    Table(Vec<(String, Value)>),
}

impl Value {
    /// The value on one line.
    pub(super) fn inline(&self) -> String {
        match self {
            Value::Plain(text) => text.clone(),
            Value::List(items) => {
                let items: Vec<String> = items.iter().map(Value::inline).collect();
                format!("[{}]", items.join(", "))
            }
            Value::Table(entries) if entries.is_empty() => "{}".to_string(),
            Value::Table(entries) => {
                let entry =
                    |(name, value): &(String, Value)| format!("{} = {}", key(name), value.inline());
                let entries: Vec<String> = entries.iter().map(entry).collect();
                format!("{{ {} }}", entries.join(", "))
            }
        }
    }
}

/// A text as a basic string: one line, everything that needs it escaped.
pub(super) fn text(text: &str) -> Value {
    Value::Plain(quoted(text))
}

/// A list of texts.
pub(super) fn texts<'a>(items: impl Iterator<Item = &'a str>) -> Value {
    Value::List(items.map(text).collect())
}

/// An inline table that stays where it is, however long.
pub(super) fn inline_table(entries: Vec<(String, Value)>) -> Value {
    Value::Plain(Value::Table(entries).inline())
}

fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if c.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A key, in quotes only where TOML asks for them.
fn key(name: &str) -> String {
    let bare = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if !name.is_empty() && name.chars().all(bare) { name.to_string() } else { quoted(name) }
}

/// A table with a header: its entries, then the tables below it.
#[derive(Clone, Debug)]
pub(super) struct Block {
    path: Vec<String>,
    /// One of several of this name, `[[…]]`.
    repeated: bool,
    entries: Vec<(String, Value)>,
    below: Vec<Block>,
}

impl Block {
    /// The table without a header at the top of the file.
    pub(super) fn root() -> Block {
        Block { path: Vec::new(), repeated: false, entries: Vec::new(), below: Vec::new() }
    }

    /// `[a.b]`
    pub(super) fn table(path: &[&str]) -> Block {
        let path = path.iter().map(|part| (*part).to_string()).collect();
        Block { path, ..Block::root() }
    }

    /// `[[a]]`
    pub(super) fn repeated(name: &str) -> Block {
        Block { repeated: true, ..Block::table(&[name]) }
    }

    /// Adds an entry.
    pub(super) fn with(mut self, key: &str, value: Value) -> Block {
        self.entries.push((key.to_string(), value));
        self
    }

    /// Adds an entry if there is one.
    pub(super) fn maybe(self, key: &str, value: Option<Value>) -> Block {
        match value {
            Some(value) => self.with(key, value),
            None => self,
        }
    }

    /// Adds entries.
    pub(super) fn with_all(mut self, entries: Vec<(String, Value)>) -> Block {
        self.entries.extend(entries);
        self
    }

    /// Adds a table below this one.
    pub(super) fn below(mut self, block: Block) -> Block {
        self.below.push(block);
        self
    }

    fn write(&self, out: &mut String) {
        let (moved, kept): (Vec<_>, Vec<_>) =
            self.entries.iter().partition(|(name, value)| is_moved(name, value));
        if !self.path.is_empty() {
            let path: Vec<String> = self.path.iter().map(|part| key(part)).collect();
            let path = path.join(".");
            out.push_str(&if self.repeated {
                format!("[[{path}]]\n")
            } else {
                format!("[{path}]\n")
            });
        }
        let width = kept.iter().map(|(name, _)| key(name).chars().count()).max().unwrap_or(0);
        for (name, value) in kept {
            let name = key(name);
            out.push_str(&format!("{name:width$} = {}\n", value_at(value, width)));
        }
        for (name, value) in moved {
            let Value::Table(entries) = value else { continue };
            let path = self.path.iter().chain([name]).cloned().collect();
            out.push('\n');
            Block { path, entries: entries.clone(), ..Block::root() }.write(out);
        }
        for block in &self.below {
            out.push('\n');
            block.write(out);
        }
    }
}

fn is_moved(name: &str, value: &Value) -> bool {
    let length = || key(name).chars().count() + " = ".len() + value.inline().chars().count();
    matches!(value, Value::Table(_)) && length() > WIDTH
}

/// The value behind a key padded to `width`, a long list over several lines.
fn value_at(value: &Value, width: usize) -> String {
    let inline = value.inline();
    match value {
        Value::List(items) if width + " = ".len() + inline.chars().count() > WIDTH => {
            let lines: String =
                items.iter().map(|item| format!("  {},\n", item.inline())).collect();
            format!("[\n{lines}]")
        }
        _ => inline,
    }
}

/// The whole of a file.
#[derive(Debug)]
pub(super) struct Page {
    text: String,
}

impl Page {
    /// A page that starts with the entries of a table without a header.
    pub(super) fn new(head: &Block) -> Page {
        let mut text = String::new();
        head.write(&mut text);
        Page { text }
    }

    /// Adds tables under a heading; without tables there is no heading.
    pub(super) fn section(&mut self, heading: &str, blocks: Vec<Block>) {
        if blocks.is_empty() {
            return;
        }
        self.text.push_str(&format!("\n# {heading}\n"));
        for block in blocks {
            self.text.push('\n');
            block.write(&mut self.text);
        }
    }

    /// The text.
    pub(super) fn text(self) -> String {
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> Value {
        Value::Plain(text.to_string())
    }

    #[test]
    fn keys_are_quoted_only_where_they_must_be() {
        for (name, written) in [
            ("us-military", "us-military"),
            ("ایران", "\"ایران\""),
            ("a.b", "\"a.b\""),
            ("", "\"\""),
        ] {
            assert_eq!(key(name), written);
        }
    }

    #[test]
    fn texts_stay_on_one_line() {
        let written = text("a \"b\"\\\n\t\u{7}\u{7f}é\u{200c}").inline();
        assert_eq!(written, "\"a \\\"b\\\"\\\\\\n\\t\\u0007\\u007Fé\u{200c}\"");
    }

    #[test]
    fn long_lists_are_broken_and_long_tables_moved() {
        let item = || plain(&"x".repeat(60));
        let table = Value::Table(vec![("one".to_string(), item()), ("two".to_string(), item())]);
        let block = Block::table(&["a", "b c"])
            .with("table", table)
            .with("list", Value::List(vec![item(), item()]))
            .with("k", plain("1"));
        let mut out = String::new();
        block.write(&mut out);
        let x = "x".repeat(60);
        let expected = format!(
            "[a.\"b c\"]\nlist = [\n  {x},\n  {x},\n]\nk    = 1\n\n[a.\"b c\".table]\none = {x}\ntwo = {x}\n"
        );
        assert_eq!(out, expected);
    }
}
