//! Which locks the tables have, and what is asked about each.

use crate::page::{Row, table};
use crate::questions::{self, Holds};
use crate::readers::{self, Reads};
use crate::signals::{self, Tells, WithMutex};
use crate::*;

/// Where a lock is: its name, its kind, its place, and tests of its lesson.
type About = (&'static str, &'static str, &'static str, &'static str);

fn row((name, kind, place, tests): About, columns: Vec<&'static str>) -> Row {
    Row { name, kind, place, columns, tests }
}

/// A lock, asked the four questions.
fn lock<L: Holds>(about: About) -> Row {
    let order = questions::order::<L>();
    row(
        about,
        vec![order, questions::waits::<L>(), questions::panic::<L>(), questions::again::<L>()],
    )
}

/// A read-write lock: its readers are asked, and its writers.
fn shared<L: Reads>(about: About) -> Row {
    let (late, twice) = (readers::late_reader::<L>(), readers::reads_twice::<L>());
    row(about, vec![late, twice, questions::waits::<L>(), questions::panic::<L>()])
}

/// Something that threads wait for.
fn signal<T: Tells>(about: About) -> Row {
    row(about, vec![signals::told_first::<T>(), signals::waits::<T>()])
}

const LOCK: [&str; 6] = ["lock", "who's next", "a waiter", "after a panic", "held again", "bytes"];

/// Spin locks without data.
pub fn spin() -> String {
    table(
        &LOCK,
        &[
            lock::<s4_try::BinaryLock>((
                "BinaryLock",
                "a flag",
                "04-flag/s4_try",
                "the_same_holds_for_every_later_stage another_thread_may_release_the_lock",
            )),
            lock::<s5_owner::OwnedLock>((
                "OwnedLock",
                "a flag with an owner",
                "04-flag/s5_owner",
                "the_same_holds_for_every_later_stage only_the_holder_can_release_an_owned_lock",
            )),
            lock::<s1_lock::BinaryLock>((
                "BinaryLock",
                "a flag with a guard",
                "06-lock-owns-data/s1_lock",
                "with_the_lock_there_is_no_data_race",
            )),
            lock::<s4_lock::BinaryLock>((
                "BinaryLock",
                "a flag, weakest orderings",
                "07-ordering/s4_lock",
                "under_a_lock_with_acquire_and_release_plain_data_has_no_data_race",
            )),
            lock::<s1_test_and_set::BinaryLock>((
                "BinaryLock",
                "test-and-set",
                "08-spin/s1_test_and_set",
                "under_each_of_the_locks_one_thread_is_inside_at_a_time a_waiter_that_tries_can_be_overtaken_any_number_of_times",
            )),
            lock::<s2_look_first::BinaryLock>((
                "BinaryLock",
                "look first",
                "08-spin/s2_look_first",
                "under_each_of_the_locks_one_thread_is_inside_at_a_time a_waiter_that_looks_first_or_backs_off_can_be_overtaken_too",
            )),
            lock::<s3_backoff::BinaryLock>((
                "BinaryLock",
                "backoff",
                "08-spin/s3_backoff",
                "under_each_of_the_locks_one_thread_is_inside_at_a_time a_waiter_that_looks_first_or_backs_off_can_be_overtaken_too",
            )),
            lock::<s4_ticket::TicketLock>((
                "TicketLock",
                "tickets",
                "08-spin/s4_ticket",
                "under_each_of_the_locks_one_thread_is_inside_at_a_time no_thread_overtakes_one_that_has_a_ticket",
            )),
        ],
    )
}

/// Locks without data, whose waiters sleep.
pub fn sleep() -> String {
    table(
        &LOCK,
        &[
            lock::<s2_queue::BinaryLock>((
                "BinaryLock",
                "a queue",
                "09-sleep/s2_queue",
                "with_three_threads_no_wakeup_is_lost_and_nothing_races",
            )),
            lock::<s4_two_states::BinaryLock>((
                "BinaryLock",
                "a futex, two states",
                "09-sleep/s4_two_states",
                "with_three_threads_no_wakeup_is_lost_and_nothing_races two_states_make_a_wake_call_at_each_release",
            )),
            lock::<s5_three_states::BinaryLock>((
                "BinaryLock",
                "a futex, three states",
                "09-sleep/s5_three_states",
                "with_three_threads_no_wakeup_is_lost_and_nothing_races a_woken_thread_remembers_that_others_might_be_asleep",
            )),
            lock::<s4_deadline::BinaryLock>((
                "BinaryLock",
                "a queue and a time limit",
                "11-do-not-wait-forever/s4_deadline",
                "a_waiter_that_gives_up_takes_no_wakeup_from_another the_limit_is_kept_exactly_however_often_the_waiter_wakes",
            )),
        ],
    )
}

