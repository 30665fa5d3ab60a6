//! Runs a program to its end, to its deadline or to Ctrl-C, whichever comes first, and leaves nothing running.

use std::io::{self, Read};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, SyncSender};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use crate::capture::Capture;
use crate::group::Group;
use crate::interrupt::{self, Interrupted, Stop};

/// What came of running a program.
pub struct Finished {
    /// How it ended; nothing when its time was up, or its memory.
    pub status: Option<ExitStatus>,
    /// Whether it was ended because it took too much memory.
    pub is_starved: bool,
    /// What it printed.
    pub stdout: String,
    /// What it printed on standard error.
    pub stderr: String,
}

/// How a program is to be run.
pub struct Limits<'a> {
    /// How long it may run. A time in which this program did not run either, as after Ctrl-Z, does not count.
    pub deadline: Option<Duration>,
    /// How many bytes of memory it may take, and each program that it starts.
    pub memory: Option<u64>,
    /// How many bytes of each of its outputs are kept.
    pub output: usize,
    /// Calls it off.
    pub stop: &'a Stop,
}

/// Which of the two outputs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Stream {
    /// Standard output.
    Out,
    /// Standard error.
    Err,
}

// How soon Ctrl-C is noticed, and an end that closes no pipe because a child still holds it.
const TICK: Duration = Duration::from_millis(20);
// How soon a program is gone that has closed its pipes.
const SOON: Duration = Duration::from_micros(200);
// Between two looks there is never more than this, unless the whole program was stopped.
const NAP: Duration = Duration::from_millis(500);
// How long to wait for the pipes of a program that is gone. Only a child that left the group can hold them.
const GRACE: Duration = Duration::from_secs(1);

/// Runs a program and keeps what it prints. `watch` sees every piece of it as it comes, and an empty one from
/// time to time when nothing comes.
pub fn run(
    mut command: Command,
    limits: &Limits<'_>,
    mut watch: impl FnMut(Stream, &[u8]),
) -> Result<Finished> {
    let _busy = interrupt::busy();
    let program = command.get_program().to_string_lossy().into_owned();
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut group = Group::spawn(command, limits.memory)
        .with_context(|| format!("cannot start `{program}`"))?;
    let pieces = read(&mut group);

    let mut out = Capture::new(limits.output);
    let mut err = Capture::new(limits.output);
    let mut keep = |stream, bytes: &[u8]| {
        watch(stream, bytes);
        if stream == Stream::Out { out.push(bytes) } else { err.push(bytes) }
    };

    let mut clock = Clock::new();
    let waited = wait(&mut group, &pieces, &mut keep, || {
        limits.stop.check()?;
        Ok(limits.deadline.is_some_and(|deadline| clock.ran() >= deadline))
    });
    // Also after an ordinary end: a test may have left children behind.
    group.kill();
    let (status, is_starved) = match waited {
        Ok(End::Own(status)) => (Some(status), false),
        Ok(End::Late) => (None, false),
        Ok(End::Starved) => (None, true),
        Err(error) => {
            group.wait().with_context(|| format!("cannot wait for `{program}`"))?;
            return Err(error);
        }
    };
    if status.is_none() {
        group.wait().with_context(|| format!("cannot wait for `{program}`"))?;
    }
    let end = Instant::now();
    while let Some(left) = GRACE.checked_sub(end.elapsed())
        && let Ok((stream, bytes)) = pieces.recv_timeout(left)
    {
        keep(stream, &bytes);
    }
    Ok(Finished { status, is_starved, stdout: out.into_text(), stderr: err.into_text() })
}

/// How long this program itself was running.
struct Clock {
    ran: Duration,
    looked: Instant,
}

impl Clock {
    fn new() -> Self {
        Self { ran: Duration::ZERO, looked: Instant::now() }
    }

    fn ran(&mut self) -> Duration {
        self.ran += self.looked.elapsed().min(NAP);
        self.looked = Instant::now();
        self.ran
    }
}

type Piece = (Stream, Vec<u8>);

/// What a program came to.
enum End {
    Own(ExitStatus),
    Late,
    Starved,
}

/// Waits until the program has ended, its time is up, or its memory.
fn wait(
    group: &mut Group,
    pieces: &Receiver<Piece>,
    keep: &mut impl FnMut(Stream, &[u8]),
    mut is_late: impl FnMut() -> Result<bool, Interrupted>,
) -> Result<End> {
    loop {
        match pieces.recv_timeout(TICK) {
            Ok((stream, bytes)) => keep(stream, &bytes),
            Err(RecvTimeoutError::Timeout) => {
                keep(Stream::Err, &[]);
                if let Some(status) = group.try_wait()? {
                    return Ok(End::Own(status));
                }
            }
            // Both pipes are closed: it is about to end. It could also go on forever without them.
            Err(RecvTimeoutError::Disconnected) => match group.try_wait()? {
                Some(status) => return Ok(End::Own(status)),
                None => thread::sleep(SOON),
            },
        }
        if is_late()? {
            return Ok(End::Late);
        }
        if group.is_starved() {
            return Ok(End::Starved);
        }
    }
}

/// Reads both pipes. The channel is short, so that a program that prints faster than we read has to wait.
fn read(group: &mut Group) -> Receiver<Piece> {
    let (sender, receiver) = mpsc::sync_channel(16);
    let (out, err) = group.pipes();
    if let Some(out) = out {
        forward(out, Stream::Out, sender.clone());
    }
    if let Some(err) = err {
        forward(err, Stream::Err, sender);
    }
    receiver
}

fn forward(mut pipe: impl Read + Send + 'static, stream: Stream, sender: SyncSender<Piece>) {
    thread::spawn(move || {
        let mut buffer = vec![0; 16 * 1024];
        loop {
            match pipe.read(&mut buffer) {
                Ok(0) => return,
                Ok(n) if sender.send((stream, buffer[..n].to_vec())).is_err() => return,
                Ok(_) => {}
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(_) => return,
            }
        }
    });
}
