// "Which world do you live in?": the reader says which world they live in, and then sees the program in both. What it
// does in each was explored when the book's tests ran.
'use strict';

(() => {
    const { element, button } = figureParts;

    const ask = (section) => {
        const game = JSON.parse(section.querySelector('script').textContent);
        const answer = section.querySelector('.answer');
        const run = section.querySelector('figure').dataset.name;

        const choose = (state) => {
            const chosen = game.answers.find((one) => one.state === state);
            choices.forEach((choice, i) => choice.setAttribute('aria-pressed', String(game.answers[i] === chosen)));
            answer.hidden = !chosen;
            status.replaceChildren();
            if (chosen) {
                const told = element('p', 'verdict');
                told.innerHTML = chosen.told;
                status.append(told);
            }
            again.hidden = !chosen;
            address.set(chosen ? state : '');
        };
        const address = figureAddress(section, 'answer', choose);

        const choices = game.answers.map(({ state, label }) => {
            const choice = button('', () => choose(state));
            choice.innerHTML = label;
            return choice;
        });
        const board = element('div', 'choices');
        board.setAttribute('role', 'group');
        board.setAttribute('aria-label', 'Which world is ours?');
        board.append(...choices);
        // Two answers stand side by side, so the arrow keys go from one to the other.
        board.addEventListener('keydown', (event) => {
            const to = { ArrowLeft: 0, ArrowUp: 0, ArrowRight: 1, ArrowDown: 1 }[event.key];
            if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
            // Otherwise mdBook turns the page.
            event.stopPropagation();
            event.preventDefault();
            choices[to].focus();
        });
        const again = button('Ask me again', () => {
            choose('');
            choices[0].focus();
        });
        const moves = element('div', 'moves');
        moves.append(again, address.button, address.told);
        const status = element('div', 'status');
        status.setAttribute('aria-live', 'polite');
        answer.before(element('p', 'ask', 'Which world is ours?'), board, status);
        answer.after(moves);

        // A link to a step of the run is followed where it can be seen.
        const reveal = () => {
            if (answer.hidden && location.hash.includes(`${encodeURIComponent(run)}=`)) choose('ours');
        };
        window.addEventListener('hashchange', reveal);
        choose('');
        address.start();
        reveal();
    };

    document.querySelectorAll('section.worlds').forEach(ask);
})();
