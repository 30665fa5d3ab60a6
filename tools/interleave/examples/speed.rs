//! How long an exhaustive verdict takes, beside loom and shuttle on the same programs.
//!
//! `cargo run --release -p interleave --example speed`; a number of seconds sets how long the others may take.

#![allow(clippy::duplicate_mod, reason = "one source, several worlds")]

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::{Duration, Instant};

use interleave::{Checker, Verdict};

#[allow(dead_code, reason = "as above")]
#[path = "../tests/worlds/loom.rs"]
mod loom_world;
#[allow(dead_code, reason = "the programs are shared with the tests, which use others")]
#[path = "../tests/worlds/interleave.rs"]
mod our_world;
#[allow(dead_code, reason = "as above")]
#[path = "../tests/worlds/shuttle.rs"]
mod shuttle_world;

use loom_world::programs as on_loom;
use our_world::programs as on_ours;
use shuttle_world::programs as on_shuttle;

/// A verdict: after how many executions and how long, and whether the search came to its end.
struct Cost {
    executions: u64,
    time: Duration,
    finished: bool,
}

/// How often a search of ours is timed; the middle one counts.
const RUNS: usize = 25;

/// The names of the columns, and how wide they are.
const COLUMNS: [(&str, usize); 5] = [
    ("program", 34),
    ("[order]", 20),
    ("and [memory]", 20),
    ("shuttle, depth first", 32),
    ("loom", 32),
];

macro_rules! models {
    ($($name:literal: $program:ident($n:literal),)*) => {
        [$((
            $name,
            (|checker| ours(checker, || _ = on_ours::$program($n))) as fn(Checker) -> Cost,
            (|limit| loom(limit, || _ = on_loom::$program($n))) as fn(Duration) -> Cost,
            (|limit| shuttle(limit, || _ = on_shuttle::$program($n))) as fn(Duration) -> Cost,
        ),)*]
    };
}

fn main() {
    let models = models![
        "mutex counter, 2 threads": mutex_counter(2),
        "mutex counter, 3 threads": mutex_counter(3),
        "mutex counter, 4 threads": mutex_counter(4),
        "compare_exchange lock, 2 threads": exchange_lock(2),
        "compare_exchange lock, 3 threads": exchange_lock(3),
        "swap lock, 2 threads": swap_lock(2),
        "swap lock, 3 threads": swap_lock(3),
        "one-slot queue, 1 taker": one_slot_queue(1),
        "one-slot queue, 2 takers": one_slot_queue(2),
        "3 philosophers (a deadlock)": philosophers(3),
        "semaphore of 2, 3 threads": semaphore(3),
    ];
    let args: Vec<String> = std::env::args().collect();
    if let [_, engine, model, limit] = &args[..] {
        let (_, _, loom, shuttle) = models[model.parse::<usize>().expect("a model's number")];
        let limit = Duration::from_secs(limit.parse().expect("seconds"));
        let cost = if engine == "loom" { loom(limit) } else { shuttle(limit) };
        println!("{} {} {}", cost.executions, cost.time.as_micros(), cost.finished);
        return;
    }
    let limit = Duration::from_secs(args.get(1).and_then(|s| s.parse().ok()).unwrap_or(10));
    println!(
        "Executions and time to an exhaustive verdict. Ours is the median of {RUNS} searches after a warm-up. The \
         others were\ngiven {} s each. Shuttle explores the order of steps, so it is compared with [order]; loom \
         explores weak memory too,\nso it is compared with both phases together. × says how many times faster ours \
         is.\n",
        limit.as_secs()
    );
    print_row(COLUMNS.map(|(name, _)| name.to_string()));
    for (number, (name, ours, ..)) in models.into_iter().enumerate() {
        let order = median(|| ours(Checker::new().order_only()));
        let both = median(|| ours(Checker::new()));
        let (loom, shuttle) = (child("loom", number, limit), child("shuttle", number, limit));
        print_row([
            name.into(),
            show(&order),
            show(&both),
            format!("{}{}", show(&shuttle), ratio(&shuttle, &order)),
            format!("{}{}", show(&loom), ratio(&loom, &both)),
        ]);
    }
}

/// Columns that do not fit are set apart all the same.
fn print_row(columns: [String; 5]) {
    let line: Vec<String> = columns
        .into_iter()
        .zip(COLUMNS)
        .map(|(text, (_, width))| format!("{text:<width$}"))
        .collect();
    println!("{}", line.join("  ").trim_end());
}

