// "Break it yourself": the reader chooses one of a few edits, and sees it in the code and what becomes of it. Every edit was
// explored when the book's tests ran. Without this script, each of them can be unfolded.
'use strict';

(() => {
    const { element, radioGroup } = figureParts;
    const NUMBERS = ['first', 'second', 'third', 'fourth', 'fifth'];

    const offer = (section) => {
        const edits = [...section.querySelectorAll(':scope > .edit')];
        const { aim } = section.dataset;
        const tried = new Set();

        const restore = (state) => {
            const found = edits.find((edit) => edit.dataset.edit === state);
            choose(found ?? edits[0]);
            if (!found) status.prepend(element('p', 'astray', "The link names an edit that isn't here."));
        };
        const address = figureAddress(section, 'edit', restore);

        const board = element('fieldset', 'board');
        board.append(element('legend', '', 'Choose an edit:'));
        const group = radioGroup();
        const radios = edits.map((edit) => {
            const radio = element('input');
            radio.type = 'radio';
            radio.name = group;
            radio.addEventListener('change', () => {
                // Not what came in a link.
                if (edit.dataset.edit) tried.add(edit);
                choose(edit);
            });
            const label = element('label');
            const does = element('span');
            const summary = edit.querySelector('summary');
            does.append(...[...summary.childNodes].map((node) => node.cloneNode(true)));
            label.append(radio, does);
            board.append(label);
            return radio;
        });
        // Otherwise mdBook turns the page.
        board.addEventListener('keydown', (event) => event.stopPropagation());
        const moves = element('div', 'moves');
        moves.append(address.button, address.told);
        const status = element('div', 'status');
        status.setAttribute('aria-live', 'polite');

        const reached = (edit) => {
            if (edit.dataset.verdict !== aim) return '';
            if (!tried.has(edit)) return 'This one is the goal.';
            const number = NUMBERS[[...tried].indexOf(edit)] ?? 'last';
            return `That was the goal. You found it on your ${number} try.`;
        };

        const choose = (edit) => {
            edits.forEach((one, i) => {
                one.hidden = one !== edit;
                radios[i].checked = one === edit;
            });
            address.set(edit.dataset.edit);
            const told = ['.verdict', '.why'].map((part) => edit.querySelector(`:scope > ${part}`)?.cloneNode(true));
            status.replaceChildren(...told.filter(Boolean));
            if (!edit.dataset.edit) return;
            const goal = reached(edit);
            if (goal) status.append(element('p', 'reached', goal));
            status.append(element('p', 'tried', `${tried.size} of ${edits.length - 1} edits tried.`));
        };

        section.classList.add('played');
        edits.forEach((edit) => (edit.open = true));
        edits[0].before(board, status, moves);
        choose(edits[0]);
        address.start();
    };

    document.querySelectorAll('section.breakit').forEach(offer);
})();
