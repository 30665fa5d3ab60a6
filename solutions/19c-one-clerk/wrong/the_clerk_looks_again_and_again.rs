//! rejected: assertion — a clerk with nothing to do looks at the queue again and again
//! by: a_clerk_with_nothing_to_do_is_asleep

#[path = "../../../exercises/19c-one-clerk/src/office.rs"]
pub mod office;

use interleave::sync::atomic::{AtomicUsize, Ordering};
use interleave::sync::mpsc::{Receiver, Sender, channel};
use interleave::sync::{Arc, Mutex};
use interleave::thread::{self, JoinHandle};
use office::{Answer, Log, Stats};

enum Message {
    Buy(usize, Sender<Answer>),
    Close,
}

struct Tally {
    sold: AtomicUsize,
    turned_away: AtomicUsize,
}

struct Clerk {
    hatch: Receiver<Message>,
    seats: Vec<bool>,
    tally: Arc<Tally>,
    log: Box<dyn Log>,
}

impl Clerk {
    fn work(mut self) {
        loop {
            match self.hatch.try_recv() {
                Ok(Message::Buy(seat, reply)) => {
                    let _ = reply.send(self.serve(seat));
                }
                Ok(Message::Close) => return,
                Err(interleave::sync::mpsc::TryRecvError::Empty) => thread::yield_now(),
                Err(interleave::sync::mpsc::TryRecvError::Disconnected) => return,
            }
        }
    }

    fn serve(&mut self, seat: usize) -> Answer {
        match self.seats.get(seat) {
            None => Answer::NoSuchSeat,
            Some(true) => {
                self.tally.turned_away.fetch_add(1, Ordering::Relaxed);
                Answer::Taken
            }
            Some(false) => {
                if self.log.append(seat).is_err() {
                    return Answer::NotLogged;
                }
                self.seats[seat] = true;
                self.tally.sold.fetch_add(1, Ordering::Release);
                Answer::Sold
            }
        }
    }
}

/// Sells seats to any number of threads.
pub struct BoxOffice {
    hatch: Sender<Message>,
    seats: usize,
    tally: Arc<Tally>,
    clerk: Mutex<Option<JoinHandle<()>>>,
}

impl BoxOffice {
    pub fn open(seats: usize, sold: &[usize], log: Box<dyn Log>) -> Self {
        let (sender, hatch) = channel();
        let tally = Arc::new(Tally {
            sold: AtomicUsize::new(sold.len()),
            turned_away: AtomicUsize::new(0),
        });
        let map = (0..seats).map(|seat| sold.contains(&seat)).collect();
        let clerk = Clerk { hatch, seats: map, tally: tally.clone(), log };
        let clerk = thread::spawn(move || clerk.work());
        BoxOffice { hatch: sender, seats, tally, clerk: Mutex::new(Some(clerk)) }
    }

    pub fn buy(&self, seat: usize) -> Answer {
        let (reply, answer) = channel();
        if self.hatch.send(Message::Buy(seat, reply)).is_err() {
            return Answer::Closed;
        }
        answer.recv().unwrap_or(Answer::Closed)
    }

    pub fn stats(&self) -> Stats {
        let sold = self.tally.sold.load(Ordering::Acquire);
        let turned_away = self.tally.turned_away.load(Ordering::Relaxed);
        Stats { sold, free: self.seats - sold, turned_away }
    }

    pub fn close(&self) {
        let mut clerk = self.clerk.lock().unwrap();
        if let Some(clerk) = clerk.take() {
            let _ = self.hatch.send(Message::Close);
            clerk.join().unwrap();
        }
    }
}
