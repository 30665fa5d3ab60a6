//! A terminal that a program can be run in, and whose screen can be read.
//!
//! Nothing here goes by the clock: what is waited for is on the screen some time, or the test fails after a
//! bound that no healthy run comes near.

use std::cell::Cell;
use std::io::{Read, Write};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};
use std::{env, fs};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use crate::fixture::{CARGOS, Course};

const BOUND: Duration = Duration::from_secs(60);

/// A screen that is not as wanted after this will not become so.
const SETTLES: Duration = Duration::from_secs(10);

/// A terminal with the runner in it.
pub struct Terminal {
    screen: Arc<Mutex<vt100::Parser>>,
    /// Everything that was ever printed.
    printed: Arc<Mutex<Vec<u8>>>,
    /// How much of it there was when a key was last pressed.
    pressed_at: usize,
    /// Draws what is printed, to the end of it.
    reader: JoinHandle<()>,
    keys: Box<dyn Write + Send>,
    pub child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
}

/// How a terminal is.
#[derive(Clone, Copy)]
pub struct Kind<'a> {
    pub columns: u16,
    pub rows: u16,
    pub variables: &'a [(&'a str, &'a str)],
}

pub const PLAIN: Kind<'static> = Kind { columns: 80, rows: 40, variables: &[("NO_COLOR", "1")] };

impl Terminal {
    /// The runner with these arguments, in a plain terminal.
    pub fn open(course: &Course, arguments: &str) -> Self {
        Self::of(course, arguments, PLAIN)
    }

    /// The runner in such a terminal.
    pub fn of(course: &Course, arguments: &str, kind: Kind<'_>) -> Self {
        Self::within(course, &[], arguments, kind)
    }

