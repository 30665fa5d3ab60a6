//! Ends what runs for a runner that was killed, and halts it while the runner is halted.
//!
//! No program can tidy up after `kill -9`. So the runner starts itself once more, as a guard, and tells it through a
//! pipe which groups of processes run. The pipe closes however the runner ends, and then the guard kills the groups
//! that are left. Ctrl-Z reaches the runner and not those groups: the guard passes it on, and `fg` as well.
//!
//! On Windows there is none. A job object does the first, and there is no Ctrl-Z.

#[cfg(not(unix))]
pub use elsewhere::{is_wanted, stand};
#[cfg(unix)]
pub use unix::{add, halt, install, is_wanted, remove, stand};

#[cfg(unix)]
mod unix {
    use std::collections::BTreeSet;
    use std::env;
    use std::io::{self, BufRead};
    use std::mem;
    use std::os::fd::{AsRawFd, OwnedFd, RawFd};
    use std::os::unix::process::CommandExt;
    use std::path::PathBuf;
    use std::process::{Command, ExitCode, Stdio};
    use std::ptr;
    use std::sync::OnceLock;
    use std::sync::atomic::{AtomicI32, Ordering::SeqCst};

    use signal_hook::consts::SIGTSTP;
    use signal_hook::low_level;

    use crate::group::signal;

    /// The argument that makes the runner a guard.
    const ROLE: &str = "--stand-guard";

    /// Our end of the pipe; nothing where there is no guard, and then all goes on without one.
    static PIPE: OnceLock<Option<OwnedFd>> = OnceLock::new();
    /// The same, for a signal handler. It is -1 as long as nothing was started.
    static RAW: AtomicI32 = AtomicI32::new(-1);

    /// Whether this process is to be the guard.
    pub fn is_wanted() -> bool {
        env::args_os().nth(1).is_some_and(|argument| argument == ROLE)
    }

    /// Stands guard, until the runner is gone.
    pub fn stand() -> ExitCode {
        let mut groups = BTreeSet::new();
        for line in io::stdin().lock().lines().map_while(Result::ok) {
            let (what, group) = line.split_at_checked(1).unwrap_or_default();
            let group = group.parse::<u32>().unwrap_or_default();
            match what {
                "+" => drop(groups.insert(group)),
                "-" => drop(groups.remove(&group)),
                "z" => groups.iter().for_each(|group| signal(*group, libc::SIGSTOP)),
                "f" => groups.iter().for_each(|group| signal(*group, libc::SIGCONT)),
                _ => {}
            }
        }
        groups.iter().for_each(|group| signal(*group, libc::SIGKILL));
        ExitCode::SUCCESS
    }

    /// Listens to Ctrl-Z. `hold` says whether it has to wait until [`halt`] is called; it must do nothing that a signal
    /// handler may not.
    pub fn install(hold: fn() -> bool) -> io::Result<()> {
        let handle = move || {
            if !hold() {
                halt();
            }
        };
        // SAFETY: the handler loads and stores atomics, writes to a pipe and makes system calls that a handler may make.
        unsafe { low_level::register(SIGTSTP, handle) }?;
        Ok(())
    }

    /// Halts what runs and this program, until the shell says `fg`.
    pub fn halt() {
        tell("z\n");
        stop();
        // This is after `fg`; or at once, where no shell could bring us back and the system does not stop us.
        tell("f\n");
    }

    /// Does what Ctrl-Z does where no handler is, also from within one.
    fn stop() {
        // SAFETY: both are plain data, for which zeros are a value.
        let (mut ours, mut default): (libc::sigaction, libc::sigaction) =
            unsafe { (mem::zeroed(), mem::zeroed()) };
        // SAFETY: as above.
        let mut signals: libc::sigset_t = unsafe { mem::zeroed() };
        default.sa_sigaction = libc::SIG_DFL;
        // SAFETY: everything that is pointed to outlives the calls, and each call may be made in a handler. The signal
        // is blocked while it is handled; unblocked, it stops us there.
        unsafe {
            libc::sigaction(SIGTSTP, &default, &mut ours);
            libc::raise(SIGTSTP);
            libc::sigemptyset(&mut signals);
            libc::sigaddset(&mut signals, SIGTSTP);
            libc::pthread_sigmask(libc::SIG_UNBLOCK, &signals, ptr::null_mut());
            libc::sigaction(SIGTSTP, &ours, ptr::null_mut());
        }
    }

    /// A group of processes was started.
    pub fn add(group: u32) {
        let pipe = PIPE.get_or_init(|| start().ok());
        if let Some(pipe) = pipe {
            RAW.store(pipe.as_raw_fd(), SeqCst);
            tell(&format!("+{group}\n"));
        }
    }

    /// A group of processes is gone.
    pub fn remove(group: u32) {
        tell(&format!("-{group}\n"));
    }

    fn start() -> io::Result<OwnedFd> {
        // A link to what runs, even when that was built anew meanwhile.
        let ourselves = if cfg!(target_os = "linux") {
            PathBuf::from("/proc/self/exe")
        } else {
            env::current_exe()?
        };
        let mut command = Command::new(ourselves);
        // It holds neither the folder nor a pipe of ours, and no key reaches it.
        command.arg(ROLE).current_dir("/").process_group(0);
        command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = command.spawn()?;
        child.stdin.take().map(OwnedFd::from).ok_or_else(|| io::ErrorKind::BrokenPipe.into())
    }

    /// One write of so few bytes is one piece in the pipe, whichever threads write besides.
    fn tell(words: &str) {
        let pipe: RawFd = RAW.load(SeqCst);
        if pipe >= 0 {
            // SAFETY: the words are that long, and the pipe stays open until we end. When the guard is gone the call
            // fails, and that is fine.
            unsafe { libc::write(pipe, words.as_ptr().cast(), words.len()) };
        }
    }
}

#[cfg(not(unix))]
mod elsewhere {
    use std::process::ExitCode;

    /// There is no guard here.
    pub fn is_wanted() -> bool {
        false
    }

    /// There is no guard here.
    pub fn stand() -> ExitCode {
        ExitCode::SUCCESS
    }
}
