//! Waiting loops of every shape get a verdict, and what ends without one says where it went round.

#[path = "docs/blocks.rs"]
mod blocks;
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
    let count = |checker: Checker, threads, shape| {
        // One more than the limit tells whether there are more.
        let checker = checker.max_executions(MOST + 1);
        match checker.try_check(|| shapes::program(threads, shape)) {
            Ok(Verdict::Holds(explored)) => {
                let memory = explored.memory_executions();
                let count = memory.unwrap_or_else(|| explored.interleavings());
                if count > MOST { format!("> {MOST}") } else { count.to_string() }
            }
            Ok(Verdict::Fails(found)) => panic!("{found}"),
            Err(error) => panic!("{error}"),
        }
    };
    let cell = |threads, shape| {
        let order = count(Checker::new().order_only(), threads, shape);
        let memory = count(Checker::new().memory_only(), threads, shape);
        format!("{order}, {memory}")
    };
    let mut table =
        String::from("| until the lock is free | 2 threads | 3 threads |\n|---|---|---|\n");
    for (name, shape) in shapes::ALL {
        table.push_str(&format!("| {name} | {} | {} |\n", cell(2, shape), cell(3, shape)));
    }
    blocks::check("README.md", "waiting", &table);
}
