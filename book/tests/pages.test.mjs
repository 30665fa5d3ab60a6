// Each page: nothing breaks, nothing overflows, and everything can be read.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { faint } from './colours.mjs';
import { forEach, pageWith, pages, visit } from './harness.mjs';

const THEMES = ['light', 'rust', 'coal', 'navy', 'ayu'];

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
                [...document.querySelectorAll('.swimlane *, .scheduler *, .knobs *, .breakit *, .quiz *')]
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
                document.querySelectorAll('.breakit .edit').forEach((edit) => (edit.hidden = false));
            });
            const options = { selector: '.swimlane, .scheduler, .knobs, .breakit, .quiz, .terminal, .listing .from, a.term, .introduced', least: 4.5 };
            for (const theme of THEMES) {
                // Chosen in the menu, so that the page need not be opened and played through for each.
                await page.evaluate((chosen) => document.getElementById(`mdbook-theme-${chosen}`).click(), theme);
                assert.deepEqual(await page.evaluate(faint, options), [], `${name} in ${theme}`);
            }
        }),
    );
});

test('without script everything is there to be read', async () => {
    for (const [selector, expected] of [
        ['figure.swimlane', 'tbody tr'],
        ['.scheduler', '.results tbody tr'],
        ['.knobs', '.results tbody tr'],
        ['.breakit', 'summary'],
        ['.quiz', 'details'],
    ]) {
        const name = await pageWith(selector);
        await visit(name, { javaScriptEnabled: false }, async (page) => {
            const first = page.locator(selector).first().locator(expected).first();
            assert.ok(await first.isVisible(), `${selector} ${expected}`);
        });
    }
});
