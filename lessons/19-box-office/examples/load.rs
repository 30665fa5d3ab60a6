//! Puts the three designs under load, side by side, and checks after each turn that nothing was lost or sold twice:
//! `cargo run --release -p lesson19 --example load -- --seconds 60`.
//!
//! With `--racy` the racy office takes part as well, and what it does wrong is counted.

#[path = "../tests/customers/mod.rs"]
mod customers;

use std::error::Error;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::sync::{Arc, Barrier, Mutex};
use std::time::{Duration, Instant};
use std::{env, thread};

use customers::{LONG, Random, Told, customer, faults};
use hdrhistogram::Histogram;
use indicatif::{ProgressBar, ProgressStyle};
use lesson19::designs::{DESIGNS, Design, RACY};
use lesson19::s6_file::{Durability, FileLog};
use lesson19::s8_server::{Limits, Server};

/// How many clients there are at the same time.
const CLIENTS: [usize; 5] = [1, 2, 4, 8, 64];
/// How often each design has its turn with each number of clients.
const ROUNDS: usize = 3;
/// More seats than can be sold in a turn.
const SEATS: usize = 1_000_000;
/// The first seats are sold before the turn begins. Every other request is for one of them.
const EARLIER: usize = 1_000;

/// How long answers took, in microseconds, and how many there were.
struct Latencies {
    sold: Histogram<u64>,
    taken: Histogram<u64>,
}

/// What one design did, with one number of clients, in all its turns.
struct Row {
    design: Design,
    latencies: Latencies,
    seconds: f64,
    faults: Vec<String>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let seconds: f64 = match arguments.iter().position(|argument| argument == "--seconds") {
        Some(at) => arguments.get(at + 1).ok_or("`--seconds` wants a number")?.parse()?,
        None => 60.0,
    };
    let mut designs = DESIGNS.to_vec();
    if arguments.iter().any(|argument| argument == "--racy") {
        designs.insert(0, RACY);
    }

    let turns = 2 * CLIENTS.len() * ROUNDS * designs.len();
    let slice = Duration::from_secs_f64((seconds / turns as f64).clamp(0.05, 10.0));
    let cores = thread::available_parallelism().map_or(0, usize::from);
    println!(
        "{cores} cores, which the clients use too; {ROUNDS} turns of {} ms each, the designs in turn",
        slice.as_millis()
    );
    println!("every other request is for a seat that was sold long before");
    println!("times in microseconds: the median, and what 99 of 100 answers don't exceed");
    let style = "{bar:40} {pos}/{len} turns, {eta} left: {msg}";
    let bar = ProgressBar::new(turns as u64).with_style(ProgressStyle::with_template(style)?);
    let mut wrong = 0;
    for (durability, what) in [
        (Durability::Process, "the log is written to the operating system"),
        (Durability::Power, "the log is written to the disk (fsync)"),
    ] {
        bar.suspend(|| println!("\n{what}"));
        for clients in CLIENTS {
            let mut rows =
                designs.iter().map(|&design| Row::new(design)).collect::<Result<Vec<_>, _>>()?;
            for round in 0..ROUNDS {
                for turn in 0..rows.len() {
                    // No design is always first.
                    let row = (turn + round) % designs.len();
                    bar.set_message(format!("{clients} clients, {}", rows[row].design.name));
                    rows[row].take_turn(clients, durability, slice, round as u64)?;
                    bar.inc(1);
                }
            }
            wrong += rows.iter().map(|row| row.faults.len()).sum::<usize>();
            bar.suspend(|| show(clients, &rows));
        }
    }
    bar.finish_and_clear();
    if wrong > 0 {
        return Err(format!("{wrong} turns ended with something wrong").into());
    }
    println!(
        "\nafter each of {turns} turns: no seat sold twice, none lost, the log equals the state"
    );
    Ok(())
}

