// What mdBook's page lacks for a reader who uses the keyboard or a screen reader.
'use strict';

(() => {
    // What shows the contents is a label of a hidden box: a mouse can press it, a key can't. Without script it has to do.
    const label = document.getElementById('mdbook-sidebar-toggle');
    const box = document.getElementById('mdbook-sidebar-toggle-anchor');
    const sidebar = document.getElementById('mdbook-sidebar');
    const calm = () => matchMedia('(prefers-reduced-motion: reduce)').matches;
    const toggle = document.createElement('button');
    toggle.type = 'button';
    for (const { name, value } of label.attributes) if (name !== 'for') toggle.setAttribute(name, value);
    toggle.append(...label.childNodes);
    label.replaceWith(toggle);
    toggle.addEventListener('click', () => {
        // Shown first, so that it can slide in.
        if (!box.checked) sidebar.style.display = '';
        box.click();
    });
    // mdBook goes on telling the label whether the contents are shown.
    const tell = () => toggle.setAttribute('aria-expanded', label.getAttribute('aria-expanded'));
    new MutationObserver(tell).observe(label, { attributeFilter: ['aria-expanded'] });
    box.addEventListener('change', () => {
        // mdBook waits for the end of a movement. Where the reader wants none, there is no end.
        if (!box.checked && calm()) sidebar.style.display = 'none';
    });
    document.querySelector('.menu-title').addEventListener(
        'click',
        (event) => {
            if (!calm()) return;
            event.stopImmediatePropagation();
            document.scrollingElement.scrollTo(0, 0);
        },
        true,
    );
    document.getElementById('mdbook-menu-bar').setAttribute('role', 'banner');

    // The contents are some fifty links, before the first word of the chapter.
    const main = document.querySelector('main');
    main.id ||= 'chapter';
    main.tabIndex = -1;
    const skip = document.createElement('a');
    skip.className = 'skip';
    skip.href = `#${main.id}`;
    skip.textContent = 'Skip to the chapter';
    skip.addEventListener('click', (event) => {
        // The address may be that of a figure.
        event.preventDefault();
        main.focus();
    });
    document.body.prepend(skip);

    // What is wider than the page is scrolled with the arrow keys, and then they turn no page.
    const wide = new Set();
    const look = new ResizeObserver((entries) => {
        for (const { target } of entries) {
            const scrolls = target.scrollWidth > target.clientWidth;
            if (scrolls === wide.has(target)) continue;
            if (scrolls) {
                wide.add(target);
                target.tabIndex = 0;
            } else {
                wide.delete(target);
                target.removeAttribute('tabindex');
            }
        }
    });
    for (const part of document.querySelectorAll('main :is(pre > code, .table-wrapper)')) {
        look.observe(part);
        part.addEventListener('keydown', (event) => wide.has(part) && event.stopPropagation());
    }
})();
