//! What an item of a matrix amounts to by itself: a bar on a track under its name, and the amount in
//! words beside the bar, or above it where there is no room.

use crate::svg::{Drawing, Type};

const SMALL: f64 = 12.0;
const LEADING: f64 = 15.0;
const THICK: f64 = 8.0;
const GAP: f64 = 7.0;
/// The least a track may be long to have words beside it.
const SHORTEST: f64 = 70.0;

/// An amount of one item.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct RowAmount {
    /// The amount; what is negative or not finite is drawn as nothing.
    pub value: f64,
    /// It in words, e.g. `971,136 (19 %)`.
    pub text: String,
}

/// How the amounts of a matrix are drawn.
pub(crate) struct Tracks {
    room: f64,
    /// How long the tracks are, if words stand beside them.
    beside: Option<f64>,
    whole: f64,
}

impl Tracks {
    /// For these amounts as parts of a whole (or of the largest) in so much room.
    pub(crate) fn new(amounts: &[RowAmount], whole: f64, room: f64) -> Tracks {
        let words = amounts.iter().map(RowAmount::width).fold(0.0, f64::max);
        let beside = Some(room - words - GAP).filter(|track| *track >= SHORTEST);
        let finite = amounts.iter().map(|amount| amount.value).chain([whole]);
        let whole = finite.filter(|value| value.is_finite()).fold(0.0, f64::max);
        Tracks { room, beside, whole }
    }

    /// The height an amount takes.
    pub(crate) fn height(&self, amount: &RowAmount) -> f64 {
        match self.beside {
            Some(_) => LEADING,
            None => self.lines(amount).len() as f64 * LEADING + THICK + 4.0,
        }
    }

    fn lines(&self, amount: &RowAmount) -> Vec<String> {
        words_type().wrap(&amount.text, self.room)
    }

    /// Draws an amount below `top`.
    pub(crate) fn draw(&self, drawing: &mut Drawing, top: f64, amount: &RowAmount) {
        let (track, y) = match self.beside {
            Some(track) => {
                drawing.text((track + GAP, top + 11.0), &amount.text, words_type());
                (track, top + 3.0)
            }
            None => {
                let lines = self.lines(amount);
                drawing.lines((0.0, top + 11.0), &lines, LEADING, words_type());
                (self.room, top + lines.len() as f64 * LEADING + 1.0)
            }
        };
        drawing.rectangle((0.0, y), track, THICK, "track");
        if amount.value.is_finite() && amount.value > 0.0 {
            let long = (amount.value / self.whole * track).max(1.5);
            drawing.swatch((0.0, y), long, THICK, 0);
        } else {
            drawing.rectangle((0.0, y), 3.0, THICK, "zero");
        }
    }
}

impl RowAmount {
    /// The width of its words.
    fn width(&self) -> f64 {
        words_type().width(&self.text)
    }

    /// The least room in which its words stand beside its bar.
    pub(crate) fn room(&self) -> f64 {
        self.width() + GAP + SHORTEST
    }
}

fn words_type() -> Type {
    Type::new(SMALL, "muted")
}
