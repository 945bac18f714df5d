//! Disputes to measure solvers on. Run the benchmarks with `cargo bench -p bench`.

pub mod conflicts;
pub mod exchange;

use detente_model::{
    Acceptance, AcceptanceRule, Audience, Backing, Condition, Deal, Dispute, Id, OptionId, PartyId,
    Points, Preference, Quantity, Rational, Worth, random::Stream,
};
use detente_states::{Scorer, Space};
use detente_testkit::parts::{
    all, at_least, at_most, audience, empty_dispute, equal, option, party, reading, rule, values,
};

/// Options of ten levels, as many as given, with as many random rules that tie two of them.
pub fn pairs(options: usize) -> Dispute {
    const LEVELS: [&str; 10] = ["l0", "l1", "l2", "l3", "l4", "l5", "l6", "l7", "l8", "l9"];
    let mut dispute = empty_dispute("pairs");
    for number in 0..5 {
        dispute.parties.push(party(&format!("p{number}"), "party"));
    }
    for number in 0..options {
        let owner = PartyId::new(number % 5);
        dispute.options.push(option(&format!("o{number}"), owner, &LEVELS));
    }
    let mut stream = Stream::new(1, 0, "pairs");
    for number in 0..options {
        let mut below = |bound: usize| stream.below(bound as u128) as usize;
        let (one, other) = (OptionId::new(below(options)), OptionId::new(below(options)));
        let (high, low) = (4 + below(5) as u8, 1 + below(5) as u8);
        let when = all([at_least(one, high), at_most(other, low)]);
        dispute.impossible.push(rule(&format!("r{number}"), when, "drawn at random"));
    }
    dispute
}

/// Options of ten levels, each worth up to 10 points to each of some parties, drawn at random. A
/// party accepts what is worth a share (in hundredths) of the most it could get; all have to accept.
pub fn scored(options: usize, parties: usize, share: i128) -> Dispute {
    let mut dispute = pairs(options);
    dispute.impossible.clear();
    let mut stream = Stream::new(1, 0, "scored");
    let mut reading = reading(&dispute, "scored", vec![None; dispute.parties.len()]);
    let mut needs = Vec::new();
    for number in 0..parties {
        let (mut terms, mut most) = (Vec::new(), 0);
        for option in dispute.options.ids() {
            let points: Vec<u32> = (0..10).map(|_| stream.below(11) as u32).collect();
            most += i128::from(*points.iter().max().expect("ten levels"));
            terms.extend((0..).zip(points).map(|(level, points)| (equal(option, level), points)));
        }
        let party = PartyId::new(number);
        let entry = &dispute.parties[party];
        let own = Audience { is_party: true, ..audience(&entry.id, &entry.name, Some(party)) };
        needs.push(dispute.audiences.push(own));
        reading.preference[party] = Some(Preference::new(values(terms)));
        let at_least = Quantity::Exact(Rational::from(most * share / 100));
        let rule = AcceptanceRule::Worth { of: Worth::Preference(party), at_least };
        let unsure = Rational::from(0);
        reading.accept.push(Some(Acceptance { rule, unsure, backing: Backing::default() }));
    }
    dispute.deal = Some(Deal { when: Condition::Always, needs, backing: Backing::default() });
    dispute.readings.push(reading);
    dispute
}

/// What the audiences of the deal accept in a reading.
pub fn acceptance(dispute: &Dispute, reading: &str) -> Vec<Condition> {
    let reading = dispute.reading(reading);
    let needs = dispute.deal.iter().flat_map(|deal| &deal.needs);
    needs.zip(reading.into_iter().cycle()).map(|(&a, r)| dispute.acceptance(r, a)).collect()
}

/// What states are worth to the parties of a reading that have numbers, in whole units.
pub fn scorers(dispute: &Dispute, reading: &str, space: &mut Space) -> Vec<Scorer> {
    let reading = dispute.reading(reading).expect("the reading is there");
    let points = dispute.parties.ids().filter_map(|p| dispute.worth(reading, p).ok().flatten());
    let scorer = |points: Points| {
        let unit = Rational::from(points.denominator());
        let whole = |number: &Rational| (number * unit).to_integer();
        let levels = points.levels.iter();
        let mut when = Vec::new();
        for (condition, number) in &points.when {
            let set = space.set_of(condition).expect("the disputes measured fit the limits");
            when.push((set, whole(number)));
        }
        Scorer {
            constant: whole(&points.constant),
            levels: levels.map(|(o, numbers)| (*o, numbers.iter().map(whole).collect())).collect(),
            when,
        }
    };
    points.map(scorer).collect()
}

/// Free options with these numbers of levels, and scorers drawn at random.
pub fn additive(sizes: &[usize], scorers: usize, below: u128) -> (Dispute, Vec<Scorer>) {
    const LEVELS: [&str; 10] = ["l0", "l1", "l2", "l3", "l4", "l5", "l6", "l7", "l8", "l9"];
    let mut dispute = empty_dispute("additive");
    dispute.parties.push(party("p", "party"));
    for (number, size) in sizes.iter().enumerate() {
        let id = format!("o{number}");
        dispute.options.push(option(&id, PartyId::new(0), &LEVELS[..*size]));
    }
    let mut stream = Stream::new(1, 0, "additive");
    let mut numbers = |size: &usize| (0..*size).map(|_| stream.below(below) as i128).collect();
    let mut scorer = || Scorer {
        levels: dispute.options.ids().zip(sizes).map(|(o, size)| (o, numbers(size))).collect(),
        ..Scorer::default()
    };
    let scorers = (0..scorers).map(|_| scorer()).collect();
    (dispute, scorers)
}
