//! What a program returns, as the tree of its schedules shows it.

/// What the program of [`schedules`](crate::schedules) may return: anything that has a `Display`, and also `()`, which
/// shows nothing.
///
/// ```
/// use interleave::{sync::atomic::{AtomicU32, Ordering::SeqCst}, thread};
///
/// let total = || {
///     let total = AtomicU32::new(0);
///     thread::scope(|s| {
///         s.spawn(|| total.fetch_add(1, SeqCst));
///         s.spawn(|| total.fetch_add(2, SeqCst));
///     });
///     total.into_inner()
/// };
/// let shown = interleave::schedules(total);
/// assert_eq!(shown.endings()[0].value.as_deref(), Some("3"));
///
/// let checked = interleave::schedules(|| assert_eq!(total(), 3));
/// assert_eq!(checked.endings()[0].value, None);
/// ```
///
/// `How` keeps the two cases apart: std may give `()` a `Display` one day, so one trait can't have both. The compiler
/// always infers it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` can't be shown at the end of a schedule",
    label = "the program returns `{Self}`",
    note = "let it return `()`, or something that implements `Display`"
)]
pub trait Shown<How> {
    /// The value in words, if there is something to show.
    fn shown(self) -> Option<String>;
}

/// Stands for a value that is shown as `Display` writes it.
#[derive(Debug)]
pub struct AsDisplayed;

/// Stands for a value that isn't shown.
#[derive(Debug)]
pub struct NotShown;

impl<T: ToString> Shown<AsDisplayed> for T {
    fn shown(self) -> Option<String> {
        Some(self.to_string())
    }
}

impl Shown<NotShown> for () {
    fn shown(self) -> Option<String> {
        None
    }
}
