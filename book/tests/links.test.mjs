// A link leads to one state of a figure.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { RUN, browser, pageWith, visit } from './harness.mjs';
import { BOOK } from './server.mjs';

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
        assert.ok(await page.evaluate(() => document.activeElement.matches('.scheduler')));

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

test('what came in a link is none of the reader’s tries', async () => {
    const name = await pageWith('.breakit');
    await visit(name, {}, async (page) => {
        const section = page.locator('.breakit').first();
        const [edits, aim] = await section.evaluate(({ dataset }) => [dataset.name, dataset.aim]);
        const goal = await section.locator(`.edit[data-verdict="${aim}"]:not([data-edit=""])`).first().getAttribute('data-edit');
        await page.evaluate((to) => (location.hash = to), `${edits}=${goal}`);
        assert.equal(await section.locator('.reached').textContent(), 'This one is the goal.');
        assert.match(await section.locator('.tried').textContent(), /^0 of \d+ edits tried\.$/);
        await section.getByRole('radio').first().click();
        await section.getByRole('radio', { checked: false }).first().click();
        assert.match(await section.locator('.tried').textContent(), /^1 of \d+ edits tried\.$/);
    });
});
