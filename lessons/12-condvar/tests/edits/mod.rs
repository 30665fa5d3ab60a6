//! Small edits of the mailbox with two condvars, for the reader to choose from.

use expect_test::expect_file;
use figures::{Edit, check_edits};
use interleave::{Checker, FailureKind};
use two_condvars::{locks_twice, notifies_first, notifies_its_own};

use super::{s7_two_condvars, thread};

/// The mailbox, edited: each file differs from `src/s7_two_condvars.rs` in the lines that the book shows.
mod two_condvars {
    pub mod locks_twice;
    pub mod notifies_first;
    pub mod notifies_its_own;
}

/// What every version can do.
trait Mailbox: Default + Sync {
    fn put(&self, letter: u32);
    fn take(&self) -> u32;
}

macro_rules! mailboxes {
    ($($version:ident),*) => {$(
        impl Mailbox for $version::Mailbox {
            fn put(&self, letter: u32) {
                self.put(letter);
            }
            fn take(&self) -> u32 {
                self.take()
            }
        }
    )*};
}
mailboxes!(s7_two_condvars, locks_twice, notifies_first, notifies_its_own);

/// A and B put one letter in each, and C takes both.
fn two_putters<M: Mailbox>() {
    let mailbox = M::default();
    thread::scope(|s| {
        s.spawn(|| mailbox.put(1));
        s.spawn(|| mailbox.put(2));
        let c = s.spawn(|| [mailbox.take(), mailbox.take()]);
        let mut letters = c.join().unwrap();
        letters.sort_unstable();
        assert_eq!(letters, [1, 2]);
    });
}

macro_rules! edit {
    ($name:ident, $does:literal, $why:literal) => {
        Edit {
            file: concat!("../tests/edits/two_condvars/", stringify!($name), ".rs"),
            does: $does,
            why: $why,
            programs: &[two_putters::<$name::Mailbox>],
        }
    };
}

#[test]
fn of_the_edits_of_the_mailbox_one_does_no_harm() {
    let edits = [
        edit!(
            notifies_its_own,
            "`take` notifies `filled`",
            "Putters wait for room, and they sleep on `emptied`. C notifies the other condvar, so the sleeping putter \
             isn't woken."
        ),
        edit!(
            notifies_first,
            "`put` notifies before it puts the letter in",
            "The order of these two lines doesn't matter, because the putter holds the mutex during both. A taker that \
             is woken can look only when the mutex is free, and by then the letter is in."
        ),
        edit!(
            locks_twice,
            "`put` checks under the mutex, releases it, and locks it again to put the letter in",
            "Between the check and the letter the mutex is free, so both putters can find room. The second letter \
             replaces the first, and C waits for one that is gone."
        ),
    ];
    let kinds = check_edits(
        expect_file!["../../traces/edits-two-condvars.json"],
        &Checker::new(),
        "../src/s7_two_condvars.rs:put-take",
        &[two_putters::<s7_two_condvars::Mailbox>],
        &edits,
    );
    let sleeps = Some(FailureKind::LostWakeup);
    assert_eq!(kinds, [sleeps, None, sleeps]);
}
