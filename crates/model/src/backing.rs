//! What an assumption rests on, and the record it is drawn from.

use crate::date::Date;
use crate::id::SourceId;

/// What kind of statement an assumption is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Status {
    /// Established and uncontested.
    Fact,
    /// A position somebody stated.
    Stated,
    /// An analyst's judgement.
    Judgement,
    /// Stands in until something better is known.
    Placeholder,
}

impl Status {
    /// All, in the order of the dossier's documentation.
    pub const ALL: [Status; 4] =
        [Status::Fact, Status::Stated, Status::Judgement, Status::Placeholder];

    /// The word of the dossier.
    pub fn word(self) -> &'static str {
        match self {
            Status::Fact => "fact",
            Status::Stated => "stated",
            Status::Judgement => "judgement",
            Status::Placeholder => "placeholder",
        }
    }
}

/// How sure the analyst is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Confidence {
    /// Low.
    Low,
    /// Medium.
    Medium,
    /// High.
    High,
}

impl Confidence {
    /// All, lowest first.
    pub const ALL: [Confidence; 3] = [Confidence::Low, Confidence::Medium, Confidence::High];

    /// The word of the dossier.
    pub fn word(self) -> &'static str {
        match self {
            Confidence::Low => "low",
            Confidence::Medium => "medium",
            Confidence::High => "high",
        }
    }
}

/// What one assumption rests on.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Backing {
    /// Sources that state it.
    pub sources: Vec<SourceId>,
    /// Date to which it refers.
    pub as_of: Option<Date>,
    /// How sure the analyst is.
    pub confidence: Option<Confidence>,
    /// What kind of statement it is.
    pub status: Option<Status>,
    /// A remark in the analyst's words.
    pub note: Option<String>,
}

/// The layer a thing belongs to: one dispute is fought on several at once.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Layer {
    /// Inside one party.
    Domestic,
    /// Between two parties.
    Bilateral,
    /// Among neighbours.
    Regional,
    /// In the world at large.
    Global,
}

impl Layer {
    /// All, from the inside out.
    pub const ALL: [Layer; 4] = [Layer::Domestic, Layer::Bilateral, Layer::Regional, Layer::Global];

    /// The word of the dossier.
    pub fn word(self) -> &'static str {
        match self {
            Layer::Domestic => "domestic",
            Layer::Bilateral => "bilateral",
            Layer::Regional => "regional",
            Layer::Global => "global",
        }
    }
}

/// A bibliographic source.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Source {
    /// Citation key.
    pub id: String,
    /// Kind of entry (`book`, `online`, …).
    pub kind: String,
    /// Fields in the order of the file, names in lower case, values as plain text.
    pub fields: Vec<(String, String)>,
    /// When it appeared, where the entry says so.
    pub date: Option<Date>,
}

impl Source {
    /// The value of a field.
    pub fn field(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// One dated event of the ledger.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Event {
    /// Its id in the ledger; unique.
    pub id: String,
    /// When it happened, as precisely as is known.
    pub date: Date,
    /// Who acted, in the ledger's names.
    pub initiators: Vec<String>,
    /// Towards whom, in the ledger's names.
    pub targets: Vec<String>,
    /// What kind of act: `engagement`, `verification`, `legal`, `sanction`, `confrontation`, `military`…
    pub kind: String,
    /// One sentence in the analyst's own words.
    pub summary: String,
    /// Where it is reported.
    pub sources: Vec<SourceId>,
    /// Who claims it happened so, where this is contested.
    pub claimed_by: Option<String>,
    /// The event it answers, by id.
    pub reply_to: Option<String>,
    /// The layer it belongs to.
    pub layer: Option<Layer>,
    /// A remark, for instance on how the date is known.
    pub note: Option<String>,
}
