//! The rules of the box office, which are 19a's, and what doesn't wait for the log.
//!
//! Classes of wrong answers closed here (CONTRIBUTING has the list): those of 19a, and
//! - 5, "never waits" with a holder only: the thread that looks meets a sale that is being written, and one that closes.

#[path = "../../19a-box-office/tests/rules/mod.rs"]
mod rules;

use box_office::office::Answer::Taken;
use rules::check_does_not_wait;

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
fn a_customer_is_turned_away_while_another_sale_is_written() {
    check_does_not_wait(|office| assert!(office.buy(1) == Taken, "seat 1 is sold"), false);
    check_does_not_wait(|office| assert!(office.buy(2) == Taken, "seat 2 was sold earlier"), false);
}

#[test]
fn the_statistics_answer_while_a_sale_is_written() {
    check_does_not_wait(|office| assert!(office.stats().sold == 2, "two seats are sold"), false);
}

#[test]
fn a_thread_that_waits_to_close_keeps_no_other_from_looking() {
    check_does_not_wait(|_| (), true);
}
