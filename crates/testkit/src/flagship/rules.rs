//! The flagship's rules: what cannot be, what is hard to believe, what is a deal, who accepts what.

use detente_model::{Condition, Rule};

use super::Options;
use crate::parts::{all, any, at_least, at_most, equal, less, not_equal, rule};

/// The twelve rules that make a state impossible.
pub(super) fn impossible(options: &Options) -> Vec<Rule> {
    let [
        ir_access,
        ir_enrich,
        ir_stock,
        ir_npt,
        ir_talks,
        ia_modal,
        _,
        us_sanc,
        us_sec,
        us_enr,
        us_mil,
        e3_snap,
        e3_econ,
        il_mil,
        il_dip,
        rc_contest,
        _,
        rc_cust,
        rm_role,
    ] = *options;
    vec![
        rule(
            "H1",
            all([equal(ir_access, 3), equal(ir_npt, 1)]),
            "no full access while a withdrawal notice is running",
        ),
        rule(
            "H2",
            any([
                all([at_least(ir_stock, 1), equal(ir_access, 0)]),
                all([at_least(ir_stock, 2), less(ir_access, 2)]),
            ]),
            "accounting needs at least limited access; dilution or shipment needs at least graduated access",
        ),
        rule(
            "H3",
            all([equal(ir_stock, 3), equal(rc_cust, 0), less(rm_role, 2)]),
            "third-country custody needs a custodian",
        ),
        rule(
            "H4",
            all([equal(ir_enrich, 2), any([less(rm_role, 2), equal(us_enr, 0)])]),
            "a consortium needs participating states and a US position that allows it",
        ),
        rule(
            "H5",
            all([equal(us_mil, 2), any([at_least(us_sanc, 2), at_least(us_sec, 1)])]),
            "no phased or full relief and no assurance while the United States strikes",
        ),
        rule(
            "H6",
            all([equal(us_sec, 2), at_least(us_mil, 1)]),
            "a written assurance excludes a simultaneous threat",
        ),
        rule(
            "H7",
            all([equal(e3_snap, 3), equal(e3_econ, 2)]),
            "no EU relief once the UN measures are restored",
        ),
        rule(
            "H8",
            all([equal(e3_snap, 1), any([equal(ir_access, 0), equal(ir_talks, 0)])]),
            "an extension needs at least limited access and some channel of talks",
        ),
        rule(
            "H9",
            all([equal(rc_contest, 1), less(e3_snap, 2)]),
            "contesting the measures is only defined once notified",
        ),
        rule(
            "H10",
            all([equal(il_mil, 2), equal(il_dip, 1)]),
            "Israel cannot strike and acquiesce",
        ),
        rule(
            "H11",
            all([equal(ir_access, 2), equal(ia_modal, 0)]),
            "graduated access needs agreed modalities",
        ),
        rule(
            "H12",
            all([equal(ir_npt, 1), any([at_least(ir_enrich, 1), equal(e3_snap, 1)])]),
            "a running withdrawal notice is incompatible with any agreed enrichment arrangement and with an extension",
        ),
    ]
}

/// The five rules that make a state hard to believe.
pub(super) fn implausible(options: &Options) -> Vec<Rule> {
    let [
        ir_access,
        ir_enrich,
        ir_stock,
        _,
        ir_talks,
        _,
        _,
        us_sanc,
        _,
        _,
        us_mil,
        e3_snap,
        _,
        il_mil,
        _,
        rc_contest,
        _,
        _,
        _,
    ] = *options;
    vec![
        rule(
            "S1",
            all([equal(us_sanc, 3), less(ir_access, 3)]),
            "full US lifting without full access",
        ),
        rule(
            "S2",
            all([equal(ir_talks, 2), any([equal(us_mil, 2), equal(il_mil, 2)])]),
            "direct talks while strikes go on",
        ),
        rule(
            "S3",
            all([equal(ir_enrich, 3), equal(ir_stock, 0)]),
            "suspension while the stockpile stays unaccounted",
        ),
        rule(
            "S4",
            all([equal(e3_snap, 3), at_least(ir_access, 2), at_least(ir_talks, 1)]),
            "completed restoration while graduated access and talks are in force",
        ),
        rule(
            "S5",
            all([equal(e3_snap, 3), equal(rc_contest, 0)]),
            "Russia and China apply restored measures",
        ),
    ]
}

