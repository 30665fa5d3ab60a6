// "A schedule in a link": draws what `cargo run -- share` has packed into this page's address, or into a file.
'use strict';

(() => {
    const { element, copier, linkCopier } = figureParts;
    const section = document.querySelector('section.shared');
    // Only this page has one. Where all chapters are one page, it's for paper.
    if (!section || location.pathname.endsWith('/print.html')) return;

    const KEY = 'schedule';
    const digits = (text) => new RegExp(`(?:^|[#&])${KEY}=([^&\\s]*)`).exec(text)?.[1];
    let drawn = digits(location.hash);
    let rewind = () => {};
    // Where the book has each exercise: of that, a link holds the name only. A name that the book doesn't know stays a name.
    const places = new Map(Object.entries(JSON.parse(section.querySelector('script').textContent)));

    const place = element('div', 'drawn');
    const status = element('p', 'status');
    status.setAttribute('role', 'status');

    // The sentences of the stepper, one a line, with the code beside each.
    const asText = ({ exercise, test, figure }) => {
        const words = (part) => part?.textContent.trim().replace(/\s+/g, ' ') ?? '';
        const rows = [...figure.querySelectorAll('tbody tr')];
        const steps = rows.filter((row) => row.matches('.step')).length;
        const line = (row, i) => {
            const at = words(row.querySelector('.source .place'));
            const code = words(row.querySelector('.source code'));
            const where = [at, code].filter(Boolean).join('  ');
            return swimlane.describe(row, `Step ${i + 1} of ${steps}`) + (where ? `\n    ${where}` : '');
        };
        return [`${exercise}: ${claim(test)}`, words(figure.querySelector('caption')), ...rows.map(line)].join('\n');
    };
    const claim = (test) => test.replaceAll('::', ': ').replaceAll('_', ' ');

    const textFigure = (schedule) => {
        const fold = element('details', 'as-text');
        const text = element('pre', '', asText(schedule));
        text.tabIndex = 0;
        const copy = copier('Copy the text', () => text.textContent, {
            done: 'The text is copied.',
            field: 'textarea',
            called: 'Text to copy',
        });
        fold.append(element('summary', '', 'The same as text'), text, copy.button, ' ', copy.told);
        return fold;
    };

    // A file has no address, and neither have its steps.
    const nowhere = () => ({ button: '', told: '', set: () => {}, start: () => {} });

    const origin = (exercise) => {
        const told = element('p', 'origin');
        const found = places.get(exercise);
        if (!found) return '';
        const link = element('a', '', found.title);
        link.href = found.address;
        told.append('It comes from exercise ', link, `, in ${found.chapter}`);
        return told;
    };

    const show = (schedule, address) => {
        const { exercise, test, figure } = schedule;
        const says = element('p', 'says');
        says.append('In exercise ', element('code', '', exercise), `, this schedule breaks “${claim(test)}”. `);
        says.append('This page draws what the link or the file contains, and runs none of it.');
        place.replaceChildren(says, origin(exercise), figure, textFigure(schedule));
        status.textContent = '';
        rewind = swimlane.follow(figure, address);
    };

    // A link to a step has to hold the schedule as well.
    const ofLink = (figure, what, restore) => {
        const address = figureAddress(figure, what, restore);
        const copy = linkCopier(what, () => location.href);
        const set = (state) => {
            address.set(state);
            copy.button.hidden = state === '';
            copy.told.replaceChildren();
        };
        return { ...address, ...copy, set };
    };

    const refuse = (error) => {
        place.replaceChildren();
        status.textContent = error.message;
    };

    const openFile = async (file) => {
        try {
            if (file.size > sharedSchedule.MOST_BYTES) throw new Error('This file is too large to be a schedule.');
            show(sharedSchedule.fromFile(await file.text()), nowhere);
            history.replaceState(history.state, '', location.href.split('#')[0]);
            drawn = undefined;
        } catch (error) {
            refuse(error);
        }
    };

    const openLink = async () => {
        try {
            show(await sharedSchedule.fromLink(drawn), ofLink);
            place.scrollIntoView({ block: 'start' });
            place.querySelector('figure').focus({ preventScroll: true });
            place.querySelector('.current')?.scrollIntoView({ block: 'nearest' });
        } catch (error) {
            refuse(error);
        }
    };

    const paste = () => {
        const form = element('form', 'paste');
        const label = element('label', '', 'A link, or just its end');
        const field = element('input');
        field.type = 'text';
        field.autocomplete = 'off';
        field.spellcheck = false;
        const submit = element('button', 'plain', 'Draw it');
        label.append(' ', field);
        form.append(label, ' ', submit);
        form.addEventListener('submit', (event) => {
            event.preventDefault();
            const found = digits(field.value);
            if (found) location.hash = `${KEY}=${found}`;
            else refuse(new Error(`This has no schedule in it: a link to one has “#${KEY}=” in it.`));
        });
        return form;
    };

    const picker = () => {
        const label = element('label', 'file', 'Or a file, which you can also drop here');
        const field = element('input');
        field.type = 'file';
        field.accept = '.json,application/json';
        field.addEventListener('change', () => field.files[0] && openFile(field.files[0]));
        label.append(' ', field);
        section.addEventListener('dragover', (event) => event.preventDefault());
        section.addEventListener('drop', (event) => {
            event.preventDefault();
            if (event.dataTransfer.files[0]) openFile(event.dataTransfer.files[0]);
        });
        return label;
    };

    // Another link in the same tab: its steps are those of another figure.
    window.addEventListener('hashchange', () => {
        const now = digits(location.hash);
        if (now === undefined) return;
        if (now !== drawn) location.reload();
        // The same link without a step begins where it does when it's opened first.
        else if (!/[#&]step=/.test(location.hash)) rewind();
    });

    section.replaceChildren(paste(), picker(), status, place);
    if (drawn !== undefined) openLink();
})();
