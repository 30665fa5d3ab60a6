// "You are the scheduler": the reader says which thread goes next, and perhaps what it reads, and tries to break the
// promise.
'use strict';

(() => {
    const { element, button } = figureParts;

    // A place is a list of turns, or an end. Every thread that is ever asked, in the order of its column.
    const players = (places) => {
        const turns = places.filter(Array.isArray).flat();
        return [...new Set(turns.map((turn) => turn.thread))].sort((a, b) => a - b);
    };

    const play = (section) => {
        const game = JSON.parse(section.querySelector('script').textContent);
        const figure = section.querySelector('figure');
        const body = figure.querySelector('tbody');
        const results = section.querySelector('.results');
        const tried = new Map();
        let path = [];
        // The ways in which the next step of a thread can turn out, while the reader chooses one of them.
        let ways = [];
        let gaveUp = false;

        const here = () => (path.length ? path.at(-1).next : game.places.length - 1);
        const place = () => game.places[here()];
        const turns = () => (Array.isArray(place()) ? place() : []);
        // The threads that can still take a step, after each place.
        const known = new Map();
        const running = (at) => {
            const next = game.places[at];
            if (!known.has(at)) {
                const all = Array.isArray(next) ? next.flatMap((turn) => [turn.thread, ...running(turn.next)]) : [];
                known.set(at, new Set(all));
            }
            return known.get(at);
        };
        const turnsOf = (thread) => turns().filter((turn) => turn.thread === thread);
        const draw = (row) => game.rows[row].map((cell) => game.cells[cell]).join('');

        // A schedule as an address has it: `A.B:1.A` has B take the second way of its step.
        const written = () => {
            const before = [undefined, ...path].map((turn) => game.places[turn ? turn.next : game.places.length - 1]);
            return path
                .map((turn, i) => {
                    const way = before[i].filter((other) => other.thread === turn.thread).indexOf(turn);
                    return game.threads[turn.thread] + (way > 0 ? `:${way}` : '');
                })
                .join('.');
        };
        const restore = (schedule) => {
            path = [];
            let right = true;
            for (const letter of schedule.split('.').filter(Boolean)) {
                const [name, way = 0] = letter.split(':');
                const turn = turns().filter((one) => game.threads[one.thread] === name)[way];
                right = turn !== undefined;
                if (!right) break;
                path.push(turn);
            }
            show();
            // The program may have changed since the link was made.
            if (!right) status.prepend(element('p', 'astray', "The link's schedule fits this program up to here, and no further."));
        };
        const address = figureAddress(section, 'schedule', restore);
        // Only the reader's own choices count as tried, and none that came in a link.
        const take = (turn) => {
            path.push(turn);
            if (!Array.isArray(place())) tried.set(written(), place().result);
            show();
        };
        const choose = (thread) => {
            const found = turnsOf(thread);
            if (found.length === 1) take(found[0]);
            else {
                show(found);
                values.querySelector('button').focus();
            }
        };

        const ask = element('p', 'ask', 'Who goes next?');
        const choices = element('div', 'choices');
        choices.setAttribute('role', 'group');
        choices.setAttribute('aria-label', 'Who goes next');
        const buttons = players(game.places).map((thread) => {
            const made = button('', () => choose(thread));
            choices.append(made);
            return [thread, made];
        });
        const values = element('div', 'choices values');
        values.setAttribute('role', 'group');
        const moves = element('div', 'moves');
        const undo = button('Undo', () => {
            if (ways.length === 0) path.pop();
            show();
        });
        const restart = button('Restart', () => {
            path = [];
            show();
        });
        const giveUp = button('Give up', () => {
            gaveUp = true;
            all.open = true;
            show();
        });
        moves.append(undo, restart);
        if (game.goal) moves.append(giveUp);
        moves.append(address.button, address.told);
        const status = element('div', 'status');
        status.setAttribute('aria-live', 'polite');

        const verdict = (end) => {
            const broken = game.goal ? ' The promise is broken: that was the goal.' : ' The promise is broken.';
            const promise = end.broken ? broken : ' The promise is kept, this time.';
            return `Result: ${end.result}.${game.judged ? promise : ''}`;
        };

        // One way may be luck, and after two the reader has tried.
        const knows = () => gaveUp || tried.size >= Math.min(2, game.schedules);

        const offer = (found) => {
            ways = found;
            values.hidden = ways.length === 0;
            ask.textContent = ways.length ? `What does ${game.threads[ways[0].thread]} see?` : 'Who goes next?';
            values.setAttribute('aria-label', ask.textContent);
            values.replaceChildren(
                ...ways.map((turn) =>
                    button(turn.way, () => {
                        take(turn);
                        buttons.find(([thread]) => thread === turn.thread)[1].focus();
                    }),
                ),
            );
        };

        const show = (found = []) => {
            offer(found);
            const end = Array.isArray(place()) ? null : place();
            const rows = path.flatMap((turn) => turn.rows);
            body.innerHTML = rows.map(draw).join('');
            figure.hidden = rows.length === 0;
            body.lastElementChild?.classList.add('current');
            for (const [thread, made] of buttons) {
                const [turn] = turnsOf(thread);
                const why = running(here()).has(thread) ? 'has to wait' : 'no more steps';
                made.textContent = `${game.threads[thread]}: ${turn ? turn.action : why}`;
                made.setAttribute('aria-disabled', String(!turn));
            }
            undo.setAttribute('aria-disabled', String(path.length === 0 && ways.length === 0));
            restart.setAttribute('aria-disabled', String(path.length === 0));
            address.set(written());

            status.replaceChildren();
            const last = body.lastElementChild;
            if (end) status.append(element('p', 'verdict', verdict(end)));
            else if (last) {
                const lane = last.querySelector('.acts');
                const state = [...last.querySelectorAll('.object')].map((object) => object.textContent);
                status.append(element('p', '', `${lane.dataset.label}: ${lane.textContent.trim()}. ${state.join(', ')}`));
            }
            const results = [...new Set(tried.values())].sort();
            const so = results.length ? `; results so far: ${results.join(', ')}` : '';
            status.append(element('p', 'tried', `${tried.size} of ${game.schedules} ${game.noun} tried${so}.`));
            if (game.hopeless && knows()) status.append(element('p', 'hopeless', game.hopeless));
        };

        // The results would tell the end: they stay, but folded.
        const all = element('details');
        all.append(element('summary', '', 'Show how all of them end'));
        results.replaceWith(all);
        all.append(results);
        // Otherwise mdBook turns the page, and what was played is gone.
        section.addEventListener('keydown', (event) => event.key.startsWith('Arrow') && event.stopPropagation());
        // Above the picture, which grows: what is clicked stays where it is.
        figure.before(ask, choices, values, moves, status);
        show();
        address.start();
    };

    document.querySelectorAll('section.scheduler').forEach(play);
})();
