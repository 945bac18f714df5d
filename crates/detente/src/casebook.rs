//! The bundled dossiers, inside the program.

use std::path::Path;

use detente_dossier::Texts;

/// One bundled dossier.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Case {
    /// Its name, that of its folder.
    pub name: &'static str,
    /// `dossier.toml`.
    pub dossier: &'static str,
    /// `events.csv`, if it has one.
    pub events: Option<&'static str>,
    /// `sources.bib`, if it has one.
    pub sources: Option<&'static str>,
}

impl Case {
    /// Its texts, as if read from a folder of its name.
    pub fn texts(&self) -> Texts {
        Texts::new(Path::new(self.name), self.dossier, self.events, self.sources)
    }
}

/// The bundled dossier of this name.
pub fn find(name: &str) -> Option<&'static Case> {
    CASES.iter().find(|case| case.name == name)
}

macro_rules! file {
    ($name:literal, $file:literal) => {
        include_str!(concat!("../../../casebook/", $name, "/", $file))
    };
}

/// All of them, by name. A test holds this table against the folder.
pub const CASES: [Case; 7] = [
    Case {
        name: "cuba-1962",
        dossier: file!("cuba-1962", "dossier.toml"),
        events: Some(file!("cuba-1962", "events.csv")),
        sources: Some(file!("cuba-1962", "sources.bib")),
    },
    Case {
        name: "elmira",
        dossier: file!("elmira", "dossier.toml"),
        events: None,
        sources: Some(file!("elmira", "sources.bib")),
    },
    Case {
        name: "estuary",
        dossier: file!("estuary", "dossier.toml"),
        events: None,
        sources: None,
    },
    Case {
        name: "harbour",
        dossier: file!("harbour", "dossier.toml"),
        events: None,
        sources: None,
    },
    Case {
        name: "iran-2025",
        dossier: file!("iran-2025", "dossier.toml"),
        events: Some(file!("iran-2025", "events.csv")),
        sources: Some(file!("iran-2025", "sources.bib")),
    },
    Case {
        name: "prisoners-dilemma",
        dossier: file!("prisoners-dilemma", "dossier.toml"),
        events: None,
        sources: Some(file!("prisoners-dilemma", "sources.bib")),
    },
    Case {
        name: "skerry-fishery",
        dossier: file!("skerry-fishery", "dossier.toml"),
        events: None,
        sources: None,
    },
];

/// The commented template of `detente new`.
pub const TEMPLATE: Case = Case {
    name: "template",
    dossier: include_str!("../template/dossier.toml"),
    events: Some(include_str!("../template/events.csv")),
    sources: Some(include_str!("../template/sources.bib")),
};
