//! An executor: it runs tasks on the thread that calls it, each until it waits.

use std::collections::VecDeque;
use std::pin::Pin;
// Std's in every world: no task is polled while it is locked, so there is nothing to explore.
use std::sync::{Arc, Mutex};
use std::task::{Context, Wake, Waker};

/// A future that has nothing to return.
pub type Task<'a> = Pin<Box<dyn Future<Output = ()> + 'a>>;

/// Futures as tasks.
pub fn tasks<'a>(
    futures: impl IntoIterator<Item = impl Future<Output = ()> + 'a>,
) -> Vec<Task<'a>> {
    futures.into_iter().map(|future| Box::pin(future) as Task<'a>).collect()
}

// ANCHOR: run
/// This many tasks wait, and nothing is left that would wake one.
#[derive(Debug, PartialEq, Eq)]
pub struct Stuck(pub usize);

/// Runs all tasks on this thread, until they are done.
pub fn run(mut tasks: Vec<Task<'_>>) -> Result<(), Stuck> {
    let ready = Arc::new(Queue::default());
    (0..tasks.len()).for_each(|number| ready.add(number));
    let mut done = vec![false; tasks.len()];
    while let Some(number) = ready.next() {
        let waker = Waker::from(Arc::new(Wakes { number, ready: Arc::clone(&ready) }));
        let mut context = Context::from_waker(&waker);
        if !done[number] {
            // This thread is the task's, until `poll` returns.
            let poll = tasks[number].as_mut().poll(&mut context);
            done[number] = poll.is_ready();
        }
    }
    match done.iter().filter(|&&done| !done).count() {
        0 => Ok(()),
        waiting => Err(Stuck(waiting)),
    }
}
// ANCHOR_END: run

/// The numbers of the tasks that can go on.
#[derive(Default)]
struct Queue(Mutex<VecDeque<usize>>);

impl Queue {
    fn add(&self, number: usize) {
        self.0.lock().expect("nothing panics here").push_back(number);
    }

    fn next(&self) -> Option<usize> {
        self.0.lock().expect("nothing panics here").pop_front()
    }
}

/// Wakes one task: it is ready again.
struct Wakes {
    number: usize,
    ready: Arc<Queue>,
}

impl Wake for Wakes {
    fn wake(self: Arc<Self>) {
        self.ready.add(self.number);
    }
}

/// Runs a task until it waits for the first time. Returns whether it is done.
pub fn poll_once(task: &mut Task<'_>) -> bool {
    task.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_ready()
}
