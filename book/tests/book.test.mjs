// The built book in Chromium: nothing breaks, nothing overflows, and everything can be played.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { faint } from './colours.mjs';
import { BOOK, serve } from './server.mjs';

const THEMES = ['light', 'rust', 'coal', 'navy', 'ayu'];
const pages = readdirSync(BOOK).filter((name) => name.endsWith('.html') && name !== 'toc.html');

let site;
let browser;

before(async () => {
    site = await serve();
    browser = await chromium.launch({
        executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
        args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'],
    });
});

after(async () => {
    await browser?.close();
    site?.stop();
});

/** Opens a page, runs `look` on it, and fails on whatever the page complained about meanwhile. */
async function visit(name, options, look) {
    const { width = 1200, ...rest } = options;
    const context = await browser.newContext({ viewport: { width, height: 900 }, ...rest });
    try {
        await context.addInitScript(() => localStorage.setItem('mdbook-theme', 'light'));
        const page = await context.newPage();
        const complaints = [];
        page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
        page.on('pageerror', (error) => complaints.push(error.message));
        page.on('request', (request) => {
            const outside = !request.url().startsWith(site.address) && !request.url().startsWith('data:');
            if (outside) complaints.push(`asks for ${request.url()}`);
        });
        await page.goto(site.address + name, { waitUntil: 'load' });
        await look(page);
        assert.deepEqual(complaints, [], `${name} complains`);
    } finally {
        await context.close();
    }
}

/** Does this with each page, with as many at once as there are cores. */
async function forEach(names, look) {
    // The print page holds all others and takes as long as they do, so it comes first.
    const left = [...names].sort((one, other) => (other === 'print.html') - (one === 'print.html'));
    const work = async () => {
        while (left.length > 0) await look(left.shift());
    };
    await Promise.all(Array.from({ length: availableParallelism() }, work));
}

/** The first page that has `selector`, before any script has run; the print page repeats the others. */
async function pageWith(selector) {
    const page = await browser.newPage();
    try {
        for (const name of pages.filter((page) => page !== 'print.html' && page !== 'index.html')) {
            const has = await page.evaluate(
                ([html, wanted]) => new DOMParser().parseFromString(html, 'text/html').querySelector(wanted) !== null,
                [readFileSync(join(BOOK, name), 'utf8'), selector],
            );
            if (has) return name;
        }
    } finally {
        await page.close();
    }
    throw new Error(`no page has ${selector}`);
}

/** A run to step through, and not the empty one of the scheduler. */
const RUN = 'figure.swimlane:has(tbody tr)';

test('no page complains, or asks for anything from outside', async () => {
    await forEach(pages, (name) => visit(name, {}, async () => {}));
});

test('each lesson has a chapter, and in it the section that the runner opens', async () => {
    // The appendices' code is a folder without a number, and has several chapters.
    const lessons = readdirSync(new URL('../../lessons', import.meta.url)).filter((name) => /^\d/.test(name));
    assert.ok(lessons.length > 0);
    await forEach(lessons, (lesson) =>
        visit(`${lesson}.html#exercises`, {}, async (page) => {
            const top = await page.locator('#exercises').evaluate((section) => section.getBoundingClientRect().top);
            assert.ok(top >= 0 && top < 900, `${lesson}.html opens elsewhere`);
        }),
    );
});

test('no page is wider than a phone', async () => {
    await forEach(pages, (name) =>
        visit(name, { width: 360 }, async (page) => {
            const width = await page.evaluate(() => document.documentElement.scrollWidth);
            assert.ok(width <= 360, `${name} is ${width} px wide`);
            const wide = await page.evaluate(() =>
                [...document.querySelectorAll('.swimlane *, .scheduler *, .knobs *, .quiz *')]
                    .filter((one) => !one.closest('pre, .sr-only, thead') && one.getBoundingClientRect().right > 360.5)
                    .map((one) => one.outerHTML.slice(0, 80)),
            );
            assert.deepEqual(wide, [], `${name} is cut off`);
        }),
    );
});

