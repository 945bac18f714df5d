//! What can be checked of a reading's stability without the graph: the verdicts on the listed states by
//! local search, counts against each other, margins as far as a verdict itself tells.

use detente_finding::{Concept, Count, PartyVerdicts, ReadingStability, Verdict};
use detente_model::{Level, ReadingId};
use serde_json::json;

use crate::ledger::{Ledger, differences};
use crate::local::Local;
use crate::names;
use crate::stability::{Checker, lengths};

impl Checker<'_> {
    /// Checks what can be checked of a reading without the graph.
    pub(crate) fn locally(
        &self,
        reading: ReadingId,
        said: &ReadingStability,
        states: &[Option<Vec<Level>>],
        feasible: Option<Count>,
        local: &mut Local<'_>,
        ledger: &mut Ledger,
    ) {
        let subject = format!("reading {}", self.dispute.readings[reading].id);
        let mut found = said.clone();
        found.reading.clone_from(&self.dispute.readings[reading].id);
        found.missing_preferences = names::missing_preferences(self.dispute, reading);
        let of = |concept: Concept| {
            let with = said.patterns.iter().filter(|line| line.concepts.contains(&concept));
            Count(with.map(|line| line.states.0).fold(0, u128::saturating_add))
        };
        found.equilibria.truncate(self.concepts.len());
        for (line, concept) in found.equilibria.iter_mut().zip(self.concepts) {
            line.concept = *concept;
            line.held.states = of(*concept);
        }
        let mut mistakes = differences(&json!(said), &json!(found));
        let patterns = said.patterns.iter().map(|line| line.states.0).fold(0, u128::saturating_add);
        if feasible.is_some_and(|feasible| feasible.0 != patterns) {
            let sum = Count(patterns);
            mistakes
                .push(format!("the states by concepts add up to {sum}, not to the feasible ones"));
        }
        mistakes.extend(lengths(said.equilibria.len(), self.concepts.len()));
        mistakes.extend(lengths(said.verdicts.len(), states.len()));
        local.begin(reading, self.asked.sim);
        for (number, (verdicts, levels)) in said.verdicts.iter().zip(states).enumerate() {
            if let Some(levels) = levels {
                let wrong = local.state(levels, verdicts, self.concepts, 1);
                mistakes
                    .extend(wrong.into_iter().map(|why| format!("state {}: {why}", number + 1)));
            }
        }
        mistakes.extend(local.ranks());
        mistakes.extend(self.shapes(said, feasible));
        local.report(&subject, ledger);
        ledger.skipped(
            &subject,
            "not derived anew: counts, how many ranks there are, margins, what an answer leaves a \
             party with, completions of proposals, the states around the status quo",
        );
        ledger.settle(&subject, mistakes, "the witnesses of the listed states were replayed");
    }

    /// What can be said against counts and margins without counting.
    fn shapes(&self, said: &ReadingStability, feasible: Option<Count>) -> Vec<String> {
        let mut mistakes = Vec::new();
        let concepts = self.concepts.len();
        let most = feasible.unwrap_or(Count(u128::MAX));
        for line in &said.equilibria {
            let parts = [Some(line.held.states), line.held.packages, line.held.acceptable];
            let parts: Vec<Count> = parts.into_iter().flatten().collect();
            if !parts.is_sorted_by(|a, b| a >= b) {
                let word = line.concept.word();
                mistakes.push(format!("{word}: a part is larger than what it is a part of"));
            }
        }
        for party in &said.parties {
            mistakes.extend(lengths(party.stable.len(), concepts));
            if party.stable.iter().any(|count| *count > most) {
                mistakes.push(format!("{}: more states are stable than there are", party.party));
            }
        }
        for line in &said.proposals {
            mistakes.extend(lengths(line.equilibria.len(), concepts));
            if line.equilibria.iter().any(|count| *count > line.completions) {
                mistakes.push(format!("{}: more hold than complete it", line.proposal));
            }
        }
        for verdicts in &said.verdicts {
            let repeated = verdicts.equilibrium.windows(2).any(|pair| pair[0] == pair[1]);
            if repeated {
                mistakes.push("a concept stands twice".to_string());
            }
            for party in &verdicts.parties {
                mistakes.extend(party.concepts.iter().filter_map(|v| without_answers(party, v)));
            }
        }
        mistakes
    }
}

/// What is wrong with the margin of a verdict, as far as the verdict itself tells.
fn without_answers(party: &PartyVerdicts, verdict: &Verdict) -> Option<String> {
    let (word, own) = (verdict.concept.word(), i64::from(party.rank));
    let unanswered = verdict.threats.first().filter(|threat| threat.answer.is_empty());
    let wrong = match (verdict.concept, verdict.margin) {
        (Concept::Sim, margin) => margin.is_some(),
        (_, None) => party.moves > 0,
        (_, Some(_)) if party.moves == 0 => true,
        // What nobody answers is what the party is sure of.
        (_, Some(margin)) => unanswered.is_some_and(|t| margin != own - i64::from(t.left_with)),
    };
    let nash = verdict.concept == Concept::Nash
        && verdict.threats.iter().any(|threat| threat.left_with != threat.rank);
    (wrong || nash).then(|| format!("{}: the margin under {word} is not what it says", party.party))
}
