//! Receiving with a timeout: a first step that finds no message, a second when one is there or time is up.

use std::panic::Location;
use std::time::Duration;

use super::{Receiver, RecvTimeoutError, TryRecvError};
use crate::machine::entry::{perform, with};
use crate::machine::execution::Execution;
use crate::machine::request::Wait;
use crate::machine::site::Site;
use crate::machine::timed_waits::{Touches, WaitNote, nanos};
use crate::trace::Operation;

impl<T> Receiver<T> {
    pub(super) fn recv_timeout_at(
        &self,
        timeout: Duration,
        location: &'static Location<'static>,
    ) -> Result<T, RecvTimeoutError> {
        self.channel.check("Receiver");
        // A wait that never times out is an ordinary one, as with std.
        if with(|execution, _| execution.deadline(Some(timeout)).is_none()) {
            let names = (Operation::RecvTimeout, Operation::RecvTimeoutFailed);
            return self.recv_as(names, location).map_err(RecvTimeoutError::from);
        }
        let operation = Operation::RecvTimeout;
        let at_once = perform(
            |execution, _| {
                let begin = self.request(execution, operation, Wait::Ready, location);
                begin.touching(Touches::READS_CLOCK)
            },
            |execution, thread| {
                if self.is_decided(execution) {
                    return Some(self.take_in_time(execution, thread, location));
                }
                let channel = execution.channel(self.channel.receiver);
                if channel.is_rendezvous() {
                    channel.waits = true;
                    channel.version += 1;
                }
                let deadline = execution.deadline(Some(timeout));
                let note = WaitNote { nanos: nanos(timeout), ..WaitNote::default() };
                let at = Site::new(thread, self.channel.receiver, location);
                let step = execution.record_wait(at, operation, note);
                execution.threads[thread].reads.makes_progress();
                execution.falls_asleep(thread, step, deadline);
                None
            },
        );
        at_once.unwrap_or_else(|| {
            perform(
                |execution, _| {
                    let end = self.request(execution, operation, Wait::Message, location);
                    end.touching(Touches::TIMED)
                },
                |execution, thread| {
                    let deadline = execution.wakes(thread);
                    match deadline.filter(|_| !self.is_decided(execution)) {
                        None => self.take_in_time(execution, thread, location),
                        Some(deadline) => {
                            self.give_up(execution, thread, deadline, location);
                            Err(RecvTimeoutError::Timeout)
                        }
                    }
                },
            )
        })
    }

    /// Whether there is a message, or none can come.
    fn is_decided(&self, execution: &mut Execution) -> bool {
        let channel = execution.channel(self.channel.receiver);
        !channel.queue.is_empty() || channel.senders.is_empty()
    }

    fn take_in_time(
        &self,
        execution: &mut Execution,
        thread: usize,
        location: &'static Location<'static>,
    ) -> Result<T, RecvTimeoutError> {
        let (got, failed) = (Operation::RecvTimeout, Operation::RecvTimeoutFailed);
        self.take(execution, thread, got, failed, location).map_err(|error| match error {
            TryRecvError::Empty => RecvTimeoutError::Timeout,
            TryRecvError::Disconnected => RecvTimeoutError::Disconnected,
        })
    }

    fn give_up(
        &self,
        execution: &mut Execution,
        thread: usize,
        deadline: u64,
        location: &'static Location<'static>,
    ) {
        execution.times_out(thread, deadline);
        let channel = execution.channel(self.channel.receiver);
        if channel.waits {
            channel.waits = false;
            channel.version += 1;
        }
        let at = Site::new(thread, self.channel.receiver, location);
        execution.record_wait(at, Operation::TimedOut, WaitNote::default());
    }
}
