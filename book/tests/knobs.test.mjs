// The reader turns the knobs.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { settingsOf } from './games.mjs';
import { pageWith, visit } from './harness.mjs';

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
        const settings = settingsOf(game, game.weakest[0]);
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
        const tried = await section.locator('.tried').textContent();
        await page.evaluate((to) => (location.hash = to), `${await section.getAttribute('data-name')}=Strong`);
        await section.locator('.astray').waitFor();
        assert.equal(await section.locator('.tried').textContent(), tried);
    });
    // A link's combination is not one that the reader tried.
    await visit(`${name}#${link.split('#')[1]}`, {}, async (page) => {
        const section = page.locator('.knobs').first();
        assert.match(await section.locator('.reached').textContent(), /that was the goal/);
        assert.match(await section.locator('.tried').textContent(), /^1 of \d+ combinations tried\.$/);
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
