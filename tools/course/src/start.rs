//! From the command line to an exit code.

use std::io::{self, Write};
use std::process::ExitCode;

use crate::{cli, command, guard, interrupt, screen};

/// Does what the command line asks for.
pub fn main() -> ExitCode {
    if guard::is_wanted() {
        return guard::stand();
    }
    let arguments = cli::parse();
    let outcome = interrupt::install().and_then(|()| command::dispatch(&arguments));
    match outcome {
        Ok(code) => code,
        Err(error) if error.is::<interrupt::Interrupted>() => ExitCode::from(interrupt::EXIT_CODE),
        // The reader has seen enough: `cargo run -- list | head -1`.
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            let bad = screen::BAD;
            // Nothing is left to be done when even stderr is closed.
            let _ = writeln!(anstream::stderr(), "{bad}error{bad:#}: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let kind = error.chain().find_map(|cause| Some(cause.downcast_ref::<io::Error>()?.kind()));
    kind == Some(io::ErrorKind::BrokenPipe)
}
