// Each page: nothing breaks, nothing overflows, and everything can be read.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { violations } from './access.mjs';
import { faint } from './colours.mjs';
import { forEach, pages, visit } from './harness.mjs';
import { BOOK } from './server.mjs';

const THEMES = ['light', 'rust', 'coal', 'navy', 'ayu'];

/** The page that holds all the others is the same texts and figures again, and takes as long as all of them. */
const chapters = pages.filter((name) => name !== 'print.html');
/** The appendices' code is a folder without a number, and has several chapters. */
const lessons = readdirSync(new URL('../../lessons', import.meta.url)).filter((name) => /^\d/.test(name));

/** colours.mjs measures contrast, and in all five themes. */
const AXE = { rules: { 'color-contrast': { enabled: false } } };

/** Follows each run to its first step, makes each choice once, and answers each quiz. every.test.mjs does it by hand. */
async function playThrough(page) {
    await page.evaluate(() => {
        const all = (selector) => [...document.querySelectorAll(selector)];
        all('.worlds .choices button').forEach((choice) => choice.click());
        all('.breakit .edit').forEach((edit) => (edit.hidden = false));
        all('.stepper button').filter(({ textContent }) => textContent === 'Next').forEach((next) => next.click());
        const choices = '.scheduler .choices button';
        // Counted before, and looked for anew: where a load can see several values, their buttons come and go.
        for (let i = 0, { length } = all(choices); i < length; i++) {
            const choice = all(choices)[i];
            // A thread that waits for a lock can't be chosen, and what a load saw isn't chosen twice.
            if (choice?.checkVisibility() && choice.getAttribute('aria-disabled') !== 'true') choice.click();
        }
        all('.quiz input').forEach((box) => box.click());
        all('.quiz button').forEach((check) => check.click());
        all('details').forEach((fold) => (fold.open = true));
    });
}

test('no page complains or is wider than a phone, and axe finds nothing there', async () => {
    await forEach(pages, (name) =>
        visit(name, { width: 360 }, async (page) => {
            const width = await page.evaluate(() => document.documentElement.scrollWidth);
            assert.ok(width <= 360, `${name} is ${width} px wide`);
            const wide = await page.evaluate(() =>
                [...document.querySelectorAll('.swimlane *, .scheduler *, .knobs *, .breakit *, .worlds *, .quiz *')]
                    .filter((one) => !one.closest('pre, .sr-only, thead') && one.getBoundingClientRect().right > 360.5)
                    .map((one) => one.outerHTML.slice(0, 80)),
            );
            assert.deepEqual(wide, [], `${name} is cut off`);
            if (chapters.includes(name)) assert.deepEqual(await violations(page, AXE), [], `axe on ${name}`);
        }),
    );
});

test('each lesson has a chapter, and in it the section that the runner opens', async () => {
    assert.ok(lessons.length > 0);
    const [first, ...others] = lessons;
    await visit(`${first}.html#exercises`, {}, async (page) => {
        const top = await page.locator('#exercises').evaluate((section) => section.getBoundingClientRect().top);
        assert.ok(top >= 0 && top < 900, `${first}.html opens elsewhere`);
    });
    for (const lesson of others) assert.match(readFileSync(join(BOOK, `${lesson}.html`), 'utf8'), / id="exercises"/, lesson);
});

test('a page that has been played through can be read in every theme, and axe finds nothing in it', async () => {
    await forEach(chapters, (name) =>
        visit(name, {}, async (page) => {
            await playThrough(page);
            for (const theme of THEMES) {
                // Chosen in the menu, so that the page need not be opened and played through for each.
                await page.evaluate((chosen) => document.getElementById(`mdbook-theme-${chosen}`).click(), theme);
                assert.deepEqual(await page.evaluate(faint, { selector: 'body', least: 4.5 }), [], `${name} in ${theme}`);
            }
            assert.deepEqual(await violations(page, AXE), [], `axe on ${name}`);
        }),
    );
});
