//! Two threads note 100,000 seats each in one file: `cargo run -p lesson17 --example torn`.

use std::fs::OpenOptions;
use std::io;
use std::sync::Barrier;
use std::thread;

use lesson17::s1_writeln::note;

/// How many seats each thread notes.
const SEATS: u32 = 100_000;

fn main() -> io::Result<()> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("sold.log");
    // ANCHOR: threads
    let log = OpenOptions::new().append(true).create(true).open(&path)?;
    let start = Barrier::new(2);
    thread::scope(|s| {
        for window in [0, SEATS] {
            let (log, start) = (&log, &start);
            s.spawn(move || {
                start.wait();
                for seat in 1..=SEATS {
                    note(log, window + seat).expect("the log can be written to");
                }
            });
        }
    });
    // ANCHOR_END: threads

    let text = std::fs::read_to_string(&path)?;
    let is_whole = |line: &str| {
        line.strip_prefix("seat ")
            .and_then(|seat| seat.parse().ok())
            .is_some_and(|seat| (1..=2 * SEATS).contains(&seat))
    };
    let torn: Vec<&str> = text.lines().filter(|line| !is_whole(line)).collect();
    println!("{} seats were noted, and {} lines are torn, such as", 2 * SEATS, torn.len());
    for line in torn.iter().filter(|line| !line.is_empty()).take(4) {
        println!("    {line}");
    }
    Ok(())
}
