//! Runs each program on real threads, again and again: `cargo run --release -p appendix --bin real_threads -- 10`,
//! for 10 s each.
//!
//! Built with ThreadSanitizer, it counts what the sanitizer reports:
//!
//! ```text
//! RUSTFLAGS="-Zsanitizer=thread -Cunsafe-allow-abi-mismatch=sanitizer" cargo +nightly run --release -p appendix \
//!     --bin real_threads --target x86_64-unknown-linux-gnu --target-dir target/sanitizer -- 10
//! ```
//!
//! With the name of a program behind `once`, it runs that one in this process, one time: that's for Miri.

use std::io::{self, BufRead, BufReader, Write};
use std::process::{Child, Command, ExitCode, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::{Duration, Instant};
use std::{env, panic, process, thread};

use appendix::programs::{MEMORY, ORDER, Program, RIGHT};

/// A run that takes so long doesn't end.
const HANGS: Duration = Duration::from_secs(5);

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["once", name] => (named(name).run)(),
        ["again", name, seconds] => again(named(name), limit(seconds)),
        [seconds] => all(seconds),
        _ => {
            eprintln!("give it a number of seconds, or `once` and the name of a program");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

fn every() -> impl Iterator<Item = Program> {
    ORDER.into_iter().chain(MEMORY).chain(RIGHT)
}

fn named(name: &str) -> Program {
    let Some(program) = every().find(|program| program.name == name) else {
        let names: Vec<&str> = every().map(|program| program.name).collect();
        eprintln!("there is no program `{name}`; there are:\n{}", names.join("\n"));
        process::exit(1);
    };
    program
}

fn limit(seconds: &str) -> Duration {
    let Ok(seconds) = seconds.parse() else {
        eprintln!("`{seconds}` is no number of seconds");
        process::exit(1);
    };
    Duration::from_secs(seconds)
}

/// Each program in a process of its own, which can hang or crash: what came of it, a line for each.
fn all(seconds: &str) {
    limit(seconds);
    println!("# {} {}, {} cores, {seconds} s each", env::consts::OS, env::consts::ARCH, cores());
    for program in every() {
        eprint!("{}…", program.name);
        println!("{}\t{}", program.name, one_process(program, seconds));
        // What is written so far shall be there if somebody ends this.
        _ = io::stdout().flush();
        eprintln!();
    }
}

fn cores() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}

/// Runs a program again and again in another process.
fn one_process(program: Program, seconds: &str) -> String {
    let mut command = Command::new(env::current_exe().expect("a running program has a path"));
    command.args(["again", program.name, seconds]).stdout(Stdio::piped()).stderr(Stdio::piped());
    // The sanitizer goes on after a report, and so do the runs.
    command.env("TSAN_OPTIONS", "exitcode=0 report_signal_unsafe=0");
    let mut child = command.spawn().expect("this program can be started again");
    let reports = reports(&mut child);
    let output = child.wait_with_output().expect("it ends by itself");
    let said = String::from_utf8_lossy(&output.stdout);
    let result = said.lines().last().unwrap_or("crashes").to_owned();
    let reports = reports.join().expect("it only reads");
    if reports == 0 { result } else { format!("{result}\t{reports} reports") }
}

/// Counts what the sanitizer reports; a thread does, so that the pipe never fills up.
fn reports(child: &mut Child) -> thread::JoinHandle<usize> {
    let errors = child.stderr.take().expect("it is piped");
    thread::spawn(move || {
        let mut reports = 0;
        // Where the accesses of a report were made. The first line after each access is the innermost function.
        let mut places = [false; 2];
        let mut seen = 2;
        for line in BufReader::new(errors).lines().map_while(Result::ok) {
            if line.contains("WARNING: ThreadSanitizer: data race") {
                seen = 0;
            } else if seen < 2 && line.trim_start().starts_with("#0 ") {
                // Std isn't built with the sanitizer, so there are false alarms about its own code.
                places[seen] = line.contains("appendix::programs::");
                seen += 1;
                reports += usize::from(seen == 2 && places == [true, true]);
            }
        }
        reports
    })
}

/// Runs a program until the time is up, and says how often it went wrong.
fn again(program: Program, limit: Duration) {
    panic::set_hook(Box::new(|_| ()));
    let done = Arc::new(AtomicU64::new(0));
    let wrong = Arc::new(AtomicU64::new(0));
    let (counts, failures) = (Arc::clone(&done), Arc::clone(&wrong));
    let begun = Instant::now();
    let runs = thread::spawn(move || {
        while begun.elapsed() < limit {
            if panic::catch_unwind(program.run).is_err() {
                failures.fetch_add(1, Relaxed);
            }
            counts.fetch_add(1, Relaxed);
        }
    });
    // Relaxed: these numbers are for people.
    let mut seen = (done.load(Relaxed), Instant::now());
    while !runs.is_finished() {
        thread::sleep(Duration::from_millis(20));
        let now = done.load(Relaxed);
        if now != seen.0 {
            seen = (now, Instant::now());
        } else if seen.1.elapsed() > HANGS {
            println!("hangs in run {}", grouped(now + 1));
            process::exit(0);
        }
    }
    println!("{} of {}", grouped(wrong.load(Relaxed)), grouped(done.load(Relaxed)));
}

/// A number as 1,234,567.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (i, digit) in digits.char_indices() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
