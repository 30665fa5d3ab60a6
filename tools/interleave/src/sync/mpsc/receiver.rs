//! The receiving end.

use std::cell::Cell;
use std::fmt;
use std::marker::PhantomData;
use std::panic::Location;
use std::sync::Arc;
use std::time::Duration;

use super::channel::Channel;
use super::{IntoIter, Iter, RecvError, RecvTimeoutError, TryIter, TryRecvError};
use crate::machine::entry::perform;
use crate::machine::execution::{Execution, StepRecord};
use crate::machine::request::{Request, Wait};
use crate::machine::site::Site;
use crate::trace::Operation;

/// Std's [`Receiver`](std::sync::mpsc::Receiver), modelled.
pub struct Receiver<T> {
    pub(super) channel: Arc<Channel<T>>,
    made_at: &'static Location<'static>,
    /// It may move to another thread, but can't be shared with one.
    not_sync: PhantomData<Cell<()>>,
}

impl<T> Receiver<T> {
    pub(super) fn new(channel: Arc<Channel<T>>, made_at: &'static Location<'static>) -> Self {
        Receiver { channel, made_at, not_sync: PhantomData }
    }

    /// Receives a message, and waits for it as long as a sender is left.
    ///
    /// # Errors
    ///
    /// There is none, and every sender is gone.
    ///
    /// # Panics
    ///
    /// Panics outside the model that made the channel.
    #[track_caller]
    pub fn recv(&self) -> Result<T, RecvError> {
        self.recv_at(Location::caller())
    }

    /// Receives a message if there is one.
    ///
    /// # Errors
    ///
    /// There is none yet, or there is none and every sender is gone.
    ///
    /// # Panics
    ///
    /// Panics outside the model that made the channel.
    #[track_caller]
    pub fn try_recv(&self) -> Result<T, TryRecvError> {
        self.try_recv_at(Location::caller())
    }

    /// Receives a message, and waits for it no longer than `timeout`.
    ///
    /// # Errors
    ///
    /// There is none in time, or there is none and every sender is gone.
    ///
    /// # Panics
    ///
    /// Panics outside the model that made the channel.
    #[track_caller]
    pub fn recv_timeout(&self, timeout: Duration) -> Result<T, RecvTimeoutError> {
        self.recv_timeout_at(timeout, Location::caller())
    }

