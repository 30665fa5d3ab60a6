//! right: the queue is a `VecDeque` behind a mutex, with a condvar, and each customer has a slot

#[path = "../../../exercises/19c-one-clerk/src/office.rs"]
pub mod office;

use std::collections::VecDeque;

use interleave::sync::{Arc, Condvar, Mutex};
use interleave::thread::{self, JoinHandle};
use office::{Answer, Log, Stats};

type Slot = Arc<(Mutex<Option<Answer>>, Condvar)>;

pub struct BoxOffice {
    queue: Arc<Queue>,
    stats: Arc<Mutex<Stats>>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

#[derive(Default)]
struct Queue {
    state: Mutex<(VecDeque<(usize, Slot)>, bool)>,
    changed: Condvar,
}

impl BoxOffice {
    pub fn open(seats: usize, sold: &[usize], mut log: Box<dyn Log>) -> Self {
        let queue = Arc::new(Queue::default());
        let stats = Stats { sold: sold.len(), free: seats - sold.len(), turned_away: 0 };
        let stats = Arc::new(Mutex::new(stats));
        let mut seats: Vec<bool> = (0..seats).map(|seat| sold.contains(&seat)).collect();
        let (requests, counts) = (Arc::clone(&queue), Arc::clone(&stats));
        let thread = thread::spawn(move || {
            while let Some((seat, slot)) = requests.next() {
                let answer = match seats.get_mut(seat) {
                    None => Answer::NoSuchSeat,
                    Some(true) => {
                        counts.lock().unwrap().turned_away += 1;
                        Answer::Taken
                    }
                    Some(_) if log.append(seat).is_err() => Answer::NotLogged,
                    Some(is_sold) => {
                        *is_sold = true;
                        let mut stats = counts.lock().unwrap();
                        stats.sold += 1;
                        stats.free -= 1;
                        Answer::Sold
                    }
                };
                *slot.0.lock().unwrap() = Some(answer);
                slot.1.notify_one();
            }
        });
        BoxOffice { queue, stats, thread: Mutex::new(Some(thread)) }
    }

    pub fn buy(&self, seat: usize) -> Answer {
        let slot = Slot::default();
        {
            let mut state = self.queue.state.lock().unwrap();
            if state.1 {
                return Answer::Closed;
            }
            state.0.push_back((seat, Arc::clone(&slot)));
        }
        self.queue.changed.notify_one();
        let mut answer = slot.0.lock().unwrap();
        while answer.is_none() {
            answer = slot.1.wait(answer).unwrap();
        }
        answer.unwrap()
    }

    pub fn stats(&self) -> Stats {
        *self.stats.lock().unwrap()
    }

    pub fn close(&self) {
        let mut thread = self.thread.lock().unwrap();
        if let Some(thread) = thread.take() {
            self.queue.state.lock().unwrap().1 = true;
            self.queue.changed.notify_one();
            thread.join().unwrap();
        }
    }
}

impl Queue {
    /// The next request. None when the office is closed and all are served.
    fn next(&self) -> Option<(usize, Slot)> {
        let mut state = self.state.lock().unwrap();
        loop {
            if let Some(request) = state.0.pop_front() {
                return Some(request);
            }
            if state.1 {
                return None;
            }
            state = self.changed.wait(state).unwrap();
        }
    }
}
