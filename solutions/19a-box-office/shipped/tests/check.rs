//! The rules of the box office. `rules/mod.rs` has them all, and the classes of wrong answers that they close.

mod rules;

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
