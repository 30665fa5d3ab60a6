//! The sending ends.

use std::fmt;
use std::panic::Location;
use std::sync::Arc;

use super::channel::{Channel, Sending};
use super::{SendError, TrySendError};
use crate::machine::entry::{at_once, perform};
use crate::machine::execution::{Execution, StepRecord};
use crate::machine::peek;
use crate::machine::request::{Request, Wait};
use crate::machine::site::Site;
use crate::machine::states::Message;
use crate::trace::Operation;

/// Std's [`Sender`](std::sync::mpsc::Sender), modelled.
pub struct Sender<T>(pub(super) Sending<T>);

/// Std's [`SyncSender`](std::sync::mpsc::SyncSender), modelled.
pub struct SyncSender<T>(pub(super) Sending<T>);

impl<T> Sender<T> {
    /// Sends a message, without waiting.
    ///
    /// # Errors
    ///
    /// The message, if the receiver is gone.
    ///
    /// # Panics
    ///
    /// Panics outside the model that made the channel.
    #[track_caller]
    pub fn send(&self, message: T) -> Result<(), SendError<T>> {
        self.0.send(message, Location::caller())
    }
}

impl<T> SyncSender<T> {
    /// Sends a message, and waits for room first; with a bound of zero, until it has been received.
    ///
    /// # Errors
    ///
    /// The message, if the receiver is gone.
    ///
    /// # Panics
    ///
    /// Panics outside the model that made the channel.
    #[track_caller]
    pub fn send(&self, message: T) -> Result<(), SendError<T>> {
        self.0.send(message, Location::caller())
    }

    /// Sends a message if there is room; with a bound of zero, if the receiver is waiting for one.
    ///
    /// # Errors
    ///
    /// The message, if there is no room or the receiver is gone.
    ///
    /// # Panics
    ///
    /// Panics outside the model that made the channel.
    #[track_caller]
    pub fn try_send(&self, message: T) -> Result<(), TrySendError<T>> {
        self.0.try_send(message, Location::caller())
    }
}

impl<T> Sending<T> {
    fn send(&self, message: T, location: &'static Location<'static>) -> Result<(), SendError<T>> {
        let channel = &*self.channel;
        channel.check("Sender");
        let mut message = Some(message);
        let sent = perform(
            |execution, _| self.request(execution, Operation::Send, Wait::Room, location),
            |execution, thread| {
                let receives = execution.channel(channel.receiver).receives;
                if receives {
                    Some(self.put(execution, thread, Operation::Send, message.take(), location))
                } else {
                    self.find_nobody(execution, thread, Operation::SendFailed, location);
                    None
                }
            },
        );
        match (sent, message) {
            (Some((number, true)), _) => self.until_taken(number, location),
            (None, Some(message)) => Err(SendError(message)),
            _ => Ok(()),
        }
    }

    fn try_send(
        &self,
        message: T,
        location: &'static Location<'static>,
    ) -> Result<(), TrySendError<T>> {
        self.channel.check("Sender");
        let mut message = Some(message);
        let operation = Operation::TrySend;
        let receives = perform(
            |execution, _| self.request(execution, operation, Wait::Ready, location),
            |execution, thread| {
                let channel = execution.channel(self.channel.receiver);
                let wanted = channel.waits && channel.queue.is_empty();
                let room = if channel.is_rendezvous() { wanted } else { !channel.is_full() };
                let (receives, version) = (channel.receives, channel.version);
                if !receives {
                    self.find_nobody(execution, thread, Operation::TrySendFailed, location);
                } else if room {
                    self.put(execution, thread, operation, message.take(), location);
                } else {
                    let failed = Operation::TrySendFailed;
                    let step =
                        execution.step(Site::new(thread, self.channel.sender, location), failed);
                    let reads = &mut execution.threads[thread].reads;
                    let again = reads.saw(location, self.channel.receiver, version, 1);
                    execution.record_look(step, again);
                }
                receives
            },
        );
        match message {
            None => Ok(()),
            Some(message) if receives => Err(TrySendError::Full(message)),
            Some(message) => Err(TrySendError::Disconnected(message)),
        }
    }

    #[track_caller]
    fn request(
        &self,
        execution: &mut Execution,
        operation: Operation,
        wait: Wait,
        location: &'static Location<'static>,
    ) -> Request {
        execution.name_end(self.channel.sender, location);
        Request::new(operation, self.channel.receiver, location).waits(wait)
    }

