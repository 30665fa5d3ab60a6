//! How a test died, in words: it left early, used up its stack or its memory, or never came to an end.

use std::process::ExitStatus;
use std::time::Duration;

use crate::libtest::Panic;
use crate::verdict::Kind;

/// How much memory a test gets, in bytes.
///
/// Of 187 tests of 16 solutions, 185 came to their end with 32 MB, and the hungriest, which loses a thousand races in one
/// replay, with 128 MB. What counts is memory that a program may write to: the stacks of the explorer's threads do as
/// soon as they are mapped, used or not.
pub const MEMORY: u64 = 512 << 20;

/// The verdict on a process that ended before its test did.
pub fn early(status: ExitStatus, panic: &Panic) -> (Kind, String) {
    if panic.is_starved {
        return (Kind::Memory, starved());
    }
    let status_in_words = format!("It ended early: {status}.");
    if panic.is_overflow || is_overflow(status) {
        return (Kind::Crash, format!("{status_in_words} {OVERFLOW}"));
    }
    let why = match status.code() {
        _ if is_bad_access(status) => BAD_ACCESS,
        // Panics that cannot be unwound end a process, too, and say so themselves.
        Some(_) if panic.message.is_empty() => LEFT,
        _ => "",
    };
    (Kind::Crash, format!("{status_in_words} {why}").trim_end().to_owned())
}

/// The verdict on code that takes more and more memory.
pub fn starved() -> String {
    let megabytes = MEMORY / (1 << 20);
    format!(
        "It wanted more memory than the {megabytes} MB that a test gets: something grows, and nothing ends it."
    )
}

/// The verdict on code that does not come to an end.
pub fn still_running(deadline: Duration) -> String {
    let seconds = deadline.as_secs();
    format!("Still running after {seconds} s: a deadlock, or a loop that never ends.")
}

const OVERFLOW: &str = "\
A stack overflow: there was no room for one more call. Look for a function that calls itself, and for what should end that.";

const BAD_ACCESS: &str = "\
It touched memory that isn't its own. In safe code, this is a stack overflow: look for a function that calls itself, and \
for what should end that. In unsafe code, it may be a bad pointer as well.";

const LEFT: &str = "\
Something called `exit` before the test was over. A test passes only if it returns.";

/// Inside the explorer, a thread has a stack that Rust's own guard knows nothing of.
#[cfg(unix)]
fn is_bad_access(status: ExitStatus) -> bool {
    use std::os::unix::process::ExitStatusExt;

    matches!(status.signal(), Some(libc::SIGSEGV | libc::SIGBUS))
}

#[cfg(unix)]
fn is_overflow(_: ExitStatus) -> bool {
    false
}

/// `STATUS_ACCESS_VIOLATION`
#[cfg(not(unix))]
fn is_bad_access(status: ExitStatus) -> bool {
    status.code() == Some(0xc000_0005_u32 as i32)
}

/// `STATUS_STACK_OVERFLOW`
#[cfg(not(unix))]
fn is_overflow(status: ExitStatus) -> bool {
    status.code() == Some(0xc000_00fd_u32 as i32)
}
