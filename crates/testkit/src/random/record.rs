//! Random record: sources, events, claims, and what assumptions rest on.

use detente_model::{
    Backing, Claim, Confidence, Date, Dispute, Event, Layer, Source, SourceId, Status,
};

use super::dice::Dice;
use super::words;

/// A date not after the clock of the random disputes, in any precision.
pub(super) fn past(dice: &mut Dice) -> Date {
    let year = dice.between(1995, 2024) as u16;
    let month = dice.maybe(70, |dice| dice.between(1, 12) as u8);
    let day = month.and_then(|_| dice.maybe(70, |dice| dice.between(1, 28) as u8));
    Date::new(year, month, day).expect("every month has 28 days")
}

/// Two or three sources, perhaps none.
pub(super) fn add_sources(dice: &mut Dice, dispute: &mut Dispute) {
    for number in 0..dice.below(4) {
        let kind = dice.pick(&["article", "book", "online", "report"]);
        let date = dice.maybe(60, past);
        let mut fields = vec![
            ("author".to_string(), dice.pick(&["Putnam, Robert", "وزارت خارجه"]).to_string()),
            ("title".to_string(), dice.pick(&["Two-level games", "بيان مشترك"]).to_string()),
        ];
        fields.extend(date.map(|date| ("date".to_string(), date.to_string())));
        fields.sort_unstable();
        let id = format!("source{number}");
        dispute.sources.push(Source { id, kind: kind.to_string(), fields, date });
    }
}

/// What an assumption rests on; often nothing.
pub(super) fn backing(dice: &mut Dice, dispute: &Dispute) -> Backing {
    if dice.chance(50) {
        return Backing::default();
    }
    let sources: Vec<SourceId> = dispute.sources.ids().collect();
    Backing {
        sources: if dice.chance(60) { dice.part(sources, 0) } else { Vec::new() },
        as_of: dice.maybe(30, past),
        confidence: dice.maybe(30, |dice| dice.pick(&Confidence::ALL)),
        status: dice.maybe(30, |dice| dice.pick(&Status::ALL)),
        note: dice.maybe(30, words::sentence),
    }
}

/// A few events, oldest first, some answering an earlier one.
pub(super) fn add_events(dice: &mut Dice, dispute: &mut Dispute) {
    let mut dates = dice.some(0, 4, past);
    dates.sort_unstable();
    for (number, date) in dates.into_iter().enumerate() {
        let actors = |dice: &mut Dice, low| {
            let names = ["Iran", "E3", "ایالات متحده", "IAEA, Board"];
            dice.some(low, 2, |dice| dice.pick(&names).to_string())
        };
        let earlier: Vec<String> = dispute.events.iter().map(|e| e.id.clone()).collect();
        let event = Event {
            id: format!("e{number}"),
            date,
            initiators: actors(dice, 1),
            targets: actors(dice, 0),
            kind: dice.pick(&["engagement", "sanction", "military"]).to_string(),
            summary: words::line(dice),
            sources: dice.part(dispute.sources.ids().collect(), 0),
            claimed_by: dice.maybe(20, words::name),
            reply_to: (!earlier.is_empty())
                .then(|| dice.pick(&earlier))
                .filter(|_| number % 2 == 1),
            layer: dice.maybe(40, |dice| dice.pick(&Layer::ALL)),
            note: dice.maybe(20, words::line),
        };
        dispute.events.push(event);
    }
}

/// A claim or two.
pub(super) fn add_claims(dice: &mut Dice, dispute: &mut Dispute) {
    for number in 0..dice.below(3) {
        let claim = Claim {
            id: words::id(dice, 'c', number),
            says: words::sentence(dice),
            fails_if: dice.maybe(60, words::sentence),
            backing: backing(dice, dispute),
        };
        dispute.claims.push(claim);
    }
}
