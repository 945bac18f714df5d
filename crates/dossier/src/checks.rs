//! Checks on a resolved dispute: what reads well but cannot be meant.

use detente_model::{Condition, Dispute, Found, Id};

use crate::diagnostic::{Diagnostic, File, Severity};
use crate::place::Span;
use crate::resolve::Places;

/// Steps a search may take before it gives up (well under a second).
const BUDGET: usize = 300_000;

/// Reports contradictory rules, an empty feasible set, infeasible states, hopeless proposals.
pub(crate) fn check(dispute: &Dispute, places: &Places, diagnostics: &mut Vec<Diagnostic>) {
    let mut checks = Checks { dispute, diagnostics };
    if dispute.raw_count(&detente_model::Scope::whole(dispute)).is_none() {
        let message = "the options have more than 2^128 combinations";
        checks.error("too-large", 0..0, message).help =
            Some("a dispute of this size is cut by focuses; leave options out".to_string());
        return;
    }
    checks.rules(places);
    checks.feasible(places);
    checks.states(places);
    checks.proposals(places);
}

struct Checks<'a> {
    dispute: &'a Dispute,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl Checks<'_> {
    fn error(&mut self, code: &'static str, span: Span, message: impl Into<String>) -> &mut Diagnostic {
        self.diagnostics.push(Diagnostic::error(code, File::Dossier, span, message));
        let last = self.diagnostics.len() - 1;
        &mut self.diagnostics[last]
    }

    fn warning(&mut self, code: &'static str, span: Span, message: impl Into<String>) -> &mut Diagnostic {
        let mistake = self.error(code, span, message);
        mistake.severity = Severity::Warning;
        mistake
    }

    fn never_holds(&self, condition: &Condition) -> bool {
        *condition != Condition::Never
            && self.dispute.find_state(&[condition], &[], BUDGET) == Found::None
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
                let message = format!("`{audience}` could never accept anything: the condition contradicts itself");
                self.error("contradiction", span.clone(), message).help =
                    Some("if that is meant, write \"never\"".to_string());
            }
        }
        if let (Some(deal), Some(span)) = (&dispute.deal, &places.deal) {
            let rules: Vec<&Condition> = dispute.impossible.iter().map(|r| &r.when).collect();
            if self.never_holds(&deal.when) {
                self.error("contradiction", span.clone(), "the deal condition can never hold");
            } else if dispute.find_state(&[&deal.when], &rules, BUDGET) == Found::None
                && dispute.find_state(&[], &rules, BUDGET) != Found::None
            {
                self.warning("no-package", span.clone(), "no feasible state is a package").help =
                    Some("the impossible rules exclude every state in which it holds".to_string());
            }
        }
    }

    /// With an empty feasible set, names a smallest set of rules that empties it.
    fn feasible(&mut self, places: &Places) {
        let rules: Vec<(&Condition, &Span)> =
            self.dispute.impossible.iter().map(|r| &r.when).zip(&places.impossible).collect();
        let empties = |kept: &[(&Condition, &Span)]| {
            let conditions: Vec<&Condition> = kept.iter().map(|(c, _)| *c).collect();
            self.dispute.find_state(&[], &conditions, BUDGET) == Found::None
        };
        if rules.is_empty() || !empties(&rules) {
            return;
        }
        let mut kept = rules;
        let mut index = 0;
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
        let places: Vec<Span> = rest.iter().map(|(_, span)| (*span).clone()).collect();
        let message = match places.len() {
            0 => "no state is feasible: this rule excludes everything".to_string(),
            n => format!("no state is feasible: these {} rules together exclude everything", n + 1),
        };
        let mistake = self.error("nothing-feasible", first, message);
        for place in places {
            *mistake = mistake.clone().and(File::Dossier, place, "");
        }
        mistake.help = Some("drop or narrow one of them".to_string());
    }

    fn states(&mut self, places: &Places) {
        let dispute = self.dispute;
        for (state, span) in dispute.states.values().zip(&places.states) {
            let broken: Vec<usize> = (0..dispute.impossible.len())
                .filter(|&i| dispute.impossible[i].when.holds(&state.levels))
                .collect();
            let Some(&first) = broken.first() else { continue };
            let reason = dispute.impossible[first].because.clone();
            let message = format!("the state `{}` is impossible: {reason}", state.id);
            let mistake = self.error("infeasible-state", span.clone(), message);
            for rule in broken {
                let name = dispute.impossible[rule].id.clone().unwrap_or_default();
                let text = format!("rule {name} matches it").replace("  ", " ");
                *mistake = mistake.clone().and(File::Dossier, places.impossible[rule].clone(), text);
            }
        }
    }

    fn proposals(&mut self, places: &Places) {
        let dispute = self.dispute;
        let rules: Vec<&Condition> = dispute.impossible.iter().map(|r| &r.when).collect();
        for (proposal, span) in dispute.proposals.values().zip(&places.proposals) {
            let given = dispute.options.ids().filter_map(|option| {
                let level = proposal.levels[option.index()]?;
                Some(Condition::Compare(option, detente_model::Comparison::Equal, level))
            });
            let given: Vec<Condition> = given.collect();
            if given.is_empty() {
                let message = format!("the proposal `{}` fixes no option", proposal.id);
                self.warning("empty-proposal", span.clone(), message);
                continue;
            }
            let must: Vec<&Condition> = given.iter().collect();
            if dispute.find_state(&must, &rules, BUDGET) == Found::None {
                let message = format!("the proposal `{}` cannot be completed to a feasible state", proposal.id);
                self.warning("infeasible-proposal", span.clone(), message).help =
                    Some("some impossible rule excludes it; check its levels, or the rule".to_string());
            }
        }
    }
}
