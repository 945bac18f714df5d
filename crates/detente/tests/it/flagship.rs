//! The flagship against exact values (exhaustive enumeration, done once outside this project).

use detente::{
    Answer, Count, Overview, OverviewQuestion, Question, SpaceAnswer, SpaceQuestion, answer,
};

use crate::place::dispute;

/// What each audience accepts alone under *Declared* and under *Bridging*.
const ALONE: [(&str, u128, u128); 8] = [
    ("Iran SNSC/government", 971_136, 1_492_992),
    ("Majlis/hardline", 539_136, 1_398_528),
    ("US administration", 440_640, 622_080),
    ("US Congress", 1_157_760, 1_128_960),
    ("E3", 2_695_680, 2_695_680),
    ("Israel cabinet", 138_240, 1_693_440),
    ("IAEA", 2_695_680, 2_695_680),
    ("Russia and China", 3_775_680, 3_775_680),
];

fn space(focus: Option<&str>) -> SpaceAnswer {
    let question = SpaceQuestion { focus: focus.map(str::to_string), ..SpaceQuestion::default() };
    let finding = answer(&dispute("iran-2025"), &Question::Space(question)).unwrap();
    match finding.answer {
        Answer::Space(space) => space,
        _ => unreachable!("a space question has a space answer"),
    }
}

fn overview() -> Overview {
    let question = Question::Overview(OverviewQuestion::default());
    match answer(&dispute("iran-2025"), &question).unwrap().answer {
        Answer::Overview(overview) => overview,
        _ => unreachable!("an overview question has an overview answer"),
    }
}

#[test]
fn its_size() {
    let overview = overview();
    assert_eq!(overview.parties.len(), 7);
    assert_eq!(overview.options, 19);
    assert_eq!(overview.raw, Some(Count(429_981_696)));
    assert_eq!(overview.feasible, Some(Count(33_422_400)));
    assert_eq!(overview.packages.unwrap().packages, Count(5_034_240));
    assert_eq!((overview.impossible_rules, overview.implausible_rules.len()), (12, 5));
    assert_eq!((overview.events, overview.proposals), (102, 14));
    assert_eq!(overview.needs.len(), 8);
}

#[test]
fn what_each_audience_accepts_alone() {
    let dispute = dispute("iran-2025");
    let space = space(None);
    for (place, (name, declared, bridging)) in ALONE.iter().enumerate() {
        for (reading, expected) in space.readings.iter().zip([declared, bridging]) {
            let line = &reading.audiences[place];
            let audience = dispute.audiences.values().find(|a| a.id == line.audience).unwrap();
            assert_eq!(audience.name, *name);
            assert_eq!(line.alone.packages, Count(*expected), "{name} under {}", reading.reading);
        }
    }
}

#[test]
fn the_space_is_closed_under_declared_and_open_under_bridging() {
    let space = space(None);
    let [declared, bridging] = space.readings.as_slice() else { panic!("two readings") };
    assert_eq!((declared.reading.as_str(), bridging.reading.as_str()), ("declared", "bridging"));
    assert_eq!(declared.joint.packages, Count(0));
    assert_eq!((bridging.joint.packages, bridging.joint.deals), (Count(31_104), Count(12)));
    assert_eq!(bridging.deals.len(), 12);
    assert_eq!((declared.masks.len(), bridging.masks.len()), (21, 28));
    assert!(bridging.relaxations.is_empty());
}

#[test]
fn the_minimal_relaxation_sets_under_declared() {
    let space = space(None);
    let sets: Vec<(Vec<&str>, u128)> = (space.readings[0].relaxations.iter())
        .map(|set| (set.drop.iter().map(String::as_str).collect(), set.opens.packages.0))
        .collect();
    let expected = [
        (vec!["snsc", "majlis"], 69_120),
        (vec!["us-administration", "congress", "israel-cabinet"], 62_208),
        (vec!["majlis", "congress", "israel-cabinet"], 5_184),
    ];
    assert_eq!(sets, expected);
}

#[test]
fn the_focus_mini_has_no_package() {
    let space = space(Some("mini"));
    assert_eq!((space.raw, space.feasible), (Some(Count(1_536)), Some(Count(648))));
    assert_eq!(space.packages.unwrap().packages, Count(0));
}

#[test]
fn the_focus_negotiation() {
    let space = space(Some("negotiation"));
    assert_eq!((space.raw, space.feasible), (Some(Count(13_824)), Some(Count(7_128))));
    assert_eq!(space.packages.unwrap().packages, Count(4_224));
    let joint: Vec<Count> = space.readings.iter().map(|r| r.joint.packages).collect();
    assert_eq!(joint, [Count(0), Count(48)]);
}
