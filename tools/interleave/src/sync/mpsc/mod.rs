//! `std::sync::mpsc`, modelled: channels with many senders and one receiver.
//!
//! A channel is made inside a model and belongs to the execution that made it. Receiving a message makes everything
//! that its sender knew when it sent the message known to the receiver. With a bound, the sender that uses the room
//! also learns what the receiver knew when it made room: std's documentation does not say so, but its implementation
//! does it.

mod channel;
mod iter;
mod receiver;
mod sender;
mod timed;

use std::panic::Location;

pub use std::sync::mpsc::{RecvError, RecvTimeoutError, SendError, TryRecvError, TrySendError};

pub use iter::{IntoIter, Iter, TryIter};
pub use receiver::Receiver;
pub use sender::{Sender, SyncSender};

/// A channel that holds any number of messages: sending never waits.
///
/// # Panics
///
/// Panics outside a model.
#[track_caller]
pub fn channel<T>() -> (Sender<T>, Receiver<T>) {
    let location = Location::caller();
    let (sending, receiving) = channel::make(None, location);
    (Sender(sending), Receiver::new(receiving, location))
}

/// A channel that holds at most `bound` messages: sending waits for room. With a bound of zero it waits until the
/// message has been received.
///
/// # Panics
///
/// Panics outside a model.
#[track_caller]
pub fn sync_channel<T>(bound: usize) -> (SyncSender<T>, Receiver<T>) {
    let location = Location::caller();
    let (sending, receiving) = channel::make(Some(bound), location);
    (SyncSender(sending), Receiver::new(receiving, location))
}
