//! Files that are no ordinary text, or very large: made here, not committed.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use detente_dossier::{File, Read, Texts, line_and_column, read, read_texts, render};
use expect_test::{Expect, expect};

const DOSSIER: &str = include_str!("fixture/dossier.toml");
const EVENTS: &str = include_str!("fixture/events.csv");
const SOURCES: &str = include_str!("fixture/sources.bib");

/// A folder of its own that is gone afterwards.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let path = std::env::temp_dir().join(format!("detente-{}-{name}", std::process::id()));
        fs::create_dir_all(&path).expect("the temporary folder can be written");
        let folder = Folder(path);
        folder.write(File::Dossier, DOSSIER.as_bytes());
        folder.write(File::Events, EVENTS.as_bytes());
        folder.write(File::Sources, SOURCES.as_bytes());
        folder
    }

    fn write(&self, file: File, bytes: &[u8]) {
        fs::write(self.0.join(file.name()), bytes).expect("the file can be written");
    }

    /// What is said about it, paths without the folder.
    fn says(&self, expected: &Expect) {
        let read = read(&self.0).expect("the dossier is there");
        let text = render(&read.diagnostics, &read.texts, false);
        expected.assert_eq(&text.replace(&format!("{}/", self.0.display()), ""));
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Reads texts and shows what is said, which stays short however much is wrong.
fn briefly(what: &str, dossier: &str, events: Option<&str>, sources: Option<&str>) -> Read {
    let read = read_texts(Texts::new(Path::new("f"), dossier, events, sources));
    let text = render(&read.diagnostics, &read.texts, false);
    assert!(text.len() < 1_000_000, "{what}: {} bytes are said", text.len());
    read
}

#[test]
fn marks_and_windows_line_ends_are_fine() {
    let windows = |text: &str| format!("\u{feff}{}", text.replace('\n', "\r\n"));
    let folder = Folder::new("windows");
    folder.write(File::Dossier, windows(DOSSIER).as_bytes());
    folder.write(File::Events, windows(EVENTS).as_bytes());
    folder.write(File::Sources, windows(SOURCES).as_bytes());
    folder.says(&expect![""]);

    let wrong = |text: &str, from, to| windows(&text.replacen(from, to, 1));
    folder.write(
        File::Dossier,
        wrong(DOSSIER, "quota = closed and", "qouta = closed and").as_bytes(),
    );
    folder.write(File::Events, wrong(EVENTS, "2024-05-01", "2024-5-1").as_bytes());
    folder.write(File::Sources, wrong(SOURCES, "2024-05-02", "2024-02-30").as_bytes());
    folder.says(&expect![[r#"
        error[unknown-option]: there is no option `qouta`
          --> dossier.toml:67:12
           |
        67 | when    = "qouta = closed and fishing = licensed"
           |            ^^^^^
           |
           = help: did you mean `quota`?

        error[bad-date]: `2024-5-1` is not a date
         --> events.csv:4:4
          |
        4 | e3,2024-5-1,coast;fleet,,engagement,Exchange letters,,,,,
          |    ^^^^^^^^
          |
          = help: dates read 2024-05-01

        error[bad-date]: `2024-02-30` is not a date
          --> sources.bib:10:11
           |
        10 |   date = {2024-02-30},
           |           ^^^^^^^^^^
           |
           = help: February 2024 has 29 days"#]]);
}

#[test]
fn files_that_are_no_utf_8() {
    let bad = |text: &str, at: usize| {
        let mut bytes = text.as_bytes().to_vec();
        bytes.insert(at, 0xff);
        bytes
    };
    let folder = Folder::new("utf8");
    folder.write(File::Events, &bad(EVENTS, 100));
    folder.write(File::Sources, &bad(SOURCES, 40));
    folder.says(&expect![[r#"
        error[unreadable-text]: `events.csv` is not UTF-8: bad byte in line 2
         --> events.csv:2:25
          |
        2 | e1,2023,coast,fleet,lega
          |                         ^ the bad byte follows here
          |
          = help: save the file as UTF-8

        error[unreadable-text]: `sources.bib` is not UTF-8: bad byte in line 2
         --> sources.bib:2:8
          |
        2 | @book{k
          |        ^ the bad byte follows here
          |
          = help: save the file as UTF-8"#]]);
    folder.write(File::Dossier, &bad(DOSSIER, 120));
    folder.says(&expect![[r#"
        error[unreadable-text]: `dossier.toml` is not UTF-8: bad byte in line 4
         --> dossier.toml:4:5
          |
        4 | note
          |     ^ the bad byte follows here
          |
          = help: save the file as UTF-8

        error[unreadable-text]: `events.csv` is not UTF-8: bad byte in line 2
         --> events.csv:2:25
          |
        2 | e1,2023,coast,fleet,lega
          |                         ^ the bad byte follows here
          |
          = help: save the file as UTF-8

        error[unreadable-text]: `sources.bib` is not UTF-8: bad byte in line 2
         --> sources.bib:2:8
          |
        2 | @book{k
          |        ^ the bad byte follows here
          |
          = help: save the file as UTF-8"#]]);
}

#[test]
fn files_with_zero_bytes() {
    let folder = Folder::new("zero");
    folder.write(File::Dossier, b"format = 1\n\0");
    folder.write(File::Events, b"id,\0");
    folder.write(File::Sources, b"\0");
    folder.says(&expect![[r#"
        error[unreadable-text]: `dossier.toml` is not a text file: byte 12 is zero
        --> dossier.toml
         = help: save it as UTF-8 text

        error[unreadable-text]: `events.csv` is not a text file: byte 4 is zero
        --> events.csv
         = help: save it as UTF-8 text

        error[unreadable-text]: `sources.bib` is not a text file: byte 1 is zero
        --> sources.bib
         = help: save it as UTF-8 text"#]]);
}

#[test]
fn files_in_utf_16() {
    let folder = Folder::new("utf16");
    let bytes = |text: &str, order: fn(u16) -> [u8; 2]| -> Vec<u8> {
        std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(order).collect()
    };
    folder.write(File::Dossier, &bytes(DOSSIER, u16::to_le_bytes));
    folder.write(File::Events, &bytes(EVENTS, u16::to_be_bytes));
    folder.says(&expect![[r#"
        error[unreadable-text]: `dossier.toml` looks like UTF-16
        --> dossier.toml
         = help: save it as UTF-8

        error[unreadable-text]: `events.csv` looks like UTF-16
        --> events.csv
         = help: save it as UTF-8"#]]);
}

#[test]
fn fifty_megabytes_of_zeros() {
    let zeros = vec![0; 50 << 20];
    let folder = Folder::new("zeros");
    for file in File::ALL {
        folder.write(file, &zeros);
    }
    folder.says(&expect![[r#"
        error[unreadable-text]: `dossier.toml` has 50 MB; at most 8 MB are read
        --> dossier.toml
         = help: split the dossier, or leave out what is not needed

        error[unreadable-text]: `events.csv` is not a text file: byte 1 is zero
        --> events.csv
         = help: save it as UTF-8 text

        error[unreadable-text]: `sources.bib` has 50 MB; at most 8 MB are read
        --> sources.bib
         = help: split the dossier, or leave out what is not needed"#]]);
}

#[test]
fn empty_files() {
    let folder = Folder::new("empty");
    folder.write(File::Events, b"");
    folder.write(File::Sources, b"");
    let text = DOSSIER.replace(", source = [\"kohl2023\"]", "");
    let text = text.lines().filter(|line| !line.contains("source")).collect::<Vec<_>>().join("\n");
    folder.write(File::Dossier, text.as_bytes());
    folder.says(&expect![""]);
    folder.write(File::Dossier, b"");
    folder.says(&expect![[r#"
        error[missing]: the dossier does not say its format
        --> dossier.toml
         = help: write `format = 1` first

        error[missing]: the dossier has no title
        --> dossier.toml
         = help: write `title = "…"`

        error[missing]: the dossier has no clock
        --> dossier.toml
         = help: write `as-of = 2025-08-11`: nothing dated later may enter

        error[missing]: the dossier has no party
        --> dossier.toml
         = help: write `[party.ID]` with a name

        error[missing]: the dossier has no option
        --> dossier.toml
         = help: write `[option.ID]` with `party` and `levels`"#]]);
}

#[test]
fn folders_that_are_not_there() {
    let error = |path: &Path| read(path).unwrap_err().to_string();
    assert_eq!(error(Path::new("/no/such/folder")), "there is no folder `/no/such/folder`");
    let folder = Folder::new("folders");
    let shown = folder.0.display();
    let file = folder.0.join("dossier.toml");
    assert_eq!(error(&file), format!("this is a file; give the folder: {shown}"));
    fs::remove_file(file).unwrap();
    assert_eq!(
        error(&folder.0),
        format!("there is no dossier.toml in `{shown}`; `detente new {shown}` writes one")
    );
    fs::create_dir(folder.0.join("dossier.toml")).unwrap();
    let error = read(&folder.0).unwrap_err().to_string();
    assert!(error.ends_with("dossier.toml: this is not a file"), "{error}");
}

#[test]
fn ten_thousand_mistakes_are_counted_not_shown() {
    let mut text = DOSSIER.to_string();
    for i in 0..9000 {
        writeln!(text, "[[implausible]]\nwhen = \"qouta = closed\"\nbecause = \"{i}\"").unwrap();
    }
    let read = briefly("ten thousand mistakes", &text, Some(EVENTS), Some(SOURCES));
    assert_eq!(read.diagnostics.len(), 9000);
    let shown = render(&read.diagnostics, &read.texts, false);
    assert!(shown.ends_with("… and 8900 more mistakes in f/dossier.toml"));
}

#[test]
fn hostile_dossiers_are_read_in_time() {
    let head = "format = 1\ntitle = 'x'\nas-of = 2025-01-01\n[party.a]\n[party.b]\n";
    let many = |count: usize, entry: &dyn Fn(usize) -> String| -> String {
        (0..count).map(entry).collect()
    };
    let options = |count| many(count, &|i| format!("[option.o{i}]\nparty='a'\nlevels=['x','y']\n"));
    let all = |count| (0..count).map(|i| format!("o{i} = x")).collect::<Vec<_>>().join(" and ");
    let rule = |when: String| format!("[[impossible]]\nwhen = '{when}'\nbecause = 'b'\n");
    let parties = many(200_000, &|i| format!("[party.p{i}]\n"));
    briefly("parties", &format!("{head}{parties}"), None, None);
    briefly("options", &format!("{head}{}", options(100_000)), None, None);
    let wide = format!("{head}{}{}", options(1000), many(2000, &|i| rule(all(1 + i % 50))));
    briefly("wide rules", &wide, None, None);
    briefly(
        "one long rule",
        &format!("{head}{}{}", options(126), rule(all(126) + &" and o1 = x".repeat(300_000))),
        None,
        None,
    );
    // Pigeons: 12 in 11 holes, a search without end.
    let levels = (0..11).map(|i| format!("'h{i}'")).collect::<Vec<_>>().join(",");
    let pigeons = many(12, &|i| format!("[option.o{i}]\nparty='a'\nlevels=[{levels}]\n"));
    let clashes = many(12 * 12 * 11, &|i| {
        let (one, two, hole) = (i / 132, i / 11 % 12, i % 11);
        if one < two {
            rule(format!("o{one} = h{hole} and o{two} = h{hole}"))
        } else {
            String::new()
        }
    });
    briefly("pigeons", &format!("{head}{pigeons}{clashes}"), None, None);
    let keys = many(300_000, &|i| format!("k{i} = 1\n"));
    briefly("unknown keys", &format!("{head}{keys}"), None, None);
    briefly("unknown keys at the top", &keys, None, None);
    briefly("keys twice", &format!("{head}{}", "name = 'x'\n".repeat(300_000)), None, None);
    let states = many(9000, &|i| format!("[state.s{i}]\n{}\n", "o = 'x'\n".repeat(i % 3)));
    briefly("states", &format!("{head}{}{states}", options(1000)), None, None);
    let levels = (0..400_000).map(|i| format!("'l{i}'")).collect::<Vec<_>>().join(",");
    briefly("levels", &format!("{head}[option.o]\nparty='a'\nlevels=[{levels}]\n"), None, None);
    let long = "x".repeat(7 << 20);
    briefly("a long name", &format!("{head}[option.{long}]\n"), None, None);
    briefly("a long line", &long, None, None);
    briefly("a long text", &format!("{head}[deal]\nwhen = '{long}'\n"), None, None);
    briefly(
        "a long list",
        &format!("{head}[deal]\nneeds = [{}]\n", "1,".repeat(3 << 20)),
        None,
        None,
    );
    for text in [
        "[", "]", "{", "\"", "'''\n", "a=1\n", "x\n", "a=[\n", "[a]\n", "[[a]]\n", "a.", "=", "#",
        "\n", "a=b c\n", "= 1\n", "(", "é",
    ] {
        let text = text.repeat((7 << 20) / text.len() / 2);
        briefly(&text[..text.floor_char_boundary(6)], &text, None, None);
        briefly("inside", &format!("{head}[deal]\nwhen = {text}"), None, None);
    }
    let deep =
        many(900, &|i| format!("[audience.b{i}]\nratify = 'b{} or b{}'\n", i + 1, (i * 7) % 900));
    briefly("rings of bodies", &format!("{head}{deep}"), None, None);
    let copied = many(150, &|i| format!("[reading.r{i}]\nextends = 'r{}'\n", i.max(1) - 1));
    let long = format!(
        "{head}{}[reading.r.accept]\na = '{}'\n",
        options(10),
        all(10) + &" and o1 = x".repeat(300_000)
    );
    briefly("copied readings", &format!("{long}{}", copied.replacen("'r0'", "'r'", 1)), None, None);
}

#[test]
fn random_bytes_are_read_in_time() {
    let mut stream = detente_model::random::Stream::new(3, 0, "bytes");
    let bytes: Vec<u8> = (0..7 << 20).map(|_| (stream.next_u32() % 96 + 32) as u8).collect();
    let line = String::from_utf8(bytes).unwrap();
    briefly("one line", &line, Some(&line), Some(&line));
    let lines: String = line.chars().map(|c| if c == 'Q' { '\n' } else { c }).collect();
    let read = briefly("lines", &lines, Some(&lines), Some(&lines));
    for diagnostic in read.diagnostics.iter().take(1000) {
        let label = &diagnostic.labels[0];
        let text = read.texts.get(label.file).unwrap();
        assert!(text.get(label.span.clone()).is_some());
        let _ = line_and_column(text, label.span.start);
    }
}

#[test]
fn hostile_ledgers_and_bibliographies_are_read_in_time() {
    let header = "id,date,initiator,target,kind,summary,source\n";
    let row = |i: usize| format!("e{i},2024,a,b,k,s,key{i}\n");
    let rows: String = (0..200_000).map(row).collect();
    let keys: String = (0..60_000).map(|i| format!("@misc{{kay{i}, title={{x}}}}\n")).collect();
    briefly("unknown sources", DOSSIER, Some(&format!("{header}{rows}")), Some(&keys));
    briefly("same event", DOSSIER, Some(&format!("{header}{}", row(1).repeat(200_000))), None);
    for piece in ["\"", ",", "a\"b,\n", "\"\n", "\r", ",,,,,,\n"] {
        let text = format!("{header}{}", piece.repeat((7 << 20) / piece.len()));
        briefly(piece, DOSSIER, Some(&text), None);
    }
    let doubling: String =
        (1..60).map(|i| format!("@string{{a{i} = a{} # a{}}}\n", i - 1, i - 1)).collect();
    let hostile = [
        "@",
        "{",
        "@book{",
        "@book{a,",
        "@book{a, b={{{{",
        "}",
        "\\",
        "@a{b,c=\"",
        "\\a{",
        "$",
        "@string{a=b}\n",
        "@misc{a}\n",
        "%",
        "@misc{a, crossref={a}, xdata={a}}\n",
    ];
    for piece in hostile {
        let text = piece.repeat((7 << 20) / piece.len() / 4);
        briefly(piece, DOSSIER, None, Some(&text));
        let inside = format!("@book{{k, title = {{{text}}}}}");
        briefly(&format!("inside {piece}"), DOSSIER, None, Some(&inside));
    }
    briefly(
        "doubling",
        DOSSIER,
        None,
        Some(&format!("@string{{a0 = \"x\"}}\n{doubling}@misc{{k, title = a59}}")),
    );
    let ring = "@misc{a, crossref={b}}\n@misc{b, crossref={a}}\n@misc{c, xdata={c}, ids={$d$}}\n";
    briefly("crossing", DOSSIER, None, Some(ring));
}
