//! Stage 5: one thread owns the seats and the log, and the others send it messages.

use std::iter;

use crate::channel::{Receiver, Sender, bounded};
use crate::office::{Answer, BoxOffice, Log, Stats};
use crate::sync::atomic::{
    AtomicUsize,
    Ordering::{Acquire, Relaxed, Release},
};
use crate::sync::{Arc, Mutex, RwLock};
use crate::thread::{self, JoinHandle};

/// How many requests can wait before the next one has to wait outside, and how many are written together.
const MOST: usize = 64;

// ANCHOR: office
/// Takes requests to the clerk, and answers back.
pub struct Office {
    /// None after closing.
    requests: RwLock<Option<Sender<Request>>>,
    seats: usize,
    tally: Arc<Tally>,
    /// None when the clerk has left.
    clerk: Mutex<Option<JoinHandle<()>>>,
}

struct Request {
    seat: usize,
    reply: Sender<Answer>,
}

/// The thread that owns the seats and the log. It shares neither, so neither needs a lock.
struct Clerk {
    requests: Receiver<Request>,
    seats: Vec<bool>,
    log: Box<dyn Log>,
    tally: Arc<Tally>,
}
// ANCHOR_END: office

/// What the clerk counts, for every thread to see.
#[derive(Default)]
struct Tally {
    sold: AtomicUsize,
    turned_away: AtomicUsize,
}

impl BoxOffice for Office {
    fn open(seats: usize, sold: &[usize], log: Box<dyn Log>) -> Self {
        let mut is_sold = vec![false; seats];
        for &seat in sold {
            is_sold[seat] = true;
        }
        let sold = AtomicUsize::new(is_sold.iter().filter(|sold| **sold).count());
        let tally = Arc::new(Tally { sold, turned_away: AtomicUsize::new(0) });
        let (requests, receiver) = bounded(MOST);
        let clerk = Clerk { requests: receiver, seats: is_sold, log, tally: Arc::clone(&tally) };
        let clerk = Mutex::new(Some(thread::spawn(move || clerk.work())));
        Office { requests: RwLock::new(Some(requests)), seats, tally, clerk }
    }

    // ANCHOR: buy
    fn buy(&self, seat: usize) -> Answer {
        let (reply, answer) = bounded(1);
        // Any number of threads hold this lock at once. Only closing takes it alone.
        match &*self.requests.read().unwrap() {
            None => return Answer::Closed,
            Some(clerk) => clerk
                .send(Request { seat, reply })
                .expect("the clerk receives as long as there is a sender"),
        }
        answer.recv().expect("the clerk answers every request")
    }
    // ANCHOR_END: buy

    fn stats(&self) -> Stats {
        // Acquire: pairs with the clerk's addition, so that each sale that is counted is in the log.
        let sold = self.tally.sold.load(Acquire);
        // Relaxed: the number says nothing about anything else.
        let turned_away = self.tally.turned_away.load(Relaxed);
        Stats { sold, free: self.seats - sold, turned_away }
    }

    // ANCHOR: close
    fn close(&self) {
        // This was the only sender. The clerk serves what is left in the queue, and leaves.
        *self.requests.write().unwrap() = None;
        // The lock is held while this thread waits, so that a second one that closes waits too.
        let mut clerk = self.clerk.lock().unwrap();
        if let Some(clerk) = clerk.take() {
            clerk.join().expect("the clerk doesn't panic");
        }
    }
    // ANCHOR_END: close
}

impl Drop for Office {
    fn drop(&mut self) {
        self.close();
    }
}

impl Clerk {
    // ANCHOR: work
    fn work(mut self) {
        // An error means that there is no sender any more, and nothing left in the queue.
        while let Ok(first) = self.requests.recv() {
            let batch = iter::once(first).chain(self.requests.try_iter()).take(MOST).collect();
            self.serve(batch);
        }
    }

    /// Answers all requests of a batch. Their sales are written together.
    fn serve(&mut self, batch: Vec<Request>) {
        let mut sales = Vec::new();
        for &Request { seat, .. } in &batch {
            if self.seats.get(seat) == Some(&false) && !sales.contains(&seat) {
                sales.push(seat);
            }
        }
        let is_logged = sales.is_empty() || self.log.append(&sales).is_ok();
        for Request { seat, reply } in batch {
            let answer = match self.seats.get_mut(seat) {
                None => Answer::NoSuchSeat,
                Some(true) => {
                    // Relaxed: the number says nothing about anything else.
                    self.tally.turned_away.fetch_add(1, Relaxed);
                    Answer::Taken
                }
                Some(_) if !is_logged => Answer::NotLogged,
                Some(is_sold) => {
                    *is_sold = true;
                    // Release: pairs with the load in `stats`.
                    self.tally.sold.fetch_add(1, Release);
                    Answer::Sold
                }
            };
            // An error means that the customer is gone. The seat is sold all the same.
            _ = reply.send(answer);
        }
    }
    // ANCHOR_END: work
}
