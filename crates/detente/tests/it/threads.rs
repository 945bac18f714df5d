//! Same input, same bytes, whatever runs beside it.

use std::thread;

use detente::{OverviewQuestion, Question, SpaceQuestion, answer};

use crate::place::dispute;

#[test]
fn findings_and_pages_are_the_same_bytes_on_any_number_of_threads() {
    let make = || {
        let dispute = dispute("iran-2025");
        let questions = [
            Question::Overview(OverviewQuestion::default()),
            Question::Space(SpaceQuestion::default()),
        ];
        let findings: Vec<_> = questions.iter().map(|q| answer(&dispute, q).unwrap()).collect();
        let json: String = findings.iter().map(detente::Finding::to_json).collect();
        json + &detente::html(&detente::full_report(&dispute, &findings))
    };
    let alone = make();
    for threads in [1, 2, 7] {
        let together: Vec<_> = (0..threads).map(|_| thread::spawn(make)).collect();
        for one in together {
            assert!(one.join().unwrap() == alone, "{threads} threads differ from one");
        }
    }
}
