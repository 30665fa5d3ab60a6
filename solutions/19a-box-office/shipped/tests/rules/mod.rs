//! The rules of the box office, for all three exercises: what 19a's README asks for.
//!
//! Classes of wrong answers closed here (CONTRIBUTING has the list):
//! - 1, one of two ways only: two sales of one seat, of two seats, and of seats with different answers; a sale beside `stats`, beside `close`, beside a sale that
//!   fails, of the same seat and of another; `close` beside `close`.
//! - 2 and 9, the first time only: a record that fails twice, a seat that is taken twice, closing twice.
//! - 4, std's types: refused in all exercises.
//! - 6, the boundary: no seats, more than 8 or 64 bits hold, more turned away than a byte counts, numbers behind the last one, all sold.
//! - 8, the second of two waiters: three customers for one seat, and two who wait, asleep, behind a slow log.
//! - one office for all: `each_box_office_has_its_own_seats`.

#![allow(dead_code, reason = "each of the three exercises uses a part of it")]

use std::io;
use std::sync::Arc;

use box_office::BoxOffice;
use box_office::office::Answer::{self, Closed, NoSuchSeat, NotLogged, Sold, Taken};
use box_office::office::{Log, Stats};
use interleave::sync::Mutex;
use interleave::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};
use interleave::sync::mpsc::{Receiver, Sender, channel};
use interleave::thread::{self, ThreadId, scope};
use interleave::{Checker, SearchError, Verdict};

/// What is in the log. Relaxed throughout, so that only the office can order what a test reads.
pub struct Paper {
    /// How many records each seat has.
    records: Vec<AtomicUsize>,
    /// How many of the first attempts to write fail.
    failures: usize,
    attempts: AtomicUsize,
    is_closed: AtomicBool,
    /// Which threads wrote.
    writers: std::sync::Mutex<Vec<ThreadId>>,
}

/// The log that the office gets.
struct Pen {
    paper: Arc<Paper>,
    /// Tells the test that a record is being written, and waits until it may go on.
    slow: Option<(Sender<()>, Receiver<()>)>,
    /// A record can't be written while another thread holds this.
    gate: Option<Arc<Mutex<()>>>,
}

impl Paper {
    fn new(seats: usize, failures: usize) -> Arc<Self> {
        Arc::new(Paper {
            records: (0..seats).map(|_| AtomicUsize::new(0)).collect(),
            failures,
            attempts: AtomicUsize::new(0),
            is_closed: AtomicBool::new(false),
            writers: std::sync::Mutex::new(Vec::new()),
        })
    }

    fn pen(self: &Arc<Self>) -> Pen {
        Pen { paper: Arc::clone(self), slow: None, gate: None }
    }

    fn records(&self, seat: usize) -> usize {
        self.records[seat].load(Relaxed)
    }

    fn all_records(&self) -> usize {
        (0..self.records.len()).map(|seat| self.records(seat)).sum()
    }

    pub fn writers(&self) -> Vec<ThreadId> {
        self.writers.lock().unwrap().clone()
    }

    #[track_caller]
    fn check(&self, seat: usize, expected: usize) {
        let records = self.records(seat);
        assert!(
            records == expected,
            "the log should have {expected} records of seat {seat}, and it has {records}"
        );
    }
}

impl Log for Pen {
    fn append(&mut self, seat: usize) -> io::Result<()> {
        self.paper.writers.lock().unwrap().push(thread::current().id());
        if let Some((begins, goes_on)) = &self.slow {
            begins.send(()).unwrap();
            goes_on.recv().unwrap();
        }
        if let Some(gate) = &self.gate {
            drop(gate.lock());
        }
        if self.paper.failures > 0
            && self.paper.attempts.fetch_add(1, Relaxed) < self.paper.failures
        {
            return Err(io::ErrorKind::StorageFull.into());
        }
        if let Some(records) = self.paper.records.get(seat) {
            records.fetch_add(1, Relaxed);
        }
        Ok(())
    }
}

impl Drop for Pen {
    fn drop(&mut self) {
        self.paper.is_closed.store(true, Relaxed);
    }
}

/// Three threads and more: a part of the interleavings.
pub fn crowd() -> Checker {
    Checker::new().max_preemptions(1).max_executions(1_500)
}

/// All interleavings of few steps, or as many as there is time for.
pub fn in_time() -> Checker {
    Checker::new().max_executions(2_000)
}

/// An office, and its log, whose first attempts to write fail this many times.
pub fn open(seats: usize, failures: usize) -> (BoxOffice, Arc<Paper>) {
    let paper = Paper::new(seats, failures);
    (BoxOffice::open(seats, &[], Box::new(paper.pen())), paper)
}

#[track_caller]
fn check_stats(office: &BoxOffice, sold: usize, free: usize, turned_away: usize) {
    let (stats, expected) = (office.stats(), Stats { sold, free, turned_away });
    assert!(stats == expected, "`stats` should be {expected:?}, and it is {stats:?}");
}

