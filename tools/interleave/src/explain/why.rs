//! What a thread waits for at a read-write lock, a barrier, a once or a channel, and why in vain.

use crate::machine::execution::Execution;
use crate::machine::object::State;
use crate::machine::request::{ANYTHING, NO_OBJECT, ObjectId, Request, Wait, ended_thread};
use crate::machine::states::{Barrier, Channel, Once, RwLock, Stage};
use crate::source;
use crate::trace::{Operation, Waiting};

/// Says what threads and objects are called, and under which number a step is shown. There are no numbers if there
/// is no picture.
pub(crate) struct Names<'a> {
    pub(crate) thread: &'a dyn Fn(usize) -> String,
    pub(crate) object: &'a dyn Fn(ObjectId) -> String,
    /// The number of a step, if it has been taken.
    pub(crate) number: &'a dyn Fn(usize) -> Option<usize>,
}

impl Names<'_> {
    /// Says that something has been so since a step, or that it is so: `has been waiting since step 3`, `is waiting`.
    fn since(&self, step: usize, has_been: &str, is: &str) -> String {
        match (self.number)(step) {
            Some(number) => format!("{has_been} since step {number}"),
            None => is.to_string(),
        }
    }

    /// `has held the write lock since step 3`.
    fn holds(&self, step: usize, lock: &str) -> String {
        self.since(step, &format!("has held {lock}"), &format!("holds {lock}"))
    }

    /// The threads by name.
    fn all(&self, threads: &[(usize, usize)]) -> String {
        let all: Vec<String> = threads.iter().map(|&(t, _)| (self.thread)(t)).collect();
        all.join(" and ")
    }
}

/// The object whose name tells a person what the operation is about.
pub(crate) fn shown_object(execution: &Execution, pending: &Request) -> ObjectId {
    let sends =
        matches!(pending.operation, Operation::Send | Operation::SendEnds | Operation::TrySend);
    match execution.objects.get(pending.object as usize).map(|object| &object.state) {
        Some(State::Channel(channel)) if sends => channel.sender,
        _ if pending.object == ANYTHING || ended_thread(pending.object).is_some() => NO_OBJECT,
        _ => pending.object,
    }
}

/// Fills in which other thread the thread waits for, and says why: `to read …`. Does nothing for waits of other kinds.
pub(crate) fn explain(
    execution: &Execution,
    thread: usize,
    pending: &Request,
    names: &Names<'_>,
    waiting: &mut Waiting,
) {
    let Some(object) = execution.objects.get(pending.object as usize) else { return };
    let name = (names.object)(shown_object(execution, pending));
    let (on, why) = match &object.state {
        State::RwLock(lock) => rwlock(execution, lock, thread, pending, &name, names),
        State::Barrier(barrier) => (None, at_barrier(barrier, &name)),
        State::Once(once) => initialised(once, thread, pending.wait, &name, names),
        State::Channel(channel) => (None, on_channel(channel, pending.wait, &name)),
        // Here the names of threads and objects alone say what the thread waits for.
        State::Atomic(_) | State::Mutex(_) | State::Condvar(_) | State::Cell(_) | State::Sender => {
            return;
        }
    };
    waiting.on = on.map(|(other, _)| other);
    waiting.since = on.and_then(|(_, step)| step);
    waiting.why = why;
}

type On = Option<(usize, Option<usize>)>;

fn rwlock(
    execution: &Execution,
    lock: &RwLock,
    me: usize,
    pending: &Request,
    name: &str,
    names: &Names<'_>,
) -> (On, Option<String>) {
    let wish = if pending.wait == Wait::Read { "read" } else { "write" };
    if let Some((writer, step)) = lock.writer {
        let who = if writer == me { "it".into() } else { (names.thread)(writer) };
        let why = format!("to {wish} `{name}`: {who} {}", names.holds(step, "the write lock"));
        return (Some((writer, Some(step))), Some(why));
    }
    let mine = lock.readers.iter().find(|(reader, _)| *reader == me);
    if pending.wait == Wait::Read {
        let Some(writer) = execution.waiting_writer(pending.object) else { return (None, None) };
        let who = (names.thread)(writer);
        let waits = match execution.threads[writer].waiting_since {
            Some(step) => names.since(step, "has been waiting to write", "is waiting to write"),
            None => "is waiting to write".into(),
        };
        let what = match mine {
            Some(&(_, step)) => {
                format!("to read `{name}` again: it {}", names.holds(step, "a read lock"))
            }
            None => format!("to read `{name}`: {}", read_locks(lock, names)),
        };
        let why = format!("{what}, but {who} {waits} and goes first");
        return (Some((writer, None)), Some(why));
    }
    if let Some(&(_, step)) = mine {
        let why = format!("to write `{name}`: it {}", names.holds(step, "a read lock"));
        return (Some((me, Some(step))), Some(why));
    }
    let Some(&(reader, step)) = lock.readers.first() else { return (None, None) };
    let why = format!("to write `{name}`: {}", read_locks(lock, names));
    (Some((reader, Some(step))), Some(why))
}

