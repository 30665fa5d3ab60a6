// Stepping through a swimlane: without this script the table is complete, with it one can follow.
'use strict';

const swimlane = (() => {
    // Up and down as well as left and right: time runs down the table, and a book's pages run sideways.
    const KEYS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

    const { button } = figureParts;

    const text = (row, selector) => row.querySelector(selector)?.textContent.trim() ?? '';

    const describe = (row, position) => {
        if (row.classList.contains('failure')) {
            return [...row.querySelectorAll('.line')].map((line) => line.textContent).join(' ');
        }
        if (row.classList.contains('stuck')) {
            const waits = [...row.querySelectorAll('.waits')];
            return waits.map((cell) => `${cell.dataset.label}: ${cell.textContent}.`).join(' ');
        }
        const lane = row.querySelector('.acts');
        const notes = [...lane.querySelectorAll('.note')].map((note) => ` (${note.textContent})`);
        const state = [...row.querySelectorAll('.object')].map((object) => object.textContent);
        const shared = state.length ? ` Shared now: ${state.join(', ')}.` : '';
        return `${position}. ${lane.dataset.label}: ${text(lane, '.op')}${notes.join('')}.${shared}`;
    };

    // `addressOf` makes the address of a step; a figure that came from a file has none. Returns what goes back to before the
    // first step.
    const follow = (figure, addressOf = figureAddress) => {
        const rows = [...figure.querySelectorAll('tbody tr')];
        const steps = rows.filter((row) => row.classList.contains('step')).length;
        let at = -1;

        const bar = document.createElement('div');
        bar.className = 'stepper';
        bar.setAttribute('role', 'group');
        bar.setAttribute('aria-label', 'Step through this run');
        const previous = button('Previous', () => go(at - 1));
        const next = button('Next', () => go(at + 1));
        const now = document.createElement('p');
        now.className = 'now';
        now.setAttribute('aria-live', 'polite');
        // A step as an address has it is its number, or `end` for what comes after the last.
        const restore = (step) => go(step === 'end' ? rows.length - 1 : Number.parseInt(step, 10) - 1 || 0);
        const address = addressOf(figure, 'step', restore);
        bar.append(previous, ' ', next, ' ', address.button, ' ', address.told, now);
        figure.append(bar);

        const show = () => {
            rows.forEach((row, i) => {
                row.classList.toggle('current', i === at);
                if (i === at) row.setAttribute('aria-current', 'step');
                else row.removeAttribute('aria-current');
            });
            previous.setAttribute('aria-disabled', String(at < 0));
            next.setAttribute('aria-disabled', String(at === rows.length - 1));
            now.replaceChildren();
            address.set(at < 0 ? '' : at >= steps && at === rows.length - 1 ? 'end' : String(at + 1));
            if (at < 0) {
                now.textContent =
                    steps === 1
                        ? 'One step.'
                        : `${steps} steps. Follow them with Next, or choose one; then the arrow keys work, too.`;
                return;
            }
            now.append(describe(rows[at], `Step ${at + 1} of ${steps}`));
            const code = rows[at].querySelector('.source code');
            if (code) now.append(document.createElement('br'), code.cloneNode(true));
            // Above the buttons, which cover what is below them.
            rows[at].style.scrollMarginBlockEnd = `${bar.offsetHeight + 8}px`;
            rows[at].scrollIntoView({ block: 'nearest' });
        };

        const go = (to) => {
            at = Math.max(-1, Math.min(rows.length - 1, to));
            show();
        };

        figure.addEventListener('keydown', (event) => {
            if (event.altKey || event.ctrlKey || event.metaKey || !(event.key in KEYS)) return;
            // Otherwise mdBook turns the page.
            event.stopPropagation();
            event.preventDefault();
            go(at + KEYS[event.key]);
        });
        // Otherwise the arrow keys would still turn the page.
        const hold = () => {
            if (!figure.contains(document.activeElement)) figure.focus({ preventScroll: true });
        };
        figure.tabIndex = -1;
        rows.forEach((row, i) =>
            row.addEventListener('click', () => {
                hold();
                go(i);
            }),
        );
        show();
        address.start();
        return () => go(-1);
    };

    document.querySelectorAll('figure.swimlane').forEach((figure) => {
        if (!figure.closest('.scheduler, .knobs')) follow(figure);
    });

    return { describe, follow };
})();
