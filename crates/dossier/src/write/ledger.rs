//! Events to `events.csv`.

use csv::WriterBuilder;
use detente_model::{Dispute, Event};

/// The header and one event a line, in the order given; nothing without events. Of the optional
/// columns only those stand there that some event uses.
pub(super) fn write(dispute: &Dispute) -> Option<String> {
    if dispute.events.is_empty() {
        return None;
    }
    let columns: Vec<&Column> = COLUMNS.iter().filter(|column| column.is_used(dispute)).collect();
    let mut writer = WriterBuilder::new().from_writer(Vec::new());
    let line = "a record is written to memory";
    writer.write_record(columns.iter().map(|column| column.name)).expect(line);
    for event in &dispute.events {
        writer
            .write_record(columns.iter().map(|column| (column.field)(dispute, event)))
            .expect(line);
    }
    let bytes = writer.into_inner().expect("memory is always flushed");
    Some(String::from_utf8(bytes).expect("all fields are text"))
}

struct Column {
    name: &'static str,
    needed: bool,
    field: fn(&Dispute, &Event) -> String,
}

impl Column {
    fn is_used(&self, dispute: &Dispute) -> bool {
        self.needed || dispute.events.iter().any(|event| !(self.field)(dispute, event).is_empty())
    }
}

const fn needed(name: &'static str, field: fn(&Dispute, &Event) -> String) -> Column {
    Column { name, needed: true, field }
}

const fn optional(name: &'static str, field: fn(&Dispute, &Event) -> String) -> Column {
    Column { name, needed: false, field }
}

const COLUMNS: [Column; 11] = [
    needed("id", |_, event| event.id.clone()),
    needed("date", |_, event| event.date.to_string()),
    needed("initiator", |_, event| event.initiators.join("; ")),
    needed("target", |_, event| event.targets.join("; ")),
    needed("kind", |_, event| event.kind.clone()),
    needed("summary", |_, event| event.summary.clone()),
    needed("source", |dispute, event| {
        let keys: Vec<&str> =
            event.sources.iter().map(|id| dispute.sources[*id].id.as_str()).collect();
        keys.join("; ")
    }),
    optional("claimed-by", |_, event| event.claimed_by.clone().unwrap_or_default()),
    optional("reply-to", |_, event| event.reply_to.clone().unwrap_or_default()),
    optional("layer", |_, event| event.layer.map_or("", |layer| layer.word()).to_string()),
    optional("note", |_, event| event.note.clone().unwrap_or_default()),
];
