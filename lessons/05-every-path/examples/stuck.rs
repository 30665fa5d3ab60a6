//! Two customers, one after the other. The first leaves early, and the second waits forever.

use std::sync::LazyLock;
use std::thread;
use std::time::Duration;

use lesson05::s2_leaks::Stock;

// ANCHOR: two-customers
static STOCK: LazyLock<Stock> = LazyLock::new(|| Stock::new(3));

fn main() {
    let sold = thread::spawn(|| STOCK.sell(5)).join().unwrap();
    println!("the first wants 5 of the 3 items, and is {}", says(sold));

    let second = thread::spawn(|| STOCK.sell(1));
    thread::sleep(Duration::from_secs(2));
    if second.is_finished() {
        println!("the second wants 1, and is {}", says(second.join().unwrap()));
    } else {
        println!("the second wants 1, and is still waiting after two seconds");
    }
    // When `main` ends, so does the second thread. Nothing else would end it.
}
// ANCHOR_END: two-customers

fn says(sold: bool) -> &'static str {
    if sold { "served" } else { "refused" }
}
