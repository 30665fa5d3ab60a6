// The reader chooses an edit, and sees what becomes of the code.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pageWith, visit } from './harness.mjs';

test('edits are chosen by mouse and by keyboard, until the one that was looked for is found', async () => {
    const name = await pageWith('.breakit');
    let link;
    await visit(name, { width: 360 }, async (page) => {
        const section = page.locator('.breakit').first();
        const radios = section.getByRole('radio');
        const verdicts = await section.locator('.edit').evaluateAll((all) => all.map((one) => one.dataset.verdict));
        const shown = section.locator('.edit:visible');
        const verdict = section.locator('.status .verdict');
        assert.match(await verdict.textContent(), /^Holds in all \d+/);
        assert.equal(await shown.locator('del, ins').count(), 0, 'the code as it is');

        // One that breaks, by mouse.
        const broken = verdicts.findIndex((one) => one !== 'holds');
        await radios.nth(broken).click();
        assert.match(await verdict.textContent(), /^Breaks\. /);
        assert.equal(await shown.count(), 1);
        assert.ok((await shown.locator('ins').count()) > 0, 'the edit is marked');
        assert.ok((await shown.locator('tbody tr.step').count()) > 0, 'the run that breaks it is drawn');
        assert.equal(await section.locator('.reached').count(), 0);
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= 360), 'it fits on a phone');

        // Its run can be followed, and a link to a step leads to the edit as well.
        await shown.getByRole('button', { name: 'Next', exact: true }).click();
        const run = await shown.locator('figure').getAttribute('data-name');
        assert.ok(page.url().includes(`${run}=1`));

        // The one that does no harm, by keyboard.
        const wanted = verdicts.findIndex((one, i) => i > 0 && one === 'holds');
        await radios.nth(broken).focus();
        const [key, steps] = wanted > broken ? ['ArrowDown', wanted - broken] : ['ArrowUp', broken - wanted];
        for (let i = 0; i < steps; i++) await page.keyboard.press(key);
        assert.ok(await radios.nth(wanted).isChecked());
        assert.match(await verdict.textContent(), /^Still holds in all \d+/);
        assert.match(await section.locator('.reached').textContent(), /^That was the goal. You found it on your \w+ try\.$/);
        link = page.url();
        assert.ok(link.includes(name), 'the arrow keys turn no page');

        // Links on the same page: to a step of a run, and to an edit that there isn't.
        const edits = await section.getAttribute('data-name');
        const edit = await section.locator('.edit').nth(broken).getAttribute('data-edit');
        await page.evaluate((to) => (location.hash = to), `${edits}=${edit}&${run}=2`);
        await shown.locator('tr.current').waitFor();
        assert.ok(await radios.nth(broken).isChecked());
        await page.evaluate((to) => (location.hash = to), `${edits}=none`);
        await section.locator('.astray').waitFor();
    });
    const [, fragment] = link.split('#');
    await visit(`${name}#${fragment}`, {}, async (page) => {
        const section = page.locator('.breakit').first();
        assert.match(await section.locator('.verdict:visible').textContent(), /^Still holds/);
    });
});

test('a link to a step of a run names the edit that has it', async () => {
    const name = await pageWith('.breakit');
    await visit(name, { permissions: ['clipboard-read', 'clipboard-write'] }, async (page) => {
        const section = page.locator('.breakit').first();
        await section.getByRole('radio').nth(1).click();
        const edit = section.locator('.edit:visible');
        await edit.getByRole('button', { name: 'Next', exact: true }).click();
        await edit.getByRole('button', { name: 'Copy a link to this step' }).click();
        await edit.locator('.told', { hasText: 'The link is copied.' }).waitFor();
        const [, fragment] = (await page.evaluate(() => navigator.clipboard.readText())).split('#');
        const [edits, its] = await Promise.all([section, edit].map((one) => one.evaluate((el) => el.dataset)));
        assert.equal(fragment, `${edits.name}=${its.edit}&${edits.name}-${its.edit}=1`);
    });
});

test('without script each edit can be unfolded, with its code, its verdict and its run', async () => {
    const name = await pageWith('.breakit');
    await visit(name, { javaScriptEnabled: false }, async (page) => {
        const edit = page.locator('.breakit .edit[data-verdict]:not([data-verdict="holds"])').first();
        await edit.locator('summary').click();
        for (const part of ['ins', '.verdict', '.why', 'tbody tr.step >> nth=0']) {
            assert.ok(await edit.locator(part).first().isVisible(), part);
        }
    });
});
