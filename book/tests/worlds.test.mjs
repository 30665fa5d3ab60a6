// The reader says which world is ours, and sees the program in both.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { forEach, pages, visit } from './harness.mjs';
import { BOOK } from './server.mjs';

test('each figure asks first, and then shows both worlds and the step at which they part', async () => {
    let figures = 0;
    const has = (name) => readFileSync(join(BOOK, name), 'utf8').includes('<section class="worlds ');
    const names = pages.filter((name) => /^\d/.test(name) && has(name));
    await forEach(names, (name) =>
        visit(name, { width: 360 }, async (page) => {
            for (const section of await page.locator('.worlds').all()) {
                figures += 1;
                const game = JSON.parse(await section.locator('script').textContent());
                assert.ok(await section.locator('.answer').isHidden(), 'nothing is told before the reader has answered');
                for (const [i, { state }] of game.answers.entries()) {
                    const choice = section.locator('.choices button').nth(i);
                    await choice.click();
                    assert.equal(await choice.getAttribute('aria-pressed'), 'true');
                    const verdict = section.locator('.status[aria-live] .verdict');
                    const first = state === 'ours' ? /^That's our world: / : /^That isn't our world\. /;
                    assert.match(await verdict.textContent(), first);
                }
                assert.ok(await section.locator('.only').first().isVisible(), 'a result of our world only');
                assert.equal(await section.locator('tr.step.parts').count(), 1);
                assert.match(await section.locator('tr.step.parts').textContent(), /← here the worlds part/);
                assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= 360), `${name} fits on a phone`);
            }
        }),
    );
    assert.ok(figures >= 5, `${figures} figures`);
});

test('the world is chosen by keyboard, and a link leads to the answer or to a step of the run', async () => {
    const name = '01-racy-counter.html';
    await visit(name, {}, async (page) => {
        const section = page.locator('.worlds').first();
        const figure = await section.getAttribute('data-name');
        const choices = section.locator('.choices button');
        await choices.first().focus();
        await page.keyboard.press('ArrowRight');
        await page.keyboard.press('ArrowLeft');
        assert.ok(page.url().endsWith(name), 'the arrow keys turn no page');
        await page.keyboard.press('Enter');
        assert.equal(await choices.first().getAttribute('aria-pressed'), 'true');
        assert.ok(page.url().endsWith(`#${figure}=believed`));

        await section.getByRole('button', { name: 'Ask me again' }).focus();
        await page.keyboard.press('Enter');
        assert.ok(await section.locator('.answer').isHidden());
        assert.equal(await page.evaluate(() => document.activeElement.parentElement.className), 'choices');
        assert.ok(!page.url().includes('='), 'without an answer there is nothing to name');

        await page.evaluate((to) => (location.hash = to), `${figure}=ours`);
        await section.locator('.verdict', { hasText: /^That's our world/ }).waitFor();
        // An answer that there isn't.
        await page.evaluate((to) => (location.hash = to), `${figure}=elsewhere`);
        await section.locator('.answer').waitFor({ state: 'hidden' });
        await page.evaluate((to) => (location.hash = to), `${figure}-run=2`);
        await section.locator('tr.parts[aria-current="step"]').waitFor();
    });
});
