//! The file as data, and as text in the way of Python's `json.dump`: one line, `", "` and `": "`
//! between things, everything but plain ASCII escaped.

use std::io;

use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};
use serde_json::{Map, Value};

/// A conjunction: indices of options and `"Y"` or `"N"`.
pub(super) type Simple = Vec<(usize, &'static str)>;

/// A statement of the format.
#[derive(Serialize, PartialEq)]
#[serde(untagged)]
pub(super) enum FileStatement {
    Simple(Simple),
    Compound { compound: bool, members: Vec<Simple> },
}

impl FileStatement {
    /// One of these patterns.
    pub(super) fn of(mut patterns: Vec<Simple>) -> FileStatement {
        if patterns.len() == 1 {
            return FileStatement::Simple(patterns.remove(0));
        }
        FileStatement::Compound { compound: true, members: patterns }
    }
}

/// A state, or several that are tied.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Rank {
    One(usize),
    Tied(Vec<usize>),
}

impl Rank {
    /// These states, at least one.
    pub(super) fn of(states: Vec<usize>) -> Rank {
        match states.as_slice() {
            [one] => Rank::One(*one),
            _ => Rank::Tied(states),
        }
    }
}

/// A decision maker of the format.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct FileMaker {
    pub(super) name: String,
    pub(super) options: Vec<usize>,
    pub(super) preferences: Vec<FileStatement>,
    pub(super) misperceptions: Vec<Simple>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) preference_ranking: Option<Vec<Rank>>,
}

/// An option of the format.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct FileOption {
    pub(super) name: String,
    pub(super) permitted_direction: &'static str,
}

/// The whole file.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct File {
    pub(super) decision_makers: Vec<FileMaker>,
    pub(super) coalitions: Vec<usize>,
    pub(super) options: Vec<FileOption>,
    pub(super) infeasibles: Vec<Simple>,
    pub(super) use_manual_preference_ranking: bool,
    pub(super) program: &'static str,
    pub(super) version: &'static str,
    /// Keys of no meaning to the format.
    #[serde(flatten)]
    pub(super) unknown: Map<String, Value>,
}

impl File {
    /// The text of the file.
    pub(super) fn text(&self) -> String {
        let mut bytes = Vec::new();
        self.serialize(&mut Serializer::with_formatter(&mut bytes, Python))
            .expect("keys are texts, and memory does not fail to be written");
        String::from_utf8(bytes).expect("what is written is ASCII")
    }
}

/// The layout of Python's `json.dump`.
struct Python;

impl Formatter for Python {
    fn begin_array_value<W: ?Sized + io::Write>(
        &mut self,
        w: &mut W,
        first: bool,
    ) -> io::Result<()> {
        if first { Ok(()) } else { w.write_all(b", ") }
    }

    fn begin_object_key<W: ?Sized + io::Write>(
        &mut self,
        w: &mut W,
        first: bool,
    ) -> io::Result<()> {
        if first { Ok(()) } else { w.write_all(b", ") }
    }

    fn begin_object_value<W: ?Sized + io::Write>(&mut self, w: &mut W) -> io::Result<()> {
        w.write_all(b": ")
    }

    fn write_string_fragment<W: ?Sized + io::Write>(
        &mut self,
        w: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        for c in fragment.chars() {
            if (' '..='~').contains(&c) {
                w.write_all(&[c as u8])?;
            } else {
                let mut units = [0; 2];
                for unit in c.encode_utf16(&mut units) {
                    write!(w, "\\u{unit:04x}")?;
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_escaped_as_python_does() {
        let file = File {
            decision_makers: vec![],
            coalitions: vec![0, 1],
            options: vec![FileOption {
                name: "é\u{7f}\n\"😀".into(), permitted_direction: "fwd"
            }],
            infeasibles: vec![vec![(0, "Y"), (1, "N")], vec![]],
            use_manual_preference_ranking: true,
            program: "p",
            version: "v",
            unknown: Map::from_iter([("x".to_string(), Value::Null)]),
        };
        let expected = r#"{"decisionMakers": [], "coalitions": [0, 1], "options": [{"name": "\u00e9\u007f\n\"\ud83d\ude00", "permittedDirection": "fwd"}], "infeasibles": [[[0, "Y"], [1, "N"]], []], "useManualPreferenceRanking": true, "program": "p", "version": "v", "x": null}"#;
        assert_eq!(file.text(), expected);
    }
}
