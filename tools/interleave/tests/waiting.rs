//! Waiting loops of every shape get a verdict, and what ends without one says where it went round.

#[path = "docs/blocks.rs"]
mod blocks;
#[path = "waiting/greedy.rs"]
mod greedy;
#[path = "waiting/held.rs"]
mod held;
#[path = "waiting/loops.rs"]
mod loops;
#[path = "waiting/shapes.rs"]
mod shapes;
#[path = "waiting/std_locks.rs"]
mod std_locks;

use interleave::{Checker, Verdict};

/// The table of the README stops counting here.
const MOST: u64 = 5_000;

#[test]
fn the_table_in_the_readme_says_how_many_executions_each_shape_has() {
    let cell = |threads, shape| {
        // Half of them are for each phase, and one more than the limit tells whether there are more.
        let checker = Checker::new().max_executions(2 * (MOST + 1));
        let Ok(Verdict::Holds(explored)) = checker.try_check(|| shapes::program(threads, shape))
        else {
            panic!("it holds")
        };
        let show = |count: u64| if count > MOST { format!("> {MOST}") } else { count.to_string() };
        let memory = explored.memory_executions().unwrap_or(0);
        format!("{}, {}", show(explored.interleavings()), show(memory))
    };
    let mut table =
        String::from("| until the lock is free | 2 threads | 3 threads |\n|---|---|---|\n");
    for (name, shape) in shapes::ALL {
        table.push_str(&format!("| {name} | {} | {} |\n", cell(2, shape), cell(3, shape)));
    }
    blocks::check("README.md", "waiting", &table);
}
