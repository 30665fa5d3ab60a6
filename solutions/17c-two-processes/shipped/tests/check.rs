//! A model of a file that processes have open, for the explorer, and a real file that a second process writes to.
//!
//! Classes of wrong answers closed here (CONTRIBUTING has the list):
//! - 1, one way out only: `Ok`, an error of `lock`, `write`, `flush` and `unlock`, each of several kinds, a write that takes
//!   nothing, a panic in `write` and in `flush`.
//! - 2 and 9, the first time only: processes append twice, and again after every failure.
//! - 3, one kind of file: with a buffer and without one.
//! - 4, std's types: refused in all exercises.
//! - 6, the boundary: a byte at a time, and records that are empty, of one byte, and long.
//! - 7, a limit on what is repeated: a write is interrupted 1,000 times.
//! - a mutex for a file lock: `while_a_child_process_is_in_the_middle_try_lock_would_block`, and one lock for two files.

use std::fs::{self, File, TryLockError};
use std::io::{self, BufRead, BufReader, ErrorKind, Write};
use std::panic::{AssertUnwindSafe, catch_unwind, panic_any};
use std::process::{Command, Stdio};
use std::{env, process};

use interleave::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use interleave::sync::{Mutex, MutexGuard, PoisonError};
use interleave::{Checker, Verdict, thread};
use two_processes::{SharedFile, append};

/// What fails, and how: the number of the call, counted from 0.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Fault {
    Lock,
    Write(usize),
    /// This write takes 0 bytes.
    TakesNothing(usize),
    Flush,
    Unlock,
    WriteAndUnlock,
    WritePanics(usize),
    FlushPanics,
    /// Each write is interrupted so many times before it takes something.
    Interrupts(usize),
}

/// How many bytes a file with a buffer gathers.
const BUFFER: usize = 6;

/// A disk with one file on it.
struct Disk {
    /// Each write to the file is one step.
    steps: AtomicUsize,
    /// Nothing comes between a step and the use of this, so std's mutex is never waited for.
    bytes: std::sync::Mutex<Vec<u8>>,
    lock: Mutex<()>,
    at_a_time: usize,
    has_buffer: bool,
}

/// The file, as a process has opened it.
struct Opening<'a> {
    disk: &'a Disk,
    guard: Option<MutexGuard<'a, ()>>,
    buffer: Vec<u8>,
    fault: Option<Fault>,
    /// The error of a lock, a write or a flush that fails.
    kind: ErrorKind,
    has_failed: bool,
    writes: usize,
    interruptions: usize,
    unlocks: usize,
}

impl Disk {
    fn new(at_a_time: usize, has_buffer: bool) -> Self {
        Disk {
            steps: AtomicUsize::new(0),
            bytes: std::sync::Mutex::default(),
            lock: Mutex::new(()),
            at_a_time,
            has_buffer,
        }
    }

    fn open(&self, fault: Option<Fault>) -> Opening<'_> {
        Opening {
            disk: self,
            guard: None,
            buffer: Vec::new(),
            fault,
            kind: ErrorKind::StorageFull,
            has_failed: false,
            writes: 0,
            interruptions: 0,
            unlocks: 0,
        }
    }

    /// The records must be these, in any order, each in one piece.
    #[track_caller]
    fn check(&self, records: &[&str]) {
        let text = String::from_utf8(self.bytes.lock().unwrap().clone()).unwrap();
        let mut found: Vec<&str> = text.split_inclusive(';').collect();
        found.sort_unstable();
        let mut expected = records.to_vec();
        expected.sort_unstable();
        assert!(found == expected, "expected the records {expected:?}, and the file says {text:?}");
    }
}

impl Opening<'_> {
    /// The error, which comes only once in a call of `append`.
    #[track_caller]
    fn fails<T>(&mut self) -> io::Result<T> {
        assert!(!self.has_failed, "the file has failed, and the same is tried again");
        self.has_failed = true;
        Err(self.kind.into())
    }

    /// One step: these bytes reach the end of the file.
    #[track_caller]
    fn reach_the_file(&self, bytes: &[u8]) {
        assert!(self.guard.is_some(), "bytes reach the file, and this process hasn't locked it");
        self.disk.steps.fetch_add(1, SeqCst);
        self.disk.bytes.lock().unwrap_or_else(PoisonError::into_inner).extend(bytes);
    }
}

