//! The reduced search loses nothing: on small random programs it finds what the plain search of all orders finds.

use std::sync::Arc;

use interleave::sync::mpsc::{
    Receiver, RecvTimeoutError, Sender, SyncSender, TryRecvError, channel, sync_channel,
};
use interleave::sync::{Barrier, Mutex, OnceLock, RwLock};
use interleave::time::{Duration, Instant};
use interleave::{Checker, Verdict, thread};

/// One operation of a program, on the only object of its kind.
#[derive(Clone, Copy, Debug)]
enum Op {
    Read,
    TryRead,
    Write(u32),
    TryWrite(u32),
    Downgrade(u32),
    ReadTwice,
    Wait,
    Init(u32),
    Get,
    Set(u32),
    Send(u32),
    TrySend(u32),
    TryRecv,
    Recv,
    RecvTimeout(u64),
    Nap(u64),
    Now,
    DropSender,
    IsPoisoned,
    LockAndSend(u32),
}

/// Numbers that are the same every time: splitmix64 (Steele, Lea and Flood, OOPSLA 2014).
struct Rng(u64);

impl Rng {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % n as u64) as usize
    }
}

/// What a program is made of: the operations of each thread, and how many messages the channel holds.
#[derive(Debug)]
struct Program {
    threads: Vec<Vec<Op>>,
    bound: Option<usize>,
}

fn program(seed: u64) -> Program {
    let mut rng = Rng(seed.wrapping_mul(0x2545_F491_4F6C_DD1D));
    let threads = 2 + rng.below(2);
    let most = if threads == 2 { 4 } else { 3 };
    // Two kinds of objects at a time: so that they meet.
    let kinds = [rng.below(5), rng.below(5)];
    let bound = [None, Some(0), Some(1)][rng.below(3)];
    let mut number = 0;
    let mut op = |rng: &mut Rng| {
        number += 1;
        let all: &[Op] = match kinds[rng.below(2)] {
            0 => &[Op::Read, Op::Write(0), Op::TryRead, Op::TryWrite(0), Op::Downgrade(0)],
            1 => &[Op::Wait, Op::Read, Op::Write(0), Op::ReadTwice],
            2 => &[Op::Init(0), Op::Get, Op::Set(0)],
            3 => &[
                Op::Send(0),
                Op::TrySend(0),
                Op::TryRecv,
                Op::Recv,
                Op::RecvTimeout(1),
                Op::RecvTimeout(2),
                Op::Nap(1),
                Op::Now,
                Op::DropSender,
            ],
            _ => &[Op::LockAndSend(0), Op::IsPoisoned, Op::TryRecv, Op::RecvTimeout(1)],
        };
        match all[rng.below(all.len())] {
            Op::Write(_) => Op::Write(number),
            Op::TryWrite(_) => Op::TryWrite(number),
            Op::Downgrade(_) => Op::Downgrade(number),
            Op::Init(_) => Op::Init(number),
            Op::Set(_) => Op::Set(number),
            Op::Send(_) => Op::Send(number),
            Op::TrySend(_) => Op::TrySend(number),
            Op::LockAndSend(_) => Op::LockAndSend(number),
            other => other,
        }
    };
    let length = |rng: &mut Rng| 1 + rng.below(most - 1);
    let threads =
        (0..threads).map(|_| (0..length(&mut rng)).map(|_| op(&mut rng)).collect()).collect();
    Program { threads, bound }
}

enum Tx {
    Any(Sender<u32>),
    Bounded(SyncSender<u32>),
}

impl Clone for Tx {
    fn clone(&self) -> Self {
        match self {
            Tx::Any(tx) => Tx::Any(tx.clone()),
            Tx::Bounded(tx) => Tx::Bounded(tx.clone()),
        }
    }
}

impl Tx {
    fn send(&self, n: u32) -> bool {
        match self {
            Tx::Any(tx) => tx.send(n).is_ok(),
            Tx::Bounded(tx) => tx.send(n).is_ok(),
        }
    }

    fn try_send(&self, n: u32) -> bool {
        match self {
            Tx::Any(tx) => tx.send(n).is_ok(),
            Tx::Bounded(tx) => tx.try_send(n).is_ok(),
        }
    }
}

struct Shared {
    lock: RwLock<u32>,
    barrier: Barrier,
    place: OnceLock<u32>,
    mutex: Mutex<u32>,
    start: Instant,
}