#[track_caller]
fn check_told(answer: Answer, expected: Answer, why: &str) {
    assert!(answer == expected, "{why}, so `buy` should return `{expected:?}`, not `{answer:?}`");
}

/// This many customers want seat 0, at the same time. Returns what they are told, the best answer first.
fn customers<const N: usize>(office: &BoxOffice) -> [Answer; N] {
    let mut answers = scope(|s| {
        let customers = [(); N].map(|()| s.spawn(|| office.buy(0)));
        customers.map(|customer| customer.join().unwrap())
    });
    answers.sort();
    answers
}

pub fn a_seat_is_sold_to_one_of_two_customers() {
    in_time().model(|| {
        let (office, paper) = open(1, 0);
        let answers = customers(&office);
        assert!(answers == [Sold, Taken], "two customers want one seat, and are told {answers:?}");
        check_stats(&office, 1, 0, 1);
        paper.check(0, 1);
        office.close();
    });
}

pub fn a_seat_is_sold_to_one_of_three_customers() {
    crowd().model(|| {
        let (office, paper) = open(1, 0);
        let answers = customers(&office);
        assert!(
            answers == [Sold, Taken, Taken],
            "three customers want one seat, and are told {answers:?}"
        );
        check_stats(&office, 1, 0, 2);
        paper.check(0, 1);
        office.close();
    });
}

pub fn two_customers_can_buy_two_seats() {
    in_time().model(|| {
        let (office, paper) = open(2, 0);
        scope(|s| {
            for seat in 0..2 {
                let office = &office;
                s.spawn(move || check_told(office.buy(seat), Sold, "each wants another seat"));
            }
        });
        check_stats(&office, 2, 0, 0);
        paper.check(0, 1);
        paper.check(1, 1);
        office.close();
    });
}

pub fn each_customer_gets_the_answer_to_its_own_request() {
    crowd().model(|| {
        let paper = Paper::new(2, 0);
        let office = BoxOffice::open(2, &[1], Box::new(paper.pen()));
        scope(|s| {
            for (seat, answer) in [(0, Sold), (1, Taken)] {
                let office = &office;
                s.spawn(move || check_told(office.buy(seat), answer, "1 was sold earlier"));
            }
            check_told(office.buy(2), NoSuchSeat, "there are two seats");
        });
        check_stats(&office, 2, 0, 1);
        paper.check(0, 1);
        office.close();
    });
}

pub fn a_customer_finds_the_sale_in_the_log_and_in_the_statistics() {
    in_time().model(|| {
        let (office, paper) = open(1, 0);
        scope(|s| {
            for _ in 0..2 {
                s.spawn(|| {
                    let told = office.buy(0);
                    let (stats, records) = (office.stats(), paper.records(0));
                    assert!(
                        records == 1,
                        "a customer was told `{told:?}` before the sale was in the log"
                    );
                    let counted = (stats.sold, stats.free) == (1, 0);
                    assert!(counted, "a customer was told `{told:?}` before the sale was counted");
                    let turned_away = told == Sold || stats.turned_away == 1;
                    assert!(turned_away, "a call was answered with `Taken` and isn't counted");
                });
            }
        });
        office.close();
    });
}

pub fn the_statistics_count_only_what_is_in_the_log() {
    in_time().model(|| {
        let paper = Paper::new(3, 0);
        let office = BoxOffice::open(3, &[2], Box::new(paper.pen()));
        scope(|s| {
            s.spawn(|| check_told(office.buy(0), Sold, "it's the only customer"));
            let stats = office.stats();
            let in_log = 1 + paper.records(0);
            assert!(stats.sold <= in_log, "{stats:?}, with {in_log} sales in the log");
            assert!(stats.sold + stats.free == 3, "there are 3 seats, and `stats` is {stats:?}");
        });
        office.close();
    });
}

pub fn a_sale_that_is_not_logged_is_no_sale() {
    in_time().model(|| {
        let (office, paper) = open(1, 1);
        let answers = customers(&office);
        assert!(
            answers == [Sold, NotLogged],
            "two customers want one seat, and the first record fails. They are told {answers:?}"
        );
        check_stats(&office, 1, 0, 0);
        paper.check(0, 1);
        office.close();
    });
    in_time().model(|| {
        let (office, paper) = open(1, 1);
        scope(|s| {
            s.spawn(|| check_told(office.buy(0), NotLogged, "the log returns an error"));
            let sold = office.stats().sold;
            assert!(sold == 0, "a sale is counted, and its record fails");
        });
        paper.check(0, 0);
        office.close();
    });
}

