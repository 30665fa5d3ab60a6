// "You are the scheduler": the reader says which thread goes next, and tries to break the promise.
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

        const place = () => path.reduce((at, turn) => turn.next, game.root);
        const take = (turn) => {
            path.push(turn);
            show();
        };

        const ask = element('p', 'ask', 'Who goes next?');
        const choices = element('div', 'choices');
        choices.setAttribute('role', 'group');
        choices.setAttribute('aria-label', 'Who goes next');
        const buttons = players(game.root).map((thread) => {
            const made = button('', () => take(place().choices.find((turn) => turn.thread === thread)));
            choices.append(made);
            return [thread, made];
        });
        const moves = element('div', 'moves');
        const undo = button('Undo', () => {
            path.pop();
            show();
        });
        const restart = button('Restart', () => {
            path = [];
            show();
        });
        moves.append(undo, restart);
        const status = element('div', 'status');
        status.setAttribute('aria-live', 'polite');

        const verdict = (end) => {
            const promise = end.broken ? ' The promise is broken.' : ' The promise is kept, this time.';
            return `Result: ${end.result}.${game.judged ? promise : ''}`;
        };

        const show = () => {
            const { choices: turns = [], end } = place();
            const rows = path.flatMap((turn) => turn.rows);
            body.innerHTML = rows.map((row) => game.rows[row]).join('');
            figure.hidden = rows.length === 0;
            body.lastElementChild?.classList.add('current');
            for (const [thread, made] of buttons) {
                const turn = turns.find((one) => one.thread === thread);
                made.textContent = `${game.threads[thread]}: ${turn ? turn.action : end ? 'done' : 'cannot go'}`;
                made.setAttribute('aria-disabled', String(!turn));
            }
            undo.setAttribute('aria-disabled', String(path.length === 0));
            restart.setAttribute('aria-disabled', String(path.length === 0));
            if (end) tried.set(path.map((turn) => turn.thread).join(' '), end.result);

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
            status.append(element('p', 'tried', `${tried.size} of ${game.schedules} schedules tried${so}.`));
        };

        // The results would tell the end: they stay, but folded.
        const all = element('details');
        all.append(element('summary', '', 'Show how all of them end'));
        results.replaceWith(all);
        all.append(results);
        // Above the picture, which grows: what is clicked stays where it is.
        figure.before(ask, choices, moves, status);
        show();
    };

    document.querySelectorAll('section.scheduler').forEach(play);
})();
