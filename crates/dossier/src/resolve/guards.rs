//! How options may move: words, tables, guards, dates.

use std::collections::BTreeSet;

use detente_model::{Condition, Dated, Guard, MoveRule, OptionId};

use super::Resolver;
use crate::diagnostic::suggestion;
use crate::place::{self, At, TextOr};
use crate::typed::{self, MovesTable};

impl Resolver<'_> {
    /// The move rule of an option.
    pub(super) fn moves(&mut self, option: OptionId, moves: &At<TextOr<MovesTable>>) -> MoveRule {
        match &moves.value {
            TextOr::Text(word) => match word.as_str() {
                "free" => MoveRule::free(),
                "one-way" => MoveRule::one_way(),
                "step" => MoveRule::step(),
                "fixed" => MoveRule::fixed(),
                _ => {
                    let name = At { value: word.clone(), span: moves.span.clone() };
                    let help = suggestion(word, ["free", "one-way", "step", "fixed"].into_iter());
                    self.unknown("unknown-word", "kind of move", &name, help);
                    MoveRule::free()
                }
            },
            TextOr::Table(table) => MoveRule {
                up: self.guard(option, table.up.as_ref()),
                down: self.guard(option, table.down.as_ref()),
                step: table.step.unwrap_or(false),
                ratchet: table.ratchet.as_ref().and_then(|level| self.level(option, level)),
                snap: table.snap.as_ref().and_then(|level| self.level(option, level)),
                dated: table.dated.iter().flatten().map(|d| self.dated(option, d)).collect(),
            },
        }
    }

    fn guard(&mut self, option: OptionId, guard: Option<&place::Condition>) -> Guard {
        let Some(written) = guard else { return Guard::Open };
        let Some(condition) = self.condition(written) else { return Guard::Open };
        let owner = self.dispute.options[option].party;
        let options = &self.dispute.options;
        let unowned = &self.names.unowned;
        let own: BTreeSet<String> = condition
            .options()
            .into_iter()
            .filter(|o| options[*o].party == owner && !unowned.contains(o))
            .map(|o| options[o].id.clone())
            .collect();
        if let Some(name) = own.first().filter(|_| !unowned.contains(&option)) {
            let party = self.dispute.parties.get(owner).map_or("?", |p| p.id.as_str());
            let message = format!("the guard mentions `{name}`, which `{party}` controls itself");
            self.error("own-guard", written.0.span.clone(), message).help = Some(
                "a guard speaks of other parties' options; say in `[[impossible]]` which of a party's own levels exclude each other"
                    .to_string(),
            );
        }
        match condition {
            Condition::Always => Guard::Open,
            Condition::Never => Guard::Closed,
            condition => Guard::When(condition),
        }
    }

    fn dated(&mut self, option: OptionId, entry: &At<typed::DatedTable>) -> Dated {
        let typed = &entry.value;
        let names = typed.levels.as_ref().map(|texts| self.texts(&texts.0)).unwrap_or_default();
        let levels = names.iter().filter_map(|name| self.level(option, name)).collect();
        let from = typed.from.as_ref().and_then(|moment| self.date(moment));
        let until = typed.until.as_ref().and_then(|moment| self.date(moment));
        let help = "write { levels = [\"…\"], until = 2025-10-18 }";
        if typed.levels.is_none() {
            self.missing(
                entry.span.clone(),
                "levels",
                "this does not say which levels have a date",
                help,
            );
        }
        if typed.from.is_none() && typed.until.is_none() && !self.is_hole("until", &entry.span) {
            self.missing(
                entry.span.clone(),
                "from",
                "a level with a date needs `from` or `until`",
                help,
            );
        }
        if let (Some(from), Some(until)) = (from, until)
            && from.is_after(until)
        {
            let message = "these levels could never be reached: `from` lies after `until`";
            self.error("order", entry.span.clone(), message).help =
                Some("exchange the two dates".to_string());
        }
        Dated { levels, from, until }
    }
}
