//! Two customers, one after the other. The first leaves early, and the second never comes to an end.

use std::io::Write;
use std::io::stdout;
use std::thread;
use std::time::Duration;

use lesson05::s2_leaks::Stock;

// ANCHOR: two-customers
static STOCK: std::sync::LazyLock<Stock> = std::sync::LazyLock::new(|| Stock::new(3));

fn main() {
    let first = thread::spawn(|| STOCK.sell(5)).join().unwrap();
    println!("the first wants 5 of 3 pieces: {}", if first { "sold" } else { "refused" });

    let second = thread::spawn(|| STOCK.sell(1));
    thread::sleep(Duration::from_secs(2));
    println!(
        "the second wants 1 of 3: {}",
        if second.is_finished() { "served" } else { "still waiting after 2 seconds" }
    );
    // The end of `main` ends the second customer, too. Nothing else would.
}
// ANCHOR_END: two-customers
