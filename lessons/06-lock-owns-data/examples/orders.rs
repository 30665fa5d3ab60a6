//! Four waiters write down orders, a thousand each, on real threads.

use std::thread;

use lesson06::s4_owns::Lock;

/// The result, in words.
pub fn story() -> String {
    // ANCHOR: four-waiters
    let orders = Lock::new(Vec::new());
    thread::scope(|s| {
        for waiter in 1..=4 {
            let orders = &orders;
            s.spawn(move || {
                for number in 1..=1000 {
                    orders.lock().push((waiter, number));
                }
            });
        }
    });
    let mut orders = orders.into_inner();
    // ANCHOR_END: four-waiters
    let written = orders.len();
    orders.sort();
    orders.dedup();
    format!("{written} orders are on the list, {} of them different\n", orders.len())
}

fn main() {
    print!("{}", story());
}
