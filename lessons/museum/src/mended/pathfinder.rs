//! A computer with one core, on which the task with the highest priority runs, and a mutex whose holder inherits
//! the priority of the task that waits for it.

use crate::sync::{Condvar, Mutex, MutexGuard};

/// The tasks, from the lowest priority to the highest.
#[derive(Clone, Copy)]
pub enum Task {
    Weather,
    Camera,
    Bus,
}

/// What the scheduler of the computer knows.
struct State {
    /// The priority of each task that has something to do.
    ready: [Option<u32>; 3],
    /// The task that holds the mutex, and the one that waits for it.
    holder: Option<Task>,
    waiter: Option<Task>,
    /// The time.
    clock: u32,
}

/// A computer with one core.
pub struct Computer {
    state: Mutex<State>,
    changed: Condvar,
}

impl Computer {
    /// From now on this task has something to do. Returns the time.
    #[track_caller] // So the pictures show the lines that call this.
    pub fn wake(&self, task: Task) -> u32 {
        let mut state = self.state.lock().unwrap();
        state.ready[task as usize] = Some(task as u32);
        state.clock
    }

    /// Runs a task for some time, once no task with a higher priority is ready.
    #[track_caller]
    fn run(&self, task: Task, time: u32) -> MutexGuard<'_, State> {
        let state = self.state.lock().unwrap();
        let outranked =
            |state: &mut State| state.ready.iter().max() > state.ready.get(task as usize);
        let mut state = self.changed.wait_while(state, outranked).unwrap();
        state.clock += time;
        state
    }

    /// Does some work without the mutex, and then has nothing more to do.
    #[track_caller]
    pub fn work(&self, task: Task, time: u32) {
        let mut state = self.run(task, time);
        state.ready[task as usize] = None;
        self.changed.notify_all();
    }
}

impl Computer {
    // ANCHOR: acquire-mended
    /// Acquires the mutex.
    #[track_caller]
    pub fn acquire(&self, task: Task) {
        let mut state = self.run(task, 1);
        if let Some(holder) = state.holder {
            // Until it releases the mutex, the holder has this task's priority.
            state.ready[holder as usize] = Some(task as u32);
            // A task that waits isn't ready.
            state.ready[task as usize] = None;
            state.waiter = Some(task);
            self.changed.notify_all();
            let held = |state: &mut State| state.holder.is_some();
            state = self.changed.wait_while(state, held).unwrap();
        }
        state.holder = Some(task);
    }
    // ANCHOR_END: acquire-mended

    /// Releases the mutex, and then has nothing more to do. Returns the time.
    #[track_caller]
    pub fn release(&self, task: Task) -> u32 {
        let mut state = self.run(task, 1);
        state.holder = None;
        if let Some(waiter) = state.waiter.take() {
            state.ready[waiter as usize] = Some(waiter as u32);
        }
        state.ready[task as usize] = None;
        self.changed.notify_all();
        state.clock
    }
}

impl Default for Computer {
    /// A computer on which the weather task has something to do.
    fn default() -> Self {
        let ready = [Some(Task::Weather as u32), None, None];
        let state = State { ready, holder: None, waiter: None, clock: 0 };
        Computer { state: Mutex::new(state), changed: Condvar::new() }
    }
}
