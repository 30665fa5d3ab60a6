// Every figure of every chapter, by keyboard and then by mouse: goals are reached, runs are followed to their ends.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pathTo, settingsOf } from './games.mjs';
import { click, type } from './hands.mjs';
import { forEach, pages, visit } from './harness.mjs';

/** How a control is used: the mouse presses it; the keyboard goes there and presses a key. */
const HANDS = {
    keyboard: (control, key = 'Enter') => control.press(key),
    mouse: click,
};

const FIGURES = {
    async '.scheduler'(section, use) {
        const game = JSON.parse(await section.locator('script').textContent());
        const turns = game.places.filter(Array.isArray).flat();
        const players = [...new Set(turns.map((turn) => turn.thread))].sort((a, b) => a - b);
        const goal = game.hopeless ? null : pathTo(game, (end) => end.broken);
        assert.ok(goal || game.hopeless || !game.goal, 'the goal can be reached, or the page says that it can’t');
        const restart = section.getByRole('button', { name: 'Restart' });
        for (const { thread, way, of } of goal ?? pathTo(game, () => true)) {
            await use(section.locator('.choices:not(.values) button').nth(players.indexOf(thread)));
            if (of > 1) await use(section.locator('.values button').nth(way));
        }
        const verdict = await section.locator('.verdict').textContent();
        if (goal) assert.match(verdict, /The promise is broken(: that was the goal)?\.$/);
        await use(restart);
    },
    async '.knobs'(section, use, hand) {
        const game = JSON.parse(await section.locator('script').textContent());
        const reached = section.locator('.reached');
        const turn = async (knob, to) => {
            const radios = section.locator('fieldset').nth(knob).getByRole('radio');
            if (hand === 'mouse') return click(radios.nth(to));
            // The arrow keys go round.
            while (!(await radios.nth(to).isChecked())) await radios.and(section.locator(':checked')).press('ArrowRight');
        };
        const start = settingsOf(game, game.start);
        const changes = (combination) => settingsOf(game, combination).filter((option, i) => option !== start[i]).length;
        const breaks = (combination) => !game.results[game.combinations[combination]].holds;
        const all = game.combinations.map((_, combination) => combination);
        const goal = game.aim === 'break' ? all.find((one) => changes(one) === 1 && breaks(one)) : game.weakest[0];
        for (const [knob, option] of settingsOf(game, goal).entries()) await turn(knob, option);
        assert.match(await reached.textContent(), /that was the goal\./);
        await use(section.getByRole('button', { name: 'Restart' }));
    },
    async '.breakit'(section, use, hand) {
        const aim = await section.getAttribute('data-aim');
        const edits = await section.locator('.edit').evaluateAll((all) => all.map(({ dataset }) => ({ ...dataset })));
        const goal = edits.findIndex(({ edit, verdict }) => edit && verdict === aim);
        const radios = section.locator('.board').getByRole('radio');
        if (hand === 'mouse') for (const edit of [0, goal]) await click(radios.nth(edit));
        else while (!(await radios.nth(goal).isChecked())) await radios.and(section.locator(':checked')).press('ArrowDown');
        assert.match(await section.locator('.reached').textContent(), /^That was the goal/);
    },
    async '.worlds'(section, use) {
        const game = JSON.parse(await section.locator('script').textContent());
        const ours = game.answers.findIndex(({ state }) => state === 'ours');
        await use(section.locator('.choices button').nth(ours));
        assert.match(await section.locator('.status .verdict').textContent(), /^That's our world/);
    },
    async '.quiz'(section, use, hand) {
        // By mouse, what is right is taken back and ticked again.
        const right = section.locator('input[data-right="true"]');
        for (const box of await right.all()) for (let i = hand === 'mouse' ? 2 : 1; i > 0; i--) await use(box, ' ');
        await use(section.getByRole('button', { name: 'Check' }));
        assert.equal(await section.locator('.score').textContent(), 'All right.');
    },
    async 'figure.swimlane:has(.stepper)'(figure, use, hand) {
        // One in an edit that isn't chosen is out of sight.
        if (!(await figure.isVisible())) return;
        const rows = figure.locator('tbody tr');
        const last = rows.last();
        if (hand === 'mouse') {
            await click(figure.getByRole('button', { name: 'Previous', exact: true }));
            await click(last.locator('th'));
        } else {
            await figure.getByRole('button', { name: 'Next', exact: true }).focus();
            await type(figure.page(), Array.from({ length: await rows.count() }, (_, i) => (i % 2 ? 'ArrowDown' : 'Enter')));
        }
        assert.equal(await last.getAttribute('aria-current'), 'step');
    },
};

test('every figure of every chapter is played by keyboard and by mouse', async () => {
    const played = Object.fromEntries(Object.keys(FIGURES).map((selector) => [selector, 0]));
    /** Plays a figure with both hands. What goes wrong says where. */
    const both = async (name, figure, play) => {
        const which = (await figure.getAttribute('data-name')) ?? (await figure.textContent()).trim().slice(0, 60);
        for (const [hand, use] of Object.entries(HANDS)) {
            try {
                await play(figure, use, hand);
            } catch (error) {
                error.message = `${name}, ${which}, by ${hand}: ${error.message}`;
                throw error;
            }
        }
    };
    await forEach(
        pages.filter((name) => name !== 'print.html' && name !== 'index.html'),
        (name) =>
            visit(name, {}, async (page) => {
                for (const [selector, play] of Object.entries(FIGURES)) {
                    // Found once: each search for the third of all figures looks at the whole page again.
                    const turns = await page.locator(selector).evaluateAll((all) =>
                        all.map((one, i) => (one.dataset.turn = `${one.localName}-${one.className}-${i}`)),
                    );
                    for (const turn of turns) {
                        await both(name, page.locator(`[data-turn="${turn}"]`), play);
                        played[selector] += 1;
                    }
                }
                assert.ok(page.url().includes(name), 'no key has turned the page');
            }),
    );
    for (const [selector, count] of Object.entries(played)) assert.ok(count > 0, `no ${selector}`);
});