test('swimlanes, quizzes and the scheduler can be read in every theme', async () => {
    await forEach(pages, (name) =>
        visit(name, {}, async (page) => {
            // Looked up once: on the print page, each search by role takes longer than a click.
            for (const next of await page.getByRole('button', { name: 'Next', exact: true }).elementHandles()) {
                await next.click();
            }
            for (const choice of await page.locator('.choices button').all()) {
                // A thread that waits for a lock cannot be chosen, and what a load saw is not chosen twice.
                if (!(await choice.isVisible())) continue;
                if ((await choice.getAttribute('aria-disabled')) !== 'true') await choice.click();
            }
            await page.evaluate(() => {
                document.querySelectorAll('.quiz input').forEach((box) => box.click());
                document.querySelectorAll('.quiz button').forEach((check) => check.click());
                document.querySelectorAll('details').forEach((fold) => (fold.open = true));
            });
            const options = { selector: '.swimlane, .scheduler, .knobs, .quiz, .terminal, .listing .from, a.term, .introduced', least: 4.5 };
            for (const theme of THEMES) {
                // Chosen in the menu, so that the page need not be opened and played through for each.
                await page.evaluate((chosen) => document.getElementById(`mdbook-theme-${chosen}`).click(), theme);
                assert.deepEqual(await page.evaluate(faint, options), [], `${name} in ${theme}`);
            }
        }),
    );
});

test('an arrow leads from the release to the acquire; where there is no room for it, words say so', async () => {
    const name = await pageWith('.edge.out');
    await visit(name, { javaScriptEnabled: false }, async (page) => {
        const figure = page.locator('figure.swimlane:has(.edge.right)').first();
        const box = (part) => figure.locator(part).first().boundingBox();
        const [out, right, head] = [await box('.edge.out'), await box('.edge.right'), await box('.edge.from-left')];
        assert.ok(Math.abs(out.x - right.x) < 2 && out.y < right.y, 'it goes down along its lane');
        assert.ok(Math.abs(right.x + right.width - head.x) < 5, 'it comes to the other lane');
        assert.match(await figure.locator('.note.acquires').first().textContent(), /acquires what \w+ released in step \d/);
    });
    await visit(name, { width: 360 }, async (page) => {
        assert.equal(await page.locator('.edge:visible').count(), 0);
        assert.ok(await page.locator('.note.acquires').first().isVisible());
    });
});

test('a swimlane is followed by click and by keyboard', async () => {
    const name = await pageWith(RUN);
    await visit(name, {}, async (page) => {
        const figure = page.locator('figure.swimlane:has(.stepper)').first();
        const rows = figure.locator('tbody tr');
        const at = () => rows.evaluateAll((all) => all.findIndex((row) => row.classList.contains('current')));
        const now = figure.locator('.now');
        assert.equal(await at(), -1);

        await figure.getByRole('button', { name: 'Next', exact: true }).click();
        assert.equal(await at(), 0);
        assert.match(await now.textContent(), /^Step 1 of \d+\. \w+: /);
        assert.ok((await now.textContent()).includes(await rows.first().locator('.source code').textContent()));

        await page.keyboard.press('ArrowRight');
        await page.keyboard.press('ArrowDown');
        assert.equal(await at(), 2);
        await page.keyboard.press('ArrowLeft');
        assert.equal(await at(), 1);
        const [address, step] = page.url().split('#');
        assert.ok(address.endsWith(name), 'the arrow keys turn no page while a swimlane is followed');
        assert.equal(step, `${await figure.getAttribute('data-name')}=2`, 'the address names the step');
        assert.equal(await rows.nth(1).getAttribute('aria-current'), 'step');

        await figure.getByRole('button', { name: 'Previous', exact: true }).click();
        assert.equal(await at(), 0);
        for (let i = await rows.count(); i > 0; i--) await page.keyboard.press('ArrowDown');
        assert.equal(await at(), (await rows.count()) - 1, 'it stays at the end');
    });
});

/** The choices that lead to an end for which `wanted` holds. The last place is where it begins. */
function pathTo(game, wanted, place = game.places.at(-1)) {
    if (!Array.isArray(place)) return wanted(place) ? [] : null;
    for (const turn of place) {
        const rest = pathTo(game, wanted, game.places[turn.next]);
        if (rest) return [turn.thread, ...rest];
    }
    return null;
}

test('the step that is followed is in sight, also on a phone', async () => {
    const name = await pageWith(RUN);
    await visit(name, { width: 360 }, async (page) => {
        const figure = page.locator('figure.swimlane:has(.stepper)').first();
        await figure.getByRole('button', { name: 'Next', exact: true }).click();
        for (let i = await figure.locator('tbody tr').count(); i > 0; i--) {
            const [row, bar] = await Promise.all(
                ['.current', '.stepper'].map((part) => figure.locator(part).boundingBox()),
            );
            assert.ok(row.y >= 50 && row.y + row.height <= bar.y + 1, `${row.y} + ${row.height}, ${bar.y}`);
            await page.keyboard.press('ArrowDown');
        }
    });
});

