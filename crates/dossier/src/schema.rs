//! The JSON Schema of `dossier.toml`, generated from the types that read it.

use schemars::generate::SchemaSettings;
use serde_json::Value;

use crate::typed::Dossier;

/// The JSON Schema (draft 7) of `dossier.toml`, as committed in `schema/dossier.schema.json`.
pub fn schema() -> String {
    let generator = SchemaSettings::draft07().into_generator();
    let schema = generator.into_root_schema_for::<Dossier>();
    let mut schema = schema.to_value();
    without_null(&mut schema);
    let text = serde_json::to_string_pretty(&schema).expect("a schema is plain data");
    text + "\n"
}

/// Takes `null` out of a schema: what is optional is left out, since TOML cannot write it.
fn without_null(schema: &mut Value) {
    match schema {
        Value::Array(items) => items.iter_mut().for_each(without_null),
        Value::Object(object) => {
            if let Some(Value::Array(types)) = object.get_mut("type") {
                types.retain(|name| name != "null");
                if let [only] = types.as_slice() {
                    let only = only.clone();
                    object.insert("type".to_string(), only);
                }
            }
            if let Some(Value::Array(forms)) = object.get_mut("anyOf") {
                forms.retain(|form| form.get("type").is_none_or(|name| name != "null"));
                if let [only] = forms.as_slice() {
                    // Next to a description, draft 7 reads a reference only inside `allOf`.
                    let only = vec![only.clone()];
                    object.remove("anyOf");
                    object.insert("allOf".to_string(), Value::Array(only));
                }
            }
            object.values_mut().for_each(without_null);
        }
        _ => {}
    }
}
