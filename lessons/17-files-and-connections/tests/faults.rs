//! Disks that are full and files that can't be written to: a clear error, and nothing is lost that was acknowledged.

use std::fs::{self, File};
use std::io::ErrorKind;

use lesson17::s6_journal::Journal;

#[test]
fn a_journal_that_cannot_be_opened_says_which_one_and_why() {
    let folder = tempfile::tempdir().unwrap();
    for path in [folder.path().to_owned(), folder.path().join("no such folder").join("journal")] {
        let Err(error) = Journal::open(&path) else { panic!("{path:?} was opened") };
        let message = error.to_string();
        assert!(message.starts_with("cannot open the journal `"), "{message}");
        assert!(message.contains(&path.display().to_string()), "{message}");
    }
}

#[test]
fn a_journal_that_may_only_be_read_refuses_a_record_and_keeps_the_others() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal");
    Journal::open(&path).unwrap().append(b"first").unwrap();
    let length = fs::metadata(&path).unwrap().len();
    let mut journal = Journal::new(File::open(&path).unwrap());
    let error = journal.append(b"second").unwrap_err().to_string();
    assert!(error.starts_with("cannot write to the journal: "), "{error}");
    assert_eq!(fs::metadata(&path).unwrap().len(), length);
    assert_eq!(journal.records().unwrap(), [b"first"]);
    // And it's unlocked.
    Journal::open(&path).unwrap().append(b"third").unwrap();
    assert_eq!(journal.records().unwrap(), [b"first", b"third"]);
}

#[test]
fn a_damaged_journal_says_where_and_nothing_is_cut_off() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal");
    let mut journal = Journal::open(&path).unwrap();
    journal.append(b"first").unwrap();
    journal.append(b"second").unwrap();
    journal.append(b"third").unwrap();
    let mut bytes = fs::read(&path).unwrap();
    bytes[24] ^= 1;
    fs::write(&path, &bytes).unwrap();
    let error = Journal::open(&path).unwrap().append(b"fourth").unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidData);
    assert_eq!(error.to_string(), "the journal is damaged at byte 13");
    assert_eq!(fs::read(&path).unwrap(), bytes);
}

/// Linux has a disk that is always full, and a limit on the size of a file. Elsewhere, `tests/model.rs` has the full disk.
#[cfg(target_os = "linux")]
mod full {
    use std::process::Command;
    use std::{env, process};

    use super::*;
    use lesson17::s3_log::Log;

    #[test]
    fn on_a_full_disk_note_returns_the_error() {
        let log = Log::new(File::options().write(true).open("/dev/full").unwrap());
        assert_eq!(log.note(1).unwrap_err().kind(), ErrorKind::StorageFull);
    }

    /// No file that this process writes can become longer than that.
    fn limit_files_to(bytes: u64) {
        // SAFETY: both calls get what they ask for, and this process has a single test to run.
        unsafe {
            // Otherwise, a write beyond the limit ends the process.
            libc::signal(libc::SIGXFSZ, libc::SIG_IGN);
            let limit = libc::rlimit { rlim_cur: bytes, rlim_max: bytes };
            assert_eq!(libc::setrlimit(libc::RLIMIT_FSIZE, &limit), 0);
        }
    }

    const PATH: &str = "LESSON17_FULL";

    #[test]
    fn when_the_disk_is_full_in_the_middle_of_a_record_the_earlier_ones_stay() {
        if let Some(path) = env::var_os(PATH) {
            let mut journal = Journal::open(path.as_ref()).unwrap();
            journal.append(b"first").unwrap();
            // The second record would have 14 bytes, and 9 are left.
            limit_files_to(13 + 9);
            let error = journal.append(b"second").unwrap_err();
            assert_eq!(error.kind(), ErrorKind::FileTooLarge);
            assert!(error.to_string().starts_with("cannot write to the journal: "), "{error}");
            // Not through the test harness: it may want to write a file.
            process::exit(0);
        }
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal");
        let test = "full::when_the_disk_is_full_in_the_middle_of_a_record_the_earlier_ones_stay";
        let mut child = Command::new(env::current_exe().unwrap());
        let child = child.args(["--exact", test, "--nocapture"]).env(PATH, &path).output().unwrap();
        assert!(child.status.success(), "{}", String::from_utf8_lossy(&child.stderr));
        assert_eq!(fs::metadata(&path).unwrap().len(), 13, "the piece that did fit is cut off");
        let mut journal = Journal::open(&path).unwrap();
        assert_eq!(journal.records().unwrap(), [b"first"]);
        journal.append(b"third").unwrap();
        assert_eq!(journal.records().unwrap(), [b"first", b"third"]);
    }
}
