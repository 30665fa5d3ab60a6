//! The lock lab: measures most locks of the course beside those of std and of other crates, and each cure of chapter 18.
//! `cargo run --release -p lesson18 --example lock_lab -- --seconds 60`.
//!
//! It measures in rounds: in each round every case once, with what is compared right after each other and no lock always
//! first. So a disturbance hits all of them. It never takes much longer than it was given.
//!
//! `cases` is what is measured, `measure` is one sample, `data` the file, `tables` and `plot` what people look at.

mod cases;
mod data;
mod measure;
mod plot;
mod tables;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};
use std::{env, fs, thread};

use cases::Case;
use data::{Row, Run};
use indicatif::{ProgressBar, ProgressStyle};
use measure::Sample;

const USAGE: &str = "\
usage: cargo run --release -p lesson18 --example lock_lab -- [--seconds N] [--only EXPERIMENT] [--save FOLDER] [--record] [--from FILE]

  --seconds N         stop after so many seconds (60)
  --only EXPERIMENT   measure one of: locks, shards, snapshots, neighbours, batches, pages
  --save FOLDER       write lock_lab.csv and the plots there (target/lock_lab)
  --record            write what the book shows: the file, the tables and the plots
  --from FILE         measure nothing, and show what such a file says";

/// What the user asked for.
struct Wishes {
    seconds: u64,
    only: Option<String>,
    folder: PathBuf,
    record: bool,
    from: Option<PathBuf>,
}

fn main() -> ExitCode {
    let done = wishes(env::args().skip(1)).and_then(|wishes| {
        let run = match &wishes.from {
            Some(file) => read(file)?,
            // By way of the file: what is shown is what can be read there, digit by digit.
            None => Run::from_csv(&measure_all(&wishes)?.to_csv())?,
        };
        show(&run, &wishes)
    });
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

fn wishes(mut arguments: impl Iterator<Item = String>) -> Result<Wishes, String> {
    let course = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let folder = env::var_os("CARGO_TARGET_DIR").map_or(course.join("target"), PathBuf::from);
    let folder = folder.join("lock_lab");
    let mut wishes = Wishes { seconds: 60, only: None, folder, record: false, from: None };
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or(format!("`{argument}` needs a value\n{USAGE}"));
        match argument.as_str() {
            "--seconds" => {
                let seconds = value()?;
                wishes.seconds = seconds
                    .parse()
                    .map_err(|_| format!("`{seconds}` is no whole number of seconds\n{USAGE}"))?;
            }
            "--only" => wishes.only = Some(value()?),
            "--save" => wishes.folder = value()?.into(),
            "--record" => wishes.record = true,
            "--from" => wishes.from = Some(value()?.into()),
            "--help" | "-h" => return Err(USAGE.to_owned()),
            _ => return Err(format!("`{argument}` is no option\n{USAGE}")),
        }
    }
    let known = |name: &String| tables::EXPERIMENTS.iter().any(|one| one.0 == name);
    if let Some(name) = wishes.only.as_ref().filter(|name| !known(name)) {
        return Err(format!("`{name}` is no experiment\n{USAGE}"));
    }
    if wishes.record && wishes.only.is_some() {
        return Err(format!("the book shows all experiments: leave `--only` out\n{USAGE}"));
    }
    Ok(wishes)
}

/// How often and how long each case is measured.
struct Plan {
    rounds: usize,
    slice: Duration,
}

/// What fits into this time: rather short slices than few rounds, but no shorter than a scheduler's.
fn plan(seconds: u64, cases: usize) -> Result<Plan, String> {
    /// Starting and joining the threads of one sample takes about so long.
    const AROUND: Duration = Duration::from_micros(400);
    let time = Duration::from_secs(seconds);
    for (rounds, least) in [(9, 20_000), (5, 10_000), (3, 5_000), (1, 1_000)] {
        let each = time / (rounds * cases) as u32;
        let slice = each.saturating_sub(AROUND);
        if slice >= Duration::from_micros(least) {
            return Ok(Plan { rounds, slice });
        }
    }
    let needed = (cases as u64 * 1_400).div_ceil(1_000_000);
    Err(format!("{seconds} s are too few for {cases} cases: give at least `--seconds {needed}`"))
}

