//! Circles in relations that may have none.
//!
//! In: arrows between numbered nodes. Out: for each knot of arrows, one circle in it, as short as can be. Everything is
//! linear in the number of arrows; nothing recurses, since how long a chain is lies with the authors.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// An arrow from one node to another.
pub type Arrow = (usize, usize);

/// One circle for each set of nodes that all lead to each other, as indexes of arrows. Each circle begins at its
/// smallest node.
pub fn circles(arrows: &[Arrow]) -> Vec<Vec<usize>> {
    let forward = outgoing(arrows.iter().map(|(from, to)| (*from, *to)));
    let backward = outgoing(arrows.iter().map(|(from, to)| (*to, *from)));
    let mut knot_of: BTreeMap<usize, usize> = BTreeMap::new();
    let mut found = Vec::new();
    for root in finished(&forward).into_iter().rev() {
        if knot_of.contains_key(&root) {
            continue;
        }
        // What leads to the last node to finish, of those that are left, is in one knot with it.
        let mut knot = BTreeSet::from([root]);
        let mut todo = vec![root];
        knot_of.insert(root, root);
        while let Some(node) = todo.pop() {
            for (_, before) in backward.get(&node).into_iter().flatten() {
                if !knot_of.contains_key(before) {
                    knot_of.insert(*before, root);
                    knot.insert(*before);
                    todo.push(*before);
                }
            }
        }
        let Some(first) = knot.first().filter(|_| knot.len() > 1) else {
            continue;
        };
        found.extend(shortest(*first, &knot, &forward));
    }
    found.sort_by_key(|circle: &Vec<usize>| circle.first().and_then(|arrow| arrows.get(*arrow)));
    found
}

/// The arrows that leave each node: their index and where they lead.
type Outgoing = BTreeMap<usize, Vec<(usize, usize)>>;

fn outgoing(arrows: impl Iterator<Item = Arrow>) -> Outgoing {
    let mut outgoing = Outgoing::new();
    for (index, (from, to)) in arrows.enumerate() {
        outgoing.entry(from).or_default().push((index, to));
    }
    outgoing
}

/// The nodes in the order in which a walk in depth leaves them for good.
fn finished(forward: &Outgoing) -> Vec<usize> {
    let mut seen = BTreeSet::new();
    let mut order = Vec::new();
    let next = |node: usize, at: usize| Some(forward.get(&node)?.get(at)?.1);
    for start in forward.keys() {
        if !seen.insert(*start) {
            continue;
        }
        let mut path = vec![(*start, 0)];
        while let Some((node, at)) = path.last_mut() {
            match next(*node, *at) {
                Some(to) => {
                    *at += 1;
                    if seen.insert(to) {
                        path.push((to, 0));
                    }
                }
                None => {
                    order.push(*node);
                    path.pop();
                }
            }
        }
    }
    order
}

/// The shortest way from a node back to itself, within its knot.
fn shortest(first: usize, knot: &BTreeSet<usize>, forward: &Outgoing) -> Option<Vec<usize>> {
    let mut reached: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    let mut todo = VecDeque::from([first]);
    while let Some(node) = todo.pop_front() {
        for (arrow, to) in forward.get(&node).into_iter().flatten() {
            if *to == first {
                let mut circle = vec![*arrow];
                let mut at = node;
                while at != first {
                    let (arrow, before) = reached.get(&at)?;
                    circle.push(*arrow);
                    at = *before;
                }
                circle.reverse();
                return Some(circle);
            }
            if knot.contains(to) && !reached.contains_key(to) {
                reached.insert(*to, (*arrow, node));
                todo.push_back(*to);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_knot_has_one_circle() {
        let check = |arrows: &[Arrow], expected: &[&[usize]]| {
            assert_eq!(circles(arrows), expected, "{arrows:?}");
        };
        check(&[], &[]);
        check(&[(1, 2), (2, 3), (1, 3)], &[]);
        check(&[(2, 1), (1, 2)], &[&[1, 0]]);
        check(&[(1, 2), (2, 3), (3, 1), (3, 4)], &[&[0, 1, 2]]);
        check(&[(1, 2), (2, 3), (3, 1), (2, 1)], &[&[0, 3]]);
        check(
            &[(5, 6), (6, 5), (1, 5), (1, 2), (2, 1)],
            &[&[3, 4], &[0, 1]],
        );
    }

    #[test]
    fn a_long_circle_is_found_without_recursion() {
        let count = 100_000;
        let arrows: Vec<Arrow> = (0..count).map(|node| (node, (node + 1) % count)).collect();
        assert_eq!(circles(&arrows).first().map(Vec::len), Some(count));
    }
}
