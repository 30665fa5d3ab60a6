//! A program that watches a file, in a terminal of its own.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};
use std::{fs, thread};

use anyhow::{Context, Result};
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// The program. It ends with this.
pub struct Watched {
    child: Box<dyn Child + Send + Sync>,
    printed: Receiver<Vec<u8>>,
    file: PathBuf,
    verdict: &'static str,
    _master: Box<dyn MasterPty + Send>,
}

impl Watched {
    /// Starts it, and waits for its first verdict, of which these words are the last.
    pub fn start(
        words: &[String],
        folder: &Path,
        file: PathBuf,
        verdict: &'static str,
    ) -> Result<Self> {
        let size = PtySize { rows: 60, cols: 100, pixel_width: 0, pixel_height: 0 };
        let pty = native_pty_system().openpty(size)?;
        let mut command = CommandBuilder::from_argv(words.iter().map(Into::into).collect());
        command.cwd(folder);
        for name in ["CARGO", "CARGO_MANIFEST_DIR", "CARGO_TARGET_DIR", "RUST_BACKTRACE"] {
            command.env_remove(name);
        }
        command.env("TERM", "xterm");
        command.env("NO_COLOR", "1");
        let child = pty.slave.spawn_command(command)?;
        let mut output = pty.master.try_clone_reader()?;
        let (sender, printed) = mpsc::channel();
        thread::spawn(move || {
            let mut buffer = [0; 1 << 16];
            while let Ok(length @ 1..) = output.read(&mut buffer) {
                if sender.send(buffer[..length].to_vec()).is_err() {
                    return;
                }
            }
        });
        let watched = Self { child, printed, file, verdict, _master: pty.master };
        watched.wait()?;
        Ok(watched)
    }

    /// From the save to the verdict on the screen.
    pub fn save(&mut self, edit: usize) -> Result<Duration> {
        // As somebody would: not in the moment of the last verdict.
        thread::sleep(Duration::from_millis(500));
        while self.printed.try_recv().is_ok() {}
        let text = fs::read_to_string(&self.file)?;
        let began = Instant::now();
        fs::write(&self.file, format!("{text}\n// Watched edit {edit}.\n"))?;
        self.wait()?;
        Ok(began.elapsed())
    }

    fn wait(&self) -> Result<()> {
        let mut seen = String::new();
        while !seen.contains(self.verdict) {
            let piece =
                self.printed.recv_timeout(Duration::from_secs(300)).context("no verdict")?;
            seen.push_str(&String::from_utf8_lossy(&piece));
        }
        Ok(())
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
