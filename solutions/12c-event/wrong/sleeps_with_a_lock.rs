//! rejected: lost_wakeup — a thread that sleeps in `wait` holds a second mutex, so `is_set` and the next waiter wait for it
//! by: a_sleeper_goes_through_even_if_the_event_is_clear_when_it_wakes (assertion), a_thread_that_comes_after_the_clear_waits_and_takes_no_turn_away (assertion), a_thread_that_comes_again_waits_and_takes_no_turn_away (assertion), a_thread_that_comes_between_two_sets_goes_through_with_the_second (assertion), each_event_has_its_own_flag, setting_and_clearing_wait_for_no_sleeper (assertion), setting_clearing_and_asking_always_do_their_work

use interleave::sync::{Condvar, Mutex};

#[derive(Default)]
struct State {
    is_set: bool,
    sets: u64,
}

/// A flag that is set and cleared, and that threads wait for.
#[derive(Default)]
pub struct Event {
    state: Mutex<State>,
    changed: Condvar,
    queue: Mutex<()>,
}

impl Event {
    /// Sets the flag, and lets every thread through that waits.
    pub fn set(&self) {
        let mut state = self.state.lock().unwrap();
        state.is_set = true;
        state.sets += 1;
        self.changed.notify_all();
    }

    /// Clears the flag. Threads that come from now on have to wait.
    pub fn clear(&self) {
        self.state.lock().unwrap().is_set = false;
    }

    /// Whether the flag is set.
    pub fn is_set(&self) -> bool {
        let _in_order = self.queue.lock().unwrap();
        self.state.lock().unwrap().is_set
    }

    /// Returns immediately if the flag is set, and otherwise sleeps until the next `set`.
    pub fn wait(&self) {
        let _in_order = self.queue.lock().unwrap();
        let mut state = self.state.lock().unwrap();
        let mine = state.sets;
        while !state.is_set && state.sets == mine {
            state = self.changed.wait(state).unwrap();
        }
    }
}
