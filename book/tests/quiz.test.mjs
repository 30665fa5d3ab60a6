// Predict, then check.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pageWith, visit } from './harness.mjs';

/** Ticks what is wrong, and then what is right, in the first quiz on a page that has `selector`; and comes back to it. */
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

        // Progress counts it, so after a reload it's answered, and a link to it leads there.
        const id = await quiz.evaluate((one) => (one.querySelector('.question') ?? one.querySelector('legend')).id);
        for (const open of [() => page.reload(), ...(id ? [() => page.goto(`${page.url()}?#${id}`)] : [])]) {
            await open();
            assert.equal(await score.textContent(), 'You got this one right before.');
            const ticked = await boxes.evaluateAll((all) => all.map((box) => [box.checked, box.dataset.right === 'true']));
            assert.ok(ticked.every(([is, should]) => is === should), 'the right answer is ticked');
            assert.notEqual(await quiz.locator('details').getAttribute('open'), null);
        }
        if (id) {
            const top = await page.locator(`[id="${id}"]`).evaluate((one) => one.getBoundingClientRect().top);
            assert.ok(top >= 0 && top < 450, `the question is at ${top}`);
        }
        assert.equal(await page.locator('.quiz .score:not(:empty)').count(), 1, 'the others are still to be answered');
        const again = quiz.getByRole('button', { name: 'Try again' });
        await again.press('Enter');
        assert.equal(await quiz.locator('input:checked, .mark:visible, .reply:not(:empty), details[open]').count(), 0);
        assert.ok(await boxes.first().evaluate((one) => one === document.activeElement));
        assert.equal(await again.count(), 0);
        await page.reload();
        assert.ok(await again.isVisible(), 'trying again takes nothing back');
    });
}

test('a quiz compares what is ticked with what a run found', async () => {
    await answerQuiz('.quiz:has(legend)');
});

test('a quiz about an idea replies to each option that is ticked', async () => {
    await answerQuiz('.quiz:has(.question)');
});
