//! Ratification trees: who has to agree for a party or a body to be bound.

use std::collections::BTreeSet;

use detente_model::number::{LARGEST, format_decimal, parse_decimal};
use detente_model::{AudienceId, Id, PartyId, Ratification, Rational};

use super::conditions::Inner;
use super::values::Domain;
use super::{Resolver, numbered};
use crate::place::{At, Number, Quota, Span, TextOr, Value};
use crate::syntax::{Language, Syntax};
use crate::typed::{self, Dossier, RatifyTable};

/// The largest number of audiences a tree may come to when its bodies are written out.
const LARGEST_TREE: usize = 10_000;

/// A member of a quota.
struct Member {
    /// The weight it is entitled to.
    entitled: Rational,
    /// The part of it that votes.
    votes: Rational,
    tree: Ratification,
}

impl Resolver<'_> {
    /// The trees of parties and bodies.
    pub(super) fn ratification(&mut self, dossier: &Dossier) {
        let entries: Vec<(PartyId, &At<String>, &typed::Party)> =
            numbered(&dossier.party).collect();
        for (party, _, typed) in entries {
            if let Some(tree) = &typed.ratify {
                self.dispute.parties[party].ratify = self.tree(tree);
            }
        }
        for (id, typed) in &dossier.audience.0 {
            let audience = self.names.audiences.get(&id.value).copied();
            let audience = audience.filter(|a| !self.dispute.audiences[*a].is_party);
            if let (Some(audience), Some(tree)) = (audience, &typed.value.ratify) {
                self.dispute.audiences[audience].ratify = self.tree(tree);
            }
        }
        self.refuse_cycles(dossier);
    }

    fn tree(&mut self, tree: &At<TextOr<RatifyTable>>) -> Option<Ratification> {
        match &tree.value {
            TextOr::Text(text) => {
                let syntax = self.parse(text, &tree.span, Language::Ratification)?;
                let inner = Inner::new(self.text, text, &tree.span);
                self.resolve_tree(&syntax, &inner)
            }
            TextOr::Table(table) => self.tree_table(table, &tree.span),
        }
    }

    fn tree_table(&mut self, table: &RatifyTable, span: &Span) -> Option<Ratification> {
        if let Some(block) = &table.unless_blocked {
            return Some(Ratification::UnlessBlocked(Box::new(self.tree(block)?)));
        }
        if let Some(parts) = &table.all {
            return self.trees(parts).map(Ratification::All);
        }
        if let Some(parts) = &table.any {
            return self.trees(parts).map(Ratification::Any);
        }
        let (Some(quota), Some(members)) = (&table.quota, &table.of) else {
            let key = if table.quota.is_none() { "quota" } else { "of" };
            if !self.is_hole("unless-blocked", span) {
                let message = "a ratification table needs `quota` and `of`, or `all`, `any` or \
                               `unless-blocked`";
                self.missing(
                    span.clone(),
                    key,
                    message,
                    "write { quota = 2, of = [\"a\", \"b\", \"c\"] }",
                );
            }
            return None;
        };
        let read: Vec<_> = members.value.iter().map(|member| self.member(member)).collect();
        let members: Vec<Member> = read.into_iter().collect::<Option<_>>()?;
        let sum = |of: fn(&Member) -> Rational| {
            members.iter().map(of).fold(Rational::from(0), |sum, weight| sum + weight)
        };
        let (entitled, total) = (sum(|m| m.entitled), sum(|m| m.votes));
        // All weights are whole in this unit.
        let unit =
            members.iter().fold(1, |unit, m| unit * (m.votes * Rational::from(unit)).denom());
        let needs = self.needed(quota, total, unit)?;
        if total < needs {
            let weight = format_decimal(&total);
            let message =
                format!("the quota can never be met: all members together weigh {weight}");
            // A quota of nothing is no quota; whoever is a member has some weight.
            let help = match members.is_empty() {
                true => "add members to `of`".to_string(),
                false => format!("lower the quota to at most {weight}, or add members"),
            };
            self.error("quota-out-of-reach", quota.0.span.clone(), message).help = Some(help);
        }
        if let Some(quorum) = &table.quorum
            && let Some(share) = self.number(&quorum.0, Domain::Probability)
            && total < entitled * share
        {
            let (votes, all) = (format_decimal(&total), format_decimal(&entitled));
            let message =
                format!("the quorum is never met: of a weight of {all} only {votes} turns out");
            self.error("quota-out-of-reach", quorum.0.span.clone(), message).help =
                Some("lower the quorum, or correct `turnout`".to_string());
        }
        let of = members.into_iter().map(|member| (member.votes, member.tree)).collect();
        Some(Ratification::Quota { needs, of })
    }

    fn trees(&mut self, parts: &At<Vec<At<TextOr<RatifyTable>>>>) -> Option<Vec<Ratification>> {
        let read: Vec<_> = parts.value.iter().map(|part| self.tree(part)).collect();
        if parts.value.is_empty() {
            self.missing(
                parts.span.clone(),
                "all",
                "nobody is named",
                "write { all = [\"a\", \"b\"] }",
            );
            return None;
        }
        read.into_iter().collect()
    }

    /// The weight needed: as written, or the least sum of members' weights that is the share.
    fn needed(&mut self, quota: &Quota, total: Rational, unit: i128) -> Option<Rational> {
        let Value::Text(text) = &quota.0.value else {
            return self.number(&quota.0, Domain::Positive);
        };
        let whole = total * Rational::from(unit);
        let units = if text == "majority" {
            (whole / Rational::from(2)).floor() + Rational::from(1)
        } else if let Some(share) = share(text) {
            (whole * share).ceil()
        } else {
            let message = format!("`{text}` is no quota");
            self.error("bad-number", quota.0.span.clone(), message).help = Some(
                "write a number, a share such as \"2/3\", or \"majority\": more than half"
                    .to_string(),
            );
            return None;
        };
        let needs = units / Rational::from(unit);
        if needs > Rational::from(LARGEST) {
            let message = format!("a quota may be at most {LARGEST} in size");
            self.error("out-of-range", quota.0.span.clone(), message).help =
                Some("give the members smaller weights".to_string());
            return None;
        }
        Some(needs)
    }

    fn member(&mut self, member: &At<TextOr<RatifyTable>>) -> Option<Member> {
        let one = Rational::from(1);
        let TextOr::Table(table) = &member.value else {
            return Some(Member { entitled: one, votes: one, tree: self.tree(member)? });
        };
        let Some(who) = &table.who else {
            return Some(Member { entitled: one, votes: one, tree: self.tree(member)? });
        };
        let entitled = match &table.weight {
            Some(weight) => self.number(&weight.0, Domain::Positive),
            None => Some(one),
        };
        let turnout = match &table.turnout {
            Some(turnout) => self.turnout(turnout),
            None => Some(one),
        };
        let tree = self.tree(who);
        let (entitled, turnout) = (entitled?, turnout?);
        let votes = entitled * turnout;
        if let Some(turnout) = &table.turnout
            && !(votes * Rational::from(1_000_000_000)).is_integer()
        {
            let message = "weight times turnout has more than nine decimal places";
            self.error("bad-number", turnout.0.span.clone(), message).help =
                Some("round them".to_string());
            return None;
        }
        Some(Member { entitled, votes, tree: tree? })
    }

    fn turnout(&mut self, turnout: &Number) -> Option<Rational> {
        let share = self.number(&turnout.0, Domain::Probability)?;
        if share == Rational::from(0) {
            let message = "a member of whom nobody turns out has no say";
            self.error("out-of-range", turnout.0.span.clone(), message).help =
                Some("leave it out of `of`, or write a number above zero".to_string());
            return None;
        }
        Some(share)
    }

    fn resolve_tree(&mut self, syntax: &Syntax, inner: &Inner) -> Option<Ratification> {
        let mut all = |parts: &[Syntax]| -> Option<Vec<Ratification>> {
            let read: Vec<_> = parts.iter().map(|part| self.resolve_tree(part, inner)).collect();
            read.into_iter().collect()
        };
        match syntax {
            Syntax::All(parts) => Some(Ratification::All(all(parts)?)),
            Syntax::Any(parts) => Some(Ratification::Any(all(parts)?)),
            Syntax::Word(word) => self.audience(&inner.at(word)).map(Ratification::Audience),
            // The ratification language has no other forms.
            _ => None,
        }
    }

    /// A body may not be made up of itself, directly or through others; and written out down to
    /// its single members it has to keep a reasonable size.
    fn refuse_cycles(&mut self, dossier: &Dossier) {
        let members: Vec<Vec<AudienceId>> = self
            .dispute
            .audiences
            .values()
            .map(|a| a.ratify.as_ref().map(named).unwrap_or_default())
            .collect();
        let mut walk =
            Walk { members: &members, sizes: vec![None; members.len()], path: Vec::new() };
        let mut cycles = Vec::new();
        for start in 0..members.len() {
            walk.from(start, &mut cycles);
        }
        let sizes = walk.sizes;
        let mut told = BTreeSet::new();
        for cycle in cycles {
            // One message for each ring, and none for another ring through the same bodies.
            if !cycle.iter().any(|&body| told.contains(&body)) {
                self.tell_cycle(dossier, &cycle);
            }
            told.extend(cycle);
        }
        for body in &told {
            self.dispute.audiences[AudienceId::new(*body)].ratify = None;
        }
        let large =
            (0..members.len()).find(|&body| sizes[body].is_some_and(|size| size > LARGEST_TREE));
        if let Some(body) = large.filter(|_| told.is_empty()) {
            let id = self.dispute.audiences[AudienceId::new(body)].id.clone();
            let message =
                format!("written out to its members, the ratification of `{id}` is too large");
            let span = tree_place(dossier, &id);
            self.error("too-large", span, message).help =
                Some(format!("name each member once; at most {LARGEST_TREE} are read"));
        }
    }

    fn tell_cycle(&mut self, dossier: &Dossier, cycle: &[usize]) {
        let ids: Vec<String> = cycle
            .iter()
            .map(|&body| self.dispute.audiences[AudienceId::new(body)].id.clone())
            .collect();
        let message = format!("the ratification of `{}` leads back to itself", ids[0]);
        let mistake = self.error("cyclic-ratification", tree_place(dossier, &ids[0]), message);
        for (id, next) in ids.iter().zip(ids.iter().skip(1).chain(&ids[..1])) {
            let text = format!("`{id}` depends on `{next}`");
            if id == &ids[0] {
                mistake.labels[0].text = text;
            } else {
                *mistake = mistake.clone().and(
                    crate::diagnostic::File::Dossier,
                    tree_place(dossier, id),
                    text,
                );
            }
        }
        mistake.help = Some("a body's members are audiences that do not depend on it".to_string());
    }
}

