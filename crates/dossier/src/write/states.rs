//! States, proposals and focuses.

use detente_model::{Focus, Level, NamedState, OptionId, Proposal};

use super::numbers::date;
use super::toml::{Block, Value, text, texts};
use super::{Writer, name};

impl Writer<'_> {
    pub(super) fn states(&self) -> Vec<Block> {
        let block = |state: &NamedState| {
            let levels = state.levels.iter().map(|&level| Some(level));
            Block::table(&["state", &state.id])
                .maybe("name", name(&state.name, &state.id))
                .with_all(self.levels(levels))
                .with_all(self.backing(&state.backing))
        };
        self.dispute.states.values().map(block).collect()
    }

    pub(super) fn proposals(&self) -> Vec<Block> {
        let block = |proposal: &Proposal| {
            Block::table(&["proposal", &proposal.id])
                .maybe("name", name(&proposal.name, &proposal.id))
                .maybe("date", proposal.date.map(date))
                .maybe("by", proposal.by.as_deref().map(text))
                .with_all(self.levels(proposal.levels.iter().copied()))
                .with_all(self.backing(&proposal.backing))
        };
        self.dispute.proposals.values().map(block).collect()
    }

    /// `option = "level"` for the options with a level.
    fn levels(&self, levels: impl Iterator<Item = Option<Level>>) -> Vec<(String, Value)> {
        let given = self.dispute.options.ids().zip(levels);
        given.filter_map(|(option, level)| Some(self.level(option, level?))).collect()
    }

    fn level(&self, option: OptionId, level: Level) -> (String, Value) {
        let option = &self.dispute.options[option];
        (option.id.clone(), text(&option.levels[usize::from(level)].id))
    }

    pub(super) fn focuses(&self) -> Vec<Block> {
        self.dispute.focuses.values().map(|focus| self.focus(focus)).collect()
    }

    /// The fixed levels are those of the nearest named state, with exceptions; without any state
    /// they are all exceptions.
    fn focus(&self, focus: &Focus) -> Block {
        let options: Vec<(OptionId, Option<Level>)> =
            self.dispute.options.ids().zip(focus.fixed.iter().copied()).collect();
        let vary = (options.iter().filter(|(_, level)| level.is_none()))
            .map(|(option, _)| self.dispute.options[*option].id.as_str());
        let at = self.nearest(focus);
        let exceptions = (options.iter().enumerate())
            .filter(|(index, (_, level))| at.is_none_or(|at| Some(at.levels[*index]) != *level))
            .filter_map(|(_, (option, level))| Some(self.level(*option, (*level)?)));
        let with: Vec<(String, Value)> = exceptions.collect();
        Block::table(&["focus", &focus.id])
            .maybe("name", name(&focus.name, &focus.id))
            .with("vary", texts(vary))
            .maybe("at", at.map(|at| text(&at.id)))
            .maybe("with", (!with.is_empty()).then_some(Value::Table(with)))
            .maybe("note", focus.note.as_deref().map(text))
    }

    /// The named state that agrees with most of the fixed levels; of equals the status quo, then
    /// the first.
    fn nearest(&self, focus: &Focus) -> Option<&NamedState> {
        let agreeing = |state: &NamedState| {
            focus
                .fixed
                .iter()
                .zip(&state.levels)
                .filter(|(fixed, level)| **fixed == Some(**level))
                .count()
        };
        let ranked = self.dispute.states.iter().rev();
        let nearest = ranked
            .max_by_key(|(id, state)| (agreeing(state), self.dispute.status_quo == Some(*id)));
        nearest.map(|(_, state)| state)
    }
}
