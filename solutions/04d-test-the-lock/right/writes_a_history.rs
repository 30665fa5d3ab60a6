//! right: it writes down what happens, and looks at the list at the end

#[path = "../../../exercises/04d-test-the-lock/src/lock.rs"]
mod lock;

use interleave::sync::Mutex;
use interleave::{Checker, thread};

pub use lock::{Lock, NotLocked};

#[derive(Clone, Copy, Debug, PartialEq)]
enum Event {
    In(char),
    Out(char),
}

struct Room {
    lock: Box<dyn Lock>,
    history: Mutex<Vec<Event>>,
}

impl Room {
    fn visit(&self, name: char) -> Result<(), NotLocked> {
        self.lock.acquire();
        self.history.lock().unwrap().push(Event::In(name));
        self.history.lock().unwrap().push(Event::Out(name));
        self.lock.release()
    }
}

pub fn test(new: fn() -> Box<dyn Lock>) {
    let room = || Room { lock: new(), history: Mutex::default() };
    Checker::new().order_only().model(|| {
        let room = room();
        thread::scope(|s| {
            s.spawn(|| room.visit('A').unwrap());
            s.spawn(|| (0..3).for_each(|_| room.visit('B').unwrap()));
        });
        let history = room.history.into_inner().unwrap();
        for pair in history.chunks(2) {
            assert!(matches!(pair, [Event::In(a), Event::Out(b)] if a == b), "{history:?}");
        }
        assert_eq!(history.len(), 8);
    });
    Checker::new().order_only().model(|| {
        let lock = new();
        assert_eq!(lock.release(), Err(NotLocked));
        lock.acquire();
        let both = thread::scope(|s| {
            let a = s.spawn(|| lock.release());
            let b = s.spawn(|| lock.release());
            [a.join().unwrap(), b.join().unwrap()]
        });
        assert!(both == [Ok(()), Err(NotLocked)] || both == [Err(NotLocked), Ok(())], "{both:?}");
        lock.acquire();
        lock.release().unwrap();
    });
    Checker::new().order_only().model(|| {
        let lock = new();
        thread::scope(|s| {
            let early = s.spawn(|| lock.release());
            lock.acquire();
            let mine = lock.release();
            assert_ne!(early.join().unwrap(), mine);
        });
    });
}
