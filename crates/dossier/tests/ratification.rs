//! Ratification rules as they are written, tried on recorded votes and on all ways to vote.

use std::path::Path;

use detente_dossier::{Texts, read_texts};
use detente_model::{Dispute, Id, Negotiator, PartyId, Ratification};

/// A dossier with one party, these audiences and this rule.
fn with_rule(audiences: &[&str], rule: &str) -> Dispute {
    let declared: String = audiences.iter().map(|id| format!("[audience.{id}]\n")).collect();
    let text = format!(
        "format = 1\ntitle = 'x'\nas-of = '2025'\n[party.p]\n{rule}\n{declared}[option.o]\n\
         party = 'p'\nlevels = ['a', 'b']\n"
    );
    let read = read_texts(Texts::new(Path::new("x"), &text, None, None));
    let rendered = detente_dossier::render(&read.diagnostics, &read.texts, false);
    read.dispute.unwrap_or_else(|| panic!("{rendered}"))
}

fn tree(dispute: &Dispute) -> &Ratification {
    dispute.parties[PartyId::new(0)].ratify.as_ref().expect("it has a rule")
}

/// Whether the rule passes when just these accept.
fn passes(dispute: &Dispute, accepting: &[&str]) -> bool {
    tree(dispute).passes(&|id| accepting.contains(&dispute.audiences[id].id.as_str()))
}

#[test]
fn recorded_votes() {
    // Majlis, 13 October 2015: 161 for, 59 against, 13 abstaining. Of those voting, of those present.
    let voting = "ratify = { quota = 'majority', of = [{ who = 'aye', weight = 161 }, \
                  { who = 'no', weight = 59 }] }";
    let present = "ratify = { quota = 'majority', of = [{ who = 'aye', weight = 161 }, \
                   { who = 'no', weight = 59 }, { who = 'abstain', weight = 13 }] }";
    for rule in [voting, present] {
        let dispute = with_rule(&["aye", "no", "abstain"], rule);
        assert!(passes(&dispute, &["aye"]) && !passes(&dispute, &["no", "abstain"]), "{rule}");
    }
    // Majlis, 25 June 2025: 221 for, none against, 1 abstaining.
    let rule = "ratify = { quota = '2/3', of = [{ who = 'aye', weight = 221 }, 'abstain'] }";
    assert!(passes(&with_rule(&["aye", "abstain"], rule), &["aye"]));
    // Iran Nuclear Agreement Review Act: 98 to 1 in the Senate, 400 to 25 in the House.
    let rule = "ratify = { all = [{ quota = 'majority', of = [{ who = 's-aye', weight = 98 }, \
                's-no'] }, { quota = 'majority', of = [{ who = 'h-aye', weight = 400 }, \
                { who = 'h-no', weight = 25 }] }] }";
    let dispute = with_rule(&["s-aye", "s-no", "h-aye", "h-no"], rule);
    assert!(passes(&dispute, &["s-aye", "h-aye"]) && !passes(&dispute, &["s-aye", "h-no"]));
    // Senate, 10 September 2015: 58 for ending debate on disapproval, 42 against, 60 needed.
    let rule = "ratify = { unless-blocked = { quota = 60, of = [{ who = 'opposed', weight = 58 }, \
                { who = 'in-favour', weight = 42 }] } }";
    let dispute = with_rule(&["opposed", "in-favour"], rule);
    assert!(passes(&dispute, &["in-favour"]), "58 of 60 do not block");
    assert!(!passes(&dispute, &[]), "100 do");
}

#[test]
fn a_veto_can_be_overridden() {
    // Blocked if both houses disapprove (the Senate by 60), and the president signs or two thirds of
    // both override.
    let chamber = |quota: &str, house: &str, sizes: [u32; 3]| {
        let [a, b, c] = sizes;
        format!(
            "{{ quota = {quota}, of = [{{ who = '{house}1', weight = {a} }}, \
             {{ who = '{house}2', weight = {b} }}, {{ who = '{house}3', weight = {c} }}] }}"
        )
    };
    let (senate, house) = ([55, 14, 31], [230, 70, 135]);
    let rule = format!(
        "ratify = {{ unless-blocked = {{ all = [{}, {}, {{ any = ['president', {{ all = [{}, {}] }}] \
         }}] }} }}",
        chamber("60", "s", senate),
        chamber("'majority'", "h", house),
        chamber("'2/3'", "s", senate),
        chamber("'2/3'", "h", house),
    );
    let names = ["s1", "s2", "s3", "h1", "h2", "h3", "president"];
    let dispute = with_rule(&names, &rule);
    for votes in 0..1_u32 << names.len() {
        let accepts = |at: usize| votes >> at & 1 == 1;
        let accepting: Vec<&str> = names
            .iter()
            .enumerate()
            .filter(|(at, _)| accepts(*at))
            .map(|(_, name)| *name)
            .collect();
        let against = |sizes: [u32; 3], first: usize| -> u32 {
            (0..3).filter(|at| !accepts(first + at)).map(|at| sizes[at]).sum()
        };
        let (senators, members) = (against(senate, 0), against(house, 3));
        let override_ = senators >= 67 && members >= 290;
        let blocked = senators >= 60 && members >= 218 && (!accepts(6) || override_);
        assert_eq!(passes(&dispute, &accepting), !blocked, "{accepting:?}");
        // More support never undoes a yes.
        for more in names {
            let with_more = [&accepting[..], &[more]].concat();
            assert!(!passes(&dispute, &accepting) || passes(&dispute, &with_more));
        }
    }
}

#[test]
fn shares_of_weights_are_met_exactly_or_exceeded() {
    let rule = |quota: &str| {
        format!(
            "ratify = {{ quota = {quota}, of = [{{ who = 'a', weight = 1.5 }}, \
             {{ who = 'b', weight = 1.5 }}, 'c', 'd'] }}"
        )
    };
    let names = ["a", "b", "c", "d"];
    // Of a weight of 5: half is 2.5, more than half 3 at least, two thirds 3.5 at least.
    for (quota, just, below) in [
        ("'1/2'", ["a", "c"], ["c", "d"]),
        ("'majority'", ["a", "b"], ["a", "c"]),
        ("'2/3'", ["a", "b"], ["a", "c"]),
    ] {
        let dispute = with_rule(&names, &rule(quota));
        assert_eq!(passes(&dispute, &just), quota != "'2/3'", "{quota}");
        assert!(!passes(&dispute, &below), "{quota}");
        assert!(passes(&dispute, &["a", "b", "c"]), "{quota}");
    }
}

#[test]
fn in_a_referendum_those_who_vote_count() {
    // 60 % live in cities, of whom half vote; of the country 80 % do: 30 votes against 32.
    let rule = "negotiator = 'agent'\nratify = { quota = 'majority', quorum = 0.6, of = [\
                { who = 'cities', weight = 60, turnout = 0.5 }, \
                { who = 'country', weight = 40, turnout = 0.8 }] }";
    let dispute = with_rule(&["cities", "country"], rule);
    assert!(passes(&dispute, &["country"]) && !passes(&dispute, &["cities"]));
    assert_eq!(dispute.parties[PartyId::new(0)].negotiator, Negotiator::Agent);
}
