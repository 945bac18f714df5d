//! What is said of comparisons: answers of every kind, in sentences that read.

#![allow(clippy::unwrap_used, reason = "a failed test says where")]

use detente_finding::{CompareQuestion, Contrast, Question, WhatIf};
use detente_model::Dispute;
use detente_report::{compare_document, html, json, terminal};
use detente_testkit::{comparisons, counterpart, flagship, random_dispute};

/// The answer on the terminal in one line, after seeing that every face can be made.
fn say(dispute: &Dispute, other: Option<&Dispute>, question: CompareQuestion) -> Option<String> {
    let question = Question::Compare(question);
    let finding = detente_lens::answer_beside(dispute, other, &question).ok()?;
    let document = compare_document(dispute, other, &finding);
    html(&document);
    json(&document);
    let text = terminal(&document, 100_000);
    for unseemly in ["[]", "..", " .", "‘’", " ,", "  of", "optimal", "under ,", ", ,", "No, "]
    {
        let mut prose = text.lines().filter(|line| line.ends_with('.'));
        assert!(!prose.any(|line| line.contains(unseemly)), "{unseemly:?} in {text}");
    }
    Some(text)
}

#[test]
fn random_answers_are_sentences() {
    let mut said = 0;
    for seed in 0..250 {
        let dispute = random_dispute(seed);
        let other = counterpart(&dispute, seed);
        for question in comparisons(&dispute, seed, Some("ff")) {
            let question = CompareQuestion { deals: question.deals.min(5), ..question };
            said += usize::from(say(&dispute, Some(&other), question).is_some());
        }
    }
    assert!(said > 1000, "{said}");
}

/// The first sentences of an answer about the flagship.
#[track_caller]
fn flagship_says(question: CompareQuestion, sentences: &[&str]) {
    let text = say(&flagship(), None, question).unwrap();
    for sentence in sentences {
        assert!(text.contains(sentence), "{sentence:?} not in:\n{text}");
    }
}

#[test]
fn each_kind_is_told_in_its_own_words() {
    let (from, to) = ("declared".to_string(), "bridging".to_string());
    flagship_says(
        CompareQuestion::new(Contrast::Readings { from: to.clone(), to: from.clone() }),
        &[
            "Under Declared instead of Bridging no package opens and 31,104 packages, variants of 12 \
           deals, close; none stays.",
        ],
    );
    flagship_says(
        CompareQuestion::new(Contrast::Readings { from, to }),
        &[
            "Under Bridging instead of Declared 31,104 packages, variants of 12 deals, open and none \
           closes.\n",
        ],
    );
    flagship_says(
        CompareQuestion::new(Contrast::Clock { earlier: "2015-07".to_string() }),
        &[
            "From July 2015 to 11 August 2025, under Declared, no package opens and",
            "audiences have no rule yet at the earlier clock and count as accepting everything.",
            "Dated after July 2015 and left out: ",
            "carry no date: they count as if they had held then.",
            "impossible rule H8",
        ],
    );
    let supposed = WhatIf {
        drop: vec!["H3".to_string()],
        without: vec!["majlis".to_string()],
        ..WhatIf::default()
    };
    flagship_says(
        CompareQuestion::new(Contrast::WhatIf(supposed)),
        &["Without the rule H3 and without asking Majlis/hardline, under Bridging,"],
    );
}

#[test]
fn what_cannot_be_set_side_by_side_says_why() {
    let dispute = flagship();
    let two = || CompareQuestion::new(Contrast::Dossier { other: None });
    let mut other = dispute.clone();
    other.deal = None;
    let text = say(&dispute, Some(&other), two()).unwrap();
    assert!(text.contains("The second dossier does not say what a deal is"), "{text}");

    let mut other = dispute.clone();
    for reading in other.readings.values_mut() {
        reading.id.push_str("-2");
    }
    let text = say(&dispute, Some(&other), two()).unwrap();
    assert!(text.contains("The dossiers have no reading of the same id"), "{text}");
    assert!(text.contains("Only on the first side: the readings Declared and Bridging."), "{text}");

    let mut other = dispute.clone();
    let access = other.options.values_mut().next().unwrap();
    access.levels[0].id = "nothing".to_string();
    let text = say(&dispute, Some(&other), two()).unwrap();
    assert!(
        text.contains("only counts can be set side by side: no package is acceptable"),
        "{text}"
    );
    assert!(text.contains("none < limited < graduated < full"), "{text}");

    let text = say(&dispute, None, CompareQuestion::new(Contrast::WhatIf(WhatIf::default())));
    assert!(text.unwrap().contains("With nothing otherwise, under Declared, nothing changes"));
}
