//! The rules of the box office, which are 19a's, and those about the clerk.
//!
//! Classes of wrong answers closed here (CONTRIBUTING has the list): those of 19a, and
//! - a clerk that is awake while there is nothing to do.

#[path = "../../19a-box-office/tests/rules/mod.rs"]
mod rules;

use interleave::sync::mpsc::channel;
use interleave::thread::{current, scope};

rules::test_rules! {
    a_seat_is_sold_to_one_of_two_customers
    a_seat_is_sold_to_one_of_three_customers
    two_customers_can_buy_two_seats
    each_customer_gets_the_answer_to_its_own_request
    a_customer_finds_the_sale_in_the_log_and_in_the_statistics
    the_statistics_count_only_what_is_in_the_log
    a_sale_that_is_not_logged_is_no_sale
    a_record_that_fails_concerns_no_other_sale
    a_seat_is_free_again_each_time_its_record_fails
    what_was_sold_earlier_stays_sold
    there_can_be_no_seats_or_hundreds
    when_it_has_closed_the_log_is_complete_and_stays_so
    two_threads_can_close_and_each_can_rely_on_it
    a_sale_the_statistics_and_closing_never_wait_for_each_other_in_a_circle
    threads_that_wait_are_asleep
    each_box_office_has_its_own_seats
}

#[test]
fn only_the_clerk_writes_the_log() {
    rules::crowd().model(|| {
        let (office, paper) = rules::open(3, 1);
        let callers = scope(|s| {
            let call = |seat| {
                let office = &office;
                s.spawn(move || {
                    office.buy(seat);
                    office.stats();
                    current().id()
                })
            };
            let others = [call(0), call(1)];
            office.buy(2);
            let [a, b] = others.map(|other| other.join().unwrap());
            [a, b, current().id()]
        });
        office.close();
        let writers = paper.writers();
        assert!(writers.len() == 3, "there were three attempts to write");
        assert!(
            writers.iter().all(|writer| !callers.contains(writer)),
            "a thread that called `buy` has written the log itself"
        );
        assert!(
            writers.iter().all(|writer| *writer == writers[0]),
            "the log was written by more than one thread"
        );
    });
}

#[test]
fn a_clerk_with_nothing_to_do_is_asleep() {
    let verdict = rules::in_time().try_check(|| {
        let (office, _paper) = rules::open(2, 0);
        office.buy(0);
        // This never ends.
        let (_sender, never) = channel::<()>();
        _ = never.recv();
    });
    rules::check_all_asleep("has nothing to do", verdict);
}