/// Each of the others runs in a process of its own: their panic hooks do not get on, and not all of them end.
fn child(engine: &str, model: usize, limit: Duration) -> Cost {
    let start = Instant::now();
    let mut child = Command::new(std::env::current_exe().expect("this program"))
        .args([engine, &model.to_string(), &limit.as_secs().to_string()])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("this program runs");
    while child.try_wait().expect("a child").is_none() && start.elapsed() < limit * 3 / 2 {
        std::thread::sleep(Duration::from_millis(10));
    }
    // It may have ended by itself.
    let _ = child.kill();
    let output = child.wait_with_output().expect("a child");
    let line = String::from_utf8_lossy(&output.stdout).into_owned();
    let last: Vec<&str> = line.lines().last().unwrap_or("").split(' ').collect();
    match last[..] {
        [executions, time, finished] => Cost {
            executions: executions.parse().expect("a number"),
            time: Duration::from_micros(time.parse().expect("a number")),
            finished: finished == "true",
        },
        _ => Cost { executions: 0, time: start.elapsed(), finished: false },
    }
}

fn ours(checker: Checker, program: impl Fn()) -> Cost {
    let start = Instant::now();
    let verdict = checker.check(program);
    let time = start.elapsed();
    match verdict {
        Verdict::Holds(explored) => Cost {
            executions: explored.interleavings() + explored.memory_executions().unwrap_or(0),
            time,
            finished: explored.is_exhaustive(),
        },
        Verdict::Fails(found) => Cost { executions: found.executions, time, finished: true },
    }
}

/// The first search pays for stacks and the like, and is not counted.
fn median(search: impl Fn() -> Cost) -> Cost {
    search();
    let mut all: Vec<_> = (0..RUNS).map(|_| search()).collect();
    all.sort_by_key(|cost| cost.time);
    all.swap_remove(RUNS / 2)
}

/// Counts the executions of a program.
fn counted(program: impl Fn()) -> (Arc<AtomicU64>, impl Fn()) {
    let count = Arc::new(AtomicU64::new(0));
    let counts = Arc::clone(&count);
    let program = move || {
        counts.fetch_add(1, Relaxed);
        program();
    };
    (count, program)
}

fn loom(limit: Duration, program: impl Fn() + Send + Sync + 'static) -> Cost {
    let (count, program) = counted(program);
    let start = Instant::now();
    let result = catch_unwind(AssertUnwindSafe(|| {
        let mut builder = loom::model::Builder::new();
        builder.max_duration = Some(limit);
        builder.check(program);
    }));
    cost(&count, start, limit, result)
}

fn shuttle(limit: Duration, program: impl Fn() + Send + Sync + 'static) -> Cost {
    let (count, program) = counted(program);
    let start = Instant::now();
    let result = catch_unwind(AssertUnwindSafe(|| {
        let mut config = shuttle::Config::new();
        config.max_time = Some(limit);
        config.silence_warnings = true;
        config.failure_persistence = shuttle::FailurePersistence::None;
        // Without an end, a spinner that is always picked would be a failure.
        config.max_steps = shuttle::MaxSteps::ContinueAfter(10_000);
        let scheduler = shuttle::scheduler::DfsScheduler::new(None, false);
        shuttle::Runner::new(scheduler, config).run(program);
    }));
    cost(&count, start, limit, result)
}

/// A panic is a verdict if it says what is wrong with the program, but not if it says that there is no end.
fn cost(
    count: &AtomicU64,
    start: Instant,
    limit: Duration,
    result: std::thread::Result<()>,
) -> Cost {
    let time = start.elapsed();
    let finished = match result {
        Ok(()) => time < limit,
        Err(payload) => {
            let message = payload.downcast_ref::<String>().map_or("", String::as_str);
            message.contains("deadlock")
        }
    };
    Cost { executions: count.load(Relaxed), time, finished }
}

fn show(cost: &Cost) -> String {
    let time = match cost.time {
        t if t < Duration::from_millis(1) => format!("{} µs", t.as_micros()),
        t if t < Duration::from_secs(1) => format!("{:.1} ms", t.as_secs_f64() * 1e3),
        t => format!("{:.1} s", t.as_secs_f64()),
    };
    // One that had to be stopped cannot say how far it got.
    let executions = if cost.executions == 0 { "?".into() } else { cost.executions.to_string() };
    format!("{executions:>8}{time:>10}")
}

fn ratio(theirs: &Cost, ours: &Cost) -> String {
    let times = theirs.time.as_secs_f64() / ours.time.as_secs_f64();
    match theirs {
        Cost { finished: true, .. } => format!("  × {times:.0}"),
        // Loom says so itself: more branches than it is willing to follow.
        theirs if theirs.time < Duration::from_millis(500) => "  gave up".into(),
        _ => format!("  × {times:.0}, no end"),
    }
}
