//! What holds for real threads, real files and real connections, whatever the scheduler does.

use std::fs::{self, File, OpenOptions};
use std::io::{BufReader, ErrorKind, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use lesson17::s3_log::Log;
use lesson17::{frame, s1_writeln, s2_in_one, s4_shared, s8_client, s9_owner};

/// Much longer than anything here takes. Only a test that fails ever waits for it.
const LONG: Duration = Duration::from_secs(30);

const SEATS: u32 = 300;

/// Whether there's one line for each of so many seats, and nothing else.
#[track_caller]
fn check_whole(text: &str, seats: u32) {
    let mut found: Vec<u32> = text
        .lines()
        .map(|line| {
            let seat = line.strip_prefix("seat ").and_then(|seat| seat.parse().ok());
            seat.unwrap_or_else(|| panic!("a torn line: {line:?}"))
        })
        .collect();
    found.sort_unstable();
    assert!(found.into_iter().eq(1..=seats), "a line is missing, or is there twice");
}

#[test]
fn one_writeln_is_several_writes() {
    /// Counts the writes.
    #[derive(Default)]
    struct Writes(Vec<String>);
    impl Write for Writes {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.push(String::from_utf8_lossy(bytes).into_owned());
            Ok(bytes.len())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let mut writes = Writes::default();
    s1_writeln::note(&mut writes, 7).unwrap();
    assert_eq!(writes.0, ["seat ", "7", "\n"]);
    let mut writes = Writes::default();
    s2_in_one::note(&mut writes, 7).unwrap();
    assert_eq!(writes.0, ["seat 7\n"]);
}

#[test]
fn four_threads_with_one_log_lose_no_line_and_tear_none() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log");
    let log = Log::new(OpenOptions::new().append(true).create(true).open(&path).unwrap());
    thread::scope(|s| {
        for window in 0..4 {
            let log = &log;
            s.spawn(move || (1..=SEATS).for_each(|seat| log.note(window * SEATS + seat).unwrap()));
        }
    });
    // The log is still open, and nothing is left in its buffer.
    check_whole(&fs::read_to_string(&path).unwrap(), 4 * SEATS);
}

#[test]
fn threads_that_open_the_file_themselves_exclude_each_other_by_its_lock() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log");
    File::create(&path).unwrap();
    thread::scope(|s| {
        for window in 0..4 {
            let path = &path;
            s.spawn(move || {
                let mut file = File::options().read(true).write(true).open(path).unwrap();
                for seat in 1..=SEATS {
                    s4_shared::note(&mut file, window * SEATS + seat).unwrap();
                }
            });
        }
    });
    check_whole(&fs::read_to_string(&path).unwrap(), 4 * SEATS);
}

#[test]
fn two_openings_that_do_not_append_overwrite_each_other() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log");
    let (one, other) =
        (File::create(&path).unwrap(), File::options().write(true).open(&path).unwrap());
    s2_in_one::note(&one, 1).unwrap();
    s2_in_one::note(&other, 2).unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), "seat 2\n");
}

/// Starts a server for one client on the loopback interface. It answers each request with the same bytes, and does as
/// `late` says before an answer: it gets the number of the request.
fn echo(late: impl Fn(usize) + Send + 'static) -> TcpStream {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut requests = BufReader::new(stream.try_clone().unwrap());
        for number in 0.. {
            // An error means that the client is gone.
            let Ok(request) = frame::receive(&mut requests) else { return };
            late(number);
            if frame::send(&mut stream, &request).is_err() {
                return;
            }
        }
    });
    let stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(LONG)).unwrap();
    stream
}

/// Four threads make a hundred calls each, and every one must get its own reply.
fn check_replies(call: impl Fn(&[u8]) -> Vec<u8> + Sync) {
    thread::scope(|s| {
        for thread in 0..4_u32 {
            let call = &call;
            s.spawn(move || {
                for number in 0..100 {
                    let request = format!("request {number} of thread {thread}").repeat(number);
                    assert_eq!(call(request.as_bytes()), request.as_bytes());
                }
            });
        }
    });
}

#[test]
fn four_threads_with_one_connection_get_their_own_replies() {
    let client = s8_client::Client::new(echo(|_| ()));
    check_replies(|request| client.call(request).unwrap());
}

#[test]
fn four_threads_with_an_owner_get_their_own_replies() {
    let (client, owner) = s9_owner::start(echo(|_| ()));
    check_replies(|request| client.clone().call(request).unwrap());
    drop(client);
    owner.join().unwrap();
}

#[test]
fn after_a_timeout_the_connection_is_closed_and_no_call_gets_the_late_reply() {
    let (gave_up, has_given_up) = mpsc::channel();
    let stream = echo(move |number| {
        if number == 0 {
            // The first reply comes after the client has given up.
            has_given_up.recv_timeout(LONG).unwrap();
        }
    });
    stream.set_read_timeout(Some(Duration::from_millis(50))).unwrap();
    let client = s8_client::Client::new(stream);
    let error = client.call(b"first").unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut), "{error:?}");
    gave_up.send(()).unwrap();
    assert_eq!(client.call(b"second").unwrap_err().kind(), ErrorKind::NotConnected);
}

#[test]
fn a_server_that_leaves_in_the_middle_of_a_reply_is_an_error_for_every_caller() {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let stream = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
    stream.set_read_timeout(Some(LONG)).unwrap();
    let server = thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        frame::receive(&mut stream).unwrap();
        // Five bytes are announced, and two come.
        stream.write_all(&[5, 0, 0, 0, b'a', b'b']).unwrap();
    });
    let (client, owner) = s9_owner::start(stream);
    let error = client.call(b"first").unwrap_err();
    assert_eq!(error.kind(), ErrorKind::UnexpectedEof);
    assert_eq!(client.call(b"second").unwrap_err().kind(), ErrorKind::NotConnected);
    server.join().unwrap();
    owner.join().unwrap();
}

#[test]
fn a_reply_that_is_too_long_is_an_error() {
    let mut long: &[u8] = &[0xff; 8];
    assert_eq!(frame::receive(&mut long).unwrap_err().kind(), ErrorKind::InvalidData);
    assert_eq!(long.bytes().count(), 4, "nothing after the length was read");
    let request = vec![0; frame::MOST + 1];
    let error = frame::send(&mut Vec::new(), &request).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidInput);
}