/// What a thread sees, one number for each operation.
fn run_thread(shared: &Shared, ops: &[Op], tx: Tx, rx: Option<Receiver<u32>>) -> Vec<u32> {
    let mut tx = Some(tx);
    let seen = |op: &Op| match *op {
        Op::Read => *shared.lock.read().unwrap(),
        Op::TryRead => shared.lock.try_read().map_or(999, |value| *value),
        Op::Write(n) => std::mem::replace(&mut *shared.lock.write().unwrap(), n),
        Op::TryWrite(n) => {
            shared.lock.try_write().map_or(999, |mut value| std::mem::replace(&mut *value, n))
        }
        Op::Downgrade(n) => {
            let mut writer = shared.lock.write().unwrap();
            *writer = n;
            *interleave::sync::RwLockWriteGuard::downgrade(writer)
        }
        Op::ReadTwice => {
            let first = shared.lock.read().unwrap();
            let second = shared.lock.read().unwrap();
            *first + *second
        }
        Op::Wait => u32::from(shared.barrier.wait().is_leader()),
        Op::Init(n) => *shared.place.get_or_init(|| n),
        Op::Get => shared.place.get().copied().unwrap_or(999),
        Op::Set(n) => u32::from(shared.place.set(n).is_ok()),
        Op::Send(n) => tx.as_ref().map_or(998, |tx| u32::from(tx.send(n))),
        Op::TrySend(n) => tx.as_ref().map_or(998, |tx| u32::from(tx.try_send(n))),
        Op::DropSender => {
            drop(tx.take());
            0
        }
        Op::IsPoisoned => u32::from(shared.mutex.is_poisoned()),
        Op::LockAndSend(n) => {
            let mut total = shared.mutex.lock().unwrap();
            *total += 1;
            tx.as_ref().map_or(998, |tx| *total * 2 + u32::from(tx.try_send(n)))
        }
        Op::Recv => rx.as_ref().map_or(997, |rx| rx.recv().unwrap_or(999)),
        Op::RecvTimeout(ms) => {
            rx.as_ref().map_or(997, |rx| match rx.recv_timeout(Duration::from_millis(ms)) {
                Ok(n) => n,
                Err(RecvTimeoutError::Timeout) => 998,
                Err(RecvTimeoutError::Disconnected) => 999,
            })
        }
        Op::Now => shared.start.elapsed().as_millis() as u32,
        Op::Nap(ms) => {
            thread::sleep(Duration::from_millis(ms));
            0
        }
        Op::TryRecv => rx.as_ref().map_or(997, |rx| match rx.try_recv() {
            Ok(n) => n,
            Err(TryRecvError::Empty) => 998,
            Err(TryRecvError::Disconnected) => 999,
        }),
    };
    ops.iter().map(seen).collect()
}

/// What all threads see, in their order, and what is left.
fn run(program: &Arc<Program>) -> Vec<Vec<u32>> {
    let shared = Shared {
        lock: RwLock::new(0),
        barrier: Barrier::new(2),
        place: OnceLock::new(),
        mutex: Mutex::new(0),
        start: Instant::now(),
    };
    let (tx, rx) = match program.bound {
        None => {
            let (tx, rx) = channel();
            (Tx::Any(tx), rx)
        }
        Some(bound) => {
            let (tx, rx) = sync_channel(bound);
            (Tx::Bounded(tx), rx)
        }
    };
    let mut rx = Some(rx);
    let mut seen: Vec<Vec<u32>> = thread::scope(|s| {
        let handles: Vec<_> = program
            .threads
            .iter()
            .map(|ops| {
                let receives =
                    ops.iter().any(|op| matches!(op, Op::Recv | Op::TryRecv | Op::RecvTimeout(_)));
                let rx = if receives { rx.take() } else { None };
                let (tx, shared) = (tx.clone(), &shared);
                s.spawn(move || run_thread(shared, ops, tx, rx))
            })
            .collect();
        drop(tx);
        drop(rx);
        handles.into_iter().map(|handle| handle.join().unwrap()).collect()
    });
    seen.push(vec![shared.lock.into_inner().unwrap()]);
    seen
}

/// An execution more than this, and the orders of a program are too many to list.
const MOST: u64 = 2_000;

/// Everything that can be seen, in all executions.
type Seen = Vec<Vec<Vec<u32>>>;

/// What can be seen, or the kind of failure; none where there is too much of it.
fn explore(checker: &Checker, program: &Arc<Program>) -> Option<Result<Seen, String>> {
    match checker.try_check(|| run(program)) {
        Ok(Verdict::Fails(found)) => Some(Err(found.kind().into())),
        Ok(Verdict::Holds(explored)) if explored.interleavings() >= MOST => None,
        Ok(Verdict::Holds(_)) => {
            let outcomes = checker.outcomes(|| run(program));
            Some(Ok(outcomes.values().cloned().collect()))
        }
        Err(error) => panic!("{error}\n{program:#?}"),
    }
}

#[test]
fn the_reduced_search_finds_what_the_plain_one_finds() {
    let (mut held, mut failed) = (0, 0);
    for seed in 0..300 {
        let program = Arc::new(program(seed));
        let all = Checker::new().order_only().max_preemptions(1000).max_executions(MOST);
        let Some(plain) = explore(&all, &program) else { continue };
        let reduced = explore(&Checker::new().order_only(), &program);
        assert_eq!(reduced.as_ref(), Some(&plain), "seed {seed}: {program:#?}");
        if plain.is_ok() { held += 1 } else { failed += 1 }
    }
    assert!(held > 40 && failed > 40, "{held} hold, {failed} fail");
}
