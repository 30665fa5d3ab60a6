//! A client in a process of its own, which can be stopped in the middle of its work.

use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use crate::client::Kind;

/// A client process. It's killed when this is dropped.
pub struct Process {
    child: Child,
    stdin: ChildStdin,
    stdout: BufReader<ChildStdout>,
}

impl Process {
    /// Starts a client with this program, which is this package's own.
    ///
    /// # Errors
    ///
    /// The program can't be started.
    pub fn start(program: &Path, kind: Kind, url: &str, name: &str) -> io::Result<Self> {
        let mut child = Command::new(program)
            .args([&kind.to_string(), url, name])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let (Some(stdin), Some(stdout)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(io::Error::other("the client has no pipes"));
        };
        Ok(Process { child, stdin, stdout: BufReader::new(stdout) })
    }

    /// Waits for the next line that the client says.
    ///
    /// # Errors
    ///
    /// The client has ended.
    pub fn hear(&mut self) -> io::Result<String> {
        let mut line = String::new();
        if self.stdout.read_line(&mut line)? == 0 {
            return Err(io::Error::new(io::ErrorKind::UnexpectedEof, "the client has ended"));
        }
        Ok(line.trim_end().to_owned())
    }

    /// Tells the client to write.
    ///
    /// # Errors
    ///
    /// The client has ended.
    pub fn go(&mut self) -> io::Result<()> {
        self.stdin.write_all(b"go\n")
    }

    /// Stops the client with SIGSTOP. Only then it's told to write, so from here on it's the signal that keeps it.
    ///
    /// # Errors
    ///
    /// The client has ended.
    #[cfg(unix)]
    pub fn pause(&mut self) -> io::Result<()> {
        use rustix::process::{Pid, Signal, WaitOptions, kill_process, waitpid};

        let pid = Pid::from_child(&self.child);
        // ANCHOR: stop
        kill_process(pid, Signal::STOP)?;
        // The system says when the process has really stopped.
        let stopped = waitpid(Some(pid), WaitOptions::UNTRACED)?;
        // ANCHOR_END: stop
        if !stopped.is_some_and(|(_, status)| status.stopped()) {
            return Err(io::Error::other("the client has ended instead of stopping"));
        }
        self.go()
    }

    /// Lets the client go on, with SIGCONT.
    ///
    /// # Errors
    ///
    /// The client has ended.
    #[cfg(unix)]
    pub fn resume(&mut self) -> io::Result<()> {
        use rustix::process::{Pid, Signal, kill_process};

        Ok(kill_process(Pid::from_child(&self.child), Signal::CONT)?)
    }

    /// Without signals, the client waits for the word until `resume` says it.
    ///
    /// # Errors
    ///
    /// None.
    #[cfg(not(unix))]
    pub fn pause(&mut self) -> io::Result<()> {
        Ok(())
    }

    /// Tells the client to write.
    ///
    /// # Errors
    ///
    /// The client has ended.
    #[cfg(not(unix))]
    pub fn resume(&mut self) -> io::Result<()> {
        self.go()
    }

    /// Ends the client at once, wherever it is.
    ///
    /// # Errors
    ///
    /// The system refuses.
    pub fn kill(mut self) -> io::Result<()> {
        self.child.kill()?;
        self.child.wait().map(drop)
    }

    /// Waits until the client has ended.
    ///
    /// # Errors
    ///
    /// The client has failed.
    pub fn end(mut self) -> io::Result<()> {
        let status = self.child.wait()?;
        if status.success() { Ok(()) } else { Err(io::Error::other("the client has failed")) }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended by itself; either way it's gone.
        _ = self.child.kill();
        _ = self.child.wait();
    }
}
