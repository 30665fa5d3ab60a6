//! rejected: lost_wakeup — the round changes without the mutex
//! by: an_action_may_move_what_it_borrows, each_barrier_has_its_own_party, three_threads_meet_once, two_threads_meet_again_and_again, two_threads_meet_once, what_was_done_before_a_single_meeting_is_visible_after_it, what_was_done_before_the_barrier_is_visible_after_it

use interleave::sync::atomic::{AtomicU64, Ordering::SeqCst};
use interleave::sync::{Condvar, Mutex};

/// Threads meet here: none goes on before all of them have come.
pub struct Barrier {
    threads: usize,
    state: Mutex<State>,
    round: AtomicU64,
    all_here: Condvar,
}

struct State {
    /// How many threads have come in this round.
    arrived: usize,
}

impl Barrier {
    /// A barrier for so many threads, which is 1 or more.
    pub fn new(threads: usize) -> Self {
        let state = Mutex::new(State { arrived: 0 });
        Barrier { threads, state, round: AtomicU64::new(0), all_here: Condvar::new() }
    }

    /// Waits until all threads have come. One of them runs its action before any goes on, and gets `true`.
    pub fn wait(&self, action: impl FnOnce()) -> bool {
        let mut state = self.state.lock().unwrap();
        state.arrived += 1;
        if state.arrived == self.threads {
            action();
            state.arrived = 0;
            drop(state);
            self.round.fetch_add(1, SeqCst);
            self.all_here.notify_all();
            return true;
        }
        let round = self.round.load(SeqCst);
        while self.round.load(SeqCst) == round {
            state = self.all_here.wait(state).unwrap();
        }
        false
    }
}
