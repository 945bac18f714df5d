//! A document: chapters of sentences, tables and figures, before any face is put on it.

/// A document.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Document {
    /// What it is about.
    pub title: String,
    /// The line below the title: the clock, what it was made from.
    pub subtitle: String,
    /// What a reader in a hurry takes away, one sentence each.
    pub lead: Vec<Text>,
    /// The chapters.
    pub chapters: Vec<Chapter>,
    /// The last line: version, hash, how to check.
    pub colophon: Text,
}

/// A chapter.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Chapter {
    /// An anchor, unique in the document.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// What stands in it.
    pub blocks: Vec<Block>,
}

/// A part of a chapter.
#[derive(Clone, PartialEq, Debug)]
pub enum Block {
    /// A heading below the chapter's.
    Heading(Text),
    /// A paragraph.
    Paragraph(Text),
    /// A remark: how to read what stands around it.
    Note(Text),
    /// Points.
    Points(Vec<Text>),
    /// A table.
    Table(Table),
    /// A figure.
    Figure(Figure),
}

/// A table. Its first column names the row.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Table {
    /// What it shows.
    pub caption: Text,
    /// The heads of the columns.
    pub head: Vec<Cell>,
    /// The rows, each as long as the head.
    pub rows: Vec<Vec<Cell>>,
    /// Rows that open a group: their first cell spans the table.
    pub groups: Vec<usize>,
    /// Whether columns are narrow: a field of small signs.
    pub dense: bool,
}

/// A cell.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Cell {
    /// What it says.
    pub text: Text,
    /// A small drawing before it (SVG), for faces that can show it.
    pub glyph: Option<String>,
    /// Whether it is a number, set to the right.
    pub number: bool,
    /// Whether it is short and stays on one line, as a date does.
    pub short: bool,
    /// Whether it is set apart.
    pub strong: bool,
    /// Where links to it lead, unique in the document.
    pub anchor: Option<String>,
}

/// A figure: its sentence first, the drawing, then its data as a table.
#[derive(Clone, PartialEq, Debug)]
pub struct Figure {
    /// An anchor, unique in the document.
    pub id: String,
    /// What it says, in a sentence; empty where the text around it says so.
    pub caption: Text,
    /// How to read the drawing; for faces that draw.
    pub key: Text,
    /// The drawing (SVG), possibly for two widths of page.
    pub svg: String,
    /// Its data.
    pub data: Table,
}

/// A run of text.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Text(pub Vec<Span>);

/// A piece of text.
#[derive(Clone, PartialEq, Debug)]
pub enum Span {
    /// Plain words.
    Plain(String),
    /// A name from the dossier, in any script and direction.
    Name(String),
    /// Words of the condition language or of a file.
    Code(String),
    /// Words that matter most.
    Strong(String),
    /// An address, shown as it is and followed on click.
    Link(String),
    /// What to type to see more; for the command line, left out of pages.
    Advice(String),
    /// Sources, as anchors in the list of sources, with their numbers there.
    Cite(Vec<(String, usize)>),
}

impl Text {
    /// An empty text.
    pub fn new() -> Text {
        Text::default()
    }

    /// Adds plain words.
    pub fn plain(mut self, words: impl Into<String>) -> Text {
        self.0.push(Span::Plain(words.into()));
        self
    }

    /// Adds a name.
    pub fn name(mut self, name: impl Into<String>) -> Text {
        self.0.push(Span::Name(name.into()));
        self
    }

    /// Adds words of the condition language.
    pub fn code(mut self, code: impl Into<String>) -> Text {
        self.0.push(Span::Code(code.into()));
        self
    }

    /// Adds words that matter most.
    pub fn strong(mut self, words: impl Into<String>) -> Text {
        self.0.push(Span::Strong(words.into()));
        self
    }

    /// Adds an address.
    pub fn link(mut self, address: impl Into<String>) -> Text {
        self.0.push(Span::Link(address.into()));
        self
    }

    /// Adds what to type to see more, for faces that stand beside a command line.
    pub fn advice(mut self, words: impl Into<String>) -> Text {
        self.0.push(Span::Advice(words.into()));
        self
    }