/// What makes a state a package.
pub(super) fn deal(options: &Options) -> Condition {
    let [
        ir_access,
        _,
        _,
        ir_npt,
        ir_talks,
        _,
        _,
        _,
        _,
        _,
        us_mil,
        e3_snap,
        _,
        il_mil,
        _,
        _,
        _,
        _,
        _,
    ] = *options;
    all([
        at_least(ir_talks, 1),
        at_least(ir_access, 1),
        equal(ir_npt, 0),
        at_most(us_mil, 1),
        at_most(il_mil, 1),
        at_most(e3_snap, 1),
    ])
}

/// What each of the eight audiences accepts by its declared words.
pub(super) fn declared(options: &Options) -> Vec<Condition> {
    let [
        ir_access,
        ir_enrich,
        ir_stock,
        _,
        _,
        _,
        _,
        us_sanc,
        us_sec,
        us_enr,
        _,
        _,
        _,
        _,
        _,
        _,
        _,
        _,
        _,
    ] = *options;
    vec![
        all([
            not_equal(ir_enrich, 3),
            at_least(us_sanc, 2),
            at_least(us_sec, 1),
            any([less(ir_stock, 3), equal(us_sanc, 3)]),
        ]),
        all([
            at_most(ir_enrich, 1),
            at_most(ir_stock, 1),
            at_least(us_sanc, 2),
            any([at_most(ir_access, 1), equal(us_sec, 2)]),
        ]),
        all([
            any([equal(ir_enrich, 3), all([equal(ir_enrich, 2), equal(us_enr, 1)])]),
            at_least(ir_stock, 2),
            at_least(ir_access, 2),
            at_most(us_sanc, 2),
        ]),
        all([equal(ir_enrich, 3), any([at_most(us_sanc, 1), equal(ir_access, 3)])]),
        all([at_least(ir_access, 2), at_least(ir_stock, 1)]),
        all([equal(ir_enrich, 3), equal(ir_stock, 3), equal(ir_access, 3)]),
        all([at_least(ir_access, 2), at_least(ir_stock, 1)]),
        at_least(us_sanc, 1),
    ]
}

/// What each of the eight audiences accepts where the same words are read to bridge.
pub(super) fn bridging(options: &Options) -> Vec<Condition> {
    let [
        ir_access,
        ir_enrich,
        ir_stock,
        _,
        _,
        _,
        _,
        us_sanc,
        us_sec,
        us_enr,
        _,
        _,
        _,
        _,
        _,
        _,
        _,
        _,
        _,
    ] = *options;
    vec![
        all([
            at_most(ir_enrich, 2),
            at_least(us_sanc, 1),
            at_least(us_sec, 1),
            any([less(ir_stock, 3), at_least(us_sanc, 2)]),
        ]),
        all([
            at_most(ir_enrich, 2),
            at_least(us_sanc, 2),
            any([at_most(ir_access, 2), at_least(us_sec, 1)]),
        ]),
        all([
            any([at_least(ir_enrich, 2), all([equal(ir_enrich, 1), equal(us_enr, 2)])]),
            at_least(ir_stock, 2),
            at_least(ir_access, 2),
            at_most(us_sanc, 2),
        ]),
        all([equal(ir_access, 3), at_least(ir_stock, 2)]),
        all([at_least(ir_access, 2), at_least(ir_stock, 1)]),
        all([at_least(ir_stock, 2), at_least(ir_access, 2)]),
        all([at_least(ir_access, 2), at_least(ir_stock, 1)]),
        at_least(us_sanc, 1),
    ]
}
