//! The program's own work on the flagship: reading, asking, writing the page.

use detente::{
    Dispute, Finding, OverviewQuestion, Question, RobustQuestion, SpaceQuestion, Texts, casebook,
};
use divan::Bencher;

fn main() {
    divan::main();
}

fn texts() -> Texts {
    casebook::find("iran-2025").expect("the flagship is bundled").texts()
}

fn flagship() -> Dispute {
    detente::read_texts(texts()).dispute.expect("the flagship has no mistakes")
}

fn findings(dispute: &Dispute) -> Vec<Finding> {
    let questions = [
        Question::Overview(OverviewQuestion::default()),
        Question::Space(SpaceQuestion::default()),
    ];
    let answered = questions.iter().map(|question| detente::answer(dispute, question));
    answered.map(|finding| finding.expect("the question names nothing")).collect()
}

#[divan::bench]
fn read_the_dossier(bencher: Bencher) {
    bencher.bench_local(|| detente::read_texts(texts()));
}

#[divan::bench]
fn overview_and_space_findings(bencher: Bencher) {
    let dispute = flagship();
    bencher.bench_local(|| findings(&dispute));
}

/// 200 draws of the flagship, both readings, with five rules that are not sure.
#[divan::bench(sample_count = 20)]
fn draws_of_unsure_rules(bencher: Bencher) {
    let mut dispute = flagship();
    for reading in dispute.readings.values_mut() {
        for rule in reading.accept.values_mut().flatten().take(5) {
            rule.unsure = detente_model::Rational::new(3, 10);
        }
    }
    bencher.bench_local(|| {
        let question = Question::Robust(RobustQuestion::default());
        detente::answer(&dispute, &question).expect("the question names nothing")
    });
}

#[divan::bench]
fn report_page(bencher: Bencher) {
    let dispute = flagship();
    let findings = findings(&dispute);
    bencher.bench_local(|| detente::html(&detente::full_report(&dispute, &findings)));
}

#[divan::bench]
fn from_texts_to_page(bencher: Bencher) {
    bencher.bench_local(|| {
        let dispute = flagship();
        detente::html(&detente::full_report(&dispute, &findings(&dispute)))
    });
}
