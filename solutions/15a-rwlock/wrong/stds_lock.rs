//! rejected: search — the explorer doesn't see std's lock
//! by: a_holder_that_panics_releases_the_lock, a_thread_sleeps_again_however_often_it_is_woken_in_vain (assertion), a_thread_that_waits_at_one_lock_keeps_none_waiting_at_another, a_writer_is_alone, a_writer_waits_for_the_last_reader_whichever_that_is, all_who_wait_for_a_reader_get_in, all_who_wait_for_a_writer_get_in, each_of_two_readers_comes_after_the_writer_before_it_and_before_the_one_after_it, locks_do_not_know_of_each_other, readers_share, readers_that_waited_for_a_writer_can_be_inside_together, six_readers_that_waited_for_a_writer_can_be_inside_together, the_lock_hands_on_what_was_done_under_it, there_may_be_2_048_readers, waiting_threads_sleep (assertion)

use std::sync::{RwLock, RwLockReadGuard, RwLockWriteGuard};

#[derive(Default)]
pub struct ReadWriteLock(RwLock<()>);

pub struct ReadGuard<'a>(#[allow(dead_code)] RwLockReadGuard<'a, ()>);

pub struct WriteGuard<'a>(#[allow(dead_code)] RwLockWriteGuard<'a, ()>);

impl ReadWriteLock {
    pub fn read(&self) -> ReadGuard<'_> {
        ReadGuard(self.0.read().unwrap_or_else(|poisoned| poisoned.into_inner()))
    }

    pub fn write(&self) -> WriteGuard<'_> {
        WriteGuard(self.0.write().unwrap_or_else(|poisoned| poisoned.into_inner()))
    }
}
