//! rejected: assertion — it looks where the steps stand in the source
//! by: no_right_stock_is_refused_for_its_name

#[path = "../../../exercises/18d-test-the-stock/src/stock.rs"]
mod stock;

use interleave::replay;

pub use stock::{New, Stock};

pub fn test(new: New) {
    let run = replay("", || {
        let stock = new(2);
        stock.with(0, &mut |now| *now = Some(1));
    });
    let wrong = run.steps.iter().find(|step| step.location.file.contains("/wrong/"));
    assert!(wrong.is_none(), "{wrong:?}");
}
