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
    let index = open();
    let scope = Scope { index, scope: PhantomData, env: PhantomData };
    finish(catch_unwind(AssertUnwindSafe(|| f(&scope))), index, location)
}

/// Waits for all threads of the scope, and returns what its closure returned.
#[track_caller]
fn finish<T>(result: Result<T>, index: usize, location: &'static Location<'static>) -> T {
    let forgotten_panic = close(index, location);
    match result {
        Err(payload) => resume_unwind(payload),
        Ok(_) if forgotten_panic => panic!("a scoped thread panicked"),
        Ok(value) => value,
    }
}

/// Opens a scope without threads. Like [`close`] and [`Scope::launch`] it uses no type of the program, so it is
/// compiled once, here, and not again with every test.
#[track_caller]
fn open() -> usize {
    with(|execution, _| {
        execution.scopes.push(Vec::new());
        execution.scopes.len() - 1
    })
}

/// Waits for all threads of the scope; returns whether one panicked that was not joined.
fn close(index: usize, location: &'static Location<'static>) -> bool {
    let not_joined: Vec<usize> = with(|execution, _| {
        let all = execution.scopes[index].iter().copied();
        all.filter(|&thread| !execution.threads[thread].joined).collect()
    });
    join(Joined::Scope(index), location);
    with(|execution, _| not_joined.iter().any(|&thread| execution.threads[thread].panicked))
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
        let thread = self.launch(name, body);
        ScopedJoinHandle { started: started(thread, result), scope: PhantomData }
    }

    #[track_caller]
    fn launch(&'scope self, name: Option<String>, body: Box<dyn FnOnce() + 'scope>) -> Thread {
        // SAFETY: *no code after the end*: `scope` does not return before the thread has ended, or both are abandoned
        // together.
        let body: Box<dyn FnOnce() + 'static> = unsafe { std::mem::transmute(body) };
        let thread = launch(name, body);
        with(|execution, _| execution.scopes[self.index].push(thread.index));
        thread
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

    /// Whether the thread has ended; if so, joining it doesn't wait. It orders nothing: what the thread did may not
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
