//! What many people believe about threads and isn't so: each belief replaces one rule of the model.

use serde::{Deserialize, Serialize};

/// A rule of the model, replaced by what many people believe instead.
///
/// This is for teaching: a reader sees the same program in the world of the belief and in ours. What holds in such a
/// world proves nothing, and every report of a run there says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Belief {
    /// Replaces "another thread can run between any two steps": a thread that has loaded an atomic, and whose next step
    /// is a store to it, takes that step before any other thread runs. (With weak memory, the load may still be stale.)
    AddingIsOneStep,
    /// Replaces "a free mutex goes to any thread that wants it": the thread that has waited longest holds it at once.
    UnlockHandsOver,
    /// Replaces "a notification that finds no thread asleep is lost": the next wait on that condvar returns at once.
    NotifyIsRemembered,
    /// Replaces "a wait on a condvar releases the mutex": the thread sleeps with the mutex held.
    WaitKeepsTheMutex,
    /// Replaces "a load may read an old value": each load and each store is about the newest one.
    LoadsSeeTheNewest,
    /// Replaces "a sleeping thread may wake for no reason": it wakes if another thread wakes it, or if its time is up.
    SleepersWaitToBeWoken,
}

impl Belief {
    /// Every belief.
    pub const ALL: &'static [Belief] = &[
        Belief::AddingIsOneStep,
        Belief::UnlockHandsOver,
        Belief::NotifyIsRemembered,
        Belief::WaitKeepsTheMutex,
        Belief::LoadsSeeTheNewest,
        Belief::SleepersWaitToBeWoken,
    ];

    /// What is believed, as part of a sentence: "a world in which …". Code is between backticks.
    pub const fn claim(self) -> &'static str {
        match self {
            Belief::AddingIsOneStep => "`+=` is one step",
            Belief::UnlockHandsOver => "unlocking hands the lock to a waiting thread",
            Belief::NotifyIsRemembered => "a notification is remembered",
            Belief::WaitKeepsTheMutex => "`wait` keeps the mutex",
            Belief::LoadsSeeTheNewest => "a load always sees the newest value",
            Belief::SleepersWaitToBeWoken => "a sleeping thread wakes only if another one wakes it",
        }
    }

    /// What is true in our world instead, as part of the same sentence.
    pub const fn truth(self) -> &'static str {
        match self {
            Belief::AddingIsOneStep => {
                "another thread can run between the load and the store of a `+=`"
            }
            Belief::UnlockHandsOver => "a free lock can go to any thread that wants it",
            Belief::NotifyIsRemembered => "a notification that finds no thread asleep is lost",
            Belief::WaitKeepsTheMutex => "`wait` releases the mutex while the thread sleeps",
            Belief::LoadsSeeTheNewest => "a load may return an older value",
            Belief::SleepersWaitToBeWoken => "a sleeping thread may wake for no reason",
        }
    }
}
