//! Bytes to JSON: what is no text, and what is no JSON.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use super::super::mistake::GmcrMistake;
use crate::render::line_and_column;

/// The largest file that is read, in bytes; a JSON dump lists every state.
const LARGEST: usize = 64 << 20;

/// The file as a JSON value. Pickles, which older versions wrote, run code when they are loaded:
/// they are told by their first byte and never looked into.
pub(super) fn parse(bytes: &[u8]) -> Result<Value, GmcrMistake> {
    let wrong =
        |place: &str, message: &str, help: &str| Err(GmcrMistake::new(place, message, help));
    if bytes.first() == Some(&0x80) {
        return wrong(
            "",
            "this is a Python pickle, as GMCR+ wrote before 2013; pickles can run programs and are not read",
            "save it again from a version of GMCR+ that writes JSON",
        );
    }
    if bytes.len() > LARGEST {
        let message = format!("the file has {} MB; at most 64 MB are read", bytes.len() >> 20);
        return wrong("", &message, "leave out `nodes` and what else the format ignores");
    }
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return wrong("", "this looks like UTF-16", "save the file as UTF-8");
    }
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.strip_prefix('\u{feff}').unwrap_or(text),
        Err(e) => {
            let good = String::from_utf8_lossy(&bytes[..e.valid_up_to()]);
            let good = good.strip_prefix('\u{feff}').unwrap_or(&good);
            let bad = bytes[e.valid_up_to()];
            let message = format!("the byte 0x{bad:02x} is not UTF-8");
            let help = "save the file as UTF-8; it may be Latin-1 or Windows-1252";
            return wrong(&place_at(line_and_column(good, good.len())), &message, help);
        }
    };
    if text.trim().is_empty() {
        return wrong("", "the file is empty", "give a file saved by GMCR+");
    }
    serde_json::from_str(text).map(|Once(value)| value).map_err(|e| {
        let full = e.to_string();
        let place = format!(" at line {} column {}", e.line(), e.column());
        let said = full.strip_suffix(&place).unwrap_or(&full);
        let (message, help) = match e.classify() {
            serde_json::error::Category::Eof => {
                ("the file ends too early".to_string(), "the file was cut: save it again")
            }
            serde_json::error::Category::Data => (said.to_string(), "keep one of the two"),
            _ => (format!("this is not JSON: {said}"), "correct it here, or save the file again"),
        };
        GmcrMistake::new(place_at((e.line(), e.column())), message, help)
    })
}

/// A JSON value in which no key stands twice: which of two was meant cannot be told.
struct Once(Value);

impl<'de> Deserialize<'de> for Once {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Once, D::Error> {
        deserializer.deserialize_any(OnceVisitor)
    }
}

struct OnceVisitor;

impl<'de> Visitor<'de> for OnceVisitor {
    type Value = Once;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Once, E> {
        Ok(Once(value.into()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Once, E> {
        Ok(Once(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Once, E> {
        Ok(Once(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Once, E> {
        Ok(Once(value.into()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Once, E> {
        Ok(Once(value.into()))
    }

    fn visit_unit<E>(self) -> Result<Once, E> {
        Ok(Once(Value::Null))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Once, A::Error> {
        let mut list = Vec::new();
        while let Some(Once(item)) = items.next_element()? {
            list.push(item);
        }
        Ok(Once(list.into()))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Once, A::Error> {
        let mut object = Map::new();
        while let Some((key, Once(value))) = entries.next_entry::<String, Once>()? {
            if object.contains_key(&key) {
                return Err(A::Error::custom(format!("the key `{key}` stands here twice")));
            }
            object.insert(key, value);
        }
        Ok(Once(object.into()))
    }
}

fn place_at((line, column): (usize, usize)) -> String {
    format!("line {line}, column {column}")
}
