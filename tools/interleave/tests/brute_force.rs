//! Does the search tell the truth? A brute-force interpreter that shares no code with it says so, on programs
//! made from fixed seeds.

#[path = "brute_force/arc_facade.rs"]
mod arc_facade;
#[path = "brute_force/arc_interpreter.rs"]
mod arc_interpreter;
#[path = "brute_force/arcs.rs"]
mod arcs;
#[path = "brute_force/axioms.rs"]
mod axioms;
#[path = "brute_force/candidates.rs"]
mod candidates;
#[path = "brute_force/classes.rs"]
mod classes;
#[path = "brute_force/facade.rs"]
mod facade;
#[path = "brute_force/interpreter.rs"]
mod interpreter;
#[path = "brute_force/memory.rs"]
mod memory;
#[path = "brute_force/order.rs"]
mod order;
#[path = "brute_force/program.rs"]
mod program;
#[path = "brute_force/relation.rs"]
mod relation;
#[path = "brute_force/rng.rs"]
mod rng;
#[path = "brute_force/sleepers.rs"]
mod sleepers;
#[path = "brute_force/state.rs"]
mod state;
#[path = "brute_force/steps.rs"]
mod steps;
#[path = "brute_force/timeouts.rs"]
mod timeouts;
#[path = "brute_force/weak.rs"]
mod weak;
#[path = "brute_force/weak_facade.rs"]
mod weak_facade;
#[path = "brute_force/weak_seeds.rs"]
mod weak_seeds;
#[path = "brute_force/yields.rs"]
mod yields;