test('whoever schedules can break the promise, undo, and keep it', async () => {
    const name = await pageWith('.scheduler');
    await visit(name, {}, async (page) => {
        const section = page.locator('.scheduler').first();
        const game = JSON.parse(await section.locator('script').textContent());
        const play = async (path) => {
            for (const thread of path) {
                const player = new RegExp(`^${game.threads[thread]}:`);
                await section.getByRole('button', { name: player }).click();
                assert.equal(await section.locator('.values button').count(), 0, 'nothing else is to be chosen');
            }
        };
        const broken = pathTo(game, (end) => end.broken);
        const kept = pathTo(game, (end) => !end.broken);
        assert.ok(broken && kept, 'there is something to find');

        await play(broken);
        assert.match(await section.locator('.verdict').textContent(), /The promise is broken(\.|: that was the goal\.)$/);
        const rows = await section.locator('tbody tr.step').count();
        assert.ok(rows >= broken.length, 'the swimlane has grown');
        assert.ok((await section.locator('.tried').textContent()).startsWith(`1 of ${game.schedules} schedules tried`));

        await section.getByRole('button', { name: 'Undo' }).click();
        assert.equal(await section.locator('.verdict').count(), 0);
        assert.ok((await section.locator('tbody tr.step').count()) < rows);

        await section.getByRole('button', { name: 'Restart' }).click();
        assert.equal(await section.locator('tbody tr.step').count(), 0);
        await play(kept);
        assert.match(await section.locator('.verdict').textContent(), /The promise is kept, this time\.$/);
        assert.ok((await section.locator('.tried').textContent()).startsWith(`2 of ${game.schedules} schedules tried`));
    });
});

test('the scheduler can be played with the keyboard alone', async () => {
    const name = await pageWith('.scheduler');
    await visit(name, {}, async (page) => {
        const section = page.locator('.scheduler').first();
        await section.locator('.choices button').first().focus();
        await page.keyboard.press('Enter');
        assert.ok((await section.locator('tbody tr.step').count()) > 0);
        const focused = await page.evaluate(() => document.activeElement.closest('.choices') !== null);
        assert.ok(focused, 'the focus stays where it was');
    });
});

test('a link to a schedule or to a step leads there, and can be copied with the keyboard', async () => {
    const name = await pageWith('.scheduler[data-reads]');
    const options = { permissions: ['clipboard-read', 'clipboard-write'] };
    let link;
    await visit(name, options, async (page) => {
        const section = page.locator('.scheduler[data-reads]').first();
        assert.equal(await section.getByRole('button', { name: /^Copy/ }).count(), 0, 'nothing to link to yet');
        const threads = section.locator('.choices:not(.values) button');
        for (const thread of [0, 1]) await threads.nth(thread).click();
        for (const thread of [0, 1]) {
            await threads.nth(thread).click();
            await section.getByRole('button', { name: /\(stale\)$/ }).click();
        }
        // From the last thread over Undo, Restart and Give up.
        for (let i = 0; i < 4; i++) await page.keyboard.press('Tab');
        await page.keyboard.press('Enter');
        await section.locator('.told', { hasText: 'The link is copied.' }).waitFor();
        link = await page.evaluate(() => navigator.clipboard.readText());
        assert.equal(link, page.url());
        const state = await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie]);
        const [local, session, cookie] = state;
        assert.deepEqual([local <= 2, session <= 1, cookie], [true, true, ''], 'it is stored nowhere else');

        await section.getByRole('button', { name: 'Restart' }).click();
        assert.ok(!page.url().includes('='), 'at the beginning there is nothing to name');
    });
    const [, fragment] = link.split('#');
    await visit(`${name}#${fragment}`, { width: 360 }, async (page) => {
        const section = page.locator('.scheduler[data-reads]').first();
        assert.match(await section.locator('.verdict').textContent(), /The promise is broken: that was the goal\.$/);
        const top = await section.evaluate((one) => one.getBoundingClientRect().top);
        assert.ok(top >= 0 && top < 450, `the figure is at ${top}`);
        assert.equal(await page.evaluate(() => document.activeElement.className), 'scheduler');

        // Two figures, and one of them by a link on the same page. What the schedule ends with is none of its steps.
        const run = page.locator(RUN).first();
        const step = `${await run.getAttribute('data-name')}=3`;
        await page.evaluate((to) => (location.hash = to), `${fragment}.nobody&${step}`);
        await section.locator('.astray').waitFor();
        assert.equal(await run.locator('tbody tr').nth(2).getAttribute('aria-current'), 'step');
        assert.ok((await section.locator('tbody tr').count()) > 3, 'the part that is right is shown');
    });
    // A book in a folder has addresses, too.
    const page = await browser.newPage();
    try {
        await page.goto(`${pathToFileURL(join(BOOK, name))}#${fragment}`);
        assert.equal(await page.locator('.scheduler[data-reads] .verdict').count(), 1);
        await page.getByRole('button', { name: 'Undo' }).first().click();
        assert.match(page.url(), /^file:.*#[\w-]+=[\w.:]+$/);
    } finally {
        await page.close();
    }
});

