//! What was measured, as a file of comma-separated values, and back.

use std::fmt::Write;

use crate::measure::Sample;

/// The columns of the file.
pub const HEAD: &str =
    "experiment,name,threads,inside,reads,samples,rate,lowest,highest,against_first,least";

/// A run: on which machine, and what it measured.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// Sentences about the machine and the run.
    pub about: Vec<String>,
    /// One for each case.
    pub rows: Vec<Row>,
}

/// What one case did in all its samples.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// What is compared with what.
    pub experiment: String,
    /// The lock, or the cure.
    pub name: String,
    /// How many threads there were.
    pub threads: usize,
    /// How many multiplications a thread made inside.
    pub inside: u32,
    /// How many of a hundred visits only read.
    pub reads: u32,
    /// How many samples there are.
    pub samples: usize,
    /// The median of the rates, in millions of visits per second.
    pub rate: f64,
    /// The lowest of them.
    pub lowest: f64,
    /// The highest of them.
    pub highest: f64,
    /// The median of the ratios to the first one of the same experiment, each within a round.
    pub against_first: f64,
    /// The median of the share of the thread that got the fewest visits.
    pub least: f64,
}

/// The middle one of these numbers, or the greater one of the two in the middle.
pub fn median(numbers: impl IntoIterator<Item = f64>) -> f64 {
    let mut numbers: Vec<f64> = numbers.into_iter().collect();
    numbers.sort_by(f64::total_cmp);
    numbers.get(numbers.len() / 2).copied().unwrap_or(0.0)
}

impl Row {
    /// Fills in what samples say; `first` are the samples of what it is compared with, round by round.
    pub fn fill(&mut self, samples: &[Sample], first: &[Sample]) {
        let rates = || samples.iter().map(|sample| sample.rate);
        self.samples = samples.len();
        self.rate = median(rates());
        self.lowest = rates().fold(f64::INFINITY, f64::min);
        self.highest = rates().fold(0.0, f64::max);
        self.against_first = median(rates().zip(first).map(|(mine, first)| mine / first.rate));
        self.least = median(samples.iter().map(|sample| sample.least));
    }
}

impl Run {
    /// The run as a file.
    pub fn to_csv(&self) -> String {
        let mut csv = String::new();
        for line in &self.about {
            _ = writeln!(csv, "# {line}");
        }
        _ = writeln!(csv, "{HEAD}");
        for row in &self.rows {
            let Row { experiment, name, threads, inside, reads, samples, .. } = row;
            // The only name that has a comma in it has no quotes.
            _ = writeln!(
                csv,
                "{experiment},\"{name}\",{threads},{inside},{reads},{samples},{:.4},{:.4},{:.4},{:.3},{:.3}",
                row.rate, row.lowest, row.highest, row.against_first, row.least
            );
        }
        csv
    }

    /// Reads such a file.
    ///
    /// # Errors
    ///
    /// Names the first line that is none of it.
    pub fn from_csv(csv: &str) -> Result<Run, String> {
        let mut run = Run { about: Vec::new(), rows: Vec::new() };
        for (line, number) in csv.lines().zip(1..) {
            if let Some(about) = line.strip_prefix("# ") {
                run.about.push(about.to_owned());
            } else if line != HEAD {
                let row = row(line).ok_or_else(|| format!("line {number} is no row: `{line}`"))?;
                run.rows.push(row);
            }
        }
        Ok(run)
    }
}

fn row(line: &str) -> Option<Row> {
    let (experiment, rest) = line.split_once(",\"")?;
    let (name, rest) = rest.split_once("\",")?;
    let mut rest = rest.split(',');
    let mut count = || rest.next()?.parse::<u32>().ok();
    let (threads, inside, reads, samples) = (count()?, count()?, count()?, count()?);
    let mut number = || rest.next()?.parse::<f64>().ok();
    Some(Row {
        experiment: experiment.to_owned(),
        name: name.to_owned(),
        threads: threads as usize,
        inside,
        reads,
        samples: samples as usize,
        rate: number()?,
        lowest: number()?,
        highest: number()?,
        against_first: number()?,
        least: number()?,
    })
}
