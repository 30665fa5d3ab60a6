//! Reports as JSON. The code that reads and writes them is made here, where little is optimised: made in the explorer, it
//! would be a quarter of it, and a learner waits until the explorer is built.

use serde::{Deserialize, Serialize};

use super::{Before, Line, Retried};
use crate::run::FORMAT;

impl Line {
    /// The verdict as a line of the report, with its end.
    pub fn to_json(&self) -> String {
        line(self)
    }

    /// Reads such a line.
    ///
    /// # Errors
    ///
    /// What is wrong with it, in words.
    pub fn from_json(text: &str) -> Result<Self, String> {
        read(text)
    }
}

impl Retried {
    /// The same for what has become of a run.
    pub fn to_json(&self) -> String {
        line(self)
    }
}

impl Before {
    /// Reads what a test must try first.
    ///
    /// # Errors
    ///
    /// What is wrong with the text, in words: it may be of another version.
    pub fn from_json(text: &str) -> Result<Self, String> {
        #[derive(Deserialize)]
        struct Version {
            version: u32,
        }
        // The rest of another version may look like anything.
        let Version { version } = read(text)?;
        if version != FORMAT {
            return Err(format!("it is of version {version}, and this is version {FORMAT}"));
        }
        read(text)
    }
}

fn line(data: &impl Serialize) -> String {
    serde_json::to_string(data).expect("plain data has a JSON form") + "\n"
}

fn read<'a, T: Deserialize<'a>>(text: &'a str) -> Result<T, String> {
    serde_json::from_str(text).map_err(|error| error.to_string())
}
