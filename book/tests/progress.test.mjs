// What the reader has done is marked beside the chapters, and kept in this browser only.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pageWith, visit } from './harness.mjs';

const KEY = 'racy-to-guarded-progress';
const MARKED = '#mdbook-sidebar .done';

/** Waits until what was scrolled to has been drawn. */
const drawn = (page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)))));

/** Answers the first quiz of the page right. */
async function answer(page) {
    const quiz = page.locator('.quiz').first();
    for (const box of await quiz.locator('input[data-right="true"]').all()) await box.check();
    await quiz.getByRole('button', { name: 'Check' }).click();
    await quiz.locator('.score', { hasText: 'All right.' }).waitFor();
}

test('a chapter that was read and a quiz that was answered are marked, until the reader has them forgotten', async () => {
    const name = await pageWith('.quiz ~ .quiz');
    await visit(name, {}, async (page) => {
        const [link, marked] = [page.locator('#mdbook-sidebar a.active').first(), page.locator(MARKED)];
        const forget = page.getByRole('button', { name: 'Forget my progress' });
        assert.equal(await marked.count(), 0);
        assert.ok(await forget.isHidden(), 'there is nothing to forget');
        await answer(page);
        const quizzes = await page.locator('.quiz').count();
        assert.ok((await link.textContent()).endsWith(` 1/${quizzes} (1 of ${quizzes} quizzes right)`));

        await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
        await drawn(page);
        assert.equal(await marked.filter({ hasText: '✓' }).count(), 0, 'going to the end is not reading');
        for (const section of await page.locator('main > h2').all()) {
            await section.scrollIntoViewIfNeeded();
            await drawn(page);
        }
        await marked.filter({ hasText: '✓' }).waitFor();
        assert.ok((await link.textContent()).endsWith(`(1 of ${quizzes} quizzes right, read)`));
        assert.equal(await page.locator('.progress p').textContent(), '1 page read. This is kept only in your browser.');

        // Another chapter tells it, too; and once more answered, once more right is still one.
        await page.reload();
        await answer(page);
        assert.ok((await link.textContent()).includes(`1 of ${quizzes} quizzes right`));
        assert.deepEqual(await page.evaluate(() => [document.cookie, sessionStorage.length <= 1]), ['', true]);
        await page.locator('#mdbook-sidebar a[href$="glossary.html"]').click();
        await marked.filter({ hasText: '✓' }).first().waitFor();

        await forget.focus();
        await page.keyboard.press('Enter');
        assert.equal(await marked.count(), 0);
        assert.equal(await page.locator('.progress p').textContent(), 'Forgotten.');
        assert.equal(await page.evaluate((key) => localStorage.getItem(key), KEY), null);
        await page.reload();
        assert.ok(await forget.isHidden());
    });
});

test('without storage, and with a storage that holds something else, a chapter is read all the same', async () => {
    const name = await pageWith('.quiz');
    for (const spoil of [
        `Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('blocked', 'SecurityError'); } })`,
        `Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }`,
        `localStorage.setItem('${KEY}', '"not ours')`,
        `localStorage.setItem('${KEY}', '[1, null]')`,
        `localStorage.setItem('${KEY}', '{"${name.replace('.html', '')}": {"read": 1, "right": "all"}}')`,
    ]) {
        await visit(name, { before: spoil }, async (page) => {
            await answer(page);
            await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
        });
    }
});

test('beside each page, the chapters are numbered in parts, and the appendices have a part of their own without numbers', async () => {
    await visit('20-lease.html', {}, async (page) => {
        const items = await page.locator('#mdbook-sidebar').evaluate((sidebar) =>
            [...sidebar.querySelectorAll('.part-title, .chapter-item a:not(.header-in-summary, .chapter-fold-toggle)')].map((one) => ({
                part: one.matches('.part-title') ? one.textContent : null,
                number: one.querySelector('strong')?.textContent,
                page: one.pathname?.split('/').pop(),
            })),
        );
        const start = items.findIndex(({ part }) => part === 'Appendices');
        const numbers = (some) => some.filter(({ part }) => part === null).map(({ number }) => number);
        const chapters = numbers(items.slice(items.findIndex(({ part }) => part), start));
        assert.deepEqual(chapters, Array.from({ length: 20 }, (_, i) => `${i + 1}.`));
        const appendices = items.slice(start + 1);
        assert.ok(appendices.length > 10);
        assert.ok(numbers(appendices).every((number) => number === undefined));
        assert.deepEqual([appendices[0].page, appendices.at(-1).page], ['glossary.html', 'further-reading.html']);
    });
});
