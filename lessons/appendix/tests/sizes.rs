//! How many bytes each lock takes, for the tables of `locks-built.md`.

use std::{fs, sync};

/// The size of each type, without a value in it, behind the name of its place.
macro_rules! sizes {
    ($($place:literal: $kind:ty;)*) => {
        String::new() $(+ &format!("{:<36}{:>4}\n", $place, size_of::<$kind>()))*
    };
}

/// Made of atomics, and so of the same size on every system whose addresses have 64 bits.
fn of_atomics() -> String {
    sizes! {
        "04-flag/s4_try": lesson04::s4_try::BinaryLock;
        "04-flag/s5_owner": lesson04::s5_owner::OwnedLock;
        "06-lock-owns-data/s1_lock": lesson06::s1_lock::BinaryLock;
        "06-lock-owns-data/s4_owns": lesson06::s4_owns::Lock<()>;
        "07-ordering/s4_lock": lesson07::s4_lock::BinaryLock;
        "08-spin/s1_test_and_set": lesson08::s1_test_and_set::BinaryLock;
        "08-spin/s2_look_first": lesson08::s2_look_first::BinaryLock;
        "08-spin/s3_backoff": lesson08::s3_backoff::BinaryLock;
        "08-spin/s4_ticket": lesson08::s4_ticket::TicketLock;
        "09-sleep/s3_token": lesson09::s3_token::Token;
        "09-sleep/s4_two_states": lesson09::s4_two_states::BinaryLock;
        "09-sleep/s5_three_states": lesson09::s5_three_states::BinaryLock;
        "09-sleep/s6_mutex": lesson09::s6_mutex::Mutex<()>;
        "10-poison/s4_mark_right": lesson10::s4_mark_right::Lock<()>;
        "11-do-not-wait-forever/s1_try": lesson11::s1_try::Lock<()>;
        "11-do-not-wait-forever/s6_reentrant": lesson11::s6_reentrant::ReentrantLock<()>;
        "12-condvar/s10_on_futex": lesson12::s10_on_futex::Condvar;
        "13-counting/s6_futex": lesson13::s6_futex::Semaphore;
        "15-many-readers/s3_one_number": lesson15::s3_one_number::RwLock<()>;
    }
}

/// Std's, and what is made of std's: on macOS, for example, its mutex is a pointer to one of the system's.
fn of_stds() -> String {
    sizes! {
        "09-sleep/s2_queue": lesson09::s2_queue::BinaryLock;
        "11-do-not-wait-forever/s4_deadline": lesson11::s4_deadline::BinaryLock;
        "12-condvar/s8_queue": lesson12::s8_queue::Queue<()>;
        "12-condvar/s9_event": lesson12::s9_event::Event;
        "13-counting/s2_semaphore": lesson13::s2_semaphore::Semaphore;
        "13-counting/s4_permit": lesson13::s4_permit::Semaphore;
        "13-counting/s5_bounded": lesson13::s5_bounded::BoundedSemaphore;
        "14-meet/s2_barrier": lesson14::s2_barrier::Barrier;
        "14-meet/s5_once": lesson14::s5_once::Lazy<()>;
        "14-meet/s6_wait_group": lesson14::s6_wait_group::WaitGroup;
        "15-many-readers/s1_rwlock": lesson15::s1_rwlock::RwLock;
        "15-many-readers/s2_writers_first": lesson15::s2_writers_first::RwLock;
        "15-many-readers/s5_upgradable": lesson15::s5_upgradable::RwLock<()>;
        "20-lease/s1_lease": lesson20::s1_lease::LockService;
        "Mutex": sync::Mutex<()>;
        "RwLock": sync::RwLock<()>;
        "Condvar": sync::Condvar;
        "Barrier": sync::Barrier;
        "Once": sync::Once;
        "OnceLock": sync::OnceLock<()>;
        "LazyLock": sync::LazyLock<()>;
    }
}

/// The output is Linux's. Another system has the same first part.
#[test]
fn the_sizes_of_the_locks_are_written_down() {
    if cfg!(all(target_os = "linux", target_pointer_width = "64")) {
        expect_test::expect_file!["../outputs/sizes.txt"].assert_eq(&(of_atomics() + &of_stds()));
    } else if cfg!(target_pointer_width = "64") {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/outputs/sizes.txt");
        let written = fs::read_to_string(file).unwrap().replace("\r\n", "\n");
        let first = of_atomics();
        assert!(written.starts_with(&first), "{first}");
    } else {
        println!("skipped: the sizes were written down on a system with addresses of 64 bits");
    }
}
