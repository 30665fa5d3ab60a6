//! Two tasks on one real thread get stuck, and another thread looks: `cargo run -p appendix --bin held_across_await`.
//!
//! The thread that is stuck stays stuck, and ends with the process.

use std::pin::Pin;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::thread;
use std::time::{Duration, Instant};

use appendix::tasks::executor::{self, Task};
use appendix::tasks::s1_held;

/// What must happen has happened by then, on any machine.
const LONG: Duration = Duration::from_secs(60);
/// How long the watcher looks on before it believes what it sees.
const PATIENCE: Duration = Duration::from_millis(500);

/// How often a task was polled, and how often that has returned.
#[derive(Default)]
struct Polls {
    begun: AtomicU32,
    ended: AtomicU32,
}

/// A task whose polls are counted.
struct Counted<'a>(Task<'a>, &'a Polls);

impl Future for Counted<'_> {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        // Relaxed: these numbers are for people.
        self.1.begun.fetch_add(1, Relaxed);
        let poll = self.0.as_mut().poll(context);
        self.1.ended.fetch_add(1, Relaxed);
        poll
    }
}

fn main() {
    let shared = Arc::new((Mutex::new(0), Polls::default()));
    let theirs = Arc::clone(&shared);
    // ANCHOR: two-tasks
    thread::spawn(move || {
        let (total, polls) = &*theirs;
        let tasks = executor::tasks([s1_held::add(total, 1), s1_held::add(total, 2)]);
        // Counts how often a `poll` begins and ends.
        let tasks = tasks.into_iter().map(|task| Counted(task, polls));
        _ = executor::run(executor::tasks(tasks));
        println!("both are done");
    });
    // ANCHOR_END: two-tasks
    let (total, polls) = &*shared;
    let begun = Instant::now();
    while polls.begun.load(Relaxed) < 2 && begun.elapsed() < LONG {
        thread::sleep(Duration::from_millis(1));
    }
    report("when the second poll has begun", total, polls);
    thread::sleep(PATIENCE);
    report("half a second later", total, polls);
}

fn report(when: &str, total: &Mutex<u32>, polls: &Polls) {
    let (begun, ended) = (polls.begun.load(Relaxed), polls.ended.load(Relaxed));
    let lock = if total.try_lock().is_err() { "locked" } else { "free" };
    println!("{when:<31}  polls begun: {begun}, ended: {ended}; the mutex is {lock}");
}
