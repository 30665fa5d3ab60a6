//! Ctrl-C, and work that is called off: what was started is killed first.

use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use anyhow::{Context, Result};
use signal_hook::consts::TERM_SIGNALS;
use signal_hook::flag;

/// The exit code by which shells know that a program was interrupted.
pub const EXIT_CODE: u8 = 130;

/// The user wants to stop.
#[derive(Debug)]
pub struct Interrupted;

impl fmt::Display for Interrupted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("interrupted")
    }
}

impl std::error::Error for Interrupted {}

static REQUESTED: LazyLock<Arc<AtomicBool>> = LazyLock::new(Arc::default);
/// The same, but by a key.
static PRESSED: LazyLock<Arc<AtomicBool>> = LazyLock::new(Arc::default);
/// Whether another program has the terminal.
static LENT: LazyLock<Arc<AtomicBool>> = LazyLock::new(Arc::default);
/// Ctrl-Z was pressed, and the terminal is not as a shell wants it.
static PAUSED: LazyLock<Arc<AtomicBool>> = LazyLock::new(Arc::default);
// While nothing runs there is nothing to clean up, and the signal may end the program at once; most of all
// while it waits for an answer on the terminal.
static IDLE: LazyLock<Arc<AtomicBool>> = LazyLock::new(|| Arc::new(AtomicBool::new(true)));
/// After Ctrl-Z and `fg` the terminal is as the shell left it.
static AWAY: LazyLock<Arc<AtomicBool>> = LazyLock::new(Arc::default);
static RUNNING: Mutex<usize> = Mutex::new(0);

/// The signals that a key on the terminal sends to everybody who is on it.
const KEYS: &[i32] = &[
    signal_hook::consts::SIGINT,
    #[cfg(unix)]
    signal_hook::consts::SIGQUIT,
];

/// Listens to Ctrl-C, and to being asked to end in other ways.
pub fn install() -> Result<()> {
    #[cfg(unix)]
    let hang_up = [signal_hook::consts::SIGHUP];
    #[cfg(not(unix))]
    let hang_up = [];
    for &signal in TERM_SIGNALS.iter().chain(&hang_up) {
        let listen = || {
            flag::register_conditional_shutdown(signal, EXIT_CODE.into(), IDLE.clone())?;
            let is_key = KEYS.contains(&signal);
            flag::register(signal, if is_key { PRESSED.clone() } else { REQUESTED.clone() })
        };
        listen().context("cannot listen to Ctrl-C")?;
    }
    #[cfg(unix)]
    flag::register(signal_hook::consts::SIGCONT, AWAY.clone())
        .context("cannot listen to signals")?;
    Ok(())
}

/// From now on Ctrl-Z waits until [`pause`] is called.
#[cfg(unix)]
pub fn hear_pause() -> Result<()> {
    let signal = signal_hook::consts::SIGTSTP;
    // A program that has the terminal is stopped by the same key, and a shell waits until all are.
    flag::register_conditional_default(signal, LENT.clone())
        .and_then(|_| flag::register(signal, PAUSED.clone()))
        .context("cannot listen to Ctrl-Z")?;
    Ok(())
}

/// There is no such key here.
#[cfg(not(unix))]
pub fn hear_pause() -> Result<()> {
    Ok(())
}

/// Whether Ctrl-Z was pressed since this was last asked.
pub fn is_pausing() -> bool {
    PAUSED.swap(false, SeqCst)
}

/// Stops until the shell says `fg`.
pub fn pause() {
    #[cfg(unix)]
    // It fails for signals that there are not.
    let _ = signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP);
}

/// Whether a shell had the terminal since this was last asked.
pub fn was_away() -> bool {
    AWAY.swap(false, SeqCst)
}

/// Fails once the user wants to stop.
pub fn check() -> Result<(), Interrupted> {
    let is_pressed = PRESSED.load(SeqCst) && !LENT.load(SeqCst);
    if REQUESTED.load(SeqCst) || is_pressed { Err(Interrupted) } else { Ok(()) }
}

/// Leaves the keys of the terminal to another program for as long as this takes: Ctrl-C is meant for that one,
/// though we hear it as well.
pub fn lend<T>(borrow: impl FnOnce() -> T) -> T {
    LENT.store(true, SeqCst);
    let result = borrow();
    PRESSED.store(false, SeqCst);
    PAUSED.store(false, SeqCst);
    LENT.store(false, SeqCst);
    result
}

/// Calls work off. All clones are the same one.
#[derive(Clone, Default)]
pub struct Stop(Arc<AtomicBool>);

impl Stop {
    /// Cancels the work: what runs for it is killed.
    pub fn request(&self) {
        self.0.store(true, SeqCst);
    }

    /// Fails once the work was called off, or the user wants to stop altogether.
    pub fn check(&self) -> Result<(), Interrupted> {
        if self.0.load(SeqCst) { Err(Interrupted) } else { check() }
    }
}

/// While this lives, a signal only makes [`check`] fail: its holder has something to clean up.
pub struct Busy(());

/// Says that there is something to clean up.
pub fn busy() -> Busy {
    count(1);
    Busy(())
}

impl Drop for Busy {
    fn drop(&mut self) {
        count(-1);
    }
}

fn count(change: isize) {
    let mut running = RUNNING.lock().unwrap_or_else(PoisonError::into_inner);
    *running = running.saturating_add_signed(change);
    IDLE.store(*running == 0, SeqCst);
}
