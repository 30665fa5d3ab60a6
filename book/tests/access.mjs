// Asks axe-core what a page withholds from readers who can't see it, can't tell its colours, or use no mouse.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/**
 * A link among words has to be told from them by more than its colour. The rule is content with a colour that differs enough,
 * for which it compares all of them: half of axe's time. Our links are underlined, so only that is asked.
 */
const LINKS = { rules: [{ id: 'link-in-text-block', any: ['link-in-text-block-style'] }] };

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds on the page as it is now: the rule, and the first element that breaks it. */
export async function violations(page, options = {}) {
    // Not as a script of the page: its policy would refuse it.
    if (!(await page.evaluate(() => 'axe' in window))) {
        await page.evaluate(AXE);
        await page.evaluate((changes) => window.axe.configure(changes), LINKS);
    }
    const found = await page.evaluate((how) => window.axe.run(document, how), { resultTypes: ['violations'], ...options });
    return found.violations.map(({ id, nodes }) => `${id}: ${nodes.length} × ${nodes[0].html.slice(0, 160)} ${nodes[0].failureSummary}`);
}
