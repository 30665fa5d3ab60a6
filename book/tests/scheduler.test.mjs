// The reader is the scheduler.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pathTo } from './games.mjs';
import { pageWith, visit } from './harness.mjs';

test('whoever schedules can break the promise, undo, and keep it', async () => {
    const name = await pageWith('.scheduler');
    await visit(name, {}, async (page) => {
        const section = page.locator('.scheduler').first();
        const game = JSON.parse(await section.locator('script').textContent());
        const play = async (path) => {
            for (const { thread } of path) {
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

        // What came in a link was tried by its sender.
        const [, fragment] = page.url().split('#');
        await page.reload();
        assert.match(await section.locator('.verdict').textContent(), /The promise is kept, this time\.$/);
        const tried = section.locator('.tried');
        assert.equal(await tried.textContent(), `0 of ${game.schedules} schedules tried.`);
        await section.getByRole('button', { name: 'Restart' }).click();
        await play(broken);
        await page.evaluate((to) => (location.hash = to), fragment);
        await section.locator('.verdict', { hasText: 'kept' }).waitFor();
        assert.ok((await tried.textContent()).startsWith(`1 of ${game.schedules} schedules tried`));
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
        await page.keyboard.press('ArrowRight');
        assert.ok(page.url().includes(name), 'an arrow key turns no page');
    });
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
