//! Customers who keep on asking for seats, and the check of what they were told.

// Each program uses a part of it.
#![allow(dead_code)]

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::Path;
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use lesson13::s8_pool::Connector;
use lesson13::s9_tcp::{Tcp, ask};
use lesson19::designs::{DESIGNS, Design};
use lesson19::office::Stats;
use lesson19::s6_file::{Durability, FileLog};

/// Much longer than any answer takes.
pub const LONG: Duration = Duration::from_secs(30);

/// Tries something with each design, on a thread of its own, and fails if it doesn't come to an end.
pub fn with_each(attempt: fn(Design, &Path)) {
    for design in DESIGNS {
        let (done, is_done) = mpsc::channel();
        thread::spawn(move || {
            let folder = tempfile::tempdir().unwrap();
            let log = folder.path().join("sales.log");
            done.send(catch_unwind(AssertUnwindSafe(|| attempt(design, &log))))
        });
        match is_done.recv_timeout(2 * LONG) {
            Ok(Ok(())) => {}
            Ok(Err(panic)) => {
                eprintln!("the design is: {}", design.name);
                resume_unwind(panic)
            }
            Err(_) => panic!("{}: a thread still waits after {:?}", design.name, 2 * LONG),
        }
    }
}

/// What one customer was told.
#[derive(Default)]
pub struct Told {
    /// The seats that are this customer's.
    pub sold: Vec<usize>,
    /// How often a seat was taken.
    pub taken: u64,
    /// How often the sale couldn't be written.
    pub failed: u64,
    /// A seat that was asked for, without an answer. It may be sold or not.
    pub unanswered: Option<usize>,
}

/// Asks for one seat after the other, until the office closes. `each` hears of every answer, and how long it took.
pub fn customer(
    address: SocketAddr,
    mut next: impl FnMut() -> usize,
    mut each: impl FnMut(&str, Duration),
) -> Told {
    let mut told = Told::default();
    let Ok(mut connection) = (Tcp { address, patience: LONG }).open() else { return told };
    loop {
        let seat = next();
        let began = Instant::now();
        let Ok(answer) = ask(&mut connection, &format!("BUY {seat}")) else {
            told.unanswered = Some(seat);
            return told;
        };
        each(&answer, began.elapsed());
        match answer.split_once(' ').unwrap_or((&answer, "")) {
            ("SOLD", number) => {
                assert_eq!(number, seat.to_string(), "the answer is to another request");
                told.sold.push(seat);
            }
            ("TAKEN", _) => told.taken += 1,
            ("CLOSED", _) => return told,
            _ => told.failed += 1,
        }
    }
}

/// Numbers that look random, the same for the same seed.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub fn below(&mut self, limit: usize) -> usize {
        // Marsaglia's xorshift.
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }
}

/// What is wrong between the customers, the closed office and its log, in words. `earlier` was sold before they came.
pub fn faults(
    told: &[Told],
    stats: Stats,
    path: &Path,
    seats: usize,
    earlier: &[usize],
) -> Vec<String> {
    let mut faults = Vec::new();
    let in_log = match FileLog::open(path, seats, Durability::Process) {
        Ok((in_log, _log)) => in_log,
        Err(error) => {
            // It sells a seat twice, for instance.
            faults.push(error.to_string());
            Vec::new()
        }
    };
    let in_log: BTreeSet<usize> = in_log.into_iter().collect();
    let mut owned: BTreeSet<usize> = earlier.iter().copied().collect();
    for seat in told.iter().flat_map(|told| &told.sold) {
        if !owned.insert(*seat) {
            faults.push(format!("seat {seat} was sold to two customers"));
        }
    }
    if faults.is_empty() {
        if let Some(lost) = owned.difference(&in_log).next() {
            faults.push(format!("seat {lost} was sold, and is not in the log"));
        }
        let unanswered: BTreeSet<usize> = told.iter().filter_map(|told| told.unanswered).collect();
        if let Some(extra) = in_log.difference(&owned).find(|seat| !unanswered.contains(seat)) {
            faults.push(format!("seat {extra} is in the log, and no customer was told"));
        }
        let sold = stats.sold;
        if sold != in_log.len() {
            faults.push(format!("{sold} are counted as sold, and {} are in the log", in_log.len()));
        }
    }
    faults
}
