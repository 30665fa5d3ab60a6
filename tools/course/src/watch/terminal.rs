//! The terminal's keyboard: every key is heard as it is pressed, and nothing is left that way at the end.
//!
//! On Unix only the echo and the waiting for whole lines are switched off. Crossterm's raw mode would also take
//! away Ctrl-C, which has to work even while no key is read, and the line ends of whatever prints.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result};
use crossterm::event::{self, Event as Input, KeyEventKind};

use crate::interrupt;

use super::Event;

/// While this lives, keys are heard one by one. Dropped, the terminal is as it was, whatever the reason.
pub struct Keyboard {
    mode: Option<mode::Saved>,
    is_paused: Arc<AtomicBool>,
    reading: Arc<Mutex<()>>,
}

// How long a program that is started on the terminal may have to wait for us to stop reading there.
const POLL: Duration = Duration::from_millis(50);

impl Keyboard {
    /// Listens, and sends what it hears.
    pub fn listen(events: Sender<Event>) -> Result<Self> {
        let mode = Some(mode::enter().context("cannot listen to the keys of this terminal")?);
        let (is_paused, reading) = (Arc::<AtomicBool>::default(), Arc::<Mutex<()>>::default());
        let keyboard = Self { mode, is_paused: is_paused.clone(), reading: reading.clone() };
        // It ends with the program: a key that is being waited for cannot be called off.
        thread::spawn(move || {
            loop {
                if is_paused.load(SeqCst) {
                    thread::sleep(POLL);
                    continue;
                }
                let heard = {
                    let _reading = reading.lock().unwrap_or_else(PoisonError::into_inner);
                    hear()
                };
                match heard {
                    Ok(None) => {}
                    Ok(Some(event)) => {
                        if events.send(event).is_err() {
                            return;
                        }
                    }
                    // The terminal is gone.
                    Err(_) => {
                        let _ = events.send(Event::Deaf);
                        return;
                    }
                }
            }
        });
        Ok(keyboard)
    }

    /// Leaves the terminal to another program for as long as this takes.
    pub fn lend<T>(&mut self, borrow: impl FnOnce() -> T) -> T {
        self.is_paused.store(true, SeqCst);
        let reading = self.reading.clone();
        let reading = reading.lock().unwrap_or_else(PoisonError::into_inner);
        self.restore();
        let result = interrupt::lend(borrow);
        self.again();
        drop(reading);
        self.is_paused.store(false, SeqCst);
        result
    }

    /// Listens again, after a shell had the terminal.
    pub fn again(&mut self) {
        self.restore();
        // Without it keys need Enter, and that still works.
        self.mode = mode::enter().ok();
    }

    /// Leaves the terminal as it was, until [`Self::again`].
    pub fn rest(&mut self) {
        self.restore();
    }

    fn restore(&mut self) {
        if let Some(saved) = self.mode.take() {
            mode::leave(saved);
        }
    }
}

impl Drop for Keyboard {
    fn drop(&mut self) {
        self.restore();
    }
}

fn hear() -> io::Result<Option<Event>> {
    if !event::poll(POLL)? {
        return Ok(None);
    }
    Ok(match event::read()? {
        // Windows also tells when a key is let go.
        Input::Key(key) if key.kind != KeyEventKind::Release => Some(Event::Key(key)),
        Input::Resize(..) => Some(Event::Resized),
        _ => None,
    })
}

#[cfg(unix)]
mod mode {
    use std::io;

    use rustix::stdio::stdin;
    use rustix::termios::{
        LocalModes, OptionalActions, SpecialCodeIndex, Termios, tcgetattr, tcsetattr,
    };

    pub type Saved = Termios;

    pub fn enter() -> io::Result<Saved> {
        let saved = tcgetattr(stdin())?;
        let mut mode = saved.clone();
        mode.local_modes.remove(LocalModes::ICANON | LocalModes::ECHO);
        mode.special_codes[SpecialCodeIndex::VMIN] = 1;
        mode.special_codes[SpecialCodeIndex::VTIME] = 0;
        tcsetattr(stdin(), OptionalActions::Now, &mode)?;
        Ok(saved)
    }

    pub fn leave(saved: Saved) {
        // It fails when the terminal is gone.
        let _ = tcsetattr(stdin(), OptionalActions::Now, &saved);
    }
}

#[cfg(not(unix))]
mod mode {
    use std::io;

    use crossterm::terminal::{disable_raw_mode, enable_raw_mode};

    /// Crossterm remembers the mode itself.
    pub struct Saved(());

    pub fn enter() -> io::Result<Saved> {
        enable_raw_mode().map(|()| Saved(()))
    }

    pub fn leave(_: Saved) {
        // It fails when the console is gone.
        let _ = disable_raw_mode();
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::env;
    use std::io::Read;
    use std::sync::mpsc;

    use portable_pty::{CommandBuilder, PtySize, native_pty_system};
    use rustix::stdio::stdin;
    use rustix::termios::{LocalModes, tcgetattr};

    use super::Keyboard;

    #[test]
    fn a_panic_leaves_the_terminal_as_it_was() {
        let pty = native_pty_system().openpty(PtySize::default()).unwrap();
        let modes = || format!("{:?}", pty.master.get_termios().unwrap().local_flags);
        let before = modes();
        let mut command = CommandBuilder::new(env::current_exe().unwrap());
        command.args(["--ignored", "--exact", "watch::terminal::tests::panics", "--no-capture"]);
        let mut output = pty.master.try_clone_reader().unwrap();
        let mut child = pty.slave.spawn_command(command).unwrap();
        let mut said = String::new();
        let mut piece = [0; 4096];
        while !said.contains("test result: ") {
            let length = output.read(&mut piece).unwrap();
            said.push_str(&String::from_utf8_lossy(&piece[..length]));
        }
        child.wait().unwrap();
        assert!(said.contains("keys are heard one by one"), "{said}");
        assert_eq!(modes(), before, "{said}");
    }

    #[test]
    #[ignore = "it is run by the test above, in a terminal of its own"]
    fn panics() {
        let _keyboard = Keyboard::listen(mpsc::channel().0).unwrap();
        assert!(!tcgetattr(stdin()).unwrap().local_modes.intersects(LocalModes::ICANON));
        panic!("keys are heard one by one");
    }
}
