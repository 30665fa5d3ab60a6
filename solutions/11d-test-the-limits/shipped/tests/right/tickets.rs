//! Waiting threads draw tickets, sleep on one condvar, and take a lock that is free if theirs is the first ticket.

use std::collections::VecDeque;

use interleave::sync::{Condvar, Mutex};
use interleave::time::{Duration, Instant};

#[derive(Default)]
pub struct FairLock {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    held: bool,
    next_ticket: u64,
    waiting: VecDeque<u64>,
}

impl State {
    fn draw(&mut self) -> u64 {
        self.next_ticket += 1;
        self.waiting.push_back(self.next_ticket);
        self.next_ticket
    }

    /// Takes the lock if it is free and it's this ticket's turn.
    fn take(&mut self, ticket: u64) -> bool {
        let turn = !self.held && self.waiting.front() == Some(&ticket);
        if turn {
            self.waiting.pop_front();
            self.held = true;
        }
        turn
    }
}

impl FairLock {
    pub fn acquire(&self) {
        let mut state = self.state.lock().unwrap();
        let ticket = state.draw();
        while !state.take(ticket) {
            state = self.changed.wait(state).unwrap();
        }
    }

    pub fn acquire_for(&self, limit: Duration) -> bool {
        let start = Instant::now();
        let mut state = self.state.lock().unwrap();
        let ticket = state.draw();
        while !state.take(ticket) {
            let left = limit.saturating_sub(start.elapsed());
            if left.is_zero() {
                // The last look and leaving are one step, under one guard.
                state.waiting.retain(|&waits| waits != ticket);
                return false;
            }
            state = self.changed.wait_timeout(state, left).unwrap().0;
        }
        true
    }

    pub fn release(&self) {
        self.state.lock().unwrap().held = false;
        self.changed.notify_all();
    }
}
