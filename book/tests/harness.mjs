// What the tests share: the built book on a server, one Chromium, and a visit that fails on a complaint.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { chromium } from 'playwright-core';
import { BETWEEN, BOOK, serve } from './server.mjs';

/** The names of the pages. */
export const pages = readdirSync(BOOK).filter((name) => name.endsWith('.html') && name !== 'toc.html');

/** Debian's Chromium; better without its windows and menus, because those take as long as the pages do. */
const CHROMIUM = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'];

let site;
/** Chromium, once the tests run. */
export let browser;

before(async () => {
    site = await serve();
    browser = await chromium.launch({
        executablePath: process.env.CHROMIUM ?? CHROMIUM.find(existsSync) ?? 'chromium',
        args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'],
    });
});

after(async () => {
    await browser?.close();
    site?.stop();
});

/** Pages that wait for their next visit, each in a context of its own. */
const idle = [];

/** A page in a new context, and what it complains about. */
async function newPage(options, before) {
    const context = await browser.newContext(options);
    await context.addInitScript(() => localStorage.setItem('mdbook-theme', 'light'));
    if (before) await context.addInitScript(before);
    const page = await context.newPage();
    const complaints = [];
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => {
        const outside = !request.url().startsWith(site.address) && !request.url().startsWith('data:');
        if (outside) complaints.push(`asks for ${request.url()}`);
    });
    return { context, page, complaints };
}

/** Leaves nothing of a visit behind: no storage, no address, and nothing that is still under way. */
async function tidy({ page, complaints }) {
    await page.goto(new URL(BETWEEN, site.address).href);
    await page.evaluate(() => [localStorage, sessionStorage].forEach((storage) => storage.clear()));
    complaints.length = 0;
}

/**
 * Opens a page, runs `look` on it, and fails on whatever the page complained about meanwhile. `before` is a script that
 * runs before the page's own. A visit that asks for nothing but a width gets a page that was used before, whose renderer and
 * cache are warm: that costs a quarter.
 */
export async function visit(name, options, look) {
    const { width = 1200, before, ...rest } = options;
    const viewport = { width, height: 900 };
    const isPlain = !before && Object.keys(rest).length === 0;
    const visitor = (isPlain && idle.pop()) || (await newPage({ viewport, ...rest }, before));
    const { context, page, complaints } = visitor;
    let isTidy = false;
    try {
        if (isPlain) await page.setViewportSize(viewport);
        await page.goto(site.address + name, { waitUntil: 'load' });
        await look(page);
        assert.deepEqual(complaints, [], `${name} complains`);
        if (isPlain) {
            await tidy(visitor);
            isTidy = true;
        }
    } finally {
        if (isTidy) idle.push(visitor);
        else await context.close();
    }
}

/** Does this with each page, with as many at once as there are cores. */
export async function forEach(names, look) {
    // The print page holds all others and takes as long as they do, so it comes first.
    const left = [...names].sort((one, other) => (other === 'print.html') - (one === 'print.html'));
    const work = async () => {
        while (left.length > 0) await look(left.shift());
    };
    await Promise.all(Array.from({ length: availableParallelism() }, work));
}

/** Where a selector was found. */
const found = new Map();

/** The first page that has `selector`, before any script has run; the print page repeats the others. */
export async function pageWith(selector) {
    if (!found.has(selector)) found.set(selector, await firstWith(selector));
    return found.get(selector);
}

async function firstWith(selector) {
    const page = await browser.newPage();
    try {
        for (const name of pages.filter((page) => page !== 'print.html' && page !== 'index.html')) {
            const has = await page.evaluate(
                ([html, wanted]) => new DOMParser().parseFromString(html, 'text/html').querySelector(wanted) !== null,
                [readFileSync(join(BOOK, name), 'utf8'), selector],
            );
            if (has) return name;
        }
    } finally {
        await page.close();
    }
    throw new Error(`no page has ${selector}`);
}

/** A run to step through, and not the empty one of the scheduler. */
export const RUN = 'figure.swimlane:has(tbody tr)';
