// A link that `cargo run -- share` made is drawn as the bookbinder draws it; one that it didn't make is refused.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { faint } from './colours.mjs';
import { visit } from './harness.mjs';
import { BOOK } from './server.mjs';

const PAGE = 'shared.html';
const here = (path) => new URL(path, import.meta.url);
const LINKS = here('../../tools/course/tests/links/');
const links = new Map(
    readdirSync(LINKS).map((name) => [name.slice(0, 3), readFileSync(new URL(name, LINKS), 'utf8').trim()]),
);
/** The exercises of the course, and what the book says of each. */
const exercises = readdirSync(here('../../exercises'));
const read = (link) => JSON.parse(inflateRawSync(Buffer.from(link.split('=')[1], 'base64url')));
const pack = (value) => {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return `#schedule=${deflateRawSync(text).toString('base64url')}`;
};
const LOST = links.get('03a');
const figureOf = (page) => page.locator('.shared figure.swimlane');

test('the links of four exercises are drawn with their code and their end, and as text', async () => {
    assert.deepEqual([...links.keys()], ['01c', '03a', '09a', '20c']);
    for (const [name, link] of links) {
        const { exercise, test: claim } = read(link);
        await visit(PAGE + link, {}, async (page) => {
            await figureOf(page).waitFor();
            const says = await page.locator('.shared .says').textContent();
            assert.ok(says.includes(`In exercise ${exercise}, this schedule breaks “${claim.replaceAll('_', ' ')}”.`), says);
            const origin = page.locator('.shared .origin');
            assert.match(await origin.textContent(), /^It comes from exercise \d\d\w · .+, in chapter \d+: .+\?$/);
            const address = new URL(await origin.locator('a').getAttribute('href'), page.url());
            assert.ok(address.pathname.split('/').pop().startsWith(exercise.slice(0, 2)), address.href);
            assert.equal(address.hash, `#exercise-${exercise}`);
            await page.locator('.as-text summary').click();
            const text = await page.locator('.as-text pre').textContent();
            const rows = figureOf(page).locator('tbody tr');
            assert.ok((await rows.count()) > 3, name);
            for (const row of await rows.all()) {
                const code = (await row.locator('.source code').allTextContents()).join('');
                assert.ok(text.includes(code), `${name}: ${code}`);
            }
            assert.match(text, /^\S+: .*\n.*\nStep 1 of \d+\. \w+: /);
        });
    }
});

