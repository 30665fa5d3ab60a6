//! Panics inside a model are part of the model: the hook notes them instead of printing them.

use std::cell::Cell;
use std::io::Write;
use std::panic::{PanicHookInfo, set_hook, take_hook};
use std::sync::Once;

use crate::machine::execution::Execution;
use crate::machine::thread_state::PanicNote;
use crate::machine::{entry, thread_set};

/// Says what is known about a run in which this thread panics with this message, and aborts the process.
pub(crate) type LastWords = fn(&mut Execution, usize, &str) -> String;

thread_local! {
    /// Set while the calling thread runs a model.
    static IN_MODEL: Cell<Option<LastWords>> = const { Cell::new(None) };
}

/// Makes panics of the calling thread the model's business, for as long as the guard lives.
pub(crate) fn active(last_words: LastWords) -> Active {
    static INSTALLED: Once = Once::new();
    INSTALLED.call_once(|| {
        let before = take_hook();
        // A panic of the explorer itself isn't part of the model, and the execution must not be touched then.
        set_hook(Box::new(move |info| match IN_MODEL.get() {
            Some(last_words) if !entry::is_lent() => note(info, last_words),
            _ => before(info),
        }));
    });
    IN_MODEL.set(Some(last_words));
    Active
}

pub(crate) struct Active;

impl Drop for Active {
    fn drop(&mut self) {
        IN_MODEL.set(None);
    }
}

fn note(info: &PanicHookInfo<'_>, last_words: LastWords) {
    let message = info.payload_as_str().unwrap_or("a panic without a message").to_string();
    // This message is std's last word before it aborts the process, so the explorer adds its own last words.
    let aborting = message.starts_with("panic in a ");
    entry::with(|execution, thread| {
        if aborting {
            let report = last_words(execution, thread, &message);
            let _ = std::io::stderr().write_all(report.as_bytes());
            return;
        }
        let (file, line) =
            info.location().map_or((String::new(), 0), |l| (l.file().into(), l.line()));
        let mut note = PanicNote { message, file, line, comes_of: None };
        let cause = if note.is_about_poison() {
            execution.unseen_panic()
        } else if note.is_about_join() {
            execution.threads[thread].passes_on
        } else {
            None
        };
        note.comes_of = cause.map(|cause| Box::new(execution.root_of(cause)));
        execution.threads[thread].panic = Some(note);
        execution.unwinding |= thread_set::bit(thread);
    });
}
