use interleave::sync::{Arc, Mutex};
use interleave::thread;

#[test]
fn two_try_unwraps() {
    let found = interleave::outcomes(|| {
        let x = Arc::new(1);
        let y = Arc::clone(&x);
        let other = thread::spawn(move || Arc::try_unwrap(y).ok());
        let mine = Arc::try_unwrap(x).ok();
        (mine, other.join().unwrap())
    });
    for v in found.values() {
        println!("{v:?} {}", found.schedule(v).unwrap());
        println!(
            "{}",
            interleave::replay(found.schedule(v).unwrap(), || {
                let x = Arc::new(1);
                let y = Arc::clone(&x);
                let other = thread::spawn(move || Arc::try_unwrap(y).ok());
                let mine = Arc::try_unwrap(x).ok();
                (mine, other.join().unwrap())
            })
        );
    }
    println!("{:?}", found.explored());
}

struct Pool(Mutex<Option<thread::JoinHandle<()>>>);
impl Drop for Pool {
    fn drop(&mut self) {
        let worker = self.0.lock().unwrap().take();
        if let Some(worker) = worker {
            worker.join().unwrap();
        }
    }
}

#[test]
fn joins_itself() {
    let v = interleave::check(|| {
        let pool = Arc::new(Pool(Mutex::new(None)));
        let theirs = Arc::clone(&pool);
        let worker = thread::spawn(move || drop(theirs));
        *pool.0.lock().unwrap() = Some(worker);
    });
    println!("{}", v.counterexample().unwrap());
}