/// `A has held a read lock since step 3`, `A and B hold read locks`.
fn read_locks(lock: &RwLock, names: &Names<'_>) -> String {
    let who = names.all(&lock.readers);
    match lock.readers.as_slice() {
        [(_, step)] => format!("{who} {}", names.holds(*step, "a read lock")),
        _ => format!("{who} hold read locks"),
    }
}

fn at_barrier(barrier: &Barrier, name: &str) -> Option<String> {
    let (here, wanted) = (barrier.here.len(), barrier.wanted);
    let have = if here == 1 { "has" } else { "have" };
    Some(format!(
        "for `{name}` to open: {here} of {wanted} threads {have} arrived, and no other will"
    ))
}

fn initialised(
    once: &Once,
    me: usize,
    wait: Wait,
    name: &str,
    names: &Names<'_>,
) -> (On, Option<String>) {
    match once.stage {
        Stage::Running(runner, step) => {
            let who = if runner == me { "it".into() } else { (names.thread)(runner) };
            let itself = if runner == me { " itself" } else { "" };
            let (has_been, is) =
                (format!("has been running{itself}"), format!("is running{itself}"));
            let runs = names.since(step, &has_been, &is);
            let why = format!("for the initialisation of `{name}`, which {who} {runs}");
            (Some((runner, Some(step))), Some(why))
        }
        Stage::Poisoned if wait == Wait::Complete => {
            let why = format!(
                "for the initialisation of `{name}`, which panicked, and no thread will try again"
            );
            (None, Some(why))
        }
        Stage::Empty | Stage::Poisoned | Stage::Complete => {
            (None, Some(format!("for the initialisation of `{name}`, which no thread will run")))
        }
    }
}

fn on_channel(channel: &Channel, wait: Wait, name: &str) -> Option<String> {
    Some(match wait {
        Wait::Message => {
            let alive: Vec<_> = channel
                .senders
                .values()
                .map(|made_at| {
                    let file = source::display_file(made_at.file());
                    format!("{file}:{}", made_at.line())
                })
                .collect();
            let (senders, live) = match alive.len() {
                1 => ("the sender", "is alive"),
                _ => ("the senders", "are alive"),
            };
            let places = alive.join(" and ");
            format!(
                "for a message on `{name}`: no thread is left that could send one, \
                 and because {senders} from {places} {live}, the channel does not close"
            )
        }
        Wait::Room => {
            let bound = channel.bound.unwrap_or(0);
            let messages = if bound == 1 { "message" } else { "messages" };
            format!(
                "to send on `{name}`: it is full with {bound} {messages}, \
                 and no thread is left that could receive one"
            )
        }
        Wait::Taken(_) => {
            format!("for its message on `{name}` to be received, and no thread is left that could")
        }
        Wait::Ready
        | Wait::Start
        | Wait::Free
        | Wait::Ended(_)
        | Wait::Scope(_)
        | Wait::Token
        | Wait::Notified
        | Wait::Time
        | Wait::Clock(_)
        | Wait::Roused
        | Wait::Read
        | Wait::Write
        | Wait::Opened(_)
        | Wait::NotRunning
        | Wait::Over
        | Wait::Complete => return None,
    })
}

/// What a polling thread keeps finding, in a word; none if a value says it.
pub(crate) fn finding(state: &State, seen: u64) -> Option<&'static str> {
    match state {
        State::Mutex(mutex) => Some(if mutex.holder.is_some() { "held" } else { "free" }),
        State::RwLock(lock) if lock.writer.is_some() => Some("held"),
        State::RwLock(lock) if !lock.readers.is_empty() => Some("held"),
        State::RwLock(_) => Some("free"),
        State::Once(_) => Some(if seen == 0 { "unset" } else { "set" }),
        State::Channel(channel) if channel.queue.is_empty() => Some("empty"),
        State::Channel(_) => Some("full"),
        State::Atomic(_)
        | State::Condvar(_)
        | State::Cell(_)
        | State::Barrier(_)
        | State::Sender => None,
    }
}
