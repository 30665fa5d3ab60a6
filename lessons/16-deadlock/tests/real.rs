//! What holds on real threads, whatever the scheduler does.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::thread;

use lesson16::s2_ordered::{Account, transfer};
use lesson16::s3_philosophers::Table;
use lesson16::s6_told_after::Thermometer;

#[test]
fn transfers_in_all_directions_end_and_lose_nothing() {
    let accounts: Vec<_> = (0..4).map(|number| Account::new(number, 1_000)).collect();
    thread::scope(|s| {
        for from in 0..4 {
            for to in 0..4 {
                let accounts = &accounts;
                s.spawn(move || {
                    for amount in 0..500 {
                        transfer(&accounts[from], &accounts[to], amount % 7);
                    }
                });
            }
        }
    });
    let total: u32 = accounts.iter().map(Account::balance).sum();
    assert_eq!(total, 4_000);
}

#[test]
fn with_the_smaller_fork_first_every_philosopher_eats() {
    let table = Table::new(5);
    thread::scope(|s| {
        for seat in 0..5 {
            let table = &table;
            s.spawn(move || (0..2_000).for_each(|_| table.smaller_first(seat)));
        }
    });
}

#[test]
fn every_listener_is_told_of_every_change() {
    let thermometer = Thermometer::default();
    let told = Arc::new(AtomicU32::new(0));
    for _ in 0..3 {
        let told = Arc::clone(&told);
        thermometer.subscribe(Arc::new(move |thermometer, _| {
            thermometer.degrees();
            // Relaxed: joining the threads makes the total visible.
            told.fetch_add(1, Relaxed);
        }));
    }
    thread::scope(|s| {
        for _ in 0..4 {
            s.spawn(|| (0..100).for_each(|degrees| thermometer.set(degrees)));
        }
    });
    assert_eq!(told.load(Relaxed), 3 * 4 * 100);
}
