//! Values with their places, and the irregular shapes a dossier may use.
//!
//! [`At`] keeps the byte range a value was written in. [`Value`] is any TOML value with places all
//! the way down, for the few entries whose keys are the dossier's own ids. The exact digits of a
//! number and the precision of a date are read from the text itself, so nothing is lost to floats.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

/// A byte range in one file.
pub(crate) type Span = Range<usize>;

/// The last border between two characters at or before a position.
pub(crate) fn floor(text: &str, position: usize) -> usize {
    let mut at = position.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// A value and where it was written.
#[derive(Clone, Debug)]
pub(crate) struct At<T> {
    /// The value.
    pub(crate) value: T,
    /// Its place, quotes included.
    pub(crate) span: Span,
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for At<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let spanned = toml::Spanned::<T>::deserialize(deserializer)?;
        Ok(At { span: spanned.span(), value: spanned.into_inner() })
    }
}

impl<T: JsonSchema> JsonSchema for At<T> {
    fn inline_schema() -> bool {
        T::inline_schema()
    }
    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }
}

/// Any value, with places all the way down.
#[derive(Clone, Debug)]
pub(crate) enum Value {
    Text(String),
    /// An integer or a float: its digits are read from its place.
    Number,
    Truth,
    List(Vec<At<Value>>),
    Table(Vec<(At<String>, At<Value>)>),
}

impl Value {
    /// What a reader would call it.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Value::Text(_) => "a text",
            Value::Number => "a number",
            Value::Truth => "true or false",
            Value::List(_) => "a list",
            Value::Table(_) => "a table",
        }
    }
}

struct AnyValue;

impl<'de> Visitor<'de> for AnyValue {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }
    fn visit_bool<E>(self, _: bool) -> Result<Value, E> {
        Ok(Value::Truth)
    }
    fn visit_i64<E>(self, _: i64) -> Result<Value, E> {
        Ok(Value::Number)
    }
    fn visit_u64<E>(self, _: u64) -> Result<Value, E> {
        Ok(Value::Number)
    }
    fn visit_i128<E>(self, _: i128) -> Result<Value, E> {
        Ok(Value::Number)
    }
    fn visit_u128<E>(self, _: u128) -> Result<Value, E> {
        Ok(Value::Number)
    }
    fn visit_f64<E>(self, _: f64) -> Result<Value, E> {
        Ok(Value::Number)
    }
    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::Text(text.to_string()))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Value::List(items))
    }
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Value, A::Error> {
        entries(map).map(Value::Table)
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyValue)
    }
}

/// The entries of a table, each key and value with its place.
type Entries<T> = Vec<(At<String>, At<T>)>;

fn entries<'de, A: MapAccess<'de>, T: Deserialize<'de>>(
    mut map: A,
) -> Result<Entries<T>, A::Error> {
    let mut entries = Vec::new();
    while let Some(entry) = map.next_entry()? {
        entries.push(entry);
    }
    Ok(entries)
}

macro_rules! value_shapes {
    ($($(#[$doc:meta])* $name:ident = $schema:expr;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug)]
        pub(crate) struct $name(pub(crate) At<Value>);

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                At::<Value>::deserialize(deserializer).map($name)
            }
        }

        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }
            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                $schema
            }
        }
    )*};
}

