//! Orders of drops that matter: each is found, and its schedule replays.

use interleave::FailureKind;
use interleave::cell::UnsafeCell;
use interleave::sync::atomic::{AtomicU32, Ordering::*};
use interleave::sync::{Arc, Mutex, Weak, mpsc};
use interleave::thread::{self, JoinHandle};

/// A worker of which the last owner waits for the end.
struct Pool(Mutex<Option<JoinHandle<()>>>);

impl Drop for Pool {
    fn drop(&mut self) {
        if let Some(worker) = self.0.lock().unwrap().take() {
            worker.join().unwrap();
        }
    }
}

#[test]
fn a_worker_that_is_the_last_owner_of_its_pool_joins_itself() {
    let found = interleave::check(|| {
        let pool = Arc::new(Pool(Mutex::new(None)));
        let theirs = Arc::clone(&pool);
        let (done, wait) = mpsc::channel();
        let worker = thread::spawn(move || {
            drop(theirs);
            done.send(()).unwrap();
        });
        *pool.0.lock().unwrap() = Some(worker);
        drop(pool);
        wait.recv().unwrap();
    })
    .expect_fails(FailureKind::Deadlock);
    let shown = found.render(140, false);
    assert!(shown.contains("pool.count.drop 1 → 0"), "{shown}");
    assert!(found.schedule.as_str().starts_with('*'), "{}", found.schedule);
}

#[test]
fn an_order_that_matters_replays() {
    let program = || {
        let mine = Arc::new(7);
        let theirs = Arc::clone(&mine);
        let other = thread::spawn(move || Arc::try_unwrap(theirs).ok());
        (Arc::try_unwrap(mine).ok(), other.join().unwrap())
    };
    let found = interleave::outcomes(program);
    let values: Vec<_> = found.values().copied().collect();
    assert_eq!(values, [(None, None), (None, Some(7)), (Some(7), None)]);
    for value in &values {
        let schedule = found.schedule(value).unwrap();
        assert_eq!(interleave::replay(schedule, program).value, *value, "{schedule}");
        // The star need not be written: that the steps are there shows in the run.
        let plain = schedule.as_str().trim_start_matches(['*', ' ']);
        assert_eq!(interleave::replay(plain, program).value, *value, "{plain}");
    }
    let tree = interleave::schedules(|| format!("{:?}", program()));
    let mut endings: Vec<_> = tree.endings().iter().map(|end| end.value.clone().unwrap()).collect();
    endings.sort();
    endings.dedup();
    assert_eq!(endings, ["(None, None)", "(None, Some(7))", "(Some(7), None)"]);
}

/// Says which thread drops it.
struct Whose(std::sync::Arc<std::sync::Mutex<u64>>);

impl Drop for Whose {
    fn drop(&mut self) {
        *self.0.lock().unwrap() = thread::current().number().get();
    }
}

#[test]
fn a_destructor_may_ask_which_thread_it_is() {
    let found = interleave::outcomes(|| {
        let number = std::sync::Arc::default();
        let mine = Arc::new(Whose(std::sync::Arc::clone(&number)));
        let theirs = Arc::clone(&mine);
        let other = thread::spawn(move || drop(theirs));
        drop(mine);
        other.join().unwrap();
        *number.lock().unwrap()
    });
    assert!(found.values().eq(&[1, 2]));
}

#[test]
fn a_value_that_is_gone_cannot_be_upgraded() {
    let found = interleave::outcomes(|| {
        let value = Arc::new(7);
        let weak = Arc::downgrade(&value);
        let other = thread::spawn(move || weak.upgrade().is_some());
        drop(value);
        other.join().unwrap()
    });
    assert!(found.values().eq(&[false, true]));
}

#[test]
fn a_weak_handle_that_is_given_away_too_early_finds_nothing() {
    let found = interleave::outcomes(|| {
        let mut other = None;
        let value = Arc::new_cyclic(|weak: &Weak<u32>| {
            let weak = weak.clone();
            other = Some(thread::spawn(move || weak.upgrade().is_some()));
            7
        });
        let found = other.unwrap().join().unwrap();
        drop(value);
        found
    });
    assert!(found.values().eq(&[false, true]));
}

#[test]
fn making_the_value_mutable_may_clone_it() {
    let found = interleave::outcomes(|| {
        let mut mine = Arc::new(AtomicU32::new(1).into_inner());
        let theirs = Arc::clone(&mine);
        let other = thread::spawn(move || drop(theirs));
        let before = Arc::as_ptr(&mine);
        *Arc::make_mut(&mut mine) += 1;
        let moved = Arc::as_ptr(&mine) != before;
        other.join().unwrap();
        (moved, *mine)
    });
    assert!(found.values().eq(&[(false, 2), (true, 2)]));
}

/// A channel for one message, as tokio's: the end that goes last cleans up.
struct Oneshot {
    state: AtomicU32,
    slot: UnsafeCell<Option<u32>>,
    left: std::sync::Arc<std::sync::Mutex<Option<u32>>>,
}

// SAFETY: the slot is written before the state says so, and read afterwards, or by the last owner.
unsafe impl Sync for Oneshot {}

const SENT: u32 = 1;
const CLOSED: u32 = 2;

impl Drop for Oneshot {
    fn drop(&mut self) {
        *self.left.lock().unwrap() = self.slot.get_mut().take();
        // What the last owner finds there depends on nobody's luck but on what was done before.
        self.slot.with(|slot| assert!(!slot.is_null()));
    }
}

fn oneshot(release: std::sync::atomic::Ordering) -> (Option<u32>, Option<u32>) {
    let left = std::sync::Arc::default();
    let sender = Arc::new(Oneshot {
        state: AtomicU32::new(0),
        slot: UnsafeCell::new(None),
        left: std::sync::Arc::clone(&left),
    });
    let receiver = Arc::clone(&sender);
    let other = thread::spawn(move || {
        // SAFETY: nobody reads the slot before the state says that it is full.
        sender.slot.with_mut(|slot| unsafe { *slot = Some(7) });
        sender.state.fetch_or(SENT, release);
    });
    let sent = receiver.state.fetch_or(CLOSED, Acquire) & SENT != 0;
    // SAFETY: the sender has filled the slot, and does not touch it again.
    let got = if sent { receiver.slot.with_mut(|slot| unsafe { (*slot).take() }) } else { None };
    drop(receiver);
    other.join().unwrap();
    let left = left.lock().unwrap().take();
    (got, left)
}

#[test]
fn of_a_oneshot_the_last_end_drops_what_was_not_received() {
    let found = interleave::outcomes(|| oneshot(Release));
    assert!(found.values().eq(&[(None, Some(7)), (Some(7), None)]));
}

#[test]
fn a_oneshot_that_does_not_release_has_a_data_race() {
    interleave::check(|| _ = oneshot(Relaxed)).expect_fails(FailureKind::DataRace);
}
