// Without script: what a reader could find out with a figure's script is there to be read, on every page.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { settingsOf } from './games.mjs';
import { pages, visit } from './harness.mjs';

/** What is in sight as a page opens. */
const AT_ONCE = ['.scheduler .results tbody tr', '.knobs .results > p', '.worlds .both tbody tr', '.breakit summary', '.quiz summary'];

/** Runs in the page: what each of its figures says, once everything that can be unfolded is. */
function read(atOnce) {
    const isSeen = (one) => one?.checkVisibility({ visibilityProperty: true }) ?? false;
    const hidden = [...document.querySelectorAll(`${atOnce}, main summary, main figure.swimlane tbody tr`)]
        .filter((one) => !isSeen(one) && !(one.matches('summary') ? one.parentElement.parentElement : one).closest('details'))
        .map((one) => one.outerHTML.slice(0, 80));
    document.querySelectorAll('main details').forEach((fold) => (fold.open = true));
    /** The text of what can be seen. */
    const seen = (one) => (isSeen(one) ? one.textContent.trim() : '');
    const all = (selector, below = document) => [...below.querySelectorAll(selector)];
    const rowsOf = (table) => all('tbody tr', table).map((row) => all('td', row).map(seen));
    const dataOf = (section) => JSON.parse(section.querySelector('script').textContent);
    const run = (figure) => ({
        caption: seen(figure.querySelector('caption')),
        steps: all('tr.step', figure).map((row) => ({
            number: seen(row.querySelector('th.number')),
            op: seen(row.querySelector('.acts .op')),
            source: seen(row.querySelector('.source')),
        })),
    });
    return {
        hidden,
        runs: all('main figure.swimlane').filter((one) => !one.closest('.scheduler, .knobs')).map(run),
        schedulers: all('.scheduler').map((section) => {
            const { places, schedules, judged, hopeless } = dataOf(section);
            const ends = places.filter((place) => !Array.isArray(place));
            return { schedules, judged, ends, hopeless, said: seen(section.querySelector('.results .hopeless')), rows: rowsOf(section.querySelector('.results')) };
        }),
        knobs: all('.knobs').map((section) => {
            const { knobs, combinations, results } = dataOf(section);
            return { knobs, combinations, results, rows: rowsOf(section.querySelector('.results')) };
        }),
        edits: all('.breakit .edit').map((edit) => ({
            ...edit.dataset,
            does: seen(edit.querySelector('summary')),
            code: seen(edit.querySelector('.listing code')),
            changes: all('ins, del', edit).filter(isSeen).length,
            told: seen(edit.querySelector('.verdict')),
            why: seen(edit.querySelector('.why')),
            steps: all('tr.step', edit).filter(isSeen).length,
        })),
        worlds: all('.worlds').map((section) => ({
            tables: all('.both .world', section).map(rowsOf),
            isApart: isSeen(section.querySelector('tr.step.parts')) && isSeen(section.querySelector('.apart')),
        })),
        quizzes: all('.quiz').map((section) => ({
            named: seen(section.querySelector('details > p > strong')),
            options: all('label', section).map((label, i) => ({
                text: seen(label),
                isRight: label.querySelector('input').dataset.right === 'true',
                reply: seen(section.querySelector(`dd[data-option="${i}"]`)),
                mark: all('dt', section).filter((term) => seen(term).startsWith(seen(label))).map((term) => seen(term.querySelector('.mark'))),
            })),
        })),
    };
}

const CHECKS = {
    runs({ caption, steps }) {
        assert.deepEqual(steps.map(({ number }) => number), steps.map((_, i) => `${i + 1}`), 'no step is left out');
        for (const { op, source } of steps) assert.ok(op && source, 'each step says what it does, and where');
        const counted = caption.match(/ in (\d+) steps/)?.[1];
        if (counted) assert.equal(steps.length, Number(counted), caption);
        assert.ok(steps.length > 0);
    },
    schedulers({ schedules, ends, judged, hopeless, said, rows }) {
        const results = [...new Set(ends.map(({ result }) => result))].sort();
        assert.deepEqual(rows.map(([result]) => result).sort(), results, 'each result, once');
        assert.equal(rows.reduce((sum, [, count]) => sum + Number(count.replaceAll(',', '')), 0), schedules);
        if (judged) for (const [result, , promise] of rows) assert.equal(promise, ends.find((end) => end.result === result).broken ? 'broken' : 'kept');
        assert.equal(said, hopeless ?? '');
    },
    knobs({ knobs, combinations, results, rows }) {
        const covers = (cell, option) => cell === 'any' || cell.split(/, | or /).includes(option);
        combinations.forEach((index, combination) => {
            const names = settingsOf({ knobs }, combination).map((option, knob) => knobs[knob].options[option]);
            const found = rows.filter((cells) => names.every((name, knob) => covers(cells[knob], name)));
            const { holds, outcomes } = results[index];
            assert.deepEqual(found.map((cells) => cells.at(-1)), [`${holds ? 'holds' : 'breaks'}: ${outcomes.join(', ')}`], names.join('.'));
        });
    },
    edits({ edit, verdict, does, code, changes, told, why, steps }) {
        assert.ok(does && code && told, 'it says what it does, with the code and the verdict');
        assert.equal(changes > 0, edit !== '', 'what it changes is marked');
        assert.equal(why !== '', edit !== '', 'and it says why');
        assert.equal(steps > 0, verdict !== 'holds', 'what breaks has its run');
    },
    worlds({ tables, isApart }) {
        assert.equal(tables.length, 2);
        for (const rows of tables) assert.ok(rows.length > 0 && rows.every((cells) => cells.every(Boolean)), 'the results of a world');
        assert.ok(isApart, 'where the worlds part is marked, and said');
    },
    quizzes({ named, options }) {
        assert.ok(options.length > 1);
        for (const { text, isRight, mark, reply } of options) {
            if (isRight) assert.ok(mark.includes('right') || `, ${named}, `.includes(`, ${text}, `), `${text} is said to be right`);
            else assert.ok(mark.includes('no') && reply, `${text} has a reply`);
        }
    },
};

test('without script, every page says all that its figures know', async () => {
    const counts = Object.fromEntries(Object.keys(CHECKS).map((kind) => [kind, 0]));
    const names = pages.filter((name) => name !== 'print.html' && name !== 'index.html');
    // One window for all: what is asked for once is not asked for again.
    await visit(names[0], { javaScriptEnabled: false }, async (page) => {
        for (const name of names) {
            await page.goto(new URL(name, page.url()).href);
            const { hidden, ...found } = await page.evaluate(read, AT_ONCE.join());
            assert.deepEqual(hidden, [], `${name}: it can be seen, or unfolded`);
            for (const [kind, check] of Object.entries(CHECKS)) {
                found[kind].forEach((one, i) => {
                    try {
                        check(one);
                    } catch (error) {
                        error.message = `${name}, ${kind} ${i + 1}: ${error.message}`;
                        throw error;
                    }
                });
                counts[kind] += found[kind].length;
            }
        }
    });
    for (const [kind, count] of Object.entries(counts)) assert.ok(count > 3, `only ${count} ${kind}`);
});
