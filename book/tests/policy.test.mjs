// A page's content-security policy: its own scripts run, from a server and from a folder, and no others.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { RUN, browser, forEach, pageWith, pages } from './harness.mjs';
import { BOOK } from './server.mjs';

const read = (name) => readFileSync(join(BOOK, name), 'utf8');

test('each page has a policy, and it comes before anything that it holds for', () => {
    for (const name of [...pages, 'toc.html']) {
        const head = read(name).split(/<title>|<meta name="viewport"/)[0];
        const policy = head.match(/<meta http-equiv="Content-Security-Policy" content="([^"]+)">/)?.[1] ?? '';
        assert.match(policy, /^default-src 'none'; script-src 'self'( 'sha256-[\w+/=]+')*; /, name);
        assert.ok(!/unsafe-inline|unsafe-eval|https?:/.test(policy), name);
        assert.ok(!/<script|<link|<style/.test(head), name);
    }
});

test('from a folder, no page has anything refused, and its figures can be played', async () => {
    const name = await pageWith(RUN);
    await forEach([name, 'index.html', 'print.html'], async (one) => {
        const page = await browser.newPage();
        const complaints = [];
        page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
        page.on('pageerror', (error) => complaints.push(error.message));
        try {
            await page.goto(pathToFileURL(join(BOOK, one)).href);
            if (one === name) await page.getByRole('button', { name: 'Next', exact: true }).first().click();
            assert.ok(await page.locator('#mdbook-sidebar a').first().isVisible());
            assert.deepEqual(complaints, [], one);
        } finally {
            await page.close();
        }
    });
});

test('what somebody smuggles into a page neither runs nor reaches out', async () => {
    const name = await pageWith(RUN);
    const evil = `<script>window.ran = 'a script'</script>
        <img src="https://example.invalid/seen.png" onerror="window.ran = 'a handler'">
        <p id="evil" style="position: fixed" onclick="window.ran = 'a click'"><a href="javascript:window.ran='a link'">here</a></p>
        <iframe srcdoc="<script>parent.ran = 'a frame'</script>"></iframe><base href="https://example.invalid/">`;
    const page = await browser.newPage();
    const refused = [];
    page.on('console', (message) => message.type() === 'error' && refused.push(message.text()));
    const asked = [];
    page.on('requestfinished', (request) => asked.push(request.url()));
    try {
        await page.route(`http://book.test/${name}`, (route) =>
            route.fulfill({ contentType: 'text/html', body: read(name).replace('<main>', `<main>${evil}`) }),
        );
        await page.route(/book\.test\/.*\.(css|js|svg|woff2)$/, (route) =>
            route.fulfill({ path: join(BOOK, new URL(route.request().url()).pathname) }),
        );
        await page.goto(`http://book.test/${name}`);
        await page.locator('#evil').dispatchEvent('click');
        await page.locator('#evil a').click();
        // Its own scripts do run.
        await page.getByRole('button', { name: 'Next', exact: true }).first().click();
        assert.equal(await page.evaluate(() => window.ran), undefined);
        assert.equal(await page.locator('#evil').evaluate((one) => getComputedStyle(one).position), 'static');
        assert.ok(refused.length >= 6, refused.join('\n'));
        assert.deepEqual(asked.filter((url) => !url.startsWith('http://book.test/')), []);
    } finally {
        await page.close();
    }
});
