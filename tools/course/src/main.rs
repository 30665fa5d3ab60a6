//! The runner of the course, thin over cargo: where you are, the task, the verdict.
//!
//! | module | what it does |
//! |---|---|
//! | [`cli`] | the commands and their help |
//! | [`command`] | one file for each command |
//! | [`course`], [`metadata`], [`find`] | which lessons and exercises there are, and which one you mean |
//! | [`readme`], [`markdown`] | the task and the hints, as terminal text |
//! | [`judge`], [`trial`] | builds and runs an exercise: from a file to a [`verdict`] |
//! | [`cargo`] | builds tests, and reads what rustc says |
//! | [`process`], [`group`], [`capture`], [`interrupt`] | run programs, and leave nothing running |
//! | [`libtest`], [`report`] | what the tests and the explorer said |
//! | [`show`] | a verdict in words |
//! | [`progress`], [`files`] | what is remembered, and how it is written |
//! | [`screen`] | width, colour, and the line that comes and goes |
//! | [`watch`] | the form that stays on a terminal: watches files, listens to keys |
//! | [`editor`] | opens a file where there is something to do |
//! | [`diff`] | two texts side by side |
//! | [`verify`] | what must hold for authors |

#![deny(missing_docs)]

mod capture;
mod cargo;
mod cli;
mod command;
mod course;
mod diff;
mod editor;
mod files;
mod find;
mod group;
mod interrupt;
mod judge;
mod libtest;
mod markdown;
mod metadata;
mod process;
mod progress;
mod readme;
mod report;
mod screen;
mod show;
mod trial;
mod verdict;
mod verify;
mod watch;

use std::io::{self, Write};
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments = cli::parse();
    let outcome = interrupt::install().and_then(|()| command::dispatch(&arguments));
    match outcome {
        Ok(code) => code,
        Err(error) if error.is::<interrupt::Interrupted>() => ExitCode::from(interrupt::EXIT_CODE),
        // Whoever reads has seen enough: `cargo run -- list | head -1`.
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
