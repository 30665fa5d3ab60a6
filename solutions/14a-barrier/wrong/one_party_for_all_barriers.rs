//! rejected: lost_wakeup — all barriers count in one place
//! by: each_barrier_has_its_own_party

use interleave::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use interleave::sync::{Condvar, Mutex};

/// Threads meet here: none goes on before all of them have come.
pub struct Barrier {
    threads: usize,
    state: Mutex<State>,
    all_here: Condvar,
}

/// How many threads have come in this round.
static ARRIVED: AtomicUsize = AtomicUsize::new(0);

struct State {
    /// How many rounds are over.
    round: u64,
}

impl Barrier {
    /// A barrier for so many threads, which is 1 or more.
    pub fn new(threads: usize) -> Self {
        let state = Mutex::new(State { round: 0 });
        Barrier { threads, state, all_here: Condvar::new() }
    }

    /// Waits until all threads have come. One of them runs its action before any goes on, and gets `true`.
    pub fn wait(&self, action: impl FnOnce()) -> bool {
        let mut state = self.state.lock().unwrap();
        let arrived = ARRIVED.fetch_add(1, SeqCst) + 1;
        if arrived == self.threads {
            action();
            ARRIVED.store(0, SeqCst);
            state.round += 1;
            self.all_here.notify_all();
            return true;
        }
        let round = state.round;
        while state.round == round {
            state = self.all_here.wait(state).unwrap();
        }
        false
    }
}
