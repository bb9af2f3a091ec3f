//! Columns that say the same, and columns that pull in opposite directions.
//!
//! In: for each column, the goodness of its cells as whole numbers. Out: [`Affinity`]: pairs whose correlation is at
//! least +0.9 (counted twice if both are weighed) or at most −0.8 (a tension: where one is good, the other is poor).
//!
//! The coefficient is Pearson's, and its square is compared as a fraction of whole numbers, so the test is exact.

use std::cmp::Ordering;

/// The fewest rows from which a correlation says anything.
pub const FEWEST_ROWS: usize = 6;

/// Bounds that keep the work small and every number below 2^127: with [`MOST_ROWS`] = 2^16 rows and deviations below
/// 2^43, a moment is below 2^(32 + 86 + 1), and times 100 below 2^126.
const MOST_ROWS: usize = 1 << 16;
const MOST_DEVIATION: i128 = 1 << 43;
const MOST_COLUMNS: usize = 64;

/// +0.9 squared, and −0.8 squared, as fractions.
const SAME: (i128, i128) = (81, 100);
const OPPOSITE: (i128, i128) = (16, 25);

/// How two columns go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Affinity {
    /// They say nearly the same.
    Same,
    /// Where one is good, the other is poor.
    Opposite,
}

/// The pairs of columns that go together, in the order of the first column, then of the second. `columns` holds for
/// each column the deviation of each row from the middle of the scale; all columns have the same rows, and those of one
/// column the same unit. Nothing is compared with fewer than [`FEWEST_ROWS`] rows, nor in tables so large that nobody
/// reads their columns side by side.
pub fn affinities(columns: &[Vec<i128>]) -> Vec<(usize, usize, Affinity)> {
    let rows = columns.first().map_or(0, Vec::len);
    let varied: Vec<(usize, &Vec<i128>)> = columns
        .iter()
        .enumerate()
        .filter(|(_, column)| column.iter().any(|value| Some(value) != column.first()))
        .collect();
    let is_small = |column: &Vec<i128>| column.iter().all(|value| value.abs() < MOST_DEVIATION);
    if !(FEWEST_ROWS..=MOST_ROWS).contains(&rows)
        || varied.len() > MOST_COLUMNS
        || !varied.iter().all(|(_, column)| is_small(column))
    {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (place, (first, one)) in varied.iter().enumerate() {
        for (second, other) in &varied[place + 1..] {
            found.extend(affinity(one, other).map(|affinity| (*first, *second, affinity)));
        }
    }
    found
}

fn affinity(one: &[i128], other: &[i128]) -> Option<Affinity> {
    let covariance = moment(one, other);
    let (limit, affinity) = match covariance > 0 {
        true => (SAME, Affinity::Same),
        false => (OPPOSITE, Affinity::Opposite),
    };
    // covariance² / (variance · variance) ≥ limit, without the products: both sides as fractions.
    let left = (covariance.abs() * limit.1, moment(one, one) * limit.0);
    let right = (moment(other, other), covariance.abs());
    let is_strong = covariance != 0 && compare(left, right) != Ordering::Less;
    is_strong.then_some(affinity)
}

/// n² times the covariance.
fn moment(one: &[i128], other: &[i128]) -> i128 {
    let products: i128 = one.iter().zip(other).map(|(x, y)| x * y).sum();
    let sums = one.iter().sum::<i128>() * other.iter().sum::<i128>();
    i128::try_from(one.len()).unwrap_or(0) * products - sums
}

/// Compares two fractions of positive numbers by their continued fractions, so that no product is needed.
fn compare(left: (i128, i128), right: (i128, i128)) -> Ordering {
    let (mut left, mut right) = (left, right);
    loop {
        match (left.0 / left.1).cmp(&(right.0 / right.1)) {
            Ordering::Equal => {}
            different => return different,
        }
        let (rest_left, rest_right) = (left.0 % left.1, right.0 % right.1);
        match (rest_left == 0, rest_right == 0) {
            (true, true) => return Ordering::Equal,
            (true, false) => return Ordering::Less,
            (false, true) => return Ordering::Greater,
            // The larger rest has the smaller reciprocal.
            (false, false) => (left, right) = ((right.1, rest_right), (left.1, rest_left)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_strong_correlations_over_enough_rows_are_found() {
        let check = |one: &[i128], other: &[i128], expected: Option<Affinity>| {
            let found = affinities(&[one.to_vec(), other.to_vec()]);
            let expected: Vec<_> = expected
                .map(|affinity| (0, 1, affinity))
                .into_iter()
                .collect();
            assert_eq!(found, expected, "{one:?} {other:?}");
        };
        let rising = [-2, -2, -1, 0, 1, 2];
        check(&rising, &rising, Some(Affinity::Same));
        check(
            &rising,
            &rising.map(|value| -value),
            Some(Affinity::Opposite),
        );
        check(&rising, &[2, -2, 2, -2, 2, -2], None);
        check(&rising, &[1; 6], None);
        check(&rising[..5], &rising[..5], None);
        // Exactly +0.9 and −0.8: sums of 0, squares of 10 and 10, products of 9 and −8.
        let column = [2, 1, -1, -2, 0, 0];
        check(&column, &[2, 1, -2, -1, 0, 0], Some(Affinity::Same));
        check(&column, &[-1, -2, 2, 1, 0, 0], Some(Affinity::Opposite));
        check(&column, &[1, 2, -2, -1, 0, 0], None);
    }

    #[test]
    fn fractions_are_compared_without_products() {
        let most = i128::MAX;
        for (left, right, expected) in [
            ((1, 2), (2, 4), Ordering::Equal),
            ((1, 3), (1, 2), Ordering::Less),
            ((7, 5), (10, 7), Ordering::Less),
            ((most, most - 1), (most - 1, most - 2), Ordering::Less),
            ((most - 1, most), (most - 2, most - 1), Ordering::Greater),
        ] {
            assert_eq!(compare(left, right), expected, "{left:?} {right:?}");
        }
    }
}
