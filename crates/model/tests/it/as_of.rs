//! An earlier clock: nothing dated later is left, and nothing else is gone.

use detente_model::{Backing, Date, Dispute, Id, SourceId, Table};
use detente_testkit::{flagship, random_dispute};

fn date(text: &str) -> Date {
    text.parse().unwrap()
}

/// Every date in the dispute, read off its debug text, so that no field can be forgotten; without
/// what lies ahead of any clock.
fn dates(dispute: &Dispute) -> Vec<Date> {
    let mut dispute = dispute.clone();
    dispute.options.values_mut().for_each(|option| option.moves.dated.clear());
    dispute.process.shocks.iter_mut().for_each(|shock| shock.on = None);
    let text = format!("{dispute:?}");
    let number = |part: &str, key: &str| -> Option<u16> {
        let rest = part.split_once(key)?.1.trim_start_matches("Some(");
        rest.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
    };
    let one = |part: &str| {
        let part = part.split('}').next().unwrap();
        let small = |key| number(part, key).map(|n| n as u8);
        Date::new(number(part, "year: ").unwrap(), small("month: "), small("day: ")).unwrap()
    };
    text.split("Date { ").skip(1).map(one).collect()
}

#[test]
fn nothing_dated_later_is_left() {
    let mut left = 0;
    let disputes = (0..1500).map(random_dispute).chain([flagship()]);
    for (seed, dispute) in disputes.enumerate() {
        let before = dates(&dispute);
        assert!(before.contains(&dispute.as_of));
        let clocks = ["1994", "2001-07", "2009-01-15", "2015-07-14", "2021", "2025-05-20"];
        for clock in clocks.map(date) {
            let then = dispute.as_of(clock).unwrap();
            assert_eq!(then.as_of, clock);
            let later: Vec<Date> = dates(&then).into_iter().filter(|d| d.is_after(clock)).collect();
            assert_eq!(later, [], "case {seed}, {clock}");
            left += usize::from(dates(&then).len() < before.len());
            // Going back twice is going back once.
            assert_eq!(then.as_of(clock).unwrap(), then, "case {seed}, {clock}");
            let by_way = dispute.as_of(date("2025-07")).unwrap().as_of(clock).unwrap();
            assert_eq!(by_way.readings, then.readings, "case {seed}, {clock}");
            // What others speak of stays.
            assert_eq!(then.parties.len(), dispute.parties.len());
            assert_eq!(then.options.len(), dispute.options.len());
            assert_eq!(then.states.len(), dispute.states.len());
            let of = |dispute: &Dispute| dispute.deal.clone().map(|d| (d.when, d.needs));
            assert_eq!(of(&then), of(&dispute));
            let sources = |backing: &Backing| {
                backing.sources.iter().all(|id| id.index() < then.sources.len())
            };
            assert!(then.assumptions().iter().all(|a| sources(a.backing)), "case {seed}");
        }
    }
    assert!(left > 1000, "{left}");
}

#[test]
fn at_its_own_clock_a_dispute_is_what_it_is() {
    for seed in 0..300 {
        let dispute = random_dispute(seed);
        assert_eq!(dispute.as_of(dispute.as_of).unwrap(), dispute, "seed {seed}");
    }
    assert_eq!(flagship().as_of(date("2025-08-11")).unwrap(), flagship());
}

#[test]
fn a_later_clock_is_refused() {
    for later in ["2025-08-12", "2025-08", "2025", "2030"] {
        let refused = flagship().as_of(date(later)).unwrap_err();
        assert_eq!((refused.asked, refused.clock), (date(later), date("2025-08-11")));
    }
}

#[test]
fn an_entry_without_a_date_is_as_old_as_its_sources() {
    let mut dispute = random_dispute(1);
    let source = |id: &str, of: Option<&str>| detente_model::Source {
        id: id.to_string(),
        kind: "book".to_string(),
        fields: Vec::new(),
        date: of.map(date),
    };
    dispute.sources =
        [source("old", Some("2001")), source("new", Some("2020")), source("none", None)]
            .into_iter()
            .collect::<Table<SourceId, _>>();
    dispute.events.clear();
    dispute.claims.clear();
    dispute.process = detente_model::Process::default();
    dispute.proposals = Table::new();
    let [old, new, none] = [0, 1, 2].map(SourceId::new);
    let mut leaves = |sources: Vec<SourceId>, as_of: Option<&str>| {
        let backing = Backing { sources, as_of: as_of.map(date), ..Backing::default() };
        let readings = dispute.readings.values().take(1).cloned().map(|mut reading| {
            reading.backing = backing.clone();
            reading
        });
        dispute.readings = readings.collect();
        dispute.as_of(date("2010-05")).unwrap().readings.is_empty()
    };
    assert!(leaves(vec![new], None));
    assert!(!leaves(vec![old, new], None) && !leaves(vec![new, none], None));
    assert!(!leaves(vec![], None) && !leaves(vec![new], Some("2010")));
    assert!(leaves(vec![old], Some("2011")) && leaves(vec![], Some("2010-06")));
}

#[test]
fn the_flagship_in_2015_knows_the_plan_and_not_the_rules_of_2025() {
    let then = flagship().as_of(date("2015-07-14")).unwrap();
    let proposals: Vec<&str> = then.proposals.values().map(|p| p.id.as_str()).collect();
    assert!(proposals.contains(&"p2015-jcpoa") && !proposals.contains(&"p2022-eu-text"));
    let majlis = then.audiences.find(|a| a.id == "majlis").unwrap();
    let declared = then.reading("declared").unwrap();
    assert_eq!(then.readings[declared].accept[majlis], None);
    assert_eq!(then.status_quo, None);
}
