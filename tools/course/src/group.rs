//! A program and everything it starts, to be killed as one: a process group on Unix, a job object on Windows.
//!
//! Also where its memory ends. Linux and the BSDs hold a program to that, and so does a job object. macOS has such a
//! limit and ignores it, so there we look now and then how much the program has taken; the programs that it starts
//! have no limit there.

#[cfg(unix)]
pub use unix::{Group, signal};
#[cfg(windows)]
pub use windows::Group;

#[cfg(unix)]
mod unix {
    use std::io;
    use std::os::unix::process::CommandExt;
    use std::process::{Child, ChildStderr, ChildStdout, Command, ExitStatus};

    use crate::guard;

    /// A running program with all its children.
    pub struct Group {
        child: Child,
        #[cfg(target_os = "macos")]
        memory: Option<u64>,
    }

    impl Group {
        /// Starts the program as the leader of a group of its own, which Ctrl-C on the terminal does not reach.
        pub fn spawn(mut command: Command, memory: Option<u64>) -> io::Result<Self> {
            #[cfg(not(target_os = "linux"))]
            if let Some(memory) = memory {
                limit(&mut command, memory);
            }
            let child = command.process_group(0).spawn()?;
            #[cfg(target_os = "linux")]
            if let Some(memory) = memory {
                limit(child.id(), memory);
            }
            guard::add(child.id());
            Ok(Self {
                child,
                #[cfg(target_os = "macos")]
                memory,
            })
        }

        /// The ends of the pipes to read from.
        pub fn pipes(&mut self) -> (Option<ChildStdout>, Option<ChildStderr>) {
            (self.child.stdout.take(), self.child.stderr.take())
        }

        /// How the program ended, if it did.
        pub fn try_wait(&mut self) -> io::Result<Option<ExitStatus>> {
            self.child.try_wait()
        }

        /// Whether the program has taken too much memory, where the system does not see to that.
        pub fn is_starved(&self) -> bool {
            #[cfg(target_os = "macos")]
            return self.memory.is_some_and(|memory| taken(self.child.id()) > memory);
            #[cfg(not(target_os = "macos"))]
            false
        }

        /// Kills the program and everything it started.
        pub fn kill(&mut self) {
            signal(self.child.id(), libc::SIGKILL);
        }

        /// Waits for the program to end.
        pub fn wait(&mut self) -> io::Result<ExitStatus> {
            self.child.wait()
        }
    }

    impl Drop for Group {
        fn drop(&mut self) {
            guard::remove(self.child.id());
        }
    }

    /// Sends a signal to all processes of a group of ours.
    pub fn signal(group: u32, signal: libc::c_int) {
        // The crates that wrap this call bring `nix` with them: two seconds of the first `cargo run`, and `libc`
        // compiled twice.
        if let Some(group) = libc::pid_t::try_from(group).ok().filter(|group| *group > 1) {
            // SAFETY: `killpg` takes two numbers and touches no memory of ours. The number is that of a group that we
            // made. When all of it is gone already the call fails, and that is fine.
            unsafe { libc::killpg(group, signal) };
        }
    }

    /// Holds a running program to so much memory that it writes to, without what is only reserved. Code of ours between
    /// fork and exec could do it sooner, but a fork copies the page tables of this program, and every page that one of its
    /// threads writes to next: a quarter of what it takes to run a small test. So for a moment the program has no limit,
    /// which is too short for it to start anything.
    #[cfg(target_os = "linux")]
    fn limit(process: u32, memory: u64) {
        let process = process as libc::pid_t;
        let mut limit = libc::rlimit { rlim_cur: 0, rlim_max: 0 };
        // SAFETY: there is room for the answer.
        let known =
            unsafe { libc::prlimit(process, libc::RLIMIT_DATA, std::ptr::null(), &mut limit) };
        if known == 0 {
            limit.rlim_max = limit.rlim_max.min(memory as libc::rlim_t);
            limit.rlim_cur = limit.rlim_max;
            // SAFETY: the limit outlives the call. Where the system does not take it, there is none.
            unsafe {
                libc::prlimit(process, libc::RLIMIT_DATA, &limit, std::ptr::null_mut());
            }
        }
    }

    #[cfg(not(target_os = "linux"))]
    fn limit(command: &mut Command, memory: u64) {
        let set = move || {
            let mut limit = libc::rlimit { rlim_cur: 0, rlim_max: 0 };
            // SAFETY: there is room for the answer.
            if unsafe { libc::getrlimit(libc::RLIMIT_AS, &mut limit) } == 0 {
                limit.rlim_max = limit.rlim_max.min(memory as libc::rlim_t);
                limit.rlim_cur = limit.rlim_max;
                // SAFETY: the limit outlives the call. Where the system does not take it, there is none.
                unsafe { libc::setrlimit(libc::RLIMIT_AS, &limit) };
            }
            Ok(())
        };
        // SAFETY: between fork and exec it makes two system calls and allocates nothing.
        unsafe { command.pre_exec(set) };
    }

    /// How many bytes of memory a program has taken.
    #[cfg(target_os = "macos")]
    fn taken(process: u32) -> u64 {
        use std::mem::{MaybeUninit, size_of};

        let mut found = MaybeUninit::<libc::proc_taskinfo>::zeroed();
        let size = size_of::<libc::proc_taskinfo>() as libc::c_int;
        let process = process as libc::c_int;
        // SAFETY: there is room for an answer of that size.
        unsafe {
            libc::proc_pidinfo(process, libc::PROC_PIDTASKINFO, 0, found.as_mut_ptr().cast(), size)
        };
        // SAFETY: all of it are numbers, and it was zeroed: so they stay when the program is gone.
        unsafe { found.assume_init() }.pti_resident_size
    }
}

#[cfg(windows)]
mod windows {
    use std::io;
    use std::process::{ChildStderr, ChildStdout, Command, ExitStatus};

    use process_wrap::std::{ChildWrapper, CommandWrap, JobObject};

    use crate::job::Job;

    /// A running program with all its children.
    pub struct Group {
        child: Box<dyn ChildWrapper>,
        /// Inside the job that the wrapper makes: it ends with us, and it holds the limit. Nothing where the system
        /// does not let us have one.
        _limits: Option<Job>,
    }

    impl Group {
        /// Starts the program in a job object of its own.
        pub fn spawn(command: Command, memory: Option<u64>) -> io::Result<Self> {
            let child = CommandWrap::from(command).wrap(JobObject).spawn()?;
            let limits =
                child.process_handle().and_then(|process| Job::around(process, memory).ok());
            Ok(Self { child, _limits: limits })
        }

        /// The ends of the pipes to read from.
        pub fn pipes(&mut self) -> (Option<ChildStdout>, Option<ChildStderr>) {
            (self.child.stdout().take(), self.child.stderr().take())
        }

        /// How the program ended, if it did.
        pub fn try_wait(&mut self) -> io::Result<Option<ExitStatus>> {
            // The wrapper's own answer waits for the whole job; the program alone is meant here.
            self.child.inner_mut().try_wait()
        }

        /// The system sees to that.
        pub fn is_starved(&self) -> bool {
            false
        }

        /// Kills the program and everything it started.
        pub fn kill(&mut self) {
            // It fails when all of it is gone already.
            let _ = self.child.start_kill();
        }

        /// Waits for the program to end.
        pub fn wait(&mut self) -> io::Result<ExitStatus> {
            self.child.inner_mut().wait()
        }
    }
}
