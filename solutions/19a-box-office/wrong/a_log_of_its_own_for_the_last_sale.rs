//! rejected: assertion — sales are kept, and the log gets them when it closes
//! by: a_customer_finds_the_sale_in_the_log_and_in_the_statistics, a_record_that_fails_concerns_no_other_sale, a_sale_that_is_not_logged_is_no_sale, a_seat_is_free_again_each_time_its_record_fails, a_seat_is_sold_to_one_of_three_customers, a_seat_is_sold_to_one_of_two_customers, each_box_office_has_its_own_seats, each_customer_gets_the_answer_to_its_own_request, the_statistics_count_only_what_is_in_the_log, there_can_be_no_seats_or_hundreds, threads_that_wait_are_asleep, two_customers_can_buy_two_seats, what_was_sold_earlier_stays_sold

#[path = "../../../exercises/19a-box-office/src/office.rs"]
pub mod office;

use interleave::sync::Mutex;
use office::{Answer, Log, Stats};

/// Sells seats to any number of threads.
pub struct BoxOffice {
    state: Mutex<State>,
}

struct State {
    /// Whether each seat is sold. Each that is has its record in the log.
    seats: Vec<bool>,
    turned_away: usize,
    /// Sales that are to be written.
    kept: Vec<usize>,
    /// None after closing.
    log: Option<Box<dyn Log>>,
}

impl BoxOffice {
    /// Opens for seats 0 to `seats - 1`. Those in `sold` are sold already, and in the log.
    pub fn open(seats: usize, sold: &[usize], log: Box<dyn Log>) -> Self {
        let seats = (0..seats).map(|seat| sold.contains(&seat)).collect();
        BoxOffice {
            state: Mutex::new(State { seats, turned_away: 0, kept: Vec::new(), log: Some(log) }),
        }
    }

    /// Asks for a seat.
    pub fn buy(&self, seat: usize) -> Answer {
        let mut state = self.state.lock().unwrap();
        let State { seats, turned_away, kept, log } = &mut *state;
        if log.is_none() {
            return Answer::Closed;
        }
        let Some(is_sold) = seats.get_mut(seat) else { return Answer::NoSuchSeat };
        if *is_sold {
            *turned_away += 1;
            return Answer::Taken;
        }
        // With the lock held: until the record is written, the seat is neither sold nor free.
        kept.push(seat);
        *is_sold = true;
        Answer::Sold
    }

    /// How things stand.
    pub fn stats(&self) -> Stats {
        let state = self.state.lock().unwrap();
        let sold = state.seats.iter().filter(|is_sold| **is_sold).count();
        Stats { sold, free: state.seats.len() - sold, turned_away: state.turned_away }
    }

    /// Closes for good.
    pub fn close(&self) {
        // A sale holds the lock from beginning to end, so none is in progress now.
        let mut state = self.state.lock().unwrap();
        if let Some(mut log) = state.log.take() {
            for seat in std::mem::take(&mut state.kept) {
                _ = log.append(seat);
            }
        }
    }
}
