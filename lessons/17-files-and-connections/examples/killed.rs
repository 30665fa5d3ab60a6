//! A process that is killed in the middle of a record: `cargo run -p lesson17 --example killed`.

use std::fs::{File, TryLockError};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::{env, fmt};

use lesson17::s4_shared::SharedFile;
use lesson17::s5_record;
use lesson17::s6_journal::Journal;

/// Tells the child process which file to write to.
pub const JOURNAL: &str = "LESSON17_JOURNAL";

/// What the child says when it's in the middle of its record.
const HALFWAY: &str = "halfway";

fn main() -> io::Result<()> {
    if env::var_os(JOURNAL).is_some() {
        return child();
    }
    print!("{}", story(&mut Command::new(env::current_exe()?))?);
    Ok(())
}

// ANCHOR: child
/// Writes half of a record, and stays there.
pub fn child() -> io::Result<()> {
    let path = env::var_os(JOURNAL).expect("the parent has set it");
    let mut file = File::options().read(true).write(true).open(path)?;
    SharedFile::lock(&mut file)?;
    file.seek(SeekFrom::End(0))?;
    let record = s5_record::encode(b"seat 2");
    file.write_all(&record[..record.len() / 2])?;
    println!("\n{HALFWAY}");
    // Nothing ever comes. The end of the input means that the parent is gone.
    _ = io::stdin().read(&mut [0])?;
    Ok(())
}
// ANCHOR_END: child

/// What the example prints. `child` is a command that runs [`child`]. A test compares it with what the book shows.
pub fn story(child: &mut Command) -> io::Result<String> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("sold.journal");
    let mut told = Told(String::new());

    let mut journal = Journal::open(&path)?;
    journal.append(b"seat 1")?;
    told.line("this process has written one record", &size(&path)?);

    let mut process =
        child.env(JOURNAL, &path).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    let out = process.stdout.take().expect("it is piped");
    BufReader::new(out).lines().map_while(Result::ok).find(|line| line == HALFWAY);
    told.line("another one is in the middle of its record", &size(&path)?);
    told.line("    the file is", &state(&path)?);

    process.kill()?;
    process.wait()?;
    if cfg!(windows) {
        // There, the system may take a moment to release the locks of a process that has ended.
        File::options().write(true).open(&path)?.lock()?;
    }
    told.line("that process has been killed", &size(&path)?);
    told.line("    the file is", &state(&path)?);

    let records = journal.records()?;
    told.line("a reader finds", &format!("{} record", records.len()));
    told.line("    and it has cut off the rest", &size(&path)?);

    journal.append(b"seat 3")?;
    let records = journal.records()?.len();
    told.line(
        "this process has written another record",
        &format!("{}, {records} records", size(&path)?),
    );
    Ok(told.0)
}

/// Whether the file is locked right now.
fn state(path: &Path) -> io::Result<&'static str> {
    match File::options().write(true).open(path)?.try_lock() {
        Ok(()) => Ok("not locked"),
        Err(TryLockError::WouldBlock) => Ok("locked"),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

fn size(path: &Path) -> io::Result<String> {
    Ok(format!("{} bytes", std::fs::metadata(path)?.len()))
}

/// The lines that the book shows.
struct Told(String);

impl Told {
    fn line(&mut self, what: &str, seen: &dyn fmt::Display) {
        self.0 += &format!("{what:44}{seen}\n");
    }
}
