//! What both ends of a channel share: its number in the execution, and the values on their way.

use std::collections::{BTreeMap, VecDeque};
use std::panic::Location;
use std::sync::{Arc, Mutex, PoisonError};

use crate::machine::entry::{must_be_of, with};
use crate::machine::execution::Execution;
use crate::machine::fresh::Stamp;
use crate::machine::object::State;
use crate::machine::peek;
use crate::machine::request::ObjectId;
use crate::machine::states;

pub(super) struct Channel<T> {
    execution: u64,
    /// The receiving end, as an object: all of the state is there.
    pub(super) receiver: ObjectId,
    /// The sending end, as an object: what senders do when they are dropped.
    pub(super) sender: ObjectId,
    /// The values, each with its message's number. No code of the program runs while this is locked.
    values: Mutex<VecDeque<(u32, T)>>,
}

/// One sender's hold on the channel.
pub(super) struct Sending<T> {
    pub(super) channel: Arc<Channel<T>>,
    /// Which of the channel's senders it is.
    pub(super) number: u32,
    pub(super) made_at: &'static Location<'static>,
}

/// A new channel.
#[track_caller]
pub(super) fn make<T>(
    bound: Option<usize>,
    location: &'static Location<'static>,
) -> (Sending<T>, Arc<Channel<T>>) {
    let channel = with(|execution, _| {
        let shape = peek::shape::<T>();
        let sender = execution.register(&Stamp::new(), "Sender", shape, location, || State::Sender);
        let receiver = execution.register(&Stamp::new(), "Receiver", shape, location, || {
            State::Channel(Box::new(states::Channel {
                sender,
                bound,
                queue: VecDeque::new(),
                sent: 0,
                senders: BTreeMap::from([(0, location)]),
                made: 1,
                gone: Default::default(),
                receives: true,
                left: Default::default(),
                waits: false,
                room: VecDeque::new(),
                taken: BTreeMap::new(),
                version: 0,
            }))
        });
        let values = Mutex::default();
        Arc::new(Channel { execution: execution.number, receiver, sender, values })
    });
    let sending = Sending { channel: Arc::clone(&channel), number: 0, made_at: location };
    (sending, channel)
}

impl<T> Channel<T> {
    /// Ends the run, in words, if the channel was made in an earlier execution.
    ///
    /// # Panics
    ///
    /// Panics outside a model.
    #[track_caller]
    pub(super) fn check(&self, end: &'static str) {
        must_be_of(self.execution, end);
    }

    /// Whether this is the execution that made it.
    pub(super) fn is_current(&self) -> bool {
        !crate::machine::entry::current().is_null()
            && with(|execution, _| execution.number == self.execution)
    }

    pub(super) fn push(&self, number: u32, value: T) {
        self.values().push_back((number, value));
    }

    /// The value of the oldest message.
    pub(super) fn pop(&self) -> Option<T> {
        self.values().pop_front().map(|(_, value)| value)
    }

    /// The value of the message with this number.
    pub(super) fn withdraw(&self, number: u32) -> Option<T> {
        let mut values = self.values();
        let place = values.iter().position(|(other, _)| *other == number)?;
        values.remove(place).map(|(_, value)| value)
    }

    /// All the values, for the caller to drop: destructors are code of the program.
    #[must_use]
    pub(super) fn drain(&self) -> VecDeque<(u32, T)> {
        std::mem::take(&mut *self.values())
    }

    fn values(&self) -> std::sync::MutexGuard<'_, VecDeque<(u32, T)>> {
        self.values.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Execution {
    pub(super) fn channel(&mut self, receiver: ObjectId) -> &mut states::Channel {
        let State::Channel(channel) = &mut self.objects[receiver as usize].state else {
            unreachable!("a channel is registered as one")
        };
        channel
    }

    /// Names an end: both are registered where the channel is made, and named where they are first used.
    pub(super) fn name_end(&mut self, end: ObjectId, location: &'static Location<'static>) {
        let object = &mut self.objects[end as usize];
        if !std::mem::replace(&mut object.is_named, true) {
            object.first_use = location;
        }
    }
}
