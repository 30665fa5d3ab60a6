//! Tells a thread to stop by a plain flag: `cargo run -p lesson02 --example stop`, then once more with `--release`.

use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::thread;
use std::time::Duration;

use lesson02::s5_stop::PlainFlag;

// ANCHOR: wait
static STOP: PlainFlag = PlainFlag::new();
static STOPPED: AtomicBool = AtomicBool::new(false);

fn main() {
    println!("built with optimisation: {}", if cfg!(debug_assertions) { "no" } else { "yes" });
    // This thread is never joined: it might run forever, and then ends with the process.
    thread::spawn(|| {
        while !STOP.is_raised() {}
        // Relaxed is enough: this flag carries nothing but itself.
        STOPPED.store(true, Relaxed);
    });
    // Long enough for the thread to be waiting.
    thread::sleep(Duration::from_millis(200));
    STOP.raise();
    println!("the flag is raised");
    thread::sleep(Duration::from_secs(2));
    let stopped = STOPPED.load(Relaxed);
    println!(
        "two seconds later the thread {}",
        if stopped { "has stopped" } else { "is still waiting" }
    );
}
// ANCHOR_END: wait
