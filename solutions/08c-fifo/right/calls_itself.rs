//! right: calls itself for each event

use std::collections::VecDeque;

/// The name of a thread: a letter.
pub type Name = char;

/// Something that happened at a lock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// A thread came to the lock, and wants to go in.
    Came(Name),
    /// A thread that had come went in.
    WentIn(Name),
    /// A thread that was in came out.
    CameOut(Name),
}

/// Whether all threads went in in the order in which they came.
pub fn first_come_first_served(history: &[Event]) -> bool {
    follow(history, &mut VecDeque::new())
}

fn follow(history: &[Event], queue: &mut VecDeque<char>) -> bool {
    let Some((&event, rest)) = history.split_first() else { return true };
    match event {
        Event::Came(name) => queue.push_back(name),
        Event::WentIn(name) if queue.front() == Some(&name) => drop(queue.pop_front()),
        Event::WentIn(_) => return false,
        Event::CameOut(_) => {}
    }
    let follows = follow(rest, queue);
    // Not in tail position, so that it is no loop.
    std::hint::black_box(follows)
}
