//! Runs the chapter's Python programs three times each: `cargo run -p lesson01 --example in_python`.

use std::path::Path;
use std::process::{Command, ExitCode};

fn main() -> ExitCode {
    let programs = Path::new(env!("CARGO_MANIFEST_DIR")).join("python");
    let python = if cfg!(windows) { "python" } else { "python3" };
    let run = |arguments: &[&str]| {
        let output = Command::new(python).args(arguments).current_dir(&programs).output();
        match output {
            Ok(output) if output.status.success() => {
                Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
            }
            Ok(output) => Err(String::from_utf8_lossy(&output.stderr).into_owned()),
            Err(error) => Err(format!("cannot run `{python}`: {error}; install Python 3\n")),
        }
    };
    let report = || {
        println!("{}", run(&["--version"])?);
        for program in ["plain.py", "with_a_call.py"] {
            let totals: Vec<String> = (0..3).map(|_| run(&[program])).collect::<Result<_, _>>()?;
            println!("{program}: {}", totals.join(", "));
        }
        Ok::<(), String>(())
    };
    match report() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprint!("{error}");
            ExitCode::FAILURE
        }
    }
}
