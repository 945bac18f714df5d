//! The flagship's proposals on record, each with the levels it names.

use detente_model::{Level, OptionId};

use super::Options;

/// The proposals, in the order of the record.
pub(super) fn proposals(options: &Options) -> Vec<(&'static str, Vec<(OptionId, Level)>)> {
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
        e3_econ,
        _,
        _,
        _,
        _,
        rc_cust,
        rm_role,
    ] = *options;
    vec![
        (
            "P-2003 roadmap (reported)",
            vec![
                (ir_access, 3),
                (ir_talks, 2),
                (us_sanc, 3),
                (us_sec, 2),
                (us_enr, 2),
                (us_mil, 0),
            ],
        ),
        (
            "P-2003 Tehran statement",
            vec![(ir_access, 3), (ir_enrich, 3), (us_sanc, 0), (us_sec, 0)],
        ),
        (
            "P-2004 Paris",
            vec![(ir_access, 3), (ir_enrich, 3), (us_sanc, 0), (us_sec, 0), (e3_econ, 1)],
        ),
        ("P-2005 Iran (Mar/Apr)", vec![(ir_access, 3), (ir_enrich, 1), (e3_econ, 2)]),
        ("P-2005 E3 framework (Aug)", vec![(ir_access, 3), (ir_enrich, 3), (e3_econ, 2)]),
        (
            "P-2006/08 P5+1",
            vec![(ir_access, 3), (ir_enrich, 3), (us_sanc, 1), (e3_econ, 2), (ir_talks, 2)],
        ),
        (
            "P-2009 fuel swap (Geneva/Vienna)",
            vec![(ir_stock, 3), (ir_access, 2), (ir_talks, 2), (rc_cust, 1)],
        ),
        (
            "P-2010 Tehran Declaration",
            vec![(ir_stock, 3), (ir_enrich, 0), (ir_access, 2), (rm_role, 2)],
        ),
        (
            "P-2013 JPOA",
            vec![
                (ir_access, 2),
                (ir_enrich, 1),
                (ir_stock, 2),
                (ir_talks, 2),
                (us_sanc, 1),
                (us_enr, 2),
                (e3_econ, 1),
                (ia_modal, 1),
            ],
        ),
        (
            "P-2015 JCPOA",
            vec![
                (ir_access, 3),
                (ir_enrich, 1),
                (ir_stock, 3),
                (ir_talks, 2),
                (us_sanc, 3),
                (us_sec, 0),
                (us_enr, 2),
                (e3_snap, 0),
                (e3_econ, 2),
                (rc_cust, 1),
            ],
        ),
        (
            "P-2022 EU text",
            vec![
                (ir_access, 3),
                (ir_enrich, 1),
                (ir_stock, 3),
                (ir_talks, 1),
                (us_sanc, 2),
                (us_enr, 2),
                (e3_snap, 0),
                (e3_econ, 2),
            ],
        ),
        (
            "P-2025 Iran consortium (reported May)",
            vec![
                (ir_access, 3),
                (ir_enrich, 2),
                (us_enr, 2),
                (us_sanc, 2),
                (rm_role, 2),
                (ir_talks, 1),
            ],
        ),
        (
            "P-2025 US paper (31 May, reported)",
            vec![(ir_enrich, 3), (us_enr, 1), (us_sanc, 1), (rm_role, 2), (ir_access, 3)],
        ),
        (
            "P-2025 E3 extension offer (Jul-Aug)",
            vec![(e3_snap, 1), (ir_access, 2), (ir_stock, 1), (ir_talks, 1), (ia_modal, 1)],
        ),
    ]
}
