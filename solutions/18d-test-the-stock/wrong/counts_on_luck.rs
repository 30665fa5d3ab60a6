//! rejected: search — it uses std's threads, a thousand times
//! by: *

#[path = "../../../exercises/18d-test-the-stock/src/stock.rs"]
mod stock;

pub use stock::{New, Stock};

pub fn test(new: New) {
    for _ in 0..1_000 {
        interleave::model(|| {
            let stock = new(2);
            std::thread::scope(|s| {
                s.spawn(|| stock.with(0, &mut |now| *now = Some(1)));
                s.spawn(|| stock.with(1, &mut |now| *now = Some(1)));
                stock.snapshot();
            });
        });
    }
}
