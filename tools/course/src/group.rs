//! A program and everything it starts, to be killed as one: a process group on Unix, a job object on Windows.

#[cfg(unix)]
pub use unix::Group;
#[cfg(windows)]
pub use windows::Group;

#[cfg(unix)]
mod unix {
    use std::io;
    use std::os::unix::process::CommandExt;
    use std::process::{Child, ChildStderr, ChildStdout, Command, ExitStatus};

    /// A running program with all its children.
    pub struct Group(Child);

    impl Group {
        /// Starts the program as the leader of a group of its own, which Ctrl-C on the terminal does not reach.
        pub fn spawn(mut command: Command) -> io::Result<Self> {
            Ok(Self(command.process_group(0).spawn()?))
        }

        /// The ends of the pipes to read from.
        pub fn pipes(&mut self) -> (Option<ChildStdout>, Option<ChildStderr>) {
            (self.0.stdout.take(), self.0.stderr.take())
        }

        /// How the program ended, if it did.
        pub fn try_wait(&mut self) -> io::Result<Option<ExitStatus>> {
            self.0.try_wait()
        }

        /// Kills the program and everything it started.
        pub fn kill(&mut self) {
            // The crates that wrap this call bring `nix` with them: two seconds of the first `cargo run`, and
            // `libc` compiled twice.
            if let Ok(group) = libc::pid_t::try_from(self.0.id()) {
                // SAFETY: `killpg` takes two numbers and touches no memory of ours. The number is that of a group
                // that we made. When all of it is gone already the call fails, and that is fine.
                unsafe { libc::killpg(group, libc::SIGKILL) };
            }
        }

        /// Waits for the program to end.
        pub fn wait(&mut self) -> io::Result<ExitStatus> {
            self.0.wait()
        }
    }
}

#[cfg(windows)]
mod windows {
    use std::io;
    use std::process::{ChildStderr, ChildStdout, Command, ExitStatus};

    use process_wrap::std::{ChildWrapper, CommandWrap, JobObject};

    /// A running program with all its children.
    pub struct Group(Box<dyn ChildWrapper>);

    impl Group {
        /// Starts the program in a job object of its own.
        pub fn spawn(command: Command) -> io::Result<Self> {
            Ok(Self(CommandWrap::from(command).wrap(JobObject).spawn()?))
        }

        /// The ends of the pipes to read from.
        pub fn pipes(&mut self) -> (Option<ChildStdout>, Option<ChildStderr>) {
            (self.0.stdout().take(), self.0.stderr().take())
        }

        /// How the program ended, if it did.
        pub fn try_wait(&mut self) -> io::Result<Option<ExitStatus>> {
            // The wrapper's own answer waits for the whole job; the program alone is meant here.
            self.0.inner_mut().try_wait()
        }

        /// Kills the program and everything it started.
        pub fn kill(&mut self) {
            // It fails when all of it is gone already.
            let _ = self.0.start_kill();
        }

        /// Waits for the program to end.
        pub fn wait(&mut self) -> io::Result<ExitStatus> {
            self.0.inner_mut().wait()
        }
    }
}
