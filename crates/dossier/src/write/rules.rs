//! Rules and the deal.

use detente_model::Rule;

use super::Writer;
use super::toml::{Block, text, texts};

impl Writer<'_> {
    pub(super) fn rules(&self, kind: &str, rules: &[Rule]) -> Vec<Block> {
        let block = |rule: &Rule| {
            Block::repeated(kind)
                .maybe("id", rule.id.as_deref().map(text))
                .with("when", self.condition(&rule.when))
                .with("because", text(&rule.because))
                .with_all(self.backing(&rule.backing))
        };
        rules.iter().map(block).collect()
    }

    pub(super) fn deal(&self) -> Vec<Block> {
        let block = |deal: &detente_model::Deal| {
            let needs = deal.needs.iter().map(|id| self.dispute.audiences[*id].id.as_str());
            Block::table(&["deal"])
                .with("when", self.condition(&deal.when))
                .with("needs", texts(needs))
                .with_all(self.backing(&deal.backing))
        };
        self.dispute.deal.iter().map(block).collect()
    }
}
