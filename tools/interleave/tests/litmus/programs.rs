//! The litmus tests that everybody knows, with the allowed that the literature gives them.
//!
//! Most are from Alglave, Maranget and Tautschnig, "Herding Cats" (TOPLAS 2014), and from Lahav et al.,
//! "Repairing Sequential Consistency in C/C++11" (PLDI 2017), whose repair C++20 adopted.

mod shapes;
pub mod singles;

use crate::weak::Program;

/// A program, the outcome that tells memory models apart, and who may show it.
pub struct Litmus {
    pub name: &'static str,
    pub orderings: String,
    /// The weak outcome in words.
    pub outcome: &'static str,
    pub program: Program,
    /// The weak outcome, told from what each thread read and, last of all, the values at the end.
    pub is_weak: IsWeak,
    /// Whether C++20 allows the weak outcome.
    pub allowed: bool,
}

impl Litmus {
    /// Whether the memory phase explores the weak outcome: all that is allowed, but for load buffering.
    pub fn is_explored(&self) -> bool {
        self.allowed && self.name != "LB"
    }
}

type IsWeak = fn(&[Vec<u32>]) -> bool;

const X: usize = 0;
const Y: usize = 1;
const Z: usize = 2;

/// Every litmus test in every strength.
pub fn all() -> Vec<Litmus> {
    let mut all = Vec::new();
    shapes::two_variables(&mut all);
    shapes::causality(&mut all);
    singles::one_sided(&mut all);
    singles::read_modify_writes(&mut all);
    // One program's rows stand together, in the order in which the programs come up.
    let names: Vec<_> = all.iter().map(|litmus| litmus.name).collect();
    all.sort_by_key(|litmus| names.iter().position(|&name| name == litmus.name));
    all
}

/// Whether the last read of both sides found nothing.
pub fn both_0(o: &[Vec<u32>]) -> bool {
    o[0].last() == Some(&0) && o[1].last() == Some(&0)
}
