//! The command: builds the book, checks it, or serves mdBook as a preprocessor.

use std::io::{self, IsTerminal};
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result};
use bookbinder::course::Course;
use bookbinder::preprocess::Bookbinder;
use bookbinder::{check, site};
use clap::{CommandFactory, Parser, Subcommand};
use mdbook_preprocessor::{Preprocessor, parse_input};

/// Builds and checks the book. Without a command it speaks mdBook's protocol for preprocessors.
#[derive(Parser)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Builds the book into `book/build`.
    Build {
        /// Shows it in the browser; at this page, as in `01-topic.html#exercises`.
        #[arg(long, value_name = "PAGE", num_args = 0..=1, default_missing_value = "index.html")]
        open: Option<String>,
    },
    /// Builds the book aside, and fails if anything in it is wrong.
    Check,
    /// Tells mdBook whether a renderer is supported.
    #[command(hide = true)]
    Supports {
        /// The renderer.
        renderer: String,
    },
}

fn main() -> ExitCode {
    match run(Cli::parse().command) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Option<Command>) -> Result<ExitCode> {
    match command {
        Some(Command::Build { open }) => build(open.as_deref()),
        Some(Command::Check) => check_book(),
        Some(Command::Supports { renderer }) => {
            let supported = Bookbinder::default().supports_renderer(&renderer)?;
            Ok(if supported { ExitCode::SUCCESS } else { ExitCode::FAILURE })
        }
        // mdBook would have sent a book; at a terminal somebody wants to know what there is.
        None if io::stdin().is_terminal() => {
            Cli::command().print_help().context("cannot print the help")?;
            Ok(ExitCode::FAILURE)
        }
        None => preprocess(),
    }
}

fn build(open: Option<&str>) -> Result<ExitCode> {
    let course = here()?;
    let site = site::build(&course)?;
    for warning in &site.warnings {
        eprintln!("mdBook warns: {warning}");
    }
    let index = site.folder.join("index.html");
    // A machine without a browser is no reason to fail: the book is there.
    if open.is_none_or(|page| show(&site.folder, page).is_err()) {
        println!("{}", index.display());
    }
    Ok(ExitCode::SUCCESS)
}

/// Opens a page of the book. Only an address can name a section; where the page has none, a path does.
fn show(folder: &Path, page: &str) -> Result<(), opener::OpenError> {
    let (file, section) = page.split_once('#').unwrap_or((page, ""));
    let path = folder.join(file);
    let path = if path.is_file() { path } else { folder.join("index.html") };
    match path.to_str().filter(|path| !section.is_empty() && path.starts_with('/')) {
        Some(path) => opener::open(format!("file://{}#{section}", path.replace(' ', "%20"))),
        None => opener::open(&path),
    }
}

fn check_book() -> Result<ExitCode> {
    let report = check::check(&here()?)?;
    for problem in &report.problems {
        eprintln!("{problem}");
    }
    for note in &report.notes {
        println!("{note}");
    }
    match report.problems.len() {
        0 => {
            println!("nothing wrong");
            Ok(ExitCode::SUCCESS)
        }
        1 => {
            eprintln!("1 problem");
            Ok(ExitCode::FAILURE)
        }
        n => {
            eprintln!("{n} problems");
            Ok(ExitCode::FAILURE)
        }
    }
}

fn preprocess() -> Result<ExitCode> {
    let (context, book) = parse_input(io::stdin())?;
    let book = Bookbinder::default().run(&context, book)?;
    serde_json::to_writer(io::stdout(), &book).context("cannot hand the book back to mdBook")?;
    Ok(ExitCode::SUCCESS)
}

fn here() -> Result<Course> {
    let folder = std::env::current_dir().context("cannot tell the current folder")?;
    Course::around(&folder)
}
