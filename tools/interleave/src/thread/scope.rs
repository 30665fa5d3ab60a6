//! Threads that may borrow from the one that starts them, as [`std::thread::scope`].

use std::io;
use std::marker::PhantomData;
use std::panic::{AssertUnwindSafe, Location, catch_unwind, resume_unwind};

use super::spawn::{Builder, Joined, Started, join, launch, package, started};
use super::{Result, Thread};
use crate::machine::entry::with;

/// A scope to start threads in.
#[derive(Debug)]
pub struct Scope<'scope, 'env: 'scope> {
    index: usize,
    scope: PhantomData<&'scope mut &'scope ()>,
    env: PhantomData<&'env mut &'env ()>,
}

/// Runs `f` with a scope, and waits for every thread started in it.
///
/// # Panics
///
/// Panics if a thread of the scope panicked and was not joined, as std's does, and outside a model.
#[track_caller]
pub fn scope<'env, F, T>(f: F) -> T
where
    F: for<'scope> FnOnce(&'scope Scope<'scope, 'env>) -> T,
{
    let location = Location::caller();
    let index = with(|execution, _| {
        execution.scopes.push(Vec::new());
        execution.scopes.len() - 1
    });
    let scope = Scope { index, scope: PhantomData, env: PhantomData };
    let result = catch_unwind(AssertUnwindSafe(|| f(&scope)));
    let forgotten_panic = with(|execution, _| execution.scopes[index].clone())
        .into_iter()
        .filter(|&t| with(|execution, _| !execution.threads[t].joined))
        .collect::<Vec<_>>();
    join(Joined::Scope(index), location);
    let panicked = |t: &usize| with(|execution, _| execution.threads[*t].panicked);
    match result {
        Err(payload) => resume_unwind(payload),
        Ok(_) if forgotten_panic.iter().any(panicked) => panic!("a scoped thread panicked"),
        Ok(value) => value,
    }
}

impl<'scope> Scope<'scope, '_> {
    /// Starts a thread in the scope.
    ///
    /// # Panics
    ///
    /// Panics outside a model.
    #[track_caller]
    pub fn spawn<F, T>(&'scope self, f: F) -> ScopedJoinHandle<'scope, T>
    where
        F: FnOnce() -> T + Send + 'scope,
        T: Send + 'scope,
    {
        self.start(None, f)
    }

    #[track_caller]
    fn start<F, T>(&'scope self, name: Option<String>, f: F) -> ScopedJoinHandle<'scope, T>
    where
        F: FnOnce() -> T + Send + 'scope,
        T: Send + 'scope,
    {
        let (body, result) = package(f);
        let body: Box<dyn FnOnce() + 'scope> = Box::new(body);
        // SAFETY: *no code after the end*: `scope` does not return before the thread has ended, or both are abandoned
        // together.
        let body: Box<dyn FnOnce() + 'static> = unsafe { std::mem::transmute(body) };
        let thread = launch(name, body);
        with(|execution, _| execution.scopes[self.index].push(thread.index));
        ScopedJoinHandle { started: started(thread, result), scope: PhantomData }
    }
}

impl Builder {
    /// Starts a named thread in a scope. Never fails, but has std's signature.
    ///
    /// # Errors
    ///
    /// None.
    ///
    /// # Panics
    ///
    /// Panics outside a model.
    #[track_caller]
    pub fn spawn_scoped<'scope, 'env, F, T>(
        self,
        scope: &'scope Scope<'scope, 'env>,
        f: F,
    ) -> io::Result<ScopedJoinHandle<'scope, T>>
    where
        F: FnOnce() -> T + Send + 'scope,
        T: Send + 'scope,
    {
        Ok(scope.start(self.name, f))
    }
}

/// The right to wait for a thread of a scope.
#[derive(Debug)]
pub struct ScopedJoinHandle<'scope, T> {
    started: Started<T>,
    scope: PhantomData<&'scope ()>,
}

impl<T> ScopedJoinHandle<'_, T> {
    /// Waits until the thread has ended, and returns what it returned.
    ///
    /// # Errors
    ///
    /// What the thread panicked with, if it did.
    ///
    /// # Panics
    ///
    /// Panics outside a model.
    #[track_caller]
    pub fn join(self) -> Result<T> {
        self.started.join()
    }

    /// Whether the thread has ended: then joining it does not wait. It orders nothing; what the thread did may not
    /// be visible yet.
    ///
    /// # Panics
    ///
    /// Panics outside a model.
    #[track_caller]
    pub fn is_finished(&self) -> bool {
        self.started.is_finished()
    }

    /// The thread.
    pub fn thread(&self) -> &Thread {
        &self.started.thread
    }
}
