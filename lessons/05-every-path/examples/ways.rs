//! Leaves early in three ways, with four kinds of code around it, and then asks whether the lock is free.
//!
//! `tests/real.rs` runs this too, and keeps `outputs/ways.txt` up to date.

use std::panic::{AssertUnwindSafe, catch_unwind};

use lesson05::{s2_leaks, s3_by_hand, s4_with, s5_guard};

/// The ways to leave, for a stock of this type.
macro_rules! ways {
    ($stage:ident) => {{
        let leave = |early: fn(&$stage::Stock)| {
            let stock = $stage::Stock::new(1);
            // Only what it leaves behind matters here.
            let _ = catch_unwind(AssertUnwindSafe(|| early(&stock)));
            if stock.lock().locked() { "leaked" } else { "free" }
        };
        [leave(|s| _ = s.sell(5)), leave(|s| _ = s.order(5)), leave(|s| _ = s.share(0))]
    }};
}

/// The lock, after a call has left early.
pub fn table() -> String {
    let rows = [
        ("", ["return", "?", "panic"]),
        ("acquire … release", ways!(s2_leaks)),
        ("release on every path", ways!(s3_by_hand)),
        ("with(|| …)", ways!(s4_with)),
        ("guard", ways!(s5_guard)),
    ];
    let row = |(name, [a, b, c]): (&str, [&str; 3])| format!("{name:<24}{a:<8}{b:<8}{c}\n");
    rows.map(row).concat()
}

fn main() {
    // The panics are on purpose, so their messages are not shown.
    std::panic::set_hook(Box::new(|_| {}));
    print!("{}", table());
}
