//! Each figure against the file it was last looked at in; `UPDATE_EXPECT=1` rewrites them.

use crate::samples;
use crate::xml;
use detente_figure::{Bars, DotMatrix, Positions, Spacing, Timeline};
use expect_test::{ExpectFile, expect_file};

#[expect(clippy::needless_pass_by_value, reason = "as `expect_file!` gives it")]
fn check(svg: &str, golden: ExpectFile) {
    xml::check_layout(svg);
    golden.assert_eq(svg);
}

#[test]
fn bars() {
    let wide = samples::accepted(Spacing::Linear, false).svg("accepted");
    check(&wide, expect_file!["../golden/bars.svg"]);
    let compact = samples::accepted(Spacing::Linear, true).svg("accepted-narrow");
    check(&compact, expect_file!["../golden/bars-compact.svg"]);
    let counts = samples::accepted(Spacing::Counts, false).svg("accepted-counts");
    check(&counts, expect_file!["../golden/bars-counts.svg"]);
}

#[test]
fn bars_of_nothing_carry_their_words() {
    check(&samples::opened(false).svg("opened"), expect_file!["../golden/bars-zero.svg"]);
    let compact = samples::opened(true).svg("opened-narrow");
    check(&compact, expect_file!["../golden/bars-zero-compact.svg"]);
}

#[test]
fn bars_differ_by_pattern() {
    check(&samples::patterns().svg("patterns"), expect_file!["../golden/bars-patterns.svg"]);
}

#[test]
fn bars_bear_nasty_labels() {
    for (spacing, compact) in
        [Spacing::Linear, Spacing::Counts].map(|s| [(s, false), (s, true)]).concat()
    {
        let figure = samples::nasty_bars(spacing, compact);
        xml::check_layout(&figure.svg("nasty"));
        assert_eq!(figure.svg("nasty"), figure.clone().svg("nasty"));
    }
    let wide = samples::nasty_bars(Spacing::Counts, false).svg("nasty");
    check(&wide, expect_file!["../golden/bars-nasty.svg"]);
}

#[test]
fn dots() {
    let wide = samples::relaxations(1, false).svg("relaxations");
    check(&wide, expect_file!["../golden/dots.svg"]);
    let twelve = samples::relaxations(4, false).svg("relaxations-twelve");
    check(&twelve, expect_file!["../golden/dots-twelve.svg"]);
    let compact = samples::relaxations(2, true).svg("relaxations-narrow");
    check(&compact, expect_file!["../golden/dots-compact.svg"]);
}

#[test]
fn dots_with_amounts_of_their_rows() {
    check(&samples::overlap(false).svg("overlap"), expect_file!["../golden/dots-amounts.svg"]);
    let compact = samples::overlap(true).svg("overlap-narrow");
    check(&compact, expect_file!["../golden/dots-amounts-compact.svg"]);
}

#[test]
fn dots_bear_nasty_labels() {
    xml::check_layout(&samples::nasty_dots(true).svg("nasty"));
    xml::check_layout(&DotMatrix::default().svg("empty"));
    check(&samples::nasty_dots(false).svg("nasty"), expect_file!["../golden/dots-nasty.svg"]);
}

#[test]
fn timeline() {
    let wide = samples::chronology(false).svg("chronology");
    check(&wide, expect_file!["../golden/timeline.svg"]);
    let compact = samples::chronology(true).svg("chronology-narrow");
    check(&compact, expect_file!["../golden/timeline-compact.svg"]);
    check(&samples::shapes().svg("shapes"), expect_file!["../golden/timeline-shapes.svg"]);
}

#[test]
fn timelines_bear_nasty_labels() {
    xml::check_layout(&samples::nasty_chronology(true).svg("nasty"));
    xml::check_layout(&Timeline::default().svg("empty"));
    xml::check_layout(&Bars::default().svg("empty"));
    let wide = samples::nasty_chronology(false).svg("nasty");
    check(&wide, expect_file!["../golden/timeline-nasty.svg"]);
}

#[test]
fn positions() {
    let wide = samples::positions(false).svg("positions");
    check(&wide, expect_file!["../golden/positions.svg"]);
    let compact = samples::positions(true).svg("positions-narrow");
    check(&compact, expect_file!["../golden/positions-compact.svg"]);
}

#[test]
fn positions_bear_nasty_labels() {
    xml::check_layout(&samples::nasty_positions(true).svg("nasty"));
    xml::check_layout(&Positions::default().svg("empty"));
    let wide = samples::nasty_positions(false).svg("nasty");
    check(&wide, expect_file!["../golden/positions-nasty.svg"]);
}

#[test]
fn scatter() {
    check(&samples::worth(false).svg("worth"), expect_file!["../golden/scatter.svg"]);
    check(&samples::worth(true).svg("worth-narrow"), expect_file!["../golden/scatter-compact.svg"]);
}

#[test]
fn balances() {
    check(&samples::balances(false).svg("holds"), expect_file!["../golden/balances.svg"]);
    let compact = samples::balances(true).svg("holds-narrow");
    check(&compact, expect_file!["../golden/balances-compact.svg"]);
}

#[test]
fn columns() {
    check(&samples::columns(false).svg("patience"), expect_file!["../golden/columns.svg"]);
    let compact = samples::columns(true).svg("patience-narrow");
    check(&compact, expect_file!["../golden/columns-compact.svg"]);
}

#[test]
fn balances_and_columns_bear_nasty_labels() {
    for compact in [false, true] {
        xml::check_layout(&samples::nasty_balances(compact).svg("nasty"));
        xml::check_layout(&samples::nasty_columns(compact).svg("nasty"));
    }
}
