//! Runs your test on locks that are right and on locks that are wrong: answers to exercise 15a.
//!
//! Classes of wrong tests closed here:
//! - one that refuses too much: `no_right_lock_is_refused`. Some of the locks let waiting writers go first, and some don't.
//! - one that reads names or places in the source: `no_right_lock_is_refused_for_its_name`.
//! - one that remembers, or counts its calls: each right lock is tried twice, each lock in a process of its own.

use test_the_readers::{Guard, Shared};

/// Makes a `Shared` of the lock in a module.
macro_rules! shared {
    ($name:ident) => {
        impl Shared for $name::ReadWriteLock {
            fn read(&self) -> Guard<'_> {
                Guard(Box::new(self.read()))
            }

            fn write(&self) -> Guard<'_> {
                Guard(Box::new(self.write()))
            }
        }

        fn $name() -> Box<dyn Shared> {
            Box::new($name::ReadWriteLock::default())
        }
    };
}

lineup::lineup! {
    test = test_the_readers::test;
    make = shared;

    fn no_right_lock_is_refused() {
        right solved = "../../../solutions/15a-rwlock/src/lib.rs";
        right a_signed_number = "../../../solutions/15a-rwlock/right/a_signed_number.rs";
        right a_writer_holds_the_door = "../../../solutions/15a-rwlock/right/a_writer_holds_the_door.rs";
        right writers_first = "../../../solutions/15a-rwlock/right/writers_first.rs";
    }

    fn no_right_lock_is_refused_for_its_name() {
        decoy decoy = "wrong/a_writer_wakes_one.rs";
    }

    fn a_writer_that_is_not_alone_is_refused() {
        wrong a_reader_enters_beside_a_writer = "../../../solutions/15a-rwlock/wrong/a_reader_enters_beside_a_writer.rs",
            "`read` never waits";
        wrong two_writers = "../../../solutions/15a-rwlock/wrong/two_writers.rs",
            "`write` waits for readers only";
        wrong readers_leave_relaxed = "../../../solutions/15a-rwlock/wrong/readers_leave_relaxed.rs",
            "a reader leaves with `Relaxed`";
    }

    fn a_lock_that_counts_its_readers_wrong_is_refused() {
        wrong the_first_reader_out_frees_the_lock = "../../../solutions/15a-rwlock/wrong/the_first_reader_out_frees_the_lock.rs",
            "the first of several readers to leave lets a writer in";
        wrong a_writer_minds_one_reader_only = "../../../solutions/15a-rwlock/wrong/a_writer_minds_one_reader_only.rs",
            "`write` waits for one reader, but not for two";
        wrong counts_to_255 = "../../../solutions/15a-rwlock/wrong/counts_to_255.rs",
            "the number of readers has eight bits";
    }

    fn a_lock_that_keeps_a_thread_out_is_refused() {
        wrong a_mutex_in_disguise = "../../../solutions/15a-rwlock/wrong/a_mutex_in_disguise.rs",
            "a reader waits for other readers";
        wrong one_state_for_all = "../../../solutions/15a-rwlock/wrong/one_state_for_all.rs",
            "all locks share one state";
    }

    fn a_lock_that_forgets_a_waiting_thread_is_refused() {
        wrong the_last_reader_wakes_none = "../../../solutions/15a-rwlock/wrong/the_last_reader_wakes_none.rs",
            "a reader who leaves wakes no thread";
        wrong a_writer_wakes_readers_only = "../../../solutions/15a-rwlock/wrong/a_writer_wakes_readers_only.rs",
            "a writer who leaves wakes no writer";
        wrong a_writer_wakes_one = "../../../solutions/15a-rwlock/wrong/a_writer_wakes_one.rs",
            "a writer who leaves wakes one of the waiting readers";
    }

    fn a_thread_that_waits_in_the_wrong_way_is_refused() {
        wrong if_in_read = "../../../solutions/15a-rwlock/wrong/if_in_read.rs",
            "a reader that wakes up goes in";
        wrong if_in_write = "../../../solutions/15a-rwlock/wrong/if_in_write.rs",
            "a writer that wakes up goes in";
        wrong spins_for_readers = "../../../solutions/15a-rwlock/wrong/spins_for_readers.rs",
            "a writer yields in a loop while there are readers";
    }
}
