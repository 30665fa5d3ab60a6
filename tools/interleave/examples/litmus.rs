//! Prints the litmus table: what C++20 allows, and what each phase finds.
//!
//! `cargo run --release -p interleave --example litmus`

#[allow(dead_code, reason = "shared with tests that use all of it")]
#[path = "../tests/brute_force/axioms.rs"]
mod axioms;
#[path = "../tests/brute_force/candidates.rs"]
mod candidates;
#[allow(dead_code, reason = "shared with tests that use all of it")]
#[path = "../tests/litmus/programs.rs"]
mod programs;
#[path = "../tests/brute_force/relation.rs"]
mod relation;
#[allow(dead_code, reason = "shared with tests that use all of it")]
#[path = "../tests/litmus/table.rs"]
mod table;
#[allow(dead_code, reason = "shared with tests that use all of it")]
#[path = "../tests/brute_force/weak.rs"]
mod weak;
#[path = "../tests/brute_force/weak_facade.rs"]
mod weak_facade;

fn main() {
    print!("{}", table::render(&table::rows()));
}