pub fn a_record_that_fails_concerns_no_other_sale() {
    in_time().model(|| {
        let (office, paper) = open(2, 1);
        let answers = scope(|s| {
            let customers = [0, 1].map(|seat| {
                let office = &office;
                s.spawn(move || office.buy(seat))
            });
            customers.map(|customer| customer.join().unwrap())
        });
        let sold = answers.map(|answer| usize::from(answer == Sold));
        assert!(
            answers.contains(&NotLogged) && sold[0] + sold[1] == 1,
            "two customers want two seats, and the first record fails. They are told {answers:?}"
        );
        check_stats(&office, 1, 1, 0);
        paper.check(0, sold[0]);
        paper.check(1, sold[1]);
        for (seat, answer) in answers.into_iter().enumerate() {
            let expected = if answer == Sold { Taken } else { Sold };
            check_told(office.buy(seat), expected, "only one of the two records failed");
        }
        office.close();
    });
}

pub fn a_seat_is_free_again_each_time_its_record_fails() {
    in_time().model(|| {
        let (office, paper) = open(2, 2);
        check_told(office.buy(0), NotLogged, "the log returns an error");
        check_told(office.buy(0), NotLogged, "the log returns an error again");
        check_stats(&office, 0, 2, 0);
        check_told(office.buy(0), Sold, "the log works again");
        check_told(office.buy(0), Taken, "the seat is sold");
        check_told(office.buy(0), Taken, "the seat is still sold");
        check_told(office.buy(1), Sold, "the other seat is free");
        check_stats(&office, 2, 0, 2);
        paper.check(0, 1);
        office.close();
    });
}

pub fn what_was_sold_earlier_stays_sold() {
    in_time().model(|| {
        let paper = Paper::new(3, 0);
        let office = BoxOffice::open(3, &[2, 0], Box::new(paper.pen()));
        check_stats(&office, 2, 1, 0);
        for (seat, answer) in [(2, Taken), (1, Sold), (0, Taken), (1, Taken)] {
            check_told(office.buy(seat), answer, "0 and 2 were sold earlier, and 1 once today");
        }
        for seat in [3, 4, 64, usize::MAX] {
            check_told(office.buy(seat), NoSuchSeat, "there are 3 seats");
        }
        check_stats(&office, 3, 0, 3);
        assert!([0, 1, 2].map(|seat| paper.records(seat)) == [0, 1, 0], "1 was sold today");
        office.close();
    });
}

pub fn there_can_be_no_seats_or_hundreds() {
    // Only one thread calls, so one interleaving is enough.
    Checker::new().order_only().max_executions(1).model(|| {
        let (office, _paper) = open(0, 0);
        check_told(office.buy(0), NoSuchSeat, "there are no seats");
        check_stats(&office, 0, 0, 0);
        office.close();
        let (office, paper) = open(300, 0);
        for seat in 0..300 {
            check_told(office.buy(seat), Sold, "each of 300 seats is sold once");
        }
        for seat in 0..300 {
            check_told(office.buy(seat), Taken, "all 300 seats are sold");
        }
        check_stats(&office, 300, 0, 300);
        assert!(paper.all_records() == 300, "300 seats were sold");
        office.close();
    });
}

/// What a thread may rely on when its call of `close` has returned. Returns how many sales were in the log.
#[track_caller]
fn check_closed(office: &BoxOffice, paper: &Paper) -> usize {
    let closed = paper.is_closed.load(Relaxed);
    assert!(closed, "`close` has returned, and the log hasn't been dropped");
    let records = paper.all_records();
    let stats = office.stats();
    assert!(
        stats.sold == records && stats.sold + stats.free == paper.records.len(),
        "after closing, `stats` is {stats:?}, with {records} sales in the log"
    );
    records
}

/// Closes beside customers who want these seats, one each.
#[track_caller]
fn check_closing<const N: usize>(checker: &Checker, seats: [usize; N]) {
    checker.model(|| {
        let (office, paper) = open(3, 0);
        scope(|s| {
            let office = &office;
            let customers = seats.map(|seat| s.spawn(move || office.buy(seat)));
            office.close();
            let records = check_closed(office, &paper);
            for seat in [0, 1, 2, 3, usize::MAX] {
                check_told(office.buy(seat), Closed, "`close` has returned");
            }
            let answers = customers.map(|customer| customer.join().unwrap());
            let sold = answers.iter().filter(|answer| **answer == Sold).count();
            assert!(
                sold == records && paper.all_records() == records,
                "{records} sales were in the log when `close` returned, and there are {} in the end; \
                 the customers are told {answers:?}",
                paper.all_records()
            );
            assert!(answers.iter().all(|answer| matches!(answer, Sold | Taken | Closed)));
        });
    });
}

pub fn when_it_has_closed_the_log_is_complete_and_stays_so() {
    check_closing(&in_time(), [0]);
    check_closing(&crowd(), [0, 0]);
    check_closing(&crowd(), [0, 1]);
}

