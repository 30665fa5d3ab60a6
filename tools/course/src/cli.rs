//! The commands, what they take, and their help.

use std::env;
use std::ffi::OsString;
use std::io::{self, Write};

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use clap_complete::{Shell, generate};

/// The flag by which `run` knows that no command was typed, only a name.
pub const GUESSED: &str = "guessed";

/// Reads the command line; ends the program when it asks for help, or can't be read.
pub fn parse() -> ArgMatches {
    command().get_matches_from(with_command(env::args_os().collect()))
}

/// What is no command, nor the beginning of one, is taken for an exercise to be run.
fn with_command(mut words: Vec<OsString>) -> Vec<OsString> {
    let is_name = words.get(1).is_some_and(|word| {
        let word = word.to_string_lossy();
        let is_command = |command: &Command| command.get_name().starts_with(&*word);
        !word.starts_with('-') && !command().get_subcommands().any(is_command)
    });
    if is_name {
        words.splice(1..1, ["run".into(), format!("--{GUESSED}").into()]);
    }
    words
}

/// The names of the commands.
pub fn commands() -> Vec<String> {
    command().get_subcommands().map(|command| command.get_name().to_owned()).collect()
}

/// Prints the script by which a shell completes the commands, and these names of exercises.
pub fn complete(shell: Shell, names: &[String], out: &mut dyn Write) {
    // They have to live as long as the program, which is about to end.
    let names: Vec<&'static str> =
        names.iter().map(|name| &*Box::leak(name.clone().into_boxed_str())).collect();
    let mut command = command().bin_name("course");
    let takes_a_name: Vec<String> = command
        .get_subcommands()
        .filter(|command| command.get_arguments().any(|arg| arg.get_id() == "name"))
        .map(|command| command.get_name().to_owned())
        .collect();
    for of in takes_a_name {
        command = command.mut_subcommand(of, |command| {
            let names = PossibleValuesParser::new(names.clone());
            command.mut_arg("name", |arg| arg.value_parser(names))
        });
    }
    generate(shell, &mut command, "course", &mut Out(out));
}

/// `generate` wants a type that is known.
struct Out<'a>(&'a mut dyn Write);

impl Write for Out<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

// Built by hand: the derive macro is two seconds of the first `cargo run`, and it makes cargo compile `syn`
// with other features than the explorer needs, that is, twice.
fn command() -> Command {
    Command::new("course")
        .bin_name("cargo run --")
        .about(ABOUT)
        .display_name("course")
        .version(env!("CARGO_PKG_VERSION"))
        .help_template(HELP)
        .disable_help_subcommand(true)
        .infer_subcommands(true)
        .subcommands([
            Command::new("list").about("All exercises, and which ones are solved"),
            Command::new("run")
                .about("The task and the verdict of an exercise; makes it the current one")
                .arg(name("The exercise; without it, the current one"))
                // As in `git diff`: without it, 1 means that there is no verdict.
                .arg(flag("exit-code", "Once, and end with exit code 1 when it is not solved"))
                .arg(flag("once", "Once, also on a terminal"))
                .arg(flag(GUESSED, "No command was typed").hide(true)),
            Command::new("hint")
                .about("The next hint; each call shows one more")
                .arg(name("The exercise; without it, the current one")),
            Command::new("next").about("Go on to the next exercise that is not solved"),
            Command::new("reset")
                .about("Put the file back as it was shipped; yours is kept in `.backups`")
                .arg(name("The exercise").required_unless_present("all"))
                .arg(flag("all", "All exercises, after a question").conflicts_with("name"))
                .arg(flag("tests", "Only the tests and what else is not yours; your file stays"))
                .arg(flag("yes", "Without a question").short('y')),
            Command::new("solution")
                .about("Our solution, once you have yours")
                .arg(name("The exercise; without it, the current one"))
                .arg(
                    flag("yes", "Show it before the exercise is solved, without a question")
                        .short('y'),
                ),
            Command::new("share")
                .about("The schedule that breaks yours as a link, for others to step through")
                .arg(name("The exercise; without it, the current one"))
                .arg(flag("yes", "Without a question").short('y'))
                .after_help(SHARE),
            Command::new("book").about("Build the book, and open it in the browser"),
            Command::new("check")
                .about("Judge all exercises at once")
                .arg(name("Only these exercises, or those of these lessons").num_args(0..))
                .arg(
                    Arg::new("format")
                        .long("format")
                        .value_name("FORMAT")
                        .help("For people, or a record of JSON a line for other programs")
                        .value_parser(["text", "json"])
                        .default_value("text"),
                )
                .arg(flag("exit-code", "End with exit code 1 when one is not solved"))
                .after_help(CODES),
            Command::new("doctor").about("Whether this machine has what the course needs"),
            Command::new("completions")
                .about("A script by which a shell completes the commands, for an alias `course`")
                .arg(
                    Arg::new("shell")
                        .value_name("SHELL")
                        .help("The shell")
                        .required(true)
                        .value_parser(value_parser!(Shell)),
                ),
            Command::new("verify")
                .about("For authors: every exercise, solution and wrong answer does as declared")
                .arg(name("Only these exercises").num_args(0..))
                .arg(
                    Arg::new("repeat")
                        .long("repeat")
                        .value_name("N")
                        .help("How often every verdict is repeated")
                        .value_parser(value_parser!(u32).range(1..))
                        .default_value("3"),
                ),
        ])
}