/// A share such as `2/3`, above 0 and at most 1.
fn share(text: &str) -> Option<Rational> {
    let (part, whole) = text.split_once('/')?;
    let number = |text: &str| parse_decimal(text.trim()).ok().filter(|n| *n > Rational::from(0));
    let share = number(part)? / number(whole)?;
    (share <= Rational::from(1)).then_some(share)
}

/// The audiences a tree names, as often as it names them.
fn named(tree: &Ratification) -> Vec<AudienceId> {
    match tree {
        Ratification::Audience(id) => vec![*id],
        Ratification::All(parts) | Ratification::Any(parts) => {
            parts.iter().flat_map(named).collect()
        }
        Ratification::Quota { of, .. } => of.iter().flat_map(|(_, part)| named(part)).collect(),
        Ratification::UnlessBlocked(block) => named(block),
    }
}

/// Where the tree of an audience is written.
fn tree_place(dossier: &Dossier, id: &str) -> Span {
    let typed = dossier.audience.0.iter().find(|(other, _)| other.value == id);
    let tree = typed.and_then(|(_, typed)| typed.value.ratify.as_ref());
    tree.map_or(0..0, |tree| tree.span.clone())
}

/// A walk through bodies and their members.
struct Walk<'a> {
    members: &'a [Vec<AudienceId>],
    /// Per audience the number of single members its tree comes to, once known.
    sizes: Vec<Option<usize>>,
    /// Where the walk is.
    path: Vec<usize>,
}

impl Walk<'_> {
    /// Sizes everything that can be reached from an audience; rings go to `cycles`. At most as
    /// deep as there are audiences, of which there are at most a thousand or so.
    fn from(&mut self, body: usize, cycles: &mut Vec<Vec<usize>>) -> usize {
        if let Some(size) = self.sizes[body] {
            return size;
        }
        if let Some(start) = self.path.iter().position(|&other| other == body) {
            cycles.push(self.path[start..].to_vec());
            return 1;
        }
        self.path.push(body);
        let members = self.members;
        let sum = members[body]
            .iter()
            .fold(0_usize, |sum, member| sum.saturating_add(self.from(member.index(), cycles)));
        self.path.pop();
        self.sizes[body] = Some(sum.max(1));
        sum.max(1)
    }
}
