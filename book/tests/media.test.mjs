// Paper, and what a reader's system asks for: more contrast, or its own few colours.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { faint } from './colours.mjs';
import { RUN, pageWith, visit } from './harness.mjs';

const THEMES = ['light', 'rust', 'coal', 'navy', 'ayu'];
const choose = (page, theme) => page.evaluate((name) => document.getElementById(`mdbook-theme-${name}`).click(), theme);

test('on paper nothing is folded but the hints, nothing can be pressed, and no theme leaves its ground behind', async () => {
    for (const selector of ['.scheduler', '.terminal details', '.knobs']) {
        const name = await pageWith(selector);
        await visit(name, { width: 718 }, async (page) => {
            for (const theme of ['light', 'navy']) {
                await choose(page, theme);
                await page.emulateMedia({ media: 'print' });
                const left = await page.evaluate(() => {
                    const seen = (one) => one.checkVisibility({ contentVisibilityAuto: true });
                    const main = document.querySelector('main');
                    return {
                        buttons: [...document.querySelectorAll('button, #mdbook-menu-bar, .nav-chapters, .mobile-nav-chapters')].filter(seen).length,
                        folded: [...main.querySelectorAll('details:not(.exercise details) > :not(summary)')]
                            .filter((one) => !one.matches('script') && one.textContent.trim() && !seen(one))
                            .map((one) => one.outerHTML.slice(0, 80)),
                        unmarked: [...main.querySelectorAll('.exercise summary')]
                            .filter((one) => !getComputedStyle(one, '::after').content.includes('open it on the screen')).length,
                        dark: [...main.querySelectorAll('*')]
                            .filter((one) => seen(one) && /rgb\((\d|[1-9]\d|1[01]\d),/.test(getComputedStyle(one).backgroundColor))
                            .map((one) => one.outerHTML.slice(0, 80)),
                    };
                });
                assert.deepEqual(left, { buttons: 0, folded: [], unmarked: 0, dark: [] }, `${name} in ${theme}`);
                assert.deepEqual(await page.evaluate(faint, { selector: 'main', least: 4.5 }), [], `${name} in ${theme}`);
                await page.emulateMedia({ media: null });
            }
        });
    }
});

test('a reader who asks for more contrast gets 7 to 1 in the text and in the pictures', async () => {
    await visit(await pageWith(RUN), { contrast: 'more' }, async (page) => {
        await page.evaluate(() => document.querySelectorAll('details').forEach((fold) => (fold.open = true)));
        for (const theme of THEMES) {
            await choose(page, theme);
            const selector = 'main > :is(p, ul, ol), .swimlane, .quiz, .from, figcaption, .table-wrapper';
            assert.deepEqual(await page.evaluate(faint, { selector, least: 7 }), [], theme);
        }
    });
});

test('where the system chooses the colours, the step that is followed and the steps that matter are outlined', async () => {
    await visit(await pageWith(`${RUN}:has(.decisive):has(.edge)`), { forcedColors: 'active' }, async (page) => {
        const figure = page.locator(`${RUN}:has(.edge)`).first();
        await figure.getByRole('button', { name: 'Next', exact: true }).click();
        const outline = (selector) => page.locator(selector).first().evaluate((one) => getComputedStyle(one).outlineStyle);
        assert.equal(await outline('.swimlane .current'), 'solid');
        assert.equal(await outline('.swimlane .decisive .op'), 'solid');
        const head = await page.locator('.edge.from-left').first().evaluate((one) => {
            const { borderTopColor, borderLeftColor } = getComputedStyle(one, '::before');
            return [borderTopColor, borderLeftColor];
        });
        assert.equal(head[0], 'rgba(0, 0, 0, 0)', 'the head of an arrow is a triangle');
        assert.notEqual(head[1], head[0]);
    });
});
