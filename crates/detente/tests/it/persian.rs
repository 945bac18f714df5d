//! A dossier in Persian: ids, names and labels in its own script, from file to page.

use std::path::Path;

use detente::{Question, SpaceQuestion, Texts};

const DOSSIER: &str = r#"
format = 1
title  = "اختلاف بر سر آب"
as-of  = 2025-01-01
[party."شهر"]
name = "شهرداری"
[party."روستا"]
name = "شورای روستا (۱۲ نفر)"
[option."سهم"]
name   = "سهم آب"
party  = "شهر"
levels = ["کم", "زیاد"]
[option."نگهداری"]
name   = "نگهداری کانال"
party  = "روستا"
levels = ["نه", "بله"]
[deal]
when  = "سهم >= کم"
needs = ["شهر", "روستا"]
[reading."یک"]
name = "خوانش نخست"
[reading."یک".accept]
"شهر"   = "نگهداری = بله"
"روستا" = "سهم = زیاد"
"#;

#[test]
fn it_is_read_asked_and_shown() {
    let read = detente::read_texts(Texts::new(Path::new("آب"), DOSSIER, None, None));
    assert_eq!(detente::render(&read.diagnostics, &read.texts, false), "");
    let dispute = read.dispute.unwrap();
    let finding = detente::answer(&dispute, &Question::Space(SpaceQuestion::default())).unwrap();
    assert_eq!(finding.measures()["space.یک.joint.packages"], 1.0);
    let document = detente::space_document(&dispute, &finding);
    let page = detente::html(&document);
    assert!(page.contains("<bdi>خوانش نخست</bdi>"), "a name in a sentence is isolated");
    let cell = "dir=\"auto\">شورای روستا (۱۲ نفر)</th>";
    assert!(page.contains(cell), "a cell takes the direction of the name in it");
    let text = detente::terminal(&document, 80);
    assert!(text.contains("\u{2068}شهرداری\u{2069}"), "names are isolated in the terminal");
}
