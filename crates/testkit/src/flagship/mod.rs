//! The flagship, Iran's nuclear file as of 11 August 2025, in Rust: what the counts are known for.
//!
//! Illustrative coding of public words, political levels only; the dossier in `casebook/` is the
//! sourced version. Here it serves as a known answer: 429,981,696 level combinations, 33,422,400
//! feasible, 5,034,240 packages, none jointly acceptable under *Declared* and 31,104 (twelve deals)
//! under *Bridging*.

mod record;
mod rules;

use detente_model::{
    Acceptance, Backing, Condition, Dated, Deal, Dispute, Focus, Id, Level, MoveRule, NamedState,
    OptionId, PartyId, Proposal, Reading,
};

use crate::parts::{audience, empty_dispute, option, party};

/// The nineteen options, in the order of the dispute.
type Options = [OptionId; 19];

const PARTIES: [(&str, &str); 7] = [
    ("iran", "Iran (government / SNSC)"),
    ("iaea", "IAEA (Secretariat and Board)"),
    ("us", "United States (administration)"),
    ("e3", "E3 (France, Germany, UK) with EU"),
    ("israel", "Israel"),
    ("russia-china", "Russia and China"),
    ("region", "Regional states (Oman, Qatar, Egypt, Saudi Arabia, UAE, Türkiye)"),
];

/// Party, id and levels.
const OPTIONS: [(usize, &str, &[&str]); 19] = [
    (0, "ir_access", &["none", "limited", "graduated", "full"]),
    (0, "ir_enrich", &["no", "capped", "multinational", "suspended"]),
    (0, "ir_stock", &["unaccounted", "declared", "diluted", "third-country"]),
    (0, "ir_npt", &["remain", "withdrawal"]),
    (0, "ir_talks", &["no", "indirect", "direct"]),
    (1, "ia_modal", &["standard", "agreed"]),
    (1, "ia_board", &["no", "censure", "report"]),
    (2, "us_sanc", &["maximum", "limited", "phased", "full"]),
    (2, "us_sec", &["no", "political", "written"]),
    (2, "us_enr", &["zero", "consortium", "limited"]),
    (2, "us_mil", &["none", "threat", "strike"]),
    (3, "e3_snap", &["hold", "extension", "notified", "completed"]),
    (3, "e3_econ", &["none", "humanitarian", "eu"]),
    (4, "il_mil", &["restraint", "threat", "strike"]),
    (4, "il_dip", &["oppose", "acquiesce"]),
    (5, "rc_contest", &["apply", "contest"]),
    (5, "rc_econ", &["limited", "sustained"]),
    (5, "rc_cust", &["no", "custody"]),
    (6, "rm_role", &["none", "mediate-host", "mediate-and-participate"]),
];

/// Id, name and party.
const AUDIENCES: [(&str, &str, usize); 8] = [
    ("snsc", "Iran SNSC/government", 0),
    ("majlis", "Majlis/hardline", 0),
    ("us-administration", "US administration", 2),
    ("us-congress", "US Congress", 2),
    ("e3", "E3", 3),
    ("israel-cabinet", "Israel cabinet", 4),
    ("iaea", "IAEA", 1),
    ("russia-china", "Russia/China", 5),
];

/// The status quo, one level per option.
const STATUS_QUO: [Level; 19] = [0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1, 0, 0, 1, 1, 1];

/// The flagship with its rules, audiences, two readings, proposals, moves and two focuses.
pub fn flagship_rules() -> Dispute {
    let options: Options = std::array::from_fn(OptionId::new);
    let mut dispute = empty_dispute("Iran's nuclear file");
    for (id, name) in PARTIES {
        dispute.parties.push(party(id, name));
    }
    for (owner, id, levels) in OPTIONS {
        dispute.options.push(option(id, PartyId::new(owner), levels));
    }
    for (id, name, owner) in AUDIENCES {
        dispute.audiences.push(audience(id, name, Some(PartyId::new(owner))));
    }
    dispute.impossible = rules::impossible(&options);
    dispute.implausible = rules::implausible(&options);
    let needs = dispute.audiences.ids().collect();
    dispute.deal = Some(Deal { when: rules::deal(&options), needs, backing: Backing::default() });
    add_moves(&mut dispute, &options);

    let (id, name) = ("status-quo".to_string(), "status quo".to_string());
    let levels = STATUS_QUO.to_vec();
    let state = NamedState { id, name, levels, backing: Backing::default() };
    dispute.status_quo = Some(dispute.states.push(state));
    for (name, fixed) in record::proposals(&options) {
        let mut levels = vec![None; options.len()];
        for (option, level) in fixed {
            levels[option.index()] = Some(level);
        }
        let id = name.to_lowercase().replace(|c: char| !c.is_alphanumeric(), "-");
        let (name, backing) = (name.to_string(), Backing::default());
        dispute.proposals.push(Proposal { id, name, date: None, by: None, levels, backing });
    }
    dispute.readings.push(reading("declared", "Declared", rules::declared(&options)));
    dispute.readings.push(reading("bridging", "Bridging", rules::bridging(&options)));
    add_focuses(&mut dispute, &options);
    dispute
}

fn reading(id: &str, name: &str, accepted: Vec<Condition>) -> Reading {
    let acceptance = |when| Some(Acceptance { when, backing: Backing::default() });
    Reading {
        id: id.to_string(),
        name: name.to_string(),
        accept: accepted.into_iter().map(acceptance).collect(),
        preference: PARTIES.iter().map(|_| None).collect(),
        backing: Backing::default(),
    }
}

/// Two ratchets, two snap levels, one right that lapses with a date.
fn add_moves(dispute: &mut Dispute, options: &Options) {
    let [_, _, ir_stock, _, _, _, _, us_sanc, _, _, _, e3_snap, _, _, _, _, _, _, _] = *options;
    dispute.options[ir_stock].moves = MoveRule { ratchet: Some(2), ..MoveRule::free() };
    dispute.options[us_sanc].moves = MoveRule { snap: Some(0), ..MoveRule::step() };
    let until = Some("2025-10-18".parse().expect("a date"));
    let dated = vec![Dated { levels: vec![2, 3], from: None, until }];
    let (ratchet, snap) = (Some(3), Some(3));
    dispute.options[e3_snap].moves = MoveRule { ratchet, snap, dated, ..MoveRule::step() };
}

/// `mini` for teaching stability, `negotiation` for the dynamic lenses.
fn add_focuses(dispute: &mut Dispute, options: &Options) {
    let [
        ir_access,
        ir_enrich,
        ir_stock,
        _,
        ir_talks,
        ia_modal,
        _,
        us_sanc,
        us_sec,
        us_enr,
        us_mil,
        e3_snap,
        _,
        il_mil,
        _,
        _,
        _,
        _,
        rm_role,
    ] = *options;
    let mut add = |id: &str, varying: &[OptionId], with: &[(OptionId, Level)]| {
        let mut fixed: Vec<Option<Level>> = STATUS_QUO.iter().copied().map(Some).collect();
        for option in varying {
            fixed[option.index()] = None;
        }
        for (option, level) in with {
            fixed[option.index()] = Some(*level);
        }
        dispute.focuses.push(Focus { id: id.to_string(), name: id.to_string(), fixed, note: None });
    };
    add("mini", &[ir_access, us_sanc, e3_snap, il_mil, ir_stock, ia_modal], &[]);
    let negotiated = [ir_access, ir_enrich, ir_stock, ir_talks, us_sanc, us_sec, us_enr, ia_modal];
    add("negotiation", &negotiated, &[(us_mil, 0), (rm_role, 2)]);
}
