//! Blocks of the documentation that a run produces: between `<!-- name -->` and `<!-- /name -->`.

use std::fs;
use std::sync::{Mutex, PoisonError};

/// Tests run side by side, and several may write to one file.
static WRITING: Mutex<()> = Mutex::new(());

/// Checks that the block is what the run printed. With `UPDATE_EXPECT=1` it is written there instead.
#[track_caller]
pub fn check(file: &str, name: &str, printed: &str) {
    let path = format!("{}/{file}", env!("CARGO_MANIFEST_DIR"));
    let _one_at_a_time = WRITING.lock().unwrap_or_else(PoisonError::into_inner);
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let (begin, end) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->\n"));
    let found = text.split_once(&begin).and_then(|(before, rest)| {
        let (block, after) = rest.split_once(&end)?;
        Some((before, block, after))
    });
    let (before, block, after) = found.unwrap_or_else(|| panic!("{file} has no block `{name}`"));
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(&path, format!("{before}{begin}{printed}{end}{after}")).unwrap();
        return;
    }
    assert!(
        block == printed,
        "{file}, block `{name}`, is not what a run prints now; `UPDATE_EXPECT=1 cargo test -p interleave` \
         writes this there:\n{printed}"
    );
}
