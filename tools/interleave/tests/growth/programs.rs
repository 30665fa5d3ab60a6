//! Programs of any number of threads and rounds, and how many executions they have.

use interleave::sync::Mutex;
use interleave::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use interleave::{Checker, Verdict, hint, thread};

/// Runs so many threads for so many rounds each.
pub type Program = fn(usize, usize);

pub const ALL: [(&str, Program); 4] = [
    ("racy counter: load, then store", racy_counter),
    ("mutex counter", mutex_counter),
    ("counter behind a compare_exchange lock", exchange_lock),
    ("message passing: one stores data and flag, the others load flag and data", message_passing),
];

/// How many executions there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    All(u64),
    MoreThan(u64),
}

/// Every order of steps, up to a limit.
pub fn plain(program: Program, threads: usize, rounds: usize, most: u64) -> Count {
    // A search with a bound on preemptions reduces nothing, and this one is never reached.
    let checker = Checker::new().order_only().max_preemptions(usize::MAX);
    count(checker, program, threads, rounds, most)
}

/// One of each class of orders that differ only by steps that commute, up to a limit.
pub fn reduced(program: Program, threads: usize, rounds: usize, most: u64) -> Count {
    count(Checker::new().order_only(), program, threads, rounds, most)
}

fn count(checker: Checker, program: Program, threads: usize, rounds: usize, most: u64) -> Count {
    // One more than the limit tells whether there are more; but the search may have tried more that were no new ones.
    match checker.max_executions(most + 1).try_check(|| program(threads, rounds)) {
        Ok(Verdict::Holds(explored)) => {
            let (count, stopped) = (explored.interleavings(), explored.to_string());
            match count > most || stopped.ends_with(", not all") {
                true => Count::MoreThan(count.min(most)),
                false => Count::All(count),
            }
        }
        Ok(Verdict::Fails(found)) => panic!("{found}"),
        Err(error) => panic!("{error}"),
    }
}

/// Runs the body in so many threads; the closure's own only waits.
fn side_by_side(threads: usize, body: impl Fn(usize) + Sync) {
    thread::scope(|s| {
        for me in 0..threads {
            let body = &body;
            s.spawn(move || body(me));
        }
    });
}

pub fn racy_counter(threads: usize, rounds: usize) {
    let total = AtomicUsize::new(0);
    side_by_side(threads, |_| {
        for _ in 0..rounds {
            total.store(total.load(SeqCst) + 1, SeqCst);
        }
    });
}

pub fn mutex_counter(threads: usize, rounds: usize) {
    let total = Mutex::new(0);
    side_by_side(threads, |_| {
        for _ in 0..rounds {
            *total.lock().unwrap() += 1;
        }
    });
}

pub fn exchange_lock(threads: usize, rounds: usize) {
    let (lock, total) = (AtomicUsize::new(0), AtomicUsize::new(0));
    side_by_side(threads, |_| {
        for _ in 0..rounds {
            while lock.compare_exchange(0, 1, SeqCst, SeqCst).is_err() {
                hint::spin_loop();
            }
            total.store(total.load(SeqCst) + 1, SeqCst);
            lock.store(0, SeqCst);
        }
    });
}

pub fn message_passing(threads: usize, rounds: usize) {
    let (data, flag) = (AtomicUsize::new(0), AtomicUsize::new(0));
    side_by_side(threads, |me| {
        for round in 1..=rounds {
            if me == 0 {
                data.store(round, SeqCst);
                flag.store(round, SeqCst);
            } else {
                flag.load(SeqCst);
                data.load(SeqCst);
            }
        }
    });
}
