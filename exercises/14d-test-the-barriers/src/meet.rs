//! What a barrier must do. Leave it as it is.

/// A place where the threads of a party meet, in any number of rounds. How many threads they are, 1 or more, is given
/// when the barrier is made, and they are the same threads in each round.
///
/// - No thread goes on before all of them have come, in this round. When all have come, all of them go on, even if a fast
///   thread comes back before a slow one has left.
/// - What the threads did before they came is visible to the action, and what the action did as well to all of them when
///   they go on.
/// - Each barrier has a party of its own.
pub trait Meet: Send + Sync {
    /// Comes to the barrier, and waits until all threads have come.
    ///
    /// In each round, exactly one thread is the leader and gets `true`. Its `action` is called once, when all have come,
    /// and is over before any of them goes on. The actions of the others aren't called. Actions don't panic.
    ///
    /// A thread that has to wait sleeps until it is woken. It neither looks again and again nor sets a timer. It may wake
    /// up for no reason, and then it waits on.
    fn wait(&self, action: &dyn Fn()) -> bool;
}
