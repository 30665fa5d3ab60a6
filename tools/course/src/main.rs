//! Starts the runner.

use std::process::ExitCode;

fn main() -> ExitCode {
    course::main()
}
