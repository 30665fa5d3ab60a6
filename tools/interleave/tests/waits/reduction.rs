//! The reduced search against the plain one, on programs with timeouts, sleeps and a clock, made from fixed seeds:
//! what sleep sets leave out must be nothing new.

use interleave::sync::atomic::{AtomicU32, Ordering::SeqCst};
use interleave::sync::{Condvar, Mutex};
use interleave::time::{Duration, Instant};
use interleave::{Checker, Verdict, futex, thread};

use crate::rng::Rng;

const PROGRAMS: u64 = 250;

/// So large that it is no bound.
const UNBOUNDED: usize = 1_000;

/// Programs with more schedules than this are left alone.
const MOST: u64 = 5_000;

#[derive(Clone, Copy, Debug)]
enum Op {
    Store(u32),
    Load,
    Wait,
    WaitTimeout(u64),
    WaitUntilSet(u64),
    NotifyOne,
    NotifyAll,
    Sleep(u64),
    Now,
    ParkTimeout(u64),
    Unpark,
    FutexWait(u32),
    FutexWakeOne,
}

fn program(seed: u64) -> Vec<Vec<Op>> {
    let rng = &mut Rng::new(seed ^ 0xC10C);
    let threads = 2 + usize::from(rng.one_in(3));
    let most = if threads == 2 { 3 } else { 2 };
    let op = |rng: &mut Rng| match rng.below(13) {
        0 => Op::Store(1),
        1 => Op::Load,
        2 => Op::Wait,
        3 => Op::WaitTimeout(1 + rng.below(2) as u64),
        4 => Op::WaitUntilSet(1 + rng.below(3) as u64),
        5 => Op::NotifyOne,
        6 => Op::NotifyAll,
        7 => Op::Sleep(1 + rng.below(3) as u64),
        8 => Op::Now,
        9 => Op::ParkTimeout(1 + rng.below(2) as u64),
        10 => Op::Unpark,
        11 => Op::FutexWait(rng.below(2) as u32),
        _ => Op::FutexWakeOne,
    };
    let body = |rng: &mut Rng| (0..1 + rng.below(most)).map(|_| op(rng)).collect();
    (0..threads).map(|_| body(rng)).collect()
}

struct Shared {
    x: AtomicU32,
    lock: Mutex<u32>,
    condvar: Condvar,
}

fn run(program: &[Vec<Op>]) -> Vec<Vec<u64>> {
    let shared = Shared { x: AtomicU32::new(0), lock: Mutex::new(0), condvar: Condvar::new() };
    let main = thread::current();
    let start = Instant::now();
    thread::scope(|s| {
        let spawn = |ops: &'_ Vec<Op>| {
            let (ops, shared, main) = (ops.clone(), &shared, main.clone());
            s.spawn(move || body(&ops, shared, start, &|| main.unpark()))
        };
        let others: Vec<_> = program[1..].iter().map(spawn).collect();
        let first = others[0].thread().clone();
        let mut seen = vec![body(&program[0], &shared, start, &|| first.unpark())];
        seen.extend(others.into_iter().map(|other| other.join().unwrap()));
        seen
    })
}

fn body(ops: &[Op], shared: &Shared, start: Instant, unpark: &dyn Fn()) -> Vec<u64> {
    let mut seen = Vec::new();
    let millis = Duration::from_millis;
    for &op in ops {
        match op {
            Op::Store(value) => shared.x.store(value, SeqCst),
            Op::Load => seen.push(shared.x.load(SeqCst).into()),
            Op::Wait => {
                let mut guard = shared.condvar.wait(shared.lock.lock().unwrap()).unwrap();
                *guard += 1;
                seen.push((*guard).into());
            }
            Op::WaitTimeout(ms) => {
                let guard = shared.lock.lock().unwrap();
                let (mut guard, result) = shared.condvar.wait_timeout(guard, millis(ms)).unwrap();
                *guard += 1;
                seen.push((*guard).into());
                seen.push(result.timed_out().into());
            }
            Op::WaitUntilSet(ms) => {
                let guard = shared.lock.lock().unwrap();
                let set = |_: &mut u32| shared.x.load(SeqCst) == 0;
                let (_guard, result) =
                    shared.condvar.wait_timeout_while(guard, millis(ms), set).unwrap();
                seen.push(result.timed_out().into());
            }
            Op::NotifyOne => shared.condvar.notify_one(),
            Op::NotifyAll => shared.condvar.notify_all(),
            Op::Sleep(ms) => thread::sleep(millis(ms)),
            Op::Now => seen.push(start.elapsed().as_millis() as u64),
            Op::ParkTimeout(ms) => thread::park_timeout(millis(ms)),
            Op::Unpark => unpark(),
            Op::FutexWait(value) => futex::wait(&shared.x, value),
            Op::FutexWakeOne => futex::wake_one(&shared.x),
        }
    }
    seen
}

#[test]
fn the_reduced_search_finds_all_that_the_plain_one_finds() {
    let (mut compared, mut stuck, mut saved) = (0, 0, 0);
    for seed in 0..PROGRAMS {
        let program = program(seed);
        let reduced = Checker::new().order_only().max_executions(MOST);
        let plain = reduced.clone().max_preemptions(UNBOUNDED);
        let (ours, theirs) = (reduced.check(|| run(&program)), plain.check(|| run(&program)));
        match (ours, theirs) {
            (Verdict::Fails(ours), Verdict::Fails(theirs)) => {
                assert_eq!(ours.kind(), theirs.kind(), "seed {seed}: {program:?}");
                stuck += 1;
            }
            (Verdict::Holds(ours), Verdict::Holds(theirs)) => {
                if theirs.interleavings() >= MOST {
                    continue;
                }
                let ours_found = reduced.outcomes(|| run(&program));
                let theirs_found = plain.outcomes(|| run(&program));
                let ours_found: Vec<_> = ours_found.values().collect();
                let theirs_found: Vec<_> = theirs_found.values().collect();
                assert_eq!(ours_found, theirs_found, "seed {seed}: {program:?}");
                compared += 1;
                saved += theirs.interleavings() - ours.interleavings();
            }
            (ours, theirs) => panic!("seed {seed}: {program:?}\n{ours:?}\n{theirs:?}"),
        }
    }
    assert!(compared > 60 && stuck > 40 && saved > 1_000, "{compared}, {stuck}, {saved}");
}
