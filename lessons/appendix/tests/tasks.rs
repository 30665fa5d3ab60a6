//! What holds for tasks and their locks, on a real thread; and what two programs print.

use std::process::Command;
use std::sync::{Mutex, mpsc};
use std::thread;

use appendix::tasks::executor::{self, Stuck, Task, poll_once};
use appendix::tasks::s3_async_mutex::{self, AsyncMutex, transfer};
use appendix::tasks::{s2_released, s4_cancelled, s5_owner};
use expect_test::{ExpectFile, expect_file};

#[track_caller]
fn check_output(program: &str, expected: ExpectFile) {
    let run = Command::new(program).output().unwrap();
    assert!(run.status.success(), "{program}: {}", String::from_utf8_lossy(&run.stderr));
    expected.assert_eq(&String::from_utf8(run.stdout).unwrap().replace("\r\n", "\n"));
}

#[test]
fn two_tasks_that_hold_the_mutex_while_they_wait_block_their_thread() {
    let program = env!("CARGO_BIN_EXE_held_across_await");
    check_output(program, expect_file!["../outputs/held_across_await.txt"]);
}

#[test]
fn a_dropped_future_releases_the_mutex_amid_two_changes() {
    check_output(env!("CARGO_BIN_EXE_cancelled"), expect_file!["../outputs/cancelled.txt"]);
}

/// Runs both on one thread, in turn, from a total of 100.
fn total_after<'a>(total: &'a Mutex<u32>, tasks: Vec<Task<'a>>) -> u32 {
    assert_eq!(executor::run(tasks), Ok(()));
    *total.lock().unwrap()
}

#[test]
fn the_total_is_right_if_the_tasks_ask_first() {
    let total = Mutex::new(100);
    let tasks = executor::tasks([s2_released::add(&total, 1), s2_released::add(&total, 2)]);
    assert_eq!(total_after(&total, tasks), 103);
}

#[test]
fn a_guard_that_a_call_drops_blocks_no_task() {
    let total = Mutex::new(100);
    let tasks =
        executor::tasks([s2_released::add_first(&total, 1), s2_released::add_first(&total, 2)]);
    assert_eq!(total_after(&total, tasks), 103);
}

#[test]
fn what_was_read_before_an_await_may_be_out_of_date_after_it() {
    // ANCHOR: out-of-date
    let total = Mutex::new(100);
    let amount: Task<'_> = Box::pin(s2_released::add(&total, 50));
    let interest: Task<'_> = Box::pin(s2_released::add_interest(&total));
    assert_eq!(executor::run(vec![amount, interest]), Ok(()));
    assert_eq!(total.into_inner().unwrap(), 110);
    // ANCHOR_END: out-of-date
}

#[test]
fn a_task_that_checks_again_loses_nothing() {
    let total = Mutex::new(100);
    let tasks: Vec<Task<'_>> = vec![
        Box::pin(s2_released::add(&total, 50)),
        Box::pin(s2_released::add_interest_to_the_last(&total)),
    ];
    assert_eq!(total_after(&total, tasks), 165);
}

#[test]
fn tasks_that_wait_for_an_async_mutex_let_the_holder_go_on() {
    let total = AsyncMutex::new(0);
    let tasks = [1, 2, 3].map(|amount| s3_async_mutex::add(&total, amount));
    assert_eq!(executor::run(executor::tasks(tasks)), Ok(()));
    assert_eq!(total.try_lock().as_deref(), Some(&6));
}

#[test]
fn two_async_mutexes_in_two_orders_get_both_tasks_stuck() {
    // ANCHOR: stuck
    let (left, right) = (AsyncMutex::new(10), AsyncMutex::new(10));
    let tasks = executor::tasks([transfer(&left, &right, 1), transfer(&right, &left, 2)]);
    assert_eq!(executor::run(tasks), Err(Stuck(2)));
    // ANCHOR_END: stuck
}

#[test]
fn a_waiter_that_is_dropped_takes_no_wakeup_with_it() {
    let total = AsyncMutex::new(0);
    let guard = total.try_lock().expect("it is free");
    let mut given_up: Task<'_> = Box::pin(s3_async_mutex::add(&total, 1));
    assert!(!poll_once(&mut given_up));
    let waits = s3_async_mutex::add(&total, 2);
    let releases = async {
        drop(guard);
        drop(given_up);
    };
    let tasks: Vec<Task<'_>> = vec![Box::pin(waits), Box::pin(releases)];
    assert_eq!(executor::run(tasks), Ok(()));
    assert_eq!(total.try_lock().as_deref(), Some(&2));
}

#[test]
fn a_future_that_is_dropped_before_its_critical_section_changes_nothing() {
    let accounts = AsyncMutex::new([10, 0]);
    let mut task: Task<'_> = Box::pin(s4_cancelled::transfer_at_once(&accounts, 3));
    assert!(!poll_once(&mut task));
    drop(task);
    assert_eq!(accounts.try_lock().as_deref(), Some(&[10, 0]));
}

#[test]
fn a_thread_that_owns_the_total_needs_no_lock() {
    let (sender, amounts) = mpsc::channel();
    let owner = thread::spawn(|| s5_owner::own(amounts));
    let tasks = executor::tasks([s5_owner::add(&sender, 1), s5_owner::add(&sender, 2)]);
    assert_eq!(executor::run(tasks), Ok(()));
    drop(sender);
    assert_eq!(owner.join().unwrap(), 3);
}
