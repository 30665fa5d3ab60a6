// Reads a schedule that came in a link or in a file. Its sender may be anyone, so nothing in it is taken on trust: not its
// size, not its shape, and no markup but what a swimlane consists of. It's never handed to the browser as HTML.
'use strict';

const sharedSchedule = (() => {
    const FORMAT = 1;
    // The longest pictures of the course have some 20 KB. A link can hold a bomb: a few KB that unpack to gigabytes.
    const MOST_BYTES = 1_000_000;
    const MOST_ELEMENTS = 30_000;
    const DEEPEST = 12;

    // What may stand in what: the elements of a swimlane.
    const WORDS = ['#text', 'span', 'strong', 'code', 'wbr', 'i'];
    const PARTS = new Map([
        ['figure', ['table']],
        ['table', ['caption', 'thead', 'tbody']],
        ['thead', ['tr']],
        ['tbody', ['tr']],
        ['tr', ['th', 'td']],
        ['caption', WORDS],
        ['th', WORDS],
        ['td', WORDS],
        ['span', WORDS],
        ['strong', WORDS],
        ['code', WORDS],
        ['i', []],
    ]);
    const CLASSES = new Set(
        (
            'swimlane one-object number sr-only lane acts waits state source place op ordering note acquires stale object name ' +
            'step decisive stuck failure line aside edge out down right left across from-left from-right'
        ).split(' '),
    );
    const ATTRIBUTES = new Map([
        ['class', (value) => value.split(' ').every((word) => CLASSES.has(word))],
        ['role', (value) => /^(table|rowgroup|row|columnheader|rowheader|cell)$/.test(value)],
        ['scope', (value) => /^(col|row)$/.test(value)],
        ['colspan', (value) => /^\d{1,2}$/.test(value)],
        ['aria-colspan', (value) => /^\d{1,2}$/.test(value)],
        ['aria-hidden', (value) => value === 'true'],
        ['data-label', (value) => value.length <= 200],
        ['data-name', (value) => value === 'step'],
    ]);
    const CHARACTERS = new Map([
        ['amp', '&'],
        ['lt', '<'],
        ['gt', '>'],
        ['quot', '"'],
        ['#123', '{'],
        ['#10', '\n'],
    ]);

    const damaged = (what) => new Error(`This isn't a schedule, or it was damaged on the way: ${what}.`);

    const plain = (text) =>
        text.replace(/&([^;&]*)(;?)/g, (_, name, end) => {
            if (end === '' || !CHARACTERS.has(name)) throw damaged('it has a character that no picture has');
            return CHARACTERS.get(name);
        });

    const open = (name, attributes, parent) => {
        if (parent && !PARTS.get(parent.localName)?.includes(name)) throw damaged(`“${name}” is out of place in it`);
        const made = document.createElement(name);
        for (const [, attribute, raw] of attributes.matchAll(/ ([a-z-]+)="([^"]*)"/g)) {
            const value = plain(raw);
            if (!ATTRIBUTES.get(attribute)?.(value)) throw damaged(`“${attribute}” is out of place in it`);
            made.setAttribute(attribute, value);
        }
        return made;
    };

    // The bookbinder's own markup and no other: tags with attributes in double quotes, and text.
    const draw = (markup) => {
        const PIECE = /<(\/?)([a-z]+)((?: [a-z-]+="[^"<>]*")*)>|([^<>]+)/y;
        const around = [];
        let figure = null;
        let elements = 0;
        for (let at = 0; at < markup.length; at = PIECE.lastIndex) {
            PIECE.lastIndex = at;
            const piece = PIECE.exec(markup);
            if (!piece) throw damaged('its markup breaks off');
            const [, closes, name, attributes, text] = piece;
            const parent = around.at(-1);
            if (text !== undefined) {
                // Between rows there are line ends.
                const isFree = text.trim() === '' || PARTS.get(parent?.localName)?.includes('#text');
                if (!isFree) throw damaged('it has text between its cells');
                parent?.append(plain(text));
            } else if (closes) {
                if (parent?.localName !== name || attributes !== '') throw damaged('its markup isn’t closed in order');
                around.pop();
            } else {
                const isFirst = !parent && !figure && name === 'figure';
                if (!parent && !isFirst) throw damaged('it isn’t a single picture');
                if (++elements > MOST_ELEMENTS || around.length >= DEEPEST) throw damaged('it’s too large');
                const made = open(name, attributes, parent);
                parent?.append(made);
                figure ??= made;
                if (name !== 'wbr') around.push(made);
            }
        }
        if (!figure || around.length > 0) throw damaged('its markup breaks off');
        // What the stepper needs of every row: a thread that acts, or what it all ends with.
        const rows = [...figure.querySelectorAll('tbody tr')];
        const isRow = (row) => row.querySelector('.acts') ?? row.matches('.stuck, .failure');
        if (figure.className !== 'swimlane' || !rows.length || !rows.every(isRow)) throw damaged('it’s no picture of a schedule');
        figure.dataset.name = 'step';
        return figure;
    };

    const bytes = (digits) => {
        if (!/^[\w-]+$/.test(digits)) throw damaged('it has characters that no link has');
        try {
            const text = atob(digits.replaceAll('-', '+').replaceAll('_', '/'));
            return Uint8Array.from(text, (character) => character.charCodeAt(0));
        } catch {
            throw damaged('a part of it is missing');
        }
    };

    const inflate = async (packed) => {
        let unpacking;
        try {
            unpacking = new DecompressionStream('deflate-raw');
        } catch {
            throw new Error('This browser is too old to unpack a link. Open it in a newer one.');
        }
        const reader = new Blob([packed]).stream().pipeThrough(unpacking).getReader();
        const parts = [];
        let size = 0;
        try {
            for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
                size += value.length;
                if (size > MOST_BYTES) break;
                parts.push(value);
            }
        } catch {
            throw damaged('a part of it is missing');
        }
        if (size > MOST_BYTES) {
            await reader.cancel();
            throw damaged('it’s too large');
        }
        return new Blob(parts).text();
    };

    const isText = (value, pattern) => typeof value === 'string' && pattern.test(value);

    const check = (json) => {
        let found;
        try {
            found = JSON.parse(json);
        } catch {
            throw damaged('it isn’t JSON');
        }
        if (typeof found !== 'object' || found === null || Array.isArray(found)) throw damaged('it isn’t an object');
        const { version, exercise, test, figure } = found;
        if (Number.isInteger(version) && version > FORMAT) {
            throw new Error('This was made by a newer version of the course than this book: update yours.');
        }
        const isRight =
            version === FORMAT &&
            isText(exercise, /^[\w-]{1,80}$/) &&
            isText(test, /^[\p{L}\p{N}_:]{1,200}$/u) &&
            typeof figure === 'string';
        if (!isRight) throw damaged('something is missing');
        return { exercise, test, figure: draw(figure) };
    };

    return {
        MOST_BYTES,
        fromLink: async (digits) => check(await inflate(bytes(digits))),
        fromFile: check,
    };
})();
