// Every figure of every chapter, by keyboard and then by mouse: goals are reached, runs are followed to their ends.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pathTo, settingsOf } from './games.mjs';
import { held, type } from './hands.mjs';
import { forEach, pages, visit } from './harness.mjs';

/** Chooses a radio: by mouse, or with the arrow keys, which go round. */
async function choose({ hand, use, which }, radios, index, key) {
    if (hand === 'mouse') return use(radios, { index });
    for (let at; (at = await which(radios, ':checked')) !== index; ) await use(radios, { index: at, key });
}

const FIGURES = {
    async '.scheduler'({ game: read, use, said }) {
        const game = await read();
        const turns = game.places.filter(Array.isArray).flat();
        const players = [...new Set(turns.map((turn) => turn.thread))].sort((a, b) => a - b);
        const goal = game.hopeless ? null : pathTo(game, (end) => end.broken);
        assert.ok(goal || game.hopeless || !game.goal, 'the goal can be reached, or the page says that it can’t');
        for (const { thread, way, of } of goal ?? pathTo(game, () => true)) {
            await use('.choices:not(.values) button', { index: players.indexOf(thread) });
            if (of > 1) await use('.values button', { index: way });
        }
        assert.match(await said('.verdict'), goal ? /The promise is broken(: that was the goal)?\.$/ : /^Result: /);
        await use('button', { text: 'Restart' });
    },
    async '.knobs'(figure) {
        const game = await figure.game();
        const start = settingsOf(game, game.start);
        const changes = (combination) => settingsOf(game, combination).filter((option, i) => option !== start[i]).length;
        const breaks = (combination) => !game.results[game.combinations[combination]].holds;
        const all = game.combinations.map((_, combination) => combination);
        const goal = game.aim === 'break' ? all.find((one) => changes(one) === 1 && breaks(one)) : game.weakest[0];
        for (const [knob, option] of settingsOf(game, goal).entries()) {
            await choose(figure, `fieldset:nth-of-type(${knob + 1}) input`, option, 'ArrowRight');
        }
        assert.match(await figure.said('.reached'), /that was the goal\./);
        await figure.use('button', { text: 'Restart' });
    },
    async '.breakit'(figure) {
        const { aim } = await figure.marks();
        const edits = await figure.marks('.edit');
        const goal = edits.findIndex(({ edit, verdict }) => edit && verdict === aim);
        if (figure.hand === 'mouse') {
            for (const edit of edits.keys()) await figure.use('.board input', { index: edit });
            assert.equal(await figure.said('.tried'), `${edits.length - 1} of ${edits.length - 1} edits tried.`);
        }
        await choose(figure, '.board input', goal, 'ArrowDown');
        assert.match(await figure.said('.reached'), /^That was the goal/);
        assert.ok(await figure.isSeen('.reached'), 'the goal can be seen');
    },
    async '.worlds'({ game: read, use, said }) {
        const { answers } = await read();
        await use('.choices button', { index: answers.findIndex(({ state }) => state === 'ours') });
        assert.match(await said('.status .verdict'), /^That's our world/);
    },
    async '.quiz'({ hand, marks, use, said }) {
        // By mouse, what is right is taken back and ticked again.
        const right = (await marks('input')).flatMap((box, index) => (box.right === 'true' ? [index] : []));
        for (const index of right) for (let i = hand === 'mouse' ? 2 : 1; i > 0; i--) await use('input', { index, key: ' ' });
        await use('button', { text: 'Check' });
        assert.equal(await said('.score'), 'All right.');
    },
    async 'figure.swimlane:has(.stepper)'({ hand, page, marks, isSeen, use, which }) {
        // One in an edit that isn't chosen is out of sight.
        if (!(await isSeen())) return;
        const rows = (await marks('tbody tr')).length;
        if (hand === 'mouse') {
            await use('button', { text: 'Previous' });
            await use('tbody tr:last-child th');
        } else {
            await use('button', { text: 'Next' });
            await type(page, Array.from({ length: rows }, (_, i) => (i % 2 ? 'Enter' : 'ArrowDown')));
        }
        assert.equal(await which('tbody tr', '[aria-current="step"]'), rows - 1);
    },
};

test('every figure of every chapter is played by keyboard and by mouse', async () => {
    const played = Object.fromEntries(Object.keys(FIGURES).map((selector) => [selector, 0]));
    /** Plays a figure with both hands. What goes wrong says where. */
    const both = async (name, page, figure, play) => {
        for (const hand of ['keyboard', 'mouse']) {
            try {
                await play(held(page, figure, hand));
            } catch (error) {
                error.message = `${name}, ${figure}, by ${hand}: ${error.message}`;
                throw error;
            }
        }
    };
    await forEach(
        pages.filter((name) => name !== 'print.html' && name !== 'index.html'),
        (name) =>
            visit(name, {}, async (page) => {
                for (const [selector, play] of Object.entries(FIGURES)) {
                    // Marked once: each search for the last of these selectors looks at the whole page again.
                    const turns = await page.locator(selector).evaluateAll((all) =>
                        all.map((one, i) => (one.dataset.turn = `${one.dataset.name ?? one.className} ${i}`)),
                    );
                    for (const turn of turns) {
                        await both(name, page, `[data-turn="${turn}"]`, play);
                        played[selector] += 1;
                    }
                }
                assert.ok(page.url().includes(name), 'no key has turned the page');
            }),
    );
    for (const [selector, count] of Object.entries(played)) assert.ok(count > 0, `no ${selector}`);
    assert.ok(played['.breakit'] > 3 && played['.worlds'] >= 5, JSON.stringify(played));
});
