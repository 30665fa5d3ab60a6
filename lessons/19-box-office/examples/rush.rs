//! Eight threads want every seat, in the same order: `cargo run --release -p lesson19 --example rush`.

use std::io;
use std::sync::Barrier;
use std::thread;

use lesson19::designs::{DESIGNS, Design, RACY};
use lesson19::office::{Answer, Log};

const SEATS: usize = 200_000;
const THREADS: usize = 8;
const ROUNDS: usize = 6;

/// Takes every sale: the file isn't what this is about.
struct Blank;

impl Log for Blank {
    fn append(&mut self, _: &[usize]) -> io::Result<()> {
        Ok(())
    }
}

fn main() {
    println!("{THREADS} threads, {SEATS} seats; tickets sold, in each of {ROUNDS} runs:");
    for design in [RACY].into_iter().chain(DESIGNS) {
        let tickets: Vec<String> = (0..ROUNDS).map(|_| rush(design).to_string()).collect();
        println!("  {:<10} {}", design.name, tickets.join("  "));
    }
}

/// Sells all seats, and returns how many tickets the threads have.
fn rush(design: Design) -> usize {
    let office = (design.open)(SEATS, &[], Box::new(Blank));
    let start = Barrier::new(THREADS);
    let customer = || {
        start.wait();
        (0..SEATS).filter(|seat| office.buy(*seat) == Answer::Sold).count()
    };
    let tickets = thread::scope(|s| {
        let customers: Vec<_> = (0..THREADS).map(|_| s.spawn(customer)).collect();
        customers.into_iter().map(|customer| customer.join().expect("no customer panics")).sum()
    });
    office.close();
    tickets
}
