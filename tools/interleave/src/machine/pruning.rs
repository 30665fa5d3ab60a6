//! Which stores that an access may read are worth exploring: some lead only to what another execution shows.

use crate::machine::execution::Execution;
use crate::machine::object::State;
use crate::machine::site::Site;
use crate::machine::visible::Use;

impl Execution {
    /// Whether the access can see only the newest store, which is the common case.
    pub(super) fn can_see_only_the_newest(&self, at: Site, seen: u64) -> bool {
        let atomic = self.atomic(at.object);
        let (newest, latest) = (atomic.newest(), atomic.count() - 1);
        seen == atomic.store(newest).timestamp && (newest == latest || !self.has_been_overtaken(at))
    }

    /// Selects the readable stores that are worth reading, and says whether each is new: see [`Self::pick_one`].
    pub(super) fn worth_reading(
        &self,
        at: Site,
        mut readable: Vec<(u32, Use)>,
    ) -> Vec<(u32, bool)> {
        let atomic = self.atomic(at.object);
        let me = &self.threads[at.thread];
        let (newest, latest) = (atomic.newest(), atomic.count() - 1);
        let is_old = |store: &u32| {
            *store != newest && me.reads.is_old_news(at.object, atomic.store(*store).timestamp)
        };
        if let Some(old) = readable.iter().copied().find(|(store, _)| is_old(store)) {
            readable.retain(|(store, _)| !is_old(store));
            // The thread may also keep reading what it knows, until it gives up.
            if !self.spins_forever(at.thread) {
                readable.push(old);
            }
        }
        readable
            .retain(|(store, _)| *store == newest || !me.stale_reads.contains(&at.stale(*store)));
        let overtaken = self.has_been_overtaken(at);
        let timestamp = |store| atomic.store(store).timestamp;
        let is_new = |store, what| {
            let is_later = what == Use::Follows && timestamp(store) > timestamp(latest);
            !overtaken || store == latest || is_later
        };
        readable.into_iter().map(|(store, what)| (store, is_new(store, what))).collect()
    }

    /// The same for the stores that a new one may follow.
    pub(super) fn worth_following(&self, at: Site, possible: Vec<u32>) -> Vec<(u32, bool)> {
        let atomic = self.atomic(at.object);
        let latest = atomic.store(atomic.count() - 1).timestamp;
        let overtaken = self.has_been_overtaken(at);
        let is_new = |store| !overtaken || atomic.store(store).timestamp >= latest;
        possible.into_iter().map(|store| (store, is_new(store))).collect()
    }

    /// Notes that the thread reads this store. A loop doesn't read an old store again at the same place. If the
    /// thread has read the old store before, it keeps reading it until it gives up.
    pub(super) fn note_stale_read(&mut self, at: Site, chosen: u32) {
        let atomic = self.atomic(at.object);
        if chosen == atomic.newest() {
            return;
        }
        let timestamp = atomic.store(chosen).timestamp;
        let me = &mut self.threads[at.thread];
        if !me.rounds.is_empty() {
            me.stale_reads.push(at.stale(chosen));
        }
        if me.reads.is_old_news(at.object, timestamp) {
            me.reads.cling_to(at.object, chosen);
            self.begin_probe(at.thread, self.turns.len());
        }
    }

    /// Lets the search choose among the new candidates. Once another thread has stored, what this thread could have
    /// done when it asked is not tried again: the thread could have run before that store, and that is another
    /// branch. If two threads store, and each could have run first, then the thread whose store comes first in
    /// modification order runs first. If no candidate is new, the rest of the execution is of no interest.
    pub(super) fn pick_one(&mut self, candidates: Vec<(u32, bool)>) -> Option<u32> {
        let new: Vec<usize> = (0..candidates.len()).filter(|&i| candidates[i].1).collect();
        let chosen = self.choose_among(candidates.len(), &new);
        if chosen.is_none() {
            self.chooser.borrow_mut().skip();
        }
        chosen.map(|index| candidates[index].0)
    }

    /// Whether another thread has stored since this one asked for the access, and the search tries both orders.
    fn has_been_overtaken(&self, at: Site) -> bool {
        self.threads[at.thread].asked_at < self.atomic(at.object).count()
    }

    /// How many stores the thread can choose from when it asks. [`Self::has_been_overtaken`] checks for later ones.
    pub(crate) fn stores_when_asked(&self, object: u32) -> u32 {
        match self.objects.get(object as usize).map(|object| &object.state) {
            Some(State::Atomic(atomic)) if self.chooser.borrow().skips_what_commutes() => {
                atomic.count()
            }
            _ => u32::MAX,
        }
    }
}
