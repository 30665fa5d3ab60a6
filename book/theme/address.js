// The state of a figure in the page's address: `#every-schedule=A.B.A`. It's restored from there, so a link leads to a
// schedule, a step or a setting. It's kept nowhere else.
'use strict';

const figureAddress = (() => {
    const decode = (text) => {
        try {
            return decodeURIComponent(text);
        } catch {
            // Not written by us.
            return '';
        }
    };

    // A heading's address has no `=`.
    const read = () =>
        new Map(
            location.hash
                .slice(1)
                .split('&')
                .filter((part) => part.includes('='))
                .map((part) => part.split('=').map(decode)),
        );

    const part = (name, state) => `${encodeURIComponent(name)}=${encodeURIComponent(state).replaceAll('%3A', ':')}`;
    const page = () => location.href.split('#')[0];
    // Of what the reader has searched for, a link says nothing.
    const shared = () => location.href.split(/[?#]/)[0];
    const figures = new Map();
    let states = read();

    // The last one is the figure that was played last, and the one that a link is about.
    const visit = () => {
        const name = [...states.keys()].filter((one) => figures.has(one)).pop();
        if (!name) return;
        const { element } = figures.get(name);
        element.tabIndex = -1;
        element.focus({ preventScroll: true });
        element.scrollIntoView({ block: 'start' });
        // A long run's step is what the link is about, and a schedule is followed at its buttons.
        if (element.matches('.swimlane')) element.querySelector('.current')?.scrollIntoView({ block: 'nearest' });
    };

    window.addEventListener('load', visit);
    window.addEventListener('hashchange', () => {
        states = read();
        states.forEach((state, name) => figures.get(name)?.restore(state));
        visit();
    });

    // `element` is the figure, `what` its state in a word, and `restore` takes back what was given to `set`.
    // Call `start` once the figure can be restored.
    return (element, what, restore) => {
        let name = element.dataset.name;
        // Where all chapters are one page, two figures can have one name.
        for (let i = 2; figures.has(name); i++) name = `${element.dataset.name}-${i}`;
        let current = '';
        const state = () => (current ? [part(name, current)] : []);
        figures.set(name, { element, restore, state });
        // A run can be part of another figure, which has to show it first.
        const around = () => {
            const outer = element.parentElement.closest('[data-name]');
            return [...figures.values()].find((figure) => figure.element === outer)?.state() ?? [];
        };

        const { linkCopier } = figureParts;
        const { button, told } = linkCopier(what, () => `${shared()}#${[...around(), ...state()].join('&')}`);
        button.hidden = true;

        const set = (state) => {
            if (state === current) return;
            current = state;
            button.hidden = state === '';
            told.replaceChildren();
            states.delete(name);
            if (state) states.set(name, state);
            const all = [...states].map(([one, its]) => part(one, its));
            // A step is no page: going back leads to where the reader came from.
            history.replaceState(history.state, '', all.length ? `#${all.join('&')}` : page());
        };
        const start = () => {
            if (states.has(name)) restore(states.get(name));
        };
        return { button, told, set, start };
    };
})();