fn show(clients: usize, rows: &[Row]) {
    let plural = if clients == 1 { "" } else { "s" };
    println!("\n{clients} client{plural}");
    println!(
        "  {:<10} {:>9} {:>8} {:>8} {:>11} {:>8} {:>8}",
        "", "sold/s", "median", "99 %", "refused/s", "median", "99 %"
    );
    for Row { design, latencies: Latencies { sold, taken }, seconds, faults } in rows {
        println!(
            "  {:<10} {:>9.0} {:>8} {:>8} {:>11.0} {:>8} {:>8}",
            design.name,
            sold.len() as f64 / seconds,
            sold.value_at_quantile(0.5),
            sold.value_at_quantile(0.99),
            taken.len() as f64 / seconds,
            taken.value_at_quantile(0.5),
            taken.value_at_quantile(0.99),
        );
        for fault in faults {
            println!("    wrong: {fault}");
        }
    }
}

impl Latencies {
    fn new() -> Result<Self, Box<dyn Error>> {
        // From a microsecond to a minute, to two digits.
        let empty = Histogram::new_with_bounds(1, 60_000_000, 2)?;
        Ok(Latencies { sold: empty.clone(), taken: empty })
    }

    fn record(&mut self, answer: &str, took: Duration) {
        let micros = (took.as_micros() as u64).max(1);
        if answer.starts_with("SOLD") {
            self.sold.saturating_record(micros);
        } else if answer.starts_with("TAKEN") {
            self.taken.saturating_record(micros);
        }
    }
}

impl Row {
    fn new(design: Design) -> Result<Self, Box<dyn Error>> {
        Ok(Row { design, latencies: Latencies::new()?, seconds: 0.0, faults: Vec::new() })
    }

    /// Opens an office, lets this many clients loose on it, closes it while they still ask, and checks it.
    fn take_turn(
        &mut self,
        clients: usize,
        durability: Durability,
        slice: Duration,
        round: u64,
    ) -> Result<(), Box<dyn Error>> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("sales.log");
        let earlier: Vec<usize> = (0..EARLIER).collect();
        let text: String = earlier.iter().map(|seat| format!("SOLD {seat}\n")).collect();
        std::fs::write(&path, text)?;
        let (sold, log) = FileLog::open(&path, SEATS, durability)?;
        let office = (self.design.open)(SEATS, &sold, Box::new(log));
        let limits = Limits { connections: clients, patience: LONG };
        let mut server = Server::start(Arc::clone(&office), limits)?;

        let (address, start, counts) =
            (server.address(), Barrier::new(clients + 1), AtomicBool::new(true));
        let all = Mutex::new((&mut self.latencies, &mut self.seconds));
        let told: Vec<Told> = thread::scope(|s| {
            let customers: Vec<_> = (0..clients)
                .map(|number| {
                    let (start, counts, all) = (&start, &counts, &all);
                    s.spawn(move || {
                        let mut mine = Latencies::new().expect("the bounds are right");
                        let mut random = Random::new(1_000 * round + number as u64 + 1);
                        let mut asks_for_old = false;
                        let next = || {
                            asks_for_old = !asks_for_old;
                            if asks_for_old {
                                random.below(EARLIER)
                            } else {
                                EARLIER + random.below(SEATS - EARLIER)
                            }
                        };
                        start.wait();
                        let told = customer(address, next, |answer, took| {
                            // Relaxed: it only has to end at some point.
                            if counts.load(Relaxed) {
                                mine.record(answer, took);
                            }
                        });
                        let mut all = all.lock().unwrap();
                        all.0.sold.add(&mine.sold).expect("the bounds are the same");
                        all.0.taken.add(&mine.taken).expect("the bounds are the same");
                        told
                    })
                })
                .collect();
            start.wait();
            let began = Instant::now();
            thread::sleep(slice);
            counts.store(false, Relaxed);
            *all.lock().unwrap().1 += began.elapsed().as_secs_f64();
            // The clients go on asking while it closes.
            server.shutdown();
            customers
                .into_iter()
                .map(|customer| customer.join().expect("no customer panics"))
                .collect()
        });
        let stats = office.stats();
        // The last owner: now the log is closed, whatever the design.
        drop(server);
        drop(office);
        // It is read again, as after a restart.
        self.faults.extend(faults(&told, stats, &path, SEATS, &earlier).into_iter().next());
        Ok(())
    }
}
