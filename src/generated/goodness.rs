//! How good a judgement is, in whole numbers.
//!
//! In: a scale, the good end of a quality, a judgement. Out: an [`Interval`] from 0 to the [`Ruler`]'s span: 0 is the
//! poor end of the scale, the span the good one.
//!
//! # Why nothing overflows
//!
//! An amount is a 64-bit number of hundredths, so a span is below 2^67 after it was made a multiple of four. A weight
//! is at most 5 and a sum has one term for each quality, so every sum here and in the scores stays below 2^127 for
//! more qualities than fit in memory.

use crate::catalogue::entry::{Judgement, Mark};
use crate::model::amount::Amount;
use crate::model::{Better, Scale};

/// A scale as a ruler: how far each of its values is from the ends, in the largest unit in which all distances are
/// whole and a quarter of the span is, too. On the scales 1 to 5 and −2 to +2 the unit is one step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ruler {
    start: i128,
    unit: i128,
    factor: i128,
    /// From one end to the other, a multiple of four.
    pub span: i128,
    /// The smallest distance between two values.
    pub gap: i128,
}

/// From the worst to the best that a judgement allows, in units of a [`Ruler`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    /// The poor end.
    pub low: i128,
    /// The good end.
    pub high: i128,
}

/// Quarters of the span that marks stand for: better, worse.
const BETTER: i128 = 3;
const WORSE: i128 = 1;

impl Ruler {
    /// The ruler of a scale. Without one there are marks alone, which need the quarters of a span of four.
    pub fn new(scale: Option<&Scale>) -> Ruler {
        let values: Vec<i128> = scale.map_or_else(Vec::new, |scale| {
            scale.values.iter().map(|value| value.0.into()).collect()
        });
        let gaps = || {
            let pairs = values.windows(2);
            pairs.map(|pair| (pair[1] - pair[0]).max(1))
        };
        let unit = gaps().fold(0, common_divisor);
        let (Some(first), Some(last), Some(gap)) = (values.first(), values.last(), gaps().min())
        else {
            return Ruler {
                start: 0,
                unit: 1,
                factor: 1,
                span: 4,
                gap: 1,
            };
        };
        let steps = (last - first).max(1) / unit;
        let factor = 4 / common_divisor(steps, 4);
        Ruler {
            start: *first,
            unit,
            factor,
            span: steps * factor,
            gap: gap / unit * factor,
        }
    }

    /// How good a value is. Values beyond the ends count as the ends.
    pub fn point(&self, value: Amount, better: Better) -> i128 {
        let distance = (i128::from(value.0) - self.start) * self.factor / self.unit;
        let distance = distance.clamp(0, self.span);
        match better {
            Better::Lower => self.span - distance,
            Better::Higher | Better::Neither => distance,
        }
    }

    /// What a judgement allows. What was not judged, or does not apply, may turn out either way; so may a mark, unless
    /// marks are counted.
    pub fn interval(&self, judgement: &Judgement, better: Better, with_marks: bool) -> Interval {
        let quarters = |low: i128, high: i128| Interval {
            low: self.span / 4 * low,
            high: self.span / 4 * high,
        };
        match judgement {
            Judgement::Rated(value) | Judgement::Implied(value) => {
                let point = self.point(*value, better);
                Interval {
                    low: point,
                    high: point,
                }
            }
            Judgement::Range(one, other) => {
                let (one, other) = (self.point(*one, better), self.point(*other, better));
                Interval {
                    low: one.min(other),
                    high: one.max(other),
                }
            }
            Judgement::Marked(mark) if with_marks => match mark {
                Mark::Better => quarters(BETTER, BETTER),
                Mark::Worse => quarters(WORSE, WORSE),
                Mark::Both => quarters(WORSE, BETTER),
            },
            Judgement::NotApplicable | Judgement::Unknown | Judgement::Marked(_) => Interval {
                low: 0,
                high: self.span,
            },
        }
    }
}

impl Interval {
    /// Twice the middle: the middle itself need not be whole.
    pub fn sum(self) -> i128 {
        self.low + self.high
    }
}

/// Whether somebody has judged. A mark is a judgement if marks count.
pub fn is_judged(judgement: &Judgement, with_marks: bool) -> bool {
    match judgement {
        Judgement::Unknown => false,
        Judgement::Marked(_) => with_marks,
        _ => true,
    }
}

fn common_divisor(one: i128, other: i128) -> i128 {
    let (mut one, mut other) = (one, other);
    while other != 0 {
        (one, other) = (other, one % other);
    }
    one
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Absent, Measure, Symbol};

    fn ruler(values: &[i64]) -> Ruler {
        Ruler::new(Some(&Scale {
            measure: Measure::Level,
            values: values.iter().map(|value| Amount(*value)).collect(),
            labels: values.iter().map(i64::to_string).collect(),
            absent: Absent::Unknown,
            symbol: Symbol::Number,
        }))
    }

    #[test]
    fn the_unit_is_a_step_where_the_span_has_quarters() {
        let check = |values: &[i64], span: i128, gap: i128| {
            let ruler = ruler(values);
            assert_eq!((ruler.span, ruler.gap), (span, gap), "{values:?}");
        };
        check(&[100, 200, 300, 400, 500], 4, 1);
        check(&[-200, -100, 0, 100, 200], 4, 1);
        check(&[0, 50, 100], 4, 2);
        check(&[100, 200, 300], 4, 2);
        check(&[0, 100, 300, 700], 28, 4);
        check(&[i64::MIN, i64::MAX], 4, 4);
        check(&[i64::MIN, 0, 1, i64::MAX], 4 * i128::from(u64::MAX), 4);
    }

    #[test]
    fn what_is_unclear_reaches_from_end_to_end() {
        let ruler = ruler(&[100, 200, 300, 400, 500]);
        let check = |judgement: Judgement, better: Better, marks: bool, low: i128, high: i128| {
            let interval = ruler.interval(&judgement, better, marks);
            assert_eq!(interval, Interval { low, high }, "{judgement:?}");
        };
        let (two, five) = (Amount::whole(2), Amount::whole(5));
        check(Judgement::Rated(two), Better::Higher, false, 1, 1);
        check(Judgement::Rated(two), Better::Lower, false, 3, 3);
        check(Judgement::Range(two, five), Better::Lower, false, 0, 3);
        check(Judgement::NotApplicable, Better::Higher, true, 0, 4);
        check(Judgement::Unknown, Better::Higher, true, 0, 4);
        check(Judgement::Marked(Mark::Both), Better::Lower, true, 1, 3);
        check(Judgement::Marked(Mark::Better), Better::Lower, true, 3, 3);
        check(Judgement::Marked(Mark::Better), Better::Lower, false, 0, 4);
    }
}
