//! Exact arithmetic that notices when digits outgrow 128 bits, instead of wrapping or stopping.

use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, CheckedSub};

use crate::number::Rational;

/// A number, or nothing once any step on the way outgrew 128 bits or divided by zero.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Checked(pub Option<Rational>);

impl Checked {
    /// A whole number.
    pub fn whole(number: i128) -> Checked {
        Checked(Some(Rational::from(number)))
    }

    fn with(
        self,
        other: impl Into<Checked>,
        join: impl Fn(&Rational, &Rational) -> Option<Rational>,
    ) -> Checked {
        Checked(self.0.zip(other.into().0).and_then(|(a, b)| join(&a, &b)))
    }
}

impl From<Rational> for Checked {
    fn from(number: Rational) -> Checked {
        Checked(Some(number))
    }
}

macro_rules! operator {
    ($trait:ident, $name:ident, $checked:ident) => {
        impl<T: Into<Checked>> std::ops::$trait<T> for Checked {
            type Output = Checked;
            fn $name(self, other: T) -> Checked {
                self.with(other, Rational::$checked)
            }
        }
    };
}

operator!(Add, add, checked_add);
operator!(Sub, sub, checked_sub);
operator!(Mul, mul, checked_mul);
operator!(Div, div, checked_div);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_outgrows_is_noticed() {
        let large = Checked::whole(i128::MAX);
        assert_eq!((large + Checked::whole(1)).0, None);
        assert_eq!((large * Checked::whole(2) - Checked::whole(1)).0, None);
        assert_eq!((Checked::whole(1) / Checked::whole(0)).0, None);
        let third = Checked::whole(1) / Checked::whole(3);
        assert_eq!((third * Checked::whole(3)).0, Some(Rational::from(1)));
    }
}
