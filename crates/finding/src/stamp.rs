//! The finding: an answer with everything it rests on.

use std::collections::BTreeMap;

use detente_model::{AssumptionKind, Dispute};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::baseline::BaselineAnswer;
use crate::compare::CompareAnswer;
use crate::compensate::CompensateAnswer;
use crate::frontier::FrontierAnswer;
use crate::overview::Overview;
use crate::path::PathAnswer;
use crate::question::Question;
use crate::ratify::RatifyAnswer;
use crate::refine::RefineAnswer;
use crate::roadmap::RoadmapAnswer;
use crate::robust::RobustAnswer;
use crate::space::SpaceAnswer;
use crate::stability::StabilityAnswer;
use crate::states::StatesAnswer;
use crate::verification::VerificationAnswer;
use crate::why::WhyAnswer;

/// The version of the JSON form of findings.
pub const FINDING_FORMAT: u32 = 1;

/// A typed answer with its certificate and what it rests on.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Finding {
    /// The version of this form.
    pub format: u32,
    /// The version of the program that made it.
    pub version: String,
    /// What the dispute is called.
    pub title: String,
    /// The case clock.
    pub as_of: String,
    /// SHA-256 of the dossier's texts; nothing for a dispute that came from no dossier.
    pub dossier: Option<String>,
    /// What was asked.
    pub question: Question,
    /// How many assumptions have no source.
    pub assumptions: AssumptionCount,
    /// What was answered.
    pub answer: Answer,
}

/// What was answered.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// To an overview question.
    Overview(Overview),
    /// To a space question.
    Space(SpaceAnswer),
    /// To a states question.
    States(StatesAnswer),
    /// To a stability question.
    Stability(StabilityAnswer),
    /// To the question why a state holds.
    Why(WhyAnswer),
    /// To a question about paths.
    Path(PathAnswer),
    /// To the question what would have to change in a proposal.
    Refine(RefineAnswer),
    /// To the question what the plain baselines say.
    Baseline(BaselineAnswer),
    /// To the question whether it would be ratified.
    Ratify(RatifyAnswer),
    /// To the question what would be accepted whatever the uncertain numbers are.
    Robust(RobustAnswer),
    /// To the question who would have to be compensated.
    Compensate(CompensateAnswer),
    /// To the question which packages leave nothing on the table.
    Frontier(FrontierAnswer),
    /// To the question what opens and what closes.
    Compare(CompareAnswer),
    /// To the question what the next unit of inspection buys.
    Verification(VerificationAnswer),
    /// To the question whether there is an exchange nobody gains by leaving.
    Roadmap(RoadmapAnswer),
}

/// How many assumptions a dispute makes and how many have no source.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct AssumptionCount {
    /// All.
    pub total: usize,
    /// Those without a source.
    pub without_source: usize,
    /// Those without a source that are not even declared to be a judgement or a placeholder.
    pub undeclared: usize,
    /// Those without a source that are declared to be placeholders.
    #[serde(default)]
    pub placeholders: usize,
    /// By kind: all, and those without a source.
    pub by_kind: BTreeMap<String, (usize, usize)>,
}

impl AssumptionCount {
    /// Counts the assumptions of a dispute.
    pub fn of(dispute: &Dispute) -> AssumptionCount {
        let mut count = AssumptionCount::default();
        let all = dispute.assumptions();
        for kind in AssumptionKind::ALL {
            let of_kind = all.iter().filter(|a| a.kind == kind);
            let total = of_kind.clone().count();
            if total > 0 {
                let without = of_kind.filter(|a| !a.has_source()).count();
                count.by_kind.insert(kind.word().to_string(), (total, without));
            }
        }
        count.total = all.len();
        count.without_source = all.iter().filter(|a| !a.has_source()).count();
        count.placeholders = all.iter().filter(|a| !a.has_source() && a.is_placeholder()).count();
        count.undeclared = all.iter().filter(|a| !a.has_source() && !a.is_judgement()).count();
        count
    }
}

impl Finding {
    /// An answer about a dispute, not yet stamped with a dossier's hash.
    pub fn new(dispute: &Dispute, question: Question, answer: Answer) -> Finding {
        Finding {
            format: FINDING_FORMAT,
            version: env!("CARGO_PKG_VERSION").to_string(),
            title: dispute.title.clone(),
            as_of: dispute.as_of.to_string(),
            dossier: None,
            question,
            assumptions: AssumptionCount::of(dispute),
            answer,
        }
    }

    /// The same, stamped with the hash of the dossier it is about.
    pub fn about(self, dossier_hash: String) -> Finding {
        Finding { dossier: Some(dossier_hash), ..self }
    }

    /// The numbers of the finding by key, such as `space.bridging.joint.packages`, for ensembles,
    /// comparisons and claims. Counts beyond 2^53 lose their last digits.
    pub fn measures(&self) -> BTreeMap<String, f64> {
        self.answer.measures()
    }

    /// The finding as JSON, indented, with its measures and its digest as last keys.
    pub fn to_json(&self) -> String {
        #[derive(Serialize)]
        #[serde(rename_all = "kebab-case")]
        struct Sealed<'a> {
            #[serde(flatten)]
            content: Content<'a>,
            digest: String,
        }
        let sealed = Sealed { content: self.content(), digest: self.digest() };
        serde_json::to_string_pretty(&sealed).expect("a finding is plain data") + "\n"
    }

    /// SHA-256 over the canonical JSON of finding and measures (no white space, keys in the order of
    /// the types), in hexadecimal: any changed byte of meaning shows.
    pub fn digest(&self) -> String {
        let canonical = serde_json::to_vec(&self.content()).expect("a finding is plain data");
        Sha256::digest(canonical).iter().map(|byte| format!("{byte:02x}")).collect()
    }

    fn content(&self) -> Content<'_> {
        Content { finding: self, measures: self.measures() }
    }
}

/// What the digest covers.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Content<'a> {
    #[serde(flatten)]
    finding: &'a Finding,
    measures: BTreeMap<String, f64>,
}
