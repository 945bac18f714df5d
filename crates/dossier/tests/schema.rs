//! The committed JSON Schema is the one the types make.

use std::path::Path;

use expect_test::expect_file;

#[test]
fn the_committed_schema_is_current() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schema/dossier.schema.json");
    expect_file![path].assert_eq(&detente_dossier::schema());
}
