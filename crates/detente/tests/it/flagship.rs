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

/// Per audience: left without its rule, Shapley share in 35ths, Shapley share of ln(1 + packages).
type Shares = [(u128, u128, f64); 8];

const DECLARED: Shares = [
    (0, 26_767_296, 3.561_912_523_934_442),
    (0, 30_542_256, 4.544_320_432_624_95),
    (0, 29_438_496, 1.763_714_335_186_938_7),
    (0, 24_695_856, 2.248_901_160_931_735),
    (0, 12_582_720, 0.186_097_953_127_781_27),
    (0, 32_396_976, 2.830_706_657_737_577),
    (0, 12_582_720, 0.186_097_953_127_781_27),
    (0, 7_192_080, 0.110_022_311_313_962_13),
];

const BRIDGING: Shares = [
    (31_104, 27_124_920, 0.756_268_910_098_621_4),
    (48_384, 28_687_320, 1.011_898_090_283_097_6),
    (235_008, 37_779_480, 1.946_693_276_609_692_7),
    (46_656, 27_497_880, 0.724_460_560_440_615_8),
    (31_104, 12_688_680, 0.128_032_067_184_789_88),
    (31_104, 20_641_800, 0.285_555_337_240_818),
    (31_104, 12_688_680, 0.128_032_067_184_789_88),
    (31_104, 8_001_000, 0.105_709_161_993_622_97),
];

#[test]
fn what_each_rule_excludes() {
    let space = space(None);
    for ((reading, expected), joint) in
        space.readings.iter().zip([DECLARED, BRIDGING]).zip([0, 31_104])
    {
        let narrowing = reading.narrowing.as_ref().unwrap();
        let lines = narrowing.audiences.iter().zip(&reading.audiences);
        for ((line, audience), (drop_one, share, logarithmic)) in lines.zip(expected) {
            let about = format!("{} under {}", line.audience, reading.reading);
            assert_eq!(line.drop_one.packages, Count(drop_one), "{about}");
            assert_eq!(line.last_in, Count(drop_one - joint), "{about}");
            assert_eq!(line.first_in.0 + audience.alone.packages.0, 5_034_240, "{about}");
            let mixed = line.shapley;
            assert_eq!(35 % mixed.denominator.0, 0, "{about}");
            let of_35 = mixed.whole.0 * 35 + mixed.numerator.0 * (35 / mixed.denominator.0);
            assert_eq!(of_35, share, "{about}");
            let said = line.log_shapley.unwrap().to_f64();
            assert!((said - logarithmic).abs() < 1e-9, "{about}: {said}");
        }
    }
    let conflicts = &space.readings[0].narrowing.as_ref().unwrap().conflicts;
    let expected = [
        ["majlis", "us-administration"],
        ["snsc", "congress"],
        ["majlis", "congress"],
        ["snsc", "israel-cabinet"],
        ["majlis", "israel-cabinet"],
    ];
    assert_eq!(*conflicts, expected);
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
