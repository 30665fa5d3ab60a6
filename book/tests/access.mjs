// Asks axe-core what a page withholds from readers who can't see it, can't tell its colours, or use no mouse.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds on the page as it is now: the rule, and the first element that breaks it. */
export async function violations(page, options = {}) {
    // Not as a script of the page: its policy would refuse it.
    if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE);
    const found = await page.evaluate((how) => window.axe.run(document, how), { resultTypes: ['violations'], ...options });
    return found.violations.map(({ id, nodes }) => `${id}: ${nodes.length} × ${nodes[0].html.slice(0, 160)} ${nodes[0].failureSummary}`);
}
