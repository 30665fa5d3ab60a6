//! Stops a client process in its critical section, and lets it go on later: `cargo run -p lesson20-postgres`.
//!
//! Called with a kind, an address and a name, the program is such a client.

use std::env;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use lesson20_postgres::client::{self, Kind};
use lesson20_postgres::process::Process;
use lesson20_postgres::server::Server;
use lesson20_postgres::{lease, session};
use postgres::Client;

/// How many times the last part is repeated.
const TIMES: usize = 20;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let result = match &arguments[..] {
        [kind, url, name] => be_a_client(kind, url, name),
        _ => tell(),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn be_a_client(kind: &str, url: &str, name: &str) -> Result<(), Box<dyn Error>> {
    Ok(client::run(kind.parse()?, url, name)?)
}

fn tell() -> Result<(), Box<dyn Error>> {
    let server = match Server::find() {
        Ok(server) => server,
        Err(why) => {
            println!("skipped: {why}");
            return Ok(());
        }
    };
    let stage = Stage {
        program: env::current_exe()?,
        admin: client::connect(server.url())?,
        name: format!("story-{}", std::process::id()),
        url: server.url().to_owned(),
    };
    stage.play()
}

/// Where the clients meet.
struct Stage {
    program: PathBuf,
    admin: Client,
    name: String,
    url: String,
}

impl Stage {
    fn play(mut self) -> Result<(), Box<dyn Error>> {
        println!("a lease");
        self.stop_and_go_on(Kind::Lease, &mut |line| println!("  {line}"))?;
        println!("\na lease, and its token with every request");
        self.stop_and_go_on(Kind::Fenced, &mut |line| println!("  {line}"))?;
        let mut refused = 0;
        for _ in 0..TIMES {
            self.stop_and_go_on(Kind::Fenced, &mut |line| {
                refused += usize::from(line.ends_with("is refused"));
            })?;
        }
        println!("  the same {TIMES} times: {refused} late writes refused");
        println!("\na session lock, and the same session writes");
        self.stop_and_go_on(Kind::Session, &mut |line| println!("  {line}"))?;
        println!("\na session lock, and another session writes");
        self.stop_and_go_on(Kind::TwoSessions, &mut |line| println!("  {line}"))?;
        lease::end(&mut self.admin, &self.name)?;
        Ok(())
    }

    fn start(&self, kind: Kind) -> Result<Process, Box<dyn Error>> {
        Ok(Process::start(Path::new(&self.program), kind, &self.url, &self.name)?)
    }

    /// A has the lock, and is stopped. B does all of its work. Then A goes on.
    fn stop_and_go_on(
        &mut self,
        kind: Kind,
        say: &mut dyn FnMut(&str),
    ) -> Result<(), Box<dyn Error>> {
        lease::begin(&mut self.admin, &self.name)?;
        let mut a = self.start(kind)?;
        // "token 1", or "session" and a number.
        let first = a.hear()?;
        let seen = a.hear()?;
        say(&format!("A: {}, {seen}", without_number_of_session(&first)));
        a.pause()?;
        say("A is stopped");

        if let Some(session) = first.strip_prefix("session ") {
            let free = session::try_lock(&mut self.admin, &self.name)?;
            say(if free { "the lock is free" } else { "the lock is held" });
            session::terminate(&mut self.admin, session.parse()?)?;
            say("A's session is terminated");
        }
        let mut b = self.start(kind)?;
        let (first, seen) = (b.hear()?, b.hear()?);
        b.go()?;
        let written = b.hear()?;
        b.end()?;
        say(&format!("B: {}, {seen}, {written}", without_number_of_session(&first)));

        a.resume()?;
        let told = a.hear()?;
        say(&format!("A goes on, and {told}"));
        a.end()?;
        let number = lease::read_plain(&mut self.admin, &self.name)?;
        say(&format!("the number is {number}"));
        Ok(())
    }
}

/// The server gives a session another number each time.
fn without_number_of_session(line: &str) -> &str {
    if line.starts_with("session ") { "has the lock" } else { line }
}
