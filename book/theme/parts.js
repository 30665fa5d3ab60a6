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

    return { element, button };
})();
