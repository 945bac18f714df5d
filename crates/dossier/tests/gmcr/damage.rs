//! Damaged files: whatever the bytes, import says something sensible and never panics.

use detente_model::random::Stream;

use super::*;

const TRIES: u64 = 6000;

fn below(stream: &mut Stream, bound: usize) -> usize {
    stream.below(bound.max(1) as u128) as usize
}

fn damage(bytes: &mut Vec<u8>, stream: &mut Stream) {
    const INSERTS: [&str; 22] = [
        "[",
        "]",
        "{",
        "}",
        "\"",
        ",",
        ":",
        "-",
        ".5",
        "e9",
        "0",
        "99999999999999999999",
        "null",
        "true",
        "\\",
        "\\ud800",
        "é",
        "\u{0}",
        "\u{feff}",
        "[]",
        "\"Y\"",
        "[[0, \"Y\"]]",
    ];
    let at = below(stream, bytes.len());
    let end = (at + 1 + below(stream, 30)).min(bytes.len());
    match below(stream, 7) {
        0 => bytes.truncate(at),
        1 => drop(bytes.drain(at..end)),
        2 => bytes.extend_from_within(at..end),
        3 => drop(bytes.splice(at..at, INSERTS[below(stream, INSERTS.len())].bytes())),
        4 => drop(bytes.splice(at..end, INSERTS[below(stream, INSERTS.len())].bytes())),
        5 => bytes.iter_mut().skip(at).take(1).for_each(|b| *b = below(stream, 256) as u8),
        // Digits for digits: the file stays JSON.
        _ => {
            let digits = bytes.iter_mut().skip(at).filter(|b| b.is_ascii_digit());
            digits.take(1).for_each(|b| *b = b'0' + below(stream, 10) as u8);
        }
    }
}

#[test]
fn damaged_files_are_read_without_panic() {
    let ranked = FILE
        .replace(
            "\"preferences\"",
            "\"misperceptions\": [], \"preferenceRanking\": [1, [2, 3], 4, 5, 6], \"preferences\"",
        )
        .replace("Ranking\": false", "Ranking\": true");
    let whole = [
        include_str!("random_3dm_12opt.gmcr"),
        include_str!("random_4dm_12opt_inf_irr.gmcr"),
        FILE,
        ranked.as_str(),
    ];
    let mut imported = 0;
    for run in 0..TRIES {
        let mut stream = Stream::new(20250811, run, "damage");
        let mut bytes = whole[below(&mut stream, whole.len())].as_bytes().to_vec();
        for _ in 0..=below(&mut stream, 3) {
            damage(&mut bytes, &mut stream);
        }
        match import_gmcr(&bytes, "case", as_of()) {
            Ok(read) => {
                imported += 1;
                assert_is_a_dossier(&read.dispute);
                let reading = read.dispute.reading("imported").unwrap();
                let _ = detente_dossier::export_gmcr(&read.dispute, reading, &read.unknown);
            }
            Err(mistakes) => {
                assert!(!mistakes.is_empty());
                for mistake in mistakes {
                    assert!(!mistake.message.is_empty() && !mistake.help.is_empty());
                }
            }
        }
    }
    // Some damage is none; most is found.
    assert!(imported > 20 && imported < TRIES / 2, "{imported} of {TRIES}");
}
