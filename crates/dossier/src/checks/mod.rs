//! Checks on a resolved dispute: what reads well but cannot be meant.

pub(crate) mod asked;

use std::collections::BTreeSet;

use detente_model::{Comparison, Condition, Dispute, Found, Id, OptionId};

use crate::diagnostic::{Diagnostic, File, Severity};
use crate::place::Span;
use crate::resolve::{Places, size};

/// Steps one search may take before it gives up.
const MOST_STEPS: usize = 300_000;
/// Parts of conditions all searches together may look at (well under a second).
const WORK: usize = 100_000_000;
/// With more options than this in question a search is not begun: it goes as deep as there are
/// options.
const MOST_OPTIONS: usize = 1000;
/// With more rules than this the smallest set that excludes everything is not looked for.
const MOST_MINIMISED: usize = 300;

/// Reports contradictory rules, an empty feasible set, infeasible states, hopeless proposals.
///
/// Also of a dispute with mistakes: what was left out of it could only exclude more.
pub(crate) fn check(dispute: &Dispute, places: &Places, diagnostics: &mut Vec<Diagnostic>) {
    let conditions = dispute.impossible.iter().chain(&dispute.implausible).map(|rule| &rule.when);
    let accept = places.accept.iter().map(|(_, condition, _)| condition);
    let duties = places.obligations.iter().map(|(_, condition, _)| condition);
    let own = conditions.chain(accept).chain(duties).map(size).sum::<usize>();
    let all: usize = dispute.impossible.iter().map(|rule| size(&rule.when)).sum();
    // Every condition is looked at alone; all rules together for the deal, each proposal and each
    // rule that may be superfluous.
    let rules = dispute.impossible.len().min(MOST_MINIMISED);
    let together = all.saturating_mul(dispute.proposals.len() + rules + 3);
    let steps = (WORK / own.saturating_add(together).max(1)).min(MOST_STEPS);
    let mut checks = Checks { dispute, diagnostics, steps };
    checks.rules(places);
    checks.obligations(places);
    // Where nothing is feasible, no state and no proposal is.
    if checks.any_feasible(places) {
        checks.states(places);
        checks.proposals(places);
    }
}

struct Checks<'a> {
    dispute: &'a Dispute,
    diagnostics: &'a mut Vec<Diagnostic>,
    /// Steps each search may take.
    steps: usize,
}

