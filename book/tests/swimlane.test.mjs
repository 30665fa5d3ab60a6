// A run is followed step by step.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RUN, pageWith, visit } from './harness.mjs';

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
        await page.evaluate(() => document.activeElement.blur());
        await rows.nth(1).click();
        await page.keyboard.press('ArrowRight');
        assert.equal(await at(), 2, 'a step that was clicked is followed by keyboard');
        assert.ok(page.url().includes(name));
        for (let i = await rows.count(); i > 0; i--) await page.keyboard.press('ArrowDown');
        assert.equal(await at(), (await rows.count()) - 1, 'it stays at the end');
    });
});

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
            assert.ok(bar.y + bar.height <= 901, `the buttons end at ${bar.y + bar.height} of 900`);
            await page.keyboard.press('ArrowDown');
        }
    });
});