    /// The runner in such a terminal, started by another program.
    pub fn within(course: &Course, starter: &[&str], arguments: &str, kind: Kind<'_>) -> Self {
        let size = PtySize { rows: kind.rows, cols: kind.columns, pixel_width: 0, pixel_height: 0 };
        let pty = native_pty_system().openpty(size).unwrap();
        let runner = [env!("CARGO_BIN_EXE_course")];
        let mut words = starter.iter().copied().chain(runner).chain(arguments.split_whitespace());
        let mut command = CommandBuilder::new(words.next().unwrap());
        command.args(words);
        command.cwd(course.path("."));
        let ours = [
            "COLUMNS",
            "LINES",
            "NO_COLOR",
            "CLICOLOR",
            "CLICOLOR_FORCE",
            "VISUAL",
            "EDITOR",
            "TERM_PROGRAM",
            "VTE_VERSION",
            "COLORTERM",
            "WT_SESSION",
            "KONSOLE_VERSION",
            "DOMTERM",
            "FORCE_HYPERLINK",
            "RUST_BACKTRACE",
            "CI",
        ];
        for name in ours.iter().chain(&CARGOS) {
            command.env_remove(name);
        }
        command.env("TERM", "xterm-256color");
        for name in ["TMPDIR", "TMP", "TEMP"] {
            command.env(name, course.path("tmp"));
        }
        for (name, value) in kind.variables {
            command.env(name, value);
        }
        let child = pty.slave.spawn_command(command).unwrap();
        let screen =
            Arc::new(Mutex::new(vt100::Parser::new(cells(kind.rows), cells(kind.columns), 0)));
        let mut output = pty.master.try_clone_reader().unwrap();
        let printed = Arc::<Mutex<Vec<u8>>>::default();
        let (drawn, kept) = (screen.clone(), printed.clone());
        let reader = thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(length @ 1..) = output.read(&mut buffer) {
                // First drawn, then counted: what is counted is on the screen.
                drawn.lock().unwrap().process(&buffer[..length]);
                kept.lock().unwrap().extend(&buffer[..length]);
            }
        });
        let keys = pty.master.take_writer().unwrap();
        Self { screen, printed, pressed_at: 0, reader, keys, child, master: pty.master }
    }

    /// Presses keys.
    pub fn press(&mut self, keys: &str) -> &mut Self {
        self.pressed_at = self.printed.lock().unwrap().len();
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
        self
    }

    /// Waits until this is on the screen, wherever lines are broken.
    #[track_caller]
    pub fn says(&mut self, text: &str) -> &mut Self {
        self.shows(&format!("it says `{text}`"), |screen| {
            let words: Vec<&str> = screen.split_whitespace().collect();
            words.join(" ").contains(&text.split_whitespace().collect::<Vec<_>>().join(" "))
        })
    }

    /// Waits until this was printed since a key was last pressed, for however short a moment it was on the screen.
    #[track_caller]
    pub fn prints(&mut self, text: &str) -> &mut Self {
        let (printed, from) = (self.printed.clone(), self.pressed_at);
        self.shows(&format!("it prints `{text}`"), |_| {
            String::from_utf8_lossy(&printed.lock().unwrap()[from..]).contains(text)
        })
    }

    /// Waits until this is no longer on the screen.
    #[track_caller]
    pub fn forgets(&mut self, text: &str) -> &mut Self {
        self.shows(&format!("`{text}` is gone"), |screen| !screen.contains(text))
    }

    /// Waits until the last line on the screen is this, whether it says which exercise it is about or not.
    #[track_caller]
    pub fn stands(&mut self, status: &str) -> &mut Self {
        let is_it = |last: &str| last == status || last.ends_with(&format!(" · {status}"));
        let is_last = |screen: &str| screen.lines().last().is_some_and(is_it);
        self.shows(&format!("its last line is `{status}`"), is_last)
    }

    /// Waits until the screen is as wanted. It is looked at when something was drawn: reading it again and again would take
    /// the processor from the compiler that is waited for.
    #[track_caller]
    fn shows(&mut self, what: &str, is_so: impl Fn(&str) -> bool) -> &mut Self {
        let (printed, seen) = (self.printed.clone(), Cell::new(None));
        let screen = self.screen.clone();
        self.wait(what, || {
            let now = Some(printed.lock().unwrap().len());
            seen.replace(now) != now && is_so(&text(&screen))
        })
    }

    /// Waits until something is so, on the screen or beside it.
    #[track_caller]
    pub fn until(&mut self, what: &str, is_so: impl Fn(&str) -> bool) -> &mut Self {
        let screen = self.screen.clone();
        self.wait(what, || is_so(&text(&screen)))
    }

    #[track_caller]
    fn wait(&mut self, what: &str, is_so: impl Fn() -> bool) -> &mut Self {
        let start = Instant::now();
        while !is_so() {
            assert!(start.elapsed() < BOUND, "waited in vain until {what}:\n{}", self.text());
            thread::sleep(Duration::from_millis(5));
        }
        self
    }

    /// Waits for the end of the program; its exit code.
    #[track_caller]
    pub fn end(&mut self) -> u32 {
        let start = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                self.drains();
                return status.exit_code();
            }
            assert!(start.elapsed() < BOUND, "it does not end:\n{}", self.text());
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// The last that a program prints may be drawn after its end. Windows keeps a terminal open without a program in it.
    fn drains(&self) {
        let start = Instant::now();
        while cfg!(unix) && !self.reader.is_finished() && start.elapsed() < SETTLES {
            thread::sleep(Duration::from_millis(1));
        }
    }

    /// Makes the terminal larger or smaller.
    pub fn resize(&mut self, columns: u16, rows: u16) -> &mut Self {
        self.screen.lock().unwrap().screen_mut().set_size(cells(rows), cells(columns));
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        self.master.resize(size).unwrap();
        self
    }

    /// What is on the screen, without what is blank at the ends.
    pub fn text(&self) -> String {
        text(&self.screen)
    }

    /// The same with its colours, as escape sequences that can be read.
    pub fn coloured(&self) -> String {
        let screen = self.screen.lock().unwrap();
        let columns = screen.screen().size().1;
        let rows = screen.screen().rows_formatted(0, columns.into());
        let text: Vec<String> = rows.map(|row| row.replace('\u{1b}', "␛")).collect();
        text.join("\n").trim_end().to_owned()
    }

    /// The screen is as in `tests/screens`, or soon will be: what is drawn comes in pieces.
    #[track_caller]
    pub fn looks_like(&mut self, name: &str) -> &mut Self {
        let shown = self.comes_to(&expected(name), Self::text);
        check_screen(name, &shown);
        self
    }

    /// The screen and its colours are as in `tests/screens`, or soon will be.
    #[track_caller]
    pub fn looks_in_colour_like(&mut self, name: &str) -> &mut Self {
        let shown = self.comes_to(&expected(name), Self::coloured);
        check_screen(name, &shown);
        self
    }

    /// What is shown, once it is as wanted, or has had the time to become so.
    pub fn comes_to(&self, wanted: &str, show: impl Fn(&Self) -> String) -> String {
        let start = Instant::now();
        loop {
            let shown = show(self);
            if timeless(&shown) == wanted.trim_end() || start.elapsed() > settles() {
                return shown;
            }
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Whether another screen is shown than the one of the shell.
    pub fn is_aside(&self) -> bool {
        self.screen.lock().unwrap().screen().alternate_screen()
    }

    /// Whether keys are echoed, and lines are waited for: as a shell wants its terminal.
    #[cfg(unix)]
    pub fn is_sane(&self) -> bool {
        let modes = format!("{:?}", self.master.get_termios().unwrap().local_flags);
        modes.contains("ECHO ") && modes.contains("ICANON") && modes.contains("ISIG")
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // Most of the time it has ended.
        let _ = self.child.kill();
    }
}

fn text(screen: &Mutex<vt100::Parser>) -> String {
    let text = screen.lock().unwrap().screen().contents();
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    lines.join("\n").trim_end().to_owned()
}

/// While they are written down anew, most are other screens than before.
fn settles() -> Duration {
    if env::var_os("UPDATE_EXPECT").is_some() { Duration::from_millis(500) } else { SETTLES }
}

fn cells(number: u16) -> NonZero<u16> {
    NonZero::new(number).unwrap()
}

#[track_caller]
pub fn check_screen(name: &str, shown: &str) {
    let path = path(name);
    let shown = format!("{}\n", timeless(shown));
    if env::var_os("UPDATE_EXPECT").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, &shown).unwrap();
    }
    assert_eq!(shown, expected(name), "`{}` is not what is shown now:\n{shown}", path.display());
}

/// What a screen must look like; empty where that has not been written down yet.
pub fn expected(name: &str) -> String {
    fs::read_to_string(path(name)).unwrap_or_default().replace("\r\n", "\n")
}

fn path(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/screens/watch");
    folder.join(name).with_extension("txt")
}

/// For how long tests have been running is left to the clock.
fn timeless(shown: &str) -> String {
    let Some((before, rest)) = shown.split_once("Running the tests for ") else {
        return shown.to_owned();
    };
    let seconds = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    format!("{before}Running the tests for N{seconds}")
}