    /// Puts a message on its way; returns its number, and whether it waits to be taken.
    fn put(
        &self,
        execution: &mut Execution,
        thread: usize,
        operation: Operation,
        message: Option<T>,
        location: &'static Location<'static>,
    ) -> (u32, bool) {
        let message = message.expect("a message is sent once");
        // SAFETY: *exclusive*: the message is here, and no other thread has a reference.
        let value = unsafe { peek::peek(&raw const message) };
        let step = execution.step(Site::new(thread, self.channel.sender, location), operation);
        let step = execution.record(StepRecord { wrote: value, ..step });
        execution.threads[thread].reads.makes_progress();
        let channel = execution.channel(self.channel.receiver);
        let number = channel.sent;
        channel.sent += 1;
        channel.version += 1;
        // The first messages fill places that were empty from the start.
        let reused = channel.bound.is_some_and(|bound| bound > 0 && number as usize >= bound);
        let room = if reused { channel.room.pop_front() } else { None };
        let offered = channel.is_rendezvous() && operation == Operation::Send;
        if let Some(room) = room {
            execution.threads[thread].knowledge.join(&room);
        }
        let known = execution.threads[thread].knowledge.clone();
        let channel = execution.channel(self.channel.receiver);
        channel.queue.push_back(Message { number, value, known });
        self.channel.push(number, message);
        execution.hold_up(thread, self.channel.receiver, step);
        (number, offered)
    }

    fn find_nobody(
        &self,
        execution: &mut Execution,
        thread: usize,
        operation: Operation,
        location: &'static Location<'static>,
    ) {
        let step = execution.step(Site::new(thread, self.channel.sender, location), operation);
        execution.record(step);
        let channel = execution.channel(self.channel.receiver);
        let (left, version) = (channel.left.clone(), channel.version);
        execution.threads[thread].knowledge.join(&left);
        execution.threads[thread].reads.saw(location, self.channel.receiver, version, 2);
    }

    /// Waits until the offered message has been taken; withdraws it if the receiver is gone.
    fn until_taken(
        &self,
        number: u32,
        location: &'static Location<'static>,
    ) -> Result<(), SendError<T>> {
        let refused = perform(
            |execution, _| {
                let wait = Wait::Taken(number);
                self.request(execution, Operation::SendEnds, wait, location)
            },
            |execution, thread| {
                let channel = execution.channel(self.channel.receiver);
                let refused = channel.is_offered(number);
                channel.queue.retain(|message| message.number != number);
                let known = channel.taken.remove(&number).unwrap_or_else(|| channel.left.clone());
                let operation = if refused { Operation::SendFailed } else { Operation::SendEnds };
                let step =
                    execution.step(Site::new(thread, self.channel.sender, location), operation);
                execution.record(step);
                execution.threads[thread].knowledge.join(&known);
                execution.threads[thread].reads.makes_progress();
                refused
            },
        );
        match self.channel.withdraw(number) {
            Some(message) if refused => Err(SendError(message)),
            _ => Ok(()),
        }
    }

    /// One more sender. No thread can tell when it was made, because this one is alive meanwhile.
    #[track_caller]
    fn another(&self) -> Self {
        let made_at = Location::caller();
        self.channel.check("Sender");
        let number = at_once(|execution, _| {
            let channel = execution.channel(self.channel.receiver);
            let number = channel.made;
            channel.made += 1;
            channel.senders.insert(number, made_at);
            number
        });
        Sending { channel: Arc::clone(&self.channel), number, made_at }
    }
}

impl<T> Drop for Sending<T> {
    fn drop(&mut self) {
        let Channel { receiver, sender, .. } = *self.channel;
        if !self.channel.is_current() {
            return;
        }
        let location = self.made_at;
        perform(
            // Only the last drop makes a difference, so the order of drops makes none; nor does their order with sends.
            |_, _| Request::new(Operation::DropSender, sender, location).shares(),
            |execution, thread| {
                let step =
                    execution.step(Site::new(thread, sender, location), Operation::DropSender);
                execution.record(step);
                execution.threads[thread].reads.makes_progress();
                let known = execution.threads[thread].knowledge.clone();
                let channel = execution.channel(receiver);
                channel.gone.join(&known);
                channel.senders.remove(&self.number);
                channel.version += 1;
            },
        );
    }
}

impl<T> Clone for Sender<T> {
    #[track_caller]
    fn clone(&self) -> Self {
        Sender(self.0.another())
    }
}

impl<T> Clone for SyncSender<T> {
    #[track_caller]
    fn clone(&self) -> Self {
        SyncSender(self.0.another())
    }
}

impl<T> fmt::Debug for Sender<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sender").finish_non_exhaustive()
    }
}

impl<T> fmt::Debug for SyncSender<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SyncSender").finish_non_exhaustive()
    }
}
