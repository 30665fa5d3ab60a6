//! What the explorer doesn't see, and what to use instead.

/// The items of std that have a twin of the same path in `interleave`.
const TWINS: [&str; 36] = [
    "sync::Mutex",
    "sync::RwLock",
    "sync::Condvar",
    "sync::Barrier",
    "sync::Once",
    "sync::OnceLock",
    "sync::LazyLock",
    "sync::mpsc::channel",
    "sync::mpsc::sync_channel",
    "sync::mpsc::Sender",
    "sync::mpsc::SyncSender",
    "sync::mpsc::Receiver",
    "sync::atomic::AtomicBool",
    "sync::atomic::AtomicPtr",
    "sync::atomic::AtomicI8",
    "sync::atomic::AtomicI16",
    "sync::atomic::AtomicI32",
    "sync::atomic::AtomicI64",
    "sync::atomic::AtomicIsize",
    "sync::atomic::AtomicU8",
    "sync::atomic::AtomicU16",
    "sync::atomic::AtomicU32",
    "sync::atomic::AtomicU64",
    "sync::atomic::AtomicUsize",
    "sync::atomic::fence",
    "thread::spawn",
    "thread::scope",
    "thread::sleep",
    "thread::current",
    "thread::Builder",
    "thread::yield_now",
    "thread::park",
    "thread::park_timeout",
    "hint::spin_loop",
    "time::Instant",
    "cell::UnsafeCell",
];

/// Types for one thread alone. They do harm only if a type is declared `Send` or `Sync` by hand.
const FOR_ONE_THREAD: [&str; 5] =
    ["cell::Cell", "cell::RefCell", "cell::OnceCell", "cell::LazyCell", "rc::Rc"];

/// Crates whose locks the explorer doesn't see either, and what to use instead.
const CRATES: [(&str, &str); 8] = [
    ("parking_lot", "`interleave::sync`"),
    ("crossbeam", "`interleave::sync` or `interleave::backoff`"),
    ("crossbeam_utils", "`interleave::sync` or `interleave::backoff`"),
    ("crossbeam_channel", "`interleave::sync::mpsc`"),
    ("atomic_wait", "`interleave::futex`"),
    ("once_cell", "`interleave::sync`"),
    ("spin", "`interleave::sync`"),
    ("loom", "`interleave`"),
];

/// Whether the crate of this name is one that the explorer does not see, or std.
pub(super) fn is_foreign(root: &str) -> bool {
    is_std(root) || CRATES.iter().any(|(name, _)| *name == root)
}

fn is_std(root: &str) -> bool {
    matches!(root, "std" | "core" | "alloc")
}

/// If a path leads to something that the explorer doesn't see: its name, and what to use instead.
pub(super) fn unseen(path: &[&str], vouches: bool) -> Option<(String, String)> {
    let (root, inner) = path.split_first()?;
    if let Some((_, instead)) = CRATES.iter().find(|(name, _)| name == root) {
        return (!inner.is_empty()).then(|| (path.join("::"), (*instead).into()));
    }
    let twin = (1..=inner.len()).map(|length| inner[..length].join("::")).find(|item| {
        let is_one = |list: &[&str]| list.contains(&item.as_str());
        is_one(&TWINS) || (vouches && is_one(&FOR_ONE_THREAD))
    });
    let twin = twin.filter(|_| is_std(root))?;
    Some((format!("{root}::{twin}"), format!("`interleave::{twin}`")))
}
