//! A disk that is full or gone, and a log that may not be written: no seat is sold without its record.

mod customers;

use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, Mutex};

use customers::{LONG, with_each};
use lesson13::s8_pool::Connector;
use lesson13::s9_tcp::{Tcp, ask};
use lesson19::office::Answer;
use lesson19::s6_file::{Disk, Durability, FileLog};
use lesson19::s8_server::{Limits, Server};

/// A disk with room for so many bytes. When it is full, the last write was done in part.
struct SmallDisk {
    bytes: Arc<Mutex<Vec<u8>>>,
    room: Arc<AtomicUsize>,
    /// Whether a part can be cut off again.
    can_cut: bool,
    /// Whether `sync` fails.
    sync_fails: bool,
}

impl Disk for SmallDisk {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        let mut written = self.bytes.lock().unwrap();
        let room = self.room.load(SeqCst) - written.len();
        written.extend(&bytes[..room.min(bytes.len())]);
        if room < bytes.len() { Err(ErrorKind::StorageFull.into()) } else { Ok(()) }
    }

    fn cut(&mut self, length: u64) -> io::Result<()> {
        if !self.can_cut {
            return Err(ErrorKind::PermissionDenied.into());
        }
        self.bytes.lock().unwrap().truncate(length as usize);
        Ok(())
    }

    fn sync(&mut self) -> io::Result<()> {
        if self.sync_fails { Err(io::Error::other("the disk is gone")) } else { Ok(()) }
    }
}

#[test]
fn on_a_full_disk_no_seat_is_sold_and_none_is_lost() {
    with_each(|design, _| {
        let bytes = Arc::new(Mutex::new(Vec::new()));
        let room = Arc::new(AtomicUsize::new(18));
        let disk = SmallDisk {
            bytes: Arc::clone(&bytes),
            room: Arc::clone(&room),
            can_cut: true,
            sync_fails: false,
        };
        let office = (design.open)(50, &[], Box::new(FileLog::new(disk, Durability::Power, 0)));
        assert_eq!(office.buy(10), Answer::Sold);
        assert_eq!(office.buy(11), Answer::Sold);
        // Room for two bytes of eight is left.
        for _ in 0..2 {
            assert_eq!(office.buy(12), Answer::NotLogged);
        }
        assert_eq!(office.stats().sold, 2);
        assert_eq!(*bytes.lock().unwrap(), b"SOLD 10\nSOLD 11\n");
        // The disk is tidied up.
        room.store(1_000, SeqCst);
        assert_eq!(office.buy(12), Answer::Sold);
        assert_eq!(*bytes.lock().unwrap(), b"SOLD 10\nSOLD 11\nSOLD 12\n");
        office.close();
    });
}

#[test]
fn a_log_that_is_in_doubt_sells_nothing_more() {
    with_each(|design, _| {
        for (can_cut, sync_fails) in [(false, false), (true, true)] {
            let bytes = Arc::new(Mutex::new(Vec::new()));
            let room = Arc::new(AtomicUsize::new(if sync_fails { 1_000 } else { 5 }));
            let disk = SmallDisk {
                bytes: Arc::clone(&bytes),
                room: Arc::clone(&room),
                can_cut,
                sync_fails,
            };
            let office = (design.open)(50, &[], Box::new(FileLog::new(disk, Durability::Power, 0)));
            assert_eq!(office.buy(10), Answer::NotLogged);
            room.store(1_000, SeqCst);
            assert_eq!(office.buy(11), Answer::NotLogged, "the end of the log isn't known");
            assert_eq!(office.stats().sold, 0);
            office.close();
        }
    });
}

#[test]
fn without_permission_to_write_no_seat_is_sold() {
    with_each(|design, log| {
        fs::write(log, "SOLD 1\n").unwrap();
        // Even root can't write to a file that is open for reading.
        let disk = File::open(log).unwrap();
        let office = (design.open)(20, &[1], Box::new(FileLog::new(disk, Durability::Process, 7)));
        let server = Server::start(office, Limits { connections: 4, patience: LONG }).unwrap();
        let mut client = Tcp { address: server.address(), patience: LONG }.open().unwrap();
        let answer = ask(&mut client, "BUY 2").unwrap();
        assert_eq!(answer, "ERROR seat 2 could not be sold, try again later");
        assert_eq!(ask(&mut client, "BUY 1").unwrap(), "TAKEN 1");
        drop(client);
        drop(server);
        assert_eq!(fs::read_to_string(log).unwrap(), "SOLD 1\n");
        // A folder is no log, for any user.
        assert!(FileLog::open(log.parent().unwrap(), 20, Durability::Process).is_err());
    });
}

/// A real disk without room: on Linux, every write to this file fails so.
#[cfg(target_os = "linux")]
#[test]
fn a_device_that_is_always_full_sells_nothing() {
    with_each(|design, _| {
        let disk = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let office = (design.open)(20, &[], Box::new(FileLog::new(disk, Durability::Process, 0)));
        assert_eq!([office.buy(1), office.buy(1)], [Answer::NotLogged; 2]);
        assert_eq!(office.stats().sold, 0);
        office.close();
    });
}

/// Names the log to the process that `a_file_that_may_not_grow_ends_with_a_whole_record` starts.
#[cfg(unix)]
const LOG: &str = "BOX_OFFICE_LOG";

/// A real file that stops growing in the middle of a record: a child process has a limit on the size of its files.
/// (Windows has no such limit; there the disk of the test above has to do.)
#[cfg(unix)]
#[test]
fn a_file_that_may_not_grow_ends_with_a_whole_record() {
    with_each(|design, log| {
        let script = "trap '' XFSZ; ulimit -f 1; exec \"$0\" \"$@\"";
        let child = std::process::Command::new("sh")
            .args(["-c", script])
            .arg(std::env::current_exe().unwrap())
            .args(["--exact", "sells_until_the_file_may_not_grow", "--ignored", "--nocapture"])
            .env(LOG, log)
            .output()
            .unwrap();
        assert!(child.status.success(), "{child:?}");
        let text = fs::read_to_string(log).unwrap();
        assert!(text.ends_with('\n') && !text.is_empty(), "{text:?}");
        // After a restart, with room again, the next seat is free.
        let (sold, log) = FileLog::open(log, 1_000, Durability::Power).unwrap();
        assert_eq!(sold.len(), text.lines().count());
        let office = (design.open)(1_000, &sold, Box::new(log));
        assert_eq!(office.buy(100 + sold.len()), Answer::Sold);
        office.close();
    });
}

/// What the child process does. Only the test above gives it a log.
#[cfg(unix)]
#[test]
#[ignore = "it runs in a process of its own, which has a limit on the size of files"]
fn sells_until_the_file_may_not_grow() {
    let Some(log) = std::env::var_os(LOG) else { return };
    let (earlier, log) = FileLog::open(log.as_ref(), 1_000, Durability::Power).unwrap();
    assert!(earlier.is_empty());
    let office = (lesson19::designs::DESIGNS[0].open)(1_000, &earlier, Box::new(log));
    let sold = (100..1_000).take_while(|seat| office.buy(*seat) == Answer::Sold).count();
    assert!(sold > 10 && sold < 900, "{sold} seats were sold");
    assert_eq!(office.buy(100 + sold), Answer::NotLogged);
    assert_eq!(office.stats().sold, sold);
    office.close();
}
