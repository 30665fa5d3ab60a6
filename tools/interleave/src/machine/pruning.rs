//! Which of the stores that an access may read are worth a try: some lead only to what another execution shows.

use crate::machine::execution::Execution;
use crate::machine::object::State;
use crate::machine::site::Site;
use crate::machine::visible::Use;

impl Execution {
    /// The common case: there is nothing else to be seen.
    pub(super) fn can_see_only_the_newest(&self, at: Site, seen: u64) -> bool {
        let atomic = self.atomic(at.object);
        let (newest, latest) = (atomic.newest(), atomic.count() - 1);
        seen == atomic.store(newest).timestamp && (newest == latest || !self.has_been_overtaken(at))
    }

    /// Of the stores that the thread may read those that are worth it, and whether each is new: see
    /// [`Self::pick_one`].
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
            // It may also go on reading what it knows, until it gives up.
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

    /// The same of the stores that a new one may follow.
    pub(super) fn worth_following(&self, at: Site, possible: Vec<u32>) -> Vec<(u32, bool)> {
        let atomic = self.atomic(at.object);
        let latest = atomic.store(atomic.count() - 1).timestamp;
        let overtaken = self.has_been_overtaken(at);
        let is_new = |store| !overtaken || atomic.store(store).timestamp >= latest;
        possible.into_iter().map(|store| (store, is_new(store))).collect()
    }

    /// The thread reads this store. If it is an old one, a loop does not read it again at the same place; if it was read
    /// before, the thread goes on reading it until it gives up.
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

    /// Lets the search choose among those that are new. What the thread could have done when it asked is not tried
    /// again once somebody else has stored: it could have gone before that, and that is another branch. Of two that
    /// store, each of which could have gone first, the one that comes first in modification order does. Where nothing is
    /// new, the rest of the execution is of no interest.
    pub(super) fn pick_one(&mut self, candidates: Vec<(u32, bool)>) -> Option<u32> {
        let new: Vec<usize> = (0..candidates.len()).filter(|&i| candidates[i].1).collect();
        let chosen = self.choose_among(candidates.len(), &new);
        if chosen.is_none() {
            self.chooser.borrow_mut().skip();
        }
        chosen.map(|index| candidates[index].0)
    }

    /// Whether somebody has stored since the thread asked for the access, and the search tries both orders.
    fn has_been_overtaken(&self, at: Site) -> bool {
        self.threads[at.thread].asked_at < self.atomic(at.object).count()
    }

    /// How many stores there are of which the thread, when it asks, can read any: those that come later are what
    /// [`Self::has_been_overtaken`] asks for.
    pub(crate) fn stores_when_asked(&self, object: u32) -> u32 {
        match self.objects.get(object as usize).map(|object| &object.state) {
            Some(State::Atomic(atomic)) if self.chooser.borrow().skips_what_commutes() => {
                atomic.count()
            }
            _ => u32::MAX,
        }
    }
}
