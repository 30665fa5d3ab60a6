// What the reader has done: chapters read to the end, and quizzes answered right. It's kept in this browser's storage,
// under one key, and is sent nowhere. Where there is no storage, nothing is marked.
'use strict';

(() => {
    const KEY = 'racy-to-guarded-progress';
    const sidebar = document.getElementById('mdbook-sidebar');
    const nameOf = (link) => link.pathname.split('/').pop().replace(/\.html$/, '');
    // The first chapter is the index as well, and the page of all chapters is none of them.
    const here = sidebar?.querySelector('a.active:not([href^="#"])');
    if (!here) return;

    // A chapter is `{ read: true, right: [hashes of questions], of: 3 }`. What isn't of this form isn't ours.
    const load = () => {
        try {
            const kept = Object.entries(JSON.parse(localStorage.getItem(KEY)) ?? {});
            return Object.fromEntries(kept.filter(([, chapter]) => Array.isArray(chapter?.right)));
        } catch {
            return {};
        }
    };
    const save = (all) => {
        try {
            localStorage.setItem(KEY, JSON.stringify(all));
        } catch {
            // Blocked or full: then it isn't kept.
        }
    };

    // Another tab may have written meanwhile, so what is kept is read again before each change.
    const change = (act) => {
        const all = load();
        const before = JSON.stringify(all);
        act((all[nameOf(here)] ??= { right: [] }));
        if (JSON.stringify(all) !== before) save(all);
        show();
    };

    const quizzes = [...document.querySelectorAll('main section.quiz')];
    // A question that has been rewritten is another question.
    const hash = (quiz) => {
        let sum = 5381;
        for (const letter of quiz.querySelector('.question, legend').textContent) sum = (sum * 33 + letter.codePointAt(0)) >>> 0;
        return sum.toString(36);
    };
    document.addEventListener('quiz-right', ({ target }) =>
        change((chapter) => {
            const now = quizzes.map(hash);
            const right = [...chapter.right, hash(target)].filter((one) => now.includes(one));
            chapter.right = [...new Set(right)];
            chapter.of = now.length;
        }),
    );

    const kept = load()[nameOf(here)]?.right ?? [];
    quizzes.filter((quiz) => kept.includes(hash(quiz))).forEach((quiz) => quiz.dispatchEvent(new CustomEvent('quiz-kept')));

    const foot = document.createElement('div');
    foot.className = 'progress';
    const said = document.createElement('p');
    said.setAttribute('aria-live', 'polite');
    const forget = document.createElement('button');
    forget.type = 'button';
    forget.className = 'plain';
    forget.textContent = 'Forget my progress';
    forget.addEventListener('click', () => {
        try {
            localStorage.removeItem(KEY);
        } catch {
            // Then there was nothing.
        }
        show();
        said.textContent = 'Forgotten.';
    });
    foot.append(said, forget);
    sidebar.querySelector('.sidebar-scrollbox').append(foot);

    const span = (className, text) => {
        const made = document.createElement('span');
        made.className = className;
        made.textContent = text;
        return made;
    };
    const marks = ({ read, right, of }) => {
        const all = [];
        if (right.length) all.push([`${right.length}/${of}`, `${right.length} of ${of} quizzes right`]);
        if (read) all.push(['✓', 'read']);
        return all;
    };
    const show = () => {
        const all = load();
        let read = 0;
        for (const link of sidebar.querySelectorAll('.chapter-item a:not([href^="#"])')) {
            link.querySelector('.done')?.remove();
            const chapter = all[nameOf(link)];
            if (!chapter) continue;
            if (chapter.read) read += 1;
            const told = marks(chapter);
            const shown = span('done', '');
            const mark = span('', ` ${told.map(([sign]) => sign).join(' ')}`);
            mark.setAttribute('aria-hidden', 'true');
            shown.append(mark, span('sr-only', ` (${told.map(([, words]) => words).join(', ')})`));
            link.append(shown);
        }
        said.textContent = `${read} ${read === 1 ? 'page' : 'pages'} read. This is kept only in your browser.`;
        foot.hidden = Object.keys(all).length === 0 && !foot.contains(document.activeElement);
    };
    window.addEventListener('storage', show);
    show();

    // A chapter is read when each of its sections has been in sight, and its last line. A link to the end reads nothing.
    const line = document.createElement('div');
    document.querySelector('main').append(line);
    const left = new Set([...document.querySelectorAll('main > h2'), line]);
    const watch = new IntersectionObserver((entries) => {
        for (const { isIntersecting, target } of entries) if (isIntersecting) left.delete(target);
        if (left.size > 0) return;
        watch.disconnect();
        change((chapter) => (chapter.read = true));
    });
    left.forEach((part) => watch.observe(part));
})();
