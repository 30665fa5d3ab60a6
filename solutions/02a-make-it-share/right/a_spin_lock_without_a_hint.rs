//! right: a spin lock of its own, which gives no hint

use interleave::sync::Arc;
use interleave::sync::atomic::{
    AtomicBool, AtomicU32,
    Ordering::{Acquire, Relaxed, Release},
};

#[derive(Default)]
struct Board {
    busy: AtomicBool,
    value: AtomicU32,
}

impl Board {
    fn locked<T>(&self, f: impl FnOnce(u32) -> (T, u32)) -> T {
        while self.busy.swap(true, Acquire) {}
        let (value, now) = f(self.value.load(Relaxed));
        self.value.store(now, Relaxed);
        self.busy.store(false, Release);
        value
    }

    fn add(&self, points: u32) -> u32 {
        self.locked(|score| (score + points, score + points))
    }
}

#[derive(Clone, Default)]
pub struct ScoreBoard {
    board: Arc<Board>,
}

impl ScoreBoard {
    pub fn add(&self, points: u32) -> u32 {
        self.board.add(points)
    }

    pub fn score(&self) -> u32 {
        self.board.add(0)
    }
}
