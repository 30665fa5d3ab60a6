// What mdBook's page lacks for the keyboard, and for readers who want no motion.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pageWith, visit } from './harness.mjs';

test('the first key leads past the contents to the chapter', async () => {
    const name = await pageWith('.listing');
    await visit(name, {}, async (page) => {
        const skip = page.getByRole('link', { name: 'Skip to the chapter' });
        await page.keyboard.press('Tab');
        const box = await skip.boundingBox();
        assert.ok(box.width > 50 && box.height > 10, 'it is seen when it has the focus');
        await page.keyboard.press('Enter');
        await page.keyboard.press('Tab');
        assert.ok(await page.evaluate(() => document.activeElement.closest('main') !== null));
    });
});

test('the contents are shown and hidden with the keyboard', async () => {
    await visit('index.html', { width: 360 }, async (page) => {
        const contents = page.locator('#mdbook-sidebar');
        const toggle = page.getByRole('button', { name: 'Toggle Table of Contents' });
        assert.ok(await contents.isHidden());
        await page.keyboard.press('Tab');
        await page.keyboard.press('Tab');
        assert.ok(await toggle.evaluate((one) => one === document.activeElement), 'it comes after the link to the chapter');
        for (const shown of [true, false]) {
            await page.keyboard.press(shown ? 'Enter' : 'Space');
            await contents.waitFor({ state: shown ? 'visible' : 'hidden' });
            assert.equal(await toggle.getAttribute('aria-expanded'), String(shown));
        }
        await toggle.click();
        await contents.waitFor({ state: 'visible' });
    });
});

test('code that is wider than the page is scrolled with the arrow keys, which turn no page then', async () => {
    const name = await pageWith('.listing ~ .listing');
    await visit(name, { width: 360 }, async (page) => {
        const wide = page.locator('pre > code[tabindex="0"]').first();
        await wide.focus();
        await page.keyboard.press('ArrowRight');
        await page.waitForFunction((code) => code.scrollLeft > 0, await wide.elementHandle());
        assert.ok(page.url().endsWith(name));
        // Where there is room for it, Tab passes it by.
        await page.setViewportSize({ width: 1600, height: 900 });
        await page.waitForFunction(() =>
            [...document.querySelectorAll('pre > code[tabindex]')].every((code) => code.scrollWidth > code.clientWidth),
        );
    });
});

test('a reader who wants no motion gets none', async () => {
    const name = await pageWith('.listing ~ .listing');
    await visit(name, { width: 360, reducedMotion: 'reduce' }, async (page) => {
        await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
        await page.evaluate(() => scrollTo(0, 2000));
        const left = await page.evaluate(() => {
            document.querySelector('.menu-title').click();
            return document.scrollingElement.scrollTop;
        });
        assert.equal(left, 0, 'it is at the top at once');
        const toggle = page.getByRole('button', { name: 'Toggle Table of Contents' });
        await toggle.click();
        assert.ok(await page.locator('#mdbook-sidebar').isVisible());
        await toggle.click();
        assert.ok(await page.locator('#mdbook-sidebar').isHidden(), 'no link of it is left to be reached by Tab');
        const moving = await page.evaluate(() =>
            [...document.querySelectorAll('*')].filter((one) => {
                const { transitionDuration, animationName } = getComputedStyle(one);
                return transitionDuration !== '0s' || animationName !== 'none';
            }).length,
        );
        assert.equal(moving, 0);
    });
});
