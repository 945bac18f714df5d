//! What each fair division chooses, by its definition, among undominated vectors.

use detente_finding::Solution;
use detente_model::Rational;
use num_bigint::BigInt;

/// Why nothing is chosen, by places of scorers.
pub(super) enum Nothing {
    /// It is not known what these get without agreement.
    Unknown(Vec<usize>),
    /// These can gain nothing.
    Flat(Vec<usize>),
    /// They cannot all gain at once.
    Apart,
}

/// The vectors it is indifferent between, as places, and scorers without a share; vectors are not
/// none.
pub(super) fn choose(
    solution: Solution,
    vectors: &[Vec<i128>],
    floors: &[Option<i128>],
) -> Result<(Vec<usize>, Vec<usize>), Nothing> {
    if solution == Solution::Utilitarian {
        let sum = |vector: &Vec<i128>| vector.iter().sum::<i128>();
        let most = vectors.iter().map(sum).max();
        let ties = (0..vectors.len()).filter(|at| Some(sum(&vectors[*at])) == most);
        return Ok((ties.collect(), Vec::new()));
    }
    let scorers = 0..floors.len();
    let unknown: Vec<usize> = scorers.clone().filter(|p| floors[*p].is_none()).collect();
    if !unknown.is_empty() {
        return Err(Nothing::Unknown(unknown));
    }
    let gain = |vector: &[i128], p: usize| vector[p] - floors[p].unwrap_or_default();
    let most: Vec<i128> = (scorers.clone())
        .map(|p| vectors.iter().map(|vector| gain(vector, p)).max().unwrap_or_default())
        .collect();
    let flat: Vec<usize> = scorers.clone().filter(|p| most[*p] == 0).collect();
    if solution == Solution::Nash {
        if !flat.is_empty() {
            return Err(Nothing::Flat(flat));
        }
        let gains = |vector| scorers.clone().map(move |p| BigInt::from(gain(vector, p)));
        let products: Vec<BigInt> = vectors.iter().map(|vector| gains(vector).product()).collect();
        let largest = products.iter().max().filter(|largest| **largest > BigInt::from(0));
        let Some(largest) = largest else { return Err(Nothing::Apart) };
        let ties = (0..products.len()).filter(|at| products[*at] == *largest);
        return Ok((ties.collect(), Vec::new()));
    }
    let shares = solution == Solution::KalaiSmorodinsky;
    let ladder = |vector: &Vec<i128>| {
        let rung = |p: usize| match shares {
            true if most[p] == 0 => None,
            true => Some(Rational::new(gain(vector, p), most[p])),
            false => Some(Rational::from(gain(vector, p))),
        };
        let mut rungs: Vec<Rational> = scorers.clone().filter_map(rung).collect();
        rungs.sort();
        rungs
    };
    let ladders: Vec<Vec<Rational>> = vectors.iter().map(ladder).collect();
    let best = ladders.iter().max().cloned();
    let ties = (0..ladders.len()).filter(|at| best.as_ref() == Some(&ladders[*at]));
    Ok((ties.collect(), if shares { flat } else { Vec::new() }))
}
