//! rejected: assertion — the clerk answers, and counts then
//! by: a_customer_finds_the_sale_in_the_log_and_in_the_statistics, a_record_that_fails_concerns_no_other_sale, a_sale_that_is_not_logged_is_no_sale, a_seat_is_free_again_each_time_its_record_fails, each_box_office_has_its_own_seats, each_customer_gets_the_answer_to_its_own_request, two_customers_can_buy_two_seats

#[path = "../../../exercises/19c-one-clerk/src/office.rs"]
pub mod office;

use interleave::sync::atomic::{
    AtomicUsize,
    Ordering::{Acquire, Relaxed, Release},
};
use interleave::sync::mpsc::{Receiver, Sender, channel};
use interleave::sync::{Arc, Mutex};
use interleave::thread::{self, JoinHandle};
use office::{Answer, Log, Stats};

/// Sells seats to any number of threads.
pub struct BoxOffice {
    clerk: Sender<Message>,
    /// The clerk's thread. None after closing.
    thread: Mutex<Option<JoinHandle<()>>>,
    seats: usize,
    tally: Arc<Tally>,
}

enum Message {
    /// A customer wants this seat. The answer goes here.
    Buy(usize, Sender<Answer>),
    Close,
}

/// What the clerk counts, for every thread to see.
struct Tally {
    sold: AtomicUsize,
    turned_away: AtomicUsize,
}

/// Owned by one thread, so nothing of it needs a lock.
struct Clerk {
    seats: Vec<bool>,
    log: Box<dyn Log>,
    tally: Arc<Tally>,
}

impl BoxOffice {
    /// Opens for seats 0 to `seats - 1`. Those in `sold` are sold already, and in the log.
    pub fn open(seats: usize, sold: &[usize], log: Box<dyn Log>) -> Self {
        let tally = Tally { sold: AtomicUsize::new(sold.len()), turned_away: AtomicUsize::new(0) };
        let tally = Arc::new(tally);
        let clerk = Clerk {
            seats: (0..seats).map(|seat| sold.contains(&seat)).collect(),
            log,
            tally: Arc::clone(&tally),
        };
        let (sender, messages) = channel();
        let thread = thread::spawn(move || clerk.work(&messages));
        BoxOffice { clerk: sender, thread: Mutex::new(Some(thread)), seats, tally }
    }

    /// Asks for a seat.
    pub fn buy(&self, seat: usize) -> Answer {
        let (reply, answer) = channel();
        if self.clerk.send(Message::Buy(seat, reply)).is_err() {
            return Answer::Closed;
        }
        // If the clerk leaves before it gets to this message, the message is dropped, and `reply` with it.
        answer.recv().unwrap_or(Answer::Closed)
    }

    /// How things stand.
    pub fn stats(&self) -> Stats {
        // Acquire: pairs with the clerk's addition, so that each sale that is counted is in the log.
        let sold = self.tally.sold.load(Acquire);
        // Relaxed: the number says nothing about anything else.
        let turned_away = self.tally.turned_away.load(Relaxed);
        Stats { sold, free: self.seats - sold, turned_away }
    }

    /// Closes for good.
    pub fn close(&self) {
        // The lock is held until the clerk has left, so that a second thread that closes waits for it too.
        let mut thread = self.thread.lock().unwrap();
        if let Some(thread) = thread.take() {
            self.clerk.send(Message::Close).expect("the clerk waits for this message");
            thread.join().expect("the clerk doesn't panic");
        }
    }
}

impl Clerk {
    fn work(mut self, messages: &Receiver<Message>) {
        while let Ok(Message::Buy(seat, reply)) = messages.recv() {
            // An error means that the customer has gone. The seat is sold all the same.
            let answer = self.sell(seat);
            _ = reply.send(answer);
            if answer == Answer::Sold {
                // Release: pairs with the load in `stats`.
                self.tally.sold.fetch_add(1, Release);
            }
        }
    }

    fn sell(&mut self, seat: usize) -> Answer {
        let Some(is_sold) = self.seats.get_mut(seat) else { return Answer::NoSuchSeat };
        if *is_sold {
            // Relaxed: the number says nothing about anything else.
            self.tally.turned_away.fetch_add(1, Relaxed);
            return Answer::Taken;
        }
        if self.log.append(seat).is_err() {
            return Answer::NotLogged;
        }
        *is_sold = true;
        Answer::Sold
    }
}
