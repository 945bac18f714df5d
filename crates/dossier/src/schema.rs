//! The JSON Schema of `dossier.toml`, generated from the types that read it.

use schemars::generate::SchemaSettings;

use crate::typed::Dossier;

/// The JSON Schema (draft 7) of `dossier.toml`, as committed in `schema/dossier.schema.json`.
pub fn schema() -> String {
    let generator = SchemaSettings::draft07().into_generator();
    let schema = generator.into_root_schema_for::<Dossier>();
    let text = serde_json::to_string_pretty(&schema).expect("a schema is plain data");
    text + "\n"
}