/// Measures every case once in each round, and stops when the time is up.
fn measure_all(wishes: &Wishes) -> Result<Run, String> {
    let wanted = |case: &Case| wishes.only.as_ref().is_none_or(|only| case.experiment == only);
    let cases: Vec<Case> = cases::all().into_iter().filter(wanted).collect();
    let plan = plan(wishes.seconds, cases.len())?;
    let deadline = Instant::now() + Duration::from_secs(wishes.seconds);
    let groups: Vec<&[Case]> = cases.chunk_by(compared).collect();
    let mut samples: Vec<Vec<Sample>> = cases.iter().map(|_| Vec::new()).collect();
    let about = about(wishes, &plan);
    let bar = progress((plan.rounds * cases.len()) as u64);
    // ANCHOR: rounds
    'rounds: for round in 0..plan.rounds {
        let mut first = 0;
        for group in &groups {
            bar.set_message(what(&group[0]));
            for turn in 0..group.len() {
                // A B C, then B C A: none is always first.
                let case = (turn + round) % group.len();
                if Instant::now() + plan.slice > deadline {
                    break 'rounds;
                }
                samples[first + case].push(measure::sample(&group[case], plan.slice));
                bar.inc(1);
            }
            first += group.len();
        }
    }
    // ANCHOR_END: rounds
    bar.finish_and_clear();
    let mut rows = Vec::new();
    let mut first = 0;
    for group in groups {
        for (i, case) in group.iter().enumerate() {
            let mut row = Row {
                experiment: case.experiment.to_owned(),
                name: case.name.to_owned(),
                threads: case.threads,
                inside: case.inside,
                reads: case.reads,
                samples: 0,
                rate: 0.0,
                lowest: 0.0,
                highest: 0.0,
                against_first: 0.0,
                least: 0.0,
            };
            row.fill(&samples[first + i], &samples[first]);
            // A case that the time didn't reach isn't shown.
            if row.samples > 0 {
                rows.push(row);
            }
        }
        first += group.len();
    }
    Ok(Run { about, rows })
}

/// Whether two cases differ only in the lock, or in the cure.
fn compared(one: &Case, other: &Case) -> bool {
    (one.experiment, one.threads, one.inside, one.reads)
        == (other.experiment, other.threads, other.inside, other.reads)
}

fn what(case: &Case) -> String {
    let s = if case.threads == 1 { "" } else { "s" };
    format!("{}, {} thread{s}", case.experiment, case.threads)
}

fn progress(length: u64) -> ProgressBar {
    let bar = ProgressBar::new(length);
    let style = ProgressStyle::with_template("{wide_bar} {percent:>3} %  {eta} left  {msg:<24}");
    bar.with_style(style.expect("the template is right"))
}

fn cores() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}

/// The machine, the run, and what disturbs it, as sentences.
fn about(wishes: &Wishes, plan: &Plan) -> Vec<String> {
    let rustc = Command::new("rustc").arg("--version").output().ok();
    let rustc = rustc.and_then(|output| String::from_utf8(output.stdout).ok());
    let rustc = rustc.map_or(String::from("rustc"), |version| version.trim().to_owned());
    let debug =
        if cfg!(debug_assertions) { ", a debug build: these numbers mean little" } else { "" };
    let load = fs::read_to_string("/proc/loadavg").ok();
    let load = load.as_deref().and_then(|text| text.split(' ').next()).map(str::to_owned);
    let load = match load {
        Some(load) => format!("the machine's load at the start was {load} (0 is quiet)"),
        None => String::from("what else the machine was doing isn't known"),
    };
    let (cores, os, arch) = (cores(), env::consts::OS, env::consts::ARCH);
    let (rounds, slice, seconds) = (plan.rounds, plan.slice.as_millis(), wishes.seconds);
    vec![
        format!("{cores} cores, {}, {os} {arch}", processor()),
        format!("{rustc}{debug}"),
        format!(
            "medians of up to {rounds} samples of {slice} ms each, in turns, within {seconds} s"
        ),
        load,
    ]
}