value_shapes! {
    /// A number that may be uncertain.
    Quantity = json_schema!({
        "description": "A number, { low, mode, high }, { low, high }, { mode, spread } or a list of alternatives.",
        "anyOf": [
            { "type": "number" },
            { "type": "array", "items": { "type": "number" } },
            { "type": "object", "additionalProperties": false, "properties": {
                "low": { "type": "number", "description": "Smallest value." },
                "mode": { "type": "number", "description": "Most likely value." },
                "high": { "type": "number", "description": "Largest value." },
                "spread": { "type": "number", "description": "Share of the mode it may lie above or below it." } } },
        ]
    });
    /// A plain decimal number.
    /// A weight needed: a number, or a share of all.
    Quota = json_schema!({
        "description": "A plain decimal number, a share such as \"2/3\" or \"majority\".",
        "type": ["number", "string"],
    });
    /// A plain number.
    Number = json_schema!({ "description": "A plain decimal number.", "type": "number" });
    /// A date.
    Moment = json_schema!({ "description": "A date: 2025-08-11, \"2025-08\" or \"2025\"." });
    /// A number, or one per level of an option.
    ByLevel = json_schema!({
        "description": "A number that may be uncertain, or { by = option, level = number, … }.",
        "type": ["number", "object", "array"]
    });
    /// Numbers by id: interests, parties or conditions.
    Numbers = json_schema!({ "description": "Numbers by id.", "type": "object" });
    /// Lists of numbers by interest.
    NumberLists = json_schema!({
        "description": "Per interest one number for each level; besides source, status, confidence, as-of, note.",
        "type": "object", "additionalProperties": { "type": ["array", "string"] }
    });
    /// A condition in the condition language.
    Condition = json_schema!({ "description": "A condition on states.", "type": "string" });
    /// A state: one level per option, besides name, like, source, note and the like.
    StateTable = json_schema!({
        "description": "One level per option; `like` takes over another state.",
        "type": "object", "additionalProperties": true
    });
    /// A proposal: the levels it fixes, besides name, date, by, source, note and the like.
    ProposalTable = json_schema!({
        "description": "The levels it fixes; other options are left open.",
        "type": "object", "additionalProperties": true
    });
    /// One text or a list of texts.
    Texts = json_schema!({
        "description": "One text or a list of texts.",
        "anyOf": [{ "type": "string" }, { "type": "array", "items": { "type": "string" } }]
    });
    /// Beliefs of one party about others.
    Beliefs = json_schema!({ "description": "Per believing party, numbers by party.", "type": "object" });
}

/// A text, or a table that says more.
#[derive(Clone, Debug)]
pub(crate) enum TextOr<T> {
    /// Just the text.
    Text(String),
    /// The table.
    Table(Box<T>),
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for TextOr<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either<T>(std::marker::PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Either<T> {
            type Value = TextOr<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text or a table")
            }
            fn visit_str<E>(self, text: &str) -> Result<TextOr<T>, E> {
                Ok(TextOr::Text(text.to_string()))
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<TextOr<T>, A::Error> {
                T::deserialize(MapAccessDeserializer::new(map)).map(|t| TextOr::Table(Box::new(t)))
            }
        }
        deserializer.deserialize_any(Either(std::marker::PhantomData))
    }
}

impl<T: JsonSchema> JsonSchema for TextOr<T> {
    fn schema_name() -> Cow<'static, str> {
        format!("TextOr{}", T::schema_name()).into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let table = generator.subschema_for::<T>();
        json_schema!({
            "description": "A text, or a table that says more.",
            "anyOf": [{ "type": "string" }, table]
        })
    }
}

/// A table whose keys are ids of the dossier.
#[derive(Clone, Debug)]
pub(crate) struct Map<T>(pub(crate) Vec<(At<String>, At<T>)>);

impl<T> Default for Map<T> {
    fn default() -> Self {
        Map(Vec::new())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Map<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries<T>(std::marker::PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Entries<T> {
            type Value = Map<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a table")
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Map<T>, A::Error> {
                entries(map).map(Map)
            }
        }
        deserializer.deserialize_map(Entries(std::marker::PhantomData))
    }
}

impl<T: JsonSchema> JsonSchema for Map<T> {
    fn schema_name() -> Cow<'static, str> {
        format!("MapOf{}", T::schema_name()).into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let entry = generator.subschema_for::<T>();
        json_schema!({
            "description": "A table whose keys are ids of the dossier.",
            "type": "object",
            "additionalProperties": entry
        })
    }
}
