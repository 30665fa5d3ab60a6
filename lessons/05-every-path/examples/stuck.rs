//! Two customers, one after the other. The first leaves early, and the second never comes to an end.

use std::sync::LazyLock;
use std::thread;
use std::time::Duration;

use lesson05::s2_leaks::Stock;

// ANCHOR: two-customers
static STOCK: LazyLock<Stock> = LazyLock::new(|| Stock::new(3));

fn main() {
    let sold = thread::spawn(|| STOCK.sell(5)).join().unwrap();
    println!("the first wants 5 of 3 pieces, and is {}", says(sold));

    let second = thread::spawn(|| STOCK.sell(1));
    thread::sleep(Duration::from_secs(2));
    if second.is_finished() {
        println!("the second wants 1, and is {}", says(second.join().unwrap()));
    } else {
        println!("the second wants 1, and after two seconds still waits");
    }
    // The end of `main` ends the second customer, too. Nothing else would.
}
// ANCHOR_END: two-customers

fn says(sold: bool) -> &'static str {
    if sold { "served" } else { "refused" }
}