impl Write for Opening<'_> {
    #[track_caller]
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if let Some(Fault::Interrupts(times)) = self.fault {
            if self.interruptions < times {
                self.interruptions += 1;
                return Err(ErrorKind::Interrupted.into());
            }
            self.interruptions = 0;
        }
        let number = self.writes;
        self.writes += 1;
        match self.fault {
            Some(Fault::Write(nth)) if nth <= number => return self.fails(),
            Some(Fault::TakesNothing(nth)) if nth <= number => {
                _ = self.fails::<()>();
                return Ok(0);
            }
            Some(Fault::WriteAndUnlock) => return self.fails(),
            Some(Fault::WritePanics(nth)) if nth == number => panic_any("the disk is on fire"),
            _ => (),
        }
        let taken = &bytes[..bytes.len().min(self.disk.at_a_time)];
        if self.disk.has_buffer {
            // As in a `BufWriter`, what doesn't fit any more drives out what's there.
            if self.buffer.len() + taken.len() > BUFFER {
                let full = std::mem::take(&mut self.buffer);
                self.reach_the_file(&full);
            }
            self.buffer.extend(taken);
        } else {
            self.reach_the_file(taken);
        }
        Ok(taken.len())
    }

    /// As in std. It is repeated here so that the pictures show the line that calls it.
    #[track_caller]
    fn write_all(&mut self, mut bytes: &[u8]) -> io::Result<()> {
        while !bytes.is_empty() {
            match self.write(bytes) {
                Ok(0) => return Err(ErrorKind::WriteZero.into()),
                Ok(taken) => bytes = &bytes[taken..],
                Err(error) if error.kind() == ErrorKind::Interrupted => (),
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    #[track_caller]
    fn flush(&mut self) -> io::Result<()> {
        match self.fault {
            Some(Fault::Flush) => return self.fails(),
            Some(Fault::FlushPanics) => panic_any("the disk is on fire"),
            _ => (),
        }
        let buffer = std::mem::take(&mut self.buffer);
        for piece in buffer.chunks(self.disk.at_a_time) {
            self.reach_the_file(piece);
        }
        Ok(())
    }
}

impl SharedFile for Opening<'_> {
    #[track_caller]
    fn lock(&mut self) -> io::Result<()> {
        if self.fault == Some(Fault::Lock) {
            return self.fails();
        }
        if self.guard.is_none() {
            self.guard = Some(self.disk.lock.lock().unwrap_or_else(PoisonError::into_inner));
        }
        Ok(())
    }

    fn unlock(&mut self) -> io::Result<()> {
        self.unlocks += 1;
        if matches!(self.fault, Some(Fault::Unlock | Fault::WriteAndUnlock)) {
            return Err(ErrorKind::PermissionDenied.into());
        }
        self.guard = None;
        Ok(())
    }
}

/// The order of steps is what counts here: no two threads share a cell.
#[track_caller]
fn explore<T>(program: impl Fn() -> T) {
    Checker::new().order_only().max_executions(3_000).model(program);
}

/// Each record is appended by a process of its own, so many times. Every process keeps the file open to the end.
#[track_caller]
fn check_processes(records: &[&'static str], times: usize, at_a_time: usize, fault: Option<Fault>) {
    for has_buffer in [false, true] {
        explore(|| {
            let disk = Disk::new(at_a_time, has_buffer);
            thread::scope(|s| {
                for record in records {
                    let disk = &disk;
                    s.spawn(move || {
                        let mut file = disk.open(fault);
                        for _ in 0..times {
                            append(&mut file, record.as_bytes()).expect("nothing fails here");
                            let is_there = {
                                let bytes = disk.bytes.lock().unwrap();
                                bytes
                                    .windows(record.len().max(1))
                                    .any(|piece| piece == record.as_bytes())
                            };
                            let problem =
                                "`append` has returned `Ok`, and its record isn't in the file";
                            assert!(record.is_empty() || is_there, "{problem}");
                        }
                        assert!(
                            file.guard.is_none(),
                            "`append` has returned `Ok`, and the file is locked"
                        );
                    });
                }
            });
            let whole: Vec<&str> =
                records.iter().copied().filter(|record| !record.is_empty()).collect();
            disk.check(&whole.repeat(times));
        });
    }
}

#[test]
fn two_processes_append_whole_records() {
    check_processes(&["apples 3;", "pears 2;"], 1, usize::MAX, None);
    check_processes(&["apples 3;", "pears 2;"], 1, 4, None);
    check_processes(&["ab;", "cd;"], 1, 1, None);
}

#[test]
fn processes_that_append_again_append_whole_records() {
    check_processes(&["apples 3;", "pears 2;"], 2, 5, None);
    check_processes(&["apples 3;", "pears 2;", "plums 7;"], 1, 5, None);
}

#[test]
fn an_interrupted_write_is_repeated() {
    check_processes(&["apples 3;", "pears 2;"], 1, 5, Some(Fault::Interrupts(1)));
    check_processes(&["apples 3;", "pears 2;"], 1, 7, Some(Fault::Interrupts(2)));
    check_processes(&["apples 3;"], 1, 5, Some(Fault::Interrupts(1_000)));
}

#[test]
fn a_record_may_be_empty() {
    check_processes(&["", "pears 2;"], 2, 5, None);
}

#[test]
fn a_record_may_have_any_length() {
    check_processes(&[";", ";"], 2, 5, None);
    for length in [2, 63, 512, 4_096, 8_192, 70_000] {
        explore(|| {
            let disk = Disk::new(50_000, false);
            let records = ['a', 'b'].map(|letter| letter.to_string().repeat(length - 1) + ";");
            thread::scope(|s| {
                for record in &records {
                    let disk = &disk;
                    s.spawn(move || append(&mut disk.open(None), record.as_bytes()).unwrap());
                }
            });
            let bytes = disk.bytes.lock().unwrap().clone();
            let is_whole = bytes == records.concat().as_bytes()
                || bytes == [&records[1][..], &records[0]].concat().as_bytes();
            assert!(is_whole, "two records of {length} bytes aren't in one piece each");
        });
    }
}

/// Errors after which a program might want to try again. Here, none of them is any better than the others.
const KINDS: [ErrorKind; 4] =
    [ErrorKind::StorageFull, ErrorKind::WouldBlock, ErrorKind::TimedOut, ErrorKind::Other];

/// One process appends with this fault, twice, and keeps the file open. Then another one must get the lock.
#[track_caller]
fn check_error(fault: Fault, kind: ErrorKind) {
    for has_buffer in [false, true] {
        explore(|| {
            let disk = Disk::new(4, has_buffer);
            let mut file = Opening { kind, ..disk.open(Some(fault)) };
            for round in 1..=2 {
                (file.writes, file.has_failed) = (0, false);
                let Err(error) = append(&mut file, b"apples 3;") else {
                    panic!("{fault:?}, and `append` returns `Ok`");
                };
                assert!(
                    error.kind() == kind,
                    "{fault:?}: expected {kind:?}, and `append` returns {:?}",
                    error.kind()
                );
                if fault == Fault::Lock {
                    assert!(file.writes == 0, "`lock` has failed, and something is written");
                    assert!(file.unlocks == 0, "`lock` has failed, and `unlock` is called");
                    continue;
                }
                assert!(
                    file.unlocks >= round,
                    "{fault:?}: `append` returns an error, and hasn't unlocked the file"
                );
                file.buffer.clear();
                if matches!(fault, Fault::Unlock | Fault::WriteAndUnlock) {
                    file.guard = None;
                }
                append(&mut disk.open(None), b"pears 2;").unwrap();
            }
        });
    }
}

#[test]
fn after_an_error_the_file_is_unlocked_and_the_error_is_returned() {
    for kind in KINDS {
        for nth in 0..2 {
            check_error(Fault::Write(nth), kind);
        }
        check_error(Fault::Flush, kind);
    }
}

#[test]
fn a_write_that_takes_nothing_has_failed() {
    for nth in 0..2 {
        check_error(Fault::TakesNothing(nth), ErrorKind::WriteZero);
    }
}

#[test]
fn an_error_of_unlock_is_returned_if_it_is_the_first() {
    check_error(Fault::Unlock, ErrorKind::PermissionDenied);
    check_error(Fault::WriteAndUnlock, ErrorKind::StorageFull);
}

#[test]
fn a_file_that_cannot_be_locked_is_not_written() {
    for kind in KINDS {
        check_error(Fault::Lock, kind);
    }
}

#[test]
fn after_a_panic_the_file_is_unlocked() {
    for fault in [Fault::WritePanics(0), Fault::WritePanics(1), Fault::FlushPanics] {
        for has_buffer in [false, true] {
            explore(|| {
                let disk = Disk::new(4, has_buffer);
                let mut file = disk.open(Some(fault));
                for _ in 0..2 {
                    file.writes = 0;
                    let result = catch_unwind(AssertUnwindSafe(|| append(&mut file, b"apples 3;")));
                    assert!(
                        result.is_err(),
                        "the file panics, and the caller of `append` isn't told"
                    );
                    assert!(file.guard.is_none(), "after a panic, the file is still locked");
                    file.buffer.clear();
                    append(&mut disk.open(None), b"pears 2;").unwrap();
                }
            });
        }
    }
}

/// Appends to another file before its own bytes are written.
struct Meanwhile<'a>(&'a Disk);

impl Write for Meanwhile<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        append(&mut self.0.open(None), b"pears 2;")?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl SharedFile for Meanwhile<'_> {
    fn lock(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn unlock(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn while_one_file_is_locked_another_one_can_be_written() {
    let verdict = Checker::new().order_only().try_check(|| {
        let disk = Disk::new(4, false);
        append(&mut Meanwhile(&disk), b"apples 3;").unwrap();
        disk.check(&["pears 2;"]);
    });
    match verdict {
        Ok(Verdict::Holds(_)) => (),
        Ok(Verdict::Fails(found)) => {
            panic!("while one file is locked, another one can't be written:\n{found}")
        }
        Err(problem) => panic!("{problem}"),
    }
}

/// A real file that takes four bytes at a time. At its second write it tells the parent process that the record is
/// begun and not finished, and waits until the parent has closed the other end of the input.
struct Halfway {
    file: File,
    writes: usize,
}

const HALFWAY: &str = "halfway";

impl Write for Halfway {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.writes == 1 {
            println!("\n{HALFWAY}");
            io::copy(&mut io::stdin(), &mut io::sink())?;
        }
        self.writes += 1;
        self.file.write(&bytes[..bytes.len().min(4)])
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl SharedFile for Halfway {
    fn lock(&mut self) -> io::Result<()> {
        SharedFile::lock(&mut self.file)
    }

    fn unlock(&mut self) -> io::Result<()> {
        SharedFile::unlock(&mut self.file)
    }
}

/// Tells the child process which file to append to.
const FILE: &str = "EXERCISE17C_FILE";

fn open(path: &std::path::Path) -> File {
    // On Windows, a file that is opened for appending alone can't be locked.
    File::options().read(true).append(true).create(true).open(path).unwrap()
}

/// The child is this test program, started again for this test alone.
#[test]
fn while_a_child_process_is_in_the_middle_try_lock_would_block() {
    if let Some(path) = env::var_os(FILE) {
        let mut file = Halfway { file: open(path.as_ref()), writes: 0 };
        let appended = append(&mut file, b"apples 3;");
        process::exit(if appended.is_ok() { 0 } else { 1 });
    }
    let name = format!("exercise17c-{}-{:?}", process::id(), std::thread::current().id());
    let path = env::temp_dir().join(name.replace(['(', ')'], ""));
    let mut file = open(&path);
    append(&mut file, b"pears 2;").unwrap();
    let is_free = open(&path).try_lock().is_ok();
    drop(file);
    let mut child = Command::new(env::current_exe().unwrap())
        .args([
            "--exact",
            "while_a_child_process_is_in_the_middle_try_lock_would_block",
            "--nocapture",
        ])
        .env(FILE, &path)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let is_halfway = lines.any(|line| line.is_ok_and(|line| line == HALFWAY));
    let locked = open(&path).try_lock();
    // The child goes on, and the rest of what it says is read, so that it ends.
    drop(child.stdin.take());
    lines.for_each(drop);
    let has_appended = child.wait().unwrap().success();
    let text = fs::read_to_string(&path).unwrap();
    fs::remove_file(&path).unwrap();
    assert!(is_free, "`append` has returned `Ok`, and a real file is still locked");
    assert!(is_halfway, "the child process has ended before it was in the middle of its record");
    assert!(
        matches!(locked, Err(TryLockError::WouldBlock)),
        "another process is in the middle of its record, and `try_lock` says {locked:?}"
    );
    assert!(has_appended, "in the child process, `append` has failed");
    assert_eq!(text, "pears 2;apples 3;");
}
