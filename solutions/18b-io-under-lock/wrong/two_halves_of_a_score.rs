//! rejected: assertion — home and guests have a lock each
//! by: of_two_painters_the_one_who_looked_earlier_does_not_win, the_painter_sees_no_half_of_a_score

use interleave::sync::Mutex;

pub type Score = (u32, u32);

pub struct Board<D> {
    home: Mutex<u32>,
    guests: Mutex<u32>,
    shown: Mutex<Shown>,
    draw: D,
}

struct Shown {
    picture: String,
    number: u64,
    newest: u64,
}

impl<D: Fn(Score) -> String> Board<D> {
    pub fn new(draw: D) -> Self {
        let shown = Mutex::new(Shown { picture: draw((0, 0)), number: 0, newest: 0 });
        Board { home: Mutex::new(0), guests: Mutex::new(0), shown, draw }
    }

    pub fn set(&self, score: Score) {
        let mut shown = self.shown.lock().unwrap();
        *self.home.lock().unwrap() = score.0;
        *self.guests.lock().unwrap() = score.1;
        shown.newest += 1;
    }

    pub fn score(&self) -> Score {
        let home = *self.home.lock().unwrap();
        (home, *self.guests.lock().unwrap())
    }

    pub fn picture(&self) -> String {
        self.shown.lock().unwrap().picture.clone()
    }

    pub fn refresh(&self) {
        let number = self.shown.lock().unwrap().newest;
        let picture = (self.draw)(self.score());
        let mut shown = self.shown.lock().unwrap();
        if number >= shown.number {
            (shown.picture, shown.number) = (picture, number);
        }
    }
}
