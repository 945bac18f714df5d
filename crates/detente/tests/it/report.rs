//! The report: self-contained, accessible, the same sentences as the terminal.

use detente::{BaselineQuestion, OverviewQuestion, Question, SpaceQuestion, answer};

use crate::place::dispute;

fn page(name: &str) -> String {
    let dispute = dispute(name);
    let questions = [
        Question::Overview(OverviewQuestion::default()),
        Question::Space(SpaceQuestion::default()),
        Question::Baseline(BaselineQuestion::default()),
    ];
    let findings: Vec<_> = questions.iter().map(|q| answer(&dispute, q).unwrap()).collect();
    detente::html(&detente::full_report(&dispute, &findings))
}

#[test]
fn every_bundled_dossier_has_a_whole_page() {
    for case in detente::casebook::CASES {
        let page = page(case.name);
        assert!(
            page.starts_with("<!DOCTYPE html>") && page.ends_with("</html>\n"),
            "{}",
            case.name
        );
        for external in ["src=\"http", "url(http", "<script", "@import", "<link", "<iframe"] {
            assert!(!page.contains(external), "{}: {external}", case.name);
        }
    }
}

#[test]
fn every_anchor_is_there_once_and_every_link_leads_somewhere() {
    for case in detente::casebook::CASES {
        let page = page(case.name);
        let values = |key: &str| -> Vec<String> {
            let opening = format!(" {key}=\"");
            let parts = page.split(&opening).skip(1);
            parts.map(|part| part.split('"').next().unwrap().to_string()).collect()
        };
        let mut ids = values("id");
        let all = ids.len();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), all, "{}: an id stands twice", case.name);
        for link in values("href") {
            // Sources may lead outside, on a reader's click; nothing else does.
            let Some(anchor) = link.strip_prefix('#') else {
                assert!(link.starts_with("http"), "{}: {link}", case.name);
                continue;
            };
            assert!(ids.iter().any(|id| id == anchor), "{}: {link} leads nowhere", case.name);
        }
    }
}

#[test]
fn every_figure_has_a_name_and_its_data_as_a_table() {
    let page = page("iran-2025");
    for figure in page.split("<figure").skip(1) {
        let figure = figure.split("</figure>").next().unwrap();
        assert!(figure.contains("role=\"img\"") && figure.contains("<title"), "{figure:.200}");
        assert!(figure.contains("<table"), "{figure:.200}");
    }
    assert_eq!(
        page.matches("<figure").count(),
        8,
        "timeline, alone, relaxation sets, overlap twice, shares twice, positions"
    );
}

#[test]
fn parties_are_treated_alike() {
    // No praise, no blame, no advice: words a neutral report does not use.
    let page = page("iran-2025").to_lowercase();
    for word in ["optimal", "winner", "should concede", "guilty", "to blame", "unreasonable"] {
        assert!(!page.contains(word), "{word}");
    }
}