    /// Adds sources; nothing if there are none.
    pub fn cite(mut self, sources: Vec<(String, usize)>) -> Text {
        if !sources.is_empty() {
            self.0.push(Span::Cite(sources));
        }
        self
    }

    /// Adds another text.
    pub fn then(mut self, other: Text) -> Text {
        self.0.extend(other.0);
        self
    }

    /// Adds names with commas and a last "and".
    pub fn names<S: AsRef<str>>(self, names: impl IntoIterator<Item = S>) -> Text {
        self.list(names.into_iter().map(|name| Text::new().name(name.as_ref())))
    }

    /// Adds texts with commas and a last "and".
    pub fn list(self, parts: impl IntoIterator<Item = Text>) -> Text {
        self.joined(parts, " and ")
    }

    /// Adds texts with commas and a last "or".
    pub fn alternatives(self, parts: impl IntoIterator<Item = Text>) -> Text {
        self.joined(parts, " or ")
    }

    fn joined(mut self, parts: impl IntoIterator<Item = Text>, and: &str) -> Text {
        let parts: Vec<Text> = parts.into_iter().collect();
        let last = parts.len().saturating_sub(1);
        for (place, part) in parts.into_iter().enumerate() {
            let before = match place {
                0 => "",
                _ if place == last => and,
                _ => ", ",
            };
            self = if before.is_empty() { self } else { self.plain(before) }.then(part);
        }
        self
    }

    /// The text without any marking, names between isolates where their script needs it.
    pub fn unmarked(&self) -> String {
        let mut out = String::new();
        for span in &self.0 {
            match span {
                Span::Plain(words)
                | Span::Strong(words)
                | Span::Link(words)
                | Span::Advice(words) => out.push_str(words),
                Span::Name(name) => out.push_str(&isolated(name)),
                Span::Code(code) => {
                    let words: Vec<String> = code.split(' ').map(isolated).collect();
                    out.push_str(&words.join(" "));
                }
                Span::Cite(_) => {}
            }
        }
        out
    }

    /// The same, its first word with a capital if it is a plain one.
    pub fn capital(mut self) -> Text {
        if let Some(Span::Plain(words)) = self.0.first_mut() {
            *words = crate::names::capital(words);
        }
        self
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// A name between isolates (U+2068, U+2069) if it has right-to-left letters.
fn isolated(name: &str) -> String {
    let right_to_left = |c: char| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fefc}');
    if name.contains(right_to_left) { format!("\u{2068}{name}\u{2069}") } else { name.to_string() }
}

impl From<&str> for Text {
    fn from(words: &str) -> Text {
        Text::new().plain(words)
    }
}

impl From<String> for Text {
    fn from(words: String) -> Text {
        Text::new().plain(words)
    }
}

impl Table {
    /// Adds a row that opens a group.
    pub(crate) fn open_group(&mut self, name: Cell) {
        self.groups.push(self.rows.len());
        let mut row = vec![name];
        row.resize(self.head.len(), Cell::default());
        self.rows.push(row);
    }
}

impl Cell {
    /// A cell of text.
    pub fn text(text: impl Into<Text>) -> Cell {
        Cell { text: text.into(), ..Cell::default() }
    }

    /// A cell with a name.
    pub fn name(name: &str) -> Cell {
        Cell::text(Text::new().name(name))
    }

    /// A cell with a number.
    pub fn number(number: impl std::fmt::Display) -> Cell {
        Cell { number: true, ..Cell::text(number.to_string()) }
    }

    /// A cell that stays on one line.
    pub fn short(text: impl Into<Text>) -> Cell {
        Cell { short: true, ..Cell::text(text) }
    }

    /// The same, on one line if its text is a word or two.
    pub(crate) fn short_if_brief(self) -> Cell {
        let short = self.short || self.text.unmarked().chars().count() <= 12;
        Cell { short, ..self }
    }

    /// The same, with an anchor that links lead to.
    pub fn anchored(self, anchor: String) -> Cell {
        Cell { anchor: Some(anchor), ..self }
    }

    /// The same, set apart.
    pub fn strong(self) -> Cell {
        Cell { strong: true, ..self }
    }
}
