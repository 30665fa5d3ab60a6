//! A bank that has to be asked. A real one is asked over the network; this one always agrees.

use std::future;
use std::task::Poll;

/// Asks whether the amount is all right, and returns when the answer is there.
pub async fn agrees(_amount: u32) {
    let mut asked = false;
    future::poll_fn(|context| {
        if asked {
            return Poll::Ready(());
        }
        asked = true;
        // The answer comes at once, so the task is woken at once. The others get their turn before it.
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await
}