/// The processor's name, where the system says it in a file.
fn processor() -> String {
    let cpus = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let name = cpus.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    let machine = if cpus.contains(" hypervisor") { " in a virtual machine" } else { "" };
    name.map_or(String::from("unknown processor"), |(_, name)| format!("{}{machine}", name.trim()))
}

/// Prints the tables, and writes the files.
fn show(run: &Run, wishes: &Wishes) -> Result<(), String> {
    for line in &run.about {
        println!("{line}");
    }
    for (experiment, _) in tables::EXPERIMENTS {
        let text = tables::tables(run, experiment);
        if !text.is_empty() {
            print!("\n{text}");
        }
    }
    println!("\n{}", tables::limits(run));
    save(run, &wishes.folder)?;
    println!("written to {}", wishes.folder.display());
    if wishes.record {
        record(run)?;
    }
    Ok(())
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let written = fs::create_dir_all(folder).and_then(|()| fs::write(path, text));
    written.map_err(|error| format!("cannot write `{}`: {error}", path.display()))
}

fn read(path: &Path) -> Result<Run, String> {
    let file = path.display();
    let text =
        fs::read_to_string(path).map_err(|error| format!("cannot read `{file}`: {error}"))?;
    Run::from_csv(&text).map_err(|problem| format!("cannot read `{file}`: {problem}"))
}

fn save(run: &Run, folder: &Path) -> Result<(), String> {
    write(&folder.join("lock_lab.csv"), &run.to_csv())?;
    for (name, svg) in plots(run)? {
        write(&folder.join(name), &svg)?;
    }
    Ok(())
}

fn plots(run: &Run) -> Result<Vec<(&'static str, String)>, String> {
    let has = |experiment: &str| run.rows.iter().any(|row| row.experiment == experiment);
    let mut plots = Vec::new();
    let failed = |error: Box<dyn std::error::Error>| format!("cannot draw: {error}");
    if has("locks") {
        plots.push(("lock_lab_short.svg", plot::locks(run, 0).map_err(failed)?));
        plots.push(("lock_lab_long.svg", plot::locks(run, 200).map_err(failed)?));
    }
    if has("shards") {
        plots.push(("lock_lab_cures.svg", plot::cures(run).map_err(failed)?));
    }
    Ok(plots)
}

/// Writes what the book shows. `tests/lab.rs` checks that all of it comes from the one file.
fn record(run: &Run) -> Result<(), String> {
    if run.rows.len() < cases::all().len() {
        return Err(String::from(
            "nothing is recorded: the time was up before the first round was; give more seconds",
        ));
    }
    let lesson = Path::new(env!("CARGO_MANIFEST_DIR"));
    let outputs = lesson.join("outputs");
    write(&outputs.join("lock_lab.csv"), &run.to_csv())?;
    write(&outputs.join("lab-machine.txt"), &(run.about.join("\n") + "\n"))?;
    for (experiment, _) in tables::EXPERIMENTS {
        write(&outputs.join(format!("lab-{experiment}.txt")), &tables::tables(run, experiment))?;
    }
    write(&outputs.join("lab-first-look.txt"), &tables::first_look(run))?;
    write(&outputs.join("lab-limits.txt"), &tables::limits(run))?;
    for (name, svg) in plots(run)? {
        write(&lesson.join("../../book/src/plots").join(name), &svg)?;
    }
    println!("recorded for the book");
    Ok(())
}