    /// Receives until every sender is gone.
    ///
    /// # Panics
    ///
    /// Its steps panic outside the model that made the channel.
    #[track_caller]
    pub fn iter(&self) -> Iter<'_, T> {
        Iter { receiver: self, location: Location::caller() }
    }

    /// Receives as long as there are messages.
    ///
    /// # Panics
    ///
    /// Its steps panic outside the model that made the channel.
    #[track_caller]
    pub fn try_iter(&self) -> TryIter<'_, T> {
        TryIter { receiver: self, location: Location::caller() }
    }

    pub(super) fn recv_at(&self, location: &'static Location<'static>) -> Result<T, RecvError> {
        self.recv_as((Operation::Recv, Operation::RecvFailed), location)
    }

    /// Receives, under these names for a message and for the end of all senders.
    pub(super) fn recv_as(
        &self,
        (got, failed): (Operation, Operation),
        location: &'static Location<'static>,
    ) -> Result<T, RecvError> {
        self.channel.check("Receiver");
        // If the channel can't keep a message for later, a sender must know that the receiver waits.
        let rendezvous = crate::machine::entry::with(|execution, _| {
            execution.channel(self.channel.receiver).is_rendezvous()
        });
        let outcome = if rendezvous { self.meet((got, failed), location) } else { None };
        let outcome = outcome.unwrap_or_else(|| {
            perform(
                |execution, _| self.request(execution, got, Wait::Message, location),
                |execution, thread| self.take(execution, thread, got, failed, location),
            )
        });
        outcome.map_err(|_| RecvError)
    }

    /// Takes the offered message, or says that the receiver waits for an offer.
    fn meet(
        &self,
        (got, failed): (Operation, Operation),
        location: &'static Location<'static>,
    ) -> Option<Result<T, TryRecvError>> {
        perform(
            |execution, _| self.request(execution, Operation::RecvWait, Wait::Ready, location),
            |execution, thread| {
                let channel = execution.channel(self.channel.receiver);
                if !channel.queue.is_empty() || channel.senders.is_empty() {
                    return Some(self.take(execution, thread, got, failed, location));
                }
                channel.waits = true;
                channel.version += 1;
                let step = execution
                    .step(Site::new(thread, self.channel.receiver, location), Operation::RecvWait);
                execution.record(step);
                execution.threads[thread].reads.makes_progress();
                None
            },
        )
    }

    pub(super) fn try_recv_at(
        &self,
        location: &'static Location<'static>,
    ) -> Result<T, TryRecvError> {
        self.channel.check("Receiver");
        let (got, failed) = (Operation::TryRecv, Operation::TryRecvFailed);
        perform(
            |execution, _| self.request(execution, got, Wait::Ready, location),
            |execution, thread| self.take(execution, thread, got, failed, location),
        )
    }

    #[track_caller]
    pub(super) fn request(
        &self,
        execution: &mut Execution,
        operation: Operation,
        wait: Wait,
        location: &'static Location<'static>,
    ) -> Request {
        execution.name_end(self.channel.receiver, location);
        // The step also finds out whether senders are left.
        let request = Request::new(operation, self.channel.receiver, location);
        request.also(self.channel.sender).waits(wait)
    }

    /// Takes the oldest message, if there is one.
    pub(super) fn take(
        &self,
        execution: &mut Execution,
        thread: usize,
        got: Operation,
        failed: Operation,
        location: &'static Location<'static>,
    ) -> Result<T, TryRecvError> {
        let object = self.channel.receiver;
        let channel = execution.channel(object);
        channel.waits = false;
        let Some(message) = channel.queue.pop_front() else {
            let (over, version) = (channel.senders.is_empty(), channel.version);
            let gone = channel.gone.clone();
            let step = execution.step(Site::new(thread, object, location), failed);
            let reads = &mut execution.threads[thread].reads;
            reads.saw(location, self.channel.sender, 0_u32, 0);
            let again = reads.saw(location, object, version, u64::from(over));
            execution.record_look(step, again);
            if !over {
                return Err(TryRecvError::Empty);
            }
            execution.threads[thread].knowledge.join(&gone);
            return Err(TryRecvError::Disconnected);
        };
        channel.version += 1;
        let step = execution.step(Site::new(thread, object, location), got);
        execution.record(StepRecord { read: message.value, ..step });
        execution.threads[thread].knowledge.join(&message.known);
        execution.threads[thread].reads.makes_progress();
        let known = execution.threads[thread].knowledge.clone();
        let channel = execution.channel(object);
        match channel.bound {
            Some(0) => _ = channel.taken.insert(message.number, known),
            Some(_) => channel.room.push_back(known),
            None => {}
        }
        Ok(self.channel.pop().expect("each message has a value"))
    }
}

impl<T> Drop for Receiver<T> {
    fn drop(&mut self) {
        if !self.channel.is_current() {
            return;
        }
        let (object, location) = (self.channel.receiver, self.made_at);
        let withdrawn = perform(
            |_, _| Request::new(Operation::DropReceiver, object, location),
            |execution, thread| {
                let step =
                    execution.step(Site::new(thread, object, location), Operation::DropReceiver);
                execution.record(step);
                execution.threads[thread].reads.makes_progress();
                let known = execution.threads[thread].knowledge.clone();
                let channel = execution.channel(object);
                channel.receives = false;
                channel.left = known;
                channel.version += 1;
                // A message that is only offered still belongs to its sender.
                if channel.is_rendezvous() {
                    return None;
                }
                channel.queue.clear();
                Some(self.channel.drain())
            },
        );
        drop(withdrawn);
    }
}

impl<'a, T> IntoIterator for &'a Receiver<T> {
    type Item = T;
    type IntoIter = Iter<'a, T>;

    #[track_caller]
    fn into_iter(self) -> Iter<'a, T> {
        self.iter()
    }
}

impl<T> IntoIterator for Receiver<T> {
    type Item = T;
    type IntoIter = IntoIter<T>;

    #[track_caller]
    fn into_iter(self) -> IntoIter<T> {
        IntoIter { receiver: self, location: Location::caller() }
    }
}

impl<T> fmt::Debug for Receiver<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Receiver").finish_non_exhaustive()
    }
}
