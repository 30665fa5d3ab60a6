//! How many executions there are, where a formula says so.

#[allow(dead_code, reason = "shared with the example, which takes the programs from a list")]
#[path = "growth/programs.rs"]
mod programs;

#[path = "docs/blocks.rs"]
mod blocks;

use programs::{Count, Program, plain, reduced};

const MOST: u64 = 10_000;

#[track_caller]
fn check(
    count: fn(Program, usize, usize, u64) -> Count,
    program: Program,
    expected: &[(usize, usize, u64)],
) {
    for &(threads, rounds, executions) in expected {
        let found = count(program, threads, rounds, MOST);
        assert_eq!(found, Count::All(executions), "{threads} threads, {rounds} rounds");
    }
}

/// In how many orders so many threads can take so many steps each: `(t·s)! / s!^t`.
fn orders(threads: u64, steps: u64) -> u64 {
    let binomial = |n: u64, k: u64| (1..=k).fold(1, |all, i| all * (n - k + i) / i);
    (1..=threads).map(|t| binomial(t * steps, steps)).product()
}

#[test]
fn without_reduction_every_order_of_steps_is_one() {
    assert_eq!([orders(2, 2), orders(2, 4), orders(3, 2)], [6, 70, 90]);
    let rows = [(2, 1), (2, 2), (2, 3), (3, 1), (4, 1)];
    let expected = rows.map(|(t, rounds)| (t, rounds, orders(t as u64, 2 * rounds as u64)));
    check(plain, programs::racy_counter, &expected);
    check(plain, programs::message_passing, &expected);
}

/// A lock leaves only the order in which it is taken: with one round each, one of the orders of the threads.
#[test]
fn a_lock_leaves_only_the_order_of_its_takers() {
    let rows = [(2, 1), (3, 1), (4, 1), (5, 1), (2, 2), (2, 3), (2, 4), (3, 2)];
    let expected = rows.map(|(t, rounds)| (t, rounds, orders(t as u64, rounds as u64)));
    assert_eq!(expected[3], (5, 1, 120));
    check(reduced, programs::mutex_counter, &expected);
}

/// Whoever is the third to take the lock has seen it held by the first, by the second, or not at all before.
#[test]
fn a_spinner_may_see_any_of_the_earlier_holders_or_none() {
    check(
        reduced,
        programs::exchange_lock,
        &[2, 3, 4].map(|t| (t, 1, factorial(t) * factorial(t))),
    );
}

/// The stores are in one order. The load of whoever stores third sees the first store, the second, or none.
#[test]
fn loads_commute_with_loads() {
    check(reduced, programs::racy_counter, &[2, 3, 4].map(|t| (t, 1, factorial(t) * factorial(t))));
}

/// Each reader comes before both stores, between them, or after: it sees neither, the data, or both.
#[test]
fn readers_do_not_get_into_each_others_way() {
    check(reduced, programs::message_passing, &[(2, 1, 3), (3, 1, 9), (4, 1, 27), (5, 1, 81)]);
}

/// The table of the README stops counting here.
const MOST_IN_TABLE: u64 = 2_000;

#[test]
fn the_table_in_the_readme_is_what_the_search_counts() {
    let show = |count| match count {
        Count::All(count) => count.to_string(),
        Count::MoreThan(_) => format!("> {MOST_IN_TABLE}"),
    };
    let mut table = String::from("| threads × rounds |");
    programs::ALL.iter().for_each(|(name, _)| table.push_str(&format!(" {name} |")));
    table.push_str("\n|---|---|---|---|---|\n");
    for (threads, rounds) in [(2, 1), (2, 2), (2, 3), (3, 1), (3, 2), (4, 1), (5, 1)] {
        table.push_str(&format!("| {threads} × {rounds} |"));
        for (_, program) in programs::ALL {
            let explored = reduced(program, threads, rounds, MOST_IN_TABLE);
            // There are no more classes of orders than orders.
            let all = match explored {
                Count::All(_) => plain(program, threads, rounds, MOST_IN_TABLE),
                Count::MoreThan(_) => explored,
            };
            table.push_str(&format!(" {} of {} |", show(explored), show(all)));
        }
        table.push('\n');
    }
    blocks::check("README.md", "growth", &table);
}

fn factorial(n: usize) -> u64 {
    orders(n as u64, 1)
}