const ABOUT: &str = "\
Racy to Guarded: thread locks in Rust, one interleaving at a time.

Without a command: where you are, the task, and the verdict on what you wrote.";

const CODES: &str = "\
Exit code: 0 when everything was judged, whatever came of it; with `--exit-code`,
1 when an exercise is open, has changed tests or could not be judged. Without a
verdict on any of them: 1 for an error, 2 for arguments that make no sense, and
130 when interrupted.

A record of JSON has the keys `version`, `exercise`, `number`, `lesson`, `state`
(`solved`, `changed`, `open`, `no_verdict`), and where there is something to say
`kind`, `failing` (`test`, `kind`, `message`), `passing`, `counterexample` (see
`tools/trace/README.md`), `changed` and `errors`.";

const SHARE: &str = "\
All of it is in the link, behind the `#`: the picture and the lines of code that it
shows, which are listed before you are asked. Nothing is sent anywhere. A page of
the book draws it, \"A schedule in a link\"; what is too long for a link goes into
the file `NAME.trace.json` at the top of the course, which the same page opens.

Where the book is on the web is one line in the `Cargo.toml` at the top, in
`[workspace.metadata]`: `book = \"https://…\"`. Then the link leads there.";

// Written by hand, for clap's own list does not show what a command takes. A test compares the two.
const HELP: &str = "\
{about}

{usage-heading} cargo run [-- COMMAND]

Commands:
  list              All exercises, and which ones are solved
  run [NAME]        The task and the verdict; makes the exercise the current one
  hint [NAME]       The next hint: each call shows one more
  next              Go on to the next exercise that is not solved
  reset NAME        Put the file back as it was shipped; yours is kept (or: --all)
  solution [NAME]   Our solution, once you have yours
  share [NAME]      The schedule that breaks yours as a link (or: --yes)
  book              Build the book, and open it in the browser
  check [NAME]...   Judge all exercises at once (or: --format json)
  doctor            Has this machine what the course needs?
  completions SHELL Have bash, zsh, fish or PowerShell complete the commands
  verify [NAME]...  For authors: is every verdict as declared?

More about one of them: `cargo run -- run --help`
In any folder of the course: `cargo course`, `cargo course list`, and so on

NAME is the name of an exercise (`racy-max`), its number (`01c`), its package
(`exercise01c`) or its folder (`01c-racy-max`). Without it, the current one.
A name alone, as in `cargo run -- 01c`, runs that exercise.

How it goes:
  1. `cargo run` shows a task, and the file that is yours to change.
  2. Change it and save it: the verdict shows what breaks it. A key is enough for
     a hint, the next exercise, the list, the book: `?` shows all of them.
  3. Where there is no terminal, or with `run --once`, it runs once and ends.

Editor and runner build in the same folder, and wait for each other, unless
rust-analyzer is told otherwise: `rust-analyzer.cargo.targetDir` set to `true`.
For VS Code the course has that set.

What is kept: your progress in the text file `.progress`, beside it the schedules
that broke your exercises and the questions you were asked, and what a reset
replaced in the folder `.backups`; all of it at the top of the course.
Colours follow NO_COLOR and CLICOLOR_FORCE, the width follows COLUMNS.
";

fn name(help: &'static str) -> Arg {
    Arg::new("name").value_name("NAME").help(help)
}

fn flag(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).help(help).action(ArgAction::SetTrue)
}

#[cfg(test)]
mod tests {
    use super::{HELP, command, with_command};

    #[test]
    fn every_command_is_in_the_help() {
        for command in command().get_subcommands() {
            let line = format!("\n  {} ", command.get_name());
            assert!(HELP.contains(&line), "`{}` is not", command.get_name());
        }
    }

    #[track_caller]
    fn check(typed: &str, expected: &str) {
        let words =
            ["course"].into_iter().chain(typed.split_whitespace()).map(Into::into).collect();
        let read: Vec<_> =
            with_command(words).iter().map(|word| word.to_string_lossy().into_owned()).collect();
        assert_eq!(read.join(" "), expected);
    }

    #[test]
    fn a_name_alone_runs_the_exercise() {
        check("01a --once", "course run --guessed 01a --once");
        check("exercises/01a-add-one/", "course run --guessed exercises/01a-add-one/");
        check("", "course");
        check("--version", "course --version");
        check("lis", "course lis");
        check("list", "course list");
    }
}