test('where no schedule breaks the promise, a reader who has tried is told', async () => {
    const name = await pageWith('.scheduler .results .hopeless');
    await visit(name, {}, async (page) => {
        const section = page.locator('.scheduler:has(.results .hopeless)').first();
        const told = section.locator('.status .hopeless');
        // Always the first thread that can go, and then always the last.
        for (const pick of ['first', 'last']) {
            assert.equal(await told.count(), 0, 'not before two tries');
            if (pick === 'last') await section.getByRole('button', { name: 'Restart' }).click();
            while ((await section.locator('.verdict').count()) === 0) {
                await section.locator('.choices:not(.values) button[aria-disabled="false"]')[pick]().click();
            }
        }
        assert.match(await told.textContent(), /^No \w+ (reaches the goal|breaks the promise): (all \d+|each of the \d+) /);
    });
});

test('what a load sees is chosen where several values are possible', async () => {
    const chooser = await pageWith('.scheduler[data-reads]');
    await visit(chooser, { width: 360 }, async (page) => {
        const section = page.locator('.scheduler[data-reads]').first();
        const threads = section.locator('.choices:not(.values) button');
        const values = section.locator('.values button');
        // Both threads store, and then each of them loads the value that is out of date.
        for (const thread of [0, 1]) await threads.nth(thread).click();
        for (const thread of [0, 1]) {
            await threads.nth(thread).focus();
            await page.keyboard.press('Enter');
            assert.ok((await values.count()) > 1, 'there are values to choose from');
            assert.match(await section.locator('.ask').textContent(), /^What does \w+ see\?$/);
            const focused = await page.evaluate(() => document.activeElement.closest('.values') !== null);
            assert.ok(focused, 'the focus is on the first of them');
            await section.getByRole('button', { name: /\(stale\)$/ }).click();
            assert.equal(await values.count(), 0);
        }
        assert.match(await section.locator('.verdict').textContent(), /The promise is broken: that was the goal\.$/);
        await section.getByRole('button', { name: 'Undo' }).click();
        await threads.nth(1).click();
        await section.getByRole('button', { name: 'Undo' }).click();
        assert.equal(await values.count(), 0, 'undo takes the question back first');
        assert.ok((await section.locator('tbody tr.step').count()) > 2);
        await section.getByRole('button', { name: 'Give up' }).click();
        assert.notEqual(await section.locator('details').getAttribute('open'), null);
    });
});