test('of a schedule’s exercise the page says where it is, and of any other name nothing', async () => {
    await visit(PAGE, {}, async (page) => {
        const places = await page.evaluate((html) => {
            const parsed = new DOMParser().parseFromString(html, 'text/html');
            return JSON.parse(parsed.querySelector('section.shared script').textContent);
        }, readFileSync(join(BOOK, PAGE), 'utf8'));
        assert.deepEqual(Object.keys(places).sort(), exercises);
        for (const [name, { address, title }] of Object.entries(places)) {
            const [file, id] = address.split('#');
            const html = readFileSync(join(BOOK, file), 'utf8');
            const [, section] = html.split(`<div class="exercise" id="${id}">`);
            assert.ok(section?.trim().startsWith('<h3'), address);
            assert.ok(title.startsWith(`${name.slice(0, 3)} · `), title);
        }
    });
    // What isn't the book's stays a name, also where every object has something of that name.
    for (const exercise of ['99z-elsewhere', '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'https', '-']) {
        await visit(PAGE + pack(schedule({ exercise })), {}, async (page) => {
            await figureOf(page).waitFor();
            assert.equal(await page.locator('.says code').textContent(), exercise);
            assert.equal(await page.locator('.drawn a, .drawn .origin').count(), 0, exercise);
        });
    }
});

test('what is drawn is, node for node, what the bookbinder wrote', async () => {
    const folder = here('../../tools/bookbinder/tests/snapshots/');
    const drawn = readdirSync(folder).map((name) => readFileSync(new URL(name, folder), 'utf8'));
    const named = drawn.map((html) => html.trim().replace(/data-name="[^"]*"/, 'data-name="step"'));
    const figures = named.filter((html) => html.startsWith('<figure class="swimlane"'));
    assert.ok(figures.length > 6, `only ${figures.length} figures`);
    await visit(PAGE, {}, async (page) => {
        for (const figure of [...figures, ...[...links.values()].map((link) => read(link).figure.trim())]) {
            const isSame = await page.evaluate((html) => {
                const json = JSON.stringify({ version: 1, exercise: 'x', test: 'y', figure: html });
                const expected = new DOMParser().parseFromString(html, 'text/html').querySelector('figure');
                const withoutBlanks = (node) => {
                    const texts = document.createNodeIterator(node, NodeFilter.SHOW_TEXT);
                    for (let text = texts.nextNode(); text; text = texts.nextNode()) if (!text.data.trim()) text.data = ' ';
                    return document.importNode(node, true);
                };
                return withoutBlanks(expected).isEqualNode(withoutBlanks(sharedSchedule.fromFile(json).figure));
            }, figure);
            assert.ok(isSame, figure.slice(0, 300));
        }
    });
});

test('a shared schedule is followed by mouse and by keyboard, and a link leads to a step of it', async () => {
    const options = { permissions: ['clipboard-read', 'clipboard-write'] };
    let link;
    await visit(PAGE + LOST, options, async (page) => {
        const figure = figureOf(page);
        await figure.getByRole('button', { name: 'Next', exact: true }).click();
        await page.keyboard.press('ArrowDown');
        assert.equal(await figure.locator('tbody tr').nth(1).getAttribute('aria-current'), 'step');
        assert.ok(page.url().endsWith(`${LOST}&step=2`), page.url());
        await figure.getByRole('button', { name: 'Copy a link to this step' }).click();
        await figure.locator('.told', { hasText: 'The link is copied.' }).waitFor();
        link = await page.evaluate(() => navigator.clipboard.readText());
        assert.equal(link, page.url());
        await page.locator('.as-text summary').click();
        await page.getByRole('button', { name: 'Copy the text' }).press('Enter');
        await page.locator('.as-text .told', { hasText: 'The text is copied.' }).waitFor();
        assert.match(await page.evaluate(() => navigator.clipboard.readText()), /^03a-locked-counter: .*\n/);
    });
    await visit(PAGE + link.slice(link.indexOf('#')), { width: 360 }, async (page) => {
        await figureOf(page).waitFor();
        assert.equal(await figureOf(page).locator('tbody tr').nth(1).getAttribute('aria-current'), 'step');
        assert.match(await figureOf(page).locator('.now').textContent(), /^Step 2 of \d+\. /);
        // The same link without a step, clicked or pasted, begins at the beginning.
        const current = figureOf(page).locator('tr.current');
        await page.evaluate((to) => (location.hash = to), LOST);
        await page.waitForFunction(() => !document.querySelector('.shared tr.current'));
        assert.ok(page.url().endsWith(LOST), page.url());
        assert.match(await figureOf(page).locator('.now').textContent(), /^\d+ steps\. /);
        await page.evaluate((to) => (location.hash = to), `${LOST}&step=3`);
        await current.waitFor();
        assert.match(await figureOf(page).locator('.now').textContent(), /^Step 3 of \d+\. /);
        await page.getByLabel('A link, or just its end').fill(LOST);
        await page.getByRole('button', { name: 'Draw it' }).click();
        await page.waitForFunction(() => !document.querySelector('.shared tr.current'));
    });
});

test('the end of a link is pasted, and another one after it', async () => {
    await visit(PAGE, {}, async (page) => {
        const field = page.getByLabel('A link, or just its end');
        await field.fill('https://example.org/');
        await field.press('Enter');
        assert.match(await page.getByRole('status').textContent(), /^This has no schedule in it/);
        for (const [name, link] of links) {
            await field.fill(`file:///home/a%20b/book/${PAGE}${link}&step=1\n`);
            await page.getByRole('button', { name: 'Draw it' }).press('Enter');
            await page.locator('.says', { hasText: `exercise ${name}-` }).waitFor();
        }
    });
});

test('a file is opened, or dropped, and its steps have no address', async () => {
    const file = { name: 'seats.trace.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(read(LOST))) };
    await visit(PAGE + links.get('01c'), {}, async (page) => {
        await page.locator('.says', { hasText: 'exercise 01c-' }).waitFor();
        await page.getByLabel(/^Or a file/).setInputFiles(file);
        await page.locator('.says', { hasText: 'exercise 03a-' }).waitFor();
        await figureOf(page).getByRole('button', { name: 'Next', exact: true }).click();
        assert.equal(await figureOf(page).getByRole('button', { name: /^Copy a link/ }).count(), 0);
        assert.ok(!page.url().includes('#'), page.url());
        // The link that was drawn before the file is drawn again.
        await page.evaluate((to) => (location.hash = to), links.get('01c'));
        await page.locator('.says', { hasText: 'exercise 01c-' }).waitFor();
        await page.evaluate((text) => {
            const data = new DataTransfer();
            data.items.add(new File([text], 'other.trace.json'));
            const event = new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true });
            document.querySelector('section.shared').dispatchEvent(event);
        }, JSON.stringify(read(links.get('09a'))));
        await page.locator('.says', { hasText: 'exercise 09a-' }).waitFor();
        await page.getByLabel(/^Or a file/).setInputFiles({ ...file, buffer: Buffer.alloc(1_000_001, 'x') });
        assert.equal(await page.getByRole('status').textContent(), 'This file is too large to be a schedule.');
        assert.equal(await figureOf(page).count(), 0);
    });
});

/** A figure with this in the cell of its only step. */
const figure = (cell, attributes = 'class="lane acts"') =>
    `<figure class="swimlane" data-name="step"><table role="table"><caption>x</caption><thead><tr></tr></thead>` +
    `<tbody><tr class="step"><td ${attributes} data-label="A">${cell}</td></tr></tbody></table></figure>`;
const schedule = (changes) => ({ version: 1, exercise: '01a-x', test: 'a_b', figure: figure('<span class="op">x</span>'), ...changes });
const drawing = (cell, attributes) => pack(schedule({ figure: figure(cell, attributes) }));

const HOSTILE = {
    'a script': drawing('<script>hacked = 1</script>'),
    'an image that fails': drawing('<img src="x" onerror="hacked = 1">'),
    'a handler': drawing('x', 'class="lane acts" onclick="hacked = 1"'),
    'a style': drawing('x', 'class="lane acts" style="position:fixed"'),
    'a link': drawing('<a href="javascript:hacked = 1">x</a>'),
    'a frame': drawing('<iframe srcdoc="&lt;script&gt;hacked = 1&lt;/script&gt;"></iframe>'),
    'foreign markup': drawing('<svg><animate onbegin="hacked = 1" /></svg>'),
    'a class of the page': drawing('x', 'class="lane acts sidebar"'),
    'an id': drawing('x', 'class="lane acts" id="mdbook-content"'),
    'a comment': drawing('<!-- x --><span class="op">x</span>'),
    'a character by number': drawing('&#60;script&#62;'),
    'a lone ampersand': drawing('a & b'),
    'a table within a cell': drawing('<table role="table"></table>'),
    'an element named like a key of every object': drawing('<constructor>x</constructor>'),
    'deep nesting': drawing('<span>'.repeat(5000) + '</span>'.repeat(5000)),
    'huge numbers of elements': drawing('<wbr>'.repeat(40_000)),
    'a bomb': pack(`"${' '.repeat(50_000_000)}"`),
    'what is not closed': pack(schedule({ figure: '<figure class="swimlane" data-name="step"><table>' })),
    'two figures': pack(schedule({ figure: figure('x') + figure('y') })),
    'a figure without rows': pack(schedule({ figure: '<figure class="swimlane" data-name="step"></figure>' })),
    'markup in a name': pack(schedule({ exercise: '<b>x</b>' })),
    'an address for a name': pack(schedule({ exercise: 'javascript:hacked=1' })),
    'a path for a name': pack(schedule({ exercise: '../03a-locked-counter' })),
    'a name with a fragment': pack(schedule({ exercise: '03a-locked-counter#x' })),
    'a name that goes on for long': pack(schedule({ exercise: 'x'.repeat(81) })),
    'markup in a test': pack(schedule({ test: '<img src=x onerror="hacked = 1">' })),
    'a list for a name': pack(schedule({ exercise: ['01a-x'] })),
    'an object for a figure': pack(schedule({ figure: { toString: 'x' } })),
    'a version in words': pack(schedule({ version: '1' })),
    'a version of long ago': pack(schedule({ version: 0 })),
    'a prototype': pack('{"__proto__":{"version":1,"exercise":"x","test":"y","figure":"z"}}'),
    'an array': pack('[]'),
    'a deep array': pack('['.repeat(100_000)),
    'null': pack('null'),
    'no JSON': pack('hello'),
    'no bytes': '#schedule=',
    'bytes of nothing': '#schedule=AAAA',
    'characters that no link has': '#schedule=%3Cscript%3E',
    'a link that was cut off': LOST.slice(0, -40),
    'a link with more behind it': `${LOST}AAAA`,
};

const REFUSED = /^This isn't a schedule, or it was damaged on the way: [^<]+\.$/;
/** What would be there if something of a link had been run, or had changed what every object has. */
const traces = (page) => page.evaluate(() => typeof hacked + typeof {}.version);

test('a hostile or damaged link is refused in words, and runs nothing', async () => {
    await visit(PAGE, {}, async (page) => {
        for (const [what, link] of Object.entries(HOSTILE)) {
            const said = await page.evaluate(
                (digits) => sharedSchedule.fromLink(digits).then(() => 'It is drawn.', (error) => error.message),
                link.slice('#schedule='.length),
            );
            assert.match(said, REFUSED, what);
            assert.equal(await traces(page), 'undefinedundefined', what);
        }
        const address = page.url();
        // Another query is another page.
        const visitWith = (link, name) => page.goto(`${address}?${name}${link}`);
        const status = page.locator('.shared').getByRole('status');
        for (const what of ['a script', 'a handler', 'a bomb', 'no bytes', 'a link that was cut off']) {
            await visitWith(HOSTILE[what], encodeURIComponent(what));
            await status.filter({ hasText: REFUSED }).waitFor();
            assert.equal(await figureOf(page).count(), 0, what);
            assert.equal(await traces(page), 'undefinedundefined', what);
        }
        await visitWith(pack(schedule({ version: 2 })), 'newer');
        await status.filter({ hasText: 'made by a newer version of the course' }).waitFor();
        // What is refused is refused for its one fault.
        await visitWith(pack(schedule({})), 'right');
        await figureOf(page).waitFor();
    });
});

test('a link can be read on a phone, in every theme, and the page without script', async () => {
    await visit(PAGE + links.get('20c'), { width: 360 }, async (page) => {
        await figureOf(page).getByRole('button', { name: 'Next', exact: true }).click();
        await page.locator('.as-text summary').click();
        assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 360, 'the page is too wide');
        const wide = await page.evaluate(() =>
            [...document.querySelectorAll('.shared *')]
                .filter((one) => !one.closest('.sr-only, thead') && one.getBoundingClientRect().right > 360.5)
                .map((one) => one.outerHTML.slice(0, 80)),
        );
        assert.deepEqual(wide, []);
        for (const theme of ['light', 'rust', 'coal', 'navy', 'ayu']) {
            await page.evaluate((chosen) => document.getElementById(`mdbook-theme-${chosen}`).click(), theme);
            assert.deepEqual(await page.evaluate(faint, { selector: '.shared', least: 4.5 }), [], theme);
        }
    });
    await visit(PAGE + LOST, { javaScriptEnabled: false }, async (page) => {
        assert.match(await page.locator('section.shared').textContent(), /That needs JavaScript\./);
    });
});