impl Checks<'_> {
    fn error(
        &mut self,
        code: &'static str,
        span: Span,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        self.diagnostics.push(Diagnostic::error(code, File::Dossier, span, message));
        let last = self.diagnostics.len() - 1;
        &mut self.diagnostics[last]
    }

    fn warning(
        &mut self,
        code: &'static str,
        span: Span,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        let mistake = self.error(code, span, message);
        mistake.severity = Severity::Warning;
        mistake
    }

    fn search(&self, must: &[&Condition], must_not: &[&Condition]) -> Found {
        let all = must.iter().chain(must_not);
        let options: BTreeSet<OptionId> = all.flat_map(|condition| condition.options()).collect();
        if options.len() > MOST_OPTIONS {
            return Found::Undecided;
        }
        self.dispute.find_state(must, must_not, self.steps)
    }

    fn never_holds(&self, condition: &Condition) -> bool {
        *condition != Condition::Never && self.search(&[condition], &[]) == Found::None
    }

    fn rules(&mut self, places: &Places) {
        let dispute = self.dispute;
        let impossible: Vec<_> = dispute.impossible.iter().zip(&places.impossible).collect();
        let implausible: Vec<_> = dispute.implausible.iter().zip(&places.implausible).collect();
        for (rule, span) in impossible.into_iter().chain(implausible) {
            if self.never_holds(&rule.when) {
                self.error("contradiction", span.clone(), "this condition can never hold").help =
                    Some("the rule would exclude nothing: correct it or leave it out".to_string());
            }
        }
        for (audience, condition, span) in &places.accept {
            if self.never_holds(condition) {
                let message = format!(
                    "`{audience}` could never accept anything: the condition contradicts itself"
                );
                self.error("contradiction", span.clone(), message).help =
                    Some("if that is meant, write \"never\"".to_string());
            }
        }
        if let (Some(deal), Some(span)) = (&dispute.deal, &places.deal) {
            let rules: Vec<&Condition> = dispute.impossible.iter().map(|r| &r.when).collect();
            if deal.when == Condition::Never {
                let message = "no state is a package: the deal condition is `never`";
                self.warning("no-package", span.clone(), message).help =
                    Some("say what makes a package, or leave `[deal]` out".to_string());
            } else if self.never_holds(&deal.when) {
                self.error("contradiction", span.clone(), "the deal condition can never hold")
                    .help = Some("no state would be a package: correct it".to_string());
            } else if self.search(&[&deal.when], &rules) == Found::None
                && self.search(&[], &rules) != Found::None
            {
                self.warning("no-package", span.clone(), "no feasible state is a package").help =
                    Some("the impossible rules exclude every state in which it holds".to_string());
            }
        }
    }

    /// Obligations that are in force in no state.
    fn obligations(&mut self, places: &Places) {
        let rules: Vec<&Condition> = self.dispute.impossible.iter().map(|r| &r.when).collect();
        for (id, when, span) in &places.obligations {
            if *when == Condition::Never {
                let message = format!("`{id}` is never in force: its condition is `never`");
                self.warning("doubtful", span.clone(), message).help =
                    Some("say in which states it binds, or leave the obligation out".to_string());
            } else if self.never_holds(when) {
                let message = format!("`{id}` is never in force: the condition can never hold");
                self.warning("contradiction", span.clone(), message).help =
                    Some("nobody would be bound by it: correct it".to_string());
            } else if self.search(&[when], &rules) == Found::None
                && self.search(&[], &rules) != Found::None
            {
                let message = format!("`{id}` is in force in no feasible state");
                self.warning("doubtful", span.clone(), message).help =
                    Some("the impossible rules exclude every state in which it holds".to_string());
            }
        }
    }

    /// With an empty feasible set, names a smallest set of rules that empties it: one that
    /// empties nothing if any of its rules is left out.
    fn any_feasible(&mut self, places: &Places) -> bool {
        let rules: Vec<(&Condition, &Span)> =
            self.dispute.impossible.iter().map(|r| &r.when).zip(&places.impossible).collect();
        let empties = |kept: &[(&Condition, &Span)]| {
            let conditions: Vec<&Condition> = kept.iter().map(|(c, _)| *c).collect();
            self.search(&[], &conditions) == Found::None
        };
        if rules.is_empty() || !empties(&rules) {
            return true;
        }
        let mut kept = rules;
        let mut index = if kept.len() > MOST_MINIMISED { kept.len() } else { 0 };
        while index < kept.len() {
            let mut without = kept.clone();
            without.remove(index);
            if empties(&without) {
                kept = without;
            } else {
                index += 1;
            }
        }
        let (first, rest) = (kept[0].1.clone(), &kept[1..]);
        // Of very many only the first are shown.
        let places: Vec<Span> = rest.iter().take(10).map(|(_, span)| (*span).clone()).collect();
        let message = match rest.len() {
            0 => "no state is feasible: this rule excludes everything".to_string(),
            n => format!("no state is feasible: these {} rules together exclude everything", n + 1),
        };
        let alone = rest.is_empty();
        let mistake = self.error("nothing-feasible", first, message);
        for place in places {
            *mistake = mistake.clone().and(File::Dossier, place, "");
        }
        let help =
            if alone { "narrow it or leave it out" } else { "narrow one of them or leave it out" };
        mistake.help = Some(help.to_string());
        false
    }

    fn states(&mut self, places: &Places) {
        let dispute = self.dispute;
        for (state, span) in dispute.states.values().zip(&places.states) {
            let broken: Vec<usize> = (0..dispute.impossible.len())
                .filter(|&i| dispute.impossible[i].when.holds(&state.levels))
                .collect();
            let Some(&first) = broken.first() else { continue };
            let because = &dispute.impossible[first].because;
            let reason = if because.is_empty() { String::new() } else { format!(": {because}") };
            let message = format!("the state `{}` is impossible{reason}", state.id);
            let mistake = self.error("infeasible-state", span.clone(), message);
            for rule in broken.into_iter().take(10) {
                let text = match &dispute.impossible[rule].id {
                    Some(id) => format!("rule `{id}` matches it"),
                    None => "this rule matches it".to_string(),
                };
                *mistake =
                    mistake.clone().and(File::Dossier, places.impossible[rule].clone(), text);
            }
            mistake.help = Some("correct the state, or narrow the rule".to_string());
        }
    }

    fn proposals(&mut self, places: &Places) {
        let dispute = self.dispute;
        let rules: Vec<&Condition> = dispute.impossible.iter().map(|r| &r.when).collect();
        for (proposal, span) in dispute.proposals.values().zip(&places.proposals) {
            let Some(span) = span else { continue };
            let given = dispute.options.ids().filter_map(|option| {
                let level = proposal.levels[option.index()]?;
                Some(Condition::Compare(option, Comparison::Equal, level))
            });
            let given: Vec<Condition> = given.collect();
            if given.is_empty() {
                let message = format!("the proposal `{}` fixes no option", proposal.id);
                self.warning("empty-proposal", span.clone(), message).help =
                    Some("write `option = \"level\"` for what it proposes".to_string());
                continue;
            }
            let must: Vec<&Condition> = given.iter().collect();
            if self.search(&must, &rules) == Found::None {
                let message = format!(
                    "the proposal `{}` cannot be completed to a feasible state",
                    proposal.id
                );
                self.warning("infeasible-proposal", span.clone(), message).help = Some(
                    "some impossible rule excludes it; check its levels, or the rule".to_string(),
                );
            }
        }
    }
}
