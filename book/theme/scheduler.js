// "You are the scheduler": the reader says which thread goes next, and perhaps what it reads, and tries to break the
// promise.
'use strict';

(() => {
    const element = (name, className, content) => {
        const made = document.createElement(name);
        if (className) made.className = className;
        if (content) made.textContent = content;
        return made;
    };

    const button = (label, act) => {
        const made = element('button', 'plain', label);
        made.type = 'button';
        // Not `disabled`: that would take the focus away from whoever plays with the keyboard.
        made.addEventListener('click', () => {
            if (made.getAttribute('aria-disabled') !== 'true') act();
        });
        return made;
    };

    // Every thread that is ever asked, in the order of its column.
    const players = (place, found = new Set()) => {
        for (const turn of place.choices ?? []) {
            found.add(turn.thread);
            players(turn.next, found);
        }
        return [...found].sort((a, b) => a - b);
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

        const place = () => path.reduce((at, turn) => turn.next, game.root);
        const turnsOf = (thread) => (place().choices ?? []).filter((turn) => turn.thread === thread);
        const take = (turn) => {
            path.push(turn);
            show();
        };
        const choose = (thread) => {
            const turns = turnsOf(thread);
            if (turns.length === 1) take(turns[0]);
            else {
                show(turns);
                values.querySelector('button').focus();
            }
        };

        const ask = element('p', 'ask', 'Who goes next?');
        const choices = element('div', 'choices');
        choices.setAttribute('role', 'group');
        choices.setAttribute('aria-label', 'Who goes next');
        const buttons = players(game.root).map((thread) => {
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
        const status = element('div', 'status');
        status.setAttribute('aria-live', 'polite');

        const verdict = (end) => {
            const broken = game.goal ? ' The promise is broken: that was the goal.' : ' The promise is broken.';
            const promise = end.broken ? broken : ' The promise is kept, this time.';
            return `Result: ${end.result}.${game.judged ? promise : ''}`;
        };

        // One way may be luck, and after two the reader has tried.
        const knows = () => gaveUp || tried.size >= Math.min(2, game.schedules);

        const offer = (turns) => {
            ways = turns;
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

        const show = (turns = []) => {
            offer(turns);
            const { end } = place();
            const rows = path.flatMap((turn) => turn.rows);
            body.innerHTML = rows.map((row) => game.rows[row]).join('');
            figure.hidden = rows.length === 0;
            body.lastElementChild?.classList.add('current');
            for (const [thread, made] of buttons) {
                const [turn] = turnsOf(thread);
                made.textContent = `${game.threads[thread]}: ${turn ? turn.action : end ? 'done' : 'cannot go'}`;
                made.setAttribute('aria-disabled', String(!turn));
            }
            undo.setAttribute('aria-disabled', String(path.length === 0 && ways.length === 0));
            restart.setAttribute('aria-disabled', String(path.length === 0));
            if (end) tried.set(path.map((turn) => `${turn.thread} ${turn.way ?? ''}`).join(', '), end.result);

            status.replaceChildren();
            const last = body.lastElementChild;
            if (end) status.append(element('p', 'verdict', verdict(end)));
            else if (last) {
                const lane = last.querySelector('.acts');
                const state = [...last.querySelectorAll('.object')].map((object) => object.textContent);
                status.append(element('p', '', `${lane.dataset.label}: ${lane.textContent.trim()}. ${state.join(', ')}`));
            }
            const found = [...new Set(tried.values())].sort();
            const so = found.length ? `; results so far: ${found.join(', ')}` : '';
            status.append(element('p', 'tried', `${tried.size} of ${game.schedules} ${game.noun} tried${so}.`));
            if (game.hopeless && knows()) status.append(element('p', 'hopeless', game.hopeless));
        };

        // The results would tell the end: they stay, but folded.
        const all = element('details');
        all.append(element('summary', '', 'Show how all of them end'));
        results.replaceWith(all);
        all.append(results);
        // Above the picture, which grows: what is clicked stays where it is.
        figure.before(ask, choices, values, moves, status);
        show();
    };

    document.querySelectorAll('section.scheduler').forEach(play);
})();
