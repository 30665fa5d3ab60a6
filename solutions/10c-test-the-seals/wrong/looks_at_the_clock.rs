//! rejected: search — it measures with std's clock how long the explorer takes
//! by: *

#[path = "../../../exercises/10c-test-the-seals/src/sealed.rs"]
mod sealed;

use std::time::{Duration, Instant};

pub use sealed::{Guard, Sealed};

pub fn test(new: fn() -> Box<dyn Sealed>) {
    let start = Instant::now();
    interleave::model(|| drop(new().lock()));
    assert!(start.elapsed() < Duration::from_secs(1), "it hangs");
}
