// What the figures that can be played are made of.
'use strict';

const figureParts = (() => {
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

    // Asks the browser's clipboard; where it isn't to be had, `text` is in a `field` to be copied by hand.
    const copier = (label, text, { done, field, called }) => {
        const told = element('span', 'told');
        told.setAttribute('aria-live', 'polite');
        const copy = async () => {
            try {
                await navigator.clipboard.writeText(text());
                told.textContent = done;
            } catch {
                const place = element(field);
                place.readOnly = true;
                place.value = text();
                place.setAttribute('aria-label', called);
                told.replaceChildren('Copy it from here: ', place);
                place.select();
            }
        };
        return { button: button(label, copy), told };
    };
    const linkCopier = (what, address) =>
        copier(`Copy a link to this ${what}`, address, { done: 'The link is copied.', field: 'input', called: 'The link' });

    // The name of radios that go together. On the page of all chapters, two figures can have one name.
    let groups = 0;
    const radioGroup = () => `figure-choice-${(groups += 1)}`;

    return { element, button, copier, linkCopier, radioGroup };
})();
