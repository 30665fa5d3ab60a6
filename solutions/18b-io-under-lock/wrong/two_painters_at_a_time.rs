//! rejected: lost_wakeup — there are brushes for two painters, and a third one waits until one is free
//! by: while_two_painters_draw_a_third_one_can

use interleave::sync::{Condvar, Mutex};

pub type Score = (u32, u32);

pub struct Board<D> {
    state: Mutex<State>,
    draw: D,
    brushes: Mutex<u32>,
    free: Condvar,
}

struct State {
    score: Score,
    number: u64,
    picture: String,
    shown: u64,
}

struct Brush<'a, D>(&'a Board<D>);

impl<D> Drop for Brush<'_, D> {
    fn drop(&mut self) {
        *self.0.brushes.lock().unwrap() += 1;
        self.0.free.notify_one();
    }
}

impl<D: Fn(Score) -> String> Board<D> {
    pub fn new(draw: D) -> Self {
        let picture = draw((0, 0));
        let state = State { score: (0, 0), number: 0, picture, shown: 0 };
        Board { state: Mutex::new(state), draw, brushes: Mutex::new(2), free: Condvar::new() }
    }

    pub fn set(&self, score: Score) {
        let mut state = self.state.lock().unwrap();
        state.score = score;
        state.number += 1;
    }

    pub fn score(&self) -> Score {
        self.state.lock().unwrap().score
    }

    pub fn picture(&self) -> String {
        self.state.lock().unwrap().picture.clone()
    }

    pub fn refresh(&self) {
        let brushes = self.brushes.lock().unwrap();
        *self.free.wait_while(brushes, |brushes| *brushes == 0).unwrap() -= 1;
        let _brush = Brush(self);
        let (score, number) = {
            let state = self.state.lock().unwrap();
            (state.score, state.number)
        };
        let picture = (self.draw)(score);
        let mut state = self.state.lock().unwrap();
        if number >= state.shown {
            (state.picture, state.shown) = (picture, number);
        }
    }
}
