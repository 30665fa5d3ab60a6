//! A computer with one core, on which the task with the highest priority runs, and a mutex that two tasks need.

use crate::sync::{Condvar, Mutex, MutexGuard};

// ANCHOR: computer
/// The tasks, from the lowest priority to the highest.
#[derive(Clone, Copy)]
pub enum Task {
    Weather,
    Camera,
    Bus,
}

/// What the computer's scheduler knows.
#[derive(Default)]
struct State {
    /// The priority of each task that has something to do.
    ready: [Option<u32>; 3],
    /// The task that holds the mutex, and the one that waits for it.
    holder: Option<Task>,
    waiter: Option<Task>,
    /// How many steps the core has taken.
    clock: u32,
}

/// A computer with one core.
#[derive(Default)]
pub struct Computer {
    state: Mutex<State>,
    changed: Condvar,
}

impl Computer {
    /// From now on this task has something to do. Returns the time.
    pub fn wake(&self, task: Task) -> u32 {
        let mut state = self.state.lock().unwrap();
        state.ready[task as usize] = Some(task as u32);
        state.clock
    }

    /// Takes one step of a task, as soon as no task with a higher priority has something to do.
    fn step(&self, task: Task) -> MutexGuard<'_, State> {
        let state = self.state.lock().unwrap();
        let outranked =
            |state: &mut State| state.ready.iter().max() > Some(&state.ready[task as usize]);
        let mut state = self.changed.wait_while(state, outranked).unwrap();
        state.clock += 1;
        state
    }
    // ANCHOR_END: computer

    // ANCHOR: acquire
    /// Acquires the mutex.
    pub fn acquire(&self, task: Task) {
        let mut state = self.step(task);
        if state.holder.is_some() {
            // A task that waits has nothing to do.
            state.ready[task as usize] = None;
            state.waiter = Some(task);
            self.changed.notify_all();
            state = self.changed.wait_while(state, |state| state.holder.is_some()).unwrap();
        }
        state.holder = Some(task);
    }

    /// Releases the mutex. The task that waits for it has something to do again.
    pub fn release(&self, task: Task) {
        let mut state = self.step(task);
        state.holder = None;
        if let Some(waiter) = state.waiter.take() {
            state.ready[waiter as usize] = Some(waiter as u32);
        }
        self.changed.notify_all();
    }
    // ANCHOR_END: acquire

    /// Takes a step that needs no mutex.
    pub fn work(&self, task: Task) {
        drop(self.step(task));
    }

    /// This task has nothing more to do. Returns the time.
    pub fn finish(&self, task: Task) -> u32 {
        let mut state = self.state.lock().unwrap();
        state.ready[task as usize] = None;
        self.changed.notify_all();
        state.clock
    }
}
