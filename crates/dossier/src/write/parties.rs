//! Parties, audiences, interests and ratification trees.

use detente_model::{Conduct, Negotiator, Party, Ratification, Rational};

use super::numbers::{number, some_quantity};
use super::toml::{Block, Value, text};
use super::{Writer, name};

impl Writer<'_> {
    pub(super) fn parties(&self) -> Vec<Block> {
        self.dispute.parties.values().map(|party| self.party(party)).collect()
    }

    fn party(&self, party: &Party) -> Block {
        let negotiator =
            (party.negotiator != Negotiator::default()).then(|| text(party.negotiator.word()));
        let block = Block::table(&["party", &party.id])
            .maybe("name", name(&party.name, &party.id))
            .maybe("ratify", party.ratify.as_ref().and_then(|tree| self.ratify(tree)))
            .maybe("negotiator", negotiator)
            .maybe("moves-per-year", some_quantity(party.moves_per_year.as_ref()))
            .maybe("turnover-per-year", some_quantity(party.turnover_per_year.as_ref()))
            .maybe("capability", some_quantity(party.capability.as_ref()))
            .maybe("relief-capacity", some_quantity(party.relief_capacity.as_ref()));
        let conduct = party.conduct.as_ref().map(|conduct| self.conduct(conduct));
        block.maybe("conduct", conduct).with_all(self.backing(&party.backing))
    }

    fn conduct(&self, conduct: &Conduct) -> Value {
        let numbers = [
            ("skill", &conduct.skill),
            ("depth", &conduct.depth),
            ("coordination", &conduct.coordination),
        ];
        let given = numbers.into_iter().filter_map(|(key, quantity)| {
            some_quantity(quantity.as_ref()).map(|value| (key.to_string(), value))
        });
        Value::Table(given.chain(self.backing(&conduct.backing)).collect())
    }

    /// The audiences that are no parties: those come back from where they are named.
    pub(super) fn audiences(&self) -> Vec<Block> {
        let declared = self.dispute.audiences.values().filter(|audience| !audience.is_party);
        let block = |audience: &detente_model::Audience| {
            let party = audience.party.map(|party| text(&self.dispute.parties[party].id));
            Block::table(&["audience", &audience.id])
                .maybe("name", name(&audience.name, &audience.id))
                .maybe("party", party)
                .maybe("ratify", audience.ratify.as_ref().and_then(|tree| self.ratify(tree)))
                .with_all(self.backing(&audience.backing))
        };
        declared.map(block).collect()
    }

    pub(super) fn interests(&self) -> Vec<Block> {
        let block = |interest: &detente_model::Interest| {
            Block::table(&["interest", &interest.id])
                .maybe("name", name(&interest.name, &interest.id))
                .with_all(self.backing(&interest.backing))
        };
        self.dispute.interests.values().map(block).collect()
    }

    /// A tree as a text where `and` and `or` suffice, otherwise as a table; nothing for a tree
    /// without audiences. Shares and turnouts have become weights by now.
    fn ratify(&self, tree: &Ratification) -> Option<Value> {
        let mut words = String::new();
        if self.ratify_text(tree, Join::Or, &mut words) {
            return Some(text(&words));
        }
        match tree {
            // An audience is a text, as is a join of texts.
            Ratification::Audience(_) => None,
            Ratification::All(parts) => self.joined("all", parts),
            Ratification::Any(parts) => self.joined("any", parts),
            Ratification::Quota { needs, of } => self.quota(needs, of),
            Ratification::UnlessBlocked(block) => {
                let block = self.ratify(block)?;
                Some(Value::Table(vec![("unless-blocked".to_string(), block)]))
            }
        }
    }

    fn joined(&self, key: &str, parts: &[Ratification]) -> Option<Value> {
        let parts: Vec<Value> = parts.iter().filter_map(|part| self.ratify(part)).collect();
        (!parts.is_empty()).then(|| Value::Table(vec![(key.to_string(), Value::List(parts))]))
    }

    fn quota(&self, needs: &Rational, of: &[(Rational, Ratification)]) -> Option<Value> {
        let member = |(weight, tree): &(Rational, Ratification)| {
            let tree = self.ratify(tree)?;
            if *weight == Rational::from(1) {
                return Some(tree);
            }
            let entries = [("who", tree), ("weight", number(weight))];
            Some(Value::Table(entries.map(|(key, value)| (key.to_string(), value)).into()))
        };
        let of: Vec<Value> = of.iter().filter_map(member).collect();
        let entries = [("quota", number(needs)), ("of", Value::List(of))];
        Some(Value::Table(entries.map(|(key, value)| (key.to_string(), value)).into()))
    }

    /// Appends the tree in words; false if there are none for it.
    fn ratify_text(&self, tree: &Ratification, outer: Join, out: &mut String) -> bool {
        let (parts, word, join) = match tree {
            Ratification::Audience(id) => {
                out.push_str(&self.dispute.audiences[*id].id);
                return true;
            }
            Ratification::All(parts) => (parts, " and ", Join::And),
            Ratification::Any(parts) => (parts, " or ", Join::Or),
            Ratification::Quota { .. } | Ratification::UnlessBlocked(_) => return false,
        };
        if let [only] = parts.as_slice() {
            return self.ratify_text(only, outer, out);
        }
        // A part of the same kind keeps its parentheses: the tree reads back as it was.
        let inner = if join == Join::Or { Join::And } else { Join::Unit };
        let wrap = join < outer;
        out.push_str(if wrap { "(" } else { "" });
        for (index, part) in parts.iter().enumerate() {
            out.push_str(if index > 0 { word } else { "" });
            if !self.ratify_text(part, inner, out) {
                return false;
            }
        }
        out.push_str(if wrap { ")" } else { "" });
        !parts.is_empty()
    }
}

/// How tightly a join binds, loosest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Join {
    Or,
    And,
    Unit,
}