pub fn two_threads_can_close_and_each_can_rely_on_it() {
    in_time().model(|| {
        let (office, paper) = open(1, 0);
        scope(|s| {
            let close = || {
                office.close();
                check_closed(&office, &paper)
            };
            let customer = s.spawn(|| office.buy(0));
            let (other, mine) = (s.spawn(close), close());
            let seen = [other.join().unwrap(), mine];
            let sold = usize::from(customer.join().unwrap() == Sold);
            assert!(seen == [sold; 2], "{sold} seats were sold, and those who closed saw {seen:?}");
        });
        office.close();
        check_told(office.buy(0), Closed, "the office was closed, and then closed again");
    });
}

pub fn a_sale_the_statistics_and_closing_never_wait_for_each_other_in_a_circle() {
    in_time().model(|| {
        let (office, _paper) = open(2, 0);
        scope(|s| {
            s.spawn(|| office.buy(0));
            s.spawn(|| office.stats());
            office.close();
        });
    });
}

/// The log is stuck for good, and so are the threads that need it. None of them may be awake.
fn check_asleep(what: &str, others: [fn(&BoxOffice); 2]) {
    let verdict = in_time().try_check(|| {
        let paper = Paper::new(2, 0);
        let gate = Arc::new(Mutex::new(()));
        let mut pen = paper.pen();
        pen.gate = Some(Arc::clone(&gate));
        let office = BoxOffice::open(2, &[], Box::new(pen));
        let _stuck = gate.lock();
        scope(|s| {
            s.spawn(|| office.buy(0));
            for other in others {
                let office = &office;
                s.spawn(move || other(office));
            }
        });
    });
    check_all_asleep(what, verdict);
}

/// Nothing can happen any more, so this has to be a deadlock. If it's anything else, a thread is awake.
#[track_caller]
pub fn check_all_asleep(what: &str, verdict: Result<Verdict, SearchError>) {
    let awake = format!("nothing happens for a long time, and a thread that {what} isn't asleep");
    match verdict {
        Ok(Verdict::Fails(found)) => {
            assert!(matches!(found.kind(), "lost_wakeup" | "deadlock"), "{awake}:\n{found}");
        }
        Ok(Verdict::Holds(_)) => {
            panic!("a call has returned that has to wait, and the log is stuck")
        }
        Err(problem) => panic!("{awake}: {problem}"),
    }
}

pub fn threads_that_wait_are_asleep() {
    let same: fn(&BoxOffice) = |office| _ = office.buy(0);
    check_asleep("wants the same seat", [same, same]);
    check_asleep("wants another seat", [same, |office| _ = office.buy(1)]);
    check_asleep("closes", [same, BoxOffice::close]);
    check_asleep("closes as a second one", [BoxOffice::close, BoxOffice::close]);
}

pub fn each_box_office_has_its_own_seats() {
    in_time().model(|| {
        let ((first, paper), (second, other)) = (open(1, 0), open(2, 0));
        for office in [&first, &second] {
            check_told(office.buy(0), Sold, "nothing was sold in this office");
        }
        check_told(second.buy(0), Taken, "the seat is sold");
        check_stats(&first, 1, 0, 0);
        check_stats(&second, 1, 1, 1);
        first.close();
        check_told(second.buy(1), Sold, "the other office is closed, and this one isn't");
        paper.check(0, 1);
        assert!(other.all_records() == 2);
        second.close();
    });
}

/// While the sale of seat 0 is being written, another thread does something that must not wait for it. Seat 1 is sold
/// today, and seat 2 was earlier.
#[track_caller]
pub fn check_does_not_wait(call: fn(&BoxOffice), another_closes: bool) {
    crowd().model(|| {
        let paper = Paper::new(3, 0);
        let (begins, has_begun) = channel();
        let (go_on, goes_on) = channel();
        let mut pen = paper.pen();
        pen.slow = Some((begins, goes_on));
        let office = BoxOffice::open(3, &[2], Box::new(pen));
        go_on.send(()).unwrap();
        check_told(office.buy(1), Sold, "it's the only customer");
        has_begun.recv().unwrap();
        scope(|s| {
            s.spawn(|| check_told(office.buy(0), Sold, "it's the only one who wants that seat"));
            has_begun.recv().unwrap();
            call(&office);
            let closes = another_closes.then(|| s.spawn(|| office.close()));
            if another_closes {
                // What the call returns now depends on how far the other thread has got; that it returns doesn't.
                _ = (office.buy(1), office.stats());
            }
            go_on.send(()).unwrap();
            closes.map(|thread| thread.join());
        });
        office.close();
    });
}

/// Makes each rule a test.
macro_rules! test_rules {
    ($($rule:ident)*) => {$(
        #[test]
        fn $rule() {
            rules::$rule();
        }
    )*};
}

pub(crate) use test_rules;
