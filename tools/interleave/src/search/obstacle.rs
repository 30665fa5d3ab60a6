//! Why a thread can't take the step that a schedule wants of it.

use crate::explain;
use crate::machine::execution::Execution;
use crate::machine::request::Wait;
use crate::machine::thread_set::{ThreadSet, bit};

/// What stands in the way of a thread's step.
pub(crate) enum Obstacle {
    /// There is no such thread.
    Missing {
        /// The last one that there is.
        last: usize,
    },
    /// The thread has finished.
    Over,
    /// The thread waits. The words follow its name.
    Waits(String),
}

/// What stands in the way of the thread, if it isn't one of those that can run. `name` says what threads are called.
pub(crate) fn obstacle(
    execution: &Execution,
    thread: usize,
    able: ThreadSet,
    name: &dyn Fn(usize) -> String,
) -> Option<Obstacle> {
    let Some(state) = execution.threads.get(thread) else {
        return Some(Obstacle::Missing { last: execution.threads.len() - 1 });
    };
    if able & bit(thread) != 0 {
        return None;
    }
    if state.done || state.pending.is_none() {
        return Some(Obstacle::Over);
    }
    Some(Obstacle::Waits(wait(execution, thread, name)))
}

/// What a thread that has yet to do something waits for, in words that follow its name.
pub(crate) fn wait(execution: &Execution, thread: usize, name: &dyn Fn(usize) -> String) -> String {
    let Some(pending) = execution.threads[thread].pending else { return String::from("waits") };
    let object = || explain::object_name(execution, pending.object);
    let shown = || explain::shown_name(execution, &pending);
    match pending.wait {
        Wait::Free => match explain::holder(execution, pending.object) {
            Some(holder) if holder == thread => {
                format!("waits for the lock `{}`, which it holds itself", object())
            }
            Some(holder) => {
                format!("waits for the lock `{}`, which {} holds", object(), name(holder))
            }
            None => format!("waits for the lock `{}`", object()),
        },
        Wait::Ended(other) => format!("waits for {} to end", name(other)),
        Wait::Scope(_) => "waits for the threads of its scope to end".into(),
        Wait::Token => "is parked, and no thread has unparked it".into(),
        Wait::Notified => "is asleep, and no thread has woken it".into(),
        Wait::Time | Wait::Clock(_) => "waits for time to pass".into(),
        Wait::Ready | Wait::Start | Wait::Roused => {
            "spins, and the value that it reads has not changed".into()
        }
        // These are said of a moment at which another thread may still end the wait.
        Wait::Opened(_) => format!("waits for `{}` to open", shown()),
        Wait::Message => format!("waits for a message on `{}`", shown()),
        Wait::Room => format!("waits for room for its message on `{}`", shown()),
        Wait::Taken(_) => format!("waits for its message on `{}` to be received", shown()),
        Wait::NotRunning | Wait::Over | Wait::Complete => {
            format!("waits for the initialisation of `{}`", shown())
        }
        Wait::Read | Wait::Write => {
            format!("waits{}", explain::wish(execution, thread, &pending, name))
        }
    }
}
