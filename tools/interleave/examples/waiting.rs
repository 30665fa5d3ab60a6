//! How many executions a waiting loop has, by its shape, and how long they take.
//!
//! `cargo run --release -p interleave --example waiting [words of a shape's name]`

use std::time::Instant;

#[path = "../tests/waiting/shapes.rs"]
mod shapes;

use interleave::{Checker, Verdict};

/// Longer searches are cut off.
const MOST: u64 = 20_000;

fn main() {
    let wanted = std::env::args().skip(1).collect::<Vec<_>>().join(" ");
    println!("{:48}{:>8}{:>10}{:>10}{:>10}", "", "threads", "[order]", "[memory]", "ms");
    for (name, shape) in shapes::ALL.into_iter().filter(|(name, _)| name.contains(&wanted)) {
        for threads in [2, 3] {
            let begun = Instant::now();
            let verdict =
                Checker::new().max_executions(MOST).try_check(|| shapes::program(threads, shape));
            let time = begun.elapsed().as_secs_f64() * 1e3;
            let (order, memory) = match verdict {
                Ok(Verdict::Holds(e)) => {
                    (e.interleavings().to_string(), e.memory_executions().unwrap_or(0).to_string())
                }
                Ok(Verdict::Fails(found)) => {
                    (format!("fails: {}\n{found}", found.kind()), String::new())
                }
                Err(error) => (error.to_string(), String::new()),
            };
            println!("{name:48}{threads:>8}{order:>10}{memory:>10}{time:>10.1}");
        }
    }
}
