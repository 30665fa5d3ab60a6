// "Turn the knobs": the reader chooses the ordering of each access, and sees what the program can do then. Every
// combination was explored when the book's tests ran; nothing is explored here.
'use strict';

(() => {
    const { element, button, radioGroup } = figureParts;

    const turn = (section) => {
        const game = JSON.parse(section.querySelector('script').textContent);
        const figure = section.querySelector('figure');
        const body = figure.querySelector('tbody');
        const results = section.querySelector('.results');

        // A combination is a number: the last knob turns fastest.
        const settingsOf = (combination) => {
            const settings = [];
            for (const { options } of [...game.knobs].reverse()) {
                settings.unshift(combination % options.length);
                combination = Math.floor(combination / options.length);
            }
            return settings;
        };
        const start = settingsOf(game.start);
        let settings = [...start];
        const combination = () => game.knobs.reduce((sum, { options }, i) => sum * options.length + settings[i], 0);
        // What everyone sees first, and what the reader chose; none that came in a link.
        const tried = new Set([combination()]);
        const names = () => settings.map((option, i) => game.knobs[i].options[option]);

        const restore = (state) => {
            const wanted = state.split('.').map((name, i) => game.knobs[i]?.options.indexOf(name) ?? -1);
            const right = wanted.length === settings.length && !wanted.includes(-1);
            settings = right ? wanted : [...start];
            show();
            if (!right) status.prepend(element('p', 'astray', "The link's orderings are none of these."));
        };
        const address = figureAddress(section, 'combination', restore);

        const board = element('div', 'board');
        const radios = game.knobs.map(({ name, options }, knob) => {
            const group = element('fieldset');
            const legend = element('legend');
            legend.append(element('code', '', name));
            group.append(legend);
            const together = radioGroup();
            const each = options.map((option, i) => {
                const radio = element('input');
                radio.type = 'radio';
                radio.name = together;
                radio.addEventListener('change', () => {
                    settings[knob] = i;
                    tried.add(combination());
                    show();
                });
                const label = element('label');
                label.append(radio, ` ${option}`);
                group.append(label);
                return radio;
            });
            board.append(group);
            return each;
        });
        // Otherwise mdBook turns the page.
        board.addEventListener('keydown', (event) => event.stopPropagation());

        const moves = element('div', 'moves');
        const restart = button('Restart', () => {
            settings = [...start];
            show();
        });
        const giveUp = button('Give up', () => {
            all.open = true;
        });
        moves.append(restart, giveUp, address.button, address.told);
        const status = element('div', 'status');
        status.setAttribute('aria-live', 'polite');

        const reached = (holds) => {
            const changes = settings.filter((option, i) => option !== start[i]).length;
            if (game.aim === 'break') {
                if (holds) return '';
                return changes === 1 ? 'Broken with one change: that was the goal.' : `Broken, but with ${changes} changes.`;
            }
            if (!holds) return '';
            return game.weakest.includes(combination())
                ? 'As weak as it can be: that was the goal. Weaken any of these, and it breaks.'
                : 'It holds, but something can still be weaker.';
        };

        const show = () => {
            settings.forEach((option, knob) => (radios[knob][option].checked = true));
            const { outcomes, holds, said, rows } = game.results[game.combinations[combination()]];
            body.innerHTML = rows.map((row) => game.rows[row].map((cell) => game.cells[cell]).join('')).join('');
            figure.hidden = rows.length === 0;
            const began = settings.every((option, i) => option === start[i]);
            restart.setAttribute('aria-disabled', String(began));
            address.set(began ? '' : names().join('.'));

            const mark = element('span', 'mark', holds ? 'Holds.' : 'Breaks.');
            const verdict = element('p', `verdict ${holds ? 'holds' : 'breaks'}`);
            verdict.append(mark, ` Results: ${outcomes.join(', ')}.`);
            status.replaceChildren(verdict);
            const goal = reached(holds);
            if (goal) status.append(element('p', 'reached', goal));
            const more = holds ? `${said[0].toUpperCase()}${said.slice(1)}.` : said;
            status.append(element('p', 'said', more));
            const count = `${tried.size} of ${game.combinations.length} combinations tried.`;
            status.append(element('p', 'tried', count));
        };

        // The table would tell the answer: it stays, but folded.
        const all = element('details');
        all.append(element('summary', '', 'Show what holds'));
        results.replaceWith(all);
        all.append(results);
        figure.before(board, moves, status);
        show();
        address.start();
    };

    document.querySelectorAll('section.knobs').forEach(turn);
})();