test('knobs are turned by mouse and by keyboard, until they are as weak as they can be', async () => {
    const name = await pageWith('.knobs');
    let link;
    await visit(name, { width: 360 }, async (page) => {
        const section = page.locator('.knobs').first();
        const game = JSON.parse(await section.locator('script').textContent());
        const radios = (knob) => section.locator('fieldset').nth(knob).getByRole('radio');
        const verdict = section.locator('.verdict');
        assert.equal(game.aim, 'weakest');
        assert.match(await verdict.textContent(), /^Breaks\./);
        assert.ok((await section.locator('tbody tr.step').count()) > 0, 'the run that breaks it is drawn');
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= 360), 'it fits on a phone');

        // Everything as strong as it can be, by mouse.
        for (const [knob, { options }] of game.knobs.entries()) await radios(knob).nth(options.length - 1).click();
        assert.match(await verdict.textContent(), /^Holds\./);
        assert.equal(await section.locator('.reached').textContent(), 'It holds, but something can still be weaker.');
        assert.ok(await section.locator('figure').isHidden(), 'nothing breaks, so nothing is drawn');

        // What is enough, by keyboard.
        let [weakest, settings] = [game.weakest[0], []];
        for (const { options } of [...game.knobs].reverse()) {
            settings.unshift(weakest % options.length);
            weakest = Math.floor(weakest / options.length);
        }
        await radios(0).last().focus();
        for (const [knob, { options }] of game.knobs.entries()) {
            for (let i = options.length - 1; i > settings[knob]; i--) await page.keyboard.press('ArrowLeft');
            assert.ok(await radios(knob).nth(settings[knob]).isChecked(), `knob ${knob}`);
            await page.keyboard.press('Tab');
        }
        assert.match(await section.locator('.reached').textContent(), /^As weak as it can be: that was the goal\./);
        link = page.url();
        assert.ok(link.includes(name), 'the arrow keys turn no page');
        await section.getByRole('button', { name: 'Restart' }).click();
        assert.ok(!page.url().includes('='));

        // A link on the same page, and then one to orderings that there are not.
        await page.evaluate((to) => (location.hash = to), link.split('#')[1]);
        await section.locator('.reached').waitFor();
        await page.evaluate((to) => (location.hash = to), `${await section.getAttribute('data-name')}=Strong`);
        await section.locator('.astray').waitFor();
    });
    // Somewhere the reader begins with what holds, and breaks it.
    const other = '08-spin.html';
    await visit(other, {}, async (page) => {
        const section = page.locator('.knobs').first();
        assert.match(await section.locator('.verdict').textContent(), /^Holds\./);
        await section.getByRole('radio', { name: 'Relaxed' }).first().click();
        assert.equal(await section.locator('.reached').textContent(), 'Broken with one change: that was the goal.');
        await section.getByRole('radio', { name: 'Relaxed' }).last().click();
        assert.equal(await section.locator('.reached').textContent(), 'Broken, but with 2 changes.');
        await section.getByRole('button', { name: 'Give up' }).click();
        assert.notEqual(await section.locator('details').first().getAttribute('open'), null);
    });
});

/** Ticks what is wrong, and then what is right, in the first quiz on a page that has `selector`. */
async function answerQuiz(selector) {
    const name = await pageWith(selector);
    await visit(name, { width: 360 }, async (page) => {
        const quiz = page.locator(selector).first();
        const boxes = quiz.locator('input');
        const score = quiz.locator('.score');
        const check = quiz.getByRole('button', { name: 'Check' });
        await check.click();
        assert.equal(await score.textContent(), 'Tick what you expect first.');
        assert.equal(await quiz.locator('details').getAttribute('open'), null);

        for (const box of await boxes.all()) await box.check();
        await check.click();
        const wrong = quiz.locator('input[data-right="false"]');
        assert.match(await score.textContent(), (await wrong.count()) ? /^Not yet/ : /^All right/);
        const replied = await quiz.evaluate((one) =>
            [...one.querySelectorAll('dd[data-option]')].map((reply) => {
                const place = one.querySelectorAll('.reply')[reply.dataset.option];
                return place.checkVisibility() && place.textContent === reply.textContent;
            }),
        );
        assert.ok(replied.length >= (await wrong.count()), 'each distractor has a reply');
        assert.ok(replied.every(Boolean), 'each option that is ticked shows its own reply');
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= 360), 'replies fit on a phone');

        for (const box of await wrong.all()) await box.uncheck();
        assert.equal(await quiz.locator('.reply:not(:empty)').count(), 0, 'a change takes the replies away');
        await check.click();
        assert.equal(await score.textContent(), 'All right.');
        assert.notEqual(await quiz.locator('details').getAttribute('open'), null);
    });
}

test('a quiz compares what is ticked with what a run found', async () => {
    await answerQuiz('.quiz:has(legend)');
});

test('a quiz about an idea replies to each option that is ticked', async () => {
    await answerQuiz('.quiz:has(.question)');
});

test('without script everything is there to be read', async () => {
    for (const [selector, expected] of [
        ['figure.swimlane', 'tbody tr'],
        ['.scheduler', '.results tbody tr'],
        ['.knobs', '.results tbody tr'],
        ['.quiz', 'details'],
    ]) {
        const name = await pageWith(selector);
        await visit(name, { javaScriptEnabled: false }, async (page) => {
            const first = page.locator(selector).first().locator(expected).first();
            assert.ok(await first.isVisible(), `${selector} ${expected}`);
        });
    }
});
