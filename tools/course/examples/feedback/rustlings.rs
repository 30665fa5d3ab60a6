//! Rustlings, as its learners have it.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

use crate::terminal::Watched;
use crate::{command, time};

/// A quiz that compiles; the price decides whether its test passes.
const QUIZ: &str = "\
fn calculate_price_of_apples(quantity: u32) -> u32 {
    if quantity > 40 { quantity } else { quantity * PRICE }
}

fn main() {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verify_test() {
        assert_eq!(calculate_price_of_apples(35), 70);
        assert_eq!(calculate_price_of_apples(40), 80);
        assert_eq!(calculate_price_of_apples(41), 41);
        assert_eq!(calculate_price_of_apples(65), 65);
    }
}
";

/// An installation of it.
pub struct Rustlings {
    version: String,
    folder: PathBuf,
}

impl Rustlings {
    /// The one in the path, to be used within this folder.
    pub fn find(folder: &Path) -> Result<Option<Self>> {
        let Ok(output) = Command::new("rustlings").arg("--version").output() else {
            return Ok(None);
        };
        let said = String::from_utf8(output.stdout)?;
        let version =
            said.split_whitespace().last().context("rustlings has no version")?.to_owned();
        println!("beside it: rustlings {version}\n");
        Ok(Some(Self { version, folder: folder.join("elsewhere") }))
    }

    /// From nothing: installs it, makes its exercises and runs the first of them.
    pub fn first_verdict(&self) -> Result<Duration> {
        let root = self.folder.join("installed");
        if root.exists() {
            fs::remove_dir_all(&root)?;
        }
        fs::create_dir_all(&root)?;
        let began = Instant::now();
        let mut install = command("cargo", &self.folder);
        install.args([
            "install",
            "--quiet",
            "--locked",
            "--version",
            &self.version,
            "rustlings",
            "--root",
        ]);
        ensure!(install.arg(&root).status()?.success(), "rustlings cannot be installed");
        self.init()?;
        command("rustlings", &self.exercises()).args(["run", "intro1"]).status()?;
        Ok(began.elapsed())
    }

    /// Makes its exercises.
    pub fn init(&self) -> Result<()> {
        if self.exercises().exists() {
            fs::remove_dir_all(self.exercises())?;
        }
        fs::create_dir_all(&self.folder)?;
        let mut init =
            command("rustlings", &self.folder).arg("init").stdin(Stdio::piped()).spawn()?;
        init.stdin.take().context("no input")?.write_all(b"\n")?;
        ensure!(init.wait()?.success(), "rustlings cannot make its exercises");
        Ok(())
    }

    /// An edit of a quiz, and its verdict.
    pub fn run(&self, edit: usize, passes: bool) -> Result<Duration> {
        self.edit(edit, passes)?;
        time(command("rustlings", &self.exercises()).args(["run", "quiz1"]))
    }

    /// Its watch mode, at a quiz of which a test fails.
    pub fn watch(&self) -> Result<Watched> {
        self.run(usize::MAX, false)?;
        Watched::start(&["rustlings".into()], &self.exercises(), self.quiz(), "Current exercise:")
    }

    fn edit(&self, edit: usize, passes: bool) -> Result<()> {
        let price = if passes { "2" } else { "3" };
        let text = QUIZ.replace("PRICE", price);
        Ok(fs::write(self.quiz(), format!("{text}\n// Edit {edit}.\n"))?)
    }

    fn exercises(&self) -> PathBuf {
        self.folder.join("rustlings")
    }

    fn quiz(&self) -> PathBuf {
        self.exercises().join("exercises/quizzes/quiz1.rs")
    }
}