/// Locks that own their data.
pub fn owners() -> String {
    table(
        &LOCK,
        &[
            lock::<s4_owns::Lock<()>>((
                "Lock<T>",
                "data behind a spin lock",
                "06-lock-owns-data/s4_owns",
                "accesses_through_the_guard_have_no_data_race a_panic_releases_the_lock",
            )),
            lock::<s6_mutex::Mutex<()>>((
                "Mutex<T>",
                "data behind a futex",
                "09-sleep/s6_mutex",
                "without_patience_no_wakeup_is_lost_and_nothing_races a_panic_releases_the_mutex_and_does_not_poison_it",
            )),
            lock::<s4_mark_right::Lock<()>>((
                "Lock<T>",
                "data, and a mark",
                "10-poison/s4_mark_right",
                "no_later_holder_misses_the_mark without_a_panic_nothing_is_marked",
            )),
            lock::<s1_try::Lock<()>>((
                "Lock<T>",
                "data, and `try_lock`",
                "11-do-not-wait-forever/s1_try",
                "a_try_never_lies a_try_never_waits",
            )),
            lock::<s6_reentrant::ReentrantLock<()>>((
                "ReentrantLock<T>",
                "data, and a count",
                "11-do-not-wait-forever/s6_reentrant",
                "three_threads_enter_one_after_the_other the_lock_is_free_only_when_the_last_guard_is_dropped",
            )),
        ],
    )
}

/// Read-write locks.
pub fn read_write() -> String {
    let columns = ["lock", "a late reader", "read again", "a waiter", "after a panic", "bytes"];
    table(
        &columns,
        &[
            shared::<s1_rwlock::RwLock>((
                "RwLock",
                "readers counted",
                "15-many-readers/s1_rwlock",
                "no_writer_meets_another_thread_and_none_is_stranded readers_that_overlap_keep_a_writer_out_for_as_long_as_they_like",
            )),
            shared::<s2_writers_first::RwLock>((
                "RwLock",
                "writers first",
                "15-many-readers/s2_writers_first",
                "with_writers_first_no_writer_meets_another_thread_and_none_is_stranded no_new_reader_passes_a_writer_that_waits with_writers_first_a_reader_that_reads_again_deadlocks",
            )),
            shared::<s3_one_number::RwLock<()>>((
                "RwLock<T>",
                "all in one number",
                "15-many-readers/s3_one_number",
                "in_one_number_no_writer_meets_another_thread_and_none_is_stranded",
            )),
            shared::<s5_upgradable::RwLock<()>>((
                "RwLock<T>",
                "readers can upgrade",
                "15-many-readers/s5_upgradable",
                "one_reader_can_upgrade two_readers_that_both_upgrade_wait_for_each_other",
            )),
        ],
    )
}

/// Semaphores, with one permit here.
pub fn counting() -> String {
    table(
        &LOCK,
        &[
            lock::<s2_semaphore::Semaphore>((
                "Semaphore",
                "a count and a condvar",
                "13-counting/s2_semaphore",
                "of_three_threads_never_more_than_two_are_inside_and_none_is_stranded a_permit_may_be_released_by_another_thread",
            )),
            lock::<s4_permit::Semaphore>((
                "Semaphore",
                "permits",
                "13-counting/s4_permit",
                "a_permit_comes_back_on_every_path",
            )),
            lock::<s5_bounded::BoundedSemaphore>((
                "BoundedSemaphore",
                "an upper bound",
                "13-counting/s5_bounded",
                "the_bounded_semaphore_lets_no_more_in_and_strands_none an_over_release_is_an_error_and_changes_nothing",
            )),
            lock::<s6_futex::Semaphore>((
                "Semaphore",
                "all in one number",
                "13-counting/s6_futex",
                "the_semaphore_in_one_number_lets_no_more_in_and_strands_none",
            )),
        ],
    )
}

/// What one thread tells another.
pub fn telling() -> String {
    table(
        &["what", "a signal before the wait", "a waiter", "bytes"],
        &[
            signal::<s3_token::Token>((
                "Token",
                "a park token",
                "09-sleep/s3_token",
                "a_token_that_comes_first_is_not_lost two_tokens_are_one",
            )),
            signal::<WithMutex<s10_on_futex::Condvar>>((
                "Condvar",
                "a condvar",
                "12-condvar/s10_on_futex",
                "a_condvar_made_of_a_futex_loses_no_wakeup a_notification_that_no_thread_waits_for_is_forgotten",
            )),
            signal::<s9_event::Event>((
                "Event",
                "an event",
                "12-condvar/s9_event",
                "an_event_lets_every_waiter_through_and_stays_set a_waiter_may_miss_an_event_that_is_cleared_at_once",
            )),
            signal::<s8_queue::Queue<()>>((
                "Queue<T>",
                "a bounded queue",
                "12-condvar/s8_queue",
                "the_queue_loses_nothing_with_several_producers_and_consumers",
            )),
        ],
    )
}

/// Where threads meet.
pub fn meeting() -> String {
    table(
        &["what", "after a panic", "used again", "bytes"],
        &[
            row(
                (
                    "Barrier",
                    "a barrier",
                    "14-meet/s2_barrier",
                    "no_thread_passes_early_and_each_round_has_one_leader",
                ),
                vec![signals::barrier_and_a_panic(), "round after round"],
            ),
            row(
                (
                    "Lazy<T>",
                    "a value made once",
                    "14-meet/s5_once",
                    "the_value_is_made_once_and_every_thread_sees_it",
                ),
                vec![signals::lazy_and_a_panic(), "no: it's made"],
            ),
            row(
                (
                    "WaitGroup",
                    "a wait group",
                    "14-meet/s6_wait_group",
                    "a_wait_group_waits_for_every_member_and_makes_their_work_visible",
                ),
                vec![signals::group_and_a_panic(), "no: `wait` takes it"],
            ),
        ],
    )
}
